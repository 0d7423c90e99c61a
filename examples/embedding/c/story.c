/* One application, asked for again, and a departure that is refused; everything is freed. C99 and the installed safar, nothing else. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <safar.h>

#define CASE "0c000000000000000000000000000001" /* ids of the host; without them the library makes some */
#define PERSON "0d000000000000000000000000000001"

static const char clerk_is[] = "{\"actor\":\"fatou.d\",\"role\":\"intake_clerk\",\"purpose\":\"casework\"}";
static const char mover_is[] = "{\"actor\":\"moussa.k\",\"role\":\"movement_officer\",\"purpose\":\"casework\"}";
static const char apply[] =
    "{\"v\":1,\"command\":\"apply\",\"request\":\"8d0e4c1a2b3f4d5e8d0e4c1a2b3f4d5e\",\"case\":\"" CASE "\",\"site\":\"ML-BKO-1\","
    "\"persons\":[{\"person_id\":\"" PERSON "\",\"given_name\":\"Mariam\",\"nationality\":\"GIN\",\"sex\":\"female\",\"birth\":\"1994\"}]}";
static const char question[] =
    "{\"v\":1,\"from\":\"cases\",\"where\":[[\"case\",\"=\",\"" CASE "\"]],\"select\":[\"number\",\"site\",\"journey\",\"applied_on\",\"persons\"]}";
static const char depart[] = "{\"v\":1,\"command\":\"depart\",\"case\":\"" CASE "\"}";

/* Microseconds since 1970 UTC. Without a clock of the host the system's is read. */
static int64_t clock_of_the_story(void *user) { return *(const int64_t *)user; }

/* The text of a member of canonical JSON (no spaces), up to the next quote. A program of yours has a JSON library for this. */
static int member(const char *json, const char *name, char *out, size_t size) {
  char key[40];
  const char *from;
  size_t n;
  snprintf(key, sizeof key, "\"%s\":\"", name);
  from = strstr(json, key);
  if (from == NULL) return 0;
  from += strlen(key);
  n = strcspn(from, "\"");
  if (n >= size) return 0;
  memcpy(out, from, n);
  out[n] = '\0';
  return 1;
}

/* `act` begins with the random name of this register's writer; a word is printed in its place, so that all runs print the same. */
static void print_receipt(const char *receipt) {
  char act[64] = "";
  const char *at = member(receipt, "act", act, sizeof act) ? strstr(receipt, act) : receipt;
  printf("receipt %.*s(act)%s\n", (int)(at - receipt), receipt, at + strlen(act));
}

static void print_error(const safar_error *e) {
  static const char *const names[] = {"reason", "pointer", "en", "remedy"}, *const shown[] = {"reason", "field", "sentence", "remedy"};
  size_t i;
  printf("refused %" PRId32 "\n", safar_error_code(e));
  for (i = 0; i < 4; ++i) {
    char text[512] = "";
    member(safar_error_json(e), names[i], text, sizeof text);
    printf("%s %s\n", shown[i], text);
  }
}

/* Each row's text in the first column. 0, or an errno value. */
static int print_arrow(struct ArrowArrayStream *stream) {
  struct ArrowSchema schema;
  struct ArrowArray batch;
  int failed = stream->get_schema(stream, &schema);
  if (failed != 0) return failed;
  while ((failed = stream->get_next(stream, &batch)) == 0 && batch.release != NULL) { /* a released batch is the end */
    const struct ArrowArray *const text = batch.children[0]; /* format "u": validity, 32-bit offsets, bytes */
    const int32_t *const ends = (const int32_t *)text->buffers[1] + text->offset;
    int64_t row;
    for (row = 0; row < batch.length; ++row)
      printf("arrow %s %.*s of %" PRId64 " columns\n", schema.children[0]->name, (int)(ends[row + 1] - ends[row]),
             (const char *)text->buffers[2] + ends[row], schema.n_children);
    batch.release(&batch);
  }
  schema.release(&schema);
  return failed;
}

/* The story in an open register; gives the error that nobody expected, or NULL. */
static safar_error *story(safar_session *clerk, safar_session *mover) {
  safar_buffer *json = NULL;
  struct ArrowArrayStream stream;
  safar_error *e = NULL;

  if (safar_execute(clerk, apply, strlen(apply), &json, &e) != SAFAR_OK) return e;
  print_receipt(safar_buffer_data(json, NULL));
  safar_buffer_free(json);

  if (safar_query(clerk, question, strlen(question), &json, &e) != SAFAR_OK) return e;
  printf("json %s\n", safar_buffer_data(json, NULL));
  safar_buffer_free(json);

  if (safar_query_arrow(clerk, question, strlen(question), &stream, &e) != SAFAR_OK) return e;
  if (print_arrow(&stream) != 0) fprintf(stderr, "%s\n", stream.get_last_error(&stream));
  stream.release(&stream);

  if (safar_execute(mover, depart, strlen(depart), &json, &e) == SAFAR_OK) { /* nothing is booked */
    safar_buffer_free(json);
    return NULL; /* and the story ends without its refusal */
  }
  if (safar_error_code(e) != SAFAR_E_REFUSED) return e;
  print_error(e); /* and nothing was changed */
  safar_error_free(e);
  return NULL;
}

int main(int argc, char **argv) {
  const char *const folder = argc > 1 ? argv[1] : ".";
  int64_t now = INT64_C(1542009600000000); /* 2018-11-12, 08:00 UTC; lives longer than the register */
  char how[1024], path[512];
  safar_options *options = NULL;
  safar_register *reg = NULL;
  safar_session *clerk = NULL, *mover = NULL;
  safar_error *e = NULL, *not_closed = NULL;
  int opened, result;

  snprintf(path, sizeof path, "%s/story.safar", folder);
  snprintf(how, sizeof how, "{\"create\":true,\"office\":\"BKO\",\"programme\":\"ML-JI\",\"zone\":\"Africa/Bamako\",\"key_file\":\"%s/story.key\"}", folder);
  if (safar_options_create(how, strlen(how), &options, &e) == SAFAR_OK &&
      safar_options_set_clock(options, clock_of_the_story, &now) == SAFAR_OK &&
      safar_open(path, strlen(path), options, &reg, &e) == SAFAR_OK &&
      safar_session_open(reg, clerk_is, strlen(clerk_is), &clerk, &e) == SAFAR_OK &&
      safar_session_open(reg, mover_is, strlen(mover_is), &mover, &e) == SAFAR_OK)
    e = story(clerk, mover);
  opened = mover != NULL;

  /* What was not made is NULL, and that may be freed. Sessions go before their register. */
  safar_session_close(mover);
  safar_session_close(clerk);
  safar_close(reg, &not_closed);
  safar_options_free(options);
  if (e != NULL) fprintf(stderr, "%s\n", safar_error_message(e));
  if (not_closed != NULL) fprintf(stderr, "%s\n", safar_error_message(not_closed));
  result = opened && e == NULL && not_closed == NULL ? 0 : 1;
  safar_error_free(e);
  safar_error_free(not_closed);
  return result;
}
