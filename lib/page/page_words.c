/* Sentences that pages have in common: see page_words.h. */
#include "page/page_words.h"

#include "board/board.h"
#include "number/shown.h"
#include "rank/block.h"

const char *chiso__page_percent(struct chiso__html *html, chiso_decimal percent)
{
    return chiso__percent_label(html->canvas, percent, html->digits);
}

const char *chiso__units_text(struct chiso__html *html, uint32_t count)
{
    return chiso__phrase(html->canvas,
                         count == 1 ? CHISO__SAY_CHART_ONE_UNIT : CHISO__SAY_CHART_UNITS,
                         CHISO__WORDS(chiso__say_count(count)));
}

static enum chiso__message combine_message(chiso_combine combine)
{
    switch (combine) {
    case CHISO_COMBINE_MEAN:
        return CHISO__SAY_PAGE_MEAN_OF_CRITERIA;
    case CHISO_COMBINE_GEOMETRIC:
        return CHISO__SAY_PAGE_GEOMETRIC;
    case CHISO_COMBINE_HARMONIC:
        return CHISO__SAY_PAGE_HARMONIC;
    case CHISO_COMBINE_MIN:
        return CHISO__SAY_PAGE_LEAST;
    case CHISO_COMBINE_MAX:
        return CHISO__SAY_PAGE_GREATEST;
    case CHISO_COMBINE_MEDIAN:
        return CHISO__SAY_PAGE_MEDIAN_OF_CRITERIA;
    case CHISO_COMBINE_SUM:
        break;
    }
    return CHISO__SAY_PAGE_SUM;
}

const char *chiso__how_combined(struct chiso__html *html, chiso_node node)
{
    const uint32_t count = chiso_node_child_count(html->tree, node);
    const char *const max = chiso__number_label(html->canvas, chiso_node_max(html->tree, node), -1);

    if (count < 2) {
        return chiso__phrase(html->canvas, CHISO__SAY_PAGE_ONE_CRITERION,
                             CHISO__WORDS(chiso__say_text(max)));
    }
    return chiso__phrase(html->canvas, combine_message(chiso_node_combine(html->tree, node)),
                         CHISO__WORDS(chiso__say_count(count), chiso__say_text(max)));
}

const char *chiso__method_of(struct chiso__html *html, chiso_node node)
{
    const bool in_blocks =
        html->rules.scope == CHISO_SCOPE_BLOCKS && chiso_board_block_count(html->board) > 1;

    return chiso__phrase(html->canvas,
                         html->rules.key == CHISO_KEY_PUBLISHED ? CHISO__SAY_PAGE_RANKED_PUBLISHED
                                                                : CHISO__SAY_PAGE_RANKED_EXACT,
                         CHISO__WORDS(chiso__say_text(chiso__how_combined(html, node)),
                                      chiso__say_message(in_blocks ? CHISO__SAY_PAGE_IN_BLOCKS
                                                                   : CHISO__SAY_PAGE_OVER_ALL)));
}

const char *chiso__before_of(struct chiso__html *html)
{
    const char *const before = html->options.period_before;

    return before != NULL ? before : chiso__html_say(html, CHISO__SAY_PAGE_PERIOD_BEFORE);
}

const char *chiso__period_of(struct chiso__html *html)
{
    struct chiso__canvas *const canvas = html->canvas;
    const char *const period = html->options.period;

    if (period == NULL) {
        return html->comparison == NULL
                   ? ""
                   : chiso__phrase(canvas, CHISO__SAY_PAGE_AGAINST,
                                   CHISO__WORDS(chiso__say_text(chiso__before_of(html))));
    }
    return html->comparison == NULL
               ? chiso__phrase(canvas, CHISO__SAY_PAGE_PERIOD,
                               CHISO__WORDS(chiso__say_text(period)))
               : chiso__phrase(canvas, CHISO__SAY_PAGE_PERIOD_AGAINST,
                               CHISO__WORDS(chiso__say_text(period),
                                            chiso__say_text(chiso__before_of(html))));
}

const char *chiso__index_name(struct chiso__html *html)
{
    const char *const title = chiso_tree_title(html->tree);
    const char *const name =
        *title != '\0' ? title : chiso__html_say(html, CHISO__SAY_PAGE_RANKING);

    return html->options.period == NULL
               ? name
               : chiso__phrase(
                     html->canvas, CHISO__SAY_CHART_BESIDE,
                     CHISO__WORDS(chiso__say_text(name), chiso__say_text(html->options.period)));
}

chiso_status chiso__percent_apart(struct chiso__html *html, chiso_node node, chiso_unit unit,
                                  chiso_unit other, chiso_decimal *out_apart)
{
    const struct chiso__rows *const rows = &html->board->rows;
    struct chiso__carried_ratio ratios[2];
    struct chiso__carried percents[2];
    struct chiso__carried apart = {0, 0};

    *out_apart = CHISO_ABSENT;
    if (!chiso__ratio_of(rows, unit, node, &ratios[0]) ||
        !chiso__ratio_of(rows, other, node, &ratios[1])) {
        return CHISO_OK;
    }
    if (!chiso__percent_of(&ratios[0], &percents[0]) ||
        !chiso__percent_of(&ratios[1], &percents[1]) ||
        !chiso__carried_subtract(percents[0], percents[1], &apart)) {
        return CHISO_E_RANGE;
    }
    *out_apart = chiso__points_shown(apart, chiso__carried_of(100 * CHISO_DECIMAL_ONE),
                                     html->digits, html->tree->rounding);
    return CHISO_OK;
}

const char *chiso__page_place(struct chiso__html *html, chiso_place place)
{
    return place.rank == 0
               ? "\xE2\x80\x93"
               : chiso__phrase(
                     html->canvas, CHISO__SAY_CHART_OUT_OF,
                     CHISO__WORDS(chiso__say_text(chiso__rank_label(html->canvas, place, true)),
                                  chiso__say_count(place.out_of)));
}

int chiso__decimals_of(chiso_decimal value)
{
    int digits = value == CHISO_ABSENT ? 0 : CHISO_DECIMAL_PLACES;

    while (digits > 0 && value % 10 == 0) {
        value /= 10;
        digits--;
    }
    return digits;
}

const char *chiso__page_weight(struct chiso__html *html, chiso_decimal weight)
{
    int digits = 0;

    for (chiso_node node = chiso_node_first_child(html->tree, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next_sibling(html->tree, node)) {
        const int own = chiso__decimals_of(chiso_node_weight(html->tree, node));

        digits = own > digits ? own : digits;
    }
    return weight == CHISO_ABSENT ? "" : chiso__number_label(html->canvas, weight, digits);
}

const char *chiso__page_kicker(struct chiso__html *html)
{
    return *chiso_tree_title(html->tree) == '\0' && html->options.board == NULL
               ? ""
               : chiso__index_name(html);
}
