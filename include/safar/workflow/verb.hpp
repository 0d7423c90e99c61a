#pragma once
/// \file
/// A verb: which command is which fact, and what it is about. What casework and portfolio say of their own in the same words.
#include <cstdint>
#include <string>
#include <string_view>

#include <safar/base/date.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/registry.hpp>

namespace safar::inline v0 {

/// Who makes such an event.
enum class VerbUse : std::uint8_t {
  on_case,    ///< a command on one case: its fact has a member `case`
  on_many,    ///< a command on a set of cases or persons: suspend, end_suspension, erase
  on_house,   ///< a command on the register: adopt
  derived,    ///< never a command: advice, hold, begin_case
  on_noun,    ///< a command on one project, grant, dialogue, ...: its fact has a text member named after `subject`
};
struct Verb {
  EventKind kind{};
  std::string_view name{};
  VerbUse use{};
  const TypeInfo& (*type_of)() = nullptr;
  const TypeInfo* own = nullptr;    ///< a field set's, made at run time (casework/record.hpp)
  StreamKind subject{};             ///< on_noun: what it is about
  bool begins = false;              ///< on_noun: makes what it is about
  [[nodiscard]] const TypeInfo& type() const { return own ? *own : type_of(); }
};

/// Where an event stands in the log, as far as a fold remembers it.
struct Occurrence {
  std::string_view act{};       ///< name of the act
  std::int64_t received = 0;    ///< microseconds UTC
  Date day{};                   ///< `valid`, else the day of receipt
};

/// A member of a described record by name; nullptr where the type has none.
const void* member(const TypeInfo& type, const void* fact, std::string_view name);
void* member(const TypeInfo& type, void* fact, std::string_view name);
/// The same of a text; nullptr where the type has no text of that name.
const std::string* text_member(const TypeInfo& type, const void* fact, std::string_view name);

}  // namespace safar::inline v0
