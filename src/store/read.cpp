#include <charconv>

#include "log_impl.hpp"
#include "text.hpp"

namespace safar::inline v0::store {
namespace {

Error damaged(std::string what) { return fail(ErrorCode::corrupt, std::move(what), {}, "damaged", "Run verify; restore from a backup."); }

}  // namespace

Result<std::optional<Log::Known>> LogImpl::request(const Id& id, std::string_view content) {
  if (auto r = enter(); !r) return std::move(r).error();
  auto s = db_.use("SELECT digest, act FROM request WHERE id = ?");
  const Hash mac = store::request_mac(keys_.register_key(), id);
  auto row = s.blob(view(mac)).step();
  if (!row) return std::move(row).error();
  if (!*row) return std::optional<Known>();
  const Hash digest = content_digest(keys_.register_key(), content);
  const auto stored = s.bytes(0);
  return std::optional(Known{s.integer(1), stored.size() == digest.size() && sodium_memcmp(stored.data(), digest.data(), digest.size()) == 0});
}

Mac LogImpl::request_mac(const Id& id) const { return closed_ || forked() ? Mac{} : store::request_mac(keys_.register_key(), id); }

Result<Id> LogImpl::writer_id(std::int64_t n) {
  if (n == writer_n_) return writer_;
  if (const auto it = writers_.find(n); it != writers_.end()) return it->second;
  auto s = db_.use("SELECT id FROM writer WHERE n = ?");
  auto row = s.bind(n).step();
  if (!row) return std::move(row).error();
  Id id;
  if (!*row || !from_bytes(s.bytes(0), id)) return damaged("an act's writer is not there");
  writers_[n] = id;
  return id;
}

/// Columns: pos, act, kind, ver, valid, body, received, hlc, writer, seq.
Result<EventOut> LogImpl::event_row(const Statement& s) {
  EventOut e;
  e.pos = s.integer(0);
  e.act = s.integer(1);
  e.kind = static_cast<EventKind>(s.integer(2));
  e.ver = static_cast<std::uint32_t>(s.integer(3));
  if (!s.is_null(4)) e.valid = static_cast<std::int32_t>(s.integer(4));
  e.body = s.bytes(5);
  e.received = s.integer(6);
  e.hlc = s.integer(7);
  e.writer = s.integer(8);
  e.seq = s.integer(9);
  return e;
}

Result<std::int64_t> LogImpl::first_event_of(std::int64_t act) {
  auto s = db_.use("SELECT min(pos) FROM event WHERE act = ?");
  auto row = s.bind(act).step();
  if (!row) return std::move(row).error();
  return s.integer(0);
}

Result<> LogImpl::fill(EventOut& event, Want want) {
  if (has(want, Want::streams)) {
    auto s = db_.use("SELECT s.id, s.kind FROM touch t LEFT JOIN stream s ON s.n = t.stream WHERE t.event = ? ORDER BY s.id");
    s.bind(event.pos);
    for (;;) {
      auto row = s.step();
      if (!row) return std::move(row).error();
      if (!*row) break;
      StreamRef ref{{}, static_cast<StreamKind>(s.integer(1))};
      if (!from_bytes(s.bytes(0), ref.id)) return damaged("event " + std::to_string(event.pos) + " touches a stream that is not there");
      event.streams.push_back(ref);
    }
  }
  if (has(want, Want::boxes)) return fill_boxes(event, has(want, Want::contents));
  if (has(want, Want::folded) && folds_boxes(event.kind)) return fill_boxes(event, true);
  return {};
}

Result<> LogImpl::fill_boxes(EventOut& event, bool contents) {
  auto s = db_.use(
      "SELECT b.i, b.shelf, s.n, s.id, b.other, o.id, b.sealed, b.digest FROM box b LEFT JOIN stream s ON s.n = b.subject LEFT JOIN stream o ON o.n = b.other "
      "WHERE b.event = ? ORDER BY b.i");
  s.bind(event.pos);
  std::optional<std::int64_t> first;
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    const auto where = [&] { return "box " + std::to_string(s.integer(0)) + " of event " + std::to_string(event.pos); };
    BoxOut box;
    box.shelf = static_cast<Shelf>(s.integer(1));
    const auto shelf = static_cast<std::uint8_t>(s.integer(1));
    if (!from_bytes(s.bytes(3), box.subject)) return damaged(where() + " is of a stream that is not there");
    if (!s.is_null(4)) {
      Id other;
      if (!from_bytes(s.bytes(5), other)) return damaged(where() + " is of a stream that is not there");
      box.other = other;
    }
    std::optional<Key> key;
    if (!s.is_null(6)) {
      auto own = keys_.find(db_, s.integer(2), box.subject, shelf);
      if (!own) return std::move(own).error();
      key = *own;
      if (key && box.other) {
        auto second = keys_.find(db_, s.integer(4), *box.other, shelf);
        if (!second) return std::move(second).error();
        if (*second) key = pair_key(box.subject, *key, *box.other, **second);
        else key.reset();
      }
    }
    box.erased = !key;
    if (key && contents) {
      if (!first) {
        auto f = first_event_of(event.act);
        if (!f) return std::move(f).error();
        first = *f;
      }
      auto writer = writer_id(event.writer);
      if (!writer) return std::move(writer).error();
      const BoxPlace place{*writer, static_cast<std::uint64_t>(event.seq), static_cast<std::uint32_t>(event.pos - *first), static_cast<std::uint16_t>(s.integer(0)),
                           box.subject, shelf, box.other};
      box.content = open_box(*key, place, s.bytes(6));
      if (!box.content && view(box_digest(s.bytes(6))) != s.bytes(7)) return damaged(where() + " was changed");
      box.erased = !box.content;  // intact, but its key was lost with an older .keys file and made anew: verify says so
    }
    event.boxes.push_back(std::move(box));
  }
}

Result<ActOut> LogImpl::act(std::int64_t pos) {
  if (auto r = enter(); !r) return std::move(r).error();
  ActOut out;
  {
    auto s = db_.use("SELECT writer, seq, hlc, received, head FROM act WHERE pos = ?");
    auto row = s.bind(pos).step();
    if (!row) return std::move(row).error();
    if (!*row) return fail(ErrorCode::not_found, "there is no act " + std::to_string(pos));
    auto writer = writer_id(s.integer(0));
    if (!writer) return std::move(writer).error();
    out.pos = pos;
    out.writer = *writer;
    out.seq = s.integer(1);
    out.hlc = s.integer(2);
    out.received = s.integer(3);
    out.head = s.bytes(4);
    (void)request_of(out.head, out.request);
    out.name = act_name(out.writer, out.seq);
  }
  auto s = db_.use(
      "SELECT e.pos, e.act, e.kind, e.ver, e.valid, e.body, a.received, a.hlc, a.writer, a.seq FROM event e JOIN act a ON a.pos = e.act WHERE e.act = ? ORDER BY e.pos");
  s.bind(pos);
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return out;
    auto event = event_row(s);
    if (!event) return std::move(event).error();
    if (auto r = fill(*event, Want::streams); !r) return std::move(r).error();
    if (out.events.empty()) out.first_event = event->pos;
    out.events.push_back(*std::move(event));
  }
}

Result<std::int64_t> LogImpl::act_named(std::string_view name) {
  if (auto r = enter(); !r) return std::move(r).error();
  const auto dash = name.find('-');
  std::int64_t seq = 0;
  const std::string_view hex = name.substr(0, dash);
  const bool good_hex = hex.size() >= 8 && hex.size() <= 32 && hex.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  const std::string_view digits = dash == std::string_view::npos ? std::string_view() : name.substr(dash + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seq);
  if (!good_hex || digits.empty() || error != std::errc{} || end != digits.data() + digits.size() || seq < 1)
    return fail(ErrorCode::parse, "an act is named `<8 or more hex digits of its writer>-<number>`");
  auto s = db_.use("SELECT a.pos FROM writer w JOIN act a ON a.writer = w.n AND a.seq = ?2 WHERE substr(lower(hex(w.id)), 1, length(?1)) = ?1");
  s.text(hex).bind(seq);
  auto row = s.step();
  if (!row) return std::move(row).error();
  if (!*row) return fail(ErrorCode::not_found, "there is no act of that name");
  const std::int64_t pos = s.integer(0);
  row = s.step();
  if (!row) return std::move(row).error();
  if (*row) return fail(ErrorCode::not_found, "two writers begin so: give more digits of the act's name", {}, "ambiguous");
  return pos;
}

Result<> LogImpl::events(std::int64_t after, std::int64_t before, Want want, const std::function<bool(EventOut&)>& each) {
  if (auto r = enter(); !r) return r;
  auto s = db_.use(
      "SELECT e.pos, e.act, e.kind, e.ver, e.valid, e.body, a.received, a.hlc, a.writer, a.seq FROM event e CROSS JOIN act a ON a.pos = e.act "
      "WHERE e.pos > ?1 AND (?2 = 0 OR a.received < ?2) ORDER BY e.pos");
  s.bind(after).bind(before);
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    auto event = event_row(s);
    if (!event) return std::move(event).error();
    if (auto r = fill(*event, want); !r) return r;
    if (!each(*event)) return {};
  }
}

Result<std::vector<EventOut>> LogImpl::events_of(const Id& stream, Want want) {
  std::vector<EventOut> out;
  if (auto r = each_of(stream, 0, 0, want, [&](EventOut& e) { out.push_back(std::move(e)); return true; }); !r) return std::move(r).error();
  return out;
}

Result<> LogImpl::each_of(const Id& stream, std::int64_t after, std::int64_t before, Want want, const std::function<bool(EventOut&)>& each) {
  if (auto r = enter(); !r) return r;
  auto n = find_stream(stream);
  if (!n) return std::move(n).error();
  if (!*n) return {};
  auto s = db_.use(
      "SELECT e.pos, e.act, e.kind, e.ver, e.valid, e.body, a.received, a.hlc, a.writer, a.seq FROM touch t CROSS JOIN event e ON e.pos = t.event "
      "CROSS JOIN act a ON a.pos = e.act WHERE t.stream = ? AND t.event > ? ORDER BY t.event");
  s.bind((*n)->n).bind(after);
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    auto event = event_row(s);
    if (!event) return std::move(event).error();
    if (before && event->received >= before) continue;
    if (auto r = fill(*event, want); !r) return r;
    if (!each(*event)) return {};
  }
}

Result<std::string> LogImpl::name_of(const EventOut& event) {
  if (auto r = enter(); !r) return std::move(r).error();
  auto writer = writer_id(event.writer);
  if (!writer) return std::move(writer).error();
  return act_name(*writer, event.seq);
}

Result<std::int64_t> LogImpl::version(const Id& stream) {
  if (auto r = enter(); !r) return std::move(r).error();
  auto n = find_stream(stream);
  if (!n) return std::move(n).error();
  if (!*n) return std::int64_t{0};
  auto s = db_.use("SELECT count(*) FROM touch WHERE stream = ?");
  auto row = s.bind((*n)->n).step();
  if (!row) return std::move(row).error();
  return s.integer(0);
}

Result<std::optional<StreamKind>> LogImpl::kind_of(const Id& stream) {
  if (auto r = enter(); !r) return std::move(r).error();
  auto n = find_stream(stream);
  if (!n) return std::move(n).error();
  if (!*n) return std::optional<StreamKind>();
  return std::optional(static_cast<StreamKind>((*n)->kind));
}

std::int64_t LogImpl::last_event() const {
  if (closed_ || forked()) return 0;
  if (lease_.held()) return heads_.event;
  auto n = const_cast<LogImpl*>(this)->db_.number("SELECT max(pos) FROM event");  // NOLINT: another process may write
  return n ? *n : heads_.event;
}

}  // namespace safar::inline v0::store
