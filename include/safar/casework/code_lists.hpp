#pragma once
/// \file
/// Code lists as data: the built-in ones printed with their labels, and an agency's own sites, routes and partners.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/date.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/localized_text.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// Every built-in list (model/vocabularies.hpp) as JSON: name, doc, source, codes with labels and what else is known of them.
std::string describe_codes();

/// One code of an adopted list.
struct ListedCode {
  std::string code{};
  LocalizedText label{};
  Known<Date> from{}, until{};  ///< first and last day on which it may be used; unknown: no bound
  static constexpr std::string_view type_name = "listed_code", type_doc = "One code of an adopted list.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "code", &ListedCode::code, Shelf::open, "The code, as commands write it.");
    v(2, "label", &ListedCode::label, Shelf::open, "What people call it.");
    v(3, "from", &ListedCode::from, Shelf::open, "First day; no bound if absent.");
    v(4, "until", &ListedCode::until, Shelf::open, "Last day; no bound if absent.");
  }
};

/// A list that an agency adopts: `{"codes": [{"code": "ML-BKO-1", "label": {"fr": "Bamako, centre"}, "from": "2017-05-01"}]}`.
class CodeList {
 public:
  /// `name` must be one of the lists that commands ask: site, route, partner. Errors name the place in the document: parse, wrong_type,
  /// missing_member, duplicate_member (a code that stands twice on one day), out_of_range (a span that ends before it begins).
  static Result<CodeList> read(std::string_view name, std::string_view document);

  [[nodiscard]] bool has(std::string_view code, Date day) const;
  [[nodiscard]] bool ever(std::string_view code) const;  ///< on any day
  /// Up to `n` codes in force on the day that are spelt most like it, nearest first. O(codes * length).
  [[nodiscard]] std::vector<std::string> nearest(std::string_view code, Date day, std::size_t n = 3) const;
  [[nodiscard]] std::size_t size() const { return codes_.size(); }

 private:
  std::multimap<std::string, ListedCode, std::less<>> codes_{};
};

/// Lists by name, as they are in force.
using CodeLists = std::map<std::string, CodeList, std::less<>>;

/// Are the sites, routes and partners that a fact names on the adopted lists? A list that nobody adopted takes any.
/// A selection may also name what is no longer in force. Members `site` and `route` (also of a selection), `provider`, and `to` of a referral are asked; what is absent or "" is not.
/// ErrorCode::unknown_code with the pointer, the nearest names in the remedy. O(members) where no list is adopted.
Result<> check_listed(const CodeLists& lists, const TypeInfo& type, const void* fact, Date day);

}  // namespace safar::inline v0
