#pragma once
/// \file
/// Whose a field is: the person (and the second one) that the records around it name. Internal to shelves.
#include <optional>
#include <string>
#include <string_view>

#include <safar/base/describe.hpp>
#include <safar/base/id.hpp>

#include "base/typed.hpp"

namespace safar::inline v0::typed {

/// Who owns the sealed fields at a place.
struct Scope {
  Id subject{};               ///< none: nobody
  std::optional<Id> other{};
  const char* fault = nullptr;  ///< why a sealed field may not stand here although there are ids
};

enum class PersonMember : std::uint8_t { no, subject, other };

/// Whether a type is PersonId or OtherPersonId, bare or Known. By name, so that run-time types work too.
inline PersonMember person_member(const TypeInfo& t) {
  if (t.kind == Kind::known) return person_member(t.of[0]());
  if (t.kind != Kind::scalar) return PersonMember::no;
  return t.name == PersonId::type_name ? PersonMember::subject : t.name == OtherPersonId::type_name ? PersonMember::other : PersonMember::no;
}

/// The id in such a member; none where it is not known.
inline Id person_id(const TypeInfo& t, const void* p) {
  if (t.kind == Kind::known) return absence(t, p) == Absence::present ? person_id(t.of[0](), inside(t, p)) : Id{};
  if (&t == &info<PersonId>()) return *static_cast<const PersonId*>(p);
  if (&t == &info<OtherPersonId>()) return *static_cast<const OtherPersonId*>(p);
  Id id;
  return parse_into(t.print(p), id) ? id : Id{};
}

/// The scope inside `record`, which lies in `outer`.
inline Scope scope_in(const TypeInfo& record, const void* p, Scope outer) {
  bool subject = false, other = false;
  Scope own;
  for (const auto& f : record.fields) {
    const TypeInfo& t = f.type();
    const PersonMember m = person_member(t);
    if (m == PersonMember::no) continue;
    bool& seen = m == PersonMember::subject ? subject : other;
    if (seen) own.fault = "a record with sealed members names more than one subject";
    if (f.shelf != Shelf::open) own.fault = "the person id of a record with sealed members must be open";
    seen = true;
    const Id id = person_id(t, member(p, f));
    if (m == PersonMember::subject) own.subject = id;
    else if (!id.none()) own.other = id;
  }
  if (!subject) {
    own.subject = outer.subject;
    if (!other) own.other = outer.other;
    if (!own.fault) own.fault = outer.fault;
  }
  if (own.other && *own.other == own.subject) own.fault = "a fact about two persons names one person twice";
  return own;
}

/// Whether a value of this type has members to go on with: lists and Knowns of records, choices.
inline bool has_members(const TypeInfo& t) {
  return t.kind == Kind::record || t.kind == Kind::choice || ((t.kind == Kind::list || t.kind == Kind::known) && has_members(t.of[0]()));
}

}  // namespace safar::inline v0::typed
