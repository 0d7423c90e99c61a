#include <safar/register.hpp>

#include <chrono>

#include <safar/base/json.hpp>
#include <safar/base/time.hpp>
#include <safar/casework/adopt.hpp>
#include <safar/version.hpp>
#include <safar/workflow/access.hpp>

#include "register/actor.hpp"
#include "register/bulk.hpp"
#include "register/heads.hpp"
#include "register/sealed.hpp"
#include "store/crypto.hpp"

namespace safar::inline v0 {
namespace {

Error closed() { return fail(ErrorCode::closed, "The register is closed.", "", "closed", "Open it again."); }

Result<> set_up(Register::Impl& home, const RegisterOptions& options) {
  home.house.zone = options.zone.empty() ? "UTC" : options.zone;
  if (auto day = day_of(Instant(), home.house.zone); !day) { auto e = std::move(day).error(); e.pointer = "/zone"; return e; }
  home.days = std::make_unique<DayClock>(home.house.zone);
  home.house.programme = options.programme;
  std::string document = options.workflow.empty() ? std::string(avrr_workflow()) : options.workflow;
  auto workflow = Workflow::load(document, info<CaseState>(), workflow_events());
  if (!workflow) { auto e = std::move(workflow).error(); e.pointer = "/workflow" + e.pointer; return e; }
  Session::Impl session;
  session.actor = {"safar", "system_administrator", "casework"};
  struct Setting { std::string kind, name, document; };
  const Setting settings[] = {{"setting", "zone", "{\"zone\":" + json_string(home.house.zone) + "}"},
                              {"setting", "programme", "{\"programme\":" + json_string(options.programme) + "}"},
                              {"workflow", (*workflow)->name(), document}};
  if (auto r = home.log->clock_fits(); !r) return r;
  if (auto r = home.log->begin(); !r) return r;
  for (const auto& s : settings) {
    Adopt fact;
    fact.kind = s.kind;
    fact.name = s.name;
    fact.document = s.document;
    Command command{find_verb(EventKind::adopt), &fact, {}, {}};
    Here here{home, session.actor, (*home.days)(home.log->next_received()), std::nullopt, false};
    auto fits = check_size(command);
    auto plan = fits ? prepare_adopt(here, command) : Result<Plan>(std::move(fits).error());
    if (!plan) { home.log->rollback(); return std::move(plan).error(); }
    store::ActIn act;
    act.actor = session.actor.actor;
    act.role = session.actor.role;
    act.purpose = session.actor.purpose;
    act.command = "adopt";
    store::EventIn e;
    e.kind = EventKind::adopt;
    e.body = to_json(fact);
    e.body.insert(e.body.size() - 1, ",\"v\":1");
    e.streams = plan->events[0].streams;
    e.streams.push_back({home.log->derived_id(house_stream, {}), StreamKind::organisation});
    act.events.push_back(std::move(e));
    if (auto done = home.log->append(act); !done) { home.log->rollback(); return std::move(done).error(); }
  }
  for (const auto& [name, row] : {std::pair<std::string_view, store::Log::Projection>("case_now", {std::string(case_fold), home.log->last_event()}),
                                  {"numbers", {"{}", home.log->last_event()}}, {counted_projection, {"counted-1", home.log->last_event()}}})
    if (auto r = home.log->put_projection(name, row); !r) { home.log->rollback(); return r; }
  return home.log->commit();
}

// Projections that another version of the fold wrote are rebuilt before anybody reads them.
Result<> same_fold(Register::Impl& home) {
  auto stored = home.log->projection("case_now");
  if (!stored) return std::move(stored).error();
  if (*stored && (*stored)->fold == case_fold) return {};
  if (home.read_only) return fail(ErrorCode::newer, "The stored projections are of another version of safar.", "", "other_fold", "Open the register for writing once: they are rebuilt from the log.");
  return home.rebuild({});
}

}  // namespace

Result<Register> Register::open(const std::string& path, const keys::Source& keys) {
  RegisterOptions o;
  o.keys = keys;
  return open(path, o);
}

Result<Register> Register::open(const std::string& path, const RegisterOptions& options) {
  auto home = std::make_shared<Impl>();
  store::Options o;
  o.create = options.create;
  o.read_only = options.read_only;
  o.office = options.office;
  o.keys = options.keys;
  o.clock = options.clock;
  o.busy_timeout_ms = options.busy_timeout_ms;
  o.accept_clock_jump = options.accept_clock_jump;
  if (options.create) {
    // Its house rules are its first acts: without them it would be no register yet.
    o.fill = [&](std::unique_ptr<store::Log>& log) {
      home->log = std::move(log);
      auto done = set_up(*home, options);
      log = std::move(home->log);
      return done;
    };
    // Refused before a file is made: a typing error must not leave a register behind.
    if (auto day = day_of(Instant(), options.zone.empty() ? "UTC" : options.zone); !day) { auto e = std::move(day).error(); e.pointer = "/zone"; return e; }
    if (!options.workflow.empty())
      if (auto w = Workflow::load(options.workflow, info<CaseState>(), workflow_events()); !w) { auto e = std::move(w).error(); e.pointer = "/workflow" + e.pointer; return e; }
  }
  auto log = store::Log::open(path, std::move(o));
  if (!log) return std::move(log).error();
  home->log = std::move(*log);
  home->clock = [given = options.clock] {
    const auto now = given ? given() : std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    return std::min<std::int64_t>(now, store::last_moment + 1);  // which the log refuses
  };
  home->read_only = options.read_only;
  if (auto r = home->load_house(); !r) return std::move(r).error();
  if (auto r = same_fold(*home); !r) return std::move(r).error();
  home->book.upto = home->log->last_event();
  return Register(std::move(home));
}

Result<> Register::restore(const std::string& from, const std::string& to, const keys::Source& keys) {
  store::Options options;
  options.keys = keys;
  return store::Log::restore(from, to, options);
}

Id random_id() { return store::random_id_bytes(); }

Result<Session> Register::session(const Actor& actor) const {
  if (!impl_) return closed();
  if (auto r = impl_->usable(); !r) return std::move(r).error();
  if (!impl_->log) return closed();
  if (auto r = check_actor(actor.actor); !r) return std::move(r).error();
  if (!known_role(actor.role)) return fail(ErrorCode::unknown_code, "There is no such role.", "/role", "no_such_role", "See describe(\"roles\").");
  if (!known_purpose(actor.purpose)) return fail(ErrorCode::unknown_code, "There is no such purpose.", "/purpose", "no_such_purpose", "Say casework, statistics, audit or data_protection.");
  auto s = std::make_shared<Session::Impl>();
  s->home = impl_;
  ++impl_->sessions;
  s->actor = actor;
  return Session(std::move(s));
}

Result<> Register::begin_group() {
  if (!impl_) return closed();
  if (auto r = impl_->usable(); !r) return std::move(r).error();
  if (!impl_->log) return closed();
  const Turn turn(*impl_);
  if (impl_->read_only) return fail(ErrorCode::not_permitted, "The register was opened for reading only.", "", "read_only", "Open it for writing.");
  if (impl_->grouped) return fail(ErrorCode::invalid_argument, "A group is open already.", "", "in_group", "Commit it first.");
  if (auto r = impl_->log->begin(); !r) return r;
  if (auto r = impl_->refresh(); !r) {  // with the lease: nobody else writes from now on
    impl_->log->rollback();
    return r;
  }
  impl_->grouped = true;
  return {};
}

Result<> Register::commit_group() {
  if (!impl_) return closed();
  if (auto r = impl_->usable(); !r) return std::move(r).error();
  if (!impl_->log) return closed();
  const Turn turn(*impl_);
  if (!impl_->grouped) return fail(ErrorCode::io, "There is no open group: it was undone, or never begun.", "", "no_group", "Do its acts again.");
  impl_->grouped = false;
  if (auto r = impl_->log->commit(); !r) {
    impl_->log->rollback();
    impl_->forget();
    return r;
  }
  return {};
}

Result<> Register::close() {
  if (!impl_) return {};
  if (auto r = impl_->usable(); !r) return r;
  const std::scoped_lock lock(impl_->mutex);
  if (impl_->sessions > 0)
    return fail(ErrorCode::invalid_argument, std::to_string(impl_->sessions) + " sessions of this register are open.", "", "sessions_open", "Close them first.");
  if (impl_->grouped) return fail(ErrorCode::invalid_argument, "A group of acts is open.", "", "in_group", "Commit it first.");
  return impl_->close();
}

const Actor& Session::actor() const {
  static const Actor nobody;
  return impl_ ? impl_->actor : nobody;
}
void Session::cancel() noexcept {
  if (impl_) impl_->cancelled = true;
}
void Session::set_progress(Progress progress) {
  if (impl_) impl_->progress = std::move(progress);
}

Result<> Session::usable() const {
  if (!impl_) return fail(ErrorCode::closed, "The session is closed.", "", "closed", "Open a new session.");
  return impl_->home->usable();
}

Result<> Register::Impl::usable() const {
  if (::getpid() == opened_by) return {};
  return fail(ErrorCode::closed, "The process was forked after the register was opened.", "", "forked", "Open it again in the child.");
}

Result<> Leased::take(Session::Impl& session) {
  if (log_) return {};
  const auto cancelled = [&] { return session.cancelled || (session.progress && !session.progress(0, 0)); };
  if (auto r = session.home->log->hold(cancelled); !r) return r;
  log_ = session.home->log.get();
  return {};
}

namespace {

Result<> open_for_work(Session::Impl& s) {
  s.cancelled = false;
  return s.home->log ? Result<>() : Result<>(closed());
}

}  // namespace

Result<Receipt> Session::run(const TypeInfo& type, void* fact, const CommandOptions& options, bool dry) {
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  if (auto r = open_for_work(*impl_); !r) return std::move(r).error();
  Command command{any_verb(type), fact, options, {}};
  if (!command.verb || command.verb->use == VerbUse::derived) return fail(ErrorCode::invalid_argument, "This type is not a command's fact.", "/command");
  auto done = run_command(*impl_, command, dry, false);
  typed::wipe_texts(type, fact);  // execute's own copy
  return done;
}

Result<Receipt> Session::execute_json(std::string_view json) {
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  if (auto r = open_for_work(*impl_); !r) return std::move(r).error();
  std::unique_ptr<Made> made;
  auto command = read_command(json, made);
  if (!command) return std::move(command).error();
  return run_command(*impl_, *command, false, false);
}

Result<Receipt> Session::check_json(std::string_view json) {
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  if (auto r = open_for_work(*impl_); !r) return std::move(r).error();
  std::unique_ptr<Made> made;
  auto command = read_command(json, made);
  if (!command) return std::move(command).error();
  return run_command(*impl_, *command, true, false);
}

Result<std::vector<Outcome>> Session::execute_each(const std::vector<std::string>& commands, const Progress& progress) {
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  if (auto r = open_for_work(*impl_); !r) return std::move(r).error();
  if (impl_->home->read_only) return fail(ErrorCode::not_permitted, "The register was opened for reading only.", "", "read_only", "Open it for writing.");
  std::vector<Outcome> out(commands.size());
  Bulk bulk(*impl_, [&](std::size_t i, Result<Receipt>&& outcome) {
    out[i].receipt = outcome ? outcome->json() : "";
    out[i].error = outcome ? std::nullopt : std::optional(std::move(outcome).error());
  }, true, 0);
  std::size_t read = 0;
  const BulkSource source{[&]() -> Result<std::vector<BulkRow>> {
    constexpr std::size_t most = 4096;
    std::vector<BulkRow> block(std::min(most, commands.size() - read));
    for (auto& row : block) row.command = read_command(commands[read++], row.made);
    return block;
  }, commands.size()};
  const auto done = bulk.run(source, progress ? progress : impl_->progress);
  if (!done && bulk.done() == 0) return done.error();
  for (std::size_t k = bulk.done(); k < commands.size(); ++k) {
    out[k].error = done ? fail(ErrorCode::cancelled, "Cancelled before it was done.") : done.error();
    out[k].error->row = static_cast<std::int64_t>(k);
  }
  return out;
}

Result<> Session::snapshot(const std::string& path) {
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  if (auto r = open_for_work(*impl_); !r) return r;
  if (impl_->home->log->writing()) return fail(ErrorCode::invalid_argument, "A group of acts is open.", "", "in_group", "Commit it first.");
  return impl_->home->log->snapshot(path);
}

Result<> Session::rebuild() {
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  if (auto r = open_for_work(*impl_); !r) return r;
  return impl_->home->rebuild(impl_->progress);
}

Result<std::pair<std::string, std::string>> Session::projection_dumps() {
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  if (auto r = open_for_work(*impl_); !r) return std::move(r).error();
  const bool audits = impl_->actor.role == "auditor" && impl_->actor.purpose == "audit";
  if (figures_only(impl_->actor.role, impl_->actor.purpose) && !audits)
    return fail(ErrorCode::not_permitted, "This role or purpose reads figures only: dumps are of single cases.", "", "figures_only", "Ask an auditor, or verify.");
  const auto reads = reads_of(impl_->actor);
  auto stored = impl_->home->dump_stored(reads);
  if (!stored) return std::move(stored).error();
  auto rebuilt = impl_->home->dump_rebuilt(reads, impl_->progress);
  if (!rebuilt) return std::move(rebuilt).error();
  return std::pair(std::move(*stored), std::move(*rebuilt));
}

namespace {

/// What recovery_report() says where there was nothing to recover.
constexpr std::string_view nothing_recovered =
    R"({"erasures_finished":0,"keys_destroyed":0,"keys_missing":0,"keys_older":false,"keys_older_at_act":null,"keys_settled":0,"keys_unmarked":false,"register_older":false,"register_other":false,"v":1})";

/// Rows that are always there: where one is gone, somebody took it away.
constexpr std::string_view kept_projections[] = {"case_now", "numbers", counted_projection};

Result<> missing_projections(store::Log& log, store::VerifyReport& report) {
  for (const auto name : kept_projections) {
    auto row = log.projection(name);
    if (!row) return std::move(row).error();
    if (!*row) report.problems.push_back({"projection", -1, -1, -1, "the row \"" + std::string(name) + "\" is missing: rebuild the projections"});
  }
  return {};
}

}  // namespace

Result<std::string> Session::heads() {
  const Turn turn(*impl_->home);
  if (auto r = open_for_work(*impl_); !r) return std::move(r).error();
  auto heads = impl_->home->log->heads();
  if (!heads) return std::move(heads).error();
  return "{\"heads\":" + heads_json(*heads) + ",\"v\":1}";
}

Result<std::string> Session::verify(const Progress& progress, std::string_view expect) {
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  if (auto r = open_for_work(*impl_); !r) return std::move(r).error();
  const Progress& said = progress ? progress : impl_->progress;
  const Progress step = [&](std::uint64_t done, std::uint64_t total) { return (!said || said(done, total)) && !impl_->cancelled; };
  auto kept = read_heads(expect);
  if (!kept) return std::move(kept).error();
  auto report = impl_->home->log->verify(step, *kept);
  if (!report) return std::move(report).error();
  if (auto r = missing_projections(*impl_->home->log, *report); !r) return std::move(r).error();
  auto recovered = impl_->home->log->recovery_report();
  if (!recovered) return recovered;
  auto stored = impl_->home->dump_stored(reads_all);
  auto rebuilt = impl_->home->dump_rebuilt(reads_all, step);
  if (!rebuilt && rebuilt.error().code == ErrorCode::cancelled) return std::move(rebuilt).error();
  const bool compared = stored.ok() && rebuilt.ok();
  if (compared && *stored != *rebuilt) report->problems.push_back({"case_now", -1, -1, -1, "stored projections are not what the log adds up to: rebuild them"});
  if (!compared && report->problems.empty())
    report->problems.push_back({"case_now", -1, -1, -1, "projections cannot be read: " + (stored.ok() ? rebuilt.error().message : stored.error().message)});
  std::string out = "{\"acts\":" + std::to_string(report->acts) + ",\"boxes\":" + std::to_string(report->boxes) + ",\"erased\":" + std::to_string(report->erased) +
                    ",\"events\":" + std::to_string(report->events) + ",\"heads\":" + heads_json(report->heads) + ",\"intact\":" + (report->problems.empty() ? "true" : "false") + ",\"problems\":[";
  for (std::size_t i = 0; i < report->problems.size(); ++i) {
    const auto& p = report->problems[i];
    out += (i ? ",{" : "{") + std::string("\"act\":") + std::to_string(p.act) + ",\"box\":" + std::to_string(p.box) + ",\"event\":" + std::to_string(p.event) +
           ",\"table\":" + json_string(p.table) + ",\"what\":" + json_string(p.what) + "}";
  }
  return out + "],\"projections\":" + (compared && *stored == *rebuilt ? "\"same\"" : "\"differ\"") + (*recovered == nothing_recovered ? "" : ",\"recovery\":" + *recovered) + ",\"v\":1,\"writers\":" + std::to_string(report->writers) + "}";
}

}  // namespace safar::inline v0
