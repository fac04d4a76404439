/* For mkstemp() and fdopen(). */
#define _POSIX_C_SOURCE 200809L

#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BOM "\xEF\xBB\xBF"

static chiso_node parent_node(const chiso_tree *tree, chiso_node node)
{
    const chiso_node parent = chiso_node_parent(tree, node);

    return parent == CHISO_NO_NODE ? CHISO_ROOT : parent;
}

/* Two trees say the same, whatever order their nodes were added in. */
static void expect_same_trees(const chiso_tree *a, const chiso_tree *b, const char *name)
{
    chiso_node m = CHISO_ROOT;
    chiso_node n = CHISO_ROOT;

    cr_expect(chiso_tree_node_count(a) == chiso_tree_node_count(b), "%s: %u and %u nodes", name,
              (unsigned)chiso_tree_node_count(a), (unsigned)chiso_tree_node_count(b));
    cr_expect(chiso_tree_digits(a) == chiso_tree_digits(b), "%s", name);
    cr_expect(chiso_tree_missing(a) == chiso_tree_missing(b), "%s", name);
    cr_expect(chiso_tree_rounding(a) == chiso_tree_rounding(b), "%s", name);
    while (m != CHISO_NO_NODE && n != CHISO_NO_NODE) {
        const char *code = chiso_node_code(a, m);

        cr_expect(strcmp(code, chiso_node_code(b, n)) == 0, "%s: codes \"%s\" and \"%s\"", name,
                  code, chiso_node_code(b, n));
        cr_expect(strcmp(chiso_node_title(a, m), chiso_node_title(b, n)) == 0,
                  "%s: titles of \"%s\": \"%s\" and \"%s\"", name, code, chiso_node_title(a, m),
                  chiso_node_title(b, n));
        cr_expect(strcmp(chiso_node_code(a, parent_node(a, m)),
                         chiso_node_code(b, parent_node(b, n))) == 0,
                  "%s: parents of \"%s\"", name, code);
        cr_expect(chiso_node_depth(a, m) == chiso_node_depth(b, n), "%s: depths of \"%s\"", name,
                  code);
        cr_expect(chiso_node_max(a, m) == chiso_node_max(b, n), "%s: maxima of \"%s\"", name, code);
        cr_expect(chiso_node_min(a, m) == chiso_node_min(b, n), "%s: minima of \"%s\"", name, code);
        cr_expect(chiso_node_weight(a, m) == chiso_node_weight(b, n), "%s: weights of \"%s\"", name,
                  code);
        cr_expect(chiso_node_kind(a, m) == chiso_node_kind(b, n), "%s: kinds of \"%s\"", name,
                  code);
        cr_expect(chiso_node_combine(a, m) == chiso_node_combine(b, n), "%s: combines of \"%s\"",
                  name, code);
        cr_expect(chiso_node_is_scaled(a, m) == chiso_node_is_scaled(b, n), "%s: scaled \"%s\"",
                  name, code);
        cr_expect(chiso_node_is_capped(a, m) == chiso_node_is_capped(b, n), "%s: capped \"%s\"",
                  name, code);
        cr_expect(chiso_node_round(a, m) == chiso_node_round(b, n), "%s: rounds of \"%s\"", name,
                  code);
        cr_expect(strcmp(chiso_node_rule(a, m), chiso_node_rule(b, n)) == 0, "%s: rules of \"%s\"",
                  name, code);
        m = chiso_node_next(a, m);
        n = chiso_node_next(b, n);
    }
    cr_expect(m == n, "%s: one tree has more nodes", name);
}

/* Writes a tree, reads it in again, compares, and writes that one: the bytes must be the same. */
static void expect_round_trip(const chiso_tree *tree, const char *name)
{
    char *first = support_tree_csv(tree);
    chiso_tree *again = support_tree(first);
    char *second = support_tree_csv(again);

    expect_same_trees(tree, again, name);
    cr_expect(strcmp(first, second) == 0, "%s: written as\n%s\nand then as\n%s", name, first,
              second);
    free(first);
    free(second);
    chiso_tree_free(again);
}

static const char SMALL[] = "code,title,max\n"
                            "1,First,\n"
                            "1.1,\"Half, of it\",2.5\n"
                            "1.2,,1\n"
                            "2,Second,4\n";

Test(tree_csv, a_tree_is_read_from_its_rows)
{
    chiso_tree *tree = support_tree(SMALL);

    cr_assert(chiso_tree_is_checked(tree));
    cr_assert_eq(chiso_tree_node_count(tree), 5);
    cr_assert_eq(chiso_tree_leaf_count(tree), 3);
    cr_assert_str_eq(chiso_tree_title(tree), "");
    cr_assert_str_eq(chiso_node_title(tree, support_node(tree, "1.1")), "Half, of it");
    cr_assert_eq(chiso_node_parent(tree, support_node(tree, "1.2")), support_node(tree, "1"));
    cr_assert_eq(chiso_node_parent(tree, support_node(tree, "2")), CHISO_ROOT);
    cr_assert_eq(chiso_node_max(tree, support_node(tree, "1")), decimal("3.5"));
    cr_assert_eq(chiso_node_max(tree, CHISO_ROOT), decimal("7.5"));
    cr_assert_eq(chiso_tree_rounded_count(tree), 0);
    chiso_tree_free(tree);
}

Test(tree_csv, dialects_say_the_same)
{
    static const struct {
        const char *name;
        const char *text;
    } cases[] = {
        {"semicolons and decimal points",
         "code;title;max\n1;First;\n1.1;Half, of it;2.5\n1.2;;1\n2;Second;4\n"},
        {"semicolons and decimal commas",
         "code;title;max\n1;First;\n1.1;Half, of it;2,5\n1.2;;1\n2;Second;4\n"},
        {"tabs and decimal points",
         "code\ttitle\tmax\n1\tFirst\t\n1.1\tHalf, of it\t2.5\n1.2\t\t1\n2\tSecond\t4\n"},
        {"tabs and decimal commas",
         "code\ttitle\tmax\n1\tFirst\t\n1.1\tHalf, of it\t2,5\n1.2\t\t1\n2\tSecond\t4\n"},
        {"a byte order mark",
         BOM "code,title,max\n1,First,\n1.1,\"Half, of it\",2.5\n1.2,,1\n2,Second,4\n"},
        {"lines that end in CRLF",
         "code,title,max\r\n1,First,\r\n1.1,\"Half, of it\",2.5\r\n1.2,,1\r\n2,Second,4\r\n"},
        {"no end of the last line",
         "code,title,max\n1,First,\n1.1,\"Half, of it\",2.5\n1.2,,1\n2,Second,4"},
        {"everything quoted", "\"code\",\"title\",\"max\"\n\"1\",\"First\",\"\"\n\"1.1\",\"Half, "
                              "of it\",\"2.5\"\n\"1.2\",\"\",\"1\"\n\"2\",\"Second\",\"4\"\n"},
        {"columns in another order",
         "max,code,title\n,1,First\n2.5,1.1,\"Half, of it\"\n1,1.2,\n4,2,Second\n"},
        {"notes before the header", "# A source: \"with an open quote; and, "
                                    "separators\n#\tanother\ncode,title,max\n1,First,\n1.1,\"Half, "
                                    "of it\",2.5\n1.2,,1\n2,Second,4\n"},
        {"a mark, notes, CRLF and semicolons",
         BOM "# Nguồn\r\ncode;title;max\r\n1;First;\r\n1.1;\"Half, of "
             "it\";2,5\r\n1.2;;1\r\n2;Second;4\r\n"},
        {"parents that come later",
         "code,title,max\n1.1,\"Half, of it\",2.5\n1,First,\n1.2,,1\n2,Second,4\n"},
        {"parents by their column",
         "code,parent,title,max\n1,,First,\n1.1,1,\"Half, of it\",2.5\n1.2,1,,1\n2,,Second,4\n"},
        {"every column, empty", "code,title,max,parent,min,weight,combine,kind,rule,round,"
                                "options\n1,First,,,,,,,,,\n1.1,\"Half, of "
                                "it\",2.5,,,,,,,,\n1.2,,1,,,,,,,,\n2,Second,4,,,,,,,,\n"},
        {"every column, with the defaults",
         "code,title,max,min,combine,kind,rule\n1,First,3.5,,sum,criterion,\n1.1,\"Half, of "
         "it\",2.5,0,,criterion,points\n1.2,,1,0,,criterion,points\n2,Second,4,0,,criterion,"
         "points\n"},
    };
    chiso_tree *small = support_tree(SMALL);

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso_tree_read_csv(cases[i].text, strlen(cases[i].text), NULL, &tree, &error) ==
                      CHISO_OK,
                  "%s: line %u, column %u: %s", cases[i].name, (unsigned)error.line,
                  (unsigned)error.column, error.message);
        if (tree != NULL) {
            expect_same_trees(small, tree, cases[i].name);
        }
        chiso_tree_free(tree);
    }
    chiso_tree_free(small);
}

Test(tree_csv, quoted_cells_hold_separators_quotes_and_line_ends)
{
    chiso_tree *tree =
        support_tree("code,title,max\r\na,\"He said \"\"no\"\", "
                     "twice\",1\r\nb,\"two\nlines\",1\r\nc,\"two\r\nlines\",1\r\nd,\"\",1\r\n");

    cr_expect_str_eq(chiso_node_title(tree, support_node(tree, "a")), "He said \"no\", twice");
    cr_expect_str_eq(chiso_node_title(tree, support_node(tree, "b")), "two\nlines");
    cr_expect_str_eq(chiso_node_title(tree, support_node(tree, "c")), "two\r\nlines");
    cr_expect_str_eq(chiso_node_title(tree, support_node(tree, "d")), "");
    expect_round_trip(tree, "quotes");
    chiso_tree_free(tree);
}

Test(tree_csv, the_parent_is_the_longest_dotted_prefix_unless_it_is_said)
{
    chiso_tree *tree = support_tree("code,title,parent,max\n"
                                    "1.2.3.4,,,1\n"
                                    "1,,,\n"
                                    "1.2,,,\n"
                                    "1.20,,,1\n"
                                    "x.y,,,1\n"
                                    "SC11,,1.2,1\n"
                                    "2.b,,,1\n"
                                    "1.9,,.,1\n"
                                    "2,,,\n");
    static const struct {
        const char *code, *parent;
    } cases[] = {{"1.2.3.4", "1.2"}, {"1.2", "1"}, {"1.20", "1"}, {"x.y", ""},
                 {"SC11", "1.2"},    {"2.b", "2"}, {"1.9", ""},   {"2", ""}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        const chiso_node parent = chiso_node_parent(tree, support_node(tree, cases[i].code));

        cr_expect(strcmp(chiso_node_code(tree, parent), cases[i].parent) == 0, "%s is below \"%s\"",
                  cases[i].code, chiso_node_code(tree, parent));
    }
    expect_round_trip(tree, "parents");
    chiso_tree_free(tree);
}

Test(tree_csv, the_row_of_the_root_describes_the_index)
{
    chiso_tree *tree =
        support_tree("code,title,max,combine,round,options\n"
                     "a,A,4,,,\n"
                     ".,Chỉ số,100,sum scaled capped,1,digits=3 missing=skip rounding=half-even\n"
                     "b,B,6,,,\n");

    cr_expect_str_eq(chiso_tree_title(tree), "Chỉ số");
    cr_expect(chiso_node_max(tree, CHISO_ROOT) == decimal("100"));
    cr_expect(chiso_node_is_scaled(tree, CHISO_ROOT) && chiso_node_is_capped(tree, CHISO_ROOT));
    cr_expect(chiso_node_round(tree, CHISO_ROOT) == 1);
    cr_expect(chiso_tree_digits(tree) == 3);
    cr_expect(chiso_tree_missing(tree) == CHISO_MISSING_SKIP);
    cr_expect(chiso_tree_rounding(tree) == CHISO_ROUND_HALF_EVEN);
    cr_expect(chiso_tree_node_count(tree) == 3);
    expect_round_trip(tree, "root");
    chiso_tree_free(tree);
}

Test(tree_csv, everything_a_row_can_say_is_written_back)
{
    static const char *const texts[] = {
        "code,parent,title,max,min,weight,combine,kind,rule,round,options\n"
        ".,,An index,100,,,mean capped,,,4,digits=4 missing=unknown rounding=down\n"
        "1,,\"A, \"\"b\"\"\",50,,0.25,sum scaled,,,0,\n"
        "1.1,,,10,-2.5,,,,range 60..5 unlimited,6,\n"
        "1.2,,,10,1,,,,rate between 33.333333%..90%,,\n"
        "1.3,,,0,-5,,,bonus,per -0.5,2,\n"
        "1.4,,,7.5,,,,,atleast 2/3:5 1/3:2.25,,\n"
        "2,,,20,,0.75,,,,,\n"
        "x,2,,20,,0,,,yesno,1,\n",
        "code,title,max,weight,combine,options\n"
        "1,One,,1,mean,\n"
        "1.1,,10,0.000001,,\n"
        "1.2,,20,9200000000000,,\n"
        "2,Two,,2,sum capped,\n"
        "2.1,,0,,,\n",
        "code;title;max;rule\n"
        "1;;2,5;atmost 5%:2,5 10%:1\n"
        "2;;1,25;range 0,5..1,5\n"
        "3;;1;per 0,5\n"
        "4;;1;rate from 97,5%\n",
    };

    for (size_t i = 0; i < COUNT(texts); i++) {
        chiso_tree *tree = support_tree(texts[i]);

        expect_round_trip(tree, texts[i]);
        chiso_tree_free(tree);
    }
}

Test(tree_csv, rules_use_the_decimal_mark_of_the_file)
{
    chiso_tree *tree = support_tree("code;title;max;rule\n1;;2,5;atmost 0,5:2,5\n2;;1,25;range "
                                    "0,5..1,5\n3;;1;per 0,5\n4;;1;rate from 97,5%\n");

    cr_expect_str_eq(chiso_node_rule(tree, support_node(tree, "1")), "atmost 0.5:2.5");
    cr_expect_str_eq(chiso_node_rule(tree, support_node(tree, "2")), "range 0.5..1.5");
    cr_expect_str_eq(chiso_node_rule(tree, support_node(tree, "3")), "per 0.5");
    cr_expect_str_eq(chiso_node_rule(tree, support_node(tree, "4")), "rate from 97.5%");
    chiso_tree_free(tree);
}

Test(tree_csv, a_tree_built_by_calls_is_written_and_read)
{
    static const char *const titles[] = {
        "=SUM(A1)", "+1",   "-x",       "@a", "'",     "'quoted",         "'=x",    "''=x",
        "''",       "\t=x", "=\"a\",b", "\"", "a\nb",  "a\r\nb",          "a;b\tc", " space ",
        "#note",    "-2",   "-",        "NA", "1,5",   "Tỷ lệ",           ".",      "\r",
        "'-1",      "'+",   "'@",       "\n", BOM "x", "\xF0\x9F\x98\x80"};
    chiso_tree *tree = NULL;
    char code[16];
    char *text;

    cr_assert_eq(chiso_tree_new("=An index, \"quoted\"", NULL, &tree, NULL), CHISO_OK);
    for (size_t i = 0; i < COUNT(titles); i++) {
        snprintf(code, sizeof(code), "c%zu", i);
        cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, code, titles[i], "1", NULL, NULL), CHISO_OK,
                     "%zu", i);
    }
    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    expect_round_trip(tree, "titles");
    text = support_tree_csv(tree);
    cr_expect(strstr(text, "'=SUM(A1)") != NULL, "%s", text);
    cr_expect(strstr(text, "'+1") != NULL, "%s", text);
    cr_expect(strstr(text, "'-x") != NULL, "%s", text);
    cr_expect(strstr(text, "'@a") != NULL, "%s", text);
    cr_expect(strstr(text, "'=An index") != NULL, "%s", text);
    free(text);
    chiso_tree_free(tree);
}

Test(tree_csv, codes_that_look_like_formulas_are_written_and_read)
{
    static const char *const codes[] = {"=A1", "+1",  "-1", "-",     "@a",  "'",
                                        "'x",  "'=x", "#1", "\"q\"", "a,b", "a;b",
                                        "..",  ".a",  "a.", "1..2",  "é"};
    chiso_tree *tree = NULL;

    cr_assert_eq(chiso_tree_new(NULL, NULL, &tree, NULL), CHISO_OK);
    for (size_t i = 0; i < COUNT(codes); i++) {
        cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, codes[i], NULL, "1", NULL, NULL), CHISO_OK,
                     "%s", codes[i]);
        /* And as a parent. */
        if (i % 2 == 0) {
            char child[16];

            snprintf(child, sizeof(child), "child%zu", i);
            cr_assert_eq(
                chiso_tree_add(tree, support_node(tree, codes[i]), child, NULL, "1", NULL, NULL),
                CHISO_OK, "%s", codes[i]);
        }
    }
    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    expect_round_trip(tree, "codes");
    chiso_tree_free(tree);
}

Test(tree_csv, codes_with_dots_stay_where_calls_put_them)
{
    chiso_tree *tree = NULL;

    /* 1.1 is not below 1 here, and 2.1 is below 1: only the column parent can say so. */
    cr_assert_eq(chiso_tree_new(NULL, NULL, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "1", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "1.1", NULL, "1", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, 1, "2.1", NULL, "1", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "2", NULL, "1", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    expect_round_trip(tree, "dots");
    chiso_tree_free(tree);
}

Test(tree_csv, formula_guards_of_a_file_are_taken_off)
{
    chiso_tree *tree =
        support_tree("code,title,max\na,'=SUM(A1),1\nb,'+1,1\nc,'-x,1\nd,'@a,1\ne,it's,1\n");

    cr_expect_str_eq(chiso_node_title(tree, support_node(tree, "a")), "=SUM(A1)");
    cr_expect_str_eq(chiso_node_title(tree, support_node(tree, "b")), "+1");
    cr_expect_str_eq(chiso_node_title(tree, support_node(tree, "c")), "-x");
    cr_expect_str_eq(chiso_node_title(tree, support_node(tree, "d")), "@a");
    cr_expect_str_eq(chiso_node_title(tree, support_node(tree, "e")), "it's");
    chiso_tree_free(tree);
}

Test(tree_csv, numbers_are_written_as_numbers)
{
    chiso_tree *tree = support_tree("code,title,max,min\na,,0,-2.5\nb,,7.50,\n");
    char *text = support_tree_csv(tree);

    cr_expect(strstr(text, "'-2.5") == NULL && strstr(text, "-2.5") != NULL, "%s", text);
    cr_expect(strstr(text, "7.5") != NULL && strstr(text, "7.50") == NULL, "%s", text);
    cr_expect(
        strncmp(text, "code,parent,title,max,min,weight,combine,kind,rule,round,options", 64) == 0,
        "%s", text);
    free(text);
    chiso_tree_free(tree);
}

Test(tree_csv, numbers_with_more_than_15_decimals_are_counted)
{
    chiso_tree *tree = support_tree(
        "code,title,max,min,weight\na,,1.2345678901234567,0.0000000000000001,2.0000000000000000\n"
        "b,,1.5,,0.3333333333333333\n");

    cr_assert_eq(chiso_tree_rounded_count(tree), 3);
    cr_assert_eq(chiso_node_max(tree, support_node(tree, "a")), decimal("1.234568"));
    cr_assert_eq(chiso_node_min(tree, support_node(tree, "a")), 0);
    cr_assert_eq(chiso_node_weight(tree, support_node(tree, "b")), decimal("0.333333"));
    chiso_tree_free(tree);
}

Test(tree_csv, only_the_given_bytes_are_read)
{
    static const char text[] = "code,title,max\na,,1\nb,,2\nc,,x\n";
    chiso_tree *tree = NULL;

    cr_assert_eq(chiso_tree_read_csv(text, strlen(text) - 5, NULL, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_node_count(tree), 3);
    chiso_tree_free(tree);
}

Test(tree_csv, a_file_is_read_like_its_bytes)
{
    char path[] = "/tmp/chiso-test-XXXXXX";
    const int handle = mkstemp(path);
    FILE *file = fdopen(handle, "wb");
    chiso_tree *small = support_tree(SMALL);
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_not_null(file);
    fputs(SMALL, file);
    fclose(file);
    cr_expect(chiso_tree_read_csv_file(path, NULL, &tree, &error) == CHISO_OK, "%s", error.message);
    if (tree != NULL) {
        expect_same_trees(small, tree, "file");
    }
    chiso_tree_free(tree);
    remove(path);
    tree = small;
    cr_expect(chiso_tree_read_csv_file(path, NULL, &tree, &error) == CHISO_E_FILE && tree == NULL);
    cr_expect(error.status == CHISO_E_FILE && strstr(error.message, path) != NULL, "%s",
              error.message);
    cr_expect(chiso_tree_read_csv_file("/tmp", NULL, &tree, &error) == CHISO_E_FILE &&
              tree == NULL);
    cr_expect(chiso_tree_read_csv_file(NULL, NULL, &tree, &error) == CHISO_E_NULL && tree == NULL);
    cr_expect(chiso_tree_read_csv(NULL, 0, NULL, &tree, &error) == CHISO_E_NULL && tree == NULL);
    cr_expect(chiso_tree_read_csv(SMALL, strlen(SMALL), NULL, NULL, &error) == CHISO_E_NULL);
    chiso_tree_free(small);
}

static bool refuse(void *context, const char *bytes, size_t size)
{
    size_t *left = context;

    (void)bytes;
    (void)size;
    if (*left == 0) {
        return false;
    }
    --*left;
    return true;
}

Test(tree_csv, writing_needs_a_checked_tree_and_a_willing_sink)
{
    size_t left = 0;
    const chiso_sink sink = {.write = refuse, .context = &left};
    const chiso_sink broken = {0};
    chiso_tree *tree = support_tree(SMALL);
    chiso_tree *open = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_tree_write_csv(tree, &sink, &error) == CHISO_E_SINK);
    cr_expect(error.status == CHISO_E_SINK && error.message[0] != '\0' &&
              error.message_vi[0] != '\0');
    cr_expect(chiso_tree_write_csv(tree, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tree_write_csv(tree, &broken, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tree_write_csv(NULL, &sink, NULL) == CHISO_E_NULL);
    cr_assert_eq(chiso_tree_new("open", NULL, &open, NULL), CHISO_OK);
    cr_expect(chiso_tree_write_csv(open, &sink, &error) == CHISO_E_STATE);
    chiso_tree_free(open);
    expect_round_trip(tree, "after a refusal");
    chiso_tree_free(tree);
}

Test(tree_csv, a_large_tree_goes_to_the_sink_in_pieces)
{
    struct buffer text = {0};
    chiso_tree *tree;
    size_t left = 1;
    const chiso_sink sink = {.write = refuse, .context = &left};

    buffer_print(&text, "code,title,max\n");
    for (int i = 0; i < 5000; i++) {
        buffer_print(&text, "%d.%d,A title that is neither short nor long,0.25\n", i % 70, i);
    }
    tree = support_tree(text.bytes);
    expect_round_trip(tree, "large");
    cr_expect(chiso_tree_write_csv(tree, &sink, NULL) == CHISO_E_SINK);
    cr_expect(left == 0);
    buffer_clear(&text);
    chiso_tree_free(tree);
}
