/* Calls every public function with values that it must refuse: numbers, words and sizes out of
 * range, NULL, objects of a board that changed since. Each of them alone, then several at once. A
 * sanitizer sees what is read or written for them all the same; laws see what a failed call leaves
 * behind. */
#include "bad_values.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORLDS = 3,
    UNITS = 5, /* and as many nodes, so that one size is good for both */
    ROOM = 512,
    TEXT = 64,
    BUFFERS = 8,
    BUFFER = 16384,
    PATTERN = 0xA5,
    ROUNDS = 40
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct world worlds[WORLDS];
static chiso_error error;
static bool is_error_given;

/* What the call at hand writes to. */
static _Alignas(max_align_t) unsigned char buffers[BUFFERS][BUFFER];
static bool is_object[BUFFERS];
static size_t buffer_count;

static uint64_t random_next(struct draw *draw)
{
    draw->random = draw->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return draw->random >> 33;
}

/* 0 for the good value, or the number of a bad one, from 1. */
static size_t draw_next(struct draw *draw, size_t bad)
{
    const size_t at = draw->count++;

    if (draw->random != 0) {
        return random_next(draw) % 3 == 0 ? 1 + random_next(draw) % bad : 0;
    }
    return at == draw->bad ? 1 + draw->which % bad : 0;
}

#define DRAW(draw, values) ((values)[draw_next(draw, LENGTH(values) - 1)])

int draw_enum(struct draw *draw)
{
    static const int values[] = {0, -1, 1, 2, 3, 4, 5, 6, 7, 8, 20, 47, 999, INT_MAX, INT_MIN};

    return DRAW(draw, values);
}

int draw_digits(struct draw *draw)
{
    static const int values[] = {2, -1, 0, 6, 7, 8, 100, INT_MAX, INT_MIN};

    return DRAW(draw, values);
}

uint32_t draw_index(struct draw *draw)
{
    static const uint32_t values[] = {
        1,         0,  2,  UNITS - 1,         UNITS,           UNITS + 1,
        63,        64, 65, (uint32_t)1 << 31, UINT32_MAX / 12, UINT32_MAX - 1,
        UINT32_MAX};

    return DRAW(draw, values);
}

size_t draw_size(struct draw *draw)
{
    static const size_t values[] = {UNITS, 0, 1, 2, 3, UNITS - 1, UNITS + 1, 20};

    return DRAW(draw, values);
}

size_t draw_struct_size(struct draw *draw, size_t good)
{
    const size_t values[] = {good, 0, 1, sizeof(size_t), good - 1, good + 1, SIZE_MAX};

    return DRAW(draw, values);
}

bool draw_flag(struct draw *draw)
{
    return draw_next(draw, 1) == 1;
}

double draw_double(struct draw *draw)
{
    static const double values[] = {0.5, 0.0, -1.0, 1e308, -1e308, (double)INFINITY, (double)NAN};

    return DRAW(draw, values);
}

char draw_mark(struct draw *draw)
{
    static const char values[] = {'.', ',', '\0', '0', '-', '\xff'};

    return DRAW(draw, values);
}

chiso_decimal draw_decimal(struct draw *draw)
{
    static const chiso_decimal values[] = {CHISO_DECIMAL_ONE,
                                           0,
                                           1,
                                           -1,
                                           -CHISO_DECIMAL_ONE,
                                           CHISO_DECIMAL_MAX,
                                           -CHISO_DECIMAL_MAX,
                                           CHISO_DECIMAL_MAX + 1,
                                           -CHISO_DECIMAL_MAX - 1,
                                           INT64_MAX,
                                           INT64_MIN,
                                           CHISO_MISSING,
                                           CHISO_NOT_APPLICABLE};

    return DRAW(draw, values);
}

int64_t draw_count(struct draw *draw)
{
    static const int64_t values[] = {
        3, 0, -1, CHISO_ANSWER_LIMIT, CHISO_ANSWER_LIMIT + 1, UINT32_MAX, INT64_MAX, INT64_MIN};

    return DRAW(draw, values);
}

/* Units, criteria, bands and numbers have the same names. */
const char *draw_text(struct draw *draw)
{
    static const char texts[][TEXT] = {"1",
                                       "",
                                       " ",
                                       "-",
                                       "=1",
                                       "1/0",
                                       "9999999999999999999999999999999999999999",
                                       "1e999999999999",
                                       "\xff\xfe",
                                       "unit,1\n1,1\n",
                                       "code,title,max\n1,a,1\n",
                                       "sum scaled"};
    const size_t which = draw_next(draw, LENGTH(texts));

    return which == LENGTH(texts) ? NULL : texts[which];
}

/* Enough for all that is small, so that a number of units beyond all memory is refused. */
static void *limited_alloc(void *context, size_t size)
{
    enum { MOST = 1 << 24 };

    (void)context;
    return size > MOST ? NULL : malloc(size);
}

static void *limited_resize(void *context, void *block, size_t size)
{
    enum { MOST = 1 << 24 };

    (void)context;
    return size > MOST ? NULL : realloc(block, size);
}

static void limited_release(void *context, void *block)
{
    (void)context;
    free(block);
}

static const chiso_allocator limited = {limited_alloc, limited_resize, limited_release, NULL};

const chiso_allocator *draw_allocator(struct draw *draw)
{
    static const chiso_allocator without = {limited_alloc, NULL, limited_release, NULL};
    const size_t which = draw_next(draw, 2);

    return which == 0 ? &limited : which == 1 ? &without : NULL;
}

static bool take(void *context, const char *bytes, size_t size)
{
    (void)bytes;
    law(size > 0, "a sink gets at least one byte");
    return context == NULL;
}

const chiso_sink *draw_sink(struct draw *draw)
{
    static int refuses;
    static const chiso_sink sinks[] = {{take, NULL}, {take, &refuses}, {NULL, NULL}};
    const size_t which = draw_next(draw, LENGTH(sinks));

    return which == LENGTH(sinks) ? NULL : &sinks[which];
}

static bool go_on(void *context, size_t read, size_t size)
{
    (void)read;
    (void)size;
    return context == NULL;
}

const chiso_intake_options *draw_intake_options(struct draw *draw)
{
    static chiso_intake_options options;
    static int refuses;

    options = CHISO_INTAKE_OPTIONS_INIT;
    options.size = draw_struct_size(draw, sizeof(options));
    options.bytes = draw_size(draw);
    options.units = draw_index(draw);
    options.blocks = draw_index(draw);
    options.cells = draw_size(draw);
    options.known_units = draw_flag(draw);
    options.go_on = draw_flag(draw) ? go_on : NULL;
    options.context = draw_flag(draw) ? &refuses : NULL;
    return draw_pointer(draw) ? &options : NULL;
}

/* Gives a byte or nothing, or says that it gave more than there was room for. */
static bool give(void *context, char *bytes, size_t room, size_t *out_size)
{
    static bool is_given;

    is_given = !is_given;
    bytes[0] = 'x';
    *out_size = is_given ? 1 : 0;
    if (context != NULL) {
        *out_size = room + 1;
    }
    return true;
}

const chiso_intake_source *draw_source(struct draw *draw)
{
    static int lies;
    static const chiso_intake_source sources[] = {{give, NULL}, {give, &lies}, {NULL, NULL}};
    const size_t which = draw_next(draw, LENGTH(sources));

    return which == LENGTH(sources) ? NULL : &sources[which];
}

/* An array of good values, one of bad ones, or none. */
#define DRAW_ARRAY(draw, type, good, ...)                                                          \
    static const type bad[] = {__VA_ARGS__};                                                       \
    static type arrays[2][ROOM];                                                                   \
    const size_t which = draw_next(draw, 2);                                                       \
    for (size_t i = 0; i < ROOM; i++) {                                                            \
        arrays[0][i] = (good);                                                                     \
        arrays[1][i] = bad[i % LENGTH(bad)];                                                       \
    }                                                                                              \
    return which == 2 ? NULL : arrays[which]

const chiso_decimal *draw_decimals(struct draw *draw)
{
    DRAW_ARRAY(draw, chiso_decimal, CHISO_DECIMAL_ONE, INT64_MIN, INT64_MAX, CHISO_DECIMAL_MAX + 1,
               -1, CHISO_NOT_APPLICABLE);
}

const char *const *draw_texts(struct draw *draw)
{
    static const char *const texts[] = {"1", NULL, "", "\xff", "<b>", "u1", "1"};
    static const char *arrays[2][ROOM];
    const size_t which = draw_next(draw, 2);

    for (size_t i = 0; i < ROOM; i++) {
        arrays[0][i] = "1";
        arrays[1][i] = texts[i % LENGTH(texts)];
    }
    return which == 2 ? NULL : arrays[which];
}

const double *draw_doubles(struct draw *draw)
{
    DRAW_ARRAY(draw, double, (double)(i % 7), (double)NAN, (double)INFINITY, -1e308, 1e308, 0.0);
}

const uint32_t *draw_indices(struct draw *draw)
{
    DRAW_ARRAY(draw, uint32_t, (uint32_t)(i % UNITS), UNITS, UINT32_MAX, 1, UINT32_MAX - 1);
}

const uint16_t *draw_questions(struct draw *draw)
{
    DRAW_ARRAY(draw, uint16_t, 0, UINT16_MAX, 1, UNITS);
}

const uint8_t *draw_options(struct draw *draw)
{
    DRAW_ARRAY(draw, uint8_t, (uint8_t)(i % 2), UINT8_MAX, UINT8_MAX - 1, 64);
}

const bool *draw_flags(struct draw *draw)
{
    DRAW_ARRAY(draw, bool, false, true, false, true);
}

bool draw_pointer(struct draw *draw)
{
    return draw_next(draw, 1) == 0;
}

const struct world *draw_world(struct draw *draw)
{
    const size_t which = draw_next(draw, WORLDS);

    return which == WORLDS ? NULL : &worlds[(draw->world + which) % WORLDS];
}

void *draw_output(struct draw *draw)
{
    law(buffer_count < BUFFERS, "there is room for what a call gives back");
    memset(buffers[buffer_count], PATTERN, BUFFER);
    is_object[buffer_count] = false;
    return draw_pointer(draw) ? buffers[buffer_count++] : NULL;
}

void **draw_object(struct draw *draw)
{
    void *const output = draw_output(draw);

    if (output != NULL) {
        is_object[buffer_count - 1] = true;
    }
    return output;
}

chiso_error *draw_error(struct draw *draw)
{
    is_error_given = draw_pointer(draw);
    return is_error_given ? &error : NULL;
}

static bool is_untouched(const unsigned char *buffer)
{
    for (size_t i = 0; i < BUFFER; i++) {
        if (buffer[i] != PATTERN) {
            return false;
        }
    }
    return true;
}

void check_status(const char *function, chiso_status status)
{
    law(strcmp(chiso_status_name(status), "unknown") != 0, function);
    if (status == CHISO_OK) {
        return;
    }
    for (size_t i = 0; i < buffer_count; i++) {
        const void *object = NULL;

        memcpy(&object, buffers[i], sizeof(object));
        if (is_object[i] ? object != NULL : !is_untouched(buffers[i])) {
            fprintf(stderr, "%s: fails, and touches what it would give back\n", function);
            abort();
        }
    }
    if (is_error_given) {
        law_error(status, &error);
    }
}

static void must(chiso_status status)
{
    law(status == CHISO_OK, error.message);
}

static chiso_board *make_board(chiso_tree *tree, const char *points)
{
    chiso_board *board = NULL;

    must(chiso_board_new(tree, &limited, &board, &error));
    must(chiso_board_read_csv(board, points, strlen(points), &error));
    return board;
}

static chiso_board *make_scored(chiso_tree *tree, const char *points)
{
    chiso_board *const board = make_board(tree, points);

    must(chiso_board_score(board, &error));
    return board;
}

static void make_tree(struct world *world)
{
    static const char criteria[] = "code,title,max,min,rule\n1,a,,,\n1.1,b,4,-1,\n"
                                   "1.2,c,6,,minmax\n2,d,5,,survey 100 50 0\n";
    static const char printed[] = "what,achieved,max,percent\na,1,2,51\n";
    static const char bands[] = "band,from\n1,50\n2,0\n";
    static const char map[] = "old,new\n1,1\n";
    static const char mapping[] = "what,value\ncolumn:1,total\nrows:1*,total\nignore,2\n";

    must(chiso_tree_read_csv(criteria, strlen(criteria), &limited, &world->tree, &error));
    must(chiso_tree_read_csv(criteria, strlen(criteria), &limited, &world->draft, &error));
    must(chiso_bands_read_csv(bands, strlen(bands), &limited, &world->bands, &error));
    must(chiso_map_read_csv(map, strlen(map), &limited, &world->map, &error));
    must(chiso_mapping_read_csv(mapping, strlen(mapping), &limited, &world->mapping, &error));
    must(chiso_intake_new(3, &limited, &world->intake, &error));
    must(chiso_audit_read_csv(printed, strlen(printed), NULL, &limited, &world->audit, &error));
    must(chiso_tally_new(&limited, &world->tally, &error));
    must(chiso_tally_add_unit(world->tally, "1", NULL, &error));
    must(chiso_tally_add_unit(world->tally, "2", NULL, &error));
    must(chiso_tally_add_question(world->tally, "1", 3, NULL, &error));
    must(chiso_tally_add_question(world->tally, "2", 3, NULL, &error));
    must(chiso_tally_add(world->tally, 1, 1, 1, 20, &error));
}

static void make_boards(struct world *world)
{
    static const char now[] = "unit,block,1.1,1.2,2\n1,x,1,5,1|2|3\n2,x,2,7,3|2|1\n3,y,-1,9,0|1|0\n"
                              "4,y,,8,1|1|1\n5,y,4,-,9|1|1\n";
    static const char before[] = "unit,block,1.1,1.2,2\n1,x,2,5,1|2|3\n2,y,2,6,1|2|1\n"
                                 "7,y,1,9,0|1|0\n";

    world->board = make_scored(world->tree, now);
    world->sheet = make_board(world->tree, now);
    world->before = make_scored(world->tree, before);
}

static void make_world(struct world *world)
{
    chiso_comparison_options compared = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_report_options reported = CHISO_REPORT_OPTIONS_INIT;
    chiso_goal goal = {.kind = CHISO_GOAL_RANK, .rank = 1};

    make_tree(world);
    make_boards(world);
    must(chiso_ranking_new(world->board, 0, NULL, &world->ranking, &error));
    must(chiso_rankings_new(world->board, NULL, &world->rankings, &error));
    must(chiso_ranking_combine((const chiso_ranking *const *)&world->ranking, 1, NULL,
                               &world->consensus, &error));
    compared.rankings = world->rankings;
    compared.bands = world->bands;
    must(chiso_comparison_new(world->board, world->before, &compared, &world->comparison, &error));
    reported.bands = world->bands;
    reported.comparison = world->comparison;
    must(chiso_report_new(world->board, &reported, &world->report, &error));
    must(chiso_ledger_new(world->board, 1, 0, NULL, &world->ledger, &error));
    must(chiso_target_new(world->board, 1, 0, &goal, NULL, &world->target, &error));
    must(chiso_what_if_new(world->board, NULL, &world->what_if, &error));
    must(chiso_what_if_set(world->what_if, "1", "1.1", "3", &error));
    must(chiso_explanation_new(world->board, 1, 0, 9, &world->explanation, &error));
    must(chiso_robustness_new(world->board, "3,pairs:yes,matters:yes", NULL, &world->robustness,
                              &error));
    must(chiso_series_new(&limited, &world->series, &error));
    must(chiso_series_add(world->series, "1", world->before, NULL, &error));
    must(chiso_series_add(world->series, "2", world->board, NULL, &error));
}

static void free_world(struct world *world)
{
    chiso_robustness_free(world->robustness);
    chiso_series_free(world->series);
    chiso_explanation_free(world->explanation);
    chiso_what_if_free(world->what_if);
    chiso_target_free(world->target);
    chiso_ledger_free(world->ledger);
    chiso_report_free(world->report);
    chiso_comparison_free(world->comparison);
    chiso_consensus_free(world->consensus);
    chiso_rankings_free(world->rankings);
    chiso_ranking_free(world->ranking);
    chiso_board_free(world->sheet);
    chiso_board_free(world->before);
    chiso_board_free(world->board);
    chiso_tally_free(world->tally);
    chiso_audit_free(world->audit);
    chiso_map_free(world->map);
    chiso_mapping_free(world->mapping);
    chiso_intake_free(world->intake);
    chiso_bands_free(world->bands);
    chiso_tree_free(world->draft);
    chiso_tree_free(world->tree);
}

/* The second world's boards grow, the third's are scored again after that: no object made before
 * is about them any more. */
static void make_worlds(void)
{
    for (size_t i = 0; i < WORLDS; i++) {
        make_world(&worlds[i]);
        for (int unit = 0; unit < UNITS && i > 0; unit++) {
            const char code[] = {'n', (char)('0' + unit), '\0'};

            must(chiso_board_add_unit(worlds[i].board, code, NULL, "new", NULL, &error));
            must(chiso_board_add_unit(worlds[i].before, code, NULL, code, NULL, &error));
        }
        if (i == 2) {
            must(chiso_board_score(worlds[i].board, &error));
            must(chiso_board_score(worlds[i].before, &error));
        }
    }
}

static void make_call(const struct call *call, struct draw draw, size_t *out_count)
{
    buffer_count = 0;
    is_error_given = false;
    call->make(&draw);
    *out_count = draw.count;
}

static void try_function(const struct call *call)
{
    enum { MOST_BAD = 16 };
    size_t count = 0;
    size_t ignored = 0;

    make_worlds();
    for (size_t world = 0; world < WORLDS; world++) {
        make_call(call, (struct draw){.world = world, .bad = SIZE_MAX}, &count);
        for (size_t i = 0; i < count * MOST_BAD; i++) {
            make_call(call,
                      (struct draw){.world = world, .bad = i / MOST_BAD, .which = i % MOST_BAD},
                      &ignored);
        }
        for (uint64_t round = 1; round <= ROUNDS && count > 0; round++) {
            make_call(call,
                      (struct draw){.world = world, .random = round * UINT64_C(0x9E3779B97F4A7C15)},
                      &ignored);
        }
    }
    for (size_t i = 0; i < WORLDS; i++) {
        free_world(&worlds[i]);
    }
}

int main(int argc, char **argv)
{
    size_t tried = 0;

    for (size_t i = 0; i < call_count; i++) {
        if (argc < 2 || strcmp(argv[1], calls[i].function) == 0) {
            printf("%s\n", calls[i].function);
            fflush(stdout);
            try_function(&calls[i]);
            tried++;
        }
    }
    printf("%zu functions\n", tried);
    return tried > 0 ? 0 : 1;
}
