/* Units that one side of a comparison does not have, held against those that the other has not: a
 * doubt for each that is nearly one of them, with the line of a map. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Two periods of one criterion. */
struct periods {
    chiso_tree *tree;
    chiso_board *before, *now;
    chiso_comparison *comparison;
};

static struct periods compare(const char *before, const char *now, const chiso_map *units)
{
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    struct periods periods = {support_tree("code,title,max\n1,,10\n"), NULL, NULL, NULL};
    chiso_error error = CHISO_ERROR_INIT;

    periods.before = support_scored(periods.tree, before);
    periods.now = support_scored(periods.tree, now);
    options.units = units;
    cr_assert_eq(
        chiso_comparison_new(periods.now, periods.before, &options, &periods.comparison, &error),
        CHISO_OK, "%s", error.message);
    return periods;
}

static void end(struct periods *periods)
{
    chiso_comparison_free(periods->comparison);
    chiso_board_free(periods->before);
    chiso_board_free(periods->now);
    chiso_tree_free(periods->tree);
}

/* The doubts about two periods; the unit and the end of the message of each. */
static chiso_intake *doubts_of(const struct periods *periods, const chiso_map *units)
{
    chiso_intake *intake = NULL;

    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_comparison(intake, "p.csv", periods->comparison, units, NULL),
                 CHISO_OK);
    return intake;
}

static void expect_lines(const char *before, const char *now, const char *const *lines,
                         uint32_t count)
{
    struct periods periods = compare(before, now, NULL);
    chiso_intake *intake = doubts_of(&periods, NULL);

    cr_expect_eq(chiso_intake_count(intake), count, "%s: %u", now, chiso_intake_count(intake));
    for (uint32_t i = 0; i < chiso_intake_count(intake); i++) {
        chiso_remark remark;

        cr_assert_eq(chiso_intake_at(intake, i, &remark), CHISO_OK);
        cr_expect(remark.doubt == CHISO_DOUBT_RENAMED_UNIT && remark.line == 0 &&
                  strcmp(remark.file, "p.csv") == 0);
        cr_expect(
            i < count && strlen(remark.message) > strlen(lines[i]) &&
                strcmp(remark.message + strlen(remark.message) - strlen(lines[i]), lines[i]) == 0,
            "%s", remark.message);
    }
    chiso_intake_free(intake);
    end(&periods);
}

Test(renamed, offers_the_line_of_a_map)
{
    static const char *const lines[] = {"line sở y tế,SoYTe", "line \"a, b\",\"A \"\"b\"\"\"",
                                        "line quangninh,quangnimh", "line \xD0\xA1ode,code"};

    expect_lines("unit,1\nx,1\nsở y tế,2\n\"a, b\",3\nquangninh,4\n\xD0\xA1ode,4\n",
                 "unit,1\nx,1\nSoYTe,2\nquangnimh,4\ncode,1\n",
                 (const char *const[]){lines[0], lines[2], lines[3]}, 3);
    expect_lines("unit,name,1\nx,,1\n\"a, b\",Office,3\n",
                 "unit,name,1\nx,,1\n\"A \"\"b\"\"\",office,2\n", &lines[1], 1);
    /* As the reader of a map needs it: what begins with # would be a remark, and = is guarded. */
    expect_lines("unit,name,1\nx,,1\n\"#1\",Office,3\n", "unit,name,1\nx,,1\n'=n,office,2\n",
                 (const char *const[]){"line \"#1\",'=n"}, 1);
}

Test(renamed, says_nothing_where_it_is_not_clear)
{
    static const char *const periods[][2] = {
        {"unit,1\nx,1\nHue,2\n", "unit,1\nx,1\nhue,2\nHuế,2\n"},
        {"unit,1\nx,1\nHue,2\nhue,2\n", "unit,1\nx,1\nHuế,2\n"},
        {"unit,1\nx,1\nsnv,2\nd1,1\n", "unit,1\nx,1\nsnn,2\nd2,2\n"},
        {"unit,1\nx,1\nunit number 1,2\n", "unit,1\nx,1\nunit number 2,2\n"},
        {"unit,1\nx,1\n1-1,2\n", "unit,1\nx,1\n11,2\n"},
        {"unit,name,1\nx,,1\nquangnam,South,2\n", "unit,name,1\nx,,1\nquangnan,North,2\n"},
        {"unit,1\nx,1\n", "unit,1\nx,1\nX,2\n"},
    };

    for (size_t i = 0; i < COUNT(periods); i++) {
        expect_lines(periods[i][0], periods[i][1], NULL, 0);
    }
}

Test(renamed, leaves_what_a_map_names)
{
    chiso_map *map = NULL;
    struct periods periods;
    chiso_intake *intake = NULL;

    cr_assert_eq(chiso_map_new(NULL, &map, NULL), CHISO_OK);
    cr_assert_eq(chiso_map_add(map, "Hue", NULL, NULL, NULL), CHISO_OK);
    periods = compare("unit,1\nx,1\nHue,2\nVinh,3\n", "unit,1\nx,1\nhue,2\nvinh,3\n", map);
    intake = doubts_of(&periods, map);
    cr_expect_eq(chiso_intake_count(intake), 1);
    chiso_intake_free(intake);
    intake = doubts_of(&periods, NULL);
    cr_expect_eq(chiso_intake_count(intake), 2);
    cr_expect(chiso_intake_comparison(NULL, "", periods.comparison, NULL, NULL) == CHISO_E_NULL &&
              chiso_intake_comparison(intake, "", NULL, NULL, NULL) == CHISO_E_NULL);
    cr_assert_eq(chiso_board_set_text(periods.now, 0, support_node(periods.tree, "1"), "2", NULL),
                 CHISO_OK);
    cr_expect_eq(chiso_intake_comparison(intake, "", periods.comparison, NULL, NULL),
                 CHISO_E_STATE);
    chiso_intake_free(intake);
    end(&periods);
    chiso_map_free(map);
}

/* Each of many is found, and none is held against all others. */
Test(renamed, finds_each_of_many)
{
    enum { UNITS = 20000 };
    struct buffer before = {0};
    struct buffer now = {0};
    struct periods periods;
    chiso_intake *intake = NULL;

    buffer_print(&before, "unit,1\nx,1\n");
    buffer_print(&now, "unit,1\nx,1\n");
    for (int unit = 0; unit < UNITS; unit++) {
        buffer_print(&before, "unit_%d,1\n", unit);
        buffer_print(&now, "Unit %d,1\n", unit);
    }
    periods = compare(before.bytes, now.bytes, NULL);
    intake = doubts_of(&periods, NULL);
    cr_expect_eq(chiso_intake_count(intake), UNITS);
    chiso_intake_free(intake);
    end(&periods);
    buffer_clear(&before);
    buffer_clear(&now);
}
