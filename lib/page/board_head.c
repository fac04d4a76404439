/* What stands first on the page of a board: title, method, period, and the figures that matter. */
#include "page/board_page.h"
#include "page/page_words.h"
#include "page/spoken.h"

#include "board/board.h"

enum { LEADERS = 3, MOST_KEYS = 12, LONGEST_IN_TITLE = 30 };

static chiso_standing standing_of(struct chiso__html *html, chiso_unit unit)
{
    chiso_standing standing = {.band = CHISO_NO_BAND, .result = {.percent = CHISO_ABSENT}};

    chiso__canvas_keep(html->canvas,
                       chiso_report_standing(html->report, unit, CHISO_ROOT, &standing));
    return standing;
}

/* The first units of a group: those of the best rank. */
static const char *leaders_of(struct chiso__html *html, const struct chiso__group *group,
                              uint32_t *out_count)
{
    struct chiso__names names = {"", 0};
    uint32_t i = 0;

    while (i < group->ranked_count &&
           (i == 0 || standing_of(html, group->ranked[i]).place.rank ==
                          standing_of(html, group->ranked[0]).place.rank)) {
        chiso__names_add(html->canvas, &names, chiso_unit_name(html->board, group->ranked[i]),
                         LEADERS);
        i++;
    }
    *out_count = i;
    return i == 0 ? chiso__html_say(html, CHISO__SAY_PAGE_NOBODY)
                  : chiso__names_text(html->canvas, &names, LEADERS);
}

/* "57.55 %", with the band behind it where there are bands. */
static const char *percent_and_band(struct chiso__html *html, const chiso_standing *standing)
{
    const char *const percent = chiso__page_percent(html, standing->result.percent);

    return standing->band == CHISO_NO_BAND
               ? percent
               : chiso__phrase(
                     html->canvas, CHISO__SAY_CHART_AND_NAME,
                     CHISO__WORDS(chiso__say_text(percent),
                                  chiso__say_text(chiso_bands_name(html->bands, standing->band))));
}

/* What the leader has, and by how much that is more than the next one's. */
static const char *lead_of(struct chiso__html *html, const struct chiso__group *group,
                           uint32_t leaders)
{
    struct chiso__canvas *const canvas = html->canvas;
    const chiso_standing first = standing_of(html, group->ranked[0]);
    const char *const percent = chiso__page_percent(html, first.result.percent);
    chiso_decimal apart = 0;

    if (leaders != 1 || group->ranked_count < 2 ||
        !chiso__canvas_keep(canvas, chiso__percent_apart(html, CHISO_ROOT, group->ranked[0],
                                                         group->ranked[1], &apart))) {
        return percent;
    }
    return chiso__phrase(
        canvas, CHISO__SAY_PAGE_AHEAD,
        CHISO__WORDS(
            chiso__say_text(percent),
            chiso__say_text(chiso__number_label(canvas, chiso__size_of(apart), html->digits)),
            chiso__say_text(chiso_unit_name(html->board, group->ranked[1]))));
}

/* What stands below a mean: how it changed, and the median. */
static const char *below_mean(struct chiso__html *html, const struct chiso__group *group)
{
    struct chiso__canvas *const canvas = html->canvas;
    const char *const median = chiso__page_percent(html, group->summary.median);

    if (html->comparison == NULL || group->change.mean == CHISO_ABSENT) {
        return chiso__phrase(canvas, CHISO__SAY_PAGE_MEDIAN, CHISO__WORDS(chiso__say_text(median)));
    }
    return chiso__phrase(
        canvas, CHISO__SAY_PAGE_MEAN_CHANGED,
        CHISO__WORDS(
            chiso__say_text(chiso__signed_label(canvas, group->change.mean, html->change_digits)),
            chiso__say_count(group->change.both), chiso__say_text(median)));
}

/* Who moved most, and where to: all that moved as far, to their ranks. */
static void put_mover(struct chiso__html *html, const struct chiso__group *group, bool fell)
{
    struct chiso__canvas *const canvas = html->canvas;
    struct chiso__names names = {"", 0};
    struct chiso__names ranks = {"", 0};
    chiso_decimal most = 0;

    for (uint32_t i = 0; i < group->ranked_count; i++) {
        chiso_change change = {.rank = CHISO_ABSENT};

        if (!chiso__canvas_keep(canvas, chiso_comparison_change(html->comparison, group->ranked[i],
                                                                CHISO_ROOT, &change)) ||
            change.rank == CHISO_ABSENT || (fell ? change.rank >= 0 : change.rank <= 0) ||
            chiso__size_of(change.rank) < most) {
            continue;
        }
        if (chiso__size_of(change.rank) > most) {
            most = chiso__size_of(change.rank);
            names = ranks = (struct chiso__names){"", 0};
        }
        chiso__names_add(canvas, &names, chiso_unit_name(html->board, group->ranked[i]), LEADERS);
        chiso__names_add(canvas, &ranks, chiso__rank_label(canvas, change.now.place, false),
                         LEADERS);
    }
    chiso__html_key(
        html, chiso__html_say(html, fell ? CHISO__SAY_PAGE_FELL_MOST : CHISO__SAY_PAGE_ROSE_MOST),
        most == 0 ? chiso__html_say(html, CHISO__SAY_PAGE_NOBODY)
                  : chiso__names_text(canvas, &names, LEADERS),
        most == 0
            ? chiso__html_say(html, CHISO__SAY_PAGE_NO_MOVES)
            : chiso__phrase(
                  canvas, CHISO__SAY_PAGE_TO_RANK,
                  CHISO__WORDS(chiso__say_text(chiso__html_places_text(html, fell ? -most : most)),
                               chiso__say_text(ranks.text))));
}

/* Without a comparison: how far the units lie apart. */
static void put_spread(struct chiso__html *html, const struct chiso__group *group)
{
    struct chiso__canvas *const canvas = html->canvas;
    const chiso_block_summary *const summary = &group->summary;

    chiso__html_key(
        html, chiso__html_say(html, CHISO__SAY_PAGE_RANGE),
        chiso__phrase(
            canvas, CHISO__SAY_PAGE_BETWEEN,
            CHISO__WORDS(chiso__say_text(chiso__number_label(canvas, summary->min, html->digits)),
                         chiso__say_text(chiso__page_percent(html, summary->max)))),
        chiso__phrase(
            canvas, CHISO__SAY_PAGE_MIDDLE_HALF,
            CHISO__WORDS(
                chiso__say_text(chiso__number_label(canvas, summary->quartile1, html->digits)),
                chiso__say_text(chiso__page_percent(html, summary->quartile3)))));
    chiso__html_key(html, chiso__html_say(html, CHISO__SAY_PAGE_SPREAD),
                    chiso__number_label(canvas, summary->stdev, html->digits),
                    chiso__html_say(html, CHISO__SAY_PAGE_DEVIATION));
}

static void put_keys_of_all(struct chiso__html *html, const struct chiso__group *group)
{
    uint32_t leaders = 0;
    const char *const names = leaders_of(html, group, &leaders);

    chiso__html_key(html, chiso__html_say(html, CHISO__SAY_PAGE_FIRST), names,
                    leaders == 0 ? "" : lead_of(html, group, leaders));
    chiso__html_key(html,
                    chiso__phrase(html->canvas, CHISO__SAY_PAGE_MEAN_UNITS,
                                  CHISO__WORDS(chiso__say_count(group->summary.units))),
                    chiso__page_percent(html, group->summary.mean), below_mean(html, group));
    if (html->comparison != NULL) {
        put_mover(html, group, false);
        put_mover(html, group, true);
    } else {
        put_spread(html, group);
    }
}

/* Who leads a block, and its mean, beside or below that. */
static void put_keys_of_block(struct chiso__html *html, const struct chiso__group *group,
                              bool apart)
{
    struct chiso__canvas *const canvas = html->canvas;
    uint32_t leaders = 0;
    const char *const names = leaders_of(html, group, &leaders);
    const char *const term =
        chiso__phrase(canvas, CHISO__SAY_PAGE_FIRST_IN, CHISO__WORDS(chiso__say_text(group->name)));
    const char *const mean = chiso__page_percent(html, group->summary.mean);
    const chiso_standing first =
        leaders == 0 ? (chiso_standing){.band = CHISO_NO_BAND, .result = {.percent = CHISO_ABSENT}}
                     : standing_of(html, group->ranked[0]);
    const char *const percent = leaders == 0 ? "" : percent_and_band(html, &first);

    if (!apart) {
        chiso__html_key(
            html, term, names,
            leaders == 0 ? ""
                         : chiso__phrase(canvas, CHISO__SAY_CHART_AND_NAME,
                                         CHISO__WORDS(chiso__say_text(percent),
                                                      chiso__say_text(chiso__phrase(
                                                          canvas, CHISO__SAY_CHART_MEAN,
                                                          CHISO__WORDS(chiso__say_text(mean)))))));
        return;
    }
    chiso__html_key(html, term, names, percent);
    chiso__html_key(
        html,
        chiso__phrase(canvas, CHISO__SAY_PAGE_MEAN_IN, CHISO__WORDS(chiso__say_text(group->name))),
        mean,
        chiso__phrase(
            canvas, CHISO__SAY_PAGE_UNITS_BETWEEN,
            CHISO__WORDS(
                chiso__say_text(chiso__units_text(html, group->summary.units)),
                chiso__say_text(chiso__number_label(canvas, group->summary.min, html->digits)),
                chiso__say_text(chiso__page_percent(html, group->summary.max)))));
}

static const char *meta_of(struct chiso__board_page *page)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    const uint32_t others = chiso_board_unit_count(html->board) - page->units;
    const char *const ranked =
        others == 0
            ? chiso__phrase(canvas, CHISO__SAY_PAGE_RANKED,
                            CHISO__WORDS(chiso__say_count(page->units)))
            : chiso__phrase(canvas, CHISO__SAY_PAGE_RANKED_NOT_ALL,
                            CHISO__WORDS(chiso__say_count(page->units), chiso__say_count(others)));
    const char *const digits =
        html->digits == 0 ? chiso__html_say(html, CHISO__SAY_PAGE_WHOLE)
                          : chiso__phrase(canvas, CHISO__SAY_PAGE_DIGITS,
                                          CHISO__WORDS(chiso__say_count((uint64_t)html->digits)));

    return chiso__joined(canvas, chiso__period_of(html), chiso__joined(canvas, ranked, digits));
}

/* A long name of the index stands above the title, a short one in it. */
static bool has_kicker(const struct chiso__html *html)
{
    const char *const title = chiso_tree_title(html->tree);

    return html->options.title != NULL ||
           chiso__characters(chiso__span_of(title)) > LONGEST_IN_TITLE;
}

static const char *title_of(struct chiso__board_page *page)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    const uint32_t units = chiso_board_unit_count(html->board);
    const char *title = NULL;

    if (!has_kicker(html) && *chiso_tree_title(html->tree) != '\0') {
        return chiso__phrase(
            canvas, CHISO__SAY_PAGE_TITLE,
            CHISO__WORDS(chiso__say_text(chiso__index_name(html)), chiso__say_count(units)));
    }
    title =
        chiso__phrase(canvas, CHISO__SAY_PAGE_RANKING_OF, CHISO__WORDS(chiso__say_count(units)));
    return html->options.period == NULL
               ? title
               : chiso__phrase(
                     canvas, CHISO__SAY_CHART_AND_NAME,
                     CHISO__WORDS(chiso__say_text(title), chiso__say_text(html->options.period)));
}

void chiso__board_page_head(struct chiso__board_page *page)
{
    struct chiso__html *const html = page->html;

    html->title = html->options.title != NULL ? html->options.title : title_of(page);
    chiso__html_head(html, has_kicker(html) ? chiso_tree_title(html->tree) : "",
                     chiso__method_of(html, CHISO_ROOT), meta_of(page));
    if (page->group_count == 0) {
        return;
    }
    chiso__html_raw(html, "<dl class=\"key\">\n");
    if (!page->in_blocks || page->group_count == 1) {
        put_keys_of_all(html, &page->groups[0]);
    }
    for (uint32_t i = 0; page->group_count > 1 && i < page->group_count && i < MOST_KEYS; i++) {
        put_keys_of_block(html, &page->groups[i], page->group_count == 2);
    }
    chiso__html_raw(html, "</dl>\n");
}
