/// \file
/// Sessions: who acts, commands, verification.
#include <safar/c/session.h>

#include <safar/base/json.hpp>

#include "boundary.hpp"
#include "handles.hpp"

namespace safar::inline v0::c {
namespace {

struct ActorForm {
  std::int64_t v = 1;
  std::string actor{};
  std::string role{};
  std::string purpose{};
  static constexpr std::string_view type_name = "actor", type_doc = "Who acts, as what, and what for.";
  template <class V> static constexpr void describe(V& visit) {
    visit(1, "v", &ActorForm::v, Shelf::open, "Version of this form: 1.");
    visit(2, "actor", &ActorForm::actor, Shelf::open, "Pseudonym of the person who acts.");
    visit(3, "role", &ActorForm::role, Shelf::open, "Role, as the workflow names it.");
    visit(4, "purpose", &ActorForm::purpose, Shelf::open, "casework, statistics, audit, data_protection.");
  }
};

Result<Actor> actor_of(std::string_view json) {
  auto form = from_json<ActorForm>(json);
  if (!form) return std::move(form).error();
  if (form->v != 1) return fail(ErrorCode::out_of_range, "an actor has the form 1 only: write \"v\":1 or leave it out", "/v", "version");
  for (const auto& [text, pointer] : {std::pair{&form->actor, "/actor"}, std::pair{&form->role, "/role"}, std::pair{&form->purpose, "/purpose"}})
    if (text->empty()) return fail(ErrorCode::missing_member, std::string("a session needs ") + (pointer + 1) + ": say it", pointer, "missing");
  return Actor{std::move(form->actor), std::move(form->role), std::move(form->purpose)};
}

using Verb = Result<Receipt> (Session::*)(std::string_view);

safar_status command(safar_session* s, const char* text, std::size_t n, safar_buffer** receipt, safar_error** e, Verb verb) noexcept {
  return guarded(e, [&]() -> Result<> {
    if (s == nullptr) return missing("session");
    if (!text_ok(text, n)) return missing("command");
    if (receipt == nullptr) return missing("receipt");
    auto done = (s->session.*verb)(view(text, n));
    if (!done) return std::move(done).error();
    return give_text(receipt, done->json());
  });
}

}  // namespace
}  // namespace safar::inline v0::c

using namespace safar;

safar_status safar_session_open(safar_register* r, const char* actor, size_t n, safar_session** out, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (r == nullptr) return c::missing("register");
    if (!c::text_ok(actor, n)) return c::missing("actor");
    if (out == nullptr) return c::missing("out");
    auto who = c::actor_of(c::view(actor, n));
    if (!who) return std::move(who).error();
    auto session = r->reg.session(*who);
    if (!session) return std::move(session).error();
    *out = new safar_session{*std::move(session)};
    return {};
  });
}

void safar_session_close(safar_session* s) { delete s; }

void safar_cancel(safar_session* s) {
  if (s != nullptr) s->session.cancel();
}

void safar_set_progress(safar_session* s, safar_progress fn, void* user) {
  c::guarded(nullptr, [&]() -> Result<> {
    if (s == nullptr) return {};
    Progress progress;
    if (fn != nullptr) progress = [fn, user](std::uint64_t done, std::uint64_t total) { return fn(done, total, user) == 0; };
    s->progress = progress;
    s->session.set_progress(std::move(progress));
    return {};
  });
}

safar_status safar_check(safar_session* s, const char* command, size_t n, safar_buffer** receipt, safar_error** e) {
  return c::command(s, command, n, receipt, e, &Session::check_json);
}

safar_status safar_execute(safar_session* s, const char* command, size_t n, safar_buffer** receipt, safar_error** e) {
  return c::command(s, command, n, receipt, e, &Session::execute_json);
}

safar_status safar_execute_many(safar_session* s, ArrowArrayStream* commands, ArrowArrayStream* receipts, safar_error** e) {
  const safar_status status = c::guarded(e, [&]() -> Result<> {
    if (s == nullptr) return c::missing("session");
    if (commands == nullptr) return c::missing("commands");
    if (receipts == nullptr) return c::missing("receipts");
    ArrowArrayStream stream{};
    if (auto r = s->session.execute_many(commands, &stream, 0, s->progress); !r) return r;
    *receipts = stream;
    return {};
  });
  if (commands != nullptr && commands->release != nullptr) commands->release(commands);  // taken over, whatever the outcome
  return status;
}

safar_status safar_session_describe(safar_session* s, const char* what, size_t n, safar_buffer** json, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (s == nullptr) return c::missing("session");
    if (!c::text_ok(what, n)) return c::missing("what");
    if (json == nullptr) return c::missing("json");
    auto text = s->session.describe(c::view(what, n));
    if (!text) return std::move(text).error();
    return c::give_text(json, *std::move(text));
  });
}

safar_status safar_snapshot(safar_session* s, const char* path, size_t n, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (s == nullptr) return c::missing("session");
    auto name = c::path_of(path, n);
    if (!name) return std::move(name).error();
    return s->session.snapshot(*name);
  });
}

safar_status safar_verify(safar_session* s, safar_buffer** report, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (s == nullptr) return c::missing("session");
    if (report == nullptr) return c::missing("report");
    auto text = s->session.verify(s->progress);
    if (!text) return std::move(text).error();
    return c::give_text(report, *std::move(text));
  });
}

safar_status safar_verify_heads(safar_session* s, const char* expect, size_t n, safar_buffer** report, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (s == nullptr) return c::missing("session");
    if (!c::text_ok(expect, n) || n == 0) return c::missing("expect");
    if (report == nullptr) return c::missing("report");
    auto text = s->session.verify(s->progress, c::view(expect, n));
    if (!text) return std::move(text).error();
    return c::give_text(report, *std::move(text));
  });
}

safar_status safar_heads(safar_session* s, safar_buffer** json, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (s == nullptr) return c::missing("session");
    if (json == nullptr) return c::missing("json");
    auto text = s->session.heads();
    if (!text) return std::move(text).error();
    return c::give_text(json, *std::move(text));
  });
}
