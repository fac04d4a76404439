/* Effects of outputs that come in as lines, for effects.py: how many draws and inputs, and then the
 * outputs a, b and mixed, all in millionths. A line of four figures an input goes out, or the
 * name of the status. */
#include <chiso/chiso.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static chiso_decimal *read_numbers(size_t count)
{
    chiso_decimal *numbers = malloc((count + 1) * sizeof(*numbers));

    for (size_t i = 0; numbers != NULL && i < count; i++) {
        if (scanf("%" SCNd64, &numbers[i]) != 1) {
            exit(2);
        }
    }
    return numbers;
}

int main(void)
{
    size_t draws = 0;
    size_t inputs = 0;

    while (scanf("%zu %zu", &draws, &inputs) == 2) {
        chiso_decimal *a = read_numbers(draws);
        chiso_decimal *b = read_numbers(draws);
        chiso_decimal *mixed = read_numbers(draws * inputs);
        chiso_effect *effects = calloc(inputs + 1, sizeof(*effects));
        const chiso_status status = chiso_effects(a, b, mixed, draws, inputs, NULL, effects, NULL);

        for (size_t i = 0; i < inputs; i++) {
            if (status != CHISO_OK) {
                printf("%s\n", chiso_status_name(status));
            } else {
                printf("%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 "\n", effects[i].first,
                       effects[i].first_error, effects[i].total, effects[i].total_error);
            }
        }
        free(a);
        free(b);
        free(mixed);
        free(effects);
    }
    return 0;
}
