#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include <safar/base/date.hpp>

#include "base/os_error.hpp"
#include "files.hpp"
#include "key_file.hpp"
#include "log_impl.hpp"
#include "making.hpp"
#include "paths.hpp"
#include "read_only.hpp"
#include "schema.hpp"

namespace safar::inline v0::store {
namespace {

constexpr std::int64_t keys_before_settling = 8192;
constexpr int longest_wait_ms = 86'400'000;
constexpr std::int64_t most_wal_pages = (64 << 20) / 4096, most_wal_pages_in_bulk = 4 * most_wal_pages;

Error closed_error() { return fail(ErrorCode::closed, "the register is closed", {}, "closed", "Open it again."); }

}  // namespace

Error invalid(std::string message) { return fail(ErrorCode::invalid_argument, std::move(message)); }

namespace {

/// The key once, for the two openings of a register that is being made.
keys::Source asked_once(const keys::Source& source, const std::shared_ptr<std::optional<Key>>& known) {
  keys::Source once = source;
  once.unwrap = [unwrap = source.unwrap, known](std::string_view id, std::string_view wrapped) -> Result<Key> {
    if (*known) return **known;
    auto key = unwrap(id, wrapped);
    if (key) *known = *key;
    return key;
  };
  return once;
}

/// Made under another name, begun with its first acts, and only then given its own.
Result<> make_register(const std::string& path, const Options& options) {
  if (!good_office(options.office)) return fail(ErrorCode::invalid_argument, "an office is 1-16 of A-Z 0-9 -", "/office");
  Making making;
  if (auto r = making.begin(path); !r) return r;
  const std::string& key = options.keys.path;
  if (!key.empty()) {
    if (auto r = make_key_file(key); !r) return r;
    if (auto r = sync_folder_of(key); !r) return r;  // without its name the key is lost, and all with it
  }
  auto made = std::make_unique<LogImpl>(making.path(), options);
  if (auto r = made->make(); !r) return r;
  std::unique_ptr<Log> log = std::move(made);
  if (options.fill)
    if (auto r = options.fill(log); !r) return r;
  if (auto r = log->close(); !r) return r;
  log.reset();
  return making.publish();
}

}  // namespace

Result<std::unique_ptr<Log>> Log::open(std::string path, Options options) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium cannot start");
  if (path.empty()) return invalid("give the path of the register");
  if (!options.keys.unwrap) return invalid("give the source of the register's key");
  if (options.create && options.read_only) return invalid("a register cannot be made read-only");
  if (options.busy_timeout_ms < 0 || options.busy_timeout_ms > longest_wait_ms)
    return fail(ErrorCode::out_of_range, "how long to wait is 0 to 86400000 milliseconds", "/busy_timeout_ms", "busy_timeout");
  auto real = resolved(path);
  if (!real) return std::move(real).error();
  if (auto r = check_key_path(options.keys.path, *real); !r) return std::move(r).error();
  const keys::Source source = options.keys;
  const auto known = std::make_shared<std::optional<Key>>();
  struct Wipe { std::optional<Key>& key; ~Wipe() { if (key) sodium_memzero(key->data(), key->size()); } } wipe{*known};
  if (options.create) {
    options.keys = asked_once(source, known);
    if (auto r = make_register(*real, options); !r) return std::move(r).error();
    options.create = false;
    options.fill = {};
  }
  auto log = std::make_unique<LogImpl>(std::move(*real), std::move(options));
  if (auto r = log->open_existing(); !r) return std::move(r).error();
  log->asks(source);
  return std::unique_ptr<Log>(std::move(log));
}

Result<> LogImpl::make() {
  const Id id = random_id_bytes();
  if (auto r = keys_.create(path_ + ".keys", options_.keys, options_.secure_delete, id, options_.office); !r) return r;  // durable before the log names it
  if (auto r = db_.open(path_, Access::read_write, options_.secure_delete); !r) return r;
  if (auto r = db_.unsettled(); !r) return r;
  if (auto r = create_log_tables(db_); !r) return r;
  auto named = db_.use("INSERT INTO writer(n, id, office, public_key, head, link) VALUES(1, ?, ?, ?, 0, NULL)")
                   .blob(view(id)).text(options_.office).blob(view(keys_.public_key())).run();
  if (named) named = put_signature(db_, keys_, 1, id, 0, genesis(id, options_.office, view(keys_.public_key())), Hash{});
  if (!named) return named;
  if (auto r = db_.settled(); !r) return r;
  pid_ = ::getpid();
  closed_ = false;
  if (auto r = read_identity(); !r) return r;
  return load_heads();
}

Result<> LogImpl::open_existing() {
  struct stat s {};
  if (::stat(path_.c_str(), &s) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) return os_error(errno, "the register cannot be looked at", "Check the path.");
    return fail(ErrorCode::not_found, "there is no register of that name", {}, "not_found", "Check the path, or open with `create`.");
  }
  if (!S_ISREG(s.st_mode)) return fail(ErrorCode::io, "the path is not a file", {}, "not_a_register", "Give the path of a register.");
  if (auto r = one_name(path_, "register"); !r) return r;
  if (auto r = all_plain_beside(path_); !r) return r;
  auto access = reading_access(path_, lease_, options_.read_only);
  if (!access) return std::move(access).error();
  if (auto r = db_.open(path_, *access, options_.secure_delete); !r) return r;
  if (auto r = check_ours(db_, path_, "register"); !r) return r;
  if (auto r = keys_.open(path_ + ".keys", options_.keys, *access, options_.secure_delete); !r) return r;
  pid_ = ::getpid();
  closed_ = false;
  auto copied = options_.read_only ? Result<std::int64_t>(0) : db_.number(snapshot_taken);
  if (!copied) return std::move(copied).error();
  if (*copied != 0)
    return fail(ErrorCode::not_permitted, "this is a snapshot: its writer goes on writing elsewhere", {}, "snapshot", "Restore it into a register of its own, or open it read-only.");
  if (auto r = read_identity(); !r) return r;
  if (auto r = load_heads(); !r) return r;
  if (auto r = look_for_older(); !r) return r;
  if (options_.read_only) return {};
  auto waiting = pending_subjects();
  if (!waiting) return std::move(waiting).error();
  if (waiting->empty()) return {};
  if (auto r = take_lease(0); !r)  // whoever writes now will finish it; what may not be written any more can still be read
    return r.error().code == ErrorCode::busy || r.error().code == ErrorCode::corrupt ? Result<>() : r;
  give_back_lease();
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

Result<> LogImpl::begin(Writing how) {
  if (auto r = unlocked("begin"); !r) return r;
  if (auto r = take_lease(options_.busy_timeout_ms); !r) return r;
  auto begun = ready_for(how);
  if (begun) begun = db_.use("BEGIN IMMEDIATE").run();
  if (!begun) {
    give_back_lease();
    return begun;
  }
  before_ = heads_;
  writing_ = true;
  how_ = how;
  poison_.reset();
  promised_.reset();
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
  if (auto r = db_.use("UPDATE writer SET head = ?, link = ? WHERE n = ?").bind(heads_.seq).blob(view(heads_.link)).bind(writer_n_).run(); !r) return r;
  return put_signature(db_, keys_, writer_n_, writer_, heads_.seq, heads_.link, heads_.arrival);
}

Result<> LogImpl::commit() {
  if (auto r = enter(); !r) return r;
  if (!writing_) return invalid("there is no transaction to commit");
  if (poison_) {
    const Error e = *poison_;
    rollback();
    return e;
  }
  auto r = check_marked();
  if (r) r = store_head();
  if (r) r = settle_bulk();
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
  committed_heads();
  keys_.committed();
  for (const std::string& value : staged_) needles_.add(value);
  needled_.insert(marked_.begin(), marked_.end());
  pending_.insert(marked_.begin(), marked_.end());
  erased_.insert(marked_.begin(), marked_.end());
  erased_lookups_ += std::exchange(staged_lookups_, 0);
  staged_.clear();
  marked_.clear();
  // The act is durable: what follows is tidying, and is tried again later where it fails.
  if (keys_.unsettled() >= keys_before_settling) (void)keys_.settle(db_);
  empty_wals();
  give_back_lease();
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
  if (forked()) return;
  if (!writing_) return keys_.file().rollback();  // where memory ran out while keys were moved to their owners
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
  give_back_lease();
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
    // Where somebody else is writing, he does it.
    if (ready_at_ || (waiting && !waiting->empty())) (void)take_lease(0);
    if (lease_.held()) {
      (void)finish_rewrap();
      waiting = pending_subjects();
      if (waiting && !waiting->empty()) (void)finish(*waiting);
      keep(keys_.settle(db_));
      keep(note_settled());
      if (!stale_keys_) keep(drop_keys_of_nobody());
      keep(checkpoint());
    }
  }
  lease_.release(true);
  keep(keys_.close());
  keep(db_.close());
  lease_.close();  // its descriptor is of the same file: not before SQLite has let go of it
  closed_ = true;
  return first;
}

}  // namespace safar::inline v0::store
