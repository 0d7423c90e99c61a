// Grants from the pledge to a payment made for a case, and back: who paid, of which line, for whom.
#include "register/people.hpp"

#include <safar/base/arrow.hpp>

namespace safar_test {
namespace {

/// Payments as columns.
struct PayColumns {
  std::string command = "pay";
  CaseId case_id{};
  Known<Money> amount{};
  std::string what_for{}, grant{}, grant_line{}, reference{};
  static constexpr std::string_view type_name = "pay_columns", type_doc = "Payments as columns.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = PayColumns;
    v(1, "command", &R::command, open, "");
    v(2, "case", &R::case_id, open, "");
    v(3, "amount", &R::amount, open, "");
    v(4, "what_for", &R::what_for, open, "");
    v(5, "grant", &R::grant, open, "");
    v(6, "grant_line", &R::grant_line, open, "");
    v(7, "reference", &R::reference, open, "");
  }
};

class GrantRegister : public Office {
 protected:
  Session money() { return as("finance_officer", "casework"); }
  std::string did(const std::string& command, const char* role = "finance_officer") {
    auto r = as(role).execute_json(command);
    EXPECT_TRUE(r) << (r ? "" : r.error().message + " " + r.error().pointer) << "\n" << command;
    return r ? r->json() : "";
  }
  std::string refused(const std::string& command, const char* role = "finance_officer") {
    auto r = as(role).execute_json(command);
    EXPECT_FALSE(r) << command;
    return r ? "" : r.error().reason + " " + r.error().pointer;
  }
  std::string asked(const std::string& query) {
    auto f = as("project_officer", "portfolio").query(query);
    EXPECT_TRUE(f) << (f ? "" : f.error().message + " " + f.error().pointer) << "\n" << query;
    return f ? f->csv() : "";
  }
  std::string view(const std::string& from, const std::string& rest) { return asked(R"({"v":1,"from":")" + from + "\"," + rest + "}"); }

  /// A programme that cases belong to, a project of it, and a grant of Italy in euro with two lines, another of Norway in kroner.
  void grants() {
    did(R"({"v":1,"command":"create_programme","ref":"ML-JI","title":{"en":"Joint Initiative"}})", "project_officer");
    did(R"({"v":1,"command":"create_project","ref":"RE","title":{"en":"Reintegration"},"programme":"ML-JI"})", "project_officer");
    did(R"({"v":1,"command":"pledge","ref":"IT-1","title":{"en":"Italy"},"donor":{"country":"ITA"},"project":"RE","programme":"ML-JI","amount":"10000.00 EUR","pledged_on":"2017-12-01",
      "tightness":"earmarked","earmarks":[{"kind":"site","values":["ML-BKO-1","ML-GAO-1"]},{"kind":"period","values":["2018-01/2018-12"]},{"kind":"category","values":["vulnerable"]}]})");
    did(R"({"v":1,"command":"sign_agreement","grant":"it-1","number":"AICS/11","signed_on":"2018-01-10","amount":"9000.00 EUR","starts":"2018-01-01","ends":"2018-12-31",
      "reports":[{"kind":"interim","due":"2018-07-31","period":"S1"},{"kind":"final","due":"2019-03-31"}]})");
    did(R"({"v":1,"command":"set_grant_budget","grant":"IT-1","decided_on":"2018-01-10","lines":[{"line":"aid","amount":"8000.00 EUR","category":"assistance"},{"line":"staff","amount":"500.05 EUR"}]})");
    did(R"({"v":1,"command":"pledge","ref":"NO-1","title":{"en":"Norway"},"donor":{"name":"Norad","country":"NOR"},"amount":"100000.00 NOK"})");
    did(R"({"v":1,"command":"sign_agreement","grant":"NO-1","signed_on":"2018-02-01"})");
    did(R"({"v":1,"command":"set_grant_budget","grant":"NO-1","decided_on":"2018-02-01","lines":[{"line":"1","amount":"90000.00 NOK"}]})");
  }
  CaseId eligible(const char* site = "ML-BKO-1", const char* number = "B1") {
    const CaseId id = apply(site, number);
    act("counsellor", id, Counsel{}).value();
    act("counsellor", id, Consent{}).value();
    DecideEligibility d;
    d.outcome = "eligible";
    act("reviewing_officer", id, d, "stranded").value();
    return id;
  }
  static std::string pay(const CaseId& id, const std::string& rest) { return R"({"v":1,"command":"pay","case":")" + to_string(id) + "\"," + rest + "}"; }
  static std::string of_italy(const std::string& amount, const std::string& more = "") { return R"("amount":")" + amount + R"(","what_for":"micro_business","grant":"IT-1","grant_line":"aid")" + more; }
};

TEST_F(GrantRegister, what_is_pledged_agreed_budgeted_and_spent_stands_in_one_row) {
  grants();
  did(R"({"v":1,"command":"amend_grant","grant":"IT-1","kind":"cost_extension","decided_on":"2018-06-01","ends":"2019-06-30","amount":"9500.00 EUR"})");
  did(R"({"v":1,"command":"commit_funds","grant":"IT-1","line":"staff","commitment":"C-1","amount":"300.00 EUR","payee":{"name":"A garage"},"on":"2018-06-02"})");
  did(R"({"v":1,"command":"spend","grant":"IT-1","line":"staff","commitment":"C-1","amount":"100.01 EUR","paid_on":"2018-07-01","payee":{"name":"A garage"},"what_for":"rent","reference":"V-1"})");
  did(R"({"v":1,"command":"receive_instalment","grant":"IT-1","amount":"4500.00 EUR","received_on":"2018-02-01","rate":{"rate":"655.957","to":"XOF","date":"2018-02-01","source":"BCEAO"}})");
  EXPECT_EQ(view("funding", R"("select":["ref","donor","project","programme","status","pledged","agreed","amount","received","budgeted","unallocated","committed","spent","free","burn","elapsed","year","amendments"],"where":[["ref","=","IT-1"]])"),
            "ref,donor,project,programme,status,pledged,agreed,amount,received,budgeted,unallocated,committed,spent,free,burn,elapsed,year,amendments\n"
            "IT-1,Italy,RE,ML-JI,agreed,10000.00 EUR,9000.00 EUR,9500.00 EUR,4500.00 EUR,8500.05 EUR,999.95 EUR,199.99 EUR,100.01 EUR,9200.00 EUR,105,5787,2018,1\n");
  EXPECT_EQ(view("grant_lines", R"("select":["ref","line","amount","committed","spent","free","burn","payments"],"where":[["line","=","staff"]])"),
            "ref,line,amount,committed,spent,free,burn,payments\nIT-1,staff,500.05 EUR,199.99 EUR,100.01 EUR,200.05 EUR,2000,1\n");
  EXPECT_EQ(view("amendments", R"("select":["ref","of","kind","ends_before","ends","amount_before","amount"])"),
            "ref,of,kind,ends_before,ends,amount_before,amount\nIT-1,grant,cost_extension,2018-12-31,2019-06-30,9000.00 EUR,9500.00 EUR\n");
  EXPECT_EQ(view("instalments", R"("select":["ref","amount","year","rate","worth","rate_source"])"), "ref,amount,year,rate,worth,rate_source\nIT-1,4500.00 EUR,2018,655.957,2951806 XOF,BCEAO\n");
  EXPECT_EQ(view("funding", R"("select":["ref","amount","spent"],"where":[["ref","=","IT-1"]],"valid_on":"2018-05-31")"), "ref,amount,spent\nIT-1,9000.00 EUR,0.00 EUR\n") << "before it was amended";
  EXPECT_EQ(view("funding", R"("select":["earmarks","tightness"],"where":[["ref","=","IT-1"]])"),
            "earmarks,tightness\n\"[\"\"site: ML-BKO-1 or ML-GAO-1\"\",\"\"period: 2018-01/2018-12\"\",\"\"category: vulnerable\"\"]\",earmarked\n");
}

TEST_F(GrantRegister, reports_are_late_on_the_day_asked) {
  grants();
  did(R"({"v":1,"command":"report_to_donor","grant":"IT-1","kind":"interim","sent_on":"2018-08-02"})");
  EXPECT_EQ(view("reports_due", R"("select":["ref","kind","period","due","sent_on","late","days_left"])"),
            "ref,kind,period,due,sent_on,late,days_left\nIT-1,interim,S1,2018-07-31,2018-08-02,true,\nIT-1,final,,2019-03-31,,false,139\n");
  EXPECT_EQ(view("reports_due", R"("select":["kind","late","days_left"],"valid_on":"2018-08-01")"), "kind,late,days_left\ninterim,true,-1\nfinal,false,242\n");
}

TEST_F(GrantRegister, reports_that_a_donor_waits_for_are_due) {
  grants();
  const std::string columns = R"("select":["number","what","kind","after","since","due","days_left","late","detail","roles","case"])";
  EXPECT_EQ(view("due", columns + R"(,"valid_on":"2018-08-01")"),
            "number,what,kind,after,since,due,days_left,late,detail,roles,case\n"
            "IT-1,report_to_donor,report,sign_agreement,2018-01-10,2018-07-31,-1,true,interim S1,\"[\"\"finance_officer\"\",\"\"programme_manager\"\",\"\"project_officer\"\"]\",not_applicable\n"
            "IT-1,report_to_donor,report,sign_agreement,2018-01-10,2019-03-31,242,false,final,\"[\"\"finance_officer\"\",\"\"programme_manager\"\",\"\"project_officer\"\"]\",not_applicable\n");
  did(R"({"v":1,"command":"report_to_donor","grant":"IT-1","kind":"interim","sent_on":"2018-08-02"})");
  EXPECT_EQ(view("due", R"("select":["detail"],"valid_on":"2018-11-01")"), "detail\nfinal\n");
  EXPECT_EQ(view("due", R"("select":["detail"],"limit":1,"valid_on":"2018-08-01")"), "detail\ninterim S1\n");
}

TEST_F(GrantRegister, a_payment_for_a_case_is_the_grants_and_the_cases) {
  grants();
  const CaseId id = eligible();
  const std::string receipt = did(pay(id, of_italy("750.00 EUR", R"(,"payee":"Moussa")")));
  EXPECT_NE(receipt.find(R"("code":"earmark_not_checked")"), std::string::npos) << receipt;
  EXPECT_NE(receipt.find(R"("detail":"category")"), std::string::npos) << receipt;
  const std::string all = asked(R"({"v":1,"from":"payments"})");
  EXPECT_EQ(all.find("Moussa"), std::string::npos) << "who is paid for a case is sealed";
  EXPECT_EQ(view("payments", R"("select":["ref","donor","project","programme","line","charged","paid_on","month","number","site","what_for","payee","over_line","unchecked"])"),
            "ref,donor,project,programme,line,charged,paid_on,month,number,site,what_for,payee,over_line,unchecked\n"
            "IT-1,Italy,RE,ML-JI,aid,750.00 EUR,2018-11-12,2018-11,BKO-2018-00001,ML-BKO-1,micro_business,,false,\"[\"\"category\"\"]\"\n");
  EXPECT_EQ(column(R"({"v":1,"from":"cases"})", "payments"), "1");
  EXPECT_EQ(refused(pay(id, of_italy("7250.01 EUR"))), "over_line /amount");
  EXPECT_EQ(refused(pay(id, of_italy("7250.01 EUR", R"(,"over_grant_line":true)"))), "reason_required /reason");
  did(pay(id, of_italy("7250.01 EUR", R"(,"over_grant_line":true,"reason":{"code":"flood"})")));
  EXPECT_EQ(view("payments", R"("select":["charged","over_line","reason"],"where":[["over_line","=",true]])"), "charged,over_line,reason\n7250.01 EUR,true,flood\n");
  EXPECT_EQ(view("grant_lines", R"("select":["line","spent","free","overrides"],"where":[["line","=","aid"]])"), "line,spent,free,overrides\naid,8000.01 EUR,-0.01 EUR,1\n");
}

TEST_F(GrantRegister, what_a_grant_does_not_pay_is_refused_and_changes_neither) {
  grants();
  const CaseId id = eligible(), elsewhere = eligible("ML-KYS-1", "B2");
  const auto plain = [&](const std::string& rest) { return refused(pay(id, rest)); };
  EXPECT_EQ(plain(R"("amount":"1.00 EUR","grant":"NOPE","grant_line":"aid")"), "no_such_grant /grant");
  EXPECT_EQ(plain(R"("amount":"1.00 EUR","grant":"IT-1")"), " /grant_line");
  EXPECT_EQ(plain(R"("amount":"1.00 EUR","grant":"IT-1","grant_line":"fees")"), "no_such_line /grant_line");
  EXPECT_EQ(plain(R"("amount":"1.00 EUR","grant_line":"aid")"), "no_grant /grant");
  EXPECT_EQ(plain(R"("grant":"IT-1","grant_line":"aid")"), " /amount");
  EXPECT_EQ(plain(R"("amount":"52000 XOF","grant":"IT-1","grant_line":"aid")"), "other_currency /charged");
  EXPECT_EQ(plain(of_italy("1.00 EUR", R"(,"unchecked":["site"])")), "made_by_library /unchecked");
  EXPECT_EQ(refused(pay(elsewhere, of_italy("1.00 EUR"))), "earmarked /grant") << "another site";
  did(pay(elsewhere, R"("amount":"1.00 NOK","grant":"NO-1","grant_line":"1")"));
  did(pay(id, of_italy("1.00 EUR", R"(,"reference":"V-7")")));
  EXPECT_EQ(plain(of_italy("2.00 EUR", R"(,"reference":"V-7")")), "spent_twice /reference");
  did(R"({"v":1,"command":"spend","grant":"IT-1","line":"staff","amount":"1.00 EUR","reference":"V-8"})");
  EXPECT_EQ(plain(of_italy("2.00 EUR", R"(,"reference":"V-8")")), "spent_twice /reference");
  now = at("2019-01-02");
  EXPECT_EQ(plain(of_italy("1.00 EUR")), "earmarked /grant") << "the period is over";
  did(pay(id, of_italy("1.00 EUR", R"(,"valid":"2018-12-31")")));
  did(R"({"v":1,"command":"pledge","ref":"P","title":{"en":"P"},"donor":{"country":"FRA"},"amount":"5.00 EUR"})");
  EXPECT_EQ(plain(R"("amount":"1.00 EUR","grant":"P","grant_line":"aid")"), "grant_not_agreed /grant");
  EXPECT_EQ(refused(R"({"v":1,"command":"spend","grant":"P","line":"aid","amount":"1.00 EUR"})"), "not_in_state /grant");
  did(R"({"v":1,"command":"create_programme","ref":"XX","title":{"en":"Another"}})", "project_officer");
  did(R"({"v":1,"command":"pledge","ref":"X","title":{"en":"X"},"donor":{"country":"FRA"},"programme":"XX","amount":"5.00 EUR"})");
  did(R"({"v":1,"command":"sign_agreement","grant":"X"})");
  did(R"({"v":1,"command":"set_grant_budget","grant":"X","lines":[{"line":"1","amount":"5.00 EUR"}]})");
  EXPECT_EQ(plain(R"("amount":"1.00 EUR","grant":"X","grant_line":"1")"), "other_programme /grant");
  EXPECT_EQ(view("payments", R"("group":["ref"],"sum":["charged"])"), "ref,currency,n,charged\nIT-1,EUR,3,3.00 EUR\nNO-1,NOK,1,1.00 NOK\n");
  EXPECT_EQ(cell(as("finance_officer", "casework").query(R"({"v":1,"from":"cases","select":["number","payments"]})").value(), "payments", 0), "2");
}

TEST_F(GrantRegister, a_case_that_has_a_budget_and_a_grant_is_held_to_both) {
  grants();
  const CaseId id = eligible();
  did(R"({"v":1,"command":"set_budget","case":")" + to_string(id) + R"(","line":"shop","amount":"500.00 EUR"})");
  EXPECT_EQ(refused(pay(id, of_italy("100.00 EUR"))), "no_line /line");
  EXPECT_EQ(refused(pay(id, of_italy("500.01 EUR", R"(,"line":"shop")"))), "over_line /amount") << "the case's line";
  EXPECT_EQ(refused(pay(id, of_italy("9000.00 EUR", R"(,"line":"shop","over_line":true,"reason":{"code":"flood"})"))), "over_line /amount") << "the grant's line";
  did(pay(id, of_italy("500.01 EUR", R"(,"line":"shop","over_line":true,"reason":{"code":"flood"})")));
  EXPECT_EQ(view("payments", R"("select":["over_line","reason"])"), "over_line,reason\nfalse,\n") << "the grant's line was not gone over";
  const CaseId other = eligible("ML-BKO-1", "B2");
  did(pay(other, R"("amount":"20.00 EUR","what_for":"transport")"));
  EXPECT_EQ(view("payments", R"("group":["ref"])"), "ref,n\nIT-1,1\n") << "what no grant pays is no grant's";
}

TEST_F(GrantRegister, questions_of_a_desk_officer) {
  grants();
  const CaseId bamako = eligible("ML-BKO-1", "B1"), gao = eligible("ML-GAO-1", "B2");
  did(pay(bamako, of_italy("750.00 EUR")));
  did(pay(bamako, R"("amount":"40.00 EUR","what_for":"transport","grant":"IT-1","grant_line":"aid","valid":"2018-11-01")"));
  did(pay(gao, of_italy("500.00 EUR")));
  did(pay(bamako, R"("amount":"52000 XOF","charged":"760.00 NOK","rate":{"rate":"68.42","to":"XOF","date":"2018-11-12","source":"Norges Bank"},"what_for":"school","grant":"NO-1","grant_line":"1")"));
  did(R"({"v":1,"command":"spend","grant":"IT-1","line":"staff","amount":"100.00 EUR","paid_on":"2018-03","what_for":"rent","payee":{"name":"A house"}})");
  EXPECT_EQ(view("funding", R"("group":["donor","year"],"sum":["amount","spent"])"), "donor,year,currency,n,amount,spent\nItaly,2018,EUR,1,9000.00 EUR,1390.00 EUR\nNorad,2018,NOK,1,100000.00 NOK,760.00 NOK\n");
  EXPECT_EQ(view("payments", R"("group":["donor","year"],"sum":["charged"])"), "donor,year,currency,n,charged\nItaly,2018,EUR,4,1390.00 EUR\nNorad,2018,NOK,1,760.00 NOK\n");
  EXPECT_EQ(view("payments", R"("where":[["ref","=","IT-1"]],"group":["line","what_for","number"],"sum":["charged"])"),
            "line,what_for,number,currency,n,charged\naid,micro_business,BKO-2018-00001,EUR,1,750.00 EUR\naid,micro_business,BKO-2018-00002,EUR,1,500.00 EUR\naid,transport,BKO-2018-00001,EUR,1,40.00 EUR\nstaff,rent,,EUR,1,100.00 EUR\n");
  EXPECT_EQ(view("payments", R"("where":[["site","=","ML-BKO-1"]],"group":["donor","project"],"sum":["charged"])"), "donor,project,currency,n,charged\nItaly,RE,EUR,2,790.00 EUR\nNorad,,NOK,1,760.00 NOK\n");
  EXPECT_EQ(view("payments", R"("select":["amount","charged","rate"],"where":[["ref","=","NO-1"]])"), "amount,charged,rate\n52000 XOF,760.00 NOK,\"68.42 XOF, 2018-11-12, Norges Bank\"\n");
  auto first = as("project_officer", "portfolio").query(R"({"v":1,"from":"payments","select":["charged"],"limit":2})").value();
  EXPECT_EQ(first.csv(), "charged\n750.00 EUR\n40.00 EUR\n");
  EXPECT_EQ(view("payments", R"("select":["charged"],"limit":3,"after":"2")"), "charged\n500.00 EUR\n100.00 EUR\n760.00 NOK\n");
}

TEST_F(GrantRegister, bulk_single_opening_again_and_rebuilding_give_the_same) {
  grants();
  const CaseId bamako = eligible("ML-BKO-1", "B1"), gao = eligible("ML-GAO-1", "B2"), kayes = eligible("ML-KYS-1", "B3");
  std::vector<std::string> commands;
  for (int i = 0; i < 60; ++i) {
    const std::string paper = R"(,"reference":"V-)" + std::to_string(i % 50) + "\"";
    commands.push_back(pay(i % 3 == 0 ? bamako : i % 3 == 1 ? gao : kayes, of_italy("150.00 EUR", paper)));
    if (i % 6 == 0) commands.push_back(R"({"v":1,"command":"spend","grant":"NO-1","line":"1","amount":"10.01 NOK","reference":"N-)" + std::to_string(i) + "\"}");
    if (i == 30) commands.push_back(R"({"v":1,"command":"set_grant_budget","grant":"IT-1","lines":[{"line":"aid","amount":"5000.00 EUR"},{"line":"staff","amount":"500.05 EUR"}]})");
  }
  auto copy = folder / "copy.safar";
  ASSERT_TRUE(reg->close());
  for (const char* rest : {"", ".keys"}) std::filesystem::copy_file(path + rest, copy.string() + rest);
  open(false);
  auto done = money().execute_each(commands);
  ASSERT_TRUE(done);
  std::vector<std::string> bulk;
  for (const auto& o : *done) bulk.push_back(o.error ? o.error->reason : "");
  const char* lines = R"("select":["ref","line","amount","spent","free","payments"])";
  const char* rows = R"("select":["ref","number","site","charged","reference","unchecked"])";
  const std::string after_bulk = view("grant_lines", lines), payments = view("payments", rows);
  EXPECT_EQ(std::count(bulk.begin(), bulk.end(), "spent_twice"), 7) << "of the last ten papers three were refused when they came first";
  auto dumps = money().projection_dumps();
  ASSERT_TRUE(dumps);
  EXPECT_EQ(dumps->first, dumps->second);
  reopen();
  EXPECT_EQ(view("grant_lines", lines), after_bulk);
  ASSERT_TRUE(money().rebuild());
  EXPECT_EQ(view("grant_lines", lines), after_bulk);
  EXPECT_EQ(view("payments", rows), payments);
  // The same one by one, in a register that stood where this one did.
  ASSERT_TRUE(reg->close());
  path = copy.string();
  open(false);
  std::vector<std::string> single;
  for (const auto& c : commands) {
    auto r = money().execute_json(c);
    single.push_back(r ? "" : r.error().reason);
  }
  EXPECT_EQ(single, bulk);
  EXPECT_EQ(view("grant_lines", lines), after_bulk);
  EXPECT_EQ(view("payments", rows), payments);
}

TEST_F(GrantRegister, columns_of_payments_are_paid_until_the_line_is_used_up) {
  grants();
  const CaseId bamako = eligible("ML-BKO-1", "B1"), gao = eligible("ML-GAO-1", "B2");
  std::vector<PayColumns> rows;
  for (int i = 0; i < 100; ++i) {
    const bool mixed = i % 10 == 9;
    rows.push_back({"pay", i % 2 ? bamako : gao, Money::make(15'000, "EUR").value(), "school", mixed ? "" : "IT-1", mixed ? "" : "aid", mixed ? "" : "V-" + std::to_string(i)});
  }
  reopen();
  did(R"({"v":1,"command":"receive_instalment","grant":"IT-1","amount":"1.00 EUR"})");  // the grant is at hand, its programme is not
  ArrowArrayStream in{}, out{};
  arrow_stream(info<PayColumns>(), nullptr, rows.data(), sizeof(PayColumns), rows.size(), &in, 30);
  ASSERT_TRUE(money().execute_many(&in, &out));
  if (out.release) out.release(&out);
  EXPECT_EQ(view("grant_lines", R"("select":["line","spent","free","payments"],"where":[["line","=","aid"],["ref","=","IT-1"]])"), "line,spent,free,payments\naid,7950.00 EUR,50.00 EUR,53\n");
  EXPECT_EQ(view("payments", R"("group":["site"],"sum":["charged"])"), "site,currency,n,charged\nML-BKO-1,EUR,24,3600.00 EUR\nML-GAO-1,EUR,29,4350.00 EUR\n");
  auto dumps = money().projection_dumps();
  ASSERT_TRUE(dumps);
  EXPECT_EQ(dumps->first, dumps->second);
}

TEST_F(GrantRegister, a_repeat_gives_its_receipt_again_and_stale_grants_are_refused) {
  grants();
  const CaseId id = eligible();
  const std::string once = pay(id, of_italy("750.00 EUR", R"(,"request":"00000000000000000000000000000abc")"));
  auto first = money().execute_json(once), again = money().execute_json(once);
  ASSERT_TRUE(first);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(view("payments", R"("group":["ref"])"), "ref,n\nIT-1,1\n");
  ASSERT_EQ(first->versions.size(), 2u);
  ASSERT_EQ(again->versions.size(), 2u);
  ASSERT_EQ(again->advice.size(), 1u);
  EXPECT_EQ(again->advice[0].detail, first->advice.at(0).detail);
  const auto grant = first->versions[0].id == id ? first->versions[1] : first->versions[0];
  EXPECT_EQ(grant.n, 4);
  const std::string seen = R"(,"if_version":{")" + to_string(grant.id) + "\":";
  EXPECT_EQ(refused(pay(id, of_italy("1.00 EUR", seen + "3}"))), "stale /if_version/" + to_string(grant.id));
  did(pay(id, of_italy("1.00 EUR", seen + "4}")));
}

TEST_F(GrantRegister, who_may_do_what_and_when) {
  grants();
  EXPECT_EQ(refused(R"({"v":1,"command":"spend","grant":"IT-1","line":"aid","amount":"1.00 EUR"})", "project_officer"), "wrong_role /grant");
  EXPECT_EQ(refused(R"({"v":1,"command":"sign_agreement","grant":"IT-1"})"), "not_in_state /grant") << "signed already";
  EXPECT_EQ(refused(R"({"v":1,"command":"move_grant","grant":"IT-1","outcome":"pledged"})"), "unknown_outcome /outcome");
  did(R"({"v":1,"command":"move_grant","grant":"IT-1","outcome":"closed"})");
  EXPECT_EQ(refused(R"({"v":1,"command":"spend","grant":"IT-1","line":"aid","amount":"1.00 EUR"})"), "not_in_state /grant");
  did(R"({"v":1,"command":"receive_instalment","grant":"IT-1","amount":"1.00 EUR"})");
  EXPECT_EQ(refused(R"({"v":1,"command":"move_grant","grant":"IT-1","outcome":"agreed","reason":{"code":"late_bill"}})"), "wrong_role /grant");
  did(R"({"v":1,"command":"move_grant","grant":"IT-1","outcome":"agreed","reason":{"code":"late_bill"}})", "programme_manager");
  did(R"({"v":1,"command":"spend","grant":"IT-1","line":"aid","amount":"1.00 EUR"})");
  EXPECT_EQ(refused(R"({"v":1,"command":"pledge","ref":"it-1","title":{"en":"x"},"donor":{"country":"ITA"}})"), "ref_taken /ref");
  EXPECT_EQ(refused(R"({"v":1,"command":"pledge","ref":"Z","title":{"en":"x"},"donor":{"country":"ITA"},"project":"NOPE"})"), "no_such_project /project");
}

}  // namespace
}  // namespace safar_test
