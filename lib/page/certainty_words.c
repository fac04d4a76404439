/* How sure ranks are, in words: see certainty.h. */
#include "page/certainty.h"
#include "page/rows_of.h"
#include "page/spoken.h"
#include "robustness/robustness.h"

#include <chiso/word.h>

/* Shares of 1 and percents have their points two places apart. */
enum { PERCENT = 100 };

struct chiso__span_of_ranks chiso__ranks_span(const chiso_robustness *robustness)
{
    const uint32_t count = robustness->plan.place_count;
    const struct chiso__span_of_ranks asked = {
        chiso_robustness_quantile_at(robustness, 0),
        chiso_robustness_quantile_at(robustness, count == 0 ? 0 : count - 1)};
    const struct chiso__span_of_ranks usual = {5 * CHISO_DECIMAL_ONE / PERCENT,
                                               95 * CHISO_DECIMAL_ONE / PERCENT};

    return asked.from == asked.to ? usual : asked;
}

const char *chiso__ranks_span_label(struct chiso__canvas *canvas, struct chiso__span_of_ranks span)
{
    return chiso__phrase(
        canvas, CHISO__SAY_PAGE_BETWEEN,
        CHISO__WORDS(chiso__say_text(chiso__number_label(canvas, span.from * PERCENT, -1)),
                     chiso__say_text(chiso__percent_label(canvas, span.to * PERCENT, -1))));
}

const char *chiso__ranks_within_label(struct chiso__canvas *canvas,
                                      struct chiso__span_of_ranks span)
{
    return chiso__percent_label(canvas, (span.to - span.from) * PERCENT, -1);
}

chiso_status chiso__ranks_interval(const chiso_robustness *robustness, chiso_unit unit,
                                   struct chiso__span_of_ranks span, chiso_decimal *out_low,
                                   chiso_decimal *out_high)
{
    const chiso_status status = chiso_robustness_quantile(robustness, unit, span.from, out_low);

    return status == CHISO_OK ? chiso_robustness_quantile(robustness, unit, span.to, out_high)
                              : status;
}

const char *chiso__ranks_label(struct chiso__canvas *canvas, chiso_decimal low, chiso_decimal high)
{
    if (low == high) {
        return chiso__number_label(canvas, low, -1);
    }
    return chiso__phrase(canvas, CHISO__SAY_PAGE_BETWEEN,
                         CHISO__WORDS(chiso__say_text(chiso__number_label(canvas, low, -1)),
                                      chiso__say_text(chiso__number_label(canvas, high, -1))));
}

const char *chiso__steady_text(struct chiso__canvas *canvas, const chiso_robust_summary *summary)
{
    return chiso__phrase(
        canvas, CHISO__SAY_CHART_STEADY,
        CHISO__WORDS(chiso__say_count(summary->steady), chiso__say_count(summary->unit_count)));
}

/* Adds what varies to what is there. */
static void add(struct chiso__canvas *canvas, const char **text, const char *more)
{
    *text = **text == '\0'
                ? more
                : chiso__phrase(canvas, CHISO__SAY_CHART_AND_NAME,
                                CHISO__WORDS(chiso__say_text(*text), chiso__say_text(more)));
}

static void add_weights(struct chiso__canvas *canvas, const char **text,
                        const chiso_robustness *robustness)
{
    const struct chiso__plan *const plan = &robustness->plan;

    if (robustness->has_sets) {
        add(canvas, text, chiso__phrase(canvas, CHISO__SAY_DRAWN_SETS, NULL));
    } else if (plan->sources[CHISO__SOURCE_WEIGHTS]) {
        add(canvas, text,
            chiso__phrase(canvas, CHISO__SAY_DRAWN_WEIGHTS,
                          CHISO__WORDS(chiso__say_count(robustness->inputs[CHISO__SOURCE_WEIGHTS]),
                                       chiso__say_text(chiso__percent_label(
                                           canvas, (chiso_decimal)plan->share * PERCENT, -1)))));
    } else if (plan->sources[CHISO__SOURCE_DIRICHLET]) {
        add(canvas, text,
            chiso__phrase(canvas, CHISO__SAY_DRAWN_DIRICHLET,
                          CHISO__WORDS(chiso__say_count(plan->concentration))));
    }
}

static void add_combines(struct chiso__canvas *canvas, const char **text,
                         const chiso_robustness *robustness)
{
    const struct chiso__plan *const plan = &robustness->plan;
    const char *ways = "";

    if (!plan->sources[CHISO__SOURCE_COMBINE]) {
        return;
    }
    for (uint32_t i = 0; i < plan->combine_count; i++) {
        add(canvas, &ways, chiso_word(CHISO_WORDS_COMBINE, (uint32_t)plan->combines[i]));
    }
    add(canvas, text,
        plan->combined == CHISO_ROOT
            ? chiso__phrase(canvas, CHISO__SAY_DRAWN_COMBINE_ALL,
                            CHISO__WORDS(chiso__say_text(ways)))
            : chiso__phrase(canvas, CHISO__SAY_DRAWN_COMBINE,
                            CHISO__WORDS(chiso__say_text(chiso__criterion_name(
                                             robustness->board->tree, plan->combined)),
                                         chiso__say_text(ways))));
}

static void add_rules(struct chiso__canvas *canvas, const char **text,
                      const struct chiso__plan *plan)
{
    const char *ways = "";

    for (uint32_t i = 0; i < plan->rule_count; i++) {
        add(canvas, &ways, chiso__canvas_copy(canvas, plan->rules[i]));
    }
    add(canvas, text,
        chiso__phrase(canvas, CHISO__SAY_DRAWN_RULE, CHISO__WORDS(chiso__say_text(ways))));
}

const char *chiso__drawn_text(struct chiso__canvas *canvas, const chiso_robustness *robustness,
                              const chiso_robust_summary *summary)
{
    const struct chiso__plan *const plan = &robustness->plan;
    const char *text = "";

    add_weights(canvas, &text, robustness);
    add_combines(canvas, &text, robustness);
    if (plan->sources[CHISO__SOURCE_RULE]) {
        add_rules(canvas, &text, plan);
    }
    if (plan->sources[CHISO__SOURCE_WITHOUT]) {
        add(canvas, &text, chiso__phrase(canvas, CHISO__SAY_DRAWN_WITHOUT, NULL));
    }
    if (plan->sources[CHISO__SOURCE_ANSWERS]) {
        add(canvas, &text, chiso__phrase(canvas, CHISO__SAY_DRAWN_ANSWERS, NULL));
    }
    if (plan->sources[CHISO__SOURCE_ROUNDING]) {
        add(canvas, &text,
            chiso__phrase(canvas, CHISO__SAY_DRAWN_ROUNDING,
                          CHISO__WORDS(chiso__say_count(plan->decimals))));
    }
    return chiso__phrase(canvas, CHISO__SAY_DRAWN,
                         CHISO__WORDS(chiso__say_count(summary->draws), chiso__say_text(text),
                                      chiso__say_count(summary->seed)));
}

const char *chiso__drawn_answers_text(struct chiso__canvas *canvas,
                                      const chiso_robustness *robustness)
{
    return robustness->plan.sources[CHISO__SOURCE_ANSWERS]
               ? chiso__phrase(canvas, CHISO__SAY_DRAWN_SIMPLE, NULL)
               : "";
}
