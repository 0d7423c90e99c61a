#ifndef SAFAR_C_KERNEL_H
#define SAFAR_C_KERNEL_H
/** @file Kernels: columns in, columns out, no register. For hosts that have the data already: DuckDB, Spark, a notebook. */
#include <safar/c/arrow.h>
#include <safar/c/session.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A kernel with its configuration. Immutable: any number of threads may run it at once. Since 0.1. */
typedef struct safar_kernel safar_kernel;

/** Makes a kernel by its name ("kernels" of safar_describe() lists them) with a configuration as JSON ("schema:kernel:<name>"), (NULL, 0) for none.
 *  @param[out] out to be freed by the caller with safar_kernel_free().
 *  Errors: SAFAR_E_UNKNOWN_CODE (no such kernel), SAFAR_E_LINT (a document in the configuration cannot be loaded), the input family with a
 *  pointer, SAFAR_E_NO_MEMORY. Any thread. Since 0.1. */
SAFAR_API safar_status safar_kernel_create(const char *name, size_t nn, const char *config, size_t n, safar_kernel **out, safar_error **e);

/** Takes the stream `in` over: its `release` is NULL afterwards, whatever the outcome. Gives a stream that works as it is asked for batches, in
 *  whatever one thread asks, and that needs neither the kernel nor `in` any more. `*out` needs no initialisation, is written on success
 *  only, and is then the caller's to release by its own `release` member. A row that cannot be taken is a row of the output that says so.
 *  @param p called by whatever thread asks for batches, until the stream is released; NULL for none. Non-zero ends the stream with ECANCELED.
 *  @param user goes to `p`; it must live as long as the stream.
 *  Errors: SAFAR_E_WRONG_TYPE, SAFAR_E_PARSE, SAFAR_E_IO and the like for what the beginning of the input shows; what comes later ends the stream
 *  with an errno value and its get_last_error. SAFAR_E_CANCELLED, SAFAR_E_INVALID_ARGUMENT, SAFAR_E_NO_MEMORY. Any thread. Since 0.1. */
SAFAR_API safar_status safar_kernel_run(const safar_kernel *k, struct ArrowArrayStream *in, struct ArrowArrayStream *out, safar_progress p, void *user, safar_error **e);

/** Frees a kernel; NULL is allowed. Its streams live on. Not while it runs. Since 0.1. */
SAFAR_API void safar_kernel_free(safar_kernel *k);

#ifdef __cplusplus
}
#endif
#endif
