/* What sheets have beside criteria and units: how headings call it, and how a mapping does. */
#include "board/sheet.h"

static const struct {
    const char *word; /* of a mapping; NULL for what is left out */
    enum chiso__message headings;
} besides[CHISO__BESIDE_COUNT] = {
    [CHISO__PRINTED_TOTAL] = {"total", CHISO__SAY_WORDS_FOR_PRINTED_TOTAL},
    [CHISO__PRINTED_PERCENT] = {"percent", CHISO__SAY_WORDS_FOR_PRINTED_PERCENT},
    [CHISO__PRINTED_RANK] = {"rank", CHISO__SAY_WORDS_FOR_PRINTED_RANK},
    [CHISO__PRINTED_BAND] = {"band", CHISO__SAY_WORDS_FOR_PRINTED_BAND},
    [CHISO__PRINTED_COVERAGE] = {"coverage", CHISO__SAY_HEAD_COVERAGE},
    [CHISO__PRINTED_MAX] = {"max", CHISO__SAY_WORDS_FOR_PRINTED_MAX},
    [CHISO__BESIDE_NOTE] = {"note", CHISO__SAY_WORDS_FOR_NOTE},
    [CHISO__BESIDE_NUMBERING] = {NULL, CHISO__SAY_WORDS_FOR_NUMBERING},
};

int chiso__beside_of(struct chiso__span heading)
{
    int beside = 0;

    while (beside < CHISO__BESIDE_COUNT && !chiso__means(heading, besides[beside].headings)) {
        beside++;
    }
    return beside;
}

const char *chiso__beside_word(int beside)
{
    return besides[beside].word;
}
