#pragma once
// The cases and persons of a register as columns: what queries filter, group and show. Open and counted columns only.
#include <optional>
#include <string_view>

#include <safar/model/case.hpp>

#include "register/column.hpp"
#include "register/columns.hpp"

namespace safar::inline v0 {

class CaseTable {
 public:
  /// `valid`: the day asked, for what depends on it.
  explicit CaseTable(std::optional<Date> valid = std::nullopt);
  CaseTable(const CaseTable&) = delete;
  CaseTable& operator=(const CaseTable&) = delete;

  /// A case that is new or has changed. O(columns + persons of the case).
  void set(const CaseState& state);
  /// What the counted columns say of a case or person of this table; in the order of the log. Others are passed over.
  void counted(const CountedColumns& words, const CountedRow& row);

  [[nodiscard]] std::size_t cases() const { return cases_.rows(); }
  [[nodiscard]] std::size_t persons() const { return persons_.rows(); }
  /// Rows of cases in the order in which they were opened; of persons as they stand in their cases.
  std::span<const std::uint32_t> case_order();
  std::span<const std::uint32_t> person_order();
  [[nodiscard]] const Column* of_case(std::string_view name) const;
  [[nodiscard]] const Column* of_person(std::string_view name) const { return persons_.find(name); }
  /// Row of the case of each person.
  [[nodiscard]] std::span<const std::uint32_t> case_of() const { return case_of_; }
  /// Rows of a person, one a case.
  void rows_of_person(const Id& id, std::vector<std::uint32_t>& out) const {
    for (auto p = person_rows_.find(&id); p != IdRows::none; p = next_same_[p]) out.push_back(p);
  }
  /// Rows of the persons of a case, as they stand in it.
  void rows_of_case(const Id& id, std::vector<std::uint32_t>& out) const {
    const auto c = case_rows_.find(&id);
    for (auto p = c == IdRows::none ? c : first_person_[c]; p != IdRows::none; p = next_in_case_[p]) out.push_back(p);
  }
  /// IdRows::none: no such case.
  [[nodiscard]] std::uint32_t find_case(const Id& id) const { return case_rows_.find(&id); }
  [[nodiscard]] std::size_t bytes() const;

 private:
  void set_persons(std::uint32_t row, const CaseState& state);
  std::uint32_t person_row(std::uint32_t case_row, const PersonState& person);

  std::optional<Date> valid_;
  Columns cases_, counts_, persons_;
  IdRows case_rows_, person_rows_;
  std::vector<std::uint32_t> first_person_{};                          // of a case
  std::vector<std::uint32_t> case_of_{}, next_in_case_{}, next_same_{};  // of a person's row; next_same_: the person in another case
  std::vector<std::uint32_t> case_order_{}, person_order_{};
  bool case_sorted_ = true, person_sorted_ = true;
};

}  // namespace safar::inline v0
