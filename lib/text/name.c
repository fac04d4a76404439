/* Names and codes as they are compared. */
#include "text/name.h"

#include "text/name_inside.h"
#include "text/unsafe.h"

struct chiso__name_reader chiso__name_open(struct chiso__span name)
{
    const struct chiso__span bare = chiso__strip(name, chiso__shows_blank);

    /* A name that shows nothing is still another one than none. */
    return (struct chiso__name_reader){.rest = bare.size > 0 ? bare : chiso__trim(name)};
}

/* The next character without taking it; 0 at the end. */
static uint32_t peek(struct chiso__span rest)
{
    return rest.size == 0 ? 0 : chiso__utf8_take(&rest);
}

/* Puts a mark behind those of its class or of a lower one. */
static void put_mark(struct chiso__name_reader *reader, uint32_t mark)
{
    const unsigned order = chiso__mark_order(mark);
    uint32_t at = reader->mark_count++;

    for (; at > 0 && chiso__mark_order(reader->marks[at - 1]) > order; at--) {
        reader->marks[at] = reader->marks[at - 1];
    }
    reader->marks[at] = mark;
}

/* Tone marks that once had characters of their own. */
static uint32_t todays_mark(uint32_t mark)
{
    switch (mark) {
    case 0x340:
        return 0x300;
    case 0x341:
        return 0x301;
    case 0x343:
        return 0x313;
    default:
        return mark;
    }
}

/* A letter that marks stand behind: taken apart, its marks put in order, and composed again as far
 * as it goes. What does not compose is left in reader->marks. */
static uint32_t compose(struct chiso__name_reader *reader, uint32_t letter)
{
    uint32_t own[CHISO__MARKS_MOST];
    uint32_t own_count = 0;
    uint32_t left = 0;
    uint32_t below = 0;

    reader->mark_count = reader->mark_at = 0;
    while (own_count < 3 && (below = chiso__decompose(letter, &own[own_count])) != 0) {
        letter = below;
        own_count++;
    }
    while (own_count > 0) {
        put_mark(reader, own[--own_count]);
    }
    while (reader->mark_count < CHISO__MARKS_MOST && chiso__mark_order(peek(reader->rest)) > 0) {
        put_mark(reader, todays_mark(chiso__utf8_take(&reader->rest)));
    }
    for (uint32_t i = 0; i < reader->mark_count; i++) {
        const uint32_t mark = reader->marks[i];
        const bool blocked =
            left > 0 && chiso__mark_order(reader->marks[left - 1]) >= chiso__mark_order(mark);
        const uint32_t whole = blocked ? 0 : chiso__compose(letter, mark);

        if (whole != 0) {
            letter = whole;
        } else {
            reader->marks[left++] = mark;
        }
    }
    reader->mark_count = left;
    return letter;
}

uint32_t chiso__name_next(struct chiso__name_reader *reader)
{
    uint32_t letter = 0;

    if (reader->mark_at < reader->mark_count) {
        return reader->marks[reader->mark_at++];
    }
    if (reader->rest.size == 0) {
        return 0;
    }
    letter = chiso__utf8_take(&reader->rest);
    if (chiso__shows_blank(letter)) {
        while (reader->rest.size > 0 && chiso__shows_blank(peek(reader->rest))) {
            chiso__utf8_take(&reader->rest);
        }
        return ' ';
    }
    letter = todays_mark(letter);
    return chiso__mark_order(peek(reader->rest)) > 0 ? compose(reader, letter) : letter;
}

size_t chiso__name_take(struct chiso__name_bytes *bytes, char out[8])
{
    size_t taken = 0;

    while (bytes->held < 8) {
        const uint32_t letter = chiso__name_next(&bytes->reader);

        if (letter == 0) {
            break;
        }
        bytes->held += chiso__utf8_put(letter, bytes->room + bytes->held);
    }
    taken = bytes->held < 8 ? bytes->held : 8;
    memcpy(out, bytes->room, taken);
    bytes->held -= taken;
    memmove(bytes->room, bytes->room + taken, bytes->held);
    return taken;
}

bool chiso__names_differ(struct chiso__span a, struct chiso__span b)
{
    struct chiso__name_reader one;
    struct chiso__name_reader other;
    uint32_t letter = 0;

    if (chiso__name_is_plain(a) && chiso__name_is_plain(b)) {
        return !chiso__span_equal(a, b);
    }
    one = chiso__name_open(a);
    other = chiso__name_open(b);
    do {
        letter = chiso__name_next(&one);
        if (letter != chiso__name_next(&other)) {
            return true;
        }
    } while (letter != 0);
    return false;
}

uint32_t chiso__small_letter(uint32_t letter)
{
    const bool even_first = (letter >= 0x100 && letter <= 0x137) ||
                            (letter >= 0x14A && letter <= 0x177) ||
                            (letter >= 0x1E00 && letter <= 0x1E95) ||
                            (letter >= 0x1EA0 && letter <= 0x1EFF) || letter == 0x1A0;
    const bool odd_first = (letter >= 0x139 && letter <= 0x148) ||
                           (letter >= 0x179 && letter <= 0x17E) || letter == 0x1AF;

    if ((letter >= 'A' && letter <= 'Z') || (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7)) {
        return letter + 0x20;
    }
    return letter + ((even_first && letter % 2 == 0) || (odd_first && letter % 2 == 1) ? 1 : 0);
}

static bool is_name(struct chiso__span text, struct chiso__span name)
{
    struct chiso__name_reader one = chiso__name_open(text);
    struct chiso__name_reader other = chiso__name_open(name);
    uint32_t letter = 0;

    do {
        letter = chiso__small_letter(chiso__name_next(&one));
        if (letter != chiso__small_letter(chiso__name_next(&other))) {
            return false;
        }
    } while (letter != 0);
    return true;
}

/* The first letter of a name, small; 0 for none. */
static uint32_t first_letter(struct chiso__span name)
{
    struct chiso__name_reader reader = chiso__name_open(name);

    return chiso__small_letter(chiso__name_next(&reader));
}

size_t chiso__place_among(struct chiso__span text, const char *names)
{
    const uint32_t first = first_letter(text);

    for (size_t place = 1;; place++) {
        const size_t size = strcspn(names, "|");
        struct chiso__span start = {names, size};

        /* Nearly all differ in the first letter, which stands in the names as one character. */
        if (size > 0 && chiso__small_letter(chiso__utf8_take(&start)) == first &&
            is_name(text, (struct chiso__span){names, size})) {
            return place;
        }
        if (names[size] == '\0') {
            return 0;
        }
        names += size + 1;
    }
}

bool chiso__is_named(struct chiso__span text, const char *names)
{
    return chiso__place_among(text, names) > 0;
}

void chiso__list_names(struct chiso__name_list *list, const char *names)
{
    while (list->count < CHISO__NAMES_MOST) {
        const struct chiso__span name = {names, strcspn(names, "|")};

        list->names[list->count] = name;
        list->letters[list->count] = first_letter(name);
        list->marks |= UINT64_C(1) << (list->letters[list->count++] & 63);
        if (names[name.size] == '\0') {
            return;
        }
        names += name.size + 1;
    }
}

bool chiso__is_in_list(struct chiso__span text, const struct chiso__name_list *list)
{
    const uint32_t first = text.size == 0 ? 0 : first_letter(text);

    if (first == 0 || (list->marks >> (first & 63) & 1) == 0) {
        return false;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->letters[i] == first && is_name(text, list->names[i])) {
            return true;
        }
    }
    return false;
}
