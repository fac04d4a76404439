/**
 * @file intake.h
 * Reading files and saying all that is wrong or doubtful in them.
 *
 * A call such as chiso_board_read_csv() stops at the first mistake. An intake reads the same files
 * on to their end and keeps a list of remarks: **mistakes**, for which a file is refused, each with
 * its place, its unit and criterion and both messages; and **doubts**, which do not stop a reading:
 * what can be read in two ways, or is probably not meant. Each doubt says what it was read as and
 * what to do about it.
 *
 * @code{.c}
 * static const char criteria[] = "code,title,max\n1,Steering,19\n2,Procedures,26\n";
 * static const char points[] = "unit;1;2\nhealth;17,24;none\nculture;20;1.234\n";
 * chiso_intake *intake = NULL;
 * chiso_tree *tree = NULL;
 * chiso_board *board = NULL;
 * chiso_remark remark;
 *
 * must(chiso_intake_new(20, NULL, &intake, &error));
 * must(chiso_intake_tree(intake, "c.csv", criteria, strlen(criteria), NULL, &tree, &error));
 * must(chiso_board_new(tree, NULL, &board, &error));
 * if (chiso_intake_board(intake, "p.csv", points, strlen(points), board, &error) != CHISO_OK) {
 *     for (uint32_t i = 0; i < chiso_intake_count(intake); i++) {
 *         must(chiso_intake_at(intake, i, &remark));
 *         printf("%s:%u:%u: criterion %s\n", remark.file, (unsigned)remark.line,
 *                (unsigned)remark.column, remark.criterion);
 *     }
 * }
 * chiso_board_free(board);
 * chiso_tree_free(tree);
 * chiso_intake_free(intake);
 * @endcode
 * @code{.unparsed}
 * p.csv:2:14: criterion 2
 * p.csv:3:9: criterion 1
 * p.csv:3:12: criterion 2
 * @endcode
 *
 * **For portals** an intake reads a points file beside a board and holds it, tells what would
 * change, and puts it into the board when it is told to; it takes no more than it should
 * (#chiso_intake_options).
 *
 * @code{.c}
 * static const char news[] = "unit,2.1,2.2\nhealth,14,10\n";
 * chiso_board *board = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\n");
 * chiso_intake_options options = CHISO_INTAKE_OPTIONS_INIT;
 * chiso_intake *intake = NULL;
 * chiso_edit edit;
 *
 * options.bytes = 1000000;
 * options.known_units = true;
 * must(chiso_intake_new(20, NULL, &intake, &error));
 * must(chiso_intake_set_options(intake, &options, &error));
 * must(chiso_intake_read_board(intake, "news.csv", news, strlen(news), board, &error));
 * for (uint32_t i = 0; i < chiso_intake_edit_count(intake); i++) {
 *     must(chiso_intake_edit_at(intake, i, &edit));
 *     printf("%s, %s: %s becomes %s\n", edit.unit, edit.criterion, edit.was, edit.becomes);
 * }
 * must(chiso_intake_take(intake, board, &error));
 * chiso_intake_free(intake);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * health, 2.2: 9.56 becomes 10
 * @endcode
 */
#ifndef CHISO_INTAKE_H
#define CHISO_INTAKE_H

#include <chiso/band.h>
#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/compare.h>
#include <chiso/map.h>
#include <chiso/mapping.h>
#include <chiso/memory.h>
#include <chiso/status.h>
#include <chiso/tree.h>

/** What reads files, and the remarks that it has made. */
typedef struct chiso_intake chiso_intake;

/** What a remark is. */
typedef enum chiso_remark_kind {
    CHISO_REMARK_MISTAKE = 0, /**< The file was refused for it. "mistake" */
    CHISO_REMARK_DOUBT = 1    /**< The file was read. "doubt" */
} chiso_remark_kind;

/** What a doubt is about. */
typedef enum chiso_doubt {
    CHISO_DOUBT_NONE = 0,      /**< It is a mistake. "none" */
    CHISO_DOUBT_THOUSANDS = 1, /**< Three digits stand behind the only mark of a number, of a/b or
                                  of a count. "thousands" */
    CHISO_DOUBT_PADDED_DASH =
        2, /**< A dash with a blank beside it, as spreadsheets show 0. "padded_dash" */
    CHISO_DOUBT_RATE = 3,        /**< A rate is above 100 % or below 0 %. "rate" */
    CHISO_DOUBT_ROUNDED = 4,     /**< A number was rounded by more than a thousandth of it, or two
                                    that differed became equal. "rounded" */
    CHISO_DOUBT_NO_CELLS = 5,    /**< A unit has no cell. "no_cells" */
    CHISO_DOUBT_SUMMARY_ROW = 6, /**< A row is the sum, mean or the like of the others, or with
                                    another the mean of a block of them, or is named so, or as the
                                    max or a column is, or numbers the columns. "summary_row" */
    CHISO_DOUBT_EMPTY_BLOCK =
        7, /**< Units have a block, and the ones behind them none. "empty_block" */
    CHISO_DOUBT_NO_COLUMN = 8,    /**< A criterion has no column. "no_column" */
    CHISO_DOUBT_EQUAL_COLUMN = 9, /**< All units have the same value. "equal_column" */
    CHISO_DOUBT_MANY_DASHES =
        10, /**< Many cells are dashes, where the tree is of points alone. "many_dashes" */
    CHISO_DOUBT_NOT_MENTIONED =
        11, /**< A long file does not mention units for a criterion. "not_mentioned" */
    CHISO_DOUBT_ALIKE_CODES = 12,  /**< Two codes or blocks differ only in capitals, in letters
                                      that look alike or in what is not seen. "alike_codes" */
    CHISO_DOUBT_RENAMED_UNIT = 13, /**< A unit that is missing on one side of a comparison is nearly
                                      one that is missing on the other. "renamed_unit" */
    CHISO_DOUBT_UNUSED = 14,       /**< A mapping speaks of a column that is not there. "unused" */
    CHISO_DOUBT_PRINTED = 15,      /**< A printed figure is not the computed one. "printed" */
    CHISO_DOUBT_RATERS_APART =
        16, /**< Raters of a cell are farther apart than its criterion says. "raters_apart" */
    CHISO_DOUBT_NOBODY_KNOWS = 17, /**< All who answered chose an option that a survey leaves out.
                                      "nobody_knows" */
    CHISO_DOUBT_NO_SUCH_BLOCK =
        18, /**< Criteria have weights for a block that no unit is in. "no_such_block" */
    CHISO_DOUBT_GATE_BOUND = 19,   /**< A gate compares with a number that its criterion never comes
                                      to. "gate_bound" */
    CHISO_DOUBT_LIMIT_DIGITS = 20, /**< A gate limits to a percent with more digits than are
                                      published. "limit_digits" */
    CHISO_DOUBT_SHARES = 21        /**< All numbers of a criterion whose rule takes percents are at
                                      most 1, as shares are. "shares" */
} chiso_doubt;

/** Something that is wrong or doubtful. Texts belong to the intake; "" is none. */
typedef struct chiso_remark {
    chiso_remark_kind kind; /**< Whether the file was refused for it. */
    chiso_status status;    /**< Of a mistake; #CHISO_OK for a doubt. */
    chiso_doubt doubt;      /**< Of a doubt; #CHISO_DOUBT_NONE for a mistake. */
    uint32_t line;          /**< From 1; 0 for the file as a whole. */
    uint32_t column;        /**< In characters, from 1; 0 for the file as a whole. */
    const char *file;       /**< As it was named to the reading. */
    const char *unit;       /**< The code of the unit that it is about. */
    const char *criterion;  /**< The code of the criterion that it is about. */
    const char *message;    /**< One sentence in English. */
    const char *message_vi; /**< The same in Vietnamese. */
} chiso_remark;

/**
 * What an intake takes at the most, and how. A file that holds more is refused with #CHISO_E_LIMIT,
 * a mistake, at the place where it does, and is read no farther: for servers, whose memory is then
 * bounded by the bytes and the cells. Begin with #CHISO_INTAKE_OPTIONS_INIT.
 */
typedef struct chiso_intake_options {
    size_t size;      /**< sizeof(chiso_intake_options). */
    size_t bytes;     /**< Bytes of a file; 0 for no limit, as for the others. */
    uint32_t units;   /**< Units of a points file. */
    uint32_t blocks;  /**< Blocks of a points file. */
    uint64_t cells;   /**< Units of a points file times criteria that are scored directly. */
    bool known_units; /**< Whether a unit of a points file that the board does not have is a
                         mistake, which names the nearest, #CHISO_E_UNIT. */
    /**
     * Asked before a file is read, and then whenever some more of it was, at least every 64 KiB,
     * how much of how many bytes was read; of how many is 0 where that is not known yet. False ends
     * the reading, which returns #CHISO_E_STOPPED and changes nothing; the remarks made so far
     * stay. NULL for nobody who is asked.
     */
    bool (*go_on)(void *context, size_t read, size_t size);
    void *context; /**< Given to the function as its first argument. */
} chiso_intake_options;

/** No limits, any units, nobody asked. */
#define CHISO_INTAKE_OPTIONS_INIT                                                                  \
    (CHISO_VALUE(chiso_intake_options){sizeof(chiso_intake_options), 0, 0, 0, 0, false, NULL, NULL})

/** Where bytes come from that are in no file: an upload, a pipe, an archive. */
typedef struct chiso_intake_source {
    /**
     * Puts some bytes, @p room at the most, and says how many; 0 at the end. False where they
     * cannot be had, which ends the reading with #CHISO_E_FILE.
     */
    bool (*read)(void *context, char *bytes, size_t room, size_t *out_size);
    /** Given to the function as its first argument. */
    void *context;
} chiso_intake_source;

/** What taking a points file would change. */
typedef enum chiso_edit_kind {
    CHISO_EDIT_UNIT = 0,   /**< A unit comes, with its cells. "unit" */
    CHISO_EDIT_NAME = 1,   /**< A unit gets another name. "name" */
    CHISO_EDIT_BLOCK = 2,  /**< A unit moves to another block. "block" */
    CHISO_EDIT_RANKED = 3, /**< A unit is ranked or is no longer. "ranked" */
    CHISO_EDIT_CELL = 4,   /**< A cell of a unit holds something else, or was joined of other
                              ratings, which may come to the same. "cell" */
    CHISO_EDIT_NOTE = 5,   /**< A unit gets a note, or another one, at a node. "note" */
    CHISO_EDIT_RESULT = 6  /**< The result of an inner criterion of a unit is set, or another is.
                              "result" */
} chiso_edit_kind;

/** One thing that taking a points file would change. Texts belong to the intake and hold until the
 * next edit is asked for. */
typedef struct chiso_edit {
    chiso_edit_kind kind;  /**< What would change. */
    chiso_node leaf;       /**< Of a cell, or the node of a note or result; else
                              #CHISO_NO_NODE. */
    const char *unit;      /**< The code of the unit. */
    const char *criterion; /**< The code of the criterion of a cell, note or result; else
                              "". */
    const char *was;       /**< What the board has: the name, the block, yes or no, the note, or the
                              cell as chiso_board_text() tells it; "" where the unit comes. */
    const char *becomes;   /**< What it would have; the name where the unit comes. */
    const char *note;      /**< The name of a note; else "". */
} chiso_edit;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes an intake without remarks.
 *
 * @param limit how many mistakes it keeps, of all files together; a reading stops at the last of
 * them. 0 for no limit
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_new(uint32_t limit,
                                                         const chiso_allocator *allocator,
                                                         chiso_intake **out_intake,
                                                         chiso_error *error);

/** Ends an intake and its remarks. */
CHISO_API void chiso_intake_free(chiso_intake *intake);

/**
 * Says what the readings from now on take at the most, and how.
 *
 * @param options what; NULL for #CHISO_INTAKE_OPTIONS_INIT
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_set_options(
    chiso_intake *intake, const chiso_intake_options *options, chiso_error *error);

/**
 * Reads all bytes that a source has, no more than the options take, to be given to one of the calls
 * below.
 *
 * @param intake keeps the bytes, until the next call of this function or its end
 * @param path how a remark names them; NULL for ""
 * @param source where they come from
 * @param[out] out_text the bytes; never NULL where the call went well
 * @param[out] out_size how many they are
 * @retval CHISO_E_FILE the source cannot give them; it is a mistake among the remarks
 * @retval CHISO_E_LIMIT there are more than the options take, the same
 * @retval CHISO_E_STOPPED the options' function ended it
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_fetch(chiso_intake *intake, const char *path,
                                                           const chiso_intake_source *source,
                                                           const char **out_text, size_t *out_size,
                                                           chiso_error *error);

/**
 * Reads a criteria file as chiso_tree_read_csv() does, and finds all mistakes in it. The error, and
 * what is returned, are those of the first in the file.
 *
 * @param intake gets the remarks
 * @param path how remarks name the file; NULL for ""
 * @param text the file's bytes; NULL where the file of that name is to be read
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_tree(chiso_intake *intake, const char *path,
                                                          const char *text, size_t size,
                                                          const chiso_allocator *allocator,
                                                          chiso_tree **out_tree,
                                                          chiso_error *error);

/**
 * Reads a criteria file as chiso_tree_read_sheet() does: chiso_intake_tree() as a mapping says.
 *
 * @param intake gets the remarks
 * @param path how remarks name the file; NULL for ""
 * @param text the file's bytes; NULL where the file of that name is to be read
 * @param mapping NULL for none
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_intake_tree_sheet(chiso_intake *intake, const char *path, const char *text, size_t size,
                        const chiso_mapping *mapping, const chiso_allocator *allocator,
                        chiso_tree **out_tree, chiso_error *error);

/**
 * Reads a points file as chiso_board_read_csv() does, and finds all mistakes in it, or else what is
 * doubtful in it. The error, and what is returned, are those of the first mistake in the file. On a
 * mistake the board is as it was.
 *
 * @param intake gets the remarks
 * @param path how remarks name the file; NULL for ""
 * @param text the file's bytes; NULL where the file of that name is to be read
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_board(chiso_intake *intake, const char *path,
                                                           const char *text, size_t size,
                                                           chiso_board *board, chiso_error *error);

/**
 * Reads a sheet as chiso_board_read_sheet() does: chiso_intake_board() as a mapping says. Figures
 * that the sheet prints are kept by the intake, under the name of the file, until
 * chiso_report_check_printed() compares them with the computed ones.
 *
 * @param intake gets the remarks
 * @param path how remarks name the file; NULL for ""
 * @param text the file's bytes; NULL where the file of that name is to be read
 * @param mapping NULL for none
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_sheet(chiso_intake *intake, const char *path,
                                                           const char *text, size_t size,
                                                           const chiso_mapping *mapping,
                                                           chiso_board *board, chiso_error *error);

/**
 * Reads a points file as chiso_intake_board() does, and leaves the board as it is: the intake holds
 * what was read, in place of what it held before, until chiso_intake_take(). What would change is
 * told by chiso_intake_edit_at(). On a mistake it holds nothing.
 *
 * @param intake gets the remarks, and what was read
 * @param path how remarks name the file; NULL for ""
 * @param text the file's bytes; NULL where the file of that name is to be read
 * @param board the board that it is read for, which the intake keeps alive as long as it holds
 * something; it counts as reading the board
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_read_board(chiso_intake *intake,
                                                                const char *path, const char *text,
                                                                size_t size,
                                                                const chiso_board *board,
                                                                chiso_error *error);

/**
 * Reads a sheet as chiso_intake_sheet() does, and leaves the board as it is, as
 * chiso_intake_read_board() does.
 *
 * @param intake gets the remarks, and what was read
 * @param path how remarks name the file; NULL for ""
 * @param text the file's bytes; NULL where the file of that name is to be read
 * @param mapping NULL for none
 * @param board as for chiso_intake_read_board()
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_intake_read_sheet(chiso_intake *intake, const char *path, const char *text, size_t size,
                        const chiso_mapping *mapping, const chiso_board *board, chiso_error *error);

/** How many things taking what the intake holds would change: of a unit that comes one, of others
 * one for each cell that would be another. 0 where it holds nothing. */
CHISO_API uint32_t chiso_intake_edit_count(const chiso_intake *intake);

/**
 * One thing that taking what the intake holds would change, in the order of the units in the file.
 *
 * @param index from 0
 * @retval CHISO_E_RANGE there is no such edit
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_edit_at(chiso_intake *intake, uint32_t index,
                                                             chiso_edit *out_edit);

/**
 * Puts what the intake holds into a board, as chiso_intake_board() would have; then it holds
 * nothing.
 *
 * @param board mostly the one that it was read for; on failure it is as it was, and so is the
 * intake
 * @retval CHISO_E_STATE the intake holds nothing
 * @retval CHISO_E_SHAPE the board is over another tree
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_take(chiso_intake *intake, chiso_board *board,
                                                          chiso_error *error);

/**
 * Reads a mapping as chiso_mapping_read_csv() does, and finds all mistakes in it. The error, and
 * what is returned, are those of the first in the file.
 *
 * @param intake gets the remarks
 * @param path how remarks name the file; NULL for ""
 * @param text the file's bytes; NULL where the file of that name is to be read
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_mapping(chiso_intake *intake, const char *path,
                                                             const char *text, size_t size,
                                                             const chiso_allocator *allocator,
                                                             chiso_mapping **out_mapping,
                                                             chiso_error *error);

/**
 * Reads a bands file as chiso_bands_read_csv() does, and finds all mistakes in it. The error, and
 * what is returned, are those of the first in the file.
 *
 * @param intake gets the remarks
 * @param path how remarks name the file; NULL for ""
 * @param text the file's bytes; NULL where the file of that name is to be read
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_bands(chiso_intake *intake, const char *path,
                                                           const char *text, size_t size,
                                                           const chiso_allocator *allocator,
                                                           chiso_bands **out_bands,
                                                           chiso_error *error);

/**
 * Reads a map as chiso_map_read_csv() does, and finds all mistakes in it. The error, and what is
 * returned, are those of the first in the file.
 *
 * @param intake gets the remarks
 * @param path how remarks name the file; NULL for ""
 * @param text the file's bytes; NULL where the file of that name is to be read
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_map(chiso_intake *intake, const char *path,
                                                         const char *text, size_t size,
                                                         const chiso_allocator *allocator,
                                                         chiso_map **out_map, chiso_error *error);

/**
 * Looks for what is doubtful in a comparison: units that only one of the boards has, and that are
 * nearly one that only the other has (#CHISO_DOUBT_RENAMED_UNIT). Each doubt shows the line that a
 * map needs if they are the same. Units are nearly the same where only capitals, marks, blanks and
 * the like are different in their codes or names, or else one letter of long ones, and no other
 * unit is as near. Time: linear in those units.
 *
 * @param intake gets the doubts
 * @param path how remarks name the file; NULL for ""
 * @param units the map of units that it was made with: nothing is doubtful about those that it
 * names; NULL for none
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_comparison(chiso_intake *intake,
                                                                const char *path,
                                                                const chiso_comparison *comparison,
                                                                const chiso_map *units,
                                                                chiso_error *error);

/** How many remarks there are. */
CHISO_API uint32_t chiso_intake_count(const chiso_intake *intake);

/** How many of them are mistakes. */
CHISO_API uint32_t chiso_intake_mistake_count(const chiso_intake *intake);

/**
 * A remark: file by file as they were read, and in the order of the places in a file. Remarks on a
 * file as a whole stand behind the others of it.
 *
 * @param index from 0
 * @retval CHISO_E_RANGE there is no such remark
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_intake_at(const chiso_intake *intake, uint32_t index,
                                                        chiso_remark *out_remark);

#ifdef __cplusplus
}
#endif

#endif
