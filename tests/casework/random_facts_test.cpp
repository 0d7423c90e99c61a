// Random events with random contents on random cases: the fold never fails, counts every event, and stores what it is.
#include <safar/base/json.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/fold.hpp>
#include <safar/casework/mapped.hpp>
#include <safar/casework/parting.hpp>

#include <gtest/gtest.h>

#include <random>

using namespace safar;

namespace {

using Random = std::mt19937;

// Fills any described object: few values each, so that events meet.
void fill(const TypeInfo& t, void* p, Random& random, int depth = 0) {
  const auto draw = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  switch (t.kind) {
    case Kind::boolean: *static_cast<bool*>(p) = draw(2) != 0; break;
    case Kind::integer: (void)t.set(p, static_cast<std::int64_t>(draw(5))); break;
    case Kind::code: (void)t.set(p, static_cast<std::int64_t>(draw(t.codes.size()))); break;
    case Kind::text: {
      constexpr const char* texts[] = {"", "81-1", "81-2", "eligible", "ineligible", "completed", "micro_business", "clinic", "programme_suspension", "duplicate_review", "resume", "same_person", "return"};
      *static_cast<std::string*>(p) = texts[draw(std::size(texts))];
      break;
    }
    case Kind::scalar: {
      for (const char* text : {"00000000000000000000000000000001", "2018-11-12", "10.00 EUR", "800 XOF", "GIN"})
        if (draw(2) && t.parse(text, p)) return;
      (void)t.parse("00000000000000000000000000000002", p);
      break;
    }
    case Kind::record: for (const auto& f : t.fields) fill(f.type(), static_cast<char*>(p) + f.offset, random, depth + 1); break;
    case Kind::list: {
      const std::size_t n = depth > 5 ? 0 : draw(3);
      (void)t.set(p, static_cast<std::int64_t>(n));
      for (std::size_t i = 0; i < n; ++i) fill(t.of[0](), t.at(p, i), random, depth + 1);
      break;
    }
    case Kind::known:
      if (draw(4) == 0) { (void)t.set(p, static_cast<std::int64_t>(1 + draw(7))); break; }
      (void)t.set(p, 0);
      fill(t.of[0](), t.at(p, 0), random, depth + 1);
      break;
    default: break;
  }
}

std::string long_random_story(unsigned seed, std::int64_t& events, std::int64_t& version) {
  const auto w = Workflow::load(avrr_workflow(), info<CaseState>(), workflow_events()).value();
  Random random(seed);
  CaseState s;
  events = 0;
  const auto all = verbs();
  for (int i = 0; i < 60; ++i) {
    const Verb& v = i == 0 ? *find_verb(EventKind::apply) : all[random() % all.size()];
    if (v.use == VerbUse::on_house) continue;
    const TypeInfo& t = v.type();
    std::string bytes(t.size + t.align, '\0');
    void* fact = bytes.data();
    std::size_t space = bytes.size();
    if (!std::align(t.align, t.size, fact, space)) return "not aligned";
    t.make(fact);
    fill(t, fact, random);
    if (v.kind == EventKind::begin_case && i % 2) {  // what a log can hold: a state that was one
      static_cast<BeginCase*>(fact)->begins = s;
    }
    fold(s, *w, v, fact, {i % 3 ? "81-1" : "81-2", i, Date::parse("2018-11-12").value()});
    t.drop(fact);
    ++events;
    if (recamas_stage(s).empty() || recamas_status(s).empty() || riat_moment(s).empty()) return "unmapped";
  }
  version = s.version;
  const auto again = from_json<CaseState>(to_json(s));
  if (!again) return again.error().message;
  return to_json(*again) == to_json(s) ? "" : "stored otherwise";
}

}  // namespace

TEST(RandomFacts, NeverFailAndAreAllCounted) {
  for (unsigned seed = 1; seed <= 400; ++seed) {
    std::int64_t events = 0, version = 0;
    ASSERT_EQ(long_random_story(seed, events, version), "") << "seed " << seed;
    ASSERT_EQ(version, events) << "seed " << seed;
    ASSERT_GT(events, 40);
  }
}

TEST(RandomFacts, TheSameStoryGivesTheSameState) {
  const auto w = Workflow::load(avrr_workflow(), info<CaseState>(), workflow_events()).value();
  for (unsigned seed = 1; seed <= 50; ++seed) {
    std::string first;
    for (int run = 0; run < 2; ++run) {
      Random random(seed);
      CaseState s;
      for (int i = 0; i < 20; ++i) {
        const Verb& v = verbs()[random() % verbs().size()];
        if (v.use == VerbUse::on_house) continue;
        std::string bytes(v.type().size + v.type().align, '\0');
        void* fact = bytes.data();
        std::size_t space = bytes.size();
        ASSERT_TRUE(std::align(v.type().align, v.type().size, fact, space));
        v.type().make(fact);
        fill(v.type(), fact, random);
        fold(s, *w, v, fact, {"81-1", i, Date()});
        v.type().drop(fact);
      }
      if (run == 0) first = to_json(s);
      else EXPECT_EQ(to_json(s), first);
    }
  }
}
