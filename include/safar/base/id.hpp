#pragma once
/// \file
/// Id: 16 random bytes, 32 lower-case hex digits as text; and its typed forms (CaseId, PersonId, ...).
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// 16 bytes that name one thing in every office. All zero means "none": a command's library-made id, for instance.
struct Id {
  std::array<std::uint8_t, 16> bytes{};
  static constexpr std::string_view type_name = "id";
  [[nodiscard]] constexpr bool none() const noexcept { for (const auto b : bytes) if (b) return false; return true; }
  /// Takes 32 lower-case hex digits that are not all zero. ErrorCode::parse for anything else, also for "": who means none writes Id{}. O(1).
  static Result<Id> parse(std::string_view text);
  /// In the order of the bytes. By halves: ids are compared where nothing else costs as much.
  friend constexpr std::strong_ordering operator<=>(const Id& x, const Id& y) noexcept {
    const std::uint64_t a = x.half(0), b = y.half(0);
    return a != b ? a <=> b : x.half(8) <=> y.half(8);
  }
  friend constexpr bool operator==(const Id& x, const Id& y) noexcept { return x.half(0) == y.half(0) && x.half(8) == y.half(8); }

 private:
  [[nodiscard]] constexpr std::uint64_t half(std::size_t at) const noexcept {
    const auto byte = [&](std::size_t i) { return std::uint64_t{bytes[at + i]} << (56 - 8 * i); };
    return byte(0) | byte(1) | byte(2) | byte(3) | byte(4) | byte(5) | byte(6) | byte(7);
  }
};

/// Appends 32 lower-case hex digits; nothing for none.
inline void append_to(std::string& s, const Id& id) {
  constexpr char digits[] = "0123456789abcdef";
  if (id.none()) return;
  char text[32];
  for (std::size_t i = 0; i < 16; ++i) { text[2 * i] = digits[id.bytes[i] >> 4]; text[2 * i + 1] = digits[id.bytes[i] & 15]; }
  s.append(text, sizeof text);
}

/// 32 lower-case hex digits; "" for none.
inline std::string to_string(const Id& id) {
  std::string s;
  append_to(s, id);
  return s;
}

/// Takes exactly what to_string gives, so "" is none. `out` is only written on success.
[[nodiscard]] constexpr bool parse_into(std::string_view s, Id& out) {
  if (s.empty()) { out = Id{}; return true; }
  if (s.size() != 32) return false;
  Id id;
  for (std::size_t i = 0; i < 32; ++i) {
    const char c = s[i];
    const int v = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (v < 0) return false;
    id.bytes[i / 2] = static_cast<std::uint8_t>(id.bytes[i / 2] << 4 | v);
  }
  if (id.none()) return false;
  out = id;
  return true;
}

namespace detail {
template <class T> Result<T> parse_id(std::string_view text) {
  if (Id id; !text.empty() && parse_into(text, id)) return T(id);
  return fail(ErrorCode::parse, "an id is 32 lower-case hex digits, and not all of them zero");
}
}  // namespace detail

inline Result<Id> Id::parse(std::string_view text) { return detail::parse_id<Id>(text); }

/// An id in source code: `id("0f1e2d3c4b5a69788796a5b4c3d2e1f0")`; a text that is none does not compile.
consteval Id id(std::string_view text) {
  Id made;
  if (text.empty() || !parse_into(text, made)) throw "no such id";  // reached only while compiling, where it is an error
  return made;
}

/// The ids of different things do not convert into each other.
#define SAFAR_ID_TYPE(Type, name_)                                                                \
  struct Type : Id {                                                                              \
    static constexpr std::string_view type_name = name_;                                          \
    constexpr Type() = default;                                                                   \
    constexpr explicit Type(const Id& id) : Id(id) {}                                             \
    /** As Id::parse. */                                                                          \
    static Result<Type> parse(std::string_view text) { return detail::parse_id<Type>(text); }     \
    friend constexpr auto operator<=>(const Type&, const Type&) = default;                        \
  }
SAFAR_ID_TYPE(CaseId, "case_id");
SAFAR_ID_TYPE(PersonId, "person_id");
/// The second person of a fact about two; such a fact is sealed with both persons' keys.
SAFAR_ID_TYPE(OtherPersonId, "other_person_id");
SAFAR_ID_TYPE(HouseholdId, "household_id");
SAFAR_ID_TYPE(RequestId, "request_id");
#undef SAFAR_ID_TYPE

/// Of both halves, mixed (the finaliser of splitmix64): ours are random, but a host's own ids may begin with the time or be counted.
struct IdHash {
  std::size_t operator()(const Id& id) const noexcept {
    std::uint64_t a, b;
    std::memcpy(&a, id.bytes.data(), sizeof a);
    std::memcpy(&b, id.bytes.data() + sizeof a, sizeof b);
    a += 0x9e3779b97f4a7c15U * b;
    a = (a ^ (a >> 30)) * 0xbf58476d1ce4e5b9U;
    a = (a ^ (a >> 27)) * 0x94d049bb133111ebU;
    return static_cast<std::size_t>(a ^ (a >> 31));
  }
};

}  // namespace safar::inline v0
