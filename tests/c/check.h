#ifndef SAFAR_TESTS_C_CHECK_H
#define SAFAR_TESTS_C_CHECK_H
/** @file What every C test program shares: a check that counts, temporary paths, and a register made in one call. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <safar.h>

static int failures = 0;

#define CHECK(condition) \
  do { \
    if (!(condition)) { ++failures; fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); } \
  } while (0)

/* A call that must succeed: where it does not, its error is shown. */
#define OK(call) \
  do { \
    safar_error *err_ = NULL; safar_error **e = &err_; const safar_status got_ = (call); (void)e; \
    if (got_ != SAFAR_OK) { ++failures; fprintf(stderr, "%s:%d: %d %s\n", __FILE__, __LINE__, (int)got_, safar_error_message(err_)); } \
    CHECK(safar_error_code(err_) == got_); \
    safar_error_free(err_); \
  } while (0)

/* A call that must fail with `wanted`: status and error agree, and the error can be shown. */
#define FAILS(wanted, call) \
  do { \
    safar_error *err_ = NULL; safar_error **e = &err_; const safar_status got_ = (call); (void)e; \
    if (got_ != (wanted)) { ++failures; fprintf(stderr, "%s:%d: %d instead of %d: %s\n", __FILE__, __LINE__, (int)got_, (int)(wanted), safar_error_message(err_)); } \
    CHECK(safar_error_code(err_) == got_); \
    CHECK(strlen(safar_error_message(err_)) > 0 && strchr(safar_error_message(err_), '\n') == NULL); \
    CHECK(safar_error_json(err_)[0] == '{'); \
    safar_error_free(err_); \
  } while (0)

#define S(literal) (literal), sizeof(literal) - 1

struct paths {
  char reg[512], key[512];
};

/* Names for a register that is not there yet, in the folder that the test was given (or the current one). */
static inline struct paths fresh(int argc, char **argv, const char *name) {
  struct paths p;
  static const char *const tails[] = {"", ".keys", ".lease", "-wal", "-shm", ".keys-wal", ".keys-shm"};
  const char *folder = argc > 1 ? argv[1] : ".";
  size_t i;
  snprintf(p.reg, sizeof p.reg, "%s/c_%s.safar", folder, name);
  snprintf(p.key, sizeof p.key, "%s/c_%s.key", folder, name);
  for (i = 0; i < sizeof tails / sizeof *tails; ++i) {
    char path[600];
    snprintf(path, sizeof path, "%s%s", p.reg, tails[i]);
    remove(path);
  }
  remove(p.key);
  return p;
}

static inline int64_t tick(void *user) {  /* a clock that any run repeats: 2018-11-12T08:00Z, one second a call */
  int64_t *now = (int64_t *)user;
  return *now += 1000000;
}
#define START_OF_CLOCK INT64_C(1542009600000000)

/* Options with a key file; `create` or not. */
static inline safar_options *options_of(const struct paths *p, int create, int64_t *now) {
  char json[1024];
  safar_options *o = NULL;
  snprintf(json, sizeof json, "{\"create\":%s,\"office\":\"BKO\",\"programme\":\"ML-JI\",\"zone\":\"Africa/Bamako\",\"key_file\":\"%s\"}",
           create ? "true" : "false", p->key);
  OK(safar_options_create(json, strlen(json), &o, e));
  if (now != NULL) OK(safar_options_set_clock(o, tick, now));
  return o;
}

static inline safar_register *open_register(const struct paths *p, int create, int64_t *now) {
  safar_options *o = options_of(p, create, now);
  safar_register *r = NULL;
  OK(safar_open(p->reg, strlen(p->reg), o, &r, e));
  safar_options_free(o);
  return r;
}

#define CLERK "{\"actor\":\"fatou.d\",\"role\":\"intake_clerk\",\"purpose\":\"casework\"}"
#define MANAGER "{\"actor\":\"mb\",\"role\":\"programme_manager\",\"purpose\":\"casework\"}"

static inline safar_session *session_of(safar_register *r, const char *actor) {
  safar_session *s = NULL;
  OK(safar_session_open(r, actor, strlen(actor), &s, e));
  return s;
}

/* A made-up application; `i` makes request, document and names differ. */
static inline const char *application(char *text, size_t n, unsigned i) {
  snprintf(text, n,
           "{\"v\":1,\"command\":\"apply\",\"request\":\"%032x\",\"site\":\"ML-BKO-1\",\"persons\":[{\"given_name\":\"Person %u\","
           "\"birth\":\"1994\",\"nationality\":\"GIN\",\"sex\":\"female\"}]}",
           i + 1, i);
  return text;
}

static inline void apply(safar_session *s, unsigned from, unsigned to) {
  char text[512];
  unsigned i;
  for (i = from; i < to; ++i) {
    safar_buffer *receipt = NULL;
    application(text, sizeof text, i);
    OK(safar_execute(s, text, strlen(text), &receipt, e));
    CHECK(receipt != NULL);
    safar_buffer_free(receipt);
  }
}

static inline int has(const safar_buffer *b, const char *part) { return b != NULL && strstr(safar_buffer_data(b, NULL), part) != NULL; }

static inline int done(const char *name) {
  printf("%s: %s\n", name, failures == 0 ? "ok" : "FAILED");
  return failures == 0 ? 0 : 1;
}
#endif
