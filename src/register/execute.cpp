#include "base/json_write.hpp"
#include "register/execute.hpp"
#include "register/prepare_payment.hpp"
#include "register/search.hpp"

#include <safar/base/json.hpp>
#include <safar/base/limits.hpp>
#include <safar/base/shelves.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/parting.hpp>
#include <safar/casework/upcast.hpp>

#include <algorithm>

namespace safar::inline v0 {
namespace {

Result<Receipt> write(Session::Impl& session, Here& here, Command& command, Plan& plan, bool group) {
  auto& home = *session.home;
  auto& log = *home.log;
  const bool own = !group;
  if (own) {
    if (auto r = log.begin(); !r) return std::move(r).error();
    if (here.received) log.receive_at(here.received);
  }
  const auto undo = [&](Error e) -> Error {
    log.rollback();
    home.grouped = false;
    home.forget();
    return e;
  };
  store::ActIn act;
  if (auto r = make_act(here, command, plan, act); !r) return own ? undo(std::move(r).error()) : std::move(r).error();
  auto done = log.append(act);
  if (!done) {
    // What the log refuses leaves the transaction as it was: one bad act must not undo the good ones of its group.
    const ErrorCode why = done.error().code;
    const bool refused = why == ErrorCode::invalid_argument || why == ErrorCode::exists || why == ErrorCode::erased || why == ErrorCode::too_large;
    if (group && refused) return std::move(done).error();
    return undo(std::move(done).error());
  }
  Receipt receipt = receipt_skeleton(command, plan);
  if (receipt.request.none()) receipt.request = done->request;
  receipt.act = done->name;
  const Accepted accepted{done->name, done->received, done->first_event};
  std::vector<Id> changed;
  if (auto r = take_effect(here, plan, act, accepted, changed); !r) return undo(std::move(r).error());
  if (!plan.erased.empty()) if (auto r = log.mark_erased(plan.erased); !r) return undo(std::move(r).error());  // before its boxes are written anew without them
  list_events(home, plan, act, receipt);
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  for (const auto& id : changed) {
    const auto it = home.book.cases.find(id);
    if (it == home.book.cases.end()) continue;
    if (auto r = home.put_state(it->second); !r) return undo(std::move(r).error());
    if (home.now) home.now->set(it->second);
    if (receipt.versions.size() < listed_versions) receipt.versions.push_back({id, it->second.version});
  }
  list_versions(home, plan, receipt.versions);
  count_in(home, plan, act, accepted);
  if (auto r = log.put_lookup_many(plan.lookups); !r) return undo(std::move(r).error());
  if (plan.number_year) ++home.house.numbers[plan.number_year];
  if (log.last_event() - home.house.numbers_upto > numbers_behind) {
    if (auto r = put_numbers(home, numbers_text(home.house)); !r) return undo(std::move(r).error());
    home.house.numbers_upto = log.last_event();
  }
  if (home.columns.loaded() && home.columns.unwritten() > 20'000) if (auto r = home.columns.write(log); !r) return undo(std::move(r).error());
  if (own) {
    if (auto r = log.commit(); !r) return undo(std::move(r).error());
    if (!plan.erased.empty()) {
      if (home.search) home.search->erase(plan.erased);
      auto e = log.finish_erasure();
      if (!e) return std::move(e).error();
      receipt.advice.push_back({"erase", e->done ? "done" : "pending", "", "", e->pending});
    }
  }
  home.book.upto = log.last_event();
  return receipt;
}

}  // namespace

namespace {

/// Ids that a command names as what it is about; what they are is looked at when it is prepared.
std::vector<Id> named_by(const Command& command) {
  std::vector<Id> out;
  for (const auto& f : command.verb->type().fields)
    if (f.name == "case" && &f.type() == &info<CaseId>()) out.push_back(*reinterpret_cast<const CaseId*>(static_cast<const char*>(command.fact) + f.offset));
  return out;
}

Result<> check_versions(Register::Impl& home, const CommandOptions& options, const std::vector<Id>& about, bool others) {
  for (const auto& [id, n] : options.if_version) {
    if (std::find(about.begin(), about.end(), id) == about.end()) {
      if (others) continue;
      return fail(ErrorCode::refused, "This command does not change what if_version names.", "/if_version/" + to_string(id), "not_changed", "Name the cases, projects, ... that it changes.");
    }
    auto now = home.log->version(id);
    if (!now) return std::move(now).error();
    if (*now != n)
      return fail(ErrorCode::stale, "Somebody changed it: version " + std::to_string(n) + " was seen, " + std::to_string(*now) + " is now.", "/if_version/" + to_string(id), "stale",
                  "Read it again and decide again.");
  }
  return {};
}

}  // namespace

Result<Plan> prepare_at(Here& here, Command& command) {
  const auto& o = command.options;
  if (o.if_version.empty()) return prepare(here, command);
  if (auto r = check_versions(here.home, o, named_by(command), true); !r) return std::move(r).error();
  auto plan = prepare(here, command);
  if (!plan) return plan;
  std::vector<Id> about;
  for (const auto& p : plan->events) {
    about.insert(about.end(), p.cases.begin(), p.cases.end());
    about.insert(about.end(), p.nouns.begin(), p.nouns.end());
  }
  if (auto r = check_versions(here.home, o, about, false); !r) return std::move(r).error();
  return plan;
}

Result<> check_size(const Command& command) {
  return check_limits(command.verb->type(), command.fact, command.verb->kind == EventKind::adopt ? document_limits : FactLimits{});
}

Wiped request_content(const Command& command) {
  const auto& o = command.options;
  Wiped out;
  out.reserve(std::size_t{16} << 10);  // what it outgrew would not be wiped
  out += command.verb->name;
  typed::write_value(out, command.verb->type(), command.fact);
  if (o.valid) out += *o.valid;
  (out += '|').append(std::to_string(o.expect_count)).append(o.expect_digest);
  return out;
}

Error request_reused() { return fail(ErrorCode::request_reused, "This request id was used for another command.", "/request", "request_reused", "Make a new request id for a new command."); }

Result<> valid_day(Here& here, const CommandOptions& options) {
  if (!options.valid) return {};
  auto day = Date::parse(*options.valid);
  if (!day) { auto e = std::move(day).error(); e.pointer = "/valid"; return e; }
  if (*day > here.today) return fail(ErrorCode::out_of_range, "\"valid\" is in the future.", "/valid", "in_future", "Record it when it has happened.");
  here.valid = *day;
  return {};
}

Result<Receipt> receipt_of(Register::Impl& home, std::int64_t pos, const std::string& command, const Id& request) {
  auto act = home.log->act(pos);
  if (!act) return std::move(act).error();
  Receipt r;
  r.command = command;
  r.request = request;
  r.act = act->name;
  r.made = "{}";
  r.repeated = true;
  std::vector<Id> cases;
  for (const auto& e : act->events) {
    const Verb* verb = any_verb(e.kind);
    if (!verb) return fail(ErrorCode::newer, "This act was written by a newer library.");
    Receipt::Event shown;
    shown.kind = e.kind == EventKind::assessed ? command : std::string(verb->name);
    shown.ver = e.ver;
    for (const auto& s : e.streams) {
      if (in_receipt(home, s) && shown.streams.size() < listed_versions) shown.streams.push_back(s.id);
      if (s.kind == StreamKind::case_) cases.push_back(s.id);
    }
    r.events.push_back(std::move(shown));
    Made fact(verb->type());
    if (auto read = read_fact(e, *verb, fact.get()); !read) return std::move(read).error();
    if (const Id noun = noun_of_fact(*verb, fact.get()); !noun.none()) cases.push_back(noun);
    const auto text = [&](const char* name) { return *static_cast<const std::string*>(member(verb->type(), static_cast<const void*>(fact.get()), name)); };
    if (verb->kind == EventKind::apply) {
      const auto& persons = *static_cast<const std::vector<Migrant>*>(member(verb->type(), static_cast<const void*>(fact.get()), "persons"));
      r.made = "{\"case\":" + json_string(to_string(case_of(*verb, fact.get()))) + ",\"number\":" + json_string(text("number")) + ",\"persons\":[";
      for (std::size_t i = 0; i < persons.size(); ++i) r.made += (i ? "," : "") + json_string(to_string(persons[i].person_id));
      r.made += "]}";
    } else if (verb->kind == EventKind::begin_case) {
      r.made = made_of(*static_cast<const BeginCase*>(fact.get()));
    } else if (verb->begins) {
      const auto name = noun_name(verb->subject);
      r.made = "{\"" + std::string(name) + "\":" + json_string(*text_member(verb->type(), fact.get(), name)) + "}";
    } else if (verb->kind == EventKind::advice) {
      r.advice.push_back({text("engine"), text("code"), to_string(case_of(*verb, fact.get())), "duplicate_review"});
    } else if (verb->kind == EventKind::hold && text("because") != "advice") {
      r.advice.push_back({"suspension", text("code"), to_string(case_of(*verb, fact.get())), text("hold")});
    } else if (verb->kind == EventKind::pay) {
      advise_unchecked(*static_cast<const Pay*>(fact.get()), r.advice);
    } else if (verb->kind == EventKind::suspend) {
      r.count = static_cast<const Suspend*>(fact.get())->count;
      r.digest = static_cast<const Suspend*>(fact.get())->digest;
    } else if (verb->kind == EventKind::end_suspension) {
      std::vector<Id> held;
      for (const auto& s : e.streams) if (s.kind == StreamKind::case_) held.push_back(s.id);
      r.count = static_cast<std::int64_t>(held.size());
      r.digest = set_digest(std::move(held));
    } else if (verb->kind == EventKind::erase) {
      std::vector<Id> persons(static_cast<const Erase*>(fact.get())->persons.begin(), static_cast<const Erase*>(fact.get())->persons.end());
      r.count = static_cast<std::int64_t>(persons.size());
      r.digest = set_digest(std::move(persons));
    }
  }
  std::sort(cases.begin(), cases.end());
  cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
  const std::int64_t last = act->events.empty() ? 0 : act->events.back().pos;
  for (const auto& id : cases) {
    if (r.versions.size() >= listed_versions) break;
    auto events = home.log->events_of(id, store::Want::body);
    if (!events) return std::move(events).error();
    r.versions.push_back({id, std::count_if(events->begin(), events->end(), [&](const store::EventOut& e) { return e.pos <= last; })});
  }
  return r;
}

namespace {

/// Who erases again ends what was left to do: an erasure has no receipt to give again, as its request went with the persons.
Error erased_already(Register::Impl& home, Error e) {
  auto rest = home.log->finish_erasure();
  if (!rest) return std::move(rest).error();
  if (!rest->done) e.remedy = "Bytes of it are still there: " + rest->pending + ".";
  return e;
}

}  // namespace

Result<Receipt> run_command(Session::Impl& session, Command& command, bool dry, bool group) {
  auto& home = *session.home;
  auto& log = *home.log;
  group = group || home.grouped;
  if (home.read_only && !dry) return fail(ErrorCode::not_permitted, "The register was opened for reading only.", "", "read_only", "Open it for writing.");
  const auto allowed = [&]() -> Result<> {
    if (!group) if (auto r = home.refresh(); !r) return r;
    return may_do(home.house, session.actor, *command.verb);
  };
  if (auto r = allowed(); !r) return std::move(r).error();
  Leased leased;
  if (!group && !dry) {  // and once more, after what another writer did meanwhile
    if (auto r = leased.take(session); !r) return std::move(r).error();
    if (auto r = allowed(); !r) return std::move(r).error();
  }
  home.let_go();
  if (auto r = type_values(home, command); !r) return std::move(r).error();
  if (auto r = check_size(command); !r) return std::move(r).error();
  const auto& o = command.options;
  command.content = request_content(command);
  if (!o.request.none()) {
    auto known = log.request(o.request, command.content);
    if (!known) return std::move(known).error();
    if (*known) {
      if (!(*known)->same)
        return request_reused();
      return receipt_of(home, (*known)->act, std::string(command.verb->name), o.request);
    }
  }
  if (auto r = log.clock_fits(); !r) return std::move(r).error();
  const std::int64_t received = log.next_received();
  Here here{home, session.actor, (*home.days)(received), std::nullopt, dry, received};
  if (auto r = valid_day(here, o); !r) return std::move(r).error();
  auto plan = prepare_at(here, command);
  if (!plan && plan.error().code == ErrorCode::erased && command.verb->kind == EventKind::erase && !dry && !group) return erased_already(home, std::move(plan).error());
  if (!plan) return std::move(plan).error();
  if (group && !dry && !plan->erased.empty())
    return fail(ErrorCode::refused, "An erasure is an act that stands alone: its bytes are gone only after a commit.", "/command", "in_group", "Commit the group first.");
  if (dry) {
    if (auto checked = check_act(here, command, *plan); !checked) return std::move(checked).error();
    Receipt r = receipt_skeleton(command, *plan);
    for (const auto& p : plan->events) r.events.push_back({std::string(p.verb->name), fact_version(p.verb->kind), {}});
    return r;
  }
  return write(session, here, command, *plan, group);
}

}  // namespace safar::inline v0
