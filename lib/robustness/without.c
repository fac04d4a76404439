/* Leaving each criterion out in turn: by figures where the node is linear, else by scoring a copy
 * in which nobody has it. */
#include "robustness/robustness.h"

#include "robustness/drawing.h"
#include "robustness/seating.h"

#include <string.h>

/* What that works with. */
struct leaving {
    const chiso_robustness *robustness;
    struct chiso__plan plan; /* that of the robustness, of which nothing varies */
    struct chiso__seating seating;
    struct chiso__linear *linear; /* NULL where the node is not */
    struct chiso__drawing drawing;
};

static bool begin_linear(struct leaving *leaving)
{
    const chiso_robustness *robustness = leaving->robustness;

    if (!chiso__seating_is_quick(&leaving->seating)) {
        return true;
    }
    return chiso__linear_new(robustness->board, &leaving->plan, robustness->ranks,
                             &leaving->linear);
}

static chiso_status begin(const chiso_robustness *robustness, struct leaving *leaving,
                          chiso_error *error)
{
    const chiso_board *board = robustness->board;

    *leaving = (struct leaving){.robustness = robustness, .plan = robustness->plan};
    for (int source = 0; source < CHISO__SOURCE_END; source++) {
        leaving->plan.sources[source] = false;
    }
    leaving->plan.share = 0;
    leaving->plan.varied =
        chiso__alloc_zero(&robustness->allocator, board->tree->count, sizeof(bool));
    if (leaving->plan.varied == NULL ||
        !chiso__seating_begin(board, &robustness->rule, &leaving->seating) ||
        !chiso__seating_keep(&leaving->seating, robustness->ranks) || !begin_linear(leaving)) {
        return chiso__fail_memory(error);
    }
    return chiso__drawing_begin(board, &leaving->plan, &leaving->drawing, error);
}

static void end(struct leaving *leaving)
{
    if (leaving->drawing.board != NULL) {
        chiso__drawing_end(&leaving->drawing);
    }
    if (leaving->seating.board != NULL) {
        chiso__seating_end(&leaving->seating);
    }
    chiso__linear_free(leaving->linear);
    chiso__release(&leaving->robustness->allocator, leaving->plan.varied);
}

static chiso_status score_without(struct leaving *leaving, chiso_node node, chiso_error *error)
{
    struct chiso__drawing *drawing = &leaving->drawing;
    chiso_status status = CHISO_OK;

    chiso__drawing_leave_out(drawing, node);
    drawing->scratch->rows.scored = false;
    status = chiso_board_score(drawing->scratch, error);
    if (status == CHISO_OK) {
        chiso__seating_of_board(&leaving->seating, drawing->scratch, leaving->plan.node);
        status = chiso__drawing_put_back(drawing, node, error);
    }
    return status;
}

/* The ranks without a node, in halves by unit, in the seating. */
static chiso_status leave_out(struct leaving *leaving, chiso_node node, chiso_error *error)
{
    /* Who has nothing scored any more has no rank, which figures do not tell. */
    if (leaving->linear != NULL && !leaving->linear->has_missing) {
        chiso__linear_leave_out(leaving->linear, node);
        if (chiso__seating_of_figures(&leaving->seating, leaving->linear)) {
            return CHISO_OK;
        }
    }
    return score_without(leaving, node, error);
}

static chiso_decimal shift_of(const chiso_robustness *robustness, const uint32_t *ranks)
{
    uint64_t distance = 0;
    uint64_t count = 0;

    for (chiso_unit unit = 0; unit < robustness->board->units.count; unit++) {
        const uint32_t was = robustness->ranks[unit];

        if (was > 0 && ranks[unit] > 0) {
            distance += was > ranks[unit] ? was - ranks[unit] : ranks[unit] - was;
            count++;
        }
    }
    return chiso__mean_distance(distance, count);
}

static void tell(const chiso_robustness *robustness, const uint32_t *ranks, chiso_node node,
                 chiso_decimal *out_ranks, chiso_decimal *out_shifts)
{
    const uint32_t count = robustness->board->units.count;

    for (chiso_unit unit = 0; out_ranks != NULL && unit < count; unit++) {
        const uint32_t rank = robustness->ranks[unit] == 0 ? 0 : ranks[unit];

        out_ranks[(size_t)node * count + unit] =
            rank == 0 ? CHISO_ABSENT : (chiso_decimal)rank * (CHISO_DECIMAL_ONE / 2);
    }
    if (out_shifts != NULL) {
        out_shifts[node] = shift_of(robustness, ranks);
    }
}

/* Ranks in halves by node and unit, those as they stand first. */
static chiso_status leave_out_each(const chiso_robustness *robustness, uint32_t *out_ranks,
                                   chiso_error *error)
{
    const size_t size = robustness->board->units.count;
    struct leaving leaving;
    chiso_status status = begin(robustness, &leaving, error);

    if (status == CHISO_OK) {
        memcpy(out_ranks, robustness->ranks, size * sizeof(*out_ranks));
    }
    for (chiso_node node = 1; node < robustness->board->tree->count && status == CHISO_OK; node++) {
        status = leave_out(&leaving, node, error);
        if (status == CHISO_OK) {
            memcpy(out_ranks + node * size, leaving.seating.ranks, size * sizeof(*out_ranks));
        }
    }
    end(&leaving);
    return status;
}

chiso_status chiso_robustness_leave_out(const chiso_robustness *robustness, size_t count,
                                        chiso_decimal *out_ranks, chiso_decimal *out_shifts,
                                        chiso_error *error)
{
    uint32_t *ranks = NULL;
    chiso_status status = CHISO_OK;

    if (robustness == NULL) {
        return chiso__fail_null(error);
    }
    if (!chiso__robustness_is_current(robustness)) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_ROBUSTNESS_STALE, NULL);
    }
    if (count != (size_t)robustness->board->tree->count * robustness->board->units.count) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_DRAWS_ROOM,
                           CHISO__WORDS(chiso__say_count(count),
                                        chiso__say_count(robustness->board->tree->count),
                                        chiso__say_count(robustness->board->units.count)));
    }
    /* All ranks are found before any is given: a call that fails leaves outputs as they are. */
    ranks = chiso__alloc_zero(&robustness->allocator, count, sizeof(*ranks));
    if (ranks == NULL) {
        return chiso__fail_memory(error);
    }
    status = leave_out_each(robustness, ranks, error);
    for (chiso_node node = 0; node < robustness->board->tree->count && status == CHISO_OK; node++) {
        tell(robustness, ranks + (size_t)node * robustness->board->units.count, node, out_ranks,
             out_shifts);
    }
    chiso__release(&robustness->allocator, ranks);
    return status;
}
