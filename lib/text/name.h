/* Names and codes as people see them: what looks the same is the same. Letters are compared in
 * Unicode's composed form (NFC, of Latin letters), blanks at the ends do not count, and inner runs
 * of blanks, no-break ones and what a blank is shown for too, are one. */
#ifndef CHISO_LIB_TEXT_NAME_H
#define CHISO_LIB_TEXT_NAME_H

#include "base/text.h"

/* More marks than anyone puts on a letter; what stands behind so many is compared as it is. */
enum { CHISO__MARKS_MOST = 30 };

/* A name while it is read. */
struct chiso__name_reader {
    struct chiso__span rest;
    uint32_t marks[CHISO__MARKS_MOST]; /* of the last letter, that did not become part of it */
    uint32_t mark_count;
    uint32_t mark_at;
};

struct chiso__name_reader chiso__name_open(struct chiso__span name);

/* The next character as it is compared; 0 at the end. A byte that is not UTF-8 is a character of
 * its own. */
uint32_t chiso__name_next(struct chiso__name_reader *reader);

/* The next eight bytes of the name as it is compared, or those that are left; 0 at the end. The
 * room begins with a character that did not fit before, of *held bytes. */
struct chiso__name_bytes {
    struct chiso__name_reader reader;
    char room[12];
    size_t held;
};
size_t chiso__name_take(struct chiso__name_bytes *bytes, char out[8]);

/* Whether a name is compared byte by byte: ASCII without blanks. */
static inline bool chiso__name_is_plain(struct chiso__span name)
{
    for (size_t i = 0; i < name.size; i++) {
        if ((unsigned char)name.text[i] <= ' ' || (unsigned char)name.text[i] >= 0x7F) {
            return false;
        }
    }
    return true;
}

/* Whether two names are the same, the spelling aside. */
bool chiso__names_differ(struct chiso__span a, struct chiso__span b);

static inline bool chiso__names_equal(struct chiso__span a, struct chiso__span b)
{
    return chiso__span_equal(a, b) || !chiso__names_differ(a, b);
}

/* The small letter of a Latin letter, composed; anything else as it is. */
uint32_t chiso__small_letter(uint32_t letter);

/* Which of these names a text is, from 1, with | between them, capitals and small letters alike; 0
 * for none. */
size_t chiso__place_among(struct chiso__span text, const char *names);

/* Whether a text is one of these names, with | between them, capitals and small letters alike. */
bool chiso__is_named(struct chiso__span text, const char *names);

/* Names that many texts are held against. Begin with {.count = 0, .marks = 0}. */
enum { CHISO__NAMES_MOST = 64 };
struct chiso__name_list {
    struct chiso__span names[CHISO__NAMES_MOST];
    uint32_t letters[CHISO__NAMES_MOST]; /* the first of each, small */
    uint64_t marks;                      /* a bit for the last six bits of each of these */
    uint32_t count;
};

/* Adds names with | between them; those beyond the room are left out. */
void chiso__list_names(struct chiso__name_list *list, const char *names);

/* The same as chiso__is_named(). */
bool chiso__is_in_list(struct chiso__span text, const struct chiso__name_list *list);

#endif
