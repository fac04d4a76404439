/* A tree as a criteria file. */
#include "tree/inside.h"
#include "tree/tree.h"

static void put_said(struct chiso__output *output, bool said, const struct chiso__numeral *numeral)
{
    if (said) {
        chiso__cell_numeral(output, numeral);
    } else {
        chiso__cell_empty(output);
    }
}

/* Columns that are there where a criterion has something in them. */
struct further {
    bool needs;
    bool gates;
    bool raters;
};

static struct further find_further(const chiso_tree *tree)
{
    struct further further = {false, false, false};

    for (chiso_node id = 0; id < tree->count; id++) {
        const struct chiso__terms *steps = &tree->nodes[id].steps;

        further.needs = further.needs || !chiso__carried_is_gap(steps->needs);
        further.gates = further.gates || steps->gates.count > 0;
        further.raters = further.raters || chiso__has_raters(&tree->nodes[id].raters);
    }
    return further;
}

static void write_needs(struct chiso__output *output, const struct chiso__terms *steps)
{
    char text[CHISO__NUMERAL_SIZE];

    chiso__cell_begin(output);
    if (!chiso__carried_is_gap(steps->needs)) {
        chiso__put(output,
                   (struct chiso__span){text, chiso__numeral_text(&steps->needs_said, '.', text)});
        chiso__put_text(output, "%");
    }
}

static void write_node(struct chiso__output *output, const chiso_tree *tree,
                       const struct further *further, chiso_node id)
{
    const struct chiso__tree_node *node = &tree->nodes[id];

    chiso__cell_text(output, id == CHISO_ROOT ? "." : tree->codes[id].text);
    /* The parent is always stated: a code need not say where it belongs. */
    chiso__cell_text(output, id == CHISO_ROOT             ? ""
                             : node->parent == CHISO_ROOT ? "."
                                                          : tree->codes[node->parent].text);
    chiso__cell_text(output, node->title);
    put_said(output, node->max_stated, &node->max_said);
    put_said(output, node->min_stated, &node->min_said);
    put_said(output, !chiso__carried_is_gap(node->weight), &node->weight_said);
    chiso__cell_begin(output);
    if (!chiso__combine_is_default(node)) {
        chiso__combine_put(output, node);
    }
    chiso__cell_text(output, node->kind == CHISO_KIND_BONUS ? "bonus" : "");
    chiso__cell_text(output, chiso__is_default_rule(&node->rule) ? "" : node->rule.text);
    chiso__cell_decimal(output, node->round < 0 ? CHISO_ABSENT : node->round * CHISO_DECIMAL_ONE,
                        -1);
    if (id == CHISO_ROOT) {
        chiso__cell_begin(output);
        chiso__put_options(output, tree);
    } else {
        chiso__cell_empty(output);
    }
    if (further->needs) {
        write_needs(output, &node->steps);
    }
    if (further->gates) {
        chiso__cell_text(output, node->steps.gates.text);
    }
    if (further->raters) {
        chiso__cell_text(output, node->raters.text);
    }
    chiso__row_end(output);
}

chiso_status chiso_tree_write_csv(const chiso_tree *tree, const chiso_sink *sink,
                                  chiso_error *error)
{
    struct chiso__output output;
    struct further further;

    if (tree == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    if (!tree->checked) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_TREE_NOT_CHECKED, NULL);
    }
    further = find_further(tree);
    chiso__output_begin(&output, sink);
    chiso__put_text(&output, "code,parent,title,max,min,weight,combine,kind,rule,round,options");
    chiso__put_text(&output, further.needs ? ",needs" : "");
    chiso__put_text(&output, further.gates ? ",gate" : "");
    chiso__put_text(&output, further.raters ? ",raters\n" : "\n");
    for (uint32_t i = 0; i < tree->count && !output.refused; i++) {
        write_node(&output, tree, &further, tree->order[i]);
    }
    return chiso__output_end(&output, error);
}
