/* One stream that is none, by its number, into execute_many and the kernel csv. Ends with 0 where it was refused, 99 where there is no such number. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <safar/c/arrow.h>
#include <safar/c/kernel.h>
#include <safar/c/options.h>
#include <safar/c/register.h>
#include <safar/c/session.h>

static const char *text = "{\"v\":1,\"command\":\"apply\",\"site\":\"ML-BKO-1\",\"persons\":[{\"given_name\":\"A\"}]}";
static int which, given;
static int32_t offsets[2];
static const void *text_buffers[3], *row_buffers[1];
static struct ArrowSchema column, *columns[2], loop, *loops[1];
static struct ArrowArray cell, *cells[2];

static void free_schema(struct ArrowSchema *s) { s->release = NULL; }
static void free_array(struct ArrowArray *a) { a->release = NULL; }

static void schema_of(struct ArrowSchema *s, const char *format, const char *name) {
  memset(s, 0, sizeof *s);
  s->format = format, s->name = name, s->release = free_schema;
}

static int get_schema(struct ArrowArrayStream *in, struct ArrowSchema *s) {
  (void)in;
  schema_of(&column, which == 18 ? "n" : "u", "json");
  schema_of(s, "+s", "");
  columns[0] = &column, columns[1] = NULL;
  s->n_children = 1, s->children = columns;
  switch (which) {
    case 1: s->children = NULL; break;
    case 2: s->n_children = 2; break;
    case 3: s->n_children = INT64_MAX; break;
    case 4: s->n_children = -1; break;
    case 5: column.format = NULL; break;
    case 6: column.name = NULL; break;
    case 7: column.name = "\xff\xfe"; break;
    case 8:
      schema_of(&loop, "+s", "fact");
      loops[0] = &loop;
      loop.n_children = 1, loop.children = loops;
      columns[0] = &loop;
      break;
    case 9: s->children[0]->release = NULL; break;
    default: break;
  }
  return 0;
}

static int get_next(struct ArrowArrayStream *in, struct ArrowArray *a) {
  (void)in;
  memset(a, 0, sizeof *a);
  if (given++) return 0;
  memset(&cell, 0, sizeof cell);
  offsets[0] = 0, offsets[1] = (int32_t)strlen(text);
  text_buffers[0] = NULL, text_buffers[1] = offsets, text_buffers[2] = text;
  cell.length = 1, cell.n_buffers = which == 18 ? 0 : 3, cell.buffers = text_buffers, cell.release = free_array;
  cells[0] = &cell, cells[1] = NULL;
  a->length = 1, a->n_buffers = 1, a->buffers = row_buffers, a->n_children = 1, a->children = cells, a->release = free_array;
  switch (which) {
    case 10: a->length = -1; break;
    case 11: a->length = INT64_MAX; break;
    case 12: a->children = NULL; break;
    case 13: cells[0] = NULL; break;
    case 14: a->n_children = 2; break;
    case 15: a->offset = INT64_MAX; break;
    case 16: a->length = INT64_MAX, cell.length = INT64_MAX, cell.buffers = NULL; break;
    case 17: cell.dictionary = &cell; break;
    case 18: a->length = cell.length = (int64_t)1 << 40; break;
    default: break;
  }
  return 0;
}

static const char *last_error(struct ArrowArrayStream *in) { return (void)in, NULL; }
static void free_stream(struct ArrowArrayStream *in) { in->release = NULL; }

static struct ArrowArrayStream stream(void) {
  struct ArrowArrayStream s;
  memset(&s, 0, sizeof s);
  given = 0;
  s.get_schema = which == 19 ? NULL : get_schema, s.get_next = get_next, s.get_last_error = last_error, s.release = free_stream;
  return s;
}

static int said(const char *where, safar_status status, safar_error *e) {
  const int bad = status == SAFAR_E_INTERNAL || status == SAFAR_E_NO_MEMORY;
  if (bad) printf("%s: %s", where, safar_error_message(e));
  safar_error_free(e);
  return bad;
}

int main(int n, char **words) {
  char options[600];
  safar_options *o = NULL;
  safar_register *r = NULL;
  safar_session *s = NULL;
  safar_kernel *k = NULL;
  safar_error *e = NULL;
  safar_status status;
  struct ArrowArrayStream in, out;
  static const char actor[] = "{\"actor\":\"fatou.d\",\"role\":\"intake_clerk\",\"purpose\":\"casework\"}";
  int bad = 0, rows = 0;
  if (n != 3) return 2;
  which = atoi(words[2]);
  if (which > 19) return 99;
  snprintf(options, sizeof options, "{\"create\":true,\"office\":\"BKO\",\"programme\":\"ML-JI\",\"key_file\":\"%s.key\"}", words[1]);
  if (safar_options_create(options, strlen(options), &o, &e) || safar_open(words[1], strlen(words[1]), o, &r, &e) || safar_session_open(r, actor, strlen(actor), &s, &e)) {
    printf("cannot open: %s", safar_error_message(e));
    return 3;
  }
  memset(&out, 0, sizeof out);
  in = stream();
  status = safar_execute_many(s, &in, &out, &e);
  bad |= said("execute_many", status, e);
  if (status == SAFAR_OK) {
    struct ArrowArray a;
    memset(&a, 0, sizeof a);
    while (out.get_next(&out, &a) == 0 && a.release) rows += (int)a.length, a.release(&a), memset(&a, 0, sizeof a);
    out.release(&out);
  }
  if (which == 0 && rows != 1) bad = 1, printf("a good stream was not taken");
  e = NULL;
  memset(&out, 0, sizeof out);
  if (safar_kernel_create("csv", 3, "{\"encoding\":\"utf-8\"}", 20, &k, &e) == SAFAR_OK) {
    in = stream();
    status = safar_kernel_run(k, &in, &out, NULL, NULL, &e);
    bad |= said("csv", status, e);
    if (status == SAFAR_OK && out.release) out.release(&out);
    safar_kernel_free(k);
  }
  safar_session_close(s);
  safar_close(r, NULL);
  safar_options_free(o);
  return bad;
}
