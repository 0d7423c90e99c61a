#include <safar/base/date.hpp>
#include <safar/base/id.hpp>
#include <safar/base/partial_date.hpp>

#include "feel_test.hpp"

namespace {

using namespace safar;
using namespace safar::feel_test;

enum class Sex : std::uint8_t { female, male };
constexpr std::array<std::string_view, 2> codes(Sex) { return {"female", "male"}; }

struct Paper {
  std::string kind{};
  Known<bool> valid{};
  static constexpr std::string_view type_name = "paper", type_doc = "A document.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "kind", &Paper::kind, Shelf::open, "Kind.");
    v(2, "valid", &Paper::valid, Shelf::identity, "Whether it holds.");
  }
};
struct Person {
  PersonId id{};
  Known<PartialDate> birth{};
  Date applied{};
  Known<Sex> sex{};
  std::int64_t children = 0;
  bool alone = false;
  std::vector<Paper> papers{};
  std::vector<Known<std::string>> languages{};
  std::variant<Paper, std::string> last{};
  Known<Paper> plan{};
  static constexpr std::string_view type_name = "person", type_doc = "A person.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "id", &Person::id, Shelf::open, "Id.");
    v(2, "birth", &Person::birth, Shelf::identity, "Birth.");
    v(3, "applied", &Person::applied, Shelf::open, "Day.");
    v(4, "sex", &Person::sex, Shelf::counted, "Sex.");
    v(5, "children", &Person::children, Shelf::counted, "Number.");
    v(6, "alone", &Person::alone, Shelf::counted, "Alone.");
    v(7, "papers", &Person::papers, Shelf::open, "Papers.");
    v(8, "languages", &Person::languages, Shelf::open, "Languages.");
    v(9, "last", &Person::last, Shelf::open, "Last.");
    v(10, "plan", &Person::plan, Shelf::open, "Plan.");
  }
};

Person someone() {
  Person p;
  p.id.bytes[0] = 1;
  p.birth = partial_date("2008");
  p.applied = date("2019-01-18");
  p.sex = Sex::male;
  p.children = 2;
  p.papers = {Paper{"passport", true}, Paper{"laissez_passer", Absence::refused}};
  p.languages = {std::string("fr"), Absence::conflict};
  p.last = std::string("spoken");
  p.plan = Absence::not_applicable;
  return p;
}

TEST(ToValue, EveryKind) {
  const Person p = someone();
  EXPECT_EQ(to_string(feel::to_value(info<Person>(), &p)),
            "{id: \"01000000000000000000000000000000\", birth: date(\"2008\"), applied: date(\"2019-01-18\"), sex: \"male\", children: 2, alone: false, "
            "papers: [{kind: \"passport\", valid: true}, {kind: \"laissez_passer\", valid: unknown(papers[2].valid: refused)}], "
            "languages: [\"fr\", unknown(languages[2]: conflict)], last: \"spoken\", plan: null}");
}

TEST(ToValue, AbsentIsUnknownWithItsPlace) {
  const Person p;
  const Value v = feel::to_value(info<Person>(), &p, "persons[3]");
  EXPECT_EQ(to_string(*v.find("birth")), "unknown(persons[3].birth: unknown)");
  EXPECT_EQ(to_string(*v.find("plan")), "unknown(persons[3].plan: unknown)");
}

TEST(ToValue, APartialDateSaysWhatToAsk) {
  const Person p = someone();
  const Value v = feel::to_value(info<Person>(), &p);
  const auto e = Expression::compile("birth < date(\"2008-06-30\")").value();
  EXPECT_EQ(to_string(e.evaluate(v)), "unknown(birth: unknown)");
  EXPECT_TRUE(Expression::compile("birth < applied").value().evaluate(v).is_true());
  EXPECT_EQ(to_string(Expression::compile("every d in papers satisfies d.valid").value().evaluate(v)), "unknown(papers[2].valid: refused)");
}

TEST(ToValue, EveryAbsence) {
  for (int a = 1; a < 8; ++a) {
    Known<bool> k = static_cast<Absence>(a);
    const Value v = feel::to_value(info<Known<bool>>(), &k, "x");
    if (k.absence == Absence::not_applicable) EXPECT_EQ(v, Value::null());
    else EXPECT_EQ(v, unknown("x", k.absence));
  }
}

}  // namespace
