#pragma once
/// \file
/// The fields of a type, listed once: a visitor in, a run-time table out. Standard library only.
///
/// A described type lists its fields in `template <class V> static constexpr void describe(V& v)`; JSON, JSON Schema, Arrow,
/// Python stubs, FEEL, sealing and masking are ordinary code over the TypeInfo that `info<T>()` gives.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <safar/base/known.hpp>

namespace safar::inline v0 {
/// Who may read a field at rest. The numbers are stored; append only (docs/storage.md).
enum class Shelf : std::uint8_t { open, counted, identity, casefile, sensitive };
enum class Kind : std::uint8_t { boolean, integer, text, code, scalar, record, list, choice, known };
struct TypeInfo;
struct FieldInfo {
  std::uint16_t id; std::string_view name, doc; Shelf shelf; std::size_t offset;
  const TypeInfo& (*type_of)(); const TypeInfo* own = nullptr;                            // own: a field set made at run time
  bool starts_empty = true;                                                               // false: the default is a text, list or scalar with content
  const TypeInfo& type() const { return own ? *own : type_of(); }                         // lazy: recursive types work
};
struct TypeRef {                                           // called for the type; own as in FieldInfo
  const TypeInfo& (*type_of)() = nullptr; const TypeInfo* own = nullptr;
  TypeRef(const TypeInfo& (*f)()) : type_of(f) {}          // NOLINT: meant to convert
  explicit TypeRef(const TypeInfo& t) : own(&t) {}
  const TypeInfo& operator()() const { return own ? *own : type_of(); }
};
struct TypeInfo {
  Kind kind{}; std::string_view name, doc; std::size_t size = 0, align = 0;
  std::vector<FieldInfo> fields;                           // record
  std::vector<std::string_view> codes;                     // code: names by value
  std::vector<TypeRef> of;                                 // list, known: one; choice: all
  void (*make)(void*) = nullptr; void (*drop)(void*) = nullptr;
  void (*assign)(void* to, void* from) = nullptr;          // moves `from` (still to be dropped) into the made object `to`
  std::int64_t (*get)(const void*) = nullptr;              // integer, code: value; list: size; choice: index; known: Absence; scalar: days or us of a date, instant, or null
  bool (*set)(void*, std::int64_t) = nullptr;              // list: resize; choice: emplace; known: reset; false: out of range
  void* (*at)(void*, std::size_t) = nullptr;               // list: element; choice, known: the value inside
  std::string (*print)(const void*) = nullptr;             // scalar (Id, Country, PartialDate, Money, days, ...): its one text form
  bool (*parse)(std::string_view, void*) = nullptr;
  void (*append)(std::string&, const void*) = nullptr;     // scalar: appends what print gives, where a type knows how (append_to)
  std::vector<std::uint16_t> sorted;                       // record: its fields by the bytes of their names; made at run time: may be empty
};
template <class T> const TypeInfo& info();
struct Names { std::uint16_t id[64]{}; std::string_view name[64]; std::size_t n = 0; bool twice = false;
  constexpr void operator()(std::uint16_t i, std::string_view s, const auto&, Shelf, std::string_view) {
    for (std::size_t k = 0; k < n; ++k) twice |= id[k] == i || name[k] == s;
    id[n] = i, name[n++] = s; } };
template <class T> constexpr std::size_t described() { Names v; T::describe(v); return v.twice ? 0 : v.n; }
template <class T, std::size_t... I> constexpr bool takes(std::index_sequence<I...>) { return requires { T{(void(I), Any{})...}; }; }
template <class T, std::size_t N = 1> constexpr std::size_t members() {
  if constexpr (!takes<T>(std::make_index_sequence<N>{})) return N - 1; else return members<T, N + 1>(); }
template <class T> struct Maker { T& probe; TypeInfo& out;
  template <class M> void operator()(std::uint16_t id, std::string_view name, M T::*m, Shelf s, std::string_view doc) {
    const auto at = reinterpret_cast<const char*>(&(probe.*m)) - reinterpret_cast<const char*>(&probe);
    bool empty = true;
    if constexpr (requires { (probe.*m).empty(); }) empty = (probe.*m).empty();
    else if constexpr (requires(std::string t) { M::type_name; parse_into(t, probe.*m); t = to_string(probe.*m); }) empty = to_string(probe.*m).empty();
    out.fields.push_back({id, name, doc, s, std::size_t(at), &info<M>, nullptr, empty}); } };
template <template <class...> class X, class T> inline constexpr bool is = false;
template <template <class...> class X, class... A> inline constexpr bool is<X, X<A...>> = true;
template <class T> TypeInfo build() {
  TypeInfo t; t.size = sizeof(T); t.align = alignof(T);
  t.make = [](void* p) { ::new (p) T{}; }; t.drop = [](void* p) { static_cast<T*>(p)->~T(); };
  t.assign = [](void* to, void* from) { *static_cast<T*>(to) = std::move(*static_cast<T*>(from)); };
  if constexpr (is<Known, T>) { t.kind = Kind::known; t.of = {&info<decltype(T::value)>};
    t.get = [](const void* p) { return std::int64_t(static_cast<const T*>(p)->absence); };
    t.set = [](void* p, std::int64_t a) { return a >= 0 && a < 8 && (*static_cast<T*>(p) = T(Absence(a)), true); };
    t.at = [](void* p, std::size_t) -> void* { return &static_cast<T*>(p)->value; };
  } else if constexpr (is<std::vector, T>) { t.kind = Kind::list; t.of = {&info<typename T::value_type>};
    t.get = [](const void* p) { return std::int64_t(static_cast<const T*>(p)->size()); };
    t.set = [](void* p, std::int64_t n) { static_cast<T*>(p)->resize(std::size_t(n)); return true; };
    t.at = [](void* p, std::size_t i) -> void* { return &(*static_cast<T*>(p))[i]; };
  } else if constexpr (is<std::variant, T>) [&]<class... A>(std::variant<A...>*) { t.kind = Kind::choice; t.of = {&info<A>...};
    t.get = [](const void* p) { return std::int64_t(static_cast<const T*>(p)->index()); };
    t.set = [](void* p, std::int64_t i) { std::int64_t k = 0; return ((k++ == i && (static_cast<T*>(p)->template emplace<A>(), true)) || ...); };
    t.at = [](void* p, std::size_t) { return std::visit([](auto& x) -> void* { return &x; }, *static_cast<T*>(p)); };
  }(static_cast<T*>(nullptr));
  else if constexpr (std::is_same_v<T, bool>) t.kind = Kind::boolean;
  else if constexpr (std::is_same_v<T, std::string>) t.kind = Kind::text;
  else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) { t.kind = Kind::integer;
    if constexpr (std::is_enum_v<T>) { t.kind = Kind::code; for (auto c : codes(T{})) t.codes.push_back(c); }    // codes(T) by ADL
    t.get = [](const void* p) { return std::int64_t(*static_cast<const T*>(p)); };
    t.set = [](void* p, std::int64_t v) {
      if constexpr (std::is_enum_v<T>) { if (v < 0 || std::size_t(v) >= std::size(codes(T{}))) return false; }
      if (std::is_unsigned_v<T> && v < 0) return false;
      return std::int64_t(T(v)) == v && (*static_cast<T*>(p) = T(v), true); };
  } else if constexpr (requires(Names& v) { T::describe(v); }) {
    static_assert(described<T>() == members<T>(), "describe(): a member is missing, or an id or a name comes twice");
    t.kind = Kind::record; t.name = T::type_name; t.doc = T::type_doc;
    T probe{}; Maker<T> v{probe, t}; T::describe(v);       // a member listed twice shows as equal offsets: one test over all types
    for (std::size_t i = 0; i < t.fields.size(); ++i) t.sorted.push_back(std::uint16_t(i));
    std::sort(t.sorted.begin(), t.sorted.end(), [&](auto a, auto b) { return t.fields[a].name < t.fields[b].name; });
  } else { t.kind = Kind::scalar; t.name = T::type_name;   // a double, a pointer, an array: does not compile, as wanted
    if constexpr (requires { T::type_doc; }) t.doc = T::type_doc;
    if constexpr (requires(const T& x) { x.microseconds(); }) t.get = [](const void* p) { return std::int64_t(static_cast<const T*>(p)->microseconds()); };
    else if constexpr (T::type_name == "date" && requires(const T& x) { x.days(); }) t.get = [](const void* p) { return std::int64_t(static_cast<const T*>(p)->days()); };
    t.print = [](const void* p) { return to_string(*static_cast<const T*>(p)); };
    t.parse = [](std::string_view s, void* p) { return parse_into(s, *static_cast<T*>(p)); };
    if constexpr (requires(std::string& s, const T& x) { append_to(s, x); }) t.append = [](std::string& s, const void* p) { append_to(s, *static_cast<const T*>(p)); };
  } return t;
}
template <class T> const TypeInfo& info() { static const TypeInfo t = build<T>(); return t; }
}  // namespace safar::inline v0
