#pragma once
// Field sets that the house adopted: the forms of their facts, what guards see of them, and the views that show them.
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <safar/casework/record.hpp>
#include <safar/register.hpp>
#include <safar/store/log.hpp>

namespace safar::inline v0 {

struct Adopt;
struct Command;
struct Query;
struct Reader;
struct View;

/// Every version of every field set, in the order in which they were adopted. The last one of a set is in force; an event says its own.
class FieldBook {
 public:
  /// Learns a document that was adopted. One that a newer library wrote and this one cannot read is left out, and so are its values.
  void adopt(std::string_view document);
  [[nodiscard]] std::shared_ptr<const RecordForm> now(std::string_view set) const;  ///< nullptr: none
  [[nodiscard]] std::shared_ptr<const RecordForm> at(std::string_view set, std::string_view version) const;
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] bool owns(store::Log& log, const Id& stream) const;  ///< is it field_stream() of a set?
  /// The verb by which an event is read: of a record the one of its own set and version, else find_verb()'s.
  [[nodiscard]] const Verb* verb_of(const store::EventOut& event) const;
  /// The shelf of a field by the last version that has it: none seals less than one before. `otherwise` where there is no such field.
  [[nodiscard]] Shelf shelf_now(std::string_view set, std::string_view name, Shelf otherwise) const;
  /// Of a record that was read: withholds the fields which this or a later version seals for who asks, whether or not there is a value.
  void withhold(const Verb& verb, void* fact, const std::function<bool(Shelf)>& reads) const;
  /// May this version be adopted next?
  [[nodiscard]] Result<> takes(const FieldSet& set) const;

  /// What guards may name: CaseState, and the open fields of sets in force as `fields.<set>.<name>`, of persons also `persons.fields.<set>.<name>`.
  [[nodiscard]] const TypeInfo& guard_type() const;
  /// Adds `fields` to a context for guards where `names`, the first names of what is read, want it. What was not recorded is unknown; on the
  /// outermost level a set of persons is that of the principal applicant.
  [[nodiscard]] feel::Value seen(feel::Value context, const CaseState& state, const std::vector<std::string>& names) const;

 private:
  struct GuardTypes;
  [[nodiscard]] feel::Value values_of(const CaseState& state, const PersonId* person, bool of_case, const std::string& path) const;
  std::map<std::string, std::vector<std::shared_ptr<const RecordForm>>, std::less<>> sets_{};
  std::shared_ptr<const GuardTypes> guards_{};
};

/// The stream of the events of one set, which views read.
Id field_stream(store::Log& log, const std::string& set);

/// Can this field set be adopted? Fills the name in. The workflow in force must still find what its guards read.
Result<> check_field_set(Register::Impl& home, Adopt& fact);

/// Types a `record` command, whose type only the register knows; other commands are left alone. Errors name members by pointer.
Result<> type_values(Register::Impl& home, Command& command);
/// The member of a typed record for its person; nullptr: its set is about the case.
PersonId* person_of_record(Register::Impl& home, const Command& command);
/// Fills in what the library makes: the version, and the stream of the set.
void make_record(Register::Impl& home, const Command& command, std::vector<store::StreamRef>& streams);
/// Reads the fact of a command, once more or for the first time, as a type. command.cpp
Result<> read_members(std::string_view json, const TypeInfo& type, void* made);

/// The view `fields:<set>`, whose columns are the set's; nullptr: no such set.
std::shared_ptr<const View> view_of_set(const Register::Impl& home, std::string_view view);
/// The views `fields`, `field_sets` and `fields:<set>`.
bool is_field_view(std::string_view view);
Result<std::shared_ptr<Frame::Impl>> answer_fields(Reader& r, Query& q);
const TypeInfo& field_rows();      ///< columns of `fields`
const TypeInfo& field_set_rows();  ///< columns of `field_sets`

}  // namespace safar::inline v0
