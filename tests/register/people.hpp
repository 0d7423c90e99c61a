#pragma once
// A register in a folder of its own, with a clock that the test turns; and people to put into it.
#include <safar/casework/apply.hpp>
#include <safar/casework/assistance.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/consent.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/casework/eligibility.hpp>
#include <safar/casework/suspension.hpp>
#include <safar/casework/travel.hpp>
#include <safar/register.hpp>

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>

namespace safar_test {

using namespace safar;

inline std::int64_t at(const char* day, std::int64_t seconds = 9 * 3600) {
  return std::int64_t{Date::parse(day).value().days()} * 86'400'000'000 + seconds * 1'000'000;
}

class Office : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::temp_directory_path() / ("safar-" + std::to_string(::getpid()) + "-" + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    path = (folder / "mali.safar").string();
    open(true);
  }
  void TearDown() override {
    reg.reset();
    std::filesystem::remove_all(folder);
  }
  RegisterOptions options(bool create) {
    RegisterOptions o;
    o.create = create;
    o.office = "BKO";
    o.programme = "ML-JI";
    o.zone = "Africa/Bamako";
    o.keys = keys::file((folder / "mali.key").string());
    o.accept_clock_jump = believes_clock;  // the clock of a test goes where its story is
    o.busy_timeout_ms = 0;
    o.clock = [this] {
      if (meanwhile) std::exchange(meanwhile, nullptr)();
      return now;
    };
    return o;
  }
  void open(bool create) { reg = std::make_unique<Register>(Register::open(path, options(create)).value()); }
  void reopen() {
    ASSERT_TRUE(reg->close());
    open(false);
  }
  Session as(const char* role, const char* purpose = "casework") { return reg->session({"officer.x", role, purpose}).value(); }

  static Apply application(const char* site = "ML-BKO-1", const char* given = "Mariam", const char* number = nullptr, const char* nationality = "GIN") {
    Apply a;
    a.site = site;
    a.route = "DZA";
    Migrant m;
    m.given_name = given;
    m.family_name = "Camara";
    m.birth = PartialDate::parse("1994").value();
    m.sex = Sex::female;
    m.nationality = Country::parse(nationality).value();
    m.health_needs = true;
    m.relation = Relation::principal;
    if (number) {
      Document d;
      d.type = DocumentType::passport;
      d.number = number;
      d.usable = true;
      d.expires = PartialDate::parse("2030-01-01").value();
      m.documents.push_back(d);
    }
    a.persons.push_back(m);
    return a;
  }
  static CaseId case_of(const Receipt& r) {
    CaseId id;
    const auto i = r.made.find("\"case\":\"") + 8;
    EXPECT_TRUE(parse_into(r.made.substr(i, 32), id));
    return id;
  }
  static PersonId person_of(const Receipt& r) {
    PersonId id;
    const auto i = r.made.find("\"persons\":[\"") + 12;
    EXPECT_TRUE(parse_into(r.made.substr(i, 32), id));
    return id;
  }
  CaseId apply(const char* site = "ML-BKO-1", const char* number = "B1") { return case_of(as("intake_clerk").execute(application(site, "Mariam", number)).value()); }

  template <class Fact> Result<Receipt> act(const char* role, const CaseId& id, Fact f, const char* reason = "") {
    f.case_id = id;
    if constexpr (requires { f.reason.code; }) f.reason.code = reason;
    return as(role).execute(f);
  }
  /// As far as booked.
  CaseId booked(const char* site = "ML-BKO-1", const char* number = "B1") {
    const CaseId id = apply(site, number);
    act("counsellor", id, Counsel{}).value();
    act("counsellor", id, Consent{}).value();
    DecideEligibility d;
    d.outcome = "eligible";
    act("reviewing_officer", id, d, "stranded").value();
    act("counsellor", id, Clear{}).value();
    act("movement_officer", id, Book{}).value();
    Checklist c;
    c.items = {ChecklistItem::travel_document_received, ChecklistItem::fit_to_travel, ChecklistItem::consent_confirmed, ChecklistItem::briefing_done};
    c.done = true;
    act("movement_officer", id, c).value();
    return id;
  }
  std::string column(const char* query, const char* name) { return cell(as("finance_officer", "casework").query(query).value(), name); }
  static std::string cell(const Frame& f, const char* name, std::size_t row = 0) {
    const std::string json = f.json();
    auto at = json.find("\"rows\":[");
    for (std::size_t i = 0; i <= row; ++i) at = json.find('{', at + 1);
    const auto i = json.find("\"" + std::string(name) + "\":", at);
    if (i == std::string::npos) return "";
    const auto from = i + std::string(name).size() + 3;
    return json.substr(from, json.find_first_of(",}", from) - from);
  }

  std::filesystem::path folder;
  std::string path;
  std::int64_t now = at("2018-11-12");
  bool believes_clock = true;
  std::function<void()> meanwhile{};  ///< done once, while somebody asks for the time
  std::unique_ptr<Register> reg;
};

}  // namespace safar_test
