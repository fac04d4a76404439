/* What sheets print beside their points, until it is compared. */
#include "text/printed.h"

#include "text/name.h"
#include "text/outline.h"

#include <string.h>

/* Makes room for one item more. */
static bool make_room(const chiso_allocator *allocator, void **block, uint32_t count,
                      uint32_t *capacity, size_t size)
{
    const uint32_t wanted = *capacity == 0 ? 32 : *capacity * 2;

    if (count < *capacity) {
        return true;
    }
    if (*capacity > UINT32_MAX / 2 || !chiso__resize(allocator, block, wanted, size)) {
        return false;
    }
    *capacity = wanted;
    return true;
}

bool chiso__printed_add_unit(struct chiso__prints *printed, const chiso_allocator *allocator,
                             struct chiso__span code)
{
    void *block = printed->units;

    code.text = chiso__arena_copy(&printed->arena, allocator, code);
    if (code.text == NULL || !make_room(allocator, &block, printed->unit_count,
                                        &printed->unit_capacity, sizeof(*printed->units))) {
        return false;
    }
    printed->units = block;
    printed->units[printed->unit_count++] = code;
    return true;
}

bool chiso__printed_add(struct chiso__prints *printed, const chiso_allocator *allocator,
                        struct chiso__printed_figure figure)
{
    void *block = printed->figures;

    figure.text.text = chiso__arena_copy(&printed->arena, allocator, figure.text);
    figure.code.text = chiso__arena_copy(&printed->arena, allocator, figure.code);
    figure.label.text = chiso__arena_copy(&printed->arena, allocator, figure.label);
    if (figure.text.text == NULL || figure.code.text == NULL || figure.label.text == NULL ||
        !make_room(allocator, &block, printed->count, &printed->capacity,
                   sizeof(*printed->figures))) {
        return false;
    }
    printed->figures = block;
    printed->figures[printed->count++] = figure;
    return true;
}

/* Digits behind the last mark of a text. */
static int digits_of(struct chiso__span text, char mark)
{
    int digits = 0;
    size_t at = 0;

    while (at < text.size && text.text[at] != mark) {
        at++;
    }
    while (at + 1 < text.size && chiso__is_digit(text.text[at + 1])) {
        digits++;
        at++;
    }
    return digits < CHISO__NUMERAL_PLACES ? digits : CHISO__NUMERAL_PLACES;
}

void chiso__printed_read(struct chiso__printed_figure *figure, struct chiso__number_style style)
{
    const unsigned forms = CHISO__FORM_EXPONENT | CHISO__FORM_PERCENT;
    struct chiso__number_style any = {true, 0};
    struct chiso__number_style *used = &style;
    struct chiso__numeral numeral;
    enum chiso__number number = chiso__numeral_read(figure->text, used, forms, &numeral);

    if (number != CHISO__NUMBER_OK) {
        used = &any;
        number = chiso__numeral_read(figure->text, used, forms, &numeral);
    }
    figure->is_number = number == CHISO__NUMBER_OK;
    if (figure->is_number) {
        figure->value = numeral.value;
        figure->digits = digits_of(figure->text, used->seen);
    }
}

/* Any number is read alike, whatever the marks of the sheet are. */
static const struct chiso__number_style any_style = {true, 0};

/* The characters of a dash that a text begins with, 0 for another one: - and those of typesetters.
 */
static size_t dash_size(struct chiso__span text)
{
    static const char *const dashes[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92"};

    for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
        const struct chiso__span dash = chiso__span_of(dashes[i]);

        if (text.size >= dash.size && memcmp(text.text, dash.text, dash.size) == 0) {
            return dash.size;
        }
    }
    return 0;
}

/* A whole number of at most six digits at the beginning of a text, and how many they are. */
static uint32_t take_whole(struct chiso__span text, size_t *out_size)
{
    enum { MOST_DIGITS = 6 };
    uint32_t number = 0;

    *out_size = 0;
    while (*out_size < text.size && *out_size <= MOST_DIGITS &&
           chiso__is_digit(text.text[*out_size])) {
        number = number * 10 + (uint32_t)(text.text[(*out_size)++] - '0');
    }
    return *out_size > MOST_DIGITS ? 0 : number;
}

/* Takes the last of places that are shared off the first; returns how many they are, 1 for a place
 * alone. */
static uint32_t take_shared(struct chiso__span *text)
{
    size_t size = 0;
    size_t end = 0;
    const uint32_t first = take_whole(*text, &size);
    struct chiso__span rest =
        chiso__trim((struct chiso__span){text->text + size, text->size - size});
    const size_t dash = dash_size(rest);
    uint32_t last = 0;

    if (size == 0 || dash == 0) {
        return 1;
    }
    rest = chiso__trim((struct chiso__span){rest.text + dash, rest.size - dash});
    last = take_whole(rest, &end);
    if (first == 0 || end != rest.size || last <= first) {
        return 1;
    }
    text->size = size;
    return last - first + 1;
}

/* Takes what is printed around the number of a rank off it. */
static struct chiso__span bare_rank(struct chiso__span text)
{
    const char *slash = memchr(text.text, '/', text.size);

    if (slash != NULL) {
        text.size = (size_t)(slash - text.text);
    }
    text = chiso__trim(text);
    if (text.size > 0 && text.text[0] == '=') {
        text = (struct chiso__span){text.text + 1, text.size - 1};
    }
    if (text.size > 0 && (text.text[text.size - 1] == '=' || text.text[text.size - 1] == '.')) {
        text.size--;
    }
    return chiso__trim(text);
}

/* Which place a word says, from 1; 0 for another. */
static size_t place_of_word(struct chiso__span text)
{
    const struct chiso__wording words = chiso__wording_of(CHISO__SAY_WORDS_FOR_RANKS);
    const size_t place = chiso__place_among(text, words.english);

    return place > 0 ? place : chiso__place_among(text, words.vietnamese);
}

void chiso__printed_read_rank(struct chiso__printed_figure *figure, uint32_t *out_places)
{
    int64_t place = 0;

    figure->text = bare_rank(figure->text);
    *out_places = take_shared(&figure->text);
    chiso__printed_read(figure, any_style);
    if (!figure->is_number) {
        place = chiso__roman_number(figure->text);
        place = place > 0 ? place : (int64_t)place_of_word(figure->text);
        figure->is_number = place > 0;
        figure->value = chiso__carried_of(place * CHISO_DECIMAL_ONE);
    }
}

bool chiso__printed_read_share(struct chiso__printed_figure *figure)
{
    enum { LONGEST = 60 };
    const struct chiso__span text = figure->text;
    char times_hundred[LONGEST + 2];

    if (text.size == 0 || text.size > LONGEST || text.text[text.size - 1] == '%') {
        return false;
    }
    memcpy(times_hundred, text.text, text.size);
    memcpy(times_hundred + text.size, "e2", 2);
    figure->text = (struct chiso__span){times_hundred, text.size + 2};
    chiso__printed_read(figure, any_style);
    figure->text = text;
    figure->digits = figure->digits > 2 ? figure->digits - 2 : 0;
    return figure->is_number;
}

void chiso__printed_clear(struct chiso__prints *printed, const chiso_allocator *allocator)
{
    chiso__release(allocator, printed->units);
    chiso__release(allocator, printed->figures);
    chiso__arena_clear(&printed->arena, allocator);
    *printed = (struct chiso__prints){.next = NULL};
}

struct chiso__prints *chiso__printed_take(chiso_intake *intake, const char *file)
{
    struct chiso__prints **link = &intake->printed;
    struct chiso__prints *found = NULL;

    while (*link != NULL && strcmp((*link)->file, file) != 0) {
        link = &(*link)->next;
    }
    found = *link;
    if (found != NULL) {
        *link = found->next;
    }
    return found;
}

bool chiso__printed_keep(chiso_intake *intake, struct chiso__prints *printed, const char *file)
{
    const chiso_allocator *allocator = &intake->allocator;
    struct chiso__prints *kept = chiso__printed_take(intake, file);

    if (kept == NULL) {
        kept = chiso__alloc(allocator, 1, sizeof(*kept));
    } else {
        chiso__printed_clear(kept, allocator);
    }
    if (kept == NULL) {
        return false;
    }
    *kept = *printed;
    *printed = (struct chiso__prints){.next = NULL};
    kept->file = chiso__arena_copy(&kept->arena, allocator, chiso__span_of(file));
    if (kept->file == NULL) {
        chiso__printed_clear(kept, allocator);
        chiso__release(allocator, kept);
        return false;
    }
    kept->next = intake->printed;
    intake->printed = kept;
    return true;
}
