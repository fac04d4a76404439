#include "stepped.h"

#include <chiso/step.h>
#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool chance(struct random *random, unsigned percent)
{
    return random_below(random, 100) < percent;
}

/* How many children a drop may take. */
static int droppable(const struct plan *plan, int parent)
{
    int count = 0;

    for (int i = parent + 1; i < plan->count; i++) {
        const struct plan_node *node = &plan->nodes[i];

        count += node->parent == parent && !node->bonus && node->max > 0 && node->weight != 0;
    }
    return count;
}

static void make_drops(struct stepped *stepped, int index, struct random *random)
{
    const struct plan_node *node = &stepped->plan.nodes[index];
    const int count = droppable(&stepped->plan, index);
    const char *end = chance(random, 60) ? "lowest" : "highest";

    if (node->combine > PLAN_MEAN || count < 2 || plan_is_in_bonus(&stepped->plan, index)) {
        return;
    }
    if (chance(random, 60)) {
        (void)snprintf(stepped->drops[index], sizeof(stepped->drops[index]), " drop %s 1%s", end,
                       count > 2 && chance(random, 30) ? " drop highest 1" : "");
    } else {
        (void)snprintf(stepped->drops[index], sizeof(stepped->drops[index]), " keep %s %d", end,
                       1 + (int)random_below(random, (uint64_t)count - 1));
    }
}

static void make_gate(struct stepped *stepped, int index, struct random *random)
{
    const struct plan *plan = &stepped->plan;
    const struct plan_node *node = &plan->nodes[index];
    const bool percent = node->max > 0 && chance(random, 70);
    char *text = stepped->gates[index];

    if (index == 0 || plan->nodes[node->parent].max <= 0 || plan_is_in_bonus(plan, node->parent)) {
        return;
    }
    (void)snprintf(text, sizeof(stepped->gates[index]), "%s %d%s: parent at most %d%s%%",
                   chance(random, 70) ? "below" : "above",
                   (int)random_below(random, percent ? 100 : 5), percent ? "%" : "",
                   (int)random_below(random, 100), chance(random, 30) ? ".99" : "");
}

void stepped_make(struct stepped *stepped, uint64_t seed, const struct plan_taste *taste)
{
    struct random random = {seed + 77};

    memset(stepped, 0, sizeof(*stepped));
    plan_make(&stepped->plan, seed, taste);
    for (int index = 0; index < stepped->plan.count; index++) {
        const struct plan_node *node = &stepped->plan.nodes[index];

        if (chance(&random, 25)) {
            make_gate(stepped, index, &random);
        }
        if (node->leaf) {
            continue;
        }
        if (chance(&random, 45)) {
            make_drops(stepped, index, &random);
        }
        if (chance(&random, 25) && !plan_is_in_bonus(&stepped->plan, index)) {
            (void)snprintf(stepped->needs[index], sizeof(stepped->needs[index]), "%d%%",
                           20 + (int)random_below(&random, 60));
        }
        if (chance(&random, 25) && node->max >= 0) {
            const chiso_decimal floor = chance(&random, 50) ? 0 : node->max / 3;

            (void)snprintf(stepped->floors[index], sizeof(stepped->floors[index]),
                           "%" PRId64 ".%06" PRId64, floor / 1000000, floor % 1000000);
        }
    }
}

/* Puts the steps into a row of the plan's criteria: code, parent, max, min, weight, combine, then
 * the rest. */
static void add_steps(const struct stepped *stepped, int index, const char *row, struct buffer *out)
{
    for (int column = 0; column < 6; column++) {
        const size_t size = strcspn(row, ",");

        if (column > 0) {
            buffer_print(out, ",");
        }
        if (column == 3 && stepped->floors[index][0] != '\0') {
            buffer_print(out, "%s", stepped->floors[index]);
        } else {
            buffer_add(out, row, size);
        }
        if (column == 5) {
            buffer_print(out, "%s", stepped->drops[index]);
        }
        row += size + (column < 5);
    }
    buffer_add(out, row, strcspn(row, "\n"));
    buffer_print(out, ",%s,%s\n", stepped->needs[index], stepped->gates[index]);
}

char *stepped_criteria(const struct stepped *stepped)
{
    struct buffer out = {0};
    char *plain = plan_criteria(&stepped->plan, NULL);
    const char *row = plain + strcspn(plain, "\n");

    buffer_add(&out, plain, (size_t)(row - plain));
    buffer_print(&out, ",needs,gate\n");
    for (int index = 0; index < stepped->plan.count; index++) {
        row++;
        add_steps(stepped, index, row, &out);
        row += strcspn(row, "\n");
    }
    free(plain);
    return out.bytes;
}

chiso_board *stepped_board(const struct stepped *stepped, const chiso_decimal *cells,
                           uint32_t units)
{
    const struct plan *plan = &stepped->plan;
    char *criteria = stepped_criteria(stepped);
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = NULL;
    chiso_decimal *column = calloc(units, sizeof(*column));

    cr_assert(column != NULL && chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK);
    for (uint32_t unit = 0; unit < units; unit++) {
        cr_assert(chiso_board_add_unit(board, plan_unit(unit), NULL, NULL, NULL, NULL) == CHISO_OK);
    }
    for (int index = 0; index < plan->count; index++) {
        if (plan->nodes[index].leaf) {
            for (uint32_t unit = 0; unit < units; unit++) {
                column[unit] = cells[(size_t)unit * (size_t)plan->count + (size_t)index];
            }
            cr_assert(chiso_board_set_column(board, support_node(tree, plan->nodes[index].code),
                                             column, units, NULL) == CHISO_OK);
        }
    }
    chiso_tree_free(tree);
    free(column);
    free(criteria);
    return board;
}

/* A result within what applies, which is at least what it has now. */
static void set_one(const struct stepped *stepped, const chiso_board *plain, chiso_board *board,
                    struct random *random, chiso_unit unit, int index)
{
    chiso_result result;
    char text[32];
    chiso_decimal points = 0;
    const chiso_node node = support_node(chiso_board_tree(board), stepped->plan.nodes[index].code);
    const chiso_decimal floor =
        stepped->floors[index][0] == '\0' ? 0 : decimal(stepped->floors[index]);

    cr_assert(chiso_board_result(plain, unit, node, &result) == CHISO_OK);
    if (result.max == CHISO_ABSENT || result.max < floor ||
        plan_is_in_bonus(&stepped->plan, index)) {
        return;
    }
    /* A max that has more places is shown rounded. */
    points = (result.max - floor) / 8 * (chiso_decimal)random_below(random, 8) + floor;
    (void)snprintf(text, sizeof(text), "%" PRId64 ".%06" PRId64, points / 1000000,
                   points % 1000000);
    cr_assert(chiso_board_set_result(board, unit, node, text, "appeal, line 4", NULL) == CHISO_OK);
    if (chiso_board_score(board, NULL) != CHISO_OK) {
        /* What is missing may be kept where something of a greater max is dropped. */
        cr_assert(chiso_board_set_result(board, unit, node, "", NULL, NULL) == CHISO_OK &&
                  chiso_board_set_note(board, unit, node, "", "", NULL) == CHISO_OK);
    }
}

/* Whether a board is scored; that it is not is said with the unit, the criterion and the number. */
static bool is_scored(const struct plan *plan, chiso_board *board)
{
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status = chiso_board_score(board, &error);

    if (status == CHISO_E_RANGE && error.unit[0] != '\0' && error.criterion[0] != '\0' &&
        strstr(error.message, "9200000000000") != NULL && error.message_vi[0] != '\0') {
        return false;
    }
    cr_assert(status == CHISO_OK, "seed %" PRIu64 ": %s", plan->seed, error.message);
    return true;
}

bool stepped_set(const struct stepped *stepped, chiso_board *board, struct random *random,
                 unsigned percent)
{
    const struct plan *plan = &stepped->plan;
    chiso_board *plain = NULL;

    if (!is_scored(plan, board)) {
        return false;
    }
    cr_assert(chiso_board_copy(board, NULL, &plain, NULL) == CHISO_OK);
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        bool below[PLAN_NODES] = {false};

        for (int index = 0; index < plan->count; index++) {
            const struct plan_node *node = &plan->nodes[index];

            below[index] = node->parent >= 0 && below[node->parent];
            if (!node->leaf && !below[index] && chance(random, percent)) {
                set_one(stepped, plain, board, random, unit, index);
                below[index] = true;
            }
        }
    }
    chiso_board_free(plain);
    return is_scored(plan, board);
}
