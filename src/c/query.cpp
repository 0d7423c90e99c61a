/// \file
/// Queries as JSON and as Arrow. A stream's callbacks are called by C, so each is guarded too.
#include <safar/c/query.h>

#include <cerrno>
#include <memory>

#include "boundary.hpp"
#include "handles.hpp"

namespace safar::inline v0::c {
namespace {

Result<Frame> ask(safar_session* s, const char* query, std::size_t n) {
  if (s == nullptr) return missing("session");
  if (!text_ok(query, n)) return missing("query");
  return s->session.query(view(query, n));
}

/// The library's own stream behind callbacks that never throw.
struct Stream {
  ArrowArrayStream inner{};
  const char* last = nullptr;  // a literal, or null: ask `inner`
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { if (inner.release != nullptr) inner.release(&inner); }

  template <class Body>
  int run(Body&& body) noexcept {
    last = nullptr;
    int number = 0;
    const safar_status status = guarded(nullptr, [&]() -> Result<> { number = body(inner); return {}; });
    if (status == SAFAR_OK) return number;
    last = status == SAFAR_E_NO_MEMORY ? "out of memory" : "internal error: please report it";
    return status == SAFAR_E_NO_MEMORY ? ENOMEM : EIO;
  }
};

Stream& stream_of(ArrowArrayStream* s) { return *static_cast<Stream*>(s->private_data); }

int get_schema(ArrowArrayStream* s, ArrowSchema* out) noexcept {
  return stream_of(s).run([out](ArrowArrayStream& inner) { return inner.get_schema(&inner, out); });
}
int get_next(ArrowArrayStream* s, ArrowArray* out) noexcept {
  return stream_of(s).run([out](ArrowArrayStream& inner) { return inner.get_next(&inner, out); });
}
const char* get_last_error(ArrowArrayStream* s) noexcept {
  Stream& stream = stream_of(s);
  return stream.last != nullptr ? stream.last : stream.inner.get_last_error(&stream.inner);
}
void release(ArrowArrayStream* s) noexcept {
  delete &stream_of(s);
  s->release = nullptr;
  s->private_data = nullptr;
}

}  // namespace
}  // namespace safar::inline v0::c

using namespace safar;

safar_status safar_query(safar_session* s, const char* query, size_t n, safar_buffer** json, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (json == nullptr) return c::missing("json");
    auto frame = c::ask(s, query, n);
    if (!frame) return std::move(frame).error();
    return c::give_text(json, frame->json());
  });
}

safar_status safar_query_arrow(safar_session* s, const char* query, size_t n, ArrowArrayStream* out, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (out == nullptr) return c::missing("out");
    auto frame = c::ask(s, query, n);
    if (!frame) return std::move(frame).error();
    auto stream = std::make_unique<c::Stream>();
    frame->arrow(&stream->inner);
    *out = ArrowArrayStream{c::get_schema, c::get_next, c::get_last_error, c::release, stream.release()};
    return {};
  });
}
