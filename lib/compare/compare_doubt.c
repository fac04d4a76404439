/* Units that are missing on one side of a comparison and are nearly one that is missing on the
 * other: what to write into a map if they are the same. */
#include "compare/compare.h"
#include "text/alike.h"
#include "text/near.h"
#include "text/output.h"
#include "text/remark.h"

#include <chiso/intake.h>

#include <string.h>

/* So many pairs are held against each other letter by letter, and only names that are not short:
 * among those one letter sets many offices apart. */
enum { PAIRS_MOST = 100000, LEAST_LETTERS = 6 };

#define NONE UINT32_MAX
#define SEVERAL (UINT32_MAX - 1)

enum { GONE, NEW, SIDES };

/* Units that one side does not have. */
struct missing {
    const struct chiso__units *units;
    const uint32_t *ids;
    uint32_t count;
    uint32_t *matched; /* of each: which of the other side, or NONE */
    uint32_t *meant;   /* the same as far as one look tells, or SEVERAL */
};

/* What is compared of a unit: its code, or what people call it. */
typedef struct chiso__span (*text_of)(const struct missing *side, uint32_t at);

static struct chiso__span code_of(const struct missing *side, uint32_t at)
{
    return side->units->codes[side->ids[at]];
}

static struct chiso__span given_name_of(const struct missing *side, uint32_t at)
{
    return chiso__units_name(side->units, side->ids[at]);
}

static struct chiso__span name_of(const struct missing *side, uint32_t at)
{
    const struct chiso__span name = given_name_of(side, at);

    return name.size == 0 ? code_of(side, at) : name;
}

static void mean(uint32_t *meant, uint32_t other)
{
    *meant = *meant == NONE || *meant == other ? other : SEVERAL;
}

static void forget(struct missing sides[SIDES])
{
    for (int side = GONE; side < SIDES; side++) {
        for (uint32_t at = 0; at < sides[side].count; at++) {
            sides[side].meant[at] = NONE;
        }
    }
}

/* Matches those that mean each other and nobody else. */
static void settle(struct missing sides[SIDES])
{
    for (uint32_t at = 0; at < sides[NEW].count; at++) {
        const uint32_t old = sides[NEW].meant[at];

        if (old < sides[GONE].count && sides[GONE].meant[old] == at) {
            sides[NEW].matched[at] = old;
            sides[GONE].matched[old] = at;
        }
    }
}

/* Matches by texts that sound the same. */
static bool match_by(struct missing sides[SIDES], const chiso_allocator *allocator, text_of text)
{
    struct chiso__alikes alikes = {.likeness = CHISO__ALIKE_IN_SOUND};
    bool is_done = chiso__alikes_reserve(&alikes, allocator, sides[GONE].count);

    forget(sides);
    for (uint32_t at = 0; at < sides[GONE].count && is_done; at++) {
        int64_t first = CHISO__NOT_FOUND;

        /* One that is matched keeps its number, and nothing is alike with it any more. */
        is_done = chiso__alikes_put(&alikes, allocator,
                                    sides[GONE].matched[at] == NONE ? text(&sides[GONE], at)
                                                                    : (struct chiso__span){"", 0},
                                    &first);
        if (first != CHISO__NOT_FOUND) {
            sides[GONE].meant[first] = SEVERAL;
        }
    }
    for (uint32_t at = 0; at < sides[NEW].count && is_done; at++) {
        int64_t first = CHISO__NOT_FOUND;

        if (sides[NEW].matched[at] != NONE) {
            continue;
        }
        is_done = chiso__alikes_find(&alikes, allocator, text(&sides[NEW], at), &first);
        if (first != CHISO__NOT_FOUND) {
            mean(&sides[NEW].meant[at], (uint32_t)first);
            mean(&sides[GONE].meant[first], at);
        }
    }
    chiso__alikes_clear(&alikes, allocator);
    settle(sides);
    return is_done;
}

static bool is_near(struct chiso__span a, struct chiso__span b)
{
    return chiso__characters(a) >= LEAST_LETTERS && chiso__characters(b) >= LEAST_LETTERS &&
           chiso__reach_of(a) > 0 && chiso__reach_of(b) > 0 && chiso__letters_apart(a, b) <= 1;
}

/* Whether codes are nearly the same, and names too where both sides have some. */
static bool are_near(const struct missing sides[SIDES], uint32_t old, uint32_t at)
{
    const struct chiso__span before = given_name_of(&sides[GONE], old);
    const struct chiso__span now = given_name_of(&sides[NEW], at);

    return is_near(code_of(&sides[GONE], old), code_of(&sides[NEW], at)) &&
           (before.size == 0 || now.size == 0 || is_near(before, now));
}

/* Matches by texts that are nearly the same, where there are not too many to hold each against
 * each. */
static void match_near(struct missing sides[SIDES])
{
    if ((uint64_t)sides[GONE].count * sides[NEW].count > PAIRS_MOST) {
        return;
    }
    forget(sides);
    for (uint32_t at = 0; at < sides[NEW].count; at++) {
        for (uint32_t old = 0; old < sides[GONE].count && sides[NEW].matched[at] == NONE; old++) {
            if (sides[GONE].matched[old] == NONE && are_near(sides, old, at)) {
                mean(&sides[NEW].meant[at], old);
                mean(&sides[GONE].meant[old], at);
            }
        }
    }
    settle(sides);
}

/* Takes out what a map of units names: that was settled by who wrote it. */
static bool leave_out(struct missing sides[SIDES], const chiso_allocator *allocator,
                      const chiso_map *map)
{
    for (int side = GONE; side < SIDES && map != NULL; side++) {
        struct chiso__alikes named = {.likeness = CHISO__ALIKE_IN_LETTERS};
        int64_t first = CHISO__NOT_FOUND;
        bool is_done = chiso__alikes_reserve(&named, allocator, map->count);

        for (uint32_t row = 0; row < map->count && is_done; row++) {
            is_done = chiso__alikes_put(
                &named, allocator, side == GONE ? map->rows[row].old_code : map->rows[row].new_code,
                &first);
        }
        for (uint32_t at = 0; at < sides[side].count && is_done; at++) {
            is_done = chiso__alikes_find(&named, allocator, code_of(&sides[side], at), &first);
            sides[side].matched[at] = first == CHISO__NOT_FOUND ? NONE : SEVERAL;
        }
        chiso__alikes_clear(&named, allocator);
        if (!is_done) {
            return false;
        }
    }
    return true;
}

/* Writes the line of a map that makes two codes one; false when memory is out. */
static bool put_line(const char *before, const char *now, chiso_buffer *line)
{
    const chiso_sink sink = {chiso_buffer_write, line};
    struct chiso__output output;

    chiso__output_begin(&output, &sink);
    chiso__cell_text(&output, before);
    chiso__cell_text(&output, now);
    return chiso__output_end(&output, NULL) == CHISO_OK;
}

static bool say_match(chiso_intake *intake, const char *path, const struct missing sides[SIDES],
                      uint32_t at)
{
    const struct chiso__span before = code_of(&sides[GONE], sides[NEW].matched[at]);
    const struct chiso__span now = code_of(&sides[NEW], at);
    chiso_buffer line = {.allocator = &intake->allocator};
    chiso_error doubt = CHISO_ERROR_INIT;
    bool is_done = put_line(before.text, now.text, &line);

    if (is_done) {
        chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_RENAMED_UNIT,
                    CHISO__WORDS(chiso__say(now), chiso__say(before),
                                 chiso__say((struct chiso__span){line.bytes, line.size})));
        is_done =
            chiso__intake_add(intake, CHISO_REMARK_DOUBT, CHISO_DOUBT_RENAMED_UNIT, path, &doubt);
    }
    chiso_buffer_clear(&line);
    return is_done;
}

/* Finds who may be whom, and says so. */
static bool look(chiso_intake *intake, const char *path, struct missing sides[SIDES],
                 const chiso_map *map)
{
    const chiso_allocator *allocator = &intake->allocator;

    for (int side = GONE; side < SIDES; side++) {
        sides[side].meant = sides[side].matched + sides[side].count;
        memset(sides[side].matched, 0xFF, sides[side].count * sizeof(*sides[side].matched));
    }
    if (!leave_out(sides, allocator, map) || !match_by(sides, allocator, code_of) ||
        !match_by(sides, allocator, name_of)) {
        return false;
    }
    match_near(sides);
    for (uint32_t at = 0; at < sides[NEW].count; at++) {
        if (sides[NEW].matched[at] < SEVERAL && !say_match(intake, path, sides, at)) {
            return false;
        }
    }
    return true;
}

chiso_status chiso_intake_comparison(chiso_intake *intake, const char *path,
                                     const chiso_comparison *comparison, const chiso_map *units,
                                     chiso_error *error)
{
    struct missing sides[SIDES] = {{.count = 0}, {.count = 0}};
    bool is_done = false;
    chiso_status status = CHISO_OK;

    if (intake == NULL || comparison == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__comparison_check(comparison, error);
    if (status == CHISO_OK) {
        status = chiso_comparison_difference(comparison, CHISO_DIFFERENCE_UNITS_GONE,
                                             &sides[GONE].ids, &sides[GONE].count);
    }
    if (status == CHISO_OK) {
        status = chiso_comparison_difference(comparison, CHISO_DIFFERENCE_UNITS_NEW,
                                             &sides[NEW].ids, &sides[NEW].count);
    }
    if (status != CHISO_OK || sides[GONE].count == 0 || sides[NEW].count == 0) {
        return status;
    }
    sides[GONE].units = &comparison->before->units;
    sides[NEW].units = &comparison->now->units;
    for (int side = GONE; side < SIDES; side++) {
        sides[side].matched =
            chiso__alloc(&intake->allocator, sides[side].count, 2 * sizeof(*sides[side].matched));
    }
    is_done = sides[GONE].matched != NULL && sides[NEW].matched != NULL &&
              look(intake, path, sides, units);
    chiso__release(&intake->allocator, sides[GONE].matched);
    chiso__release(&intake->allocator, sides[NEW].matched);
    return is_done ? CHISO_OK : chiso__fail_memory(error);
}
