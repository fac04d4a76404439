/* An explanation in sentences. */
#include "unit/explain_inside.h"
#include "unit/explain_page.h"

#include "score/peers.h"
#include "score/result.h"

#include <math.h>
#include <string.h>

/* Ratios and shares of curved means, to four places: for reading only. */
static void put_share(struct chiso__told_page *page, double share)
{
    const double scaled = nearbyint(share * 10000.0);

    if (scaled < -9e14 || scaled > 9e14) {
        chiso__put_text(&page->output, "…");
        return;
    }
    chiso__put_decimal(&page->output, (chiso_decimal)scaled * 100, 4, "");
}

static void put_name(struct chiso__told_page *page, chiso_node node)
{
    const char *code = chiso_node_code(page->tree, node);
    const char *title = chiso_node_title(page->tree, node);

    if (*code != '\0') {
        chiso__put_text(&page->output, code);
        chiso__put_text(&page->output, *title == '\0' ? "" : " ");
    } else if (*title == '\0') {
        chiso__tell(page, CHISO__SAY_TOTAL);
    }
    chiso__put_plain(&page->output, chiso__span_of(title));
}

/* Its max, or as it was stated: 10/3. */
static void put_weight(struct chiso__told_page *page, const chiso_step *part, chiso_combine combine)
{
    const struct chiso__tree_node *node = &page->tree->nodes[part->node];
    char text[CHISO__NUMERAL_SIZE];

    if (part->weight == CHISO_ABSENT ||
        chiso__combines[combine].weighing != CHISO__WEIGHING_WEIGHT) {
        return;
    }
    chiso__tell(page, CHISO__SAY_BESIDE_WEIGHT);
    if (chiso__carried_is_gap(node->weight)) {
        chiso__tell_points(page, part->weight);
    } else {
        chiso__put(&page->output,
                   (struct chiso__span){
                       text, chiso__numeral_text(&node->weight_said, page->output.mark, text)});
    }
}

/* "(2.1)" behind its points, "(1.2, weight 3)", "(scaled from 80 to 100)". */
static void put_reason(struct chiso__told_page *page, const chiso_step *part, chiso_combine combine)
{
    chiso__put_text(&page->output, " (");
    switch (part->kind) {
    case CHISO_STEP_NODE:
        chiso__put_text(&page->output, chiso_node_code(page->tree, part->node));
        if (part->is_bonus != 0) {
            chiso__tell(page, part->contribution < 0 ? CHISO__SAY_IS_PENALTY : CHISO__SAY_IS_BONUS);
        }
        if (part->state == CHISO_STATE_MISSING) {
            chiso__tell(page, CHISO__SAY_IS_NOT_SCORED);
        }
        put_weight(page, part, combine);
        break;
    case CHISO_STEP_RULE:
        chiso__tell(page, CHISO__SAY_FOR_RULE);
        break;
    case CHISO_STEP_COMBINED:
        chiso__tell(page, CHISO__SAY_FOR_MEAN_TIMES_MAX);
        break;
    case CHISO_STEP_PLACES:
        chiso__tell(page, CHISO__SAY_FOR_ROUNDING_TO_SIX);
        break;
    case CHISO_STEP_SCALED:
        chiso__tell(page, CHISO__SAY_FOR_SCALING_FROM);
        chiso__tell_points(page, part->from);
        chiso__tell(page, CHISO__SAY_FOR_SCALING_TO);
        chiso__tell_points(page, part->to);
        break;
    case CHISO_STEP_ROUNDED:
        chiso__tell(page, CHISO__SAY_FOR_ROUNDING_TO);
        chiso__put_count(&page->output, part->digits);
        chiso__tell(page, part->digits == 1 ? CHISO__SAY_FOR_ROUNDING_DIGIT
                                            : CHISO__SAY_FOR_ROUNDING_DIGITS);
        break;
    case CHISO_STEP_CAPPED:
        chiso__tell(page, CHISO__SAY_FOR_CAP);
        chiso__tell_points(page, part->to);
        break;
    case CHISO_STEP_FLOOR:
    case CHISO_STEP_LIMITED:
    case CHISO_STEP_SET:
        chiso__tell_limit(page, part);
        break;
    case CHISO_STEP_BAND:
        break;
    }
    chiso__put_text(&page->output, ")");
}

/* Whether a part stands in the formula: what brings nothing because it does not take part is told
 * behind it. */
static bool is_term(const chiso_step *part)
{
    return part->kind != CHISO_STEP_BAND &&
           (part->kind != CHISO_STEP_NODE || part->part == CHISO_PART_COUNTS ||
            part->part == CHISO_PART_DECIDES);
}

/* " = 14 (2.1) + 9.56 (2.2)" */
static void put_terms(struct chiso__told_page *page, const chiso_step *owner, bool curved)
{
    const chiso_combine combine = chiso_node_combine(page->tree, owner->node);
    bool first = true;

    for (uint32_t i = 0; i < owner->count; i++) {
        const chiso_step *part = &page->explanation->steps[owner->first + i];
        const bool negative = part->contribution < 0;

        if (!is_term(part) || (curved && part->kind == CHISO_STEP_NODE)) {
            continue;
        }
        chiso__put_text(&page->output, first ? " = " : negative ? " \xE2\x88\x92 " : " + ");
        chiso__tell_points(page, negative && !first ? -part->contribution : part->contribution);
        put_reason(page, part, combine);
        first = false;
    }
}

/* " of 64.00 % (1, weight 2; ln share -0.2231), ...": what a geometric or harmonic mean is made of.
 */
static void put_ratios(struct chiso__told_page *page, const chiso_step *owner)
{
    const chiso_combine combine = chiso_node_combine(page->tree, owner->node);
    bool first = true;

    for (uint32_t i = 0; i < owner->count; i++) {
        const chiso_step *part = &page->explanation->steps[owner->first + i];

        if (part->kind != CHISO_STEP_NODE || part->part > CHISO_PART_ASIDE) {
            continue;
        }
        chiso__put_text(&page->output, first ? " " : ", ");
        chiso__tell_percent(page, part->percent);
        chiso__put_text(&page->output, " (");
        chiso__put_text(&page->output, chiso_node_code(page->tree, part->node));
        put_weight(page, part, combine);
        if (part->part == CHISO_PART_COUNTS) {
            chiso__tell(page, chiso__told_combines[combine].curved);
            put_share(page, part->share);
        }
        chiso__put_text(&page->output, ")");
        first = false;
    }
}

/* "; 2.3 does not apply": what is below the node and brings nothing. */
static void put_others(struct chiso__told_page *page, const chiso_step *owner, bool curved)
{
    for (uint32_t i = 0; i < owner->count; i++) {
        const chiso_step *part = &page->explanation->steps[owner->first + i];

        if (is_term(part) || (part->part == CHISO_PART_ASIDE && curved)) {
            continue;
        }
        chiso__put_text(&page->output, "; ");
        if (part->kind == CHISO_STEP_BAND) {
            chiso__tell_band(page, part);
            continue;
        }
        chiso__put_text(&page->output, chiso_node_code(page->tree, part->node));
        if (part->part == CHISO_PART_DROPPED) {
            chiso__tell_dropped(page, part);
        } else if (part->part == CHISO_PART_ASIDE) {
            chiso__put_text(&page->output, ": ");
            chiso__tell_percent(page, part->percent);
        } else if (part->part == CHISO_PART_WEIGHTLESS) {
            chiso__tell(page, part->max == 0 ? CHISO__SAY_HAS_NO_MAX : CHISO__SAY_HAS_NO_WEIGHT);
        } else if (part->part == CHISO_PART_NOT_APPLICABLE) {
            chiso__tell(page, CHISO__SAY_OTHER_DOES_NOT_APPLY);
        } else if (part->is_bonus != 0) {
            chiso__tell(page, CHISO__SAY_OTHER_NO_BONUS);
        } else if (page->tree->missing == CHISO_MISSING_UNKNOWN) {
            chiso__tell(page, CHISO__SAY_OTHER_UNKNOWN);
        } else {
            chiso__tell(page, CHISO__SAY_OTHER_LEFT_OUT);
        }
    }
}

/* "among 21 units with 2.1 to 9.8": what cells hold, with all their decimals. */
static void put_peers(struct chiso__told_page *page, const chiso_step *leaf)
{
    const struct chiso__rows *rows = &page->explanation->board->rows;
    const struct chiso__peer_figures *peers = NULL;

    if (leaf->peers.count == 0) {
        return;
    }
    peers = chiso__peers_of(rows, leaf->node, page->explanation->unit);
    chiso__tell(page, CHISO__SAY_AMONG);
    chiso__put_count(&page->output, peers->count);
    if (chiso__carried_compare(peers->lowest, peers->highest) == 0) {
        chiso__tell(page, peers->count == 1 ? CHISO__SAY_UNIT_WITH : CHISO__SAY_UNITS_WITH);
    } else {
        chiso__tell(page, CHISO__SAY_UNITS_WITH_FROM);
        chiso__put_carried(&page->output, peers->lowest);
        chiso__tell(page, CHISO__SAY_UNITS_WITH_TO);
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

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A cell or a rule as a file with this decimal mark would hold it; the dots of a range stay. */
static void put_written(struct chiso__told_page *page, const char *text)
{
    for (size_t i = 0; text[i] != '\0'; i++) {
        const bool is_mark =
            text[i] == '.' && i > 0 && is_digit(text[i - 1]) && is_digit(text[i + 1]);

        chiso__put(&page->output, (struct chiso__span){is_mark ? &page->output.mark : &text[i], 1});
    }
}

/* What a leaf that is not scored counts as. */
static void put_missing(struct chiso__told_page *page, const chiso_step *leaf)
{
    const struct chiso__tree_node *node = &page->tree->nodes[leaf->node];
    const struct chiso__carried least = chiso__round_points(page->tree, node, node->min);

    if (chiso__counts_nothing(node)) {
        chiso__tell(page, CHISO__SAY_COUNTS_NOTHING);
    } else if (leaf->achieved != CHISO_ABSENT) {
        chiso__tell(page, chiso__carried_order(least, node->min, node->max) == 0
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
        chiso__tell(page, CHISO__SAY_BY_ONE_RATER);
        return;
    }
    chiso__tell(page, node->raters.joining == CHISO__JOINING_MEDIAN ? CHISO__SAY_MEDIAN_OF
                                                                    : CHISO__SAY_MEAN_OF);
    chiso__put_count(&page->output, leaf->raters.given);
    chiso__tell(page, CHISO__SAY_RATERS);
    if (leaf->raters.off > 0) {
        chiso__tell(page, CHISO__SAY_RATERS_OFF);
        chiso__put_count(&page->output, leaf->raters.off);
        chiso__tell(page, CHISO__SAY_RATERS_OFF_ENDS);
    }
    chiso__tell(page, CHISO__SAY_RATERS_FROM);
    chiso__tell_points(page, leaf->raters.lowest);
    chiso__put_text(&page->output, unit);
    chiso__tell(page, CHISO__SAY_UNITS_WITH_TO);
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
    put_written(page, leaf->value);
}

/* ", left out: 10": answers that are counted and have no say. */
static void put_left_out(struct chiso__told_page *page, const chiso_step *leaf)
{
    if (leaf->left_out > 0) {
        chiso__tell(page, CHISO__SAY_BESIDE_LEFT_OUT);
        chiso__tell_points(page, leaf->left_out);
    }
}

/* ": 97.8% by rate from 80%" */
static void put_leaf(struct chiso__told_page *page, const chiso_step *leaf)
{
    if (leaf->state == CHISO_STATE_MISSING && leaf->is_bonus == 0) {
        put_missing(page, leaf);
    }
    if (leaf->state == CHISO_STATE_MISSING && leaf->left_out > 0) {
        chiso__put_text(&page->output, "; ");
        put_written(page, leaf->value);
        put_left_out(page, leaf);
    } else if (leaf->state == CHISO_STATE_SCORED &&
               !chiso__rule_row_of(&page->tree->nodes[leaf->node].rule)->is_points) {
        put_value(page, leaf);
        chiso__tell(page, CHISO__SAY_BY_RULE);
        put_written(page, leaf->rule);
        put_peers(page, leaf);
        put_left_out(page, leaf);
        if (is_limited_rate(page, leaf)) {
            chiso__tell(page, CHISO__SAY_LIMITED_RATE);
        }
        if (leaf->min != 0) {
            chiso__tell(page, CHISO__SAY_BESIDE_MIN);
            chiso__tell_points(page, leaf->min);
        }
    } else if (leaf->state == CHISO_STATE_SCORED && leaf->raters.count > 0) {
        put_value(page, leaf);
    }
}

/* "23.56 of 26 points (90.62 %)", or why there are none. A unit without a score has points, those
 * that it would have, and no percent. */
static void put_figures(struct chiso__told_page *page, const chiso_step *step)
{
    if (step->is_bonus != 0 && step->state == CHISO_STATE_MISSING) {
        chiso__tell(page, CHISO__SAY_NO_BONUS_POINTS);
        return;
    }
    if (step->achieved == CHISO_ABSENT) {
        chiso__tell(page, step->state == CHISO_STATE_NOT_APPLICABLE ? CHISO__SAY_DOES_NOT_APPLY
                                                                    : CHISO__SAY_NOT_SCORED);
        if (step->needed != CHISO_ABSENT) {
            chiso__tell_need(page, step);
        }
        return;
    }
    chiso__tell_points(page, step->achieved);
    if (step->is_bonus != 0) {
        chiso__tell(page, step->achieved < 0 ? CHISO__SAY_PENALTY_POINTS : CHISO__SAY_BONUS_POINTS);
        return;
    }
    chiso__tell(page, CHISO__SAY_OF_MAX);
    chiso__tell_points(page, step->max);
    chiso__tell(page, CHISO__SAY_OF_MAX_POINTS);
    if (step->percent != CHISO_ABSENT && page->has_score) {
        chiso__put_text(&page->output, " (");
        chiso__tell_percent(page, step->percent);
        chiso__put_text(&page->output, ")");
    }
    if (step->depth == 0 && !page->has_score) {
        chiso__tell(page, CHISO__SAY_NO_SCORE);
    }
}

/* The part that says that the result of a node was set; NULL where it was not. */
static const chiso_step *set_of(const struct chiso__told_page *page, const chiso_step *step)
{
    for (uint32_t i = 0; i < step->count; i++) {
        const chiso_step *part = &page->explanation->steps[step->first + i];

        if (part->kind == CHISO_STEP_SET) {
            return part;
        }
    }
    return NULL;
}

static void put_line(struct chiso__told_page *page, const chiso_step *step)
{
    const chiso_combine combine = chiso_node_combine(page->tree, step->node);
    const struct chiso__told_combine *told = &chiso__told_combines[combine];
    const bool curved = told->curve != NULL;

    for (uint32_t i = 0; i < step->depth; i++) {
        chiso__put_text(&page->output, "  ");
    }
    put_name(page, step->node);
    if (step->depth == 0) {
        chiso__put_text(&page->output, ", ");
        chiso__tell_title(page, chiso_unit_name(page->explanation->board, page->explanation->unit));
    }
    chiso__put_text(&page->output, ": ");
    put_figures(page, step);
    if (chiso__is_leaf(&page->tree->nodes[step->node])) {
        put_leaf(page, step);
    }
    if (step->count > 0 && step->achieved != CHISO_ABSENT) {
        const chiso_step *set = set_of(page, step);
        const bool alone = set != NULL && set->from == CHISO_ABSENT;

        chiso__tell(page, alone ? CHISO__SAY_NOTHING : told->how);
        if (curved && !alone) {
            put_ratios(page, step);
        }
        put_terms(page, step, curved);
    }
    put_others(page, step, curved);
    chiso__put_text(&page->output, "\n");
}

/* A line for each note of a place: its name, or what the plain one is called, and its text. The
 * reason of a result that was set stands there already. */
static void put_notes(struct chiso__told_page *page, const chiso_step *step,
                      const struct chiso__notes *notes, uint32_t unit, enum chiso__message plain)
{
    for (const struct chiso__noted *note = chiso__notes_first(notes, unit, step->node);
         note != NULL; note = chiso__notes_next(notes, note)) {
        const char *name = chiso__note_name(notes, note);

        if (*name == '\0' && plain == CHISO__SAY_NOTE_OF_CELL && set_of(page, step) != NULL) {
            continue;
        }
        for (uint32_t i = 0; i <= step->depth; i++) {
            chiso__put_text(&page->output, "  ");
        }
        chiso__tell_title(page, *name == '\0' ? chiso__text_in(page->language, plain) : name);
        chiso__put_text(&page->output, ": ");
        chiso__tell_title(page, note->text);
        chiso__put_text(&page->output, "\n");
    }
}

/* The step behind one, a parent before its parts: those of other nodes stand between in the list.
 */
static uint32_t next_of(const chiso_explanation *explanation, uint32_t index)
{
    const chiso_step *steps = explanation->steps;

    if (steps[index].count > 0) {
        return steps[index].first;
    }
    while (index != 0) {
        const chiso_step *parent = &steps[steps[index].parent];

        if (index + 1 < parent->first + parent->count) {
            return index + 1;
        }
        index = steps[index].parent;
    }
    return CHISO_NO_STEP;
}

chiso_status chiso_explanation_write(const chiso_explanation *explanation, chiso_language language,
                                     char mark, const chiso_sink *sink, chiso_error *error)
{
    struct chiso__told_page page;

    if (explanation == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    if (!chiso__is_current(explanation->board, explanation->version)) {
        return chiso__fail_unscored(error);
    }
    if ((language != CHISO_LANGUAGE_ENGLISH && language != CHISO_LANGUAGE_VIETNAMESE) ||
        (mark != '.' && mark != ',')) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_EXPLANATION_LANGUAGE, NULL);
    }
    page.explanation = explanation;
    page.tree = explanation->board->tree;
    page.language = language;
    page.has_score = chiso__is_row_scored(&explanation->board->rows, explanation->unit);
    chiso__output_begin(&page.output, sink);
    page.output.mark = mark;
    for (uint32_t i = 0; i != CHISO_NO_STEP && !page.output.refused; i = next_of(explanation, i)) {
        if (explanation->steps[i].kind == CHISO_STEP_NODE) {
            put_line(&page, &explanation->steps[i]);
            put_notes(&page, &explanation->steps[i], page.tree->notes, 0,
                      CHISO__SAY_NOTE_OF_CRITERION);
            put_notes(&page, &explanation->steps[i], explanation->board->notes, explanation->unit,
                      CHISO__SAY_NOTE_OF_CELL);
        }
    }
    return chiso__output_end(&page.output, error);
}
