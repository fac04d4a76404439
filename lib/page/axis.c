/* Axes: see axis.h. */
#include "page/axis.h"

#include "number/wide.h"

/* Downwards to a multiple of a step, also below 0. */
static chiso_decimal floored(chiso_decimal value, chiso_decimal step)
{
    const chiso_decimal rest = value % step;

    return value - (rest < 0 ? rest + step : rest);
}

/* The step behind 1, 2, 5, 10 and so on. */
static chiso_decimal next_step(chiso_decimal step)
{
    chiso_decimal power = step;

    while (power % 10 == 0) {
        power /= 10;
    }
    return power == 2 ? step / 2 * 5 : step * 2;
}

/* How many lines there are from the one at or below low to the one at or above high. */
static uint64_t line_count(chiso_decimal low, chiso_decimal high, chiso_decimal step)
{
    const chiso_decimal first = floored(low, step);
    const chiso_decimal last = floored(high, step);
    const uint64_t between = ((uint64_t)last - (uint64_t)first) / (uint64_t)step;

    return between + 1 + (last < high);
}

struct chiso__axis chiso__axis_of(chiso_decimal low, chiso_decimal high, uint64_t most,
                                  chiso__tenth from, chiso__tenth to)
{
    chiso_decimal step = 1;

    /* So far from the ends of decimals, the lines beyond are decimals too. */
    low = low < -CHISO_DECIMAL_MAX / 4 ? -CHISO_DECIMAL_MAX / 4 : low;
    high = high > CHISO_DECIMAL_MAX / 4 ? CHISO_DECIMAL_MAX / 4 : high;
    if (low >= high) {
        low = high - CHISO_DECIMAL_ONE;
        high = high + CHISO_DECIMAL_ONE;
    }
    while (line_count(low, high, step) > most) {
        step = next_step(step);
    }
    low = floored(low, step);
    high = floored(high, step) < high ? floored(high, step) + step : high;
    return (struct chiso__axis){low, high, step, from, to, false, false};
}

chiso__tenth chiso__axis_at(const struct chiso__axis *axis, chiso_decimal value)
{
    const chiso__wide span = (chiso__wide)axis->high - axis->low;
    chiso__wide part = 0;

    value = value < axis->low ? axis->low : value > axis->high ? axis->high : value;
    part = ((chiso__wide)value - axis->low) * (axis->to - axis->from);
    return axis->from + (chiso__tenth)((part * 2 + (part < 0 ? -span : span)) / (span * 2));
}

static const struct chiso__letters labels = {
    CHISO__INK_MUTED, CHISO__ANCHOR_MIDDLE, {12, false}, false};

static const char *label_of(struct chiso__canvas *canvas, const struct chiso__axis *axis,
                            chiso_decimal at)
{
    return axis->is_percent && at == axis->low ? chiso__percent_label(canvas, at, -1)
           : axis->is_signed                   ? chiso__signed_label(canvas, at, -1)
                                               : chiso__number_label(canvas, at, -1);
}

struct chiso__axis chiso__axis_over(struct chiso__canvas *canvas, chiso_decimal low,
                                    chiso_decimal high, chiso__tenth from, chiso__tenth to)
{
    enum { LABEL = 480, MOST = 8, APART = 80 };
    uint64_t most = (uint64_t)(to - from) / LABEL + 1;
    struct chiso__axis axis;
    chiso__tenth widest = 0;

    most = most < 2 ? 2 : most > MOST ? MOST : most;
    do {
        axis = chiso__axis_of(low, high, most, from, to);
        widest = chiso__text_width(chiso__span_of(chiso__percent_label(canvas, axis.low, -1)),
                                   labels.face);
        for (chiso_decimal at = axis.low + axis.step; at <= axis.high; at += axis.step) {
            const chiso__tenth width =
                chiso__text_width(chiso__span_of(chiso__signed_label(canvas, at, -1)), labels.face);

            widest = width > widest ? width : widest;
        }
    } while (chiso__axis_at(&axis, axis.low + axis.step) - from < widest + APART && most-- > 2);
    return axis;
}

void chiso__axis_labels(struct chiso__canvas *canvas, const struct chiso__axis *axis,
                        chiso__tenth middle)
{
    for (chiso_decimal at = axis->low; at <= axis->high; at += axis->step) {
        const char *const label = label_of(canvas, axis, at);
        const chiso__tenth half = chiso__text_width(chiso__span_of(label), labels.face) / 2 + 5;
        chiso__tenth x = chiso__axis_at(axis, at);

        /* At an edge a label gives way, rather than being cut. */
        x = x < half ? half : x > canvas->width - half ? canvas->width - half : x;
        chiso__draw_text(canvas, x, middle, &labels, label);
    }
}

void chiso__axis_lines_between(struct chiso__canvas *canvas, const struct chiso__axis *axis,
                               chiso__tenth top, chiso__tenth bottom)
{
    for (chiso_decimal at = axis->low; at <= axis->high; at += axis->step) {
        const chiso__tenth x = chiso__axis_at(axis, at);

        chiso__path_point(canvas, true, x, top);
        chiso__path_point(canvas, false, x, bottom);
    }
}
