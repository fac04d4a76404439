/* Figures: what they take and refuse. How they look is told by tests/figures. */
#include "charts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct charts charts;
static chiso_chart_options options;
static chiso_error error;

static void make(void)
{
    charts = charts_make(NULL);
    options = CHISO_CHART_OPTIONS_INIT;
    error = CHISO_ERROR_INIT;
}

static void clear(void)
{
    charts_clear(&charts);
}

TestSuite(chart, .init = make, .fini = clear);

static bool take(void *context, const char *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)context += size;
    return true;
}

static bool refuse(void *context, const char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return false;
}

/* What each figure says to the options that are set; nothing is written where it refuses. */
static void expect_each(const char *what, chiso_status expected)
{
    for (int i = 0; i < CHARTS; i++) {
        size_t size = 0;
        const chiso_sink sink = {take, &size};
        const chiso_status status = chart_draw(&charts, i, &options, &sink, &error);

        cr_expect(status == expected, "%s, %s: %s, %s", chart_names[i], what,
                  chiso_status_name(status), error.message);
        cr_expect((size == 0) == (status != CHISO_OK), "%s, %s: %zu bytes", chart_names[i], what,
                  size);
        cr_expect(status == CHISO_OK || (error.message[0] != '\0' && error.message_vi[0] != '\0'),
                  "%s, %s: no message", chart_names[i], what);
    }
}

static struct buffer drawn(int chart)
{
    struct buffer buffer = {0};
    const chiso_sink sink = buffer_sink(&buffer);

    cr_assert(chart_draw(&charts, chart, &options, &sink, &error) == CHISO_OK, "%s: %s",
              chart_names[chart], error.message);
    return buffer;
}

Test(chart, all_are_drawn_with_and_without_options)
{
    size_t size = 0;
    const chiso_sink sink = {take, &size};

    for (int i = 0; i < CHARTS; i++) {
        cr_expect(chart_draw(&charts, i, NULL, &sink, &error) == CHISO_OK, "%s: %s", chart_names[i],
                  error.message);
    }
    expect_each("plain", CHISO_OK);
    options.language = CHISO_LANGUAGE_VIETNAMESE;
    options.mark = '.';
    options.width = 320;
    expect_each("narrow", CHISO_OK);
    options.width = 2000;
    expect_each("wide", CHISO_OK);
}

Test(chart, an_option_that_cannot_be_is_refused)
{
    const char *const unknown[] = {"nobody"};

    options.width = 319;
    expect_each("too narrow", CHISO_E_RANGE);
    options.width = 2001;
    expect_each("too wide", CHISO_E_RANGE);
    options.width = 720;
    options.mark = ';';
    expect_each("a mark", CHISO_E_RANGE);
    options.mark = '\0';
    options.language = (chiso_language)2;
    expect_each("a language", CHISO_E_RANGE);
    options.language = CHISO_LANGUAGE_ENGLISH;
    options.id = "a\"b";
    expect_each("an id", CHISO_E_WORD);
    options.id = "";
    expect_each("no id", CHISO_E_WORD);
    options.id = "figure-2_b";
    options.rise = "red";
    expect_each("a colour", CHISO_E_WORD);
    options.rise = "#0a5aa8;}";
    expect_each("more than a colour", CHISO_E_WORD);
    options.rise = "#AA5aa8";
    options.fall_dark = "#123";
    expect_each("a short colour", CHISO_E_WORD);
    options.fall_dark = NULL;
    options.title = "\xFF";
    expect_each("a title", CHISO_E_ENCODING);
    options.title = NULL;
    options.unit_count = 1;
    expect_each("no units", CHISO_E_NULL);
    options.unit_count = 0;
    options.label_count = 1;
    expect_each("no labels", CHISO_E_NULL);
    options.label_count = 0;
    expect_each("nothing wrong", CHISO_OK);
    options.units = unknown;
    options.unit_count = 1;
    for (int i = 0; i < 2; i++) {
        size_t size = 0;
        const chiso_sink sink = {take, &size};

        cr_expect_eq(chart_draw(&charts, i, &options, &sink, &error), CHISO_E_UNIT);
        cr_expect_eq(chart_draw(&charts, 6 + i, &options, &sink, &error), CHISO_E_UNIT);
        cr_expect_eq(chart_draw(&charts, 8, &options, &sink, &error), CHISO_E_UNIT);
        cr_expect_str_eq(error.unit, "nobody");
        cr_expect_eq(size, 0);
    }
}

Test(chart, a_sink_that_takes_no_more_is_told)
{
    const chiso_sink sink = {refuse, NULL};
    const chiso_sink none = {NULL, NULL};

    for (int i = 0; i < CHARTS; i++) {
        cr_expect_eq(chart_draw(&charts, i, &options, &sink, &error), CHISO_E_SINK);
        cr_expect_eq(chart_draw(&charts, i, &options, &none, &error), CHISO_E_NULL);
        cr_expect_eq(chart_draw(&charts, i, &options, NULL, &error), CHISO_E_NULL);
    }
    cr_expect_eq(chiso_chart_ranking(NULL, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_chart_heat(NULL, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_chart_profile(NULL, 0, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_chart_lost(NULL, 0, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_chart_periods(NULL, 0, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_chart_bridge(NULL, 0, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_chart_years(NULL, "", &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_chart_years(charts.series, NULL, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_chart_bump(NULL, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_chart_certainty(NULL, &options, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_chart_shares(NULL, 0, 0, 0, NULL, &options, &sink, &error), CHISO_E_NULL);
}

Test(chart, a_board_that_changed_is_told)
{
    size_t size = 0;
    const chiso_sink sink = {take, &size};

    cr_assert_eq(chiso_board_set(charts.now, "a", "1", "3", NULL), CHISO_OK);
    for (int i = 0; i < CHARTS - 1; i++) {
        const chiso_status status = chart_draw(&charts, i, &options, &sink, &error);

        cr_expect(status == CHISO_E_STATE, "%s: %s", chart_names[i], chiso_status_name(status));
    }
    /* Scored anew it is another one; but the tally is not of it. */
    cr_assert_eq(chiso_board_score(charts.now, NULL), CHISO_OK);
    for (int i = 0; i < CHARTS - 1; i++) {
        const chiso_status status = chart_draw(&charts, i, &options, &sink, &error);

        cr_expect(status == CHISO_E_STATE, "%s: %s", chart_names[i], chiso_status_name(status));
    }
    cr_expect_eq(size, 0);
}

Test(chart, what_is_not_there_is_told)
{
    size_t size = 0;
    const chiso_sink sink = {take, &size};
    chiso_series *series = NULL;

    cr_expect_eq(chiso_chart_profile(charts.report, 4, &options, &sink, &error), CHISO_E_UNIT);
    cr_expect_eq(chiso_chart_lost(charts.report, CHISO_NO_UNIT, &options, &sink, &error),
                 CHISO_E_UNIT);
    cr_expect_eq(chiso_chart_periods(charts.comparison, 4, &options, &sink, &error), CHISO_E_UNIT);
    cr_expect_eq(chiso_chart_bridge(charts.comparison, 4, &options, &sink, &error), CHISO_E_UNIT);
    cr_expect_eq(chiso_chart_years(charts.series, "9", &options, &sink, &error), CHISO_E_NODE);
    cr_expect_str_eq(error.criterion, "9");
    cr_expect_eq(chiso_chart_shares(charts.tally, 1, 0, 0, NULL, &options, &sink, &error),
                 CHISO_E_RANGE);
    cr_expect_eq(chiso_chart_shares(charts.tally, 0, 0, 3, NULL, &options, &sink, &error),
                 CHISO_E_RANGE);
    cr_expect_eq(chiso_chart_shares(charts.tally, 0, 1, 1, NULL, &options, &sink, &error),
                 CHISO_E_RANGE);
    cr_assert_eq(chiso_series_new(NULL, &series, NULL), CHISO_OK);
    cr_expect_eq(chiso_chart_years(series, "", &options, &sink, &error), CHISO_E_EMPTY);
    cr_expect_eq(chiso_chart_bump(series, &options, &sink, &error), CHISO_E_EMPTY);
    chiso_series_free(series);
    cr_expect_eq(size, 0);
}

Test(chart, bytes_are_the_same_every_time)
{
    for (int i = 0; i < CHARTS; i++) {
        struct buffer once = drawn(i);
        struct buffer again = drawn(i);

        cr_expect(once.size == again.size && memcmp(once.bytes, again.bytes, once.size) == 0, "%s",
                  chart_names[i]);
        buffer_clear(&once);
        buffer_clear(&again);
    }
}

Test(chart, colours_and_texts_of_the_caller_are_there)
{
    options.rise = "#010203";
    options.rise_dark = "#040506";
    options.fall = "#070809";
    options.fall_dark = "#0a0b0c";
    options.title = "A <title> & more";
    options.caption = "A caption";
    options.source = "A source";
    options.id = "one";
    for (int i = 0; i < CHARTS; i++) {
        struct buffer picture = drawn(i);
        static const char *const said[] = {"--chiso-hi:#010203;",
                                           "--chiso-hi:#040506;",
                                           "--chiso-neg:#070809;",
                                           "--chiso-neg:#0a0b0c;",
                                           "A &lt;title&gt; &amp; more</title>",
                                           ">A caption</text>",
                                           ">A source</text>",
                                           "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"one\"",
                                           "id=\"one-t\"",
                                           "id=\"one-d\""};

        for (size_t k = 0; k < sizeof(said) / sizeof(said[0]); k++) {
            cr_expect(strstr(picture.bytes, said[k]) != NULL, "%s: %s", chart_names[i], said[k]);
        }
        buffer_clear(&picture);
    }
}

/* Two in one page keep their own colours: no rule with a colour is for more than one of them. */
Test(chart, rules_of_colours_are_for_the_figure_alone)
{
    static const char own[] = ":where(#one)";
    static const char around[] = "@media screen and (prefers-color-scheme:dark){";

    options.rise = "#010203";
    options.id = "one";
    for (int i = 0; i < CHARTS; i++) {
        struct buffer picture = drawn(i);
        const char *at = strstr(picture.bytes, "<style>") + strlen("<style>");
        const char *const end = strstr(at, "</style>");
        size_t rules = 0;

        while (at < end) {
            const char *const close = strchr(at, '}');

            at += strncmp(at, around, strlen(around)) == 0 ? strlen(around) : 0;
            if (memchr(at, '#', (size_t)(close - at)) != NULL) {
                cr_expect(strncmp(at, own, strlen(own)) == 0, "%s: %.40s", chart_names[i], at);
                rules++;
            }
            at = close + 1;
            at += *at == '}' ? 1 : 0;
        }
        cr_expect(rules == 44, "%s: %zu rules", chart_names[i], rules);
        buffer_clear(&picture);
    }
}

Test(chart, a_long_title_without_blanks_stays_within_the_picture)
{
    char title[2001];

    memset(title, 'Q', sizeof(title) - 1);
    title[sizeof(title) - 1] = '\0';
    options.title = title;
    options.width = 320;
    for (int i = 0; i < CHARTS; i++) {
        struct buffer picture = drawn(i);
        size_t letters = 0;

        for (const char *at = strstr(picture.bytes, "</style>"); *at != '\0'; at++) {
            letters += *at == 'Q';
        }
        cr_expect(letters == 2000, "%s: %zu letters", chart_names[i], letters);
        buffer_clear(&picture);
    }
}
