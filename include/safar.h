#ifndef SAFAR_H
#define SAFAR_H
/** @file safar: assisted voluntary return and reintegration casework in one library. The whole C interface (C99).
 *
 * Three shapes: a command as JSON is executed, a query as JSON is answered (JSON or Arrow), and safar_describe() tells which
 * commands, members and views there are. There is no global state and nothing to initialise.
 *
 * For all functions:
 * - Every call that can fail returns a safar_status (SAFAR_OK is 0) and, if the last argument is not NULL and the call failed,
 *   gives an error object there, which the caller frees with safar_error_free(). On success that argument is not touched.
 * - On failure every other out argument is untouched.
 * - Text in is UTF-8 with its length in bytes, needs no NUL, and is not kept after the call. (NULL, 0) is the empty text.
 * - A `_free` or `_close` of NULL does nothing.
 * - A null handle or out argument where one is needed is SAFAR_E_INVALID_ARGUMENT, not a crash.
 * - Numbers of codes are never reused. A caller accepts codes that it does not know. Readers of the library's JSON ignore
 *   members that they do not know; the library refuses members that it does not know.
 */
#include <safar/c/base.h>
#include <safar/c/options.h>
#include <safar/c/register.h>
#include <safar/c/session.h>
#include <safar/c/query.h>
#include <safar/c/kernel.h>

#endif
