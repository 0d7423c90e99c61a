#include "register/search.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "base/json_dom.hpp"
#include "base/of_the_log.hpp"

namespace safar::inline v0 {
namespace {

// A text that is overwritten when it goes.
struct Secret {
  std::string text{};
  Secret() = default;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { wipe(); }
  void set(std::string_view t) {
    wipe();
    text.assign(t);
  }
  void wipe() noexcept {
    volatile char* p = text.data();
    for (std::size_t i = 0; i < text.size(); ++i) p[i] = '\0';
    text.clear();
  }
};

std::string plain_document(std::string_view number) {
  std::string out;
  for (const char c : number) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) out += c;
    else if (c >= 'a' && c <= 'z') out += static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string plain_phone(std::string_view phone) {
  std::string out;
  for (const char c : phone)
    if (c >= '0' && c <= '9') out += c;
  while (out.starts_with('0')) out.erase(0, 1);
  return out.size() > 8 ? out.substr(out.size() - 8) : out;
}

std::uint64_t key_of(SearchBy by, std::string_view text) {  // FNV-1a
  std::uint64_t h = 14695981039346656037ULL ^ static_cast<std::uint64_t>(by);
  for (const char c : by == SearchBy::phone ? plain_phone(text) : plain_document(text)) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return h;
}

}  // namespace

Result<> searchable(SearchBy by, std::string_view text) {
  if (by == SearchBy::name && !linkage::NameIndex::can_search(text))
    return fail(ErrorCode::out_of_range, "A name of two letters or more is needed.", "/search/name", "too_short", "Give at least one name, or the start of one.");
  if (by == SearchBy::document && plain_document(text).size() < 4)
    return fail(ErrorCode::out_of_range, "A document number of four letters or digits is needed.", "/search/document", "too_short", "Give the whole number.");
  if (by == SearchBy::phone && plain_phone(text).size() < 6)
    return fail(ErrorCode::out_of_range, "A phone number of six digits is needed.", "/search/phone", "too_short", "Give the number, with its country code or without.");
  return {};
}

// What the boxes of one person say; a later event takes the place of an earlier one.
struct PersonSearch::Said {
  Secret given{}, family{}, other{};
  std::vector<std::uint64_t> exact{};
};

Result<> PersonSearch::hear(store::EventOut& event, const Id& person, Said& said) {
  for (auto& box : event.boxes) {
    if (box.subject != person || box.shelf != Shelf::identity || !box.content) continue;
    auto dom = parse_dom(*box.content, of_the_log);
    if (!dom) return std::move(dom).error();
    std::string others;
    for (auto& [pointer, value] : dom->items()) {
      const std::string_view at = pointer;
      if (at.ends_with("/given_name") && value.is_string()) said.given.set(value.get_ref<const std::string&>());
      else if (at.ends_with("/family_name") && value.is_string()) said.family.set(value.get_ref<const std::string&>());
      else if (at.find("/other_names") != std::string_view::npos) {
        if (value.is_string()) others += " " + value.get<std::string>();
        for (const auto& v : value.is_array() ? value : nlohmann::json::array()) if (v.is_string()) others += " " + v.get<std::string>();
      } else if (at.ends_with("/phone") && value.is_string() && plain_phone(value.get_ref<const std::string&>()).size() >= 6) {
        said.exact.push_back(key_of(SearchBy::phone, value.get_ref<const std::string&>()));
      } else if (at.ends_with("/number") && value.is_string() && plain_document(value.get_ref<const std::string&>()).size() >= 4) {
        said.exact.push_back(key_of(SearchBy::document, value.get_ref<const std::string&>()));
      }
    }
    if (!others.empty()) said.other.set(others);
    Secret gone;  // of what was opened for this only
    gone.text.swap(*box.content);
    box.content.reset();
    volatile char* p = others.data();
    for (std::size_t i = 0; i < others.size(); ++i) p[i] = '\0';
  }
  return {};
}

// All in one pass over the exact keys.
void PersonSearch::drop(const std::vector<Id>& persons) {
  std::unordered_set<std::uint32_t> gone;
  for (const auto& p : persons)
    if (const auto it = numbers_.find(p); it != numbers_.end()) gone.insert(it->second);
  if (gone.empty()) return;
  for (const auto n : gone) names_.remove(n);
  const auto end = std::remove_if(exact_.begin(), exact_.end(), [&](const Exact& e) { return gone.contains(e.person); });
  std::fill(end, exact_.end(), Exact{});
  exact_.erase(end, exact_.end());
}

void PersonSearch::put(std::uint32_t n, Said& said) {
  linkage::NameTokens tokens = linkage::fold_name(said.given.text);
  for (const auto& part : {std::string_view(said.family.text), std::string_view(said.other.text)})
    for (const auto& t : linkage::fold_name(part)) tokens.add(t.text());
  names_.put(n, tokens);
  for (const auto key : said.exact) exact_.push_back({key, n});
}

Result<> PersonSearch::again(store::Log& log, const Id& person) {
  const std::uint32_t n = numbers_.at(person);
  auto events = log.events_of(person, store::Want::contents);
  if (!events) return std::move(events).error();
  Said said;
  for (auto& e : *events)
    if (auto r = hear(e, person, said); !r) return r;
  put(n, said);
  return {};
}

Result<> PersonSearch::follow(store::Log& log, const Progress& progress) {
  const std::int64_t last = log.last_event();
  if (upto_ > last) *this = PersonSearch();  // another file under the same name, or one that was put back
  if (upto_ == last) return {};
  Result<> failed;
  std::vector<Id> later, gone;
  std::unordered_set<Id, IdHash> listed;
  std::int64_t seen = upto_;
  bool cancelled = false;
  auto r = log.events(upto_, 0, store::Want::streams | store::Want::contents, [&](store::EventOut& e) {
    seen = e.pos;
    if (e.pos % 1024 == 0 && progress && !progress(static_cast<std::uint64_t>(e.pos), static_cast<std::uint64_t>(last))) {
      cancelled = true;
      return false;
    }
    if (e.kind == EventKind::erase) {
      for (const auto& s : e.streams) if (s.kind == StreamKind::person) gone.push_back(s.id);
      return true;
    }
    for (std::size_t i = 0; i < e.boxes.size(); ++i) {
      const Id person = e.boxes[i].subject;
      if (e.boxes[i].shelf != Shelf::identity || e.boxes[i].other || !e.boxes[i].content) continue;
      const auto [it, fresh] = numbers_.try_emplace(person, static_cast<std::uint32_t>(ids_.size()));
      if (!fresh) {  // an earlier event spoke of the person too: together they say it
        if (listed.insert(person).second) later.push_back(person);
        continue;
      }
      ids_.push_back(person);
      Said said;
      if (auto h = hear(e, person, said); !h) {
        failed = std::move(h);
        return false;
      }
      put(it->second, said);
    }
    return true;
  });
  if (!r) return r;
  if (!failed) return failed;
  if (cancelled) {  // half an index would say that somebody is not there
    *this = PersonSearch();
    return fail(ErrorCode::cancelled, "The search was cancelled.", "", "cancelled");
  }
  drop(later);
  for (const auto& person : later)
    if (auto a = again(log, person); !a) return a;
  drop(gone);
  std::sort(exact_.begin(), exact_.end());
  upto_ = seen;
  return {};
}

std::vector<PersonFound> PersonSearch::find(SearchBy by, std::string_view text, std::size_t most) {
  std::vector<PersonFound> out;
  if (by == SearchBy::name) {
    for (auto& hit : names_.search(text, {most}, scratch_)) out.push_back({ids_[hit.person], hit.score, std::move(hit.why)});
    return out;
  }
  const std::uint64_t key = key_of(by, text);
  for (auto at = std::lower_bound(exact_.begin(), exact_.end(), Exact{key, 0}); at != exact_.end() && at->key == key && out.size() < most; ++at)
    if (out.empty() || out.back().person != ids_[at->person]) out.push_back({ids_[at->person]});
  return out;
}

void PersonSearch::erase(const std::vector<Id>& persons) { drop(persons); }

}  // namespace safar::inline v0
