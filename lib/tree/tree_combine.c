/* The table of combines, and the text of one: a word, and the words that may stand behind it. */
#include "text/near.h"
#include "text/word.h"
#include "tree/inside.h"

const struct chiso__combine_row chiso__combines[] = {
    [CHISO_COMBINE_SUM] =
        {
            .weighing = CHISO__WEIGHING_MAX,
            .takes_bonus = true,
            .may_scale = true,
            .find_factors = chiso__factor_sum,
        },
    [CHISO_COMBINE_MEAN] =
        {
            .weighing = CHISO__WEIGHING_WEIGHT,
            .find_factors = chiso__factor_mean,
        },
    [CHISO_COMBINE_GEOMETRIC] = {.weighing = CHISO__WEIGHING_WEIGHT},
    [CHISO_COMBINE_HARMONIC] = {.weighing = CHISO__WEIGHING_WEIGHT},
    [CHISO_COMBINE_MIN] = {.weighing = CHISO__WEIGHING_ALIKE},
    [CHISO_COMBINE_MAX] = {.weighing = CHISO__WEIGHING_ALIKE},
    [CHISO_COMBINE_MEDIAN] = {.weighing = CHISO__WEIGHING_ALIKE},
};

_Static_assert(sizeof(chiso__combines) / sizeof(chiso__combines[0]) == CHISO__COMBINE_KINDS,
               "each combine has a row");

static bool take_scaled(struct chiso__tree_node *node)
{
    const bool taken = chiso__combines[node->combine].may_scale && !node->scaled;

    node->scaled = true;
    return taken;
}

static bool is_scaled(const struct chiso__tree_node *node)
{
    return node->scaled;
}

static bool take_capped(struct chiso__tree_node *node)
{
    const bool taken = !node->capped;

    node->capped = true;
    return taken;
}

static bool is_capped(const struct chiso__tree_node *node)
{
    return node->capped;
}

/* What may stand behind a combine, in any order; it is written in this one. */
static const struct {
    const char *word;
    bool (*take)(struct chiso__tree_node *node); /* false where it may not stand */
    bool (*is_taken)(const struct chiso__tree_node *node);
} behind[] = {
    {"scaled", take_scaled, is_scaled},
    {"capped", take_capped, is_capped},
};

enum { BEHIND_KINDS = sizeof(behind) / sizeof(behind[0]) };

static bool take_behind(struct chiso__span word, struct chiso__tree_node *node)
{
    for (int i = 0; i < BEHIND_KINDS; i++) {
        if (chiso__is_word(word, behind[i].word)) {
            return behind[i].take(node);
        }
    }
    return false;
}

/* Says which word is none that may stand there; none is known that stands first where is_first. */
static chiso_status fail_combine(struct chiso__span text, struct chiso__span word, bool is_first,
                                 chiso_error *error)
{
    struct chiso__nearest nearest = chiso__nearest_to(word);

    for (uint32_t i = 0; i < CHISO__COMBINE_KINDS && is_first; i++) {
        chiso__nearest_try(&nearest, chiso__span_of(chiso_word(CHISO_WORDS_COMBINE, i)));
    }
    for (int i = 0; i < BEHIND_KINDS && !is_first; i++) {
        chiso__nearest_try(&nearest, chiso__span_of(behind[i].word));
    }
    chiso__nearest_try_all(&nearest, (const char *const[]){"drop", "keep", NULL});
    if (nearest.meant.size == 0 || nearest.apart == 0) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_UNKNOWN_COMBINE,
                           CHISO__WORDS(chiso__say(text)));
    }
    return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_COMBINE_MEANT,
                       CHISO__WORDS(chiso__say(text), chiso__say(word), chiso__say(nearest.meant)));
}

/* The words that are taken behind a combine, which may be left out before `drop` and `keep`. */
static chiso_status take_words(struct chiso__span text, struct chiso__span rest,
                               struct chiso__tree_node *node, chiso_error *error)
{
    struct chiso__terms *steps = &node->steps;
    struct chiso__span word;

    while (chiso__next_word(&rest, &word)) {
        bool known = false;

        if (chiso__drop_read(word, &rest, steps->drops, &steps->drop_count, &known)) {
            if (!known) {
                return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_DROP_FORM,
                                   CHISO__WORDS(chiso__say(text), chiso__say(word)));
            }
        } else if (!take_behind(word, node)) {
            return fail_combine(text, word, false, error);
        }
    }
    return CHISO_OK;
}

/* Room for as many drops as there are words for. */
static bool reserve_drops(chiso_tree *tree, struct chiso__span text, struct chiso__tree_node *node)
{
    struct chiso__span rest = text;
    struct chiso__span word;
    size_t words = 0;
    bool drops = false;

    while (chiso__next_word(&rest, &word)) {
        drops = drops || chiso__is_word(word, "drop") || chiso__is_word(word, "keep");
        words++;
    }
    if (drops) {
        node->steps.drops =
            chiso__arena_take(&tree->arena, &tree->allocator, words * sizeof(*node->steps.drops));
    }
    return !drops || node->steps.drops != NULL;
}

chiso_status chiso__combine_read(chiso_tree *tree, struct chiso__span text,
                                 struct chiso__tree_node *node, chiso_error *error)
{
    struct chiso__span rest = text;
    struct chiso__span word;
    int combine = CHISO_COMBINE_SUM;

    if (!chiso__next_word(&rest, &word)) {
        return CHISO_OK;
    }
    if (!reserve_drops(tree, text, node)) {
        return chiso__fail_memory(error);
    }
    if (chiso__is_word(word, "drop") || chiso__is_word(word, "keep")) {
        rest = text;
    } else {
        combine = chiso__word_value(CHISO_WORDS_COMBINE, word);
    }
    if (combine < 0) {
        return fail_combine(text, word, true, error);
    }
    node->combine = (chiso_combine)combine;
    return take_words(text, rest, node, error);
}

bool chiso__combine_is_default(const struct chiso__tree_node *node)
{
    bool is_default = node->combine == CHISO_COMBINE_SUM && node->steps.drop_count == 0;

    for (int i = 0; i < BEHIND_KINDS; i++) {
        is_default = is_default && !behind[i].is_taken(node);
    }
    return is_default;
}

void chiso__combine_put(struct chiso__output *output, const struct chiso__tree_node *node)
{
    chiso__put_text(output, chiso_word(CHISO_WORDS_COMBINE, node->combine));
    for (int i = 0; i < BEHIND_KINDS; i++) {
        if (behind[i].is_taken(node)) {
            chiso__put_text(output, " ");
            chiso__put_text(output, behind[i].word);
        }
    }
    chiso__drops_put(output, &node->steps);
}
