/* A register is for any thread, a session for one; only safar_cancel comes from elsewhere. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>

#include "check.h"

enum { workers = 4, each = 25 };

struct worker {
  safar_register *reg;
  unsigned first;
  int failed;
};

static void *work(void *user) { /* counts for itself: `failures` is not for threads */
  struct worker *w = (struct worker *)user;
  safar_session *s = NULL;
  unsigned i;
  if (safar_session_open(w->reg, S(CLERK), &s, NULL) != SAFAR_OK) return ++w->failed, NULL;
  for (i = w->first; i < w->first + each; ++i) {
    char text[512];
    safar_buffer *out = NULL;
    safar_error *e = NULL;
    application(text, sizeof text, i);
    if (safar_execute(s, text, strlen(text), &out, &e) != SAFAR_OK) ++w->failed, fprintf(stderr, "%s\n", safar_error_message(e));
    safar_error_free(e);
    safar_buffer_free(out);
    out = NULL;
    if (i % 8 == 0 && safar_query(s, S("{\"v\":1,\"from\":\"cases\",\"limit\":5}"), &out, NULL) != SAFAR_OK) ++w->failed;
    safar_buffer_free(out);
  }
  safar_session_close(s);
  return NULL;
}

static void *cancel_soon(void *user) {
  safar_cancel((safar_session *)user);
  return NULL;
}

/* The other thread is started, and has cancelled, while the call runs: its progress is the sign that it does. */
static int32_t meanwhile(uint64_t done_, uint64_t total, void *user) {
  pthread_t other;
  (void)done_, (void)total;
  if (pthread_create(&other, NULL, cancel_soon, user) == 0) pthread_join(other, NULL);
  return 0;
}

int main(int argc, char **argv) {
  const struct paths p = fresh(argc, argv, "threads");
  safar_register *r = open_register(&p, 1, NULL);
  safar_session *s;
  safar_buffer *report = NULL;
  pthread_t threads[workers];
  struct worker w[workers];
  int i;
  for (i = 0; i < workers; ++i) {
    w[i].reg = r;
    w[i].first = (unsigned)(i * each);
    w[i].failed = 0;
    CHECK(pthread_create(&threads[i], NULL, work, &w[i]) == 0);
  }
  for (i = 0; i < workers; ++i) {
    pthread_join(threads[i], NULL);
    CHECK(w[i].failed == 0);
  }
  s = session_of(r, CLERK);
  safar_set_progress(s, meanwhile, s);
  FAILS(SAFAR_E_CANCELLED, safar_verify(s, &report, e));
  safar_set_progress(s, NULL, NULL);
  OK(safar_verify(s, &report, e));
  CHECK(has(report, "\"intact\":true") && has(report, "\"acts\":"));
  safar_buffer_free(report);
  safar_session_close(s);
  OK(safar_close(r, e));
  return done("threads");
}
