#include "register/bulk.hpp"

#include <algorithm>
#include <chrono>

#include <safar/base/json.hpp>

namespace safar::inline v0 {
namespace {

constexpr std::size_t most_cases = 2'048;  // kept at hand: some 2 KB each, and those of one history come together
// Of a transaction. The first ones are small, so that writing begins soon; a large one flushes seldom and writes a page once for many rows.
constexpr std::size_t first_acts = 1024, most_acts = 16'384;
// Rows that do not come for so long keep no other row from being written.
constexpr auto longest_wait = std::chrono::milliseconds(50);
constexpr int most_waits = 20;  // of that length, until other programs may write too; at once where one wants to

}  // namespace

Bulk::Bulk(Session::Impl& session, BulkSink sink, bool listed, unsigned threads)
    : session_(session), home_(*session.home), sink_(std::move(sink)), listed_(listed), own_(!session.home->grouped), chunk_acts_(first_acts), threads_(threads) {
  home_.staged = {};
  home_.staged.settle = [this] { return settle(); };
}

Bulk::~Bulk() {
  if (writer_.valid()) writer_.wait();
  home_.staged = {};
}

// The log was rolled back: what was staged on top of it never was.
Error Bulk::undo(Error why) {
  if (!own_) {
    home_.log->rollback();
    home_.grouped = false;
  }
  why.remedy = "Nothing of its group was done: do these rows again.";
  const auto tell = [&](const std::vector<Staged>& rows) {
    for (const auto& s : rows) {
      Error e = why;
      e.row = static_cast<std::int64_t>(s.row);
      sink_(s.row, std::move(e));
    }
  };
  if (writing_) tell(writing_->rows);
  writing_.reset();
  tell(staged_);
  staged_.clear();
  acts_.clear();
  lookups_.clear();
  dirty_.clear();
  home_.staged.fresh = home_.staged.writing = {};
  home_.staged.reader.reset();
  home_.forget();
  started_ = false;
  return why;
}

Result<> Bulk::start() {
  if (started_) return {};
  auto& log = *home_.log;
  if (own_) {
    if (auto r = leased_.take(session_); !r) return r;  // nobody else writes from now on
    if (auto r = log.begin(store::Writing::bulk); !r) return r;
    if (auto r = home_.refresh(); !r) {
      log.rollback();
      return r;
    }
  }
  if (auto r = log.clock_fits(); !r) {
    if (own_) log.rollback();
    return r;
  }
  // In memory they are kept up and stored as the acts come; later every box would have to be opened for them.
  if (!home_.columns.loaded()) if (auto r = home_.columns.load(log); !r) return r;
  allowed_.forget();
  received_ = log.next_received();
  seq_ = log.next_seq();
  event_ = log.last_event() + 1;
  name_ = to_string(log.writer()).substr(0, 8) + "-";
  if (own_) {
    log.rollback();
    auto reader = log.reader();
    if (!reader) return std::move(reader).error();
    home_.staged.reader = std::move(*reader);
  }
  started_ = true;
  return {};
}

// On the writing thread: all or nothing of a chunk.
Result<> Bulk::write(Chunk& chunk) {
  auto& log = *home_.log;
  if (own_) if (auto r = log.begin(store::Writing::bulk); !r) return r;
  log.receive_at(chunk.received);
  auto done = log.append_many(chunk.acts, threads_);
  if (!done) return std::move(done).error();
  if (home_.now) for (const auto& state : chunk.states) home_.now->set(state);  // before what is counted of them
  for (std::size_t i = 0; i < chunk.rows.size(); ++i) {
    auto& s = chunk.rows[i];
    auto& result = (*done)[i];
    if (!result) return std::move(result).error();
    if (result->name != s.receipt.act || result->received != s.received || (result->first_event && result->first_event != s.first_event))
      return fail(ErrorCode::internal, "The log numbered an act otherwise than it said.");
    if (s.receipt.request.none()) s.receipt.request = result->request;
    if (s.counted) count_in(home_, s.counted->plan, chunk.acts[i], {s.receipt.act, s.received, s.first_event});
  }
  if (auto r = log.put_lookup_many(chunk.lookups); !r) return r;
  if (!chunk.numbers.empty()) if (auto r = put_numbers(home_, std::move(chunk.numbers)); !r) return r;
  if (auto r = log.put_now_many(chunk.now); !r) return r;
  if (home_.columns.loaded() && home_.columns.unwritten() > 20'000) if (auto r = home_.columns.write(log); !r) return r;
  return own_ ? log.commit() : Result<>();
}

// Waits for the writing thread; afterwards its chunk is done and can be told of.
Result<std::unique_ptr<Bulk::Chunk>> Bulk::wait() {
  if (writer_.valid()) writer_.get();
  if (writing_ && writing_->failed) {
    if (own_) home_.log->rollback();
    return undo(*std::move(writing_->failed));
  }
  if (writing_) {
    if (home_.staged.reader) home_.staged.reader->catch_up();
    home_.staged.writing = {};
    home_.book.upto = writing_->last_event;
  }
  return std::move(writing_);
}

void Bulk::tell(Chunk& done) {
  for (auto& s : done.rows) sink_(s.row, std::move(s.receipt));
  if (spare_.size() < done.acts.size()) spare_ = std::move(done.acts);
}

Result<> Bulk::join() {
  auto done = wait();
  if (!done) return std::move(done).error();
  if (*done) tell(**done);
  return {};
}

// What is staged, as one transaction writes it.
std::unique_ptr<Bulk::Chunk> Bulk::chunk() {
  auto out = std::make_unique<Chunk>();
  out->received = first_received_;
  out->last_event = event_ - 1;
  if (out->last_event - home_.house.numbers_upto > numbers_behind) {
    out->numbers = numbers_text(home_.house);
    home_.house.numbers_upto = out->last_event;
  }
  out->now.reserve(dirty_.size());
  for (const auto& id : dirty_) {
    const auto it = home_.book.cases.find(id);
    if (it == home_.book.cases.end()) continue;
    out->now.push_back(now_row(it->second));
    if (home_.now) out->states.push_back(it->second);
  }
  return out;
}

// The writing thread is not kept waiting: its next chunk is ready when it is done with the last, which is told of meanwhile.
Result<> Bulk::hand_over() {
  if (staged_.empty()) return join();
  auto next = chunk();
  auto done = wait();
  if (!done) return std::move(done).error();
  next->rows = std::exchange(staged_, {});
  next->acts = std::exchange(acts_, {});
  next->lookups = std::exchange(lookups_, {});
  handed_ = std::move(dirty_);
  dirty_.clear();
  home_.staged.writing = std::move(home_.staged.fresh);
  home_.staged.fresh = {};
  writing_ = std::move(next);
  const auto work = [this, chunk = writing_.get()] {
    if (auto r = write(*chunk); !r) chunk->failed = std::move(r).error();
  };
  if (own_) writer_ = std::async(std::launch::async, work);
  else work();
  if (*done) tell(**done);
  return own_ ? Result<>() : join();
}

// Between two rows only: who prepares one has cases in hand.
void Bulk::let_go() {
  if (home_.book.cases.size() <= most_cases) return;
  Cases kept;  // what is not committed yet stays in memory
  for (const auto* ids : {&handed_, &dirty_})
    for (const auto& id : *ids)
      if (const auto it = home_.book.cases.find(id); it != home_.book.cases.end()) kept.insert(home_.book.cases.extract(it));
  home_.book.cases = std::move(kept);
}

// All is written, and no row comes: somebody else may write. The next row begins anew, on what is there then.
void Bulk::rest() {
  home_.staged.reader.reset();
  started_ = false;
  leased_.give_back();
}

Result<> Bulk::settle() {
  if (auto r = hand_over(); !r) return r;
  return join();
}

// Prepares one act and folds it, as if it were written: the next row sees what it did.
Result<> Bulk::stage(BulkRow&& row) {
  Command& command = *row.command;
  if (auto r = allowed_.ask(home_.house, session_.actor, *command.verb); !r) return std::move(r).error();
  if (auto r = type_values(home_, command); !r) return std::move(r).error();
  if (auto r = check_size(command); !r) return r;
  const auto& o = command.options;
  if (!o.request.none()) {
    command.content = request_content(command);
    auto known = seen_request(command);
    if (!known) return std::move(known).error();
    if (*known) {
      if (auto r = settle(); !r) return r;
      if (auto r = start(); !r) return r;
      auto first = home_.log->request(o.request, command.content);
      if (!first) return std::move(first).error();
      if (*first) {
        if (!(*first)->same) return request_reused();
        auto again = receipt_of(home_, (*first)->act, std::string(command.verb->name), o.request);
        if (!again) return std::move(again).error();
        sink_(row_, std::move(*again));
        return {};
      }
    }
  }
  if (staged_.empty()) received_ = std::max(received_, home_.clock());
  // The day of the moment that this act will have been received at: a rebuild knows no other.
  Here here{home_, session_.actor, (*home_.days)(received_), std::nullopt, false};
  if (auto r = valid_day(here, o); !r) return r;
  if (!o.if_version.empty())
    if (auto r = settle(); !r) return r;
  auto plan = prepare_at(here, command);
  if (!plan) return std::move(plan).error();
  store::ActIn act;
  if (!spare_.empty()) {
    act = std::move(spare_.back());
    spare_.pop_back();
  }
  if (auto r = make_act(here, command, *plan, act); !r) return r;
  const Accepted accepted{name_ + std::to_string(seq_), received_, event_};
  std::vector<Id> changed;
  if (auto r = take_effect(here, *plan, act, accepted, changed); !r) {
    if (auto written = join(); !written) return written;
    return undo(std::move(r).error());
  }
  Staged s{row_, receipt_skeleton(command, *plan), received_, event_, {}};
  s.receipt.act = accepted.act;
  if (listed_) list_events(home_, *plan, act, s.receipt);
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  for (const auto& id : changed) {
    dirty_.insert(id);
    if (listed_ && s.receipt.versions.size() < listed_versions) s.receipt.versions.push_back({id, home_.book.cases[id].version});
  }
  if (listed_) list_versions(home_, *plan, s.receipt.versions);
  if (plan->number_year) ++home_.house.numbers[plan->number_year];
  if (plan->number_year || plan->begins_noun) {
    for (const auto& e : act.events) for (const auto& stream : e.streams) home_.staged.fresh.kinds.emplace(stream.id, stream.kind);
  }
  if (!o.request.none()) home_.staged.fresh.requests.insert(o.request);
  for (auto& l : plan->lookups) {
    home_.staged.fresh.lookups[l.mac].push_back(l.subject);
    lookups_.push_back(std::move(l));
  }
  if (staged_.empty()) {
    first_received_ = received_;
    staged_.reserve(chunk_acts_);
    acts_.reserve(chunk_acts_);
  }
  ++seq_;
  ++received_;
  event_ += static_cast<std::int64_t>(act.events.size());
  const auto has_counted = [](const store::EventIn& e) { return std::any_of(e.boxes.begin(), e.boxes.end(), [](const store::BoxIn& b) { return b.shelf == Shelf::counted; }); };
  if (std::any_of(act.events.begin(), act.events.end(), has_counted)) s.counted = std::make_unique<Counted>(Counted{std::move(row), std::move(*plan)});
  staged_.push_back(std::move(s));
  acts_.push_back(std::move(act));
  return {};
}

Result<bool> Bulk::seen_request(Command& command) {
  const Id& id = command.options.request;
  if (home_.staged.fresh.requests.contains(id) || home_.staged.writing.requests.contains(id)) return true;
  command.request_mac = home_.log->request_mac(id);
  if (home_.staged.reader) return home_.staged.reader->has_request(*command.request_mac);
  auto known = home_.log->request(id, "");
  if (!known) return std::move(known).error();
  return known->has_value();
}

Result<> Bulk::one(BulkRow&& row) {
  if (!row.command) return std::move(row.command).error();
  if (auto r = start(); !r) {
    broken_ = true;
    return r;
  }
  if (row.command->verb->use == VerbUse::on_case || row.command->verb->use == VerbUse::on_noun) return stage(std::move(row));
  // Acts on many cases or on the house, each in a transaction of its own (or in the caller's).
  if (auto r = settle(); !r) return r;
  home_.staged.reader.reset();
  started_ = false;
  auto receipt = run_command(session_, *row.command, false, !own_);
  if (!receipt) {
    Error e = std::move(receipt).error();
    if (!own_ && !home_.log->writing()) return undo(std::move(e));
    return e;
  }
  sink_(row_, std::move(*receipt));
  return {};
}

Result<> Bulk::run(const BulkSource& source, const Progress& progress) {
  const auto stop = [&] { return session_.cancelled || (progress && !progress(row_, source.total)); };
  auto block = source.next();
  while (block && !block->empty()) {
    // The next block is read while this one is prepared.
    auto ahead = std::async(std::launch::async, [&] { return source.next(); });
    for (auto& row : *block) {
      if (row_ % 100 == 0 && stop()) {
        (void)ahead.get();
        (void)settle();
        stopped_ = true;
        return {};
      }
      if (auto r = one(std::move(row)); !r) {
        Error e = std::move(r).error();
        e.row = static_cast<std::int64_t>(row_);
        if (broken_) {  // the log does not open a transaction: asking it again for every row would only take time
          (void)ahead.get();
          return e;
        }
        sink_(row_, std::move(e));
      }
      ++row_;
      if (staged_.size() >= chunk_acts_) {
        (void)hand_over();  // where that fails, the sink was told of each row
        chunk_acts_ = std::min(2 * chunk_acts_, most_acts);
        let_go();
      }
    }
    if (ahead.wait_for(longest_wait) != std::future_status::ready) {
      (void)settle();
      const auto coming = [&] { return ahead.wait_for(longest_wait) == std::future_status::ready; };
      for (int i = 0; own_ && started_ && !coming(); ++i)
        if (i >= most_waits || home_.log->wanted()) rest();
    }
    block = ahead.get();
  }
  (void)settle();
  if (!block) return std::move(block).error();
  if (progress) (void)progress(row_, source.total ? source.total : row_);
  return {};
}

}  // namespace safar::inline v0
