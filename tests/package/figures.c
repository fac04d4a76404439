/* Prints a number that stands for every figure of some boards. The library compiled for several instruction sets and the plain one must print
   the same. Boards are larger than any block of units that is worked on at once, and of no round size, so that loops have a rest. */
#include <chiso/chiso.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

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
                               "4.2,l,9,,,,,,1\n";

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

/* A value that the leaf takes, or none. */
static chiso_decimal cell(const chiso_tree *tree, chiso_node leaf)
{
    const char *rule = chiso_node_rule(tree, leaf);
    const chiso_decimal min = chiso_node_min(tree, leaf);
    const uint64_t kind = next() % 16;

    if (kind < 2) {
        return kind == 0 ? CHISO_MISSING : CHISO_NOT_APPLICABLE;
    }
    if (rule[0] == 'y') {
        return (chiso_decimal)(next() % 2) * CHISO_DECIMAL_ONE;
    }
    if (rule[0] == 'p' && rule[1] == 'e') {
        return (chiso_decimal)(next() % 30) * CHISO_DECIMAL_ONE;
    }
    if (rule[0] == 'p') {
        return min + (chiso_decimal)(next() % (uint64_t)(chiso_node_max(tree, leaf) - min + 1));
    }
    return (chiso_decimal)(next() % UINT64_C(120000000));
}

static void fill(chiso_board *board)
{
    static chiso_decimal column[UNITS];
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_error error;

    for (int i = 0; i < UNITS; i++) {
        char code[16];

        snprintf(code, sizeof code, "u%d", i);
        must(chiso_board_add_unit(board, code, NULL, i % 3 == 0 ? "x" : "y", &error), &error);
    }
    for (chiso_node leaf = chiso_node_next_leaf(tree, CHISO_ROOT); leaf != CHISO_NO_NODE; leaf = chiso_node_next_leaf(tree, leaf)) {
        for (int i = 0; i < UNITS; i++) {
            column[i] = cell(tree, leaf);
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
    must(chiso_report_new(board, NULL, &report, &error), &error);
    must(chiso_report_write_json(report, &sink, &error), &error);
    printf("%s: %016llx\n", options, (unsigned long long)sum);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
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
        must(chiso_correlation_matrix(values, COLUMNS, UNITS, (chiso_correlation)kind, NULL, out, &error), &error);
        add(NULL, (const char *)out, sizeof out);
    }
    must(chiso_weights_critic(values, COLUMNS, UNITS, NULL, NULL, out, &error), &error);
    add(NULL, (const char *)out, COLUMNS * sizeof(*out));
    must(chiso_weights_component(values, COLUMNS, UNITS, NULL, out, NULL, &error), &error);
    add(NULL, (const char *)out, COLUMNS * sizeof(*out));
    for (size_t i = 0; i < UNITS; i += 100) {
        values[(COLUMNS - 2) * UNITS + i] = NAN;
    }
    must(chiso_correlation_matrix(values, COLUMNS, UNITS, CHISO_CORRELATION_PEARSON, NULL, out, &error), &error);
    add(NULL, (const char *)out, sizeof out);
    printf("columns: %016llx\n", (unsigned long long)sum);
}

int main(void)
{
    run("missing=zero");
    run("missing=skip digits=6 rounding=half-even");
    run("missing=unknown digits=0 rounding=down");
    run_columns();
    return 0;
}
