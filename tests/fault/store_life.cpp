#include <sodium.h>

#include <map>
#include <optional>
#include <set>

#include <safar/store/log.hpp>

#include "fault/dice.hpp"
#include "fault/run.hpp"

namespace fault {
namespace {

using namespace safar;
using namespace safar::store;

Id id(unsigned n) {
  Id i;
  for (std::size_t k = 0; k < 16; ++k) i.bytes[k] = static_cast<std::uint8_t>((n >> (8 * (k % 4))) + 17 * k + 1);
  return i;
}
Id person(unsigned n) { return id(n + 1'000'000); }
Id month() { return id(900'000'001); }

/// One act: a case, a person, boxes on all shelves, and now and then a fact about two persons.
ActIn act_of(unsigned n, std::optional<unsigned> other = {}) {
  const std::string number = std::to_string(n);
  ActIn a;
  a.actor = "a-7";
  a.role = "counsellor";
  a.purpose = "assistance";
  a.command = "apply";
  a.request = id(n + 3'000'000);
  a.request_content = "{\"n\":" + number + "}";
  EventIn e;
  e.kind = EventKind::apply;
  e.valid = 17'900 + static_cast<int>(n % 90);
  e.body = "{\"n\":" + number + ",\"v\":1}";
  e.streams = {{id(n), StreamKind::case_}};
  e.boxes = {{month(), std::nullopt, Shelf::counted, "{\"/nationality\":\"GIN\"}"}, {person(n), std::nullopt, Shelf::identity, "{\"/given_name\":\"Awa " + number + "\"}"},
             {person(n), std::nullopt, Shelf::sensitive, "{\"/trafficked\":false}"}};
  EventIn second = e;
  second.kind = EventKind::counsel;
  second.boxes = {{person(n), std::nullopt, Shelf::casefile, "{\"/note\":\"" + std::string(n % 7 == 3 ? 9000 : 30, static_cast<char>('a' + n % 26)) + "\"}"}};
  if (other) second.boxes.push_back({person(*other), person(n), Shelf::identity, "{\"/same\":\"" + number + "\"}"});
  a.events = {e, second};
  return a;
}

/// What a transaction does besides its acts, and what became of it.
struct Step {
  std::vector<ActIn> acts{};
  std::vector<unsigned> erases{};
  std::int64_t stamp = 0;              ///< goes into projection, rows and segments
  bool bulk = false, acknowledged = false, erased = false, tried = false;
  std::vector<ActOut> outs{};
  std::vector<std::string> links{};
};

class Life_ {
 public:
  Life_(const std::string& folder, const Life& life) : path_(folder + "r.safar"), life_(life), disk_(folder) {
    options_.office = "BKO";
    options_.keys = keys::file(folder + "key");
    options_.clock = [this] { return now_ += 1000; };
    roll(life.fault.seed);
    disk_.set_honesty(life.honesty);
    disk_.plan(life.fault);
  }

  Verdict lead() {
    script();
    log_.reset();
    verdict_.changes = disk_.changes();
    verdict_.calls = disk_.calls();
    verdict_.cut = disk_.dead();
    verdict_.failed = disk_.failed();
    disk_.set_honesty(Honesty::flushes);
    if (disk_.dead() || life_.ending == Ending::power_cut) disk_.reboot();
    else disk_.heal();
    ask();
    return verdict_;
  }

 private:
  // --- the life ---
  void script() {
    if (!open(true)) return;
    do_step({{act_of(1)}, {}, 1});
    do_step({{act_of(2), act_of(3, 2)}, {}, 2});
    do_step({{act_of(4)}, {}, 3});
    checkpoint();
    do_step({{act_of(5, 1)}, {}, 4});
    if (!reopen()) return;
    do_step({{act_of(6)}, {}, 5});
    undone(act_of(7));
    do_step({{act_of(8)}, {1}, 6});                 // a person whose keys are settled, and a fact of two persons
    do_step({{act_of(9), act_of(10, 9)}, {}, 7});
    Step many{{}, {}, 8};
    for (unsigned n = 100; n < 180; ++n) many.acts.push_back(act_of(n));  // more keys than are made ahead at first
    do_step(std::move(many));
    do_step({{act_of(11)}, {10, 2}, 9});            // keys that are still spare, two at once
    checkpoint();
    do_step({{act_of(12)}, {}, 10});
    bulk(200, 230, 11);
    do_step({{act_of(14, 203)}, {}, 12});
    bulk(230, 240, 13);                             // facts about persons of the first, whose keys it made or would have made
    do_step({{act_of(15)}, {201, 235}, 14});
    if (!reopen()) return;
    bulk(240, 245, 15);
    if (!reopen()) return;
    do_step({{act_of(13)}, {}, 16});
    close();
  }
  void bulk(unsigned from, unsigned to, std::int64_t stamp) {
    Step step{{}, {}, stamp};
    step.bulk = true;
    for (unsigned n = from; n < to; ++n) step.acts.push_back(n < 230 ? act_of(n) : act_of(n, n - 30));
    const bool first = verdict_.bulk_changes.first == 0;
    if (first) verdict_.bulk_changes.first = disk_.changes() + 1, verdict_.bulk_calls.first = disk_.calls() + 1;
    do_step(std::move(step));
    if (first) verdict_.bulk_changes.last = disk_.changes(), verdict_.bulk_calls.last = disk_.calls();
  }

  bool over() const { return disk_.dead(); }

  bool open(bool create) {
    options_.create = create;
    auto log = Log::open(path_, options_);
    if (!log) {
      clear(log.error(), create ? "create" : "open");
      if (create || over()) return false;
      log = Log::open(path_, options_);  // an error once: the second time it opens
      if (!log) return false;
    }
    log_ = std::move(*log);
    created_ = true;
    return true;
  }
  bool reopen() {
    close();
    return !over() && open(false);
  }
  void close() {
    if (!log_) return;
    if (auto r = log_->close(); !r) clear(r.error(), "close");
    log_.reset();
  }
  void checkpoint() {
    if (over()) return;
    if (auto r = log_->checkpoint(); !r) clear(r.error(), "checkpoint");
  }
  /// Every error is one line that says something.
  void clear(const Error& e, const char* at) {
    if (!disk_.dead() && !disk_.failed()) verdict_.say(verdict_.halves, std::string(at) + " failed without a fault: " + e.message);
    if (e.message.empty() || e.message.find('\n') != std::string::npos || e.code == ErrorCode::internal)
      verdict_.say(verdict_.halves, std::string(at) + ": no clear error: " + e.message);
  }

  /// False: the transaction failed and was rolled back.
  bool fill(Step& step) {
    const auto must = [&](const auto& r, const char* at) {
      if (!r) clear(r.error(), at);
      return r.ok();
    };
    if (!must(log_->begin(step.bulk ? Writing::bulk : Writing::ordinary), "begin")) return false;
    const auto rest = [&] {
      if (step.bulk && !fill_bulk(step)) return false;
      if (!step.bulk) for (const ActIn& a : step.acts) {
        auto out = log_->append(a);
        if (!must(out, "append")) return false;
        step.outs.push_back(std::move(*out));
        const auto n = static_cast<unsigned>(&a - step.acts.data());
        if (n == 0) {
          NowRow row;
          row.stream = a.events[0].streams[0].id;
          row.version = step.stamp;
          row.state = "{}";
          if (!must(log_->put_now(row), "put_now")) return false;
        }
        if (!must(log_->put_lookup(log_->mac("p", {a.request_content}), a.events[0].boxes[1].subject), "put_lookup")) return false;
      }
      const std::string plain = "stamp " + std::to_string(step.stamp) + std::string(500, '.');
      if (!must(log_->put_projection("p", {"fold", step.stamp}), "put_projection")) return false;
      if (!must(log_->put_segment("s", month(), 0, plain), "put_segment") || !must(log_->put_segment("s", Id(), 1, plain), "put_segment")) return false;
      std::vector<Id> gone;
      for (const unsigned n : step.erases) gone.push_back(person(n));
      return gone.empty() || must(log_->mark_erased(gone), "mark_erased");
    };
    if (rest()) {
      if (must(log_->commit(), "commit")) return true;
      return false;
    }
    log_->rollback();
    return false;
  }

  /// All acts in one call, and one more that is refused, since its request was done long ago.
  bool fill_bulk(Step& step) {
    const auto must = [&](const auto& r, const char* at) {
      if (!r) clear(r.error(), at);
      return r.ok();
    };
    std::vector<ActIn> acts = step.acts;
    const ActIn* long_ago = nullptr;  // of nobody whose erasure took its request along
    for (const Step& s : steps_)
      if (!long_ago && s.acknowledged && !touches(s.acts[0], erased_so_far())) long_ago = &s.acts[0];
    const bool again = long_ago != nullptr;
    if (again) acts.push_back(*long_ago);
    auto outs = log_->append_many(acts, 2, Give::events);
    if (!must(outs, "append_many")) return false;
    // Where the person's erasure could not be finished yet, that is the reason which is told.
    if (again && (outs->back().ok() || (outs->back().error().code != ErrorCode::exists && outs->back().error().code != ErrorCode::erased)))
      verdict_.say(verdict_.halves, "a request was taken twice in bulk: " + (outs->back().ok() ? "ok" : outs->back().error().message));
    std::vector<NowRow> rows;
    for (std::size_t k = 0; k < step.acts.size(); ++k) {
      if (!must((*outs)[k], "append_many: one")) return false;
      step.outs.push_back(std::move(*(*outs)[k]));
      NowRow& row = rows.emplace_back();
      row.stream = acts[k].events[0].streams[0].id;
      row.version = step.stamp;
      row.state = "{}";
      if (!must(log_->put_lookup(log_->mac("p", {acts[k].request_content}), acts[k].events[0].boxes[1].subject), "put_lookup")) return false;
    }
    return must(log_->put_now_many(rows), "put_now_many");
  }

  void do_step(Step made) {
    if (over()) return;
    Step& step = steps_.emplace_back(std::move(made));
    if (!step.erases.empty()) {
      EventIn gone{EventKind::erase, 1, std::nullopt, "{\"v\":1}", {step.acts[0].events[0].streams[0]}, {}};
      for (const unsigned n : step.erases) gone.streams.push_back({person(n), StreamKind::person});
      step.acts[0].events.push_back(gone);
    }
    step.tried = true;
    if (!step.erases.empty()) note_needles(step);
    step.acknowledged = fill(step);
    if (step.acknowledged) {
      verdict_.acknowledged += static_cast<std::int64_t>(step.acts.size());
      Look look(disk_, path_);
      for (const ActOut& out : step.outs)
        for (auto& link : look.column("SELECT link FROM act WHERE pos = " + std::to_string(out.pos))) step.links.push_back(std::move(link));
    }
    if (step.acknowledged && !step.erases.empty() && !over()) {
      auto done = log_->finish_erasure();
      if (!done) clear(done.error(), "finish_erasure");
      else step.erased = done->done;
    }
  }
  /// What erasing has to take away: sealed boxes, wrapped keys (spare ones too), lookups.
  void note_needles(const Step& step) {
    for (const unsigned n : step.erases) {
      Look log(disk_, path_), keys(disk_, path_ + ".keys");
      const auto at = log.column("SELECT n FROM stream WHERE hex(id) = upper('" + to_string(person(n)) + "')");
      if (at.empty()) continue;
      auto& of = needles_[n];
      const auto take = [&of](const std::vector<std::string>& found) { of.insert(of.end(), found.begin(), found.end()); };
      take(log.column("SELECT substr(sealed, 30, 32) FROM box WHERE sealed IS NOT NULL AND (subject = " + at[0] + " OR other = " + at[0] + ")"));
      take(log.column("SELECT mac FROM lookup WHERE subject = " + at[0]));
      for (const char* column : {"id", "digest", "mac"})
        take(log.column("SELECT r." + std::string(column) + " FROM request r JOIN event e ON e.act = r.act JOIN touch t ON t.event = e.pos WHERE t.stream = " + at[0]));
      take(keys.column("SELECT wrapped FROM secret WHERE owner = " + at[0]));
      for (const auto& spare : log.column("SELECT spare FROM taken WHERE owner = " + at[0])) take(keys.column("SELECT wrapped FROM spare WHERE n = " + spare));
    }
  }
  void undone(const ActIn& act) {
    if (over() || !log_->begin()) return;
    (void)log_->append(act);
    log_->rollback();
    never_.push_back(act.request);
  }

  // --- what is left ---
  void ask() {
    options_.create = false;
    auto log = Log::open(path_, options_);
    if (!log && !created_) {  // nothing was acknowledged: there may be nothing, and making it anew must work
      const auto code = log.error().code;
      if (code != ErrorCode::not_found && code != ErrorCode::corrupt && code != ErrorCode::key) verdict_.say(verdict_.halves, "half made: " + log.error().message);
      disk_.remove_durably(path_);
      for (const char* end : {"-wal", "-shm", "-journal", ".keys", ".keys-wal", ".keys-journal"}) disk_.remove_durably(path_ + end);
      options_.create = true;
      log = Log::open(path_, options_);
    }
    if (!log) {
      verdict_.say(verdict_.lost, "does not open: " + log.error().message);
      return;
    }
    log_ = std::move(*log);
    look_at_all("after");
    Step more{{act_of(500)}, {}, 99};
    if (!fill(more)) verdict_.say(verdict_.halves, "does not go on");
    more.acknowledged = true;
    steps_.push_back(more);
    look_at_all("going on");
    if (auto r = log_->close(); !r) verdict_.say(verdict_.halves, "does not close: " + r.error().message);
    log_.reset();
    look_for_erased();
  }

  void look_at_all(const std::string& when) {
    const auto report = log_->verify();
    if (!report) return verdict_.say(verdict_.halves, when + ": verify: " + report.error().message);
    for (const Problem& p : report->problems) verdict_.say(verdict_.halves, when + ": " + p.table + " " + std::to_string(p.act) + ": " + p.what);
    std::set<unsigned> erased;
    std::vector<const Step*> there;
    std::int64_t acts = 0;
    for (const Step& step : steps_) {
      std::size_t found = 0;
      for (const ActIn& a : step.acts) {
        if (act_of_case(a)) ++found;
      }
      if (step.acknowledged && found < step.acts.size()) {
        verdict_.say(verdict_.lost, when + ": acknowledged and not there, stamp " + std::to_string(step.stamp));
        continue;
      }
      if (found != 0 && found != step.acts.size()) verdict_.say(verdict_.halves, when + ": a part of a transaction, stamp " + std::to_string(step.stamp));
      if (found == 0) continue;
      acts += static_cast<std::int64_t>(found);
      there.push_back(&step);
      erased.insert(step.erases.begin(), step.erases.end());
    }
    if (report->acts != acts) verdict_.say(verdict_.halves, when + ": acts that nobody asked for");
    for (const Id& request : never_)
      if (const auto known = log_->request(request, ""); !known || *known) verdict_.say(verdict_.halves, when + ": an act that was rolled back is there");
    for (const Step* step : there) look_at(*step, erased, when);
    if (!there.empty()) look_at_stamp(*there.back(), when);
    if (!erased.empty()) {
      const auto rest = log_->finish_erasure();
      if (!rest || !rest->done) verdict_.say(verdict_.halves, when + ": an erasure is not finished");
      else if (rest->persons != 0) verdict_.say(verdict_.halves, when + ": opening left an erasure");
    }
  }

  void look_at(const Step& step, const std::set<unsigned>& erased, const std::string& when) {
    for (std::size_t k = 0; k < step.acts.size(); ++k) {
      const ActIn& in = step.acts[k];
      const std::int64_t pos = act_of_case(in);
      const auto known = log_->request(in.request, in.request_content);
      if (!known || known->has_value() == touches(in, erased) || (*known && (!(*known)->same || (*known)->act != pos)))
        verdict_.say(verdict_.halves, when + ": a request that is not there, or outlived a person");
      if (step.acknowledged && k < step.outs.size()) {
        const auto act = log_->act(pos);
        const ActOut& was = step.outs[k];
        if (!act || act->name != was.name || act->pos != was.pos || act->received != was.received || act->hlc != was.hlc || act->head != was.head)
          verdict_.say(verdict_.lost, when + ": not the act that was acknowledged, " + was.name);
        if (k < step.links.size()) {
          Look look(disk_, path_);
          if (look.column("SELECT link FROM act WHERE pos = " + std::to_string(pos)) != std::vector{step.links[k]}) verdict_.say(verdict_.lost, when + ": another link, " + was.name);
        }
      }
      const auto events = log_->events_of(in.events[0].streams[0].id, Want::contents);
      if (!events || events->size() != in.events.size()) {
        verdict_.say(verdict_.halves, when + ": not all events of an act");
        continue;
      }
      for (std::size_t e = 0; e < in.events.size(); ++e) look_at_event(in.events[e], (*events)[e], erased, when);
      const bool gone = erased.contains(number(in));
      const auto found = log_->lookup(log_->mac("p", {in.request_content}));
      if (!found || found->size() != (gone ? 0u : 1u)) verdict_.say(verdict_.halves, when + ": a lookup of act " + std::to_string(pos));
      if (k == 0) {
        const auto row = log_->now(in.events[0].streams[0].id);
        if (!row || !*row || (*row)->version != step.stamp) verdict_.say(verdict_.halves, when + ": the row of a case");
      }
    }
  }
  /// Each act has a case of its own. 0: it is not there.
  std::int64_t act_of_case(const ActIn& a) {
    const auto events = log_->events_of(a.events[0].streams[0].id, Want::body);
    return events && !events->empty() ? events->front().act : 0;
  }
  [[nodiscard]] std::set<unsigned> erased_so_far() const {
    std::set<unsigned> out;
    for (const Step& s : steps_) out.insert(s.erases.begin(), s.erases.end());
    return out;
  }
  static bool touches(const ActIn& a, const std::set<unsigned>& persons) {
    for (const EventIn& e : a.events) {
      for (const StreamRef& s : e.streams)
        if (is_one_of(s.id, persons)) return true;
      for (const BoxIn& b : e.boxes)
        if (is_one_of(b.subject, persons) || (b.other && is_one_of(*b.other, persons))) return true;
    }
    return false;
  }
  static unsigned number(const ActIn& a) { return static_cast<unsigned>(std::stoul(a.request_content.substr(5))); }
  static bool is_one_of(const Id& who, const std::set<unsigned>& numbers) {
    for (const unsigned n : numbers)
      if (person(n) == who) return true;
    return false;
  }
  void look_at_event(const EventIn& in, const EventOut& out, const std::set<unsigned>& erased, const std::string& when) {
    if (out.body != in.body || out.valid != in.valid || out.boxes.size() != in.boxes.size()) return verdict_.say(verdict_.halves, when + ": an event's body or boxes");
    for (std::size_t b = 0; b < in.boxes.size(); ++b) {
      const bool gone = is_one_of(in.boxes[b].subject, erased) || (in.boxes[b].other && is_one_of(*in.boxes[b].other, erased));
      if (gone && (!out.boxes[b].erased || out.boxes[b].content)) verdict_.say(verdict_.halves, when + ": a box of an erased person can be read");
      if (!gone && out.boxes[b].content != in.boxes[b].content) verdict_.say(verdict_.halves, when + ": a box without its key");
    }
  }
  void look_at_stamp(const Step& last, const std::string& when) {
    const auto p = log_->projection("p");
    if (!p || !*p || (*p)->upto != last.stamp) verdict_.say(verdict_.halves, when + ": the projection is not that of the last act");
    int segments = 0;
    const auto read = log_->segments("s", [&](const Id&, std::int64_t, std::string& plain) {
      segments += plain.starts_with("stamp " + std::to_string(last.stamp) + ".");
      return true;
    });
    if (!read || segments != 2) verdict_.say(verdict_.halves, when + ": the segments are not those of the last act");
  }
  void look_for_erased() {
    for (const Step& step : steps_) {
      if (step.erases.empty()) continue;
      Look log(disk_, path_);
      if (log.column("SELECT 1 FROM stream WHERE hex(id) = upper('" + to_string(step.acts[0].events[0].streams[0].id) + "')").empty()) continue;
      for (const unsigned n : step.erases)
        if (const int found = disk_.find(needles_[n]); found >= 0) verdict_.say(verdict_.halves, "erased bytes are still there, person " + std::to_string(n));
    }
  }

  std::string path_;
  Life life_;
  Disk disk_;
  Options options_{};
  std::int64_t now_ = 1'542'000'000'000'000;
  bool created_ = false;
  std::vector<Step> steps_{};
  std::vector<Id> never_{};
  std::map<unsigned, std::vector<std::string>> needles_{};
  std::unique_ptr<Log> log_{};
  Verdict verdict_{};
};

}  // namespace

Verdict store_life(const std::string& folder, const Life& life) { return Life_(folder, life).lead(); }

}  // namespace fault
