/// Whom the files are to be believed: the log, what its writer signed; the .keys file, what the log says of it, and the other way
/// round. Whoever can write the files and has no key can neither make a history nor bring an old one back unnoticed.
#include <algorithm>

#include "log_impl.hpp"
#include "schema.hpp"

namespace safar::inline v0::store {
namespace {

Result<std::int64_t> ask(Database& db, const char* sql, std::int64_t with) {
  auto s = db.use(sql);
  auto row = s.bind(with).step();
  if (!row) return std::move(row).error();
  return *row ? s.integer(0) : 0;
}

Error not_signed() {
  return fail(ErrorCode::corrupt, "the log does not end with the act that its writer signed: somebody without the key changed it", {}, "signature",
              "Nothing is written to it any more. Run verify to see what was changed, and restore the register from a backup.");
}

}  // namespace

Result<> put_signature(Database& log, const Keyring& keys, std::int64_t writer_n, const Id& writer, std::int64_t seq, const Hash& link, const Hash& arrival) {
  const Signature signature = keys.sign(signed_hash(writer, seq, link, arrival));
  return log.use("INSERT OR REPLACE INTO signature(writer, seq, arrival, signature) VALUES(?, ?, ?, ?)").bind(writer_n).bind(seq).blob(view(arrival)).blob(view(signature)).run();
}

Result<bool> is_signed(Database& log, std::int64_t writer_n, const Id& writer, std::string_view public_key, std::int64_t seq, const Hash& link, const Hash& arrival) {
  auto s = log.use("SELECT seq, arrival, signature FROM signature WHERE writer = ?");
  auto row = s.bind(writer_n).step();
  if (!row) return row;
  return *row && s.integer(0) == seq && s.bytes(1) == view(arrival) && signature_holds(public_key, signed_hash(writer, seq, link, arrival), s.bytes(2));
}

/// Our own writer is the one that came last: those before it wrote what this register was made of.
Result<> LogImpl::read_identity() {
  auto s = db_.use("SELECT n, id, office, public_key FROM writer ORDER BY n DESC LIMIT 1");
  auto row = s.step();
  if (!row) return std::move(row).error();
  if (!*row || !from_bytes(s.bytes(1), writer_)) return fail(ErrorCode::corrupt, "the register names no writer", {}, "damaged", "Restore it from a backup.");
  if (s.bytes(3) != view(keys_.public_key()))
    return fail(ErrorCode::key, "the .keys file beside the register is another register's, or the writer's row in the register was changed", {}, "other_keys",
                "Put the .keys file of this register back beside it. Where it is the right one, restore the register from a backup.");
  writer_n_ = s.integer(0);
  office_ = s.bytes(2);
  return {};
}

/// Does one of the two files come from an older backup than the other, or from another life? What each knows of the other tells.
Result<> LogImpl::look_for_older() {
  // Another process may be writing: what is noted later is asked for first.
  auto noted = db_.number("SELECT value FROM recovery WHERE name = 'settled'");
  if (!noted) return std::move(noted).error();
  auto known = keys_.settled();
  if (!known) return std::move(known).error();
  auto spares_given = db_.number("SELECT value FROM recovery WHERE name = 'spare_high'");
  if (!spares_given) return std::move(spares_given).error();
  // What the log says was settled is settled there durably: where it is still spare, the file is older.
  auto still_spare = ask(keys_.file(), "SELECT count(*) FROM (SELECT 1 FROM spare WHERE n <= ? LIMIT 1)", *spares_given);
  if (!still_spare) return std::move(still_spare).error();
  auto missing = keys_.missing(db_);
  if (!missing) return std::move(missing).error();
  // A key is given to a stream after the act that made it; only a bulk transaction writes keys first, and notes that.
  auto last_owner = keys_.file().number("SELECT max(owner) FROM secret");
  if (!last_owner) return std::move(last_owner).error();
  auto last_stream = db_.number("SELECT max(n) FROM stream");
  if (!last_stream) return std::move(last_stream).error();
  auto bulk = db_.number("SELECT value FROM recovery WHERE name = 'bulk'");
  if (!bulk) return std::move(bulk).error();
  repairs_.keys_missing = *missing;
  repairs_.keys_older |= *still_spare != 0 || *missing != 0;
  repairs_.register_older |= *last_owner > *last_stream && *bulk == 0;
  repairs_.keys_unmarked |= !*known;
  if (!*known) return {};
  const Settled& at = **known;
  repairs_.keys_older |= *noted > at.seq;
  if (at.writer != writer_) {
    repairs_.register_other = true;
    return {};
  }
  auto head = ask(db_, "SELECT head FROM writer WHERE n = ?", writer_n_);
  if (!head) return std::move(head).error();
  if (*head < at.seq) {
    repairs_.register_older = true;
    return {};
  }
  if (at.seq == 0) return {};  // its beginning is in the public key's own row
  auto s = db_.use("SELECT link FROM act WHERE writer = ? AND seq = ?");
  auto row = s.bind(writer_n_).bind(at.seq).step();
  if (!row) return std::move(row).error();
  repairs_.register_other |= !*row || s.bytes(0) != view(at.link);
  return {};
}

/// Writing on wipes the traces, so that it was so is kept with the number of the last act before.
Result<> LogImpl::note_older() {
  if (!repairs_.keys_older) return {};
  return db_.use("INSERT OR IGNORE INTO recovery(name, value) VALUES('keys_older_at_act', ?)").bind(heads_.act).run();
}

Result<std::string> LogImpl::recovery_report() {
  if (auto r = enter(); !r) return std::move(r).error();
  auto s = db_.use("SELECT value FROM recovery WHERE name = 'keys_older_at_act'");
  auto row = s.step();
  if (!row) return std::move(row).error();
  const std::string keys_at = *row ? std::to_string(s.integer(0)) : "null";
  const auto yes = [](bool b) { return b ? "true" : "false"; };
  return "{\"erasures_finished\":" + std::to_string(repairs_.erasures_finished) + ",\"keys_destroyed\":" + std::to_string(repairs_.keys_destroyed) + ",\"keys_missing\":" +
         std::to_string(repairs_.keys_missing) + ",\"keys_older\":" + yes(repairs_.keys_older) + ",\"keys_older_at_act\":" + keys_at + ",\"keys_settled\":" +
         std::to_string(repairs_.keys_settled) + ",\"keys_unmarked\":" + yes(repairs_.keys_unmarked) + ",\"register_older\":" + yes(repairs_.register_older) +
         ",\"register_other\":" + yes(repairs_.register_other) + ",\"v\":1}";
}

Result<> LogImpl::trust_before_writing() {
  if (auto r = check_signed(); !r) return r;
  if (auto r = look_for_older(); !r) return r;
  const char* remedy = "Put the newer file back, or restore it into a register of its own. It can be opened to read.";
  if (repairs_.register_older)
    return fail(ErrorCode::corrupt, "the register is older than its .keys file: acts are missing, and their numbers would be given again", {}, "register_older", remedy);
  if (repairs_.register_other)
    return fail(ErrorCode::corrupt, "the register has another history than its .keys file knows", {}, "register_other", remedy);
  if (repairs_.keys_unmarked)
    return fail(ErrorCode::corrupt, "the .keys file does not say, or not with the register's key, how far it knows the register", {}, "keys_unmarked",
                "Somebody changed the .keys file: put it back from a backup. The register can be opened to read.");
  return note_older();
}

/// Otherwise the next act would sign what somebody else wrote.
Result<> LogImpl::check_signed() {
  if (trusted_ && trusted_->seq == heads_.seq && trusted_->link == heads_.link && trusted_->arrival == heads_.arrival) return {};
  auto good = is_signed(db_, writer_n_, writer_, view(keys_.public_key()), heads_.seq, heads_.link, heads_.arrival);
  if (!good) return std::move(good).error();
  if (!*good) return not_signed();
  committed_heads();
  return {};
}

void LogImpl::committed_heads() {
  trusted_ = heads_;
  keys_.log_stands_at({writer_, heads_.seq, heads_.link});
}

/// The keys of a bulk transaction go before it; that they did is noted in it.
Result<> LogImpl::settle_bulk() {
  auto written = keys_.commit_bulk();
  if (!written) return std::move(written).error();
  if (!*written) return {};
  auto noted = db_.use(note_keys_settled).bind(before_.seq).run();
  stale_keys_ |= !noted;
  return noted;
}

Result<> LogImpl::note_settled() {
  auto written = keys_.note_settled();
  if (!written) return std::move(written).error();
  return *written ? db_.use(note_keys_settled).bind(heads_.seq).run() : Result<>();
}

/// After the keys of all that were pending have been destroyed.
Result<> LogImpl::note_erased() {
  if (auto r = db_.exec("BEGIN IMMEDIATE"); !r) return r;
  auto done = db_.use(note_keys_settled).bind(heads_.seq).run();
  if (done) done = db_.exec("DELETE FROM pending_erasure");
  if (done) done = db_.exec("COMMIT");
  if (!done) db_.rollback();
  return done;
}

/// What is gone must have its reason in the chain: without one it would be destroyed evidence.
Result<> LogImpl::check_marked() {
  for (const std::int64_t person : marked_) {
    auto named = ask(db_, "SELECT 1 FROM touch t CROSS JOIN event e ON e.pos = t.event WHERE t.stream = ? AND e.kind = 34 LIMIT 1", person);
    if (!named) return std::move(named).error();
    if (*named == 0) return fail(ErrorCode::invalid_argument, "an erasure needs an event of kind erase that touches the person");
  }
  return {};
}

/// Persons whom acts of erasure name that came since the last time.
Result<std::vector<std::int64_t>> LogImpl::read_erased() {
  std::vector<std::int64_t> fresh;
  auto s = db_.use("SELECT e.pos, t.stream FROM event e INDEXED BY event_erase CROSS JOIN touch t ON t.event = e.pos CROSS JOIN stream s ON s.n = t.stream "
                   "WHERE e.kind = 34 AND e.pos > ? AND s.kind = 1");
  s.bind(erased_upto_);
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return fresh;
    erased_upto_ = std::max(erased_upto_, s.integer(0));
    if (erased_.insert(s.integer(1)).second) fresh.push_back(s.integer(1));
  }
}

/// A .keys file of before an erasure has that person's keys again: they go, durably and from the gaps of the file too.
Result<> LogImpl::destroy_erased_keys() {
  auto fresh = read_erased();
  if (!fresh) return std::move(fresh).error();
  auto waiting = pending_subjects();  // of these the erasure itself will be finished
  if (!waiting) return std::move(waiting).error();
  std::vector<std::int64_t> back;
  for (const std::int64_t person : *fresh) {
    if (std::binary_search(waiting->begin(), waiting->end(), person)) continue;
    auto there = keys_.has_key_of(person);
    if (!there) return std::move(there).error();
    if (*there) back.push_back(person);
  }
  auto given = db_.number("SELECT value FROM recovery WHERE name = 'spare_high'");
  if (!given) return std::move(given).error();
  auto spares = ask(keys_.file(), "SELECT count(*) FROM spare WHERE n <= ?", *given);
  if (!spares) return std::move(spares).error();
  if (back.empty() && *spares == 0) return {};
  if (auto r = check_erasures(back); !r) {
    erased_upto_ = 0;
    erased_.clear();
    return r;
  }
  if (auto r = db_.exec("INSERT OR REPLACE INTO recovery(name, value) VALUES('rewrap', 1)"); !r) return r;  // the file is written anew by finish_rewrap
  if (auto r = keys_.drop_spares(*given); !r) return r;
  std::vector<std::string> gone;
  auto destroyed = keys_.destroy(back, gone);
  if (!destroyed) return std::move(destroyed).error();
  repairs_.keys_destroyed += *destroyed;
  repairs_.keys_older = true;
  return note_older();
}

Result<std::vector<SignedHead>> LogImpl::heads() {
  if (auto r = enter(); !r) return std::move(r).error();
  std::vector<SignedHead> out;
  auto s = db_.use("SELECT w.id, w.office, w.public_key, w.link, g.seq, g.arrival, g.signature FROM signature g JOIN writer w ON w.n = g.writer ORDER BY w.n");
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return out;
    SignedHead head;
    head.seq = s.integer(4);
    const std::string_view signature = s.bytes(6);
    bool good = from_bytes(s.bytes(0), head.writer) && from_bytes(s.bytes(5), head.arrival) && signature.size() == head.signature.size();
    if (good && head.seq == 0) head.link = genesis(head.writer, s.bytes(1), s.bytes(2));
    else good = good && from_bytes(s.bytes(3), head.link);
    if (!good) return fail(ErrorCode::corrupt, "a signature in the register is not of its size", {}, "signature", "Run verify.");
    std::copy(signature.begin(), signature.end(), reinterpret_cast<char*>(head.signature.data()));
    out.push_back(head);
  }
}

/// Before keys are destroyed for an erasure that another process left: its act is chained to the end that was signed. To change an
/// event's kind is enough to make an erasure of it, and what is destroyed for it never comes back.
Result<> LogImpl::check_erasures(const std::vector<std::int64_t>& subjects) {
  std::int64_t from = 0;
  for (const std::int64_t person : subjects) {
    auto act = ask(db_, "SELECT max(e.act) FROM touch t CROSS JOIN event e ON e.pos = t.event WHERE t.stream = ? AND e.kind = 34", person);
    if (!act) return std::move(act).error();
    from = from == 0 ? *act : std::min(from, *act);
  }
  if (subjects.empty()) return {};
  auto holds = chain_holds(db_, keys_, from);
  if (!holds) return std::move(holds).error();
  return *holds ? Result<>() : Result<>(not_signed());
}

}  // namespace safar::inline v0::store
