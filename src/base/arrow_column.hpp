#pragma once
/// \file
/// How a described type lies in Arrow: shared by the schema and the arrays. Internal.
#include <string_view>

#include <safar/base/describe.hpp>

namespace safar::inline v0::arrow {

/// One column: the type under its Knowns, and whether a row may have none.
struct Column {
  const TypeInfo* type;
  bool nullable;
};

/// The column beside a Known member that says why it has no value.
inline constexpr std::string_view absence_suffix = ".absent";

enum class Form : unsigned char { boolean, integer, text, day, instant, record, list, choice };

/// Scalars may always be null: one whose text is "" (the none id) has no value.
inline Column column(const TypeInfo& t, bool nullable = false) {
  const TypeInfo* p = &t;
  while (p->kind == Kind::known) p = &p->of[0](), nullable = true;
  return {p, nullable || p->kind == Kind::scalar};
}

inline Form form(const TypeInfo& t) {
  switch (t.kind) {
    case Kind::boolean: return Form::boolean;
    case Kind::integer: return Form::integer;
    case Kind::scalar: return t.name == "date" ? Form::day : t.name == "instant" ? Form::instant : Form::text;
    case Kind::record: return Form::record;
    case Kind::list: return Form::list;
    case Kind::choice: return Form::choice;
    default: return Form::text;
  }
}

constexpr const char* format(Form f) {
  switch (f) {
    case Form::boolean: return "b";
    case Form::integer: return "l";
    case Form::text: return "u";
    case Form::day: return "tdD";
    case Form::instant: return "tsu:UTC";
    case Form::list: return "+l";
    default: return "+s";
  }
}

}  // namespace safar::inline v0::arrow
