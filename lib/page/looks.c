/* Looks of options: see looks.h. */
#include "page/looks.h"

enum { HATCH = 60 };

static const struct chiso__look best_look = {CHISO__INK_SHADE_5, CHISO__INK_NONE, CHISO__INK_ON_5,
                                             false};
static const struct chiso__look better_look = {CHISO__INK_SHADE_4, CHISO__INK_NONE, CHISO__INK_ON_4,
                                               false};
static const struct chiso__look good_look = {CHISO__INK_SHADE_3, CHISO__INK_NONE, CHISO__INK_ON_3,
                                             false};
static const struct chiso__look fair_look = {CHISO__INK_SHADE_2, CHISO__INK_NONE, CHISO__INK_ON_2,
                                             false};
static const struct chiso__look middle_look = {CHISO__INK_LINE, CHISO__INK_NONE, CHISO__INK_TEXT,
                                               false};
static const struct chiso__look low_look = {CHISO__INK_SHALLOW, CHISO__INK_FALL, CHISO__INK_FALL,
                                            false};
static const struct chiso__look worst_look = {CHISO__INK_FALL, CHISO__INK_NONE, CHISO__INK_GROUND,
                                              true};

/* By how many options there are, from the best on. */
static const struct chiso__look *const looks[CHISO__MOST_OPTIONS + 1][CHISO__MOST_OPTIONS] = {
    {NULL},
    {&best_look},
    {&best_look, &worst_look},
    {&best_look, &middle_look, &worst_look},
    {&best_look, &good_look, &low_look, &worst_look},
    {&best_look, &good_look, &middle_look, &low_look, &worst_look},
    {&best_look, &good_look, &fair_look, &middle_look, &low_look, &worst_look},
    {&best_look, &better_look, &good_look, &fair_look, &middle_look, &low_look, &worst_look},
};

const struct chiso__look *chiso__look_of(uint32_t options, uint32_t option)
{
    return looks[options][option];
}

/* Slanted lines across a box, each cut at its edges. */
static void draw_hatch(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth y,
                       chiso__tenth width, chiso__tenth height)
{
    static const struct chiso__style slant = {CHISO__INK_NONE, CHISO__INK_GROUND, 15, NULL};

    chiso__path_begin(canvas, &slant);
    chiso__path_point(canvas, true, x, y + height);
    for (chiso__tenth at = x - height + HATCH; at < x + width; at += HATCH) {
        const chiso__tenth from = at < x ? x : at;
        const chiso__tenth to = at + height > x + width ? x + width : at + height;

        chiso__path_point(canvas, true, from, y + height - (from - at));
        chiso__path_point(canvas, false, to, y + height - (to - at));
    }
    chiso__path_end(canvas);
}

void chiso__draw_option(struct chiso__canvas *canvas, const struct chiso__look *look,
                        chiso__tenth x, chiso__tenth y, chiso__tenth width, chiso__tenth height,
                        const struct chiso__facts *facts)
{
    const struct chiso__style style = {look->fill, look->border,
                                       look->border != CHISO__INK_NONE ? 12 : 0, NULL};

    chiso__draw_box(canvas, x, y, width, height, &style, facts);
    if (look->hatched) {
        draw_hatch(canvas, x, y, width, height);
    }
}
