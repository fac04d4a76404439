/* What is no number is named for what it is, and nothing for what it is not. */
#include "support.h"
#include "text/message.h"

#include <criterion/criterion.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void expect(const char *said, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status = chiso__fail_no_number(&error, chiso__span_of(texts[i]));

        cr_expect(status == (said == NULL ? CHISO_OK : CHISO_E_NUMBER), "%s: %s", texts[i],
                  error.message);
        cr_expect(said == NULL ? error.message[0] == '\0' : strstr(error.message, said) != NULL,
                  "%s: %s", texts[i], error.message);
    }
}

Test(no_number, is_named_for_what_it_is)
{
    static const char *const errors[] = {"#N/A",   "#DIV/0!", " #value! ", "#REF!",
                                         "#NAME?", "#NUM!",   "Err:502",   "#####"};
    static const char *const dates[] = {
        "12/05/2024",       "1/2/24", "2024-05-12", "12.05.2024", "2024-05-12 00:00:00",
        "2024-05-12T08:30", "5-Apr",  "Apr-24",     "4-thg 3",    "12-5-2024"};
    static const char *const times[] = {"12:30", "1:05:00", "08:30"};
    static const char *const thousands[] = {"1.234.567",
                                            "1,234.5",
                                            "1 234",
                                            "-1\xC2\xA0"
                                            "234,5",
                                            "12'345",
                                            "1\xE2\x80\x99"
                                            "234",
                                            "1,234,567.89"};
    static const char *const others[] = {
        "",    "abc",      "1.2", "12/5",    "#",   "#1",      "1 23",         "1:2:3:4",
        "1:2", "12 345 6", "may", "1-2",     "3-5", "1.2.3.4", "1234.567.890", "/",
        "-",   ":",        "Err", "1/2/3/4", "5-",  "-5",      "5-x"};

    expect("error value", errors, COUNT(errors));
    expect("is a date", dates, COUNT(dates));
    expect("is a time", times, COUNT(times));
    expect("thousands mark", thousands, COUNT(thousands));
    expect(NULL, others, COUNT(others));
}

/* In cells of each rule the whole text is quoted. */
Test(no_number, is_quoted_whole_in_cells)
{
    static const struct {
        const char *rule, *cell, *said;
    } cases[] = {
        {"points", "#DIV/0!", "error value"}, {"rate", "#N/A", "error value"},
        {"yesno", "#REF!", "error value"},    {"survey 100 0", "#VALUE!", "error value"},
        {"per 1", "#N/A", "error value"},     {"rate", "03/04/2024", "date"},
        {"points", "2024-04-03", "date"},     {"points", "1 234", "thousands"},
        {"range 1..9", "12:30", "time"},      {"minmax", "3-Apr", "date"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer criteria = {0};
        chiso_error error = CHISO_ERROR_INIT;
        chiso_tree *tree;
        chiso_board *board;

        buffer_print(&criteria, "code,title,max,rule\na,,10,%s\n", cases[i].rule);
        tree = support_tree(criteria.bytes);
        board = support_board(tree, "unit\nu\n");
        cr_expect(chiso_board_set(board, "u", "a", cases[i].cell, &error) == CHISO_E_NUMBER,
                  "%s of %s", cases[i].rule, cases[i].cell);
        cr_expect(strstr(error.message, cases[i].cell) != NULL &&
                      strstr(error.message_vi, cases[i].cell) != NULL &&
                      strstr(error.message, cases[i].said) != NULL,
                  "%s of %s: %s", cases[i].rule, cases[i].cell, error.message);
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
}

/* A mark that is refused may be one of thousands, where three digits stand behind it. */
Test(no_number, names_the_mark_of_thousands)
{
    static const struct {
        enum chiso__number number;
        const char *text, *said;
        bool may_be_thousands;
    } cases[] = {
        {CHISO__NUMBER_COMMA, "4,000", "thousands,comma", true},
        {CHISO__NUMBER_COMMA, " -12,345 ", "thousands,comma", true},
        {CHISO__NUMBER_COMMA, "4,5", "decimal comma", false},
        {CHISO__NUMBER_COMMA, "1234,567", "decimal comma", false},
        {CHISO__NUMBER_MIXED, "1.000", "thousands,point", true},
        {CHISO__NUMBER_MIXED, "1,000", "thousands,comma", true},
        {CHISO__NUMBER_MIXED, "1.00", "another decimal mark", false},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso__fail_number(&error, cases[i].number, chiso__span_of(cases[i].text)) ==
                  CHISO_E_NUMBER);
        cr_expect(strstr(error.message, cases[i].said) != NULL &&
                      strstr(error.message, cases[i].text) != NULL &&
                      (strstr(error.message_vi, "thousands,") != NULL) == cases[i].may_be_thousands,
                  "%s: %s", cases[i].text, error.message);
    }
}
