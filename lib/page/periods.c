/* The main criteria of a unit then and now, as percents of their max: a dumbbell each, by how much
 * they rose. */
#include "page/rows_of.h"

#include "base/sort.h"
#include "board/board.h"
#include "compare/compare.h"
#include "page/spoken.h"

enum {
    WIDE_ROW = 300,
    NARROW_ROW = 400,
    MAX_ROW = 160, /* more where the max changed */
    RING = 45,
    DISC = 55,
    LABEL_GAP = 90,
    NAMES_SHOWN = 4
};

struct criterion {
    chiso_node node;
    chiso_change change;
    bool max_changed;
    struct chiso__strip row;
};

struct periods {
    struct chiso__canvas *canvas;
    const chiso_comparison *comparison;
    const chiso_board *board;
    const chiso_tree *tree;
    chiso_unit unit;
    int digits;
    int digits_before;
    struct criterion *criteria; /* by how much they rose; those of another max behind */
    uint32_t count;
    struct chiso__names others;   /* that are not in both */
    const struct criterion *gain; /* the most, of the same max; NULL for none */
    const struct criterion *loss;
    struct chiso__columns columns;
    struct chiso__axis axis;
};

static const char *name_of(const struct periods *periods, const struct criterion *criterion)
{
    return chiso__criterion_name(periods->tree, criterion->node);
}

static bool stands_before(const void *context, uint32_t a, uint32_t b)
{
    const struct criterion *const criteria = context;

    if (criteria[a].max_changed != criteria[b].max_changed) {
        return criteria[b].max_changed;
    }
    return criteria[a].change.percent > criteria[b].change.percent;
}

static void sort(struct periods *periods)
{
    const uint32_t count = periods->count;
    struct criterion *const sorted =
        chiso__canvas_room(periods->canvas, (size_t)count + 1, sizeof(*sorted));
    uint32_t *const ids = chiso__canvas_room(periods->canvas, (size_t)count * 2 + 1, sizeof(*ids));

    if (sorted == NULL || ids == NULL) {
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        ids[i] = i;
    }
    chiso__sort_ids(ids, ids + count, count, stands_before, periods->criteria);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = periods->criteria[ids[i]];
        if (!sorted[i].max_changed) {
            periods->gain =
                periods->gain == NULL && sorted[i].change.percent > 0 ? &sorted[i] : periods->gain;
            periods->loss = sorted[i].change.percent < 0 ? &sorted[i] : periods->loss;
        }
    }
    periods->criteria = sorted;
}

static chiso_status read_criteria(struct periods *periods, chiso_error *error)
{
    struct chiso__canvas *const canvas = periods->canvas;
    const uint32_t children = chiso_node_child_count(periods->tree, CHISO_ROOT);

    periods->criteria =
        chiso__canvas_room(canvas, (size_t)children + 1, sizeof(*periods->criteria));
    if (periods->criteria == NULL) {
        return CHISO_OK;
    }
    for (chiso_node node = chiso_node_first_child(periods->tree, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next_sibling(periods->tree, node)) {
        struct criterion *const criterion = &periods->criteria[periods->count];
        const chiso_status status =
            chiso_comparison_change(periods->comparison, periods->unit, node, &criterion->change);

        if (status != CHISO_OK) {
            return chiso__fail(error, status, chiso__status_meaning(status), NULL);
        }
        criterion->node = node;
        criterion->max_changed = criterion->change.max != 0;
        if (chiso_node_kind(periods->tree, node) == CHISO_KIND_BONUS) {
            continue;
        }
        if (criterion->change.percent != CHISO_ABSENT) {
            periods->count++;
        } else {
            chiso__names_add(canvas, &periods->others, chiso__criterion_name(periods->tree, node),
                             NAMES_SHOWN);
        }
    }
    if (periods->count == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NOTHING_COMMON, NULL);
    }
    sort(periods);
    return CHISO_OK;
}

static const char *change_text(const struct periods *periods, const struct criterion *criterion)
{
    const int digits =
        periods->digits > periods->digits_before ? periods->digits : periods->digits_before;
    const char *const text =
        chiso__signed_label(periods->canvas, criterion->change.percent, digits);

    if (criterion->max_changed || criterion->change.percent == 0) {
        return text;
    }
    return chiso__joined(periods->canvas,
                         criterion->change.percent > 0 ? "\xE2\x96\xB2" : "\xE2\x96\xBC", text);
}

static const char *percent_text(const struct periods *periods, chiso_decimal percent, bool before)
{
    return chiso__number_label(periods->canvas, percent,
                               before ? periods->digits_before : periods->digits);
}

static void lay_out(struct periods *periods)
{
    struct chiso__canvas *const canvas = periods->canvas;
    chiso_decimal low = CHISO_DECIMAL_MAX;
    chiso_decimal high = -CHISO_DECIMAL_MAX;
    chiso__tenth names = 0;
    chiso__tenth changes =
        chiso__text_width(chiso__span_of(chiso__phrase(canvas, CHISO__SAY_CHART_CHANGE, NULL)),
                          chiso__muted_letters.face);
    chiso__tenth labels = 0;

    for (uint32_t i = 0; i < periods->count; i++) {
        const struct criterion *const criterion = &periods->criteria[i];
        const chiso_decimal ends[] = {criterion->change.before.percent,
                                      criterion->change.now.percent};
        const chiso__tenth change = chiso__text_width(
            chiso__span_of(change_text(periods, criterion)), (struct chiso__face){13, true});

        names = chiso__widest_name(names, name_of(periods, criterion));
        changes = change > changes ? change : changes;
        for (int k = 0; k < 2; k++) {
            const chiso__tenth label = chiso__text_width(
                chiso__span_of(percent_text(periods, ends[k], k == 0)), chiso__note_letters.face);

            labels = label > labels ? label : labels;
            low = ends[k] < low ? ends[k] : low;
            high = ends[k] > high ? ends[k] : high;
        }
    }
    periods->columns =
        chiso__columns_for(canvas, WIDE_ROW, NARROW_ROW, names, changes + 40, labels + LABEL_GAP);
    periods->axis = chiso__axis_over(canvas, low, high, periods->columns.from, periods->columns.to);
    periods->axis.is_percent = true;
}

static void draw_head(struct periods *periods)
{
    struct chiso__canvas *const canvas = periods->canvas;
    const char *const unit = chiso_unit_name(periods->board, periods->unit);
    const char *title = NULL;

    if (periods->gain != NULL && periods->loss != NULL) {
        title = chiso__phrase(canvas, CHISO__SAY_CHART_GAIN_LOSS,
                              CHISO__WORDS(chiso__say_text(unit),
                                           chiso__say_text(name_of(periods, periods->gain)),
                                           chiso__say_text(name_of(periods, periods->loss))));
    } else if (periods->gain != NULL) {
        title = chiso__phrase(
            canvas, CHISO__SAY_CHART_GAIN,
            CHISO__WORDS(chiso__say_text(unit), chiso__say_text(name_of(periods, periods->gain))));
    } else if (periods->loss != NULL) {
        title = chiso__phrase(
            canvas, CHISO__SAY_CHART_LOSS,
            CHISO__WORDS(chiso__say_text(unit), chiso__say_text(name_of(periods, periods->loss))));
    } else {
        title =
            chiso__phrase(canvas, CHISO__SAY_CHART_NO_MOVE, CHISO__WORDS(chiso__say_text(unit)));
    }
    for (uint32_t i = 0; i < periods->count; i++) {
        const struct criterion *const criterion = &periods->criteria[i];

        chiso__describe(
            canvas,
            chiso__phrase(
                canvas, CHISO__SAY_CHART_THEN_NOW,
                CHISO__WORDS(
                    chiso__say_text(name_of(periods, criterion)),
                    chiso__say_text(percent_text(periods, criterion->change.before.percent, true)),
                    chiso__say_text(percent_text(periods, criterion->change.now.percent, false)))));
    }
    chiso__frame_head(canvas, title,
                      chiso__axis_caption(canvas,
                                          chiso__phrase(canvas, CHISO__SAY_CHART_PERIODS, NULL),
                                          &periods->axis, true));
}

/* The inks of a criterion: grey where its max changed, since its percents are of different things.
 */
static enum chiso__ink ink_of(const struct criterion *criterion)
{
    return criterion->max_changed || criterion->change.percent == 0 ? CHISO__INK_MUTED
           : criterion->change.percent > 0                          ? CHISO__INK_RISE
                                                                    : CHISO__INK_FALL;
}

static void draw_dumbbell(struct periods *periods, const struct criterion *criterion)
{
    struct chiso__canvas *const canvas = periods->canvas;
    const enum chiso__ink ink = ink_of(criterion);
    const chiso__tenth then = chiso__axis_at(&periods->axis, criterion->change.before.percent);
    const chiso__tenth now = chiso__axis_at(&periods->axis, criterion->change.now.percent);
    const chiso__tenth y = criterion->row.middle;
    const struct chiso__style lead = {CHISO__INK_NONE, ink, ink == CHISO__INK_RISE ? 30 : 20,
                                      ink == CHISO__INK_FALL ? "4 3" : NULL};
    const struct chiso__style ring = {CHISO__INK_GROUND, ink, 20, NULL};
    const struct chiso__style disc = {ink, CHISO__INK_NONE, 0, NULL};
    struct chiso__facts facts = {
        .unit = chiso_unit_code(periods->board, periods->unit),
        .code = chiso_node_code(periods->tree, criterion->node),
        .period = canvas->options.period_before == NULL ? "before" : canvas->options.period_before,
        .value = percent_text(periods, criterion->change.before.percent, true)};

    chiso__draw_rule(canvas, then, y, now, y, &lead);
    chiso__draw_disc(canvas, then, y, RING, &ring, &facts);
    facts.period = canvas->options.period == NULL ? "now" : canvas->options.period;
    facts.value = percent_text(periods, criterion->change.now.percent, false);
    if (criterion->max_changed) {
        chiso__draw_diamond(canvas, now, y, DISC, &disc, &facts);
    } else {
        chiso__draw_disc(canvas, now, y, DISC, &disc, &facts);
    }
    if (canvas->wide) {
        /* At the outer sides, where they cannot meet. */
        const bool is_first = criterion->change.before.percent <= criterion->change.now.percent;
        const struct chiso__letters past = {CHISO__INK_MUTED,
                                            is_first ? CHISO__ANCHOR_END : CHISO__ANCHOR_START,
                                            {12, false},
                                            false};
        const struct chiso__letters present = {CHISO__INK_TEXT,
                                               is_first ? CHISO__ANCHOR_START : CHISO__ANCHOR_END,
                                               {12, false},
                                               false};

        chiso__draw_text(canvas, then + (is_first ? -LABEL_GAP : LABEL_GAP), y, &past,
                         percent_text(periods, criterion->change.before.percent, true));
        chiso__draw_text(canvas, now + (is_first ? LABEL_GAP : -LABEL_GAP), y, &present,
                         facts.value);
    }
}

static void draw_criterion(struct periods *periods, const struct criterion *criterion)
{
    struct chiso__canvas *const canvas = periods->canvas;
    const bool is_named = criterion == periods->gain || criterion == periods->loss;
    const struct chiso__letters change = {ink_of(criterion), CHISO__ANCHOR_END, {13, true}, false};
    struct chiso__strip row = criterion->row;

    row.height -= criterion->max_changed ? MAX_ROW : 0;
    chiso__strip_name(canvas, &periods->columns.shelf, &row, name_of(periods, criterion),
                      CHISO__INK_TEXT, is_named);
    if (criterion->max_changed) {
        chiso__draw_text(
            canvas, canvas->left, row.top + row.height + 30, &chiso__note_letters,
            chiso__phrase(
                canvas, CHISO__SAY_CHART_MAX_CHANGED,
                CHISO__WORDS(
                    chiso__say_text(chiso__number_label(canvas, criterion->change.before.max, -1)),
                    chiso__say_text(chiso__number_label(canvas, criterion->change.now.max, -1)))));
    }
    draw_dumbbell(periods, criterion);
    chiso__draw_text(canvas, canvas->right, row.middle, &change, change_text(periods, criterion));
}

/* What rings and discs stand for. */
static void draw_key(struct periods *periods)
{
    static const struct chiso__style ring = {CHISO__INK_GROUND, CHISO__INK_MUTED, 20, NULL};
    static const struct chiso__style disc = {CHISO__INK_MUTED, CHISO__INK_NONE, 0, NULL};
    struct chiso__canvas *const canvas = periods->canvas;
    const char *const before = canvas->options.period_before != NULL
                                   ? canvas->options.period_before
                                   : chiso__phrase(canvas, CHISO__SAY_CHART_BEFORE, NULL);
    const char *const now = canvas->options.period != NULL
                                ? canvas->options.period
                                : chiso__phrase(canvas, CHISO__SAY_CHART_NOW, NULL);
    const chiso__tenth y = canvas->bottom + 160;
    chiso__tenth x = canvas->left + 50;
    const chiso__tenth half = (canvas->right - canvas->left) / 2 - 140;

    chiso__draw_disc(canvas, x, y, RING, &ring, NULL);
    chiso__draw_cut(canvas, x + 100, y, &chiso__note_letters, before, half);
    x += 100 + chiso__text_width(chiso__span_of(before), chiso__note_letters.face) + 180;
    x = x > canvas->left + half + 240 ? canvas->left + half + 240 : x;
    chiso__draw_disc(canvas, x, y, DISC, &disc, NULL);
    chiso__draw_cut(canvas, x + 100, y, &chiso__note_letters, now, half);
    canvas->bottom += 260;
}

static chiso_status draw(struct chiso__canvas *canvas, const chiso_comparison *comparison,
                         chiso_unit unit, chiso_error *error)
{
    struct periods periods = {
        .canvas = canvas, .comparison = comparison, .board = comparison->now, .unit = unit};
    chiso_status status = CHISO_OK;
    struct chiso__strip *rows = NULL;
    chiso__tenth top = 0;

    periods.tree = chiso_board_tree(periods.board);
    periods.digits = chiso_tree_digits(periods.tree);
    periods.digits_before = chiso_tree_digits(chiso_board_tree(comparison->before));
    status = read_criteria(&periods, error);
    rows = chiso__canvas_room(canvas, (size_t)periods.count + 1, sizeof(*rows));
    if (status != CHISO_OK || canvas->status != CHISO_OK || rows == NULL) {
        return status;
    }
    lay_out(&periods);
    draw_head(&periods);
    top = canvas->bottom + 260;
    for (uint32_t i = 0; i < periods.count; i++) {
        struct criterion *const criterion = &periods.criteria[i];

        criterion->row =
            chiso__strip_at(&periods.columns.shelf, name_of(&periods, criterion),
                            criterion == periods.gain || criterion == periods.loss, top);
        criterion->row.height += criterion->max_changed ? MAX_ROW : 0;
        rows[i] = criterion->row;
        top += criterion->row.height;
    }
    chiso__axis_labels(canvas, &periods.axis, canvas->bottom + 160);
    chiso__draw_text(canvas, canvas->right, canvas->bottom + 160, &chiso__muted_letters,
                     chiso__phrase(canvas, CHISO__SAY_CHART_CHANGE, NULL));
    chiso__rows_grid(canvas, &periods.columns, &periods.axis, rows, periods.count, 90);
    for (uint32_t i = 0; i < periods.count; i++) {
        draw_criterion(&periods, &periods.criteria[i]);
    }
    canvas->bottom = top;
    draw_key(&periods);
    if (periods.others.count > 0) {
        chiso__frame_note(canvas, chiso__phrase(canvas, CHISO__SAY_CHART_NOT_IN_BOTH,
                                                CHISO__WORDS(chiso__say_text(chiso__names_text(
                                                    canvas, &periods.others, NAMES_SHOWN)))));
    }
    chiso__frame_source(canvas);
    return CHISO_OK;
}

chiso_status chiso_chart_periods(const chiso_comparison *comparison, chiso_unit unit,
                                 const chiso_chart_options *options, const chiso_sink *sink,
                                 chiso_error *error)
{
    struct chiso__canvas canvas;
    chiso_status status = CHISO_OK;

    if (comparison == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__comparison_check(comparison, error);
    if (status == CHISO_OK && unit >= chiso_board_unit_count(comparison->now)) {
        status = chiso__fail_unit(error, unit);
    }
    if (status == CHISO_OK) {
        status = chiso__canvas_begin(&canvas, options, &comparison->allocator, sink, error);
    }
    return status == CHISO_OK
               ? chiso__canvas_end(&canvas, draw(&canvas, comparison, unit, error), sink, error)
               : status;
}
