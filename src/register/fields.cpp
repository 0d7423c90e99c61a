#include "register/fields.hpp"

#include <algorithm>
#include <deque>

#include <safar/base/json.hpp>
#include <safar/casework/adopt.hpp>

#include "base/json_read.hpp"
#include "register/execute.hpp"

namespace safar::inline v0 {

/// Types made for the lint of paths: no object of them is ever made, so their offsets mean nothing.
struct FieldBook::GuardTypes {
  std::deque<TypeInfo> parts{};
  TypeInfo cases{};

  TypeInfo& record(std::string_view name) {
    auto& t = parts.emplace_back();
    t.kind = Kind::record;
    t.name = name;
    return t;
  }
  static void add(TypeInfo& to, std::string_view name, const TypeInfo& type) {
    FieldInfo f{std::uint16_t(to.fields.size() + 1), name, "", Shelf::open, 0, nullptr};
    f.own = &type;
    to.fields.push_back(f);
  }
};

void FieldBook::adopt(std::string_view document) {
  auto set = FieldSet::load(document);
  if (!set) return;
  const std::string name = (*set)->name();
  sets_[name].push_back(std::make_shared<const RecordForm>(std::move(*set)));
  auto types = std::make_shared<GuardTypes>();
  auto& all = types->record("fields");
  auto& of_persons = types->record("fields");
  for (const auto& [key, forms] : sets_) {
    const FieldSet& in_force = forms.back()->set();
    GuardTypes::add(all, in_force.name(), in_force.open_type());
    if (!in_force.of_case()) GuardTypes::add(of_persons, in_force.name(), in_force.open_type());
  }
  auto& person = types->parts.emplace_back(info<PersonState>());
  GuardTypes::add(person, "fields", of_persons);
  auto& persons = types->parts.emplace_back(info<std::vector<PersonState>>());
  persons.of = {TypeRef(person)};
  types->cases = info<CaseState>();
  for (auto& f : types->cases.fields) if (f.name == "persons") f.own = &persons;
  GuardTypes::add(types->cases, "fields", all);
  guards_ = std::move(types);
}

std::shared_ptr<const RecordForm> FieldBook::now(std::string_view set) const {
  const auto it = sets_.find(set);
  return it == sets_.end() ? nullptr : it->second.back();
}

std::shared_ptr<const RecordForm> FieldBook::at(std::string_view set, std::string_view version) const {
  if (const auto it = sets_.find(set); it != sets_.end())
    for (const auto& form : it->second) if (form->set().version() == version) return form;
  return nullptr;
}

std::vector<std::string> FieldBook::names() const {
  std::vector<std::string> out;
  for (const auto& [name, forms] : sets_) out.push_back(name);
  return out;
}

bool FieldBook::owns(store::Log& log, const Id& stream) const {
  return std::any_of(sets_.begin(), sets_.end(), [&](const auto& s) { return field_stream(log, s.first) == stream; });
}

const Verb* FieldBook::verb_of(const store::EventOut& event) const {
  if (event.kind != EventKind::record) return any_verb(event.kind);
  Record head;
  if (typed::read_text(event.body, info<Record>(), &head))
    if (const auto form = at(head.set, head.set_version)) return &form->verb();  // the book keeps it
  return any_verb(event.kind);
}

Shelf FieldBook::shelf_now(std::string_view set, std::string_view name, Shelf otherwise) const {
  const auto it = sets_.find(set);
  if (it == sets_.end()) return otherwise;
  for (auto form = it->second.rbegin(); form != it->second.rend(); ++form)
    for (const auto& f : (*form)->set().type().fields) if (f.name == name) return f.shelf;
  return otherwise;
}

void FieldBook::withhold(const Verb& verb, void* fact, const std::function<bool(Shelf)>& reads) const {
  if (!verb.own) return;
  auto& record = *static_cast<RecordFact*>(fact);
  for (const auto& values : verb.type().fields) {
    if (values.name != "values") continue;
    for (const auto& f : values.type().fields)
      if (!reads(f.shelf) || !reads(shelf_now(record.head.set, f.name, f.shelf)))
        f.type().set(reinterpret_cast<char*>(&record.values) + f.offset, static_cast<std::int64_t>(Absence::withheld));
  }
}

Result<> FieldBook::takes(const FieldSet& set) const {
  const auto it = sets_.find(set.name());
  if (it == sets_.end()) return {};
  if (at(set.name(), set.version())) return fail(ErrorCode::exists, "This version of the field set was adopted already; a version is never changed.", "/version", "version_exists", "Count the version up.");
  for (const auto& earlier : it->second) if (auto r = set.follows(earlier->set()); !r) return r;
  return {};
}

const TypeInfo& FieldBook::guard_type() const { return guards_ ? guards_->cases : info<CaseState>(); }

feel::Value FieldBook::values_of(const CaseState& state, const PersonId* person, bool of_case, const std::string& path) const {
  std::vector<std::pair<std::string, feel::Value>> sets;
  for (const auto& [name, forms] : sets_) {
    const FieldSet& set = forms.back()->set();
    if (set.of_case() && !of_case) continue;
    const FieldValues values = set.of_case() ? recorded_values(state, set, {}) : person ? recorded_values(state, set, *person) : FieldValues();
    sets.emplace_back(name, feel::to_value(set.open_type(), &values, path + "." + name));
  }
  return feel::Value::context(std::move(sets));
}

feel::Value FieldBook::seen(feel::Value context, const CaseState& state, const std::vector<std::string>& names) const {
  const auto wants = [&](const char* name) { return std::binary_search(names.begin(), names.end(), name); };
  if (sets_.empty() || (!wants("fields") && !wants("persons"))) return context;
  auto entries = context.entries();
  for (auto& [name, value] : entries) {
    if (name != "persons") continue;
    std::vector<feel::Value> persons;
    for (const auto& p : value.items()) {
      auto members = p.entries();
      const feel::Value* id = p.find("person_id");
      PersonId person;
      if (id) (void)parse_into(id->text(), person);
      members.emplace_back("fields", values_of(state, &person, false, "persons[" + std::to_string(persons.size() + 1) + "].fields"));
      persons.push_back(feel::Value::context(std::move(members)));
    }
    value = feel::Value::list(std::move(persons));
  }
  const PersonState* principal = state.principal();
  if (wants("fields")) entries.emplace_back("fields", values_of(state, principal ? &principal->person_id : nullptr, true, "fields"));
  return feel::Value::context(std::move(entries));
}

Id field_stream(store::Log& log, const std::string& set) { return log.derived_id("safar fields v1", {set}); }

namespace {

std::string words(const std::vector<std::string>& names, const char* otherwise) {
  std::string out;
  for (const auto& n : names) out += (out.empty() ? "Say " : ", ") + n;
  return out.empty() ? otherwise : out + ".";
}

/// The document of the workflow in force, as it was adopted.
Result<std::string> workflow_document(Register::Impl& home) {
  if (auto r = home.settle(); !r) return std::move(r).error();
  auto events = home.log->events_of(home.log->derived_id(house_stream, {}), store::Want::body);
  if (!events) return std::move(events).error();
  std::string out;
  for (const auto& e : *events) {
    if (e.kind != EventKind::adopt || is_newer(e)) continue;
    Adopt f;
    if (auto r = read_fact(e, *find_verb(e.kind), &f); !r) return std::move(r).error();
    if (f.kind == "workflow") out = std::move(f.document);
  }
  return out;
}

}  // namespace

Result<> check_field_set(Register::Impl& home, Adopt& fact) {
  const auto in_document = [](Error e) { e.pointer = "/document" + e.pointer; return e; };
  auto set = FieldSet::load(fact.document);
  if (!set) return in_document(std::move(set).error());
  if (fact.name.empty()) fact.name = (*set)->name();
  if (fact.name != (*set)->name()) return fail(ErrorCode::refused, "The document is a field set of another name.", "/name", "other_name", "Leave the name out.");
  if (auto r = home.house.fields.takes(**set); !r) return in_document(std::move(r).error());
  auto workflow = workflow_document(home);
  if (!workflow) return std::move(workflow).error();
  FieldBook after = home.house.fields;
  after.adopt(fact.document);
  if (auto findings = Workflow::lint(*workflow, after.guard_type(), workflow_events()); !workflow->empty() && !findings.empty())
    return fail(ErrorCode::lint, "The workflow in force reads what this version leaves out: " + findings.front().message, "/document/fields", "guard_unknown_path", "Keep the field open, or adopt another workflow first.");
  return {};
}

Result<> type_values(Register::Impl& home, Command& command) {
  if (command.verb->kind != EventKind::record || command.verb->own) return {};
  const Record& head = static_cast<const RecordFact*>(command.fact)->head;
  const FieldBook& book = home.house.fields;
  if (head.set.empty()) return fail(ErrorCode::missing_member, "Of which field set? The member \"set\" is missing.", "/set", "", words(book.names(), "Adopt a field set first."));
  const auto form = book.now(head.set);
  if (!form) return fail(ErrorCode::unknown_code, "This register has adopted no field set of that name.", "/set", "no_such_set", words(book.names(), "Adopt it first."));
  const FieldSet& set = form->set();
  if (!head.set_version.empty() && head.set_version != set.version())
    return fail(ErrorCode::stale, "Version " + set.version() + " of the field set is in force.", "/set_version", "other_version", "Leave the version out.");
  if (set.of_case() && !head.person_id.none()) return fail(ErrorCode::refused, "This field set is about the case, not about a person.", "/person_id", "set_of_case", "Leave person_id out.");
  struct Typed {
    explicit Typed(std::shared_ptr<const RecordForm> f) : form(std::move(f)), made(form->type()) {}
    std::shared_ptr<const RecordForm> form;  // lives as long as what is made of it
    Made made;
  };
  auto typed = std::make_shared<Typed>(form);
  auto& fact = *static_cast<RecordFact*>(typed->made.get());
  if (command.late.empty()) fact.head = head;
  else if (auto r = read_members(command.late, form->type(), &fact); !r) return r;
  if (auto r = set.check(fact.values); !r) { auto e = std::move(r).error(); e.pointer = "/values" + e.pointer; return e; }
  const auto& fields = set.type().fields;
  if (std::none_of(fields.begin(), fields.end(), [&](const FieldInfo& f) { return f.type().get(reinterpret_cast<const char*>(&fact.values) + f.offset) != static_cast<std::int64_t>(Absence::unknown); }))
    return fail(ErrorCode::missing_member, "Nothing is recorded: no field has a value.", "/values", "no_values", "Give a value, or say why there is none: {\"absent\": \"refused\"}.");
  command.verb = &form->verb();
  command.fact = &fact;
  command.owned = std::shared_ptr<Made>(typed, &typed->made);
  return {};
}

PersonId* person_of_record(Register::Impl& home, const Command& command) {
  Record& head = static_cast<RecordFact*>(command.fact)->head;
  const auto form = home.house.fields.now(head.set);
  return form && form->set().of_case() ? nullptr : &head.person_id;
}

void make_record(Register::Impl& home, const Command& command, std::vector<store::StreamRef>& streams) {
  Record& head = static_cast<RecordFact*>(command.fact)->head;
  if (const auto form = home.house.fields.now(head.set)) head.set_version = form->set().version();
  streams.push_back({field_stream(*home.log, head.set), StreamKind::organisation});
}

}  // namespace safar::inline v0
