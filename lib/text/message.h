/* Errors that name the thing: one place where statuses get their sentences, in English and
 * Vietnamese. */
#ifndef CHISO_LIB_TEXT_MESSAGE_H
#define CHISO_LIB_TEXT_MESSAGE_H

#include <chiso/status.h>

#include "base/text.h"
#include "number/number_read.h"
#include "text/catalogue.h"

/* Where in a text; 0, 0 for nowhere. */
struct chiso__text_place {
    uint32_t line;
    uint32_t column;
};

enum chiso__insert_kind {
    CHISO__WORD_TEXT,
    CHISO__WORD_DECIMAL,
    CHISO__WORD_COUNT,
    CHISO__WORD_MESSAGE
};

/* What a message inserts. */
struct chiso__insert {
    enum chiso__insert_kind kind;
    struct chiso__span text;
    int64_t number;
    uint64_t rest; /* of a carried number */
};

static inline struct chiso__insert chiso__say(struct chiso__span text)
{
    return (struct chiso__insert){CHISO__WORD_TEXT, text, 0, 0};
}

static inline struct chiso__insert chiso__say_text(const char *text)
{
    return chiso__say(chiso__span_of(text));
}

static inline struct chiso__insert chiso__say_decimal(chiso_decimal value)
{
    return (struct chiso__insert){CHISO__WORD_DECIMAL, {"", 0}, value, 0};
}

static inline struct chiso__insert chiso__say_carried(struct chiso__carried value)
{
    return (struct chiso__insert){CHISO__WORD_DECIMAL, {"", 0}, value.millionths, value.rest};
}

static inline struct chiso__insert chiso__say_count(uint64_t count)
{
    return (struct chiso__insert){CHISO__WORD_COUNT, {"", 0}, (int64_t)count, 0};
}

/* A message that inserts nothing, in the language of the one that it is inserted into. */
static inline struct chiso__insert chiso__say_message(enum chiso__message message)
{
    return (struct chiso__insert){CHISO__WORD_MESSAGE, {"", 0}, message, 0};
}

#define CHISO__WORDS(...) ((const struct chiso__insert[]){__VA_ARGS__})

/* Fills the error (NULL does nothing) and returns the status. {0} to {9} in a message stand for the
 * words, {u0} and {c0} for one that is also the error's unit or criterion; a long text is cut. */
chiso_status chiso__fail(chiso_error *error, chiso_status status, enum chiso__message message,
                         const struct chiso__insert *words);

/* Says in front of an error's message where it happened; a unit or criterion that this names takes
 * the place of one that was named before. Returns the status it is given. */
chiso_status chiso__fail_within(chiso_error *error, chiso_status status,
                                enum chiso__message message, const struct chiso__insert *words);

/* Adds a unit or a criterion that an error is about and that its message does not mark: one of a
 * list that may be of either. Returns the status it is given. */
chiso_status chiso__fail_about_unit(chiso_error *error, chiso_status status,
                                    struct chiso__span code);
chiso_status chiso__fail_about_criterion(chiso_error *error, chiso_status status,
                                         struct chiso__span code);

/* Adds the place to an error. Returns the status it is given. */
chiso_status chiso__fail_at(chiso_error *error, chiso_status status,
                            struct chiso__text_place place);

/* What a status means at all. */
enum chiso__message chiso__status_meaning(chiso_status status);

/* The failures that happen everywhere. */
chiso_status chiso__fail_null(chiso_error *error);
chiso_status chiso__fail_memory(chiso_error *error);

/* A struct that callers fill, which begins with its size. */
struct chiso__struct {
    const char *name;
    const char *init; /* how it should begin */
    size_t first;     /* the size up to the last member that the first release had */
    size_t known;     /* the size that it has now */
};

/* Copies what a caller filled over the defaults in out_given: an earlier one has fewer members, but
 * all of the first release. NULL leaves the defaults. */
chiso_status chiso__take_struct(const void *given, const struct chiso__struct *kind,
                                void *out_given, chiso_error *error);

/* The size that a struct had in the first release, by the last member that it had then. */
#define CHISO__FIRST_SIZE(type, last) (offsetof(type, last) + sizeof(((const type *)NULL)->last))

/* The same by the type, its last member in the first release, and its initialiser. */
#define CHISO__TAKE(given, type, last, initialiser, out_given, error)                              \
    chiso__take_struct(given,                                                                      \
                       &(const struct chiso__struct){#type, #initialiser,                          \
                                                     CHISO__FIRST_SIZE(type, last), sizeof(type)}, \
                       out_given, error)

/* Whether a text is what a spreadsheet shows in place of a value that it could not work out. */
bool chiso__is_sheet_error(struct chiso__span text);

/* Says what a text is that is no number; CHISO_OK, and nothing said, where that is not known. */
chiso_status chiso__fail_no_number(chiso_error *error, struct chiso__span text);

/* Says why a text is not a number. */
chiso_status chiso__fail_number(chiso_error *error, enum chiso__number number,
                                struct chiso__span text);

/* CHISO_OK, or says where a text is not UTF-8. */
chiso_status chiso__check_text(struct chiso__span text, chiso_error *error);

#endif
