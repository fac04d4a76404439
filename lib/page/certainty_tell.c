/* What the figure of ranks over draws says: labels, title, caption and description. */
#include "board/board.h"
#include "page/certainty_figure.h"
#include "page/rows_of.h"
#include "page/spoken.h"

/* Up to so many units are all told. */
enum { ALL_TOLD = 30 };

const char *chiso__sure_name(const struct chiso__certainty *figure,
                             const struct chiso__sure_line *line)
{
    return chiso_unit_name(figure->board, line->unit);
}

const char *chiso__sure_number(const struct chiso__certainty *figure, chiso_decimal rank)
{
    return chiso__number_label(figure->canvas, rank, -1);
}

const char *chiso__sure_interval(const struct chiso__certainty *figure,
                                 const struct chiso__sure_line *line)
{
    return chiso__ranks_label(figure->canvas, line->low, line->high);
}

const char *chiso__sure_rank(const struct chiso__certainty *figure,
                             const struct chiso__sure_line *line)
{
    return chiso__rank_label(figure->canvas,
                             (chiso_place){.rank = (uint32_t)(line->own.rank / CHISO_DECIMAL_ONE),
                                           .half = line->own.rank % CHISO_DECIMAL_ONE != 0,
                                           .tied = line->is_shared ? 2 : 1},
                             true);
}

const char *chiso__sure_tick(const struct chiso__certainty *figure, size_t tick)
{
    return tick > 0 ? chiso__sure_number(figure, figure->ticks[tick])
                    : chiso__phrase(figure->canvas, CHISO__SAY_CHART_RANK,
                                    CHISO__WORDS(chiso__say_text(
                                        chiso__sure_number(figure, figure->ticks[tick]))));
}

/* A unit in words. */
static const char *told(const struct chiso__certainty *figure, const struct chiso__sure_line *line)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const bool is_fixed = line->low == line->high;
    const char *const within = chiso__ranks_within_label(canvas, figure->span);

    if (line->own.draws == 0) {
        return chiso__phrase(canvas, CHISO__SAY_CHART_CERTAINTY_NONE,
                             CHISO__WORDS(chiso__say_text(chiso__sure_name(figure, line)),
                                          chiso__say_text(chiso__sure_rank(figure, line))));
    }
    return is_fixed ? chiso__phrase(
                          canvas, CHISO__SAY_CHART_CERTAINTY_FIXED,
                          CHISO__WORDS(chiso__say_text(chiso__sure_name(figure, line)),
                                       chiso__say_text(chiso__sure_number(figure, line->own.rank)),
                                       chiso__say_text(chiso__sure_number(figure, line->low)),
                                       chiso__say_text(within)))
                    : chiso__phrase(
                          canvas, CHISO__SAY_CHART_CERTAINTY_ONE,
                          CHISO__WORDS(chiso__say_text(chiso__sure_name(figure, line)),
                                       chiso__say_text(chiso__sure_number(figure, line->own.rank)),
                                       chiso__say_text(chiso__sure_number(figure, line->low)),
                                       chiso__say_text(chiso__sure_number(figure, line->high)),
                                       chiso__say_text(within)));
}

static void describe(struct chiso__certainty *figure, const struct chiso__sure_line *line)
{
    struct chiso__canvas *const canvas = figure->canvas;

    chiso__describe(canvas, line->own.draws == 0
                                ? told(figure, line)
                                : chiso__phrase(canvas, CHISO__SAY_CHART_CERTAINTY_MEDIAN,
                                                CHISO__WORDS(chiso__say_text(told(figure, line)),
                                                             chiso__say_text(chiso__sure_number(
                                                                 figure, line->own.median)))));
}

/* All units where they are few; else the first, the last and those that are spoken of. */
static void tell(struct chiso__certainty *figure)
{
    for (size_t i = 0; i < figure->count; i++) {
        const struct chiso__sure_line *const line = &figure->lines[i];
        const bool is_first = i == 0 || (i == 1 && figure->lines[0].unit == CHISO_NO_UNIT);

        if (line->unit != CHISO_NO_UNIT &&
            (figure->units <= ALL_TOLD || is_first || i + 1 == figure->count || line->spoken_of)) {
            describe(figure, line);
        }
    }
}

/* The line of the first unit that is spoken of, where it has ranks; NULL for none. */
static const struct chiso__sure_line *spoken_line(const struct chiso__certainty *figure)
{
    const chiso_unit unit = chiso__first_spoken(figure->canvas, figure->board);

    for (size_t i = 0; i < figure->count && unit != CHISO_NO_UNIT; i++) {
        if (figure->lines[i].unit == unit && figure->lines[i].own.draws > 0) {
            return &figure->lines[i];
        }
    }
    return NULL;
}

void chiso__certainty_head(struct chiso__certainty *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const struct chiso__sure_line *const line = spoken_line(figure);
    const char *const steady = chiso__steady_text(canvas, &figure->summary);
    const char *const sentence =
        chiso__phrase(canvas, CHISO__SAY_PAGE_SENTENCE, CHISO__WORDS(chiso__say_text(steady)));
    const char *const drawn = chiso__drawn_text(canvas, figure->robustness, &figure->summary);
    const char *const within = chiso__ranks_within_label(canvas, figure->span);
    const chiso_node node = figure->summary.node;
    const char *caption =
        chiso__joined(canvas, drawn,
                      chiso__phrase(canvas,
                                    figure->has_half ? CHISO__SAY_CHART_CERTAINTY
                                                     : CHISO__SAY_CHART_CERTAINTY_PLAIN,
                                    CHISO__WORDS(chiso__say_text(within))));

    if (node != CHISO_ROOT) {
        caption = chiso__joined(canvas,
                                chiso__phrase(canvas, CHISO__SAY_CHART_OF_CRITERION,
                                              CHISO__WORDS(chiso__say_text(chiso__criterion_name(
                                                  figure->board->tree, node)))),
                                caption);
    }
    if (canvas->options.period != NULL) {
        caption = chiso__phrase(
            canvas, CHISO__SAY_CHART_IN_PERIOD,
            CHISO__WORDS(chiso__say_text(caption), chiso__say_text(canvas->options.period)));
    }
    if (line != NULL || canvas->options.title != NULL) {
        caption = chiso__joined(canvas, caption, sentence);
    }
    chiso__describe(canvas, drawn);
    chiso__describe(canvas, sentence);
    tell(figure);
    chiso__frame_head(canvas, line != NULL ? told(figure, line) : steady, caption);
}
