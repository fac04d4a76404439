/* Counts of more than four digits, and the pairs that all are made of: see decimal_quick.h. */
#include "number/decimal_quick.h"

#include "base/text.h"

const char chiso__pairs[201] = "00010203040506070809101112131415161718192021222324"
                               "25262728293031323334353637383940414243444546474849"
                               "50515253545556575859606162636465666768697071727374"
                               "75767778798081828384858687888990919293949596979899";

char *chiso__long_count_put(char *at, uint64_t count)
{
    char digits[CHISO__COUNT_SIZE];
    char *const end = digits + sizeof(digits);
    char *from = end;

    for (; count >= 100; count /= 100) {
        from -= 2;
        chiso__pair_put(from, count % 100);
    }
    if (count >= 10) {
        from -= 2;
        chiso__pair_put(from, count);
    } else {
        *--from = (char)('0' + count);
    }
    memcpy(at, from, (size_t)(end - from));
    return at + (end - from);
}
