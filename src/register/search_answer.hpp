#pragma once
// The answer to a search: who is found, in which rows, and for a name how near it is and why.
#include <span>

#include "register/query.hpp"

namespace safar::inline v0 {

/// A row of `persons` in the answer to a search by name.
struct FoundRow {
  PersonRow row{};
  std::int64_t score = 0;
  Known<std::string> why{};
};

/// The columns of `persons`, then score and why.
const TypeInfo& found_rows();

/// Fills `q.found`, or `q.family`. Names, documents and phones are for who reads identity only.
Result<> search(Reader& r, Query& q);

/// The cases in which the persons found may have rows. Each is O(events of the person).
Result<std::vector<Id>> cases_of_found(Register::Impl& home, const Query& q);

/// Puts score and why beside rows that were found by name. The names in `rows` are read already, where the role may.
std::vector<FoundRow> with_reasons(const Reader& r, const Query& q, std::vector<PersonRow>&& rows);

}  // namespace safar::inline v0
