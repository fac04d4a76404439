/* JSON, strictly by RFC 8259: what a document says, as lines "path<TAB>value". A path is
 * "results[0].nodes[1].percent"; a value is the number as it is written, true, false, null, or a
 * text in quotes with its escapes taken out. */
#ifndef CHISO_TESTS_JSON_H
#define CHISO_TESTS_JSON_H

#include "support.h"

/* The lines of a document; the test ends where it is no JSON. */
struct buffer json_lines(const struct buffer *text);

/* The value at a path, or "(none)". Lives until the next sixteen calls. */
const char *json_at(const struct buffer *lines, const char *path);

void expect_json(const struct buffer *lines, const char *path, const char *value);

/* Paths and their values, one after the other. */
void expect_json_all(const struct buffer *lines, const char *const expected[][2], size_t count);

/* The same number, however many zeros it has behind. */
void expect_json_number(const struct buffer *lines, const char *path, const char *value);

/* The entry of an array whose member has a value: its path, such as "results[1]". */
const char *json_entry(const struct buffer *lines, const char *array, const char *member,
                       const char *value);

/* A member of an entry. */
void expect_member(const struct buffer *lines, const char *entry, const char *member,
                   const char *value);
void expect_number(const struct buffer *lines, const char *entry, const char *member,
                   const char *value);

#endif
