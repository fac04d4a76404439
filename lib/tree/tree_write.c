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

/* Whether a criterion says something of its raters: else there is no column for it. */
static bool has_raters(const chiso_tree *tree)
{
    bool any = false;

    for (chiso_node id = 0; id < tree->count && !any; id++) {
        any = chiso__has_raters(&tree->nodes[id].raters);
    }
    return any;
}

static void write_node(struct chiso__output *output, const chiso_tree *tree, chiso_node id,
                       bool with_raters)
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
    if (with_raters) {
        chiso__cell_text(output, node->raters.text);
    }
    chiso__row_end(output);
}

chiso_status chiso_tree_write_csv(const chiso_tree *tree, const chiso_sink *sink,
                                  chiso_error *error)
{
    struct chiso__output output;
    bool with_raters = false;

    if (tree == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    if (!tree->checked) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_TREE_NOT_CHECKED, NULL);
    }
    chiso__output_begin(&output, sink);
    chiso__put_text(&output, "code,parent,title,max,min,weight,combine,kind,rule,round,options");
    with_raters = has_raters(tree);
    chiso__put_text(&output, with_raters ? ",raters\n" : "\n");
    for (uint32_t i = 0; i < tree->count && !output.refused; i++) {
        write_node(&output, tree, tree->order[i], with_raters);
    }
    return chiso__output_end(&output, error);
}
