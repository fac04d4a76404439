/* Columns of notes: which they are. */
#include "text/note_column.h"

#include "text/unsafe.h"

#include <string.h>

const struct chiso__marked_heading chiso__note_heading_words = {"note", ':',
                                                                CHISO__SAY_WORDS_FOR_NOTE};

static const char WORD[] = "note:";
enum { WORD_SIZE = sizeof(WORD) - 1 };

bool chiso__is_note_word(struct chiso__span text, struct chiso__span *out_rest)
{
    *out_rest = (struct chiso__span){"", 0};
    if (chiso__is_word(text, "note")) {
        return true;
    }
    if (text.size < WORD_SIZE ||
        !chiso__is_word((struct chiso__span){text.text, WORD_SIZE}, WORD)) {
        return false;
    }
    *out_rest = chiso__strip((struct chiso__span){text.text + WORD_SIZE, text.size - WORD_SIZE},
                             chiso__shows_blank);
    return true;
}

static bool add(struct chiso__note_columns *notes, const chiso_allocator *allocator, size_t column,
                struct chiso__span rest)
{
    const size_t capacity = notes->capacity == 0 ? 4 : notes->capacity * 2;
    void *list = notes->list;
    const char *copy = NULL;

    if (notes->count == notes->capacity) {
        if (capacity > UINT32_MAX ||
            !chiso__resize(allocator, &list, capacity, sizeof(*notes->list))) {
            return false;
        }
        notes->list = list;
        notes->capacity = capacity;
    }
    copy = chiso__arena_copy(&notes->arena, allocator, rest);
    if (copy == NULL) {
        return false;
    }
    notes->list[notes->count++] =
        (struct chiso__note_column){column, UINT32_MAX, (struct chiso__span){copy, rest.size}};
    return true;
}

chiso_status chiso__note_columns_add(struct chiso__note_columns *notes,
                                     const struct chiso__csv *csv, size_t column,
                                     struct chiso__span rest, chiso_error *error)
{
    return add(notes, &csv->allocator, column, rest) ? CHISO_OK : chiso__fail_memory(error);
}

bool chiso__note_columns_know(const struct chiso__note_columns *columns,
                              const chiso_allocator *allocator, struct chiso__notes **notes)
{
    bool is_done = true;

    for (size_t i = 0; i < columns->count && is_done; i++) {
        is_done = chiso__notes_know(notes, allocator, columns->list[i].name);
    }
    return is_done;
}

/* What no other column may have: the code, of the root a point, a blank, which no code has, and the
 * name. Blanks at the ends do not tell names apart. */
static bool make_key(struct chiso__note_columns *notes, const chiso_allocator *allocator,
                     struct chiso__span code, struct chiso__span name, struct chiso__span *out_key)
{
    char *text = chiso__arena_take(&notes->arena, allocator, code.size + 1 + name.size + 1);

    if (text == NULL) {
        return false;
    }
    *out_key = (struct chiso__span){text, code.size + 1 + name.size};
    memcpy(text, code.text, code.size);
    text[code.size] = ' ';
    memcpy(text + code.size + 1, name.text, name.size);
    return true;
}

static bool find_twice(struct chiso__note_columns *notes, const chiso_allocator *allocator,
                       const struct chiso__span *codes, struct chiso__span *keys,
                       struct chiso__index *index, size_t *out_twice)
{
    if (!chiso__index_reserve(index, allocator, notes->count)) {
        return false;
    }
    for (size_t i = 0; i < notes->count; i++) {
        const struct chiso__note_column *own = &notes->list[i];
        const struct chiso__span code = own->node == UINT32_MAX || codes[own->node].size == 0
                                            ? (struct chiso__span){".", 1}
                                            : codes[own->node];

        if (!make_key(notes, allocator, code, own->name, &keys[i])) {
            return false;
        }
        if (chiso__index_find(index, keys, keys[i]) != CHISO__NOT_FOUND) {
            *out_twice = own->column;
            return true;
        }
        chiso__index_add(index, keys[i], (uint32_t)i);
    }
    return true;
}

chiso_status chiso__note_columns_check(struct chiso__note_columns *notes, struct chiso__csv *csv,
                                       const struct chiso__span *codes, chiso_error *error)
{
    const chiso_allocator *allocator = &csv->allocator;
    struct chiso__index index = {0};
    struct chiso__span *keys = NULL;
    size_t twice = SIZE_MAX;
    bool is_done = true;

    if (notes->count > 1) {
        keys = chiso__alloc(allocator, notes->count, sizeof(*keys));
        is_done = keys != NULL && find_twice(notes, allocator, codes, keys, &index, &twice);
        chiso__index_clear(&index, allocator);
        chiso__release(allocator, keys);
    }
    if (!is_done) {
        return chiso__fail_memory(error);
    }
    return twice == SIZE_MAX
               ? CHISO_OK
               : chiso__csv_note(csv, chiso__csv_fail_twice(csv, twice, error), error);
}

void chiso__note_columns_clear(struct chiso__note_columns *notes, const chiso_allocator *allocator)
{
    chiso__release(allocator, notes->list);
    chiso__arena_clear(&notes->arena, allocator);
    *notes = (struct chiso__note_columns){0};
}
