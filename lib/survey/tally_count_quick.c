/* Counting many answers block by block, in place of one by one: the counters of a block are found
 * and its answers checked without a branch, many at once, and only then counted. A block with a
 * wrong answer is not counted at all, and the counters are those that chiso__tally_bin() names. */
#include "survey/inside.h"

#include "base/clones.h"

/* How many answers are checked and placed before they are counted. So few that the processor places
 * the next while it still counts, so many that compilers keep the loop, and always as many: they
 * then use vector code also where they are told to be careful with it. */
enum { BLOCK = 128 };

/* What placing an answer needs of a tally. */
struct frame {
    uint32_t units;
    uint32_t questions;
    uint32_t row_room;
    uint32_t alike;        /* the number of options that all questions have, or 0 */
    const int32_t *layout; /* signed, as vector code wants what it gathers by and from */
};

static struct frame frame_of(const chiso_tally *tally)
{
    /* A tally without questions: none that is asked for exists. */
    static const uint32_t nothing[1] = {0};
    const uint32_t *layout = tally->layout == NULL ? nothing : tally->layout;

    return (struct frame){tally->units.count, tally->questions.count, tally->row_room, tally->alike,
                          (const int32_t *)layout};
}

/* The bin of an answer to a question of a layout. No answer goes to a spare. What does not exist
 * sets *wrong, and its bin is nonsense. */
static inline uint32_t bin_of(const struct frame *frame, uint32_t unit, uint32_t entry,
                              uint32_t option, uint32_t spare, uint32_t *wrong)
{
    const uint32_t none = option == CHISO_NO_ANSWER;

    *wrong |= (uint32_t)(unit >= frame->units) |
              ((uint32_t)(option >= (entry & CHISO__OPTION_MASK)) & (none ^ 1U));
    return none ? spare
                : CHISO__SPARES + unit * frame->row_room + (entry >> CHISO__OPTION_BITS) + option;
}

/* The bins of a block of answers, and whether all of them exist. */
CHISO__CLONES
static bool place_any(const struct frame *given, const uint32_t *restrict units,
                      const uint16_t *restrict questions, const uint8_t *restrict options,
                      uint32_t *restrict out_bins)
{
    const struct frame frame = *given;
    uint32_t wrong = 0;

    for (uint32_t i = 0; i < BLOCK; i++) {
        /* A question that does not exist has the entry behind the last. */
        const uint32_t question = questions[i] < frame.questions ? questions[i] : frame.questions;
        const uint32_t entry = (uint32_t)frame.layout[(int32_t)question];

        wrong |= question == frame.questions;
        out_bins[i] = bin_of(&frame, units[i], entry, options[i], i % CHISO__SPARES, &wrong);
    }
    return wrong == 0;
}

/* The same where all questions have the same number of options, as in most surveys: nothing is
 * looked up. */
CHISO__CLONES
static bool place_alike(const struct frame *given, const uint32_t *restrict units,
                        const uint16_t *restrict questions, const uint8_t *restrict options,
                        uint32_t *restrict out_bins)
{
    const struct frame frame = *given;
    uint32_t wrong = 0;

    for (uint32_t i = 0; i < BLOCK; i++) {
        const uint32_t question = questions[i];
        const uint32_t entry = question * frame.alike << CHISO__OPTION_BITS | frame.alike;

        wrong |= question >= frame.questions;
        out_bins[i] = bin_of(&frame, units[i], entry, options[i], i % CHISO__SPARES, &wrong);
    }
    return wrong == 0;
}

static bool place(const struct frame *frame, const struct chiso__answers *answers, size_t at,
                  uint32_t *out_bins)
{
    return (frame->alike > 0 ? place_alike : place_any)(
        frame, answers->units + at, answers->questions + at, answers->options + at, out_bins);
}

/* Counts a block, unless an answer in it is wrong. */
static bool count_block(chiso_tally *tally, const struct frame *frame,
                        const struct chiso__answers *answers, size_t at)
{
    uint32_t bins[BLOCK];

    if (!place(frame, answers, at, bins)) {
        return false;
    }
    for (int i = 0; i < BLOCK; i++) {
        tally->counters[bins[i]]++;
    }
    return true;
}

static void uncount_block(chiso_tally *tally, const struct frame *frame,
                          const struct chiso__answers *answers, size_t at)
{
    uint32_t bins[BLOCK];

    (void)place(frame, answers, at, bins);
    for (int i = 0; i < BLOCK; i++) {
        tally->counters[bins[i]]--;
    }
}

size_t chiso__tally_count_blocks(chiso_tally *tally, const struct chiso__answers *answers,
                                 size_t count)
{
    const struct frame frame = frame_of(tally);
    size_t at = 0;

    while (count - at >= BLOCK && count_block(tally, &frame, answers, at)) {
        at += BLOCK;
    }
    return at;
}

void chiso__tally_uncount_blocks(chiso_tally *tally, const struct chiso__answers *answers,
                                 size_t counted)
{
    const struct frame frame = frame_of(tally);

    for (size_t at = 0; at < counted; at += BLOCK) {
        uncount_block(tally, &frame, answers, at);
    }
}
