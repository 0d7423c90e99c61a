/* Make, open, close; keys from a file and from a callback; what may be null. */
#include "check.h"

struct vault {
  int calls, answer;
  uint8_t seen[64];
  size_t seen_n;
};

static int32_t unwrap(const uint8_t *id, size_t id_n, const uint8_t *wrapped, size_t n, uint8_t out[32], void *user) {
  struct vault *v = (struct vault *)user;
  size_t i;
  ++v->calls;
  v->seen_n = n < sizeof v->seen ? n : sizeof v->seen;
  memcpy(v->seen, wrapped, v->seen_n);
  CHECK(id_n == 2 && id[0] == 0xca && id[1] == 0xfe);
  for (i = 0; i < 32; ++i) out[i] = (uint8_t)(n > 0 ? wrapped[i % n] ^ 0x5a : 0);
  return v->answer;
}

static void nulls(void) {
  safar_register *const mark = (safar_register *)(void *)&failures;
  safar_register *r = mark;
  safar_options *o = NULL;
  safar_error_free(NULL);
  safar_buffer_free(NULL);
  safar_options_free(NULL);
  safar_session_close(NULL);
  safar_cancel(NULL);
  safar_set_progress(NULL, NULL, NULL);
  OK(safar_close(NULL, e));
  CHECK(safar_error_code(NULL) == SAFAR_OK && strcmp(safar_error_message(NULL), "") == 0 && strcmp(safar_error_json(NULL), "{}") == 0);
  CHECK(safar_buffer_data(NULL, NULL) == NULL);
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_open(NULL, 0, NULL, &r, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_open(NULL, 3, NULL, &r, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_open("a\0b", 3, NULL, &r, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_open(S("x.safar"), NULL, NULL, e));
  CHECK(r == mark);
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_options_create(S("{}"), NULL, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_session_open(NULL, S(CLERK), NULL, e));
  CHECK(safar_options_set_keys(NULL, unwrap, NULL) == SAFAR_E_INVALID_ARGUMENT);
  CHECK(safar_options_set_clock(NULL, tick, NULL) == SAFAR_E_INVALID_ARGUMENT);
  OK(safar_options_create(NULL, 0, &o, e));
  safar_options_free(o);
  CHECK(safar_open(NULL, 0, NULL, &r, NULL) == SAFAR_E_INVALID_ARGUMENT); /* nobody wants the error */
  CHECK(r == mark);
}

static void options(void) {
  safar_options *const mark = (safar_options *)(void *)&failures;
  safar_options *o = mark;
  safar_error *e = NULL;
  FAILS(SAFAR_E_UNKNOWN_MEMBER, safar_options_create(S("{\"ofice\":\"BKO\"}"), &o, e));
  FAILS(SAFAR_E_UNKNOWN_MEMBER, safar_options_create(S("{\"first_key\":{\"key\":\"00\"}}"), &o, e));
  FAILS(SAFAR_E_WRONG_TYPE, safar_options_create(S("{\"create\":\"yes\"}"), &o, e));
  FAILS(SAFAR_E_PARSE, safar_options_create(S("{\"create\":true"), &o, e));
  FAILS(SAFAR_E_OUT_OF_RANGE, safar_options_create(S("{\"v\":2}"), &o, e));
  FAILS(SAFAR_E_PARSE, safar_options_create(S("{\"first_key\":{\"id\":\"0g\",\"wrapped\":\"00\"}}"), &o, e));
  FAILS(SAFAR_E_PARSE, safar_options_create(S("{\"first_key\":{\"id\":\"000\",\"wrapped\":\"00\"}}"), &o, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_options_create(S("{\"key_file\":\"k\",\"first_key\":{\"id\":\"00\",\"wrapped\":\"00\"}}"), &o, e));
  CHECK(o == mark);
  CHECK(safar_options_create(S("{\"ofice\":1}"), &o, &e) == SAFAR_E_UNKNOWN_MEMBER);
  CHECK(strstr(safar_error_json(e), "/ofice") != NULL && strstr(safar_error_json(e), "\"unknown_member\"") != NULL);
  safar_error_free(e);
  OK(safar_options_create(S("{\"v\":1,\"key_file\":\"k\"}"), &o, e));
  CHECK(safar_options_set_keys(o, unwrap, NULL) == SAFAR_E_INVALID_ARGUMENT);
  safar_options_free(o);
}

static void key_file(int argc, char **argv) {
  const struct paths p = fresh(argc, argv, "key_file");
  int64_t now = START_OF_CLOCK;
  safar_register *r = open_register(&p, 1, &now), *second = r;
  safar_session *s;
  safar_options *o;
  s = session_of(r, CLERK);
  apply(s, 0, 2);
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_close(r, e)); /* a session lives ... */
  apply(s, 2, 3);                                     /* ... and goes on */
  safar_session_close(s);
  OK(safar_close(r, e));

  o = options_of(&p, 1, NULL);
  FAILS(SAFAR_E_EXISTS, safar_open(p.reg, strlen(p.reg), o, &second, e));
  safar_options_free(o);
  CHECK(second == r); /* untouched, though it dangles */
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_open(p.reg, strlen(p.reg), NULL, &second, e)); /* the defaults have no key */

  r = open_register(&p, 0, &now);
  s = session_of(r, CLERK);
  apply(s, 3, 4);
  safar_session_close(s);
  OK(safar_close(r, e));
  o = options_of(&p, 0, NULL);
  FAILS(SAFAR_E_NOT_FOUND, safar_open(S("no/such/folder/x.safar"), o, &second, e));
  safar_options_free(o);
}

static void callback(int argc, char **argv) {
  static const char json[] =
      "{\"create\":true,\"office\":\"AGA\",\"programme\":\"NE-JI\",\"first_key\":{\"id\":\"cafe\",\"wrapped\":\"000102030405060708090a0b0c0d0e0f\"}}";
  const struct paths p = fresh(argc, argv, "callback");
  struct vault v = {0, 0, {0}, 0};
  safar_options *o = NULL;
  safar_register *r = NULL;
  safar_session *s;
  OK(safar_options_create(S(json), &o, e));
  OK(safar_options_set_keys(o, unwrap, &v));
  OK(safar_open(p.reg, strlen(p.reg), o, &r, e));
  safar_options_free(o); /* the register does not need them */
  CHECK(v.calls > 0 && v.seen_n == 16 && v.seen[15] == 15);
  s = session_of(r, CLERK);
  apply(s, 0, 1);
  safar_session_close(s);
  OK(safar_close(r, e));

  r = NULL;
  v.calls = 0;
  memset(v.seen, 0, sizeof v.seen);
  OK(safar_options_create(S("{}"), &o, e));
  OK(safar_options_set_keys(o, unwrap, &v));
  OK(safar_open(p.reg, strlen(p.reg), o, &r, e));
  CHECK(v.calls == 1 && v.seen_n == 16 && v.seen[15] == 15); /* the same wrapped form again, once */
  OK(safar_close(r, e));
  r = NULL;
  v.answer = 7;
  FAILS(SAFAR_E_KEY, safar_open(p.reg, strlen(p.reg), o, &r, e));
  CHECK(r == NULL);
  safar_options_free(o);
}

int main(int argc, char **argv) {
  CHECK(safar_abi_version() == SAFAR_ABI_VERSION && strcmp(safar_version(), SAFAR_VERSION) == 0);
  nulls();
  options();
  key_file(argc, argv);
  callback(argc, argv);
  return done("lifecycle");
}
