/* Documents and tables of a whole report, and beside them what a writer by hand takes for the same
 * bytes: it has all figures in memory, knows each name's length and writes two digits at a time. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 1 << 16, RECORD = 4096, PLACES = 6, TRIED = 50 };

static chiso_board *board;
static chiso_report *report;
static chiso_standing *standings; /* by unit, and then by node */
static uint32_t nodes;
static const char *codes[BENCH_LEAVES * 2];

/* Takes all and keeps nothing. */
static bool count_bytes(void *context, const char *bytes, size_t size)
{
    *(uint64_t *)context += size + (unsigned char)bytes[0];
    return true;
}

/* Where the hand-written writer writes. */
struct hand {
    chiso_sink sink;
    char *at;
    char bytes[ROOM + RECORD];
};

static void hand_flush(struct hand *hand, size_t least)
{
    const size_t size = (size_t)(hand->at - hand->bytes);

    if (size > least) {
        bench_require(hand->sink.write(hand->sink.context, hand->bytes, size), "a sink refused");
        hand->at = hand->bytes;
    }
}

static char *hand_count(char *at, uint64_t count)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930"
                                "31323334353637383940414243444546474849505152535455565758596061"
                                "62636465666768697071727374757677787980818283848586878889909192"
                                "93949596979899";
    char digits[20];
    size_t first = sizeof(digits);

    while (count >= 100) {
        first -= 2;
        memcpy(digits + first, pairs + 2 * (count % 100), 2);
        count /= 100;
    }
    if (count >= 10) {
        first -= 2;
        memcpy(digits + first, pairs + 2 * count, 2);
    } else {
        digits[--first] = (char)('0' + count);
    }
    memcpy(at, digits + first, sizeof(digits) - first);
    return at + sizeof(digits) - first;
}

/* A number of points, as many digits as there are, or with two of them; absent is written as what
 * stands for nothing. */
static char *hand_decimal(char *at, chiso_decimal value, bool two, const char *absent)
{
    uint64_t fraction;
    int places = PLACES;

    if (value == CHISO_ABSENT) {
        memcpy(at, absent, strlen(absent));
        return at + strlen(absent);
    }
    if (value < 0) {
        *at++ = '-';
        value = -value;
    }
    at = hand_count(at, (uint64_t)value / CHISO_DECIMAL_ONE);
    fraction = (uint64_t)value % CHISO_DECIMAL_ONE;
    if (two) {
        *at++ = '.';
        *at++ = (char)('0' + fraction / 100000);
        *at++ = (char)('0' + fraction / 10000 % 10);
        return at;
    }
    if (fraction > 0) {
        *at++ = '.';
        for (; fraction % 10 == 0; fraction /= 10) {
            places--;
        }
        for (int i = places; i-- > 0; fraction /= 10) {
            at[i] = (char)('0' + fraction % 10);
        }
        at += places;
    }
    return at;
}

#define PUT(literal) (memcpy(at, literal, sizeof(literal) - 1), at += sizeof(literal) - 1)

static char *hand_text(char *at, const char *text)
{
    const size_t size = strlen(text);

    memcpy(at, text, size);
    return at + size;
}

static char *hand_place(char *at, chiso_place place)
{
    if (place.rank == 0) {
        PUT(", \"rank\": null, \"out_of\": null, \"tied\": null");
        return at;
    }
    PUT(", \"rank\": ");
    at = hand_count(at, place.rank);
    PUT(", \"out_of\": ");
    at = hand_count(at, place.out_of);
    PUT(", \"tied\": ");
    return hand_count(at, place.tied);
}

static char *hand_figures(char *at, const chiso_result *result)
{
    PUT("\"achieved\": ");
    at = hand_decimal(at, result->achieved, false, "null");
    PUT(", \"max\": ");
    at = hand_decimal(at, result->max, false, "null");
    PUT(", \"percent\": ");
    return hand_decimal(at, result->percent, true, "null");
}

static char *hand_unit(char *at, chiso_unit unit, const chiso_standing *standing)
{
    PUT("\n    { \"unit\": \"");
    at = hand_text(at, chiso_unit_code(board, unit));
    PUT("\", \"name\": \"");
    at = hand_text(at, chiso_unit_name(board, unit));
    PUT("\", \"block\": \"\", \"ranked\": true, \"state\": \"");
    at = hand_text(at, chiso_word(CHISO_WORDS_STATE, standing->result.state));
    PUT("\",\n      ");
    at = hand_figures(at, &standing->result);
    PUT(", \"coverage\": ");
    at = hand_decimal(at, standing->result.coverage, true, "null");
    PUT(", \"lowest\": ");
    at = hand_decimal(at, standing->result.lowest, true, "null");
    PUT(", \"highest\": ");
    at = hand_decimal(at, standing->result.highest, true, "null");
    at = hand_place(at, standing->place);
    PUT(", \"band\": null,\n      \"nodes\": [");
    return at;
}

static char *hand_node(char *at, const char *code, const chiso_standing *standing)
{
    PUT("\n        { \"code\": \"");
    at = hand_text(at, code);
    PUT("\", \"state\": \"");
    at = hand_text(at, chiso_word(CHISO_WORDS_STATE, standing->result.state));
    PUT("\", ");
    at = hand_figures(at, &standing->result);
    at = hand_place(at, standing->place);
    PUT(", \"lost\": ");
    at = hand_decimal(at, standing->lost, false, "null");
    PUT(" },");
    return at;
}

/* The results of a document: all but its head and its blocks. */
static void hand_json(struct hand *hand, uint32_t units)
{
    const chiso_standing *standing = standings;

    for (chiso_unit unit = 0; unit < units; unit++) {
        char *at = hand_unit(hand->at, unit, standing++);

        for (uint32_t i = 1; i < nodes; i++) {
            hand->at = hand_node(at, codes[i], standing++);
            hand_flush(hand, ROOM);
            at = hand->at;
        }
        at--;
        PUT("\n      ] },");
        hand->at = at;
    }
    hand->at--;
    hand_flush(hand, 0);
}

/* The lines of a table below its header. */
static void hand_csv(struct hand *hand, uint32_t units)
{
    for (chiso_unit unit = 0; unit < units; unit++) {
        const chiso_standing *standing = standings + (size_t)unit * nodes;
        const chiso_result *result = &standing->result;
        char *at = hand_text(hand->at, chiso_unit_code(board, unit));

        PUT(",");
        at = hand_text(at, chiso_unit_name(board, unit));
        PUT(",,yes,");
        at = hand_text(at, chiso_word(CHISO_WORDS_STATE, result->state));
        PUT(",");
        at = hand_decimal(at, result->achieved, false, "");
        PUT(",");
        at = hand_decimal(at, result->max, false, "");
        PUT(",");
        at = hand_decimal(at, result->percent, true, "");
        PUT(",");
        at = hand_decimal(at, result->coverage, true, "");
        PUT(",");
        at = hand_decimal(at, result->lowest, true, "");
        PUT(",");
        at = hand_decimal(at, result->highest, true, "");
        PUT(",");
        at = hand_count(at, standing->place.rank);
        PUT(",");
        at = hand_count(at, standing->place.out_of);
        PUT(",");
        at = hand_count(at, standing->place.tied);
        PUT(",");
        for (uint32_t i = 1; i < nodes; i++) {
            PUT(",");
            at = hand_decimal(at, standing[i].result.achieved, false, "");
        }
        PUT("\n");
        hand->at = at;
        hand_flush(hand, ROOM);
    }
    hand_flush(hand, 0);
}

static double by_hand(void (*write)(struct hand *, uint32_t), uint32_t units, chiso_sink sink)
{
    struct hand *hand = bench_memory(1, sizeof(*hand));
    const double start = bench_now();
    double seconds;

    hand->sink = sink;
    hand->at = hand->bytes;
    write(hand, units);
    seconds = bench_now() - start;
    free(hand);
    return seconds;
}

/* Ends the program unless the writer by hand writes bytes that the document has. */
static void compare(const chiso_buffer *document, void (*write)(struct hand *, uint32_t))
{
    chiso_buffer buffer = CHISO_BUFFER_INIT;

    by_hand(write, TRIED, (chiso_sink){chiso_buffer_write, &buffer});
    bench_require(strstr(document->bytes, buffer.bytes) != NULL,
                  "the writer by hand writes other bytes");
    chiso_buffer_clear(&buffer);
}

static void gather(uint32_t units)
{
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_standing *at;

    nodes = 0;
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        codes[nodes++] = chiso_node_code(tree, node);
    }
    at = standings = bench_memory((size_t)units * nodes, sizeof(*standings));
    for (chiso_unit unit = 0; unit < units; unit++) {
        for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
             node = chiso_node_next(tree, node)) {
            bench_check(chiso_report_standing(report, unit, node, at++), NULL);
        }
    }
}

/* A board of so many units, with gaps or without; all that there was is gone. */
static double setup(const char *units_word, const char *gaps)
{
    chiso_buffer buffer = CHISO_BUFFER_INIT;
    const chiso_sink sink = {chiso_buffer_write, &buffer};
    chiso_error error;

    chiso_report_free(report);
    chiso_board_free(board);
    free(standings);
    board = bench_board(bench_number(units_word));
    if (strcmp(gaps, "gaps") == 0) {
        bench_add_gaps(board);
    }
    bench_check(chiso_report_new(board, NULL, &report, &error), &error);
    gather(bench_number(units_word));
    bench_check(chiso_report_write_csv(report, CHISO_CSV_POINT, &sink, &error), &error);
    compare(&buffer, hand_csv);
    buffer.size = 0;
    bench_check(chiso_report_write_json(report, &sink, &error), &error);
    compare(&buffer, hand_json);
    chiso_buffer_clear(&buffer);
    return 0;
}

static bool is_json(const char *format)
{
    return strcmp(format, "json") == 0;
}

static double write_report(const char *format, const char *unused)
{
    uint64_t bytes = 0;
    const chiso_sink sink = {count_bytes, &bytes};
    const double start = bench_now();
    chiso_error error;

    (void)unused;
    bench_check(is_json(format) ? chiso_report_write_json(report, &sink, &error)
                                : chiso_report_write_csv(report, CHISO_CSV_POINT, &sink, &error),
                &error);
    return bench_now() - start;
}

static double write_by_hand(const char *format, const char *unused)
{
    uint64_t bytes = 0;

    (void)unused;
    return by_hand(is_json(format) ? hand_json : hand_csv, chiso_board_unit_count(board),
                   (chiso_sink){count_bytes, &bytes});
}

const bench_command bench_report[] = {
    {"setup", setup}, {"write", write_report}, {"hand", write_by_hand}, {NULL, NULL}};
