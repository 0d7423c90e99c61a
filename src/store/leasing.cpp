/// Who may write: taking the lease, what must be so before an act, and giving the lease back.
#include "log_impl.hpp"
#include "paths.hpp"

namespace safar::inline v0::store {

/// The files that are open are those of these names, and these are their only ones.
Result<> LogImpl::same_files() {
  const auto same = [](const Database& db, const std::string& path) -> Result<> {
    if (db.inode() != inode_of(path))
      return fail(ErrorCode::io, "another file was put in the place of the register's while it was open", {}, "replaced", "Close it, and open it again.");
    return {};
  };
  if (auto r = same(db_, path_); !r) return r;
  const std::string keys = path_ + ".keys";
  if (auto r = same(keys_.file(), keys); !r) return r;
  if (auto r = one_name(path_, "register"); !r) return r;
  return one_name(keys, "key store");
}

/// Changes with every commit of any other connection to one of the two files, and with none of ours.
Result<LogImpl::Versions> LogImpl::versions() {
  auto log = db_.number("PRAGMA data_version");
  if (!log) return std::move(log).error();
  auto keys = keys_.file().number("PRAGMA data_version");
  if (!keys) return std::move(keys).error();
  return Versions{*log, *keys};
}

Result<> LogImpl::take_lease(int wait_ms, const Cancelled& cancelled) {
  if (lease_.held()) return {};
  struct Unready {  // where memory ran out, what was read is not all: the next one begins anew
    LogImpl& log;
    bool armed = true;
    ~Unready() {
      if (!armed) return;
      log.ready_at_.reset();
      log.db_.rollback();
      log.keys_.file().rollback();
      log.lease_.release();
    }
  } unready{*this};
  if (auto r = lease_.acquire(wait_ms, cancelled); !r) return r;
  const auto ready = [&]() -> Result<> {
    if (auto r = same_files(); !r) return r;
    auto now = versions();
    if (!now) return std::move(now).error();
    if (ready_at_ == *now) return {};  // nobody else wrote since: all is as it was left
    ready_at_.reset();
    if (auto r = get_ready(); !r) return r;
    ready_at_ = *now;
    return {};
  };
  auto r = ready();
  unready.armed = !r;
  return r;
}

/// With the lease, where another process may have written since: what it left is read, and finished.
Result<> LogImpl::get_ready() {
  keys_.forget_all();
  streams_.clear();
  if (auto r = load_heads(); !r) return r;
  noted_ = false;
  if (auto r = trust_before_writing(); !r) return r;
  auto left = db_.number("SELECT count(*) FROM taken");
  if (!left) return std::move(left).error();
  if (auto r = keys_.settle(db_); !r) return r;
  repairs_.keys_settled += *left;
  if (auto r = drop_keys_of_nobody(); !r) return r;
  if (auto r = destroy_erased_keys(); !r) return r;
  (void)finish_rewrap();  // done or not, writing may go on
  auto waiting = pending_subjects();
  if (!waiting) return std::move(waiting).error();
  pending_.clear();
  pending_.insert(waiting->begin(), waiting->end());
  if (waiting->empty()) return {};
  if (auto r = check_erasures(*waiting); !r) return r;
  auto done = finish(*waiting);  // done or not, writing may go on
  if (done && done->done) repairs_.erasures_finished += done->persons;
  return done ? Result<>() : Result<>(std::move(done).error());
}

/// The lease, unless a transaction is open or somebody asked to keep it.
void LogImpl::give_back_lease() noexcept {
  if (holds_ == 0 && !writing_ && !finishing_) lease_.release();
}

bool Log::in_use_here(const std::string& path) {
  const auto file = inode_of(path);
  return file && OpenFiles::of_this_process().in_use(*file);
}

Result<> LogImpl::hold(const Cancelled& cancelled) {
  if (auto r = unlocked("hold"); !r) return r;
  if (auto r = take_lease(options_.busy_timeout_ms, cancelled); !r) return r;
  ++holds_;
  return {};
}

void LogImpl::let_go() noexcept {
  if (holds_ > 0) --holds_;
  if (!closed_ && !forked()) give_back_lease();
}

}  // namespace safar::inline v0::store
