/// \file
/// Options: their JSON form is a described type like any other, so a misspelt member is an error here too.
#include <safar/c/options.h>

#include <safar/base/json.hpp>

#include "boundary.hpp"
#include "handles.hpp"

namespace safar::inline v0::c {
namespace {

struct FirstKey {
  std::string id{};
  std::string wrapped{};
  static constexpr std::string_view type_name = "first_key", type_doc = "The first key-encrypting key, as the host's key store wrapped it.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "id", &FirstKey::id, Shelf::open, "Name of the key at the host, hex.");
    v(2, "wrapped", &FirstKey::wrapped, Shelf::open, "The wrapped key, hex.");
  }
};

struct OptionsForm {
  std::int64_t v = 1;
  bool create = false;
  bool read_only = false;
  std::string office{};
  std::string programme{};
  std::string zone{};
  std::string workflow{};
  std::string key_file{};
  FirstKey first_key{};
  std::int64_t busy_timeout_ms = RegisterOptions{}.busy_timeout_ms;
  bool accept_clock_jump = false;
  static constexpr std::string_view type_name = "options", type_doc = "How a register is opened.";
  template <class V> static constexpr void describe(V& visit) {
    visit(1, "v", &OptionsForm::v, Shelf::open, "Version of this form: 1.");
    visit(2, "create", &OptionsForm::create, Shelf::open, "Make the register.");
    visit(3, "read_only", &OptionsForm::read_only, Shelf::open, "Never write.");
    visit(4, "office", &OptionsForm::office, Shelf::open, "At create: prefix of case numbers.");
    visit(5, "programme", &OptionsForm::programme, Shelf::open, "At create: the programme meant when none is named.");
    visit(6, "zone", &OptionsForm::zone, Shelf::open, "At create: IANA time zone of days; UTC if absent.");
    visit(7, "workflow", &OptionsForm::workflow, Shelf::open, "At create: a workflow document as text.");
    visit(8, "key_file", &OptionsForm::key_file, Shelf::open, "Path of a key file.");
    visit(9, "first_key", &OptionsForm::first_key, Shelf::open, "At create, where the host unwraps.");
    visit(10, "busy_timeout_ms", &OptionsForm::busy_timeout_ms, Shelf::open, "How long an act waits while somebody else writes.");
    visit(11, "accept_clock_jump", &OptionsForm::accept_clock_jump, Shelf::open, "Write although the clock is more than 400 days after the last act: it is right.");
  }
};

int digit(char c) noexcept { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

Result<std::string> bytes_of_hex(std::string_view hex, std::string pointer) {
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit(hex[i]), low = i + 1 < hex.size() ? digit(hex[i + 1]) : -1;
    if (high < 0 || low < 0) return fail(ErrorCode::parse, "not hexadecimal: write two of 0-9 a-f a byte", std::move(pointer), "hex");
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

/// A C callback as a key source. `out` is wiped; the caller of unwrap wipes the key that it got.
Result<keys::Key> call(safar_unwrap fn, void* user, std::string_view id, std::string_view wrapped) {
  keys::Key key{};
  const auto bytes = [](std::string_view s) { return reinterpret_cast<const std::uint8_t*>(s.data()); };
  if (const std::int32_t said = fn(bytes(id), id.size(), bytes(wrapped), wrapped.size(), key.data(), user); said != 0)
    return fail(ErrorCode::key, "the host's unwrap callback answered " + std::to_string(said) + ": it has no such key", {}, "unwrap", "Ask who keeps the keys.");
  Result<keys::Key> given(key);
  volatile std::uint8_t* wipe = key.data();
  for (std::size_t i = 0; i < key.size(); ++i) wipe[i] = 0;
  return given;
}

Result<RegisterOptions> options_of(std::string_view json) {
  OptionsForm form;
  if (!json.empty()) {
    auto read = from_json<OptionsForm>(json);
    if (!read) return std::move(read).error();
    form = *std::move(read);
  }
  if (form.v != 1) return fail(ErrorCode::out_of_range, "options have the form 1 only: write \"v\":1 or leave it out", "/v", "version");
  RegisterOptions o;
  o.create = form.create;
  o.read_only = form.read_only;
  o.accept_clock_jump = form.accept_clock_jump;
  o.office = std::move(form.office);
  o.programme = std::move(form.programme);
  if (!form.zone.empty()) o.zone = std::move(form.zone);
  o.workflow = std::move(form.workflow);
  if (form.busy_timeout_ms < 0 || form.busy_timeout_ms > 86'400'000)
    return fail(ErrorCode::out_of_range, "how long to wait is 0 to 86400000 milliseconds", "/busy_timeout_ms", "busy_timeout");
  o.busy_timeout_ms = static_cast<int>(form.busy_timeout_ms);
  if (form.key_file.find('\0') != std::string::npos)
    return fail(ErrorCode::invalid_argument, "the path of a key file cannot hold a NUL", "/key_file", "nul", "Give it without.");
  if (!form.key_file.empty()) {
    if (!form.first_key.id.empty() || !form.first_key.wrapped.empty())
      return fail(ErrorCode::invalid_argument, "key_file and first_key exclude each other: leave one out", "/first_key", "two_key_sources");
    o.keys = keys::file(std::move(form.key_file));
  }
  auto id = bytes_of_hex(form.first_key.id, "/first_key/id");
  if (!id) return std::move(id).error();
  auto wrapped = bytes_of_hex(form.first_key.wrapped, "/first_key/wrapped");
  if (!wrapped) return std::move(wrapped).error();
  o.keys.first_id = *std::move(id);
  o.keys.first_wrapped = *std::move(wrapped);
  return o;
}

}  // namespace
}  // namespace safar::inline v0::c

using namespace safar;

safar_status safar_options_create(const char* json, size_t n, safar_options** out, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (!c::text_ok(json, n)) return c::missing("json");
    if (out == nullptr) return c::missing("out");
    auto data = c::options_of(c::view(json, n));
    if (!data) return std::move(data).error();
    *out = new safar_options{*std::move(data)};
    return {};
  });
}

safar_status safar_options_set_keys(safar_options* o, safar_unwrap fn, void* user) {
  return c::guarded(nullptr, [&]() -> Result<> {
    if (o == nullptr) return c::missing("options");
    if (!o->data.keys.path.empty()) return fail(ErrorCode::invalid_argument, "options with a key_file take no unwrap callback: leave key_file out");
    if (fn == nullptr) {
      o->data.keys.unwrap = nullptr;
    } else {
      o->data.keys = keys::host([fn, user](std::string_view id, std::string_view wrapped) { return c::call(fn, user, id, wrapped); },
                                o->data.keys.first_id, o->data.keys.first_wrapped);
    }
    return {};
  });
}

safar_status safar_options_set_clock(safar_options* o, safar_clock fn, void* user) {
  return c::guarded(nullptr, [&]() -> Result<> {
    if (o == nullptr) return c::missing("options");
    if (fn == nullptr) o->data.clock = nullptr;
    else o->data.clock = [fn, user] { return fn(user); };
    return {};
  });
}

void safar_options_free(safar_options* o) { delete o; }
