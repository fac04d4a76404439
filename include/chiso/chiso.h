/**
 * @file chiso.h
 * Everything of chiso: criteria trees, boards of units, exact points and percents, ranks, blocks,
 * bands and reports.
 *
 * A program goes one way through it: a tree (tree.h) says what is measured; a board (board.h) holds
 * what each unit achieved, also by several raters (rating.h), and is scored; rankings (rank.h),
 * bands (band.h) and block summaries (block.h) read a scored board, and a consensus (consensus.h)
 * makes several rankings into one. The same board is scored under a tree that is derived from its
 * own (derive.h), with other weights or without a criterion. A comparison (compare.h) sets it
 * against an earlier one, with maps (map.h) where codes changed; bridges (bridge.h) say what a
 * change is made of, and a series (series.h) follows units over many boards. Of one unit, a ledger
 * (ledger.h) says where its points went, a target (target.h) what it would take to reach a rank, a
 * band, a percent or another unit, a what-if (what_if.h) what other cells would make of it, and an
 * explanation (explain.h) how a number came about. An audit (audit.h) looks for what is wrong in
 * trees, boards and printed tables. A report (report.h) puts figures, ranks, bands and changes
 * together and writes them as JSON or CSV; a detail (detail.h) adds what is known of one unit,
 * periods.h writes units over many periods and the stages of one, figures (chart.h) show it, and
 * pages (page.h) publish all of it.
 *
 * Texts from outside that a program writes itself are made safe for their place by text.h.
 *
 * How sure a rank is says robustness.h: it draws a board many times with other weights, combines,
 * rules or answers, and tells which of the inputs of a figure matters.
 *
 * A tally (tally.h) counts the answers of a survey for a board, and shares (share.h) say what the
 * counts mean. Beside that way, statistics (statistics.h) and weights derived from data or
 * judgement (weights.h) compute with doubles.
 *
 * This is how it looks, and the program that the examples of the other headers are part of: theirs
 * stands in place of what `main` does here.
 *
 * @code{.c}
 * #include <chiso/chiso.h>
 * #include <stdio.h>
 * #include <stdlib.h>
 * #include <string.h>
 *
 * chiso_error error;
 *
 * void must(chiso_status status)
 * {
 *     if (status != CHISO_OK) {
 *         fprintf(stderr, "%s: %s\n", chiso_status_name(status), error.message);
 *         exit(EXIT_FAILURE);
 *     }
 * }
 *
 * void show(const char *what, chiso_decimal value)
 * {
 *     char text[CHISO_DECIMAL_TEXT_SIZE] = "none";
 *
 *     if (value != CHISO_ABSENT) {
 *         must(chiso_decimal_format(value, -1, CHISO_ROUND_HALF_UP, '.', text));
 *     }
 *     printf("%s %s\n", what, text);
 * }
 *
 * chiso_board *scored(const char *points)
 * {
 *     const char *criteria = "code,title,max\n"
 *                            "1,Steering,19\n"
 *                            "2,Procedures,26\n"
 *                            "2.1,One-stop shops,14\n"
 *                            "2.2,Online services,12\n";
 *     chiso_tree *tree = NULL;
 *     chiso_board *board = NULL;
 *
 *     must(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error));
 *     must(chiso_board_new(tree, NULL, &board, &error));
 *     must(chiso_board_read_csv(board, points, strlen(points), &error));
 *     must(chiso_board_score(board, &error));
 *     chiso_tree_free(tree);
 *     return board;
 * }
 *
 * int main(void)
 * {
 *     chiso_board *board = scored("unit,1,2.1,2.2\n"
 *                                 "health,17.24,14,9.56\n"
 *                                 "finance,15.5,12,\n");
 *     chiso_result result;
 *
 *     must(chiso_board_result(board, 0, CHISO_ROOT, &result));
 *     show("points", result.achieved);
 *     show("of", result.max);
 *     show("percent", result.percent);
 *     chiso_board_free(board);
 *     return 0;
 * }
 * @endcode
 * @code{.unparsed}
 * points 40.8
 * of 45
 * percent 90.67
 * @endcode
 *
 * Rules that hold everywhere:
 * - Numbers are decimals that count millionths (decimal.h). No binary floating point stands between
 * a cell and a result.
 * - A call that can fail returns a #chiso_status. Its outputs come through pointers, which keep
 * what they held when it fails; an object that a failed call was given is as it was before.
 * - An optional #chiso_error, always the last parameter, tells which line, unit and criterion it
 * was, in English and Vietnamese. A call that takes none says all in its status:
 * chiso_status_text() has the words.
 * - Text is UTF-8 and ends with NUL where no size is given. What goes in is copied. A text, an
 * array or an object that comes out belongs to the object that was asked and lives as long as it,
 * unless the call says until when.
 * - Names and codes of units, blocks, criteria, bands and questions are the same where people see
 * the same: letters are compared in Unicode's composed form, blanks at the ends do not count, and
 * inner runs of blanks, no-break ones too, are one. They are given back as they were written,
 * without blanks at the ends.
 * - Objects are made by `_new` and ended by `_free`, which takes NULL. A board keeps its tree
 * alive, a ranking or report its board: they may be freed in any order.
 * - Options begin with their size, which their initialiser sets: a library of a later release reads
 * no more than that. Structs that a call fills have a fixed layout. Values of enumerations never
 * change meaning; new ones are added at the end.
 * - Any number of threads may read one object. A call that changes an object needs it alone.
 *
 * **Parameters.** What the next three tables say holds for every call and stands beside none; what
 * does stand beside a call holds in place of it. The reference shows both with each call.
 *
 * | parameter | is |
 * |---|---|
 * | `chiso_x *x`, `chiso_x *out_x` | the x |
 * | `chiso_x **out_x` | the x, to be ended by chiso_x_free(); NULL on failure |
 * | `chiso_x_options *options` | how; NULL for CHISO_X_OPTIONS_INIT |
 * | `chiso_allocator *allocator` | where memory comes from; NULL for malloc |
 * | `chiso_error *error` | what is wrong and where; may be NULL |
 * | `chiso_unit unit`, `uint32_t unit` | the unit |
 * | `chiso_node node` | the node, #CHISO_ROOT for the whole index |
 * | `chiso_node leaf` | the leaf |
 * | `uint32_t question` | the question |
 * | `uint32_t block` | from 0 to chiso_board_block_count() - 1, or #CHISO_ALL_BLOCKS |
 * | `char mark` | the decimal mark, '.' or ',' |
 * | `chiso_sink *sink` | where the bytes go |
 * | `char *text` | the file's bytes: UTF-8, or UTF-16 with its byte order mark |
 * | `char *path` | the file's name |
 * | `size_t size`, `size_t count`, `uint32_t *out_count` | how many |
 *
 * A call that returns a #chiso_status returns #CHISO_OK when it has done its work, #CHISO_E_NULL
 * where a pointer is NULL that is not said to be allowed to be, and what its parameters bring:
 *
 * | status | of | where |
 * |---|---|---|
 * | #CHISO_E_MEMORY | `error`, `allocator` | memory could not be had |
 * | #CHISO_E_STATE | "a scored board" | the board is not scored, or changed since |
 * | #CHISO_E_STATE | "a checked tree" | the tree is not checked |
 * | #CHISO_E_STATE | "a tree that is not checked yet" | the tree is checked |
 * | #CHISO_E_STATE | `ranking`, `comparison`, `report`, `ledger` | a board of it changed since |
 * | #CHISO_E_STATE | `target`, `explanation`, `what_if` | the board of it changed since |
 * | #CHISO_E_UNIT | `unit`, `unit_code` | there is no such unit |
 * | #CHISO_E_NODE | `node`, `nodes` | there is no such node |
 * | #CHISO_E_NODE | `leaf` | there is no such leaf |
 * | #CHISO_E_NODE | `question` | there is no such question |
 * | #CHISO_E_RANGE | numbers, options | an argument, or what comes of it, is out of its range |
 * | #CHISO_E_SINK | `sink` | the sink refused |
 * | #CHISO_E_FILE | `path` | the file cannot be opened or read |
 *
 * A call that reads a file returns any other status that its `error` explains, and one that ends
 * with `_file` does with the bytes of a file what its namesake does.
 *
 * A call that gives its answer back takes NULL, and units, nodes and numbers that there are not:
 *
 * | answer | where there is nothing |
 * |---|---|
 * | `int`, `int64_t`, `uint32_t`, `uint64_t`, `size_t` | 0 |
 * | `bool` | false |
 * | `char *` | "" |
 * | `chiso_decimal` | #CHISO_ABSENT |
 * | `chiso_node` | #CHISO_NO_NODE |
 * | `chiso_unit` | #CHISO_NO_UNIT |
 * | a value of an enumeration | 0 |
 * | any other pointer | NULL |
 */
#ifndef CHISO_CHISO_H
#define CHISO_CHISO_H

#include <chiso/audit.h>
#include <chiso/band.h>
#include <chiso/binding.h>
#include <chiso/block.h>
#include <chiso/board.h>
#include <chiso/bridge.h>
#include <chiso/chart.h>
#include <chiso/common.h>
#include <chiso/compare.h>
#include <chiso/consensus.h>
#include <chiso/decimal.h>
#include <chiso/derive.h>
#include <chiso/detail.h>
#include <chiso/explain.h>
#include <chiso/intake.h>
#include <chiso/language.h>
#include <chiso/ledger.h>
#include <chiso/map.h>
#include <chiso/mapping.h>
#include <chiso/memory.h>
#include <chiso/note.h>
#include <chiso/page.h>
#include <chiso/periods.h>
#include <chiso/rank.h>
#include <chiso/rating.h>
#include <chiso/report.h>
#include <chiso/robustness.h>
#include <chiso/series.h>
#include <chiso/share.h>
#include <chiso/sink.h>
#include <chiso/statistics.h>
#include <chiso/status.h>
#include <chiso/step.h>
#include <chiso/tally.h>
#include <chiso/target.h>
#include <chiso/text.h>
#include <chiso/tree.h>
#include <chiso/version.h>
#include <chiso/weights.h>
#include <chiso/what_if.h>
#include <chiso/word.h>

#endif
