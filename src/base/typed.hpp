#pragma once
/// \file
/// Small helpers that all codecs over TypeInfo share: a made object, walking into one, names, pointers, quotes.
#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/describe.hpp>
#include <safar/base/wiped.hpp>

namespace safar::inline v0::typed {

/// Zeroes the texts of a value that nobody will look at again, sealed or not. O(size).
void wipe_texts(const TypeInfo& type, void* p);

/// An object of a run-time type, made here, and dropped here without a trace of what it said.
class Made {
 public:
  explicit Made(const TypeInfo& type) : type_(type), at_(::operator new(std::max<std::size_t>(type.size, 1), alignment(type)), Free{alignment(type)}) {
    type_.make(at_.get());
  }
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  ~Made() {
    wipe_texts(type_, at_.get());
    type_.drop(at_.get());
    wipe(at_.get(), type_.size);
  }
  [[nodiscard]] void* get() const noexcept { return at_.get(); }

 private:
  static std::align_val_t alignment(const TypeInfo& t) { return std::align_val_t{std::max<std::size_t>(t.align, 1)}; }
  struct Free {
    std::align_val_t align;
    void operator()(void* p) const { ::operator delete(p, align); }
  };
  const TypeInfo& type_;
  std::unique_ptr<void, Free> at_;
};

inline void* member(void* record, const FieldInfo& f) { return static_cast<char*>(record) + f.offset; }
inline const void* member(const void* record, const FieldInfo& f) { return static_cast<const char*>(record) + f.offset; }
/// Element of a list; the value inside a choice or a Known. TypeInfo::at does not change what it walks.
inline const void* inside(const TypeInfo& t, const void* p, std::size_t i = 0) { return t.at(const_cast<void*>(p), i); }
inline std::size_t count(const TypeInfo& list, const void* p) { return static_cast<std::size_t>(list.get(p)); }
inline Absence absence(const TypeInfo& known, const void* p) { return static_cast<Absence>(known.get(p)); }
inline bool set_absence(const TypeInfo& known, void* p, Absence a) { return known.set(p, static_cast<std::int64_t>(a)); }
/// The alternative that a choice holds.
inline const TypeInfo& chosen(const TypeInfo& choice, const void* p) { return choice.of[static_cast<std::size_t>(choice.get(p))](); }
inline const std::string& text(const void* p) { return *static_cast<const std::string*>(p); }

/// Values of these shelves are never quoted and never in the open body.
constexpr bool is_secret(Shelf s) { return s == Shelf::identity || s == Shelf::casefile || s == Shelf::sensitive; }

/// Calls `each(field)` for the fields of a record in the order of their names' bytes, as canonical JSON has them.
template <class Each>
void by_name(const TypeInfo& record, Each&& each) {
  if (record.sorted.size() == record.fields.size()) {
    for (const auto i : record.sorted) each(record.fields[i]);
    return;
  }
  std::vector<const FieldInfo*> v;  // of a type that was made at run time
  v.reserve(record.fields.size());
  for (const auto& f : record.fields) v.push_back(&f);
  const auto less = [](const FieldInfo* a, const FieldInfo* b) { return a->name < b->name; };
  if (!std::is_sorted(v.begin(), v.end(), less)) std::sort(v.begin(), v.end(), less);
  for (const FieldInfo* f : v) each(*f);
}

/// The name by which a choice's alternative goes in JSON.
inline std::string_view alternative(const TypeInfo& t) {
  if (!t.name.empty()) return t.name;
  switch (t.kind) {
    case Kind::boolean: return "boolean";
    case Kind::integer: return "integer";
    case Kind::text: return "text";
    case Kind::code: return "code";
    case Kind::list: return "list";
    default: return "value";
  }
}

inline constexpr std::string_view absence_names[] = {"present", "unknown", "refused", "not_applicable", "placeholder", "withheld", "erased", "conflict"};

/// Appends "/" and one reference token of an RFC 6901 pointer.
inline void add_token(std::string& s, std::string_view name) {
  s += '/';
  if (name.find_first_of("~/") == std::string_view::npos) {
    s += name;
    return;
  }
  for (const char c : name) {
    if (c == '~') s += "~0";
    else if (c == '/') s += "~1";
    else s += c;
  }
}
inline std::string token(std::string_view name) {
  std::string s;
  add_token(s, name);
  return s;
}

/// Whether an error may show a member's name that nobody knows: it looks like one, and not like what somebody is called.
inline bool like_a_member(std::string_view s) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !s.empty() && s.size() <= 32 && std::all_of(s.begin(), s.end(), fits);
}
/// The token of such a member, "" where it may not be shown: the pointer then ends at what has it.
inline std::string token_of_unknown(std::string_view s) { return like_a_member(s) ? token(s) : std::string(); }

}  // namespace safar::inline v0::typed
