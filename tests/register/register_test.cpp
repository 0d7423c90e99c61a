#include "register/people.hpp"

#include <safar/model/case.hpp>

using namespace safar_test;

class RegisterTest : public Office {};

TEST_F(RegisterTest, ACaseGoesItsWay) {
  const CaseId id = booked();
  now = at("2018-11-20");
  ASSERT_TRUE(act("movement_officer", id, Depart{}));
  now = at("2018-11-21");
  ASSERT_TRUE(act("receiving_partner", id, Arrive{}));
  ASSERT_TRUE(act("counsellor", id, StartPlan{}));
  auto rows = as("counsellor").query(R"({"v":1,"from":"cases"})").value();
  EXPECT_EQ(rows.rows(), 1u);
  EXPECT_EQ(cell(rows, "journey"), "\"assisting\"");
  EXPECT_EQ(cell(rows, "departed_on"), "\"2018-11-20\"");
  EXPECT_EQ(cell(rows, "number"), "\"BKO-2018-00001\"");
}

TEST_F(RegisterTest, ARefusalChangesNothingAndSaysWhatToDo) {
  const CaseId id = apply();
  const auto before = as("auditor", "audit").projection_dumps().value().first;
  const auto r = act("counsellor", id, Clear{});
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, ErrorCode::refused);
  EXPECT_EQ(r.error().reason, "not_in_state");
  EXPECT_NE(r.error().message.find("BKO-2018-00001"), std::string::npos);
  EXPECT_FALSE(r.error().remedy.empty());
  EXPECT_EQ(as("auditor", "audit").projection_dumps().value().first, before);
}

TEST_F(RegisterTest, WithdrawnConsentStopsABookedCase) {
  const CaseId id = booked();
  ASSERT_TRUE(act("counsellor", id, WithdrawConsent{}));
  const auto r = act("movement_officer", id, Depart{});
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().reason, "guard_false");
}

TEST_F(RegisterTest, ARequestIsDoneOnce) {
  auto clerk = as("intake_clerk");
  CommandOptions o;
  ASSERT_TRUE(parse_into("00112233445566778899aabbccddeeff", o.request));
  const auto first = clerk.execute(application(), o).value();
  const auto again = clerk.execute(application(), o).value();
  EXPECT_FALSE(first.repeated);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.act, first.act);
  EXPECT_EQ(again.made, first.made);
  EXPECT_EQ(clerk.query(R"({"v":1,"from":"cases"})").value().rows(), 1u);
  const auto other = clerk.execute(application("ML-BKO-2"), o);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::request_reused);
}

TEST_F(RegisterTest, TwoDesksDoNotOverwriteEachOther) {
  const CaseId id = apply();
  CommandOptions seen;
  seen.if_version = {{id, 1}};
  Counsel c;
  c.case_id = id;
  ASSERT_TRUE(as("counsellor").execute(c, seen));
  Consent k;
  k.case_id = id;
  const auto late = as("counsellor").execute(k, seen);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::stale);
}

TEST_F(RegisterTest, CheckWritesNothing) {
  const auto receipt = as("intake_clerk").check(application()).value();
  EXPECT_TRUE(receipt.act.empty());
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases"})").value().rows(), 0u);
}

TEST_F(RegisterTest, ADocumentHeldTwiceIsAdviceAndAHoldNotARefusal) {
  apply("ML-BKO-1", "GN 123-456");
  const auto second = as("intake_clerk").execute(application("ML-BKO-2", "Maryam", "gn123456")).value();
  ASSERT_EQ(second.advice.size(), 1u);
  EXPECT_EQ(second.advice[0].code, "document_number_known");
  EXPECT_EQ(second.events.size(), 3u) << "apply, advice, hold";
  auto held = as("reviewing_officer").query(R"({"v":1,"from":"cases","where":[["held","=",true]]})").value();
  ASSERT_EQ(held.rows(), 1u);
  Review r;
  r.hold = "duplicate_review";
  r.outcome = "distinct";
  ASSERT_TRUE(act("reviewing_officer", case_of(second), r, "twins"));
  EXPECT_EQ(as("reviewing_officer").query(R"({"v":1,"from":"cases","where":[["held","=",true]]})").value().rows(), 0u);
}

TEST_F(RegisterTest, WhatARoleMayNotReadIsWithheld) {
  apply();
  const auto clerk = as("intake_clerk").query(R"({"v":1,"from":"persons"})").value().json();
  EXPECT_NE(clerk.find("Mariam"), std::string::npos);
  EXPECT_NE(clerk.find(R"("health_needs":{"absent":"withheld"})"), std::string::npos) << clerk;
  const auto analyst = as("finance_officer", "casework").query(R"({"v":1,"from":"persons"})").value().json();
  EXPECT_EQ(analyst.find("Mariam"), std::string::npos);
  EXPECT_EQ(analyst.find(R"("1994)"), std::string::npos);
  EXPECT_NE(analyst.find("GIN"), std::string::npos);
  const auto story = as("finance_officer", "casework").query(R"({"v":1,"from":"events"})").value().json();
  EXPECT_EQ(story.find("Mariam"), std::string::npos);
  const auto asked = as("finance_officer", "casework").query(R"({"v":1,"from":"persons","where":[["given_name","=","Mariam"]]})");
  ASSERT_FALSE(asked) << "a filter on what is withheld would tell it";
  EXPECT_EQ(asked.error().code, ErrorCode::not_permitted);
}

TEST_F(RegisterTest, NamesAndNumbersAreNotInTheFiles) {
  auto a = application("ML-BKO-1", "Zyxwvutana", "QQ7700012345");
  ASSERT_TRUE(as("intake_clerk").execute(a));
  ASSERT_TRUE(reg->close());
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    EXPECT_EQ(bytes.find("Zyxwvutana"), std::string::npos) << entry.path();
    EXPECT_EQ(bytes.find("QQ7700012345"), std::string::npos) << entry.path();
    if (entry.path() == path) {
      EXPECT_NE(bytes.find("BKO-2018-00001"), std::string::npos) << "control: open text is found";
    }
  }
}

TEST_F(RegisterTest, CloseFailsWhileASessionLives) {
  auto s = std::make_unique<Session>(as("intake_clerk"));
  EXPECT_FALSE(reg->close());
  s.reset();
  EXPECT_TRUE(reg->close());
}

TEST_F(RegisterTest, CasesAsValues) {
  const CaseId first = booked("ML-BKO-1", "1");
  apply("ML-BKO-1", "2");
  auto clerk = as("intake_clerk");
  ASSERT_EQ(clerk.cases().value().size(), 2u);
  const auto applied = clerk.cases({.journey = {"applied"}, .held = false}).value();
  ASSERT_EQ(applied.size(), 1u);
  EXPECT_EQ(applied[0].number, "BKO-2018-00002");
  EXPECT_EQ(clerk.cases({.journey = {"booked"}}).value().at(0).case_id, first);
  EXPECT_TRUE(clerk.cases({.held = true}).value().empty());
}

TEST_F(RegisterTest, EachOfManyHasItsOwnAnswer) {
  const std::vector<std::string> commands = {R"({"command":"apply","persons":[{"given_name":"A"}]})", R"({"command":"aply"})", R"({"command":"apply","persons":[]})",
                                             R"({"command":"apply","persons":[{"given_name":"B"}]})"};
  const auto out = as("intake_clerk").execute_each(commands).value();
  ASSERT_EQ(out.size(), 4u);
  EXPECT_FALSE(out[0].error);
  EXPECT_EQ(out[1].error->code, ErrorCode::unknown_code);
  EXPECT_EQ(out[2].error->code, ErrorCode::missing_member);
  EXPECT_FALSE(out[3].error);
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases"})").value().rows(), 2u);
  reopen();
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases"})").value().rows(), 2u);
}

TEST_F(RegisterTest, ACancelLeavesWholeActs) {
  std::vector<std::string> commands(450, R"({"command":"apply","persons":[{"given_name":"A"}]})");
  const auto out = as("intake_clerk").execute_each(commands, [](std::uint64_t done, std::uint64_t) { return done < 200; }).value();
  EXPECT_FALSE(out[199].error);
  EXPECT_EQ(out[200].error->code, ErrorCode::cancelled);
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases"})").value().rows(), 200u);
  const auto dumps = as("auditor", "audit").projection_dumps().value();
  EXPECT_EQ(dumps.first, dumps.second);
}

TEST_F(RegisterTest, NumbersGoOnAfterReopening) {
  apply("ML-BKO-1", "1");
  reopen();
  const auto r = as("intake_clerk").execute(application("ML-BKO-1", "B", "2")).value();
  EXPECT_NE(r.made.find("BKO-2018-00002"), std::string::npos) << r.made;
}

TEST_F(RegisterTest, AGroupIsDurableAsAWhole) {
  ASSERT_TRUE(reg->begin_group());
  EXPECT_FALSE(reg->begin_group());
  const CaseId id = apply("ML-BKO-1", "1");
  act("counsellor", id, Counsel{}).value();
  EXPECT_FALSE(act("counsellor", id, Clear{})) << "guards are asked in a group too, and a refusal leaves the group whole";
  Erase e;
  e.persons = {person_of(as("intake_clerk").execute(application("ML-BKO-1", "B", "2")).value())};
  e.reason.code = "own_request";
  EXPECT_EQ(as("data_protection_officer").execute(e).error().reason, "in_group");
  EXPECT_FALSE(reg->close());
  ASSERT_TRUE(reg->commit_group());
  EXPECT_FALSE(reg->commit_group());
  reopen();
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases"})").value().rows(), 2u);
  EXPECT_NE(as("auditor", "audit").verify().value().find("\"intact\":true"), std::string::npos);
}

TEST_F(RegisterTest, AGroupThatIsNotCommittedIsGone) {
  apply("ML-BKO-1", "1");
  ASSERT_TRUE(reg->begin_group());
  apply("ML-BKO-1", "2");
  reg.reset();
  open(false);
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases"})").value().rows(), 1u);
  const auto dumps = as("auditor", "audit").projection_dumps().value();
  EXPECT_EQ(dumps.first, dumps.second);
}

TEST_F(RegisterTest, AnApplicationIsOneExpression) {
  auto clerk = reg->session({.actor = "fatou.d", .role = "intake_clerk", .purpose = "casework"}).value();
  const Result<Receipt> done = clerk.execute(Apply{
      .site = "ML-BKO-1",
      .persons = {{.given_name = "Mariam", .birth = PartialDate::parse("1994").value(), .nationality = country("GIN")}},
  });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(cell(clerk.query(R"({"v":1,"from":"persons"})").value(), "nationality"), "\"GIN\"");
}
