#ifndef SAFAR_C_BASE_H
#define SAFAR_C_BASE_H
/** @file Status codes, errors, buffers, versions, and what there is. */
#include <stddef.h>
#include <stdint.h>

#include <safar/version.hpp> /* two macros, nothing else */

#if !defined(SAFAR_API)
#if defined(__GNUC__)
#define SAFAR_API __attribute__((visibility("default")))
#else
#define SAFAR_API
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** SAFAR_OK or one of SAFAR_E_*. Families: 1 general, 10 input, 20 rules, 30 storage. Since 0.1. */
typedef int32_t safar_status;

#define SAFAR_OK 0
#define SAFAR_E_INVALID_ARGUMENT 1  /**< a call that no data could make right */
#define SAFAR_E_NO_MEMORY 2
#define SAFAR_E_INTERNAL 3          /**< a bug of the library */
#define SAFAR_E_CANCELLED 4         /**< by the caller, through progress or safar_cancel() */
#define SAFAR_E_UNSUPPORTED 5
#define SAFAR_E_PARSE 10            /**< not of the form at all */
#define SAFAR_E_OUT_OF_RANGE 11     /**< of the form, but there is no such date, number, ... */
#define SAFAR_E_UNKNOWN_MEMBER 12
#define SAFAR_E_MISSING_MEMBER 13
#define SAFAR_E_DUPLICATE_MEMBER 14
#define SAFAR_E_WRONG_TYPE 15
#define SAFAR_E_TOO_DEEP 16
#define SAFAR_E_TOO_LARGE 17
#define SAFAR_E_ENCODING 18
#define SAFAR_E_UNKNOWN_CODE 19     /**< a code that its list does not have */
#define SAFAR_E_REFUSED 20          /**< the workflow says no; `reason` in the error's JSON says why */
#define SAFAR_E_NEEDS 21            /**< a guard could not be decided: facts are unknown */
#define SAFAR_E_NOT_PERMITTED 22    /**< this role or purpose may not */
#define SAFAR_E_STALE 23            /**< `if_version` is not the version now */
#define SAFAR_E_EXPECTATION 24      /**< `expect` is not what would be done */
#define SAFAR_E_REQUEST_REUSED 25   /**< the same request id with another command */
#define SAFAR_E_NOT_FOUND 26
#define SAFAR_E_EXISTS 27
#define SAFAR_E_LINT 28             /**< a workflow, mapping or code list that cannot be loaded */
#define SAFAR_E_IO 30
#define SAFAR_E_BUSY 31             /**< another process has the writing lease */
#define SAFAR_E_CORRUPT 32
#define SAFAR_E_KEY 33              /**< no key, or a wrong one */
#define SAFAR_E_NEWER 34            /**< written by a newer library */
#define SAFAR_E_ERASED 36
#define SAFAR_E_CLOSED 37           /**< the register was closed, or the process forked */

/** What went wrong, once. Owned by the caller; immutable, so any number of threads may read it. Since 0.1. */
typedef struct safar_error safar_error;

/** Bytes that the library computed. Owned by the caller; immutable, so any number of threads may read it. Since 0.1. */
typedef struct safar_buffer safar_buffer;

/** The number of the binary interface, which is the number in the library's soname. It only changes when a symbol goes or
 *  changes its meaning. Any thread; cannot fail. Since 0.1. */
SAFAR_API uint32_t safar_abi_version(void);

/** The release, e.g. "0.1.0". The text is the library's. Any thread; cannot fail. Since 0.1. */
SAFAR_API const char *safar_version(void);

/** The error's status, which is also what the failed call returned; SAFAR_OK for NULL. Any thread. Since 0.1. */
SAFAR_API safar_status safar_error_code(const safar_error *e);

/** One line for people, without personal data; "" for NULL. Lives as long as the error. Any thread. Since 0.1. */
SAFAR_API const char *safar_error_message(const safar_error *e);

/** The error as a JSON object: code, name, reason, pointer (RFC 6901, to the member at fault), row, message, sentence in en, fr and
 *  ar, remedy. "{}" for NULL. Lives as long as the error. Any thread. Since 0.1. */
SAFAR_API const char *safar_error_json(const safar_error *e);

/** Frees an error; NULL is allowed. Any thread. Since 0.1. */
SAFAR_API void safar_error_free(safar_error *e);

/** The bytes of a buffer, followed by a NUL that is not counted; their number goes to `*n` unless `n` is NULL. NULL and 0 for a NULL
 *  buffer. They live as long as the buffer. Any thread. Since 0.1. */
SAFAR_API const char *safar_buffer_data(const safar_buffer *b, size_t *n);

/** Frees a buffer; NULL is allowed. Any thread. Since 0.1. */
SAFAR_API void safar_buffer_free(safar_buffer *b);

/** What there is, as JSON: "commands", "views", "errors", "roles", "workflow", "table", "schema:<command>" and more (docs/).
 *  @param what name of it, @param n its length, @param[out] json the document, to be freed by the caller.
 *  Errors: SAFAR_E_UNKNOWN_CODE for a name that there is not, SAFAR_E_NO_MEMORY. Any thread. Since 0.1. */
SAFAR_API safar_status safar_describe(const char *what, size_t n, safar_buffer **json, safar_error **e);

#ifdef __cplusplus
}
#endif
#endif
