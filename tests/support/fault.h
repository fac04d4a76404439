/* What the fault programs share: memory that fails from one request on, each request of a scenario in turn. */
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

/* Runs a scenario with the first request failing, then the second, and so on until none fails. A scenario returns whether one did. */
void fail_each(const char *name, bool (*scenario)(struct fault *fault));

/* A status that a scenario got while armed: memory failed, or (where the call can do without) all is well. */
void expect_memory(const struct fault *fault, chiso_status status, const chiso_error *error);

#endif
