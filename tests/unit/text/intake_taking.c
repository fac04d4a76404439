/* What is read and not taken yet: limits, who is asked, bytes of a source, known units, what would
 * change, and the taking. */
#define _POSIX_C_SOURCE 200809L

#include "support.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char CRITERIA[] = "code,title,max,rule\n1,,10,\n2,,5,rate\n3,,10,survey 100 0\n";

/* A board that is there, and an intake beside it. */
struct scene {
    chiso_tree *tree;
    chiso_board *board;
    chiso_intake *intake;
};

static struct scene scene_make(void)
{
    struct scene scene = {support_tree(CRITERIA), NULL, NULL};

    scene.board = support_board(scene.tree, "unit,name,block,ranked,1,2,3\n"
                                            "a,An,x,yes,1,50%,1|2\n"
                                            "b,Bo,x,yes,2,,3|4\n"
                                            "c,Co,y,no,3,20%,-\n");
    cr_assert_eq(chiso_intake_new(0, NULL, &scene.intake, NULL), CHISO_OK);
    return scene;
}

static void scene_clear(struct scene *scene)
{
    chiso_intake_free(scene->intake);
    chiso_board_free(scene->board);
    chiso_tree_free(scene->tree);
}

static chiso_status read_points(struct scene *scene, const char *points, chiso_error *error)
{
    return chiso_intake_read_board(scene->intake, "p.csv", points, strlen(points), scene->board,
                                   error);
}

static void hold(struct scene *scene, const char *points)
{
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(read_points(scene, points, &error), CHISO_OK, "%s", error.message);
}

/* Options that are the default but for one. */
static void set_options(struct scene *scene, chiso_intake_options options)
{
    cr_assert_eq(chiso_intake_set_options(scene->intake, &options, NULL), CHISO_OK);
}

static const char NEWS[] = "unit,name,block,ranked,1,2,3\n"
                           "c,Ca,x,yes,3,1/5,-\n"
                           "d,Do,z,yes,4,,\n"
                           "a,,,yes,1,50%,1|3\n"
                           "b,Bo,x,yes,-,30%,3|4\n";

Test(intake_taking, tells_what_would_change)
{
    static const struct {
        chiso_edit_kind kind;
        const char *unit, *criterion, *was, *becomes;
    } expected[] = {
        {CHISO_EDIT_NAME, "c", "", "Co", "Ca"},    {CHISO_EDIT_BLOCK, "c", "", "y", "x"},
        {CHISO_EDIT_RANKED, "c", "", "no", "yes"}, {CHISO_EDIT_CELL, "c", "2", "20%", "1/5"},
        {CHISO_EDIT_UNIT, "d", "", "", "Do"},      {CHISO_EDIT_CELL, "a", "3", "1|2", "1|3"},
        {CHISO_EDIT_CELL, "b", "1", "2", "-"},     {CHISO_EDIT_CELL, "b", "2", "", "30%"},
    };
    struct scene scene = scene_make();
    char *before = support_board_csv(scene.board);
    char *after = NULL;
    chiso_edit edit = {.leaf = 77};

    hold(&scene, NEWS);
    cr_assert_eq(chiso_intake_edit_count(scene.intake), COUNT(expected));
    for (uint32_t i = 0; i < COUNT(expected); i++) {
        cr_assert_eq(chiso_intake_edit_at(scene.intake, i, &edit), CHISO_OK);
        cr_expect(edit.kind == expected[i].kind && strcmp(edit.unit, expected[i].unit) == 0 &&
                      strcmp(edit.criterion, expected[i].criterion) == 0 &&
                      strcmp(edit.was, expected[i].was) == 0 &&
                      strcmp(edit.becomes, expected[i].becomes) == 0,
                  "%u: %s %s: %s, %s", i, edit.unit, edit.criterion, edit.was, edit.becomes);
        cr_expect_eq(edit.leaf, edit.kind == CHISO_EDIT_CELL
                                    ? support_node(scene.tree, expected[i].criterion)
                                    : CHISO_NO_NODE);
    }
    cr_expect(chiso_intake_edit_at(scene.intake, COUNT(expected), &edit) == CHISO_E_RANGE);
    after = support_board_csv(scene.board);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    scene_clear(&scene);
}

/* A file that corrects a criterion has no column of the others, which the board has already. */
Test(intake_taking, doubts_no_column_that_the_board_has)
{
    static const struct {
        const char *points, *doubted;
    } rows[] = {{"unit,1\na,2\nc,3\n", ""},
                {"unit,1\nb,2\n", "2"},
                {"unit,1\nb,2\na,3\n", ""},
                {"unit,1\nd,2\n", "23"},
                {"unit,2\nd,1/2\na,1/3\n", ""}};

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct scene scene = scene_make();
        char doubted[8] = "";
        chiso_remark remark;

        hold(&scene, rows[i].points);
        for (uint32_t j = 0; chiso_intake_at(scene.intake, j, &remark) == CHISO_OK; j++) {
            if (remark.doubt == CHISO_DOUBT_NO_COLUMN) {
                strncat(doubted, remark.criterion, 1);
            }
        }
        cr_expect_str_eq(doubted, rows[i].doubted, "%s", rows[i].points);
        scene_clear(&scene);
    }
}

Test(intake_taking, tells_which_notes_would_change)
{
    static const char news[] = "unit,note,note:1,note:2:evidence,note:why\n"
                               "a,new,same,\"changed\",\nd,comes,along,,\n";
    static const struct {
        const char *criterion, *note, *was, *becomes;
    } expected[] = {{"", "", "", "new"}, {"2", "evidence", "old", "changed"}};
    struct scene scene = scene_make();
    const chiso_unit a = support_unit(scene.board, "a");
    const chiso_node one = support_node(scene.tree, "1");
    const chiso_node two = support_node(scene.tree, "2");
    chiso_edit edit;

    cr_assert_eq(chiso_board_set_note(scene.board, a, one, "", "same", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set_note(scene.board, a, two, "evidence", "old", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set_note(scene.board, a, CHISO_ROOT, "why", "stays", NULL), CHISO_OK);
    hold(&scene, news);
    cr_assert_eq(chiso_intake_edit_count(scene.intake), COUNT(expected) + 1);
    for (uint32_t i = 0; i < COUNT(expected); i++) {
        cr_assert_eq(chiso_intake_edit_at(scene.intake, i, &edit), CHISO_OK);
        cr_expect(edit.kind == CHISO_EDIT_NOTE && strcmp(edit.unit, "a") == 0);
        cr_expect_str_eq(edit.criterion, expected[i].criterion);
        cr_expect_str_eq(edit.note, expected[i].note);
        cr_expect_str_eq(edit.was, expected[i].was);
        cr_expect_str_eq(edit.becomes, expected[i].becomes);
    }
    cr_expect_eq(edit.leaf, two);
    cr_assert_eq(chiso_intake_take(scene.intake, scene.board, NULL), CHISO_OK);
    cr_expect_str_eq(chiso_board_note(scene.board, a, CHISO_ROOT, ""), "new");
    cr_expect_str_eq(chiso_board_note(scene.board, a, CHISO_ROOT, "why"), "stays");
    cr_expect_str_eq(chiso_board_note(scene.board, a, two, "evidence"), "changed");
    cr_expect_str_eq(chiso_board_note(scene.board, support_unit(scene.board, "d"), one, ""),
                     "along");
    hold(&scene, news);
    cr_expect_eq(chiso_intake_edit_count(scene.intake), 0);
    scene_clear(&scene);
}

/* What is taken is what reading into the board would have made. */
Test(intake_taking, takes_what_was_read)
{
    struct scene scene = scene_make();
    struct scene other = scene_make();
    char *taken = NULL;
    char *read = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    hold(&scene, NEWS);
    cr_assert_eq(chiso_intake_take(scene.intake, scene.board, &error), CHISO_OK);
    cr_assert_eq(chiso_intake_board(other.intake, "p.csv", NEWS, strlen(NEWS), other.board, NULL),
                 CHISO_OK);
    taken = support_board_csv(scene.board);
    read = support_board_csv(other.board);
    cr_expect_str_eq(taken, read);
    cr_expect_eq(chiso_intake_edit_count(scene.intake), 0);
    cr_expect(chiso_intake_take(scene.intake, scene.board, &error) == CHISO_E_STATE);
    /* Now the same changes nothing. */
    hold(&scene, NEWS);
    cr_expect_eq(chiso_intake_edit_count(scene.intake), 0);
    cr_expect(chiso_intake_take(scene.intake, other.board, &error) == CHISO_E_SHAPE);
    cr_expect(chiso_intake_take(scene.intake, scene.board, &error) == CHISO_OK);
    free(taken);
    free(read);
    scene_clear(&scene);
    scene_clear(&other);
}

Test(intake_taking, holds_nothing_after_a_mistake)
{
    struct scene scene = scene_make();
    chiso_edit edit;

    cr_expect_eq(chiso_intake_edit_count(scene.intake), 0);
    hold(&scene, NEWS);
    cr_expect_eq(read_points(&scene, "unit,1\na,11\n", NULL), CHISO_E_POINTS);
    cr_expect_eq(chiso_intake_edit_count(scene.intake), 0);
    cr_expect_eq(chiso_intake_mistake_count(scene.intake), 1);
    cr_expect(chiso_intake_take(scene.intake, scene.board, NULL) == CHISO_E_STATE);
    hold(&scene, NEWS);
    cr_expect_eq(chiso_intake_read_board(scene.intake, "no/such/file", NULL, 0, scene.board, NULL),
                 CHISO_E_FILE);
    cr_expect(chiso_intake_edit_at(scene.intake, 0, &edit) == CHISO_E_RANGE);
    cr_expect(read_points(&(struct scene){NULL, scene.board, NULL}, NEWS, NULL) == CHISO_E_NULL &&
              read_points(&(struct scene){NULL, NULL, scene.intake}, NEWS, NULL) == CHISO_E_NULL &&
              chiso_intake_take(NULL, scene.board, NULL) == CHISO_E_NULL &&
              chiso_intake_take(scene.intake, NULL, NULL) == CHISO_E_NULL &&
              chiso_intake_edit_at(NULL, 0, &edit) == CHISO_E_NULL &&
              chiso_intake_edit_at(scene.intake, 0, NULL) == CHISO_E_NULL &&
              chiso_intake_edit_count(NULL) == 0);
    scene_clear(&scene);
}

/* The board may change, or end, before the edits are asked for. */
Test(intake_taking, keeps_the_board_that_it_is_read_for)
{
    struct scene scene = scene_make();
    chiso_edit edit;

    hold(&scene, "unit,1\nb,3\nc,4\n");
    cr_assert_eq(chiso_board_remove_unit(scene.board, 0, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_remove_unit(scene.board, 0, NULL), CHISO_OK);
    chiso_board_free(scene.board);
    scene.board = NULL;
    cr_assert_eq(chiso_intake_edit_at(scene.intake, 0, &edit), CHISO_OK);
    cr_expect(strcmp(edit.unit, "b") == 0 && strcmp(edit.was, "") == 0 &&
              strcmp(edit.becomes, "3") == 0);
    cr_assert_eq(chiso_intake_edit_at(scene.intake, 1, &edit), CHISO_OK);
    cr_expect(strcmp(edit.unit, "c") == 0 && strcmp(edit.was, "3") == 0);
    scene_clear(&scene);
}

Test(intake_taking, refuses_units_that_are_not_known)
{
    static const struct {
        const char *points, *named;
        uint32_t line;
    } files[] = {
        {"unit,1\na,2\nB,3\n", "unit B is not known; did you mean b?", 3},
        {"unit,1\nlà Hu,3\n", "unit là Hu is not known", 2},
        {"unit,1\nhealt,3\n", "did you mean health?", 2},
        {"unit,1\nDept of Helth,3\n", "did you mean health?", 2},
        {"unit,criterion,value\na,1,3\nx1,1,3\nx1,2,20%\n", "unit x1 is not known", 3},
    };
    struct scene scene = scene_make();
    chiso_intake_options options = CHISO_INTAKE_OPTIONS_INIT;

    cr_assert_eq(chiso_board_add_unit(scene.board, "health", "Dept of Health", NULL, NULL, NULL),
                 CHISO_OK);
    options.known_units = true;
    set_options(&scene, options);
    for (size_t i = 0; i < COUNT(files); i++) {
        const uint32_t before = chiso_intake_count(scene.intake);
        chiso_remark remark;

        cr_expect_eq(read_points(&scene, files[i].points, NULL), CHISO_E_UNIT);
        cr_assert_eq(chiso_intake_count(scene.intake), before + 1, "%s", files[i].points);
        cr_assert_eq(chiso_intake_at(scene.intake, before, &remark), CHISO_OK);
        cr_expect(remark.line == files[i].line && remark.column == 1 && remark.unit[0] != '\0' &&
                      strstr(remark.message, files[i].named) != NULL,
                  "%s", remark.message);
    }
    hold(&scene, "unit,1\na,2\n");
    cr_assert_eq(chiso_intake_set_options(scene.intake, NULL, NULL), CHISO_OK);
    hold(&scene, files[0].points);
    scene_clear(&scene);
}

Test(intake_taking, takes_no_more_than_the_limits)
{
    static const char points[] = "unit,block,1\na,x,1\nb,y,2\nc,z,3\nd,z,4\n";
    static const struct {
        chiso_intake_options options;
        uint32_t line;
        chiso_status status;
    } limits[] = {
        {{sizeof(chiso_intake_options), sizeof(points) - 1, 4, 3, 12, false, NULL, NULL},
         0,
         CHISO_OK},
        {{sizeof(chiso_intake_options), sizeof(points) - 2, 0, 0, 0, false, NULL, NULL},
         0,
         CHISO_E_LIMIT},
        {{sizeof(chiso_intake_options), 0, 2, 0, 0, false, NULL, NULL}, 4, CHISO_E_LIMIT},
        {{sizeof(chiso_intake_options), 0, 0, 1, 0, false, NULL, NULL}, 3, CHISO_E_LIMIT},
        {{sizeof(chiso_intake_options), 0, 0, 0, 9, false, NULL, NULL}, 5, CHISO_E_LIMIT},
        {{sizeof(chiso_intake_options), 0, 0, 0, 1, false, NULL, NULL}, 2, CHISO_E_LIMIT},
    };

    for (size_t i = 0; i < COUNT(limits); i++) {
        struct scene scene = scene_make();
        chiso_error error = CHISO_ERROR_INIT;

        set_options(&scene, limits[i].options);
        cr_expect_eq(read_points(&scene, points, &error), limits[i].status, "%zu: %s", i,
                     error.message);
        cr_expect(error.line == limits[i].line, "%zu: %s", i, error.message);
        cr_expect_eq(chiso_intake_mistake_count(scene.intake), i == 0 ? 0 : 1);
        scene_clear(&scene);
    }
}

/* Counts how often it is asked, and says no at last. */
struct asked {
    int count, most;
    size_t read, size;
};

static bool go_on(void *context, size_t read, size_t size)
{
    struct asked *asked = context;

    cr_expect(read >= asked->read || size != asked->size);
    asked->read = read;
    asked->size = size;
    return asked->count++ < asked->most;
}

Test(intake_taking, stops_when_it_is_told_to)
{
    struct scene scene = scene_make();
    chiso_intake_options options = CHISO_INTAKE_OPTIONS_INIT;
    struct asked asked = {0, 1000, 0, 0};
    struct buffer points = {0};
    chiso_tree *tree = NULL;
    int most = 0;

    buffer_print(&points, "unit,1\nx,bad\n");
    for (int unit = 0; unit < 50000; unit++) {
        buffer_print(&points, "u%d,1\n", unit);
    }
    options.go_on = go_on;
    options.context = &asked;
    set_options(&scene, options);
    cr_expect_eq(read_points(&scene, points.bytes, NULL), CHISO_E_NUMBER);
    most = asked.count;
    cr_expect(most > 4 && asked.size == points.size, "%d", most);
    for (int i = 0; i < most; i++) {
        chiso_error error = CHISO_ERROR_INIT;

        asked = (struct asked){0, i, 0, 0};
        cr_expect(read_points(&scene, points.bytes, &error) == CHISO_E_STOPPED &&
                  error.status == CHISO_E_STOPPED && error.message[0] != '\0');
        cr_expect_eq(asked.count, i + 1);
    }
    asked = (struct asked){0, 0, 0, 0};
    cr_expect(chiso_intake_tree(scene.intake, "c.csv", CRITERIA, strlen(CRITERIA), NULL, &tree,
                                NULL) == CHISO_E_STOPPED &&
              tree == NULL);
    cr_expect(chiso_intake_board(scene.intake, "p.csv", "unit,1\nx,1\n", 11, scene.board, NULL) ==
                  CHISO_E_STOPPED &&
              chiso_board_unit_count(scene.board) == 3);
    buffer_clear(&points);
    scene_clear(&scene);
}

/* Gives a text in pieces, and fails at a place, if it is within. */
struct pieces {
    const char *text;
    size_t at, size, piece, fails_at;
};

static bool give(void *context, char *bytes, size_t room, size_t *out_size)
{
    struct pieces *pieces = context;
    size_t size =
        pieces->size - pieces->at < pieces->piece ? pieces->size - pieces->at : pieces->piece;

    size = size < room ? size : room;
    memcpy(bytes, pieces->text + pieces->at, size);
    pieces->at += size;
    *out_size = size;
    return pieces->at < pieces->fails_at;
}

static bool give_too_much(void *context, char *bytes, size_t room, size_t *out_size)
{
    (void)context;
    (void)bytes;
    *out_size = room + 1;
    return true;
}

Test(intake_taking, fetches_what_a_source_gives)
{
    static const size_t sizes[] = {0, 1, 65535, 65536, 65537, 300000};
    struct scene scene = scene_make();
    char *text = malloc(300000);

    for (size_t i = 0; i < 300000; i++) {
        text[i] = (char)('a' + i % 26);
    }
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct pieces pieces = {text, 0, sizes[i], i % 2 == 0 ? 1000 : SIZE_MAX, SIZE_MAX};
        const chiso_intake_source source = {give, &pieces};
        const char *got = NULL;
        size_t size = 77;

        cr_assert_eq(chiso_intake_fetch(scene.intake, "u", &source, &got, &size, NULL), CHISO_OK);
        cr_expect(size == sizes[i] && got != NULL && memcmp(got, text, size) == 0);
    }
    free(text);
    scene_clear(&scene);
}

Test(intake_taking, fetches_no_more_than_the_limit)
{
    static const char text[] = "unit,1\na,2\n";
    struct scene scene = scene_make();
    chiso_intake_options options = CHISO_INTAKE_OPTIONS_INIT;
    struct pieces pieces = {text, 0, strlen(text), 4, SIZE_MAX};
    chiso_intake_source source = {give, &pieces};
    struct asked asked = {0, 0, 0, 0};
    const char *got = "untouched";
    size_t size = 77;
    chiso_remark remark;

    options.bytes = strlen(text);
    set_options(&scene, options);
    cr_assert_eq(chiso_intake_fetch(scene.intake, "up", &source, &got, &size, NULL), CHISO_OK);
    cr_expect_eq(chiso_intake_read_board(scene.intake, "up", got, size, scene.board, NULL),
                 CHISO_OK);
    options.bytes--;
    set_options(&scene, options);
    pieces.at = 0;
    got = "untouched";
    size = 77;
    cr_expect_eq(chiso_intake_fetch(scene.intake, "up", &source, &got, &size, NULL), CHISO_E_LIMIT);
    cr_assert_eq(chiso_intake_at(scene.intake, chiso_intake_count(scene.intake) - 1, &remark),
                 CHISO_OK);
    cr_expect(remark.status == CHISO_E_LIMIT && strcmp(remark.file, "up") == 0);
    pieces = (struct pieces){text, 0, strlen(text), 4, 8};
    cr_expect_eq(chiso_intake_fetch(scene.intake, "up", &source, &got, &size, NULL), CHISO_E_FILE);
    source.read = give_too_much;
    cr_expect_eq(chiso_intake_fetch(scene.intake, "up", &source, &got, &size, NULL), CHISO_E_FILE);
    options.go_on = go_on;
    options.context = &asked;
    set_options(&scene, options);
    cr_expect_eq(chiso_intake_fetch(scene.intake, "up", &source, &got, &size, NULL),
                 CHISO_E_STOPPED);
    cr_expect(strcmp(got, "untouched") == 0 && size == 77);
    cr_expect(chiso_intake_fetch(NULL, "", &source, &got, &size, NULL) == CHISO_E_NULL &&
              chiso_intake_fetch(scene.intake, "", NULL, &got, &size, NULL) == CHISO_E_NULL &&
              chiso_intake_fetch(scene.intake, "", &source, NULL, &size, NULL) == CHISO_E_NULL &&
              chiso_intake_fetch(scene.intake, "", &source, &got, NULL, NULL) == CHISO_E_NULL &&
              chiso_intake_set_options(NULL, NULL, NULL) == CHISO_E_NULL);
    scene_clear(&scene);
}

static void on_alarm(int signal)
{
    (void)signal;
}

/* Writes a points file into a pipe, slowly. */
static void write_slowly(const char *path)
{
    static const char text[] = "unit,1\na,5\nb,6\n";
    const int pipe = open(path, O_WRONLY);

    for (size_t i = 0; i < strlen(text) && pipe >= 0; i++) {
        const struct timespec pause = {0, 5000000};

        nanosleep(&pause, NULL);
        if (write(pipe, text + i, 1) != 1) {
            break;
        }
    }
    _exit(0);
}

/* Signals come while a pipe is read; a limit of bytes holds for files too. */
Test(intake_taking, reads_on_after_a_signal)
{
    char path[] = "/tmp/chiso_pipe_XXXXXX";
    const struct itimerval often = {{0, 2000}, {0, 2000}};
    struct sigaction action = {.sa_handler = on_alarm};
    struct scene scene = scene_make();
    chiso_intake_options options = CHISO_INTAKE_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;
    pid_t writer = -1;

    cr_assert_not_null(mkdtemp(path));
    cr_assert(rmdir(path) == 0 && mkfifo(path, 0600) == 0);
    writer = fork();
    if (writer == 0) {
        write_slowly(path);
    }
    cr_assert(sigaction(SIGALRM, &action, NULL) == 0 && setitimer(ITIMER_REAL, &often, NULL) == 0);
    cr_expect_eq(chiso_intake_board(scene.intake, path, NULL, 0, scene.board, &error), CHISO_OK,
                 "%s", error.message);
    setitimer(ITIMER_REAL, &(const struct itimerval){{0, 0}, {0, 0}}, NULL);
    cr_expect_eq(waitpid(writer, NULL, 0), writer);
    unlink(path);
    options.bytes = 10;
    set_options(&scene, options);
    cr_expect_eq(
        chiso_intake_board(scene.intake, __FILE__, "unit,1\na,2\n", 11, scene.board, &error),
        CHISO_E_LIMIT);
    scene_clear(&scene);
}

/* A criterion that does not apply to a block is none of its units, before scoring as after it. */
Test(intake_taking, what_does_not_apply_to_a_block_changes_with_no_scoring)
{
    static const char points[] = "unit,block,1,2\na,north,3,\nb,south,4,5\n";
    static const char bare[] = "unit,1,2\na,3,\nb,4,5\n";
    struct scene scene = {support_tree("code,title,max,weight@north,combine\n.,,,,mean\n1,,10,1,\n"
                                       "2,,10,-,\n"),
                          NULL, NULL};
    char *before = NULL;
    char *after = NULL;

    scene.board = support_board(scene.tree, points);
    cr_assert_eq(chiso_intake_new(0, NULL, &scene.intake, NULL), CHISO_OK);
    before = support_board_csv(scene.board);
    cr_assert_eq(chiso_board_score(scene.board, NULL), CHISO_OK);
    after = support_board_csv(scene.board);
    cr_expect_str_eq(before, after);
    hold(&scene, points);
    cr_expect_eq(chiso_intake_edit_count(scene.intake), 0);
    hold(&scene, bare);
    cr_expect_eq(chiso_intake_edit_count(scene.intake), 0);
    cr_assert_eq(chiso_intake_take(scene.intake, scene.board, NULL), CHISO_OK);
    free(after);
    after = support_board_csv(scene.board);
    cr_expect_str_eq(before, after);
    /* In another block it does apply. */
    hold(&scene, "unit,block,1,2\na,south,3,\n");
    cr_expect_eq(chiso_intake_edit_count(scene.intake), 2);
    free(before);
    free(after);
    scene_clear(&scene);
}
