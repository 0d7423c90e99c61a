/// Random expressions over facts of which one to three are not known. Sound: a definite answer is that of every completion of the
/// unknown facts. Monotone: learning a fact never takes a definite answer back. The control treats the unknown as null and must fail.
#include <cstdlib>
#include <iostream>
#include <random>

#include <dmn/calendar.hpp>

#include "allows.hpp"
#include "feel_test.hpp"

namespace {

using namespace safar;
using namespace safar::feel_test;
using Kind = Value::Kind;

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  const std::string& one(const std::vector<std::string>& of) { return of[below(of.size())]; }

  std::string any(int depth) {
    switch (below(6)) {
      case 0: return number(depth);
      case 1: return list(depth);
      case 2: return day(depth);
      case 3: return one({"null", "\"x\"", "missing", "people[2]", "{k: " + number(depth - 1) + "}.k"});
      default: return boolean(depth);
    }
  }

  std::string boolean(int depth) {
    if (depth <= 0) return one({"p", "q", "true", "false", "null", "(a = 1)", "(d < date(\"2008-06-30\"))"});
    if (below(12) == 0) return any(depth - 1);  // a value of another kind
    const int n = depth - 1;
    switch (below(15)) {
      case 0: return "(" + boolean(n) + " and " + boolean(n) + ")";
      case 1: return "(" + boolean(n) + " or " + boolean(n) + ")";
      case 2: return "not(" + boolean(n) + ")";
      case 3: return "(" + number(n) + one({" < ", " <= ", " > ", " >= ", " = ", " != "}) + number(n) + ")";
      case 4: return "(" + number(n) + " between " + number(n) + " and " + number(n) + ")";
      case 5: return "(" + number(n) + " in (" + one({"< ", "", "!= ", "= ", ">= "}) + number(n) + ", " + number(n) + "))";
      case 6: return "(" + number(n) + " in " + one({list(n), "[" + number(n) + ".." + number(n) + ")", ">" + number(n)}) + ")";
      case 7: return "(" + day(n) + one({" < ", " <= ", " = ", " != ", " >= "}) + day(n) + ")";
      case 8: return "(" + one({"some ", "every "}) + "v in " + list(n) + " satisfies " + over("v", n) + ")";
      case 9: return "(" + one({"some ", "every "}) + "v in people satisfies v.n " + one({"< ", "= ", "> "}) + number(n) + ")";
      case 10: return "(if " + boolean(n) + " then " + boolean(n) + " else " + boolean(n) + ")";
      case 11: return "list contains(" + list(n) + ", " + any(n) + ")";
      case 12: return "is defined(" + any(n) + ")";
      case 13: return "(" + list(n) + " = " + list(n) + ")";
      default: return "(some v in " + list(n) + ", w in " + list(n) + " satisfies v < w)";
    }
  }

  std::string number(int depth) {
    if (depth <= 0) return one({"a", "b", "0", "1", "2", "3", "xs[2]", "people[2].n", "people[1].n"});
    if (below(12) == 0) return any(depth - 1);
    const int n = depth - 1;
    switch (below(9)) {
      case 0: case 1: return "(" + number(n) + one({" + ", " - ", " * ", " / ", " ** "}) + number(n) + ")";
      case 2: return "count(" + list(n) + ")";
      case 3: return one({"sum", "min", "max"}) + "(" + list(n) + ")";
      case 4: return "(if " + boolean(n) + " then " + number(n) + " else " + number(n) + ")";
      case 5: return "abs(" + number(n) + ")";
      case 6: return list(n) + "[" + number(n) + "]";
      case 7: return day(n) + one({".year", ".month", ".day"});
      default: return "-" + number(n);
    }
  }

  std::string day(int depth) {
    if (depth <= 0 || below(2)) return one({"d", "date(\"2008-06-30\")", "date(\"2009-01-01\")", "d"});
    return one({"min(", "max("}) + day(depth - 1) + ", " + day(depth - 1) + ")";
  }

  std::string list(int depth) {
    if (depth <= 0) return one({"xs", "[]", "[1, 2]", "[a, b]", "people.n", "[p, 1]"});
    const int n = depth - 1;
    switch (below(6)) {
      case 0: return "[" + number(n) + ", " + number(n) + ", 1]";
      case 1: return "(for v in " + list(n) + " return " + one({over("v", n), "v + " + number(n)}) + ")";
      case 2: return list(n) + "[" + over("item", n) + "]";
      case 3: return "people[n " + one({"< ", "= "}) + number(n) + "].n";
      case 4: return "(for v in 1.." + number(n) + " return v)";
      default: return "xs";
    }
  }

  std::string over(const std::string& local, int depth) { return "(" + local + one({" < ", " = ", " >= "}) + number(depth) + ")"; }

 private:
  std::mt19937_64 random_;
};

struct Fact {
  Value absent;
  std::vector<Value> domain;
  std::string path;
};

std::vector<Fact> make_facts() {
  const auto n = [](std::int64_t i) { return Value::integer(i); };
  const auto day = [](std::string_view s) { const auto d = *feel::read_days(s); return Value::date(d.earliest, d.latest); };
  const auto year = *feel::read_days("2008");
  return {{unknown("a"), {n(0), n(1), n(3), Value()}, "a"},
          {unknown("b"), {n(0), n(2), Value::string("x")}, "b"},
          {unknown("p"), {Value::boolean(true), Value::boolean(false), Value()}, "p"},
          {unknown("q"), {Value::boolean(true), Value::boolean(false)}, "q"},
          {Value::date(year.earliest, year.latest, {{"d", Absence::unknown}}), {day("2008-01-01"), day("2008-06-30"), day("2008-12-31")}, "d"},
          {unknown("xs[2]"), {n(0), n(2), Value()}, "xs"},
          {unknown("people[2].n"), {n(1), n(5), Value()}, "people.n"}};
}

Value context(const std::vector<Value>& v) {
  const auto person = [](const Value& n) { return Value::context({{"n", n}}); };
  return Value::context({{"a", v[0]}, {"b", v[1]}, {"p", v[2]}, {"q", v[3]}, {"d", v[4]},
                         {"xs", Value::list({Value::integer(1), v[5], Value::integer(3)})},
                         {"people", Value::list({person(Value::integer(2)), person(v[6])})}});
}

std::string without_places(std::string path) {
  for (auto open = path.find('['); open != path.npos; open = path.find('[')) path.erase(open, path.find(']') - open + 1);
  return path;
}
bool touches(const std::string& a, const std::string& b) {  // the same path, or one above the other
  return a == b || a.starts_with(b + '.') || b.starts_with(a + '.');
}

struct Tally {
  std::size_t expressions = 0, definite = 0, unsound = 0, flipped = 0, unnamed = 0, unread = 0;
  std::string first{};
  void note(std::size_t& what, const std::string& text) {
    if (unsound + flipped + unnamed + unread == 0) first = text;
    ++what;
  }
};

// `blind`: the unknown is given to the evaluator as null, as plain FEEL would have it.
Tally check(std::size_t count, bool blind) {
  const auto facts = make_facts();
  Maker make(20190118);
  Tally t;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string text = make.any(1 + static_cast<int>(make.below(4)));
    const auto e = Expression::compile(text);
    if (!e && e.error().code == ErrorCode::unsupported) continue;  // a date and a + have met
    if (!e) {
      ADD_FAILURE() << text << ": " << e.error().message;
      return t;
    }
    std::vector<Value> values;
    for (const Fact& f : facts) values.push_back(f.domain[make.below(f.domain.size())]);
    std::vector<std::size_t> open;
    for (std::size_t k = 1 + make.below(3); k > 0; --k) {
      const std::size_t f = make.below(facts.size());
      if (std::find(open.begin(), open.end(), f) == open.end()) open.push_back(f);
    }
    auto absent = values;
    for (const auto f : open) absent[f] = blind ? Value() : facts[f].absent;
    const Value answer = e->evaluate(context(absent));
    ++t.expressions;
    t.definite += answer.kind() != Kind::unknown;

    std::vector<std::size_t> at(open.size(), 0);
    for (bool more = true; more;) {
      auto full = values;
      for (std::size_t k = 0; k < open.size(); ++k) full[open[k]] = facts[open[k]].domain[at[k]];
      const Value truth = e->evaluate(context(full));
      if (!allows(answer, truth)) {
        t.note(t.unsound, text + " gave " + to_string(answer) + " and then " + to_string(truth) + " in " + to_string(context(full)));
        break;
      }
      more = false;
      for (std::size_t k = 0; k < open.size() && !more; ++k) {
        more = ++at[k] < facts[open[k]].domain.size();
        if (!more) at[k] = 0;
      }
    }
    if (blind) continue;

    for (const auto f : open)
      for (const Value& learnt : facts[f].domain) {
        auto less = absent;
        less[f] = learnt;
        const Value then = e->evaluate(context(less));
        if (!allows(answer, then)) t.note(t.flipped, text + " gave " + to_string(answer) + " and then " + to_string(then));
      }
    if (answer.kind() != Kind::unknown) continue;
    if (answer.fields().empty()) t.note(t.unnamed, text + " is unknown without a field");
    for (const UnknownField& field : answer.fields()) {
      const auto read = [&](const feel::Read& r) { return touches(r.path, without_places(field.path)) || touches(r.otherwise, without_places(field.path)); };
      const bool asked = std::any_of(open.begin(), open.end(), [&](std::size_t f) { return facts[f].absent.fields()[0] == field; });
      if (!asked || std::none_of(e->reads().begin(), e->reads().end(), read)) t.note(t.unread, text + " needs " + field.path);
    }
  }
  return t;
}

std::size_t how_many() {
  const char* n = std::getenv("SAFAR_PROPERTY_COUNT");
  return n ? std::strtoull(n, nullptr, 10) : 4000;
}

TEST(Soundness, DefiniteAnswersHoldForEveryCompletion) {
  const Tally t = check(how_many(), false);
  std::cout << t.expressions << " expressions, " << t.definite << " definite answers\n";
  EXPECT_EQ(t.unsound, 0U) << t.first;
  EXPECT_EQ(t.flipped, 0U) << t.first;
  EXPECT_EQ(t.unnamed, 0U) << t.first;
  EXPECT_EQ(t.unread, 0U) << t.first;
  EXPECT_GT(t.definite, t.expressions / 4) << "an evaluator that always says unknown is sound and of no use";
  EXPECT_LT(t.definite, t.expressions * 9 / 10) << "the unknown facts are hardly asked for";
}

TEST(Soundness, TheControlFails) {
  const Tally t = check(how_many(), true);
  std::cout << "unknown as null: " << t.unsound << " of " << t.expressions << " answers are contradicted, e.g. " << t.first.substr(0, 160) << '\n';
  EXPECT_GT(t.unsound, t.expressions / 20);
}

}  // namespace
