/* Pages: what they take and refuse, that they are whole and harmless whatever is in them, and that
 * they are linear in the units. What their figures are is told by tests/figures. */
#include "charts.h"
#include "hostile.h"
#include "html.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct charts charts;
static chiso_page_options options;
static chiso_error error;

static void make(void)
{
    charts = charts_make(NULL);
    options = CHISO_PAGE_OPTIONS_INIT;
    error = CHISO_ERROR_INIT;
}

static void clear(void)
{
    charts_clear(&charts);
}

TestSuite(page, .init = make, .fini = clear);

static bool refuse(void *context, const char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return false;
}

/* What each page says to the options that are set; nothing is written where it refuses. */
static void expect_each(const char *what, chiso_status expected)
{
    for (int i = 0; i < PAGES; i++) {
        struct buffer page = {0};
        const chiso_sink sink = buffer_sink(&page);
        const chiso_status status = page_write(&charts, i, &options, &sink, &error);

        cr_expect(status == expected, "%s, %s: %s, %s", page_names[i], what,
                  chiso_status_name(status), error.message);
        cr_expect((page.size == 0) == (status != CHISO_OK), "%s, %s: %zu bytes", page_names[i],
                  what, page.size);
        cr_expect(status == CHISO_OK || (error.message[0] != '\0' && error.message_vi[0] != '\0'),
                  "%s, %s: no message", page_names[i], what);
        buffer_clear(&page);
    }
}

static void expect_harmless(const char *what)
{
    for (int i = 0; i < PAGES; i++) {
        struct buffer page = {0};
        const chiso_sink sink = buffer_sink(&page);
        struct buffer faults;

        cr_assert(page_write(&charts, i, &options, &sink, &error) == CHISO_OK, "%s, %s: %s",
                  page_names[i], what, error.message);
        faults = html_faults(page.bytes);
        cr_expect(faults.size == 0, "%s, |%s|: %s", page_names[i], what, faults.bytes);
        buffer_clear(&faults);
        buffer_clear(&page);
    }
}

Test(page, each_is_whole_with_and_without_options)
{
    static const char *const units[] = {"a", "c"};

    expect_harmless("plain");
    options.units = units;
    options.unit_count = 2;
    options.series = charts.series;
    options.title = "A title";
    options.method = "How it is made.";
    options.source = "A source";
    options.period = "2023";
    options.period_before = "2022";
    options.csv = "data.csv";
    options.json = "https://example.org/data.json";
    options.board = "../board.html";
    options.mark = ',';
    options.rise = "#004080";
    options.unit_page = "unit?lang=en&unit={unit}#top";
    options.stages = charts.series;
    options.robustness = charts.robustness;
    expect_harmless("all options");
    options.language = CHISO_LANGUAGE_VIETNAMESE;
    expect_harmless("in Vietnamese");
    options.images = true;
    expect_harmless("with images");
    cr_expect_eq(chiso_page_board(charts.report, NULL, &(chiso_sink){refuse, NULL}, &error),
                 CHISO_E_SINK);
}

Test(page, an_option_that_cannot_be_is_refused)
{
    static const char *const links[] = {"javascript:alert(1)",
                                        "JaVaScRiPt:alert(1)",
                                        "java\tscript:alert(1)",
                                        " data:text/html,x",
                                        "x:y",
                                        "",
                                        "ftp://example.org/x"};
    static const char *const nobody[] = {"nobody"};
    static const char *const no_unit[] = {NULL};
    const chiso_page_options plain = options;

    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
        options = plain;
        options.csv = links[i];
        expect_each(links[i], CHISO_E_WORD);
        options = plain;
        options.board = links[i];
        expect_each(links[i], CHISO_E_WORD);
    }
    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
        char link[64];

        snprintf(link, sizeof(link), "%s{unit}", links[i]);
        options = plain;
        options.unit_page = link;
        expect_each(link, links[i][0] == '\0' ? CHISO_OK : CHISO_E_WORD);
    }
    options.unit_page = "unit.html";
    expect_each("a link without a place for the code", CHISO_E_WORD);
    options = plain;
    options.rise = "red";
    expect_each("a colour", CHISO_E_WORD);
    options = plain;
    options.mark = ';';
    expect_each("a mark", CHISO_E_RANGE);
    options = plain;
    options.language = (chiso_language)7;
    expect_each("a language", CHISO_E_RANGE);
    options = plain;
    options.size = 1;
    expect_each("a size", CHISO_E_RANGE);
    options = plain;
    options.title = "\xFF";
    expect_each("a title that is no UTF-8", CHISO_E_ENCODING);
    options = plain;
    options.json = "\xFF";
    expect_each("a link that is no UTF-8", CHISO_E_ENCODING);
    options = plain;
    options.units = nobody;
    options.unit_count = 1;
    expect_each("a unit that is not there", CHISO_E_UNIT);
    options.units = no_unit;
    expect_each("no unit", CHISO_E_NULL);
}

Test(page, a_link_is_a_path_or_of_the_web)
{
    static const char *const links[] = {"data.csv",
                                        "../a/b.csv",
                                        "/x?y=a:b",
                                        "#table1",
                                        "a/b:c",
                                        "http://example.org/",
                                        "https://example.org/\"><b>"};

    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
        options.csv = options.json = options.board = links[i];
        expect_harmless(links[i]);
    }
}

Test(page, what_is_not_there_is_told)
{
    struct buffer page = {0};
    const chiso_sink sink = buffer_sink(&page);
    const chiso_sink none = {NULL, NULL};

    cr_expect_eq(chiso_page_board(NULL, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_page_criterion(NULL, 0, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_page_unit(NULL, 0, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_page_units(NULL, 0, 1, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_page_board(charts.report, &options, NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_page_board(charts.report, &options, &none, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_page_criterion(charts.report, 99, &options, &sink, &error), CHISO_E_NODE);
    cr_expect_eq(chiso_page_unit(charts.report, 4, &options, &sink, &error), CHISO_E_UNIT);
    cr_expect_eq(chiso_page_units(charts.report, 4, 0, &options, &sink, &error), CHISO_E_UNIT);
    cr_expect_eq(chiso_page_units(charts.report, 0, CHISO_NO_UNIT, &options, &sink, &error),
                 CHISO_E_UNIT);
    cr_expect_eq(chiso_page_units(charts.report, 1, 1, &options, &sink, &error), CHISO_E_RANGE);
    cr_expect_eq(page.size, 0);
    buffer_clear(&page);
}

Test(page, a_target_is_of_the_unit)
{
    chiso_goal goal = {.kind = CHISO_GOAL_PERCENT, .percent = 90 * CHISO_DECIMAL_ONE};
    chiso_target_options how = CHISO_TARGET_OPTIONS_INIT;
    chiso_target *target = NULL;
    struct buffer page = {0};
    const chiso_sink sink = buffer_sink(&page);

    how.bands = charts.bands;
    cr_assert_eq(chiso_target_new(charts.now, 1, CHISO_ROOT, &goal, &how, &target, &error),
                 CHISO_OK);
    options.target = target;
    cr_expect_eq(chiso_page_unit(charts.report, 0, &options, &sink, &error), CHISO_E_SHAPE);
    cr_expect_eq(page.size, 0);
    cr_expect_eq(chiso_page_unit(charts.report, 1, &options, &sink, &error), CHISO_OK);
    cr_expect(strstr(page.bytes, "90\xC2\xA0%") != NULL);
    buffer_clear(&page);
    chiso_target_free(target);
}

Test(page, a_board_that_changed_is_told)
{
    cr_assert_eq(chiso_board_set(charts.now, "a", "1", "3", NULL), CHISO_OK);
    expect_each("changed", CHISO_E_STATE);
}

/* A page is the same each time. */
Test(page, bytes_are_the_same)
{
    for (int i = 0; i < PAGES; i++) {
        struct buffer pages[2] = {{0}, {0}};

        for (int k = 0; k < 2; k++) {
            const chiso_sink sink = buffer_sink(&pages[k]);

            cr_assert_eq(page_write(&charts, i, &options, &sink, &error), CHISO_OK);
        }
        cr_expect_str_eq(pages[0].bytes, pages[1].bytes);
        buffer_clear(&pages[0]);
        buffer_clear(&pages[1]);
    }
}

/* A board of which all that is text is the same one. */
static chiso_report *report_of(const char *text)
{
    chiso_report_options how = CHISO_REPORT_OPTIONS_INIT;
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_report *report = NULL;
    chiso_node node = CHISO_ROOT;

    cr_assert_eq(chiso_tree_new(text, NULL, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "1", text, "10", &node, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "2", text, "20", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_set_note(tree, node, text, text, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    for (int i = 0; i < 6; i++) {
        const char code[] = {(char)('a' + i), '\0'};
        const char points[] = {(char)('1' + i), '\0'};
        chiso_unit unit = CHISO_NO_UNIT;

        cr_assert_eq(
            chiso_board_add_unit(board, code, text, i % 2 == 0 ? text : "other", &unit, NULL),
            CHISO_OK);
        cr_assert_eq(chiso_board_set(board, code, "1", points, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_set(board, code, "2", i == 3 ? "" : points, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_set_note(board, unit, node, text, text, NULL), CHISO_OK);
    }
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_bands_new(NULL, &how.bands, NULL), CHISO_OK);
    cr_assert_eq(chiso_bands_add(how.bands, text, "10", NULL), CHISO_OK);
    cr_assert_eq(chiso_report_new(board, &how, &report, NULL), CHISO_OK);
    chiso_bands_free(how.bands);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return report;
}

Test(page, texts_show_and_do_nothing_else)
{
    for (size_t i = 0; i < HOSTILE_TEXTS; i++) {
        const char *const text = hostile_texts[i];

        chiso_report_free(charts.report);
        charts.report = report_of(text);
        options.title = i % 2 == 0 ? text : NULL;
        options.method = options.source = options.period = options.period_before = text;
        options.images = i % 3 == 0;
        options.language = (chiso_language)(i % 2);
        expect_harmless(text);
    }
}

static chiso_report *large_report(uint32_t units, bool in_blocks, const chiso_allocator *allocator)
{
    static const char criteria[] = "code,title,max\n1,One,10\n2,Two,20\n";
    struct buffer points = {0};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_report *report = NULL;

    buffer_print(&points, "unit,block,1,2\n");
    for (uint32_t i = 0; i < units; i++) {
        buffer_print(&points, "u%u,b%u,%u.%u,%u\n", i, in_blocks ? i / 4 : 0, i % 10, i % 7,
                     i % 20);
    }
    cr_assert_eq(chiso_tree_read_csv(criteria, strlen(criteria), allocator, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, points.bytes, points.size, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    buffer_clear(&points);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return report;
}

/* Four times the units take four times the bytes and the requests for memory. */
static void expect_linear(bool in_blocks)
{
    size_t sizes[2];
    size_t requests[2];

    for (int i = 0; i < 2; i++) {
        struct meter meter = {.refuse_from = SIZE_MAX};
        const chiso_allocator allocator = meter_allocator(&meter);
        chiso_report *report = large_report(i == 0 ? 2500 : 10000, in_blocks, &allocator);
        struct buffer page = {0};
        const chiso_sink sink = buffer_sink(&page);

        meter.requests = 0;
        cr_assert_eq(chiso_page_board(report, NULL, &sink, &error), CHISO_OK);
        cr_expect(strstr(page.bytes, "<svg") == NULL, "a figure of so many units");
        sizes[i] = page.size;
        requests[i] = meter.requests;
        buffer_clear(&page);
        chiso_report_free(report);
        cr_expect_eq(meter.alive, 0);
    }
    cr_expect(sizes[1] < sizes[0] * 9 / 2, "%zu and %zu bytes", sizes[0], sizes[1]);
    cr_expect(requests[1] < requests[0] * 9 / 2, "%zu and %zu requests", requests[0], requests[1]);
}

Test(page, many_units_are_linear)
{
    expect_linear(false);
}

Test(page, many_blocks_are_linear)
{
    expect_linear(true);
}
