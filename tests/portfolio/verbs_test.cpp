#include <gtest/gtest.h>

#include <set>

#include <safar/dmn/feel.hpp>
#include <safar/portfolio/noun_states.hpp>
#include <safar/portfolio/verbs.hpp>
#include <safar/workflow/workflow.hpp>

namespace {

using namespace safar;

struct Guards {
  std::string ref{};
  static constexpr std::string_view type_name = "guards", type_doc = "Of a test.";
  template <class V> static constexpr void describe(V& v) { v(1, "ref", &Guards::ref, Shelf::open, "Reference."); }
};

TEST(PortfolioVerbs, each_is_found_by_name_kind_and_type_and_says_what_it_is_about) {
  std::set<std::string_view> names;
  for (const Verb& v : portfolio_verbs()) {
    EXPECT_EQ(find_portfolio_verb(v.name), &v);
    EXPECT_EQ(find_portfolio_verb(v.kind), &v);
    EXPECT_EQ(find_portfolio_verb(v.type()), &v);
    EXPECT_TRUE(names.insert(v.name).second) << v.name;
    const auto subject = noun_name(v.subject);
    ASSERT_FALSE(subject.empty()) << v.name;
    std::unique_ptr<char[]> bytes(new char[v.type().size + 64]);
    bool text = false, ref = false;
    for (const auto& f : v.type().fields) {
      text |= f.name == subject && f.type().kind == Kind::text;
      ref |= f.name == "ref" && f.type().kind == Kind::text;
      EXPECT_EQ(f.shelf, Shelf::open) << v.name << '.' << f.name << ": nothing of the portfolio is about a person";
    }
    EXPECT_TRUE(text) << v.name;
    EXPECT_EQ(ref, v.begins) << v.name;
  }
  EXPECT_EQ(find_portfolio_verb("apply"), nullptr);
  EXPECT_EQ(find_portfolio_verb(EventKind::apply), nullptr);
}

TEST(PortfolioVerbs, each_noun_has_a_workflow_that_loads_and_knows_all_its_verbs) {
  for (const auto kind : {StreamKind::organisation, StreamKind::programme, StreamKind::project, StreamKind::dialogue, StreamKind::plan, StreamKind::grant}) {
    const auto w = Workflow::load(noun_workflow(kind), info<Guards>(), noun_events(kind));
    ASSERT_TRUE(w) << noun_name(kind) << ": " << w.error().message << ' ' << w.error().pointer;
    const auto known = (*w)->events();
    for (const auto e : noun_events(kind)) EXPECT_NE(std::find(known.begin(), known.end(), e), known.end()) << e;
  }
}

}  // namespace
