#include "support.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    chiso_status status;
    int value;
    const char *name;
} STATUSES[] = {
    {CHISO_OK, 0, "CHISO_OK"},
    {CHISO_E_NULL, 1, "CHISO_E_NULL"},
    {CHISO_E_MEMORY, 2, "CHISO_E_MEMORY"},
    {CHISO_E_ENCODING, 3, "CHISO_E_ENCODING"},
    {CHISO_E_SYNTAX, 4, "CHISO_E_SYNTAX"},
    {CHISO_E_NUMBER, 5, "CHISO_E_NUMBER"},
    {CHISO_E_RANGE, 6, "CHISO_E_RANGE"},
    {CHISO_E_COLUMN, 7, "CHISO_E_COLUMN"},
    {CHISO_E_CODE, 8, "CHISO_E_CODE"},
    {CHISO_E_DUPLICATE, 9, "CHISO_E_DUPLICATE"},
    {CHISO_E_NODE, 10, "CHISO_E_NODE"},
    {CHISO_E_UNIT, 11, "CHISO_E_UNIT"},
    {CHISO_E_PARENT, 12, "CHISO_E_PARENT"},
    {CHISO_E_MAX, 13, "CHISO_E_MAX"},
    {CHISO_E_WORD, 14, "CHISO_E_WORD"},
    {CHISO_E_RULE, 15, "CHISO_E_RULE"},
    {CHISO_E_CELL, 16, "CHISO_E_CELL"},
    {CHISO_E_POINTS, 17, "CHISO_E_POINTS"},
    {CHISO_E_STATE, 18, "CHISO_E_STATE"},
    {CHISO_E_EMPTY, 19, "CHISO_E_EMPTY"},
    {CHISO_E_FILE, 20, "CHISO_E_FILE"},
    {CHISO_E_SINK, 21, "CHISO_E_SINK"},
    {CHISO_E_SHAPE, 22, "CHISO_E_SHAPE"},
    {CHISO_E_BYTES, 23, "CHISO_E_BYTES"},
    {CHISO_E_SPREAD, 24, "CHISO_E_SPREAD"},
    {CHISO_E_MATRIX, 25, "CHISO_E_MATRIX"},
    {CHISO_E_WEIGHT, 26, "CHISO_E_WEIGHT"},
    {CHISO_E_LIMIT, 27, "CHISO_E_LIMIT"},
    {CHISO_E_STOPPED, 28, "CHISO_E_STOPPED"},
};

Test(status, values_and_names_stay)
{
    for (size_t i = 0; i < COUNT(STATUSES); i++) {
        cr_expect((int)STATUSES[i].status == STATUSES[i].value, "%s", STATUSES[i].name);
        cr_expect_str_eq(chiso_status_name(STATUSES[i].status), STATUSES[i].name);
    }
}

Test(status, every_status_has_a_text_of_its_own_in_both_languages)
{
    const chiso_language languages[] = {CHISO_LANGUAGE_ENGLISH, CHISO_LANGUAGE_VIETNAMESE};
    const char *texts[2 * COUNT(STATUSES) + 2];
    size_t count = 0;

    for (int i = 0; i < (int)COUNT(STATUSES) + 1; i++) {
        for (size_t l = 0; l < COUNT(languages); l++) {
            texts[count] = chiso_status_text((chiso_status)i, languages[l]);
            cr_assert_not_null(texts[count]);
            cr_expect(texts[count][0] != '\0', "%d", i);
            for (size_t k = 0; k < count; k++) {
                cr_expect(strcmp(texts[count], texts[k]) != 0, "%s", texts[count]);
            }
            count++;
        }
    }
    cr_assert_str_eq(chiso_status_text(CHISO_E_MEMORY, CHISO_LANGUAGE_ENGLISH), "out of memory");
    cr_assert_str_eq(chiso_status_text(CHISO_E_MEMORY, CHISO_LANGUAGE_VIETNAMESE), "hết bộ nhớ");
    cr_assert_str_eq(chiso_status_text(CHISO_E_MEMORY, (chiso_language)9), "out of memory");
}

Test(status, every_status_has_a_name_of_its_own)
{
    for (int i = 0; i < (int)COUNT(STATUSES); i++) {
        const char *name = chiso_status_name((chiso_status)i);

        cr_expect(strncmp(name, "CHISO_", 6) == 0, "%d", i);
        for (int k = 0; k < i; k++) {
            cr_expect(strcmp(name, chiso_status_name((chiso_status)k)) != 0, "%d and %d", k, i);
        }
    }
}

Test(status, what_is_no_status_has_a_text_and_a_name)
{
    const int wrong[] = {-1, (int)COUNT(STATUSES), 1000, INT_MAX, INT_MIN};

    for (size_t i = 0; i < COUNT(wrong); i++) {
        for (int l = 0; l < 2; l++) {
            cr_expect_str_eq(chiso_status_text((chiso_status)wrong[i], (chiso_language)l),
                             chiso_status_text((chiso_status)COUNT(STATUSES), (chiso_language)l),
                             "%d", wrong[i]);
        }
        cr_expect(chiso_status_name((chiso_status)wrong[i]) != NULL, "%d", wrong[i]);
    }
}

Test(status, sizes_of_structs_are_told_by_name)
{
    cr_expect_eq(chiso_struct_size("chiso_error"), sizeof(chiso_error));
    cr_expect_eq(chiso_struct_size("chiso_what_if"), 0, "it has no members");
    cr_expect_eq(chiso_struct_size("error"), 0);
    cr_expect_eq(chiso_struct_size(""), 0);
    cr_expect_eq(chiso_struct_size(NULL), 0);
}

Test(status, the_library_is_of_the_release_of_its_headers)
{
    cr_assert_str_eq(chiso_version(), CHISO_VERSION);
    cr_assert_eq(chiso_version_number(), CHISO_VERSION_NUMBER);
    cr_assert_geq(chiso_version_number(), 100);
}

Test(status, an_error_is_filled_whole_and_only_by_a_failure)
{
    chiso_tree *tree = NULL;
    chiso_error error;

    memset(&error, 0x5A, sizeof(error));
    cr_assert_eq(chiso_tree_new("an index", NULL, &tree, &error), CHISO_OK);
    for (size_t i = 0; i < sizeof(error); i++) {
        cr_assert_eq(((const unsigned char *)&error)[i], 0x5A,
                     "byte %zu of an error was changed by a call that did its work", i);
    }
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "a", NULL, "x", NULL, &error), CHISO_E_NUMBER);
    cr_expect(error.status == CHISO_E_NUMBER);
    cr_expect(memchr(error.message, '\0', sizeof(error.message)) != NULL &&
              error.message[0] != '\0');
    cr_expect(memchr(error.message_vi, '\0', sizeof(error.message_vi)) != NULL &&
              error.message_vi[0] != '\0');
    cr_expect(strcmp(error.message, error.message_vi) != 0);
    cr_expect(error.line == 0, "line %u although no file was read", (unsigned)error.line);
    chiso_tree_free(tree);
}

Test(status, an_empty_error_says_nothing)
{
    const chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(error.status, CHISO_OK);
    cr_assert_eq(error.line, 0);
    cr_assert_eq(error.column, 0);
    cr_assert_str_eq(error.message, "");
    cr_assert_str_eq(error.message_vi, "");
}

Test(status, constants_never_change)
{
    cr_expect(CHISO_ROOT == 0 && CHISO_NO_NODE == UINT32_MAX && CHISO_NO_UNIT == UINT32_MAX);
    cr_expect(CHISO_NO_BAND == UINT32_MAX && CHISO_NO_STEP == UINT32_MAX);
    cr_expect(CHISO_ALL_BLOCKS == UINT32_MAX && CHISO_ALL_UNITS == UINT32_MAX &&
              CHISO_ALL_QUESTIONS == UINT32_MAX);
    cr_expect(CHISO_ABSENT == INT64_MIN && CHISO_MISSING == INT64_MIN &&
              CHISO_NOT_APPLICABLE == INT64_MIN + 1);
    cr_expect(CHISO_NO_ANSWER == 255 && CHISO_OPTION_LIMIT == 64 && CHISO_QUESTION_LIMIT == 65535);
    cr_expect(CHISO_COUNTER_LIMIT == 2147483000 && CHISO_ANSWER_LIMIT == INT64_C(9200000000000));
    cr_expect(CHISO_AHP_MAX == 15 && CHISO_WEIGHTS_MAX == 1000000);
}
