/* The marks of figures: boxes, lines, discs and texts. */
#ifndef CHISO_LIB_PAGE_DRAW_H
#define CHISO_LIB_PAGE_DRAW_H

#include "page/canvas.h"

enum chiso__anchor { CHISO__ANCHOR_START, CHISO__ANCHOR_MIDDLE, CHISO__ANCHOR_END };

/* What a mark is about, as data attributes; NULL for what is not told. */
struct chiso__facts {
    const char *unit;
    const char *code;
    const char *period;
    const char *value; /* as it is published */
    const char *rank;
    const char *low; /* of its rank over draws, and so on */
    const char *median;
    const char *high;
};

struct chiso__style {
    enum chiso__ink fill;
    enum chiso__ink stroke;
    chiso__tenth thick; /* of the stroke; 0 for none */
    const char *dashes; /* NULL for a solid line */
};

struct chiso__letters {
    enum chiso__ink ink;
    enum chiso__anchor anchor;
    struct chiso__face face;
    bool halo; /* a rim of the ground, for texts upon marks */
};

/* Those of a rank, and of a value, at the end of a row; another colour for who is spoken of. */
static inline struct chiso__letters chiso__rank_letters(bool spoken_of)
{
    return (struct chiso__letters){
        spoken_of ? CHISO__INK_RISE : CHISO__INK_MUTED, CHISO__ANCHOR_END, {12, spoken_of}, false};
}

static inline struct chiso__letters chiso__row_letters(bool spoken_of)
{
    return (struct chiso__letters){
        spoken_of ? CHISO__INK_RISE : CHISO__INK_TEXT, CHISO__ANCHOR_END, {12, spoken_of}, false};
}

void chiso__draw_box(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth y,
                     chiso__tenth width, chiso__tenth height, const struct chiso__style *style,
                     const struct chiso__facts *about);
void chiso__draw_rule(struct chiso__canvas *canvas, chiso__tenth x1, chiso__tenth y1,
                      chiso__tenth x2, chiso__tenth y2, const struct chiso__style *style);
void chiso__draw_disc(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth y,
                      chiso__tenth radius, const struct chiso__style *style,
                      const struct chiso__facts *about);
void chiso__draw_diamond(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth y,
                         chiso__tenth radius, const struct chiso__style *style,
                         const struct chiso__facts *about);

/* A line through points: begun with move, led on with to, ended with end. */
void chiso__path_begin(struct chiso__canvas *canvas, const struct chiso__style *style);
void chiso__path_point(struct chiso__canvas *canvas, bool begins, chiso__tenth x, chiso__tenth y);
void chiso__path_end(struct chiso__canvas *canvas);

/* A text whose line has its middle there. */
void chiso__draw_text(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth middle,
                      const struct chiso__letters *letters, const char *text);
void chiso__draw_span(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth middle,
                      const struct chiso__letters *letters, struct chiso__span text,
                      const struct chiso__facts *about);

/* The same cut to a width, with three dots. */
void chiso__draw_cut(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth middle,
                     const struct chiso__letters *letters, const char *text, chiso__tenth width);

/* A group for what repeats: marks in it may have CHISO__INK_NONE. Ended with group_end. */
void chiso__group_lettered(struct chiso__canvas *canvas, const struct chiso__letters *letters);
void chiso__group_filled(struct chiso__canvas *canvas, enum chiso__ink fill);
void chiso__group_end(struct chiso__canvas *canvas);

#endif
