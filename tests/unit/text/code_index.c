/* The index of codes finds what a walk over all codes finds, whatever was added and taken out. */
#include "text/code_index.h"
#include "base/text.h"
#include "support.h"

#include <criterion/criterion.h>

#include <string.h>

enum { CASES = 300, STEPS = 400, MOST = 200, CODE_SIZE = 24 };

/* Codes as an object keeps them, and the index beside. */
struct book {
    struct chiso__index index;
    chiso_allocator allocator;
    char texts[MOST][CODE_SIZE];
    struct chiso__span codes[MOST];
    uint32_t count;
};

/* Codes of 0 to 23 bytes that share beginnings, ends or all but a byte. */
static struct chiso__span any_code(struct random *random, char text[CODE_SIZE])
{
    const size_t size = (size_t)random_below(random, random_below(random, 2) == 0 ? 4 : CODE_SIZE);

    memset(text, 'a', size);
    for (uint64_t i = random_below(random, 3); i > 0 && size > 0; i--) {
        text[random_below(random, size)] = (char)(random_below(random, 2) == 0 ? 'b' : '\xFF');
    }
    return (struct chiso__span){text, size};
}

static int64_t find_by_walking(const struct book *book, struct chiso__span code)
{
    for (uint32_t id = 0; id < book->count; id++) {
        if (book->codes[id].size == code.size &&
            memcmp(book->codes[id].text, code.text, code.size) == 0) {
            return id;
        }
    }
    return CHISO__NOT_FOUND;
}

static void add(struct book *book, struct chiso__span code)
{
    const uint32_t id = book->count;

    if (id == MOST || find_by_walking(book, code) != CHISO__NOT_FOUND) {
        return;
    }
    memcpy(book->texts[id], code.text, code.size);
    book->codes[id] = (struct chiso__span){book->texts[id], code.size};
    cr_assert(chiso__index_reserve(&book->index, &book->allocator, ++book->count));
    chiso__index_add(&book->index, book->codes[id], id);
}

/* Takes one out, and the ids behind it move up. */
static void take_out(struct book *book, uint32_t id)
{
    chiso__index_remove(&book->index, book->codes[id], id);
    chiso__index_close(&book->index, id);
    book->count--;
    for (; id < book->count; id++) {
        memcpy(book->texts[id], book->texts[id + 1], CODE_SIZE);
        book->codes[id].size = book->codes[id + 1].size;
    }
}

Test(code_index, finds_what_a_walk_over_all_codes_finds)
{
    static struct book book;
    struct random random = {.state = 1};
    size_t found = 0;

    cr_assert(chiso__allocator_take(NULL, &book.allocator));
    for (int i = 0; i < CASES; i++) {
        for (int step = 0; step < STEPS; step++) {
            char text[CODE_SIZE];
            const struct chiso__span code = any_code(&random, text);
            const int64_t expected = find_by_walking(&book, code);

            cr_assert(chiso__index_find(&book.index, book.codes, code) == expected, "%d, %d: %.*s",
                      i, step, (int)code.size, code.text);
            found += expected != CHISO__NOT_FOUND;
            if (random_below(&random, 3) > 0) {
                add(&book, code);
            } else if (book.count > 0) {
                take_out(&book, (uint32_t)random_below(&random, book.count));
            }
        }
        if (i % 2 == 0) {
            chiso__index_empty(&book.index);
        } else {
            chiso__index_clear(&book.index, &book.allocator);
        }
        book.count = 0;
    }
    chiso__index_clear(&book.index, &book.allocator);
    cr_expect(found > CASES * STEPS / 10, "%zu", found);
}
