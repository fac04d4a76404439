/**
 * @file text.h
 * Texts from outside, such as the names of units in a file that somebody sent, made safe for the
 * place where they are written: they show there, and do nothing else. All writers of chiso do so by
 * themselves; this is for what a program writes beside them.
 *
 * @code{.c}
 * const char *name = "<b>Tax; =1+1";
 * const chiso_sink out = {chiso_file_write, stdout};
 *
 * must(chiso_text_safe(name, strlen(name), CHISO_MEDIUM_MARKUP, &out, &error));
 * puts("");
 * must(chiso_text_safe(name, strlen(name), CHISO_MEDIUM_CSV_POINT, &out, &error));
 * puts("");
 * must(chiso_text_safe("\033[31mred", 8, CHISO_MEDIUM_PLAIN, &out, &error));
 * puts("");
 * @endcode
 * @code{.unparsed}
 * &lt;b&gt;Tax; =1+1
 * "<b>Tax;' =1+1"
 *  [31mred
 * @endcode
 */
#ifndef CHISO_TEXT_H
#define CHISO_TEXT_H

#include <chiso/common.h>
#include <chiso/sink.h>
#include <chiso/status.h>

/**
 * Where a text is written. Unsafe in all of them is the same: control characters (ESC and line ends
 * among them, of one byte and of two), marks that turn the direction of what follows or end a line
 * or a paragraph, letters that show nothing (tags), and what is no character at all.
 *
 * On a line that people read and in markup, what is unsafe becomes a blank.
 *
 * In a cell of CSV, which has quotes where it needs them, tabs and line ends stay, in quotes; all
 * else that is unsafe becomes a blank, or nothing at the ends; a text that is nothing else becomes
 * U+FFFD. An apostrophe stands before what a spreadsheet would run as a formula: at the start, and
 * behind each comma, semicolon, tab and line end, since a spreadsheet with another separator begins
 * a cell there. Blanks, quotes and marks that show nothing before the sign make no difference, nor
 * does its width. The readers of chiso take these apostrophes off again.
 *
 * In JSON, which is a string with its quotes, what is unsafe is there by its number, so that
 * nothing is lost; and so is a "<" that would open a tag or a comment, for a page that holds JSON
 * in a script.
 */
typedef enum chiso_medium {
    CHISO_MEDIUM_PLAIN = 0,     /**< A line on a terminal, in a log or a message. "plain" */
    CHISO_MEDIUM_CSV_POINT = 1, /**< A cell of CSV between commas. "csv_point" */
    CHISO_MEDIUM_CSV_COMMA = 2, /**< A cell of CSV between semicolons. "csv_comma" */
    CHISO_MEDIUM_JSON = 3,      /**< A string of JSON. "json" */
    CHISO_MEDIUM_MARKUP = 4     /**< HTML or SVG, between tags or in an attribute. "markup" */
} chiso_medium;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Writes a text so that it is safe where it is written. A text without anything unsafe is written
 * as it is. A byte that is no UTF-8 becomes a question mark.
 *
 * @param text the text; NULL for none, with @p size 0
 * @param size its bytes; a NUL among them is a control character
 * @param medium where it is written
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @return #CHISO_OK, #CHISO_E_NULL, #CHISO_E_RANGE for an unknown medium, #CHISO_E_SINK
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_text_safe(const char *text, size_t size,
                                                        chiso_medium medium, const chiso_sink *sink,
                                                        chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
