/// \file
/// Every allocation of a call fails once: the k-th, for every k. The call then fails with no memory, says so twice the same, changes
/// nothing, and works when it is made again. SQLite and libsodium do not allocate with operator new and are not made to fail.
///
/// A known limit is spared: nlohmann/json 3.11 allocates at two places where no exception can go, and ends the program if that fails:
/// while it destroys a tree (json_value::destroy), and where a tree is compared with a literal, which makes a tree of it
/// (external_constructor). Allocations from there are found by their place in the library, counted, and let through.
#include <dlfcn.h>
#include <execinfo.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

#include "check.h"

namespace {

long countdown = 0;   // 0: off; n: the n-th allocation from here fails
bool fired = false;
bool for_good = false;  // not only the n-th: all from the n-th on

struct Place { std::uintptr_t first, last; };
Place spared_places[64];
int spared_count = 0;
long spared = 0;

/// The functions of libsafar.so that are spared, by the symbol table that nm reads.
void find_spared() {
  Dl_info library{};
  if (dladdr(reinterpret_cast<void*>(&safar_version), &library) == 0) return;
  const auto base = reinterpret_cast<std::uintptr_t>(library.dli_fbase);
  const std::string command = std::string("nm -S '") + library.dli_fname + "' | grep -E 'nlohmann.*(json_value7destroy|external_constructor)'";
  std::FILE* lines = popen(command.c_str(), "r");
  unsigned long at = 0, size = 0;
  while (lines != nullptr && spared_count < 64 && std::fscanf(lines, "%lx %lx %*[^\n]", &at, &size) == 2)
    spared_places[spared_count++] = {base + at, base + at + size};
  if (lines != nullptr) pclose(lines);
}

bool from_a_spared_place() noexcept {
  void* frames[48];
  const int n = backtrace(frames, 48);
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < spared_count; ++k)
      if (const auto pc = reinterpret_cast<std::uintptr_t>(frames[i]); pc > spared_places[k].first && pc <= spared_places[k].last) return true;
  return false;
}

bool fails() noexcept {
  if (countdown == 0) return false;
  if (countdown > 1) return --countdown, false;
  if (from_a_spared_place()) return ++spared, false;  // the next one, then
  if (!for_good) countdown = 0;
  fired = true;
  return true;
}

void* allocate(std::size_t n) {
  if (fails()) throw std::bad_alloc();
  void* p = std::malloc(n == 0 ? 1 : n);
  if (p == nullptr) throw std::bad_alloc();
  return p;
}

void* allocate(std::size_t n, std::align_val_t align) {
  if (fails()) throw std::bad_alloc();
  const std::size_t a = static_cast<std::size_t>(align);
  void* p = std::aligned_alloc(a, (n + a - 1) / a * a);
  if (p == nullptr) throw std::bad_alloc();
  return p;
}

}  // namespace

void* operator new(std::size_t n) { return allocate(n); }
void* operator new[](std::size_t n) { return allocate(n); }
void* operator new(std::size_t n, std::align_val_t a) { return allocate(n, a); }
void* operator new[](std::size_t n, std::align_val_t a) { return allocate(n, a); }
void* operator new(std::size_t n, const std::nothrow_t&) noexcept { return fails() ? nullptr : std::malloc(n == 0 ? 1 : n); }
void* operator new[](std::size_t n, const std::nothrow_t&) noexcept { return fails() ? nullptr : std::malloc(n == 0 ? 1 : n); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }

namespace {

struct Tally {
  long points = 0;   ///< allocations that were made to fail
  long survived = 0; ///< of them: the call succeeded all the same
  long wrong = 0;    ///< of them: another code, or status and error differ, or an out was touched
  long escaped = 0;  ///< of them: an exception came out
};

/// Calls `call(safar_buffer**, safar_error**)` with the k-th allocation failing, for k = 1, 2, ... until a call does not get that far.
template <class Call>
Tally every_allocation(const char* what, bool good, Call&& call) {
  Tally t;
  auto* const mark = reinterpret_cast<safar_buffer*>(&t);
  for (long k = 1;; ++k) {
    safar_buffer* out = mark;
    safar_error* e = nullptr;
    safar_status status = -1;
    fired = false;
    for_good = good;
    countdown = k;
    try {
      status = call(&out, &e);
    } catch (...) {
      ++t.escaped;
    }
    countdown = 0;
    if (fired) ++t.points;
    if (status == SAFAR_OK) {
      if (fired) ++t.survived;
      if (out != mark) safar_buffer_free(out);
    } else if (status > 0 && (status != SAFAR_E_NO_MEMORY || safar_error_code(e) != status || out != mark)) {
      if (++t.wrong <= 5) std::fprintf(stderr, "%s, allocation %ld: status %d, error %d %s\n", what, k, int(status), int(safar_error_code(e)), safar_error_message(e));
    }
    safar_error_free(e);
    if (!fired || t.escaped > 5) break;
  }
  std::printf("%s%s: %ld allocations failed, %ld calls succeeded all the same, %ld wrong, %ld escaped\n", what, good ? " (for good)" : "", t.points, t.survived,
              t.wrong, t.escaped);
  return t;
}

}  // namespace

int main(int argc, char** argv) {
  find_spared();
  const paths p = fresh(argc, argv, "no_memory");
  std::int64_t now = START_OF_CLOCK;
  safar_register* r = open_register(&p, 1, &now);
  safar_session* s = session_of(r, CLERK);
  apply(s, 0, 5);

  const auto answer = [&](const char* query) {
    safar_buffer* out = nullptr;
    OK(safar_query(s, query, std::strlen(query), &out, e));
    const std::string text = out == nullptr ? "" : safar_buffer_data(out, nullptr);
    safar_buffer_free(out);
    return text;
  };
  const auto acts = [&] {
    safar_buffer* out = nullptr;
    OK(safar_verify(s, &out, e));
    const std::string text = out == nullptr ? "" : safar_buffer_data(out, nullptr);
    safar_buffer_free(out);
    CHECK(text.find("\"intact\":true") != std::string::npos);
    const auto at = text.find("\"acts\":");
    return at == std::string::npos ? -1 : std::atol(text.c_str() + at + 7);
  };
  const long before = acts();
  const char* const first = "{\"v\":1,\"from\":\"cases\",\"limit\":3}";
  const std::string rows = answer(first);

  // control: a function that does not guard is caught by this very loop
  const auto control = every_allocation("control", false, [](safar_buffer**, safar_error**) -> safar_status { delete new int; return SAFAR_OK; });
  CHECK(control.escaped == 1);

  unsigned next = 100;
  char text[512];
  for (const bool good : {false, true}) {
    const auto clean = [](const Tally& t) { return t.points > 10 && t.wrong == 0 && t.escaped == 0; };
    const auto executed = every_allocation("execute", good, [&](safar_buffer** out, safar_error** e) {
      application(text, sizeof text, next);
      const safar_status status = safar_execute(s, text, std::strlen(text), out, e);
      if (status == SAFAR_OK) ++next;
      return status;
    });
    CHECK(clean(executed));
    CHECK(clean(every_allocation("query", good, [&](safar_buffer** out, safar_error** e) {
      return safar_query(s, S("{\"v\":1,\"from\":\"cases\",\"limit\":3}"), out, e); })));
    CHECK(clean(every_allocation("refused", good, [&](safar_buffer** out, safar_error** e) {  // building an error runs out of memory too
      const safar_status status = safar_execute(s, S("{\"v\":1,\"command\":\"apply\",\"siet\":\"x\"}"), out, e);
      if (status == SAFAR_E_UNKNOWN_MEMBER && safar_error_code(*e) == status) { safar_error_free(*e); *e = nullptr; return SAFAR_OK; }
      return status; })));
    CHECK(clean(every_allocation("options", good, [&](safar_buffer** out, safar_error** e) {
      (void)out;
      safar_options* o = nullptr;
      const safar_status status = safar_options_create(S("{\"office\":\"BKO\",\"zone\":\"Africa/Bamako\",\"key_file\":\"a/long/enough/path/to/be/allocated.key\"}"), &o, e);
      safar_options_free(o);
      return status; })));
    CHECK(clean(every_allocation("session", good, [&](safar_buffer** out, safar_error** e) {
      (void)out;
      safar_session* other = nullptr;
      const safar_status status = safar_session_open(r, S(CLERK), &other, e);
      safar_session_close(other);
      return status; })));
    CHECK(clean(every_allocation("arrow", good, [&](safar_buffer** out, safar_error** e) {
      (void)out;
      ArrowArrayStream stream{};
      const safar_status status = safar_query_arrow(s, S("{\"v\":1,\"from\":\"cases\",\"limit\":3}"), &stream, e);
      if (status != SAFAR_OK) return stream.release == nullptr ? status : safar_status{SAFAR_E_INTERNAL};
      ArrowSchema schema{};
      ArrowArray batch{};
      const int got_schema = stream.get_schema(&stream, &schema), got_next = stream.get_next(&stream, &batch);
      if (schema.release != nullptr) schema.release(&schema);
      if (batch.release != nullptr) batch.release(&batch);
      stream.release(&stream);
      (void)got_schema, (void)got_next;  // an errno or 0; that nothing escapes is the point
      return status; })));
  }

  std::printf("%ld allocations inside nlohmann/json were spared (%d places)\n", spared, spared_count);

  // after all that: one act an application that was acknowledged, the same answers, and the log is whole
  const long after = acts();
  if (after - before != long(next) - 100) { ++failures; std::fprintf(stderr, "%u acknowledged, %ld written\n", next - 100, after - before); }
  CHECK(answer(first) == rows);
  safar_session_close(s);
  OK(safar_close(r, e));
  return done("no_memory");
}
