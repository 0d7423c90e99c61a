/* The kernel csv through the C interface: a stream made in C goes in, commands come out, and a session takes them. */
#include <errno.h>

#include "check.h"

/* A file in chunks of `step` bytes, one a batch: the least that a producer in C is. */
typedef struct {
  const char *text;
  size_t at, step;
  int released;
} file;

typedef struct {
  const void *outer[1], *inner[3];
  int32_t offsets[2];
  struct ArrowArray child;
  struct ArrowArray *children[1];
} chunk;

static void release_child(struct ArrowArray *a) { a->release = NULL; }
static void release_chunk(struct ArrowArray *a) {
  free(a->private_data);
  a->release = NULL;
}
static void release_schema(struct ArrowSchema *s) { s->release = NULL; }
static struct ArrowSchema column;
static struct ArrowSchema *columns[1];

static int file_schema(struct ArrowArrayStream *s, struct ArrowSchema *out) {
  (void)s;
  memset(&column, 0, sizeof column);
  memset(out, 0, sizeof *out);
  column.format = "z", column.name = "bytes", column.release = release_schema;
  columns[0] = &column;
  out->format = "+s", out->name = "", out->n_children = 1, out->children = columns, out->release = release_schema;
  return 0;
}
static int file_next(struct ArrowArrayStream *s, struct ArrowArray *out) {
  file *f = s->private_data;
  const size_t left = strlen(f->text) - f->at, n = left < f->step ? left : f->step;
  chunk *c;
  memset(out, 0, sizeof *out);
  if (n == 0) return 0;
  c = calloc(1, sizeof *c);
  if (c == NULL) return ENOMEM;
  c->offsets[1] = (int32_t)n;
  c->inner[1] = c->offsets, c->inner[2] = f->text + f->at;
  c->child.length = 1, c->child.n_buffers = 3, c->child.buffers = c->inner, c->child.release = release_child;
  c->children[0] = &c->child;
  out->length = 1, out->n_buffers = 1, out->buffers = c->outer, out->n_children = 1, out->children = c->children;
  out->private_data = c, out->release = release_chunk;
  f->at += n;
  return 0;
}
static const char *file_error(struct ArrowArrayStream *s) {
  (void)s;
  return NULL;
}
static void file_release(struct ArrowArrayStream *s) {
  ((file *)s->private_data)->released++;
  s->release = NULL;
}
static struct ArrowArrayStream stream_of(file *f) {
  struct ArrowArrayStream s;
  s.get_schema = file_schema, s.get_next = file_next, s.get_last_error = file_error, s.release = file_release, s.private_data = f;
  return s;
}
static int32_t refuse(uint64_t done, uint64_t total, void *user) {
  (void)done, (void)total;
  ++*(int *)user;
  return 1;
}

#define CONFIG "{\"mapping\":{\"v\":1,\"columns\":{\"Prenom\":\"/persons/-/given_name\",\"Naissance\":\"/persons/-/birth\"},\"constants\":{\"/site\":\"ML-BKO-1\"}}}"

int main(int argc, char **argv) {
  safar_kernel *k = NULL, *const mark = (safar_kernel *)(void *)&failures;
  struct ArrowArrayStream in, out, receipts, untouched;
  struct ArrowSchema schema;
  struct ArrowArray batch;
  file f = {"Prenom,Naissance\nAwa,1999-02-28\nMoussa,soon\n", 0, 5, 0};
  int calls = 0;
  struct paths p = fresh(argc, argv, "kernel");
  int64_t now = 0;
  safar_register *r;
  safar_session *s;

  OK(safar_kernel_create(S("csv"), S(CONFIG), &k, e));
  in = stream_of(&f);
  OK(safar_kernel_run(k, &in, &out, NULL, NULL, e));
  CHECK(in.release == NULL);
  safar_kernel_free(k); /* the stream needs it no more */
  CHECK(out.get_next(&out, &batch) == 0 && batch.release != NULL);
  CHECK(batch.length == 2 && batch.n_children == 9);
  CHECK(batch.children[0]->null_count == 1); /* one command, one refusal */
  batch.release(&batch);
  CHECK(out.get_next(&out, &batch) == 0 && batch.release == NULL);
  out.release(&out);
  CHECK(f.released == 1);

  /* the same again, into a register: one command done, one refused before it came there */
  r = open_register(&p, 1, &now);
  s = session_of(r, CLERK);
  OK(safar_kernel_create(S("csv"), S(CONFIG), &k, e));
  f.at = 0, f.released = 0, in = stream_of(&f);
  OK(safar_kernel_run(k, &in, &out, NULL, NULL, e));
  safar_kernel_free(k);
  memset(&receipts, 0x5a, sizeof receipts);
  untouched = receipts;
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_execute_many(s, NULL, &receipts, e));
  f.at = 0, in = stream_of(&f);
  FAILS(SAFAR_E_MISSING_MEMBER, safar_execute_many(s, &in, &receipts, e)); /* a file is no command */
  CHECK(in.release == NULL && f.released == 1 && memcmp(&receipts, &untouched, sizeof receipts) == 0);
  OK(safar_execute_many(s, &out, &receipts, e));
  CHECK(out.release == NULL && f.released == 2);
  safar_session_close(s);
  OK(safar_close(r, e));
  CHECK(receipts.get_schema(&receipts, &schema) == 0 && schema.n_children == 11);
  CHECK(strcmp(schema.children[1]->name, "status") == 0);
  schema.release(&schema);
  CHECK(receipts.get_next(&receipts, &batch) == 0 && batch.release != NULL && batch.length == 2);
  batch.release(&batch);
  receipts.release(&receipts);

  k = mark;
  FAILS(SAFAR_E_UNKNOWN_CODE, safar_kernel_create(S("cvs"), NULL, 0, &k, e));
  FAILS(SAFAR_E_UNKNOWN_MEMBER, safar_kernel_create(S("csv"), S("{\"maping\":{}}"), &k, e));
  FAILS(SAFAR_E_LINT, safar_kernel_create(S("csv"), S("{\"mapping\":{\"v\":1,\"columns\":{\"a\":\"/b\"}}}"), &k, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_kernel_create(NULL, 3, NULL, 0, &k, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_kernel_create(S("csv"), NULL, 0, NULL, e));
  CHECK(k == mark);

  OK(safar_kernel_create(S("csv"), NULL, 0, &k, e));
  memset(&out, 0x5a, sizeof out);
  untouched = out;
  f.at = 0, f.released = 0, in = stream_of(&f);
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_kernel_run(NULL, &in, &out, NULL, NULL, e));
  CHECK(in.release == NULL && f.released == 1);
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_kernel_run(k, &in, &out, NULL, NULL, e)); /* released */
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_kernel_run(k, NULL, &out, NULL, NULL, e));
  f.at = 0, f.released = 0, in = stream_of(&f);
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_kernel_run(k, &in, NULL, NULL, NULL, e));
  CHECK(f.released == 1);
  f.at = 0, f.released = 0, in = stream_of(&f);
  FAILS(SAFAR_E_CANCELLED, safar_kernel_run(k, &in, &out, refuse, &calls, e));
  CHECK(calls == 1 && f.released == 1);
  CHECK(memcmp(&out, &untouched, sizeof out) == 0);
  safar_kernel_free(k);
  safar_kernel_free(NULL);
  return done("kernel");
}
