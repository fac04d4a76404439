/* What stands first on the page of a unit: its rank and points, and the figures that matter. */
#include "page/page_words.h"
#include "page/unit_page.h"

#include "board/board.h"
#include "score/result.h"

static const char *title_of(struct chiso__unit_page *page)
{
    struct chiso__canvas *const canvas = page->html->canvas;
    const chiso_place place = page->standing.place;
    const chiso_decimal rose = page->html->comparison == NULL ? CHISO_ABSENT : page->change.rank;

    const enum chiso__message said = rose == CHISO_ABSENT || rose == 0 ? CHISO__SAY_CHART_STANDS
                                     : rose > 0                        ? CHISO__SAY_CHART_ROSE
                                                                       : CHISO__SAY_CHART_FELL;

    if (place.rank == 0) {
        return chiso__phrase(canvas, CHISO__SAY_PAGE_UNIT_PLAIN,
                             CHISO__WORDS(chiso__say_text(page->name)));
    }
    return chiso__phrase(
        canvas, said,
        CHISO__WORDS(
            chiso__say_text(page->name), chiso__say_text(chiso__rank_label(canvas, place, false)),
            chiso__say_count(place.out_of),
            chiso__say_text(chiso__page_percent(page->html, page->standing.result.percent)),
            chiso__say_text(
                chiso__number_label(canvas, rose == CHISO_ABSENT ? 0 : chiso__size_of(rose), -1))));
}

static const char *lead_of(struct chiso__unit_page *page)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    const chiso_result *const result = &page->standing.result;
    const char *const how =
        chiso__phrase(canvas, CHISO__SAY_PAGE_SENTENCE,
                      CHISO__WORDS(chiso__say_text(chiso__how_combined(html, CHISO_ROOT))));

    if (result->achieved == CHISO_ABSENT) {
        return how;
    }
    return chiso__joined(
        canvas,
        chiso__phrase(
            canvas, CHISO__SAY_PAGE_UNIT_POINTS,
            CHISO__WORDS(chiso__say_text(chiso__html_points(html, page->unit, CHISO_ROOT, result)),
                         chiso__say_text(chiso__number_label(canvas, result->max, -1)))),
        how);
}

static const char *meta_of(struct chiso__unit_page *page)
{
    struct chiso__html *const html = page->html;
    const uint32_t units = page->summary.units;
    const char *const block =
        page->block == CHISO_ALL_BLOCKS ? "" : chiso_board_block(html->board, page->block);
    const char *const among =
        *block == '\0'
            ? chiso__phrase(html->canvas, CHISO__SAY_PAGE_UNIT_AMONG,
                            CHISO__WORDS(chiso__say_count(units)))
            : chiso__phrase(html->canvas, CHISO__SAY_PAGE_UNIT_AMONG_BLOCK,
                            CHISO__WORDS(chiso__say_count(units), chiso__say_text(block)));

    return chiso__joined(html->canvas, chiso__period_of(html), among);
}

static void put_rank(struct chiso__unit_page *page)
{
    struct chiso__html *const html = page->html;
    const chiso_change *const change = &page->change;
    const char *note = "";

    if (html->comparison != NULL && change->rank != CHISO_ABSENT) {
        const char *const before = chiso__page_place(html, change->before.place);

        note = change->rank == 0
                   ? chiso__phrase(html->canvas, CHISO__SAY_PAGE_SAME_RANK,
                                   CHISO__WORDS(chiso__say_text(before)))
                   : chiso__phrase(
                         html->canvas, CHISO__SAY_PAGE_PLACES_FROM,
                         CHISO__WORDS(chiso__say_text(chiso__html_places_text(html, change->rank)),
                                      chiso__say_text(before)));
    }
    chiso__html_key(html, chiso__html_say(html, CHISO__SAY_PAGE_HEAD_RANK),
                    chiso__page_place(html, page->standing.place), note);
}

static void put_percent(struct chiso__unit_page *page)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    const chiso_change *const change = &page->change;
    const char *note = page->standing.band == CHISO_NO_BAND
                           ? ""
                           : chiso_bands_name(html->bands, page->standing.band);

    if (html->comparison != NULL && change->percent != CHISO_ABSENT) {
        const char *const since = chiso__phrase(
            canvas, CHISO__SAY_PAGE_FROM,
            CHISO__WORDS(
                chiso__say_text(chiso__signed_label(canvas, change->percent, html->change_digits)),
                chiso__say_text(chiso__page_percent(html, change->before.percent))));

        note = *note == '\0'
                   ? since
                   : chiso__phrase(canvas, CHISO__SAY_CHART_AND_NAME,
                                   CHISO__WORDS(chiso__say_text(note), chiso__say_text(since)));
    }
    chiso__html_key(html, chiso__html_say(html, CHISO__SAY_PAGE_PERCENT),
                    chiso__page_percent(html, page->standing.result.percent), note);
}

static void put_mean(struct chiso__unit_page *page)
{
    struct chiso__html *const html = page->html;
    const chiso_block_summary *const summary = &page->summary;

    chiso__html_key(
        html,
        chiso__phrase(html->canvas, CHISO__SAY_PAGE_MEAN_UNITS,
                      CHISO__WORDS(chiso__say_count(summary->units))),
        chiso__page_percent(html, summary->mean),
        chiso__phrase(html->canvas, CHISO__SAY_PAGE_MEDIAN_HIGHEST,
                      CHISO__WORDS(chiso__say_text(chiso__page_percent(html, summary->median)),
                                   chiso__say_text(chiso__page_percent(html, summary->max)))));
}

/* How many main criteria rose; without a comparison, the points that are missing. */
static void put_rest(struct chiso__unit_page *page)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    chiso_change_summary summary;
    chiso_decimal lost = CHISO_ABSENT;

    if (html->comparison != NULL &&
        chiso__html_told(
            html, chiso_comparison_summarise(html->comparison, page->unit, CHISO_ROOT, &summary))) {
        const uint32_t all =
            summary.both + summary.score_only + summary.rank_only + summary.neither;

        chiso__html_key(
            html, chiso__html_say(html, CHISO__SAY_PAGE_ROSE),
            chiso__phrase(canvas, CHISO__SAY_PAGE_OF,
                          CHISO__WORDS(chiso__say_count(summary.both + summary.score_only),
                                       chiso__say_count(all))),
            chiso__phrase(canvas, CHISO__SAY_PAGE_ROSE_BOTH,
                          CHISO__WORDS(chiso__say_count(summary.both))));
        return;
    }
    chiso__canvas_keep(canvas, chiso__lost_of(&html->board->rows, page->unit, CHISO_ROOT,
                                              html->point_digits, &lost));
    chiso__html_key(html, chiso__html_say(html, CHISO__SAY_PAGE_LOST_POINTS),
                    chiso__html_number(html, lost),
                    chiso__phrase(canvas, CHISO__SAY_PAGE_OF_POINTS,
                                  CHISO__WORDS(chiso__say_text(chiso__number_label(
                                      canvas, page->standing.result.max, -1)))));
}

void chiso__unit_page_head(struct chiso__unit_page *page)
{
    struct chiso__html *const html = page->html;

    html->title = html->options.title != NULL ? html->options.title : title_of(page);
    chiso__html_head(html, chiso__page_kicker(html), lead_of(page), meta_of(page));
    chiso__html_raw(html, "<dl class=\"key\">\n");
    put_rank(page);
    put_percent(page);
    put_mean(page);
    put_rest(page);
    chiso__html_raw(html, "</dl>\n");
}
