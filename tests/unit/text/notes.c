/* Notes are what a list walked from its start says they are, whatever was set, taken away, copied
 * and moved up. */
#include "text/notes.h"
#include "support.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

enum { CASES = 200, STEPS = 300, UNITS = 6, NODES = 5, NAMES = 4, TEXT_SIZE = 12 };

static const char *const NAME[NAMES] = {"", "evidence", "Lý do", "b"};

/* The same notes as plainly as can be, and when each name came up. */
struct plain {
    char texts[UNITS][NODES][NAMES][TEXT_SIZE];
    uint32_t order[NAMES];
    uint32_t names;
};

struct scene {
    struct random random;
    chiso_allocator allocator;
    struct chiso__notes *notes;
    struct plain plain;
};

static bool is_known(const struct plain *plain, uint32_t name)
{
    bool known = false;

    for (uint32_t i = 0; i < plain->names; i++) {
        known = known || plain->order[i] == name;
    }
    return known;
}

static void set(struct scene *scene)
{
    const uint32_t unit = (uint32_t)random_below(&scene->random, UNITS);
    const uint32_t node = (uint32_t)random_below(&scene->random, NODES);
    const uint32_t name = (uint32_t)random_below(&scene->random, NAMES);
    char *plain = scene->plain.texts[unit][node][name];

    plain[0] = '\0';
    if (random_below(&scene->random, 3) > 0) {
        snprintf(plain, TEXT_SIZE, "t%u", (unsigned)random_below(&scene->random, 1000));
        if (!is_known(&scene->plain, name)) {
            scene->plain.order[scene->plain.names++] = name;
        }
    }
    cr_assert(chiso__notes_set(&scene->notes, &scene->allocator, unit, node,
                               chiso__span_of(NAME[name]), chiso__span_of(plain)));
}

static void remove_unit(struct scene *scene)
{
    const uint32_t unit = (uint32_t)random_below(&scene->random, UNITS);

    for (uint32_t i = unit; i + 1 < UNITS; i++) {
        memcpy(scene->plain.texts[i], scene->plain.texts[i + 1], sizeof(scene->plain.texts[i]));
    }
    memset(scene->plain.texts[UNITS - 1], 0, sizeof(scene->plain.texts[0]));
    chiso__notes_remove_unit(scene->notes, &scene->allocator, unit);
}

/* A copy takes the place of what it was made of. */
static void copy(struct scene *scene)
{
    struct chiso__notes *made = NULL;

    cr_assert(chiso__notes_add(&made, &scene->allocator, scene->notes, 0));
    chiso__notes_clear(&scene->notes, &scene->allocator);
    scene->notes = made;
}

/* The notes of a place one after the other, in the order of their names. */
static void expect_place(const struct scene *scene, uint32_t unit, uint32_t node)
{
    const struct chiso__noted *note = chiso__notes_first(scene->notes, unit, node);
    uint32_t count = 0;

    for (uint32_t i = 0; i < scene->plain.names; i++) {
        const uint32_t name = scene->plain.order[i];
        const char *text = scene->plain.texts[unit][node][name];

        cr_expect_str_eq(chiso__notes_find(scene->notes, unit, node, chiso__span_of(NAME[name])),
                         text);
        if (text[0] != '\0') {
            cr_assert_not_null(note);
            cr_expect_str_eq(chiso__note_name(scene->notes, note), NAME[name]);
            cr_expect_str_eq(note->text, text);
            cr_expect(chiso__notes_at(scene->notes, unit, node, count) == note);
            note = chiso__notes_next(scene->notes, note);
            count++;
        }
    }
    cr_expect_null(note);
    cr_expect_null(chiso__notes_at(scene->notes, unit, node, count));
    cr_expect_eq(chiso__notes_count_at(scene->notes, unit, node), count);
}

Test(notes, are_those_of_a_plain_list)
{
    for (uint64_t i = 0; i < CASES; i++) {
        struct meter meter = {.refuse_from = SIZE_MAX};
        struct scene scene = {.random = {i}, .allocator = meter_allocator(&meter)};

        for (int step = 0; step < STEPS; step++) {
            switch (random_below(&scene.random, 40)) {
            case 0:
                remove_unit(&scene);
                break;
            case 1:
                copy(&scene);
                break;
            default:
                set(&scene);
                break;
            }
        }
        for (uint32_t unit = 0; unit < UNITS; unit++) {
            for (uint32_t node = 0; node < NODES; node++) {
                expect_place(&scene, unit, node);
            }
        }
        chiso__notes_clear(&scene.notes, &scene.allocator);
        cr_expect_null(scene.notes);
    }
}

Test(notes, without_any_there_is_nothing)
{
    struct meter meter = {.refuse_from = SIZE_MAX};
    const chiso_allocator allocator = meter_allocator(&meter);
    struct chiso__notes *notes = NULL;

    cr_expect(
        chiso__notes_set(&notes, &allocator, 1, 2, chiso__span_of("x"), chiso__span_of(" \t ")));
    cr_expect(chiso__notes_add(&notes, &allocator, NULL, 3));
    cr_expect_null(notes);
    cr_expect_str_empty(chiso__notes_find(notes, 1, 2, chiso__span_of("x")));
    chiso__notes_remove_unit(notes, &allocator, 1);
    chiso__notes_clear(&notes, &allocator);
}

Test(notes, many_places_keep_apart)
{
    enum { MANY = 20000 };
    struct meter meter = {.refuse_from = SIZE_MAX};
    const chiso_allocator allocator = meter_allocator(&meter);
    struct chiso__notes *notes = NULL;
    char text[TEXT_SIZE];

    for (uint32_t i = 0; i < MANY; i++) {
        snprintf(text, sizeof(text), "%u", (unsigned)i);
        cr_assert(chiso__notes_set(&notes, &allocator, i % 97, i / 97, chiso__span_of(""),
                                   chiso__span_of(text)));
    }
    for (uint32_t i = 0; i < MANY; i++) {
        snprintf(text, sizeof(text), "%u", (unsigned)i);
        cr_assert_str_eq(chiso__notes_find(notes, i % 97, i / 97, chiso__span_of("")), text);
    }
    chiso__notes_clear(&notes, &allocator);
}
