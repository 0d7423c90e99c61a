// What is sealed by its kind: in the file, in state, and for who may not read it.
#include "register/people.hpp"

#include <regex>

#include <safar/casework/adopt.hpp>
#include <safar/casework/answers.hpp>
#include <safar/casework/parting.hpp>
#include <safar/model/case.hpp>
#include <safar/store/log.hpp>

using namespace safar_test;

class SealedTest : public Office {
 protected:
  CaseId family() {
    auto a = application("ML-BKO-1", "Mariam", "F1");
    a.persons.push_back(application("", "Awa").persons[0]);
    const auto r = as("intake_clerk").execute(a).value();
    first = person_of(r);
    return case_of(r);
  }
  std::string events(const char* role, const char* purpose = "casework") { return as(role, purpose).query(R"({"v":1,"from":"events"})").value().json(); }
  CaseState state(const CaseId& id, const char* role = "protection_officer") {
    for (auto& s : as(role).cases().value()) if (s.case_id == id) return s;
    ADD_FAILURE() << "no such case";
    return {};
  }
  /// All six, each about the first person.
  void all_of_them(const CaseId& id) {
    ASSERT_TRUE(act("counsellor", id, Assess{}));
    Medical m;
    m.care = "Stitches";
    ASSERT_TRUE(act("counsellor", id, m));
    ASSERT_TRUE(act("protection_officer", id, Protect{}));
    ASSERT_TRUE(act("counsellor", id, Complain{}));
    ASSERT_TRUE(act("protection_officer", id, AnswerComplaint{}));
    ASSERT_TRUE(act("counsellor", id, RecordDeath{}));
  }
  void intact() {
    const auto dumps = as("auditor", "audit").projection_dumps().value();
    EXPECT_EQ(dumps.first, dumps.second);
    const auto said = as("auditor", "audit").verify().value();
    EXPECT_NE(said.find("\"intact\":true"), std::string::npos) << said;
  }
  PersonId first{};
};

TEST_F(SealedTest, InTheLogTheSixAreOneKindWithTheSameBoxes) {
  const CaseId id = family();
  all_of_them(id);
  ASSERT_TRUE(reg->close());
  reg.reset();
  store::Options o;
  o.keys = keys::file((folder / "mali.key").string());
  auto log = store::Log::open(path, o).value();
  std::string body;
  int n = 0;
  ASSERT_TRUE(log->events(0, 0, store::Want::boxes, [&](store::EventOut& e) {
    if (e.kind != EventKind::assessed) {
      EXPECT_FALSE(is_sealed_kind(e.kind));
      return true;
    }
    ++n;
    if (body.empty()) body = e.body;
    EXPECT_EQ(e.body, body);
    EXPECT_EQ(e.boxes.size(), 2u);
    if (e.boxes.size() != 2) return true;
    EXPECT_TRUE(e.boxes[0].shelf == Shelf::casefile && e.boxes[1].shelf == Shelf::sensitive);
    EXPECT_NE(log->act(e.act).value().head.find(R"("command":"assessed")"), std::string::npos);
    return true;
  }));
  EXPECT_EQ(n, 6);
  const auto stands = log->now(id).value();
  ASSERT_TRUE(stands);
  EXPECT_EQ(stands->boxes.size(), 2u) << "of the first person, one a shelf";
  for (const char* word : {"deceased", "complaints"}) EXPECT_EQ(stands->state.find(word), std::string::npos) << word;
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  for (const char* word : {"medical", "protect\"", "complain", "record_death"})
    EXPECT_EQ(bytes.find("\"command\":\"" + std::string(word)), std::string::npos) << word;
}

TEST_F(SealedTest, WhoReadsTheShelfSeesWhatItWas) {
  const CaseId id = family();
  all_of_them(id);
  for (const char* kind : {"assess", "medical", "protect", "complain", "answer_complaint", "record_death"})
    EXPECT_NE(events("protection_officer").find(R"("kind":")" + std::string(kind) + '"'), std::string::npos) << kind;
  EXPECT_NE(events("protection_officer").find("Stitches"), std::string::npos);
  EXPECT_NE(events("intake_clerk").find(R"("kind":"record_death")"), std::string::npos) << "a death is told by the casefile";
  const auto tells = [&](const char* role, const std::string& kind) {  // the workflow that was adopted names them all
    const std::string all = events(role);
    return all.find("\"kind\":\"" + kind + '"') != std::string::npos || all.find("\"command\":\"" + kind + '"') != std::string::npos;
  };
  EXPECT_EQ(events("intake_clerk").find("Stitches"), std::string::npos);
  for (const char* kind : {"assess", "medical", "protect", "complain", "answer_complaint"}) EXPECT_FALSE(tells("intake_clerk", kind)) << kind;
  for (const char* kind : {"assess", "medical", "protect", "complain", "record_death"}) EXPECT_FALSE(tells("finance_officer", kind)) << kind;
  EXPECT_EQ(state(id).persons[0].complaints.size(), 1u);
  EXPECT_TRUE(state(id, "intake_clerk").persons[0].complaints.empty());
  EXPECT_TRUE(state(id, "intake_clerk").persons[0].deceased.known());
  EXPECT_EQ(state(id, "finance_officer").persons[0].deceased.absence, Absence::withheld);
  EXPECT_EQ(state(id, "finance_officer").persons[1].deceased.absence, Absence::withheld) << "whether or not it is so";
  intact();
}

TEST_F(SealedTest, AnErasureTakesWhatWasLearntFromStateToo) {
  const CaseId id = family();
  all_of_them(id);
  Complain another;
  another.person_id = state(id).persons[1].person_id;
  ASSERT_TRUE(act("counsellor", id, another));
  Erase e;
  e.persons = {first};
  e.reason = {"own_request", {}};
  const auto done = as("data_protection_officer").execute(e).value();
  EXPECT_EQ(done.advice.back().code, "done") << done.advice.back().detail;
  const auto after = state(id);
  EXPECT_FALSE(after.persons[0].deceased.known());
  EXPECT_TRUE(after.persons[0].complaints.empty());
  EXPECT_EQ(after.persons[0].assessed, 6) << "that there was something is open";
  EXPECT_EQ(after.persons[1].complaints.size(), 1u) << "control: the other one's is there";
  intact();
  EXPECT_EQ(events("protection_officer").find("Stitches"), std::string::npos);
  Close c;  // of an erased person nothing more is sealed, and it is closed all the same
  ASSERT_TRUE(act("counsellor", id, c, "completed_elsewhere").error().reason == "unknown_outcome");
  c.outcome = "completed";
  ASSERT_TRUE(act("counsellor", id, c, "completed_elsewhere"));
  ASSERT_TRUE(as("auditor", "audit").rebuild());
  intact();
  reopen();
  EXPECT_EQ(state(id).persons[1].complaints.size(), 1u);
}

TEST_F(SealedTest, WhatWasLearntGoesOnWithAPersonWhoLeavesTheCase) {
  const CaseId id = family();
  Complain c;
  c.person_id = state(id).persons[1].person_id;
  ASSERT_TRUE(act("counsellor", id, c));
  SplitHousehold s;
  s.persons = {c.person_id};
  const auto r = act("programme_manager", id, s, "parted").value();  // who does not read what was learnt
  const CaseId other = case_of(r);
  EXPECT_EQ(state(id).persons.size(), 1u);
  ASSERT_EQ(state(other).persons.size(), 1u);
  EXPECT_EQ(state(other).persons[0].complaints.size(), 1u);
  AnswerComplaint a;
  a.person_id = c.person_id;
  ASSERT_TRUE(act("protection_officer", other, a));
  intact();
  reopen();
  ASSERT_TRUE(as("auditor", "audit").rebuild());
  EXPECT_TRUE(state(other).persons[0].complaints.at(0).answered.known());
  intact();
}

TEST_F(SealedTest, ABulkFindsWhatIsSealedOfACase) {
  const CaseId id = family();
  ASSERT_TRUE(act("counsellor", id, RecordDeath{}));
  reopen();
  const std::string a_case = "\"case\":\"" + to_string(id) + "\"";
  const auto out = as("protection_officer").execute_each({"{\"v\":1,\"command\":\"complain\"," + a_case + "}", "{\"v\":1,\"command\":\"answer_complaint\"," + a_case + "}",
                                                          "{\"v\":1,\"command\":\"answer_complaint\"," + a_case + "}", "{\"v\":1,\"command\":\"record_death\"," + a_case + "}"}).value();
  ASSERT_EQ(out.size(), 4u);
  EXPECT_FALSE(out[0].error);
  EXPECT_FALSE(out[1].error);
  EXPECT_EQ(out[2].error.value().reason, "no_such_complaint");
  EXPECT_EQ(out[3].error.value().reason, "recorded");
  intact();
}

TEST_F(SealedTest, WhatIsAnsweredByRoleDoesNotDependOnIt) {
  const CaseId a = booked("ML-BKO-1", "B1"), b = booked("ML-BKO-1", "B2");
  ASSERT_TRUE(act("counsellor", a, RecordDeath{}));
  ASSERT_TRUE(act("counsellor", b, Assess{}));
  const auto said = [&](const CaseId& id, auto fact, const char* role) {
    fact.case_id = id;
    const auto r = as(role).check(fact);
    const std::string text = r ? r->json() : r.error().message + r.error().reason;
    return std::regex_replace(std::regex_replace(text, std::regex("[0-9a-f]{32}"), "#"), std::regex("BKO-2018-0000[0-9]"), "N");
  };
  Pay p;
  p.amount = Money::parse("10.00 EUR").value();
  for (const char* role : {"finance_officer", "intake_clerk"}) {
    EXPECT_EQ(said(a, p, role), said(b, p, role)) << role;
    EXPECT_EQ(said(a, AnswerComplaint{}, role), said(b, AnswerComplaint{}, role)) << role;
  }
  EXPECT_EQ(said(a, RecordDeath{}, "finance_officer"), said(b, RecordDeath{}, "finance_officer"));
  EXPECT_NE(said(a, RecordDeath{}, "movement_officer"), said(b, RecordDeath{}, "movement_officer")) << "control: who reads casefile is told";
}

TEST_F(SealedTest, EveryApplicationHasTheSameBoxesAPerson) {
  auto plain = application("ML-BKO-1", "Mariam", "P1");
  plain.persons[0].health_needs = Absence::unknown;
  plain.persons[0].relation = Absence::unknown;
  auto said = application("ML-BKO-1", "Fanta", "P2");
  said.persons[0].trafficked = true;
  said.persons[0].unaccompanied = true;
  as("intake_clerk").execute(plain).value();
  as("intake_clerk").execute(said).value();
  const auto f = as("finance_officer").query(R"({"v":1,"from":"events","where":[["kind","=","apply"]],"select":["boxes"]})").value();
  EXPECT_EQ(cell(f, "boxes", 0), "4") << "counted, identity, casefile, sensitive";
  EXPECT_EQ(cell(f, "boxes", 1), "4");
  const auto facts = events("finance_officer");
  const std::regex withheld(R"re(\\"trafficked\\":\{\\"absent\\":\\"withheld\\"\})re");
  EXPECT_EQ(std::distance(std::sregex_iterator(facts.begin(), facts.end(), withheld), std::sregex_iterator()), 2) << facts;
}
