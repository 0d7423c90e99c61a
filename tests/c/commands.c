/* check, execute, verify, snapshot: receipts, repeats, errors, cancelling. */
#include "check.h"

static int32_t stop(uint64_t done_, uint64_t total, void *user) {
  (void)done_, (void)total;
  ++*(int *)user;
  return 1;
}

static void actors(safar_register *r) {
  safar_session *const mark = (safar_session *)(void *)&failures;
  safar_session *s = mark;
  FAILS(SAFAR_E_UNKNOWN_MEMBER, safar_session_open(r, S("{\"actor\":\"a\",\"rolle\":\"intake_clerk\",\"purpose\":\"casework\"}"), &s, e));
  FAILS(SAFAR_E_MISSING_MEMBER, safar_session_open(r, S("{\"actor\":\"a\",\"purpose\":\"casework\"}"), &s, e));
  FAILS(SAFAR_E_MISSING_MEMBER, safar_session_open(r, S("{}"), &s, e));
  FAILS(SAFAR_E_PARSE, safar_session_open(r, NULL, 0, &s, e));
  CHECK(safar_session_open(r, NULL, 5, &s, NULL) == SAFAR_E_INVALID_ARGUMENT);
  CHECK(s == mark);
}

static void commands(safar_session *s) {
  char text[512];
  safar_buffer *const mark = (safar_buffer *)(void *)&failures;
  safar_buffer *first = NULL, *again = NULL, *none = mark;
  safar_error *e = NULL;
  size_t n = 0;
  application(text, sizeof text, 100);

  OK(safar_check(s, text, strlen(text), &first, e)); /* says what would be done ... */
  CHECK(has(first, "\"command\":\"apply\"") && !has(first, "\"act\":"));
  safar_buffer_free(first);
  first = NULL;

  OK(safar_execute(s, text, strlen(text), &first, e)); /* ... and did not do it */
  CHECK(has(first, "\"command\":\"apply\"") && has(first, "\"repeated\":false"));
  CHECK(strlen(safar_buffer_data(first, &n)) == n);
  OK(safar_execute(s, text, strlen(text), &again, e));
  CHECK(has(again, "\"repeated\":true"));
  if (first != NULL && again != NULL) { /* the same but for that one word */
    const char *a = safar_buffer_data(first, NULL), *b = safar_buffer_data(again, NULL);
    const char *cut_a = strstr(a, "\"repeated\":false"), *cut_b = strstr(b, "\"repeated\":true");
    CHECK(cut_a != NULL && cut_b != NULL && cut_a - a == cut_b - b && memcmp(a, b, (size_t)(cut_a - a)) == 0 && strcmp(cut_a + 16, cut_b + 15) == 0);
  }
  safar_buffer_free(first);
  safar_buffer_free(again);

  strstr(text, "\"1994\"")[3] = '8'; /* born 1984: the same request id with another command */
  FAILS(SAFAR_E_REQUEST_REUSED, safar_execute(s, text, strlen(text), &none, e));
  FAILS(SAFAR_E_UNKNOWN_MEMBER, safar_execute(s, S("{\"v\":1,\"command\":\"apply\",\"siet\":\"ML-BKO-1\"}"), &none, e));
  FAILS(SAFAR_E_PARSE, safar_execute(s, S("apply"), &none, e));
  FAILS(SAFAR_E_PARSE, safar_execute(s, NULL, 0, &none, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_execute(s, NULL, 1, &none, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_execute(NULL, text, strlen(text), &none, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_check(s, text, strlen(text), NULL, e));
  CHECK(safar_execute(s, S("{\"v\":1,\"command\":\"applly\"}"), &none, NULL) != SAFAR_OK);
  CHECK(safar_execute(s, S("{\"v\":1,\"command\":\"apply\",\"persons\":[{\"given_nmae\":\"Secretname\"}]}"), &none, &e) == SAFAR_E_UNKNOWN_MEMBER);
  CHECK(strstr(safar_error_json(e), "/persons/0/given_nmae") != NULL);
  CHECK(strstr(safar_error_json(e), "Secretname") == NULL && strstr(safar_error_message(e), "Secretname") == NULL); /* no personal data */
  CHECK(strstr(safar_error_json(e), "\"fr\":") != NULL && strstr(safar_error_json(e), "\"ar\":") != NULL);
  safar_error_free(e);
  CHECK(none == mark);
}

static void verify(safar_session *s) {
  safar_buffer *report = NULL;
  int calls = 0;
  apply(s, 0, 20);
  OK(safar_verify(s, &report, e));
  CHECK(has(report, "\"intact\":true"));
  safar_buffer_free(report);
  report = NULL;
  safar_set_progress(s, stop, &calls);
  FAILS(SAFAR_E_CANCELLED, safar_verify(s, &report, e));
  CHECK(calls >= 1 && report == NULL);
  safar_set_progress(s, NULL, NULL);
  safar_cancel(s); /* nothing runs: nothing is cancelled, neither now nor by the next call */
  OK(safar_verify(s, &report, e));
  safar_buffer_free(report);
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_verify(s, NULL, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_verify(NULL, &report, e));
}

static void heads(safar_session *s) {
  safar_buffer *kept = NULL, *report = NULL;
  const char none[] = "[]", *json = NULL;
  size_t n = 0;
  OK(safar_heads(s, &kept, e));
  CHECK(has(kept, "{\"heads\":[{\"arrival\":\""));
  json = safar_buffer_data(kept, &n);
  OK(safar_verify_heads(s, json, n, &report, e));
  CHECK(has(report, "\"intact\":true") && has(report, "\"heads\":[{"));
  safar_buffer_free(report);
  report = NULL;
  FAILS(SAFAR_E_WRONG_TYPE, safar_verify_heads(s, none, 2, &report, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_verify_heads(s, NULL, 0, &report, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_verify_heads(NULL, none, 2, &report, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_heads(NULL, &kept, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_heads(s, NULL, e));
  CHECK(report == NULL);
  safar_buffer_free(kept);
}

static void snapshot(safar_session *s, const struct paths *p, const char *folder) {
  char copy[600], json[1400], bad[640];
  const char *const tails[] = {"", ".keys", ".lease", "-wal", "-shm", ".keys-wal", ".keys-shm"};
  safar_options *o = NULL;
  safar_register *r = NULL;
  safar_session *reader;
  safar_buffer *rows = NULL, *none = NULL;
  size_t i;
  snprintf(copy, sizeof copy, "%s/c_copy.safar", folder);
  for (i = 0; i < sizeof tails / sizeof *tails; ++i) {
    snprintf(bad, sizeof bad, "%s%s", copy, tails[i]);
    remove(bad);
  }
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_snapshot(NULL, copy, strlen(copy), e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_snapshot(s, NULL, 3, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_snapshot(s, "", 0, e));
  memcpy(bad, copy, strlen(copy));
  bad[strlen(copy)] = '\0', bad[strlen(copy) + 1] = 'x';
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_snapshot(s, bad, strlen(copy) + 2, e)); /* the system would cut it off at the NUL */
  FAILS(SAFAR_E_EXISTS, safar_snapshot(s, p->reg, strlen(p->reg), e));
  OK(safar_snapshot(s, copy, strlen(copy), e));
  FAILS(SAFAR_E_EXISTS, safar_snapshot(s, copy, strlen(copy), e));

  snprintf(json, sizeof json, "{\"read_only\":true,\"key_file\":\"%s\"}", p->key);
  OK(safar_options_create(json, strlen(json), &o, e));
  OK(safar_open(copy, strlen(copy), o, &r, e));
  safar_options_free(o);
  reader = session_of(r, CLERK);
  OK(safar_query(reader, S("{\"v\":1,\"from\":\"cases\",\"limit\":1}"), &rows, e));
  CHECK(has(rows, "\"rows\":[{"));
  safar_buffer_free(rows);
  FAILS(SAFAR_E_NOT_PERMITTED, safar_execute(reader, S("{\"v\":1,\"command\":\"apply\",\"persons\":[{}]}"), &none, e));
  safar_session_close(reader);
  OK(safar_close(r, e));
}

static void describe(void) {
  static const char *const names[] = {"commands", "views", "errors", "roles", "workflow", "schema:apply"};
  safar_buffer *json = NULL;
  size_t i;
  for (i = 0; i < sizeof names / sizeof *names; ++i) {
    json = NULL;
    OK(safar_describe(names[i], strlen(names[i]), &json, e));
    CHECK(json != NULL && strchr("{[", *safar_buffer_data(json, NULL)) != NULL);
    safar_buffer_free(json);
  }
  json = NULL;
  FAILS(SAFAR_E_UNKNOWN_CODE, safar_describe(S("schema:nonsense"), &json, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_describe(NULL, 4, &json, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_describe(S("commands"), NULL, e));
  CHECK(json == NULL);
}

static void describe_register(safar_session *s) {
  static const char *const names[] = {"commands", "workflow", "workflow:grant", "table", "table:project"};
  safar_buffer *json = NULL;
  size_t i;
  for (i = 0; i < sizeof names / sizeof *names; ++i) {
    json = NULL;
    OK(safar_session_describe(s, names[i], strlen(names[i]), &json, e));
    CHECK(json != NULL && strchr("{[", *safar_buffer_data(json, NULL)) != NULL);
    safar_buffer_free(json);
  }
  json = NULL;
  FAILS(SAFAR_E_UNKNOWN_CODE, safar_session_describe(s, S("table:nonsense"), &json, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_session_describe(NULL, S("table"), &json, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_session_describe(s, NULL, 4, &json, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_session_describe(s, S("table"), NULL, e));
  CHECK(json == NULL);
}

int main(int argc, char **argv) {
  const struct paths p = fresh(argc, argv, "commands");
  int64_t now = START_OF_CLOCK;
  safar_register *r = open_register(&p, 1, &now);
  safar_session *s;
  actors(r);
  s = session_of(r, CLERK);
  commands(s);
  verify(s);
  heads(s);
  snapshot(s, &p, argc > 1 ? argv[1] : ".");
  describe();
  describe_register(s);
  safar_session_close(s);
  OK(safar_close(r, e));
  return done("commands");
}
