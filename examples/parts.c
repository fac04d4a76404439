/* A large points file read by several threads: each takes a part of its lines into a board of its
 * own, the boards are joined, and the whole is scored. Prints the first units and how long it took.
 *
 * parts CRITERIA POINTS [THREADS] */
#include <chiso/chiso.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_PARTS = 64, SHOWN = 5 };

/* Lines of a file with its heading in front, and the board that they are read into. */
struct part {
    chiso_tree *tree;
    char *text;
    size_t size;
    uint32_t heading;      /* lines up to the heading */
    uint32_t lines_before; /* of the file, those apart */
    chiso_board *board;
    chiso_status status;
    chiso_error error;
};

/* Prints what came from outside, a blank in place of what a terminal would obey. */
static void print_name(const char *name, FILE *file)
{
    const chiso_sink sink = {chiso_file_write, file};

    /* A file that takes no more tells so when it is closed. */
    (void)!chiso_text_safe(name, strlen(name), CHISO_MEDIUM_PLAIN, &sink, NULL);
}

static void give_up(const char *what, const char *why)
{
    print_name(what, stderr);
    fprintf(stderr, ": %s\n", why);
    exit(EXIT_FAILURE);
}

static char *read_file(const char *path, size_t *out_size)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long size = -1;

    if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 &&
        fseek(file, 0, SEEK_SET) == 0) {
        text = malloc((size_t)size + 1);
    }
    if (text == NULL || fread(text, 1, (size_t)size, file) != (size_t)size) {
        give_up(path, "cannot be read");
    }
    text[size] = '\0';
    fclose(file);
    *out_size = (size_t)size;
    return text;
}

/* Where the line ends that a place is in: behind its line feed. A quoted cell may hold others. */
static size_t line_end(const char *text, size_t size, size_t from, size_t place, uint32_t *lines)
{
    bool quoted = false;

    for (size_t i = from; i < size; i++) {
        quoted = quoted != (text[i] == '"');
        *lines += text[i] == '\n';
        if (text[i] == '\n' && !quoted && i >= place) {
            return i + 1;
        }
    }
    return size;
}

/* Where the table begins: behind notes, a line that names the separator, and the heading. */
static size_t heading_end(const char *text, size_t size, uint32_t *lines)
{
    size_t at = 0;
    bool is_heading = false;

    while (at < size && !is_heading) {
        is_heading = text[at] != '#' && strncmp(text + at, "sep=", 4) != 0;
        at = line_end(text, size, at, at, lines);
    }
    return at;
}

/* Cuts a file into parts of about one size; returns how many there are. */
static size_t cut(chiso_tree *tree, const char *text, size_t size, size_t count,
                  struct part parts[MOST_PARTS])
{
    uint32_t heading_lines = 0;
    const size_t heading = heading_end(text, size, &heading_lines);
    uint32_t lines = 0;
    size_t from = heading;
    size_t made = 0;

    while (made < count && (from < size || made == 0)) {
        const uint32_t before = lines;
        const size_t aim = heading + (size - heading) / count * (made + 1);
        const size_t to =
            made + 1 == count ? size : line_end(text, size, from, aim > 0 ? aim - 1 : 0, &lines);
        struct part *part = &parts[made++];

        *part = (struct part){.tree = tree,
                              .text = malloc(heading + (to - from) + 1),
                              .size = heading + (to - from),
                              .heading = heading_lines,
                              .lines_before = before,
                              .error = CHISO_ERROR_INIT};
        if (part->text == NULL) {
            give_up("parts", "out of memory");
        }
        memcpy(part->text, text, heading);
        memcpy(part->text + heading, text + from, to - from);
        from = to;
    }
    return made;
}

static void *read_part(void *context)
{
    struct part *part = context;

    part->status = chiso_board_new(part->tree, NULL, &part->board, &part->error);
    if (part->status == CHISO_OK) {
        part->status = chiso_board_read_csv(part->board, part->text, part->size, &part->error);
    }
    free(part->text);
    return NULL;
}

static void read_parts(const char *path, struct part *parts, size_t count)
{
    pthread_t threads[MOST_PARTS];

    for (size_t i = 0; i < count; i++) {
        if (pthread_create(&threads[i], NULL, read_part, &parts[i]) != 0) {
            give_up("parts", "no thread can be started");
        }
    }
    for (size_t i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
    }
    for (size_t i = 0; i < count; i++) {
        if (parts[i].status != CHISO_OK) {
            const chiso_error *error = &parts[i].error;

            print_name(path, stderr);
            fprintf(stderr, ":%" PRIu32 ":%" PRIu32 ": %s\n",
                    error->line + (error->line > parts[i].heading ? parts[i].lines_before : 0),
                    error->column, error->message);
            exit(EXIT_FAILURE);
        }
    }
}

static chiso_board *join(const struct part *parts, size_t count)
{
    const chiso_board *boards[MOST_PARTS];
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    for (size_t i = 0; i < count; i++) {
        boards[i] = parts[i].board;
    }
    if (chiso_board_join(boards, count, NULL, &board, &error) != CHISO_OK ||
        chiso_board_score(board, &error) != CHISO_OK) {
        give_up("parts", error.message);
    }
    for (size_t i = 0; i < count; i++) {
        chiso_board_free(parts[i].board);
    }
    return board;
}

static void print_first(const chiso_board *board)
{
    const chiso_unit *order = NULL;
    uint32_t ranked = 0;
    chiso_rank_options overall = CHISO_RANK_OPTIONS_INIT;
    chiso_ranking *ranking = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    overall.scope = CHISO_SCOPE_OVERALL;
    if (chiso_ranking_new(board, CHISO_ROOT, &overall, &ranking, &error) != CHISO_OK ||
        chiso_ranking_order(ranking, CHISO_ALL_BLOCKS, &order, &ranked) != CHISO_OK) {
        give_up("parts", error.message);
    }
    for (uint32_t i = 0; i < ranked && i < SHOWN; i++) {
        char percent[CHISO_FIGURE_TEXT_SIZE];
        chiso_place place;

        if (chiso_ranking_place(ranking, order[i], &place) != CHISO_OK ||
            chiso_board_percent_text(board, order[i], CHISO_ROOT, 2, '.', percent) != CHISO_OK) {
            give_up("parts", "the board changed");
        }
        printf("%" PRIu32 "/%" PRIu32 "  ", place.rank, place.out_of);
        print_name(chiso_unit_name(board, order[i]), stdout);
        printf("  %s %%\n", percent);
    }
    chiso_ranking_free(ranking);
}

static double seconds(void)
{
    struct timespec now;

    timespec_get(&now, TIME_UTC);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    struct part parts[MOST_PARTS];
    const long wanted = argc > 3 ? strtol(argv[3], NULL, 10) : 2;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    char *text = NULL;
    size_t size = 0;
    size_t count = 0;
    double begun = 0;

    if (argc < 3 || argc > 4 || wanted < 1 || wanted > MOST_PARTS) {
        fprintf(stderr, "usage: parts CRITERIA POINTS [THREADS, 1 to %d]\n", MOST_PARTS);
        return 2;
    }
    if (chiso_tree_read_csv_file(argv[1], NULL, &tree, &error) != CHISO_OK) {
        give_up(argv[1], error.message);
    }
    text = read_file(argv[2], &size);
    begun = seconds();
    count = cut(tree, text, size, (size_t)wanted, parts);
    free(text);
    read_parts(argv[2], parts, count);
    board = join(parts, count);
    print_first(board);
    fprintf(stderr, "%zu parts: %.3f s\n", count, seconds() - begun);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return fflush(stdout) == 0 && ferror(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
