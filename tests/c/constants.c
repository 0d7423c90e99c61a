/* The numbers of the codes, frozen: no tool that compares binaries sees a macro. A swapped pair does not compile. */
#include <safar/c/base.h>

#define SAME(name, number) typedef char name##_is_##number[(SAFAR_##name) == (number) ? 1 : -1]
SAME(OK, 0);
SAME(E_INVALID_ARGUMENT, 1);
SAME(E_NO_MEMORY, 2);
SAME(E_INTERNAL, 3);
SAME(E_CANCELLED, 4);
SAME(E_UNSUPPORTED, 5);
SAME(E_PARSE, 10);
SAME(E_OUT_OF_RANGE, 11);
SAME(E_UNKNOWN_MEMBER, 12);
SAME(E_MISSING_MEMBER, 13);
SAME(E_DUPLICATE_MEMBER, 14);
SAME(E_WRONG_TYPE, 15);
SAME(E_TOO_DEEP, 16);
SAME(E_TOO_LARGE, 17);
SAME(E_ENCODING, 18);
SAME(E_UNKNOWN_CODE, 19);
SAME(E_REFUSED, 20);
SAME(E_NEEDS, 21);
SAME(E_NOT_PERMITTED, 22);
SAME(E_STALE, 23);
SAME(E_EXPECTATION, 24);
SAME(E_REQUEST_REUSED, 25);
SAME(E_NOT_FOUND, 26);
SAME(E_EXISTS, 27);
SAME(E_LINT, 28);
SAME(E_IO, 30);
SAME(E_BUSY, 31);
SAME(E_CORRUPT, 32);
SAME(E_KEY, 33);
SAME(E_NEWER, 34);
SAME(E_ERASED, 36);
SAME(E_CLOSED, 37);
typedef char status_is_four_bytes[sizeof(safar_status) == 4 ? 1 : -1];

int main(void) { return 0; }
