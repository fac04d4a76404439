/* What the generated calls of every public function are made with: each argument is drawn from
 * values of its type, a good one or a bad one. */
#ifndef CHISO_TESTS_BAD_VALUES_H
#define CHISO_TESTS_BAD_VALUES_H

#include "law.h"

/* Which of the values of a call are bad. */
struct draw {
    size_t count;    /* values that were drawn so far */
    size_t world;    /* where good objects are from */
    size_t bad;      /* the value that is bad; SIZE_MAX for none */
    size_t which;    /* of the bad values of its type */
    uint64_t random; /* unless 0, any of them is bad at times */
};

/* An object of each kind, over one board. */
struct world {
    chiso_tree *tree;
    chiso_tree *draft; /* not checked */
    chiso_board *board;
    chiso_board *before;
    chiso_board *sheet; /* not scored */
    chiso_bands *bands;
    chiso_map *map;
    chiso_mapping *mapping;
    chiso_intake *intake;
    chiso_ranking *ranking;
    chiso_rankings *rankings;
    chiso_consensus *consensus;
    chiso_comparison *comparison;
    chiso_report *report;
    chiso_ledger *ledger;
    chiso_target *target;
    chiso_what_if *what_if;
    chiso_explanation *explanation;
    chiso_series *series;
    chiso_robustness *robustness;
    chiso_audit *audit;
    chiso_tally *tally;
};

/* A good value, or else a bad one. Arrays and texts are longer than any size. */
const struct world *draw_world(struct draw *draw); /* bad: NULL, or another */
int draw_enum(struct draw *draw);
int draw_digits(struct draw *draw);
uint32_t draw_index(struct draw *draw);
size_t draw_size(struct draw *draw);
size_t draw_struct_size(struct draw *draw, size_t good);
bool draw_flag(struct draw *draw);
double draw_double(struct draw *draw);
char draw_mark(struct draw *draw);
chiso_decimal draw_decimal(struct draw *draw);
int64_t draw_count(struct draw *draw);
const char *draw_text(struct draw *draw);
const chiso_allocator *draw_allocator(struct draw *draw);
const chiso_sink *draw_sink(struct draw *draw);
const chiso_intake_options *draw_intake_options(struct draw *draw);
const chiso_intake_source *draw_source(struct draw *draw);
const chiso_decimal *draw_decimals(struct draw *draw);
const char *const *draw_texts(struct draw *draw);
const double *draw_doubles(struct draw *draw);
const uint32_t *draw_indices(struct draw *draw);
const uint16_t *draw_questions(struct draw *draw);
const uint8_t *draw_options(struct draw *draw);
const bool *draw_flags(struct draw *draw);

/* Whether a pointer is given, and not NULL. */
bool draw_pointer(struct draw *draw);

/* Where a call writes what it gives back; NULL at times. */
void *draw_output(struct draw *draw);
void **draw_object(struct draw *draw); /* the same for an object that it makes */
chiso_error *draw_error(struct draw *draw);

/* What a failed call says, and that it left its outputs as they were and made nothing. */
void check_status(const char *function, chiso_status status);

/* A function, called once. */
struct call {
    const char *function;
    void (*make)(struct draw *draw);
};

extern const struct call calls[];
extern const size_t call_count;

#endif
