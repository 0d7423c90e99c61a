/// \file
/// Queries as JSON and as Arrow. The callbacks of a stream are base's, which lets no exception out of them.
#include <safar/c/query.h>

#include "boundary.hpp"
#include "handles.hpp"

namespace safar::inline v0::c {
namespace {

Result<Frame> ask(safar_session* s, const char* query, std::size_t n) {
  if (s == nullptr) return missing("session");
  if (!text_ok(query, n)) return missing("query");
  return s->session.query(view(query, n));
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
    ArrowArrayStream stream{};
    frame->arrow(&stream);  // fills it, or throws and leaves it empty
    *out = stream;
    return {};
  });
}
