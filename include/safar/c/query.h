#ifndef SAFAR_C_QUERY_H
#define SAFAR_C_QUERY_H
/** @file Questions to a register: views as JSON or as Arrow. */
#include <safar/c/arrow.h>
#include <safar/c/session.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Answers a query in its closed JSON form:
 *  `{"v":1,"from":"cases","where":[["site","in",["ML-BKO-1"]]],"select":[..],"group":[..],"valid_on":"2019-01-18",
 *  "known_on":"2019-01-05","after":cursor,"limit":500}`; "views" of safar_describe() lists views and columns.
 *  What this role and purpose may not read comes masked, and `masked` counts it. A query writes nothing.
 *  @param[out] json `{"v":1,"from":..,"rows":[..],"next":..,"masked":n}`, to be freed by the caller.
 *  Errors: the input family with a pointer; SAFAR_E_NOT_PERMITTED, SAFAR_E_CANCELLED, SAFAR_E_IO, SAFAR_E_CLOSED, SAFAR_E_NO_MEMORY.
 *  The session's thread. Since 0.1. */
SAFAR_API safar_status safar_query(safar_session *s, const char *query, size_t n, safar_buffer **json, safar_error **e);

/** The same as columns. `*out` needs no initialisation, is written on success only, and is then the caller's to release by its own
 *  `release` member. It owns its rows: it may be consumed after the session and the register are closed, and in any one thread.
 *  Its callbacks return an errno value and never throw. Errors: as safar_query(). The session's thread. Since 0.1. */
SAFAR_API safar_status safar_query_arrow(safar_session *s, const char *query, size_t n, struct ArrowArrayStream *out, safar_error **e);

#ifdef __cplusplus
}
#endif
#endif
