#ifndef SAFAR_C_SESSION_H
#define SAFAR_C_SESSION_H
/** @file A session: one person's work on a register. Commands, and the check that the log is whole. */
#include <safar/c/arrow.h>
#include <safar/c/register.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Who acts, as what, and what for. One thread at a time; only safar_cancel() may come from another. Since 0.1. */
typedef struct safar_session safar_session;

/** Called now and then by long work, on the thread of the call: `done` of `total` steps (0: not known). Returns 0 to go on, anything
 *  else to cancel: what was done stays whole acts. Neither throws nor jumps, and calls nothing of safar. Since 0.1. */
typedef int32_t (*safar_progress)(uint64_t done, uint64_t total, void *user);

/** Opens a session for `{"actor":"fatou.d","role":"intake_clerk","purpose":"casework"}` (docs/: "roles" of safar_describe()). `actor` is a
 *  pseudonym; it is stored with each act. Who may claim a role is the host's to decide.
 *  @param[out] out to be closed by the caller with safar_session_close(); it keeps the register open.
 *  Errors: SAFAR_E_UNKNOWN_MEMBER, SAFAR_E_MISSING_MEMBER, SAFAR_E_UNKNOWN_CODE (role, purpose), SAFAR_E_PARSE and the like; SAFAR_E_CLOSED;
 *  SAFAR_E_NO_MEMORY. Any thread. Since 0.1. */
SAFAR_API safar_status safar_session_open(safar_register *r, const char *actor, size_t n, safar_session **out, safar_error **e);

/** Closes a session and frees the handle; NULL is allowed. No other call on it at the same time. Since 0.1. */
SAFAR_API void safar_session_close(safar_session *s);

/** Ends the running call at its next step with SAFAR_E_CANCELLED; does nothing where none is running, or for NULL. The only call on a
 *  session that is legal from another thread than the one that works on it. Since 0.1. */
SAFAR_API void safar_cancel(safar_session *s);

/** Long calls on this session report to `fn` with `user`; NULL: to nobody. `user` must live as long as it is set. The session's thread.
 *  Cannot fail. Since 0.1. */
SAFAR_API void safar_set_progress(safar_session *s, safar_progress fn, void *user);

/** A dry run: what safar_execute() would do, or why not. Writes nothing; its receipt has no act. Else as safar_execute(). Since 0.1. */
SAFAR_API safar_status safar_check(safar_session *s, const char *command, size_t n, safar_buffer **receipt, safar_error **e);

/** Executes a command: `{"v":1,"command":"apply","request":id,...}`; "commands" and "schema:<command>" of safar_describe() have the forms.
 *  A request id that was executed before gives its receipt again with `"repeated":true` and changes nothing. A failure changes
 *  nothing either. @param[out] receipt canonical JSON, to be freed by the caller.
 *  Errors: the input family with a pointer; SAFAR_E_REFUSED, SAFAR_E_NEEDS, SAFAR_E_NOT_PERMITTED, SAFAR_E_STALE, SAFAR_E_EXPECTATION,
 *  SAFAR_E_REQUEST_REUSED, SAFAR_E_NOT_FOUND; SAFAR_E_BUSY, SAFAR_E_IO, SAFAR_E_CLOSED; SAFAR_E_CANCELLED; SAFAR_E_NO_MEMORY. The session's
 *  thread. Since 0.1. */
SAFAR_API safar_status safar_execute(safar_session *s, const char *command, size_t n, safar_buffer **receipt, safar_error **e);

/** Executes many commands, each an act of its own, written to disk together: a row a command, a column `json` with whole commands
 *  (what the kernel csv gives); or a column `command` with one name and a column for each member ("schema:<command>"); or a column
 *  `command` and a struct column `fact` with a struct for each command by its name, of which the row's own is read. `request` and
 *  `valid` stand beside if wanted. `commands` is taken over: its `release` is NULL afterwards, whatever the outcome.
 *  @param[out] receipts a row a command, in their order: row, status (done, repeated, refused, cancelled), act, case, number, count, advice,
 *  code, field, message, remedy. Needs no initialisation, is written on success only, and is then the caller's to release by its own
 *  `release` member; it may be consumed after the session is closed, in any one thread. What is "done" is on disk. A row that is refused
 *  stops nothing, and a cancel through safar_set_progress() or safar_cancel() leaves whole acts.
 *  Errors: SAFAR_E_IO where the producer fails, SAFAR_E_WRONG_TYPE and the input family for its columns, SAFAR_E_BUSY, SAFAR_E_CLOSED, SAFAR_E_NO_MEMORY.
 *  The session's thread. Since 0.1. */
SAFAR_API safar_status safar_execute_many(safar_session *s, struct ArrowArrayStream *commands, struct ArrowArrayStream *receipts, safar_error **e);

/** Verifies the whole register: every byte of the log against its chains, boxes against their digests, projections against a rebuild.
 *  A damaged register is a success with `"intact":false` and a list of problems. @param[out] report JSON, to be freed by the caller.
 *  Errors: SAFAR_E_IO, SAFAR_E_CANCELLED, SAFAR_E_CLOSED, SAFAR_E_NO_MEMORY. The session's thread. Since 0.1. */
SAFAR_API safar_status safar_verify(safar_session *s, safar_buffer **report, safar_error **e);

/** As safar_verify(), and against heads that were kept elsewhere: `expect` is what safar_heads() or a report gave (an object with `heads`, or
 *  the list). A register that ends before one of them, or has another history, is not intact. @param[out] report JSON, to be freed by the caller.
 *  Errors: the input family for `expect`; SAFAR_E_IO, SAFAR_E_CANCELLED, SAFAR_E_CLOSED, SAFAR_E_NO_MEMORY. The session's thread. Since 0.1. */
SAFAR_API safar_status safar_verify_heads(safar_session *s, const char *expect, size_t n, safar_buffer **report, safar_error **e);

/** The signed head of each writer, `{"heads":[{"arrival","link","seq","signature","writer"}],"v":1}`: for a partner to keep. Nothing is verified.
 *  @param[out] json to be freed by the caller. Errors: SAFAR_E_CORRUPT, SAFAR_E_IO, SAFAR_E_CLOSED, SAFAR_E_NO_MEMORY. The session's thread.
 *  Since 0.1. */
SAFAR_API safar_status safar_heads(safar_session *s, safar_buffer **json, safar_error **e);

/** As safar_describe(), but `workflow`, `workflow:project`, ..., `table` and `table:project`, ... are those in force in this register: what it
 *  adopted. @param[out] json to be freed by the caller. Errors: SAFAR_E_UNKNOWN_CODE, SAFAR_E_CLOSED, SAFAR_E_IO, SAFAR_E_NO_MEMORY.
 *  The session's thread. Since 0.1. */
SAFAR_API safar_status safar_session_describe(safar_session *s, const char *what, size_t n, safar_buffer **json, safar_error **e);

/** Copies the register, while others go on working with it, to `path` and its keys to `path` + ".keys". The copy opens read-only with the same
 *  key (`{"read_only":true}`), and is never mistaken for the original. Errors: SAFAR_E_EXISTS, SAFAR_E_IO, SAFAR_E_CLOSED, SAFAR_E_NO_MEMORY.
 *  The session's thread. Since 0.1. */
SAFAR_API safar_status safar_snapshot(safar_session *s, const char *path, size_t n, safar_error **e);

#ifdef __cplusplus
}
#endif
#endif
