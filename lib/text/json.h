/* The members of JSON objects. first is true for the first of an object, which has no comma before
 * it. */
#ifndef CHISO_LIB_TEXT_JSON_H
#define CHISO_LIB_TEXT_JSON_H

#include <chiso/rank.h>

#include "text/notes.h"
#include "text/output.h"

/* A member whose value follows. */
void chiso__member(struct chiso__output *output, bool first, const char *name);

void chiso__member_text(struct chiso__output *output, bool first, const char *name,
                        const char *text);

/* None of these is the first. digits as for chiso__put_decimal(); a figure that does not exist is
 * null. */
void chiso__member_decimal(struct chiso__output *output, const char *name, chiso_decimal value,
                           int digits);
void chiso__member_count(struct chiso__output *output, const char *name, uint64_t count);
void chiso__member_flag(struct chiso__output *output, const char *name, bool flag);

/* The members rank, out_of and tied. */
void chiso__member_place(struct chiso__output *output, chiso_place place);

/* The member notes with those of a place by name; nothing where it has none. */
void chiso__member_notes(struct chiso__output *output, const struct chiso__notes *notes,
                         uint32_t unit, uint32_t node);

/* Writes a rank, which may end in a half. */
void chiso__put_rank(struct chiso__output *output, chiso_place place);

#endif
