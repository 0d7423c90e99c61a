// The largest and strangest fact that is taken, and one far larger that a file has already: neither may shut a register.
#include <safar/base/json.hpp>
#include <safar/base/limits.hpp>
#include <safar/casework/adopt.hpp>
#include <safar/model/case.hpp>
#include <safar/store/log.hpp>
#include <safar/workflow/access.hpp>

#include "people.hpp"

namespace {
using namespace safar_test;

/// A text of `n` bytes in which every plane, every control character but U+0000, both directions and combining marks come.
std::string strange(std::size_t n) {
  std::string all;
  for (char c = 1; c < 0x20; ++c) all += c;
  all += "\"\\/\x7f\u0085\u00ad\u0301\u0300e\u0301\u0644\u0627\u202e\u2066\u2029\ufeff\ufffd\ufffe\uffff";
  for (char32_t plane = 1; plane <= 16; ++plane) {
    const char32_t c = plane << 16;
    for (const int shift : {18, 12, 6, 0}) all += static_cast<char>(shift == 18 ? 0xf0 | (c >> 18) : 0x80 | ((c >> shift) & 0x3f));
  }
  std::string out;
  while (out.size() + all.size() <= n) out += all;
  return out + std::string(n - out.size(), 'x');
}

class Largest : public Office {
 protected:
  Largest() { believes_clock = false; }
  void everything() {
    for (const auto& v : safar_views) {
      const auto f = as("counsellor").query(R"({"v":1,"from":")" + std::string(v) + "\"}");
      ASSERT_TRUE(f) << v << ": " << f.error().message;
      EXPECT_FALSE(f->json().empty());
      EXPECT_FALSE(f->csv().empty());
      for (const auto& [role, purpose] : readers) {
        const auto r = as(role, purpose).query(R"({"v":1,"from":")" + std::string(v) + "\"}");
        EXPECT_TRUE(r || r.error().code == ErrorCode::not_permitted) << v << ' ' << role << ": " << r.error().message;
      }
    }
    ASSERT_TRUE(as("counsellor").cases()) << as("counsellor").cases().error().message;
    ASSERT_TRUE(as("counsellor").rebuild());
    const auto report = as("auditor", "audit").verify().value();
    EXPECT_NE(report.find("\"intact\":true"), std::string::npos) << report;
    const auto dumps = as("auditor", "audit").projection_dumps().value();
    EXPECT_EQ(dumps.first, dumps.second);
  }
  void copies(std::size_t cases) {
    const std::string copy = (folder / "copy.safar").string(), again = (folder / "again.safar").string();
    ASSERT_TRUE(as("counsellor").snapshot(copy));
    const auto made = Register::restore(copy, again, keys::file((folder / "mali.key").string()));
    ASSERT_TRUE(made) << made.error().message;
    auto o = options(false);
    auto restored = Register::open(again, o).value();
    auto s = restored.session({"c", "counsellor", "casework"}).value();
    EXPECT_EQ(s.query(R"({"v":1,"from":"cases"})").value().rows(), cases);
    EXPECT_NE(s.verify().value().find("\"intact\":true"), std::string::npos);
  }
  static constexpr std::string_view safar_views[] = {"cases", "persons", "events", "changes", "counts", "due", "fields", "field_sets", "projects", "payments"};
  static constexpr std::pair<const char*, const char*> readers[] = {{"intake_clerk", "casework"}, {"finance_officer", "casework"}, {"data_analyst", "statistics"},
      {"auditor", "audit"}, {"system_administrator", "casework"}, {"data_protection_officer", "data_protection"}, {"project_officer", "portfolio"}};
};

TEST_F(Largest, TheLargestAndStrangestFactIsReadEverywhere) {
  const FactLimits most;
  Apply a;
  a.ref = strange(most.text);
  a.site = strange(256);
  a.route = strange(256);
  for (int i = 0; i < 8; ++i) {
    Migrant m;
    m.ref = strange(i == 0 ? most.text : 100);
    m.given_name = strange(i == 0 ? most.text : 100);
    m.family_name = strange(i < 3 ? 20'000 : 100);
    m.other_names = strange(3000);
    m.phone = strange(100);
    Document d;
    d.number = strange(1000);
    d.usable = true;
    m.documents.assign(100, d);
    for (std::size_t k = 0; k < m.documents.size(); ++k) m.documents[k].number = std::to_string(i) + "." + std::to_string(k) + strange(200);
    a.persons.push_back(m);
  }
  const auto done = as("intake_clerk").execute(a);
  ASSERT_TRUE(done) << done.error().pointer << ' ' << done.error().message;
  Apply many;  // as many persons as an application takes
  many.persons.resize(60);
  ASSERT_TRUE(as("intake_clerk").execute(many));
  everything();
  EXPECT_EQ(as("counsellor").query(R"({"v":1,"from":"persons","search":{"name":"xxxx"}})").ok(), true);
  reopen();
  everything();
  copies(2);
}

TEST_F(Largest, WhatIsLargerOrNoTextIsRefusedOnEveryFrontAlike) {
  const FactLimits most;
  struct Row { const char* what; std::function<void(Apply&)> put; ErrorCode code; const char* pointer; };
  const Row rows[] = {
      {"text", [&](Apply& a) { a.ref = std::string(most.text + 1, 'x'); }, ErrorCode::too_large, "/ref"},
      {"counted", [&](Apply& a) { a.site = std::string(most.counted + 1, 'x'); }, ErrorCode::too_large, "/site"},
      {"name", [&](Apply& a) { a.persons[0].given_name = std::string(most.text + 1, 'x'); }, ErrorCode::too_large, "/persons/0/given_name"},
      {"list", [&](Apply& a) { a.persons.resize(most.records + 1); }, ErrorCode::too_large, "/persons"},
      {"nul", [&](Apply& a) { a.persons[0].given_name = std::string("A\0B", 3); }, ErrorCode::encoding, "/persons/0/given_name"},
  };
  for (const auto& row : rows) {
    Apply a = application();
    row.put(a);
    std::string json = to_json(a);
    json.insert(1, "\"command\":\"apply\",");
    const auto typed = as("intake_clerk").execute(a), checked = as("intake_clerk").check(a), text = as("intake_clerk").execute_json(json);
    const auto each = as("intake_clerk").execute_each({json}).value();
    for (const auto* r : {&typed, &checked, &text}) {
      ASSERT_FALSE(*r) << row.what;
      EXPECT_EQ(r->error().code, row.code) << row.what << r->error().message;
      EXPECT_EQ(r->error().pointer, row.pointer) << row.what;
    }
    ASSERT_TRUE(each[0].error) << row.what;
    EXPECT_EQ(each[0].error->pointer, row.pointer) << row.what;
  }
  for (const char* bytes : {"A\xff\xfe\xc3(z", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "half \xe2\x82"}) {
    Apply a = application();
    a.persons[0].family_name = bytes;
    const auto r = as("intake_clerk").execute(a);
    ASSERT_FALSE(r);
    EXPECT_EQ(r.error().code, ErrorCode::encoding);
    EXPECT_EQ(r.error().pointer, "/persons/0/family_name");
  }
  Apply whole = application();  // no text is too long, and all are
  whole.persons.resize(20);
  for (auto& p : whole.persons) p.given_name = std::string(60'000, 'x');
  EXPECT_EQ(as("intake_clerk").execute(whole).error().code, ErrorCode::too_large);
  Adopt document;
  document.kind = "programme";
  document.name = "P";
  document.document = "{\"x\":\"" + std::string(document_limits.text, 'x') + "\"}";
  EXPECT_EQ(as("system_administrator").execute(document).error().pointer, "/document");
  document.document = "{\"x\":\"" + std::string(200'000, 'x') + "\"}";
  EXPECT_TRUE(as("system_administrator").execute(document)) << "a document is longer than a text";
  ASSERT_TRUE(as("intake_clerk").execute(application())) << "control";
  EXPECT_EQ(as("counsellor").query(R"({"v":1,"from":"cases"})").value().rows(), 1u);
}

TEST_F(Largest, AFileThatHasAHugeFactAlreadyOpens) {
  ASSERT_TRUE(as("intake_clerk").execute(application()));
  ASSERT_TRUE(reg->close());
  reg.reset();
  {
    store::Options o;
    o.keys = keys::file((folder / "mali.key").string());
    o.clock = [this] { return now; };
    auto log = store::Log::open(path, std::move(o)).value();
    Apply a = application();
    a.case_id = CaseId(log->random_id());
    a.number = "BKO-2018-00002";
    a.ref = std::string(17u << 20, 'x');
    a.site = Absence::unknown;
    a.route = Absence::unknown;
    a.persons = {};
    store::ActIn act;
    act.actor = "somebody";
    act.role = "intake_clerk";
    act.purpose = "casework";
    act.command = "apply";
    store::EventIn e;
    e.kind = EventKind::apply;
    e.body = to_json(a);
    e.body.insert(e.body.size() - 1, ",\"v\":1");
    e.streams = {{a.case_id, StreamKind::case_}};
    act.events.push_back(e);
    ASSERT_TRUE(log->begin());
    ASSERT_TRUE(log->append(act));
    ASSERT_TRUE(log->commit());
    ASSERT_TRUE(log->close());
  }
  open(false);
  ASSERT_TRUE(as("counsellor").rebuild());
  everything();
  EXPECT_EQ(as("counsellor").query(R"({"v":1,"from":"cases","where":[["number","=","BKO-2018-00002"]]})").value().rows(), 1u);
  reopen();
  ASSERT_TRUE(as("intake_clerk").execute(application())) << "and goes on";
  copies(3);
}

TEST_F(Largest, AClockThatJumpsIsNotBelieved) {
  const auto refused = [&](const char* reason) {
    for (const auto& r : {as("intake_clerk").execute(application()), as("intake_clerk").check(application())}) {
      ASSERT_FALSE(r);
      EXPECT_EQ(r.error().reason, reason) << r.error().message;
    }
    const auto each = as("intake_clerk").execute_each({R"({"command":"apply","persons":[{}]})"});
    EXPECT_TRUE(!each || each->at(0).error) << reason;
    EXPECT_TRUE(as("auditor", "audit").verify()) << "reading goes on";
    EXPECT_TRUE(as("counsellor").query(R"({"v":1,"from":"due"})"));
  };
  ASSERT_TRUE(as("intake_clerk").execute(application()));
  now = at("2018-11-12") + 401LL * 86'400'000'000;
  refused("clock_jumped");
  for (const auto wrong : {std::int64_t{9'300'000'000'000'000}, std::int64_t{1} << 62, at("2200-01-01", 0)}) {
    now = wrong;
    refused("clock_wrong");
  }
  now = at("2018-11-12") + 399LL * 86'400'000'000;
  ASSERT_TRUE(as("intake_clerk").execute(application())) << "control: a long silence is none";
  // Told that it is right, it is taken; but never beyond what JSON says exactly.
  ASSERT_TRUE(reg->close());
  now = at("2099-01-01");
  auto o = options(false);
  o.accept_clock_jump = true;
  reg = std::make_unique<Register>(Register::open(path, o).value());
  ASSERT_TRUE(as("intake_clerk").execute(application()));
  now = at("2200-01-01", 0);
  EXPECT_EQ(as("intake_clerk").execute(application()).error().reason, "clock_wrong");
  now = -5;
  ASSERT_TRUE(as("intake_clerk").execute(application())) << "set back: just after the last act";
  EXPECT_NE(as("auditor", "audit").verify().value().find("\"intact\":true"), std::string::npos);
}

TEST_F(Largest, TheFirstActNeedsAClockThatCanBe) {
  for (const auto wrong : {std::int64_t{-1}, at("2200-01-01", 0), std::int64_t{1} << 61}) {
    now = wrong;
    auto o = options(true);
    o.keys = keys::file((folder / "other.key").string());
    const auto r = Register::open((folder / ("other" + std::to_string(wrong) + ".safar")).string(), o);
    ASSERT_FALSE(r);
    EXPECT_EQ(r.error().reason, "clock_wrong");
  }
}

}  // namespace
