/* What was done to the value of a leaf before its rule, told word by word. */
#include "unit/explain_inside.h"

#include "score/prepare.h"
#include "text/output.h"

/* The value behind, with all its decimals. */
static const char *value_text(chiso_explanation *explanation, struct chiso__carried value)
{
    char text[CHISO__DIGITS_SIZE];
    size_t size = 0;

    if (chiso__carried_is_gap(value)) {
        return "";
    }
    size = chiso__carried_text(value, '.', text);
    return chiso__arena_copy(&explanation->arena, &explanation->allocator,
                             (struct chiso__span){text, size});
}

/* The words of a treatment. */
static const char *words_of(chiso_explanation *explanation,
                            const struct chiso__treatment *treatment)
{
    enum { WORDS = 64 };
    char *words = chiso__arena_take(&explanation->arena, &explanation->allocator,
                                    WORDS + CHISO__NUMERAL_SIZE + treatment->column.size);
    char *end = words;

    if (words != NULL) {
        chiso__treatment_put(&end, treatment);
    }
    return words;
}

static chiso_decimal shown(const chiso_explanation *explanation, struct chiso__carried value)
{
    return chiso__carried_is_gap(value)
               ? CHISO_ABSENT
               : chiso__publish_points(explanation->board->tree, value, chiso__carried_of(0));
}

chiso_status chiso__note_treatments(struct chiso__explainer *explainer, chiso_node leaf,
                                    struct chiso__carried *out_value)
{
    chiso_explanation *explanation = explainer->explanation;
    const struct chiso__rows *rows = &explanation->board->rows;
    const struct chiso__rule *rule = &rows->tree->nodes[leaf].rule;
    struct chiso__treated treated[CHISO__TREATMENTS_MOST];

    if (!chiso__prepare_again(rows, &explanation->allocator, leaf, explanation->unit, treated)) {
        return CHISO_E_MEMORY;
    }
    for (uint32_t i = 0; i < rule->treatment_count; i++) {
        chiso_step step = chiso__step_of(CHISO_STEP_TREATED, leaf);

        step.contribution = 0;
        step.from = shown(explanation, treated[i].was);
        step.to = shown(explanation, treated[i].is);
        step.changed = treated[i].changed;
        step.rule = words_of(explanation, &rule->treatments[i]);
        step.value = value_text(explanation, treated[i].is);
        if (step.rule == NULL || step.value == NULL) {
            return CHISO_E_MEMORY;
        }
        explainer->extras[explainer->extra_count++] = step;
        *out_value = treated[i].is;
    }
    return CHISO_OK;
}
