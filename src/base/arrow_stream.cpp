#include <algorithm>
#include <cerrno>
#include <memory>
#include <string>

#include <safar/base/arrow.hpp>

namespace safar::inline v0 {
namespace {

struct State {
  const TypeInfo* type;
  std::shared_ptr<const void> owner;
  const char* next;
  std::size_t stride, rows, batch;
  std::string error;
};

State& state(ArrowArrayStream* s) { return *static_cast<State*>(s->private_data); }

/// The callbacks run in foreign code, which no exception may reach.
template <class Body>
int guarded(State& s, Body&& body) noexcept {
  try {
    const Result<> r = body();
    if (r) return 0;
    s.error = r.error().message;
    return EINVAL;
  } catch (...) {
    s.error.clear();  // "": out of memory is the only way here, and saying so might need some
    return ENOMEM;
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  State& s = state(stream);
  return guarded(s, [&] { return arrow_schema(*s.type, out); });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  State& s = state(stream);
  return guarded(s, [&]() -> Result<> {
    if (s.rows == 0) {
      *out = ArrowArray{};
      return {};
    }
    const std::size_t n = std::min(s.rows, s.batch);
    if (auto r = arrow_array(*s.type, s.next, s.stride, n, out); !r) return r;
    s.rows -= n;
    s.next += n * s.stride;
    return {};
  });
}

const char* get_last_error(ArrowArrayStream* stream) {
  const State& s = state(stream);
  return s.error.empty() ? nullptr : s.error.c_str();
}

void release(ArrowArrayStream* stream) {
  delete static_cast<State*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

void arrow_stream(const TypeInfo& type, std::shared_ptr<const void> owner, const void* first, std::size_t stride, std::size_t rows, ArrowArrayStream* out,
                  std::size_t batch) {
  auto s = std::make_unique<State>(State{&type, std::move(owner), static_cast<const char*>(first), stride, rows, std::max<std::size_t>(batch, 1), {}});
  *out = {get_schema, get_next, get_last_error, release, s.release()};
}

}  // namespace safar::inline v0
