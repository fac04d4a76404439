/* What a node's number is made of, in sentences: terms, ratios of curved means, what brings
 * nothing. */
#include "unit/explain_inside.h"
#include "unit/explain_page.h"

#include <math.h>

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

/* Its max, or as it was stated: 10/3. */
static void put_weight(struct chiso__told_page *page, const chiso_step *part, chiso_combine combine)
{
    const struct chiso__tree_node *node = &page->tree->nodes[part->node];

    if (part->weight == CHISO_ABSENT ||
        chiso__combines[combine].weighing != CHISO__WEIGHING_WEIGHT) {
        return;
    }
    chiso__tell_message(page, CHISO__SAY_BESIDE_WEIGHT);
    if (chiso__carried_is_gap(node->weight)) {
        chiso__tell_points(page, part->weight);
    } else {
        chiso__tell_numeral(page, &node->weight_said);
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
            chiso__tell_message(page, part->contribution < 0 ? CHISO__SAY_IS_PENALTY
                                                             : CHISO__SAY_IS_BONUS);
        }
        if (part->state == CHISO_STATE_MISSING) {
            chiso__tell_message(page, CHISO__SAY_IS_NOT_SCORED);
        }
        put_weight(page, part, combine);
        break;
    case CHISO_STEP_RULE:
        chiso__tell_message(page, CHISO__SAY_FOR_RULE);
        break;
    case CHISO_STEP_COMBINED:
        chiso__tell_message(page, CHISO__SAY_FOR_MEAN_TIMES_MAX);
        break;
    case CHISO_STEP_PLACES:
        chiso__tell_message(page, CHISO__SAY_FOR_ROUNDING_TO_SIX);
        break;
    case CHISO_STEP_SCALED:
        chiso__tell_message(page, CHISO__SAY_FOR_SCALING_FROM);
        chiso__tell_points(page, part->from);
        chiso__tell_message(page, CHISO__SAY_FOR_SCALING_TO);
        chiso__tell_points(page, part->to);
        break;
    case CHISO_STEP_ROUNDED:
        chiso__tell_message(page, CHISO__SAY_FOR_ROUNDING_TO);
        chiso__put_count(&page->output, part->digits);
        chiso__tell_message(page, part->digits == 1 ? CHISO__SAY_FOR_ROUNDING_DIGIT
                                                    : CHISO__SAY_FOR_ROUNDING_DIGITS);
        break;
    case CHISO_STEP_TREATED: /* no term */
    case CHISO_STEP_CAPPED:
        chiso__tell_message(page, CHISO__SAY_FOR_CAP);
        chiso__tell_points(page, part->to);
        break;
    case CHISO_STEP_FLOOR:
    case CHISO_STEP_LIMITED:
    case CHISO_STEP_SET:
        chiso__tell_limit(page, part);
        break;
    case CHISO_STEP_BAND:
    case CHISO_STEP_DROPS: /* of ledgers alone */
        break;
    }
    chiso__put_text(&page->output, ")");
}

/* Whether a part stands in the formula: what brings nothing because it does not take part is told
 * behind it. */
static bool is_term(const chiso_step *part)
{
    return part->kind != CHISO_STEP_BAND && part->kind != CHISO_STEP_TREATED &&
           (part->kind != CHISO_STEP_NODE || part->part == CHISO_PART_COUNTS ||
            part->part == CHISO_PART_DECIDES);
}

void chiso__tell_terms(struct chiso__told_page *page, const chiso_step *owner, bool curved)
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

void chiso__tell_ratios(struct chiso__told_page *page, const chiso_step *owner)
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
            chiso__tell_message(page, chiso__told_combines[combine].curved);
            put_share(page, part->share);
        }
        chiso__put_text(&page->output, ")");
        first = false;
    }
}

void chiso__tell_others(struct chiso__told_page *page, const chiso_step *owner, bool curved)
{
    for (uint32_t i = 0; i < owner->count; i++) {
        const chiso_step *part = &page->explanation->steps[owner->first + i];

        if (is_term(part) || part->kind == CHISO_STEP_TREATED ||
            (part->part == CHISO_PART_ASIDE && curved)) {
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
            chiso__tell_message(page,
                                part->max == 0 ? CHISO__SAY_HAS_NO_MAX : CHISO__SAY_HAS_NO_WEIGHT);
        } else if (part->part == CHISO_PART_NOT_APPLICABLE) {
            chiso__tell_message(page, CHISO__SAY_OTHER_DOES_NOT_APPLY);
        } else if (part->is_bonus != 0) {
            chiso__tell_message(page, CHISO__SAY_OTHER_NO_BONUS);
        } else if (page->tree->missing == CHISO_MISSING_UNKNOWN) {
            chiso__tell_message(page, CHISO__SAY_OTHER_UNKNOWN);
        } else {
            chiso__tell_message(page, CHISO__SAY_OTHER_LEFT_OUT);
        }
    }
}
