/* Steps beside combining, in sentences. */
#include "unit/explain_page.h"

static const struct chiso__gate *gate_of(const struct chiso__told_page *page,
                                         const chiso_step *part)
{
    return &page->tree->nodes[part->by].steps.gates.gates[part->gate];
}

/* " as 2 is below 50 %" */
static void tell_condition(struct chiso__told_page *page, const chiso_step *part)
{
    const struct chiso__gate *gate = gate_of(page, part);

    chiso__tell_message(page, CHISO__SAY_AS_IT_HOLDS);
    chiso__put_text(&page->output, chiso_node_code(page->tree, part->by));
    chiso__tell_message(page, gate->above ? CHISO__SAY_IS_ABOVE : CHISO__SAY_IS_BELOW);
    chiso__tell_numeral(page, &gate->bound);
    chiso__put_text(&page->output, gate->of_percent ? " %" : "");
}

/* Both figures are told: that which was set stands before it. */
static void tell_set(struct chiso__told_page *page, const chiso_step *part)
{
    if (part->from == CHISO_ABSENT) {
        chiso__tell_message(page, CHISO__SAY_FOR_SET_ALONE);
    } else {
        chiso__tell_message(page, CHISO__SAY_FOR_SET);
        chiso__tell_points(page, part->from);
        chiso__tell_message(page, CHISO__SAY_OF_MAX);
        chiso__tell_points(page, part->max);
        chiso__tell_message(page, CHISO__SAY_OF_MAX_POINTS);
        if (part->percent != CHISO_ABSENT) {
            chiso__put_text(&page->output, " (");
            chiso__tell_percent(page, part->percent);
            chiso__put_text(&page->output, ")");
        }
    }
    if (*part->note != '\0') {
        chiso__put_text(&page->output, ": ");
        chiso__tell_title(page, part->note);
    }
}

void chiso__tell_limit(struct chiso__told_page *page, const chiso_step *part)
{
    if (part->kind == CHISO_STEP_SET) {
        tell_set(page, part);
    } else if (part->kind == CHISO_STEP_FLOOR) {
        chiso__tell_message(page, CHISO__SAY_FOR_FLOOR);
        chiso__tell_points(page, part->to);
    } else {
        chiso__tell_message(page, CHISO__SAY_FOR_LIMIT);
        chiso__tell_numeral(page, &gate_of(page, part)->limit);
        chiso__put_text(&page->output, " %");
        tell_condition(page, part);
    }
}

void chiso__tell_dropped(struct chiso__told_page *page, const chiso_step *part)
{
    const bool highest = part->is_highest != 0;

    chiso__put_text(&page->output, ": ");
    chiso__tell_percent(page, part->percent);
    if (part->gone == 1) {
        chiso__tell_message(page, highest ? CHISO__SAY_DROPPED_HIGHEST : CHISO__SAY_DROPPED_LOWEST);
    } else {
        chiso__tell_message(page,
                            highest ? CHISO__SAY_DROPPED_OF_HIGHEST : CHISO__SAY_DROPPED_OF_LOWEST);
        chiso__put_count(&page->output, part->gone);
        chiso__tell_message(page, CHISO__SAY_DROPPED_AMONG);
    }
    chiso__put_count(&page->output, part->among);
}

void chiso__tell_need(struct chiso__told_page *page, const chiso_step *step)
{
    chiso__tell_message(page, CHISO__SAY_FAILS_NEED);
    chiso__tell_percent(page, step->coverage);
    chiso__tell_message(page, CHISO__SAY_FAILS_NEED_OF);
    chiso__tell_numeral(page, &page->tree->nodes[step->node].steps.needs_said);
    chiso__put_text(&page->output, " %");
    chiso__tell_message(page, CHISO__SAY_FAILS_NEED_END);
}

void chiso__tell_band(struct chiso__told_page *page, const chiso_step *part)
{
    chiso__tell_message(page, CHISO__SAY_BAND_IS_AT_MOST);
    chiso__tell_title(page, part->note);
    tell_condition(page, part);
}
