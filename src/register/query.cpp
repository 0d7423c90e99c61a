// The closed query form over views: filters, groups, columns, a page at a time.
#include <safar/base/json.hpp>
#include <safar/workflow/access.hpp>

#include <algorithm>
#include <array>

#include "base/json_dom.hpp"
#include "register/frame.hpp"
#include "register/views.hpp"

namespace safar::inline v0 {
namespace {

using Json = nlohmann::json;

enum class Op : std::uint8_t { eq, ne, in, not_in, lt, le, gt, ge, known, unknown, has };
constexpr std::string_view op_names[] = {"=", "!=", "in", "not in", "<", "<=", ">", ">=", "known", "unknown", "has"};

struct Filter {
  const FieldInfo* field = nullptr;
  Op op{};
  std::vector<std::string> values{};
};

struct Query {
  const View* view = nullptr;
  std::vector<Filter> where{};
  std::vector<const FieldInfo*> select{}, group{};
  AsOf as_of{};
  std::string after{};
  std::size_t limit = SIZE_MAX;
};

const TypeInfo& bare(const FieldInfo& f) {
  const TypeInfo* t = &f.type();
  while (t->kind == Kind::known || t->kind == Kind::list) t = &t->of[0]();
  return *t;
}

std::string names(const TypeInfo& type) {
  std::string out;
  for (const auto& f : type.fields) out += (out.empty() ? "" : ", ") + std::string(f.name);
  return out;
}

Result<const FieldInfo*> column(const TypeInfo& type, const Json& name, const std::string& at) {
  if (!name.is_string()) return fail(ErrorCode::wrong_type, "A column's name is a text.", at);
  for (const auto& f : type.fields) if (f.name == name.get<std::string>()) return &f;
  return fail(ErrorCode::unknown_member, "The view has no such column.", at, "no_such_column", "Columns: " + names(type) + ".");
}

std::string value_text(const Json& v) {
  if (v.is_string()) return v.get<std::string>();
  if (v.is_boolean()) return v.get<bool>() ? "true" : "false";
  if (v.is_null()) return "(not applicable)";
  return v.dump();
}

Result<Filter> read_filter(const TypeInfo& type, const Json& row, const std::string& at) {
  if (!row.is_array() || row.size() < 2 || row.size() > 3 || !row[1].is_string())
    return fail(ErrorCode::wrong_type, "A filter is [column, op, value].", at, "", "For instance [\"site\",\"in\",[\"ML-BKO-1\"]].");
  auto field = column(type, row[0], at + "/0");
  if (!field) return std::move(field).error();
  Filter out;
  out.field = *field;
  const auto op = std::find(std::begin(op_names), std::end(op_names), row[1].get<std::string>());
  if (op == std::end(op_names)) return fail(ErrorCode::unknown_code, "There is no such operator.", at + "/1", "", "Say =, !=, in, not in, <, <=, >, >=, known, unknown, has.");
  out.op = static_cast<Op>(op - std::begin(op_names));
  const bool needs = out.op != Op::known && out.op != Op::unknown;
  if (needs != (row.size() == 3)) return fail(ErrorCode::wrong_type, needs ? "The value is missing." : "This operator takes no value.", at);
  if (!needs) return out;
  const Json& v = row[2];
  if ((out.op == Op::in || out.op == Op::not_in) != v.is_array()) return fail(ErrorCode::wrong_type, "\"in\" takes a list, the others one value.", at + "/2");
  const TypeInfo& t = bare(**field);
  for (const auto& x : v.is_array() ? v : Json::array({v})) {
    if (x.is_object() || x.is_array()) return fail(ErrorCode::wrong_type, "A value is a text, a number or a boolean.", at + "/2");
    std::string text = value_text(x);
    if (t.kind == Kind::boolean && text != "true" && text != "false") return fail(ErrorCode::wrong_type, "This column is true or false.", at + "/2");
    if (t.kind == Kind::integer && !x.is_number_integer()) return fail(ErrorCode::wrong_type, "This column is a whole number.", at + "/2");
    // A day that does not exist, or a country that is none, would match nothing and look like an answer.
    constexpr std::string_view absent[] = {"(unknown)", "(refused)", "(not applicable)", "(placeholder)", "(withheld)", "(erased)", "(conflict)"};
    if (t.kind == Kind::scalar && std::find(std::begin(absent), std::end(absent), text) == std::end(absent)) {
      std::unique_ptr<void, void (*)(void*)> value(::operator new(t.size), [](void* p) { ::operator delete(p); });
      t.make(value.get());
      const bool fine = t.parse(text, value.get());
      if (fine) text = t.print(value.get());
      t.drop(value.get());
      if (!fine) return fail(ErrorCode::parse, "This is not a " + std::string(t.name.empty() ? "value" : t.name) + " of the column.", at + "/2");
    }
    out.values.push_back(std::move(text));
  }
  return out;
}

Result<Query> read_query(std::string_view text, const Register::Impl& home) {
  auto dom = parse_dom(text);
  if (!dom) return std::move(dom).error();
  if (!dom->is_object()) return fail(ErrorCode::wrong_type, "A query is a JSON object.", "", "", "For instance {\"v\":1,\"from\":\"cases\"}.");
  const Json& doc = *dom;
  Query q;
  const auto from = doc.find("from");
  if (from == doc.end() || !from->is_string()) return fail(ErrorCode::missing_member, "Which view? The member \"from\" is missing.", "/from", "", "Say cases, persons, events, changes or counts.");
  for (const auto& v : views()) if (v.name == from->get<std::string>()) q.view = &v;
  if (!q.view) return fail(ErrorCode::unknown_code, "There is no such view.", "/from", "no_such_view", "Say cases, persons, events, changes or counts.");
  const TypeInfo& type = q.view->type();
  for (const auto& [key, v] : doc.items()) {
    const std::string at = "/" + key;
    if (key == "v") { if (v != 1) return fail(ErrorCode::newer, "This library reads queries of version 1.", at); }
    else if (key == "from") {}
    else if (key == "where") {
      if (!v.is_array()) return fail(ErrorCode::wrong_type, "where is a list of [column, op, value].", at);
      for (std::size_t i = 0; i < v.size(); ++i) {
        auto f = read_filter(type, v[i], at + "/" + std::to_string(i));
        if (!f) return std::move(f).error();
        q.where.push_back(std::move(*f));
      }
    } else if (key == "select" || key == "group") {
      if (!v.is_array()) return fail(ErrorCode::wrong_type, key + " is a list of columns.", at);
      for (std::size_t i = 0; i < v.size(); ++i) {
        auto f = column(type, v[i], at + "/" + std::to_string(i));
        if (!f) return std::move(f).error();
        auto& list = key == "select" ? q.select : q.group;
        if (std::find(list.begin(), list.end(), *f) != list.end()) return fail(ErrorCode::duplicate_member, "The column stands twice.", at + "/" + std::to_string(i));
        list.push_back(*f);
      }
    } else if (key == "valid_on" || key == "known_on") {
      if (!v.is_string()) return fail(ErrorCode::wrong_type, key + " is a day, YYYY-MM-DD.", at);
      auto day = Date::parse(v.get<std::string>());
      if (!day) { auto e = std::move(day).error(); e.pointer = at; return e; }
      if (key == "valid_on") q.as_of.valid = *day;
      else {
        auto end = home.days->end(*day);
        if (!end) { auto e = std::move(end).error(); e.pointer = at; return e; }
        q.as_of.before = *end;
      }
    } else if (key == "after") {
      if (!v.is_string()) return fail(ErrorCode::wrong_type, "after is the cursor that \"next\" gave.", at);
      q.after = v.get<std::string>();
    } else if (key == "limit") {
      if (!v.is_number_integer() || v.get<std::int64_t>() < 1) return fail(ErrorCode::out_of_range, "limit is a number from 1.", at);
      q.limit = v.get<std::size_t>();
    } else {
      return fail(ErrorCode::unknown_member, "A query has no such member.", at, "", "Members: v, from, where, select, group, valid_on, known_on, after, limit.");
    }
  }
  if (q.group.size() > 8) return fail(ErrorCode::too_large, "At most 8 columns can be grouped by.", "/group");
  if (!q.group.empty() && !q.select.empty()) return fail(ErrorCode::invalid_argument, "A query groups or selects, not both.", "/select");
  return q;
}

bool matches(const Filter& f, const void* row) {
  const void* p = static_cast<const char*>(row) + f.field->offset;
  const TypeInfo& t = f.field->type();
  if (f.op == Op::known) return has_value(t, p);
  if (f.op == Op::unknown) return !has_value(t, p);
  if (f.op == Op::has || t.kind == Kind::list) {
    for (std::int64_t i = 0; t.kind == Kind::list && i < t.get(p); ++i)
      for (const auto& v : f.values) if (plain_text(t.of[0](), t.at(const_cast<void*>(p), static_cast<std::size_t>(i))) == v) return f.op == Op::has || f.op == Op::eq || f.op == Op::in;
    return f.op == Op::ne || f.op == Op::not_in;
  }
  const std::string text = plain_text(t, p);
  const bool equal = std::find(f.values.begin(), f.values.end(), text) != f.values.end();
  switch (f.op) {
    case Op::eq: case Op::in: return equal;
    case Op::ne: case Op::not_in: return !equal;
    default: break;
  }
  if (!has_value(t, p)) return false;  // what is not known is neither before nor after
  int order = 0;
  if (bare(*f.field).kind == Kind::integer) {
    const auto a = std::stoll(text), b = std::stoll(f.values[0]);
    order = a < b ? -1 : a > b;
  } else {
    order = text.compare(f.values[0]);
  }
  return f.op == Op::lt ? order < 0 : f.op == Op::le ? order <= 0 : f.op == Op::gt ? order > 0 : order >= 0;
}

struct GroupRow {
  std::array<Known<std::string>, 8> key{};
  std::int64_t cases = 0, persons = 0;
  Id last{};  // rows of a case stand together, so this counts cases once
};

// A type made at run time: the columns of `fields`, where they are in the row.
std::shared_ptr<TypeInfo> chosen(const TypeInfo& base, const std::vector<const FieldInfo*>& fields) {
  auto t = std::make_shared<TypeInfo>();
  t->kind = Kind::record;
  t->name = base.name;
  t->doc = base.doc;
  t->size = base.size;
  t->align = base.align;
  for (const auto* f : fields) t->fields.push_back(*f);
  return t;
}

template <class Row>
std::shared_ptr<Frame::Impl> plain_frame(const Query& q, std::vector<Row>&& rows) {
  auto f = std::make_shared<Frame::Impl>();
  f->from = std::string(q.view->name);
  auto owner = std::make_shared<const std::vector<Row>>(std::move(rows));
  f->data = owner->data();
  f->rows = owner->size();
  f->stride = sizeof(Row);
  f->owner = owner;
  if (q.select.empty()) f->type = &q.view->type();
  else {
    auto own = chosen(q.view->type(), q.select);
    f->type = own.get();
    f->own = std::move(own);
  }
  return f;
}

template <class Row>
std::shared_ptr<Frame::Impl> grouped_frame(const Query& q, const std::vector<Row>& rows, const CaseId Row::*id) {
  std::vector<GroupRow> groups;
  std::unordered_map<std::string, std::size_t> index;
  std::string key;
  for (const auto& row : rows) {
    key.clear();
    for (const auto* f : q.group) {
      const void* p = reinterpret_cast<const char*>(&row) + f->offset;
      key += plain_text(f->type(), p);
      key += f->type().kind == Kind::known ? static_cast<char>(f->type().get(p)) : '\0';  // an absence is not the text that names it
    }
    const auto [it, fresh] = index.try_emplace(key, groups.size());
    if (fresh) {
      GroupRow g;
      for (std::size_t i = 0; i < q.group.size(); ++i) {
        const void* p = reinterpret_cast<const char*>(&row) + q.group[i]->offset;
        const TypeInfo& t = q.group[i]->type();
        if (t.kind == Kind::known && t.get(p)) g.key[i] = Absence(t.get(p));
        else g.key[i] = plain_text(t, p);
      }
      groups.push_back(std::move(g));
    }
    auto& g = groups[it->second];
    ++g.persons;
    if (g.last != row.*id) { ++g.cases; g.last = row.*id; }
  }
  if (q.group.empty() && groups.empty()) groups.emplace_back();
  std::sort(groups.begin(), groups.end(), [&](const GroupRow& a, const GroupRow& b) {
    for (std::size_t i = 0; i < q.group.size(); ++i) {
      if (a.key[i].value != b.key[i].value) return a.key[i].value < b.key[i].value;
      if (a.key[i].absence != b.key[i].absence) return a.key[i].absence < b.key[i].absence;
    }
    return false;
  });
  if (groups.size() > q.limit) groups.resize(q.limit);
  auto own = std::make_shared<TypeInfo>();
  own->kind = Kind::record;
  own->name = q.view->type().name;
  own->doc = q.view->type().doc;
  own->size = sizeof(GroupRow);
  own->align = alignof(GroupRow);
  const GroupRow probe;
  const auto offset = [&](const void* p) { return static_cast<std::size_t>(static_cast<const char*>(p) - reinterpret_cast<const char*>(&probe)); };
  std::uint16_t n = 0;
  for (std::size_t i = 0; i < q.group.size(); ++i)
    own->fields.push_back({++n, q.group[i]->name, q.group[i]->doc, q.group[i]->shelf, offset(&probe.key[i]), &info<Known<std::string>>});
  own->fields.push_back({++n, "cases", "Cases; a case of two groups counts in both.", Shelf::open, offset(&probe.cases), &info<std::int64_t>});
  // Views whose rows are cases have no persons to count.
  if (q.view->name == "counts" || q.view->name == "persons") own->fields.push_back({++n, "persons", "Persons.", Shelf::open, offset(&probe.persons), &info<std::int64_t>});
  auto f = std::make_shared<Frame::Impl>();
  f->from = std::string(q.view->name);
  auto owner = std::make_shared<const std::vector<GroupRow>>(std::move(groups));
  f->data = owner->data();
  f->rows = owner->size();
  f->stride = sizeof(GroupRow);
  f->owner = owner;
  f->type = own.get();
  f->own = std::move(own);
  return f;
}

template <class Row> void filter(const Query& q, std::vector<Row>& rows) {
  std::erase_if(rows, [&](const Row& row) { return !std::all_of(q.where.begin(), q.where.end(), [&](const Filter& f) { return matches(f, &row); }); });
}

// Rows are ordered by when their case was opened, persons as they stand in it; the cursor is that moment and the row's ids, so it
// holds while others write. What it names is looked for before filters are asked: they may not let its row through any more.
template <class Row, class Key> Result<> skip(const Query& q, std::vector<Row>& rows, const Key& key) {
  if (q.after.empty()) return {};
  const auto it = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return key(row) == q.after; });
  if (it == rows.end()) return fail(ErrorCode::parse, "That is no cursor of this view.", "/after", "", "Give the \"next\" of an answer to the same question.");
  rows.erase(rows.begin(), it + 1);
  return {};
}

template <class Row, class Key> std::string page(const Query& q, std::vector<Row>& rows, const Key& key) {
  if (rows.size() <= q.limit) return {};
  rows.resize(q.limit);
  return key(rows.back());
}

std::string cursor(const CaseRow& c) { return to_string(c.opened) + to_string(c.case_id); }
std::string cursor(const PersonRow& p) { return to_string(p.opened) + to_string(p.case_id) + to_string(p.person_id); }

Result<std::int64_t> position(const Query& q) {
  if (q.after.empty()) return 0;
  std::int64_t n = 0;
  for (const char c : q.after) {
    if (c < '0' || c > '9' || n > 1'000'000'000'000'000) return fail(ErrorCode::parse, "That is no cursor of this view.", "/after");
    n = n * 10 + (c - '0');
  }
  return n;
}

bool sealed(const FieldInfo& f) { return f.shelf != Shelf::open && f.shelf != Shelf::counted; }

Result<std::shared_ptr<Frame::Impl>> answer(Reader& r, Query& q) {
  for (const auto* list : {&q.group})
    for (const auto* f : *list)
      if (sealed(*f)) return fail(ErrorCode::not_permitted, "A sealed column cannot be grouped by.", "/group", "sealed", "Group by open or counted columns.");
  bool sealed_filter = false;
  for (std::size_t i = 0; i < q.where.size(); ++i)
    if (sealed(*q.where[i].field)) {
      sealed_filter = true;
      if (!may_read(r.actor.role, r.actor.purpose, q.where[i].field->shelf))
        return fail(ErrorCode::not_permitted, "This role does not read that column, so it cannot be asked by it.", "/where/" + std::to_string(i), "sealed", "Ask somebody whose role reads it.");
    }
  const std::string_view view = q.view->name;
  if (view == "cases") {
    auto rows = case_rows(r);
    if (!rows) return std::move(rows).error();
    const auto key = [](const CaseRow& c) { return cursor(c); };
    if (auto cut = skip(q, *rows, key); !cut) return std::move(cut).error();
    filter(q, *rows);
    if (!q.group.empty()) return grouped_frame(q, *rows, static_cast<const CaseId CaseRow::*>(&CaseRow::case_id));
    std::string next = page(q, *rows, key);
    auto f = plain_frame(q, std::move(*rows));
    f->next = std::move(next);
    return f;
  }
  if (view == "persons") {
    auto rows = person_rows(r);
    if (!rows) return std::move(rows).error();
    std::int64_t masked = 0;
    const bool wants = q.select.empty() || std::any_of(q.select.begin(), q.select.end(), [](const FieldInfo* f) { return sealed(*f); });
    const auto key = [](const PersonRow& p) { return cursor(p); };
    if (auto cut = skip(q, *rows, key); !cut) return std::move(cut).error();
    if (sealed_filter) if (auto u = unseal(r, *rows); !u) return std::move(u).error();
    filter(q, *rows);
    if (!q.group.empty()) return grouped_frame(q, *rows, static_cast<const CaseId PersonRow::*>(&PersonRow::case_id));
    std::string next = page(q, *rows, key);
    if (wants && !sealed_filter) {
      auto u = unseal(r, *rows);
      if (!u) return std::move(u).error();
      masked = *u;
    }
    auto f = plain_frame(q, std::move(*rows));
    f->next = std::move(next);
    f->masked = masked;
    return f;
  }
  if (view == "counts") {
    if (!q.select.empty()) return fail(ErrorCode::invalid_argument, "counts is grouped, not selected.", "/select", "", "Say group.");
    auto rows = count_rows(r);
    if (!rows) return std::move(rows).error();
    filter(q, *rows);
    return grouped_frame(q, *rows, static_cast<const CaseId CountRow::*>(&CountRow::case_id));
  }
  if (!q.group.empty()) return fail(ErrorCode::unsupported, "This view cannot be grouped.", "/group", "", "Group cases, persons or counts.");
  auto after = position(q);
  if (!after) return std::move(after).error();
  if (view == "events") {
    std::optional<Id> of;
    for (const auto& w : q.where)
      if (w.field->name == "case" && w.op == Op::eq) { Id id; if (parse_into(w.values[0], id)) of = id; }
    // With filters left the page is cut after them.
    const bool more = q.where.size() > (of ? 1u : 0u);
    auto rows = event_rows(r, *after, more || q.limit == SIZE_MAX ? SIZE_MAX : q.limit + 1, of);
    if (!rows) return std::move(rows).error();
    // An event that only touches the case (a suspension) belongs to its story.
    std::erase_if(q.where, [&](const Filter& f) { return of && f.field->name == "case" && f.op == Op::eq; });
    filter(q, *rows);
    std::string next;
    if (rows->size() > q.limit) { rows->resize(q.limit); next = std::to_string(rows->back().pos); }
    auto f = plain_frame(q, std::move(*rows));
    f->next = next;
    return f;
  }
  auto rows = change_rows(r, *after, q.where.empty() && q.limit != SIZE_MAX ? q.limit + 1 : SIZE_MAX);
  if (!rows) return std::move(rows).error();
  filter(q, *rows);
  std::string next;
  if (rows->size() > q.limit) rows->resize(q.limit);
  if (!rows->empty()) next = std::to_string(rows->back().pos);  // a feed: always where to go on
  auto f = plain_frame(q, std::move(*rows));
  f->next = next;
  return f;
}

}  // namespace

Result<Frame> Session::query(std::string_view json) {
  const Turn turn(*impl_->home);
  impl_->cancelled = false;
  auto& home = *impl_->home;
  if (!home.log) return fail(ErrorCode::closed, "The register is closed.", "", "closed", "Open it again.");
  if (auto r = home.refresh(); !r) return std::move(r).error();
  auto q = read_query(json, home);
  if (!q) return std::move(q).error();
  const Progress step = [this](std::uint64_t done, std::uint64_t total) { return (!impl_->progress || impl_->progress(done, total)) && !impl_->cancelled; };
  Reader reader{home, impl_->actor, q->as_of, step};
  auto f = answer(reader, *q);
  if (!f) return std::move(f).error();
  return Frame(std::move(*f));
}

}  // namespace safar::inline v0
