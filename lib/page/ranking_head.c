/* What the figure of ranks says in words: title, caption, description and notes. */
#include "page/ranking.h"
#include "page/spoken.h"

enum { NAMES_SHOWN = 5, LEADERS = 3 };

static const char *name_of(const struct chiso__ranking_figure *figure,
                           const struct chiso__ranked_line *line)
{
    return chiso_unit_name(figure->board, line->unit);
}

static const char *percent_of(const struct chiso__ranking_figure *figure,
                              const struct chiso__ranked_line *line)
{
    return chiso__percent_label(figure->canvas, line->standing.result.percent, figure->digits);
}

/* The first line that is spoken of; NULL for none. */
static const struct chiso__ranked_line *spoken_line(const struct chiso__ranking_figure *figure)
{
    const chiso_unit unit = chiso__first_spoken(figure->canvas, figure->board);

    for (size_t i = 0; i < figure->count; i++) {
        if (figure->lines[i].kind == CHISO__LINE_UNIT && figure->lines[i].unit == unit) {
            return &figure->lines[i];
        }
    }
    return NULL;
}

static const char *title_of_one(struct chiso__ranking_figure *figure,
                                const struct chiso__ranked_line *line)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso_decimal rose = figure->comparison == NULL ? CHISO_ABSENT : line->change.rank;
    const enum chiso__message said = rose == CHISO_ABSENT || rose == 0 ? CHISO__SAY_CHART_STANDS
                                     : rose > 0                        ? CHISO__SAY_CHART_ROSE
                                                                       : CHISO__SAY_CHART_FELL;

    return chiso__phrase(
        canvas, said,
        CHISO__WORDS(chiso__say_text(name_of(figure, line)),
                     chiso__say_text(chiso__rank_label(canvas, line->standing.place, false)),
                     chiso__say_count(line->standing.place.out_of),
                     chiso__say_text(percent_of(figure, line)),
                     chiso__say_text(chiso__number_label(
                         canvas, rose == CHISO_ABSENT ? 0 : chiso__size_of(rose), -1))));
}

/* Who stands first, in each block where there are few. */
static const char *title_of_all(struct chiso__ranking_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    struct chiso__names leaders = {"", 0};

    for (size_t i = 0; i < figure->count; i++) {
        if (figure->lines[i].kind == CHISO__LINE_UNIT &&
            figure->lines[i].standing.place.rank == 1) {
            chiso__names_add(canvas, &leaders, name_of(figure, &figure->lines[i]), LEADERS);
        }
    }
    if (leaders.count > LEADERS || leaders.count == 0) {
        return chiso__phrase(
            canvas, CHISO__SAY_CHART_RANKS_OF,
            CHISO__WORDS(chiso__say_text(chiso_tree_title(chiso_board_tree(figure->board))),
                         chiso__say_count(figure->units)));
    }
    return chiso__phrase(canvas,
                         figure->blocks > 0 ? CHISO__SAY_CHART_LEAD_BLOCKS : CHISO__SAY_CHART_LEAD,
                         CHISO__WORDS(chiso__say_text(chiso__names_text(canvas, &leaders, LEADERS)),
                                      chiso__say_count(figure->units)));
}

static const char *caption_of(struct chiso__ranking_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const char *const title = chiso_tree_title(chiso_board_tree(figure->board));
    const char *caption = *title == '\0' ? chiso__phrase(canvas, CHISO__SAY_CHART_PERCENT, NULL)
                                         : chiso__phrase(canvas, CHISO__SAY_CHART_PERCENT_OF,
                                                         CHISO__WORDS(chiso__say_text(title)));
    const char *const period = canvas->options.period;
    const char *const before = canvas->options.period_before;

    if (period != NULL) {
        caption = chiso__phrase(canvas, CHISO__SAY_CHART_IN_PERIOD,
                                CHISO__WORDS(chiso__say_text(caption), chiso__say_text(period)));
    }
    if (figure->comparison != NULL && figure->dots) {
        caption =
            chiso__joined(canvas, caption,
                          before == NULL ? chiso__phrase(canvas, CHISO__SAY_CHART_RING_BEFORE, NULL)
                                         : chiso__phrase(canvas, CHISO__SAY_CHART_RING,
                                                         CHISO__WORDS(chiso__say_text(before))));
    }
    return chiso__axis_caption(canvas, caption, &figure->axis, true);
}

void chiso__ranking_tell(struct chiso__ranking_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const struct chiso__ranked_line *highest = NULL;
    const struct chiso__ranked_line *lowest = NULL;

    for (size_t i = 0; i < figure->count; i++) {
        const struct chiso__ranked_line *const line = &figure->lines[i];

        if (line->kind == CHISO__LINE_UNIT) {
            const chiso_decimal percent = line->standing.result.percent;

            highest =
                highest == NULL || percent > highest->standing.result.percent ? line : highest;
            lowest = lowest == NULL || percent < lowest->standing.result.percent ? line : lowest;
        }
    }
    if (highest == NULL) {
        return;
    }
    chiso__describe(canvas,
                    chiso__phrase(canvas, CHISO__SAY_CHART_HIGHEST_LOWEST,
                                  CHISO__WORDS(chiso__say_count(figure->units),
                                               chiso__say_text(name_of(figure, highest)),
                                               chiso__say_text(percent_of(figure, highest)),
                                               chiso__say_text(name_of(figure, lowest)),
                                               chiso__say_text(percent_of(figure, lowest)))));
    for (size_t i = 0; i < figure->count; i++) {
        const struct chiso__ranked_line *const line = &figure->lines[i];

        if (line->spoken_of) {
            chiso__describe(canvas,
                            chiso__phrase(canvas, CHISO__SAY_CHART_ONE_STANDS,
                                          CHISO__WORDS(chiso__say_text(name_of(figure, line)),
                                                       chiso__say_text(percent_of(figure, line)),
                                                       chiso__say_text(chiso__rank_label(
                                                           canvas, line->standing.place, true)))));
        }
    }
}

void chiso__ranking_head(struct chiso__ranking_figure *figure)
{
    const struct chiso__ranked_line *const line = spoken_line(figure);

    chiso__ranking_tell(figure);
    chiso__frame_head(figure->canvas,
                      line != NULL ? title_of_one(figure, line) : title_of_all(figure),
                      caption_of(figure));
}

/* A band by its name. */
static const char *band_name(const struct chiso__ranking_figure *figure, uint32_t band)
{
    return band == CHISO_NO_BAND ? "\xE2\x80\x93" : chiso_bands_name(figure->bands, band);
}

/* Whose band a gate limits: "Health (A → B)". */
static void note_gated(struct chiso__ranking_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    struct chiso__names gated = {"", 0};

    for (size_t i = 0; i < figure->count && figure->is_gated; i++) {
        const struct chiso__ranked_line *const line = &figure->lines[i];

        if (chiso__is_gated(line)) {
            chiso__names_add(
                canvas, &gated,
                chiso__phrase(
                    canvas, CHISO__SAY_CHART_BAND_LIMITED,
                    CHISO__WORDS(chiso__say_text(name_of(figure, line)),
                                 chiso__say_text(band_name(figure, line->standing.band_by_percent)),
                                 chiso__say_text(band_name(figure, line->standing.band)))),
                NAMES_SHOWN);
        }
    }
    if (gated.count > 0) {
        const char *const note = chiso__phrase(
            canvas, CHISO__SAY_CHART_BANDS_LIMITED,
            CHISO__WORDS(chiso__say_text(chiso__names_text(canvas, &gated, NAMES_SHOWN))));

        chiso__describe(canvas, note);
        chiso__frame_note(canvas, note);
    }
}

void chiso__ranking_notes(struct chiso__ranking_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    struct chiso__names partly = {"", 0};
    struct chiso__names unranked = {"", 0};
    const uint32_t units = chiso_board_unit_count(figure->board);

    for (size_t i = 0; i < figure->count && !figure->dots; i++) {
        const struct chiso__ranked_line *const line = &figure->lines[i];
        const chiso_result *const result = &line->standing.result;

        if (line->kind == CHISO__LINE_UNIT && result->lowest != result->highest) {
            chiso__names_add(canvas, &partly, name_of(figure, line), NAMES_SHOWN);
        }
    }
    for (chiso_unit unit = 0; unit < units && figure->units < units; unit++) {
        chiso_standing standing;

        if (chiso__canvas_keep(
                canvas, chiso_report_standing(figure->report, unit, CHISO_ROOT, &standing)) &&
            standing.place.rank == 0) {
            chiso__names_add(canvas, &unranked, chiso_unit_name(figure->board, unit), NAMES_SHOWN);
        }
    }
    canvas->bottom += 50;
    note_gated(figure);
    if (partly.count > 0) {
        chiso__frame_note(canvas, chiso__phrase(canvas, CHISO__SAY_CHART_PARTLY,
                                                CHISO__WORDS(chiso__say_text(chiso__names_text(
                                                    canvas, &partly, NAMES_SHOWN)))));
    }
    if (unranked.count > 0) {
        chiso__frame_note(canvas, chiso__phrase(canvas, CHISO__SAY_CHART_UNRANKED,
                                                CHISO__WORDS(chiso__say_text(chiso__names_text(
                                                    canvas, &unranked, NAMES_SHOWN)))));
    }
}
