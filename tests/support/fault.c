#include "fault.h"

#include <criterion/criterion.h>

void arm(struct fault *fault)
{
    fault->meter.refuse_from = fault->meter.requests + fault->nth;
}

void disarm(struct fault *fault)
{
    fault->meter.refuse_from = SIZE_MAX;
}

bool was_refused(const struct fault *fault)
{
    return fault->meter.requests > fault->meter.refuse_from;
}

void fail_each(const char *name, bool (*scenario)(struct fault *fault))
{
    bool refused = true;

    for (size_t nth = 0; refused; nth++) {
        struct fault fault = {.meter = {.refuse_from = SIZE_MAX}, .nth = nth};

        cr_assert(nth < 20000, "%s never ends", name);
        fault.allocator = meter_allocator(&fault.meter);
        refused = scenario(&fault);
        cr_expect(fault.meter.alive == 0, "%s, request %zu: %zu blocks are alive", name, nth, fault.meter.alive);
    }
}

void expect_memory(const struct fault *fault, chiso_status status, const chiso_error *error)
{
    cr_expect(status == CHISO_OK || status == CHISO_E_MEMORY, "request %zu: %s, %s", fault->nth, chiso_status_name(status), error->message);
    cr_expect(was_refused(fault) || status == CHISO_OK, "request %zu: %s although none was refused", fault->nth, chiso_status_name(status));
    if (status != CHISO_OK) {
        cr_expect(error->status == status && error->message[0] != '\0' && error->message_vi[0] != '\0', "request %zu: no message",
                  fault->nth);
    }
}
