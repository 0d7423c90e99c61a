#include "property/workflows.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <safar/casework/verbs.hpp>

namespace property {
namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

const Words roles = {"intake_clerk", "counsellor", "reviewing_officer", "movement_officer", "receiving_partner", "programme_manager", "protection_officer"};
const Words free_events = {"withdraw_application", "withdraw_consent", "shelter", "medical", "protect", "correct", "erase", "complain", "answer_complaint", "record_death"};
// These have an outcome of their own, which chooses the state.
const Words deciding = {"decide_eligibility", "decide_appeal"};
const Words moving = {"counsel", "clear", "book", "depart", "no_show", "arrive", "start_plan", "close", "reopen", "reassess", "appeal", "consent", "withdraw_consent", "assist"};

struct Region { std::string name; Words states; };

std::string guard(Random& random, const std::vector<Region>& regions, int depth) {
  const Region& r = random.of(regions);
  const std::string state = r.name + (random.one_in(4) ? " != \"" : " = \"") + random.of(r.states) + "\"";
  if (depth > 1) return state;
  switch (random.below(9)) {
    case 0: return "(" + guard(random, regions, depth + 1) + " and " + guard(random, regions, depth + 1) + ")";
    case 1: return "(" + guard(random, regions, depth + 1) + " or " + guard(random, regions, depth + 1) + ")";
    case 2: return "not(" + guard(random, regions, depth + 1) + ")";
    case 3: return "not(application_withdrawn)";
    case 4: return random.word({"every", "some"}) + " p in persons satisfies p." + random.word({"travel_document.valid", "checklist.complete", "erased", "deceased"});
    case 5: return "decision != \"appeal\"";
    case 6: return "count(persons) < " + std::to_string(2 + random.below(3));
    default: return state;
  }
}

Json rule(Random& random, const std::vector<Region>& regions, bool free) {
  Json out = Json::object();
  if (random.one_in(3)) {
    out["by"] = Json::array();
    for (std::size_t i = 0, n = 1 + random.below(3); i < n; ++i) out["by"].push_back(random.of(roles));
  }
  if (random.one_in(4)) out["reason"] = "required";
  if (!free && random.one_in(4)) out["guard"] = random.one_in(5) ? "fit" : guard(random, regions, 0);
  return out;
}

std::string period(Random& random) { return "P" + std::to_string(1 + random.below(20)) + random.word({"D", "W", "M"}); }

}  // namespace

std::string random_workflow(Random& random) {
  std::vector<Region> regions = {{"journey", {"applied"}}};
  for (const char* s : {"counselled", "cleared", "booked", "departed", "arrived", "assisting"}) if (!random.one_in(4)) regions[0].states.push_back(s);
  regions[0].states.push_back("closed");
  if (!random.one_in(5)) regions.push_back({"eligibility", {"undecided", "eligible", "ineligible"}});
  if (regions.size() > 1 && random.one_in(2)) { regions[1].states.push_back("in_review"); regions[1].states.push_back("appealed"); }
  if (!random.one_in(5)) regions.push_back({"consent", {"none", "given", "withdrawn"}});
  if (random.one_in(3)) regions.push_back({"ageing", {"young", "old", "older"}});

  Json doc = {{"v", 1}, {"workflow", "random"}, {"version", std::to_string(random.below(1000))}, {"subject", "case"}, {"never_blocked", free_events}};
  doc["define"] = {{"fit", guard(random, regions, 1)}};
  Words used;
  for (const Region& r : regions) {
    doc["regions"][r.name] = {{"start", r.states[0]}, {"states", r.states}};
    Json rows = Json::array();
    // A way to every state, then some more.
    for (std::size_t s = 1; s < r.states.size(); ++s) {
      const std::string event = r.states[s] == "closed" ? "close" : random.of(moving);
      Json with = rule(random, regions, std::find(free_events.begin(), free_events.end(), event) != free_events.end());
      if (event == "close" && random.one_in(2)) with["outcome"] = {"completed", "withdrawn", "refused"};
      rows.push_back({event == "close" ? "*" : r.states[random.below(s)], event, r.states[s], with});
      used.push_back(event);
    }
    if (r.name == "eligibility") {
      rows.push_back({r.states[0], "decide_eligibility", "eligible|ineligible", {{"by", {"reviewing_officer", random.of(roles)}}, {"reason", "required"}}});
      used.push_back("decide_eligibility");
    }
    for (std::size_t i = random.below(5); i > 0; --i) {
      const std::string event = random.of(moving);
      rows.push_back({random.of(r.states), event, random.of(r.states), rule(random, regions, std::find(free_events.begin(), free_events.end(), event) != free_events.end())});
      used.push_back(event);
    }
    doc["transitions"][r.name] = rows;
  }
  for (const auto event : safar::workflow_events()) {
    const std::string name(event);
    if (std::find(used.begin(), used.end(), name) != used.end()) continue;
    const bool free = std::find(free_events.begin(), free_events.end(), name) != free_events.end();
    if (!free && name != "suspend" && name != "end_suspension" && name != "review" && random.one_in(8)) continue;
    doc["without_move"][name] = name == "suspend" || name == "end_suspension" ? Json{{"by", {"programme_manager"}}} : rule(random, regions, free);
    used.push_back(name);
  }
  const auto some_used = [&] { return random.of(used); };
  for (const char* hold : {"programme_suspension", "duplicate_review", "odd"}) {
    if (random.one_in(4)) continue;
    Json blocks = Json::array();
    for (std::size_t i = 1 + random.below(4); i > 0; --i)
      if (const auto e = some_used(); std::find(free_events.begin(), free_events.end(), e) == free_events.end() && e != "review" && e != "suspend" && e != "end_suspension") blocks.push_back(e);
    Json outcomes = {{"resume", {{"lifts", true}}}, {"distinct", {{"lifts", true}}}, {"refer", {{"lifts", false}, {"emits", "refer"}}}, {"same_person", {{"lifts", true}, {"emits", "merge"}}}};
    if (regions.size() > 1 && regions[1].name == "eligibility" && random.one_in(2))
      outcomes["refuse"] = {{"lifts", true}, {"by", {"reviewing_officer"}}, {"moves", {{"eligibility", {random.one_in(2) ? "undecided|eligible" : "undecided", "ineligible"}}}}};
    doc["holds"][hold] = {{"set_by", {std::string_view(hold) == "duplicate_review" ? "advice" : "suspend"}}, {"blocks", blocks}, {"lifted_by", {"review", "end_suspension"}}, {"review", {{"reason", "required"}, {"outcomes", outcomes}}}};
    if (random.one_in(2)) doc["holds"][hold]["due"] = period(random);
  }
  // What is sealed by its name starts and ends nothing.
  const auto some_open = [&] {
    for (;;) if (const auto e = some_used(); !safar::is_sealed_kind(safar::find_verb(e)->kind)) return e;
  };
  doc["timers"] = Json::array();
  for (std::size_t i = random.below(4); i > 0; --i)
    doc["timers"].push_back({{"after", random.one_in(3) ? "apply" : some_open()}, {"within", random.one_in(3) ? Json{{"working_days", 1 + random.below(9)}} : Json(period(random))},
                             {"expect", some_open()}, {"while_held", random.word({"pause", "run"})}, {"ended_by", {some_open()}}});
  return doc.dump();
}

}  // namespace property
