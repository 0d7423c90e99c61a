// Dialogues without a register: random joins and leaves, counts beside a search through all days, frameworks, phases.
#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <tuple>

#include <safar/portfolio/dialogue.hpp>
#include <safar/portfolio/dialogue_work.hpp>
#include <safar/portfolio/noun_states.hpp>
#include <safar/portfolio/verbs.hpp>

#include "portfolio/dialogue_members.hpp"
#include "portfolio/frameworks.hpp"

namespace {

using namespace safar;
using Random = std::mt19937_64;

constexpr Date today = date("2026-11-22");
int below(Random& random, int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); }
PartialDate day(const char* text) { return PartialDate::parse(text).value(); }

/// One dialogue, told of what the library accepts, as the register does it.
class Told {
 public:
  Told() {
    CreateDialogue f;
    f.ref = "KHARTOUM";
    f.established = day("2010-01-01");
    EXPECT_TRUE(tell(EventKind::create_dialogue, f));
  }
  template <class Fact> Result<> tell(EventKind kind, Fact f) {
    const Verb& verb = *find_portfolio_verb(kind);
    if (auto r = check(noun, verb, &f, today); !r) return r;
    fold(noun, id, verb, &f, {"act", 1, today});
    again.push_back([kind, f, this](Noun& other) { fold(other, id, *find_portfolio_verb(kind), &f, {"act", 1, today}); });
    return {};
  }
  [[nodiscard]] const DialogueState& state() const { return std::get<DialogueState>(noun); }
  [[nodiscard]] Noun from_the_beginning() const {
    Noun other;
    for (const auto& f : again) f(other);
    return other;
  }
  Noun noun{};
  Id id = [] { Id made; EXPECT_TRUE(parse_into("0000000000000000000000000000000d", made)); return made; }();
  std::vector<std::function<void(Noun&)>> again{};
};

std::string reason_of(const Result<>& r) { return r ? "taken" : r.error().reason.empty() ? r.error().pointer : r.error().reason; }

// 2010 to 2013, known to the day, the month or the year.
PartialDate some_day(Random& random) {
  std::string text = std::to_string(2010 + below(random, 4));
  const auto two = [&](int n) { text += n < 10 ? "-0" : "-"; text += std::to_string(n); };
  if (const int form = below(random, 4); form > 0) {
    two(1 + below(random, 12));
    if (form > 1) two(1 + below(random, 28));
  }
  return day(text.c_str());
}

Party some_party(Random& random) {
  Party p;
  switch (below(random, 4)) {
    case 0: p.country = country("EGY"); break;
    case 1: p.name = "Egypt"; break;  // the same
    case 2: p.country = country("SDN"); break;
    default: p.name = "African Union Commission"; break;
  }
  return p;
}

std::string text_of(const DialogueState& s) {
  std::string out;
  const auto part = [&](const std::string& t) { out.append(t).append("|"); };
  for (const auto& m : s.members) {
    part(std::string(codes(m.role)[static_cast<std::size_t>(m.role)]));
    part(m.party.name + to_string(m.party.country.value));
    part(m.since.known() ? to_string(m.since.value) : "");
    part(m.until.known() ? to_string(m.until.value) : "");
  }
  return out;
}

TEST(Dialogue, after_random_joins_and_leaves_nobody_is_twice_in_one_role_on_any_day) {
  int taken = 0, refused = 0, came_back = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    Random random(seed);
    Told told;
    for (int step = 0; step < 40; ++step) {
      const auto role = below(random, 2) ? DialogueRole::member : DialogueRole::steering_committee;
      const std::size_t before = told.state().members.size();
      Result<> r;
      if (below(random, 3)) {
        JoinDialogue f;
        f.party = some_party(random);
        f.role = role;
        if (below(random, 8)) f.since = some_day(random);
        if (!below(random, 3)) f.until = some_day(random);
        r = told.tell(EventKind::join_dialogue, f);
        EXPECT_EQ(told.state().members.size(), before + r.ok());
      } else {
        LeaveDialogue f;
        f.party = some_party(random);
        f.role = role;
        f.until = some_day(random);
        r = told.tell(EventKind::leave_dialogue, f);
        EXPECT_EQ(told.state().members.size(), before);
      }
      if (r) {
        ++taken;
      } else {
        ++refused;
        const std::string why = reason_of(r);
        EXPECT_TRUE(why == "member_twice" || why == "end_before_start" || why == "no_such_member" || why == "left_already") << why;
        EXPECT_FALSE(r.error().remedy.empty());
      }
    }
    const auto& members = told.state().members;
    for (std::size_t i = 0; i < members.size(); ++i)
      for (std::size_t k = 0; k < i; ++k) {
        if (members[i].role != members[k].role || !same_party(members[i].party, members[k].party)) continue;
        ++came_back;
        for (Date d = date("2009-12-25"); d < date("2014-01-05"); d = Date::from_days(d.days() + 1).value()) {
          const auto a = in_force(members[i].since, members[i].until, d), b = in_force(members[k].since, members[k].until, d);
          ASSERT_FALSE(a.known() && a.value && b.known() && b.value) << "seed " << seed << " on " << to_string(d);
        }
      }
    const Noun again = told.from_the_beginning();
    EXPECT_EQ(text_of(std::get<DialogueState>(again)), text_of(told.state()));
  }
  EXPECT_GT(taken, 300);
  EXPECT_GT(refused, 300);
  EXPECT_GT(came_back, 50) << "else nothing could overlap";
}

TEST(Dialogue, a_count_is_between_what_holds_on_every_day_that_is_meant) {
  int unsure = 0, moved = 0;
  for (unsigned seed = 0; seed < 40; ++seed) {
    Random random(seed);
    Told told;
    for (int i = 0; i < 12; ++i) {
      JoinDialogue f;
      f.party.name = "p" + std::to_string(below(random, 6));
      f.role = DialogueRole::member;
      f.since = some_day(random);
      if (below(random, 2)) f.until = some_day(random);
      (void)told.tell(EventKind::join_dialogue, f);
    }
    const PartialDate on = some_day(random);
    const auto counted = count_figure(told.state(), {}, FigureKind::members, on);
    ASSERT_TRUE(counted.known());
    Between all{INT64_MAX, 0};
    std::int64_t first = -1;
    for (auto t = on.earliest(); t <= on.latest(); t += std::chrono::days{1}) {
      std::int64_t least = 0, most = 0;
      for (int p = 0; p < 6; ++p) {  // a party is there if one of its memberships holds
        bool sure = false, perhaps = false;
        for (const auto& m : told.state().members) {
          if (m.party.name != "p" + std::to_string(p)) continue;
          const auto in = in_force(m.since, m.until, Date::from_days(t.time_since_epoch().count()).value());
          sure |= in.known() && in.value;
          perhaps |= !in.known() || in.value;
        }
        least += sure;
        most += perhaps;
      }
      all = {std::min(all.least, least), std::max(all.most, most)};
      if (first < 0) first = least;
      moved += least != first;
    }
    EXPECT_EQ(counted.value.least, all.least) << "seed " << seed << " on " << to_string(on);
    EXPECT_EQ(counted.value.most, all.most) << "seed " << seed << " on " << to_string(on);
    unsure += all.least != all.most;
  }
  EXPECT_GT(unsure, 3);
  EXPECT_GT(moved, 30);
}

TEST(Dialogue, who_joined_nobody_knows_when_perhaps_was_there_from_the_beginning) {
  Told told;
  JoinDialogue f;
  f.party.name = "Libya";
  f.role = DialogueRole::member;
  ASSERT_TRUE(told.tell(EventKind::join_dialogue, f));
  const auto on = [&](const char* d) { const auto b = count_on(told.state(), {DialogueRole::member}, Date::parse(d).value()); return std::to_string(b.least) + " to " + std::to_string(b.most); };
  EXPECT_EQ(on("2009-12-31"), "0 to 0");
  EXPECT_EQ(on("2010-01-01"), "0 to 1");
  EXPECT_EQ(on("2026-11-21"), "0 to 1");
  EXPECT_EQ(on("2026-11-22"), "1 to 1") << "on the day on which it was said that it is one";
  EXPECT_EQ(told.state().members[0].party.country, Known<Country>(country("LBY")));
}

TEST(Dialogue, short_names_are_not_taken_for_countries) {
  Told told;
  for (const char* name : {"EC", "AU", "ECOWAS"}) {
    JoinDialogue f;
    f.party.name = name;
    f.role = DialogueRole::steering_committee;
    ASSERT_TRUE(told.tell(EventKind::join_dialogue, f)) << name;
    EXPECT_FALSE(told.state().members.back().party.country.known()) << name;
  }
}

TEST(Dialogue, a_phase_that_is_extended_keeps_each_end_that_it_had) {
  Told told;
  OpenPhase f;
  f.phase = "IV";
  f.starts = day("2009-01");
  f.ends = day("2010-12");
  ASSERT_TRUE(told.tell(EventKind::open_phase, f));
  EXPECT_EQ(reason_of(told.tell(EventKind::open_phase, f)), "not_later");
  f.starts = {};
  for (const char* end : {"2012-06", "2014"}) {
    f.ends = day(end);
    ASSERT_TRUE(told.tell(EventKind::open_phase, f)) << end;
  }
  f.ends = day("2013-12");
  EXPECT_EQ(reason_of(told.tell(EventKind::open_phase, f)), "not_later");
  const auto& p = told.state().phases.at(0);
  EXPECT_EQ(to_string(p.first_ends.value), "2010-12");
  ASSERT_EQ(p.extensions.size(), 2u);
  EXPECT_EQ(to_string(p.extensions[1].ends_before.value), "2012-06");
  EXPECT_EQ(to_string(p.extensions[1].ends.value), "2014");
}

TEST(Dialogue, an_end_that_is_decided_later_extends_a_phase_whose_end_nobody_said) {
  Told told;
  OpenPhase f;
  f.phase = "4";
  f.starts = day("2009");
  ASSERT_TRUE(told.tell(EventKind::open_phase, f));
  f.starts = {};
  f.decided_on = day("2011");
  f.ends = day("2014");
  ASSERT_TRUE(told.tell(EventKind::open_phase, f));
  const auto& p = told.state().phases.at(0);
  EXPECT_FALSE(p.first_ends.known());
  ASSERT_EQ(p.extensions.size(), 1u);
  EXPECT_FALSE(p.extensions[0].ends_before.known());
  EXPECT_EQ(to_string(p.ends.value), "2014");
}

TEST(Dialogue, a_follow_up_that_comes_in_late_does_not_undo_a_later_one) {
  Told told;
  MakeCommitment c;
  c.commitment = "1";
  c.text.en = "x";
  c.on = day("2019-02");
  ASSERT_TRUE(told.tell(EventKind::make_commitment, c));
  EXPECT_EQ(reason_of(told.tell(EventKind::make_commitment, c)), "commitment_twice");
  FollowUpCommitment f;
  f.commitment = "1";
  f.status = CommitmentStatus::completed;
  f.on = day("2022-05-01");
  ASSERT_TRUE(told.tell(EventKind::follow_up_commitment, f));
  f.status = CommitmentStatus::ongoing;
  f.progress = std::int64_t{40};
  f.on = day("2020");
  ASSERT_TRUE(told.tell(EventKind::follow_up_commitment, f));
  const auto& list = told.state().commitments[0].follow_ups;
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].status, CommitmentStatus::ongoing);
  EXPECT_EQ(list[1].progress, Known<std::int64_t>(100)) << "of what is completed";
  f.on = day("2018");
  EXPECT_EQ(reason_of(told.tell(EventKind::follow_up_commitment, f)), "end_before_start");
  f.on = day("2027");
  EXPECT_EQ(reason_of(told.tell(EventKind::follow_up_commitment, f)), "in_future");
  f.on = day("2026");
  for (const auto& [status, progress, why] : {std::tuple(CommitmentStatus::ongoing, 101, "progress_out_of_range"), {CommitmentStatus::ongoing, -1, "progress_out_of_range"}, {CommitmentStatus::completed, 99, "not_complete"}, {CommitmentStatus::not_started, 1, "not_started"}, {CommitmentStatus::dropped, 30, "taken"}}) {
    f.status = status;
    f.progress = std::int64_t{progress};
    EXPECT_EQ(reason_of(told.tell(EventKind::follow_up_commitment, f)), why);
  }
}

TEST(Frameworks, objectives_that_are_none_are_refused_and_the_others_have_titles) {
  for (const auto& [text, as] : {std::pair("GCM:1", "GCM:1"), {"gcm:23", "GCM:23"}, {"GCM:21a", "GCM:21a"}, {"JVAP:5", "JVAP:5"}, {"jvap:A86", "JVAP:A86"}, {"SDG:10.7", "SDG:10.7"}, {"Cadiz", "Cadiz"}, {"", ""}, {"GCM:", ""}, {":21", ""},
                                 {"GCM:0", ""}, {"GCM:24", ""}, {"GCM:021", ""}, {"GCM:21ab", ""}, {"GCM:a", ""}, {"GCM:-1", ""}, {"GCM:99999999999999999999", ""}, {"JVAP:0", ""}, {"JVAP:6", ""}, {"JVAP:A0", ""}, {"JVAP:A", ""}, {"JVAP:B1", ""}}) {
    std::vector<std::string> list{text};
    const auto r = check_frameworks(list, "/frameworks");
    EXPECT_EQ(r ? list[0] : "", as) << text;
    if (!r) {
      EXPECT_EQ(r.error().pointer, "/frameworks/0");
      EXPECT_EQ(r.error().reason, "no_such_objective");
    }
  }
  EXPECT_EQ(framework_title("GCM:21"), "Return, readmission and reintegration");
  EXPECT_EQ(framework_title("GCM:21a"), framework_title("GCM:21"));
  EXPECT_EQ(framework_title("GCM:1"), "Data");
  EXPECT_EQ(framework_title("GCM:23"), "Cooperation");
  EXPECT_EQ(framework_title("JVAP:3"), "Protection and asylum");
  EXPECT_EQ(framework_title("JVAP:A86"), "");
  EXPECT_EQ(framework_title("SDG:10.7"), "");
}

}  // namespace
