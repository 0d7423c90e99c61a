#include "logic.hpp"

#include <algorithm>

#include "number.hpp"

namespace safar::inline v0::feel {

using Kind = Value::Kind;

bool Meter::spend(std::size_t n) noexcept {
  if (left_ >= 0) left_ -= static_cast<std::int64_t>(std::min<std::size_t>(n, most_steps));
  if (left_ >= 0) return true;
  failure_ = Cause::limit;
  return false;
}
Value Meter::fail(Cause cause) {
  if (failure_ == Cause::none) failure_ = cause;
  return Value::null(cause);
}
Value Meter::fail(const Value& a, const Value& b, Cause cause) {
  if (a.cause() != Cause::none) return a;
  if (b.cause() != Cause::none) return b;
  return fail(cause);
}
Value Meter::checked(Value made) {
  return made.weight() <= most_weight ? std::move(made) : stop();
}
Value Meter::stop() {
  left_ = -1;
  failure_ = Cause::limit;
  return Value::null(Cause::limit);
}

void Verdicts::take(const Value& v, Meter& meter) {
  if (v.is_true()) yes = true;
  else if (v.is_false()) no = true;
  else if (is_unknown(v)) {
    unknown = true;
    meter.spend(v.fields().size());
    fields.insert(fields.end(), v.fields().begin(), v.fields().end());
  } else {
    other = true;
    if (is_null(v)) cause = cause == Cause::none ? v.cause() : cause;
    else cause = meter.fail(Cause::type).cause();
  }
}
Value Verdicts::any(Meter& meter) {
  if (yes) return Value::boolean(true);
  if (unknown) return undecided();
  return other ? (cause == Cause::none ? Value::null() : meter.fail(cause)) : Value::boolean(false);
}
Value Verdicts::all(Meter& meter) {
  if (no) return Value::boolean(false);
  if (unknown) return undecided();
  return other ? (cause == Cause::none ? Value::null() : meter.fail(cause)) : Value::boolean(true);
}

Value merged(const Value& a, const Value& b) {
  if (b.fields().empty() && is_unknown(a)) return a;
  if (a.fields().empty() && is_unknown(b)) return b;
  std::vector<UnknownField> fields = a.fields();
  fields.insert(fields.end(), b.fields().begin(), b.fields().end());
  return Value::unknown(std::move(fields));
}

bool gather(const Value& v, std::vector<UnknownField>& fields, Meter& meter) {
  if (!meter.spend()) return false;
  bool found = false;
  switch (v.kind()) {
    case Kind::unknown:
    case Kind::date:
      fields.insert(fields.end(), v.fields().begin(), v.fields().end());
      meter.spend(v.fields().size());
      return is_unknown(v) || v.days().earliest != v.days().latest;
    case Kind::range:
      found = gather(v.as_range()->low, fields, meter);
      return gather(v.as_range()->high, fields, meter) || found;
    case Kind::list:
      for (const Value& i : v.items()) found = gather(i, fields, meter) || found;
      return found;
    case Kind::context:
      for (const auto& [name, value] : v.entries()) found = gather(value, fields, meter) || found;
      return found;
    default: return false;
  }
}

namespace {

Value equal_days(const Value& a, const Value& b) {
  const Days x = a.days(), y = b.days();
  if (x.latest < y.earliest || y.latest < x.earliest) return Value::boolean(false);
  if (x.earliest == x.latest && y.earliest == y.latest) return Value::boolean(true);
  return merged(a, b);
}

Value equal_parts(const Value& a, const Value& b, Meter& meter) {
  Verdicts parts;
  if (a.kind() == Kind::list) {
    const auto &x = a.items(), &y = b.items();
    if (x.size() != y.size()) return Value::boolean(false);
    for (std::size_t i = 0; i < x.size() && !parts.no; ++i) parts.take(same(x[i], y[i], meter), meter);
  } else if (a.kind() == Kind::context) {
    if (a.entries().size() != b.entries().size()) return Value::boolean(false);
    for (const auto& [name, value] : a.entries()) {
      const Value* other = b.find(name);
      if (!meter.spend(b.entries().size())) break;
      if (!other) return Value::boolean(false);
      if (!parts.no) parts.take(same(value, *other, meter), meter);
    }
  } else {
    const Range &x = *a.as_range(), &y = *b.as_range();
    if (x.low_closed != y.low_closed || x.high_closed != y.high_closed) return Value::boolean(false);
    parts.take(same(x.low, y.low, meter), meter);
    parts.take(same(x.high, y.high, meter), meter);
  }
  return parts.all(meter);
}

Value compared(const Value& a, const Value& b, bool kinds_matter, Meter& meter) {
  if (!meter.spend()) return Value::null(Cause::limit);
  if (is_unknown(a) || is_unknown(b)) return merged(a, b);
  if (is_null(a) || is_null(b)) return Value::boolean(is_null(a) && is_null(b));
  if (a.kind() != b.kind()) return kinds_matter ? meter.fail(Cause::type) : Value::boolean(false);
  switch (a.kind()) {
    case Kind::boolean: return Value::boolean(a.is_true() == b.is_true());
    case Kind::number: return Value::boolean(compare(a.as_number(), b.as_number()) == 0);
    case Kind::string: return Value::boolean(a.text() == b.text());
    case Kind::date: return equal_days(a, b);
    default: return equal_parts(a, b, meter);
  }
}

}  // namespace

Value equal(const Value& a, const Value& b, Meter& meter) { return compared(a, b, true, meter); }
Value same(const Value& a, const Value& b, Meter& meter) { return compared(a, b, false, meter); }

Value ordered(Relation relation, const Value& a, const Value& b, Meter& meter) {
  if (relation == Relation::greater) return ordered(Relation::less, b, a, meter);
  if (relation == Relation::greater_equal) return ordered(Relation::less_equal, b, a, meter);
  const bool or_equal = relation == Relation::less_equal;
  if (is_unknown(a) || is_unknown(b)) return merged(a, b);
  if (a.kind() != b.kind()) return meter.fail(a, b, Cause::type);
  switch (a.kind()) {
    case Kind::number: {
      const int c = compare(a.as_number(), b.as_number());
      return Value::boolean(c < 0 || (or_equal && c == 0));
    }
    case Kind::string: {
      const int c = a.text().compare(b.text());
      return Value::boolean(c < 0 || (or_equal && c == 0));
    }
    case Kind::date: {
      const Days x = a.days(), y = b.days();
      if (or_equal ? x.latest <= y.earliest : x.latest < y.earliest) return Value::boolean(true);
      if (or_equal ? x.earliest > y.latest : x.earliest >= y.latest) return Value::boolean(false);
      return merged(a, b);
    }
    default: return meter.fail(a, b, Cause::type);
  }
}

Value within(const Value& v, const Range& range, Meter& meter) {
  Verdicts both;
  both.take(ordered(range.low_closed ? Relation::greater_equal : Relation::greater, v, range.low, meter), meter);
  both.take(ordered(range.high_closed ? Relation::less_equal : Relation::less, v, range.high, meter), meter);
  return both.all(meter);
}

Value matches(const Value& v, const Value& test, Meter& meter) {
  if (is_unknown(test)) return merged(v, test);
  if (const Range* r = test.as_range(); r && !v.as_range()) return within(v, *r, meter);
  if (test.kind() != Kind::list) return equal(v, test, meter);
  Verdicts some;
  if (v.kind() == Kind::list || is_unknown(v)) some.take(same(v, test, meter), meter);
  for (const Value& item : test.items()) {
    if (some.yes || !meter.spend()) break;
    const Range* r = item.as_range();
    some.take(r && !v.as_range() ? within(v, *r, meter) : same(v, item, meter), meter);
  }
  return some.any(meter);
}

Value negated(const Value& v, Meter& meter) {
  if (v.is_true()) return Value::boolean(false);
  if (v.is_false()) return Value::boolean(true);
  if (is_unknown(v) || is_null(v)) return v;
  return meter.fail(Cause::type);
}

}  // namespace safar::inline v0::feel
