/* First numbers of many names are those of their streams. */
#include "robustness/philox.h"
#include "support.h"

#include <criterion/criterion.h>

enum { MOST = 200 };

Test(philox_quick, first_numbers_of_many_names_are_those_of_their_streams)
{
    struct random random = {.state = 1};
    uint64_t names[MOST];
    uint64_t numbers[MOST + 1];

    for (size_t count = 0; count <= MOST; count++) {
        const struct chiso__draw draw = {random_next(&random),
                                         random_next(&random) % CHISO_DRAW_LIMIT,
                                         (uint8_t)random_next(&random)};

        for (size_t i = 0; i < count; i++) {
            names[i] = random_next(&random);
        }
        numbers[count] = 7;
        chiso__stream_firsts(draw, names, count, numbers);
        for (size_t i = 0; i < count; i++) {
            struct chiso__stream stream = chiso__stream_of(draw, names[i]);

            cr_assert(numbers[i] == chiso__stream_next(&stream), "%zu of %zu", i, count);
        }
        cr_expect(numbers[count] == 7, "nothing is written behind %zu", count);
    }
}
