/* Views as JSON and as Arrow; a stream outlives its session and its register. */
#include "check.h"

#define ALL "{\"v\":1,\"from\":\"cases\"}"

static int64_t count(struct ArrowArrayStream *stream) {
  int64_t rows = 0;
  struct ArrowSchema schema;
  memset(&schema, 0, sizeof schema);
  CHECK(stream->get_schema(stream, &schema) == 0 && schema.release != NULL);
  if (schema.release == NULL) return -1;
  CHECK(strcmp(schema.format, "+s") == 0 && schema.n_children > 0);
  for (;;) {
    struct ArrowArray batch;
    memset(&batch, 0, sizeof batch);
    CHECK(stream->get_next(stream, &batch) == 0);
    if (batch.release == NULL) break;
    CHECK(batch.n_children == schema.n_children);
    rows += batch.length;
    batch.release(&batch);
  }
  schema.release(&schema);
  return rows;
}

int main(int argc, char **argv) {
  const struct paths p = fresh(argc, argv, "query");
  int64_t now = START_OF_CLOCK;
  safar_register *r = open_register(&p, 1, &now);
  safar_session *s = session_of(r, CLERK);
  safar_buffer *const mark = (safar_buffer *)(void *)&failures;
  safar_buffer *json = NULL;
  struct ArrowArrayStream stream, untouched;
  apply(s, 0, 7);

  OK(safar_query(s, S(ALL), &json, e));
  CHECK(has(json, "\"from\":\"cases\"") && has(json, "\"rows\":["));
  safar_buffer_free(json);
  OK(safar_query(s, S("{\"v\":1,\"from\":\"cases\",\"limit\":2}"), &json, e));
  CHECK(has(json, "\"next\":\"") && !has(json, "\"next\":\"\"")); /* there are more */
  safar_buffer_free(json);

  json = mark;
  memset(&stream, 0x5a, sizeof stream);
  untouched = stream;
  CHECK(safar_query(s, S("{\"v\":1,\"from\":\"caess\"}"), &json, NULL) != SAFAR_OK);
  FAILS(SAFAR_E_UNKNOWN_MEMBER, safar_query(s, S("{\"v\":1,\"from\":\"cases\",\"limt\":2}"), &json, e));
  FAILS(SAFAR_E_UNKNOWN_MEMBER, safar_query_arrow(s, S("{\"v\":1,\"from\":\"cases\",\"limt\":2}"), &stream, e));
  FAILS(SAFAR_E_PARSE, safar_query(s, S("select * from cases"), &json, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_query(s, S(ALL), NULL, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_query(NULL, S(ALL), &json, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_query_arrow(s, S(ALL), NULL, e));
  FAILS(SAFAR_E_INVALID_ARGUMENT, safar_query_arrow(NULL, S(ALL), &stream, e));
  CHECK(json == mark && memcmp(&stream, &untouched, sizeof stream) == 0);

  OK(safar_query_arrow(s, S(ALL), &stream, e));
  apply(s, 7, 9); /* later acts do not show in a stream that was taken before */
  safar_session_close(s);
  OK(safar_close(r, e));
  if (failures == 0) {
    CHECK(count(&stream) == 7);
    stream.release(&stream);
    CHECK(stream.release == NULL);
  }
  return done("query");
}
