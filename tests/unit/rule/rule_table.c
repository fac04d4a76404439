/* Walks the tables of rules and of what cells hold: a row that is left out, or forgotten in one of
 * the places that tell of rules, fails here. */
#include "rule/inside.h"
#include "support.h"
#include "tree/tree.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A rule of each kind as it writes itself, for a max of 10 and a min of -10, and cells that give
 * the least and the most. */
static const struct {
    const char *rule;
    const char *least;
    const char *most;
} examples[] = {
    [CHISO__RULE_POINTS] = {"points", "-10", "10"},
    [CHISO__RULE_RATE] = {"rate", "0%", "7/7"},
    [CHISO__RULE_RATE_FROM] = {"rate from 80%", "79%", "100%"},
    [CHISO__RULE_RATE_BETWEEN] = {"rate between 50%..90%", "50%", "90%"},
    [CHISO__RULE_RATE_TARGET] = {"rate target 90%", "0%", "90%"},
    [CHISO__RULE_ATLEAST] = {"atleast 90:5 80:3", "79", "90"},
    [CHISO__RULE_ATMOST] = {"atmost 2:5 4:3", "5", "2"},
    [CHISO__RULE_YESNO] = {"yesno", "0", "1"},
    [CHISO__RULE_PER] = {"per -0.5", "20", "0"},
    [CHISO__RULE_RANGE] = {"range 5..60", "5", "60"},
    [CHISO__RULE_MINMAX] = {"minmax", "1", "2"},
    [CHISO__RULE_BEST] = {"best", "0", "2"},
    [CHISO__RULE_PERCENTILE] = {"percentile", NULL, "2"}, /* nobody is below all, itself included */
    [CHISO__RULE_ZSCORE] = {"zscore 0 30", "1", "2"},
    [CHISO__RULE_SURVEY] = {"survey 80 60 0", "0|0|5", "5|0|0"},
    [CHISO__RULE_RANK] = {"rank 2", NULL, "7"}, /* a cell of criterion 2; the last has a share */
};

_Static_assert(COUNT(examples) == CHISO__RULE_KINDS, "each rule has an example");

static const struct chiso__limits limits = {{-10 * CHISO_DECIMAL_ONE, 0},
                                            {10 * CHISO_DECIMAL_ONE, 0}};

/* Whether a rule takes the rank of criterion 2. */
static bool is_rank(const char *rule)
{
    return strncmp(rule, "rank ", 5) == 0;
}

/* A tree with one leaf "1" of such limits, and one to be ranked by where the rule asks for that;
 * NULL where the rule is refused. */
static chiso_tree *ruled(const char *rule, chiso_error *error)
{
    struct buffer criteria = {0};
    chiso_tree *tree = NULL;
    chiso_status status;

    buffer_print(&criteria, "code,title,max,min,rule\n1,Leaf,10,-10,%s\n%s", rule,
                 is_rank(rule) ? "2,Ranked,9,,\n" : "");
    status = chiso_tree_read_csv(criteria.bytes, criteria.size, NULL, &tree, error);
    cr_assert((status == CHISO_OK) == (tree != NULL), "%s: %s", rule, error->message);
    buffer_clear(&criteria);
    return tree;
}

static chiso_tree *example_tree(int kind)
{
    chiso_error error = CHISO_ERROR_INIT;
    chiso_tree *tree = ruled(examples[kind].rule, &error);

    cr_assert(tree != NULL, "%s: %s", examples[kind].rule, error.message);
    return tree;
}

/* The unit "most" has what gives the most, and "least" what gives the least. */
static chiso_board *example_board(int kind)
{
    chiso_tree *tree = example_tree(kind);
    struct buffer points = {0};
    chiso_board *board;

    buffer_print(&points, "unit,%d\nleast,%s\nmost,%s\n", is_rank(examples[kind].rule) ? 2 : 1,
                 examples[kind].least == NULL ? "" : examples[kind].least, examples[kind].most);
    board = support_scored(tree, points.bytes);
    chiso_tree_free(tree);
    buffer_clear(&points);
    return board;
}

Test(rule_table, each_row_says_all_that_is_asked_of_rules)
{
    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        const struct chiso__rule_row *row = &chiso__rules[i];
        const int sources = row->is_points + (row->points != NULL) + (row->points_among != NULL) +
                            (row->takes == CHISO__CELL_ANSWERS);

        cr_assert(row->word != NULL && row->least != NULL && row->most != NULL, "rule %d", i);
        cr_expect(sources == 1, "%s has %d ways to points", row->word, sources);
        cr_expect((row->points_among != NULL) == (row->regards != CHISO__REGARD_NONE), "%s",
                  row->word);
        cr_expect((row->read != NULL) == (row->write != NULL), "%s", row->word);
    }
}

Test(rule_table, each_rule_is_read_as_itself_and_written_as_it_is_read)
{
    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        chiso_tree *tree = example_tree(i);
        char *written = support_tree_csv(tree);
        chiso_tree *again = support_tree(written);

        cr_expect((int)tree->nodes[1].rule.kind == i, "%s", examples[i].rule);
        cr_expect_str_eq(chiso_node_rule(tree, 1), examples[i].rule);
        cr_expect_str_eq(chiso_node_rule(again, 1), examples[i].rule);
        free(written);
        chiso_tree_free(again);
        chiso_tree_free(tree);
    }
}

Test(rule_table, each_rule_gives_the_least_and_the_most_that_it_says)
{
    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        chiso_board *board = example_board(i);
        const struct chiso__rule *rule = &chiso_board_tree(board)->nodes[1].rule;
        const struct chiso__rule_row *row = &chiso__rules[i];

        cr_expect(support_result(board, "most", "1").achieved == row->most(rule, limits).millionths,
                  "%s: %s", examples[i].rule,
                  decimal_text(support_result(board, "most", "1").achieved));
        cr_expect(examples[i].least == NULL || support_result(board, "least", "1").achieved ==
                                                   row->least(rule, limits).millionths,
                  "%s: %s", examples[i].rule,
                  decimal_text(support_result(board, "least", "1").achieved));
        chiso_board_free(board);
    }
}

Test(rule_table, each_board_is_written_and_read_again)
{
    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        chiso_board *board = example_board(i);
        char *written = support_board_csv(board);
        chiso_tree *tree = example_tree(i);
        chiso_board *again = support_scored(tree, written);
        char *second = support_board_csv(again);

        cr_expect_str_eq(second, written);
        cr_expect(strstr(written, examples[i].most) != NULL, "%s: %s", examples[i].rule, written);
        free(second);
        free(written);
        chiso_tree_free(tree);
        chiso_board_free(again);
        chiso_board_free(board);
    }
}

Test(rule_table, each_rule_is_told_by_explain)
{
    static const struct {
        chiso_language language;
        const char *by;
        const char *rank;
    } languages[] = {{CHISO_LANGUAGE_ENGLISH, "by", "rank 1 of 1 of criterion 2"},
                     {CHISO_LANGUAGE_VIETNAMESE, "theo", "hạng 1 trên 1 của tiêu chí 2"}};

    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        chiso_board *board = example_board(i);

        for (size_t k = 0; k < COUNT(languages); k++) {
            struct buffer text = {0};
            struct buffer told = {0};
            const chiso_sink sink = buffer_sink(&text);
            chiso_explanation *explanation = NULL;

            cr_assert_eq(chiso_explanation_new(board, support_unit(board, "most"), 1, UINT32_MAX,
                                               &explanation, NULL),
                         CHISO_OK);
            cr_assert_eq(
                chiso_explanation_write(explanation, languages[k].language, '.', &sink, NULL),
                CHISO_OK);
            if (is_rank(examples[i].rule)) {
                buffer_print(&told, ": %s", languages[k].rank);
            } else {
                buffer_print(&told, ": %s %s %s", examples[i].most, languages[k].by,
                             examples[i].rule);
            }
            cr_expect((strstr(text.bytes, told.bytes) != NULL) != chiso__rules[i].is_points,
                      "%s: %s", told.bytes, text.bytes);
            buffer_clear(&told);
            chiso_explanation_free(explanation);
            buffer_clear(&text);
        }
        chiso_board_free(board);
    }
}

static bool has_finding(const chiso_audit *audit, chiso_audit_code code)
{
    for (uint32_t i = 0; i < chiso_audit_count(audit); i++) {
        if (chiso_audit_finding(audit, i)->code == code) {
            return true;
        }
    }
    return false;
}

Test(rule_table, each_rule_is_audited_by_what_its_row_says)
{
    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        const struct chiso__rule_row *row = &chiso__rules[i];
        chiso_board *board = example_board(i);
        const chiso_tree *tree = chiso_board_tree(board);
        const struct chiso__rule *rule = &tree->nodes[1].rule;
        const bool is_rate = chiso__cell_kinds[rule->takes].is_rate;
        chiso_audit *audit = NULL;

        cr_assert_eq(chiso_audit_new_for_tree(tree, NULL, &audit, NULL), CHISO_OK);
        cr_expect(has_finding(audit, CHISO_AUDIT_RULE_MAX) ==
                      (chiso__carried_compare(row->most(rule, limits), limits.max) < 0),
                  "%s", examples[i].rule);
        cr_expect(has_finding(audit, CHISO_AUDIT_RULE_MIN) ==
                      (chiso__carried_compare(row->least(rule, limits), limits.min) > 0),
                  "%s", examples[i].rule);
        chiso_audit_free(audit);
        if (is_rate) {
            cr_assert_eq(chiso_board_set(board, "most", "1", "130%", NULL), CHISO_OK);
            cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
        }
        cr_assert_eq(chiso_audit_new_for_board(board, NULL, &audit, NULL), CHISO_OK);
        cr_expect(has_finding(audit, CHISO_AUDIT_RATE_LIMITED) == (is_rate && row->limits_rates),
                  "%s", examples[i].rule);
        chiso_audit_free(audit);
        chiso_board_free(board);
    }
}

Test(rule_table, the_words_behind_a_rule_are_those_that_its_row_allows)
{
    static const struct {
        const char *word;
        unsigned bit;
    } words[] = {{"log", CHISO__BEHIND_LOG},
                 {"unlimited", CHISO__BEHIND_UNLIMITED},
                 {"population", CHISO__BEHIND_POPULATION},
                 {"down", CHISO__BEHIND_DOWN},
                 {"block", CHISO__BEHIND_BLOCK}};

    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        for (size_t k = 0; k < COUNT(words); k++) {
            const bool allowed = (chiso__rules[i].behind & words[k].bit) != 0;
            struct buffer rule = {0};
            chiso_error error = CHISO_ERROR_INIT;
            chiso_tree *tree;

            buffer_print(&rule, "%s %s", examples[i].rule, words[k].word);
            tree = ruled(rule.bytes, &error);
            cr_expect((tree != NULL) == allowed, "%s: %s", rule.bytes, error.message);
            if (tree != NULL) {
                cr_expect_str_eq(chiso_node_rule(tree, 1), rule.bytes);
                chiso_tree_free(tree);
            }
            buffer_print(&rule, " %s", words[k].word);
            tree = ruled(rule.bytes, &error);
            cr_expect(tree == NULL, "%s", rule.bytes);
            cr_expect(!allowed ||
                          (strstr(strstr(error.message, "expected"), words[k].word) != NULL &&
                           strstr(strstr(error.message_vi, "cần"), words[k].word) != NULL),
                      "%s: %s", rule.bytes, error.message);
            buffer_clear(&rule);
        }
    }
}

/* The word of a rule, its form behind it, as a table of rules has it. */
static void put_words(struct buffer *words, const struct chiso__rule_row *row)
{
    buffer_print(words, row->form == NULL ? "%s" : "%s %s", row->word, row->form);
}

Test(rule_table, each_rule_is_offered_where_no_rule_is_recognised)
{
    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        const struct chiso__rule_row *row = &chiso__rules[i];
        const char *word = row->form == NULL ? row->word : row->form;
        struct buffer rule = {0};
        chiso_error error = CHISO_ERROR_INIT;

        buffer_print(&rule, row->form == NULL ? "guess" : "%s guess", row->word);
        cr_expect(ruled(rule.bytes, &error) == NULL, "%s", rule.bytes);
        cr_expect(strstr(error.message, word) != NULL && strstr(error.message_vi, word) != NULL,
                  "%s: %s %s", word, error.message, error.message_vi);
        buffer_clear(&rule);
    }
}

Test(rule_table, each_rule_stands_in_the_tables_that_people_read)
{
    static const char *const pages[] = {"examples/README.md", "include/chiso/tree.h"};

    for (size_t k = 0; k < COUNT(pages); k++) {
        size_t size = 0;
        char *page = support_read(pages[k], &size);

        for (int i = 0; i < CHISO__RULE_KINDS; i++) {
            struct buffer words = {0};

            buffer_print(&words, "| `");
            put_words(&words, &chiso__rules[i]);
            cr_expect(strstr(page, words.bytes) != NULL, "%s: no row %s", pages[k], words.bytes);
            buffer_clear(&words);
        }
        for (int i = 0; i < CHISO__CELL_KINDS; i++) {
            struct buffer words = {0};

            if (chiso__cell_kinds[i].word != NULL) {
                buffer_print(&words, "| `rate %s`", chiso__cell_kinds[i].word);
                cr_expect(strstr(page, words.bytes) != NULL, "%s: no row %s", pages[k],
                          words.bytes);
                buffer_clear(&words);
            }
        }
        free(page);
    }
}

/* A rule that takes each measure that can be given, two cells with a value of it and the points of
 * a max of 10, and one that is refused. */
static const struct {
    const char *rule;
    const char *cells[2];
    const char *points[2];
    const char *refused;
} takers[] = {
    [CHISO__CELL_NUMBER] = {"points", {"9.78", "-0.5"}, {"9.78", "-0.5"}, "97.8%"},
    [CHISO__CELL_RATE] = {"rate", {"97.8%", "978/1000"}, {"9.78", "9.78"}, "97.8"},
    [CHISO__CELL_PERCENT] = {"rate percent", {"97.8", "978/1000"}, {"9.78", "9.78"}, "1|2"},
    [CHISO__CELL_SHARE] = {"rate share", {"0.978", "97.8%"}, {"9.78", "9.78"}, "1|2"},
    [CHISO__CELL_YESNO] = {"yesno", {"0", "1"}, {"-10", "10"}, "2"},
    [CHISO__CELL_COUNT] = {"per 2", {"3", "4"}, {"6", "8"}, "1.5"},
    [CHISO__CELL_ANSWERS] = {"survey 100 0", {"3|1", "1|0"}, {"7.5", "10"}, "1"},
};

_Static_assert(COUNT(takers) == CHISO__CELL_NONE && CHISO__CELL_NONE + 1 == CHISO__CELL_KINDS,
               "each measure has a rule");

Test(rule_table, each_measure_is_read_and_written_as_it_stands_in_cells)
{
    for (int i = 0; i < CHISO__CELL_NONE; i++) {
        chiso_error error = CHISO_ERROR_INIT;
        chiso_tree *tree = ruled(takers[i].rule, &error);
        struct buffer points = {0};
        chiso_board *board;
        char *written;

        cr_assert(tree != NULL, "%s: %s", takers[i].rule, error.message);
        cr_expect((int)tree->nodes[1].rule.takes == i, "%s", takers[i].rule);
        cr_expect_str_eq(chiso_node_rule(tree, 1), takers[i].rule);
        buffer_print(&points, "unit,name,block,ranked,1\na,a,,yes,%s\nb,b,,yes,%s\n",
                     takers[i].cells[0], takers[i].cells[1]);
        board = support_scored(tree, points.bytes);
        written = support_board_csv(board);
        cr_expect_str_eq(written, points.bytes);
        cr_expect(support_result(board, "a", "1").achieved == decimal(takers[i].points[0]) &&
                      support_result(board, "b", "1").achieved == decimal(takers[i].points[1]),
                  "%s", takers[i].rule);
        cr_expect(chiso_board_set(board, "a", "1", takers[i].refused, &error) != CHISO_OK, "%s",
                  takers[i].rule);
        free(written);
        buffer_clear(&points);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

Test(rule_table, each_measure_says_what_it_takes)
{
    for (int i = 0; i < CHISO__CELL_KINDS; i++) {
        const struct chiso__measure_row *row = &chiso__cell_kinds[i];
        const struct chiso__rule rule = {.takes = (enum chiso__cell_kind)i, .text = "the rule"};
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso__fail_measure(&rule, chiso__span_of("found"), &error) == CHISO_E_CELL);
        cr_expect(strstr(error.message, "found") != NULL &&
                      strstr(error.message, "the rule") != NULL &&
                      strstr(error.message_vi, "found") != NULL &&
                      strstr(error.message_vi, "the rule") != NULL,
                  "measure %d: %s", i, error.message);
        cr_expect(row->is_rate || row->whole == CHISO_DECIMAL_ONE || i == CHISO__CELL_ANSWERS ||
                      i == CHISO__CELL_NONE,
                  "measure %d takes nothing", i);
        if (row->word != NULL) {
            cr_expect(ruled("rate guess", &error) == NULL);
            cr_expect(strstr(error.message, row->word) != NULL &&
                          strstr(error.message_vi, row->word) != NULL,
                      "%s: %s", row->word, error.message);
        }
    }
}
