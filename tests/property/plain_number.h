/* Carried numbers of the plain scorer: whole numbers of 2^-60 millionths. */
#ifndef CHISO_TESTS_PLAIN_NUMBER_H
#define CHISO_TESTS_PLAIN_NUMBER_H

#include "wide.h"

#include <stdbool.h>

#define PLAIN_REST_BITS 60
#define PLAIN_MILLIONTH ((int128)1 << PLAIN_REST_BITS)

/* Figures that are nearer than their max over this are one and the same. */
#define PLAIN_NEAR INT64_C(1000000000000)

/* How figures are shown, and whether one of them was open. */
struct plain_judge {
    chiso_rounding rounding;
    bool has_roots; /* the last digits of which are not right */
    bool is_open;
};

uint128 plain_size(int128 value);

/* value × n × times / (d × parts), to the last bit. */
int128 plain_portion(int128 value, chiso_decimal n, chiso_decimal times, chiso_decimal d,
                     chiso_decimal parts);

/* A figure of a max as the decimal that is shown with so many digits. */
chiso_decimal plain_shown(struct plain_judge *judge, int128 value, chiso_decimal max, int digits);

/* In place of a percentage that is no decimal. */
#define PLAIN_NO_DECIMAL INT64_MAX

/* The percentage of a max above 0, shown. */
chiso_decimal plain_percent(struct plain_judge *judge, int128 achieved, chiso_decimal max,
                            int digits);

#endif
