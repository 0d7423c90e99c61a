/* A C program that knows nothing but the installed headers and library. */
#include <stdio.h>
#include <string.h>

#include <safar.h>

int main(void) {
  safar_buffer *commands = NULL;
  safar_error *e = NULL;
  size_t n = 0;
  if (safar_abi_version() != SAFAR_ABI_VERSION || strcmp(safar_version(), SAFAR_VERSION) != 0) return 1;
  if (safar_describe("commands", strlen("commands"), &commands, &e) != SAFAR_OK) {
    fprintf(stderr, "%s\n", safar_error_message(e));
    safar_error_free(e);
    return 1;
  }
  if (strstr(safar_buffer_data(commands, &n), "apply") == NULL) return 1;
  printf("safar %s: %lu bytes about commands\n", safar_version(), (unsigned long)n);
  safar_buffer_free(commands);
  return 0;
}
