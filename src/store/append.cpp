#include <algorithm>

#include <safar/version.hpp>

#include "log_impl.hpp"
#include "text.hpp"

namespace safar::inline v0::store {
namespace {

constexpr std::size_t most_streams_cached = 1 << 20;

StreamKind owner_kind(Shelf shelf) noexcept { return shelf == Shelf::counted ? StreamKind::office_month : StreamKind::person; }

}  // namespace

Error LogImpl::poisoned(Error e) {
  if (!poison_) poison_ = e;
  return e;
}

std::int64_t LogImpl::next_received() {
  if (forked() || closed_) return 0;
  if (promised_) return *promised_;
  const std::int64_t at = std::max(clock(), heads_.received + 1);
  if (writing_) promised_ = at;  // and the next act will keep it
  return at;
}

Result<std::optional<LogImpl::Stream>> LogImpl::find_stream(const Id& id) {
  if (const auto it = streams_.find(id); it != streams_.end()) return std::optional(it->second);
  auto s = db_.use("SELECT n, kind FROM stream WHERE id = ?");
  auto row = s.blob(view(id)).step();
  if (!row) return std::move(row).error();
  if (!*row) return std::optional<Stream>();
  const Stream found{s.integer(0), static_cast<std::uint32_t>(s.integer(1))};
  if (streams_.size() >= most_streams_cached) streams_.clear();
  streams_[id] = found;
  return std::optional(found);
}

Result<LogImpl::Stream> LogImpl::make_stream(const Id& id, std::uint32_t kind) {
  const Stream made{heads_.stream + 1, kind};
  if (auto r = db_.use("INSERT INTO stream(n, id, kind) VALUES(?, ?, ?)").bind(made.n).blob(view(id)).bind(kind).run(); !r) return std::move(r).error();
  heads_.stream = made.n;
  if (streams_.size() >= most_streams_cached) streams_.clear();
  streams_[id] = made;
  return made;
}

Result<LogImpl::Stream> LogImpl::stream_to_write(const Id& id, StreamKind kind) {
  auto found = find_stream(id);
  if (!found) return std::move(found).error();
  if (*found) return **found;
  return make_stream(id, static_cast<std::uint32_t>(kind));
}

Result<> LogImpl::check_stream(const StreamRef& ref, std::string_view where) {
  if (ref.id.none() || ref.kind == StreamKind::none) return fail(ErrorCode::invalid_argument, "a stream needs an id and a kind", std::string(where));
  auto found = find_stream(ref.id);
  if (!found) return std::move(found).error();
  if (*found && (*found)->kind != static_cast<std::uint32_t>(ref.kind))
    return fail(ErrorCode::invalid_argument, "the id names a stream of another kind", std::string(where), "other_kind");
  return {};
}

/// All that can be refused, before a byte is written: a refused act leaves the transaction as it was.
Result<> LogImpl::check(const ActIn& act) {
  std::unordered_map<Id, StreamKind, IdHash> kinds;
  const auto look = [&](const StreamRef& ref, const std::string& where) -> Result<> {
    const auto [it, fresh_id] = kinds.emplace(ref.id, ref.kind);
    if (!fresh_id) return it->second == ref.kind ? Result<>() : Result<>(fail(ErrorCode::invalid_argument, "the id is used for two kinds of stream", where, "other_kind"));
    return check_stream(ref, where);
  };
  for (std::size_t k = 0; k < act.events.size(); ++k) {
    const EventIn& e = act.events[k];
    const std::string where = "/events/" + std::to_string(k);
    if (e.kind == EventKind::none || e.ver == 0) return fail(ErrorCode::invalid_argument, "an event needs a kind and a version", where);
    if (e.boxes.size() > 0xffff) return fail(ErrorCode::too_large, "an event has at most 65,535 boxes", where);
    for (const StreamRef& s : e.streams)
      if (auto r = look(s, where + "/streams"); !r) return r;
    for (const BoxIn& b : e.boxes) {
      const std::string box = where + "/boxes";
      if (b.shelf < Shelf::counted || b.shelf > Shelf::sensitive) return fail(ErrorCode::invalid_argument, "what is open is not sealed: it belongs in the body", box);
      if (b.other && (b.shelf == Shelf::counted || *b.other == b.subject)) return fail(ErrorCode::invalid_argument, "the other person is another person, and never of what is counted", box);
      if (b.content.size() > (std::size_t{256} << 20)) return fail(ErrorCode::too_large, "a box holds at most 256 MiB", box);
      if (auto r = look({b.subject, owner_kind(b.shelf)}, box); !r) return r;
      if (b.other)
        if (auto r = look({*b.other, StreamKind::person}, box); !r) return r;
      if (pending_.empty()) continue;
      for (const Id& id : {b.subject, b.other.value_or(b.subject)}) {
        auto s = find_stream(id);
        if (s && *s && pending_.contains((*s)->n)) return fail(ErrorCode::erased, "this person is being erased", box, "erased", "Give the person a new id if they have come back.");
      }
    }
  }
  return {};
}

Result<ActOut> LogImpl::append(const ActIn& in) {
  if (auto r = enter_writing(); !r) return std::move(r).error();
  if (auto r = check(in); !r) return std::move(r).error();
  ActOut out;
  out.pos = heads_.act + 1;
  out.seq = heads_.seq + 1;
  out.received = std::max(promised_.value_or(clock()), heads_.received + 1);
  out.hlc = std::max((out.received / 1000) << 16, heads_.hlc + 1);
  out.writer = writer_;
  out.name = act_name(writer_, out.seq);
  out.request = in.request.none() ? made_request(keys_.register_key(), writer_, out.seq) : in.request;
  const std::string hex = to_string(out.request);
  out.head = head_json({in.actor, in.command, "safar " SAFAR_VERSION, in.purpose, hex, in.role, seen_});
  if (!in.request.none()) {
    const Hash digest = blake2b(in.request_content, "safar request v1", &keys_.register_key());
    auto s = db_.use("INSERT INTO request(id, digest, act) VALUES(?, ?, ?)");
    auto done = s.blob(view(out.request)).blob(view(digest)).bind(out.pos).run();
    if (!done && (s.code() & 0xff) == SQLITE_CONSTRAINT)
      return fail(ErrorCode::exists, "this request id is known", "/request", "request", "Ask for the act of that request, or use another id.");
    if (!done) return poisoned(std::move(done).error());
  }
  if (!in.events.empty()) out.first_event = heads_.event + 1;
  promised_.reset();
  if (auto r = write_act(in, out); !r) return poisoned(std::move(r).error());
  return out;
}

Result<> LogImpl::write_act(const ActIn& in, ActOut& out) {
  std::vector<Hash> hashes(in.events.size());
  for (std::size_t k = 0; k < in.events.size(); ++k) {
    EventOut event;
    event.pos = heads_.event + 1;
    event.act = out.pos;
    event.received = out.received;
    event.hlc = out.hlc;
    event.writer = writer_n_;
    event.seq = out.seq;
    if (auto r = write_event(in.events[k], static_cast<std::uint32_t>(k), event, hashes[k]); !r) return r;
    heads_.event = event.pos;
    out.events.push_back(std::move(event));
  }
  const Hash link = link_hash(heads_.link, out.seq, out.hlc, out.head, hashes);
  const Hash arrival = arrival_hash(heads_.arrival, out.pos, view(writer_), out.seq, view(link), out.received);
  auto written = db_.use("INSERT INTO act(pos, writer, seq, hlc, received, head, link, arrival) VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
                     .bind(out.pos).bind(writer_n_).bind(out.seq).bind(out.hlc).bind(out.received).text(out.head).blob(view(link)).blob(view(arrival)).run();
  if (!written) return written;
  heads_.act = out.pos;
  heads_.seq = out.seq;
  heads_.hlc = out.hlc;
  heads_.received = out.received;
  heads_.link = link;
  heads_.arrival = arrival;
  return {};
}

Result<> LogImpl::write_event(const EventIn& in, std::uint32_t index, EventOut& out, Hash& hash) {
  out.kind = in.kind;
  out.ver = in.ver;
  out.valid = in.valid;
  out.body = in.body;
  out.streams = in.streams;
  for (const BoxIn& b : in.boxes) {
    if (b.shelf == Shelf::counted) continue;
    out.streams.push_back({b.subject, StreamKind::person});
    if (b.other) out.streams.push_back({*b.other, StreamKind::person});
  }
  std::sort(out.streams.begin(), out.streams.end(), [](const StreamRef& a, const StreamRef& b) { return a.id < b.id; });
  out.streams.erase(std::unique(out.streams.begin(), out.streams.end()), out.streams.end());

  auto event = db_.use("INSERT INTO event(pos, act, kind, ver, valid, body) VALUES(?, ?, ?, ?, ?, ?)");
  event.bind(out.pos).bind(out.act).bind(static_cast<std::int64_t>(in.kind)).bind(in.ver);
  if (in.valid) event.bind(*in.valid);
  else event.null();
  if (auto r = event.text(in.body).run(); !r) return r;

  std::vector<Sp> sps;
  for (const StreamRef& ref : out.streams) {
    auto s = stream_to_write(ref.id, ref.kind);
    if (!s) return std::move(s).error();
    if (auto r = db_.use("INSERT INTO touch(stream, event) VALUES(?, ?)").bind(s->n).bind(out.pos).run(); !r) return r;
    sps.push_back(sp(ref.id, s->kind));
  }
  std::vector<BoxMark> marks;
  for (std::size_t i = 0; i < in.boxes.size(); ++i) {
    const BoxIn& b = in.boxes[i];
    auto mark = write_box(b, out.pos, {writer_, static_cast<std::uint64_t>(out.seq), index, static_cast<std::uint16_t>(i), b.subject, static_cast<std::uint8_t>(b.shelf), b.other});
    if (!mark) return std::move(mark).error();
    marks.push_back(*mark);
  }
  hash = event_hash(sps, kind_ver_valid(static_cast<std::int64_t>(in.kind), in.ver, in.valid), in.body, marks);
  return {};
}

Result<BoxMark> LogImpl::write_box(const BoxIn& in, std::int64_t event, const BoxPlace& place) {
  auto subject = stream_to_write(in.subject, owner_kind(in.shelf));
  if (!subject) return std::move(subject).error();
  std::optional<Stream> other;
  if (in.other) {
    auto s = stream_to_write(*in.other, StreamKind::person);
    if (!s) return std::move(s).error();
    other = *s;
  }
  // A box of a person whom this same transaction erases (the erasure's own reason) is born erased: digest, no bytes.
  const bool gone = marked_.contains(subject->n) || (other && marked_.contains(other->n));
  Key key{};
  if (gone) {
    key = random_key();
  } else {
    auto own = key_to_write(in.subject, *subject, place.shelf);
    if (!own) return std::move(own).error();
    key = *own;
    if (other) {
      auto second = key_to_write(*in.other, *other, place.shelf);
      if (!second) return std::move(second).error();
      key = pair_key(in.subject, key, *in.other, *second);
    }
  }
  const std::string sealed = seal_box(key, random_nonce(), place, in.content);
  sodium_memzero(key.data(), key.size());
  BoxMark mark{sp(in.subject, subject->kind), {}, place.shelf, box_digest(sealed)};
  if (other) mark.other = sp(*in.other, other->kind);
  auto s = db_.use("INSERT INTO box(event, i, subject, shelf, other, digest, sealed) VALUES(?, ?, ?, ?, ?, ?, ?)");
  s.bind(event).bind(place.i).bind(subject->n).bind(place.shelf);
  if (other) s.bind(other->n);
  else s.null();
  s.blob(view(mark.digest));
  if (gone) s.null();
  else s.blob(sealed);
  if (auto r = s.run(); !r) return std::move(r).error();
  return mark;
}

}  // namespace safar::inline v0::store
