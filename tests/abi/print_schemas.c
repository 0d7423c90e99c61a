/* Prints what safar_describe() says of each argument, one document a line; an empty line where there is none of that name. */
#include <stdio.h>
#include <string.h>

#include <safar.h>

int main(int argc, char **argv) {
  int i;
  for (i = 1; i < argc; ++i) {
    safar_buffer *json = NULL;
    if (safar_describe(argv[i], strlen(argv[i]), &json, NULL) == SAFAR_OK) fputs(safar_buffer_data(json, NULL), stdout);
    putchar('\n');
    safar_buffer_free(json);
  }
  return 0;
}
