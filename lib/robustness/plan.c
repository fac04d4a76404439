/* A plan of draws, as a text says it: words behind the number of draws, each once. */
#include "robustness/plan.h"

#include "text/near.h"

enum { PERCENT_PLACES = 10000 }; /* a percent has four decimals: millionths of 1 */

bool chiso__next_part(struct chiso__span *rest, char mark, struct chiso__span *out_part)
{
    size_t size = 0;

    if (rest->text == NULL) {
        return false;
    }
    while (size < rest->size && rest->text[size] != mark) {
        size++;
    }
    *out_part = (struct chiso__span){rest->text, size};
    if (size == rest->size) {
        *rest = (struct chiso__span){NULL, 0};
    } else {
        *rest = (struct chiso__span){rest->text + size + 1, rest->size - size - 1};
    }
    return true;
}

/* A whole number of digits alone, up to a greatest one. */
static bool whole_of(struct chiso__span text, uint64_t most, uint64_t *out_number)
{
    uint64_t number = 0;

    for (size_t i = 0; i < text.size; i++) {
        const uint64_t digit = (uint64_t)(text.text[i] - '0');

        if (!chiso__is_digit(text.text[i]) || digit > most || number > (most - digit) / 10) {
            return false;
        }
        number = number * 10 + digit;
    }
    *out_number = number;
    return text.size > 0;
}

/* A percent of at most four decimals, from 0 to 100, in millionths of 1. */
static bool share_of(struct chiso__span text, bool needs_sign, int64_t *out_share)
{
    struct chiso__number_style style = {false, 0};
    struct chiso__numeral numeral = chiso__numeral_of(0);
    const int64_t step = CHISO_DECIMAL_ONE / PERCENT_PLACES;
    const bool has_sign = text.size > 0 && text.text[text.size - 1] == '%';

    if ((needs_sign && !has_sign) ||
        chiso__numeral_read(text, &style, CHISO__FORM_PERCENT, &numeral) != CHISO__NUMBER_OK ||
        numeral.decimals > 4 || numeral.value.millionths < 0 ||
        numeral.value.millionths > 100 * CHISO_DECIMAL_ONE) {
        return false;
    }
    *out_share = numeral.value.millionths / step;
    return true;
}

static bool read_weights(struct chiso__plan *plan, struct chiso__span text)
{
    int64_t share = 0;

    if (!share_of(text, true, &share)) {
        return false;
    }
    plan->share = (uint32_t)share;
    return true;
}

static bool read_dirichlet(struct chiso__plan *plan, struct chiso__span text)
{
    enum { MOST = 100000 };
    uint64_t number = 0;

    if (!whole_of(text, MOST, &number) || number == 0) {
        return false;
    }
    plan->concentration = (uint32_t)number;
    return true;
}

static bool is_yes(struct chiso__span text)
{
    return chiso__is_word(text, "yes");
}

static bool read_yes(struct chiso__plan *plan, struct chiso__span text)
{
    (void)plan;
    return is_yes(text);
}

static bool read_text(struct chiso__plan *plan, struct chiso__span text)
{
    (void)plan;
    return text.size > 0;
}

static bool read_rounding(struct chiso__plan *plan, struct chiso__span text)
{
    enum { MOST = 6 };
    uint64_t number = 0;

    if (!whole_of(text, MOST, &number)) {
        return false;
    }
    plan->decimals = (unsigned)number;
    return true;
}

static bool read_seed(struct chiso__plan *plan, struct chiso__span text)
{
    return whole_of(text, UINT64_MAX, &plan->seed);
}

static bool read_from(struct chiso__plan *plan, struct chiso__span text)
{
    return whole_of(text, CHISO_DRAW_LIMIT - 1, &plan->from);
}

static bool read_first(struct chiso__plan *plan, struct chiso__span text)
{
    uint64_t number = 0;

    if (!whole_of(text, UINT32_MAX, &number) || number == 0) {
        return false;
    }
    plan->first = (uint32_t)number;
    return true;
}

static bool read_quantiles(struct chiso__plan *plan, struct chiso__span text)
{
    struct chiso__span part;

    plan->place_count = 0;
    while (chiso__next_part(&text, '+', &part)) {
        int64_t place = 0;

        if (plan->place_count == CHISO__PLACES_MOST || !share_of(part, false, &place) ||
            (plan->place_count > 0 && place <= plan->places[plan->place_count - 1])) {
            return false;
        }
        plan->places[plan->place_count++] = place;
    }
    return true;
}

static bool read_pairs(struct chiso__plan *plan, struct chiso__span text)
{
    plan->pairs = is_yes(text);
    return plan->pairs;
}

static bool read_matters(struct chiso__plan *plan, struct chiso__span text)
{
    plan->matters = is_yes(text);
    return plan->matters;
}

static bool read_levels(struct chiso__plan *plan, struct chiso__span text)
{
    plan->levels = text;
    return text.size > 0;
}

static bool read_node(struct chiso__plan *plan, struct chiso__span text)
{
    plan->node_code = text;
    return text.size > 0;
}

struct word {
    const char *word;
    const char *form; /* what it takes, as a message shows it */
    int source;       /* CHISO__SOURCE_END for none */
    bool (*read)(struct chiso__plan *plan, struct chiso__span text);
};

static const struct word words[] = {
    {"weights", "weights:25% (0%-100%)", CHISO__SOURCE_WEIGHTS, read_weights},
    {"dirichlet", "dirichlet:100 (1-100000)", CHISO__SOURCE_DIRICHLET, read_dirichlet},
    {"levels", "levels:all, levels:1, levels:CODE+CODE", CHISO__SOURCE_END, read_levels},
    {"combine", "combine:CODE=mean+geometric", CHISO__SOURCE_COMBINE, read_text},
    {"rule", "rule:minmax+percentile", CHISO__SOURCE_RULE, read_text},
    {"without", "without:yes", CHISO__SOURCE_WITHOUT, read_yes},
    {"answers", "answers:yes", CHISO__SOURCE_ANSWERS, read_yes},
    {"rounding", "rounding:2 (0-6)", CHISO__SOURCE_ROUNDING, read_rounding},
    {"seed", "seed:1 (0-18446744073709551615)", CHISO__SOURCE_END, read_seed},
    {"from", "from:0 (0-1099511627775)", CHISO__SOURCE_END, read_from},
    {"node", "node:CODE", CHISO__SOURCE_END, read_node},
    {"first", "first:3 (1-4294967295)", CHISO__SOURCE_END, read_first},
    {"quantiles", "quantiles:5+50+95 (0-100)", CHISO__SOURCE_END, read_quantiles},
    {"pairs", "pairs:yes", CHISO__SOURCE_END, read_pairs},
    {"matters", "matters:yes", CHISO__SOURCE_END, read_matters},
};

enum { WORD_COUNT = sizeof(words) / sizeof(words[0]) };

static chiso_status fail_word(struct chiso__span word, chiso_error *error)
{
    /* What is put into a message is cut where it is long: all words are in two parts. */
    char texts[2][128];
    struct chiso__listed known[] = {{texts[0], sizeof(texts[0]), 0, false, false},
                                    {texts[1], sizeof(texts[1]), 0, false, false}};

    for (int i = 0; i < WORD_COUNT; i++) {
        chiso__list_add(&known[i * 2 / WORD_COUNT], chiso__span_of(words[i].word));
    }
    return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_DRAWS_WORD,
                       CHISO__WORDS(chiso__say(word), chiso__say(chiso__listed_text(&known[0])),
                                    chiso__say(chiso__listed_text(&known[1]))));
}

/* Takes a part such as `weights:25%`. */
static chiso_status read_part(struct chiso__plan *plan, struct chiso__span part, bool *seen,
                              chiso_error *error)
{
    struct chiso__span rest = part;
    struct chiso__span word = {"", 0};

    if (part.size == 0) {
        return chiso__fail(error, CHISO_E_SYNTAX, CHISO__SAY_DRAWS_EMPTY_PART, NULL);
    }
    (void)chiso__next_part(&rest, ':', &word);
    for (int i = 0; i < WORD_COUNT; i++) {
        if (!chiso__is_word(word, words[i].word)) {
            continue;
        }
        if (seen[i]) {
            return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_DRAWS_WORD_TWICE,
                               CHISO__WORDS(chiso__say(word)));
        }
        seen[i] = true;
        if (rest.text == NULL || !words[i].read(plan, rest)) {
            return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_DRAWS_VALUE,
                               CHISO__WORDS(chiso__say(part), chiso__say_text(words[i].form)));
        }
        if (words[i].source != CHISO__SOURCE_END) {
            plan->sources[words[i].source] = true;
            plan->texts[words[i].source] = rest;
        }
        return CHISO_OK;
    }
    return fail_word(word, error);
}

static bool has_source(const struct chiso__plan *plan)
{
    bool any = false;

    for (int source = CHISO__SOURCE_WEIGHTS; source < CHISO__SOURCE_END; source++) {
        any = any || plan->sources[source];
    }
    return any;
}

chiso_status chiso__plan_read(struct chiso__span text, struct chiso__plan *out_plan,
                              chiso_error *error)
{
    enum { MOST_DRAWS = 999999999, QUARTER = 250000 };
    struct chiso__plan plan = {
        .seed = 1, .places = {50000, 500000, 950000}, .place_count = 3, .combined = CHISO_NO_NODE};
    struct chiso__span rest = text;
    struct chiso__span part = {"", 0};
    bool seen[WORD_COUNT] = {false};
    uint64_t draws = 0;
    chiso_status status = CHISO_OK;

    (void)chiso__next_part(&rest, ',', &part);
    if (!whole_of(part, MOST_DRAWS, &draws) || draws == 0) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_DRAWS_COUNT,
                           CHISO__WORDS(chiso__say(part)));
    }
    plan.draws = (uint32_t)draws;
    while (status == CHISO_OK && chiso__next_part(&rest, ',', &part)) {
        status = read_part(&plan, part, seen, error);
    }
    if (status == CHISO_OK && plan.sources[CHISO__SOURCE_WEIGHTS] &&
        plan.sources[CHISO__SOURCE_DIRICHLET]) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_DRAWS_TWO_WEIGHTS, NULL);
    }
    if (status == CHISO_OK && plan.from + draws > CHISO_DRAW_LIMIT) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_DRAWS_BEYOND,
                             CHISO__WORDS(chiso__say_count(plan.from), chiso__say_count(draws),
                                          chiso__say_count(CHISO_DRAW_LIMIT - 1)));
    }
    if (status == CHISO_OK && !has_source(&plan)) {
        plan.sources[CHISO__SOURCE_WEIGHTS] = true;
        plan.share = QUARTER;
    }
    *out_plan = plan;
    return status;
}
