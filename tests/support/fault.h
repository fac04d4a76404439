/* Memory that fails: each request in turn, and all behind it. */
#ifndef CHISO_TESTS_FAULT_H
#define CHISO_TESTS_FAULT_H

#include "support.h"

/* What a scenario works with: memory that fails from the nth request after arm() on. */
struct fault {
    struct meter meter;
    chiso_allocator allocator;
    size_t nth;
};

void arm(struct fault *fault);
void disarm(struct fault *fault);

/* Whether a request was refused since arm(); to be asked before disarm(). */
bool was_refused(const struct fault *fault);

/* Runs a scenario with the first request failing, then the second, and so on until none fails. A
 * scenario returns whether one did. */
void fail_each(const char *name, bool (*scenario)(struct fault *fault));

/* A status that a scenario got while armed: memory failed, or (where the call can do without) all
 * is well. */
void expect_memory(const struct fault *fault, chiso_status status, const chiso_error *error);

/* A file into a board that may have units: on failure it is what it was, and then it takes the
 * file. Before may be NULL. */
bool board_read_into(struct fault *fault, const char *criteria, const char *before,
                     const char *text, bool scored);

/* Each way to write a report, of all units or of one: the document is whole, or the call says why
 * not. Returns whether a request was refused. */
bool report_is_written(struct fault *fault, const chiso_report *report, chiso_unit unit);

#endif
