/* Whose notes a column of a points file holds, and what it is called when it is written. */
#include "board/note.h"

#include "board/near_code.h"
#include "text/unsafe.h"

#include <string.h>

/* A code of a tree is no longer. */
enum { CODE_MOST = 1000 };

/* The node of a code, the root by its point; false for none. */
static bool find_node(const chiso_tree *tree, struct chiso__span code, chiso_node *out_node)
{
    const bool is_root = chiso__is_word(code, ".");
    const int64_t found = is_root ? CHISO_ROOT : chiso__find_code(tree, code);

    if (code.size == 0 || found == CHISO__NOT_FOUND) {
        return false;
    }
    *out_node = (chiso_node)found;
    return true;
}

static bool has_blank(struct chiso__span text)
{
    bool has = false;

    for (size_t i = 0; i < text.size && !has; i++) {
        has = text.text[i] == ' ';
    }
    return has;
}

void chiso__note_place(const chiso_tree *tree, struct chiso__span rest, chiso_node *out_node,
                       struct chiso__span *out_name)
{
    size_t end = rest.size < CODE_MOST ? rest.size : CODE_MOST + 1;

    *out_name = (struct chiso__span){"", 0};
    if (find_node(tree, rest, out_node)) {
        return;
    }
    /* The longest code with a colon behind it; no code has a blank. */
    while (end-- > 1) {
        const struct chiso__span code = {rest.text, end};

        if (rest.text[end] == ':' && !has_blank(code) && find_node(tree, code, out_node)) {
            *out_name = chiso__strip((struct chiso__span){rest.text + end + 1, rest.size - end - 1},
                                     chiso__shows_blank);
            return;
        }
    }
    *out_node = CHISO_ROOT;
    *out_name = rest;
}

/* Whether a text is as numbers of criteria are: digits and points, less than four digits in a row,
 * which may be a year. */
static bool is_numbered(struct chiso__span text)
{
    size_t digits = 0;

    for (size_t i = 0; i < text.size; i++) {
        digits = chiso__is_digit(text.text[i]) ? digits + 1 : 0;
        if (digits > 3 || (digits == 0 && strchr(".,", text.text[i]) == NULL)) {
            return false;
        }
    }
    return text.size > 0;
}

/* Whether what stands behind "note:" looks like the code of a criterion, and there is none of it:
 * then it is no name. *out_code is that code. */
static bool misses_code(const chiso_tree *tree, struct chiso__span rest,
                        struct chiso__span *out_code)
{
    const char *colon = rest.size == 0 ? NULL : memchr(rest.text, ':', rest.size);
    bool has_digit = false;
    chiso_node node = CHISO_NO_NODE;

    *out_code = chiso__trim(
        (struct chiso__span){rest.text, colon == NULL ? rest.size : (size_t)(colon - rest.text)});
    for (size_t i = 0; i < out_code->size; i++) {
        has_digit = has_digit || chiso__is_digit(out_code->text[i]);
    }
    if (!has_digit || has_blank(*out_code) || find_node(tree, *out_code, &node)) {
        return false;
    }
    return is_numbered(*out_code) || chiso__near_codes_of(tree, *out_code).apart[0] <= 1;
}

static chiso_status fail_code(const struct chiso__csv *csv, size_t column, const chiso_tree *tree,
                              struct chiso__span code, chiso_error *error)
{
    enum { ROOM = 120 };
    char words[ROOM];

    chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_NOTE_OF_NO_CRITERION,
                CHISO__WORDS(chiso__say(csv->fields[column].span), chiso__say(code),
                             chiso__say(chiso__list_near_codes(tree, code, words, sizeof(words))),
                             chiso__say(code)));
    return chiso__csv_fail_field(csv, column, CHISO_E_COLUMN, error);
}

chiso_status chiso__note_columns_place(struct chiso__note_columns *notes, struct chiso__csv *csv,
                                       const chiso_tree *tree, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < notes->count && status == CHISO_OK; i++) {
        struct chiso__note_column *own = &notes->list[i];
        const struct chiso__span rest = own->name;
        struct chiso__span code;

        chiso__note_place(tree, rest, &own->node, &own->name);
        if (own->name.text == rest.text && misses_code(tree, rest, &code)) {
            status = chiso__csv_note(csv, fail_code(csv, own->column, tree, code, error), error);
        }
    }
    return status;
}

/* Whether a text, behind "note:", is read as this note. */
static bool is_read_as(const chiso_tree *tree, struct chiso__span text, chiso_node node,
                       struct chiso__span name)
{
    chiso_node found = CHISO_NO_NODE;
    struct chiso__span rest;
    struct chiso__span code;

    chiso__note_place(tree, text, &found, &rest);
    return found == node && chiso__span_equal(rest, name) && !misses_code(tree, text, &code);
}

/* Puts the parts of a heading one behind the other; false when memory is out. */
static bool join(struct chiso__arena *arena, const chiso_allocator *allocator,
                 const struct chiso__span *parts, size_t count, struct chiso__span *out_text)
{
    size_t size = 0;
    char *text = NULL;

    for (size_t i = 0; i < count; i++) {
        size += parts[i].size;
    }
    text = chiso__arena_take(arena, allocator, size + 1);
    if (text == NULL) {
        return false;
    }
    *out_text = (struct chiso__span){text, size};
    for (size_t i = 0; i < count; i++) {
        memcpy(text, parts[i].text, parts[i].size);
        text += parts[i].size;
    }
    *text = '\0';
    return true;
}

bool chiso__note_heading(const chiso_tree *tree, chiso_node node, struct chiso__span name,
                         struct chiso__arena *arena, const chiso_allocator *allocator,
                         const char **out_heading)
{
    const struct chiso__span code =
        node == CHISO_ROOT ? (struct chiso__span){".", 1} : tree->codes[node];
    const bool is_name = node == CHISO_ROOT && is_read_as(tree, name, node, name);
    /* No code has a blank: a name behind one is never part of it. */
    const struct chiso__span parts[] = {{"note", 4},
                                        {":", is_name && name.size == 0 ? 0 : 1},
                                        {code.text, is_name ? 0 : code.size},
                                        {": ", is_name || name.size == 0 ? 0 : 2},
                                        name};
    const struct chiso__span apart[] = {
        parts[0], {": ", 2}, {code.text, is_name && name.size > 0 ? 0 : code.size}, parts[3], name};
    struct chiso__span heading;

    if (!join(arena, allocator, parts, sizeof(parts) / sizeof(parts[0]), &heading)) {
        return false;
    }
    /* A criterion may be called so. */
    if (chiso__find_code(tree, heading) != CHISO__NOT_FOUND &&
        !join(arena, allocator, apart, sizeof(apart) / sizeof(apart[0]), &heading)) {
        return false;
    }
    *out_heading = heading.text;
    return true;
}
