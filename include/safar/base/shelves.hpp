#pragma once
/// \file
/// A fact taken apart by shelf, and put together again: sealing and masking follow from the one list of fields.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <safar/base/describe.hpp>
#include <safar/base/id.hpp>
#include <safar/base/result.hpp>
#include <safar/base/wiped.hpp>

namespace safar::inline v0 {

/// What one box of a fact holds before it is sealed.
struct Sealable {
  Id subject{};                 ///< the person; none for Shelf::counted (its owner is the office-month)
  std::optional<Id> other{};    ///< second person of a fact about two: the record has a member of type OtherPersonId
  Shelf shelf{};
  Wiped content{};              ///< canonical JSON `{"/persons/0/given_name":"Awa"}`; `{}` where nothing of the shelf was said
};
struct Split {
  std::string body{};           ///< canonical JSON of the open members; lists of records keep their places
  std::vector<Sealable> boxes{};  ///< ordered by (shelf, subject id, other)
  std::vector<Id> persons{};    ///< every person of the fact, sorted, once each (PersonId and OtherPersonId members)
};

/// Takes a record apart (docs/storage.md): the subject of an identity, casefile or sensitive field is the PersonId member of its own
/// record, else of the nearest enclosing one; where there is none, or it is the none id: ErrorCode::internal with the pointer.
/// Members of shelf `open` that are records or lists go on field by field. A member that is left out of canonical JSON is in no box; but a
/// person has a box of each sealed shelf that the record has members of, whether or not one has a value: that there is a box says nothing.
/// ErrorCode::internal also where the record names two subjects or one person twice, where its PersonId is not open, and where a sealed
/// member holds members of another sealed shelf.
Result<Split> split(const TypeInfo& type, const void* fact);

/// What is sealed beside the members of a fact: its own name, where that alone would say something of the person (is_sealed_kind).
struct SealedName {
  std::string_view name{};
  Shelf shelf{};  ///< on which it lies: casefile or sensitive; a fact with a name has a box of each
};
/// The member of a box that is such a name.
inline constexpr std::string_view sealed_name_pointer = "/command";

/// split() of many facts, one after the other, without memory for each.
class Splitter {
 public:
  Splitter();
  Splitter(const Splitter&) = delete;
  Splitter& operator=(const Splitter&) = delete;
  ~Splitter();
  /// As split(). `out` keeps the memory that it has; after an error nothing in it counts. `version`: what the body says as "v"; 0: it says none.
  Result<> run(const TypeInfo& type, const void* fact, Split& out, std::uint32_t version = 0, const SealedName* name = nullptr);

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

/// A box as it was found again. `content` nullopt: erased; `withheld`: the reader may not see it (then content is not looked at).
struct Unsealed {
  Id subject{};
  std::optional<Id> other{};
  Shelf shelf{};
  std::optional<Wiped> content{};
  bool withheld = false;
};

/// The inverse of split: reads the open body into `*out` and lays the boxes in. Fields of an erased or withheld box that are
/// Known say so (Absence::erased, Absence::withheld); `subject` of a counted box is not looked at. A box that names a place which the body
/// does not have: ErrorCode::corrupt. `*out` is only written on success. Unknown members of a body are ignored (written by a newer version).
Result<> merge(const TypeInfo& type, std::string_view body, const std::vector<Unsealed>& boxes, void* out);

/// Sets every Known field of `shelf` whose value is present to `with` (masking for display); on a shelf other than `open` lists are
/// emptied and what else is not Known goes back to its default, so that nothing of the shelf is left. Returns how many were masked.
std::size_t redact(const TypeInfo& type, void* fact, Shelf shelf, Absence with);

}  // namespace safar::inline v0
