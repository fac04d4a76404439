/*
 * Objects that do not change are read by several threads at once, and may be freed in any order. A
 * program with its own main: the sanitizer for threads and Criterion do not go together.
 */
#include "support.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 4, UNITS = 600, ROUNDS = 3 };

static int failures;

/* Only the first thread, which waits for the others, calls this. */
static void expect(bool condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "threads: %s\n", what);
        failures++;
    }
}

struct reader {
    pthread_t thread;
    const chiso_report *report;
    uint64_t sum; /* of everything that was read */
    bool good;
};

static void add_bytes(uint64_t *sum, const void *bytes, size_t size)
{
    const unsigned char *byte = bytes;

    for (size_t i = 0; i < size; i++) {
        *sum = (*sum ^ byte[i]) * UINT64_C(1099511628211);
    }
}

static void add_number(uint64_t *sum, int64_t number)
{
    add_bytes(sum, &number, sizeof(number));
}

static bool take_bytes(void *context, const char *bytes, size_t size)
{
    add_bytes(context, bytes, size);
    return true;
}

static bool read_standings(const chiso_report *report, uint64_t *sum)
{
    const chiso_board *board = chiso_report_board(report);
    const uint32_t nodes = chiso_tree_node_count(chiso_board_tree(board));
    bool good = true;

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        for (chiso_node node = 0; node < nodes; node++) {
            chiso_standing standing;
            chiso_result result;

            good = chiso_report_standing(report, unit, node, &standing) == CHISO_OK && good;
            good = chiso_board_result(board, unit, node, &result) == CHISO_OK && good;
            add_number(sum, result.achieved);
            add_number(sum, standing.result.percent);
            add_number(sum, standing.lost);
            add_number(sum, standing.place.rank);
            add_number(sum, standing.band);
        }
    }
    return good;
}

static bool read_rest(const chiso_report *report, uint64_t *sum)
{
    const chiso_board *board = chiso_report_board(report);
    const chiso_sink sink = {.write = take_bytes, .context = sum};
    chiso_decimal points[UNITS];
    chiso_ranking *ranking = NULL;
    const chiso_unit *order = NULL;
    uint32_t ranked = 0;
    chiso_block_summary summary;
    chiso_unit unit;
    bool good = chiso_report_write_json(report, &sink, NULL) == CHISO_OK;

    good = chiso_report_write_csv(report, CHISO_CSV_COMMA, &sink, NULL) == CHISO_OK && good;
    good = chiso_board_write_csv(board, &sink, NULL) == CHISO_OK && good;
    good = chiso_tree_write_csv(chiso_board_tree(board), &sink, NULL) == CHISO_OK && good;
    good = chiso_board_find_unit(board, "u17", &unit) == CHISO_OK && unit == 17 && good;
    good = chiso_board_copy_points(board, CHISO_ROOT, UNITS, points) == CHISO_OK && good;
    add_bytes(sum, points, sizeof(points));
    good =
        chiso_block_summarise(board, CHISO_ROOT, CHISO_ALL_BLOCKS, 6, &summary, NULL) == CHISO_OK &&
        good;
    add_number(sum, summary.mean);
    add_number(sum, summary.stdev);
    /* A ranking keeps the board alive: its count of users changes in several threads at once. */
    good = chiso_ranking_new(board, CHISO_ROOT, NULL, &ranking, NULL) == CHISO_OK && good;
    good = chiso_ranking_order(ranking, CHISO_ALL_BLOCKS, &order, &ranked) == CHISO_OK && good;
    add_bytes(sum, order, ranked * sizeof(*order));
    chiso_ranking_free(ranking);
    return good;
}

/* Each thread has its own trial of one board, which others read meanwhile. */
static bool try_changes(const chiso_board *board, uint64_t *sum)
{
    static const char *const texts[] = {"3", "", "NA", "10"};
    chiso_what_if *what_if = NULL;
    bool good = chiso_what_if_new(board, NULL, &what_if, NULL) == CHISO_OK;

    for (int i = 0; good && i < 4 * UNITS / 10; i++) {
        chiso_standing standing;
        char unit[16];

        snprintf(unit, sizeof(unit), "u%d", i * 7 % UNITS);
        good = chiso_what_if_set(what_if, unit, "1.1", texts[i % 4], NULL) == CHISO_OK &&
               chiso_what_if_standing(what_if, (chiso_unit)(i % UNITS), CHISO_ROOT, NULL,
                                      &standing) == CHISO_OK;
        add_number(sum, good ? standing.result.achieved : 0);
        add_number(sum, good ? standing.place.rank : 0);
    }
    chiso_what_if_free(what_if);
    return good;
}

/* What all units of a block are compared with is found once, by whichever thread comes first. */
static bool read_ledgers(const chiso_board *board, uint64_t *sum)
{
    bool good = true;

    for (chiso_unit unit = 0; unit < UNITS; unit += 7) {
        const chiso_goal goal = {.kind = CHISO_GOAL_RANK, .rank = 1 + unit % 3};
        const chiso_ledger_entry *entries = NULL;
        uint32_t count = 0;
        chiso_target_figures figures;
        chiso_ledger *ledger = NULL;
        chiso_target *target = NULL;

        good = chiso_ledger_new(board, unit, CHISO_ROOT, NULL, &ledger, NULL) == CHISO_OK &&
               chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK && good;
        for (uint32_t i = 0; i < count; i++) {
            add_number(sum, entries[i].mean);
            add_number(sum, entries[i].best_unit);
            add_number(sum, entries[i].to_max);
        }
        good = chiso_target_new(board, unit, CHISO_ROOT, &goal, NULL, &target, NULL) == CHISO_OK &&
               chiso_target_result(target, &figures) == CHISO_OK && good;
        add_number(sum, good ? figures.least : 0);
        chiso_ledger_free(ledger);
        chiso_target_free(target);
    }
    return good;
}

static void *read_all(void *context)
{
    struct reader *reader = context;

    reader->good = true;
    for (int i = 0; i < ROUNDS; i++) {
        reader->good = read_standings(reader->report, &reader->sum) &&
                       read_rest(reader->report, &reader->sum) &&
                       try_changes(chiso_report_board(reader->report), &reader->sum) &&
                       read_ledgers(chiso_report_board(reader->report), &reader->sum) &&
                       reader->good;
    }
    return NULL;
}

static chiso_board *new_board(void)
{
    struct buffer points = {0};
    struct random random = {.state = 3};
    chiso_tree *tree = support_tree("code,title,max,rule,combine\n1,One,,,mean\n1.1,,10,,\n1.2,,5,"
                                    "rate,\n2,Two,,,\n2.1,,3,yesno,\n2.2,,7,range 0..9,\n");
    chiso_board *board;

    buffer_print(&points, "unit,block,1.1,1.2,2.1,2.2\n");
    for (int i = 0; i < UNITS; i++) {
        buffer_print(&points, "u%d,b%d,%d,%d/7,%s,%d\n", i, i % 5, (int)random_below(&random, 11),
                     (int)random_below(&random, 8),
                     i % 3 == 0   ? "yes"
                     : i % 3 == 1 ? "no"
                                  : "-",
                     (int)random_below(&random, 10));
    }
    board = support_scored(tree, points.bytes);
    chiso_tree_free(tree);
    buffer_clear(&points);
    return board;
}

static chiso_report *new_report(void)
{
    static const char text[] = "band,from\nA,80\nB,50\nC,0\n";
    chiso_board *board = new_board();
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;

    expect(chiso_bands_read_csv(text, strlen(text), NULL, &options.bands, NULL) == CHISO_OK,
           "the bands cannot be read");
    expect(chiso_report_new(board, &options, &report, NULL) == CHISO_OK,
           "the report cannot be made");
    chiso_bands_free(options.bands);
    chiso_board_free(board);
    return report;
}

static void several_threads_read_one_report_and_get_the_same(void)
{
    chiso_report *report = new_report();
    struct reader readers[THREADS] = {0};

    for (int i = 0; i < THREADS; i++) {
        readers[i].report = report;
        expect(pthread_create(&readers[i].thread, NULL, read_all, &readers[i]) == 0,
               "a thread cannot be made");
    }
    for (int i = 0; i < THREADS; i++) {
        expect(pthread_join(readers[i].thread, NULL) == 0, "a thread cannot be joined");
        expect(readers[i].good, "a thread was refused something");
        expect(readers[i].sum == readers[0].sum, "two threads read different figures");
    }
    chiso_report_free(report);
}

/* Each thread ends its own use of a board that all of them share: whoever is last frees it. */
static void *free_ranking(void *context)
{
    chiso_ranking_free(context);
    return NULL;
}

static void the_last_user_frees_a_board_whichever_thread_it_is_in(void)
{
    for (int round = 0; round < 20; round++) {
        chiso_board *board = new_board();
        pthread_t threads[THREADS];

        for (int i = 0; i < THREADS; i++) {
            chiso_ranking *ranking = NULL;

            expect(chiso_ranking_new(board, (chiso_node)i, NULL, &ranking, NULL) == CHISO_OK,
                   "a ranking cannot be made");
            expect(pthread_create(&threads[i], NULL, free_ranking, ranking) == 0,
                   "a thread cannot be made");
        }
        chiso_board_free(board);
        for (int i = 0; i < THREADS; i++) {
            expect(pthread_join(threads[i], NULL) == 0, "a thread cannot be joined");
        }
    }
}

/* Boards of one tree in a thread each: the tree is shared, the boards are not. */
static void *score_own_board(void *context)
{
    chiso_board *board = support_scored(context, "unit,1,2\na,3,4\nb,1,2\n");
    bool good = support_result(board, "a", "").achieved == decimal("7");

    chiso_board_free(board);
    return good ? context : NULL;
}

static void several_threads_make_boards_over_one_tree(void)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,5\n2,,5\n");
    pthread_t threads[THREADS];

    for (int i = 0; i < THREADS; i++) {
        expect(pthread_create(&threads[i], NULL, score_own_board, tree) == 0,
               "a thread cannot be made");
    }
    for (int i = 0; i < THREADS; i++) {
        void *good = NULL;

        expect(pthread_join(threads[i], &good) == 0 && good == tree, "a thread got another figure");
    }
    chiso_tree_free(tree);
}

int main(void)
{
    several_threads_read_one_report_and_get_the_same();
    the_last_user_frees_a_board_whichever_thread_it_is_in();
    several_threads_make_boards_over_one_tree();
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
