/**
 * @file status.h
 * How a call ended, and what to tell a person when it failed.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\n");
 * chiso_status status = chiso_board_set(board, "health", "2.2", "13", &error);
 *
 * printf("%s: %s\n", chiso_status_name(status), chiso_status_text(status, CHISO_LANGUAGE_ENGLISH));
 * printf("%s\n%s\n", error.message, error.message_vi);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * CHISO_E_POINTS: points outside the min and max of their criterion
 * unit health, criterion 2.2: 13 is above the max of 12; expected 0 to 12
 * đơn vị health, tiêu chí 2.2: 13 vượt quá điểm tối đa 12; phải từ 0 đến 12
 * @endcode
 */
#ifndef CHISO_STATUS_H
#define CHISO_STATUS_H

#include <chiso/common.h>
#include <chiso/language.h>

/** How a call ended. The values never change meaning; new ones are added at the end. */
typedef enum chiso_status {
    CHISO_OK = 0,         /**< Done. */
    CHISO_E_NULL = 1,     /**< A pointer that is required is NULL. */
    CHISO_E_MEMORY = 2,   /**< Memory could not be had. */
    CHISO_E_ENCODING = 3, /**< A text is not UTF-8, or holds a NUL byte. */
    CHISO_E_SYNTAX = 4,   /**< A text does not have the form it should: a quote never closed, a row
                             with too many fields. */
    CHISO_E_NUMBER = 5,   /**< A text is not a number as chiso reads numbers. */
    CHISO_E_RANGE = 6,  /**< A number is outside what it may be, or a result would be outside what a
                           decimal holds. */
    CHISO_E_COLUMN = 7, /**< A column is unknown, missing or there twice. */
    CHISO_E_CODE = 8,   /**< A code is empty, malformed or reserved. */
    CHISO_E_DUPLICATE = 9, /**< A code, or a cell of a file, is there twice. */
    CHISO_E_NODE =
        10, /**< There is no such criterion, or it is not of the kind that the call needs. */
    CHISO_E_UNIT = 11,   /**< There is no such unit. */
    CHISO_E_PARENT = 12, /**< A parent is unknown, or a criterion is its own ancestor. */
    CHISO_E_MAX = 13,    /**< A max is missing, or does not fit the maxima below it. */
    CHISO_E_WORD =
        14, /**< A word is none of those that stand in its place: a kind, a combine, an option. */
    CHISO_E_RULE = 15,   /**< A rule cannot be read or cannot work. */
    CHISO_E_CELL = 16,   /**< A cell holds what the rule of its criterion does not take. */
    CHISO_E_POINTS = 17, /**< Points lie outside the min and max of their criterion. */
    CHISO_E_STATE = 18,  /**< The object is not in the state that the call needs: a tree in use, a
                            board that is not scored. */
    CHISO_E_EMPTY =
        19, /**< There is nothing: an empty file, a tree without criteria, a board without units. */
    CHISO_E_FILE = 20,   /**< A file cannot be opened or read. */
    CHISO_E_SINK = 21,   /**< A sink refused the bytes it was given. */
    CHISO_E_SHAPE = 22,  /**< Two things do not fit together: tallies of other units or questions,
                            counts of other options. */
    CHISO_E_BYTES = 23,  /**< Bytes are not what chiso wrote, or are damaged. */
    CHISO_E_SPREAD = 24, /**< All values are equal where a method divides by their spread. */
    CHISO_E_MATRIX = 25, /**< A matrix of comparisons is not positive, or not reciprocal. */
    CHISO_E_WEIGHT = 26, /**< Weights add up to 0, or one of them is negative. */
    CHISO_E_LIMIT = 27,  /**< A file holds more than the caller takes. */
    CHISO_E_STOPPED = 28 /**< The caller stopped the work. */
} chiso_status;

/** The size in bytes of each message of a #chiso_error. */
#define CHISO_MESSAGE_SIZE 480

/** The size in bytes of each code in a #chiso_error. */
#define CHISO_ERROR_CODE_SIZE 128

/**
 * What went wrong and where. A call fills it only when it fails, and then fills all of it, so it
 * may be uninitialised; where a call takes one, NULL is fine. Its layout is fixed.
 *
 * The codes are those that the message names, as they were given, so that a program can mark the
 * row or the field: also one that is not on the board or in the tree. Where a message names two,
 * it is the first. A code that is too long ends behind its last whole character that fits.
 */
typedef struct chiso_error {
    chiso_status status; /**< The same value that the call returned. */
    uint32_t line;       /**< Line of the text, from 1; 0 where no text was read. */
    uint32_t column;     /**< Column in characters, from 1; 0 where no text was read. */
    char unit[CHISO_ERROR_CODE_SIZE];      /**< The code of the unit that it is about; "" for
                                              none. */
    char criterion[CHISO_ERROR_CODE_SIZE]; /**< The code of the criterion that it is about, or of
                                              the question of a survey; "" for none, and for the
                                              whole index. */
    char message[CHISO_MESSAGE_SIZE];      /**< One sentence in English: what is wrong, and what was
                                              expected. */
    char message_vi[CHISO_MESSAGE_SIZE];   /**< The same in Vietnamese. */
} chiso_error;

/** An error that says nothing yet. */
#define CHISO_ERROR_INIT (CHISO_VALUE(chiso_error){CHISO_OK, 0, 0, "", "", "", ""})

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A short text for a status, such as "out of memory".
 *
 * @param status any value, also one that is no status
 * @param language the language of the text; English for what is no #chiso_language
 * @return a static text, never NULL
 */
CHISO_API const char *chiso_status_text(chiso_status status, chiso_language language);

/**
 * The name of a status as C writes it, such as "CHISO_E_MEMORY".
 *
 * @param status any value, also one that is no status
 * @return a static text, never NULL
 */
CHISO_API const char *chiso_status_name(chiso_status status);

#ifdef __cplusplus
}
#endif

#endif
