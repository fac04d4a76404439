#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A criteria file longer than what a writer sends at a time. */
static chiso_tree *long_tree(void)
{
    struct buffer text = {0};
    chiso_tree *tree = NULL;

    buffer_print(&text, "code,title,max\n");
    for (int i = 0; i < 3000; i++) {
        buffer_print(&text, "%d,Criterion %d,5\n", i, i);
    }
    tree = support_tree(text.bytes);
    buffer_clear(&text);
    return tree;
}

Test(sink, a_buffer_takes_what_a_writer_sends)
{
    chiso_tree *tree = long_tree();
    char *expected = support_tree_csv(tree);
    chiso_buffer buffer = CHISO_BUFFER_INIT;
    const chiso_sink sink = {chiso_buffer_write, &buffer};

    cr_expect(buffer.bytes == NULL && buffer.size == 0);
    cr_assert_eq(chiso_tree_write_csv(tree, &sink, NULL), CHISO_OK);
    cr_expect(buffer.size == strlen(expected) && buffer.size < buffer.capacity);
    cr_expect_str_eq(buffer.bytes, expected);
    chiso_buffer_clear(&buffer);
    cr_expect(buffer.bytes == NULL && buffer.size == 0 && buffer.capacity == 0);
    cr_assert_eq(chiso_tree_write_csv(tree, &sink, NULL), CHISO_OK);
    cr_expect_str_eq(buffer.bytes, expected);
    chiso_buffer_clear(&buffer);
    chiso_buffer_clear(&buffer);
    chiso_buffer_clear(NULL);
    chiso_tree_free(tree);
    free(expected);
}

Test(sink, a_buffer_without_memory_refuses_and_keeps_what_it_has)
{
    chiso_tree *tree = long_tree();
    char *expected = support_tree_csv(tree);
    bool whole = false;

    for (size_t allowed = 0; !whole; allowed++) {
        struct meter meter = {.refuse_from = allowed};
        const chiso_allocator allocator = meter_allocator(&meter);
        chiso_buffer buffer = CHISO_BUFFER_INIT;
        const chiso_sink sink = {chiso_buffer_write, &buffer};

        buffer.allocator = &allocator;
        whole = chiso_tree_write_csv(tree, &sink, NULL) == CHISO_OK;
        cr_expect(whole || buffer.size < strlen(expected));
        cr_expect(buffer.size == 0 || (strncmp(buffer.bytes, expected, buffer.size) == 0 &&
                                       buffer.bytes[buffer.size] == '\0'));
        cr_expect((buffer.bytes == NULL) == (allowed == 0));
        chiso_buffer_clear(&buffer);
        cr_expect(meter.alive == 0);
    }
    chiso_tree_free(tree);
    free(expected);
}

Test(sink, a_buffer_takes_any_number_of_bytes)
{
    chiso_buffer buffer = CHISO_BUFFER_INIT;
    char bytes[10000] = "";

    cr_expect(chiso_buffer_write(&buffer, "a\0b", 3) && buffer.size == 3);
    cr_expect(chiso_buffer_write(&buffer, "", 0) && buffer.size == 3);
    cr_expect(chiso_buffer_write(&buffer, bytes, sizeof(bytes)) && buffer.size == 10003);
    cr_expect(memcmp(buffer.bytes, "a\0b", 3) == 0 && buffer.bytes[10003] == '\0');
    cr_expect(!chiso_buffer_write(&buffer, bytes, SIZE_MAX - 10003) && buffer.size == 10003);
    cr_expect(!chiso_buffer_write(&buffer, bytes, SIZE_MAX) && buffer.size == 10003);
    cr_expect(!chiso_buffer_write(NULL, bytes, 1) && !chiso_buffer_write(&buffer, NULL, 1));
    chiso_buffer_clear(&buffer);
}

Test(sink, a_file_takes_what_a_writer_sends)
{
    chiso_tree *tree = long_tree();
    char *expected = support_tree_csv(tree);
    const size_t size = strlen(expected);
    char *got = calloc(size + 1, 1);
    FILE *file = tmpfile();
    const chiso_sink sink = {chiso_file_write, file};

    cr_assert(file != NULL && got != NULL);
    cr_assert_eq(chiso_tree_write_csv(tree, &sink, NULL), CHISO_OK);
    cr_assert_eq(fseek(file, 0, SEEK_SET), 0);
    cr_expect(fread(got, 1, size, file) == size && fgetc(file) == EOF);
    cr_expect_str_eq(got, expected);
    fclose(file);
    free(got);
    free(expected);
    chiso_tree_free(tree);
}

Test(sink, a_file_that_cannot_be_written_ends_the_writing)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,5\n");
    FILE *file = fopen("/dev/null", "r");
    const chiso_sink sink = {chiso_file_write, file};
    const chiso_sink none = {chiso_file_write, NULL};

    cr_assert_not_null(file);
    cr_expect_eq(chiso_tree_write_csv(tree, &sink, NULL), CHISO_E_SINK);
    cr_expect_eq(chiso_tree_write_csv(tree, &none, NULL), CHISO_E_SINK);
    cr_expect(!chiso_file_write(stdout, NULL, 1));
    fclose(file);
    chiso_tree_free(tree);
}
