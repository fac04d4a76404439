/* The rule that takes the rank of another criterion. */
#include "rule/inside.h"

chiso_status chiso__rank_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    struct chiso__span code;

    if (!chiso__rule_take_any_word(reader, &code)) {
        return chiso__rule_fail_here(reader, CHISO__SAY_A_CODE_TO_RANK);
    }
    rule->ranked =
        (struct chiso__span){chiso__arena_copy(reader->arena, reader->allocator, code), code.size};
    return rule->ranked.text == NULL ? chiso__fail_memory(reader->error) : CHISO_OK;
}

void chiso__rank_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put(end, rule->ranked.text);
}

bool chiso__rank_points(const struct chiso__rule *rule, struct chiso__limits limits,
                        struct chiso__measured measured, struct chiso__carried *out_points)
{
    const int64_t count = measured.denominator / CHISO_DECIMAL_ONE;
    const int64_t rank = measured.value.millionths / CHISO_DECIMAL_ONE;

    (void)rule;
    if (!chiso__carried_portion(limits.max, count - rank + 1, count, out_points)) {
        return false;
    }
    *out_points = chiso__limit(*out_points, limits);
    return true;
}
