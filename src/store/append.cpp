#include <algorithm>
#include <array>

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
  const std::int64_t at = std::max(std::min(clock(), last_moment), heads_.received + 1);  // a question may be asked whatever the clock says
  if (writing_) promised_ = at;  // and the next act will keep it
  return at;
}

Result<std::optional<LogImpl::Stream>> LogImpl::find_stream(const Id& id) {
  if (const auto it = streams_.find(id); it != streams_.end()) return it->second.n ? std::optional(it->second) : std::nullopt;
  auto s = db_.use("SELECT n, kind FROM stream WHERE id = ?");
  auto row = s.blob(view(id)).step();
  if (!row) return std::move(row).error();
  if (!*row) {
    if (held_) {  // nobody else writes while we do: it will not be there the next time either
      absent_.push_back(id);
      streams_[id] = {};
    }
    return std::optional<Stream>();
  }
  const Stream found{s.integer(0), static_cast<std::uint32_t>(s.integer(1))};
  if (!held_ && streams_.size() >= most_streams_cached) streams_.clear();
  streams_[id] = found;
  return std::optional(found);
}

Result<LogImpl::Stream> LogImpl::stream_to_write(const Id& id, StreamKind kind, Batch& batch) {
  auto found = find_stream(id);
  if (!found) return std::move(found).error();
  if (*found) return **found;
  const Stream made{++heads_.stream, static_cast<std::uint32_t>(kind)};
  streams_[id] = made;
  batch.streams.push_back({made.n, id, made.kind});
  return made;
}

/// The streams of one act and their kinds; few, mostly.
class LogImpl::KindsOfAct {
 public:
  /// False: the id was used for another kind before. `fresh`: it was not used at all.
  bool add(const StreamRef& ref, bool& fresh) {
    fresh = false;
    if (n_ < few_.size()) {
      for (std::size_t i = 0; i < n_; ++i)
        if (few_[i].id == ref.id) return few_[i].kind == ref.kind;
    } else {
      if (many_.empty())
        for (const StreamRef& f : few_) many_.emplace(f.id, f.kind);
      const auto [it, made] = many_.emplace(ref.id, ref.kind);
      fresh = made;
      return it->second == ref.kind;
    }
    few_[n_++] = ref;
    fresh = true;
    return true;
  }

 private:
  std::array<StreamRef, 16> few_{};
  std::size_t n_ = 0;
  std::unordered_map<Id, StreamKind, IdHash> many_{};
};

/// All that can be refused, before a number is given out: a refused act leaves the transaction as it was.
Result<> LogImpl::check(const ActIn& act) {
  KindsOfAct kinds;
  const auto at = [&](const EventIn& e, std::string_view what) { return "/events/" + std::to_string(&e - act.events.data()) + std::string(what); };
  const auto look = [&](const StreamRef& ref, const EventIn& e, std::string_view what) -> Result<> {
    bool fresh_id = false;
    if (!kinds.add(ref, fresh_id)) return fail(ErrorCode::invalid_argument, "the id is used for two kinds of stream", at(e, what), "other_kind");
    if (!fresh_id) return {};
    if (ref.id.none() || ref.kind == StreamKind::none) return fail(ErrorCode::invalid_argument, "a stream needs an id and a kind", at(e, what));
    auto found = find_stream(ref.id);
    if (!found) return std::move(found).error();
    if (*found && (*found)->kind != static_cast<std::uint32_t>(ref.kind))
      return fail(ErrorCode::invalid_argument, "the id names a stream of another kind", at(e, what), "other_kind");
    if (*found && what == "/boxes" && (pending_.contains((*found)->n) || (e.kind != EventKind::erase && erased_.contains((*found)->n))))
      return fail(ErrorCode::erased, "this person is being erased, or was", at(e, what), "erased", "Give the person a new id if they have come back.");
    return {};
  };
  for (const EventIn& e : act.events) {
    if (e.kind == EventKind::none || e.ver == 0) return fail(ErrorCode::invalid_argument, "an event needs a kind and a version", at(e, ""));
    if (e.boxes.size() > 0xffff) return fail(ErrorCode::too_large, "an event has at most 65,535 boxes", at(e, ""));
    for (const BoxIn& b : e.boxes) {
      if (b.shelf < Shelf::counted || b.shelf > Shelf::sensitive) return fail(ErrorCode::invalid_argument, "what is open is not sealed: it belongs in the body", at(e, "/boxes"));
      if (b.other && (b.shelf == Shelf::counted || *b.other == b.subject)) return fail(ErrorCode::invalid_argument, "the other person is another person, and never of what is counted", at(e, "/boxes"));
      if (b.content.size() > (std::size_t{256} << 20)) return fail(ErrorCode::too_large, "a box holds at most 256 MiB", at(e, "/boxes"));
      if (auto r = look({b.subject, owner_kind(b.shelf)}, e, "/boxes"); !r) return r;
      if (b.other)
        if (auto r = look({*b.other, StreamKind::person}, e, "/boxes"); !r) return r;
    }
  }
  for (const EventIn& e : act.events)
    for (const StreamRef& s : e.streams)
      if (auto r = look(s, e, "/streams"); !r) return r;
  return act.request.none() ? Result<>() : unknown_request(act);
}

Result<> LogImpl::unknown_request(const ActIn& act) {
  asked_ = act.request_mac ? *act.request_mac : store::request_mac(keys_.register_key(), act.request);
  bool known = requests_.contains(act.request);
  if (!known) {
    auto s = db_.use("SELECT 1 FROM request WHERE id = ?");
    auto row = s.blob(view(asked_)).step();
    if (!row) return std::move(row).error();
    known = *row;
  }
  if (known) return fail(ErrorCode::exists, "this request id is known", "/request", "request", "Ask for the act of that request, or use another id.");
  return {};
}

bool refused(const Error& e) noexcept {
  return e.code == ErrorCode::invalid_argument || e.code == ErrorCode::exists || e.code == ErrorCode::erased || e.code == ErrorCode::too_large;
}

Result<Key> LogImpl::key_to_write(const Id& id, const Stream& s, std::uint8_t shelf, std::vector<KeyWork>* made) {
  if (how_ == Writing::ordinary) return keys_.take(db_, s.n, id, shelf, fresh(s));
  // What this call made is all in memory; what this transaction made before is in the key store's open transaction.
  auto known = keys_.find(db_, s.n, id, shelf, false, s.n > call_stream_);
  if (!known) return std::move(known).error();
  if (*known) return **known;
  KeyWork k{s.n, id, shelf, random_.key(), random_.nonce(), {}};
  keys_.remember(s.n, shelf, k.key);
  const Key key = k.key;
  if (made) {
    made->push_back(std::move(k));
    return key;
  }
  k.wrapped = wrap_key(keys_.kek(), k.nonce, k.id, k.shelf, keys_.epoch(), k.key);
  if (auto r = keys_.write_secrets({&k, 1}); !r) return std::move(r).error();
  return key;
}

Result<> LogImpl::plan_box(const BoxIn& in, const EventWork& e, std::uint32_t index, std::uint16_t i, std::int64_t seq, Batch& batch) {
  auto subject = stream_to_write(in.subject, owner_kind(in.shelf), batch);
  if (!subject) return std::move(subject).error();
  BoxWork b;
  b.in = &in;
  b.place = {writer_, static_cast<std::uint64_t>(seq), index, i, in.subject, static_cast<std::uint8_t>(in.shelf), in.other};
  b.event = e.pos;
  b.subject = subject->n;
  b.subject_sp = sp(in.subject, subject->kind);
  std::optional<Stream> other;
  if (in.other) {
    auto s = stream_to_write(*in.other, StreamKind::person, batch);
    if (!s) return std::move(s).error();
    other = *s;
    b.other = s->n;
    b.other_sp = sp(*in.other, s->kind);
  }
  // A box of a person whom this same transaction erases (the erasure's own reason) is born erased: digest, no bytes.
  b.gone = marked_.contains(subject->n) || (other && marked_.contains(other->n));
  if (b.gone) {
    batch.acts.back().kept = false;
    b.key = random_.key();
  } else {
    auto own = key_to_write(in.subject, *subject, b.place.shelf, &batch.keys);
    if (!own) return std::move(own).error();
    b.key = *own;
    if (other) {
      auto second = key_to_write(*in.other, *other, b.place.shelf, &batch.keys);
      if (!second) return std::move(second).error();
      b.key = pair_key(in.subject, b.key, *in.other, *second);
      sodium_memzero(second->data(), second->size());
    }
    sodium_memzero(own->data(), own->size());
  }
  b.nonce = random_.nonce();
  batch.boxes.push_back(b);
  sodium_memzero(b.key.data(), b.key.size());
  return {};
}

/// Numbers, streams, keys and nonces of a checked act. `received`: what its time of receipt is, at least.
Result<> LogImpl::plan(const ActIn& in, std::int64_t received, Batch& batch) {
  ActWork& a = batch.acts.emplace_back();
  a.in = &in;
  a.pos = ++heads_.act;
  a.seq = ++heads_.seq;
  a.received = heads_.received = std::max(received, heads_.received + 1);
  a.hlc = heads_.hlc = std::max((a.received / 1000) << 16, heads_.hlc + 1);
  a.first_event = batch.events.size();
  a.kept = !in.request.none();
  if (a.kept) {
    requests_.insert(in.request);
    a.asked = asked_;
  }
  for (std::size_t k = 0; k < in.events.size(); ++k) {
    EventWork e;
    e.in = &in.events[k];
    e.pos = ++heads_.event;
    e.act = a.pos;
    refs_ = e.in->streams;
    for (const BoxIn& b : e.in->boxes) {
      if (b.shelf == Shelf::counted) continue;
      refs_.push_back({b.subject, StreamKind::person});
      if (b.other) refs_.push_back({*b.other, StreamKind::person});
    }
    std::sort(refs_.begin(), refs_.end(), [](const StreamRef& x, const StreamRef& y) { return x.id < y.id; });
    refs_.erase(std::unique(refs_.begin(), refs_.end()), refs_.end());
    if (e.in->kind == EventKind::erase) a.kept = false;
    e.first_touch = batch.touches.size();
    e.touches = refs_.size();
    for (const StreamRef& ref : refs_) {
      auto s = stream_to_write(ref.id, ref.kind, batch);
      if (!s) return std::move(s).error();
      batch.touches.push_back({s->n, e.pos, sp(ref.id, s->kind)});
    }
    e.first_box = batch.boxes.size();
    batch.events.push_back(e);
    for (std::size_t i = 0; i < e.in->boxes.size(); ++i)
      if (auto r = plan_box(e.in->boxes[i], e, static_cast<std::uint32_t>(k), static_cast<std::uint16_t>(i), a.seq, batch); !r) return r;
  }
  return {};
}

/// The rows of a sealed and chained batch, a statement a table.
Result<> LogImpl::insert(Batch& b) {
  const auto streams = [](const Cell& c, const StreamWork& s, int column) {
    if (column == 0) c.integer(s.n);
    else if (column == 1) c.blob(view(s.id));
    else c.integer(s.kind);
  };
  const auto acts = [this](const Cell& c, const ActWork& a, int column) {
    switch (column) {
      case 0: return c.integer(a.pos);
      case 1: return c.integer(writer_n_);
      case 2: return c.integer(a.seq);
      case 3: return c.integer(a.hlc);
      case 4: return c.integer(a.received);
      case 5: return c.text(a.head);
      case 6: return c.blob(view(a.link));
      default: return c.blob(view(a.arrival));
    }
  };
  const auto events = [](const Cell& c, const EventWork& e, int column) {
    switch (column) {
      case 0: return c.integer(e.pos);
      case 1: return c.integer(e.act);
      case 2: return c.integer(static_cast<std::int64_t>(e.in->kind));
      case 3: return c.integer(e.in->ver);
      case 4: return e.in->valid ? c.integer(*e.in->valid) : c.null();
      default: return c.text(e.in->body);
    }
  };
  const auto touches = [](const Cell& c, const TouchWork& t, int column) { c.integer(column == 0 ? t.stream : t.event); };
  const auto boxes = [&b](const Cell& c, const BoxWork& x, int column) {
    switch (column) {
      case 0: return c.integer(x.event);
      case 1: return c.integer(x.place.i);
      case 2: return c.integer(x.subject);
      case 3: return c.integer(x.place.shelf);
      case 4: return x.other ? c.integer(x.other) : c.null();
      case 5: return c.blob(view(x.digest));
      default: return x.gone ? c.null() : c.blob(std::string_view(b.sealed).substr(x.at, x.size));
    }
  };
  const auto requests = [](const Cell& c, const ActWork* a, int column) {
    if (column == 0) c.integer(a->pos);
    else c.blob(view(column == 1 ? a->asked : column == 2 ? a->asked_content : a->asked_mac));
  };
  for (const StreamWork& s : b.streams) presence_->written(view(s.id));
  if (auto r = db_.insert("INSERT OR FAIL INTO stream(n, id, kind) SELECT c0, c1, c2 FROM safar_rows", RowsOf(b.streams, streams)); !r) return r;
  if (auto r = db_.insert("INSERT OR FAIL INTO act(pos, writer, seq, hlc, received, head, link, arrival) SELECT c0, c1, c2, c3, c4, c5, c6, c7 FROM safar_rows", RowsOf(b.acts, acts)); !r) return r;
  if (auto r = db_.insert("INSERT OR FAIL INTO event(pos, act, kind, ver, valid, body) SELECT c0, c1, c2, c3, c4, c5 FROM safar_rows", RowsOf(b.events, events)); !r) return r;
  std::sort(b.touches.begin(), b.touches.end(), [](const TouchWork& x, const TouchWork& y) { return std::pair(x.stream, x.event) < std::pair(y.stream, y.event); });
  if (auto r = db_.insert("INSERT OR FAIL INTO touch(stream, event) SELECT c0, c1 FROM safar_rows", RowsOf(b.touches, touches)); !r) return r;
  if (auto r = db_.insert("INSERT OR FAIL INTO box(event, i, subject, shelf, other, digest, sealed) SELECT c0, c1, c2, c3, c4, c5, c6 FROM safar_rows", RowsOf(b.boxes, boxes)); !r) return r;
  std::vector<const ActWork*> asked;
  for (const ActWork& a : b.acts)
    if (a.kept) asked.push_back(&a);
  if (auto r = db_.insert("INSERT OR FAIL INTO request(act, id, digest, mac) SELECT c0, c1, c2, c3 FROM safar_rows", RowsOf(asked, requests)); !r) return r;
  return b.keys.empty() ? Result<>() : keys_.write_secrets(b.keys);
}

void LogImpl::tell(const Batch& b, const ActWork& a, Give give, ActOut& out) const {
  out.pos = a.pos;
  out.received = a.received;
  out.hlc = a.hlc;
  out.seq = a.seq;
  out.writer = writer_;
  out.request = a.request;
  out.name = act_name(writer_, a.seq);
  if (!a.in->events.empty()) out.first_event = b.events[a.first_event].pos;
  if (give == Give::numbers) return;
  out.head = a.head;
  for (std::size_t k = 0; k < a.in->events.size(); ++k) {
    const EventWork& e = b.events[a.first_event + k];
    EventOut event;
    event.pos = e.pos;
    event.act = a.pos;
    event.kind = e.in->kind;
    event.ver = e.in->ver;
    event.valid = e.in->valid;
    event.body = e.in->body;
    event.received = a.received;
    event.hlc = a.hlc;
    event.writer = writer_n_;
    event.seq = a.seq;
    for (std::size_t t = 0; t < e.touches; ++t) {
      const Sp& s = b.touches[e.first_touch + t].sp;
      StreamRef ref;
      (void)from_bytes(view(s).substr(0, 16), ref.id);
      std::uint32_t kind = 0;
      for (std::size_t i = 20; i-- > 16;) kind = kind << 8 | s[i];
      ref.kind = static_cast<StreamKind>(kind);
      event.streams.push_back(ref);
    }
    out.events.push_back(std::move(event));
  }
}

BatchContext LogImpl::context() const { return {writer_, seen_, &keys_.register_key(), &keys_.kek(), keys_.epoch()}; }

Result<ActOut> LogImpl::append(const ActIn& in) {
  if (auto r = enter_writing(); !r) return std::move(r).error();
  const Held held(*this);
  if (auto r = check(in); !r) return refused(r.error()) ? std::move(r).error() : poisoned(std::move(r).error());
  Batch batch;
  const std::int64_t received = promised_ ? *std::exchange(promised_, std::nullopt) : clock();
  if (auto r = fits(received); !r) return std::move(r).error();
  if (auto r = plan(in, received, batch); !r) return poisoned(std::move(r).error());
  batch.seal(context());
  batch.chain(context(), heads_.link, heads_.arrival);
  ActOut out;
  tell(batch, batch.acts[0], Give::events, out);
  if (auto r = insert(batch); !r) return poisoned(std::move(r).error());
  return out;
}

/// Streams and keys of this call are only in memory until its rows are: no cache is emptied on the way.
LogImpl::Held::Held(LogImpl& log) : log_(log) {
  if (log.streams_.size() >= most_streams_cached) log.streams_.clear();
  log.requests_.clear();
  log.call_stream_ = log.heads_.stream;
  log.held_ = true;
  log.keys_.hold(true);
}
LogImpl::Held::~Held() {
  for (const Id& id : log_.absent_)
    if (const auto it = log_.streams_.find(id); it != log_.streams_.end() && it->second.n == 0) log_.streams_.erase(it);
  log_.absent_.clear();
  log_.held_ = false;
  log_.keys_.hold(false);
}

}  // namespace safar::inline v0::store
