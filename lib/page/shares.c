/* The answers of a survey by unit: a bar of shares each, the best answer at the left, and below it
 * the share of the best ones with its interval. */
#include <chiso/share.h>

#include "base/sort.h"
#include "board/board.h"
#include "number/wide.h"
#include "page/looks.h"
#include "page/rows_of.h"
#include "page/spoken.h"
#include "survey/tally.h"

enum {
    WIDE_ROW = 660,
    NARROW_ROW = 840,
    BAR = 260,
    BELOW_BAR = 130,
    TEXT_ROW = 160, /* more where the interval leaves no room beside it */
    NAMES_SHOWN = 4,
    HUNDRED = 100
};

struct answered {
    uint32_t unit;
    const char *name;
    const int64_t *counts;
    int64_t answers;
    int64_t best;      /* how many of the best ones */
    chiso_decimal low; /* of the interval, to a tenth of a percent */
    chiso_decimal high;
    struct chiso__strip row;
};

struct shares {
    struct chiso__canvas *canvas;
    const chiso_tally *tally;
    const chiso_board *board; /* that names units and questions; NULL for none */
    uint32_t question;
    uint32_t options;
    uint32_t first; /* the best ones, from first to last */
    uint32_t last;
    struct answered *units; /* by their share */
    uint32_t count;
    struct chiso__names silent; /* that gave no answers */
    struct chiso__columns columns;
};

/* A part of a whole to some places behind the point of percent, rounded half up; exact. */
static chiso_decimal percent_of(int64_t part, int64_t whole, int places)
{
    const int64_t scale = places == 0 ? 1 : 10;
    const chiso__wide twice = (chiso__wide)part * HUNDRED * scale * 2 + whole;

    return (chiso_decimal)(twice / ((chiso__wide)whole * 2)) * (CHISO_DECIMAL_ONE / scale);
}

/* The end of an interval to a tenth of a percent. */
static chiso_decimal in_tenths(double percent)
{
    return (chiso_decimal)(percent * 10.0 + 0.5) * (CHISO_DECIMAL_ONE / 10);
}

static bool has_more(const void *context, uint32_t a, uint32_t b)
{
    const struct answered *const units = context;

    return (chiso__wide)units[a].best * units[b].answers >
           (chiso__wide)units[b].best * units[a].answers;
}

static void sort(struct shares *shares)
{
    struct answered *const sorted =
        chiso__canvas_room(shares->canvas, (size_t)shares->count + 1, sizeof(*sorted));
    uint32_t *const ids =
        chiso__canvas_room(shares->canvas, (size_t)shares->count * 2 + 1, sizeof(*ids));

    if (sorted == NULL || ids == NULL) {
        return;
    }
    for (uint32_t i = 0; i < shares->count; i++) {
        ids[i] = i;
    }
    chiso__sort_ids(ids, ids + shares->count, shares->count, has_more, shares->units);
    for (uint32_t i = 0; i < shares->count; i++) {
        sorted[i] = shares->units[ids[i]];
    }
    shares->units = sorted;
}

static const char *unit_name(const struct shares *shares, uint32_t unit)
{
    const char *const code = chiso_tally_unit_code(shares->tally, unit);
    chiso_unit found = CHISO_NO_UNIT;

    return shares->board != NULL && chiso_board_find_unit(shares->board, code, &found) == CHISO_OK
               ? chiso_unit_name(shares->board, found)
               : code;
}

static const char *question_name(const struct shares *shares)
{
    const char *const code = chiso_tally_question_code(shares->tally, shares->question);
    chiso_node node = CHISO_NO_NODE;

    return shares->board != NULL &&
                   chiso_tree_find(chiso_board_tree(shares->board), code, &node) == CHISO_OK
               ? chiso__criterion_name(chiso_board_tree(shares->board), node)
               : code;
}

static chiso_status read_units(struct shares *shares, chiso_error *error)
{
    const uint32_t units = chiso_tally_unit_count(shares->tally);

    shares->units = chiso__canvas_room(shares->canvas, (size_t)units + 1, sizeof(*shares->units));
    if (shares->units == NULL) {
        return CHISO_OK;
    }
    for (uint32_t i = 0; i < units; i++) {
        struct answered *const own = &shares->units[shares->count];
        chiso_share share;
        const chiso_status status = chiso_tally_share(shares->tally, i, shares->question,
                                                      shares->first, shares->last, &share, NULL);

        if (status == CHISO_E_EMPTY) {
            chiso__names_add(shares->canvas, &shares->silent, unit_name(shares, i), NAMES_SHOWN);
        } else if (status != CHISO_OK) {
            return chiso__fail(error, status, chiso__status_meaning(status), NULL);
        } else {
            *own = (struct answered){
                .unit = i,
                .name = unit_name(shares, i),
                .counts = chiso_tally_counts(shares->tally, i, shares->question),
                .answers = share.answers,
                .best = share.chosen,
                .low = in_tenths(share.low),
                .high = in_tenths(share.high),
            };
            shares->count++;
        }
    }
    if (shares->count == 0 && shares->canvas->status == CHISO_OK) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NO_ANSWERS, NULL);
    }
    sort(shares);
    return CHISO_OK;
}

/* The option that stands at a place from the left: the best are there, wherever they are in the
 * question. */
static uint32_t option_at(const struct shares *shares, uint32_t place)
{
    return shares->first == 0 ? place : shares->options - 1 - place;
}

static const char *option_name(const struct shares *shares, uint32_t option)
{
    const chiso_chart_options *const options = &shares->canvas->options;

    return option < options->label_count
               ? options->labels[option]
               : chiso__phrase(shares->canvas, CHISO__SAY_CHART_OPTION,
                               CHISO__WORDS(chiso__say_count((uint64_t)option + 1)));
}

static const char *best_percent(const struct shares *shares, const struct answered *own)
{
    return chiso__percent_label(shares->canvas, percent_of(own->best, own->answers, 1), 1);
}

static const char *interval_text(const struct shares *shares, const struct answered *own)
{
    struct chiso__canvas *const canvas = shares->canvas;

    return chiso__phrase(canvas, CHISO__SAY_CHART_INTERVAL,
                         CHISO__WORDS(chiso__say_text(best_percent(shares, own)),
                                      chiso__say_text(chiso__number_label(canvas, own->low, 1)),
                                      chiso__say_text(chiso__number_label(canvas, own->high, 1))));
}

static const char *answers_text(const struct shares *shares, const struct answered *own)
{
    return chiso__phrase(shares->canvas, CHISO__SAY_CHART_ANSWERS,
                         CHISO__WORDS(chiso__say_count((uint64_t)own->answers)));
}

static void draw_head(struct shares *shares)
{
    struct chiso__canvas *const canvas = shares->canvas;
    const struct answered *const first = &shares->units[0];
    const struct answered *const last = &shares->units[shares->count - 1];

    for (uint32_t i = 0; i < shares->count; i++) {
        chiso__describe(
            canvas,
            chiso__phrase(canvas, CHISO__SAY_CHART_PART,
                          CHISO__WORDS(chiso__say_text(shares->units[i].name),
                                       chiso__say_text(interval_text(shares, &shares->units[i])))));
    }
    chiso__frame_head(
        canvas,
        shares->count == 1
            ? chiso__phrase(canvas, CHISO__SAY_CHART_ONE_SHARE,
                            CHISO__WORDS(chiso__say_text(question_name(shares)),
                                         chiso__say_text(best_percent(shares, first)),
                                         chiso__say_text(first->name)))
            : chiso__phrase(canvas, CHISO__SAY_CHART_SHARES_BETWEEN,
                            CHISO__WORDS(chiso__say_text(question_name(shares)),
                                         chiso__say_text(best_percent(shares, first)),
                                         chiso__say_text(first->name),
                                         chiso__say_text(best_percent(shares, last)),
                                         chiso__say_text(last->name))),
        chiso__phrase(canvas, CHISO__SAY_CHART_SHARES,
                      CHISO__WORDS(chiso__say_count(shares->options),
                                   chiso__say_count((uint64_t)shares->last - shares->first + 1))));
}

/* What the options are called, as many in a line as fit. */
static void draw_key(struct shares *shares)
{
    enum { BOX = 140, GAP = 50, LINE = 190 };
    struct chiso__canvas *const canvas = shares->canvas;
    chiso__tenth x = canvas->left;

    canvas->bottom += 20;
    for (uint32_t i = 0; i < shares->options; i++) {
        const char *const name = option_name(shares, option_at(shares, i));
        const chiso__tenth width =
            chiso__text_width(chiso__span_of(name), chiso__note_letters.face);

        if (x > canvas->left && x + BOX + GAP + width > canvas->right) {
            x = canvas->left;
            canvas->bottom += LINE;
        }
        chiso__draw_option(canvas, chiso__look_of(shares->options, i), x, canvas->bottom + 40, BOX,
                           120, NULL);
        chiso__draw_cut(canvas, x + BOX + GAP, canvas->bottom + 100, &chiso__note_letters, name,
                        canvas->right - x - BOX - GAP);
        x += BOX + GAP + width + 180;
    }
    canvas->bottom += LINE + 100;
}

static chiso__tenth at_percent(const struct shares *shares, chiso_decimal percent)
{
    const struct chiso__axis axis = {.low = 0,
                                     .high = HUNDRED * CHISO_DECIMAL_ONE,
                                     .from = shares->columns.from,
                                     .to = shares->columns.to};

    return chiso__axis_at(&axis, percent);
}

/* Where a count of the answers ends on the bar: exactly, to a tenth of a pixel. */
static chiso__tenth at_count(const struct shares *shares, int64_t count, int64_t answers)
{
    const chiso__wide width = shares->columns.to - shares->columns.from;

    return shares->columns.from +
           (chiso__tenth)(((chiso__wide)count * width * 2 + answers) / ((chiso__wide)answers * 2));
}

static void draw_bar(struct shares *shares, const struct answered *own, chiso__tenth y)
{
    struct chiso__canvas *const canvas = shares->canvas;
    int64_t before = 0;

    for (uint32_t i = 0; i < shares->options; i++) {
        const int64_t count = own->counts[option_at(shares, i)];
        const struct chiso__look *const look = chiso__look_of(shares->options, i);
        const chiso__tenth from = at_count(shares, before, own->answers);
        const chiso__tenth to = at_count(shares, before + count, own->answers);
        const struct chiso__letters letters = {look->text, CHISO__ANCHOR_MIDDLE, {12, true}, false};
        const char *const text =
            chiso__percent_label(canvas, percent_of(count, own->answers, 0), 0);
        const chiso__tenth width = chiso__text_width(chiso__span_of(text), letters.face);
        const struct chiso__facts facts = {
            .unit = chiso_tally_unit_code(shares->tally, own->unit),
            .code = chiso_tally_question_code(shares->tally, shares->question),
            .value = chiso__count_label(canvas, (uint64_t)count)};

        before += count;
        if (count == 0) {
            continue;
        }
        chiso__draw_option(canvas, look, from, y, to - from > 15 ? to - from - 10 : to - from, BAR,
                           &facts);
        if (width + 60 <= to - from) {
            if (look->hatched) {
                chiso__draw_box(canvas, (from + to - 10) / 2 - width / 2 - 30, y + 50, width + 60,
                                BAR - 100,
                                &(struct chiso__style){look->fill, CHISO__INK_NONE, 0, NULL}, NULL);
            }
            chiso__draw_text(canvas, (from + to - 10) / 2, y + BAR / 2, &letters, text);
        }
    }
}

/* Where the text of an interval stands: 1 at its right, -1 at its left, 0 below it. */
static int interval_side(const struct shares *shares, const struct answered *own)
{
    const chiso__tenth width =
        chiso__text_width(chiso__span_of(interval_text(shares, own)), chiso__note_letters.face);

    return at_percent(shares, own->low) - 100 - width >= shares->columns.from  ? -1
           : at_percent(shares, own->high) + 100 + width <= shares->columns.to ? 1
                                                                               : 0;
}

static void draw_interval(struct shares *shares, const struct answered *own, chiso__tenth y)
{
    static const struct chiso__style line = {CHISO__INK_NONE, CHISO__INK_TEXT, 15, NULL};
    static const struct chiso__style disc = {CHISO__INK_TEXT, CHISO__INK_NONE, 0, NULL};
    struct chiso__canvas *const canvas = shares->canvas;
    const chiso__tenth low = at_percent(shares, own->low);
    const chiso__tenth high = at_percent(shares, own->high);
    const int side = interval_side(shares, own);
    const struct chiso__letters letters = {CHISO__INK_TEXT,
                                           side < 0   ? CHISO__ANCHOR_END
                                           : side > 0 ? CHISO__ANCHOR_START
                                                      : CHISO__ANCHOR_MIDDLE,
                                           {12, false},
                                           false};
    const struct chiso__facts facts = {
        .unit = chiso_tally_unit_code(shares->tally, own->unit),
        .code = "best",
        .value = chiso__number_label(canvas, percent_of(own->best, own->answers, 1), 1)};
    const chiso__tenth x = side < 0   ? low - 100
                           : side > 0 ? high + 100
                                      : (shares->columns.from + shares->columns.to) / 2;

    chiso__draw_rule(canvas, low, y, high, y, &line);
    chiso__draw_rule(canvas, low, y - 40, low, y + 40, &line);
    chiso__draw_rule(canvas, high, y - 40, high, y + 40, &line);
    chiso__draw_disc(canvas, at_count(shares, own->best, own->answers), y, 40, &disc, &facts);
    chiso__draw_text(canvas, x, side == 0 ? y + TEXT_ROW : y, &letters, interval_text(shares, own));
}

static void draw_unit(struct shares *shares, const struct answered *own)
{
    struct chiso__canvas *const canvas = shares->canvas;
    const bool spoken_of =
        chiso__is_spoken_of(canvas, chiso_tally_unit_code(shares->tally, own->unit));
    const enum chiso__ink ink = spoken_of ? CHISO__INK_RISE : CHISO__INK_TEXT;
    const struct chiso__letters name = {ink, CHISO__ANCHOR_START, {13, spoken_of}, false};
    const struct chiso__letters answers = {CHISO__INK_MUTED,
                                           canvas->wide ? CHISO__ANCHOR_START : CHISO__ANCHOR_END,
                                           {12, false},
                                           false};
    const chiso__tenth bar = own->row.top + (canvas->wide ? 40 : 220);

    chiso__draw_cut(canvas, canvas->left, own->row.top + 90, &name, own->name,
                    shares->columns.shelf.name_width);
    chiso__draw_text(canvas, canvas->wide ? canvas->left : canvas->right,
                     own->row.top + (canvas->wide ? 270 : 90), &answers, answers_text(shares, own));
    draw_bar(shares, own, bar);
    draw_interval(shares, own, bar + BAR + BELOW_BAR);
}

static void lay_out(struct shares *shares)
{
    struct chiso__canvas *const canvas = shares->canvas;
    chiso__tenth names = 0;
    chiso__tenth answers = 0;

    for (uint32_t i = 0; i < shares->count; i++) {
        const chiso__tenth width = chiso__text_width(
            chiso__span_of(answers_text(shares, &shares->units[i])), chiso__note_letters.face);

        names = chiso__widest_name(names, shares->units[i].name);
        answers = width > answers ? width : answers;
    }
    names = answers > names ? answers : names;
    shares->columns = chiso__columns_for(canvas, WIDE_ROW, NARROW_ROW, names, 0, 0);
    shares->columns.to = canvas->right - 40;
    if (!canvas->wide) {
        shares->columns.from = canvas->left;
        shares->columns.to = canvas->right;
        shares->columns.shelf.name_width = canvas->right - canvas->left - answers - 100;
    }
}

static chiso_status draw(struct shares *shares, chiso_error *error)
{
    struct chiso__canvas *const canvas = shares->canvas;
    const chiso_status status = read_units(shares, error);

    if (status != CHISO_OK || canvas->status != CHISO_OK) {
        return status;
    }
    lay_out(shares);
    draw_head(shares);
    draw_key(shares);
    for (uint32_t i = 0; i < shares->count; i++) {
        struct answered *const own = &shares->units[i];

        own->row.top = canvas->bottom;
        own->row.height =
            shares->columns.shelf.height + (interval_side(shares, own) == 0 ? TEXT_ROW : 0);
        draw_unit(shares, own);
        canvas->bottom += own->row.height;
    }
    if (shares->silent.count > 0) {
        chiso__frame_note(canvas, chiso__phrase(canvas, CHISO__SAY_CHART_SILENT,
                                                CHISO__WORDS(chiso__say_text(chiso__names_text(
                                                    canvas, &shares->silent, NAMES_SHOWN)))));
    }
    chiso__frame_source(canvas);
    return CHISO_OK;
}

static chiso_status check(const struct shares *shares, chiso_error *error)
{
    uint32_t options = 0;

    if (shares->tally == NULL) {
        return chiso__fail_null(error);
    }
    if (shares->question >= chiso_tally_question_count(shares->tally)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_CHART_NO_QUESTION,
                           CHISO__WORDS(chiso__say_count(shares->question)));
    }
    options = chiso_tally_options(shares->tally, shares->question);
    if (options > CHISO__MOST_OPTIONS) {
        return chiso__fail(
            error, CHISO_E_SHAPE, CHISO__SAY_CHART_MANY_OPTIONS,
            CHISO__WORDS(chiso__say_count(options), chiso__say_count(CHISO__MOST_OPTIONS)));
    }
    return shares->first <= shares->last && shares->last < options &&
                   (shares->first == 0 || shares->last == options - 1)
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_CHART_BEST_OPTIONS,
                             CHISO__WORDS(chiso__say_count(shares->first),
                                          chiso__say_count(shares->last),
                                          chiso__say_count(options)));
}

chiso_status chiso_chart_shares(const chiso_tally *tally, uint32_t question, uint32_t first,
                                uint32_t last, const chiso_board *board,
                                const chiso_chart_options *options, const chiso_sink *sink,
                                chiso_error *error)
{
    struct chiso__canvas canvas;
    struct shares shares = {.canvas = &canvas,
                            .tally = tally,
                            .board = board,
                            .question = question,
                            .first = first,
                            .last = last};
    chiso_status status = check(&shares, error);

    if (status == CHISO_OK) {
        status = chiso__canvas_begin(&canvas, options, &tally->allocator, sink, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    shares.options = chiso_tally_options(tally, question);
    return chiso__canvas_end(&canvas, draw(&shares, error), sink, error);
}
