#include <safar/dmn/feel.hpp>
#include <safar/workflow/workflow.hpp>

#include <algorithm>
#include <string>

using namespace safar;

namespace {

struct Paper {
  Known<bool> valid{};
  static constexpr std::string_view type_name = "paper", type_doc = "A paper.";
  template <class V> static constexpr void describe(V& v) { v(1, "valid", &Paper::valid, Shelf::open, "Good?"); }
};
struct Done {
  Known<bool> complete{};
  static constexpr std::string_view type_name = "done", type_doc = "A list.";
  template <class V> static constexpr void describe(V& v) { v(1, "complete", &Done::complete, Shelf::open, "All?"); }
};
struct Traveller {
  Paper travel_document{};
  Done checklist{};
  static constexpr std::string_view type_name = "traveller", type_doc = "A person.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "travel_document", &Traveller::travel_document, Shelf::open, "Paper.");
    v(2, "checklist", &Traveller::checklist, Shelf::open, "List.");
  }
};
struct Context {
  bool application_withdrawn = false;
  std::vector<Traveller> persons{};
  Known<bool> departed_on{}, arrived_on{}, informed_on{};
  std::string decision{};
  static constexpr std::string_view type_name = "context", type_doc = "What guards see.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "application_withdrawn", &Context::application_withdrawn, Shelf::open, "Withdrawn?");
    v(2, "persons", &Context::persons, Shelf::open, "Persons.");
    v(3, "departed_on", &Context::departed_on, Shelf::open, "");
    v(4, "arrived_on", &Context::arrived_on, Shelf::open, "");
    v(5, "informed_on", &Context::informed_on, Shelf::open, "");
    v(6, "decision", &Context::decision, Shelf::open, "");
  }
};

constexpr std::string_view commands[] = {
    "counsel", "decide_eligibility", "reassess", "appeal", "decide_appeal", "consent", "withdraw_consent", "clear", "book", "depart", "no_show", "arrive", "start_plan", "close", "reopen",
    "document", "assess", "inform", "plan_service", "assist", "pay", "refer", "follow_up", "suspend", "end_suspension", "review", "shelter", "medical", "protect", "correct",
    "withdraw_application", "erase", "checklist", "issue_document", "transit", "set_budget", "answer_referral", "complain", "answer_complaint", "transfer",
    "record_death", "split_household", "merge", "record"};

std::shared_ptr<const Workflow> avrr() { return Workflow::load(avrr_workflow(), info<Context>(), commands).value(); }

// A marking by names, in the order of the regions: the rest is favourable.
Marking at(const Workflow& w, std::string_view journey, std::string_view eligibility = "eligible", std::string_view consent = "given") {
  Marking m = w.start();
  const auto set = [&](std::string_view region, std::string_view state) {
    const int r = w.region(region), s = w.state(r, state);
    EXPECT_GE(s, 0) << state;
    m[static_cast<std::size_t>(r)] = s;
  };
  set("journey", journey);
  set("eligibility", eligibility);
  set("consent", consent);
  return m;
}

feel::Value seen(const Workflow& w, const Marking& m, const Context& c) {
  auto entries = feel::to_value(info<Context>(), &c).entries();
  for (std::size_t r = 0; r < m.size(); ++r) entries.emplace_back(w.regions()[r].name, feel::Value::string(w.regions()[r].states[static_cast<std::size_t>(m[r])]));
  return feel::Value::context(entries);
}

Context fit() {
  Context c;
  c.persons.push_back({{true}, {true}});
  return c;
}

std::string reason(const Workflow& w, const Marking& m, const std::vector<std::string>& holds, WorkflowAsk ask, const Context& c = fit()) {
  auto a = w.ask(m, holds, ask, seen(w, m, c));
  return a ? "" : a.error().reason;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto i = text.find(from);
  EXPECT_NE(i, std::string::npos) << from;
  return text.replace(i, from.size(), to);
}

bool found(std::string_view json, std::string_view code) {
  const auto f = Workflow::lint(json, info<Context>(), commands);
  return std::any_of(f.begin(), f.end(), [&](const WorkflowFinding& x) { return x.code == code; });
}

}  // namespace

TEST(Workflow, TheOneWeShipHasNoFindings) {
  for (const auto& f : Workflow::lint(avrr_workflow(), info<Context>(), commands)) ADD_FAILURE() << f.code << ' ' << f.pointer << ' ' << f.message;
}

TEST(Workflow, EveryGuardBites) {
  const auto w = avrr();
  EXPECT_EQ(w->guards().size(), 5u) << "a new guard needs its own lines here";
  // clear: fit
  EXPECT_EQ(reason(*w, at(*w, "counselled"), {}, {"clear", "counsellor"}), "");
  EXPECT_EQ(reason(*w, at(*w, "counselled", "undecided"), {}, {"clear", "counsellor"}), "guard_false");
  EXPECT_EQ(reason(*w, at(*w, "counselled", "eligible", "withdrawn"), {}, {"clear", "counsellor"}), "guard_false");
  Context withdrawn = fit();
  withdrawn.application_withdrawn = true;
  EXPECT_EQ(reason(*w, at(*w, "counselled"), {}, {"clear", "counsellor"}, withdrawn), "guard_false");
  // book: and every travel document
  Context c = fit();
  EXPECT_EQ(reason(*w, at(*w, "cleared"), {}, {"book", "counsellor"}, c), "");
  c.persons.push_back({{false}, {true}});
  EXPECT_EQ(reason(*w, at(*w, "cleared"), {}, {"book", "counsellor"}, c), "guard_false");
  c.persons[1].travel_document.valid = Absence::unknown;
  EXPECT_EQ(reason(*w, at(*w, "cleared"), {}, {"book", "counsellor"}, c), "guard_unknown");
  EXPECT_EQ(reason(*w, at(*w, "cleared", "ineligible"), {}, {"book", "counsellor"}), "guard_false");
  // depart: fit is asked again, and every checklist
  EXPECT_EQ(reason(*w, at(*w, "booked"), {}, {"depart", "movement_officer"}), "");
  EXPECT_EQ(reason(*w, at(*w, "booked", "eligible", "withdrawn"), {}, {"depart", "movement_officer"}), "guard_false") << "consent was withdrawn after booking";
  EXPECT_EQ(reason(*w, at(*w, "booked", "ineligible"), {}, {"depart", "movement_officer"}), "guard_false");
  Context open = fit();
  open.persons[0].checklist.complete = false;
  EXPECT_EQ(reason(*w, at(*w, "booked"), {}, {"depart", "movement_officer"}, open), "guard_false");
  open.persons[0].checklist.complete = Absence::unknown;
  EXPECT_EQ(reason(*w, at(*w, "booked"), {}, {"depart", "movement_officer"}, open), "guard_unknown");
  // pay
  EXPECT_EQ(reason(*w, at(*w, "assisting"), {}, {"pay", "finance_officer"}), "");
  EXPECT_EQ(reason(*w, at(*w, "assisting", "ineligible"), {}, {"pay", "finance_officer"}), "guard_false");
  // appeal: once
  Context decided = fit();
  for (const auto by : {"", "first"}) {
    decided.decision = by;
    EXPECT_EQ(reason(*w, at(*w, "counselled", "ineligible"), {}, {"appeal", "counsellor"}, decided), "") << by;
  }
  decided.decision = "appeal";
  EXPECT_EQ(reason(*w, at(*w, "counselled", "ineligible"), {}, {"appeal", "counsellor"}, decided), "guard_false");
}

TEST(Workflow, AnUnknownGuardSaysWhatItNeeds) {
  const auto w = avrr();
  Context c = fit();
  c.persons.push_back({{Absence::unknown}, {true}});
  const auto m = at(*w, "cleared");
  const auto a = w->ask(m, {}, {"book", "counsellor"}, seen(*w, m, c));
  ASSERT_FALSE(a);
  EXPECT_EQ(a.error().code, ErrorCode::needs);
  EXPECT_NE(a.error().message.find("persons[2].travel_document.valid"), std::string::npos) << a.error().message;
}

TEST(Workflow, AFalseGuardSaysWhatDoesNotHoldAndWhatMakesItHold) {
  const auto w = avrr();
  const auto refused = [&](const Marking& m, WorkflowAsk ask, const Context& c = fit()) { return w->ask(m, {}, ask, seen(*w, m, c)).error(); };
  auto e = refused(at(*w, "counselled", "undecided", "withdrawn"), {"clear", "counsellor"});
  EXPECT_EQ(e.message, R"("clear" is not possible: eligibility = "eligible" and consent = "given" do not hold.)");
  EXPECT_EQ(e.remedy, R"(Make it so first: eligibility = "eligible" (by the command decide_eligibility or decide_appeal); consent = "given" (by the command consent).)");
  Context open = fit();
  open.persons[0].checklist.complete = false;
  e = refused(at(*w, "booked"), {"depart", "movement_officer"}, open);
  EXPECT_EQ(e.message, R"("depart" is not possible: every p in persons satisfies p.checklist.complete does not hold.)");
  EXPECT_EQ(e.remedy, "Make it so first: every p in persons satisfies p.checklist.complete (it reads persons.checklist.complete).");
}

TEST(Workflow, RefusesWithTheRightWord) {
  const auto w = avrr();
  EXPECT_EQ(reason(*w, at(*w, "applied"), {}, {"counsel", "intake_clerk"}), "wrong_role");
  EXPECT_EQ(reason(*w, at(*w, "applied"), {}, {"depart", "movement_officer"}), "not_in_state");
  EXPECT_EQ(reason(*w, at(*w, "booked"), {"programme_suspension"}, {"depart", "movement_officer"}), "held");
  EXPECT_EQ(reason(*w, at(*w, "booked"), {}, {"no_show", "movement_officer"}), "reason_required");
  EXPECT_EQ(reason(*w, at(*w, "applied"), {}, {"close", "counsellor", "vanished", "r"}), "unknown_outcome");
  EXPECT_EQ(reason(*w, at(*w, "applied", "undecided"), {}, {"decide_eligibility", "reviewing_officer", "perhaps", "r"}), "unknown_outcome");
  EXPECT_EQ(reason(*w, at(*w, "applied"), {}, {"fly", "movement_officer"}), "not_in_workflow");
  EXPECT_EQ(reason(*w, at(*w, "closed"), {}, {"close", "counsellor", "completed", "r"}), "not_in_state") << "* is every state but the target";
}

TEST(Workflow, NothingBlocksWhatMayNeverBeBlocked) {
  const auto w = avrr();
  for (const auto& hold : w->holds())
    for (const auto& [event, role] : {std::pair("withdraw_application", "counsellor"), std::pair("withdraw_consent", "counsellor"), std::pair("shelter", "counsellor"),
                                      std::pair("medical", "counsellor"), std::pair("protect", "counsellor"), std::pair("complain", "counsellor"),
                                      std::pair("answer_complaint", "protection_officer"), std::pair("record_death", "movement_officer")})
      EXPECT_EQ(reason(*w, at(*w, "booked"), {hold}, {event, role, "", "r"}), "") << hold << ' ' << event;
}

TEST(Workflow, ReviewsLiftMoveAndRefer) {
  const auto w = avrr();
  const auto m = at(*w, "booked", "undecided");
  const auto ask = [&](std::string_view outcome, std::string_view role = "reviewing_officer") {
    return w->ask(m, std::vector<std::string>{"programme_suspension"}, {"review", role, outcome, "r", "programme_suspension"}, seen(*w, m, fit()));
  };
  EXPECT_TRUE(ask("resume").value().lifts);
  EXPECT_TRUE(ask("resume").value().moves.empty()) << "the stage never moved";
  EXPECT_FALSE(ask("refer").value().lifts);
  EXPECT_EQ(ask("refer").value().emits, "refer");
  const auto same = w->ask(m, std::vector<std::string>{"duplicate_review"}, {"review", "reviewing_officer", "same_person", "r", "duplicate_review"}, seen(*w, m, fit()));
  EXPECT_EQ(same.value().emits, "merge");
  EXPECT_TRUE(same.value().lifts);
  const auto refused = ask("refuse").value();
  ASSERT_EQ(refused.moves.size(), 1u);
  EXPECT_EQ(w->regions()[static_cast<std::size_t>(refused.moves[0].first)].name, "eligibility");
  EXPECT_EQ(ask("resume", "intake_clerk").error().reason, "wrong_role");
  EXPECT_EQ(ask("vanish").error().reason, "unknown_outcome");
  EXPECT_EQ(w->ask(m, {}, {"review", "reviewing_officer", "resume", "r", "programme_suspension"}, seen(*w, m, fit())).error().reason, "no_such_hold");
}

TEST(Workflow, EffectIsTotal) {
  // Whatever happens to whatever state: it never fails, and what does not fit moves nothing.
  const auto w = avrr();
  std::size_t tried = 0;
  for (const auto& j : w->regions()[static_cast<std::size_t>(w->region("journey"))].states)
    for (const auto event : commands)
      for (const auto outcome : {"", "eligible", "completed", "nonsense"}) {
        for (const auto& [region, to] : w->effect(at(*w, j), {event, "", outcome, "", "programme_suspension"}).moves) {
          ASSERT_LT(region, static_cast<int>(w->regions().size()));
          ASSERT_LT(to, static_cast<int>(w->regions()[static_cast<std::size_t>(region)].states.size()));
        }
        ++tried;
      }
  EXPECT_EQ(tried, 8u * std::size(commands) * 4);
}

TEST(WorkflowLint, FindsEachPlantedFault) {
  const std::string good(avrr_workflow());
  ASSERT_TRUE(Workflow::lint(good, info<Context>(), commands).empty());
  EXPECT_TRUE(found(replaced(good, "\"by\": [\"reviewing_officer\"], \"moves\"", "\"moves\""), "moves_without_by"));
  EXPECT_TRUE(found(replaced(good, "\"arrived\",\"assisting\",\"closed\"]", "\"arrived\",\"assisting\",\"closed\",\"limbo\"]"), "unreachable_state"));
  EXPECT_TRUE(found(replaced(good, "\"cleared\",    {\"guard\": \"fit\"}", "\"clearedd\",    {\"guard\": \"fit\"}"), "undeclared_state"));
  EXPECT_TRUE(found(replaced(good, "\"set_by\": [\"suspend\"]", "\"set_by\": [\"suspendd\"]"), "undeclared_event"));
  EXPECT_TRUE(found(replaced(good, "p.travel_document.valid", "p.travel_document.vaild"), "guard_unknown_path"));
  EXPECT_TRUE(found(replaced(good, "\"blocks\": [\"clear\"", "\"blocks\": [\"shelter\",\"clear\""), "blocks_never_blocked"));
  EXPECT_TRUE(found(replaced(good, ", \"while_held\": \"pause\"", ""), "timer_without_while_held"));
  EXPECT_TRUE(found(replaced(good, "\"sets\": [\"arrived_on\"]", "\"sets\": [\"arrived_onn\"]"), "sets_unknown"));
  EXPECT_TRUE(found(replaced(good, "\"never_blocked\": [\"withdraw_application\",", "\"never_blocked\": ["), "not_free"));
  EXPECT_TRUE(found(replaced(good, "\"regions\": {", "\"region\": {}, \"regions\": {"), "unknown_member"));
  EXPECT_TRUE(found(replaced(good, "eligibility = \\\"eligible\\\" and", "eligibility = = \\\"eligible\\\" and"), "guard_syntax"));
  EXPECT_TRUE(found(replaced(good, "[\"cleared\",    \"book\"", "[\"*\",    \"clear\", \"cleared\", {}], [\"cleared\",    \"book\""), "ambiguous"));
  EXPECT_TRUE(found("{\"workflow\": ", "not_json"));
  EXPECT_TRUE(found(std::string(900'000, '['), "not_json"));
}

TEST(WorkflowLint, FindsEachFaultOfADeadline) {
  const std::string good(avrr_workflow());
  const std::string year = R"({"after": "arrive", "within": "P12M", "expect": "start_plan")";
  EXPECT_TRUE(found(replaced(good, year, R"({"after": "arrive", "within": "P12M", "expect": "start_plann")"), "undeclared_event"));
  EXPECT_TRUE(found(replaced(good, year, R"({"after": "arrived", "within": "P12M", "expect": "start_plan")"), "undeclared_event"));
  EXPECT_TRUE(found(replaced(good, year, R"({"after": "arrive", "within": "P12M", "expect": "start_plan|")"), "undeclared_event"));
  EXPECT_TRUE(found(replaced(good, year, R"({"after": "arrive", "expect": "start_plan")"), "missing_member"));
  for (const char* bad : {R"("12M")", R"("P0D")", R"("-P1D")", R"("PT4H")", R"("5")", "5", R"({"working_days": 0})", R"({"working_days": -3})", R"({"working_days": "5"})", R"({"working_days": 5, "days": 1})",
                          R"({"workdays": 5})", "[]", R"({"working_days": 99999999999})"})
    EXPECT_TRUE(found(replaced(good, R"("within": "P12M")", std::string("\"within\": ") + bad), "bad_period")) << bad;
  EXPECT_TRUE(found(replaced(good, R"("expect": "start_plan", "while_held": "pause")", R"("expect": "start_plan", "while_held": "stop")"), "timer_without_while_held"));
  EXPECT_TRUE(found(replaced(good, R"("expect": "plan_service")", R"("expect": "start_plan")"), "timer_twice"));
  EXPECT_TRUE(found(replaced(good, R"("outcome": "ineligible", "within")", R"("outcome": "inelligible", "within")"), "unknown_outcome"));
  EXPECT_TRUE(found(replaced(good, R"("expect": "plan_service")", R"("expect": "plan_service|assess")"), "sealed_moves"));
  EXPECT_TRUE(found(replaced(good, R"({"after": "arrive", "within": "P12M")", R"({"after": "medical", "within": "P12M")"), "sealed_moves"));
  EXPECT_TRUE(found(replaced(good, R"("lifted_by": ["review","end_suspension"])", R"("lifted_by": ["review","end_suspension","protect"])"), "sealed_moves"));
  EXPECT_TRUE(found(replaced(good, R"("medical": {})", R"("medical": {"sets": ["informed_on"]})"), "sealed_moves"));
  EXPECT_TRUE(found(replaced(good, R"("transferred","other"])", R"("transferred","deceased"])"), "sealed_outcome"));
  EXPECT_FALSE(found(replaced(good, R"({"after": "arrive", "within": "P12M", "expect": "start_plan")", R"({"after": "complain", "within": "P12M", "expect": "answer_complaint")"), "sealed_moves"));
  EXPECT_TRUE(found(replaced(good, R"("outcome": "refuse", "within")", R"("outcome": "refused", "within")"), "unknown_outcome"));
  EXPECT_TRUE(found(replaced(good, R"("if_late": "lapse")", R"("if_late": "refuse")"), "late_decides")) << "a day that passes refuses nobody";
  EXPECT_TRUE(found(replaced(good, R"("due": "P14D")", R"("due": "P14")"), "bad_period"));
  EXPECT_TRUE(found(replaced(good, R"("due": "P14D", "if_late": "escalate")", R"("due": "P14D", "if_late": "lapse")"), "late_decides"));
  EXPECT_TRUE(found(replaced(good, R"("due": "P14D", )", ""), "missing_member"));
  EXPECT_TRUE(found(replaced(good, R"({"kind": "silence")", R"({"kind": "silent")"), "wrong_type"));
  EXPECT_TRUE(found(replaced(good, R"("ended_by": ["close"]})", R"("ended_by": ["clos"]})"), "undeclared_event"));
  EXPECT_TRUE(found(replaced(good, R"("within": "P12M")", R"("wihtin": "P12M")"), "unknown_member"));
}

TEST(Workflow, SaysWhatIsExpectedByWhenAndOfWhom) {
  const auto w = avrr();
  const auto& t = w->timers();
  const auto year = std::find_if(t.begin(), t.end(), [](const WorkflowTimer& x) { return x.expect == "start_plan"; });
  ASSERT_NE(year, t.end());
  EXPECT_EQ(year->after, "arrive");
  EXPECT_EQ(year->within, (Period{12, 0, 0}));
  EXPECT_TRUE(year->pause);
  EXPECT_TRUE(std::any_of(t.begin(), t.end(), [](const WorkflowTimer& x) { return x.within == Period{0, 0, 14} && !x.pause; })) << "14 working days";
  ASSERT_TRUE(w->review_due("duplicate_review").has_value());
  EXPECT_EQ(w->review_due("duplicate_review")->within, (Period{0, 14, 0}));
  EXPECT_EQ(w->review_due("duplicate_review")->if_late, IfLate::escalate);
  EXPECT_FALSE(w->review_due("programme_suspension").has_value());
  EXPECT_FALSE(w->review_due("nonsense").has_value());
  EXPECT_EQ(w->roles("decide_eligibility"), std::vector<std::string>{"reviewing_officer"});
  EXPECT_TRUE(w->roles("start_plan").empty());
  EXPECT_TRUE(w->roles("nonsense").empty());
}

TEST(WorkflowLint, LoadRefusesAndNamesTheFirst) {
  const auto w = Workflow::load(replaced(std::string(avrr_workflow()), ", \"while_held\": \"pause\"", ""), info<Context>(), commands);
  ASSERT_FALSE(w);
  EXPECT_EQ(w.error().code, ErrorCode::lint);
  EXPECT_EQ(w.error().reason, "timer_without_while_held");
  EXPECT_EQ(w.error().pointer, "/timers/0");
}

TEST(Workflow, ARefusalNamesTheStatesOfItsOwnRegionOnly) {
  // One event moves two regions, from the last of four states and from the second of two.
  constexpr const char* document = R"({"v":1,"workflow":"two","version":"1","subject":"case",
    "regions":{"journey":{"start":"a","states":["a","b"]},"ageing":{"start":"p","states":["p","q","r","s"]}},
    "transitions":{"journey":[["a","clear","b",{}],["b","book","a",{}]],"ageing":[["p","depart","q",{}],["q","depart","r",{}],["r","depart","s",{}],["s","book","p",{}]]}})";
  constexpr std::string_view events[] = {"clear", "book", "depart"};
  const auto w = Workflow::load(document, info<Context>(), events).value();
  const auto refused = w->ask(w->start(), {}, {"book", "", "", "", ""}, feel::Value()).error();
  EXPECT_EQ(refused.reason, "not_in_state");
  EXPECT_NE(refused.message.find("ageing is p, and must be s."), std::string::npos) << refused.message;
}

TEST(WorkflowLint, NamesTheFaultAndItsPlaceInASmallDocument) {
  // Each row is a change to one member of a sound document: the code and the pointer say what is wrong, and where.
  constexpr std::string_view events[] = {"go", "back", "review", "close", "shelter"};
  const auto document = [](const std::string& member, const std::string& text) {
    std::vector<std::pair<std::string, std::string>> members = {
        {"v", "1"}, {"workflow", R"("small")"}, {"version", R"("1")"}, {"subject", R"("case")"},
        {"regions", R"({"way": {"start": "a", "states": ["a", "b"]}})"},
        {"define", R"({"sound": "informed_on"})"},
        {"transitions", R"({"way": [["a", "go", "b", {}], ["b", "back", "a", {}]]})"},
        {"without_move", R"({"review": {}, "close": {}, "shelter": {}})"},
        {"holds", R"({"stop": {"set_by": ["close"], "blocks": ["go"], "review": {"outcomes": {"on": {"lifts": true}}}}})"},
        {"never_blocked", R"(["shelter"])"},
        {"timers", R"([{"after": "go", "within": "P5D", "expect": "back", "while_held": "run"}])"}};
    std::string out;
    for (const auto& [name, value] : members) {
      const std::string& now = name == member ? text : value;
      if (!now.empty()) out += (out.empty() ? "{\"" : ",\"") + name + "\":" + now;
    }
    return out + "}";
  };
  const auto timer = [](const char* rest) { return std::string(R"([{"after": "go", "within": "P5D", "expect": "back", "while_held": "run")") + rest + "}]"; };
  const auto hold = [](const char* rest) { return R"({"stop": {"set_by": ["close"], "blocks": ["go"])" + std::string(rest) + "}}"; };
  const auto outcome = [&](const char* text) { return hold((R"(, "review": {"outcomes": {"on": {"lifts": true}, "off": )" + std::string(text) + "}}").c_str()); };
  struct Row { const char* member; std::string text, code, pointer; };
  const Row rows[] = {
      {"workflow", "", "missing_member", "/workflow"},
      {"version", "3", "wrong_type", "/version"},
      {"regions", "[]", "wrong_type", "/regions"},
      {"regions", "{}", "no_regions", "/regions"},
      {"regions", R"({"way": {"start": "a", "states": ["a", "b"]}, "x": 1})", "wrong_type", "/regions/x"},
      {"regions", R"({"way": {"start": "c", "states": ["a", "b"]}})", "undeclared_state", "/regions/way/start"},
      {"regions", R"({"way": {"start": "a", "states": ["a", "b", "b"]}})", "state_twice", "/regions/way/states"},
      {"regions", R"({"way": {"start": "a", "states": ["a", "b"]}, "x": {"start": "a", "states": "a"}})", "wrong_type", "/regions/x/states"},
      {"regions", R"({"way": {"start": "a", "states": ["a", "b", 3]}})", "wrong_type", "/regions/way/states"},
      {"define", R"({"sound": true})", "wrong_type", "/define/sound"},
      {"define", R"({"sound": "nobody.knows"})", "guard_unknown_path", "/define/sound"},
      {"define", R"({"sound": "informed_on.more"})", "guard_unknown_path", "/define/sound"},
      {"transitions", R"({"way": [["a", "go", "b", {}], ["b", "back", "a", {}]], "road": []})", "undeclared_region", "/transitions/road"},
      {"transitions", R"({"way": {}})", "wrong_type", "/transitions/way"},
      {"transitions", R"({"way": [["a", "go", "b", {}], ["b", "back", "a"]]})", "wrong_type", "/transitions/way/1"},
      {"transitions", R"({"way": [["a", "go", "b", {}], ["b", "back", "a", 7]]})", "wrong_type", "/transitions/way/1/3"},
      {"transitions", R"({"way": [["a", "go", "b", {"by": []}], ["b", "back", "a", {}]]})", "by_nobody", "/transitions/way/0/3/by"},
      {"transitions", R"({"way": [["a", "go", "b", {"reason": "wanted"}], ["b", "back", "a", {}]]})", "wrong_type", "/transitions/way/0/3/reason"},
      {"transitions", R"({"way": [["a", "go", "b", {"guard": "nobody"}], ["b", "back", "a", {}]]})", "guard_unknown_path", "/transitions/way/0/3/guard"},
      {"transitions", R"({"way": [["a", "go", "b", {}], ["b", "back", "a", {}], ["a", "fly", "b", {}]]})", "unknown_command", "/transitions/way/2/1"},
      {"without_move", R"({"review": {}, "close": {}, "shelter": {}, "swim": {}})", "unknown_command", "/without_move/swim"},
      {"without_move", R"({"review": {}, "close": {"outcome": ["x"]}, "shelter": {}})", "unknown_member", "/without_move/close/outcome"},
      {"without_move", R"({"review": {}, "close": 1, "shelter": {}})", "wrong_type", "/without_move/close"},
      {"never_blocked", R"(["shelter", "dance"])", "undeclared_event", "/never_blocked"},
      {"never_blocked", R"("shelter")", "wrong_type", "/never_blocked"},
      {"never_blocked", "", "not_free", "/never_blocked"},
      {"holds", R"({"stop": []})", "wrong_type", "/holds/stop"},
      {"holds", hold(""), "never_lifted", "/holds/stop"},
      {"holds", hold(R"(, "lifted_by": ["nobody"])"), "undeclared_event", "/holds/stop/lifted_by"},
      {"holds", hold(R"(, "if_late": "escalate")"), "missing_member", "/holds/stop/due"},
      {"holds", outcome("1"), "wrong_type", "/holds/stop/review/outcomes/off"},
      {"holds", outcome("{}"), "missing_member", "/holds/stop/review/outcomes/off/lifts"},
      {"holds", outcome(R"({"lifts": "no"})"), "missing_member", "/holds/stop/review/outcomes/off/lifts"},
      {"holds", outcome(R"({"lifts": false, "by": ["x"], "moves": {"road": ["a", "b"]}})"), "undeclared_region", "/holds/stop/review/outcomes/off/moves/road"},
      {"holds", outcome(R"({"lifts": false, "by": ["x"], "moves": {"way": "b"}})"), "wrong_type", "/holds/stop/review/outcomes/off/moves/way"},
      {"holds", outcome(R"({"lifts": false, "by": ["x"], "moves": {"way": ["a", "a|b"]}})"), "ambiguous", "/holds/stop/review/outcomes/off/moves/way"},
      {"holds", outcome(R"({"lifts": false, "by": ["x"], "moves": {"way": ["a", "c"]}})"), "undeclared_state", "/holds/stop/review/outcomes/off/moves/way/1"},
      {"holds", outcome(R"({"lifts": false, "moves": {"way": ["a", "b"]}})"), "moves_without_by", "/holds/stop/review/outcomes/off"},
      {"timers", "{}", "wrong_type", "/timers"},
      {"timers", "[1]", "wrong_type", "/timers/0"},
      {"timers", timer(R"(, "kind": "clock")"), "wrong_type", "/timers/0/kind"},
      {"timers", timer(R"(, "outcome": "on")"), "unknown_outcome", "/timers/0/outcome"},
  };
  for (const auto& f : Workflow::lint(document("", ""), info<Context>(), events)) ADD_FAILURE() << "the control: " << f.code << ' ' << f.pointer << ' ' << f.message;
  for (const auto& row : rows) {
    const auto findings = Workflow::lint(document(row.member, row.text), info<Context>(), events);
    std::string all;
    for (const auto& f : findings) all += f.code + ' ' + f.pointer + "; ";
    EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [&](const WorkflowFinding& f) { return f.code == row.code && f.pointer == row.pointer; })) << row.member << ": " << row.text << "\n  " << all;
  }
  const auto array = Workflow::lint("[]", info<Context>(), events);
  ASSERT_EQ(array.size(), 1u);
  EXPECT_EQ(array[0].code, "not_json");
}
