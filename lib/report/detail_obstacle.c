/* Why what is tried changes nothing, in documents. */
#include "report/inside.h"

#include "text/json.h"

/* Whether another cell is tried. */
static bool is_tried(const chiso_board *board, chiso_what_if *what_if, chiso_unit unit,
                     chiso_node leaf)
{
    chiso_cell now;
    chiso_cell then;

    return chiso_board_cell(board, unit, leaf, &now) == CHISO_OK &&
           chiso_what_if_cell(what_if, unit, leaf, &then) == CHISO_OK &&
           (now.state != then.state || now.value != then.value ||
            now.denominator != then.denominator || now.points != then.points);
}

static void put_node(struct chiso__output *output, const chiso_tree *tree, const char *name,
                     chiso_node node)
{
    if (node != CHISO_NO_NODE) {
        chiso__member_text(output, false, name, chiso_node_code(tree, node));
    }
}

static bool is_any(const chiso_obstacle *obstacle)
{
    return obstacle->set != CHISO_NO_NODE || obstacle->limited != CHISO_NO_NODE ||
           obstacle->dropped != CHISO_NO_NODE;
}

chiso_status chiso__put_obstacles(struct chiso__output *output, const chiso_board *board,
                                  chiso_what_if *what_if, chiso_unit unit)
{
    const chiso_tree *tree = board->tree;
    bool first = true;

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const chiso_node leaf = tree->leaves[i];
        chiso_obstacle obstacle = CHISO_OBSTACLE_INIT;
        const chiso_status status = is_tried(board, what_if, unit, leaf)
                                        ? chiso_what_if_obstacle(what_if, unit, leaf, &obstacle)
                                        : CHISO_OK;

        if (status != CHISO_OK) {
            return status;
        }
        if (!is_any(&obstacle)) {
            continue;
        }
        chiso__put_text(output, first ? ",\n      \"obstacles\": [\n        { " : ",\n        { ");
        chiso__member_text(output, true, "leaf", chiso_node_code(tree, leaf));
        put_node(output, tree, "set", obstacle.set);
        put_node(output, tree, "limited", obstacle.limited);
        put_node(output, tree, "limited_by", obstacle.limited_by);
        put_node(output, tree, "dropped", obstacle.dropped);
        chiso__put_text(output, " }");
        first = false;
    }
    chiso__put_text(output, first ? "" : "\n      ]");
    return CHISO_OK;
}

void chiso__put_target_obstacle(struct chiso__output *output, const chiso_tree *tree,
                                const chiso_target *target)
{
    chiso_obstacle obstacle;

    if (chiso_target_obstacle(target, &obstacle) != CHISO_OK || !is_any(&obstacle)) {
        return;
    }
    chiso__put_text(output, ", \"obstacle\": { ");
    if (obstacle.set != CHISO_NO_NODE) {
        chiso__member_text(output, true, "set", chiso_node_code(tree, obstacle.set));
    }
    if (obstacle.limited != CHISO_NO_NODE) {
        chiso__member_text(output, obstacle.set == CHISO_NO_NODE, "limited",
                           chiso_node_code(tree, obstacle.limited));
        put_node(output, tree, "limited_by", obstacle.limited_by);
    }
    if (obstacle.by_cell != 0) {
        chiso__member_flag(output, "by_cell", true);
    }
    chiso__put_text(output, " }");
}
