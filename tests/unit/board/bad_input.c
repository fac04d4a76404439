#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BOM "\xEF\xBB\xBF"

/* A file that must be refused. Column 0: any, but there must be one; line 0: nothing is said of
 * place. */
struct bad {
    const char *name;
    const char *text;
    size_t size; /* 0: up to its NUL */
    chiso_status status;
    uint32_t line, column_from, column_to;
    const char *named[5]; /* what the message must name */
};

static size_t size_of(const struct bad *bad)
{
    return bad->size == 0 ? strlen(bad->text) : bad->size;
}

static void expect_error(const struct bad *bad, chiso_status status, const chiso_error *error)
{
    cr_expect(status == bad->status, "%s: %s, expected %s: %s", bad->name,
              chiso_status_name(status), chiso_status_name(bad->status), error->message);
    cr_expect(error->status == status, "%s", bad->name);
    cr_expect(memchr(error->message, '\0', sizeof(error->message)) != NULL &&
                  error->message[0] != '\0',
              "%s", bad->name);
    cr_expect(memchr(error->message_vi, '\0', sizeof(error->message_vi)) != NULL &&
                  error->message_vi[0] != '\0',
              "%s", bad->name);
    if (bad->line != 0) {
        const uint32_t from = bad->column_from == 0 ? 1 : bad->column_from;
        const uint32_t to = bad->column_to == 0
                                ? (bad->column_from == 0 ? UINT32_MAX : bad->column_from)
                                : bad->column_to;

        cr_expect(error->line == bad->line, "%s: line %u, expected %u: %s", bad->name,
                  (unsigned)error->line, (unsigned)bad->line, error->message);
        cr_expect(error->column >= from && error->column <= to,
                  "%s: column %u, expected %u to %u: %s", bad->name, (unsigned)error->column,
                  (unsigned)from, (unsigned)to, error->message);
    }
    for (size_t i = 0; i < COUNT(bad->named) && bad->named[i] != NULL; i++) {
        cr_expect(strstr(error->message, bad->named[i]) != NULL, "%s: \"%s\" does not name %s",
                  bad->name, error->message, bad->named[i]);
        cr_expect(support_names(error->message_vi, bad->named[i]), "%s: \"%s\" does not name %s",
                  bad->name, error->message_vi, bad->named[i]);
    }
}

static void expect_bad_tree(const struct bad *bad)
{
    chiso_tree *tree = (chiso_tree *)&tree;
    chiso_error error;
    chiso_status status;

    memset(&error, 0x5A, sizeof(error));
    status = chiso_tree_read_csv(bad->text, size_of(bad), NULL, &tree, &error);
    expect_error(bad, status, &error);
    cr_expect(tree == NULL || status == CHISO_OK, "%s", bad->name);
    if (status != CHISO_OK) {
        cr_expect(chiso_tree_read_csv(bad->text, size_of(bad), NULL, &tree, NULL) == status,
                  "%s, without an error", bad->name);
    }
    chiso_tree_free(tree);
}

#define HEAD "code,title,max\n"

Test(bad_input, criteria_files_that_cannot_be_read_say_where_and_why)
{
    static const struct bad cases[] = {
        {"an empty file", "", 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"only a byte order mark", BOM, 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"only line ends", "\n\r\n\n", 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"only notes", "# one\n# two\n", 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"only a header", HEAD, 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"only a header without its end", "code,title,max", 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"only the root", HEAD ".,An index,\n", 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"no code column", "title,max\nx,1\n", 0, CHISO_E_COLUMN, 1, 0, 0, {"code"}},
        {"no code column, below a note",
         "# note\ntitle,max\nx,1\n",
         0,
         CHISO_E_COLUMN,
         2,
         0,
         0,
         {"code"}},
        {"no max column", "code,title\nx,y\n", 0, CHISO_E_COLUMN, 1, 0, 0, {"max"}},
        {"an unknown column",
         "code,title,max,colour\nx,,1,red\n",
         0,
         CHISO_E_COLUMN,
         1,
         16,
         0,
         {"colour", "code", "weight", "rule", "options"}},
        {"an empty heading", "code,title,,max\nx,,,1\n", 0, CHISO_E_COLUMN, 1, 12, 0, {0}},
        {"a cell without a heading",
         "code,title,max,\nx,,1,2\n",
         0,
         CHISO_E_SYNTAX,
         2,
         6,
         0,
         {"4", "3"}},
        {"a points file", "unit,name,p\nx,,1\n", 0, CHISO_E_COLUMN, 1, 1, 0, {"unit"}},
        {"a workbook", "PK\x03\x04, code", 0, CHISO_E_ENCODING, 0, 0, 0, {"CSV UTF-8"}},
        {"a column twice", "code,title,max,title\nx,,1,\n", 0, CHISO_E_COLUMN, 1, 16, 0, {"title"}},
        {"a code twice", HEAD "a,,1\nb,,1\na,,2\n", 0, CHISO_E_DUPLICATE, 4, 1, 2, {"a"}},
        {"the root twice", HEAD ".,,\na,,1\n.,,\n", 0, CHISO_E_DUPLICATE, 4, 1, 2, {0}},
        {"too many fields", HEAD "a,,1\nb,,1,extra\n", 0, CHISO_E_SYNTAX, 3, 0, 0, {"4", "3"}},
        {"too few fields", HEAD "a,,1\nb,\n", 0, CHISO_E_SYNTAX, 3, 0, 0, {"2", "3"}},
        {"an empty code", HEAD "a,,1\n,title,1\n", 0, CHISO_E_CODE, 3, 1, 0, {0}},
        {"a code with a space", HEAD "a b,,1\n", 0, CHISO_E_CODE, 2, 1, 4, {"a b"}},
        {"a reserved code", HEAD "ranked,,1\n", 0, CHISO_E_CODE, 2, 1, 7, {"ranked"}},
        {"an unknown parent",
         "code,title,max,parent\na,,1,nowhere\n",
         0,
         CHISO_E_PARENT,
         2,
         6,
         13,
         {"nowhere"}},
        {"its own parent",
         "code,title,max,parent\nloop7,,1,loop7\n",
         0,
         CHISO_E_PARENT,
         2,
         0,
         0,
         {"loop7"}},
        {"a cycle",
         "code,title,max,parent\nok,,1,\nx1,,1,x3\nx2,,1,x1\nx3,,1,x2\n",
         0,
         CHISO_E_PARENT,
         0,
         0,
         0,
         {"x"}},
        {"a sum that does not fit",
         HEAD "q7,,10\nq7.1,,4\nq7.2,,5.5\n",
         0,
         CHISO_E_MAX,
         2,
         0,
         0,
         {"q7", "10", "9.5"}},
        {"a sum of the root that does not fit",
         HEAD "a,,99.75\n.,,100\n",
         0,
         CHISO_E_MAX,
         3,
         0,
         0,
         {"100", "99.75"}},
        {"a leaf without max", HEAD "a,,1\nq7,,\n", 0, CHISO_E_MAX, 3, 0, 0, {"q7"}},
        {"no number", HEAD "q7,,ten\n", 0, CHISO_E_NUMBER, 2, 5, 8, {"ten"}},
        {"no number behind three characters of eight bytes",
         HEAD "q7,Điể,ten\n",
         0,
         CHISO_E_NUMBER,
         2,
         8,
         11,
         {"ten"}},
        {"two decimal marks", HEAD "q7,,1.2.3\n", 0, CHISO_E_NUMBER, 2, 5, 10, {"1.2.3"}},
        {"separators of thousands",
         HEAD "q7,,\"1,234.5\"\n",
         0,
         CHISO_E_NUMBER,
         2,
         5,
         14,
         {"1,234.5"}},
        {"separators of thousands, semicolons",
         "code;title;max\nq7;;1,234.5\n",
         0,
         CHISO_E_NUMBER,
         2,
         5,
         12,
         {"1,234.5"}},
        {"separators of thousands, commas as marks",
         "code;title;max\nq7;;1.234,5\n",
         0,
         CHISO_E_NUMBER,
         2,
         5,
         12,
         {"1.234,5"}},
        {"a comma in a file of commas", HEAD "q7,,\"1,5\"\n", 0, CHISO_E_NUMBER, 2, 5, 10, {"1,5"}},
        {"points and commas in one file",
         "code;title;max\na;;1,5\nb;;1.5\n",
         0,
         CHISO_E_NUMBER,
         3,
         4,
         7,
         {"1.5"}},
        {"commas and points in one file",
         "code;title;max\na;;1.5\nb;;1,5\n",
         0,
         CHISO_E_NUMBER,
         3,
         4,
         7,
         {"1,5"}},
        {"a number too large",
         HEAD "q7,,99999999999999\n",
         0,
         CHISO_E_RANGE,
         2,
         5,
         19,
         {"99999999999999"}},
        {"a negative max", HEAD "q7,,-1\n", 0, CHISO_E_RANGE, 2, 5, 7, {"-1"}},
        {"maxima that are too large together",
         HEAD "a,,9200000000000\nb,,1\n",
         0,
         CHISO_E_RANGE,
         0,
         0,
         0,
         {0}},
        {"an unknown kind",
         "code,title,max,kind\nq7,,1,malus\n",
         0,
         CHISO_E_WORD,
         2,
         7,
         12,
         {"malus", "bonus"}},
        {"an unknown combine",
         "code,title,max,combine\nq7,,,average\nq7.1,,1,\n",
         0,
         CHISO_E_WORD,
         2,
         6,
         13,
         {"average", "mean"}},
        {"an unknown option",
         "code,title,max,options\n.,,,colour=red\na,,1,\n",
         0,
         CHISO_E_WORD,
         2,
         5,
         15,
         {"colour", "digits"}},
        {"options of a criterion",
         "code,title,max,options\na,,1,digits=3\n",
         0,
         CHISO_E_WORD,
         2,
         6,
         14,
         {0}},
        {"a rule that does not parse",
         "code,title,max,rule\nq7,,5,rate sideways 5%\n",
         0,
         CHISO_E_RULE,
         2,
         12,
         12,
         {"q7", "rate sideways 5%"}},
        {"a rule on a branch",
         "code,title,max,rule\nq7,,,yesno\nq7.1,,5,\n",
         0,
         CHISO_E_NODE,
         2,
         0,
         0,
         {"q7"}},
        {"a floor above the max of a branch",
         "code,title,max,min\nq7,,,6\nq7.1,,5,\n",
         0,
         CHISO_E_RANGE,
         2,
         0,
         0,
         {"q7"}},
        {"a bonus in a mean",
         "code,title,max,combine,kind\nq7,,5,mean,\nq7.1,,5,,\nq7.2,,5,,bonus\n",
         0,
         CHISO_E_NODE,
         0,
         0,
         0,
         {"q7"}},
        {"a round too large", "code,title,max,round\nq7,,5,7\n", 0, CHISO_E_RANGE, 2, 7, 8, {"7"}},
        {"a quote that is never closed",
         HEAD "a,\"open,1\nb,,1\n",
         0,
         CHISO_E_SYNTAX,
         2,
         3,
         0,
         {0}},
        {"a quote in the header that is never closed",
         "code,\"title,max\na,,1\n",
         0,
         CHISO_E_SYNTAX,
         1,
         6,
         0,
         {0}},
        {"more behind a quote", HEAD "a,\"shut\" up,1\n", 0, CHISO_E_SYNTAX, 2, 3, 10, {0}},
        {"a NUL byte",
         HEAD "a,x\0y,1\n",
         sizeof(HEAD "a,x\0y,1\n") - 1,
         CHISO_E_ENCODING,
         2,
         4,
         0,
         {0}},
        {"a NUL byte in the header",
         "code,\0title,max\na,,1\n",
         sizeof("code,\0title,max\na,,1\n") - 1,
         CHISO_E_ENCODING,
         1,
         6,
         0,
         {0}},
        {"a NUL byte at the end",
         HEAD "a,,1\n\0",
         sizeof(HEAD "a,,1\n\0") - 1,
         CHISO_E_ENCODING,
         3,
         1,
         0,
         {0}},
        {"broken UTF-8", HEAD "a,Điể\xFFx,1\n", 0, CHISO_E_ENCODING, 2, 6, 0, {0}},
        {"UTF-8 that is cut off", HEAD "a,,1\nb,\xE1\xBB", 0, CHISO_E_ENCODING, 3, 3, 0, {0}},
        {"UTF-8 that is too long", HEAD "a,\xC0\xAF,1\n", 0, CHISO_E_ENCODING, 2, 3, 0, {0}},
        {"half a character of UTF-16",
         "\xFF\xFE"
         "c\0o\0d\0e",
         9,
         CHISO_E_ENCODING,
         1,
         4,
         0,
         {0}},
        {"another encoding", HEAD "a,\xD0i\xEA,1\n", 0, CHISO_E_ENCODING, 2, 3, 0, {0}},
        {"a wrong line after quoted line ends",
         HEAD "a,\"one\ntwo\r\nthree\",1\nq7,,x\n",
         0,
         CHISO_E_NUMBER,
         5,
         5,
         6,
         {"x"}},
        {"a wrong line after CRLF",
         "code,title,max\r\na,,1\r\nq7,,x\r\n",
         0,
         CHISO_E_NUMBER,
         3,
         5,
         6,
         {"x"}},
        {"a wrong line after a mark and notes",
         BOM "# one\n# two\n" HEAD "q7,,x\n",
         0,
         CHISO_E_NUMBER,
         4,
         5,
         6,
         {"x"}},
        {"a points file", "unit,name,1.1\nu1,One,5\n", 0, CHISO_E_COLUMN, 1, 0, 0, {0}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_bad_tree(&cases[i]);
    }
}

Test(bad_input, a_cycle_is_found_where_it_is)
{
    static const char text[] =
        "code,title,max,parent\nok,,1,\nx1,,,x3\nx2,,,x1\nx3,,,x2\nleaf,,1,x1\n";
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_tree_read_csv(text, strlen(text), NULL, &tree, &error) == CHISO_E_PARENT &&
              tree == NULL);
    cr_expect(error.line >= 3 && error.line <= 6, "line %u: %s", (unsigned)error.line,
              error.message);
    cr_expect(error.column > 0);
}

Test(bad_input, a_hundred_thousand_levels_are_read_from_a_file_in_either_order)
{
    enum { LEVELS = 100000 };
    char *written[2];
    chiso_tree *again;

    for (int backwards = 0; backwards < 2; backwards++) {
        struct buffer text = {0};
        chiso_tree *tree;

        buffer_print(&text, "code,title,max,parent\n");
        for (int i = 0; i < LEVELS; i++) {
            const int level = backwards ? LEVELS - 1 - i : i;

            buffer_print(&text, "n%d,,%s,%s", level, level == LEVELS - 1 ? "2" : "",
                         level == 0 ? "\n" : "n");
            if (level > 0) {
                buffer_print(&text, "%d\n", level - 1);
            }
        }
        tree = support_tree(text.bytes);
        cr_expect(chiso_node_depth(tree, support_node(tree, "n99999")) == LEVELS);
        cr_expect(chiso_node_max(tree, CHISO_ROOT) == decimal("2"));
        written[backwards] = support_tree_csv(tree);
        buffer_clear(&text);
        chiso_tree_free(tree);
    }
    cr_expect(strcmp(written[0], written[1]) == 0, "the orders are written differently");
    again = support_tree(written[0]);
    cr_expect(chiso_node_depth(again, support_node(again, "n99999")) == LEVELS);
    chiso_tree_free(again);
    free(written[0]);
    free(written[1]);
}

Test(bad_input, a_hundred_thousand_levels_that_close_in_a_cycle_are_refused)
{
    enum { LEVELS = 100000 };
    struct buffer text = {0};
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    buffer_print(&text, "code,title,max,parent\n");
    for (int i = 0; i < LEVELS; i++) {
        buffer_print(&text, "n%d,,,n%d\n", i, (i + 1) % LEVELS);
    }
    cr_expect(chiso_tree_read_csv(text.bytes, text.size, NULL, &tree, &error) == CHISO_E_PARENT &&
                  tree == NULL,
              "%s", error.message);
    buffer_clear(&text);
}

Test(bad_input, a_code_of_a_hundred_thousand_dots_is_read_or_refused_at_once)
{
    enum { DOTS = 100000 };
    struct buffer text = {0};
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;

    buffer_print(&text, HEAD "a");
    for (int i = 0; i < DOTS; i++) {
        buffer_print(&text, ".a");
    }
    buffer_print(&text, ",,1\na,,\n");
    status = chiso_tree_read_csv(text.bytes, text.size, NULL, &tree, &error);
    if (status == CHISO_OK) {
        cr_expect(chiso_tree_leaf_count(tree) == 1);
    } else {
        cr_expect(status == CHISO_E_CODE && error.line == 2 && error.column == 1, "%s: %s",
                  chiso_status_name(status), error.message);
    }
    buffer_clear(&text);
    chiso_tree_free(tree);
}

Test(bad_input, lines_of_ten_megabytes_are_read_or_refused_but_never_a_trouble)
{
    enum { LENGTH = 10 * 1000 * 1000, SHORTER = LENGTH / 10 };
    static const struct {
        const char *name;
        const char *before;
        char fill;
        const char *behind;
        chiso_status status;
    } cases[] = {
        {"a title", HEAD "a,", 'x', ",1\n", CHISO_OK},
        {"a quoted title", HEAD "a,\"", '\n', "\",1\n", CHISO_OK},
        {"a note", "#", 'x', "\n" HEAD "a,,1\n", CHISO_OK},
        {"a heading", "code,title,max,", 'x', "\na,,1,\n", CHISO_E_COLUMN},
        {"a number", HEAD "a,,", '1', "\n", CHISO_E_RANGE},
        {"a number of zeros", HEAD "a,,", '0', "1\n", CHISO_OK},
        {"no number", HEAD "a,,", 'x', "\n", CHISO_E_NUMBER},
        {"a rule", "code,title,max,rule\na,,1,", 'x', "\n", CHISO_E_RULE},
        {"an unknown parent", "code,title,max,parent\na,,1,", 'x', "\n", CHISO_E_PARENT},
        {"fields", HEAD "a,,1", ',', "x\n", CHISO_E_SYNTAX},
        {"quotes", HEAD "a,", '"', ",1\n", CHISO_OK},
        {"a code that is there twice", HEAD "b,,1\nb,", 'x', ",1\n", CHISO_E_DUPLICATE},
    };
    char *fill = malloc(LENGTH);

    cr_assert_not_null(fill);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer text = {0};
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;

        memset(fill, cases[i].fill, LENGTH);
        /* The first two at full length; the others would only take time. */
        buffer_print(&text, "%s", cases[i].before);
        buffer_add(&text, fill, i < 2 ? LENGTH : SHORTER);
        buffer_print(&text, "%s", cases[i].behind);
        status = chiso_tree_read_csv(text.bytes, text.size, NULL, &tree, &error);
        cr_expect(status == cases[i].status, "%s: %s: %s", cases[i].name, chiso_status_name(status),
                  error.message);
        cr_expect(memchr(error.message, '\0', sizeof(error.message)) != NULL, "%s", cases[i].name);
        cr_expect(memchr(error.message_vi, '\0', sizeof(error.message_vi)) != NULL, "%s",
                  cases[i].name);
        buffer_clear(&text);
        chiso_tree_free(tree);
    }
    free(fill);
}

Test(bad_input, a_message_that_is_cut_short_is_still_utf_8)
{
    /* Names of one, two and three bytes a character, of every length around that of a message. */
    static const char *const letters[] = {"x", "Đ", "ể", "\xF0\x9F\x98\x80"};

    for (size_t l = 0; l < COUNT(letters); l++) {
        for (int length = 1; length < 600; length += 7) {
            struct buffer text = {0};
            chiso_tree *tree = NULL;
            chiso_tree *good = NULL;
            chiso_error error = CHISO_ERROR_INIT;

            buffer_print(&text, "code,title,max,parent\na,,1,");
            for (int i = 0; i < length; i++) {
                buffer_print(&text, "%s", letters[l]);
            }
            cr_expect(chiso_tree_read_csv(text.bytes, text.size, NULL, &tree, &error) ==
                      CHISO_E_PARENT);
            /* The library itself tells whether a text is UTF-8. */
            cr_expect(chiso_tree_new(error.message, NULL, &good, NULL) == CHISO_OK, "%s",
                      error.message);
            chiso_tree_free(good);
            good = NULL;
            cr_expect(chiso_tree_new(error.message_vi, NULL, &good, NULL) == CHISO_OK, "%s",
                      error.message_vi);
            chiso_tree_free(good);
            buffer_clear(&text);
        }
    }
}

/* Points */

static const char CRITERIA[] = "code,title,max,min,rule\n"
                               "p,Points,10,-2.5,\n"
                               "r,Rate,5,,rate\n"
                               "y,Yes or no,3,,yesno\n"
                               "c,Count,2,,per 0.5\n"
                               "g,,,,\n"
                               "g.1,Range,4,,range 0..10\n";

static const char GOOD[] =
    "unit,name,block,ranked,p,r,y\nu1,One,x,yes,5,90%,yes\nu2,Two,y,no,-,2/3,\n";

Test(bad_input, points_files_that_cannot_be_read_say_where_and_why_and_change_nothing)
{
    static const struct bad cases[] = {
        {"an empty file", "", 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"only a byte order mark", BOM, 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"only a note", "# unit,p\n", 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"only a header", "unit,p,r\n", 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"only rows without text", "unit,p,r\n,,\n\n,,\n", 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"only a header, long", "unit,criterion,value\n", 0, CHISO_E_EMPTY, 0, 0, 0, {0}},
        {"no unit column", "name,p,r\nn,1,1%\n", 0, CHISO_E_COLUMN, 1, 0, 0, {"unit"}},
        {"an unknown column", "unit,p,colour\nu3,1,red\n", 0, CHISO_E_COLUMN, 1, 8, 0, {"colour"}},
        {"an unknown column, long",
         "unit,criterion,value,colour\nu3,p,1,red\n",
         0,
         CHISO_E_COLUMN,
         1,
         22,
         0,
         {"colour"}},
        {"an empty heading", "unit,,p\nu3,,1\n", 0, CHISO_E_COLUMN, 1, 6, 0, {0}},
        {"a cell without a heading", "unit,p,\nu3,1,2\n", 0, CHISO_E_SYNTAX, 2, 6, 0, {"3", "2"}},
        {"a criteria file", "code,title,max\nu3,,1\n", 0, CHISO_E_COLUMN, 1, 1, 0, {"code"}},
        {"a column twice", "unit,p,r,p\nu3,1,1%,1\n", 0, CHISO_E_COLUMN, 1, 10, 0, {"p"}},
        {"the unit column twice", "unit,p,unit\nu3,1,u3\n", 0, CHISO_E_COLUMN, 1, 8, 0, {"unit"}},
        {"a file for another tree", "unit,1.1,1.2\nu3,1,1\n", 0, CHISO_E_COLUMN, 1, 6, 0, {"1.1"}},
        {"a leaf beside criterion and value",
         "unit,criterion,value,p\nu3,p,1,1\n",
         0,
         CHISO_E_COLUMN,
         1,
         22,
         0,
         {"p"}},
        {"criteria without values",
         "unit,criterion\nu3,p\n",
         0,
         CHISO_E_COLUMN,
         1,
         0,
         0,
         {"value"}},
        {"a criteria file", "code,title,max\na,,1\n", 0, CHISO_E_COLUMN, 1, 0, 0, {0}},
        {"a unit twice", "unit,p\nu7,1\nu8,1\nu7,2\n", 0, CHISO_E_DUPLICATE, 4, 1, 3, {"u7"}},
        {"a cell twice",
         "unit,criterion,value\nu7,p,1\nu8,p,1\nu7,p,2\n",
         0,
         CHISO_E_DUPLICATE,
         4,
         0,
         0,
         {"u7", "p"}},
        {"a cell twice, once empty",
         "unit,criterion,value\nu7,p,\nu7,p,2\n",
         0,
         CHISO_E_DUPLICATE,
         3,
         0,
         0,
         {"u7", "p"}},
        {"a cell of the board twice",
         "unit,criterion,value\nu1,p,1\nu1,p,1\n",
         0,
         CHISO_E_DUPLICATE,
         3,
         0,
         0,
         {"u1", "p"}},
        {"an unknown criterion",
         "unit,criterion,value\nu7,p,1\nu7,q99,1\n",
         0,
         CHISO_E_NODE,
         3,
         4,
         7,
         {"q99"}},
        {"a branch, without a reason",
         "unit,criterion,value\nu7,g,1\n",
         0,
         CHISO_E_EMPTY,
         2,
         6,
         6,
         {"g", "note"}},
        {"no criterion", "unit,criterion,value\nu7,,1\n", 0, CHISO_E_NODE, 2, 4, 4, {0}},
        {"an empty unit", "unit,p\nu7,1\n,2\n", 0, CHISO_E_CODE, 3, 1, 0, {0}},
        {"too many fields", "unit,p\nu7,1\nu8,1,2\n", 0, CHISO_E_SYNTAX, 3, 0, 0, {"3", "2"}},
        {"too few fields", "unit,p,r\nu7,1,1%\nu8,1\n", 0, CHISO_E_SYNTAX, 3, 0, 0, {"2", "3"}},
        {"a number where a rate is due",
         "unit,p,r\nu7,1,0.9\n",
         0,
         CHISO_E_CELL,
         2,
         6,
         9,
         {"u7", "r", "0.9", "%"}},
        {"a rate where a number is due",
         "unit,p,r\nu7,90%,1%\n",
         0,
         CHISO_E_CELL,
         2,
         4,
         7,
         {"u7", "p", "90%"}},
        {"neither yes nor no",
         "unit,y\nu7,maybe\n",
         0,
         CHISO_E_CELL,
         2,
         4,
         9,
         {"u7", "y", "maybe", "yes", "no"}},
        {"half a count", "unit,c\nu7,1.5\n", 0, CHISO_E_CELL, 2, 4, 7, {"u7", "c", "1.5"}},
        {"above max",
         "unit,p\nu7,10.5\n",
         0,
         CHISO_E_POINTS,
         2,
         4,
         8,
         {"u7", "p", "10.5", "-2.5", "10"}},
        {"below min",
         "unit,p\nu7,-3\n",
         0,
         CHISO_E_POINTS,
         2,
         4,
         6,
         {"u7", "p", "-3", "-2.5", "10"}},
        {"above max, long",
         "unit,criterion,value\nu7,p,10.5\n",
         0,
         CHISO_E_POINTS,
         2,
         6,
         10,
         {"u7", "p", "10.5", "-2.5", "10"}},
        {"no number", "unit,p\nđơnvị,7x\n", 0, CHISO_E_NUMBER, 2, 7, 9, {"đơnvị", "p", "7x"}},
        {"two decimal marks", "unit,p\nu7,1.2.3\n", 0, CHISO_E_NUMBER, 2, 4, 9, {"1.2.3"}},
        {"separators of thousands",
         "unit,p\nu7,\"1,234.5\"\n",
         0,
         CHISO_E_NUMBER,
         2,
         4,
         13,
         {"1,234.5"}},
        {"separators of thousands, semicolons",
         "unit;p\nu7;1,234.5\n",
         0,
         CHISO_E_NUMBER,
         2,
         4,
         11,
         {"1,234.5"}},
        {"an exponent without digits", "unit,p\nu7,1e\n", 0, CHISO_E_NUMBER, 2, 4, 7, {"1e"}},
        {"an exponent beyond any number",
         "unit,p\nu7,1e1000\n",
         0,
         CHISO_E_RANGE,
         2,
         4,
         7,
         {"1e1000"}},
        {"points and commas in one file",
         "unit;p\nu7;1,5\nu8;1.5\n",
         0,
         CHISO_E_NUMBER,
         3,
         4,
         7,
         {"1.5"}},
        {"a percentage with another mark",
         "unit;p;r\nu7;1,5;97.8%\n",
         0,
         CHISO_E_NUMBER,
         2,
         8,
         13,
         {"97.8"}},
        {"a number too large",
         "unit,p\nu7,99999999999999\n",
         0,
         CHISO_E_RANGE,
         2,
         4,
         18,
         {"99999999999999"}},
        {"a rate too large",
         "unit,r\nu7,99999999999999/100000000000000\n",
         0,
         CHISO_E_RANGE,
         2,
         4,
         40,
         {"99999999999999"}},
        {"a denominator of 0", "unit,r\nu7,1/0\n", 0, CHISO_E_CELL, 2, 4, 7, {"u7", "r", "1/0"}},
        {"neither ranked nor not",
         "unit,ranked,p\nu7,maybe,1\n",
         0,
         CHISO_E_WORD,
         2,
         4,
         9,
         {"maybe"}},
        {"a quote that is never closed",
         "unit,name,p\nu7,\"open,1\nu8,,2\n",
         0,
         CHISO_E_SYNTAX,
         2,
         4,
         0,
         {0}},
        {"a quote that is never closed in the last cell",
         "unit,p\nu7,\"1",
         0,
         CHISO_E_SYNTAX,
         2,
         4,
         0,
         {0}},
        {"more behind a quote", "unit,p\n\"u7\"x,1\n", 0, CHISO_E_SYNTAX, 2, 1, 6, {0}},
        {"a NUL byte",
         "unit,p\nu7,1\0\n",
         sizeof("unit,p\nu7,1\0\n") - 1,
         CHISO_E_ENCODING,
         2,
         5,
         0,
         {0}},
        {"broken UTF-8", "unit,name,p\nu7,Đơn\x80,1\n", 0, CHISO_E_ENCODING, 2, 7, 0, {0}},
        {"the last row of many",
         "unit,p\na,1\nb,2\nc,3\nu1,4\nd,5\ne,11\n",
         0,
         CHISO_E_POINTS,
         7,
         3,
         5,
         {"e", "p", "11"}},
        {"the last row of many, long",
         "unit,criterion,value,name,block,ranked\na,p,1,A,n,yes\nu1,p,4,X,n,no\nd,p,11,D,n,yes\n",
         0,
         CHISO_E_POINTS,
         4,
         5,
         7,
         {"d", "p", "11"}},
    };
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, GOOD);
    chiso_board *empty = NULL;
    char *before = support_board_csv(board);
    char *nothing;

    cr_assert_eq(chiso_board_new(tree, NULL, &empty, NULL), CHISO_OK);
    nothing = support_board_csv(empty);
    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error;
        chiso_status status;
        char *after;

        memset(&error, 0x5A, sizeof(error));
        status = chiso_board_read_csv(board, cases[i].text, size_of(&cases[i]), &error);
        expect_error(&cases[i], status, &error);
        after = support_board_csv(board);
        cr_expect(strcmp(before, after) == 0, "%s: the board changed to\n%s", cases[i].name, after);
        cr_expect(chiso_board_is_scored(board), "%s: the board is no longer scored", cases[i].name);
        cr_expect(chiso_board_block_count(board) == 2, "%s: %u blocks", cases[i].name,
                  (unsigned)chiso_board_block_count(board));
        cr_expect(chiso_board_rounded_count(board) == 0, "%s", cases[i].name);
        free(after);
        cr_expect(chiso_board_read_csv(empty, cases[i].text, size_of(&cases[i]), NULL) ==
                      cases[i].status,
                  "%s, into an empty board", cases[i].name);
        after = support_board_csv(empty);
        cr_expect(strcmp(nothing, after) == 0, "%s: the empty board changed to\n%s", cases[i].name,
                  after);
        free(after);
    }
    free(before);
    free(nothing);
    chiso_board_free(board);
    chiso_board_free(empty);
    chiso_tree_free(tree);
}

Test(bad_input, a_refused_file_counts_no_rounded_cells)
{
    static const char text[] = "unit,p\nu7,1.00000001\nu8,x\n";
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_board(tree, GOOD);

    cr_expect(chiso_board_read_csv(board, text, strlen(text), NULL) == CHISO_E_NUMBER);
    cr_expect(chiso_board_rounded_count(board) == 0);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(bad_input, a_branch_needs_a_reason)
{
    static const char text[] = "unit,g\nu7,1\n";
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, GOOD);
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status = chiso_board_read_csv(board, text, strlen(text), &error);

    cr_expect(status == CHISO_E_EMPTY, "%s", chiso_status_name(status));
    cr_expect(error.line == 2 && error.column == 4 && strstr(error.message, "g") != NULL, "%s",
              error.message);
    cr_expect(chiso_board_is_scored(board));
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(bad_input, no_unit_at_all_cannot_be_scored)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_expect(chiso_board_score(board, &error) == CHISO_E_EMPTY);
    cr_expect(error.status == CHISO_E_EMPTY && error.message[0] != '\0' &&
              error.message_vi[0] != '\0');
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(bad_input, points_lines_of_ten_megabytes_are_read_or_refused_but_never_a_trouble)
{
    enum { LENGTH = 10 * 1000 * 1000, SHORTER = LENGTH / 10 };
    static const struct {
        const char *name;
        const char *before;
        char fill;
        const char *behind;
        chiso_status status;
    } cases[] = {
        {"a name", "unit,name,p\nu7,", 'x', ",1\n", CHISO_OK},
        {"a unit", "unit,p\n", 'x', ",1\n", CHISO_OK},
        {"a heading", "unit,", 'x', "\nu7,1\n", CHISO_E_COLUMN},
        {"a cell", "unit,p\nu7,", 'x', "\n", CHISO_E_NUMBER},
        {"a number", "unit,p\nu7,", '9', "\n", CHISO_E_RANGE},
        {"a rate", "unit,r\nu7,1/1", '0', "\n", CHISO_E_RANGE},
        {"fields", "unit,p\nu7", ',', "x\n", CHISO_E_SYNTAX},
        {"headings", "unit", ',', "\n", CHISO_E_EMPTY},
        {"an unknown criterion", "unit,criterion,value\nu7,", 'x', ",1\n", CHISO_E_NODE},
        {"an open quote", "unit,p\nu7,\"", 'x', "\n", CHISO_E_SYNTAX},
    };
    char *fill = malloc(LENGTH);

    cr_assert_not_null(fill);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer text = {0};
        chiso_tree *tree = support_tree(CRITERIA);
        chiso_board *board = support_board(tree, GOOD);
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;

        memset(fill, cases[i].fill, LENGTH);
        /* The first two at full length; the others would only take time. */
        buffer_print(&text, "%s", cases[i].before);
        buffer_add(&text, fill, i < 2 ? LENGTH : SHORTER);
        buffer_print(&text, "%s", cases[i].behind);
        status = chiso_board_read_csv(board, text.bytes, text.size, &error);
        cr_expect(status == cases[i].status, "%s: %s: %s", cases[i].name, chiso_status_name(status),
                  error.message);
        cr_expect(chiso_board_unit_count(board) == (status == CHISO_OK ? 3 : 2), "%s",
                  cases[i].name);
        buffer_clear(&text);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
    free(fill);
}

Test(bad_input, a_file_cut_off_anywhere_is_read_or_refused_and_changes_nothing_when_refused)
{
    static const char criteria[] =
        "code,title,max,rule\n1,\"A \"\"title\"\"\",,\n1.1,Tỷ lệ,5,rate from 80%\n1.2,,2.5,\n";
    static const char points[] = "unit,name,1.1,1.2\nu1,\"One, two\",97.8%,2.5\nu3,Đơn vị,2/3,-\n";
    chiso_tree *tree = support_tree(criteria);

    for (size_t size = 0; size < strlen(criteria); size++) {
        chiso_tree *part = NULL;
        const chiso_status status = chiso_tree_read_csv(criteria, size, NULL, &part, NULL);

        cr_expect((status == CHISO_OK) == (part != NULL), "%zu bytes", size);
        chiso_tree_free(part);
    }
    for (size_t size = 0; size < strlen(points); size++) {
        chiso_board *board = support_board(tree, "unit,1.2\nu1,1\nu2,2\n");
        char *before = support_board_csv(board);
        const chiso_status status = chiso_board_read_csv(board, points, size, NULL);

        if (status != CHISO_OK) {
            char *after = support_board_csv(board);

            cr_expect(strcmp(before, after) == 0, "%zu bytes", size);
            free(after);
        }
        free(before);
        chiso_board_free(board);
    }
    chiso_tree_free(tree);
}
