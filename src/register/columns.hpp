#pragma once
// What statistics need (sex, age band, nationality, site, route): columns in memory, sealed segments at rest.
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include <safar/base/date.hpp>
#include <safar/base/id.hpp>
#include <safar/store/log.hpp>

namespace safar::inline v0 {

enum class CountedField : std::uint8_t { site, route, sex, age_band, nationality };
inline constexpr std::size_t counted_fields = 5;
std::string_view counted_name(CountedField f);

/// What one event says of a case (person none) or of a person. A code is a position in the column's words; -1: not said.
/// Codes -2 - Absence stand for what is said to be absent.
struct CountedRow {
  static constexpr std::int32_t no_day = INT32_MIN;  ///< the event says none: it is the day of receipt in the register's zone
  std::int64_t pos = 0, received = 0;
  std::int32_t day = no_day;
  Id case_id{}, person{};
  std::int32_t code[counted_fields] = {-1, -1, -1, -1, -1};
};

class CountedColumns {
 public:
  /// Reads segments, then the boxes of what came after them.
  Result<> load(store::Log& log);
  [[nodiscard]] bool loaded() const { return loaded_; }
  void forget();
  /// Adds what the counted box of one event says: `content` is `{"/site":..,"/persons/0/sex":..}`, `body` names the persons.
  Result<> add(const store::EventOut& event, const Id& owner, const std::string& content);
  /// The same of a fact: `at` has position, moment, day and case.
  void add(const CountedRow& at, const Id& owner, const TypeInfo& type, const void* fact);
  /// Writes what is not in a segment yet; within a transaction.
  Result<> write(store::Log& log);
  [[nodiscard]] std::size_t unwritten() const { return rows_.size() - written_; }
  [[nodiscard]] const std::vector<CountedRow>& rows() const { return rows_; }
  /// Word of a code; a stated absence gives "(unknown)", "(refused)", ...
  [[nodiscard]] std::string word(CountedField f, std::int32_t code) const;
  /// Canonical text of all rows, for "replay gives the same".
  [[nodiscard]] std::string dump() const;

 private:
  std::int32_t code(CountedField f, const std::string& word);
  void read_segment(const Id& owner, const std::string& plain);
  [[nodiscard]] std::string pack(const CountedRow& row) const;

  bool loaded_ = false, anew_ = false;
  std::vector<CountedRow> rows_{};
  std::vector<Id> owner_{};            // of each row: the office-month whose key seals it
  std::size_t written_ = 0;
  std::vector<std::string> words_[counted_fields]{};
  std::unordered_map<std::string, std::int32_t> index_[counted_fields]{};
  struct Tail { std::int64_t segments = 0; std::string open{}; };  // `open`: the last segment, not full yet
  std::map<Id, Tail> tails_{};
};

/// Name of the projection whose `upto` says how far the segments go.
inline constexpr std::string_view counted_projection = "counted";

}  // namespace safar::inline v0
