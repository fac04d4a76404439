/* Sum of factor x figure over a divisor, of figures with rests, for a tile of rows: it takes the
 * place of combine_wide() in score_tile.c, which does the same in 128 bits and with divisions of
 * 256.
 *
 * Why that is the same: whole millionths and rests are added up by themselves, and neither sum can
 * leave 64 bits, for the check of the tree saw to the first and the factors add up to less than
 * 2^11. What is divided is the exact sum, and it is rounded once. */
#include "score/inside.h"

#include "base/clones.h"

#include <string.h>

enum { MOST_FACTORS = 1 << (63 - CHISO__REST_BITS) };

bool chiso__rests_are_quick(const struct chiso__rows *rows, const struct chiso__tree_node *node)
{
    int64_t factors = 0;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = rows->tree->nodes[child].next_sibling) {
        const int64_t factor = rows->tree->nodes[child].factor;

        if (factor >= MOST_FACTORS - factors) {
            return false;
        }
        factors += factor;
    }
    return !node->wide;
}

CHISO__CLONES
static void add_times(uint64_t *restrict sums, const int64_t *restrict a, int64_t factor,
                      uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        sums[i] += (uint64_t)a[i] * (uint64_t)factor;
    }
}

/* (millionths + rest / 2^52) / divisor, to the nearest, a half away from zero; anything for what is
 * no number. */
static struct chiso__carried divide(int64_t millionths, uint64_t rest, uint64_t divisor)
{
    const bool below_0 = millionths < 0;
    const uint64_t amount = below_0 ? 0 - (uint64_t)millionths - (rest > 0) : (uint64_t)millionths;
    const uint64_t behind = below_0 ? (0 - rest) & (CHISO__REST_ONE - 1) : rest;
    const uint64_t over = amount % divisor;
    struct chiso__carried quotient;
    uint64_t left = 0;
    uint64_t bits = 0;

    if (divisor < MOST_FACTORS) {
        bits = over << CHISO__REST_BITS | behind;
        left = bits % divisor;
        bits /= divisor;
    } else {
        bits = (uint64_t)chiso__divide_short(
            (chiso__unsigned_wide)over << CHISO__REST_BITS | behind, divisor, &left);
    }
    bits += left >= divisor - left;
    quotient = (struct chiso__carried){
        (int64_t)((amount / divisor + (bits >> CHISO__REST_BITS)) & INT64_MAX),
        bits & (CHISO__REST_ONE - 1)};
    return below_0 ? chiso__carried_negate(quotient) : quotient;
}

/* Adds factor × points of a child to the sums of a stretch of rows. */
static void add_child(const struct chiso__rows *rows, chiso_node child, uint32_t first,
                      uint32_t count, const struct chiso__tile_work *work,
                      struct chiso__stretch *sums)
{
    const int64_t factor = rows->tree->nodes[child].factor;
    const int64_t *millionths = chiso__column_of(rows, child) + first;
    const int64_t *rests = chiso__rests_of(rows, child);
    struct chiso__stretch points;

    rests = rests == NULL ? NULL : rests + first;
    if (chiso__is_relative_leaf(&rows->tree->nodes[child])) {
        chiso__peers_fill(rows, work->peers, child, first, count, &points);
        millionths = points.millionths;
        rests = (const int64_t *)points.rests;
    }
    add_times((uint64_t *)sums->millionths, millionths, factor, count);
    if (rests != NULL) {
        add_times(sums->rests, rests, factor, count);
    }
}

void chiso__rests_combine(struct chiso__rows *rows, chiso_node id, uint32_t first, uint32_t count,
                          const struct chiso__tile_work *work)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;
    const uint64_t divisor = (uint64_t)nodes[id].divisor;
    struct chiso__stretch sums;

    for (uint32_t start = 0; start < count; start += CHISO__STRETCH) {
        const uint32_t size = count - start < CHISO__STRETCH ? count - start : CHISO__STRETCH;

        memset(&sums, 0, sizeof(sums));
        for (chiso_node child = nodes[id].first_child; child != CHISO_NO_NODE;
             child = nodes[child].next_sibling) {
            add_child(rows, child, first + start, size, work, &sums);
        }
        for (uint32_t i = 0; i < size; i++) {
            const uint32_t row = first + start + i;
            const uint64_t whole =
                (uint64_t)sums.millionths[i] + (sums.rests[i] >> CHISO__REST_BITS);

            chiso__figure_put(
                rows, id, row,
                divide((int64_t)whole, sums.rests[i] & (CHISO__REST_ONE - 1), divisor));
        }
    }
}
