#include "builtins.hpp"

#include <algorithm>

#include "calendar.hpp"
#include "case_map.hpp"
#include "number.hpp"
#include "value.hpp"

namespace safar::inline v0::feel {
namespace {

using Kind = Value::Kind;
using Arguments = std::vector<Value>;

// A list of one item stands for the item where a function wants no list (DMN 1.5, 10.3.2.9.4).
const Value& single(const Value& v) { return v.kind() == Kind::list && v.items().size() == 1 ? v.items()[0] : v; }

// The items of the one argument if it is a list, else the arguments themselves; null for a lone null.
const Arguments* items_of(const Arguments& arguments) {
  if (arguments.size() != 1) return &arguments;
  if (is_null(arguments[0])) return nullptr;
  return arguments[0].kind() == Kind::list ? &arguments[0].items() : &arguments;
}

// The union of what is unknown in `items`, at their own level.
bool unknown_among(const Arguments& items, Value& out, Meter& meter) {
  Verdicts v;
  for (const Value& i : items) {
    meter.spend();
    if (is_unknown(i)) v.take(i, meter);
  }
  if (v.unknown) out = v.undecided();
  return v.unknown;
}

Value extreme_day(const Arguments& items, bool least, Meter& meter) {
  Days d = items[0].days();
  std::vector<UnknownField> fields;
  for (const Value& i : items) {
    const Days x = i.days();
    d.earliest = least ? std::min(d.earliest, x.earliest) : std::max(d.earliest, x.earliest);
    d.latest = least ? std::min(d.latest, x.latest) : std::max(d.latest, x.latest);
    gather(i, fields, meter);
  }
  return Value::date(d.earliest, d.latest, std::move(fields));
}

Value extreme(const Arguments& items, bool least, Meter& meter) {
  if (items.empty()) return meter.fail(Cause::domain);
  Value out;
  if (unknown_among(items, out, meter)) return out;
  const Kind kind = items[0].kind();
  for (const Value& i : items)
    if (i.kind() != kind || (kind != Kind::number && kind != Kind::string && kind != Kind::date)) return meter.fail(i, items[0], Cause::type);
  if (kind == Kind::date) return extreme_day(items, least, meter);
  const Value* best = &items[0];
  for (const Value& i : items)
    if (ordered(Relation::less, least ? i : *best, least ? *best : i, meter).is_true()) best = &i;
  return *best;
}

Value sum(const Arguments& items, Meter& meter) {
  if (items.empty()) return meter.fail(Cause::domain);
  Value out;
  if (unknown_among(items, out, meter)) return out;
  Number total = Number::of(0);
  for (const Value& i : items) {
    if (i.kind() != Kind::number) return meter.fail(i, i, Cause::type);
    const auto next = add(total, i.as_number());
    if (!next) return meter.fail(Cause::domain);
    total = *next;
  }
  return Value::number(total);
}

Value count(const Value& list, Meter& meter) {
  if (is_unknown(list)) return list;
  if (is_null(list)) return meter.fail(list, list, Cause::type);
  return Value::integer(list.kind() == Kind::list ? static_cast<std::int64_t>(list.items().size()) : 1);
}

Value list_contains(const Value& list, const Value& element, Meter& meter) {
  if (is_unknown(list)) return merged(list, element);
  if (is_null(list)) return meter.fail(list, list, Cause::type);
  const Arguments one{list};
  Verdicts some;
  for (const Value& i : list.kind() == Kind::list ? list.items() : one) {
    if (some.yes || !meter.spend()) break;
    some.take(same(i, element, meter), meter);
  }
  return some.any(meter);
}

Value text_test(Builtin function, const Value& a, const Value& b, Meter& meter) {
  if (a.kind() != Kind::string || b.kind() != Kind::string) return meter.fail(a, b, Cause::type);
  const std::string_view s = a.text(), part = b.text();
  meter.spend(s.size() / 16);
  if (function == Builtin::contains) return Value::boolean(s.find(part) != s.npos);
  return Value::boolean(function == Builtin::starts_with ? s.starts_with(part) : s.ends_with(part));
}

Value text_function(Builtin function, const Value& v, Meter& meter) {
  if (v.kind() != Kind::string) return meter.fail(v, v, Cause::type);
  const std::string& s = v.text();
  meter.spend(s.size() / 16);
  if (function == Builtin::upper_case) return Value::string(upper_case(s));
  if (function == Builtin::lower_case) return Value::string(lower_case(s));
  return Value::integer(std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

Value rounded(Builtin function, const Arguments& arguments, Meter& meter) {
  const Value& n = single(arguments[0]);
  if (n.kind() != Kind::number) return meter.fail(n, n, Cause::type);
  int scale = 0;
  if (arguments.size() > 1) {
    const Value& s = single(arguments[1]);
    if (s.kind() != Kind::number) return meter.fail(s, s, Cause::type);
    const auto digits = truncated(s.as_number());
    if (!digits || *digits < -6111 || *digits > 6176) return meter.fail(Cause::domain);
    scale = static_cast<int>(*digits);
  }
  return Value::number(round(n.as_number(), scale, function == Builtin::floor ? Rounding::down : Rounding::up));
}

Value date(const Value& v, Meter& meter) {
  if (v.kind() == Kind::date) return v;
  if (v.kind() != Kind::string) return meter.fail(v, v, Cause::type);
  const auto days = read_days(v.text());
  return days ? Value::date(days->earliest, days->latest) : meter.fail(Cause::domain);
}

Value date_of(const Arguments& arguments, Meter& meter) {
  std::int64_t parts[3] = {};
  for (std::size_t i = 0; i < 3; ++i) {
    const Value& v = single(arguments[i]);
    if (v.kind() != Kind::number) return meter.fail(v, v, Cause::type);
    const auto n = to_integer(v.as_number());
    if (!n) return meter.fail(Cause::domain);
    parts[i] = *n;
  }
  if (parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31) return meter.fail(Cause::domain);
  const auto day = days_of({parts[0], static_cast<int>(parts[1]), static_cast<int>(parts[2])});
  return day ? Value::date(*day, *day) : meter.fail(Cause::domain);
}

// Known is what is not unknown; a list is known if all of it is.
bool known(const Value& v, Meter& meter) {
  meter.spend();
  if (v.kind() != Kind::list) return !is_unknown(v);
  return std::all_of(v.items().begin(), v.items().end(), [&](const Value& i) { return known(i, meter); });
}

Value reason(const Value& v, Meter& meter) {
  std::vector<UnknownField> fields;
  if (is_unknown(v)) fields = v.fields();
  else if (v.kind() == Kind::list && !known(v, meter)) {
    for (const Value& i : v.items())
      if (!known(i, meter)) gather(i, fields, meter);
  } else return Value::null();
  if (fields.empty()) return Value::string("unknown");
  const bool one = std::all_of(fields.begin(), fields.end(), [&](const UnknownField& f) { return f.reason == fields[0].reason; });
  return Value::string(std::string(one ? word(fields[0].reason) : "several"));
}

}  // namespace

const std::vector<Signature>& signatures() {
  static const std::vector<Signature> all = {
      {"count", Builtin::count, 1, 1, {"list"}},
      {"min", Builtin::min, 1, 0, {"list"}},
      {"max", Builtin::max, 1, 0, {"list"}},
      {"sum", Builtin::sum, 1, 0, {"list"}},
      {"contains", Builtin::contains, 2, 2, {"string", "match"}},
      {"starts with", Builtin::starts_with, 2, 2, {"string", "match"}},
      {"ends with", Builtin::ends_with, 2, 2, {"string", "match"}},
      {"upper case", Builtin::upper_case, 1, 1, {"string"}},
      {"lower case", Builtin::lower_case, 1, 1, {"string"}},
      {"string length", Builtin::string_length, 1, 1, {"string"}},
      {"list contains", Builtin::list_contains, 2, 2, {"list", "element"}},
      {"abs", Builtin::abs, 1, 1, {"n"}},
      {"floor", Builtin::floor, 1, 2, {"n", "scale"}},
      {"ceiling", Builtin::ceiling, 1, 2, {"n", "scale"}},
      {"not", Builtin::not_, 1, 1, {"negand"}},
      {"known", Builtin::known, 1, 1, {"value"}},
      {"reason", Builtin::reason, 1, 1, {"value"}},
      {"is defined", Builtin::is_defined, 1, 1, {"value"}},
      {"date", Builtin::date, 1, 1, {"from"}},
      {"date", Builtin::date_of, 3, 3, {"year", "month", "day"}},
  };
  return all;
}

Value call(Builtin function, const std::vector<Value>& arguments, Meter& meter) {
  switch (function) {
    case Builtin::known: return Value::boolean(known(arguments[0], meter));
    case Builtin::reason: return reason(arguments[0], meter);
    case Builtin::not_: return negated(single(arguments[0]), meter);
    case Builtin::is_defined: return is_unknown(arguments[0]) ? arguments[0] : Value::boolean(!is_null(arguments[0]));
    case Builtin::count: return count(arguments[0], meter);
    case Builtin::list_contains: return list_contains(arguments[0], arguments[1], meter);
    case Builtin::min:
    case Builtin::max:
    case Builtin::sum: {
      const Arguments* items = items_of(arguments);
      if (!items) return meter.fail(arguments[0], arguments[0], Cause::type);
      return function == Builtin::sum ? sum(*items, meter) : extreme(*items, function == Builtin::min, meter);
    }
    default: break;
  }
  Value out;
  for (const Value& a : arguments)
    if (is_unknown(single(a))) out = is_unknown(out) ? merged(out, single(a)) : single(a);
  if (is_unknown(out)) return out;
  const Value& first = single(arguments[0]);
  switch (function) {
    case Builtin::contains:
    case Builtin::starts_with:
    case Builtin::ends_with: return text_test(function, first, single(arguments[1]), meter);
    case Builtin::upper_case:
    case Builtin::lower_case:
    case Builtin::string_length: return text_function(function, first, meter);
    case Builtin::abs: return first.kind() == Kind::number ? Value::number(absolute(first.as_number())) : meter.fail(first, first, Cause::type);
    case Builtin::floor:
    case Builtin::ceiling: return rounded(function, arguments, meter);
    case Builtin::date: return date(first, meter);
    default: return date_of(arguments, meter);
  }
}

Value date_property(const Value& date, std::string_view name, Meter& meter) {
  const Days d = date.days();
  const Civil a = civil_of(d.earliest), b = civil_of(d.latest);
  const bool one_day = d.earliest == d.latest, one_year = a.year == b.year;
  const auto give = [&](bool clear, std::int64_t n) { return clear ? Value::integer(n) : Value::unknown(date.fields()); };
  if (name == "year") return give(one_year, a.year);
  if (name == "month") return give(one_year && a.month == b.month, a.month);
  if (name == "day") return give(one_day, a.day);
  if (name == "weekday") return give(one_day, ((d.earliest + 3) % 7 + 7) % 7 + 1);  // day 0 was a Thursday
  return meter.fail(Cause::missing_name);
}

}  // namespace safar::inline v0::feel
