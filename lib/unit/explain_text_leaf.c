/* What a leaf's points are made of, in sentences: its cell, its rule, its peers and raters. */
#include "unit/explain_inside.h"
#include "unit/explain_page.h"

#include "score/peers.h"

/* "among 21 units with 2.1 to 9.8": what cells hold, with all their decimals. */
static void put_peers(struct chiso__told_page *page, const chiso_step *leaf)
{
    const struct chiso__rows *rows = &page->explanation->board->rows;
    const struct chiso__peer_figures *peers = NULL;

    if (leaf->peers.count == 0) {
        return;
    }
    peers = chiso__peers_of(rows, leaf->node, page->explanation->unit);
    chiso__tell_message(page, CHISO__SAY_AMONG);
    chiso__put_count(&page->output, peers->count);
    if (chiso__carried_compare(peers->lowest, peers->highest) == 0) {
        chiso__tell_message(page, peers->count == 1 ? CHISO__SAY_UNIT_WITH : CHISO__SAY_UNITS_WITH);
    } else {
        chiso__tell_message(page, CHISO__SAY_UNITS_WITH_FROM);
        chiso__put_carried(&page->output, peers->lowest);
        chiso__tell_message(page, CHISO__SAY_UNITS_WITH_TO);
    }
    chiso__put_carried(&page->output, peers->highest);
}

/* "= 0.95, limited" is no use: it is said where a rate was beyond 0 to 100 %. */
static bool is_limited_rate(const struct chiso__told_page *page, const chiso_step *leaf)
{
    const struct chiso__measured rate =
        chiso__cell_at(&page->explanation->board->rows, leaf->node, page->explanation->unit)
            .measured;

    return chiso__rule_row_of(&page->tree->nodes[leaf->node].rule)->limits_rates &&
           (chiso__carried_compare(rate.value, chiso__carried_of(rate.denominator)) > 0 ||
            chiso__carried_compare(rate.value, chiso__carried_of(0)) < 0);
}

/* What a leaf that is not scored counts as. */
static void put_missing(struct chiso__told_page *page, const chiso_step *leaf)
{
    const struct chiso__tree_node *node = &page->tree->nodes[leaf->node];
    const struct chiso__carried least = chiso__round_points(page->tree, node, node->min);

    if (chiso__counts_nothing(node)) {
        chiso__tell_message(page, CHISO__SAY_COUNTS_NOTHING);
    } else if (leaf->achieved != CHISO_ABSENT) {
        chiso__tell_message(page, chiso__carried_order(least, node->min, node->max) == 0
                                      ? CHISO__SAY_COUNTS_AS_MIN
                                      : CHISO__SAY_COUNTS_AS_MIN_ROUNDED);
    }
}

/* "mean of 7 raters, 1 off at each end, from 7 to 10" */
static void put_raters(struct chiso__told_page *page, const chiso_step *leaf)
{
    const struct chiso__tree_node *node = &page->tree->nodes[leaf->node];
    const char *unit = chiso__cell_kinds[node->rule.takes].is_rate ? " %" : "";

    if (leaf->raters.given == 1) {
        chiso__tell_message(page, CHISO__SAY_BY_ONE_RATER);
        return;
    }
    chiso__tell_message(page, node->raters.joining == CHISO__JOINING_MEDIAN ? CHISO__SAY_MEDIAN_OF
                                                                            : CHISO__SAY_MEAN_OF);
    chiso__put_count(&page->output, leaf->raters.given);
    chiso__tell_message(page, CHISO__SAY_RATERS);
    if (leaf->raters.off > 0) {
        chiso__tell_message(page, CHISO__SAY_RATERS_OFF);
        chiso__put_count(&page->output, leaf->raters.off);
        chiso__tell_message(page, CHISO__SAY_RATERS_OFF_ENDS);
    }
    chiso__tell_message(page, CHISO__SAY_RATERS_FROM);
    chiso__tell_points(page, leaf->raters.lowest);
    chiso__put_text(&page->output, unit);
    chiso__tell_message(page, CHISO__SAY_UNITS_WITH_TO);
    chiso__tell_points(page, leaf->raters.highest);
    chiso__put_text(&page->output, unit);
}

/* ": mean of 7 raters, from 7 to 10: 8.6", or without raters ": 8.6" */
static void put_value(struct chiso__told_page *page, const chiso_step *leaf)
{
    chiso__put_text(&page->output, ": ");
    if (leaf->raters.count > 0) {
        put_raters(page, leaf);
        chiso__put_text(&page->output, ": ");
    }
    chiso__tell_written(page, leaf->value);
}

/* ", left out: 10": answers that are counted and have no say. */
static void put_left_out(struct chiso__told_page *page, const chiso_step *leaf)
{
    if (leaf->left_out > 0) {
        chiso__tell_message(page, CHISO__SAY_BESIDE_LEFT_OUT);
        chiso__tell_points(page, leaf->left_out);
    }
}

/* ": 97.8% by rate from 80%", or what a rank is */
static void put_way(struct chiso__told_page *page, const chiso_step *leaf)
{
    if (chiso__takes_rank(&page->tree->nodes[leaf->node])) {
        chiso__put_rank_told(&page->output, page->explanation, leaf->node, page->language);
        return;
    }
    put_value(page, leaf);
    chiso__tell_message(page, CHISO__SAY_BY_RULE);
    chiso__tell_written(page, leaf->rule);
}

void chiso__tell_leaf(struct chiso__told_page *page, const chiso_step *leaf)
{
    if (leaf->is_imputed != 0) {
        chiso__tell_message(page, CHISO__SAY_NOT_SCORED_IMPUTED);
        chiso__tell_written(page, leaf->rule);
        put_peers(page, leaf);
    } else if (leaf->state == CHISO_STATE_MISSING && leaf->is_bonus == 0) {
        put_missing(page, leaf);
    }
    if (leaf->state == CHISO_STATE_MISSING && leaf->left_out > 0) {
        chiso__put_text(&page->output, "; ");
        chiso__tell_written(page, leaf->value);
        put_left_out(page, leaf);
    } else if (leaf->state == CHISO_STATE_SCORED &&
               !chiso__rule_row_of(&page->tree->nodes[leaf->node].rule)->is_points) {
        put_way(page, leaf);
        put_peers(page, leaf);
        put_left_out(page, leaf);
        if (is_limited_rate(page, leaf)) {
            chiso__tell_message(page, CHISO__SAY_LIMITED_RATE);
        }
        if (leaf->min != 0) {
            chiso__tell_message(page, CHISO__SAY_BESIDE_MIN);
            chiso__tell_points(page, leaf->min);
        }
    } else if (leaf->state == CHISO_STATE_SCORED && leaf->raters.count > 0) {
        put_value(page, leaf);
    }
}
