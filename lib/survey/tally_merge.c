/* Two tallies of the same units and questions become one. */
#include "survey/inside.h"

#include "base/clones.h"

/* A tally may be merged with itself: the rows may be the same one. */
CHISO__CLONES
static void add_row(int64_t *row, const int64_t *from, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        row[i] += from[i];
    }
}

/* The first place where two lists of codes differ, or the length of both. */
static uint32_t first_difference(const struct chiso__codes *a, const struct chiso__codes *b)
{
    uint32_t at = 0;

    while (at < a->count && at < b->count && chiso__span_equal(a->codes[at], b->codes[at])) {
        at++;
    }
    return at;
}

/* How a difference is said of units and of questions, in English and Vietnamese. */
struct wording {
    const char *other[2]; /* {0}: the place, {1} and {2}: what stands there */
    const char
        *longer[2]; /* {0} and {1}: how many there are, {2}: the first that only one side has */
};

static const struct wording of_units = {
    {"unit {0} is {1} in the tally to add to and {2} in the one to add; expected the same units in "
     "the same order",
     "đơn vị số {0} là {1} ở bảng đếm nhận và {2} ở bảng đếm thêm vào; cần cùng các đơn vị theo "
     "cùng thứ tự"},
    {"the tally to add to has another number of units ({0}) than the one to add ({1}); only one of "
     "them has {2}; expected the same units "
     "in the same order",
     "bảng đếm nhận có {0} đơn vị, bảng đếm thêm vào có {1}; chỉ một bên có {2}; cần cùng các đơn "
     "vị theo cùng thứ tự"},
};

static const struct wording of_questions = {
    {"question {0} is {1} in the tally to add to and {2} in the one to add; expected the same "
     "questions in the same order",
     "câu hỏi số {0} là {1} ở bảng đếm nhận và {2} ở bảng đếm thêm vào; cần cùng các câu hỏi theo "
     "cùng thứ tự"},
    {"the tally to add to has another number of questions ({0}) than the one to add ({1}); only "
     "one of them has {2}; expected the same "
     "questions in the same "
     "order",
     "bảng đếm nhận có {0} câu hỏi, bảng đếm thêm vào có {1}; chỉ một bên có {2}; cần cùng các câu "
     "hỏi theo cùng thứ tự"},
};

static chiso_status check_codes(const struct chiso__codes *a, const struct chiso__codes *b,
                                const struct wording *wording, chiso_error *error)
{
    const uint32_t at = first_difference(a, b);

    if (at == a->count && at == b->count) {
        return CHISO_OK;
    }
    if (at < a->count && at < b->count) {
        return chiso__fail(
            error, CHISO_E_SHAPE, wording->other[0], wording->other[1],
            CHISO__WORDS(chiso__say_count(at), chiso__say(a->codes[at]), chiso__say(b->codes[at])));
    }
    return chiso__fail(error, CHISO_E_SHAPE, wording->longer[0], wording->longer[1],
                       CHISO__WORDS(chiso__say_count(a->count), chiso__say_count(b->count),
                                    chiso__say(at < a->count ? a->codes[at] : b->codes[at])));
}

static chiso_status check_options(const chiso_tally *tally, const chiso_tally *from,
                                  chiso_error *error)
{
    for (uint32_t i = 0; i < tally->questions.count; i++) {
        if (chiso__tally_options(tally, i) != chiso__tally_options(from, i)) {
            return chiso__fail(error, CHISO_E_SHAPE,
                               "question {0} has {1} options in the tally to add to and {2} in the "
                               "one to add; expected the same number",
                               "câu hỏi {0} có {1} phương án ở bảng đếm nhận và {2} ở bảng đếm "
                               "thêm vào; cần cùng số phương án",
                               CHISO__WORDS(chiso__say(tally->questions.codes[i]),
                                            chiso__say_count(chiso__tally_options(tally, i)),
                                            chiso__say_count(chiso__tally_options(from, i))));
        }
    }
    return CHISO_OK;
}

chiso_status chiso_tally_merge(chiso_tally *tally, const chiso_tally *from, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (tally == NULL || from == NULL) {
        return chiso__fail_null(error);
    }
    status = check_codes(&tally->units, &from->units, &of_units, error);
    if (status == CHISO_OK) {
        status = check_codes(&tally->questions, &from->questions, &of_questions, error);
    }
    if (status == CHISO_OK) {
        status = check_options(tally, from, error);
    }
    if (status == CHISO_OK) {
        status = chiso__tally_check_total(tally, from->total, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    for (uint32_t unit = 0; unit < tally->units.count; unit++) {
        add_row(tally->counters + CHISO__SPARES + (size_t)unit * tally->row_room,
                from->counters + CHISO__SPARES + (size_t)unit * from->row_room, tally->row);
    }
    tally->total += from->total;
    return CHISO_OK;
}
