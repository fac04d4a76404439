/* An explanation in sentences. */
#include "unit/explain_inside.h"
#include "unit/explain_page.h"

#include "score/result.h"

static void put_name(struct chiso__told_page *page, chiso_node node)
{
    const char *code = chiso_node_code(page->tree, node);
    const char *title = chiso_node_title(page->tree, node);

    if (*code != '\0') {
        chiso__put_text(&page->output, code);
        chiso__put_text(&page->output, *title == '\0' ? "" : " ");
    } else if (*title == '\0') {
        chiso__tell_message(page, CHISO__SAY_TOTAL);
    }
    chiso__put_plain(&page->output, chiso__span_of(title));
}

/* "23.56 of 26 points (90.62 %)", or why there are none. A unit without a score has points, those
 * that it would have, and no percent. */
static void put_figures(struct chiso__told_page *page, const chiso_step *step)
{
    if (step->is_bonus != 0 && step->state == CHISO_STATE_MISSING) {
        chiso__tell_message(page, CHISO__SAY_NO_BONUS_POINTS);
        return;
    }
    if (step->achieved == CHISO_ABSENT) {
        chiso__tell_message(page, step->state == CHISO_STATE_NOT_APPLICABLE
                                      ? CHISO__SAY_DOES_NOT_APPLY
                                      : CHISO__SAY_NOT_SCORED);
        if (step->needed != CHISO_ABSENT) {
            chiso__tell_need(page, step);
        }
        return;
    }
    chiso__tell_points(page, step->achieved);
    if (step->is_bonus != 0) {
        chiso__tell_message(page, step->achieved < 0 ? CHISO__SAY_PENALTY_POINTS
                                                     : CHISO__SAY_BONUS_POINTS);
        return;
    }
    chiso__tell_message(page, CHISO__SAY_OF_MAX);
    chiso__tell_points(page, step->max);
    chiso__tell_message(page, CHISO__SAY_OF_MAX_POINTS);
    if (step->percent != CHISO_ABSENT && page->has_score) {
        chiso__put_text(&page->output, " (");
        chiso__tell_percent(page, step->percent);
        chiso__put_text(&page->output, ")");
    }
    if (step->depth == 0 && !page->has_score) {
        chiso__tell_message(page, CHISO__SAY_NO_SCORE);
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

static void put_value(struct chiso__told_page *page, const char *value)
{
    chiso__tell_written(page, value[0] == '\0' ? "-" : value);
}

/* "; over column POPULATION: 5 -> 0.25, values changed: 4; treat winsor 2: 0.25 -> 0.2 ..." */
static void put_treated(struct chiso__told_page *page, const chiso_step *owner)
{
    const char *before = owner->value;

    for (uint32_t i = 0; i < owner->count; i++) {
        const chiso_step *part = &page->explanation->steps[owner->first + i];

        if (part->kind != CHISO_STEP_TREATED) {
            continue;
        }
        chiso__put_text(&page->output, "; ");
        chiso__tell_written(page, part->rule);
        chiso__put_text(&page->output, ": ");
        put_value(page, before);
        chiso__put_text(&page->output, " -> ");
        put_value(page, part->value);
        before = part->value;
        chiso__tell_message(page, CHISO__SAY_VALUES_CHANGED);
        chiso__put_count(&page->output, part->changed);
    }
}

/* Whether the parts of a step tell more than what made the points of a leaf. */
static bool has_formula(const struct chiso__told_page *page, const chiso_step *step)
{
    const chiso_step *last = &page->explanation->steps[step->first + step->count - 1];

    return !chiso__is_leaf(&page->tree->nodes[step->node]) || last->kind == CHISO_STEP_ROUNDED;
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
        chiso__tell_leaf(page, step);
    }
    put_treated(page, step);
    if (step->count > 0 && step->achieved != CHISO_ABSENT && has_formula(page, step)) {
        const chiso_step *set = set_of(page, step);
        const bool alone = set != NULL && set->from == CHISO_ABSENT;

        chiso__tell_message(page, alone ? CHISO__SAY_NOTHING : told->how);
        if (curved && !alone) {
            chiso__tell_ratios(page, step);
        }
        chiso__tell_terms(page, step, curved);
    }
    chiso__tell_others(page, step, curved);
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
