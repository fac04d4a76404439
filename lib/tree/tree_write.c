/* A tree as a criteria file. */
#include "tree/block_weight.h"
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

static void write_block_weight(struct chiso__output *output,
                               const struct chiso__block_weight *weight)
{
    if (weight == NULL) {
        chiso__cell_empty(output);
    } else if (weight->said.value.millionths == CHISO__LEFT_OUT) {
        chiso__cell_begin(output);
        chiso__put_text(output, "-");
    } else {
        chiso__cell_numeral(output, &weight->said);
    }
}

static void write_further_headings(struct chiso__output *output, const chiso_tree *tree,
                                   const struct further *further)
{
    chiso__put_text(output, further->needs ? ",needs" : "");
    chiso__put_text(output, further->gates ? ",gate" : "");
    for (uint32_t i = 0; i < tree->by_block.column_count; i++) {
        chiso__cell_texts(output, "weight@", tree->by_block.blocks[i].text);
    }
    chiso__put_text(output, further->raters ? ",raters" : "");
}

/* The names that notes have, marked by number; NULL when memory is out. */
static bool *names_in_use(const chiso_tree *tree)
{
    const struct chiso__notes *notes = tree->notes;
    bool *used = chiso__alloc_zero(&tree->allocator, notes->name_count, sizeof(*used));

    for (uint32_t i = 0; i < notes->count && used != NULL; i++) {
        used[notes->list[i].name] = true;
    }
    return used;
}

/* Ends the row of headings with those of notes. */
static void write_note_headings(struct chiso__output *output, const chiso_tree *tree,
                                const bool *used)
{
    for (uint32_t name = 0; used != NULL && name < tree->notes->name_count; name++) {
        const struct chiso__span text = tree->notes->names[name];

        if (used[name]) {
            chiso__cell_texts(output, text.size == 0 ? "note" : "note:", text.text);
        }
    }
    chiso__row_end(output);
}

/* Ends the row of a node with its notes. */
static void write_notes(struct chiso__output *output, const chiso_tree *tree, chiso_node id,
                        const bool *used)
{
    const struct chiso__noted *note = chiso__notes_first(tree->notes, 0, id);

    for (uint32_t name = 0; used != NULL && name < tree->notes->name_count; name++) {
        if (!used[name]) {
            continue;
        }
        if (note == NULL || note->name != name) {
            chiso__cell_empty(output);
            continue;
        }
        chiso__cell_text(output, note->text);
        note = chiso__notes_next(tree->notes, note);
    }
    chiso__row_end(output);
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
    for (uint32_t i = 0; i < tree->by_block.column_count; i++) {
        write_block_weight(output, chiso__block_weight_said(tree, i, id));
    }
    if (further->raters) {
        chiso__cell_text(output, node->raters.text);
    }
}

chiso_status chiso_tree_write_csv(const chiso_tree *tree, const chiso_sink *sink,
                                  chiso_error *error)
{
    struct chiso__output output;
    struct further further;
    const bool has_notes = tree != NULL && chiso__notes_count(tree->notes) > 0;
    bool *used = NULL;

    if (tree == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    if (!tree->checked) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_TREE_NOT_CHECKED, NULL);
    }
    used = has_notes ? names_in_use(tree) : NULL;
    if (has_notes && used == NULL) {
        return chiso__fail_memory(error);
    }
    further = find_further(tree);
    chiso__output_begin(&output, sink);
    chiso__put_text(&output, "code,parent,title,max,min,weight,combine,kind,rule,round,options");
    output.row_begun = true;
    write_further_headings(&output, tree, &further);
    write_note_headings(&output, tree, used);
    for (uint32_t i = 0; i < tree->count && !output.refused; i++) {
        write_node(&output, tree, &further, tree->order[i]);
        write_notes(&output, tree, tree->order[i], used);
    }
    chiso__release(&tree->allocator, used);
    return chiso__output_end(&output, error);
}
