#pragma once
/// \file
/// Values of an agency's own fields are recorded: the one fact whose type is known only where its field set is.
#include <memory>
#include <string>

#include <safar/base/field_set.hpp>
#include <safar/base/result.hpp>
#include <safar/casework/common.hpp>
#include <safar/casework/fold.hpp>

namespace safar::inline v0 {

/// What every such fact has. Its values stand beside it, in RecordFact.
struct Record {
  CaseId case_id{};
  PersonId person_id{};
  std::string set{}, set_version{};
  Reason reason{};
  static constexpr std::string_view type_name = "record_fields", type_doc = "Values of an agency's own fields are recorded; the view field_sets has their schema.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Record::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Record::person_id, Shelf::open, "The person, of a set of persons; the principal applicant if absent.");
    v(3, "set", &Record::set, Shelf::open, "Name of the field set.");
    v(4, "set_version", &Record::set_version, Shelf::open, "Its version, made by the library: the one in force.");
    v(5, "reason", &Record::reason, Shelf::open, "Why, where something recorded before is corrected.");
  }
};

/// The object behind a `record` verb's type, of whatever set. The head stands first: an object that is read before its set is known is a Record too.
struct RecordFact {
  Record head{};
  FieldValues values{};
};

/// The type of a record where its set is not known: `values` has no fields of its own, and is to be masked as the most that may be in it.
const TypeInfo& record_type();

/// A version of a field set as a verb. Immutable, any thread; verb and type live as long as it does.
class RecordForm {
 public:
  explicit RecordForm(std::shared_ptr<const FieldSet> set);
  RecordForm(const RecordForm&) = delete;
  RecordForm& operator=(const RecordForm&) = delete;
  [[nodiscard]] const FieldSet& set() const { return *set_; }
  [[nodiscard]] const TypeInfo& type() const { return type_; }  ///< of RecordFact objects
  [[nodiscard]] const Verb& verb() const { return verb_; }

 private:
  std::shared_ptr<const FieldSet> set_;
  TypeInfo type_;
  Verb verb_;
};

/// The part of the fold that keeps open values; a value that became so later wins, and of one day what came last. What a case has of a
/// set that is not known here moves nothing. O(values of the case x fields of the set).
void fold_record(CaseState& state, const TypeInfo& type, const void* fact, const Occurrence& at);

/// The open values that a case has of a set, laid out as the set's type has them; what does not fit it any more is unknown. O(values).
FieldValues recorded_values(const CaseState& state, const FieldSet& set, const PersonId& person);

}  // namespace safar::inline v0
