/// \file
/// Fuzz entry: any bytes as a FEEL expression. What compiles is evaluated with facts unknown and then known: the same answer each time,
/// values print as literals that give them again, and what was definite stays.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <safar/dmn/feel.hpp>

#include "../dmn/allows.hpp"

namespace {

using namespace safar;
using feel::Expression;
using feel::Value;

void require(bool condition) {
  if (!condition) std::abort();
}

Value context(bool full) {
  const auto open = [&](const char* path, Value known) { return full ? known : Value::unknown({{path, Absence::unknown}}); };
  const auto person = [&](std::int64_t age, Value valid) {
    return Value::context({{"age", Value::integer(age)}, {"travel_document", Value::context({{"valid", std::move(valid)}})}});
  };
  return Value::context({{"a", Value::integer(3)},
                         {"b", open("b", Value::integer(2))},
                         {"s", Value::string("text")},
                         {"birth", full ? Value::date(14000, 14000) : Value::date(13879, 14244, {{"birth", Absence::unknown}})},
                         {"xs", Value::list({Value::integer(1), open("xs[2]", Value())})},
                         {"eligibility", Value::string("eligible")},
                         {"persons", Value::list({person(40, Value::boolean(true)), person(7, open("persons[2].travel_document.valid", Value::boolean(false)))})}});
}

bool whole(const Value& v) {  // nothing unknown within
  if (v.kind() == Value::Kind::unknown) return false;
  for (const Value& i : v.items())
    if (!whole(i)) return false;
  for (const auto& [name, i] : v.entries())
    if (!whole(i)) return false;
  return !v.as_range() || (whole(v.as_range()->low) && whole(v.as_range()->high));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto e = Expression::compile(text);
  if (!e) {
    const std::string& message = e.error().message;
    require(message.size() < 200 && message.find('\n') == std::string::npos);
    require(message.starts_with("column ") || e.error().code == ErrorCode::too_large);
    return 0;
  }
  require(e->text() == text);
  const auto again = Expression::compile(e->text());
  require(again.ok() && again->paths() == e->paths());

  feel::Cause early{}, late{};
  const Value answer = e->evaluate(context(false), early), later = e->evaluate(context(true), late);
  require(answer == again->evaluate(context(false)));
  const bool consumes = text.find("known") != text.npos || text.find("reason") != text.npos;
  const bool cut_short = early == feel::Cause::limit || late == feel::Cause::limit;
  if (!consumes && !cut_short) require(feel_test::allows(answer, later));
  for (const Value& v : {answer, later}) {
    if (!whole(v)) continue;
    const auto literal = Expression::compile(to_string(v));
    if (literal) require(cut_short || literal->evaluate(Value()) == v);
    else require(literal.error().code == ErrorCode::too_deep || literal.error().code == ErrorCode::too_large);
  }
  return 0;
}
