#include <safar/base/stub.hpp>

#include <gtest/gtest.h>

#include <string>

#include "base/sample.hpp"

namespace {
using namespace safar;

std::size_t times(const std::string& s, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = s.find(what, at)) != std::string::npos; at += what.size()) ++n;
  return n;
}

struct Odd {  // names that Python keeps for itself, a doc with quotes
  std::string from{};
  std::variant<sample::Air, std::string> way{};
  static constexpr std::string_view type_name = "odd_one", type_doc = "With a \"quote\" and a \\.";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "from", &Odd::from, Shelf::open, "");
    v(2, "way", &Odd::way, Shelf::open, "");
  }
};
struct Empty {
  static constexpr std::string_view type_name = "empty", type_doc = "";
  template <class V>
  static constexpr void describe(V&) {}
};

TEST(Stub, OneRecordWordForWord) {
  EXPECT_EQ(python_stub(info<sample::Paper>(), "TravelPaper"),
            R"py(class TravelPaper:
    """A travel document."""

    number: str
    """As printed."""
    expires: Known[str]
    """Last day of validity. (date)"""

    def __init__(
        self,
        *,
        number: str = ...,
        expires: Known[str] = ...,
    ) -> None: ...
)py");
}

TEST(Stub, NestedRecordsComeOnceAndBeforeTheirUse) {
  const std::string s = python_stub(info<sample::Journey>(), "Journey");
  for (const char* name : {"class Person:", "class Paper:", "class Home:", "class Pair:", "class Air:", "class Road:", "class Journey:"}) EXPECT_EQ(times(s, name), 1U) << name;
  EXPECT_LT(s.find("class Person:"), s.find("class Journey:"));
  EXPECT_NE(s.find("    persons: Sequence[Person]\n"), std::string::npos);
  EXPECT_NE(s.find("    route: Air | Road\n"), std::string::npos);
  EXPECT_NE(s.find("    back: Known[Air | Road]\n"), std::string::npos);
  EXPECT_NE(s.find("    scores: Sequence[Known[int]]\n"), std::string::npos);
  EXPECT_NE(s.find("    sex: Known[Literal[\"female\", \"male\", \"other\"]]\n"), std::string::npos);
  EXPECT_NE(s.find("        trafficked: Known[bool] = ...,\n"), std::string::npos);
}

TEST(Stub, KeywordsQuotesRecursionAndNothing) {
  const std::string s = python_stub(info<Odd>(), "Odd");
  EXPECT_NE(s.find("        from_: str = ...,\n"), std::string::npos);
  EXPECT_NE(s.find("Air | tuple[Literal[\"text\"], str]"), std::string::npos);
  EXPECT_NE(s.find(R"("""With a \"quote\" and a \\.""")"), std::string::npos);
  EXPECT_EQ(times(python_stub(info<sample::Tree>(), "Tree"), "branches: Sequence[Tree]"), 2U);
  EXPECT_EQ(python_stub(info<Empty>(), "Empty"), "class Empty:\n    def __init__(self) -> None: ...\n");
  EXPECT_EQ(python_stub(info<std::string>(), "X"), "");
}

TEST(Stub, SeveralTypesShareTheirClasses) {
  TypeInfo twin = info<sample::Paper>();  // another type of the same name
  const TypeInfo* const all[] = {&info<sample::Person>(), &info<sample::Journey>(), &info<Odd>(), &twin};
  const std::string s = python_stubs(all);
  EXPECT_EQ(times(s, "class Person:"), 1U);
  EXPECT_EQ(times(s, "class Paper:"), 1U);
  EXPECT_EQ(times(s, "class Paper2:"), 1U);
  EXPECT_EQ(times(s, "class OddOne:"), 1U);
}
}  // namespace
