/**
 * @file mapping.h
 * Mappings: how a real sheet is to be read as a points file without touching it. A sheet of an
 * office has title rows, two rows of headings, block rows, running numbers, printed totals and
 * ranks, a footnote; a mapping says which is which, and is kept for next year.
 *
 * A mapping is a list of rows, each with what is said and a value. Headings, cells and words are
 * compared as people see them: blanks at the ends, a line break for a blank and the way in which a
 * letter is composed do not matter. `*` at the end of a cell stands for any rest.
 *
 * - `header,3`: the headings stand in row 3, counted as a spreadsheet does; `header,5-6`: in two
 *   rows, and a heading is the lower cell, or the upper one where that is empty. Without it they
 *   stand in the first row that says something
 * - `column:Đơn vị,unit`: what the column with this heading holds: `unit`, `name`, `block`,
 *   `ranked`, `criterion`, `value`, `rater`, the code of a criterion, or else `note` or `note:NAME`
 *   (note.h), `ignore`, or a printed figure: `total`, `total CODE`, `percent`, `rank`, `band`,
 *   `coverage` or `max`. `column:#11` names a column by its place and comes before its heading
 * - `stage,Thẩm định`: an upper heading reaches over the empty upper cells to its right; where one
 *   of the columns below it has this lower heading, that one is read, under the upper one's name,
 *   and the others are not
 * - `ignore,TT`: the column with this heading is not read; `ignore,#1` as above
 * - `rows:Trung bình,skip`: such a row is not read; `rows:Khối *,block`: it names the block of the
 *   rows below it; `rows:Tổng,total`: its figures are printed sums of the rows above, of the table
 *   or of the block. What is compared is the cell of the unit or, where that is empty, the first
 *   filled cell of the row. The first row of the mapping that fits decides. A first row below the
 *   headings that only counts the columns (1, 2, 3 or (1), (2), (3), also behind letters: A, B, 1,
 *   2, 3) is not read, with a doubt, unless the board has a unit that is called as it begins
 * - `end,Ghi chú*`: the table ends before the first row with such a cell
 * - `block,down`: an empty block cell means the block of the row above, as merged cells are saved
 * - `dash,0` or `dash,not-applicable`: what a dash in the cell of a criterion means
 * - `cell:Xanh,10`: a cell of a criterion that says Xanh is read as if it said 10
 * - `decimal,comma` or `decimal,point`, `thousands,point`, `comma` or `space`: the marks of numbers
 * - `units,known`: a unit that the board does not have yet is a mistake; `units,all`: so is one of
 *   the board that the file does not have
 * - `columns,known`: a column that is neither known nor mapped is a mistake, as it is without this
 *   row; `columns,all`: a criterion without a column, in a long file without a row, is a mistake
 * - `missing-row,not-applicable` or `missing`: what a long file does not mention of a unit
 * - `layout,down`: a row is a criterion, by its code in the column `criterion`, and each column
 * that is neither mapped nor ignored is a unit with its heading as code and name. A column `max`
 * must have the maxima of the criteria. A row of an inner criterion without a cell is nothing;
 *   `rows:1,total` says that it has the printed totals of the units, and `rows:Tổng điểm,total` the
 *   same of the whole index
 * - `layout,answers`: a row is a respondent, and a column of a criterion with the rule `survey`
 *   holds one answer; the rows of each unit are counted. `answer:Hài lòng,2` says that these words
 *   are the second option, `answer:Không biết,-` that they are the option `-` that the rule leaves
 *   out, or none and not counted where it has no such option. An empty cell is no answer, and other
 *   words are a mistake. `column:Trọng số,weight`: the answers of a row count as so many
 * - `outline,yes`: criteria are numbered as offices do it: I, 1, a; 1., 1.1, a). Which row is below
 *   which is told from their order, and the code of each is written out: `I.1.a`. It holds for a
 *   criteria file that is read with the mapping, see chiso_tree_read_sheet(), and for the rows of
 *   `layout,down`; a heading of another layout is the code written out, or as much of its end as no
 *   other criterion has. `rows:` and `end` are about the rows of the criteria file too, where what
 *   is compared is the code written out, or else the cell. A row without a number that has a title
 *   alone, or in `layout,down` no cell of a unit, is nothing
 *
 * Printed figures are not scored. An intake keeps them, and chiso_report_check_printed() compares
 * them with the computed ones.
 *
 * @code{.c}
 * static const char criteria[] = "code,title,max\n1,Steering,19\n";
 * static const char sheet[] = "Results 2025;;;\n"
 *                             "No.;Office;Steering;Total\n"
 *                             "1;Health; -   ;0\n"
 *                             "2;Culture;17,24;17,24\n"
 *                             ";Mean;8,62;8,62\n";
 * chiso_tree *tree = NULL;
 * chiso_board *board = NULL;
 * chiso_mapping *mapping = NULL;
 *
 * must(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error));
 * must(chiso_board_new(tree, NULL, &board, &error));
 * must(chiso_mapping_new(NULL, &mapping, &error));
 * must(chiso_mapping_set(mapping, "header", "2", &error));
 * must(chiso_mapping_set(mapping, "ignore", "No.", &error));
 * must(chiso_mapping_set(mapping, "column:Office", "unit", &error));
 * must(chiso_mapping_set(mapping, "column:Steering", "1", &error));
 * must(chiso_mapping_set(mapping, "column:Total", "total", &error));
 * must(chiso_mapping_set(mapping, "rows:Mean", "skip", &error));
 * must(chiso_mapping_set(mapping, "dash", "0", &error));
 * must(chiso_board_read_sheet(board, sheet, strlen(sheet), mapping, &error));
 * printf("%u units\n", (unsigned)chiso_board_unit_count(board));
 * chiso_mapping_free(mapping);
 * chiso_board_free(board);
 * chiso_tree_free(tree);
 * @endcode
 * @code{.unparsed}
 * 2 units
 * @endcode
 */
#ifndef CHISO_MAPPING_H
#define CHISO_MAPPING_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/memory.h>
#include <chiso/sink.h>
#include <chiso/status.h>

/** How a sheet is to be read. */
typedef struct chiso_mapping chiso_mapping;

/** A row of a mapping. */
typedef struct chiso_mapping_row {
    const char *what;  /**< What is said, such as `rows:Khối *`; belongs to the mapping. */
    const char *value; /**< Its value; belongs to the mapping. */
} chiso_mapping_row;

#ifdef __cplusplus
extern "C" {
#endif

/** Makes a mapping without rows, by which a file is read as without a mapping. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_mapping_new(const chiso_allocator *allocator,
                                                          chiso_mapping **out_mapping,
                                                          chiso_error *error);

/** Ends a mapping. What was read by it does not need it any more. */
CHISO_API void chiso_mapping_free(chiso_mapping *mapping);

/**
 * Adds a row.
 *
 * @param what what is said, as the first column of a mapping file
 * @param value its value, as the second column; NULL for ""
 * @retval CHISO_E_WORD @p what is nothing that a mapping says, or @p value is none of its values
 * @retval CHISO_E_DUPLICATE this is said already, or `decimal` and `thousands` are one mark
 * @retval CHISO_E_RANGE there are #CHISO_MAPPING_LIMIT rows already
 * @retval CHISO_E_ENCODING a text is not UTF-8
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_mapping_set(chiso_mapping *mapping, const char *what,
                                                          const char *value, chiso_error *error);

/** How many rows a mapping has at most. */
#define CHISO_MAPPING_LIMIT 1000

/**
 * Reads a mapping from CSV with the columns `what` and `value`, in either order; separators as in
 * the other files.
 *
 * @retval CHISO_E_EMPTY there is no header row
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_mapping_read_csv(const char *text, size_t size,
                                                               const chiso_allocator *allocator,
                                                               chiso_mapping **out_mapping,
                                                               chiso_error *error);

/** Reads a file that holds a mapping: chiso_mapping_read_csv() of its bytes. */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_mapping_read_csv_file(const char *path, const chiso_allocator *allocator,
                            chiso_mapping **out_mapping, chiso_error *error);

/**
 * Makes a mapping to start from of a sheet: the rows that seem to be its headings, what each column
 * seems to hold by its heading, the rows that seem to be blocks, totals or nothing, where the table
 * seems to end, and how its cells are written. It is a guess for somebody to go through. Of several
 * columns that say one criterion equally well it says nothing: reading the sheet is refused until
 * somebody has said which is meant.
 *
 * @retval CHISO_E_EMPTY no row looks like headings
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_mapping_suggest(const chiso_tree *tree,
                                                              const char *text, size_t size,
                                                              const chiso_allocator *allocator,
                                                              chiso_mapping **out_mapping,
                                                              chiso_error *error);

/** Looks at a file that holds a sheet: chiso_mapping_suggest() of its bytes. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_mapping_suggest_file(const chiso_tree *tree,
                                                                   const char *path,
                                                                   const chiso_allocator *allocator,
                                                                   chiso_mapping **out_mapping,
                                                                   chiso_error *error);

/**
 * Writes a mapping as a file, which reads in again as the same rows. A text that a spreadsheet
 * would run as a formula gets an apostrophe in front, which the reader takes off again.
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_mapping_write_csv(const chiso_mapping *mapping,
                                                                const chiso_sink *sink,
                                                                chiso_error *error);

/** How many rows a mapping has. */
CHISO_API uint32_t chiso_mapping_count(const chiso_mapping *mapping);

/**
 * A row of a mapping.
 *
 * @param row from 0 to chiso_mapping_count() - 1
 * @param[out] out_row the row
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_mapping_row_at(const chiso_mapping *mapping,
                                                             uint32_t row,
                                                             chiso_mapping_row *out_row);

/**
 * Reads a criteria file into a tree: chiso_tree_read_csv(), and where a mapping says `outline,yes`,
 * the codes of the file are the numbers of an outline. Of the other rows of the mapping `rows:` and
 * `end` are heeded then, and `header` where it names the row of the headings that the first row has
 * none of; all others are about sheets of points alone.
 *
 * @param mapping NULL for none
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_read_sheet(const char *text, size_t size,
                                                              const chiso_mapping *mapping,
                                                              const chiso_allocator *allocator,
                                                              chiso_tree **out_tree,
                                                              chiso_error *error);

/** Reads a criteria file: chiso_tree_read_sheet() of its bytes. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_read_sheet_file(const char *path,
                                                                   const chiso_mapping *mapping,
                                                                   const chiso_allocator *allocator,
                                                                   chiso_tree **out_tree,
                                                                   chiso_error *error);

/**
 * Reads a sheet into a board: chiso_board_read_csv() as a mapping says. Printed figures are not
 * looked at; an intake keeps them, see chiso_intake_sheet().
 *
 * @param mapping NULL for none
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_read_sheet(chiso_board *board, const char *text,
                                                               size_t size,
                                                               const chiso_mapping *mapping,
                                                               chiso_error *error);

/** Reads a file that holds a sheet: chiso_board_read_sheet() of its bytes. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_read_sheet_file(chiso_board *board,
                                                                    const char *path,
                                                                    const chiso_mapping *mapping,
                                                                    chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
