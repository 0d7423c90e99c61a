/// The rest of verification: signatures and heads, what is gone or should be, what stands beside the chain, and what the two
/// files know of each other.
#include <algorithm>
#include <array>

#include "schema.hpp"
#include "text.hpp"
#include "verifier.hpp"

namespace safar::inline v0::store {
namespace {

std::string act_named_by(const SignedHead& head) { return "act " + std::to_string(head.seq) + " of writer " + to_string(head.writer).substr(0, 8); }

}  // namespace

Result<> Verifier::schema() {
  for (const auto& [db, what] : {std::pair<Database*, const char*>(&db_, "register"), {&keys_.file(), "key store"}})
    if (auto r = check_schema(*db, what); !r) {
      if (r.error().reason != "schema") return r;
      say("schema", r.error().message);
    }
  return {};
}

Result<> Verifier::read_erased() {
  auto s = db_.use("SELECT t.stream, max(e.pos) FROM event e CROSS JOIN touch t ON t.event = e.pos CROSS JOIN stream s ON s.n = t.stream WHERE e.kind = 34 AND s.kind = 1 GROUP BY t.stream");
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    erased_.emplace(s.integer(0), s.integer(1));
  }
}

// --- signatures ---
Result<> Verifier::signatures() {
  std::map<std::int64_t, bool> seen;
  auto s = db_.use("SELECT writer, seq, arrival, signature FROM signature ORDER BY writer");
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    const auto w = writers_.find(s.integer(0));
    if (w == writers_.end()) {
      say("signature", "it is of a writer that is not there");
      continue;
    }
    seen[w->first] = true;
    signature(w->first, w->second, s.integer(1), s.bytes(2), s.bytes(3));
  }
  for (const auto& [n, w] : writers_) {
    const std::string name = "writer " + std::to_string(n) + ": ";
    if (!seen.contains(n)) say("signature", name + "its last act is not signed");
    if (w.seq == 0 && n != writers_.rbegin()->first) say("writer", name + "a writer without an act, which nothing chains");
  }
  return {};
}

void Verifier::signature(std::int64_t n, const WriterState& w, std::int64_t seq, std::string_view arrival, std::string_view signature) {
  const std::string name = "writer " + std::to_string(n) + ": ";
  const bool own = n == writers_.rbegin()->first;
  Hash stands{};
  if (!from_bytes(arrival, stands)) return say("signature", name + "a hash is not 32 bytes");
  const Hash& link = w.previous.stored;  // of the last act, or where it has none the genesis
  if (seq != w.seq) say("signature", name + "it is of another act than the last: acts are missing, or were added by somebody else");
  else if (!signature_holds(w.public_key, signed_hash(w.id, seq, link, stands), signature)) say("signature", name + "its last act is not the one that it signed");
  else if (own && stands != arrival_.stored) say("signature", name + "what came before is not what it signed: an act was added, left out, moved or dated anew");
  SignedHead head{w.id, seq, link, stands, {}};
  if (signature.size() != head.signature.size()) return;
  std::copy(signature.begin(), signature.end(), reinterpret_cast<char*>(head.signature.data()));
  report_.heads.push_back(head);
}

/// Against what was kept elsewhere.
Result<> Verifier::expected(std::span<const SignedHead> heads) {
  for (const SignedHead& head : heads)
    if (auto r = expected(head); !r) return r;
  return {};
}

Result<> Verifier::expected(const SignedHead& head) {
  const auto w = std::find_if(writers_.begin(), writers_.end(), [&](const auto& x) { return x.second.good_id && x.second.id == head.writer; });
  if (w == writers_.end()) {
    say("head", "the head that was kept knows " + act_named_by(head) + ": that writer is not in this log");
    return {};
  }
  const auto& [n, state] = *w;
  if (!signature_holds(state.public_key, signed_hash(head.writer, head.seq, head.link, head.arrival), view(head.signature)))
    say("head", "the head that was kept of " + act_named_by(head) + " is not signed by it, or the writer's row is another");
  if (head.seq == 0) {
    if (genesis(state.id, state.office, state.public_key) != head.link) say("head", "the head that was kept knows another beginning of writer " + std::to_string(n));
    return {};
  }
  auto s = db_.use("SELECT link, pos FROM act WHERE writer = ? AND seq = ?");
  auto row = s.bind(n).bind(head.seq).step();
  if (!row) return std::move(row).error();
  if (!*row) {
    say("head", "this log ends before " + act_named_by(head) + ", which the head that was kept knows");
  } else {
    const std::int64_t pos = s.integer(1);
    if (s.bytes(0) != view(head.link)) say("head", "the head that was kept knows " + act_named_by(head) + " with another link", pos);
    auto a = db_.use("SELECT 1 FROM act WHERE pos >= ? AND arrival = ? LIMIT 1");  // others' acts may have come before it was signed
    auto found = a.bind(pos).blob(view(head.arrival)).step();
    if (!found) return std::move(found).error();
    if (!*found) say("head", "the head that was kept knows what came before " + act_named_by(head) + " otherwise", pos);
  }
  return {};
}

// --- what is gone, and what should be ---
Result<> Verifier::erased_keys() {
  std::int64_t there = 0;
  for (const auto& [person, event] : erased_) {
    auto pending = db_.use("SELECT 1 FROM pending_erasure WHERE subject = ?");
    auto waits = pending.bind(person).step();
    if (!waits) return std::move(waits).error();
    if (*waits) continue;
    auto key = keys_.has_key_of(person);
    if (!key) return std::move(key).error();
    there += *key;
  }
  if (there > 0) say("keys", "keys of " + std::to_string(there) + " persons who were erased are there: the .keys file is of before an erasure");
  return {};
}

Result<> Verifier::late() {
  for (Late& one : late_) {
    bool erased = false;
    for (const std::int64_t person : {one.subject, one.other}) {
      auto s = db_.use("SELECT 1 FROM touch t CROSS JOIN event e ON e.pos = t.event CROSS JOIN stream p ON p.n = t.stream WHERE t.stream = ? AND e.kind = 34 AND p.kind = 1 LIMIT 1");
      auto row = s.bind(person).step();
      if (!row) return std::move(row).error();
      erased |= *row;
    }
    if (erased) ++report_.erased;
    else report_.problems.push_back(std::move(one.problem));
  }
  late_.clear();
  return {};
}

Result<> Verifier::two_files(const std::optional<Settled>& before) {
  auto after = keys_.settled();
  if (!after) return std::move(after).error();
  if (!before || !*after) {
    say("keys", "the .keys file does not say, or not with the register's key, how far it knows the register");
    return {};
  }
  auto noted = db_.number("SELECT value FROM recovery WHERE name = 'settled'");
  if (!noted) return std::move(noted).error();
  if (*noted > (*after)->seq) say("keys", "the .keys file is older than the register: keys may be missing");
  if (writers_.empty()) return {};
  const auto& [n, own] = *writers_.rbegin();
  if (before->writer != own.id) {
    say("keys", "the .keys file knows another register");
  } else if (own.seq < before->seq) {
    say("register", "the register is older than its .keys file: acts after its number " + std::to_string(own.seq) + " are missing");
  } else if (before->seq > 0) {
    auto s = db_.use("SELECT link, pos FROM act WHERE writer = ? AND seq = ?");
    auto row = s.bind(n).bind(before->seq).step();
    if (!row) return std::move(row).error();
    if (!*row || s.bytes(0) != view(before->link)) say("register", "the register has another history than its .keys file knows", *row ? s.integer(1) : -1);
  }
  return {};
}

// --- beside the chain ---
Result<> Verifier::folds() {
  auto s = db_.use("SELECT name, fold, upto FROM projection");
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    if (!fold_of(keys_.register_key(), s.bytes(0), s.bytes(1), s.integer(2))) say("projection", "a row that this register did not write so: rebuild the projections");
  }
}

/// Who has no key for segments has none: a row of such an owner would be left out in silence.
Result<> Verifier::segments() {
  auto s = db_.use("SELECT DISTINCT g.owner, s.id FROM segment g JOIN stream s ON s.n = g.owner");
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    Id owner;
    if (!from_bytes(s.bytes(1), owner)) continue;
    auto key = keys_.find(db_, s.integer(0), owner, static_cast<std::uint8_t>(Shelf::counted));
    if (!key && key.error().code != ErrorCode::corrupt && key.error().code != ErrorCode::key) return std::move(key).error();
    if (!key || !*key) say("segment", "its owner has no key for it");
  }
}

Result<> Verifier::beside_the_chain() {
  struct Query { const char* table; const char* what; const char* sql; };
  static constexpr Query queries[] = {
      {"pending_erasure", "an erasure that no act asked for",
       "SELECT 1 FROM pending_erasure p WHERE NOT EXISTS(SELECT 1 FROM touch t CROSS JOIN event e ON e.pos = t.event WHERE t.stream = p.subject AND e.kind = 34)"},
      {"taken", "its owner is not there", "SELECT 1 FROM taken t WHERE NOT EXISTS(SELECT 1 FROM stream s WHERE s.n = t.owner)"},
      {"conflict", "a row that no act wrote", "SELECT 1 FROM conflict"},
      {"case_now", "its stream is not there, or is no case", "SELECT 1 FROM case_now c WHERE NOT EXISTS(SELECT 1 FROM stream s WHERE s.n = c.stream AND s.kind = 2)"},
      {"segment", "its owner is not there", "SELECT 1 FROM segment g WHERE owner <> 0 AND NOT EXISTS(SELECT 1 FROM stream s WHERE s.n = g.owner)"},
      {"recovery", "a note that safar does not write",
       "SELECT 1 FROM recovery WHERE value < 0 OR name NOT IN ('spare_high', 'snapshot', 'bulk', 'rewrap', 'settled', 'keys_older_at_act')"},
  };
  for (const Query& q : queries) {
    auto s = db_.use(q.sql);
    for (;;) {
      auto row = s.step();
      if (!row) return std::move(row).error();
      if (!*row) break;
      say(q.table, q.what);
    }
  }
  if (auto r = segments(); !r) return r;
  return folds();
}

}  // namespace safar::inline v0::store
