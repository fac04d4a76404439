#include "support.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { LISTS = CHISO_WORDS_TREE_CHANGE_KIND + 1 };

Test(word, each_is_found_again_by_its_text)
{
    for (int words = 0; words < LISTS; words++) {
        int known = 0;

        for (uint32_t value = 0; value < 100; value++) {
            const char *word = chiso_word((chiso_words)words, value);
            uint32_t found = 77;
            const chiso_status status = chiso_word_find((chiso_words)words, word, &found);

            cr_expect(status == CHISO_OK ? strcmp(chiso_word((chiso_words)words, found), word) == 0
                                         : strcmp(word, "unknown") == 0 && found == 77,
                      "%s of list %d", word, words);
            known += found == value;
        }
        cr_expect(known >= 2, "list %d has %d words", words, known);
    }
}

Test(word, capitals_and_small_letters_are_alike)
{
    uint32_t value = 77;

    cr_expect(chiso_word_find(CHISO_WORDS_TIES, "Dense", &value) == CHISO_OK &&
              value == CHISO_TIES_DENSE);
    cr_expect(chiso_word_find(CHISO_WORDS_ROUNDING, "HALF-EVEN", &value) == CHISO_OK &&
              value == CHISO_ROUND_HALF_EVEN);
}

Test(word, what_has_none_is_unknown)
{
    const uint32_t wrong[] = {5, 99, INT_MAX, UINT32_MAX};

    for (size_t i = 0; i < COUNT(wrong); i++) {
        cr_expect_str_eq(chiso_word(CHISO_WORDS_TIES, wrong[i]), "unknown");
    }
    cr_expect_str_eq(chiso_word(CHISO_WORDS_AUDIT_CODE, CHISO_AUDIT_DROP_UNEQUAL + 1), "unknown");
    cr_expect_str_eq(chiso_word((chiso_words)LISTS, 0), "unknown");
    cr_expect_str_eq(chiso_word((chiso_words)-1, 0), "unknown");
}

Test(word, another_text_is_refused)
{
    uint32_t value = 77;

    cr_expect(chiso_word_find(CHISO_WORDS_TIES, "best", &value) == CHISO_E_WORD);
    cr_expect(chiso_word_find(CHISO_WORDS_TIES, "", &value) == CHISO_E_WORD);
    cr_expect(chiso_word_find(CHISO_WORDS_KEY, "dense", &value) == CHISO_E_WORD);
    cr_expect(chiso_word_find(CHISO_WORDS_TIES, NULL, &value) == CHISO_E_NULL);
    cr_expect(chiso_word_find(CHISO_WORDS_TIES, "dense", NULL) == CHISO_E_NULL);
    cr_expect(chiso_word_find((chiso_words)LISTS, "dense", &value) == CHISO_E_RANGE);
    cr_expect(chiso_word_find((chiso_words)-1, "dense", &value) == CHISO_E_RANGE);
    cr_expect(value == 77);
}
