/* What the columns of a points file are called. */
#include "board/board_csv_inside.h"
#include "text/name.h"

static const char *const column_words[CHISO__COLUMN_COUNT] = {
    "unit", "name", "block", "ranked", "criterion", "value", "rater"};

const char *chiso__column_word(int column)
{
    return column_words[column];
}

int chiso__column_of_word(struct chiso__span heading)
{
    int column = 0;

    while (column < CHISO__COLUMN_COUNT && !chiso__is_named(heading, column_words[column])) {
        column++;
    }
    return column;
}

static const enum chiso__message names[CHISO__COLUMN_COUNT] = {
    [CHISO__COLUMN_UNIT] = CHISO__SAY_WORDS_FOR_UNIT,
    [CHISO__COLUMN_NAME] = CHISO__SAY_WORDS_FOR_NAME,
    [CHISO__COLUMN_BLOCK] = CHISO__SAY_WORDS_FOR_BLOCK,
    [CHISO__COLUMN_RANKED] = CHISO__SAY_HEAD_RANKED,
    [CHISO__COLUMN_CRITERION] = CHISO__SAY_WORDS_FOR_CRITERION,
    [CHISO__COLUMN_VALUE] = CHISO__SAY_WORDS_FOR_VALUE,
    [CHISO__COLUMN_RATER] = CHISO__SAY_WORDS_FOR_RATER,
};

void chiso__try_columns(struct chiso__nearest *nearest)
{
    for (int column = 0; column < CHISO__COLUMN_COUNT; column++) {
        chiso__nearest_try(nearest, chiso__span_of(column_words[column]));
        chiso__nearest_try_names(nearest, names[column]);
    }
}

int chiso__column_of_sheet(struct chiso__span heading, bool has_codes)
{
    int column = 0;

    if (chiso__means(heading, CHISO__SAY_WORDS_FOR_UNIT_CODE)) {
        return CHISO__COLUMN_UNIT;
    }
    while (column < CHISO__COLUMN_COUNT && !chiso__means(heading, names[column])) {
        column++;
    }
    return column == CHISO__COLUMN_UNIT && has_codes ? CHISO__COLUMN_NAME : column;
}

int chiso__column_named(struct chiso__span heading, bool has_codes)
{
    const int word = chiso__column_of_word(heading);

    return word < CHISO__COLUMN_COUNT ? word : chiso__column_of_sheet(heading, has_codes);
}
