#ifndef SAFAR_C_REGISTER_H
#define SAFAR_C_REGISTER_H
/** @file A register: the file of cases, its keys and its lease. */
#include <safar/c/options.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An open register. Any thread may open sessions on it, several at once; only safar_close() wants to be the last. After fork() every
 *  call in the child fails with SAFAR_E_CLOSED. Since 0.1. */
typedef struct safar_register safar_register;

/** Opens the register at `path` (with `<path>.keys` and `<path>.lease`), or makes it, where the options say so.
 *  @param path UTF-8 without a NUL inside, @param n its length, @param o options, or NULL for the defaults,
 *  @param[out] out to be closed by the caller with safar_close().
 *  Errors: SAFAR_E_INVALID_ARGUMENT also where the options name no source of keys; SAFAR_E_NOT_FOUND, SAFAR_E_EXISTS, SAFAR_E_KEY, SAFAR_E_IO, SAFAR_E_CORRUPT, SAFAR_E_NEWER, SAFAR_E_LINT (workflow), SAFAR_E_NO_MEMORY.
 *  Any thread. Since 0.1. */
SAFAR_API safar_status safar_open(const char *path, size_t n, const safar_options *o, safar_register **out, safar_error **e);

/** Closes a register and frees the handle; NULL is allowed. Arrow streams that were taken from it go on: they own what they give.
 *  Errors: SAFAR_E_INVALID_ARGUMENT while sessions live, and the register stays open and usable; SAFAR_E_IO. After any success the handle is
 *  gone. One thread, and no other call on the register at the same time. Since 0.1. */
SAFAR_API safar_status safar_close(safar_register *r, safar_error **e);

#ifdef __cplusplus
}
#endif
#endif
