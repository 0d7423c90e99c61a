#pragma once
// Persons by name, document and phone: an index in memory over what is sealed, made from the boxes of the log on the first question
// and kept up by each later one. Nothing of it is written anywhere. And by household, which is open.
#include <string>
#include <unordered_map>
#include <vector>

#include <safar/linkage/name_index.hpp>
#include <safar/register.hpp>
#include <safar/store/log.hpp>

namespace safar::inline v0 {

enum class SearchBy : std::uint8_t { none, name, document, phone, household };

/// Is there enough in `text` to search by? Else out_of_range, with what to give.
Result<> searchable(SearchBy by, std::string_view text);

/// Somebody who was found; by name also how near, in thousandths, and why.
struct PersonFound {
  Id person{};
  std::int64_t score = 0;
  std::vector<linkage::NameReason> why{};
};

class PersonSearch {
 public:
  /// Reads what was committed since the last time. First: O(events), every identity box is opened. Not within a group of acts: what
  /// that wrote may be undone.
  Result<> follow(store::Log& log, const Progress& progress);
  /// The persons, the best first; at most `most`. By name: linkage::NameIndex. By document: letters and digits of the number.
  /// By phone: the last eight digits, so that a country code may be there or not; fewer digits must be the whole number.
  [[nodiscard]] std::vector<PersonFound> find(SearchBy by, std::string_view text, std::size_t most);
  /// At once, and no byte of a name is left.
  void erase(const std::vector<Id>& persons);
  [[nodiscard]] std::size_t persons() const { return names_.persons(); }

 private:
  struct Exact {
    std::uint64_t key = 0;
    std::uint32_t person = 0;
    friend auto operator<=>(const Exact&, const Exact&) = default;
  };
  struct Said;
  Result<> hear(store::EventOut& event, const Id& person, Said& said);
  Result<> again(store::Log& log, const Id& person);
  void put(std::uint32_t n, Said& said);
  void drop(const std::vector<Id>& persons);

  linkage::NameIndex names_{};
  linkage::NameScratch scratch_{};
  std::vector<Id> ids_{};                                  // by our number
  std::unordered_map<Id, std::uint32_t, IdHash> numbers_{};
  std::vector<Exact> exact_{};                             // hashes of documents and phones, sorted by the next question
  std::int64_t upto_ = 0;
};

}  // namespace safar::inline v0
