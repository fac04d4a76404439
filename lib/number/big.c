/* Sums, products and differences of whole numbers of many bits. */
#include "number/big.h"

struct chiso__big chiso__big_of(struct chiso__product product)
{
    struct chiso__big big = {4,
                             {(uint64_t)product.low, (uint64_t)(product.low >> 64),
                              (uint64_t)product.high, (uint64_t)(product.high >> 64)}};

    while (big.size > 0 && big.limbs[big.size - 1] == 0) {
        big.size--;
    }
    return big;
}

struct chiso__big chiso__big_times(const struct chiso__big *a, const struct chiso__big *b)
{
    struct chiso__big product = {0, {0}};

    for (uint32_t i = 0; i < a->size; i++) {
        uint64_t carry = 0;

        for (uint32_t j = 0; j < b->size; j++) {
            const chiso__unsigned_wide sum =
                (chiso__unsigned_wide)a->limbs[i] * b->limbs[j] + product.limbs[i + j] + carry;

            product.limbs[i + j] = (uint64_t)sum;
            carry = (uint64_t)(sum >> 64);
        }
        if (carry != 0) {
            product.limbs[i + b->size] = carry;
        }
    }
    product.size = a->size + b->size;
    while (product.size > 0 && product.limbs[product.size - 1] == 0) {
        product.size--;
    }
    return product;
}

void chiso__big_add(struct chiso__big *sum, const struct chiso__big *term)
{
    uint64_t carry = 0;
    uint32_t i = 0;

    for (; i < term->size || carry != 0; i++) {
        const chiso__unsigned_wide both =
            (chiso__unsigned_wide)sum->limbs[i] + term->limbs[i] + carry;

        sum->limbs[i] = (uint64_t)both;
        carry = (uint64_t)(both >> 64);
    }
    sum->size = i > sum->size ? i : sum->size;
}

int chiso__big_compare(const struct chiso__big *a, const struct chiso__big *b)
{
    for (uint32_t i = CHISO__BIG_LIMBS; i-- > 0;) {
        if (a->limbs[i] != b->limbs[i]) {
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
        }
    }
    return 0;
}

struct chiso__big chiso__big_less(const struct chiso__big *a, const struct chiso__big *b)
{
    struct chiso__big difference = {0, {0}};
    uint64_t borrow = 0;

    for (uint32_t i = 0; i < CHISO__BIG_LIMBS; i++) {
        const uint64_t taken = a->limbs[i] - b->limbs[i];

        difference.limbs[i] = taken - borrow;
        borrow = (a->limbs[i] < b->limbs[i]) | (taken < borrow);
        difference.size = difference.limbs[i] != 0 ? i + 1 : difference.size;
    }
    return difference;
}
