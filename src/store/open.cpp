#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include <safar/base/date.hpp>

#include "files.hpp"
#include "key_file.hpp"
#include "log_impl.hpp"
#include "schema.hpp"

namespace safar::inline v0::store {
namespace {

constexpr std::int64_t keys_before_settling = 8192;
constexpr std::int64_t most_wal_pages = (64 << 20) / 4096, most_wal_pages_in_bulk = 4 * most_wal_pages;

Error closed_error() { return fail(ErrorCode::closed, "the register is closed", {}, "closed", "Open it again."); }

}  // namespace

Error invalid(std::string message) { return fail(ErrorCode::invalid_argument, std::move(message)); }

Result<std::unique_ptr<Log>> Log::open(std::string path, Options options) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium cannot start");
  if (path.empty()) return invalid("give the path of the register");
  if (!options.keys.unwrap) return invalid("give the source of the register's key");
  if (options.create && options.read_only) return invalid("a register cannot be made read-only");
  const bool create = options.create;
  auto log = std::make_unique<LogImpl>(std::move(path), std::move(options));
  if (auto r = create ? log->create() : log->open_existing(); !r) return std::move(r).error();
  return std::unique_ptr<Log>(std::move(log));
}

Result<> LogImpl::create() {
  if (!good_office(options_.office)) return fail(ErrorCode::invalid_argument, "an office is 1-16 of A-Z 0-9 -", "/office");
  if (!options_.keys.path.empty())
    if (auto r = make_key_file(options_.keys.path); !r) return r;
  if (auto r = make_both(path_); !r) return r;
  const auto make = [&]() -> Result<> {
    if (auto r = keys_.create(path_ + ".keys", options_.keys, options_.secure_delete); !r) return r;  // durable before the log names it
    if (auto r = db_.open(path_, Access::read_write, options_.secure_delete); !r) return r;
    if (auto r = db_.unsettled(); !r) return r;
    if (auto r = create_log_tables(db_); !r) return r;
    const Id id = random_id_bytes();
    auto named = db_.use("INSERT INTO writer(n, id, office, public_key, head, link) VALUES(1, ?, ?, ?, 0, NULL)")
                     .blob(view(id)).text(options_.office).blob(view(keys_.public_key())).run();
    return named ? db_.settled() : named;
  };
  auto made = make();
  if (made) made = sync_folder_of(path_);
  if (made && !options_.keys.path.empty()) made = sync_folder_of(options_.keys.path);  // without its name the key is lost, and all with it
  if (!made) {
    (void)keys_.close();
    (void)db_.close();
    remove_both(path_);
    return made;
  }
  pid_ = ::getpid();
  closed_ = false;
  if (auto r = read_identity(); !r) return r;
  return load_heads();
}

Result<> LogImpl::open_existing() {
  struct stat s {};
  if (::stat(path_.c_str(), &s) != 0)
    return fail(errno == ENOENT || errno == ENOTDIR ? ErrorCode::not_found : ErrorCode::io, "there is no register of that name", {}, "not_found",
                "Check the path, or open with `create`.");
  if (!S_ISREG(s.st_mode)) return fail(ErrorCode::io, "the path is not a file", {}, "not_a_register", "Give the path of a register.");
  const Access access = options_.read_only ? Access::read_only : Access::read_write;
  if (auto r = db_.open(path_, access, options_.secure_delete); !r) return r;
  if (auto r = check_ours(db_, path_, "register"); !r) return r;
  if (auto r = keys_.open(path_ + ".keys", options_.keys, access, options_.secure_delete); !r) return r;
  pid_ = ::getpid();
  closed_ = false;
  if (auto r = read_identity(); !r) return r;
  if (auto r = load_heads(); !r) return r;
  if (auto r = look_for_older(); !r) return r;
  if (options_.read_only) return {};
  auto copied = db_.number(snapshot_taken);
  if (!copied) return std::move(copied).error();
  if (*copied != 0)
    return fail(ErrorCode::not_permitted, "this is a snapshot: its writer goes on writing elsewhere", {}, "snapshot", "Restore it into a register of its own, or open it read-only.");
  auto waiting = pending_subjects();
  if (!waiting) return std::move(waiting).error();
  if (!waiting->empty())
    if (auto r = take_lease(); !r && r.error().code != ErrorCode::busy) return r;  // whoever writes now will finish it
  return {};
}

LogImpl::~LogImpl() {
  if (forked()) {
    db_.abandon();
    keys_.abandon();
    lease_.abandon();
    return;
  }
  if (!closed_) (void)close();
}

bool LogImpl::forked() const noexcept { return pid_ != 0 && ::getpid() != pid_; }

std::int64_t LogImpl::clock() const {
  using namespace std::chrono;
  const std::int64_t now = options_.clock ? options_.clock() : duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
  return std::clamp<std::int64_t>(now, before_first, after_last);  // one outside says that the clock was
}

Result<> LogImpl::clock_fits() {
  if (forked() || closed_) return {};  // every call says so itself
  return fits(promised_ ? *promised_ : clock());
}

/// A clock that was wrong once would push every later act, deadline and case number to its own time: nothing received goes back.
Result<> LogImpl::fits(std::int64_t now) const {
  const auto day = [](std::int64_t us) {
    const auto d = Date::from_days(static_cast<std::int32_t>(us / (86'400LL * 1'000'000)));
    return d ? to_string(*d) : std::string("?");
  };
  if (now > last_moment || (now < 0 && heads_.act == 0))
    return fail(ErrorCode::out_of_range, std::string("The clock of this machine is ") + (now < 0 ? "before 1970" : "after 2199") + ".", "", "clock_wrong", "Set the clock right; then do it again.");
  if (heads_.act == 0 || options_.accept_clock_jump || now - heads_.received <= most_clock_jump) return {};
  return fail(ErrorCode::out_of_range, "The clock of this machine says " + day(now) + ", and the last act here was received on " + day(heads_.received) + ": more than 400 days lie between.", "",
              "clock_jumped", "Set the clock right. If it is right, open the register with accept_clock_jump.");
}

Result<> LogImpl::enter() {
  if (closed_) return closed_error();
  if (forked()) return fail(ErrorCode::closed, "the process was forked after the register was opened", {}, "forked", "Open it again in the child.");
  if (lease_.held() && !writing_ && !finishing_ &&
      std::chrono::steady_clock::now() - last_act_ > std::chrono::seconds(options_.lease_idle_seconds)) {
    keys_.forget_spares();
    lease_.release();
  }
  return {};
}

Result<> LogImpl::enter_writing() {
  if (auto r = enter(); !r) return r;
  if (!writing_) return invalid("begin() first: this is part of a transaction");
  if (poison_) return *poison_;
  return {};
}

Result<> LogImpl::unlocked(std::string_view what) {
  if (auto r = enter(); !r) return r;
  if (options_.read_only) return fail(ErrorCode::not_permitted, std::string(what) + ": the register was opened read-only", {}, "read_only", "Open it for writing.");
  if (writing_) return invalid(std::string(what) + ": commit or roll back first");
  return {};
}

Result<> LogImpl::read_identity() {
  auto s = db_.use("SELECT n, id, office FROM writer ORDER BY public_key = ? DESC, n LIMIT 1");
  s.blob(view(keys_.public_key()));
  auto row = s.step();
  if (!row) return std::move(row).error();
  if (!*row || !from_bytes(s.bytes(1), writer_)) return fail(ErrorCode::corrupt, "the register names no writer", {}, "damaged", "Restore it from a backup.");
  writer_n_ = s.integer(0);
  office_ = s.bytes(2);
  auto own = db_.use("SELECT count(*) FROM writer WHERE n = ? AND public_key = ?");
  own.bind(writer_n_).blob(view(keys_.public_key()));
  if (auto r = own.step(); !r) return std::move(r).error();
  own_key_ = own.integer(0) == 1;
  return {};
}

Result<> LogImpl::load_heads() {
  Heads h;
  {
    auto s = db_.use("SELECT pos, received, hlc, arrival FROM act ORDER BY pos DESC LIMIT 1");
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (*row) {
      h.act = s.integer(0), h.received = s.integer(1), h.hlc = s.integer(2);
      (void)from_bytes(s.bytes(3), h.arrival);  // another size is verify's to say
    }
  }
  const std::pair<const char*, std::int64_t*> highest[] = {{"SELECT max(pos) FROM event", &h.event}, {"SELECT max(n) FROM stream", &h.stream}};
  for (const auto& [sql, to] : highest) {
    auto n = db_.number(sql);
    if (!n) return std::move(n).error();
    *to = *n;
  }
  {
    auto s = db_.use("SELECT w.head, w.link, w.office, w.public_key, a.hlc FROM writer w LEFT JOIN act a ON a.writer = w.n AND a.seq = w.head WHERE w.n = ?");
    auto row = s.bind(writer_n_).step();
    if (!row) return std::move(row).error();
    if (!*row) return fail(ErrorCode::corrupt, "the register's own writer is gone", {}, "damaged", "Restore it from a backup.");
    h.seq = s.integer(0);
    h.hlc = std::max(h.hlc, s.integer(4));
    if (h.seq == 0) h.link = genesis(writer_, s.bytes(2), s.bytes(3));
    else (void)from_bytes(s.bytes(1), h.link);
  }
  {
    auto s = db_.use("SELECT lower(hex(id)), head FROM writer WHERE n <> ? AND head > 0 ORDER BY id");
    s.bind(writer_n_);
    seen_ = "{";
    for (;;) {
      auto row = s.step();
      if (!row) return std::move(row).error();
      if (!*row) break;
      seen_ += (seen_.size() > 1 ? ",\"" : "\"") + std::string(s.bytes(0)) + "\":" + std::to_string(s.integer(1));
    }
    seen_ += '}';
  }
  heads_ = h;
  return {};
}

/// Does one of the two files come from an older backup than the other? What the younger one knows of the older tells.
Result<> LogImpl::look_for_older() {
  const auto ask = [](Database& db, const char* sql, std::int64_t with) -> Result<std::int64_t> {
    auto s = db.use(sql);
    auto row = s.bind(with).step();
    if (!row) return std::move(row).error();
    return *row ? s.integer(0) : 0;
  };
  auto settled = db_.number("SELECT value FROM recovery WHERE name = 'spare_high'");
  if (!settled) return std::move(settled).error();
  // What the log says was settled is settled there durably: where it is still spare, the file is older.
  auto still_spare = ask(keys_.file(), "SELECT count(*) FROM (SELECT 1 FROM spare WHERE n <= ? LIMIT 1)", *settled);
  if (!still_spare) return std::move(still_spare).error();
  auto missing = keys_.missing(db_);
  if (!missing) return std::move(missing).error();
  // A key is given to a stream after the act that made it; only a bulk transaction writes keys first, and notes that.
  auto last_owner = keys_.file().number("SELECT max(owner) FROM secret");
  if (!last_owner) return std::move(last_owner).error();
  auto last_stream = db_.number("SELECT max(n) FROM stream");  // after the keys: another process may be writing
  if (!last_stream) return std::move(last_stream).error();
  auto bulk = db_.number("SELECT value FROM recovery WHERE name = 'bulk'");
  if (!bulk) return std::move(bulk).error();
  repairs_.keys_missing = *missing;
  repairs_.keys_older |= *still_spare != 0 || *missing != 0;
  repairs_.register_older |= *last_owner > *last_stream && *bulk == 0;
  return {};
}

/// Writing on wipes the traces, so that it was so is kept with the number of the last act before.
Result<> LogImpl::note_older() {
  if (repairs_.keys_older)
    if (auto r = db_.use("INSERT OR IGNORE INTO recovery(name, value) VALUES('keys_older_at_act', ?)").bind(heads_.act).run(); !r) return r;
  if (repairs_.register_older) return db_.use("INSERT OR IGNORE INTO recovery(name, value) VALUES('register_older_at_act', ?)").bind(heads_.act).run();
  return {};
}

Result<std::string> LogImpl::recovery_report() {
  if (auto r = enter(); !r) return std::move(r).error();
  const auto at = [this](const char* sql) -> Result<std::string> {
    auto s = db_.use(sql);
    auto row = s.step();
    if (!row) return std::move(row).error();
    return *row ? std::to_string(s.integer(0)) : std::string("null");
  };
  auto keys_at = at("SELECT value FROM recovery WHERE name = 'keys_older_at_act'");
  if (!keys_at) return keys_at;
  auto register_at = at("SELECT value FROM recovery WHERE name = 'register_older_at_act'");
  if (!register_at) return register_at;
  const auto yes = [](bool b) { return b ? "true" : "false"; };
  return "{\"erasures_finished\":" + std::to_string(repairs_.erasures_finished) + ",\"keys_missing\":" + std::to_string(repairs_.keys_missing) + ",\"keys_older\":" +
         yes(repairs_.keys_older) + ",\"keys_older_at_act\":" + *keys_at + ",\"keys_settled\":" + std::to_string(repairs_.keys_settled) + ",\"register_older\":" +
         yes(repairs_.register_older) + ",\"register_older_at_act\":" + *register_at + ",\"v\":1}";
}

Result<> LogImpl::take_lease() {
  if (lease_.held() && !lease_.still_ours()) {  // somebody removed the file: another may have locked a new one
    keys_.forget_spares();
    lease_.abandon();
  }
  if (lease_.held()) return {};
  if (!own_key_)
    return fail(ErrorCode::corrupt, "the writer's public key is not that of the .keys file", {}, "writer", "Run verify; put the right .keys file beside the register.");
  if (auto r = lease_.acquire(clock()); !r) return r;
  last_act_ = std::chrono::steady_clock::now();
  const auto ready = [&]() -> Result<> {
    keys_.forget_spares();
    streams_.clear();
    if (auto r = load_heads(); !r) return r;
    noted_ = false;
    if (auto r = look_for_older(); !r) return r;
    if (auto r = note_older(); !r) return r;
    auto left = db_.number("SELECT count(*) FROM taken");
    if (!left) return std::move(left).error();
    if (auto r = keys_.settle(db_); !r) return r;
    repairs_.keys_settled += *left;
    if (auto r = drop_keys_of_nobody(); !r) return r;
    (void)finish_rewrap();  // done or not, writing may go on
    auto waiting = pending_subjects();
    if (!waiting) return std::move(waiting).error();
    pending_.clear();
    pending_.insert(waiting->begin(), waiting->end());
    if (waiting->empty()) return {};
    auto done = finish(*waiting);  // done or not, writing may go on
    if (done && done->done) repairs_.erasures_finished += done->persons;
    return done ? Result<>() : Result<>(std::move(done).error());
  };
  auto r = ready();
  if (!r) lease_.release();
  return r;
}

Result<> LogImpl::begin(Writing how) {
  if (auto r = unlocked("begin"); !r) return r;
  if (auto r = take_lease(); !r) return r;
  if (auto r = ready_for(how); !r) return r;
  if (auto r = db_.use("BEGIN IMMEDIATE").run(); !r) return r;
  before_ = heads_;
  writing_ = true;
  how_ = how;
  poison_.reset();
  promised_.reset();
  last_act_ = std::chrono::steady_clock::now();
  return {};
}

/// What must be so in the files before a transaction of this kind may begin.
Result<> LogImpl::ready_for(Writing how) {
  if (stale_keys_) {  // a commit failed after the keys' own; a crash might still have found it whole, so its -wal goes first
    auto emptied = db_.truncate_wal(100);
    if (!emptied) return std::move(emptied).error();
    if (!*emptied) return fail(ErrorCode::busy, "a reader keeps pages of a commit that failed", {}, "in_use", "Try again when the reader has finished.");
    if (auto r = keys_.drop_above(heads_.stream); !r) return r;
    stale_keys_ = false;
  }
  if (how == Writing::ordinary || noted_) return {};
  if (auto r = db_.exec("INSERT OR REPLACE INTO recovery(name, value) VALUES('bulk', 1)"); !r) return r;
  noted_ = true;
  return db_.exec("PRAGMA cache_size=-262144");
}

/// Keys that a bulk transaction left for streams which never came: only where one was noted, since a log that was put back from
/// a backup by mistake must not cost the younger keys.
Result<> LogImpl::drop_keys_of_nobody() {
  auto note = db_.number("SELECT value FROM recovery WHERE name = 'bulk'");
  if (!note) return std::move(note).error();
  if (*note == 0) return {};
  if (auto r = keys_.drop_above(heads_.stream); !r) return r;
  return db_.exec("DELETE FROM recovery WHERE name = 'bulk'");
}

Result<> LogImpl::store_head() {
  if (heads_.seq == before_.seq) return {};
  return db_.use("UPDATE writer SET head = ?, link = ? WHERE n = ?").bind(heads_.seq).blob(view(heads_.link)).bind(writer_n_).run();
}

Result<> LogImpl::commit() {
  if (auto r = enter(); !r) return r;
  if (!writing_) return invalid("there is no transaction to commit");
  if (poison_) {
    const Error e = *poison_;
    rollback();
    return e;
  }
  auto r = store_head();
  if (r) r = keys_.commit_bulk();
  if (r) {
    r = db_.use("COMMIT").run();
    stale_keys_ |= !r && how_ == Writing::bulk;
  }
  if (!r) {
    rollback();
    return r;
  }
  writing_ = false;
  promised_.reset();
  last_act_ = std::chrono::steady_clock::now();
  keys_.committed();
  for (const std::string& value : staged_) needles_.add(value);
  needled_.insert(marked_.begin(), marked_.end());
  pending_.insert(marked_.begin(), marked_.end());
  erased_lookups_ += std::exchange(staged_lookups_, 0);
  staged_.clear();
  marked_.clear();
  // The act is durable: what follows is tidying, and is tried again later where it fails.
  if (keys_.unsettled() >= keys_before_settling) (void)keys_.settle(db_);
  empty_wals();
  return {};
}

/// Small ones are begun anew and not cut off: writing and flushing a commit takes a third of the time where the file need not
/// grow. Nobody waits for a reader in the way: there are as many pages to go again before it is tried once more.
void LogImpl::empty_wals() {
  for (auto& [db, at] : {std::pair<Database&, std::int64_t&>(db_, empty_at_.log), std::pair<Database&, std::int64_t&>(keys_.file(), empty_at_.keys)}) {
    const bool bulk = how_ == Writing::bulk;
    const std::int64_t pages = db.wal_pages();
    if (pages < (bulk ? most_wal_pages_in_bulk : at)) continue;
    const auto emptied = bulk || pages < most_wal_pages ? db.restart_wal(bulk ? 100 : 0) : db.truncate_wal(0);
    at = emptied && *emptied ? wal_pages_ : pages + wal_pages_;
  }
}

void LogImpl::rollback() noexcept {
  if (!writing_ || forked()) return;
  db_.rollback();
  writing_ = false;
  poison_.reset();
  promised_.reset();
  heads_ = before_;
  streams_.clear();
  staged_.clear();
  marked_.clear();
  staged_lookups_ = 0;
  keys_.rolled_back();
}

Result<> LogImpl::checkpoint() {
  if (auto r = enter(); !r) return r;
  if (options_.read_only || writing_) return {};
  for (Database* db : {&db_, &keys_.file()})
    if (auto r = db->truncate_wal(100); !r) return std::move(r).error();  // a reader in the way: the next one does it
  return {};
}

Result<> LogImpl::close() {
  if (closed_) return {};
  if (forked()) return enter();
  if (writing_) rollback();
  Result<> first;
  const auto keep = [&](Result<> r) { if (!r && first) first = std::move(r); };
  if (!options_.read_only) {
    auto waiting = pending_subjects();
    if (waiting && !waiting->empty()) (void)take_lease();  // finishes them
    if (lease_.held()) {
      (void)finish_rewrap();
      waiting = pending_subjects();
      if (waiting && !waiting->empty()) (void)finish(*waiting);
      keep(keys_.settle(db_));
      if (!stale_keys_) keep(drop_keys_of_nobody());
      keep(checkpoint());
    }
  }
  keep(keys_.close());
  keep(db_.close());
  lease_.release();
  closed_ = true;
  return first;
}

}  // namespace safar::inline v0::store
