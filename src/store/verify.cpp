/// What verification covers: every byte of writer, stream, act, event, touch and box, to the act (a box to event and i, a
/// writer to its row), up to what the writers signed; that what is gone was erased; what stands beside the chain by its references and MACs
/// (verify_rest.cpp); the rest of both files by SQLite's integrity_check.
#include "verifier.hpp"

#include <algorithm>

#include "text.hpp"

namespace safar::inline v0::store {

Result<> Verifier::run(const Progress& progress, std::span<const SignedHead> expect) {
  if (auto r = schema(); !r) return r;
  if (auto r = read_writers(); !r) return r;
  if (auto r = read_erased(); !r) return r;
  if (auto r = acts(progress, 1); !r) return r;
  writer_ends();
  if (auto r = signatures(); !r) return r;
  if (auto r = expected(expect); !r) return r;
  if (auto r = references(); !r) return r;
  if (auto r = beside_the_chain(); !r) return r;
  if (auto r = erased_keys(); !r) return r;
  if (auto r = integrity(db_, "register"); !r) return r;
  return integrity(keys_.file(), "keys");
}

void Verifier::say(std::string table, std::string what, std::int64_t act, std::int64_t event, std::int64_t box) {
  report_.problems.push_back({std::move(table), act, event, box, std::move(what)});
}

Result<> Verifier::read_writers() {
  auto s = db_.use("SELECT n, id, office, public_key, head, link FROM writer ORDER BY n");
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    WriterState w;
    w.id_bytes = s.bytes(1);
    w.good_id = from_bytes(w.id_bytes, w.id);
    w.office = s.bytes(2);
    w.public_key = s.bytes(3);
    w.head = s.integer(4);
    w.has_link = !s.is_null(5);
    w.link = s.bytes(5);
    if (!w.good_id || w.public_key.size() != 32) say("writer", "writer " + std::to_string(s.integer(0)) + ": id or public key has a wrong size");
    w.previous.stored = w.previous.computed = genesis(w.id, w.office, w.public_key);
    writers_[s.integer(0)] = std::move(w);
  }
  if (writers_.empty() || writers_.rbegin()->second.public_key != view(keys_.public_key())) say("writer", "the last writer has not the public key of the .keys file");
  report_.writers = static_cast<std::int64_t>(writers_.size());
  return {};
}

Result<> Verifier::acts(const Progress& progress, std::int64_t from) {
  auto total = db_.number("SELECT count(*) FROM act");
  if (!total) return std::move(total).error();
  auto s = db_.use("SELECT pos, writer, seq, hlc, received, head, link, arrival FROM act WHERE pos >= ? ORDER BY pos");
  s.bind(from);
  std::int64_t expected = from;
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    if (auto r = act(s, expected, arrival_); !r) return r;
    ++report_.acts;
    if (progress && !progress(static_cast<std::uint64_t>(report_.acts), static_cast<std::uint64_t>(*total)))
      return fail(ErrorCode::cancelled, "verify was cancelled");
  }
  return {};
}

Result<> Verifier::act(const Statement& s, std::int64_t& expected, Previous& arrival) {
  const std::int64_t pos = s.integer(0), writer = s.integer(1), seq = s.integer(2);
  if (pos != expected) say("act", "its position is not the next one: an act is missing or moved", pos);
  expected = pos + 1;
  const std::string_view head = s.bytes(5);
  Hash link{}, stored_arrival{};
  const bool good_link = from_bytes(s.bytes(6), link), good_arrival = from_bytes(s.bytes(7), stored_arrival);
  if (!good_link || !good_arrival) say("act", "a hash is not 32 bytes", pos);

  const auto w = writers_.find(writer);
  std::vector<Hash> hashes;
  if (auto r = events(pos, w == writers_.end() ? nullptr : &w->second, seq, hashes); !r) return r;
  if (w == writers_.end()) {
    say("act", "its writer is not there", pos);
    arrival.stored = arrival.computed = stored_arrival;
    return {};
  }
  WriterState& state = w->second;
  if (seq != state.seq + 1) say("act", "its number is not the writer's next one", pos);
  const bool first = state.seq == 0;
  state.seq = seq;
  Hash computed = link_hash(state.previous.stored, seq, s.integer(3), head, hashes);
  if (computed != link && state.previous.stored != state.previous.computed) {
    const Hash again = link_hash(state.previous.computed, seq, s.integer(3), head, hashes);
    if (again == link) computed = again;
  }
  if (computed != link) {
    say("act", "its link does not follow from its contents: the act, an event, a touched stream or a box was changed", pos);
    if (first) say("writer", "writer " + std::to_string(writer) + ": its first act does not follow from it: the row, or act " + std::to_string(pos) + ", was changed", pos);
  }
  state.previous = {link, computed};

  Hash should = arrival_hash(arrival.stored, pos, state.id_bytes, seq, s.bytes(6), s.integer(4));
  if (should != stored_arrival && arrival.stored != arrival.computed) {
    const Hash again = arrival_hash(arrival.computed, pos, state.id_bytes, seq, s.bytes(6), s.integer(4));
    if (again == stored_arrival) should = again;
  }
  if (should != stored_arrival) {
    say("act", "its arrival does not follow: position, writer, number, link or time of receipt was changed", pos);
    if (first) say("writer", "writer " + std::to_string(writer) + ": the arrival of its first act does not follow from its id", pos);
  }
  arrival = {stored_arrival, should};
  return chain_only_ ? Result<>() : requested(pos, seq, head, state);
}

Result<> Verifier::requested(std::int64_t pos, std::int64_t seq, std::string_view head, const WriterState& state) {
  Id id;
  bool expected = false;
  const bool own = state.public_key == view(keys_.public_key());  // another's may be made with another key
  if (!request_of(head, id)) {
    say("act", "its head names no request", pos);
  } else if (own) {
    expected = id == made_request(keys_.register_key(), state.id, seq, true);
    if (!expected && id != made_request(keys_.register_key(), state.id, seq, false))
      say("act", "the request in its head is not the one that the log makes", pos);
  }
  return asked(pos, seq, state, own, expected);
}

/// What a caller asked with: a row that can be made with the register's key only, for this act only, and that goes with a person only.
Result<> Verifier::asked(std::int64_t pos, std::int64_t seq, const WriterState& state, bool own, bool expected) {
  auto s = db_.use("SELECT id, digest, mac FROM request WHERE act = ?");
  auto row = s.bind(pos).step();
  if (!row) return std::move(row).error();
  if (!*row) {
    if (expected && !of_erased_) say("request", "its row is gone without an erasure", pos);
    return {};
  }
  if (own && !expected) say("request", "a row of an act that nobody gave a request", pos);
  if (of_erased_) say("request", "a person of its act was erased, and it is there", pos);
  const std::string_view id = s.bytes(0), digest = s.bytes(1), mac = s.bytes(2);
  if (id.size() != 32 || digest.size() != 32 || mac.size() != 32) say("request", "its id, digest or mac is not 32 bytes", pos);
  else if (mac != view(asked_mac(keys_.register_key(), id, digest, state.id, seq))) say("request", "its mac does not follow: the row was changed, or is another act's", pos);
  return {};
}

Result<> Verifier::events(std::int64_t act, const WriterState* writer, std::int64_t seq, std::vector<Hash>& hashes) {
  auto s = db_.use("SELECT pos, kind, ver, valid, body FROM event WHERE act = ? ORDER BY pos");
  s.bind(act);
  of_erased_ = false;
  std::uint32_t index = 0;
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    const std::int64_t pos = s.integer(0);
    if (pos != next_event_) say("event", "its position is not the next one: an event is missing or moved", act, pos);
    next_event_ = pos + 1;
    std::vector<Sp> streams;
    if (auto r = touched(act, pos, streams); !r) return r;
    std::vector<BoxMark> marks;
    if (auto r = boxes(act, pos, index++, writer, seq, marks); !r) return r;
    const auto valid = s.is_null(3) ? std::nullopt : std::optional(s.integer(3));
    hashes.push_back(event_hash(streams, kind_ver_valid(s.integer(1), s.integer(2), valid), s.bytes(4), marks));
    ++report_.events;
  }
}

/// False: not a stream that can be (a problem was said).
bool Verifier::stream_of(std::string_view id, std::int64_t kind, Sp& out) {
  Id parsed;
  if (!from_bytes(id, parsed) || kind < 1 || kind > 0xffffffff) return false;
  out = sp(parsed, static_cast<std::uint32_t>(kind));
  return true;
}

Result<> Verifier::touched(std::int64_t act, std::int64_t event, std::vector<Sp>& out) {
  auto s = db_.use("SELECT s.id, s.kind, t.stream FROM touch t LEFT JOIN stream s ON s.n = t.stream WHERE t.event = ?");
  s.bind(event);
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    Sp one{};
    const auto gone = erased_.find(s.integer(2));
    of_erased_ |= gone != erased_.end() && event <= gone->second;
    if (!stream_of(s.bytes(0), s.integer(1), one)) say("touch", "a touched stream is not there, or is no stream", act, event);
    out.push_back(one);
  }
  std::sort(out.begin(), out.end());
  return {};
}

Result<> Verifier::boxes(std::int64_t act, std::int64_t event, std::uint32_t index, const WriterState* writer, std::int64_t seq, std::vector<BoxMark>& out) {
  auto s = db_.use(
      "SELECT b.i, b.shelf, b.digest, b.sealed, b.subject, s.id, s.kind, b.other, o.id, o.kind FROM box b LEFT JOIN stream s ON s.n = b.subject "
      "LEFT JOIN stream o ON o.n = b.other WHERE b.event = ? ORDER BY b.i");
  s.bind(event);
  for (std::int64_t expected = 0;; ++expected) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    const std::int64_t i = s.integer(0), shelf = s.integer(1);
    if (i != expected) say("box", "its number is not the next one", act, event, i);
    BoxMark mark;
    bool good = stream_of(s.bytes(5), s.integer(6), mark.subject);
    if (!s.is_null(7)) good &= stream_of(s.bytes(8), s.integer(9), mark.other);
    if (!good) say("box", "its subject or other person is not there", act, event, i);
    if (shelf < 1 || shelf > 4) say("box", "it lies on no shelf", act, event, i);
    mark.shelf = static_cast<std::uint8_t>(shelf);
    if (!from_bytes(s.bytes(2), mark.digest)) say("box", "its digest is not 32 bytes", act, event, i);
    ++report_.boxes;
    const bool erased = erased_.contains(s.integer(4)) || (!s.is_null(7) && erased_.contains(s.integer(7)));
    of_erased_ |= erased;
    if (chain_only_) {
      // what the bytes are is of no matter here
    } else if (s.is_null(3)) {
      ++(erased ? report_.erased : gone_);
      if (!erased) say("box", "it is gone without an erasure", act, event, i);
    } else if (erased) {
      say("box", "its person was erased, and its bytes are there", act, event, i);
    } else if (box_digest(s.bytes(3)) != mark.digest) {
      say("box", "its bytes are not those of its digest", act, event, i);
    } else if (good && writer) {
      if (auto r = opens(s, {writer->id, static_cast<std::uint64_t>(seq), index, static_cast<std::uint16_t>(i), {}, mark.shelf, {}}, act, event); !r) return r;
    }
    out.push_back(mark);
  }
}

Result<> Verifier::opens(const Statement& s, BoxPlace place, std::int64_t act, std::int64_t event) {
  (void)from_bytes(s.bytes(5), place.subject);
  auto key = keys_.find(db_, s.integer(4), place.subject, place.shelf);
  if (!key) return bad_key(std::move(key).error(), act, event, place.i);
  if (*key && !s.is_null(7)) {
    Id other;
    (void)from_bytes(s.bytes(8), other);
    place.other = other;
    auto second = keys_.find(db_, s.integer(7), other, place.shelf);
    if (!second) return bad_key(std::move(second).error(), act, event, place.i);
    if (*second) **key = pair_key(place.subject, **key, other, **second);
    else key->reset();
  }
  // An erasure may have come since this state of the log: whether there was one is asked at the end.
  if (!*key) late_.push_back({{"box", act, event, place.i, "its key is gone without an erasure"}, s.integer(4), s.is_null(7) ? 0 : s.integer(7)});
  else if (!open_box(**key, place, s.bytes(3))) say("box", "it does not open with its key at this place", act, event, place.i);
  return {};
}

Result<> Verifier::bad_key(Error e, std::int64_t act, std::int64_t event, std::int64_t i) {
  if (e.code != ErrorCode::corrupt && e.code != ErrorCode::key) return e;
  say("box", "its key: " + e.message, act, event, i);
  return {};
}

void Verifier::writer_ends() {
  for (const auto& [n, w] : writers_) {
    const std::string name = "writer " + std::to_string(n) + ": ";
    if (w.head != w.seq) say("writer", name + "its head is not its last act");
    if (w.has_link != (w.seq != 0)) say("writer", name + "its link is there without acts, or missing");
    else if (w.has_link && w.link != view(w.previous.stored) && w.link != view(w.previous.computed)) say("writer", name + "its link is not that of its last act");
  }
}

/// Rows that point to nothing, or that nothing points to.
Result<> Verifier::references() {
  struct Query { const char* table; const char* what; const char* sql; };
  static constexpr Query queries[] = {  // columns: act, event, box
      {"touch", "it touches for an event that is not there", "SELECT -1, event, -1 FROM touch t WHERE NOT EXISTS(SELECT 1 FROM event e WHERE e.pos = t.event)"},
      {"box", "its event is not there", "SELECT -1, event, i FROM box b WHERE NOT EXISTS(SELECT 1 FROM event e WHERE e.pos = b.event)"},
      {"event", "its act is not there", "SELECT act, pos, -1 FROM event e WHERE NOT EXISTS(SELECT 1 FROM act a WHERE a.pos = e.act)"},
      {"stream", "a stream that nothing touches",
       "SELECT -1, -1, -1 FROM stream s WHERE NOT EXISTS(SELECT 1 FROM touch t WHERE t.stream = s.n) AND n NOT IN (SELECT subject FROM box UNION SELECT other FROM box WHERE other IS NOT NULL)"},
      {"request", "its act is not there", "SELECT act, -1, -1 FROM request r WHERE NOT EXISTS(SELECT 1 FROM act a WHERE a.pos = r.act)"},
      {"now_box", "its case or person is not there",
       "SELECT -1, -1, -1 FROM now_box b WHERE NOT EXISTS(SELECT 1 FROM case_now c WHERE c.stream = b.stream) OR NOT EXISTS(SELECT 1 FROM stream s WHERE s.n = b.subject)"},
      {"lookup", "its subject is not there", "SELECT -1, -1, -1 FROM lookup l WHERE NOT EXISTS(SELECT 1 FROM stream s WHERE s.n = l.subject)"},
  };
  for (const Query& q : queries) {
    auto s = db_.use(q.sql);
    for (;;) {
      auto row = s.step();
      if (!row) return std::move(row).error();
      if (!*row) break;
      say(q.table, q.what, s.integer(0), s.integer(1), s.integer(2));
    }
  }
  return {};
}

Result<> Verifier::integrity(Database& db, const char* table) {
  auto s = db.use("PRAGMA integrity_check(10)");
  for (;;) {
    auto row = s.step();
    if (!row && row.error().code == ErrorCode::corrupt) {
      say(table, row.error().message);
      return {};
    }
    if (!row) return std::move(row).error();
    if (!*row) return {};
    if (s.bytes(0) != "ok") say(table, "SQLite: " + std::string(s.bytes(0).substr(0, 120)));
  }
}

/// The acts from this position on, chained to the end.
Result<> Verifier::tail(std::int64_t from) {
  chain_only_ = true;
  if (auto r = read_writers(); !r) return r;
  for (auto& [n, w] : writers_) {
    auto s = db_.use("SELECT seq, link FROM act WHERE writer = ? AND pos < ? ORDER BY seq DESC LIMIT 1");
    auto row = s.bind(n).bind(from).step();
    if (!row) return std::move(row).error();
    if (!*row) continue;
    w.seq = s.integer(0);
    (void)from_bytes(s.bytes(1), w.previous.stored);
    w.previous.computed = w.previous.stored;
  }
  auto before = db_.use("SELECT arrival FROM act WHERE pos = ?");
  auto row = before.bind(from - 1).step();
  if (!row) return std::move(row).error();
  if (*row) (void)from_bytes(before.bytes(0), arrival_.stored);
  arrival_.computed = arrival_.stored;
  auto first = db_.use("SELECT min(pos) FROM event WHERE act >= ?");
  auto there = first.bind(from).step();
  if (!there) return std::move(there).error();
  next_event_ = first.integer(0);
  if (auto r = acts({}, from); !r) return r;
  writer_ends();
  return {};
}

Result<bool> chain_holds(Database& log, Keyring& keys, std::int64_t from) {
  VerifyReport report;
  if (auto r = Verifier(log, keys, report).tail(from); !r) return std::move(r).error();
  return report.problems.empty();
}

Result<VerifyReport> LogImpl::verify(const Progress& progress, std::span<const SignedHead> expect) {
  if (auto r = enter(); !r) return std::move(r).error();
  const bool inside = writing_;
  auto known = keys_.settled();  // before the state of the log that is verified, which then is not older than this
  if (!known) return std::move(known).error();
  if (inside) {
    if (auto r = store_head(); !r) return std::move(r).error();
  } else if (auto r = db_.exec("BEGIN"); !r) {  // one state of the file, whoever else writes
    return std::move(r).error();
  }
  VerifyReport report;
  Verifier verifier(db_, keys_, report);
  auto done = verifier.run(progress, expect);
  if (done) done = verifier.two_files(*known);
  if (!inside) (void)db_.exec("COMMIT");
  if (done) done = verifier.late();
  if (!done && done.error().code == ErrorCode::corrupt) {  // SQLite itself cannot read on
    report.problems.push_back({"register", -1, -1, -1, done.error().message});
    return report;
  }
  if (!done) return std::move(done).error();
  return report;
}

}  // namespace safar::inline v0::store
