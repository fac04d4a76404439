/* Prints a number that stands for every figure of some boards and tallies. The library compiled for
 * several instruction sets and the plain one must print the same. Boards are larger than any block
 * of units that is worked on at once, and of no round size, so that loops have a rest. */
#include <chiso/chiso.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNITS = 5003 };

static const char criteria[] = "code,title,max,min,weight,combine,kind,rule,round\n"
                               "1,Sum,10,,,sum,,,\n"
                               "1.1,a,4,,,,,,\n"
                               "1.2,b,6,-6,,,,,\n"
                               "1.3,c,0,-3,,,bonus,,\n"
                               "2,Mean,10,,,mean,,,2\n"
                               "2.1,d,3,,1,,,,\n"
                               "2.2,e,7,1,2.5,,,range 0..100,\n"
                               "2.3,f,5,,,,,per 0.25,\n"
                               "3,Scaled,20,,,sum scaled capped,,,\n"
                               "3.1,g,10,,,,,atleast 90:10 50:5 10:1,\n"
                               "3.2,h,5,,,,,range 100..20 unlimited,\n"
                               "3.3,i,5,,,,,yesno,\n"
                               "4,Deep,,,,sum capped,,,\n"
                               "4.1,,,,,mean capped,,,\n"
                               "4.1.1,j,2,,,,,,\n"
                               "4.1.2,k,0.000007,,,,,,\n"
                               "4.2,l,9,,,,,,1\n"
                               "5,Geometric,10,,,geometric,,,\n"
                               "5.1,m,4.000001,,,,,minmax,\n"
                               "5.2,n,6,1,2,,,minmax down,\n"
                               "5.3,o,5,,0,,,minmax block,\n"
                               "6,Harmonic,10,,,harmonic capped,,,3\n"
                               "6.1,p,7,,,,,best,\n"
                               "6.2,q,3,0.5,,,,best down,\n"
                               "6.3,r,9200,,,,,minmax,\n"
                               "7,Plain sum,,,,,,,\n"
                               "7.1,s,5,,,,,percentile,\n"
                               "7.2,t,5,-1,,,,minmax,\n"
                               "7.3,u,5,,,,,zscore 2.5 1,2\n"
                               "7.4,v,5,,,,,best block,\n"
                               "7.5,w,5.000001,,,,,minmax down,\n"
                               "8,Scaled,7,,,sum scaled,,,\n"
                               "8.1,x,3.000001,,,,,minmax,\n"
                               "8.2,y,4,,,,,zscore 2 1 population down block,\n"
                               "8.3,z,4,,,,,survey 100 62.5 0,\n"
                               "9,Least,10,,,min,,,\n"
                               "9.1,Middle,,,,median,,,\n"
                               "9.1.1,a,2,,,,,minmax,\n"
                               "9.1.2,b,2,,,,,range 1..100 log,\n"
                               "9.1.3,c,2,,,,,percentile down block,\n"
                               "9.2,Greatest,5,,,max,,,\n"
                               "9.2.1,d,1,,,,,best,\n"
                               "9.2.2,e,0.000001,,,,,minmax,\n"
                               "9.2.3,Mean,1,,,mean,,,\n"
                               "9.2.3.1,f,3.000001,,1,,,minmax,\n"
                               "9.2.3.2,g,7,,2,,,best,\n";

static uint64_t sum = UINT64_C(14695981039346656037);

static void must(chiso_status status, const chiso_error *error)
{
    if (status != CHISO_OK) {
        fprintf(stderr, "%s\n", error->message);
        exit(1);
    }
}

/* FNV-1a. */
static bool add(void *context, const char *bytes, size_t size)
{
    (void)context;
    for (size_t i = 0; i < size; i++) {
        sum = (sum ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    }
    return true;
}

static uint64_t next(void)
{
    static uint64_t state = 42;

    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return state >> 33;
}

/* Half of the units have every value: those with gaps are worked out one by one, and not by the
 * loops that this is about. */
static bool is_complete(int unit)
{
    return unit % 16 < 8;
}

/* A value that the leaf takes, or none. */
static chiso_decimal cell(const chiso_tree *tree, chiso_node leaf, int unit)
{
    const char *rule = chiso_node_rule(tree, leaf);
    const chiso_decimal min = chiso_node_min(tree, leaf);
    const uint64_t kind = next() % 16;

    if (kind < 2 && !is_complete(unit)) {
        return kind == 0 ? CHISO_MISSING : CHISO_NOT_APPLICABLE;
    }
    if (rule[0] == 'y') {
        return (chiso_decimal)(next() % 2) * CHISO_DECIMAL_ONE;
    }
    if (strncmp(rule, "per ", 4) == 0) {
        return (chiso_decimal)(next() % 30) * CHISO_DECIMAL_ONE;
    }
    if (strcmp(rule, "points") == 0) {
        return min + (chiso_decimal)(next() % (uint64_t)(chiso_node_max(tree, leaf) - min + 1));
    }
    if (strncmp(rule, "minmax", 6) == 0 && chiso_node_max(tree, leaf) % 2 == 1) {
        return (chiso_decimal)(next() % UINT64_C(9)) -
               4; /* an odd max: the value in the middle gives a half of the last place */
    }
    return (chiso_decimal)(1 + next() % UINT64_C(120000000));
}

/* Counts for all units, one by one. */
static void fill_answers(chiso_board *board, chiso_node leaf)
{
    chiso_error error;

    for (chiso_unit unit = 0; unit < UNITS; unit++) {
        int64_t counts[CHISO_OPTION_LIMIT] = {1};

        for (uint32_t i = 0; i < chiso_node_option_count(chiso_board_tree(board), leaf); i++) {
            counts[i] += (int64_t)(next() % 100);
        }
        if (next() % 16 > 0 || is_complete((int)unit)) {
            must(chiso_board_set_counts(board, unit, leaf, counts,
                                        chiso_node_option_count(chiso_board_tree(board), leaf),
                                        &error),
                 &error);
        }
    }
}

/* The points of a leaf as they are copied for all units at once; they need not be in any report. */
static void add_copies(const chiso_board *board)
{
    static chiso_decimal points[UNITS];
    const chiso_tree *tree = chiso_board_tree(board);

    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        if (chiso_board_copy_points(board, node, UNITS, points) != CHISO_OK) {
            fprintf(stderr, "points of %s cannot be copied\n", chiso_node_code(tree, node));
            exit(1);
        }
        for (int i = 0; i < UNITS; i++) {
            char text[32];
            const int size = snprintf(text, sizeof text, "%lld ", (long long)points[i]);

            add(NULL, text, (size_t)size);
        }
    }
}

static void fill(chiso_board *board)
{
    static chiso_decimal column[UNITS];
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_error error;

    for (int i = 0; i < UNITS; i++) {
        char code[16];

        snprintf(code, sizeof code, "u%d", i);
        must(chiso_board_add_unit(board, code, NULL, i % 3 == 0 ? "x" : "y", NULL, &error), &error);
    }
    for (chiso_node leaf = chiso_node_next_leaf(tree, CHISO_ROOT); leaf != CHISO_NO_NODE;
         leaf = chiso_node_next_leaf(tree, leaf)) {
        if (chiso_node_option_count(tree, leaf) > 0) {
            fill_answers(board, leaf);
            continue;
        }
        for (int i = 0; i < UNITS; i++) {
            column[i] = cell(tree, leaf, i);
        }
        must(chiso_board_set_column(board, leaf, column, UNITS, &error), &error);
    }
}

static void run(const char *options)
{
    const chiso_sink sink = {add, NULL};
    chiso_error error;
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_report *report = NULL;

    must(chiso_tree_read_csv(criteria, sizeof criteria - 1, NULL, &tree, &error), &error);
    must(chiso_tree_set_options(tree, options, &error), &error);
    must(chiso_board_new(tree, NULL, &board, &error), &error);
    fill(board);
    must(chiso_board_score(board, &error), &error);
    add_copies(board);
    must(chiso_report_new(board, NULL, &report, &error), &error);
    must(chiso_report_write_json(report, &sink, &error), &error);
    printf("%s: %016llx\n", options, (unsigned long long)sum);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Two periods of so many units, all with points: differences are taken, and few units ranked, by
 * loops of their own. */
static void run_periods(int units, chiso_ties ties)
{
    static chiso_decimal column[UNITS];
    static const char plain[] = "code,title,max\n1,a,10\n2,b,5\n2.1,c,2\n2.2,d,3\n";
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_board *boards[2] = {NULL, NULL};
    chiso_comparison *comparison = NULL;
    chiso_tree *tree = NULL;
    chiso_change_count counts;
    chiso_error error;

    must(chiso_tree_read_csv(plain, sizeof plain - 1, NULL, &tree, &error), &error);
    for (int period = 0; period < 2; period++) {
        must(chiso_board_new(tree, NULL, &boards[period], &error), &error);
        for (int i = 0; i < units; i++) {
            char code[16];

            snprintf(code, sizeof code, "u%d", i);
            must(chiso_board_add_unit(boards[period], code, NULL, NULL, NULL, &error), &error);
        }
        for (chiso_node leaf = chiso_node_next_leaf(tree, CHISO_ROOT); leaf != CHISO_NO_NODE;
             leaf = chiso_node_next_leaf(tree, leaf)) {
            for (int i = 0; i < units; i++) {
                column[i] = (chiso_decimal)(next() % 21) * 100000;
            }
            must(chiso_board_set_column(boards[period], leaf, column, (size_t)units, &error),
                 &error);
        }
        must(chiso_board_score(boards[period], &error), &error);
    }
    ranking.ties = ties;
    options.ranking = &ranking;
    must(chiso_comparison_new(boards[0], boards[1], &options, &comparison, &error), &error);
    error.message[0] = '\0';
    for (chiso_node node = 0; node < chiso_tree_node_count(tree); node++) {
        must(chiso_comparison_points(comparison, node, (size_t)units, column, &counts), &error);
        add(NULL, (const char *)column, (size_t)units * sizeof(*column));
        add(NULL, (const char *)&counts, sizeof counts);
        must(chiso_comparison_ranks(comparison, node, (size_t)units, column), &error);
        add(NULL, (const char *)column, (size_t)units * sizeof(*column));
    }
    printf("periods of %d units, ties %d: %016llx\n", units, (int)ties, (unsigned long long)sum);
    chiso_comparison_free(comparison);
    chiso_board_free(boards[0]);
    chiso_board_free(boards[1]);
    chiso_tree_free(tree);
}

/* Answers about a tally whose questions all have the same number of options, or not; among them
 * some that are none. */
static void count(bool alike)
{
    static uint32_t units[UNITS];
    static uint16_t questions[UNITS];
    static uint8_t options[UNITS];
    const chiso_sink sink = {add, NULL};
    chiso_error error;
    chiso_tally *tally = NULL;

    must(chiso_tally_new(NULL, &tally, &error), &error);
    for (int i = 0; i < 7; i++) {
        const char code[] = {(char)('a' + i), '\0'};

        must(chiso_tally_add_unit(tally, code, NULL, &error), &error);
        must(chiso_tally_add_question(tally, code, alike ? 5 : 2 + (uint32_t)i * 10, NULL, &error),
             &error);
    }
    for (int i = 0; i < UNITS; i++) {
        units[i] = (uint32_t)(next() % 7);
        questions[i] = (uint16_t)(next() % 7);
        options[i] = (uint8_t)(next() % (chiso_tally_options(tally, questions[i]) + 1));
        options[i] =
            options[i] == chiso_tally_options(tally, questions[i]) ? CHISO_NO_ANSWER : options[i];
    }
    must(chiso_tally_add_answers(tally, units, questions, options, UNITS, &error), &error);
    options[UNITS - 1] = 200;
    add(NULL, "",
        chiso_tally_add_answers(tally, units, questions, options, UNITS, &error) == CHISO_E_RANGE);
    must(chiso_tally_merge(tally, tally, &error), &error);
    must(chiso_tally_write(tally, &sink, &error), &error);
    printf("%s: %016llx\n", alike ? "alike" : "unlike", (unsigned long long)sum);
    chiso_tally_free(tally);
}

/* Doubles, whose last bits are the first to differ. The column before the last has gaps. */
static void run_columns(void)
{
    enum { COLUMNS = 11 };
    static double values[COLUMNS * UNITS];
    static double out[COLUMNS * COLUMNS];
    chiso_error error;

    for (size_t i = 0; i < COLUMNS * UNITS; i++) {
        values[i] = (double)(next() % 100000) / 7 + (i < UNITS ? 0 : values[i - UNITS] / 3);
    }
    for (int kind = CHISO_CORRELATION_PEARSON; kind <= CHISO_CORRELATION_KENDALL; kind++) {
        must(chiso_correlation_matrix(values, COLUMNS, UNITS, (chiso_correlation)kind, NULL, out,
                                      &error),
             &error);
        add(NULL, (const char *)out, sizeof out);
    }
    must(chiso_weights_critic(values, COLUMNS, UNITS, NULL, NULL, out, &error), &error);
    add(NULL, (const char *)out, COLUMNS * sizeof(*out));
    must(chiso_weights_component(values, COLUMNS, UNITS, NULL, out, NULL, &error), &error);
    add(NULL, (const char *)out, COLUMNS * sizeof(*out));
    for (size_t i = 0; i < UNITS; i += 100) {
        values[(COLUMNS - 2) * UNITS + i] = NAN;
    }
    must(chiso_correlation_matrix(values, COLUMNS, UNITS, CHISO_CORRELATION_PEARSON, NULL, out,
                                  &error),
         &error);
    add(NULL, (const char *)out, sizeof out);
    printf("columns: %016llx\n", (unsigned long long)sum);
}

int main(void)
{
    run("missing=zero");
    run("missing=skip digits=6 rounding=half-even");
    run("missing=unknown digits=0 rounding=down");
    count(true);
    count(false);
    run_columns();
    for (int ties = CHISO_TIES_COMPETITION; ties <= CHISO_TIES_ORDINAL; ties++) {
        run_periods(63, (chiso_ties)ties);
        run_periods(UNITS, (chiso_ties)ties);
    }
    return 0;
}
