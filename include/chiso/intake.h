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
 */
#ifndef CHISO_INTAKE_H
#define CHISO_INTAKE_H

#include <chiso/band.h>
#include <chiso/board.h>
#include <chiso/common.h>
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
    CHISO_DOUBT_NONE = 0, /**< It is a mistake. "none" */
    CHISO_DOUBT_THOUSANDS =
        1, /**< Three digits stand behind the only mark of a number. "thousands" */
    CHISO_DOUBT_PADDED_DASH =
        2, /**< A dash with blanks around it, as spreadsheets show 0. "padded_dash" */
    CHISO_DOUBT_RATE = 3,        /**< A rate is above 100 % or below 0 %. "rate" */
    CHISO_DOUBT_ROUNDED = 4,     /**< A number was rounded by more than a thousandth of it, or two
                                    that differed became equal. "rounded" */
    CHISO_DOUBT_NO_CELLS = 5,    /**< A unit has no cell. "no_cells" */
    CHISO_DOUBT_SUMMARY_ROW = 6, /**< A row is the sum, mean or the like of the others, or is named
                                    so. "summary_row" */
    CHISO_DOUBT_EMPTY_BLOCK =
        7, /**< Units have a block, and the ones behind them none. "empty_block" */
    CHISO_DOUBT_NO_COLUMN = 8,    /**< A criterion has no column. "no_column" */
    CHISO_DOUBT_EQUAL_COLUMN = 9, /**< All units have the same value. "equal_column" */
    CHISO_DOUBT_UNUSED = 10,      /**< A mapping speaks of a column that is not there. "unused" */
    CHISO_DOUBT_PRINTED = 11      /**< A printed figure is not the computed one. "printed" */
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
