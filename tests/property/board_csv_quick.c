/* Files are read as their cells would be one by one, whatever stands in them: rows of plain
 * numbers, which are read in one pass, and all others. */
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAVES = 4, MOST_UNITS = 6, CELL = 32 };

static const char criteria[] = "code,title,max,min,rule\n1,,100,,\n2,,0.000007,-5,\n"
                               "3,,10,,minmax\n4,,9000000000000,,\n";

static const char *const codes[LEAVES] = {"1", "2", "3", "4"};

/* A cell as files hold it: digits most of the time. */
static void any_cell(struct random *random, char *cell)
{
    static const char *const others[] = {"",
                                         "",
                                         "-",
                                         "NA",
                                         "+7",
                                         "-3",
                                         "1e2",
                                         "7.",
                                         ".5",
                                         "1.2.3",
                                         "12345678",
                                         "1234567.8",
                                         "0.1234567",
                                         "123456.7890123",
                                         "100.01",
                                         "0.000008",
                                         "9000000000001",
                                         "x",
                                         "5 ",
                                         " 5",
                                         "1/3",
                                         "00012.50",
                                         "9999999"};
    int at = 0;

    if (random_below(random, 12) == 0) {
        strcpy(cell, others[random_below(random, sizeof(others) / sizeof(*others))]);
        return;
    }
    for (uint64_t digits = 1 + random_below(random, 2); digits > 0; digits--) {
        cell[at++] = (char)('0' + random_below(random, 10));
    }
    if (random_below(random, 3) > 0) {
        cell[at++] = '.';
        for (uint64_t digits = 1 + random_below(random, 5); digits > 0; digits--) {
            cell[at++] = (char)('0' + random_below(random, 10));
        }
    }
    cell[at] = '\0';
}

struct scene {
    uint32_t units;
    char cells[MOST_UNITS][LEAVES][CELL];
};

static struct scene any_scene(struct random *random)
{
    struct scene scene = {.units = 1 + (uint32_t)random_below(random, MOST_UNITS)};

    for (uint32_t unit = 0; unit < scene.units; unit++) {
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            do {
                any_cell(random, scene.cells[unit][leaf]);
                /* The second leaf takes next to nothing, the fourth all. */
                if (leaf == 1 && random_below(random, 20) > 0) {
                    strcpy(scene.cells[unit][leaf], "0.000003");
                }
            } while (strlen(scene.cells[unit][leaf]) >= CELL);
        }
    }
    return scene;
}

/* The cells one by one, up to the first that is refused. */
static chiso_status set_cells(const struct scene *scene, chiso_board *board, chiso_error *error)
{
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        char code[CELL];

        (void)snprintf(code, sizeof(code), "u%u", unit);
        cr_assert(chiso_board_add_unit(board, code, NULL, NULL, NULL, error) == CHISO_OK);
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            const chiso_status status =
                chiso_board_set(board, code, codes[leaf], scene->cells[unit][leaf], error);

            if (status != CHISO_OK) {
                return status;
            }
        }
    }
    return CHISO_OK;
}

/* How a file is written. */
struct dress {
    bool is_long;
    bool comma;    /* as decimal mark, and a semicolon between fields */
    bool shuffled; /* criteria of a long file stand in another order */
    const char *end;
};

static void write_cell(const char *cell, const struct dress *dress, struct buffer *file)
{
    for (; *cell != '\0'; cell++) {
        const char mark = dress->comma && *cell == '.' ? ',' : *cell;

        buffer_add(file, &mark, 1);
    }
}

static void write_row(const struct scene *scene, uint32_t unit, const struct dress *dress,
                      struct buffer *file)
{
    const char separator = dress->comma ? ';' : ',';

    if (!dress->is_long) {
        buffer_print(file, "u%u", unit);
    }
    for (int i = 0; i < LEAVES; i++) {
        const int leaf = dress->shuffled ? (i * 3 + 1) % LEAVES : i;

        if (dress->is_long) {
            buffer_print(file, "u%u%c%s", unit, separator, codes[leaf]);
        }
        buffer_add(file, &separator, 1);
        write_cell(scene->cells[unit][leaf], dress, file);
        if (dress->is_long) {
            buffer_print(file, "%s", dress->end);
        }
    }
    if (!dress->is_long) {
        buffer_print(file, "%s", dress->end);
    }
}

static void write_file(const struct scene *scene, const struct dress *dress, struct buffer *file)
{
    const char separator = dress->comma ? ';' : ',';

    buffer_print(file, dress->is_long ? "unit%ccriterion%cvalue" : "unit%c", separator, separator);
    for (int i = 0; i < LEAVES && !dress->is_long; i++) {
        buffer_print(file, "%s%s",
                     i == 0         ? ""
                     : dress->comma ? ";"
                                    : ",",
                     codes[dress->shuffled ? (i * 3 + 1) % LEAVES : i]);
    }
    buffer_print(file, "%s", dress->end);
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        write_row(scene, unit, dress, file);
    }
}

static void expect_same_board(const chiso_board *read, const chiso_board *set, uint64_t seed,
                              const char *file)
{
    char *a = support_board_csv(read);
    char *b = support_board_csv(set);

    cr_assert(strcmp(a, b) == 0, "seed %" PRIu64 ":\n%s\nis read as\n%s\nnot\n%s", seed, file, a,
              b);
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(set); unit++) {
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            const chiso_node node = support_node(chiso_board_tree(set), codes[leaf]);
            chiso_cell got;
            chiso_cell expected;

            cr_assert(chiso_board_cell(read, unit, node, &got) == CHISO_OK &&
                      chiso_board_cell(set, unit, node, &expected) == CHISO_OK);
            cr_assert(got.state == expected.state && got.value == expected.value,
                      "seed %" PRIu64 ", unit %u, leaf %d", seed, unit, leaf);
        }
    }
    free(a);
    free(b);
}

static bool is_read_alike(uint64_t seed, const struct scene *scene, const struct dress *dress,
                          chiso_tree *tree)
{
    struct buffer file = {0};
    chiso_board *set = NULL;
    chiso_board *read = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status expected = CHISO_OK;
    chiso_status status = CHISO_OK;

    write_file(scene, dress, &file);
    cr_assert(chiso_board_new(tree, NULL, &set, &error) == CHISO_OK &&
              chiso_board_new(tree, NULL, &read, &error) == CHISO_OK);
    expected = set_cells(scene, set, &error);
    status = chiso_board_read_csv(read, file.bytes, file.size, &error);
    cr_assert((status == CHISO_OK) == (expected == CHISO_OK),
              "seed %" PRIu64 ":\n%s\nis answered with %s, its cells with %s: %s", seed, file.bytes,
              chiso_status_name(status), chiso_status_name(expected), error.message);
    if (status == CHISO_OK) {
        expect_same_board(read, set, seed, file.bytes);
    }
    chiso_board_free(read);
    chiso_board_free(set);
    buffer_clear(&file);
    return status == CHISO_OK;
}

Test(property_board_csv_quick, files_are_read_as_their_cells_are_set)
{
    chiso_tree *tree = support_tree(criteria);
    uint32_t good = 0;

    for (uint64_t seed = 1; seed <= 12000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        const struct scene scene = any_scene(&random);
        const struct dress dress = {random_below(&random, 2) == 0, random_below(&random, 3) == 0,
                                    random_below(&random, 4) == 0,
                                    random_below(&random, 3) == 0 ? "\r\n" : "\n"};

        good += is_read_alike(seed, &scene, &dress, tree);
    }
    cr_assert(good > 2000 / SUPPORT_STRIDE, "%u files are good", good);
    chiso_tree_free(tree);
}

Test(property_board_csv_quick, a_cell_that_is_there_twice_is_refused_wherever_it_stands)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n2,,100\n3,,100\n4,,100\n");

    for (uint64_t seed = 1; seed <= 2000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        struct buffer file = {0};
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        const uint32_t rows = 4 + (uint32_t)random_below(&random, 9);
        const uint32_t again = 1 + (uint32_t)random_below(&random, rows - 1);
        const uint32_t first = (uint32_t)random_below(&random, again);

        buffer_print(&file, "unit,criterion,value\n");
        for (uint32_t row = 0; row < rows; row++) {
            const uint32_t cell = row == again ? first : row;

            buffer_print(&file, "u%u,%u,%u.5\n", cell / LEAVES, cell % LEAVES + 1, row);
        }
        cr_assert(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK);
        cr_assert(chiso_board_read_csv(board, file.bytes, file.size, &error) == CHISO_E_DUPLICATE,
                  "seed %" PRIu64 ":\n%s", seed, file.bytes);
        cr_assert(error.line == again + 2 && error.column == 6, "seed %" PRIu64 ": %s", seed,
                  error.message);
        chiso_board_free(board);
        buffer_clear(&file);
    }
    chiso_tree_free(tree);
}

/* A row of a file with a byte of it changed, left out or put in, behind the unit. */
static void write_spoilt_row(const struct scene *scene, const struct dress *dress, uint32_t unit,
                             struct random *random, struct buffer *file)
{
    static const char bytes[] = ",,;.0123456789-e/ \r\r\nx";
    struct buffer row = {0};
    size_t at = 0;
    size_t behind = 0;
    bool is_left_out = random_below(random, 3) == 0;
    const bool is_put_in = !is_left_out && random_below(random, 2) == 0;

    write_row(scene, unit, dress, &row);
    at = 2 + (size_t)random_below(random, row.size - 2);
    behind = is_put_in ? at : at + 1;
    buffer_add(file, row.bytes, at);
    if (!is_left_out) {
        buffer_add(file, &bytes[random_below(random, sizeof(bytes) - 1)], 1);
    }
    buffer_add(file, row.bytes + behind, row.size - behind);
    buffer_clear(&row);
}

/* The same file with each unit in quotes at the beginning of its lines, for which no row of it is
 * read in one pass. */
static void quote_units(const struct buffer *file, char separator, struct buffer *quoted)
{
    bool is_start = true;

    for (size_t at = 0; at < file->size; at++) {
        if (is_start && file->bytes[at] == 'u' && file->bytes[at + 1] >= '0' &&
            file->bytes[at + 2] == separator) {
            buffer_print(quoted, "\"u%c\"", file->bytes[at + 1]);
            at++;
        } else {
            buffer_add(quoted, &file->bytes[at], 1);
        }
        is_start = file->bytes[at] == '\n' || file->bytes[at] == '\r';
    }
}

/* Returns whether the file is good. */
static bool expect_same_quoted(uint64_t seed, const struct buffer *file, char separator,
                               chiso_tree *tree)
{
    const char *texts[2] = {file->bytes, NULL};
    char *boards[2] = {NULL, NULL};
    chiso_status statuses[2] = {CHISO_OK, CHISO_OK};
    uint32_t lines[2] = {0, 0};
    struct buffer quoted = {0};

    quote_units(file, separator, &quoted);
    texts[1] = quoted.bytes;
    for (int i = 0; i < 2; i++) {
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK);
        statuses[i] = chiso_board_read_csv(board, texts[i], strlen(texts[i]), &error);
        boards[i] = support_board_csv(board);
        lines[i] = (uint32_t)error.line;
        chiso_board_free(board);
    }
    cr_assert(statuses[0] == statuses[1] && lines[0] == lines[1],
              "seed %" PRIu64 ":\n%s\nis answered with %s in line %u, quoted with %s in line %u",
              seed, file->bytes, chiso_status_name(statuses[0]), lines[0],
              chiso_status_name(statuses[1]), lines[1]);
    cr_assert(strcmp(boards[0], boards[1]) == 0,
              "seed %" PRIu64 ":\n%s\nis read as\n%s\nquoted as\n%s", seed, file->bytes, boards[0],
              boards[1]);
    free(boards[0]);
    free(boards[1]);
    buffer_clear(&quoted);
    return statuses[0] == CHISO_OK;
}

Test(property_board_csv_quick, a_byte_that_is_wrong_is_seen_as_where_rows_are_read_one_by_one)
{
    chiso_tree *tree = support_tree(criteria);
    uint32_t good = 0;

    for (uint64_t seed = 1; seed <= 6000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        const struct scene scene = any_scene(&random);
        const struct dress dress = {random_below(&random, 2) == 0, random_below(&random, 3) == 0,
                                    random_below(&random, 4) == 0,
                                    random_below(&random, 3) == 0 ? "\r\n" : "\n"};
        const uint32_t spoilt = (uint32_t)random_below(&random, scene.units);
        struct buffer file = {0};

        write_file(&(struct scene){.units = 0}, &dress, &file);
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            if (unit == spoilt) {
                write_spoilt_row(&scene, &dress, unit, &random, &file);
            } else {
                write_row(&scene, unit, &dress, &file);
            }
        }
        good += expect_same_quoted(seed, &file, dress.comma ? ';' : ',', tree);
        buffer_clear(&file);
    }
    cr_assert(good > 800 / SUPPORT_STRIDE, "%u files are good", good);
    chiso_tree_free(tree);
}

Test(property_board_csv_quick, a_code_with_a_separator_is_not_two_fields)
{
    static const char file[] = "unit,criterion,value\nu0,2,5\nu0,1,1,5\n";
    chiso_tree *tree = support_tree("code,title,max\n2,,10\n\"1,1\",,10\n");
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK);
    cr_assert(chiso_board_read_csv(board, file, strlen(file), &error) == CHISO_E_SYNTAX, "%s",
              error.message);
    cr_assert(error.line == 3, "%s", error.message);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
