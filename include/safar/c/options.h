#ifndef SAFAR_C_OPTIONS_H
#define SAFAR_C_OPTIONS_H
/** @file How a register is opened: data as JSON, code as setters. A new option is a new member or a new setter. */
#include <safar/c/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How to open a register. One thread at a time while it is set up; const afterwards, for any thread. Since 0.1. */
typedef struct safar_options safar_options;

/** The host's key store: unwraps the key-encrypting key `id`. Called once an epoch while a register is opened, on the thread that
 *  opens it. `wrapped` is what the host gave when the key was made. Writes 32 bytes to `out` and returns 0; any other number
 *  means that there is no key, and the call fails with SAFAR_E_KEY. Neither throws nor jumps, and calls nothing of safar.
 *  The library wipes its copies of `out`. Since 0.1. */
typedef int32_t (*safar_unwrap)(const uint8_t *id, size_t id_n, const uint8_t *wrapped, size_t n, uint8_t out[32], void *user);

/** The clock of a register: microseconds since 1970 UTC. For tests and replays; without it the system's is read. May be called
 *  from any thread that uses the register. Neither throws nor jumps, and calls nothing of safar. Since 0.1. */
typedef int64_t (*safar_clock)(void *user);

/** Options from JSON; all members may be left out:
 *  | member | meaning |
 *  |---|---|
 *  | v | 1: the version of this form |
 *  | create | true: make the register, fail if there is one |
 *  | read_only | true: never take the writing lease |
 *  | office, programme | at create: prefix of case numbers, and the programme that commands mean when they name none |
 *  | zone | at create: IANA time zone of days; UTC |
 *  | workflow | at create: a workflow document, as a text; the built-in one |
 *  | key_file | path of a key file, made at create if it is not there, and taken only where its owner alone can read it (0600); keep it away from the register |
 *  | first_key | at create with safar_options_set_keys(): {"id": hex, "wrapped": hex}, stored and later given to the callback |
 *  | busy_timeout_ms | how long an act waits while somebody else writes, 0 to 86400000; 5000. 0: SAFAR_E_BUSY at once |
 *
 *  (NULL, 0) and {} give the defaults. @param[out] out to be freed by the caller with safar_options_free().
 *  Errors: SAFAR_E_UNKNOWN_MEMBER, SAFAR_E_WRONG_TYPE, SAFAR_E_PARSE and the like with a pointer; SAFAR_E_OUT_OF_RANGE for a `v` other
 *  than 1; SAFAR_E_NO_MEMORY. Any thread. Since 0.1. */
SAFAR_API safar_status safar_options_create(const char *json, size_t n, safar_options **out, safar_error **e);

/** Keys come from the host: `fn` with `user`, or no longer, if `fn` is NULL. `user` must live until the last register that was opened
 *  with these options is closed. Errors: SAFAR_E_INVALID_ARGUMENT for NULL options, or where there is a key_file. One thread. Since 0.1. */
SAFAR_API safar_status safar_options_set_keys(safar_options *o, safar_unwrap fn, void *user);

/** The time comes from the host: `fn` with `user`, or from the system again, if `fn` is NULL. `user` lives as for keys.
 *  Errors: SAFAR_E_INVALID_ARGUMENT for NULL options. One thread. Since 0.1. */
SAFAR_API safar_status safar_options_set_clock(safar_options *o, safar_clock fn, void *user);

/** Frees options; NULL is allowed. A register that was opened with them does not need them. One thread. Since 0.1. */
SAFAR_API void safar_options_free(safar_options *o);

#ifdef __cplusplus
}
#endif
#endif
