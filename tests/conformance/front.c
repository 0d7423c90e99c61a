/* The C99 front of the conformance vectors: lines in, lines out (conformance.py has the protocol). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <safar.h>

#define FIRST INT64_C(1542013200000000) /* 2018-11-12T09:00:00Z */
#define STEP INT64_C(1000000)

static int64_t tick(void *user) {
  int64_t *now = (int64_t *)user;
  return *now += STEP;
}

/* One line without its end, in a buffer that grows; NULL at the end of the input. */
static char *line_of(FILE *in, char **buffer, size_t *size) {
  size_t n = 0;
  int c;
  while ((c = fgetc(in)) != EOF && c != '\n') {
    if (n + 2 > *size) {
      char *more = (char *)realloc(*buffer, *size = *size ? 2 * *size : 4096);
      if (more == NULL) exit(3);
      *buffer = more;
    }
    (*buffer)[n++] = (char)c;
  }
  if (c == EOF && n == 0) return NULL;
  if (n == 0) return NULL; /* an empty line is not of the protocol */
  (*buffer)[n] = '\0';
  return *buffer;
}

static void say(safar_status status, safar_buffer *json, safar_error *e) {
  if (status == SAFAR_OK) printf("ok\t%s\n", json == NULL ? "{}" : safar_buffer_data(json, NULL));
  else printf("error\t%s\n", safar_error_json(e));
  fflush(stdout);
  safar_buffer_free(json);
  safar_error_free(e);
}

static void answer(safar_register *r, const char *verb, const char *actor, const char *text) {
  safar_session *s = NULL;
  safar_buffer *json = NULL;
  safar_error *e = NULL;
  safar_status status = safar_session_open(r, actor, strlen(actor), &s, &e);
  if (status == SAFAR_OK) {
    if (strcmp(verb, "execute") == 0) status = safar_execute(s, text, strlen(text), &json, &e);
    else if (strcmp(verb, "check") == 0) status = safar_check(s, text, strlen(text), &json, &e);
    else if (strcmp(verb, "query") == 0) status = safar_query(s, text, strlen(text), &json, &e);
    else status = safar_verify(s, &json, &e);
  }
  say(status, json, e);
  safar_session_close(s);
}

int main(void) {
  static int64_t now = FIRST - STEP;
  char *buffer = NULL, *verb;
  size_t size = 0;
  safar_register *r = NULL;
  while ((verb = line_of(stdin, &buffer, &size)) != NULL) {
    char *first = strchr(verb, '\t'), *second = first == NULL ? NULL : strchr(first + 1, '\t');
    if (second == NULL) return 2;
    *first++ = '\0';
    *second++ = '\0';
    if (strcmp(verb, "open") == 0) {
      safar_options *o = NULL;
      safar_error *e = NULL;
      safar_status status = safar_options_create(second, strlen(second), &o, &e);
      if (status == SAFAR_OK) status = safar_options_set_clock(o, tick, &now);
      if (status == SAFAR_OK) status = safar_open(first, strlen(first), o, &r, &e);
      safar_options_free(o);
      say(status, NULL, e);
      if (status != SAFAR_OK) return 1;
    } else {
      answer(r, verb, first, second);
    }
  }
  free(buffer);
  return safar_close(r, NULL) == SAFAR_OK ? 0 : 1;
}
