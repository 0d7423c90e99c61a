// Events of an older library are read as today's; those of a newer one are kept, shown as they are, and make their cases read-only.
#include "register/people.hpp"

#include <safar/store/log.hpp>

using namespace safar_test;

class VersionsTest : public Office {
 protected:
  // Writes events past this library, as another version of it would: and leaves the projection to the next opening.
  void plant(const std::vector<store::EventIn>& events) {
    ASSERT_TRUE(reg->close());
    reg.reset();
    store::Options o;
    o.keys = keys::file((folder / "mali.key").string());
    o.clock = [this] { return now; };
    auto log = store::Log::open(path, o).value();
    ASSERT_TRUE(log->begin());
    store::ActIn act;
    act.actor = "officer.y";
    act.role = "counsellor";
    act.purpose = "casework";
    act.command = "refer";
    act.events = events;
    auto done = log->append(act);
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_TRUE(log->put_projection("case_now", {"case-0", log->last_event()}));
    ASSERT_TRUE(log->commit());
    ASSERT_TRUE(log->close());
    log.reset();
    open(false);
  }
  // Kinds of the events of a case, so that facts do not stand in the way of reading them.
  std::string kinds(const CaseId& id) {
    const auto f = as("finance_officer").query(R"({"v":1,"from":"events","select":["kind","case"],"where":[["case","=",")" + to_string(id) + "\"]]}").value();
    std::string out;
    for (std::size_t i = 0; i < f.rows(); ++i) {
      out += (out.empty() ? "" : " ") + cell(f, "kind", i);
      EXPECT_EQ(cell(f, "case", i), "\"" + to_string(id) + "\"");
    }
    return out;
  }
  Frame events(const char* role, const CaseId& id) { return as(role).query(R"({"v":1,"from":"events","where":[["case","=",")" + to_string(id) + "\"]]}").value(); }
};

TEST_F(VersionsTest, AnOlderFactIsReadInTodaysForm) {
  const auto r = as("intake_clerk").execute(application()).value();
  const CaseId id = case_of(r);
  const PersonId person = person_of(r);
  // As version 1 of `refer` was written: two members had other names, one of them sealed.
  store::EventIn old;
  old.kind = EventKind::refer;
  old.ver = 1;
  old.body = R"({"case":")" + to_string(id) + R"(","organisation":"clinic-kayes","person_id":")" + to_string(person) + R"(","reason":{"code":"wound"},"v":1})";
  old.streams = {{id, StreamKind::case_}, {person, StreamKind::person}};
  old.boxes.push_back({person, std::nullopt, Shelf::sensitive, R"({"/what_for":"dressing of a wound"})"});
  plant({old});
  const auto f = events("protection_officer", id);
  ASSERT_EQ(f.rows(), 2u);
  EXPECT_EQ(kinds(id), R"("apply" "refer")");
  EXPECT_NE(f.json().find(R"(\"to\":\"clinic-kayes\")"), std::string::npos) << f.json();
  EXPECT_NE(f.json().find(R"(\"need\":\"dressing of a wound\")"), std::string::npos) << f.json();
  EXPECT_EQ(f.json().find("what_for"), std::string::npos);
  EXPECT_EQ(events("finance_officer", id).json().find("dressing"), std::string::npos) << "what is sealed stays sealed";
  // Today's form goes beside it, with its own version, and the log still verifies.
  Refer today;
  today.to = "school";
  today.need = "lessons";
  const auto receipt = act("counsellor", id, today, "asked").value();
  EXPECT_EQ(receipt.events[0].ver, 2u);
  EXPECT_NE(events("protection_officer", id).json().find(R"(\"need\":\"lessons\")"), std::string::npos);
  EXPECT_EQ(cell(as("counsellor").query(R"({"v":1,"from":"cases"})").value(), "version"), "3");
  EXPECT_NE(as("auditor", "audit").verify().value().find("\"intact\":true"), std::string::npos);
}

TEST_F(VersionsTest, ErasedBoxesOfAnOlderFactAreErased) {
  const auto r = as("intake_clerk").execute(application()).value();
  store::EventIn old;
  old.kind = EventKind::refer;
  old.body = R"({"case":")" + to_string(case_of(r)) + R"(","organisation":"clinic","person_id":")" + to_string(person_of(r)) + R"(","reason":{"code":"x"},"v":1})";
  old.streams = {{case_of(r), StreamKind::case_}, {person_of(r), StreamKind::person}};
  old.boxes.push_back({person_of(r), std::nullopt, Shelf::sensitive, R"({"/what_for":"dressing"})"});
  plant({old});
  Erase e;
  e.persons = {person_of(r)};
  e.reason = {"own_request", {}};
  as("data_protection_officer").execute(e).value();
  const auto json = events("protection_officer", case_of(r)).json();
  EXPECT_EQ(json.find("dressing"), std::string::npos);
  EXPECT_NE(json.find(R"(\"need\":{\"absent\":\"erased\"})"), std::string::npos) << json;
}

TEST_F(VersionsTest, ANewerEventIsKeptShownAndMakesItsCaseReadOnly) {
  const CaseId id = apply("ML-BKO-1", "1"), other = apply("ML-BKO-1", "2");
  store::EventIn kind;
  kind.kind = static_cast<EventKind>(4000);
  kind.body = R"({"case":")" + to_string(id) + R"(","orbit":7,"v":1})";
  kind.streams = {{id, StreamKind::case_}};
  store::EventIn version;
  version.kind = EventKind::inform;
  version.ver = 9;
  version.body = R"({"about":["x"],"case":")" + to_string(id) + R"(","v":9})";
  version.streams = {{id, StreamKind::case_}};
  plant({kind, version});
  const auto f = events("finance_officer", id);
  ASSERT_EQ(f.rows(), 3u);
  EXPECT_EQ(kinds(id), R"("apply" "opaque:4000" "opaque:inform@9")");
  EXPECT_NE(f.json().find(R"(\"orbit\":7)"), std::string::npos);
  // It counts as a version, so that if_version still sees it; and the case is read as far as it is understood.
  const auto cases = as("counsellor").query(R"({"v":1,"from":"cases","select":["number","version","journey","informed_on"]})").value();
  EXPECT_EQ(cell(cases, "version"), "3");
  EXPECT_EQ(cell(cases, "journey"), "\"applied\"");
  const auto refused = act("counsellor", id, Counsel{});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::newer);
  EXPECT_EQ(refused.error().pointer, "/case");
  EXPECT_NE(refused.error().message.find("BKO-2018-00001"), std::string::npos);
  Suspend s;
  s.reason.code = "intake_not_typical";
  EXPECT_EQ(as("programme_manager").check(s).error().code, ErrorCode::newer) << "one of many: named, not left out in silence";
  s.select.cases = {other};
  EXPECT_TRUE(as("programme_manager").check(s));
  EXPECT_TRUE(act("counsellor", other, Counsel{})) << "the others are worked on as ever";
  EXPECT_NE(as("auditor", "audit").verify().value().find("\"intact\":true"), std::string::npos);
  reopen();
  EXPECT_EQ(act("counsellor", id, Consent{}).error().code, ErrorCode::newer);
  auto dumps = as("auditor", "audit").projection_dumps().value();
  EXPECT_EQ(dumps.first, dumps.second);
}
