/* Members of JSON objects. */
#include "text/json.h"

void chiso__member(struct chiso__output *output, bool first, const char *name)
{
    chiso__put_text(output, first ? "\"" : ", \"");
    chiso__put_text(output, name);
    chiso__put_text(output, "\": ");
}

void chiso__member_text(struct chiso__output *output, bool first, const char *name,
                        const char *text)
{
    chiso__member(output, first, name);
    chiso__put_json(output, text);
}

void chiso__member_decimal(struct chiso__output *output, const char *name, chiso_decimal value,
                           int digits)
{
    chiso__member(output, false, name);
    chiso__put_decimal(output, value, digits, "null");
}

void chiso__member_count(struct chiso__output *output, const char *name, uint64_t count)
{
    chiso__member(output, false, name);
    chiso__put_count(output, count);
}

void chiso__member_flag(struct chiso__output *output, const char *name, bool flag)
{
    chiso__member(output, false, name);
    chiso__put_text(output, flag ? "true" : "false");
}

void chiso__member_place(struct chiso__output *output, chiso_place place)
{
    chiso__member(output, false, "rank");
    if (place.rank == 0) {
        chiso__put_text(output, "null, \"out_of\": null, \"tied\": null");
        return;
    }
    chiso__put_rank(output, place);
    chiso__member_count(output, "out_of", place.out_of);
    chiso__member_count(output, "tied", place.tied);
}

void chiso__member_notes(struct chiso__output *output, const struct chiso__notes *notes,
                         uint32_t unit, uint32_t node)
{
    const struct chiso__noted *first = chiso__notes_first(notes, unit, node);

    for (const struct chiso__noted *note = first; note != NULL;
         note = chiso__notes_next(notes, note)) {
        chiso__put_text(output, note == first ? ", \"notes\": { " : ", ");
        chiso__put_json(output, chiso__note_name(notes, note));
        chiso__put_text(output, ": ");
        chiso__put_json(output, note->text);
    }
    chiso__put_text(output, first == NULL ? "" : " }");
}

void chiso__put_rank(struct chiso__output *output, chiso_place place)
{
    const char half[] = {output->mark, '5', '\0'};

    chiso__put_count(output, place.rank);
    chiso__put_text(output, place.half ? half : "");
}
