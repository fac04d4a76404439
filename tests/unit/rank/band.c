#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static chiso_bands *read_bands(const char *text)
{
    chiso_bands *bands = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_bands_read_csv(text, strlen(text), NULL, &bands, &error), CHISO_OK,
                 "line %u, column %u: %s", (unsigned)error.line, (unsigned)error.column,
                 error.message);
    return bands;
}

/* A from 90, B from 80, C from 65.5. */
static void expect_abc(const chiso_bands *bands, const char *name)
{
    cr_expect(chiso_bands_count(bands) == 3, "%s", name);
    cr_expect_str_eq(chiso_bands_name(bands, 0), "A", "%s", name);
    cr_expect_str_eq(chiso_bands_name(bands, 1), "B", "%s", name);
    cr_expect_str_eq(chiso_bands_name(bands, 2), "C", "%s", name);
    cr_expect(chiso_bands_from(bands, 0) == decimal("90"), "%s", name);
    cr_expect(chiso_bands_from(bands, 1) == decimal("80"), "%s", name);
    cr_expect(chiso_bands_from(bands, 2) == decimal("65.5"), "%s", name);
}

Test(band, bands_are_counted_from_the_highest)
{
    chiso_bands *bands = NULL;

    cr_assert_eq(chiso_bands_new(NULL, &bands, NULL), CHISO_OK);
    cr_expect(chiso_bands_count(bands) == 0);
    cr_expect(chiso_bands_find(bands, decimal("50"), 100 * CHISO_DECIMAL_ONE) == CHISO_NO_BAND);
    cr_expect(chiso_bands_add(bands, "B", "80", NULL) == CHISO_OK);
    cr_expect(chiso_bands_add(bands, "C", "65.5", NULL) == CHISO_OK);
    cr_expect(chiso_bands_add(bands, "A", "90", NULL) == CHISO_OK);
    expect_abc(bands, "by calls");
    chiso_bands_free(bands);
    chiso_bands_free(NULL);
}

Test(band, files_in_every_dialect_say_the_same)
{
    static const char *const texts[] = {
        "band,from\nA,90\nB,80\nC,65.5\n",
        "band;from\nC;65,5\nB;80\nA;90\n",
        "from\tband\r\n80\tB\r\n90\tA\r\n65,5\tC",
        "\xEF\xBB\xBF# a source\n\"band\",\"from\"\n\"B\",\"80.0\"\n\"A\",90\nC,+65.50\n",
    };

    for (size_t i = 0; i < COUNT(texts); i++) {
        chiso_bands *bands = read_bands(texts[i]);

        expect_abc(bands, texts[i]);
        chiso_bands_free(bands);
    }
}

Test(band, a_lower_bound_belongs_to_its_band)
{
    static const struct {
        const char *percent;
        uint32_t band;
    } cases[] = {{"100", 0},
                 {"120", 0},
                 {"90", 0},
                 {"89.999999", 1},
                 {"80", 1},
                 {"79.99", 2},
                 {"65.5", 2},
                 {"65.499999", CHISO_NO_BAND},
                 {"0", CHISO_NO_BAND},
                 {"-5", CHISO_NO_BAND}};
    chiso_bands *bands = read_bands("band,from\nA,90\nB,80\nC,65.5\n");

    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(chiso_bands_find(bands, decimal(cases[i].percent), 100 * CHISO_DECIMAL_ONE) ==
                      cases[i].band,
                  "%s", cases[i].percent);
        cr_expect(chiso_bands_find(bands, decimal(cases[i].percent), decimal("100")) ==
                      cases[i].band,
                  "%s", cases[i].percent);
    }
    cr_expect(chiso_bands_find(bands, CHISO_ABSENT, 100 * CHISO_DECIMAL_ONE) == CHISO_NO_BAND);
    chiso_bands_free(bands);
}

Test(band, an_exact_percent_is_not_rounded_up_into_a_band)
{
    chiso_bands *bands = read_bands("band,from\nhigh,66.666667\nlow,66.666666\nnone,-1000\n");
    static const struct {
        const char *achieved, *max;
        uint32_t band;
    } cases[] = {
        {"2", "3", 1},
        {"66.666667", "100", 0},
        {"66.666666", "100", 1},
        {"66.666665", "100", 2},
        {"9200000000000", "9200000000000", 0},
        {"6133333333333.333333", "9200000000000", 1},
        {"-1", "3", 2},
        {"-9200000000000", "0.000001", CHISO_NO_BAND},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(chiso_bands_find(bands, decimal(cases[i].achieved), decimal(cases[i].max)) ==
                      cases[i].band,
                  "%s of %s", cases[i].achieved, cases[i].max);
    }
    cr_expect(chiso_bands_find(bands, 0, 0) == CHISO_NO_BAND);
    cr_expect(chiso_bands_find(bands, decimal("1"), 0) == CHISO_NO_BAND);
    cr_expect(chiso_bands_find(bands, decimal("1"), decimal("-1")) == CHISO_NO_BAND);
    cr_expect(chiso_bands_find(bands, CHISO_ABSENT, decimal("1")) == CHISO_NO_BAND);
    cr_expect(chiso_bands_find(bands, decimal("1"), CHISO_ABSENT) == CHISO_NO_BAND);
    cr_expect(chiso_bands_find(NULL, decimal("1"), decimal("1")) == CHISO_NO_BAND);
    chiso_bands_free(bands);
}

Test(band, what_is_no_band_has_harmless_answers)
{
    chiso_bands *bands = read_bands("band,from\nA,90\n");

    cr_expect_str_eq(chiso_bands_name(bands, 1), "");
    cr_expect_str_eq(chiso_bands_name(bands, CHISO_NO_BAND), "");
    cr_expect(chiso_bands_from(bands, 1) == CHISO_ABSENT);
    cr_expect(chiso_bands_from(bands, CHISO_NO_BAND) == CHISO_ABSENT);
    cr_expect(chiso_bands_count(NULL) == 0);
    chiso_bands_free(bands);
}

Test(band, a_band_that_cannot_be_is_refused_and_the_bands_stay)
{
    static const struct {
        const char *title;
        const char *name, *from;
        chiso_status status;
        const char *named;
    } cases[] = {
        {"no name", NULL, "50", CHISO_E_NULL, ""},
        {"no bound", "D", NULL, CHISO_E_NULL, ""},
        {"empty name", "", "50", CHISO_E_CODE, ""},
        {"no number", "D", "half", CHISO_E_NUMBER, "half"},
        {"empty bound", "D", "", CHISO_E_NUMBER, ""},
        {"a fraction in percent", "D", "50/1%", CHISO_E_NUMBER, "50/1%"},
        {"two percent signs", "D", "50%%", CHISO_E_NUMBER, "50%%"},
        {"name twice", "B", "50", CHISO_E_DUPLICATE, "B"},
        {"bound twice", "D", "80.0", CHISO_E_DUPLICATE, "80"},
        {"the bound of a higher one than has the name", "C", "90", CHISO_E_DUPLICATE, "90"},
        {"the bound of a lower one than has the name", "A", "65.5", CHISO_E_DUPLICATE, "already"},
        {"both of one", "B", "80", CHISO_E_DUPLICATE, "already"},
        {"not UTF-8", "\xFF", "50", CHISO_E_ENCODING, ""},
    };
    chiso_bands *bands = read_bands("band,from\nA,90\nB,80\nC,65.5\n");

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status = chiso_bands_add(bands, cases[i].name, cases[i].from, &error);

        cr_expect(status == cases[i].status, "%s: %s", cases[i].title, chiso_status_name(status));
        cr_expect(error.status == status && error.message_vi[0] != '\0', "%s", cases[i].title);
        cr_expect(strstr(error.message, cases[i].named) != NULL, "%s: %s", cases[i].title,
                  error.message);
        expect_abc(bands, cases[i].title);
    }
    cr_expect(chiso_bands_add(NULL, "D", "50", NULL) == CHISO_E_NULL);
    chiso_bands_free(bands);
}

Test(band, bands_that_cannot_be_made_are_null)
{
    static const struct {
        const char *name;
        const char *text;
        chiso_status status;
        uint32_t line;
        const char *named;
    } cases[] = {
        {"empty", "", CHISO_E_EMPTY, 0, ""},
        {"only a header", "band,from\n", CHISO_E_EMPTY, 0, ""},
        {"no band column", "from\n90\n", CHISO_E_COLUMN, 1, "band"},
        {"no from column", "band\nA\n", CHISO_E_COLUMN, 1, "from"},
        {"unknown column", "band,from,colour\nA,90,red\n", CHISO_E_COLUMN, 1, "colour"},
        {"column twice", "band,from,from\nA,90,90\n", CHISO_E_COLUMN, 1, "from"},
        {"no number", "band,from\nA,90\nB,x\n", CHISO_E_NUMBER, 3, "x"},
        {"name twice", "band,from\nA,90\nA,80\n", CHISO_E_DUPLICATE, 3, "A"},
        {"bound twice", "band,from\nA,90\nB,90.0\n", CHISO_E_DUPLICATE, 3, "90"},
        {"no name", "band,from\n,90\n", CHISO_E_CODE, 2, ""},
        {"too many fields", "band,from\nA,90,1\n", CHISO_E_SYNTAX, 2, ""},
        {"too few fields", "band,from\nA\n", CHISO_E_SYNTAX, 2, ""},
        {"open quote", "band,from\n\"A,90\n", CHISO_E_SYNTAX, 2, ""},
        {"not UTF-8", "band,from\nA\xFF,90\n", CHISO_E_ENCODING, 2, ""},
        {"too large", "band,from\nA,99999999999999\n", CHISO_E_RANGE, 2, "99999999999999"},
    };
    const chiso_allocator empty = {0};
    chiso_bands *bands;

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;

        bands = (chiso_bands *)&error;
        status = chiso_bands_read_csv(cases[i].text, strlen(cases[i].text), NULL, &bands, &error);
        cr_expect(status == cases[i].status, "%s: %s", cases[i].name, chiso_status_name(status));
        cr_expect(bands == NULL, "%s", cases[i].name);
        cr_expect(cases[i].line == 0 || error.line == cases[i].line, "%s: line %u", cases[i].name,
                  (unsigned)error.line);
        cr_expect(cases[i].line == 0 || error.column > 0, "%s: no column", cases[i].name);
        cr_expect(strstr(error.message, cases[i].named) != NULL, "%s: %s", cases[i].name,
                  error.message);
        cr_expect(strstr(error.message_vi, cases[i].named) != NULL, "%s: %s", cases[i].name,
                  error.message_vi);
    }
    bands = (chiso_bands *)&empty;
    cr_expect(chiso_bands_new(&empty, &bands, NULL) == CHISO_E_NULL && bands == NULL);
    cr_expect(chiso_bands_new(NULL, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_bands_read_csv(NULL, 1, NULL, &bands, NULL) == CHISO_E_NULL && bands == NULL);
    cr_expect(chiso_bands_read_csv("x", 1, NULL, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_bands_read_csv_file("/no/such/file.csv", NULL, &bands, NULL) == CHISO_E_FILE &&
              bands == NULL);
}

Test(band, bands_are_written_as_they_were_given)
{
    static const char text[] = "band,from\n\"A, the best\",250/3\nB,72.500000000000001\nC,0\n";
    chiso_bands *bands = read_bands(text);
    chiso_bands *none = NULL;
    struct buffer written = {0};
    const chiso_sink sink = buffer_sink(&written);
    const chiso_sink no_sink = {NULL, NULL};

    cr_assert_eq(chiso_bands_write_csv(bands, &sink, NULL), CHISO_OK);
    cr_expect_str_eq(written.bytes, text);
    cr_expect_eq(chiso_bands_write_csv(NULL, &sink, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_bands_write_csv(bands, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_bands_write_csv(bands, &no_sink, NULL), CHISO_E_NULL);
    buffer_clear(&written);
    chiso_bands_free(bands);

    cr_assert_eq(chiso_bands_new(NULL, &none, NULL), CHISO_OK);
    const chiso_sink again = buffer_sink(&written);
    cr_assert_eq(chiso_bands_write_csv(none, &again, NULL), CHISO_OK);
    cr_expect_str_eq(written.bytes, "band,from\n");
    buffer_clear(&written);
    chiso_bands_free(none);
}

Test(band, bands_that_a_report_uses_are_closed)
{
    chiso_bands *bands = read_bands("band,from\nA,90\n");
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    chiso_board *board = support_scored(tree, "unit,1\na,95\nb,20\n");
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_standing standing;

    options.bands = bands;
    cr_assert_eq(chiso_report_new(board, &options, &report, NULL), CHISO_OK);
    cr_expect(chiso_bands_add(bands, "B", "80", &error) == CHISO_E_STATE &&
              error.status == CHISO_E_STATE);
    cr_expect(chiso_bands_count(bands) == 1);
    /* The report keeps them. */
    chiso_bands_free(bands);
    cr_expect_str_eq(chiso_bands_name(chiso_report_bands(report), 0), "A");
    cr_assert_eq(chiso_report_standing(report, 0, CHISO_ROOT, &standing), CHISO_OK);
    cr_expect(standing.band == 0);
    cr_assert_eq(chiso_report_standing(report, 1, CHISO_ROOT, &standing), CHISO_OK);
    cr_expect(standing.band == CHISO_NO_BAND);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
