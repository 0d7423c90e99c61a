#pragma once
/// \file
/// What a right value of a type looks like: the remedy of errors about a wrong one.
#include <string>
#include <string_view>

#include <safar/base/describe.hpp>

namespace safar::inline v0::typed {

/// A sentence with an example of a value; the type's own doc where it has one. Of records and lists: "". O(1).
inline std::string good_value(const TypeInfo& type) {
  const TypeInfo& t = type.kind == Kind::known ? type.of[0]() : type;
  switch (t.kind) {
    case Kind::boolean: return "Write true or false.";
    case Kind::integer: return "Write a whole number, e.g. 3.";
    case Kind::text: return "Write a text, e.g. \"ML-BKO-1\".";
    case Kind::code: return t.codes.empty() ? std::string() : "Write a code, e.g. \"" + std::string(t.codes[0]) + "\".";
    case Kind::scalar: break;
    default: return {};
  }
  if (!t.doc.empty()) return std::string(t.doc);
  if (t.name == "partial_date") return "Write as much of the day as is known: \"1990-04-03\", \"1990-04\" or \"1990\".";
  if (t.name == "date") return "Write the whole day: \"1990-04-03\".";
  if (t.name == "country") return "Write the ISO 3166-1 code of a country, e.g. \"GIN\".";
  if (t.name == "instant") return "Write a moment in UTC: \"2019-01-05T09:30:00Z\".";
  if (t.name == "money") return "Write amount and currency: \"750.00 EUR\".";
  if (t.name == "period") return "Write a length of time, e.g. \"P30D\".";
  if (t.name == "case_id") return "Write the case's id, 32 lower-case hexadecimal digits as in \"0f1e2d3c4b5a69788796a5b4c3d2e1f0\"; receipts and the view cases give it.";
  if (t.name.ends_with("id")) return "Write an id of 32 lower-case hexadecimal digits, e.g. \"0f1e2d3c4b5a69788796a5b4c3d2e1f0\".";
  return "See the command's schema: describe(\"schema:<command>\").";
}

}  // namespace safar::inline v0::typed
