#include "register/table.hpp"

#include <safar/base/json.hpp>
#include <safar/casework/fold.hpp>
#include <safar/workflow/access.hpp>

#include "base/json_dom.hpp"

namespace safar::inline v0 {
namespace {

constexpr std::string_view all_roles[] = {"intake_clerk", "counsellor", "reviewing_officer", "movement_officer", "receiving_partner", "programme_manager", "finance_officer", "data_protection_officer"};

// A case that stands at `marking`, with one person whose papers and checklist are in order.
CaseState case_at(const Workflow& w, const Marking& marking) {
  CaseState s;
  for (std::size_t r = 0; r < marking.size(); ++r) s.regions.push_back({w.regions()[r].name, w.regions()[r].states[static_cast<std::size_t>(marking[r])]});
  PersonState p;
  p.papers.push_back({Absence::not_applicable, true});
  p.checklist.complete = true;
  s.persons.push_back(p);
  return s;
}

// The favourable marking: fit to travel.
Marking favourable(const Workflow& w) {
  Marking m = w.start();
  for (const auto& [region, state] : {std::pair{"eligibility", "eligible"}, std::pair{"consent", "given"}})
    if (const int r = w.region(region); r >= 0)
      if (const int s = w.state(r, state); s >= 0) m[static_cast<std::size_t>(r)] = s;
  return m;
}

std::string answer(const Workflow& w, const Marking& marking, const std::vector<std::string>& holds, const std::string& event, const std::string& hold, const std::string& outcome) {
  const CaseState state = case_at(w, marking);
  const auto context = guard_context(state, w, Date());
  std::string last;
  for (const auto role : all_roles) {
    auto a = w.ask(marking, holds, {event, role, outcome, "table", hold}, context);
    if (a) {
      std::string out;
      for (const auto& [region, to] : a->moves) out += (out.empty() ? "-> " : ", ") + w.regions()[static_cast<std::size_t>(region)].states[static_cast<std::size_t>(to)];
      if (a->lifts) out += out.empty() ? "lifts the hold" : ", lifts the hold";
      return out.empty() ? "acts" : out;
    }
    last = a.error().reason;
    if (last != "wrong_role") return last;
  }
  return last;
}

bool acts(const std::string& answer) { return answer == "acts" || answer.starts_with("-> ") || answer.starts_with("lifts"); }

}  // namespace

std::string state_table(const Workflow& w) {
  nlohmann::json out;
  out["v"] = 1;
  out["workflow"] = w.name() + " " + w.version();
  const Marking good = favourable(w);
  const auto outcome_for = [&](const std::string& event) { return event == "close" ? "completed" : "eligible"; };
  for (std::size_t r = 0; r < w.regions().size(); ++r)
    for (std::size_t s = 0; s < w.regions()[r].states.size(); ++s) {
      Marking m = good;
      m[r] = static_cast<int>(s);
      auto& row = out["regions"][w.regions()[r].name][w.regions()[r].states[s]];
      for (const auto& event : w.events()) row[event] = answer(w, m, {}, event, "", outcome_for(event));
    }
  // Under a hold: each command in the state in which it would act without it.
  for (const auto& hold : w.holds())
    for (const auto& event : w.events()) {
      auto& cell = out["holds"][hold][event];
      if (event == "review") {
        for (const auto& outcome : w.outcomes(hold)) cell[outcome] = answer(w, good, {hold}, event, hold, outcome);
        continue;
      }
      std::string best = "not_in_state";
      std::function<void(std::size_t, Marking&)> each = [&](std::size_t r, Marking& m) {
        if (r == w.regions().size()) {
          if (!acts(answer(w, m, {}, event, "", outcome_for(event)))) return;
          best = answer(w, m, {hold}, event, "", outcome_for(event));
          return;
        }
        for (std::size_t s = 0; s < w.regions()[r].states.size() && best == "not_in_state"; ++s) {
          m[r] = static_cast<int>(s);
          each(r + 1, m);
        }
      };
      Marking m = good;
      each(0, m);
      cell = best;
    }
  return out.dump();
}

}  // namespace safar::inline v0
