#include <safar/casework/record.hpp>

#include <algorithm>
#include <tuple>

#include <safar/base/json.hpp>

#include "base/of_the_log.hpp"

namespace safar::inline v0 {
namespace {

TypeInfo type_with(const TypeInfo* values, Shelf shelf) {
  TypeInfo t = info<Record>();
  t.size = sizeof(RecordFact);
  t.align = alignof(RecordFact);
  t.make = [](void* p) { ::new (p) RecordFact{}; };
  t.drop = [](void* p) { static_cast<RecordFact*>(p)->~RecordFact(); };
  t.assign = [](void* to, void* from) { *static_cast<RecordFact*>(to) = std::move(*static_cast<RecordFact*>(from)); };
  const RecordFact probe;
  const auto at = [&](const void* p) { return static_cast<std::size_t>(static_cast<const char*>(p) - reinterpret_cast<const char*>(&probe)); };
  for (auto& f : t.fields) f.offset += at(&probe.head);
  FieldInfo field{6, "values", "The values by their fields' names.", shelf, at(&probe.values), nullptr};
  field.own = values;
  t.fields.push_back(field);
  return t;
}

const FieldInfo* values_of(const TypeInfo& type) {
  for (const auto& f : type.fields) if (f.name == "values") return &f;
  return nullptr;
}

auto place(const RecordedValue& v) { return std::tie(v.set, static_cast<const Id&>(v.person_id), v.name); }

}  // namespace

const TypeInfo& record_type() {
  static const TypeInfo none = [] {
    TypeInfo t;
    t.kind = Kind::record;
    t.name = "values";
    t.size = sizeof(FieldValues);
    t.align = alignof(FieldValues);
    return t;
  }();
  static const TypeInfo type = type_with(&none, Shelf::sensitive);
  return type;
}

RecordForm::RecordForm(std::shared_ptr<const FieldSet> set)
    : set_(std::move(set)), type_(type_with(&set_->type(), Shelf::open)), verb_{EventKind::record, "record", VerbUse::on_case, nullptr, &type_} {
  type_.name = verb_.name;
}

void fold_record(CaseState& state, const TypeInfo& type, const void* fact, const Occurrence& at) {
  const auto& head = static_cast<const RecordFact*>(fact)->head;
  const FieldInfo* values = values_of(type);
  if (!values) return;
  for (const auto& f : values->type().fields) {
    const void* p = static_cast<const char*>(fact) + values->offset + f.offset;
    const TypeInfo& t = f.type();
    if (f.shelf != Shelf::open || t.get(p) == static_cast<std::int64_t>(Absence::unknown)) continue;
    RecordedValue now{head.set, std::string(f.name), head.person_id, to_json(t, p), at.day};
    const auto it = std::lower_bound(state.recorded.begin(), state.recorded.end(), now, [](const RecordedValue& a, const RecordedValue& b) { return place(a) < place(b); });
    if (it == state.recorded.end() || place(*it) != place(now)) state.recorded.insert(it, std::move(now));
    else if (it->since <= now.since) *it = std::move(now);
  }
}

FieldValues recorded_values(const CaseState& state, const FieldSet& set, const PersonId& person) {
  FieldValues out;
  for (const auto& v : state.recorded) {
    if (v.set != set.name() || v.person_id != person) continue;
    for (const auto& f : set.open_type().fields)
      if (f.name == v.name) (void)from_json(v.value, f.type(), reinterpret_cast<char*>(&out) + f.offset, of_the_log);
  }
  return out;
}

}  // namespace safar::inline v0
