/* Numbers as texts: a first pass finds their parts, and a second one the value. */
#include "number/number_read.h"

#include "base/text.h"

/* The parts of a number in its text. */
struct shape {
    const char *text;
    bool negative;
    size_t start; /* of the digits */
    size_t end;
    size_t mark; /* where it stands; the end for none */
    size_t last; /* behind the last digit that is not 0; 0 where all are */
    int64_t exponent;
    uint64_t number; /* the digits without a mark, where 64 bits are enough for so many */
};

/* The value of a number: rest counts 10^-9 millionths. */
struct value {
    uint64_t millionths;
    uint64_t rest;
};

enum {
    MOST_EXPONENT = 999,
    BEYOND = MOST_EXPONENT + 1,
    SHORT = 19, /* so many digits are a number of 64 bits */
    POWERS = 18,
    REST_PLACES = CHISO__NUMERAL_PLACES - CHISO_DECIMAL_PLACES,
    REST_UNITS = 1000000000 /* 10 to the power of REST_PLACES */
};

/* How many bytes a sign has, 0 where there is none. */
static inline size_t read_sign(struct chiso__span span, bool *out_negative)
{
    static const char minus[] = "\xE2\x88\x92";
    const char first = span.size > 0 ? span.text[0] : '\0';

    *out_negative = first == '-';
    if (first == '-' || first == '+') {
        return 1;
    }
    if (first != minus[0] || span.size < sizeof(minus) - 1 ||
        memcmp(span.text, minus, sizeof(minus) - 1) != 0) {
        return 0;
    }
    *out_negative = true;
    return sizeof(minus) - 1;
}

static struct chiso__span behind(struct chiso__span span, size_t size)
{
    return (struct chiso__span){span.text + size, span.size - size};
}

/* The exponent, BEYOND where it is larger than any number; false when it is none. */
static bool read_exponent(struct chiso__span span, int64_t *out_exponent)
{
    bool negative = false;
    int64_t exponent = 0;

    if (span.size == 0 || (span.text[0] != 'e' && span.text[0] != 'E')) {
        return false;
    }
    span = behind(span, 1);
    span = behind(span, read_sign(span, &negative));
    for (size_t i = 0; i < span.size; i++) {
        if (!chiso__is_digit(span.text[i])) {
            return false;
        }
        exponent = exponent * 10 + (span.text[i] - '0');
        exponent = exponent < BEYOND ? exponent : BEYOND;
    }
    *out_exponent = negative ? -exponent : exponent;
    return span.size > 0;
}

/* Fills the shape with the digits and the exponent; false when that is not all there is. */
static bool read_parts(struct chiso__span span, unsigned forms, size_t *marks, struct shape *shape)
{
    const size_t sign = read_sign(span, &shape->negative);
    uint64_t number = 0;
    size_t last = 0;
    size_t mark = 0;
    size_t at = sign;

    for (; at < span.size; at++) {
        const unsigned digit = (unsigned)(unsigned char)span.text[at] - '0';

        if (digit <= 9) {
            number = number * 10 + digit;
            last = digit != 0 ? at + 1 : last;
        } else if (span.text[at] == '.' || span.text[at] == ',') {
            mark = (*marks)++ == 0 ? at : mark;
        } else {
            break;
        }
    }
    shape->text = span.text;
    shape->start = sign;
    shape->end = at;
    shape->mark = *marks == 0 ? at : mark;
    shape->last = last;
    shape->number = number;
    shape->exponent = 0;
    return at - sign > *marks &&
           (at == span.size || ((forms & CHISO__FORM_EXPONENT) != 0 &&
                                read_exponent(behind(span, at), &shape->exponent)));
}

static enum chiso__number read_shape(struct chiso__span span,
                                     const struct chiso__number_style *style, unsigned forms,
                                     struct shape *shape)
{
    size_t marks = 0;

    if (!read_parts(span, forms, &marks, shape)) {
        return CHISO__NUMBER_FORM;
    }
    if (marks > 1) {
        return CHISO__NUMBER_MARKS;
    }
    if (marks == 1 && span.text[shape->mark] == ',' && !style->comma_allowed) {
        return CHISO__NUMBER_COMMA;
    }
    if (marks == 1 && style->seen != 0 && span.text[shape->mark] != style->seen) {
        return CHISO__NUMBER_MIXED;
    }
    return shape->exponent > MOST_EXPONENT || shape->exponent < -MOST_EXPONENT
               ? CHISO__NUMBER_EXPONENT
               : CHISO__NUMBER_OK;
}

/* Times 10, and more; false beyond the greatest decimal. */
static bool append(uint64_t *number, unsigned digit)
{
    if (*number > (uint64_t)CHISO_DECIMAL_MAX / 10) {
        return false;
    }
    *number = *number * 10 + digit;
    return true;
}

/* How many decimals there are, without zeros at the end: 1 for the first behind the mark, once the
 * exponent has moved that. */
static size_t decimals_of(const struct shape *shape)
{
    const int64_t behind_mark = (int64_t)shape->last - (int64_t)shape->mark;
    const int64_t place = behind_mark - (behind_mark > 0 ? 1 : 0) - shape->exponent;

    return shape->last > 0 && place > 0 ? (size_t)place : 0;
}

/* The digits of so many places as a value, half away from zero, one by one; false when it is too
 * large. */
static bool read_digits(const struct shape *shape, int64_t kept, struct value *out_value)
{
    struct value value = {0, 0};
    int64_t place = 1 - (int64_t)(shape->mark - shape->start) - shape->exponent;
    bool up = false;

    for (size_t at = shape->start; at < shape->end; at++) {
        const unsigned digit = (unsigned)(unsigned char)shape->text[at] - '0';

        if (at == shape->mark) {
            continue;
        }
        if (place > kept) {
            up = up || (place == kept + 1 && digit >= 5);
        } else if (place > CHISO_DECIMAL_PLACES) {
            value.rest = value.rest * 10 + digit;
        } else if (!append(&value.millionths, digit)) {
            return false;
        }
        place++;
    }
    for (; place <= CHISO_DECIMAL_PLACES && value.millionths > 0; place++) {
        if (!append(&value.millionths, 0)) {
            return false;
        }
    }
    for (; place <= CHISO__NUMERAL_PLACES && value.rest > 0; place++) {
        value.rest *= 10;
    }
    if (up && kept == CHISO_DECIMAL_PLACES) {
        value.millionths++;
    } else if (up && ++value.rest == REST_UNITS) {
        value.rest = 0;
        value.millionths++;
    }
    *out_value = value;
    return true;
}

/* The same for numbers of a few digits, which nearly all are: by one or two divisions. */
static bool read_short(const struct shape *shape, int64_t places, int64_t kept,
                       struct value *out_value)
{
    uint64_t number = shape->number;

    if (places > kept) {
        const uint64_t unit = (uint64_t)chiso__power10((int)(places - kept));

        number = number / unit + (number % unit >= unit / 2 ? 1 : 0);
        places = kept;
    }
    if (places > CHISO_DECIMAL_PLACES) {
        const uint64_t unit = (uint64_t)chiso__power10((int)places - CHISO_DECIMAL_PLACES);

        *out_value = (struct value){
            number / unit,
            number % unit * (uint64_t)chiso__power10(CHISO__NUMERAL_PLACES - (int)places)};
        return true;
    }
    out_value->rest = 0;
    return !__builtin_mul_overflow(number,
                                   (uint64_t)chiso__power10(CHISO_DECIMAL_PLACES - (int)places),
                                   &out_value->millionths);
}

/* The number that is there, with so many places kept. */
static enum chiso__number read_value(const struct shape *shape, int kept, struct value *out_value)
{
    const size_t behind_mark = shape->end - shape->mark;
    const size_t marks = behind_mark > 0 ? 1 : 0;
    const size_t digits = shape->end - shape->start - marks;
    const int64_t places = (int64_t)(behind_mark - marks) - shape->exponent;
    const bool quick = digits <= SHORT && places >= 0 && places - kept <= POWERS;

    if (quick ? !read_short(shape, places, kept, out_value)
              : !read_digits(shape, kept, out_value)) {
        return CHISO__NUMBER_LARGE;
    }
    return out_value->millionths > (uint64_t)CHISO_DECIMAL_MAX ||
                   (out_value->millionths == (uint64_t)CHISO_DECIMAL_MAX && out_value->rest > 0)
               ? CHISO__NUMBER_LARGE
               : CHISO__NUMBER_OK;
}

static void see_mark(const struct shape *shape, struct chiso__number_style *style)
{
    if (shape->mark < shape->end) {
        style->seen = shape->text[shape->mark];
    }
}

/* rest / 10^9 in units of 2^-52, to the nearest: 10^9 is 2^9 × 5^9, and long division by 5^9 in two
 * steps stays within 64 bits. There is no half, 5^9 being odd. */
static uint64_t binary_rest(uint64_t rest)
{
    enum { FIVES = 1953125, FIRST = 22, SECOND = CHISO__REST_BITS - REST_PLACES - FIRST };
    const uint64_t first = rest << FIRST;
    const uint64_t second = first % FIVES << SECOND;

    return (first / FIVES << SECOND) + (second + FIVES / 2) / FIVES;
}

static bool is_whole(struct chiso__span span)
{
    size_t digits = 0;

    while (digits < span.size && chiso__is_digit(span.text[digits])) {
        digits++;
    }
    return digits > 0 && digits == span.size;
}

/* A whole number of a fraction; false when it is too large. */
static bool read_whole(struct chiso__span span, int64_t *out_whole)
{
    const uint64_t most = (uint64_t)(CHISO_DECIMAL_MAX / CHISO_DECIMAL_ONE);
    uint64_t whole = 0;

    for (size_t i = 0; i < span.size; i++) {
        if (!append(&whole, (unsigned)(span.text[i] - '0'))) {
            return false;
        }
    }
    *out_whole = (int64_t)whole;
    return whole <= most;
}

static enum chiso__number read_fraction(struct chiso__span above, struct chiso__span below,
                                        struct chiso__numeral *out_numeral)
{
    struct chiso__numeral numeral = {.decimals = 0};
    bool negative = false;

    above = behind(above, read_sign(above, &negative));
    if (!is_whole(above) || !is_whole(below)) {
        return CHISO__NUMBER_FRACTION;
    }
    if (!read_whole(above, &numeral.numerator) || !read_whole(below, &numeral.denominator)) {
        return CHISO__NUMBER_LARGE;
    }
    numeral.numerator = negative ? -numeral.numerator : numeral.numerator;
    /* Within bounds, as the numerator is: all that can be wrong is the 0. */
    if (!chiso__carried_portion(chiso__carried_of(CHISO_DECIMAL_ONE), numeral.numerator,
                                numeral.denominator, &numeral.value)) {
        return CHISO__NUMBER_ZERO;
    }
    *out_numeral = numeral;
    return CHISO__NUMBER_OK;
}

enum chiso__number chiso__numeral_read(struct chiso__span span, struct chiso__number_style *style,
                                       unsigned forms, struct chiso__numeral *out_numeral)
{
    enum chiso__number number = CHISO__NUMBER_OK;
    struct shape shape;
    struct value value;

    if ((forms & CHISO__FORM_PERCENT) != 0 && span.size > 0 && span.text[span.size - 1] == '%') {
        span = chiso__trim((struct chiso__span){span.text, span.size - 1});
        forms &= ~(unsigned)CHISO__FORM_FRACTION;
    }
    if ((forms & CHISO__FORM_FRACTION) != 0 && span.size > 0) {
        const char *slash = memchr(span.text, '/', span.size);

        if (slash != NULL) {
            const size_t size = (size_t)(slash - span.text);

            return read_fraction(chiso__trim((struct chiso__span){span.text, size}),
                                 chiso__trim(behind(span, size + 1)), out_numeral);
        }
    }
    number = read_shape(span, style, forms, &shape);
    if (number == CHISO__NUMBER_OK) {
        number = read_value(&shape, CHISO__NUMERAL_PLACES, &value);
    }
    if (number == CHISO__NUMBER_OK) {
        *out_numeral = (struct chiso__numeral){
            {(int64_t)value.millionths, binary_rest(value.rest)}, decimals_of(&shape), 0, 0};
        if (shape.negative) {
            out_numeral->value = chiso__carried_negate(out_numeral->value);
        }
        see_mark(&shape, style);
    }
    return number;
}

/* The same rounded to a decimal. */
static enum chiso__number read_decimal(struct chiso__span span, struct chiso__number_style *style,
                                       unsigned forms, chiso_decimal *out_value, bool *out_rounded)
{
    enum chiso__number number = CHISO__NUMBER_OK;
    struct shape shape;
    struct value value;

    number = read_shape(span, style, forms, &shape);
    if (number == CHISO__NUMBER_OK) {
        number = read_value(&shape, CHISO_DECIMAL_PLACES, &value);
    }
    if (number == CHISO__NUMBER_OK) {
        const chiso_decimal size = (chiso_decimal)value.millionths;

        *out_value = shape.negative ? -size : size;
        *out_rounded = *out_rounded || decimals_of(&shape) > CHISO_DECIMAL_PLACES;
        see_mark(&shape, style);
    }
    return number;
}

enum chiso__number chiso__number_read(struct chiso__span span, struct chiso__number_style *style,
                                      chiso_decimal *out_value, bool *out_rounded)
{
    return read_decimal(span, style, 0, out_value, out_rounded);
}

chiso_status chiso_decimal_parse(const char *text, char mark, chiso_decimal *out_value,
                                 bool *out_rounded)
{
    struct chiso__number_style style = {mark == ',', mark};
    bool rounded = false;

    if (text == NULL || out_value == NULL) {
        return CHISO_E_NULL;
    }
    if (mark != '.' && mark != ',') {
        return CHISO_E_RANGE;
    }
    switch (read_decimal((struct chiso__span){text, strlen(text)}, &style, CHISO__FORM_EXPONENT,
                         out_value, &rounded)) {
    case CHISO__NUMBER_OK:
        break;
    case CHISO__NUMBER_LARGE:
    case CHISO__NUMBER_EXPONENT:
        return CHISO_E_RANGE;
    case CHISO__NUMBER_FORM:
    case CHISO__NUMBER_MARKS:
    case CHISO__NUMBER_COMMA:
    case CHISO__NUMBER_MIXED:
    case CHISO__NUMBER_FRACTION:
    case CHISO__NUMBER_ZERO:
        return CHISO_E_NUMBER;
    }
    if (out_rounded != NULL) {
        *out_rounded = rounded;
    }
    return CHISO_OK;
}
