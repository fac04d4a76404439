/* A unit's ledger, target, what-if, explanation and bridges, as members of its document. */
#include "report/inside.h"

#include <stddef.h>

#include <chiso/bridge.h>

#include "report/inside.h"
#include "score/result.h"
#include "text/json.h"
#include "text/word.h"
#include "unit/explain.h"
#include "unit/what_if.h"

/* A decimal of a struct, and its name. */
struct figure {
    const char *name;
    size_t offset;
};

static void put_figures(struct chiso__output *output, const void *from,
                        const struct figure *figures, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const chiso_decimal *const figure =
            (const chiso_decimal *)(const void *)((const char *)from + figures[i].offset);

        chiso__member_decimal(output, figures[i].name, *figure, -1);
    }
}

#define PUT_FIGURES(output, from, figures)                                                         \
    put_figures(output, from, figures, sizeof(figures) / sizeof((figures)[0]))

static void put_node_code(struct chiso__output *output, bool first, const char *name,
                          const chiso_board *board, chiso_node node)
{
    chiso__member_text(output, first, name, chiso_node_code(board->tree, node));
}

static void put_entries(struct chiso__output *output, const chiso_board *board,
                        const chiso_ledger_entry *entries, uint32_t count)
{
    static const struct figure figures[] = {
        {"achieved", offsetof(chiso_ledger_entry, achieved)},
        {"max", offsetof(chiso_ledger_entry, max)},
        {"lost", offsetof(chiso_ledger_entry, lost)},
        {"best", offsetof(chiso_ledger_entry, best)},
        {"mean", offsetof(chiso_ledger_entry, mean)},
        {"median", offsetof(chiso_ledger_entry, median)},
        {"to_best", offsetof(chiso_ledger_entry, to_best)},
        {"to_max", offsetof(chiso_ledger_entry, to_max)},
    };

    for (uint32_t i = 0; i < count; i++) {
        const chiso_ledger_entry *const entry = &entries[i];

        chiso__put_text(output, i == 0 ? "\n        { " : ",\n        { ");
        put_node_code(output, true, "leaf", board, entry->leaf);
        chiso__member_text(output, false, "state", chiso_word(CHISO_WORDS_STATE, entry->state));
        PUT_FIGURES(output, entry, figures);
        chiso__member_count(output, "units", entry->units);
        chiso__member(output, false, "best_unit");
        if (entry->best_unit == CHISO_NO_UNIT) {
            chiso__put_text(output, "null");
        } else {
            chiso__put_json(output, chiso_unit_code(board, entry->best_unit));
        }
        chiso__member_count(output, "best_shared", entry->best_shared);
        chiso__put_text(output, " }");
    }
}

/* What results that were set, gates, floors and drops cost, where there are any. */
static void put_ledger_steps(struct chiso__output *output, const chiso_board *board,
                             const struct chiso__ledger_figures *written)
{
    chiso__member_decimal(output, "step_points", written->total.steps, -1);
    chiso__put_text(output, ",\n      \"steps\": [");
    for (uint32_t i = 0; i < written->step_count; i++) {
        const chiso_ledger_step *step = &written->steps[i];

        chiso__put_text(output, i == 0 ? "\n        { " : ",\n        { ");
        chiso__member_text(output, true, "kind", chiso_word(CHISO_WORDS_STEP_KIND, step->kind));
        put_node_code(output, false, "node", board, step->node);
        if (step->by != CHISO_NO_NODE) {
            put_node_code(output, false, "by", board, step->by);
        }
        chiso__member_decimal(output, "cost", step->cost, -1);
        chiso__put_text(output, " }");
    }
    chiso__put_text(output, "\n      ]");
}

static void put_ledger(struct chiso__output *output, const chiso_ledger *ledger)
{
    static const struct figure figures[] = {
        {"achieved", offsetof(chiso_ledger_total, achieved)},
        {"max", offsetof(chiso_ledger_total, max)},
        {"lost", offsetof(chiso_ledger_total, lost)},
        {"leaves", offsetof(chiso_ledger_total, leaves)},
        {"bonus_points", offsetof(chiso_ledger_total, bonuses)},
        {"rest", offsetof(chiso_ledger_total, rest)},
    };
    const struct chiso__about about = chiso__ledger_about(ledger);
    const struct chiso__ledger_figures *const written = chiso__ledger_written(ledger);

    chiso__put_text(output, ",\n      \"ledger\": { ");
    put_node_code(output, true, "node", about.board, about.node);
    PUT_FIGURES(output, &written->total, figures);
    chiso__put_text(output, ",\n      \"entries\": [");
    put_entries(output, about.board, written->entries, written->count);
    chiso__put_text(output, "\n      ],\n      \"bonuses\": [");
    put_entries(output, about.board, written->entries + written->count, written->bonus_count);
    chiso__put_text(output, "\n      ]");
    if (written->step_count > 0) {
        put_ledger_steps(output, about.board, written);
    }
    chiso__put_text(output, " }");
}

static void put_plan(struct chiso__output *output, const chiso_board *board,
                     const chiso_target_step *steps, uint32_t count)
{
    static const struct figure figures[] = {
        {"from", offsetof(chiso_target_step, from)},
        {"to", offsetof(chiso_target_step, to)},
        {"gain", offsetof(chiso_target_step, gain)},
        {"effort", offsetof(chiso_target_step, effort)},
    };

    chiso__put_text(output, ",\n      \"plan\": [");
    for (uint32_t i = 0; i < count; i++) {
        chiso__put_text(output, i == 0 ? "\n        { " : ",\n        { ");
        put_node_code(output, true, "leaf", board, steps[i].leaf);
        PUT_FIGURES(output, &steps[i], figures);
        chiso__put_text(output, " }");
    }
    chiso__put_text(output, "\n      ] }");
}

static chiso_status put_target(struct chiso__output *output, const chiso_target *target)
{
    static const struct figure figures[] = {
        {"achieved", offsetof(chiso_target_figures, achieved)},
        {"max", offsetof(chiso_target_figures, max)},
        {"least", offsetof(chiso_target_figures, least)},
        {"distance", offsetof(chiso_target_figures, distance)},
        {"distance_percent", offsetof(chiso_target_figures, distance_percent)},
        {"needed", offsetof(chiso_target_figures, needed)},
        {"most", offsetof(chiso_target_figures, most)},
        {"short_by", offsetof(chiso_target_figures, short_by)},
        {"short_by_percent", offsetof(chiso_target_figures, short_by_percent)},
        {"planned", offsetof(chiso_target_figures, planned)},
        {"effort", offsetof(chiso_target_figures, effort)},
        {"rank_margin", offsetof(chiso_target_figures, rank_margin)},
        {"band_margin", offsetof(chiso_target_figures, band_margin)},
    };
    const struct chiso__about about = chiso__target_about(target);
    const chiso_target_step *steps = NULL;
    chiso_target_figures result;
    uint32_t count = 0;
    chiso_status status = chiso_target_result(target, &result);

    if (status != CHISO_OK) {
        return status;
    }
    chiso__put_text(output, ",\n      \"target\": { ");
    put_node_code(output, true, "node", about.board, about.node);
    chiso__member_text(output, false, "goal", chiso_target_text(target));
    chiso__member_text(output, false, "outcome", chiso_word(CHISO_WORDS_OUTCOME, result.outcome));
    chiso__member_text(output, false, "exactness",
                       chiso_word(CHISO_WORDS_EXACTNESS, result.exactness));
    PUT_FIGURES(output, &result, figures);
    chiso__member_place(output, result.place);
    chiso__put_target_obstacle(output, about.board->tree, target);
    if (result.outcome == CHISO_OUTCOME_OUT_OF_REACH) {
        chiso__put_text(output, ", \"plan\": null }");
        return CHISO_OK;
    }
    status = chiso_target_plan(target, &steps, &count, NULL);
    if (status == CHISO_OK) {
        put_plan(output, about.board, steps, count);
    }
    return status;
}

static void put_standing(struct chiso__output *output, const chiso_report *report,
                         const chiso_standing *standing)
{
    chiso__member_text(output, false, "state",
                       chiso_word(CHISO_WORDS_STATE, standing->result.state));
    chiso__member_decimal(output, "achieved", standing->result.achieved, -1);
    chiso__member_decimal(output, "max", standing->result.max, -1);
    chiso__member_decimal(output, "percent", standing->result.percent,
                          chiso__report_digits(report));
    chiso__member_place(output, standing->place);
    chiso__member_band(output, report, standing->band);
}

/* A place may be shared by others than before, or be out of more: that moves nobody. */
static bool is_same_rank(chiso_place a, chiso_place b)
{
    return a.rank == b.rank && a.half == b.half;
}

static bool is_same_place(chiso_place a, chiso_place b)
{
    return is_same_rank(a, b) && a.out_of == b.out_of && a.tied == b.tied;
}

static bool is_same(const chiso_standing *a, const chiso_standing *b)
{
    return a->result.state == b->result.state && a->result.achieved == b->result.achieved &&
           a->result.max == b->result.max && a->result.percent == b->result.percent &&
           is_same_place(a->place, b->place);
}

/* Where a node of a unit stands, and where it would. */
static chiso_status find_standings(const chiso_report *report, chiso_what_if *what_if,
                                   chiso_unit unit, chiso_node node, chiso_standing *now,
                                   chiso_standing *then)
{
    const chiso_status status = chiso__written_standing(report, unit, node, now);

    return status == CHISO_OK ? chiso_what_if_standing(what_if, unit, node, report->bands, then)
                              : status;
}

static chiso_status put_trial_nodes(struct chiso__output *output, const chiso_report *report,
                                    chiso_what_if *what_if, chiso_unit unit)
{
    const chiso_tree *const tree = report->board->tree;
    chiso_status status = CHISO_OK;
    bool first = true;

    for (uint32_t i = 1; i < tree->count && status == CHISO_OK; i++) {
        chiso_standing now;
        chiso_standing then;

        status = find_standings(report, what_if, unit, tree->order[i], &now, &then);
        if (status != CHISO_OK || is_same(&now, &then)) {
            continue;
        }
        chiso__put_text(output, first ? "\n        { " : ",\n        { ");
        put_node_code(output, true, "code", report->board, tree->order[i]);
        put_standing(output, report, &then);
        chiso__put_text(output, " }");
        first = false;
    }
    return status;
}

static chiso_status put_moved(struct chiso__output *output, const chiso_report *report,
                              chiso_what_if *what_if, chiso_unit about)
{
    const chiso_board *const board = report->board;
    chiso_status status = CHISO_OK;
    bool first = true;

    for (chiso_unit unit = 0; unit < board->units.count && status == CHISO_OK; unit++) {
        chiso_standing now;
        chiso_standing then;

        status = find_standings(report, what_if, unit, CHISO_ROOT, &now, &then);
        if (status != CHISO_OK || unit == about || is_same_rank(now.place, then.place)) {
            continue;
        }
        chiso__put_text(output, first ? "\n        { " : ",\n        { ");
        chiso__member_text(output, true, "unit", chiso_unit_code(board, unit));
        put_standing(output, report, &then);
        chiso__put_text(output, " }");
        first = false;
    }
    return status;
}

static chiso_status put_what_if(struct chiso__output *output, const chiso_report *report,
                                chiso_what_if *what_if, chiso_unit unit)
{
    chiso_standing then;
    chiso_status status = chiso_what_if_standing(what_if, unit, CHISO_ROOT, report->bands, &then);

    if (status != CHISO_OK) {
        return status;
    }
    chiso__put_text(output, ",\n      \"what_if\": { \"changes\": ");
    chiso__put_count(output, chiso_what_if_change_count(what_if));
    put_standing(output, report, &then);
    chiso__put_text(output, ",\n      \"nodes\": [");
    status = put_trial_nodes(output, report, what_if, unit);
    chiso__put_text(output, "\n      ],\n      \"moved\": [");
    if (status == CHISO_OK) {
        status = put_moved(output, report, what_if, unit);
    }
    chiso__put_text(output, "\n      ]");
    if (status == CHISO_OK && chiso_board_has_steps(report->board, unit)) {
        status = chiso__put_obstacles(output, report->board, what_if, unit);
    }
    chiso__put_text(output, " }");
    return status;
}

static void put_step(struct chiso__output *output, const chiso_board *board, const chiso_step *step)
{
    static const struct figure figures[] = {
        {"contribution", offsetof(chiso_step, contribution)},
        {"achieved", offsetof(chiso_step, achieved)},
        {"max", offsetof(chiso_step, max)},
        {"min", offsetof(chiso_step, min)},
        {"weight", offsetof(chiso_step, weight)},
        {"from", offsetof(chiso_step, from)},
        {"to", offsetof(chiso_step, to)},
    };

    chiso__member_text(output, true, "kind", chiso_word(CHISO_WORDS_STEP_KIND, step->kind));
    put_node_code(output, false, "node", board, step->node);
    chiso__member_count(output, "depth", step->depth);
    chiso__member(output, false, "parent");
    if (step->parent == CHISO_NO_STEP) {
        chiso__put_text(output, "null");
    } else {
        chiso__put_count(output, step->parent);
    }
    chiso__member_text(output, false, "part", chiso_word(CHISO_WORDS_PART, step->part));
    chiso__member_text(output, false, "state", chiso_word(CHISO_WORDS_STATE, step->state));
    PUT_FIGURES(output, step, figures);
    chiso__member_decimal(output, "percent", step->percent,
                          step->percent == CHISO_ABSENT ? -1 : board->tree->digits);
    chiso__member_text(output, false, "rule", step->rule);
    chiso__member_text(output, false, "value", step->value);
    if (step->left_out > 0) {
        chiso__member_decimal(output, "left_out", step->left_out, -1);
    }
    if (step->peers.count > 0) {
        chiso__put_text(output, ", \"peers\": { \"count\": ");
        chiso__put_count(output, step->peers.count);
        chiso__member_decimal(output, "lowest", step->peers.lowest, -1);
        chiso__member_decimal(output, "highest", step->peers.highest, -1);
        chiso__put_text(output, " }");
    }
    if (step->raters.count > 0) {
        chiso__member_raters(output, &step->raters);
    }
    chiso__member_count(output, "digits", step->digits);
    chiso__member_flag(output, "bonus", step->is_bonus != 0);
    if (step->is_imputed != 0) {
        chiso__member_flag(output, "imputed", true);
    }
    if (step->kind == CHISO_STEP_TREATED) {
        chiso__member_count(output, "changed", step->changed);
    }
}

static chiso_status put_explanation(struct chiso__output *output,
                                    const chiso_explanation *explanation)
{
    chiso_status status = CHISO_OK;

    chiso__put_text(output, ",\n      \"explanation\": { \"steps\": [");
    for (uint32_t i = 0; i < explanation->count && status == CHISO_OK; i++) {
        chiso_step step;

        status = chiso_explanation_step(explanation, i, &step);
        if (status == CHISO_OK) {
            chiso__put_text(output, i == 0 ? "\n        { " : ",\n        { ");
            put_step(output, explanation->board, &step);
            chiso__put_text(output, " }");
        }
    }
    chiso__put_text(output, "\n      ]");
    chiso__member_flag(output, "scored",
                       chiso__is_row_scored(&explanation->board->rows, explanation->unit));
    chiso__put_text(output, " }");
    return status;
}

/* Whether a unit has no bridge, which is no failure. */
static bool has_none(chiso_status status)
{
    return status == CHISO_E_UNIT || status == CHISO_E_NODE || status == CHISO_E_EMPTY;
}

static chiso_status put_bridge(struct chiso__output *output, const chiso_comparison *comparison,
                               chiso_unit unit)
{
    static const struct figure parts[] = {
        {"performance", offsetof(chiso_bridge, performance)},
        {"maxima", offsetof(chiso_bridge, maxima)},
        {"added", offsetof(chiso_bridge, added)},
        {"dropped", offsetof(chiso_bridge, dropped)},
        {"not_applicable", offsetof(chiso_bridge, not_applicable)},
    };
    static const struct figure likes[] = {
        {"like_max", offsetof(chiso_bridge, like_max)},
        {"like_now", offsetof(chiso_bridge, like_now)},
        {"like_before", offsetof(chiso_bridge, like_before)},
        {"like_change", offsetof(chiso_bridge, like_change)},
    };
    static const struct figure sets[] = {{"set", offsetof(chiso_bridge, set)}};
    chiso_bridge bridge;
    uint32_t now = 0;
    uint32_t before = 0;
    chiso_status status = chiso_comparison_set_nodes(comparison, unit, false, 0, NULL, &now);

    if (status == CHISO_OK) {
        status = chiso_comparison_set_nodes(comparison, unit, true, 0, NULL, &before);
    }
    if (status == CHISO_OK) {
        status = chiso_comparison_bridge(comparison, unit, CHISO_ROOT, &bridge, NULL);
    }
    if (status != CHISO_OK) {
        chiso__put_text(output, ",\n      \"bridge\": null");
        return has_none(status) ? CHISO_OK : status;
    }
    chiso__put_text(output, ",\n      \"bridge\": { ");
    chiso__member(output, true, "change");
    chiso__put_decimal(output, bridge.change, -1, "null");
    PUT_FIGURES(output, &bridge, parts);
    if (now + before > 0) {
        PUT_FIGURES(output, &bridge, sets);
    }
    chiso__member_count(output, "common", bridge.common);
    chiso__member_count(output, "like_leaves", bridge.like_leaves);
    PUT_FIGURES(output, &bridge, likes);
    chiso__put_text(output, " }");
    return CHISO_OK;
}

static chiso_status put_rank_bridge(struct chiso__output *output,
                                    const chiso_comparison *comparison, chiso_unit unit)
{
    static const struct figure parts[] = {
        {"own", offsetof(chiso_rank_bridge, own)},
        {"others", offsetof(chiso_rank_bridge, others)},
        {"place", offsetof(chiso_rank_bridge, place)},
    };
    chiso_rank_bridge bridge;
    const chiso_status status =
        chiso_comparison_rank_bridge(comparison, unit, CHISO_ROOT, &bridge, NULL);

    if (status != CHISO_OK) {
        chiso__put_text(output, ",\n      \"rank_bridge\": null");
        return has_none(status) ? CHISO_OK : status;
    }
    chiso__put_text(output, ",\n      \"rank_bridge\": { ");
    chiso__member(output, true, "change");
    chiso__put_decimal(output, bridge.change, -1, "null");
    PUT_FIGURES(output, &bridge, parts);
    chiso__put_text(output, " }");
    return CHISO_OK;
}

chiso_status chiso__put_detail(struct chiso__output *output, const chiso_report *report,
                               chiso_unit unit, const chiso_detail *detail)
{
    chiso_status status = CHISO_OK;

    if (detail->ledger != NULL) {
        put_ledger(output, detail->ledger);
    }
    if (status == CHISO_OK && detail->target != NULL) {
        status = put_target(output, detail->target);
    }
    if (status == CHISO_OK && detail->what_if != NULL) {
        status = put_what_if(output, report, detail->what_if, unit);
    }
    if (status == CHISO_OK && detail->explanation != NULL) {
        status = put_explanation(output, detail->explanation);
    }
    if (status == CHISO_OK && detail->comparison != NULL) {
        status = put_bridge(output, detail->comparison, unit);
    }
    if (status == CHISO_OK && detail->comparison != NULL) {
        status = put_rank_bridge(output, detail->comparison, unit);
    }
    return status;
}
