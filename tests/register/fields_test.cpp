#include <safar/base/arrow_read.hpp>
#include <safar/base/json.hpp>
#include <safar/casework/adopt.hpp>
#include <safar/model/case.hpp>
#include <safar/workflow/workflow.hpp>

#include "register/people.hpp"

using namespace safar_test;

namespace {

constexpr const char* intake = R"({"v":1,"field_set":"bko_intake","version":"2026-1","of":"person","doc":"What the desk in Bamako asks.","fields":[
  {"id":1,"name":"shelter_nights","type":"integer","shelf":"open","doc":"Nights in the shelter.","labels":{"en":"Nights","fr":"Nuits","ar":"ليال"}},
  {"id":2,"name":"clan","type":"text","shelf":"identity"},
  {"id":3,"name":"route_taken","type":"code","codes":["agadez","gao"],"shelf":"counted"},
  {"id":4,"name":"harmed","type":"boolean","shelf":"sensitive"},
  {"id":5,"name":"left_on","type":"partial_date","shelf":"open"},
  {"id":6,"name":"languages","type":"text","list":true,"shelf":"open"},
  {"id":7,"name":"debt","type":"money","shelf":"casefile"}]})";
constexpr const char* vetting = R"({"v":1,"field_set":"vetting","version":"1","of":"case","fields":[
  {"id":1,"name":"cleared","type":"boolean","shelf":"open"},{"id":2,"name":"score","type":"integer","shelf":"open"}]})";

std::string swap(std::string text, const std::string& from, const std::string& to) {
  const auto i = text.find(from);
  EXPECT_NE(i, std::string::npos) << from;
  return text.replace(i, from.size(), to);
}

}  // namespace

class FieldsTest : public Office {
 protected:
  Result<Receipt> adopt(const std::string& document, const char* kind = "field_set", const char* name = "") {
    Adopt a;
    a.kind = kind;
    a.name = name;
    a.document = document;
    return as("system_administrator").execute(a);
  }
  static std::string command(const CaseId& id, const std::string& values, const std::string& more = "", const char* set = "bko_intake") {
    return R"({"command":"record","case":")" + to_string(id) + R"(","set":")" + set + R"(","values":)" + values + more + "}";
  }
  Result<Receipt> record(const CaseId& id, const std::string& values, const std::string& more = "", const char* set = "bko_intake") {
    return as("counsellor").execute_json(command(id, values, more, set));
  }
  std::string ask(const std::string& query, const char* role = "counsellor") { return as(role).query(query).value().json(); }
  void same() {
    const auto dumps = as("auditor", "audit").projection_dumps().value();
    EXPECT_EQ(dumps.first, dumps.second);
    EXPECT_NE(as("auditor", "audit").verify().value().find("\"intact\":true"), std::string::npos);
  }
};

TEST_F(FieldsTest, AreAdoptedRecordedAndShown) {
  const CaseId id = apply();
  EXPECT_EQ(record(id, R"({"shelter_nights":3})").error().reason, "no_such_set");
  ASSERT_TRUE(adopt(intake)) << adopt(intake).error().message;
  const auto sets = ask(R"({"from":"field_sets"})");
  EXPECT_NE(sets.find(R"("in_force":true)"), std::string::npos) << sets;
  EXPECT_NE(sets.find("class BkoIntake"), std::string::npos);
  const auto r = record(id, R"({"shelter_nights":3,"clan":"Keita","route_taken":"gao","harmed":true,"left_on":"2017-03","languages":["bm","fr"],"debt":"250.00 EUR"})");
  ASSERT_TRUE(r) << r.error().message << r.error().pointer;
  EXPECT_EQ(r->events.at(0).kind, "record");
  EXPECT_EQ(r->events.at(0).streams.size(), 2u) << "the case and the person; streams of the library's own are not told";
  const auto rows = ask(R"({"from":"fields:bko_intake"})");
  EXPECT_NE(rows.find(R"("clan":"Keita","debt":"250.00 EUR","harmed":true,"languages":["bm","fr"],"left_on":"2017-03")"), std::string::npos) << rows;
  EXPECT_NE(rows.find(R"("route_taken":"gao","shelter_nights":3,"since":"2018-11-12")"), std::string::npos) << rows;
  const auto values = as("counsellor").query(R"({"from":"fields","where":[["name","=","languages"]]})").value();
  ASSERT_EQ(values.rows(), 1u);
  EXPECT_NE(values.json().find(R"("set":"bko_intake","set_version":"2026-1","shelf":"open","since":"2018-11-12","value":"[\"bm\",\"fr\"]")"), std::string::npos) << values.json();
  EXPECT_EQ(as("counsellor").query(R"({"from":"fields"})").value().rows(), 7u);
  EXPECT_EQ(as("counsellor").query(R"({"from":"fields:bko_intake","where":[["shelter_nights",">",2]]})").value().rows(), 1u);
  EXPECT_EQ(as("counsellor").query(R"({"from":"fields:bko_intake","where":[["shelter_nights",">",3]]})").value().rows(), 0u);
  EXPECT_EQ(as("counsellor").query(R"({"from":"fields:nothing"})").error().reason, "no_such_view");
  same();
  reopen();
  EXPECT_EQ(ask(R"({"from":"fields:bko_intake"})"), rows) << "what was adopted is known again";
}

TEST_F(FieldsTest, RefuseWhatTheSetDoesNotTake) {
  const CaseId id = apply();
  adopt(intake).value();
  adopt(vetting).value();
  const auto before = ask(R"({"from":"changes"})");
  struct Bad { ErrorCode code; const char* pointer; std::string values, more; const char* set = "bko_intake"; };
  const Bad table[] = {
      {ErrorCode::unknown_member, "/values/shelter_nihgts", R"({"shelter_nihgts":3})", ""},
      {ErrorCode::wrong_type, "/values/shelter_nights", R"({"shelter_nights":"three"})", ""},
      {ErrorCode::wrong_type, "/values/languages", R"({"languages":"bm"})", ""},
      {ErrorCode::unknown_code, "/values/route_taken", R"({"route_taken":"kidal"})", ""},
      {ErrorCode::parse, "/values/left_on", R"({"left_on":"last year"})", ""},
      {ErrorCode::parse, "/values/debt", R"({"debt":"much"})", ""},
      {ErrorCode::too_large, "/values/clan", R"({"clan":")" + std::string(5000, 'x') + "\"}", ""},
      {ErrorCode::missing_member, "/values", "{}", ""},
      {ErrorCode::wrong_type, "/values", "[]", ""},
      {ErrorCode::unknown_member, "/colour", R"({"shelter_nights":3})", R"(,"colour":1)"},
      {ErrorCode::stale, "/set_version", R"({"shelter_nights":3})", R"(,"set_version":"2025-1")"},
      {ErrorCode::not_found, "/person_id", R"({"shelter_nights":3})", R"(,"person_id":"00112233445566778899aabbccddeeff")"},
      {ErrorCode::refused, "/person_id", R"({"score":3})", R"(,"person_id":"00112233445566778899aabbccddeeff")", "vetting"},
      {ErrorCode::missing_member, "/set", R"({"score":3})", "", ""},
  };
  for (const auto& bad : table) {
    const auto r = record(id, bad.values, bad.more, bad.set);
    ASSERT_FALSE(r) << bad.pointer << bad.values.substr(0, 60);
    EXPECT_EQ(r.error().code, bad.code) << bad.pointer << " " << r.error().message;
    EXPECT_EQ(r.error().pointer, bad.pointer) << r.error().message;
    EXPECT_EQ(r.error().message.find("Keita"), std::string::npos);
  }
  EXPECT_EQ(ask(R"({"from":"changes"})"), before) << "nothing changed";
  EXPECT_TRUE(as("counsellor").check_json(command(id, R"({"shelter_nights":3})"))) << "control";
  EXPECT_EQ(ask(R"({"from":"changes"})"), before) << "a check writes nothing";
  EXPECT_EQ(as("auditor", "audit").execute_json(command(id, R"({"shelter_nights":3})")).error().reason, "wrong_role");
}

TEST_F(FieldsTest, AreSealedMaskedAndErased) {
  const auto made = as("intake_clerk").execute(application()).value();
  const CaseId id = case_of(made);
  adopt(intake).value();
  record(id, R"({"shelter_nights":77123,"clan":"Keita-of-the-needle","route_taken":"gao","harmed":true})").value();
  const std::string story = R"({"from":"events","where":[["kind","=","record"]]})";
  const auto fact = [&](const char* role, const char* purpose = "casework") { return as(role, purpose).query(story).value().json(); };
  EXPECT_NE(fact("counsellor").find("Keita-of-the-needle"), std::string::npos);
  EXPECT_NE(fact("counsellor").find(R"(\"harmed\":true)"), std::string::npos) << fact("counsellor");
  EXPECT_NE(fact("intake_clerk").find(R"(\"harmed\":{\"absent\":\"withheld\"})"), std::string::npos) << "an intake clerk reads identity and nothing sensitive";
  const auto analyst = fact("finance_officer");
  EXPECT_EQ(analyst.find("Keita"), std::string::npos);
  EXPECT_NE(analyst.find(R"(\"route_taken\":\"gao\")"), std::string::npos) << "what is counted is read by who counts";
  const auto rows = as("finance_officer", "casework").query(R"({"from":"fields:bko_intake"})").value().json();
  EXPECT_NE(rows.find(R"("clan":{"absent":"withheld"})"), std::string::npos) << rows;
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"from":"fields:bko_intake","where":[["clan","=","Keita-of-the-needle"]]})").error().reason, "sealed");
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"from":"fields","where":[["value","=","Keita-of-the-needle"]]})").value().rows(), 0u);
  // Nothing sealed lies on the disk in the open; the control is an open value.
  ASSERT_TRUE(reg->close());
  const auto on_disk = [&](const std::string& needle) {
    for (const auto& f : std::filesystem::directory_iterator(folder)) {
      std::ifstream in(f.path(), std::ios::binary);
      if (std::string(std::istreambuf_iterator<char>(in), {}).find(needle) != std::string::npos) return true;
    }
    return false;
  };
  EXPECT_TRUE(on_disk("77123"));
  EXPECT_FALSE(on_disk("Keita-of-the-needle"));
  open(false);
  Erase e;
  e.persons = {person_of(made)};
  e.reason = {"own_request", {}};
  as("data_protection_officer").execute(e).value();
  EXPECT_EQ(fact("counsellor").find("Keita"), std::string::npos);
  EXPECT_NE(fact("counsellor").find(R"(\"clan\":{\"absent\":\"erased\"})"), std::string::npos) << fact("counsellor");
  const auto after = ask(R"({"from":"fields:bko_intake"})");
  EXPECT_NE(after.find(R"("clan":{"absent":"erased"})"), std::string::npos) << after;
  EXPECT_NE(after.find(R"("route_taken":"gao")"), std::string::npos) << "the office-month keeps what is counted";
  EXPECT_EQ(record(id, R"({"shelter_nights":4})").error().code, ErrorCode::erased);
  same();
}

TEST_F(FieldsTest, KeepWhatWasBelieved) {
  now = at("2018-12-01");
  const CaseId id = apply();
  adopt(intake).value();
  now = at("2018-12-10");
  record(id, R"({"shelter_nights":5,"clan":"A"})").value();
  now = at("2018-12-12");
  record(id, R"({"shelter_nights":2})", R"(,"valid":"2018-12-02")").value();  // a paper of last week: what is so now stays
  const auto nights = [&](const std::string& days) { return cell(as("counsellor").query(R"({"from":"fields:bko_intake")" + days + "}").value(), "shelter_nights"); };
  EXPECT_EQ(nights(""), "5");
  EXPECT_EQ(nights(R"(,"valid_on":"2018-12-05")"), "2");
  EXPECT_EQ(nights(R"(,"valid_on":"2018-12-05","known_on":"2018-12-11")"), "") << "nobody knew then";
  EXPECT_EQ(nights(R"(,"known_on":"2018-12-11")"), "5");
  now = at("2018-12-14");
  record(id, R"({"shelter_nights":6})", R"(,"valid":"2018-12-10","reason":{"code":"misread"})").value();
  EXPECT_EQ(nights(""), "6") << "a correction of one day is believed";
  EXPECT_EQ(nights(R"(,"known_on":"2018-12-13")"), "5") << "and what was believed is still there";
  EXPECT_EQ(cell(as("counsellor").query(R"({"from":"fields:bko_intake"})").value(), "clan"), "\"A\"") << "other fields stand";
  record(id, R"({"shelter_nights":{"absent":"refused"}})").value();
  EXPECT_NE(ask(R"({"from":"fields:bko_intake"})").find(R"("shelter_nights":{"absent":"refused"})"), std::string::npos);
  const auto state = as("counsellor").cases().value().at(0);
  ASSERT_EQ(state.recorded.size(), 1u);
  EXPECT_EQ(state.recorded[0].value, R"({"absent":"refused"})");
  same();
}

TEST_F(FieldsTest, AreReadByGuards) {
  EXPECT_EQ(adopt(swap(std::string(avrr_workflow()), R"("arrived",    "start_plan",      "assisting",  {})", R"("arrived",    "start_plan",      "assisting",  {"guard":"fields.vetting.cleared"})"), "workflow", "avrr").error().code,
            ErrorCode::lint) << "nobody adopted that set yet";
  adopt(intake).value();
  adopt(vetting).value();
  const auto guarded = [&](const char* guard) {
    return swap(std::string(avrr_workflow()), R"("counselled", "clear",           "cleared",    {"guard": "fit"})", std::string(R"("counselled", "clear",           "cleared",    {"guard": ")") + guard + "\"}");
  };
  EXPECT_EQ(adopt(guarded("fields.bko_intake.clan = 1"), "workflow", "avrr").error().code, ErrorCode::lint) << "a guard does not read what is sealed";
  ASSERT_TRUE(adopt(guarded("fields.vetting.cleared and every p in persons satisfies p.fields.bko_intake.shelter_nights > 2"), "workflow", "avrr"));
  const CaseId id = apply();
  act("counsellor", id, Counsel{}).value();
  auto refused = act("counsellor", id, Clear{}).error();
  EXPECT_EQ(refused.code, ErrorCode::needs) << refused.message;
  EXPECT_NE(refused.message.find("fields.vetting.cleared"), std::string::npos) << refused.message;
  record(id, R"({"cleared":true})", "", "vetting").value();
  refused = act("counsellor", id, Clear{}).error();
  EXPECT_NE(refused.message.find("persons[1].fields.bko_intake.shelter_nights"), std::string::npos) << refused.message;
  record(id, R"({"shelter_nights":1})").value();
  EXPECT_EQ(act("counsellor", id, Clear{}).error().reason, "guard_false");
  record(id, R"({"shelter_nights":3})").value();
  // A version that leaves out what the workflow reads is not adopted.
  const auto without = adopt(R"({"v":1,"field_set":"vetting","version":"2","of":"case","fields":[{"id":2,"name":"score","type":"integer","shelf":"open"}]})");
  EXPECT_EQ(without.error().reason, "guard_unknown_path");
  reopen();
  EXPECT_TRUE(act("counsellor", id, Clear{})) << "the workflow and its fields are known again";
  same();
}

TEST_F(FieldsTest, HaveVersionsThatKeepTheirPromises) {
  const CaseId id = apply();
  adopt(intake).value();
  record(id, R"({"shelter_nights":3,"left_on":"2017","clan":"Keita","route_taken":"gao"})").value();
  EXPECT_EQ(adopt(intake).error().reason, "version_exists");
  const auto next = [&](const std::string& from, const std::string& to) { return adopt(swap(swap(intake, "2026-1", "2026-2"), from, to)).error(); };
  EXPECT_EQ(next(R"("type":"text","shelf":"identity")", R"("type":"text","shelf":"open")").reason, "shelf_weaker");
  EXPECT_EQ(next(R"({"id":1,)", R"({"id":9,)").reason, "name_reused");
  EXPECT_EQ(next(R"("type":"integer")", R"("type":"text")").pointer, "/document/fields/0/type");
  // Version 2: nights are sealed from now on, codes in another order and one more, one field less, one more.
  ASSERT_TRUE(adopt(R"({"v":1,"field_set":"bko_intake","version":"2026-2","of":"person","fields":[
    {"id":3,"name":"route_taken","type":"code","codes":["kidal","gao","agadez"],"shelf":"counted"},
    {"id":1,"name":"shelter_nights","type":"integer","shelf":"casefile"},
    {"id":2,"name":"clan","type":"text","shelf":"identity"},
    {"id":8,"name":"trade","type":"text","shelf":"open"}]})"));
  EXPECT_EQ(adopt(R"({"v":1,"field_set":"bko_intake","version":"2026-3","of":"person","fields":[{"id":5,"name":"born_in","type":"text","shelf":"open"}]})").error().reason, "id_reused")
      << "also against a version before the last";
  EXPECT_EQ(record(id, R"({"left_on":"2016"})").error().pointer, "/values/left_on") << "the version in force counts";
  record(id, R"({"trade":"tailor","clan":"Coulibaly"})").value();
  const auto rows = ask(R"({"from":"fields:bko_intake"})");
  EXPECT_NE(rows.find(R"("clan":"Coulibaly")"), std::string::npos) << rows;
  EXPECT_NE(rows.find(R"("route_taken":"gao","shelter_nights":3)"), std::string::npos) << "what version 1 recorded is read in the form of version 2: " << rows;
  EXPECT_EQ(rows.find("left_on"), std::string::npos);
  EXPECT_NE(as("finance_officer", "casework").query(R"({"from":"fields:bko_intake"})").value().json().find(R"("shelter_nights":{"absent":"withheld"})"), std::string::npos);
  const auto story = ask(R"({"from":"events","where":[["kind","=","record"]]})");
  EXPECT_NE(story.find(R"(\"left_on\":\"2017\")"), std::string::npos) << "an old event keeps all that it said";
  EXPECT_NE(story.find(R"(\"set_version\":\"2026-2\")"), std::string::npos);
  same();
  const auto before = as("auditor", "audit").projection_dumps().value().first;
  ASSERT_TRUE(as("auditor", "audit").rebuild());
  EXPECT_EQ(as("auditor", "audit").projection_dumps().value().first, before);
  EXPECT_NE(before.find(R"(\"2017\")"), std::string::npos) << "control: the fold has the value of version 1";
  reopen();
  EXPECT_EQ(ask(R"({"from":"fields:bko_intake"})"), rows);
  EXPECT_EQ(as("counsellor").query(R"({"from":"field_sets","where":[["in_force","=",true]]})").value().rows(), 1u);
}

TEST_F(FieldsTest, ComeInBulkAsOneByOne) {
  const CaseId id = apply();
  std::vector<std::string> commands{R"({"command":"adopt","kind":"field_set","document":)" + json_string(canonical_json(vetting).value()) + "}"};
  for (int i = 0; i < 20; ++i) commands.push_back(command(id, R"({"score":)" + std::to_string(i) + "}", "", "vetting"));
  commands.push_back(command(id, R"({"score":"high"})", "", "vetting"));
  auto all = as("programme_manager").execute_each(commands).value();
  ASSERT_EQ(all.size(), 22u);
  for (std::size_t i = 0; i < 21; ++i) ASSERT_FALSE(all[i].error) << i << all[i].error->message;
  EXPECT_EQ(all[21].error->pointer, "/values/score");
  EXPECT_EQ(cell(as("counsellor").query(R"({"from":"fields:vetting"})").value(), "score"), "19");
  same();
  // The same request again is the same act, also when a newer version came in between.
  const std::string request = R"(,"request":"0123456789abcdef0123456789abcdef")";
  const auto first = record(id, R"({"score":40})", request, "vetting").value();
  adopt(swap(swap(vetting, R"("version":"1")", R"("version":"2")"), R"("name":"score",)", R"("name":"score","doc":"Points.",)")).value();
  const auto again = record(id, R"({"score":40})", request, "vetting").value();
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.act, first.act);
  EXPECT_EQ(record(id, R"({"score":41})", request, "vetting").error().code, ErrorCode::request_reused);
}

TEST_F(FieldsTest, GoOutAsTypedColumns) {
  const CaseId a = apply("ML-BKO-1", "B1"), b = apply("ML-BKO-2", "B2");
  adopt(intake).value();
  record(a, R"({"shelter_nights":3,"route_taken":"gao","left_on":"2017"})").value();
  record(b, R"({"shelter_nights":4,"languages":["bm"]})").value();
  const auto frame = as("counsellor").query(R"({"from":"fields:bko_intake","select":["case","shelter_nights","languages"]})").value();
  ArrowArrayStream stream{};
  frame.arrow(&stream);
  auto in = ArrowStreamIn::open(&stream).value();
  ASSERT_EQ(in.schema().n_children, 3);
  EXPECT_STREQ(in.schema().children[1]->format, "l");
  EXPECT_STREQ(in.schema().children[2]->format, "+l");
  const ArrowArray* batch = in.next().value();
  ASSERT_NE(batch, nullptr);
  EXPECT_EQ(batch->length, 2);
  EXPECT_EQ(static_cast<const std::int64_t*>(batch->children[1]->buffers[1])[1], 4);
  const auto csv = as("counsellor").query(R"({"from":"fields:bko_intake","select":["shelter_nights","route_taken"]})").value().csv();
  EXPECT_EQ(csv, "shelter_nights,route_taken\n3,gao\n4,\n");
  // Pages go on where they ended.
  const auto page = as("counsellor").query(R"({"from":"fields:bko_intake","limit":1})").value();
  ASSERT_EQ(page.rows(), 1u);
  ASSERT_FALSE(page.next().empty());
  const auto rest = as("counsellor").query(R"({"from":"fields:bko_intake","after":")" + page.next() + "\"}").value();
  EXPECT_EQ(cell(rest, "shelter_nights"), "4");
  EXPECT_EQ(rest.rows(), 1u);
  std::size_t n = 0;
  for (std::string after; n < 10;) {
    const auto f = as("counsellor").query(R"({"from":"fields","limit":1,"after":")" + after + "\"}").value();
    n += f.rows();
    after = f.next();
    if (after.empty()) break;
  }
  EXPECT_EQ(n, 5u);
}

TEST_F(FieldsTest, ComeFromCsvByTheSamePaths) {
  const CaseId a = apply("ML-BKO-1", "B1"), b = apply("ML-BKO-2", "B2");
  adopt(intake).value();
  const auto file = (folder / "nights.csv").string();
  std::ofstream(file) << "Dossier;Nuits;Route;Parti\n" << to_string(a) << ";3;Gao;12.03.2017\n" << to_string(b) << ";many;Gao;\n" << to_string(b) << ";4;Agadez;?\n";
  const std::string mapping = R"({"v":1,"into":"record","columns":{"Dossier":"/case","Nuits":"/values/shelter_nights","Route":"/values/route_taken","Parti":"/values/left_on"},
    "values":{"/values/route_taken":{"Gao":"gao","Agadez":"agadez"}},"constants":{"/set":"bko_intake"},"date_order":"dmy"})";
  const auto report = as("counsellor").intake_csv(file, mapping, false).value();
  EXPECT_EQ(report.applied, 2) << report.issues_csv;
  EXPECT_EQ(report.refused_rows, 1);
  EXPECT_NE(report.issues_csv.find("Nuits"), std::string::npos) << report.issues_csv;
  const auto rows = ask(R"({"from":"fields:bko_intake"})");
  EXPECT_NE(rows.find(R"("left_on":"2017-03-12")"), std::string::npos) << rows;
  EXPECT_NE(rows.find(R"("route_taken":"agadez","shelter_nights":4)"), std::string::npos) << rows;
  EXPECT_EQ(as("counsellor").intake_csv(file, mapping, false).value().repeated, 2) << "the same rows again are the same requests";
  EXPECT_EQ(as("counsellor").intake_csv(file, R"({"v":1,"into":"record","constants":{"/set":"nothing"}})", false).error().reason, "no_such_set");
  EXPECT_EQ(as("counsellor").intake_csv(file, R"({"v":1,"into":"record"})", false).error().pointer, "/constants");
  EXPECT_EQ(as("counsellor").intake_csv(file, R"({"v":1,"into":"record","columns":{"Nuits":"/values/nights"},"constants":{"/set":"bko_intake"}})", false).error().code, ErrorCode::lint);
}
