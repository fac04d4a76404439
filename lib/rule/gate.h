/* Gates: where a criterion is below or above a bound, its parent is limited. */
#ifndef CHISO_LIB_RULE_GATE_H
#define CHISO_LIB_RULE_GATE_H

#include "base/memory.h"
#include "number/ratio.h"
#include "rule/rule.h"
#include "text/message.h"

struct chiso__gate {
    bool above;
    uint32_t at;     /* so many characters of the text stand before it */
    bool of_percent; /* the bound is a percent of the criterion's max; else a cell, or points */
    struct chiso__numeral bound;
    struct chiso__numeral limit;         /* percent of the parent's max; where no band is named */
    const char *band;                    /* the best that the parent may be told, or NULL */
    uint32_t band_at;                    /* so many characters of the text stand before its name */
    struct chiso__text_place band_place; /* of the name in a criteria file; 0, 0 for no file */
};

/* The gates of a criterion as it is written, `;` or a line break between them. */
struct chiso__gates {
    struct chiso__gate *gates;
    uint32_t count;
    const char *text; /* reads in again as the same */
};

/* Reads them into an arena. */
chiso_status chiso__gates_read(struct chiso__span text, struct chiso__number_style *style,
                               struct chiso__arena *arena, const chiso_allocator *allocator,
                               struct chiso__gates *out_gates, bool *out_rounded,
                               chiso_error *error);

/* Whether a gate holds for a cell, compared exactly, or, by nearness, for points of a max, or for a
 * percent, whose max is above 0. */
bool chiso__gate_holds(const struct chiso__gate *gate, struct chiso__carried cell);
bool chiso__gate_holds_points(const struct chiso__gate *gate, struct chiso__carried points,
                              struct chiso__carried max);
bool chiso__gate_holds_percent(const struct chiso__gate *gate,
                               const struct chiso__carried_ratio *ratio);

/* One of them as a file holds it, in an arena; NULL when memory is out. */
const char *chiso__gate_text(const struct chiso__gate *gate, struct chiso__arena *arena,
                             const chiso_allocator *allocator);

#endif
