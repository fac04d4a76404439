/* A list of notes, and a hash table of the places that have some. */
#include "text/notes.h"

#include <string.h>

/* All bits of a place go into the low ones of the hash; nobody who writes a file knows the seed, so
 * nobody can make places that collide. */
static size_t hash_of(const struct chiso__notes *notes, uint32_t unit, uint32_t node)
{
    uint64_t state = (((uint64_t)unit << 32) | node) ^ notes->seed;

    state = (state ^ (state >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    state = (state ^ (state >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (size_t)(state ^ (state >> 31)) & (notes->slot_count - 1);
}

/* The slot of a place: that of its first note, or the free one where that would go. */
static size_t slot_of(const struct chiso__notes *notes, uint32_t unit, uint32_t node)
{
    size_t at = hash_of(notes, unit, node);

    while (notes->slots[at] != 0) {
        const struct chiso__noted *first = &notes->list[notes->slots[at] - 1];

        if (first->unit == unit && first->node == node) {
            break;
        }
        at = (at + 1) & (notes->slot_count - 1);
    }
    return at;
}

/* Puts every place into the table anew; only the first note of each is looked at. */
static void fill_slots(struct chiso__notes *notes, const uint32_t *firsts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct chiso__noted *first = &notes->list[firsts[i] - 1];

        if (firsts[i] != 0) {
            notes->slots[slot_of(notes, first->unit, first->node)] = firsts[i];
        }
    }
}

/* Makes room in the table for one more place: it is at most half full. */
static bool reserve_slot(struct chiso__notes *notes, const chiso_allocator *allocator)
{
    uint32_t *const was = notes->slots;
    const size_t was_count = notes->slot_count;
    uint32_t *slots = NULL;

    if (was_count / 2 > notes->count) {
        return true;
    }
    slots = chiso__alloc_zero(allocator, was_count == 0 ? 16 : was_count * 2, sizeof(*slots));
    if (slots == NULL) {
        return false;
    }
    notes->slots = slots;
    notes->slot_count = was_count == 0 ? 16 : was_count * 2;
    notes->seed = (uint64_t)(uintptr_t)slots * UINT64_C(0xA0761D6478BD642F);
    fill_slots(notes, was, was_count);
    chiso__release(allocator, was);
    return true;
}

static bool reserve_note(struct chiso__notes *notes, const chiso_allocator *allocator)
{
    const uint32_t capacity = notes->capacity == 0 ? 8 : notes->capacity * 2;
    void *list = notes->list;

    if (notes->count == notes->capacity) {
        if (capacity > INT32_MAX ||
            !chiso__resize(allocator, &list, capacity, sizeof(*notes->list))) {
            return false;
        }
        notes->list = list;
        notes->capacity = capacity;
    }
    return reserve_slot(notes, allocator);
}

static bool reserve_name(struct chiso__notes *notes, const chiso_allocator *allocator)
{
    const uint32_t capacity = notes->name_capacity == 0 ? 4 : notes->name_capacity * 2;
    void *names = notes->names;

    if (notes->name_count == notes->name_capacity) {
        if (capacity > INT32_MAX ||
            !chiso__resize(allocator, &names, capacity, sizeof(*notes->names))) {
            return false;
        }
        notes->names = names;
        notes->name_capacity = capacity;
    }
    return chiso__index_reserve(&notes->name_index, allocator, (size_t)notes->name_count + 1);
}

static uint32_t find_name(const struct chiso__notes *notes, struct chiso__span name)
{
    const int64_t found = notes->name_count == 0
                              ? CHISO__NOT_FOUND
                              : chiso__index_find(&notes->name_index, notes->names, name);

    return found == CHISO__NOT_FOUND ? CHISO__NO_NOTE : (uint32_t)found;
}

/* The number of a name, which is added if it is new; false when memory is out. */
static bool take_name(struct chiso__notes *notes, const chiso_allocator *allocator,
                      struct chiso__span name, uint32_t *out_name)
{
    const char *copy = NULL;

    *out_name = find_name(notes, name);
    if (*out_name != CHISO__NO_NOTE) {
        return true;
    }
    copy =
        reserve_name(notes, allocator) ? chiso__arena_copy(&notes->arena, allocator, name) : NULL;
    if (copy == NULL) {
        return false;
    }
    *out_name = notes->name_count++;
    notes->names[*out_name] = (struct chiso__span){copy, name.size};
    chiso__index_add(&notes->name_index, notes->names[*out_name], *out_name);
    return true;
}

/* Where a note stands among those of its place, or would stand. */
struct link {
    size_t slot;
    uint32_t before; /* CHISO__NO_NOTE where it is the first */
    uint32_t last;   /* of the place; CHISO__NO_NOTE where it has none */
    uint32_t at;     /* the note, or the one that it would stand before */
    bool found;
};

static struct link find_link(const struct chiso__notes *notes, uint32_t unit, uint32_t node,
                             uint32_t name)
{
    struct link link = {0, CHISO__NO_NOTE, CHISO__NO_NOTE, CHISO__NO_NOTE, false};

    if (notes->slot_count == 0) {
        return link;
    }
    link.slot = slot_of(notes, unit, node);
    link.at = notes->slots[link.slot] == 0 ? CHISO__NO_NOTE : notes->slots[link.slot] - 1;
    link.last = link.at == CHISO__NO_NOTE ? CHISO__NO_NOTE : notes->list[link.at].last;
    if (link.last != CHISO__NO_NOTE && notes->list[link.last].name < name) {
        link.before = link.last;
        link.at = CHISO__NO_NOTE;
        return link;
    }
    while (link.at != CHISO__NO_NOTE && notes->list[link.at].name < name) {
        link.before = link.at;
        link.at = notes->list[link.at].next;
    }
    link.found = link.at != CHISO__NO_NOTE && notes->list[link.at].name == name;
    return link;
}

/* Lets what is before a note go on with another one, and the place end with a last one. */
static void relink(struct chiso__notes *notes, const struct link *link, uint32_t at, uint32_t last)
{
    if (link->before == CHISO__NO_NOTE) {
        notes->slots[link->slot] = at == CHISO__NO_NOTE ? 0 : at + 1;
    } else {
        notes->list[link->before].next = at;
    }
    if (notes->slots[link->slot] != 0) {
        notes->list[notes->slots[link->slot] - 1].last = last;
    }
}

/* Links a note of the list in. */
static void link_in(struct chiso__notes *notes, const struct link *link, uint32_t at)
{
    notes->list[at].next = link->at;
    relink(notes, link, at, link->at == CHISO__NO_NOTE ? at : link->last);
}

/* Closes the gap that a place leaves in the table: those behind it that it was in the way of move
 * up. */
static void close_slot(struct chiso__notes *notes, size_t gap)
{
    const size_t mask = notes->slot_count - 1;
    size_t at = (gap + 1) & mask;

    while (notes->slots[at] != 0) {
        const struct chiso__noted *first = &notes->list[notes->slots[at] - 1];
        const size_t home = hash_of(notes, first->unit, first->node);

        if (((at - home) & mask) >= ((at - gap) & mask)) {
            notes->slots[gap] = notes->slots[at];
            notes->slots[at] = 0;
            gap = at;
        }
        at = (at + 1) & mask;
    }
}

/* Takes a note out of the list; the last one moves into its place. */
static void take_out(struct chiso__notes *notes, const chiso_allocator *allocator,
                     const struct link *link)
{
    const uint32_t last = notes->count - 1;

    chiso__release(allocator, notes->list[link->at].text);
    relink(notes, link, notes->list[link->at].next,
           link->at == link->last ? link->before : link->last);
    if (notes->slots[link->slot] == 0) {
        close_slot(notes, link->slot);
    }
    if (link->at != last) {
        const struct chiso__noted moved = notes->list[last];
        const struct link place = find_link(notes, moved.unit, moved.node, moved.name);

        notes->list[link->at] = moved;
        relink(notes, &place, link->at, place.last == last ? link->at : place.last);
    }
    notes->count--;
}

static char *copy_text(const chiso_allocator *allocator, struct chiso__span text)
{
    char *copy = text.size == SIZE_MAX ? NULL : chiso__alloc(allocator, text.size + 1, 1);

    if (copy != NULL) {
        memcpy(copy, text.text, text.size);
        copy[text.size] = '\0';
    }
    return copy;
}

/* Sets a note whose text is not empty. */
static bool put(struct chiso__notes *notes, const chiso_allocator *allocator,
                struct chiso__noted note, struct chiso__span name, struct chiso__span text)
{
    struct link link;

    if (!take_name(notes, allocator, name, &note.name) || !reserve_note(notes, allocator)) {
        return false;
    }
    note.text = copy_text(allocator, text);
    if (note.text == NULL) {
        return false;
    }
    link = find_link(notes, note.unit, note.node, note.name);
    if (link.found) {
        chiso__release(allocator, notes->list[link.at].text);
        notes->list[link.at].text = note.text;
        return true;
    }
    notes->list[notes->count] = note;
    link_in(notes, &link, notes->count++);
    return true;
}

/* Makes a list of none where there is no list. */
static bool begin(struct chiso__notes **notes, const chiso_allocator *allocator)
{
    if (*notes == NULL) {
        *notes = chiso__alloc_zero(allocator, 1, sizeof(**notes));
    }
    return *notes != NULL;
}

bool chiso__notes_know(struct chiso__notes **notes, const chiso_allocator *allocator,
                       struct chiso__span name)
{
    uint32_t number = 0;

    return begin(notes, allocator) && take_name(*notes, allocator, chiso__trim(name), &number);
}

bool chiso__notes_know_all(struct chiso__notes **notes, const chiso_allocator *allocator,
                           const struct chiso__notes *from)
{
    bool is_done = true;

    for (uint32_t i = 0; from != NULL && i < from->name_count && is_done; i++) {
        is_done = chiso__notes_know(notes, allocator, from->names[i]);
    }
    return is_done;
}

bool chiso__notes_set(struct chiso__notes **notes, const chiso_allocator *allocator, uint32_t unit,
                      uint32_t node, struct chiso__span name, struct chiso__span text)
{
    name = chiso__trim(name);
    text = chiso__trim(text);
    if (text.size == 0) {
        const uint32_t known = *notes == NULL ? CHISO__NO_NOTE : find_name(*notes, name);

        if (known != CHISO__NO_NOTE) {
            const struct link link = find_link(*notes, unit, node, known);

            if (link.found) {
                take_out(*notes, allocator, &link);
            }
        }
        return true;
    }
    return begin(notes, allocator) &&
           put(*notes, allocator, (struct chiso__noted){.unit = unit, .node = node}, name, text);
}

const struct chiso__noted *chiso__notes_first(const struct chiso__notes *notes, uint32_t unit,
                                              uint32_t node)
{
    uint32_t first = 0;

    if (chiso__notes_count(notes) == 0) {
        return NULL;
    }
    first = notes->slots[slot_of(notes, unit, node)];
    return first == 0 ? NULL : &notes->list[first - 1];
}

const char *chiso__notes_find(const struct chiso__notes *notes, uint32_t unit, uint32_t node,
                              struct chiso__span name)
{
    const struct chiso__noted *note = chiso__notes_first(notes, unit, node);
    const uint32_t known = note == NULL ? CHISO__NO_NOTE : find_name(notes, chiso__trim(name));

    while (note != NULL && note->name != known) {
        note = chiso__notes_next(notes, note);
    }
    return note == NULL ? "" : note->text;
}

uint32_t chiso__notes_count_at(const struct chiso__notes *notes, uint32_t unit, uint32_t node)
{
    const struct chiso__noted *note = chiso__notes_first(notes, unit, node);
    uint32_t count = 0;

    while (note != NULL) {
        note = chiso__notes_next(notes, note);
        count++;
    }
    return count;
}

const struct chiso__noted *chiso__notes_at(const struct chiso__notes *notes, uint32_t unit,
                                           uint32_t node, uint32_t index)
{
    const struct chiso__noted *note = chiso__notes_first(notes, unit, node);

    while (note != NULL && index-- > 0) {
        note = chiso__notes_next(notes, note);
    }
    return note;
}

/* Puts every note into the table and the chains anew. */
static void link_all(struct chiso__notes *notes)
{
    memset(notes->slots, 0, notes->slot_count * sizeof(*notes->slots));
    for (uint32_t i = 0; i < notes->count; i++) {
        const struct chiso__noted *note = &notes->list[i];
        const struct link link = find_link(notes, note->unit, note->node, note->name);

        link_in(notes, &link, i);
    }
}

void chiso__notes_remove_unit(struct chiso__notes *notes, const chiso_allocator *allocator,
                              uint32_t unit)
{
    uint32_t kept = 0;

    if (chiso__notes_count(notes) == 0) {
        return;
    }
    for (uint32_t i = 0; i < notes->count; i++) {
        struct chiso__noted note = notes->list[i];

        if (note.unit == unit) {
            chiso__release(allocator, note.text);
            continue;
        }
        note.unit -= note.unit > unit ? 1 : 0;
        notes->list[kept++] = note;
    }
    notes->count = kept;
    link_all(notes);
}

bool chiso__notes_add(struct chiso__notes **notes, const chiso_allocator *allocator,
                      const struct chiso__notes *from, uint32_t behind)
{
    bool is_done = chiso__notes_count(from) == 0 || chiso__notes_know_all(notes, allocator, from);

    for (uint32_t i = 0; i < chiso__notes_count(from) && is_done; i++) {
        const struct chiso__noted *note = &from->list[i];

        is_done = chiso__notes_set(notes, allocator, note->unit + behind, note->node,
                                   from->names[note->name], chiso__span_of(note->text));
    }
    return is_done;
}

void chiso__notes_clear(struct chiso__notes **notes, const chiso_allocator *allocator)
{
    struct chiso__notes *own = *notes;

    if (own == NULL) {
        return;
    }
    for (uint32_t i = 0; i < own->count; i++) {
        chiso__release(allocator, own->list[i].text);
    }
    chiso__release(allocator, own->list);
    chiso__release(allocator, own->slots);
    chiso__release(allocator, own->names);
    chiso__index_clear(&own->name_index, allocator);
    chiso__arena_clear(&own->arena, allocator);
    chiso__release(allocator, own);
    *notes = NULL;
}
