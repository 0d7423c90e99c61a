#include "register/table.hpp"

#include <functional>

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

// How near an answer is to acting: a row shows the best that its state or hold allows.
int rank(const std::string& answer) {
  if (answer == "acts" || answer.starts_with("-> ") || answer.starts_with("lifts")) return 3;
  if (answer == "held") return 2;
  return answer == "not_in_state" ? 0 : 1;
}

// The best answer over the states of all regions but the fixed one.
std::string best(const Workflow& w, int region, int state, const std::vector<std::string>& holds, const std::string& event) {
  const std::string outcome = event == "close" ? "completed" : "eligible";
  std::string found = "not_in_state";
  Marking m(w.regions().size(), 0);
  const std::function<void(std::size_t)> each = [&](std::size_t r) {
    if (rank(found) == 3) return;
    if (r == m.size()) {
      std::string a = answer(w, m, holds, event, "", outcome);
      if (rank(a) > rank(found)) found = std::move(a);
      return;
    }
    if (static_cast<int>(r) == region) { m[r] = state; each(r + 1); return; }
    for (std::size_t s = 0; s < w.regions()[r].states.size(); ++s) { m[r] = static_cast<int>(s); each(r + 1); }
  };
  each(0);
  return found;
}

}  // namespace

std::string state_table(const Workflow& w) {
  nlohmann::json out;
  out["v"] = 1;
  out["workflow"] = w.name() + " " + w.version();
  for (std::size_t r = 0; r < w.regions().size(); ++r)
    for (std::size_t s = 0; s < w.regions()[r].states.size(); ++s)
      for (const auto& event : w.events())
        if (event != "review") out["regions"][w.regions()[r].name][w.regions()[r].states[s]][event] = best(w, static_cast<int>(r), static_cast<int>(s), {}, event);
  for (const auto& hold : w.holds())
    for (const auto& event : w.events()) {
      auto& cell = out["holds"][hold][event];
      if (event != "review") { cell = best(w, -1, 0, {hold}, event); continue; }
      for (const auto& outcome : w.outcomes(hold)) cell[outcome] = answer(w, w.start(), {hold}, event, hold, outcome);
    }
  return out.dump();
}

}  // namespace safar::inline v0
