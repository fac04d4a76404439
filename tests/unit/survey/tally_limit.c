/* The bound on counters, asked from inside: a tally that reaches it takes 17 GB. */
#include "support.h"
#include "survey/inside.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(tally_limit, units_that_would_be_too_many_counters_take_no_memory)
{
    struct meter meter = {.refuse_from = SIZE_MAX};
    const chiso_allocator allocator = meter_allocator(&meter);
    chiso_tally *tally = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    size_t requests;
    char code[16];

    cr_assert_eq(chiso_tally_new(&allocator, &tally, NULL), CHISO_OK);
    for (uint32_t i = 0; i < CHISO_QUESTION_LIMIT; i++) {
        snprintf(code, sizeof(code), "%u", (unsigned)i);
        cr_assert_eq(chiso_tally_add_question(tally, code, CHISO_OPTION_LIMIT, NULL, NULL),
                     CHISO_OK);
    }
    requests = meter.requests;
    cr_expect(chiso__tally_reserve(tally, CHISO_COUNTER_LIMIT / tally->row + 1, &error) ==
              CHISO_E_RANGE);
    cr_expect(strstr(error.message, "2147483000") != NULL &&
                  strstr(error.message_vi, "2147483000") != NULL,
              "%s", error.message);
    cr_expect(meter.requests == requests && tally->unit_room == 0);
    chiso_tally_free(tally);
    cr_expect(meter.alive == 0);
}

Test(tally_limit, questions_that_would_be_too_many_counters_are_refused)
{
    chiso_tally *tally = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q", 5, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "a", NULL, NULL), CHISO_OK);
    /* As if there were so many already. */
    tally->row = CHISO_COUNTER_LIMIT - 1;
    cr_expect(chiso_tally_add_question(tally, "one more", 2, NULL, &error) == CHISO_E_RANGE);
    cr_expect(strstr(error.message, "2147483000") != NULL, "%s", error.message);
    tally->row = 5;
    cr_expect(chiso_tally_question_count(tally) == 1 && chiso_tally_options(tally, 1) == 0);
    cr_expect(chiso_tally_add_question(tally, "one more", 2, NULL, &error) == CHISO_OK);
    chiso_tally_free(tally);
}
