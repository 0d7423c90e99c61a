// The views of an agency's own fields: `fields` (a row a value), `fields:<set>` (a column a field), `field_sets` (a row a version).
#include <algorithm>
#include <charconv>

#include <safar/base/json.hpp>
#include <safar/base/stub.hpp>
#include <safar/casework/adopt.hpp>
#include <safar/workflow/access.hpp>

#include "base/json_read.hpp"
#include "register/fields.hpp"
#include "register/query.hpp"
#include "register/sealed.hpp"

namespace safar::inline v0 {
namespace {

struct FieldRow {
  CaseId case_id{};
  Known<PersonId> person_id{};
  std::string set{}, set_version{}, name{};
  Shelf shelf{};
  Known<std::string> value{};
  Date since{};
  static constexpr std::string_view type_name = "fields", type_doc = "One row a value of the agency's own fields; what is sealed is withheld unless the role reads it.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "case", &FieldRow::case_id, open, "The case.");
    v(2, "person_id", &FieldRow::person_id, open, "The person, of a set of persons.");
    v(3, "set", &FieldRow::set, open, "Name of the field set.");
    v(4, "set_version", &FieldRow::set_version, open, "Its version when the value was recorded.");
    v(5, "name", &FieldRow::name, open, "Name of the field.");
    v(6, "shelf", &FieldRow::shelf, open, "Who may read it.");
    v(7, "value", &FieldRow::value, open, "The value; a list as JSON.");
    v(8, "since", &FieldRow::since, open, "Day from which it is so.");
  }
};

struct FieldSetRow {
  std::string set{}, set_version{};
  Known<FieldSubject> of{};
  std::string doc{};
  std::int64_t fields = 0;
  bool in_force = false;
  Instant adopted{};
  std::string document{}, schema{}, stub{};
  static constexpr std::string_view type_name = "field_sets", type_doc = "One row a version of a field set that was adopted.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "set", &FieldSetRow::set, open, "Its name.");
    v(2, "set_version", &FieldSetRow::set_version, open, "Its version.");
    v(3, "of", &FieldSetRow::of, open, "What it describes.");
    v(4, "doc", &FieldSetRow::doc, open, "What it is for.");
    v(5, "fields", &FieldSetRow::fields, open, "How many fields it has.");
    v(6, "in_force", &FieldSetRow::in_force, open, "It is the last one that was adopted.");
    v(7, "adopted", &FieldSetRow::adopted, open, "When it was adopted here.");
    v(8, "document", &FieldSetRow::document, open, "The document, canonical JSON.");
    v(9, "schema", &FieldSetRow::schema, open, "JSON Schema of a command's `values`.");
    v(10, "stub", &FieldSetRow::stub, open, "Python class of the values, for editors.");
  }
};

/// A row of `fields:<set>`: not described, since its columns are the set's.
struct SetRow {
  CaseId case_id{};
  Known<PersonId> person_id{};
  Date since{};
  FieldValues values{};
  // What is no column:
  struct Said { std::int32_t day = 0; std::int64_t pos = 0; std::string version{}; };
  std::int64_t first = 0;            ///< position of its first event, its place in the order
  std::vector<Said> said{};          ///< of each field of the set in force; pos 0: never
};

constexpr std::string_view of_set = "fields:";

struct SetView : View {
  std::shared_ptr<const RecordForm> form{};
  std::string text{};  ///< of its name
  TypeInfo columns{};
};

Instant moment(std::int64_t us) {
  const auto i = Instant::from_microseconds(us);
  return i ? *i : Instant();
}

/// Folds the events of one set, or those of one case, into rows. Of two values of a field the one that became so later stands, of one day the one
/// that came last: the same rule as fold_record()'s.
class Rows {
 public:
  Rows(Reader& r, std::shared_ptr<const RecordForm> form) : r_(r), form_(std::move(form)) {}

  Result<> read(const std::optional<Id>& of) {
    auto events = r_.home.log->events_of(of ? *of : field_stream(*r_.home.log, form_->set().name()), store::Want::contents);
    if (!events) return std::move(events).error();
    std::uint64_t seen = 0;
    for (const auto& e : *events) {
      if (r_.progress && ++seen % 4096 == 0 && !r_.progress(seen, events->size())) return fail(ErrorCode::cancelled, "Cancelled by the caller.");
      if (auto x = add(e); !x) return x;
    }
    return {};
  }
  /// Hides what the set in force seals and an older version did not; counts what is withheld.
  std::int64_t mask() {
    std::int64_t n = 0;
    for (auto& row : rows)
      for (const auto& f : form_->set().type().fields) {
        char* p = reinterpret_cast<char*>(&row.values) + f.offset;
        if (!may_read(r_.actor.role, r_.actor.purpose, f.shelf) && f.type().get(p) == 0) f.type().set(p, static_cast<std::int64_t>(Absence::withheld));
        n += f.type().get(p) == static_cast<std::int64_t>(Absence::withheld);
      }
    return n;
  }
  std::vector<SetRow> rows{};

 private:
  Result<> add(const store::EventOut& e) {
    if (e.kind != EventKind::record || is_newer(e) || (r_.as_of.before && e.received >= r_.as_of.before)) return {};
    const Date day = e.valid ? *Date::from_days(*e.valid) : (*r_.home.days)(e.received);
    if (r_.as_of.valid && day > *r_.as_of.valid) return {};
    const Verb& verb = *r_.home.house.fields.verb_of(e);
    const auto reads = reads_of(r_.actor);
    Made made(verb.type());
    if (auto x = read_fact(e, verb, made.get(), boxes_for(e, reads)); !x) return x;
    r_.home.house.fields.withhold(verb, made.get(), reads);
    auto& fact = *static_cast<RecordFact*>(made.get());
    if (fact.head.set != form_->set().name()) return {};
    const TypeInfo& type = form_->set().type();
    if (verb.own != &form_->type()) {  // an older version: by the names of its fields, which keep their meaning
      const TypeInfo& then = verb.type().fields.back().type();
      FieldValues now;
      for (const auto& f : type.fields)
        for (const auto& old : then.fields)
          if (old.name == f.name)
            if (auto x = typed::read_text(to_json(old.type(), reinterpret_cast<const char*>(&fact.values) + old.offset), f.type(), reinterpret_cast<char*>(&now) + f.offset); !x) return x;
      fact.values = std::move(now);
    }
    SetRow& row = row_of(fact.head, e.pos);
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      const FieldInfo& f = type.fields[i];
      char* from = reinterpret_cast<char*>(&fact.values) + f.offset;
      if (f.type().get(from) == static_cast<std::int64_t>(Absence::unknown)) continue;
      auto& said = row.said[i];
      if (said.pos && day.days() < said.day) continue;
      said = {day.days(), e.pos, fact.head.set_version};
      f.type().assign(reinterpret_cast<char*>(&row.values) + f.offset, from);
      if (day > row.since || row.since == Date()) row.since = day;
    }
    return {};
  }
  SetRow& row_of(const Record& head, std::int64_t pos) {
    const auto [it, fresh] = index_.try_emplace({head.case_id, head.person_id}, rows.size());
    if (fresh) {
      auto& row = rows.emplace_back();
      row.case_id = head.case_id;
      if (!head.person_id.none()) row.person_id = head.person_id;
      row.first = pos;
      row.said.resize(form_->set().type().fields.size());
    }
    return rows[it->second];
  }

  Reader& r_;
  std::shared_ptr<const RecordForm> form_;
  std::map<std::pair<Id, Id>, std::size_t> index_{};
};

std::optional<Id> asked_case(const Query& q) {
  Id id;
  for (const auto& w : q.where)
    if (w.field->name == "case" && w.op == Op::eq && parse_into(w.values[0], id)) return id;
  return std::nullopt;
}

Error no_cursor() { return fail(ErrorCode::parse, "That is no cursor of this view.", "/after", "", "Give the \"next\" of an answer to the same question."); }

/// A cursor of two numbers, "12.3".
Result<std::pair<std::int64_t, std::int64_t>> cursor(const std::string& text) {
  std::pair<std::int64_t, std::int64_t> out{0, 0};
  if (text.empty()) return out;
  const char *end = text.data() + text.size(), *dot = std::find(text.data(), end, '.');
  const auto a = std::from_chars(text.data(), dot, out.first);
  if (a.ec != std::errc() || a.ptr != dot || dot == end) return no_cursor();
  const auto b = std::from_chars(dot + 1, end, out.second);
  if (b.ec != std::errc() || b.ptr != end) return no_cursor();
  return out;
}

Result<std::shared_ptr<Frame::Impl>> answer_set(Reader& r, Query& q) {
  const auto view = std::static_pointer_cast<const SetView>(q.own);
  auto after = cursor(q.after);
  if (!after) return std::move(after).error();
  Rows read(r, view->form);
  if (auto x = read.read(asked_case(q)); !x) return std::move(x).error();
  struct Owner { std::shared_ptr<const SetView> view; std::vector<SetRow> rows; };
  auto owner = std::make_shared<Owner>();
  owner->view = view;
  const std::int64_t masked = read.mask();
  owner->rows = std::move(read.rows);
  std::erase_if(owner->rows, [&](const SetRow& row) { return row.first <= after->first; });
  filter_rows(q.where, owner->rows);
  auto f = std::make_shared<Frame::Impl>();
  if (owner->rows.size() > q.limit) {
    owner->rows.resize(q.limit);
    f->next = std::to_string(owner->rows.back().first) + ".0";
  }
  f->from = view->text;
  f->masked = masked;
  f->data = owner->rows.data();
  f->rows = owner->rows.size();
  f->stride = sizeof(SetRow);
  f->type = &view->columns;
  if (!q.select.empty()) {
    f->own = chosen(view->columns, q.select);
    f->type = f->own.get();
  }
  f->owner = std::move(owner);
  return f;
}

Result<std::shared_ptr<Frame::Impl>> answer_values(Reader& r, Query& q) {
  auto after = cursor(q.after);
  if (!after) return std::move(after).error();
  const auto of = asked_case(q);
  struct Placed { std::pair<std::int64_t, std::int64_t> at; FieldRow row; };
  std::vector<Placed> all;
  std::int64_t masked = 0;
  for (const auto& name : r.home.house.fields.names()) {
    const auto wanted = [&](const Filter& w) { return w.field->name != "set" || w.op != Op::eq || w.values[0] == name; };
    if (!std::all_of(q.where.begin(), q.where.end(), wanted)) continue;
    const auto form = r.home.house.fields.now(name);
    Rows read(r, form);
    if (auto x = read.read(of); !x) return std::move(x).error();
    masked += read.mask();
    const auto& fields = form->set().type().fields;
    for (auto& from : read.rows)
      for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& said = from.said[i];
        const std::pair<std::int64_t, std::int64_t> at{from.first, std::int64_t{fields[i].id}};
        if (!said.pos || at <= *after) continue;
        FieldRow row;
        row.case_id = from.case_id;
        row.person_id = from.person_id;
        row.set = name;
        row.set_version = said.version;
        row.name = std::string(fields[i].name);
        row.shelf = fields[i].shelf;
        row.since = *Date::from_days(said.day);
        const TypeInfo& type = fields[i].type();
        const void* p = reinterpret_cast<const char*>(&from.values) + fields[i].offset;
        if (const auto absence = type.get(p)) row.value = static_cast<Absence>(absence);
        else row.value = type.of[0]().kind == Kind::list ? to_json(type, p) : plain_text(type, p);
        all.push_back({at, std::move(row)});
      }
  }
  std::sort(all.begin(), all.end(), [](const Placed& a, const Placed& b) { return a.at < b.at; });
  std::vector<FieldRow> rows;
  std::string next;
  const Placed* last = nullptr;
  for (auto& x : all) {
    std::vector<FieldRow> one{std::move(x.row)};
    filter_rows(q.where, one);
    if (one.empty()) continue;
    if (rows.size() == q.limit) {
      next = std::to_string(last->at.first) + "." + std::to_string(last->at.second);
      break;
    }
    rows.push_back(std::move(one.front()));
    last = &x;
  }
  auto f = plain_frame(q, std::move(rows));
  f->masked = masked;
  f->next = std::move(next);
  return f;
}

Result<std::shared_ptr<Frame::Impl>> answer_sets(Reader& r, Query& q) {
  auto after = cursor(q.after);
  if (!after) return std::move(after).error();
  auto events = r.home.log->events_of(r.home.log->derived_id(house_stream, {}), store::Want::body);
  if (!events) return std::move(events).error();
  std::vector<FieldSetRow> rows;
  for (const auto& e : *events) {
    if (e.kind != EventKind::adopt || is_newer(e) || (r.as_of.before && e.received >= r.as_of.before)) continue;
    if (r.as_of.valid && (e.valid ? *Date::from_days(*e.valid) : (*r.home.days)(e.received)) > *r.as_of.valid) continue;
    Adopt fact;
    if (auto x = read_fact(e, *find_verb(e.kind), &fact); !x) return std::move(x).error();
    if (fact.kind != "field_set") continue;
    const auto set = FieldSet::load(fact.document);
    if (!set) continue;  // of a newer library
    for (auto& row : rows) if (row.set == (*set)->name()) row.in_force = false;
    auto& row = rows.emplace_back();
    row.set = (*set)->name();
    row.set_version = (*set)->version();
    row.of = (*set)->document().of;
    row.doc = (*set)->document().doc;
    row.fields = static_cast<std::int64_t>((*set)->document().fields.size());
    row.in_force = true;
    row.adopted = moment(e.received);
    row.document = std::move(fact.document);
    row.schema = json_schema((*set)->type());
    std::string name;  // bko_intake: BkoIntake
    for (std::size_t i = 0; i < row.set.size(); ++i)
      if (row.set[i] != '_') name += (i == 0 || row.set[i - 1] == '_') && row.set[i] >= 'a' ? static_cast<char>(row.set[i] - 'a' + 'A') : row.set[i];
    row.stub = python_stub((*set)->type(), name);
  }
  std::string next;
  filter_rows(q.where, rows);
  rows.erase(rows.begin(), rows.begin() + std::clamp<std::ptrdiff_t>(after->first, 0, std::ssize(rows)));
  if (rows.size() > q.limit) {
    rows.resize(q.limit);
    next = std::to_string(after->first + static_cast<std::int64_t>(q.limit)) + ".0";
  }
  auto f = plain_frame(q, std::move(rows));
  f->next = std::move(next);
  return f;
}

}  // namespace

std::shared_ptr<const View> view_of_set(const Register::Impl& home, std::string_view name) {
  if (!name.starts_with(of_set)) return nullptr;
  auto form = home.house.fields.now(name.substr(of_set.size()));
  if (!form) return nullptr;
  auto made = std::make_shared<SetView>();
  made->form = form;
  made->text = std::string(name);
  TypeInfo& t = made->columns;
  t.kind = Kind::record;
  t.name = form->set().name();
  t.doc = form->set().document().doc;
  t.size = sizeof(SetRow);
  t.align = alignof(SetRow);
  t.make = [](void* p) { ::new (p) SetRow{}; };
  t.drop = [](void* p) { static_cast<SetRow*>(p)->~SetRow(); };
  t.assign = [](void* to, void* from) { *static_cast<SetRow*>(to) = std::move(*static_cast<SetRow*>(from)); };
  const SetRow probe;
  const auto at = [&](const void* p) { return static_cast<std::size_t>(static_cast<const char*>(p) - reinterpret_cast<const char*>(&probe)); };
  // Ids of fields go to 65535 and are the set's; those of these columns are not stored anywhere.
  t.fields.push_back({0, "case", "The case.", Shelf::open, at(&probe.case_id), &info<CaseId>});
  if (!form->set().of_case()) t.fields.push_back({0, "person_id", "The person.", Shelf::open, at(&probe.person_id), &info<Known<PersonId>>});
  t.fields.push_back({0, "since", "Day from which the last value is so.", Shelf::open, at(&probe.since), &info<Date>});
  for (FieldInfo f : form->set().type().fields) {
    f.offset += at(&probe.values);
    t.fields.push_back(f);
  }
  made->name = made->text;
  made->own = &made->columns;
  return made;
}

bool is_field_view(std::string_view view) { return view == "fields" || view == "field_sets" || view.starts_with(of_set); }

Result<std::shared_ptr<Frame::Impl>> answer_fields(Reader& r, Query& q) {
  if (!q.group.empty()) return fail(ErrorCode::unsupported, "This view cannot be grouped.", "/group", "", "Group cases, persons or counts.");
  if (q.view->name == "field_sets") return answer_sets(r, q);
  return q.view->name == "fields" ? answer_values(r, q) : answer_set(r, q);
}

const TypeInfo& field_rows() { return info<FieldRow>(); }
const TypeInfo& field_set_rows() { return info<FieldSetRow>(); }

}  // namespace safar::inline v0
