#include "register/rehearsal.hpp"

namespace safar::inline v0 {

Rehearsal::Rehearsal(Session::Impl& session) : session_(session), home_(*session.home), turn_(home_) {}

Rehearsal::~Rehearsal() {
  home_.staged = {};
  if (home_.log) home_.forget();  // cases, numbers: none of it was so
}

Result<Receipt> Rehearsal::run(std::string_view json) {
  if (!home_.log) return fail(ErrorCode::closed, "The register is closed.", "", "closed", "Open it again.");
  if (home_.grouped) return fail(ErrorCode::invalid_argument, "A group of acts is open.", "", "in_group", "Commit it first.");
  if (!begun_) if (auto r = home_.refresh(); !r) return std::move(r).error();
  begun_ = true;
  std::unique_ptr<Made> made;
  auto read = read_command(json, made);
  if (!read) return std::move(read).error();
  Command& command = *read;
  if (command.verb->use != VerbUse::on_case) return fail(ErrorCode::unsupported, "Only commands on one case are rehearsed.", "/command");
  if (auto r = allowed_.ask(home_.house, session_.actor, *command.verb); !r) return std::move(r).error();
  if (auto r = type_values(home_, command); !r) return std::move(r).error();
  if (auto r = check_size(command); !r) return std::move(r).error();
  const auto& o = command.options;
  if (!o.request.none()) {
    command.content = request_content(command);
    auto known = home_.log->request(o.request, command.content);
    if (!known) return std::move(known).error();
    if (*known) {
      if (!(*known)->same) return request_reused();
      return receipt_of(home_, (*known)->act, std::string(command.verb->name), o.request);
    }
    if (const auto it = requests_.find(o.request); it != requests_.end()) {
      if (it->second.content != std::hash<std::string>()(command.content)) return request_reused();
      Receipt again = it->second.receipt;
      again.repeated = true;
      return again;
    }
  }
  if (auto r = home_.log->clock_fits(); !r) return std::move(r).error();
  Here here{home_, session_.actor, (*home_.days)(home_.log->next_received()), std::nullopt, false};
  if (auto r = valid_day(here, o); !r) return std::move(r).error();
  auto plan = prepare_at(here, command);
  if (!plan) return std::move(plan).error();
  store::ActIn act;
  if (auto r = make_act(here, command, *plan, act); !r) return std::move(r).error();
  std::vector<Id> changed;
  if (auto r = take_effect(here, *plan, act, {"", home_.log->next_received(), home_.log->last_event() + 1}, changed); !r) return std::move(r).error();
  if (plan->number_year) ++home_.house.numbers[plan->number_year];
  for (const auto& e : act.events) for (const auto& s : e.streams) home_.staged.fresh.kinds.emplace(s.id, s.kind);
  for (const auto& l : plan->lookups) home_.staged.fresh.lookups[l.mac].push_back(l.subject);
  Receipt receipt = receipt_skeleton(command, *plan);
  if (!o.request.none()) requests_.emplace(o.request, Done{receipt, std::hash<std::string>()(command.content)});
  return receipt;
}

}  // namespace safar::inline v0
