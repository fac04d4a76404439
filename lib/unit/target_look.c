/* A run of equals, as the unit of a target would stand in it. */
#include "unit/target_inside.h"

bool chiso__line_reserve(struct chiso__line *line, uint32_t widest)
{
    const chiso_allocator *allocator = &line->board->allocator;

    line->equals = chiso__alloc(allocator, widest, sizeof(*line->equals));
    line->splits = chiso__alloc(allocator, widest, sizeof(*line->splits));
    line->scratch = chiso__alloc(allocator, widest, sizeof(*line->scratch));
    return line->equals != NULL && line->splits != NULL && line->scratch != NULL;
}

/* Puts the unit among equals, which stand as they do on the board, if it is not there. Returns how
 * many they are. */
static uint32_t join(const struct chiso__line *line, const chiso_unit *rivals, uint32_t size,
                     chiso_unit *equals)
{
    uint32_t count = 0;
    uint32_t at = 0;

    while (at < size && rivals[at] < line->unit) {
        equals[count++] = rivals[at++];
    }
    equals[count++] = line->unit;
    for (; at < size; at++) {
        if (rivals[at] != line->unit) {
            equals[count++] = rivals[at];
        }
    }
    return count;
}

static uint32_t count_begins(const uint64_t *begins, uint32_t count)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < count; i++) {
        found += begins[i] != 0;
    }
    return found;
}

uint32_t chiso__line_look(const struct chiso__line *line, const chiso_unit *rivals, uint32_t size,
                          struct chiso__line_run *run)
{
    const uint32_t count = join(line, rivals, size, line->equals);
    uint32_t at = 0;
    uint32_t first = 0;
    uint32_t end = 0;

    for (uint32_t i = 0; i < count; i++) {
        line->splits[i] = i == 0;
    }
    chiso__break_ties(&line->source, &line->rule, line->equals, count, line->scratch, line->splits);
    while (line->equals[at] != line->unit) {
        at++;
    }
    first = at;
    while (line->splits[first] == 0) {
        first--;
    }
    end = at + 1;
    while (end < count && line->splits[end] == 0) {
        end++;
    }
    run->before = first;
    run->before_distinct = count_begins(line->splits, first);
    run->same = end - first - 1;
    run->same_before = at - first;
    return count_begins(line->splits, count);
}
