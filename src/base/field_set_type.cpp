#include "base/field_set_type.hpp"

#include <new>
#include <type_traits>

namespace safar::inline v0 {
namespace {

/// `make`, `drop` and `assign` of a C++ type.
template <class T>
TypeInfo object(Kind kind) {
  TypeInfo t;
  t.kind = kind;
  t.size = sizeof(T);
  t.align = alignof(T);
  t.make = [](void* p) { ::new (p) T{}; };
  t.drop = [](void* p) { static_cast<T*>(p)->~T(); };
  t.assign = [](void* to, void* from) { *static_cast<T*>(to) = std::move(*static_cast<T*>(from)); };
  return t;
}

/// The value inside a cell, which becomes a T where it is none yet.
template <class T>
T& inside(void* cell) {
  auto& value = static_cast<FieldCell*>(cell)->value;
  if (T* is = std::get_if<T>(&value)) return *is;
  return value.template emplace<T>();
}

template <class T>
TypeInfo known(TypeRef of) {
  TypeInfo t = object<FieldCell>(Kind::known);
  t.of.push_back(of);
  t.get = [](const void* p) { return std::int64_t(static_cast<const FieldCell*>(p)->absence); };
  t.set = [](void* p, std::int64_t a) {
    if (a < 0 || a >= 8) return false;
    auto& cell = *static_cast<FieldCell*>(p);
    cell.value.template emplace<T>();
    cell.absence = Absence(a);
    return true;
  };
  t.at = [](void* p, std::size_t) -> void* { return &inside<T>(p); };
  return t;
}

template <class T>
TypeInfo list(TypeRef of) {
  TypeInfo t = object<std::vector<T>>(Kind::list);
  t.of.push_back(of);
  t.get = [](const void* p) { return std::int64_t(static_cast<const std::vector<T>*>(p)->size()); };
  t.set = [](void* p, std::int64_t n) { return static_cast<std::vector<T>*>(p)->resize(std::size_t(n)), true; };
  t.at = [](void* p, std::size_t i) -> void* {
    T& x = (*static_cast<std::vector<T>*>(p))[i];
    if constexpr (std::is_same_v<T, FieldFlag>) return &x.value;
    else return &x;
  };
  return t;
}

/// `T` in a cell, `E` in a list of them.
template <class T, class E = T>
const TypeInfo& cell(FieldSet::Impl& out, const FieldDef& field, TypeRef of) {
  if (!field.list) return out.parts.emplace_back(known<T>(of));
  const TypeInfo& inner = out.parts.emplace_back(list<E>(of));
  return out.parts.emplace_back(known<std::vector<E>>(TypeRef(inner)));
}

const TypeInfo& code(FieldSet::Impl& out, const FieldDef& field) {
  TypeInfo t = object<std::uint16_t>(Kind::code);
  for (const auto& c : field.codes) t.codes.push_back(c);
  t.get = [](const void* p) { return std::int64_t(*static_cast<const std::uint16_t*>(p)); };
  t.set = [](void* p, std::int64_t v) {  // who sets a code has found it in `codes`
    return v >= 0 && v < std::int64_t(most_field_codes) && (*static_cast<std::uint16_t*>(p) = std::uint16_t(v), true);
  };
  return out.parts.emplace_back(std::move(t));
}

const TypeInfo& type_of(FieldSet::Impl& out, const FieldDef& field) {
  switch (field.type.value) {
    case FieldType::boolean: return cell<bool, FieldFlag>(out, field, &info<bool>);
    case FieldType::integer: return cell<std::int64_t>(out, field, &info<std::int64_t>);
    case FieldType::code: return cell<std::uint16_t>(out, field, TypeRef(code(out, field)));
    case FieldType::date: return cell<Date>(out, field, &info<Date>);
    case FieldType::partial_date: return cell<PartialDate>(out, field, &info<PartialDate>);
    case FieldType::country: return cell<Country>(out, field, &info<Country>);
    case FieldType::money: return cell<Money>(out, field, &info<Money>);
    default: return cell<std::string>(out, field, &info<std::string>);
  }
}

}  // namespace

void make_types(FieldSet::Impl& out) {
  out.type = object<FieldValues>(Kind::record);
  out.type.name = out.document.field_set;
  out.type.doc = out.document.doc;
  out.open_type = out.type;
  const FieldValues probe;
  for (std::size_t i = 0; i < out.document.fields.size(); ++i) {
    const FieldDef& f = out.document.fields[i];
    const auto at = reinterpret_cast<const char*>(&probe.cells[i]) - reinterpret_cast<const char*>(&probe);
    FieldInfo field{std::uint16_t(f.id), f.name, f.doc.empty() ? std::string_view(f.labels.best(Language::en)) : std::string_view(f.doc), f.shelf.value, std::size_t(at), nullptr};
    field.own = &type_of(out, f);
    out.type.fields.push_back(field);
    if (field.shelf == Shelf::open) out.open_type.fields.push_back(field);
  }
}

}  // namespace safar::inline v0
