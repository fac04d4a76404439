/* What the rows of a text about several periods are of: units by rank or as they come, or all
 * criteria of any period. */
#include "periods_rows.h"

#include <stdlib.h>

static int compare_subjects(const void *a, const void *b)
{
    const struct subject *const one = a;
    const struct subject *const other = b;

    if (one->section != other->section) {
        return one->section < other->section ? -1 : 1;
    }
    if (one->rank != other->rank) {
        return one->rank < other->rank ? -1 : 1;
    }
    return one->at < other->at ? -1 : 1;
}

/* The units, in the order that is asked for. */
static chiso_status list_units(const struct job *job, struct subject **out_list, size_t *out_count,
                               chiso_error *error)
{
    const struct options *const options = job->options;
    const bool by_rank = !options->has_order || options->order == CHISO_ORDER_RANK;
    const char *const code = options->criterion == NULL ? "" : options->criterion;
    const uint32_t count = chiso_series_unit_count(job->series);
    chiso_series_unit *const units = calloc((size_t)count + 1, sizeof(*units));
    struct subject *const list = calloc((size_t)count + 1, sizeof(*list));
    chiso_status status = units == NULL || list == NULL
                              ? CHISO_E_MEMORY
                              : chiso_series_units(job->series, count, units, error);

    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        chiso_unit unit = CHISO_NO_UNIT;
        chiso_series_point last;
        const bool is_there = chiso_board_find_unit(job->board, units[i].code, &unit) == CHISO_OK;

        status = chiso_series_at(job->series, chiso_series_count(job->series) - 1, units[i].code,
                                 code, &last);
        list[i] = (struct subject){.unit = units[i].code,
                                   .code = code,
                                   .title = units[i].name,
                                   .block = units[i].block,
                                   .section = UINT32_MAX,
                                   .rank = UINT32_MAX,
                                   .at = i};
        if (by_rank && is_there) {
            list[i].section =
                options->scope == CHISO_SCOPE_OVERALL ? 0 : chiso_unit_block(job->board, unit);
        }
        if (by_rank && status == CHISO_OK && last.place.rank > 0) {
            list[i].rank = last.place.rank * 2 + (last.place.half ? 1 : 0);
        }
    }
    free(units);
    if (status != CHISO_OK) {
        free(list);
        return status;
    }
    qsort(list, count, sizeof(*list), compare_subjects);
    *out_list = list;
    *out_count = count;
    return CHISO_OK;
}

/* Whether a period behind one has a criterion. */
static bool is_in_later(const struct job *job, uint32_t period, const char *code)
{
    chiso_node node = CHISO_NO_NODE;
    bool is_there = false;

    for (uint32_t i = period + 1; i < chiso_series_count(job->series); i++) {
        is_there = is_there || chiso_tree_find(chiso_board_tree(chiso_series_board(job->series, i)),
                                               code, &node) == CHISO_OK;
    }
    return is_there;
}

/* The criteria of a unit: of the last period in its order, then those that only earlier ones have.
 */
static chiso_status list_nodes(const struct job *job, struct subject **out_list, size_t *out_count)
{
    enum { STEP = 2, DEEPEST = 12 };
    const char *const only = job->options->criterion;
    size_t room = 1;
    struct subject *list = NULL;

    for (uint32_t i = 0; i < chiso_series_count(job->series); i++) {
        room += chiso_tree_node_count(chiso_board_tree(chiso_series_board(job->series, i)));
    }
    list = calloc(room, sizeof(*list));
    if (list == NULL) {
        return CHISO_E_MEMORY;
    }
    *out_count = 0;
    for (uint32_t period = chiso_series_count(job->series); period-- > 0;) {
        const chiso_tree *const tree = chiso_board_tree(chiso_series_board(job->series, period));

        for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
             node = chiso_node_next(tree, node)) {
            const char *const code = chiso_node_code(tree, node);
            const size_t depth = chiso_node_depth(tree, node);
            chiso_node asked = node;

            if ((only != NULL &&
                 (chiso_tree_find(tree, only, &asked) != CHISO_OK || asked != node)) ||
                is_in_later(job, period, code)) {
                continue;
            }
            list[(*out_count)++] =
                (struct subject){.unit = job->options->unit,
                                 .code = code,
                                 .title = node == CHISO_ROOT ? "" : chiso_node_title(tree, node),
                                 .indent = only != NULL || depth < 2      ? 0
                                           : (depth - 1) * STEP < DEEPEST ? (depth - 1) * STEP
                                                                          : DEEPEST,
                                 .is_leaf = chiso_node_is_leaf(tree, node)};
        }
    }
    *out_list = list;
    return CHISO_OK;
}

chiso_status periods_rows(const struct job *job, struct subject **out_rows, size_t *out_count,
                          chiso_error *error)
{
    return job->options->unit != NULL ? list_nodes(job, out_rows, out_count)
                                      : list_units(job, out_rows, out_count, error);
}
