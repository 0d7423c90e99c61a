/// \file
/// The tree over a context. Kleene's logic; unknown goes through; what would take too long ends as null with Cause::limit.
#include <algorithm>
#include <deque>

#include "ast.hpp"
#include "calendar.hpp"
#include "logic.hpp"
#include "number.hpp"

namespace safar::inline v0::feel {
namespace {

using Kind = Value::Kind;

// What names mean, innermost first.
struct Frame {
  const Frame* outer = nullptr;
  const std::string* name = nullptr;  // nullptr: the item of a filter
  const Value* value = nullptr;
};

class Evaluator {
 public:
  explicit Evaluator(const Value& context) : context_(context) {}

  Value run(const Ast& root) {
    Value v = eval(root, nullptr);
    return meter_.exhausted() ? Value::null(Cause::limit) : v;
  }
  [[nodiscard]] Cause failure() const noexcept { return meter_.failure(); }

 private:
  Value eval(const Ast& a, const Frame* f) {
    if (!meter_.spend()) return Value::null(Cause::limit);
    switch (a.op) {
      case Op::literal: return a.value;
      case Op::name: return lookup(a.name, f);
      case Op::inlined: return eval(*a.kids[0], nullptr);
      case Op::path: return member(eval(*a.kids[0], f), a.name);
      case Op::negate: return minus(eval(*a.kids[0], f));
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::power: return arithmetic(a, f);
      case Op::all:
      case Op::any: return logic(a, f);
      case Op::equal: return equal(eval(*a.kids[0], f), eval(*a.kids[1], f), meter_);
      case Op::not_equal: return negated(equal(eval(*a.kids[0], f), eval(*a.kids[1], f), meter_), meter_);
      case Op::less: return ordered(Relation::less, eval(*a.kids[0], f), eval(*a.kids[1], f), meter_);
      case Op::less_equal: return ordered(Relation::less_equal, eval(*a.kids[0], f), eval(*a.kids[1], f), meter_);
      case Op::greater: return ordered(Relation::greater, eval(*a.kids[0], f), eval(*a.kids[1], f), meter_);
      case Op::greater_equal: return ordered(Relation::greater_equal, eval(*a.kids[0], f), eval(*a.kids[1], f), meter_);
      case Op::between: return between(a, f);
      case Op::in: return in(a, f);
      case Op::range: return range(a, f);
      case Op::list: return list(a, f);
      case Op::context: return entries(a, f);
      case Op::filter: return filter(a, f);
      case Op::choose: return choose(a, f);
      case Op::iterate:
      case Op::some:
      case Op::every: return loop(a, f);
      case Op::call: return function(a, f);
      case Op::test:
      case Op::span: break;  // only within `in` and `for`
    }
    return meter_.fail(Cause::type);
  }

  // --- names and members -------------------------------------------------------------------------------------------------------
  Value lookup(const std::string& name, const Frame* f) {
    for (; f; f = f->outer) {
      if (f->name) {
        if (*f->name == name) return *f->value;
        continue;
      }
      if (const Value* v = f->value->find(name)) return *v;
      if (is_unknown(*f->value) || name == "item") return *f->value;  // an unknown item may have such a member
    }
    if (const Value* v = context_.find(name)) return *v;
    if (is_unknown(context_)) return context_;
    return meter_.fail(Cause::missing_name);
  }

  Value member(const Value& of, const std::string& name) {
    switch (of.kind()) {
      case Kind::unknown:
      case Kind::null: return of;
      case Kind::context: {
        const Value* v = of.find(name);
        return v ? *v : meter_.fail(Cause::missing_name);
      }
      case Kind::date: return date_property(of, name, meter_);
      case Kind::list: {
        std::vector<Value> out;
        out.reserve(of.items().size());
        for (const Value& i : of.items()) {
          if (!meter_.spend()) break;
          out.push_back(i.kind() == Kind::list ? meter_.fail(Cause::type) : member(i, name));
        }
        return meter_.checked(Value::list(std::move(out)));
      }
      default: return meter_.fail(Cause::type);
    }
  }

  // --- operators ---------------------------------------------------------------------------------------------------------------
  Value minus(const Value& v) {
    if (is_unknown(v)) return v;
    return v.kind() == Kind::number ? Value::number(negate(v.as_number())) : meter_.fail(v, v, Cause::type);
  }

  Value arithmetic(const Ast& a, const Frame* f) {
    const Value x = eval(*a.kids[0], f), y = eval(*a.kids[1], f);
    if (is_unknown(x) || is_unknown(y)) return merged(is_unknown(x) ? x : Value(), is_unknown(y) ? y : Value());
    if (x.kind() == Kind::string && y.kind() == Kind::string && a.op == Op::add) {
      if (x.text().size() + y.text().size() > most_text) return meter_.stop();
      meter_.spend((x.text().size() + y.text().size()) / 16);
      return Value::string(x.text() + y.text());
    }
    if (x.kind() != Kind::number || y.kind() != Kind::number) return meter_.fail(x, y, Cause::type);
    const Number n = x.as_number(), m = y.as_number();
    const bool by_zero = (a.op == Op::divide && is_zero(m)) || (a.op == Op::power && is_zero(n) && compare(m, Number::of(0)) < 0);
    if (by_zero) return meter_.fail(Cause::division_by_zero);
    const auto result = a.op == Op::add        ? add(n, m)
                        : a.op == Op::subtract ? subtract(n, m)
                        : a.op == Op::multiply ? multiply(n, m)
                        : a.op == Op::divide   ? divide(n, m)
                                               : power(n, m);
    return result ? Value::number(*result) : meter_.fail(Cause::domain);
  }

  Value logic(const Ast& a, const Frame* f) {
    Verdicts v;
    const bool all = a.op == Op::all;
    for (const AstPtr& kid : a.kids) {
      v.take(eval(*kid, f), meter_);
      if (all ? v.no : v.yes) break;
    }
    return all ? v.all(meter_) : v.any(meter_);
  }

  Value between(const Ast& a, const Frame* f) {
    const Value v = eval(*a.kids[0], f);
    return within(v, Range{eval(*a.kids[1], f), eval(*a.kids[2], f), true, true}, meter_);
  }

  Value in(const Ast& a, const Frame* f) {
    const Value v = eval(*a.kids[0], f);
    if (!a.several) return test(*a.kids[1], v, false, f);
    Verdicts some;
    for (std::size_t i = 1; i < a.kids.size() && !some.yes; ++i) some.take(test(*a.kids[i], v, true, f), meter_);
    return some.any(meter_);
  }

  Value test(const Ast& a, const Value& v, bool one_of_several, const Frame* f) {
    if (a.op != Op::test) {
      const Value t = eval(a, f);
      const bool simple = t.kind() != Kind::list && t.kind() != Kind::range && !is_unknown(t);
      return one_of_several && simple ? same(v, t, meter_) : matches(v, t, meter_);
    }
    const Value t = eval(*a.kids[0], f);
    switch (a.test) {
      case Op::equal: return equal(v, t, meter_);
      case Op::not_equal: return negated(equal(v, t, meter_), meter_);
      case Op::less: return ordered(Relation::less, v, t, meter_);
      case Op::less_equal: return ordered(Relation::less_equal, v, t, meter_);
      case Op::greater: return ordered(Relation::greater, v, t, meter_);
      default: return ordered(Relation::greater_equal, v, t, meter_);
    }
  }

  // --- lists, ranges, contexts -------------------------------------------------------------------------------------------------
  Value range(const Ast& a, const Frame* f) {
    return meter_.checked(Value::range({eval(*a.kids[0], f), eval(*a.kids[1], f), a.low_closed, a.high_closed}));
  }

  Value list(const Ast& a, const Frame* f) {
    std::vector<Value> items;
    items.reserve(a.kids.size());
    for (const AstPtr& kid : a.kids) items.push_back(eval(*kid, f));
    return meter_.checked(Value::list(std::move(items)));
  }

  Value entries(const Ast& a, const Frame* f) {
    std::vector<std::pair<std::string, Value>> made;
    made.reserve(a.kids.size());  // the frames point into it
    std::deque<Frame> frames;
    for (std::size_t i = 0; i < a.kids.size(); ++i) {
      made.emplace_back(a.names[i], eval(*a.kids[i], f));
      f = &frames.emplace_back(Frame{f, &a.names[i], &made.back().second});
    }
    return meter_.checked(Value::context(std::move(made)));
  }

  Value item_at(const std::vector<Value>& items, const Value& index) {
    const auto n = to_integer(index.as_number());
    const auto size = static_cast<std::int64_t>(items.size());
    if (!n || *n == 0 || *n > size || *n < -size) return meter_.fail(Cause::domain);
    return items[static_cast<std::size_t>(*n > 0 ? *n - 1 : size + *n)];
  }

  // Whether a filter may be a number, so an index.
  static bool may_be_index(const Ast& a) {
    switch (a.op) {
      case Op::name: case Op::path: case Op::negate: case Op::add: case Op::subtract: case Op::multiply: case Op::divide: case Op::power:
      case Op::filter: case Op::choose: case Op::call: return true;
      case Op::inlined: return may_be_index(*a.kids[0]);
      default: return false;
    }
  }

  Value filter(const Ast& a, const Frame* f) {
    const Value base = eval(*a.kids[0], f);
    const Ast& condition = *a.kids[1];
    if (is_unknown(base) || is_null(base)) return base;
    const std::vector<Value> alone(base.kind() == Kind::list ? 0 : 1, base);
    const std::vector<Value>& items = base.kind() == Kind::list ? base.items() : alone;
    if (condition.op == Op::literal && condition.value.kind() == Kind::number) return item_at(items, condition.value);
    if (items.empty() && may_be_index(condition)) {
      const Cause earlier = meter_.failure();
      const Value v = eval(condition, f);
      meter_.forget(earlier);
      if (is_unknown(v)) return v;
      return v.kind() == Kind::number ? meter_.fail(Cause::domain) : Value::list({});
    }
    std::vector<Value> kept;
    Verdicts all;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Frame inner{f, nullptr, &items[i]};
      const Value v = eval(condition, &inner);
      if (meter_.exhausted()) break;
      if (i == 0 && v.kind() == Kind::number) return item_at(items, v);
      all.take(v, meter_);
      if (v.is_true()) kept.push_back(items[i]);
    }
    return all.unknown ? all.undecided() : Value::list(std::move(kept));
  }

  // --- if, for, some, every ----------------------------------------------------------------------------------------------------
  Value choose(const Ast& a, const Frame* f) {
    const Value condition = eval(*a.kids[0], f);
    if (!is_unknown(condition)) {
      if (!condition.is_true() && !condition.is_false() && !is_null(condition)) meter_.fail(Cause::type);
      return eval(*a.kids[condition.is_true() ? 1 : 2], f);
    }
    const Value yes = eval(*a.kids[1], f), no = eval(*a.kids[2], f);
    std::vector<UnknownField> fields = condition.fields();
    const bool open_yes = gather(yes, fields, meter_), open_no = gather(no, fields, meter_);
    if (!meter_.spend(std::min(yes.weight(), no.weight())) || open_yes || open_no || !(yes == no)) return Value::unknown(std::move(fields));
    return yes;
  }

  struct Loop {
    bool collects = false, over = false;
    std::vector<Value> out{};
    Verdicts verdicts{};
  };

  Value loop(const Ast& a, const Frame* f) {
    Loop all;
    all.collects = a.op == Op::iterate;
    walk(a, 0, f, all);
    if (a.op == Op::some) return all.verdicts.any(meter_);
    if (a.op == Op::every) return all.verdicts.all(meter_);
    if (all.verdicts.unknown) return all.verdicts.undecided();
    if (all.verdicts.other) return all.verdicts.all(meter_);  // null, with its cause
    return meter_.checked(Value::list(std::move(all.out)));
  }

  void walk(const Ast& a, std::size_t k, const Frame* f, Loop& all) {
    if (k == a.names.size()) {
      Value v = eval(*a.kids[k], f);
      if (all.collects) {
        all.out.push_back(std::move(v));
        return;
      }
      all.verdicts.take(v, meter_);
      all.over = a.op == Op::some ? all.verdicts.yes : all.verdicts.no;
      return;
    }
    const Value domain = iterated(*a.kids[k], f, all.collects);
    if (domain.kind() != Kind::list) return all.verdicts.take(domain, meter_);  // unknown or null
    for (const Value& item : domain.items()) {
      const Frame inner{f, &a.names[k], &item};
      walk(a, k + 1, &inner, all);
      if (all.over || !meter_.spend()) return;
    }
  }

  // The list that an iterator goes over; unknown or null where there is none.
  Value iterated(const Ast& a, const Frame* f, bool ranges) {
    if (a.op == Op::span) return steps({eval(*a.kids[0], f), eval(*a.kids[1], f), true, true}, true);
    Value v = eval(a, f);
    if (v.kind() == Kind::list || is_unknown(v) || is_null(v)) return v;
    if (const Range* r = v.as_range(); r && ranges) return steps(*r, false);
    return Value::list({std::move(v)});
  }

  Value steps(const Range& r, bool downward_too) {
    if (is_unknown(r.low) || is_unknown(r.high)) return merged(is_unknown(r.low) ? r.low : Value(), is_unknown(r.high) ? r.high : Value());
    if (r.low.kind() != r.high.kind()) return meter_.fail(r.low, r.high, Cause::type);
    std::int64_t from = 0, to = 0;
    const bool days = r.low.kind() == Kind::date;
    if (days) {
      const Days x = r.low.days(), y = r.high.days();
      if (x.earliest != x.latest || y.earliest != y.latest) return merged(r.low, r.high);
      from = x.earliest;
      to = y.earliest;
    } else {
      if (r.low.kind() != Kind::number) return meter_.fail(r.low, r.high, Cause::type);
      const auto a = to_integer(r.low.as_number()), b = to_integer(r.high.as_number());
      constexpr std::int64_t widest = std::int64_t{1} << 62U;
      if (!a || !b || *a > widest || *b > widest || *a < -widest || *b < -widest) return meter_.fail(Cause::domain);
      from = *a;
      to = *b;
    }
    if (from > to && !downward_too) return meter_.fail(Cause::domain);
    const std::int64_t step = from <= to ? 1 : -1;
    if (!r.low_closed) from += step;
    if (!r.high_closed) to -= step;
    std::vector<Value> out;
    for (std::int64_t i = from; step > 0 ? i <= to : i >= to; i += step) {
      if (!meter_.spend()) break;
      out.push_back(days ? Value::date(i, i) : Value::integer(i));
    }
    return Value::list(std::move(out));
  }

  // --- functions ---------------------------------------------------------------------------------------------------------------
  Value function(const Ast& a, const Frame* f) {
    const Cause earlier = meter_.failure();
    std::vector<Value> arguments;
    arguments.reserve(a.kids.size());
    for (const AstPtr& kid : a.kids) arguments.push_back(eval(*kid, f));
    if (a.function == Builtin::is_defined) meter_.forget(earlier);  // that a name is missing is what was asked
    return call(a.function, arguments, meter_);
  }

  static constexpr std::size_t most_text = std::size_t{1} << 20U;

  const Value& context_;
  Meter meter_{};
};

}  // namespace

Value evaluate(const Ast& root, const Value& context, Cause& failure) {
  Evaluator e(context);
  Value v = e.run(root);
  failure = e.failure();
  return v;
}

}  // namespace safar::inline v0::feel
