#include <algorithm>

#include "log_impl.hpp"

namespace safar::inline v0::store {
namespace {

constexpr std::size_t most_plain = 64 << 10;

std::string segment_aad(std::string_view name, const Id& owner, std::int64_t i) {
  std::string aad = "safar segment 1";
  put_le(aad, static_cast<std::uint64_t>(name.size()));
  aad += name;
  aad += view(owner);
  put_le(aad, i);
  return aad;
}

Error no_stream() { return fail(ErrorCode::not_found, "there is no stream of that id"); }

/// Sealed state of a case: one box a person and shelf, bound to the case.
std::string now_aad(const Id& stream, const Id& subject, std::uint8_t shelf) {
  std::string aad = "safar now 1";
  aad += view(stream);
  aad += view(subject);
  put_le(aad, shelf);
  return aad;
}

/// Columns: id, programme, office, journey, eligibility, consent, holds, opened, changed, version, state.
NowRow now_row(const Statement& s) {
  NowRow r;
  (void)from_bytes(s.bytes(0), r.stream);
  r.programme = s.bytes(1);
  r.office = s.bytes(2);
  r.journey = s.bytes(3);
  r.eligibility = s.bytes(4);
  r.consent = s.bytes(5);
  r.holds = s.bytes(6);
  r.opened = s.integer(7);
  r.changed = s.integer(8);
  r.version = s.integer(9);
  r.state = s.bytes(10);
  return r;
}

std::string padded(std::string_view content, std::uint8_t shelf) {
  std::string out(content);
  out += '\x80';
  out.resize((content.size() / pad_block(shelf) + 1) * pad_block(shelf), '\0');
  return out;
}

constexpr const char* put_now_box = "INSERT INTO now_box(stream, subject, shelf, sealed) VALUES(?, ?, ?, ?)";

}  // namespace

/// Written anew whenever the case is: which event changed what they say is nobody's to see.
Result<> LogImpl::put_now_boxes(std::int64_t stream, const NowRow& row) {
  for (const BoxIn& b : row.boxes) {
    auto n = find_stream(b.subject);
    if (!n) return std::move(n).error();
    if (!*n) return no_stream();
    const auto shelf = static_cast<std::uint8_t>(b.shelf);
    auto known = keys_.find(db_, (*n)->n, b.subject, shelf);  // the events that this was learnt from made it
    if (!known) return std::move(known).error();
    auto key = *known ? Result<Key>(**known) : key_to_write(b.subject, **n, shelf, nullptr);
    if (!key) return std::move(key).error();
    const std::string sealed = seal(*key, random_nonce(), now_aad(row.stream, b.subject, shelf), padded(b.content, shelf));
    sodium_memzero(key->data(), key->size());
    if (auto r = db_.use(put_now_box).bind(stream).bind((*n)->n).bind(shelf).blob(sealed).run(); !r) return r;
  }
  return {};
}

/// Those of rows that are put anew. Most registers have none, so the table is looked at once.
Result<> LogImpl::forget_now_boxes(std::span<const std::pair<std::int64_t, const NowRow*>> rows) {
  auto any = db_.number("SELECT count(*) FROM (SELECT 1 FROM now_box LIMIT 1)");
  if (!any) return std::move(any).error();
  if (*any == 0) return {};
  for (const auto& [n, row] : rows)
    if (auto r = db_.use("DELETE FROM now_box WHERE stream = ?").bind(n).run(); !r) return r;
  return {};
}

/// Columns of `s`: stream, subject, its id, shelf, sealed. A box whose key was destroyed is left out.
Result<> LogImpl::now_box(const Statement& s, NowRow& row) {
  const auto damaged = [] { return fail(ErrorCode::corrupt, "a box of a case's state does not open", {}, "damaged", "Rebuild the projections."); };
  BoxIn box;
  const auto shelf = static_cast<std::uint8_t>(s.integer(3));
  box.shelf = static_cast<Shelf>(shelf);
  if (!from_bytes(s.bytes(2), box.subject)) return damaged();
  auto key = keys_.find(db_, s.integer(1), box.subject, shelf);
  if (!key) return std::move(key).error();
  if (!*key) return {};
  auto plain = unseal(**key, now_aad(row.stream, box.subject, shelf), s.bytes(4));
  std::size_t n = 0;
  if (!plain || plain->empty() || sodium_unpad(&n, reinterpret_cast<const unsigned char*>(plain->data()), plain->size(), pad_block(shelf)) != 0) return damaged();
  plain->resize(n);
  box.content = std::string_view(*plain);
  wipe(*plain);
  row.boxes.push_back(std::move(box));
  return {};
}

Result<> LogImpl::put_now(const NowRow& row) {
  if (auto r = enter_writing(); !r) return r;
  auto n = find_stream(row.stream);
  if (!n) return std::move(n).error();
  if (!*n) return no_stream();
  auto done = db_.use("INSERT OR REPLACE INTO case_now(stream, programme, office, journey, eligibility, consent, holds, opened, changed, version, state) "
                      "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                  .bind((*n)->n).text(row.programme).text(row.office).text(row.journey).text(row.eligibility).text(row.consent).text(row.holds)
                  .bind(row.opened).bind(row.changed).bind(row.version).text(row.state).run();
  const std::pair<std::int64_t, const NowRow*> one((*n)->n, &row);
  if (done) done = forget_now_boxes({&one, 1});
  if (done) done = put_now_boxes((*n)->n, row);
  return done ? Result<>() : Result<>(poisoned(std::move(done).error()));
}

Result<> LogImpl::put_now_many(std::span<const NowRow> rows) {
  if (auto r = enter_writing(); !r) return r;
  std::vector<std::pair<std::int64_t, const NowRow*>> numbered;
  numbered.reserve(rows.size());
  for (const NowRow& row : rows) {
    auto n = find_stream(row.stream);
    if (!n) return std::move(n).error();
    if (!*n) return no_stream();
    numbered.emplace_back((*n)->n, &row);
  }
  std::sort(numbered.begin(), numbered.end());
  const auto cell = [](const Cell& c, const std::pair<std::int64_t, const NowRow*>& n, int column) {
    const NowRow& r = *n.second;
    switch (column) {
      case 0: return c.integer(n.first);
      case 1: return c.text(r.programme);
      case 2: return c.text(r.office);
      case 3: return c.text(r.journey);
      case 4: return c.text(r.eligibility);
      case 5: return c.text(r.consent);
      case 6: return c.text(r.holds);
      case 7: return c.integer(r.opened);
      case 8: return c.integer(r.changed);
      case 9: return c.integer(r.version);
      default: return c.text(r.state);
    }
  };
  auto done = db_.insert("INSERT OR REPLACE INTO case_now(stream, programme, office, journey, eligibility, consent, holds, opened, changed, version, state) "
                         "SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 FROM safar_rows", RowsOf(numbered, cell));
  if (done) done = forget_now_boxes(numbered);
  for (std::size_t i = 0; done && i < numbered.size(); ++i) done = put_now_boxes(numbered[i].first, *numbered[i].second);
  return done ? Result<>() : Result<>(poisoned(std::move(done).error()));
}

Result<std::optional<NowRow>> LogImpl::now(const Id& stream) {
  if (auto r = enter(); !r) return std::move(r).error();
  auto s = db_.use("SELECT s.id, c.programme, c.office, c.journey, c.eligibility, c.consent, c.holds, c.opened, c.changed, c.version, c.state "
                   "FROM stream s JOIN case_now c ON c.stream = s.n WHERE s.id = ?");
  auto row = s.blob(view(stream)).step();
  if (!row) return std::move(row).error();
  if (!*row) return std::optional<NowRow>();
  NowRow now = now_row(s);
  auto boxes = db_.use("SELECT b.stream, b.subject, p.id, b.shelf, b.sealed FROM stream s CROSS JOIN now_box b ON b.stream = s.n LEFT JOIN stream p ON p.n = b.subject WHERE s.id = ?");
  boxes.blob(view(stream));
  for (;;) {
    auto box = boxes.step();
    if (!box) return std::move(box).error();
    if (!*box) return std::optional(std::move(now));
    if (auto r = now_box(boxes, now); !r) return std::move(r).error();
  }
}

Result<> LogImpl::scan_now(const std::function<bool(NowRow&)>& each) {
  if (auto r = enter(); !r) return r;
  auto s = db_.use("SELECT s.id, c.programme, c.office, c.journey, c.eligibility, c.consent, c.holds, c.opened, c.changed, c.version, c.state, c.stream "
                   "FROM case_now c CROSS JOIN stream s ON s.n = c.stream ORDER BY c.stream");
  auto boxes = db_.use("SELECT b.stream, b.subject, p.id, b.shelf, b.sealed FROM now_box b LEFT JOIN stream p ON p.n = b.subject ORDER BY b.stream, b.subject, b.shelf");
  auto box = boxes.step();
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    NowRow now = now_row(s);
    const std::int64_t n = s.integer(11);
    for (; box && *box && boxes.integer(0) <= n; box = boxes.step())
      if (boxes.integer(0) == n) if (auto r = now_box(boxes, now); !r) return r;
    if (!box) return std::move(box).error();
    if (!each(now)) return {};
  }
}

Result<> LogImpl::clear_now() {
  if (auto r = enter_writing(); !r) return r;
  if (auto r = db_.use("DELETE FROM now_box").run(); !r) return r;
  return db_.use("DELETE FROM case_now").run();
}

Result<std::optional<Log::Projection>> LogImpl::projection(std::string_view name) {
  if (auto r = enter(); !r) return std::move(r).error();
  auto s = db_.use("SELECT fold, upto FROM projection WHERE name = ?");
  auto row = s.text(name).step();
  if (!row) return std::move(row).error();
  if (!*row) return std::optional<Projection>();
  auto known = fold_of(keys_.register_key(), name, s.bytes(0), s.integer(1));
  return known ? std::optional(Projection{std::string(*known), s.integer(1)}) : std::nullopt;
}

Result<> LogImpl::put_projection(std::string_view name, const Projection& p) {
  if (auto r = enter_writing(); !r) return r;
  const std::string fold = p.fold + std::string(view(projection_mac(keys_.register_key(), name, p.fold, p.upto)));
  return db_.use("INSERT OR REPLACE INTO projection(name, fold, upto) VALUES(?, ?, ?)").text(name).blob(fold).bind(p.upto).run();
}

/// The owner's key on shelf `counted`; of the none id: one derived from the register's key.
Result<Key> LogImpl::segment_key(const Id& owner, std::int64_t n, bool make, bool& gone) {
  gone = false;
  if (owner.none()) return blake2b("segment", "safar segment v1", &keys_.register_key());
  constexpr auto shelf = static_cast<std::uint8_t>(Shelf::counted);
  if (make) return key_to_write(owner, {n, static_cast<std::uint32_t>(StreamKind::office_month)}, shelf, nullptr);
  auto key = keys_.find(db_, n, owner, shelf);
  if (!key) return std::move(key).error();
  gone = !*key;
  return key->value_or(Key{});
}

Result<> LogImpl::put_segment(std::string_view name, const Id& owner, std::int64_t i, std::string_view plain) {
  if (auto r = enter_writing(); !r) return r;
  if (plain.size() > most_plain) return fail(ErrorCode::too_large, "a segment holds at most 64 KiB");
  std::int64_t n = 0;
  if (!owner.none()) {
    auto s = find_stream(owner);
    if (!s) return std::move(s).error();
    if (!*s) return no_stream();
    n = (*s)->n;
    if (marked_.contains(n) || pending_.contains(n)) return fail(ErrorCode::erased, "this person is being erased", {}, "erased");
  }
  bool gone = false;
  auto key = segment_key(owner, n, true, gone);
  if (!key) return poisoned(std::move(key).error());
  const std::string sealed = seal(*key, random_nonce(), segment_aad(name, owner, i), plain);
  sodium_memzero(key->data(), key->size());
  return db_.use("INSERT OR REPLACE INTO segment(name, owner, i, sealed) VALUES(?, ?, ?, ?)").text(name).bind(n).bind(i).blob(sealed).run();
}

Result<> LogImpl::segments(std::string_view name, const std::function<bool(const Id&, std::int64_t, std::string&)>& each) {
  if (auto r = enter(); !r) return r;
  auto s = db_.use("SELECT g.owner, g.i, g.sealed, s.id FROM segment g LEFT JOIN stream s ON s.n = g.owner WHERE g.name = ? ORDER BY g.owner, g.i");
  s.text(name);
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    Id owner;
    if (s.integer(0) != 0 && !from_bytes(s.bytes(3), owner)) return fail(ErrorCode::corrupt, "a segment's owner is not there", {}, "damaged", "Rebuild the projections.");
    bool gone = false;
    auto key = segment_key(owner, s.integer(0), false, gone);
    if (!key) return std::move(key).error();
    if (gone) continue;  // its key was destroyed: so is what it held
    auto plain = unseal(*key, segment_aad(name, owner, s.integer(1)), s.bytes(2));
    if (!plain) return fail(ErrorCode::corrupt, "a segment does not open with its key", {}, "damaged", "Rebuild the projections.");
    if (!each(owner, s.integer(1), *plain)) return {};
  }
}

Result<> LogImpl::clear_segments(std::string_view name) {
  if (auto r = enter_writing(); !r) return r;
  return db_.use("DELETE FROM segment WHERE name = ?").text(name).run();
}

std::string LogImpl::mac(std::string_view personal, const std::vector<std::string_view>& parts) {
  if (closed_ || forked()) return {};
  Framed h(personal, parts.size(), &keys_.register_key());
  for (const auto part : parts) h.add(part);
  return std::string(view(h.done()));
}

Id LogImpl::derived_id(std::string_view personal, const std::vector<std::string_view>& parts) {
  Id id;
  if (closed_ || forked()) return id;
  Framed h(personal, parts.size(), &keys_.register_key(), id.bytes.size());
  for (const auto part : parts) h.add(part);
  const Hash hash = h.done();
  std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

Id LogImpl::random_id() { return random_id_bytes(); }

Result<std::int64_t> LogImpl::looked_up(const Id& subject) {
  auto n = find_stream(subject);
  if (!n) return std::move(n).error();
  if (!*n) return no_stream();
  if (marked_.contains((*n)->n) || pending_.contains((*n)->n)) return fail(ErrorCode::erased, "this person is being erased", {}, "erased");
  return (*n)->n;
}

Result<> LogImpl::put_lookup(std::string_view mac, const Id& subject) {
  if (auto r = enter_writing(); !r) return r;
  auto n = looked_up(subject);
  if (!n) return std::move(n).error();
  presence_->written(mac);
  return db_.use("INSERT OR IGNORE INTO lookup(mac, subject) VALUES(?, ?)").blob(mac).bind(*n).run();
}

/// In the order of the table: macs are random, and a page of it is met once.
Result<> LogImpl::put_lookup_many(std::span<const LookupIn> rows) {
  if (auto r = enter_writing(); !r) return r;
  std::vector<std::pair<std::string_view, std::int64_t>> numbered;
  numbered.reserve(rows.size());
  for (const LookupIn& row : rows) {
    auto n = looked_up(row.subject);
    if (!n) return std::move(n).error();
    numbered.emplace_back(row.mac, *n);
    presence_->written(row.mac);
  }
  std::sort(numbered.begin(), numbered.end());
  const auto cell = [](const Cell& c, const std::pair<std::string_view, std::int64_t>& row, int column) {
    if (column == 0) c.blob(row.first);
    else c.integer(row.second);
  };
  auto done = db_.insert("INSERT OR IGNORE INTO lookup(mac, subject) SELECT c0, c1 FROM safar_rows", RowsOf(numbered, cell));
  return done ? Result<>() : Result<>(poisoned(std::move(done).error()));
}

Result<std::vector<Id>> LogImpl::lookup(std::string_view mac) {
  if (auto r = enter(); !r) return std::move(r).error();
  std::vector<Id> out;
  auto s = db_.use("SELECT s.id FROM lookup l JOIN stream s ON s.n = l.subject WHERE l.mac = ? ORDER BY l.subject");
  s.blob(mac);
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return out;
    Id id;
    if (!from_bytes(s.bytes(0), id)) return fail(ErrorCode::corrupt, "a stream's id is not 16 bytes", {}, "damaged", "Run verify.");
    out.push_back(id);
  }
}

Result<> LogImpl::scan_lookup(const std::function<bool(std::string_view mac, const Id& subject)>& each) {
  if (auto r = enter(); !r) return r;
  auto s = db_.use("SELECT l.mac, s.id FROM lookup l CROSS JOIN stream s ON s.n = l.subject ORDER BY l.mac, s.id");
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    Id id;
    if (!from_bytes(s.bytes(1), id)) return fail(ErrorCode::corrupt, "a stream's id is not 16 bytes", {}, "damaged", "Run verify.");
    if (!each(s.bytes(0), id)) return {};
  }
}

Result<> LogImpl::clear_lookup() {
  if (auto r = enter_writing(); !r) return r;
  return db_.use("DELETE FROM lookup").run();
}

}  // namespace safar::inline v0::store
