/* Walks the combines and the options of a tree: one that is forgotten in a place that tells of them
 * fails here. */
#include "support.h"
#include "tree/tree.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const pages[] = {"examples/README.md", "include/chiso/tree.h"};

/* What a tree says that has a bonus or not, and words behind its combine; NULL for one that is
 * refused. */
static chiso_tree *combined(chiso_combine combine, const char *behind, bool bonus,
                            chiso_error *error)
{
    struct buffer criteria = {0};
    chiso_tree *tree = NULL;

    buffer_print(&criteria,
                 "code,title,max,weight,kind,combine\n.,All,10,,,%s%s\n1,A,4,1,,\n2,B,6,3,,\n",
                 chiso_word(CHISO_WORDS_COMBINE, combine), behind);
    buffer_print(&criteria, bonus ? "3,C,0,,bonus,\n" : "");
    if (chiso_tree_read_csv(criteria.bytes, criteria.size, NULL, &tree, error) != CHISO_OK) {
        cr_assert(tree == NULL);
    }
    buffer_clear(&criteria);
    return tree;
}

static chiso_tree *plain(chiso_combine combine)
{
    chiso_error error = CHISO_ERROR_INIT;
    chiso_tree *tree = combined(combine, "", false, &error);

    cr_assert(tree != NULL, "%s: %s", chiso_word(CHISO_WORDS_COMBINE, combine), error.message);
    return tree;
}

Test(tree_words, each_combine_is_read_and_written_with_what_may_stand_behind_it)
{
    static const struct {
        const char *words;
        bool scaled;
    } behind[] = {{"", false}, {" capped", false}, {" scaled", true}, {" scaled capped", true}};

    for (int i = 0; i < CHISO__COMBINE_KINDS; i++) {
        const chiso_combine combine = (chiso_combine)i;

        for (size_t k = 0; k < COUNT(behind); k++) {
            chiso_error error = CHISO_ERROR_INIT;
            chiso_tree *tree = combined(combine, behind[k].words, false, &error);
            struct buffer words = {0};

            buffer_print(&words, ",%s%s,", chiso_word(CHISO_WORDS_COMBINE, combine),
                         behind[k].words);
            cr_expect((tree != NULL) == (!behind[k].scaled || chiso__combines[i].may_scale),
                      "%s %s", words.bytes, error.message);
            if (tree != NULL) {
                char *written = support_tree_csv(tree);
                chiso_tree *again = support_tree(written);

                cr_expect(chiso_node_combine(tree, CHISO_ROOT) == combine);
                cr_expect(chiso_node_combine(again, CHISO_ROOT) == combine &&
                              chiso_node_is_scaled(again, CHISO_ROOT) == behind[k].scaled &&
                              chiso_node_is_capped(again, CHISO_ROOT) ==
                                  (strstr(words.bytes, "capped") != NULL),
                          "%s", written);
                cr_expect((strstr(written, words.bytes) != NULL) ==
                              (strcmp(words.bytes, ",sum,") != 0),
                          "%s: %s", words.bytes, written);
                free(written);
                chiso_tree_free(again);
                chiso_tree_free(tree);
            }
            buffer_clear(&words);
        }
        cr_expect(combined(combine, " capped capped", false, NULL) == NULL);
        cr_expect(combined(combine, " scaled scaled", false, NULL) == NULL);
        cr_expect(combined(combine, " often", false, NULL) == NULL);
    }
}

Test(tree_words, each_combine_takes_a_bonus_or_refuses_it_by_its_word)
{
    for (int i = 0; i < CHISO__COMBINE_KINDS; i++) {
        chiso_error error = CHISO_ERROR_INIT;
        chiso_tree *tree = combined((chiso_combine)i, "", true, &error);

        cr_expect((tree != NULL) == chiso__combines[i].takes_bonus, "%s",
                  chiso_word(CHISO_WORDS_COMBINE, (chiso_combine)i));
        cr_expect(tree != NULL || strstr(error.message,
                                         chiso_word(CHISO_WORDS_COMBINE, (chiso_combine)i)) != NULL,
                  "%s", error.message);
        chiso_tree_free(tree);
    }
}

Test(tree_words, each_combine_weighs_as_its_row_says)
{
    static const char *const of_first[] = {[CHISO__WEIGHING_MAX] = "0.4",
                                           [CHISO__WEIGHING_WEIGHT] = "0.25",
                                           [CHISO__WEIGHING_ALIKE] = "0.5"};

    for (int i = 0; i < CHISO__COMBINE_KINDS; i++) {
        chiso_tree *tree = plain((chiso_combine)i);
        chiso_decimal weights[3];

        cr_assert_eq(chiso_tree_effective_weights(tree, 3, weights, NULL), CHISO_OK);
        cr_expect(weights[1] == decimal(of_first[chiso__combines[i].weighing]), "%s: %s",
                  chiso_word(CHISO_WORDS_COMBINE, (chiso_combine)i), decimal_text(weights[1]));
        chiso_tree_free(tree);
    }
}

/* What the whole of a board of one unit is explained with, in one line. */
static struct buffer told(const chiso_board *board, chiso_language language)
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_explanation *explanation = NULL;

    cr_assert_eq(chiso_explanation_new(board, 0, CHISO_ROOT, 1, &explanation, NULL), CHISO_OK);
    cr_assert_eq(chiso_explanation_write(explanation, language, '.', &sink, NULL), CHISO_OK);
    chiso_explanation_free(explanation);
    return text;
}

Test(tree_words, each_combine_is_scored_and_told_in_its_own_words)
{
    static const chiso_language languages[] = {CHISO_LANGUAGE_ENGLISH, CHISO_LANGUAGE_VIETNAMESE};

    for (size_t k = 0; k < COUNT(languages); k++) {
        struct buffer texts[CHISO__COMBINE_KINDS];

        for (int i = 0; i < CHISO__COMBINE_KINDS; i++) {
            chiso_tree *tree = plain((chiso_combine)i);
            /* Half of each is half of all, whatever the combine. */
            chiso_board *board = support_scored(tree, "unit,1,2\nu,2,3\n");

            cr_expect(support_result(board, "u", "").achieved == decimal("5"), "%s",
                      chiso_word(CHISO_WORDS_COMBINE, (chiso_combine)i));
            texts[i] = told(board, languages[k]);
            for (int other = 0; other < i; other++) {
                cr_expect(strcmp(texts[other].bytes, texts[i].bytes) != 0, "%s and %s: %s",
                          chiso_word(CHISO_WORDS_COMBINE, (chiso_combine)other),
                          chiso_word(CHISO_WORDS_COMBINE, (chiso_combine)i), texts[i].bytes);
            }
            chiso_board_free(board);
            chiso_tree_free(tree);
        }
        for (int i = 0; i < CHISO__COMBINE_KINDS; i++) {
            buffer_clear(&texts[i]);
        }
    }
}

static void expect_on_pages(const char *words)
{
    for (size_t i = 0; i < COUNT(pages); i++) {
        size_t size = 0;
        char *page = support_read(pages[i], &size);

        cr_expect(strstr(page, words) != NULL, "%s: no %s", pages[i], words);
        free(page);
    }
}

Test(tree_words, each_combine_stands_in_messages_and_pages)
{
    static const char wrong[] = "code,title,max,combine\n.,All,,guess\n1,A,4,\n";
    chiso_error error = CHISO_ERROR_INIT;
    chiso_tree *tree = NULL;

    cr_assert(chiso_tree_read_csv(wrong, sizeof(wrong) - 1, NULL, &tree, &error) == CHISO_E_WORD);
    for (int i = 0; i < CHISO__COMBINE_KINDS; i++) {
        const char *word = chiso_word(CHISO_WORDS_COMBINE, (chiso_combine)i);
        struct buffer quoted = {0};

        cr_expect(strstr(error.message, word) != NULL && strstr(error.message_vi, word) != NULL,
                  "%s: %s", word, error.message);
        buffer_print(&quoted, "`%s`", word);
        expect_on_pages(quoted.bytes);
        buffer_clear(&quoted);
    }
}

Test(tree_words, each_option_is_written_with_a_value_and_stands_in_messages_and_pages)
{
    chiso_tree *tree = support_tree("code,title,max,options\n.,All,,\n1,A,4,\n");
    char *written = support_tree_csv(tree);
    char *line = strchr(written, '\n') + 1;
    chiso_error error = CHISO_ERROR_INIT;
    char *options;
    int count = 0;

    *strchr(line, '\n') = '\0';
    options = strrchr(line, ',') + 1;
    cr_assert(chiso_tree_set_options(tree, "colour=red", &error) == CHISO_E_WORD);
    for (char *word = strtok(options, " "); word != NULL; word = strtok(NULL, " ")) {
        char *value = strchr(word, '=') + 1;

        cr_expect(chiso_tree_set_options(tree, word, NULL) == CHISO_OK, "%s", word);
        cr_assert(*value != '\0');
        *value = '\0';
        cr_expect(chiso_tree_set_options(tree, word, NULL) == CHISO_E_WORD, "%s", word);
        cr_expect(strstr(error.message, word) != NULL && strstr(error.message_vi, word) != NULL,
                  "%s: %s", word, error.message);
        expect_on_pages(word);
        count++;
    }
    cr_expect(count >= 3);
    free(written);
    chiso_tree_free(tree);
}
