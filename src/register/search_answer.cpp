#include "register/search_answer.hpp"

#include <algorithm>

#include <safar/workflow/access.hpp>

#include "register/search_household.hpp"

namespace safar::inline v0 {
namespace {

constexpr std::size_t found_unasked = 20, most_found = 100;

std::string_view said_of(linkage::TokenMatch how) {
  constexpr std::string_view words[] = {"", "same", "spelling", "one letter", "similar", "start", "initial"};
  return words[static_cast<std::size_t>(how)];
}

/// Words of a text as they are written: parted by what cannot stand inside a name.
class Words {
 public:
  explicit Words(std::string_view text) {
    std::size_t from = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      const auto c = i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(' ');
      const bool inside = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '\'' || c == '`';
      if (inside) continue;
      if (i > from) words_.push_back(text.substr(from, i - from));
      from = i + 1;
    }
  }
  /// The word that gives the token; where none does alone (Abdelkarim, two words in one), the token.
  [[nodiscard]] std::string_view written(std::string_view token) const {
    for (const auto word : words_) {
      const auto tokens = linkage::fold_name(word);
      if (tokens.size() == 1 && tokens[0].text() == token) return word;
    }
    return token;
  }

 private:
  std::vector<std::string_view> words_{};
};

std::string reasons(const Query& q, const PersonFound& found, const PersonRow& row) {
  std::string names;
  for (const auto* part : {&row.given_name, &row.family_name, &row.other_names})
    if (part->known()) names += part->value + " ";
  const Words asked(q.search_text), theirs(names);
  std::string out;
  for (const auto& why : found.why) {
    if (!out.empty()) out += ", ";
    out.append(asked.written(why.asked)).append("=").append(theirs.written(why.found)).append(" (").append(said_of(why.how)).append(")");
  }
  return out;
}

}  // namespace

const TypeInfo& found_rows() {
  static const TypeInfo type = [] {
    TypeInfo t = info<PersonRow>();
    t.size = sizeof(FoundRow);
    t.align = alignof(FoundRow);
    t.make = [](void* p) { ::new (p) FoundRow{}; };
    t.drop = [](void* p) { static_cast<FoundRow*>(p)->~FoundRow(); };
    t.assign = [](void* to, void* from) { *static_cast<FoundRow*>(to) = std::move(*static_cast<FoundRow*>(from)); };
    const FoundRow probe;
    const auto offset = [&](const void* member) { return static_cast<std::size_t>(static_cast<const char*>(member) - reinterpret_cast<const char*>(&probe)); };
    const auto n = static_cast<std::uint16_t>(t.fields.back().id);
    t.fields.push_back({static_cast<std::uint16_t>(n + 1), "score", "How near the name comes to what was asked, of 1000.", Shelf::open, offset(&probe.score), &info<std::int64_t>});
    t.fields.push_back({static_cast<std::uint16_t>(n + 2), "why", "What was asked, what met it, and how.", Shelf::identity, offset(&probe.why), &info<Known<std::string>>});
    return t;
  }();
  return type;
}

Result<> search(Reader& r, Query& q) {
  if (q.search != SearchBy::household && !may_read(r.actor.role, r.actor.purpose, Shelf::identity))
    return fail(ErrorCode::not_permitted, "This role does not read who somebody is, so it cannot search for it.", "/search", "sealed", "Ask somebody whose role reads it.");
  if (!q.after.empty() || !q.group.empty()) return fail(ErrorCode::invalid_argument, "A search gives its best answers only, and cannot be grouped or gone on with.", "/search");
  if (q.search == SearchBy::household) {
    auto family = cases_of_household(r.home, q.search_text);
    if (!family) return std::move(family).error();
    q.family = std::move(*family);
    return {};
  }
  if (!r.home.search) r.home.search = std::make_shared<PersonSearch>();
  if (!r.home.grouped) if (auto f = r.home.search->follow(*r.home.log, r.progress); !f) return f;
  q.found = r.home.search->find(q.search, q.search_text, q.limit == SIZE_MAX ? found_unasked : std::clamp(q.limit, found_unasked, most_found));
  return {};
}

Result<std::vector<Id>> cases_of_found(Register::Impl& home, const Query& q) {
  std::vector<Id> out = q.family;
  for (const auto& found : q.found) {
    auto cases = cases_of_person(home, found.person);
    if (!cases) return cases;
    for (const Id& id : *cases)
      if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
  }
  return out;
}

std::vector<FoundRow> with_reasons(const Reader& r, const Query& q, std::vector<PersonRow>&& rows) {
  const bool reads = may_read(r.actor.role, r.actor.purpose, Shelf::identity);
  std::vector<FoundRow> out;
  out.reserve(rows.size());
  for (auto& row : rows) {
    FoundRow one{std::move(row), 0, Absence::withheld};
    const auto found = std::find_if(q.found.begin(), q.found.end(), [&](const PersonFound& f) { return f.person == one.row.person_id; });
    one.score = found->score;
    if (reads) one.why = reasons(q, *found, one.row);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace safar::inline v0
