/* Logarithms, powers and roots in whole numbers, the same on every platform. */
#include "number/logarithm.h"

#include "number/inside.h"

/* a × b / 2^64, cut off. */
static inline uint64_t times_high(uint64_t a, uint64_t b)
{
    return (uint64_t)((chiso__unsigned_wide)a * b >> 64);
}

/* log2(1 + (2 i + 1) / 64), in units of 2^-64. */
static const uint64_t logarithms[32] = {
    0x05B9E5A170B48A63, 0x10EB389FA29F9AB4, 0x1BC84240ADABBA64, 0x2655D3C4F15C343F,
    0x309857A05E0765FC, 0x3A93DC9864B2DF92, 0x444C1F6B4C2DD72C, 0x4DC4933A9337B366,
    0x570068E7EF5A1E7F, 0x6002958C587150CB, 0x68CDD829FD814276, 0x7164BEB4A56D59FA,
    0x79C9AA879D534831, 0x81FED45CBCCBF99D, 0x8A064FD50F2A1CF1, 0x91E20EA1393E4040,
    0x9993E355A4E53643, 0xA11D83F4C3554B38, 0xA8808C384547C6EF, 0xAFBE7FA0F04D75C6,
    0xB6D8CB53B0CA4ECC, 0xBDD0C7C9A817204F, 0xC4A7BA58377C5A03, 0xCB5ED69565AFAF7F,
    0xD1F73F9C70C0F684, 0xD8720935E6435EBD, 0xDED038E633F36DA9, 0xE512C6E54998B1B0,
    0xEB3A9F01975077F2, 0xF148A170700A00FE, 0xF73DA38D9D4A83EB, 0xFD1A708BBE119B15,
};

/* 2^(i / 32), in units of 2^-62. */
static const uint64_t powers[32] = {
    0x4000000000000000, 0x4166C34C5615D0EC, 0x42D561B3E6243D8A, 0x444C0740496D4294,
    0x45CAE0F1F545EB73, 0x47521CC5A2E6A9E0, 0x48E1E9B9D588E19B, 0x4A7A77D47F7B84B1,
    0x4C1BF828C6DC54B8, 0x4DC69CDCEAA72A9C, 0x4F7A993048D088D7, 0x513821818624B40C,
    0x52FF6B54D8A89C75, 0x54D0AD5A753E077C, 0x56AC1F752150A563, 0x5891FAC0E95612C8,
    0x5A827999FCEF3242, 0x5C7DD7A3B17DCF75, 0x5E8451CFAC061B5F, 0x6096266533384A2B,
    0x62B39508AA836D6F, 0x64DCDEC3371793D1, 0x6712460A8FC24072, 0x69540EC8F895722D,
    0x6BA27E656B4EB57A, 0x6DFDDBCBED791BAB, 0x70666F76154A7089, 0x72DC8373BE41A454,
    0x75606373EE921C97, 0x77F25CCDEE6D7AE6, 0x7A92BE8A92436616, 0x7D41D96DB915019D,
};

/* log2(m) = log2(c) + 2 artanh(z) / ln 2 with z = (m - c) / (m + c), c being the middle of that of
 * 32 parts of 1 to 2 in which the mantissa m is: z is at most 1/129, and five terms of the series
 * leave less than 2^-79. Within a part all that is cut off keeps the order, and so it does from one
 * part to the next, as the tests see. */
chiso__wide chiso__log2(uint64_t number)
{
    enum { PART = 58, Z_BITS = 69, W_DOWN = 12, DOWN = 4, TERMS = 5 };
    /* 2 / ((2 k + 1) ln 2), in units of 2^-62. */
    static const uint64_t terms[TERMS] = {0xB8AA3B295C17F0BC, 0x3D8E13B87407FAE9,
                                          0x24EED8A1DF37FCF2, 0x1A61762A7ADED93F,
                                          0x1484B13D7C02A8F8};
    const int zeros = __builtin_clzll(number);
    const uint64_t mantissa = number << zeros; /* 1 to below 2, in units of 2^-63 */
    const unsigned part = (unsigned)(mantissa >> PART) & 31;
    const uint64_t middle = (UINT64_C(1) << 63) + ((uint64_t)(2 * part + 1) << (PART - 1));
    const bool below = mantissa < middle;
    const uint64_t distance = below ? middle - mantissa : mantissa - middle;
    const uint64_t sum = (mantissa >> 1) + (middle >> 1);
    const uint64_t z = (uint64_t)(((chiso__unsigned_wide)distance << Z_BITS) / sum); /* 2^-70 */
    const uint64_t square = times_high(z, z);                                        /* 2^-76 */
    uint64_t series = terms[TERMS - 1];
    uint64_t more = 0;

    for (int term = TERMS - 1; term-- > 0;) {
        series = terms[term] + (times_high(square, series) >> W_DOWN);
    }
    more = times_high(z, series) >> DOWN; /* 2^-64 */
    more = below ? logarithms[part] - more : logarithms[part] + more;
    return ((chiso__wide)(63 - zeros) << CHISO__ROOT_BITS) + (chiso__wide)(more >> 2);
}

/* 2^(i / 32) e^x, x being what the power has beyond that in natural logarithms, below 1/46: ten
 * terms of the series leave less than 2^-77. */
uint64_t chiso__exp2(uint64_t power)
{
    enum { PART = 57, UP = 7, DOWN = 5, TERMS = 10 };
    const uint64_t ln2 = 0xB17217F7D1CF79AC; /* in units of 2^-64 */
    /* 1 / k!, in units of 2^-62. */
    static const uint64_t terms[TERMS] = {
        0x4000000000000000, 0x4000000000000000, 0x2000000000000000, 0x0AAAAAAAAAAAAAAB,
        0x02AAAAAAAAAAAAAB, 0x0088888888888889, 0x0016C16C16C16C17, 0x0003403403403403,
        0x0000680680680680, 0x00000B8EF1D2AB64,
    };
    const uint64_t beyond = power & ((UINT64_C(1) << PART) - 1);
    const uint64_t x = times_high(beyond << UP, ln2); /* in units of 2^-69 */
    uint64_t sum = terms[TERMS - 1];

    for (int term = TERMS - 1; term-- > 0;) {
        sum = terms[term] + (times_high(x, sum) >> DOWN);
    }
    return (uint64_t)((chiso__unsigned_wide)powers[power >> PART] * sum >> CHISO__ROOT_BITS);
}

chiso__unsigned_wide chiso__square_root(chiso__unsigned_wide square)
{
    chiso__unsigned_wide root = 0;

    for (int bit = 63; bit >= 0; bit--) {
        const chiso__unsigned_wide next = root + ((chiso__unsigned_wide)1 << bit);

        if (next * next <= square) {
            root = next;
        }
    }
    return root;
}

chiso__wide chiso__carried_log2(struct chiso__carried number)
{
    const chiso__unsigned_wide wide = (chiso__unsigned_wide)chiso__carried_wide(number);
    const int lost = chiso__bits_of(wide) - 64;

    /* 64 bits of it are right to 2^-63 of itself. */
    if (lost <= 0) {
        return chiso__log2((uint64_t)wide);
    }
    return chiso__log2((uint64_t)(wide >> lost)) + ((chiso__wide)lost << CHISO__ROOT_BITS);
}

bool chiso__carried_times_exp2(struct chiso__carried whole, struct chiso__total power,
                               struct chiso__carried *out_value)
{
    enum { BITS = 128 };
    const uint64_t fraction = chiso__exp2(power.low & ((UINT64_C(1) << CHISO__ROOT_BITS) - 1));
    const struct chiso__product product =
        chiso__multiply((chiso__unsigned_wide)chiso__carried_wide(whole), fraction);
    const chiso__wide wide =
        (chiso__wide)((chiso__unsigned_wide)(uint64_t)power.high << 64 | power.low);
    const chiso__wide shift = CHISO__ROOT_BITS - (wide >> CHISO__ROOT_BITS);
    struct chiso__total total = {0, 0};
    chiso__unsigned_wide value = 0;

    /* The product has at most 115 + 63 bits, and the value has at most 116. */
    if (shift >= BITS) {
        value = shift - BITS < BITS ? product.high >> (shift - BITS) : 0;
    } else if (shift > 0 && product.high >> (shift - 1) == 0) {
        value = product.high << (BITS - shift) | product.low >> shift;
        value += product.low >> (shift - 1) & 1;
    } else if (shift <= 0 && product.high == 0 && shift > -BITS &&
               (product.low << -shift) >> -shift == product.low) {
        value = product.low << -shift;
    } else {
        return false;
    }
    total = (struct chiso__total){(uint64_t)value, (int64_t)(value >> 64)};
    return total.high >= 0 && chiso__total_settle(total, out_value);
}
