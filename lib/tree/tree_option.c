/* The options of a tree, digits=2 and the like: a table of their words and values. */
#include "text/word.h"
#include "tree/inside.h"

#include <string.h>

enum option {
    OPTION_DIGITS,
    OPTION_MISSING,
    OPTION_ROUNDING,
    OPTION_FULL,
    OPTION_ORDER,
    OPTION_KINDS
};

static const char *const digits_words[] = {"0", "1", "2", "3", "4", "5", "6"};

static const struct chiso__word_list digits_list = {digits_words,
                                                    sizeof(digits_words) / sizeof(digits_words[0])};

static const char *const full_words[] = {"rounded", "reached"};

static const struct chiso__word_list full_list = {full_words, 2};

static const char *const order_words[] = {"highest", "lowest"};

static const struct chiso__word_list order_list = {order_words, 2};

/* Each has a name, and a word for each value. */
static const struct {
    const char *name;
    const struct chiso__word_list *list;
    bool silent; /* its first value is not written */
} options[] = {
    [OPTION_DIGITS] = {"digits", &digits_list, false},
    [OPTION_MISSING] = {"missing", &chiso__word_lists[CHISO_WORDS_MISSING_POLICY], false},
    [OPTION_ROUNDING] = {"rounding", &chiso__word_lists[CHISO_WORDS_ROUNDING], false},
    [OPTION_FULL] = {"full", &full_list, true},
    [OPTION_ORDER] = {"order", &order_list, true},
};

_Static_assert(sizeof(options) / sizeof(options[0]) == OPTION_KINDS, "each option has a row");

static void get_values(const chiso_tree *tree, int values[OPTION_KINDS])
{
    values[OPTION_DIGITS] = tree->digits;
    values[OPTION_MISSING] = (int)tree->missing;
    values[OPTION_ROUNDING] = (int)tree->rounding;
    values[OPTION_FULL] = tree->full_reached;
    values[OPTION_ORDER] = tree->lowest_first;
}

static void set_values(chiso_tree *tree, const int values[OPTION_KINDS])
{
    tree->digits = values[OPTION_DIGITS];
    tree->missing = (chiso_missing_policy)values[OPTION_MISSING];
    tree->rounding = (chiso_rounding)values[OPTION_ROUNDING];
    tree->full_reached = values[OPTION_FULL] == 1;
    tree->lowest_first = values[OPTION_ORDER] == 1;
}

/* Reads "name=value"; false where there is no such option or value. */
static bool read_option(struct chiso__span word, int values[OPTION_KINDS])
{
    const char *sign = memchr(word.text, '=', word.size);
    const size_t size = sign == NULL ? word.size : (size_t)(sign - word.text);
    const struct chiso__span name = {word.text, size};
    struct chiso__span value = {"", 0};

    if (sign != NULL) {
        value = (struct chiso__span){sign + 1, word.size - size - 1};
    }
    for (int i = 0; i < OPTION_KINDS; i++) {
        if (chiso__is_word(name, options[i].name)) {
            values[i] = chiso__list_find(options[i].list, value);
            return values[i] >= 0;
        }
    }
    return false;
}

chiso_status chiso__tree_read_options(chiso_tree *tree, struct chiso__span text, chiso_error *error)
{
    int values[OPTION_KINDS];
    struct chiso__span word;

    get_values(tree, values);
    while (chiso__next_word(&text, &word)) {
        if (!read_option(word, values)) {
            return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_UNKNOWN_OPTION,
                               CHISO__WORDS(chiso__say(word)));
        }
    }
    set_values(tree, values);
    return CHISO_OK;
}

void chiso__put_options(struct chiso__output *output, const chiso_tree *tree)
{
    int values[OPTION_KINDS];

    get_values(tree, values);
    for (int i = 0; i < OPTION_KINDS; i++) {
        if (options[i].silent && values[i] == 0) {
            continue;
        }
        chiso__put_text(output, i == 0 ? "" : " ");
        chiso__put_text(output, options[i].name);
        chiso__put_text(output, "=");
        chiso__put_text(output, options[i].list->words[values[i]]);
    }
}
