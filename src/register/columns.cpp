#include "register/columns.hpp"

#include <cstring>

#include <safar/casework/upcast.hpp>

#include "base/json_dom.hpp"
#include "base/of_the_log.hpp"
#include "base/utf8.hpp"
#include "register/frame.hpp"

namespace safar::inline v0 {
namespace {

constexpr std::size_t segment_bytes = 60'000;  // of 64 KiB at most
constexpr std::size_t longest_word = 1000;

template <class T> void put(std::string& out, T v) {
  for (std::size_t i = 0; i < sizeof(T); ++i) out += static_cast<char>(static_cast<std::uint64_t>(v) >> (8 * i) & 0xff);
}
template <class T> bool take(std::string_view& in, T& v) {
  if (in.size() < sizeof(T)) return false;
  std::uint64_t u = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) u |= std::uint64_t(static_cast<unsigned char>(in[i])) << (8 * i);
  v = static_cast<T>(u);
  in.remove_prefix(sizeof(T));
  return true;
}
bool take_id(std::string_view& in, Id& id) {
  if (in.size() < 16) return false;
  std::memcpy(id.bytes.data(), in.data(), 16);
  in.remove_prefix(16);
  return true;
}

constexpr std::string_view absences[] = {"present", "unknown", "refused", "not_applicable", "placeholder", "withheld", "erased", "conflict"};

std::optional<CountedField> field_named(std::string_view name) {
  for (std::size_t i = 0; i < counted_fields; ++i) if (counted_name(CountedField(i)) == name) return CountedField(i);
  return std::nullopt;
}

}  // namespace

std::string_view counted_name(CountedField f) {
  constexpr std::string_view names[] = {"site", "route", "sex", "age_band", "nationality"};
  return names[static_cast<std::size_t>(f)];
}

// Whole characters of it.
std::string_view beginning(std::string_view word) { return word.substr(0, typed::utf8_prefix(word.substr(0, longest_word))); }

// A word as a segment has room for it; nothing longer is taken any more (base/limits.hpp), but files may have it.
std::int32_t CountedColumns::code(CountedField f, const std::string& word) {
  auto& index = index_[static_cast<std::size_t>(f)];
  const auto [it, fresh] = index.try_emplace(std::string(beginning(word)), static_cast<std::int32_t>(index.size()));
  if (fresh) words_[static_cast<std::size_t>(f)].push_back(it->first);
  return it->second;
}

std::string CountedColumns::word(CountedField f, std::int32_t code) const {
  if (code >= 0) return words_[static_cast<std::size_t>(f)][static_cast<std::size_t>(code)];
  const auto a = static_cast<std::size_t>(code == -1 ? 1 : -2 - code);
  return "(" + std::string(absences[a < 8 ? a : 1]) + ")";
}

void CountedColumns::forget() { *this = CountedColumns(); }

Result<> CountedColumns::add(const store::EventOut& event, const Id& owner, const std::string& content) {
  if (event.ver != fact_version(event.kind)) {
    store::EventOut today = event;
    std::vector<Unsealed> boxes{{owner, std::nullopt, Shelf::counted, content, false}};
    if (auto r = upcast(event.kind, event.ver, today.body, boxes); !r) return r.error().code == ErrorCode::newer ? Result<>() : std::move(r);
    today.ver = fact_version(event.kind);
    return add(today, owner, *boxes[0].content);
  }
  auto body = parse_dom(event.body, of_the_log);
  if (!body) return std::move(body).error();
  auto box = parse_dom(content, of_the_log);
  if (!box) return std::move(box).error();
  const auto id_at = [](const nlohmann::json& o, const char* name) {
    Id id;
    if (o.is_object()) if (const auto it = o.find(name); it != o.end() && it->is_string()) (void)parse_into(it->get<std::string>(), id);
    return id;
  };
  CountedRow base;
  base.pos = event.pos;
  base.received = event.received;
  if (event.valid) base.day = *event.valid;
  base.case_id = id_at(*body, "case");
  std::map<Id, CountedRow> rows;
  for (const auto& [pointer, value] : box->items()) {
    const auto slash = pointer.rfind('/');
    const auto f = field_named(std::string_view(pointer).substr(slash + 1));
    if (!f) continue;
    Id person;
    if (slash > 0) {
      const auto parent = nlohmann::json::json_pointer(pointer.substr(0, slash));
      if (body->contains(parent)) person = id_at(body->at(parent), "person_id");
    }
    auto& row = rows.try_emplace(person, base).first->second;
    row.person = person;
    std::int32_t c = -1;
    if (value.is_string()) c = code(*f, value.get<std::string>());
    else if (value.is_null()) c = -2 - static_cast<std::int32_t>(Absence::not_applicable);
    else if (value.is_object() && value.contains("absent") && value["absent"].is_string())
      for (std::size_t a = 0; a < 8; ++a) if (value["absent"].get_ref<const std::string&>() == absences[a]) c = -2 - static_cast<std::int32_t>(a);
    row.code[static_cast<std::size_t>(*f)] = c;
  }
  for (auto& [person, row] : rows) { rows_.push_back(row); owner_.push_back(owner); }
  return {};
}

void CountedColumns::add(const CountedRow& at, const Id& owner, const TypeInfo& type, const void* fact) {
  std::map<Id, CountedRow> rows;
  const auto said = [&](const Id& person, CountedField f, const TypeInfo& t, const void* p) {
    const auto absence = t.kind == Kind::known ? t.get(p) : 0;
    const std::string text = absence ? "" : plain_text(t, p);
    const bool left_out = t.kind != Kind::known && text.empty();  // a known "" is in the box, as a value
    if (absence == static_cast<std::int64_t>(Absence::unknown) || left_out) return;
    auto& row = rows.try_emplace(person, at).first->second;
    row.person = person;
    row.code[static_cast<std::size_t>(f)] = absence ? -2 - static_cast<std::int32_t>(absence) : code(f, text);
  };
  const auto walk = [&](const auto& self, const TypeInfo& t, void* p, const Id& person) -> void {
    if (t.kind == Kind::known) {
      if (t.get(p) == 0) self(self, t.of[0](), t.at(p, 0), person);
    } else if (t.kind == Kind::list) {
      if (t.of[0]().kind == Kind::record)
        for (std::int64_t i = 0; i < t.get(p); ++i) self(self, t.of[0](), t.at(p, static_cast<std::size_t>(i)), person);
    } else if (t.kind == Kind::record) {
      Id own;
      if (p != fact)
        for (const auto& f : t.fields)
          if (f.name == "person_id" && &f.type() == &info<PersonId>()) own = *reinterpret_cast<const PersonId*>(static_cast<const char*>(p) + f.offset);
      for (const auto& f : t.fields) {
        void* at_field = static_cast<char*>(p) + f.offset;
        if (f.shelf != Shelf::counted) self(self, f.type(), at_field, own);
        else if (const auto field = field_named(f.name)) said(own, *field, f.type(), at_field);
      }
    }
  };
  walk(walk, type, const_cast<void*>(fact), Id{});
  for (auto& [person, row] : rows) { rows_.push_back(row); owner_.push_back(owner); }
}

// pos, received, day, case, person, then a text for each field that is said: the words themselves, so that each segment stands alone.
std::string CountedColumns::pack(const CountedRow& row) const {
  std::string out;
  put(out, row.pos);
  put(out, row.received);
  put(out, row.day);
  out.append(reinterpret_cast<const char*>(row.case_id.bytes.data()), 16);
  out.append(reinterpret_cast<const char*>(row.person.bytes.data()), 16);
  for (std::size_t i = 0; i < counted_fields; ++i) {
    const std::int32_t c = row.code[i];
    if (c < 0) { put(out, static_cast<std::int16_t>(c)); continue; }
    const std::string& w = words_[i][static_cast<std::size_t>(c)];
    const auto n = std::min(w.size(), longest_word);
    put(out, static_cast<std::int16_t>(n));
    out.append(w, 0, n);
  }
  return out;
}

void CountedColumns::read_segment(const Id& owner, const std::string& plain) {
  std::string_view in = plain;
  CountedRow row;
  while (take(in, row.pos) && take(in, row.received) && take(in, row.day) && take_id(in, row.case_id) && take_id(in, row.person)) {
    for (std::size_t i = 0; i < counted_fields; ++i) {
      std::int16_t n = -1;
      if (!take(in, n)) break;
      if (n < 0) { row.code[i] = n; continue; }
      const auto size = std::min(static_cast<std::size_t>(n), in.size());
      row.code[i] = code(CountedField(i), std::string(in.substr(0, size)));
      in.remove_prefix(size);
    }
    rows_.push_back(row);
    owner_.push_back(owner);
  }
}

Result<> CountedColumns::load(store::Log& log) {
  forget();
  std::int64_t upto = 0;
  auto projection = log.projection(counted_projection);
  if (!projection) return std::move(projection).error();
  anew_ = !*projection;  // without it nobody knows how far the segments go: they are left aside, and written again
  if (*projection) upto = (*projection)->upto;
  if (auto r = anew_ ? Result<>() : log.segments(counted_projection, [&](const Id& owner, std::int64_t i, std::string& plain) {
        auto& tail = tails_[owner];
        tail.segments = std::max(tail.segments, i + 1);
        read_segment(owner, plain);
        tail.open = std::move(plain);
        return true;
      });
      !r)
    return std::move(r).error();
  std::vector<std::size_t> order(rows_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rows_[a].pos < rows_[b].pos; });
  std::vector<CountedRow> sorted;
  std::vector<Id> owners;
  for (const auto i : order) { sorted.push_back(rows_[i]); owners.push_back(owner_[i]); }
  rows_ = std::move(sorted);
  owner_ = std::move(owners);
  written_ = rows_.size();
  Result<> problem;
  if (auto r = log.events(upto, 0, store::Want::contents, [&](store::EventOut& e) {
        for (const auto& b : e.boxes)
          if (b.shelf == Shelf::counted && b.content)
            if (auto a = add(e, b.subject, *b.content); !a) { problem = std::move(a).error(); return false; }
        return true;
      });
      !r)
    return std::move(r).error();
  loaded_ = problem.ok();
  return problem;
}

Result<> CountedColumns::write(store::Log& log) {
  if (!loaded_) if (auto r = load(log); !r) return r;
  if (!unwritten()) return {};
  if (anew_)
    if (auto r = log.clear_segments(counted_projection); !r) return r;
  anew_ = false;
  std::map<Id, bool> changed;
  for (std::size_t i = written_; i < rows_.size(); ++i) {
    auto& tail = tails_[owner_[i]];
    std::string packed = pack(rows_[i]);
    if (tail.segments == 0) tail.segments = 1;
    if (tail.open.size() + packed.size() > segment_bytes) {
      if (auto r = log.put_segment(counted_projection, owner_[i], tail.segments - 1, tail.open); !r) return r;
      ++tail.segments;
      tail.open.clear();
    }
    tail.open += packed;
    changed[owner_[i]] = true;
  }
  for (const auto& [owner, yes] : changed) {
    const auto& tail = tails_[owner];
    if (auto r = log.put_segment(counted_projection, owner, tail.segments - 1, tail.open); !r) return r;
  }
  written_ = rows_.size();
  return log.put_projection(counted_projection, {"counted-1", log.last_event()});
}

std::string CountedColumns::dump() const {
  std::string out;
  for (const auto& r : rows_) {
    out += std::to_string(r.pos) + ' ' + to_string(r.case_id) + ' ' + to_string(r.person);
    for (std::size_t i = 0; i < counted_fields; ++i) out += ' ' + word(CountedField(i), r.code[i]);
    out += '\n';
  }
  return out;
}

}  // namespace safar::inline v0
