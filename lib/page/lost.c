/* Where the points of a unit went: a bar for each leaf by what it cost, the most first; dark what
 * the best unit has got, light what no one has. What was set by hand or limited, and what dropping
 * criteria cost, has a bar beside these; what is no loss, and what is left over, is told in notes,
 * so that all of it adds up to what the unit lacks. */
#include "base/sort.h"
#include "board/board.h"
#include "page/rows_of.h"

#include <chiso/ledger.h>

enum { WIDE_ROW = 320, NARROW_ROW = 480, BAR = 180, MOST_ROWS = 15, BEST_GAP = 40 };

/* What cost something: a leaf, or a step beside the leaves. */
struct part {
    const chiso_ledger_entry *entry; /* NULL for a step */
    const chiso_ledger_step *step;
    chiso_decimal cost;
};

struct lost {
    struct chiso__canvas *canvas;
    const chiso_report *report;
    const chiso_board *board;
    const chiso_tree *tree;
    chiso_unit unit;
    int digits;
    struct part *parts;
    uint32_t *ids; /* of the parts, by what they cost */
    uint32_t costing;
    uint32_t count;       /* so many of them are shown */
    bool has_steps;       /* among these */
    chiso_decimal gave;   /* bonuses, penalties and what is above a max */
    chiso_decimal lifted; /* what steps gave */
    chiso_ledger_total total;
    struct chiso__columns columns;
    struct chiso__axis axis;
};

static const struct part *part_at(const struct lost *lost, uint32_t row)
{
    return &lost->parts[lost->ids[row]];
}

static const char *points_text(const struct lost *lost, chiso_decimal points)
{
    return chiso__number_label(lost->canvas, points, lost->digits);
}

/* Who has the most points; "" for a step, and where nobody has any. */
static const char *best_name(const struct lost *lost, const struct part *part)
{
    return part->entry == NULL || part->entry->best_unit == CHISO_NO_UNIT
               ? ""
               : chiso_unit_name(lost->board, part->entry->best_unit);
}

/* These points; absent where nobody has any. */
static chiso_decimal best_points(const struct part *part)
{
    return part->entry == NULL ? CHISO_ABSENT : part->entry->best;
}

/* What these points take at the right, with what is between them and the name. */
static chiso__tenth best_points_width(const struct lost *lost, const struct part *part)
{
    return chiso__text_width(chiso__span_of(points_text(lost, best_points(part))),
                             chiso__muted_letters.face) +
           BEST_GAP;
}

static const char *node_name(const struct lost *lost, chiso_node node)
{
    const char *const name = chiso__criterion_name(lost->tree, node);

    return *name != '\0' ? name : chiso__phrase(lost->canvas, CHISO__SAY_TOTAL, NULL);
}

static const char *step_name(const struct lost *lost, const chiso_ledger_step *step)
{
    const enum chiso__message said = step->kind == CHISO_STEP_LIMITED ? CHISO__SAY_CHART_LIMITED
                                     : step->kind == CHISO_STEP_SET   ? CHISO__SAY_CHART_SET
                                     : step->kind == CHISO_STEP_DROPS ? CHISO__SAY_CHART_DROPS
                                                                      : CHISO__SAY_CHART_LIFTED;

    return chiso__phrase(
        lost->canvas, said,
        CHISO__WORDS(chiso__say_text(node_name(lost, step->node)),
                     chiso__say_text(step->by == CHISO_NO_NODE ? "" : node_name(lost, step->by))));
}

static const char *name_of(const struct lost *lost, uint32_t row)
{
    const struct part *const part = part_at(lost, row);

    return part->entry != NULL ? chiso__criterion_name(lost->tree, part->entry->leaf)
                               : step_name(lost, part->step);
}

/* What stands at the right of rows: the best unit, or its head. */
static chiso__tenth best_width(const struct lost *lost)
{
    const chiso__tenth most = lost->canvas->width * 30 / 100;
    chiso__tenth widest = chiso__text_width(
        chiso__span_of(chiso__phrase(lost->canvas, CHISO__SAY_CHART_HIGHEST, NULL)),
        chiso__muted_letters.face);

    for (uint32_t i = 0; i < lost->count; i++) {
        const struct part *const part = part_at(lost, i);
        const char *const name = best_name(lost, part);

        if (*name != '\0') {
            const chiso__tenth width =
                chiso__text_width(chiso__span_of(name), chiso__muted_letters.face) +
                best_points_width(lost, part);

            widest = width > widest ? width : widest;
        }
    }
    return widest > most ? most : widest;
}

static void lay_out(struct lost *lost)
{
    struct chiso__canvas *const canvas = lost->canvas;
    const chiso__tenth best = best_width(lost);
    chiso__tenth names = 0;
    chiso__tenth values = 0;

    for (uint32_t i = 0; i < lost->count; i++) {
        const chiso__tenth value =
            chiso__text_width(chiso__span_of(points_text(lost, part_at(lost, i)->cost)),
                              (struct chiso__face){13, true});

        names = chiso__widest_name(names, name_of(lost, i));
        values = value > values ? value : values;
    }
    lost->columns = chiso__columns_for(canvas, WIDE_ROW, NARROW_ROW, names,
                                       canvas->wide ? best + values + 60 : values + 60, 0);
    if (!canvas->wide) {
        lost->columns.shelf.name_width = canvas->right - canvas->left - best - 120;
    }
    lost->axis =
        chiso__axis_over(canvas, 0, part_at(lost, 0)->cost, lost->columns.from, lost->columns.to);
}

static void describe(struct lost *lost, uint32_t row)
{
    struct chiso__canvas *const canvas = lost->canvas;
    const struct part *const part = part_at(lost, row);

    chiso__describe(
        canvas, part->entry == NULL
                    ? chiso__phrase(canvas, CHISO__SAY_CHART_STEP_COST,
                                    CHISO__WORDS(chiso__say_text(name_of(lost, row)),
                                                 chiso__say_text(points_text(lost, part->cost))))
                    : chiso__phrase(
                          canvas, CHISO__SAY_CHART_COST,
                          CHISO__WORDS(chiso__say_text(name_of(lost, row)),
                                       chiso__say_text(points_text(lost, part->cost)),
                                       chiso__say_text(points_text(lost, part->entry->to_best)))));
}

static void draw_head(struct lost *lost)
{
    struct chiso__canvas *const canvas = lost->canvas;
    const char *caption = chiso__phrase(canvas, CHISO__SAY_CHART_LOST, NULL);

    for (uint32_t i = 0; i < lost->count; i++) {
        describe(lost, i);
    }
    if (lost->has_steps) {
        caption = chiso__joined(canvas, caption,
                                chiso__phrase(canvas, CHISO__SAY_CHART_LOST_STEPS, NULL));
    }
    chiso__frame_head(
        canvas,
        chiso__phrase(
            canvas, CHISO__SAY_CHART_LACKS,
            CHISO__WORDS(chiso__say_text(chiso_unit_name(lost->board, lost->unit)),
                         chiso__say_text(points_text(lost, lost->total.lost)),
                         chiso__say_text(chiso__number_label(canvas, lost->total.max, -1)),
                         chiso__say_text(name_of(lost, 0)))),
        caption);
}

/* Who has the most points, and these: a name is cut, never the points behind it. */
static void draw_best(struct lost *lost, const struct part *part, chiso__tenth middle)
{
    struct chiso__canvas *const canvas = lost->canvas;
    const char *const name = best_name(lost, part);

    if (*name != '\0') {
        const chiso__tenth points = best_points_width(lost, part);

        chiso__draw_text(canvas, canvas->right, middle, &chiso__muted_letters,
                         points_text(lost, best_points(part)));
        chiso__draw_cut(canvas, canvas->right - points, middle, &chiso__muted_letters, name,
                        best_width(lost) - points);
    }
}

static void draw_row(struct lost *lost, uint32_t i, const struct chiso__strip *row)
{
    static const struct chiso__style light = {CHISO__INK_SHALLOW, CHISO__INK_FALL, 12, NULL};
    static const struct chiso__style dark = {CHISO__INK_FALL, CHISO__INK_NONE, 0, NULL};
    static const struct chiso__style dashed = {CHISO__INK_TINT, CHISO__INK_FALL, 12, "3 3"};
    static const struct chiso__letters value = {
        CHISO__INK_TEXT, CHISO__ANCHOR_START, {13, true}, false};
    struct chiso__canvas *const canvas = lost->canvas;
    const struct part *const part = part_at(lost, i);
    const chiso_decimal to_best = part->entry == NULL ? CHISO_ABSENT : part->entry->to_best;
    const chiso__tenth zero = chiso__axis_at(&lost->axis, 0);
    const chiso__tenth end = chiso__axis_at(&lost->axis, part->cost);
    const chiso__tenth best =
        chiso__axis_at(&lost->axis, to_best > part->cost ? part->cost : to_best);
    const struct chiso__facts facts = {
        .unit = chiso_unit_code(lost->board, lost->unit),
        .code =
            chiso_node_code(lost->tree, part->entry == NULL ? part->step->node : part->entry->leaf),
        .value = points_text(lost, part->cost)};

    chiso__strip_name(canvas, &lost->columns.shelf, row, name_of(lost, i), CHISO__INK_TEXT, false);
    chiso__draw_box(canvas, zero, row->middle - BAR / 2, end - zero, BAR,
                    part->entry == NULL ? &dashed : &light, &facts);
    if (to_best != CHISO_ABSENT && best > zero) {
        chiso__draw_box(canvas, zero, row->middle - BAR / 2, best - zero, BAR, &dark, NULL);
    }
    chiso__draw_text(canvas, end + 60, row->middle, &value, facts.value);
    draw_best(lost, part, canvas->wide ? row->middle : row->top + 90);
}

static struct chiso__insert say_points(const struct lost *lost, chiso_decimal points)
{
    return chiso__say_text(points_text(lost, points));
}

/* A note of points that are not none. */
static void note_points(struct lost *lost, chiso_decimal points, const char *note)
{
    if (points != 0) {
        chiso__frame_note(lost->canvas, note);
    }
}

/* What those that are not shown cost together, what was given, and what is left over. */
static void draw_rest(struct lost *lost)
{
    chiso_decimal others = 0;
    chiso_decimal rest = lost->total.lost + lost->gave + lost->lifted;

    for (uint32_t i = 0; i < lost->costing; i++) {
        others += i < lost->count ? 0 : part_at(lost, i)->cost;
        rest -= part_at(lost, i)->cost;
    }
    if (lost->count < lost->costing) {
        chiso__frame_note(lost->canvas,
                          chiso__phrase(lost->canvas, CHISO__SAY_CHART_OTHERS_COST,
                                        CHISO__WORDS(chiso__say_count(lost->costing - lost->count),
                                                     chiso__say_text(points_text(lost, others)))));
    }
    note_points(lost, lost->gave,
                chiso__phrase(lost->canvas, CHISO__SAY_CHART_GAVE,
                              CHISO__WORDS(say_points(lost, lost->gave))));
    note_points(lost, lost->lifted,
                chiso__phrase(lost->canvas, CHISO__SAY_CHART_STEPS_GAVE,
                              CHISO__WORDS(say_points(lost, lost->lifted))));
    note_points(lost, rest,
                chiso__phrase(lost->canvas, CHISO__SAY_CHART_LEFT_OVER,
                              CHISO__WORDS(say_points(lost, rest))));
}

static void draw_figure(struct lost *lost)
{
    static const struct chiso__style axis = {CHISO__INK_NONE, CHISO__INK_REFERENCE, 10, NULL};
    struct chiso__canvas *const canvas = lost->canvas;
    struct chiso__strip rows[MOST_ROWS] = {{0}};
    const chiso__tenth zero = lost->columns.from;
    chiso__tenth top = 0;

    draw_head(lost);
    top = canvas->bottom + 260;
    for (uint32_t i = 0; i < lost->count; i++) {
        rows[i] = chiso__strip_at(&lost->columns.shelf, name_of(lost, i), false, top);
        top += rows[i].height;
    }
    chiso__axis_labels(canvas, &lost->axis, canvas->bottom + 160);
    if (canvas->wide) {
        chiso__draw_text(canvas, canvas->right, canvas->bottom + 160, &chiso__muted_letters,
                         chiso__phrase(canvas, CHISO__SAY_CHART_HIGHEST, NULL));
    }
    chiso__rows_grid(canvas, &lost->columns, &lost->axis, rows, lost->count, BAR / 2 + 20);
    for (uint32_t i = 0; i < lost->count; i++) {
        draw_row(lost, i, &rows[i]);
    }
    if (canvas->wide) {
        chiso__draw_rule(canvas, zero, rows[0].top, zero, top, &axis);
    }
    canvas->bottom = top + 50;
    draw_rest(lost);
    chiso__frame_source(canvas);
}

static bool costs_more(const void *context, uint32_t a, uint32_t b)
{
    const struct part *const parts = context;

    return parts[a].cost != parts[b].cost ? parts[a].cost > parts[b].cost : a < b;
}

/* Adds what cost something to the parts. What gave something is told by how much together. */
static void add_part(struct lost *lost, struct part part)
{
    if (part.cost != CHISO_ABSENT && part.cost > 0) {
        lost->ids[lost->costing] = lost->costing;
        lost->parts[lost->costing++] = part;
    } else if (part.cost != CHISO_ABSENT) {
        *(part.entry != NULL ? &lost->gave : &lost->lifted) -= part.cost;
    }
}

/* Finds what is shown of a ledger. */
static chiso_status read_parts(struct lost *lost, const chiso_ledger *ledger)
{
    const chiso_ledger_entry *entries = NULL;
    const chiso_ledger_step *steps = NULL;
    uint32_t entry_count = 0;
    uint32_t step_count = 0;
    chiso_status status = chiso_ledger_totals(ledger, &lost->total);

    if (status == CHISO_OK) {
        status = chiso_ledger_entries(ledger, &entries, &entry_count);
    }
    if (status == CHISO_OK) {
        status = chiso_ledger_steps(ledger, &steps, &step_count);
    }
    if (status != CHISO_OK) {
        return status;
    }
    lost->parts = chiso__canvas_room(lost->canvas, (size_t)entry_count + step_count + 1,
                                     sizeof(*lost->parts));
    lost->ids = chiso__canvas_room(lost->canvas, ((size_t)entry_count + step_count + 1) * 2,
                                   sizeof(*lost->ids));
    if (lost->parts == NULL || lost->ids == NULL) {
        return CHISO_E_MEMORY;
    }
    lost->gave = lost->total.bonuses == CHISO_ABSENT ? 0 : lost->total.bonuses;
    for (uint32_t i = 0; i < entry_count; i++) {
        add_part(lost, (struct part){&entries[i], NULL, entries[i].to_max});
    }
    for (uint32_t i = 0; i < step_count; i++) {
        add_part(lost, (struct part){NULL, &steps[i], steps[i].cost});
    }
    chiso__sort_ids(lost->ids, lost->ids + lost->costing, lost->costing, costs_more, lost->parts);
    lost->count = lost->costing > MOST_ROWS ? MOST_ROWS : lost->costing;
    for (uint32_t i = 0; i < lost->count; i++) {
        lost->has_steps = lost->has_steps || part_at(lost, i)->entry == NULL;
    }
    return CHISO_OK;
}

static chiso_status draw(struct lost *lost, chiso_error *error)
{
    chiso_ledger_options options = CHISO_LEDGER_OPTIONS_INIT;
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
    chiso_ledger *ledger = NULL;
    chiso_status status = chiso_report_rules(lost->report, &rules);

    options.scope = rules.scope;
    options.point_places = lost->digits;
    if (status == CHISO_OK) {
        status = chiso_ledger_new(lost->board, lost->unit, CHISO_ROOT, &options, &ledger, error);
    }
    if (status == CHISO_OK) {
        status = read_parts(lost, ledger);
    }
    if (status == CHISO_E_MEMORY) {
        chiso_ledger_free(ledger);
        return chiso__fail_memory(error);
    }
    if (status == CHISO_OK && (lost->count == 0 || lost->total.lost == CHISO_ABSENT)) {
        status = chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NOTHING_LOST, NULL);
    }
    if (status == CHISO_OK) {
        lay_out(lost);
        draw_figure(lost);
    }
    chiso_ledger_free(ledger);
    return status;
}

chiso_status chiso_chart_lost(const chiso_report *report, chiso_unit unit,
                              const chiso_chart_options *options, const chiso_sink *sink,
                              chiso_error *error)
{
    struct chiso__canvas canvas;
    chiso_status status = chiso__unit_canvas(&canvas, report, unit, options, sink, error);
    struct lost lost = {.canvas = &canvas, .report = report, .unit = unit};

    if (status != CHISO_OK) {
        return status;
    }
    lost.board = chiso_report_board(report);
    lost.tree = chiso_board_tree(lost.board);
    lost.digits = chiso_tree_digits(lost.tree);
    return chiso__canvas_end(&canvas, draw(&lost, error), sink, error);
}
