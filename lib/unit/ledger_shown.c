/* The figures of a ledger as they are shown. */
#include "score/result.h"
#include "unit/ledger_inside.h"

void chiso__ledger_show(const chiso_tree *tree, const struct chiso__ledger_item *item,
                        struct chiso__carried max, int places, chiso_ledger_entry *out_entry)
{
    const struct chiso__carried own = tree->nodes[item->entry.leaf].max;
    chiso_ledger_entry entry = item->entry;

    entry.achieved = chiso__publish_places(tree, item->achieved, own, places);
    entry.lost = chiso__publish_places(tree, item->lost, own, places);
    entry.best = chiso__publish_places(tree, item->best, own, places);
    entry.mean = chiso__publish_places(tree, item->mean, own, places);
    entry.median = chiso__publish_places(tree, item->median, own, places);
    entry.to_best = chiso__publish_places(tree, item->to_best, max, places);
    entry.to_max = chiso__publish_places(tree, item->to_max, max, places);
    *out_entry = entry;
}

void chiso__ledger_show_step(const chiso_tree *tree, const struct chiso__ledger_taken *step,
                             struct chiso__carried max, int places, chiso_ledger_step *out_step)
{
    *out_step = (chiso_ledger_step){step->kind, step->node, step->by, 0,
                                    chiso__publish_places(tree, step->cost, max, places)};
}

bool chiso__ledger_show_total(const chiso_tree *tree, const struct chiso__ledger_sums *sums,
                              struct chiso__carried max, int places, chiso_ledger_total *out_total)
{
    chiso_ledger_total total = {
        .achieved = chiso__publish_places(tree, sums->achieved, max, places),
        .max = chiso__publish_points(tree, sums->max, max),
        .lost = chiso__publish_places(tree, sums->lost, max, places),
        .leaves = chiso__publish_places(tree, sums->leaves, max, places),
        .bonuses = chiso__publish_places(tree, sums->bonuses, max, places),
        .rest = CHISO_ABSENT,
        .steps = chiso__publish_places(tree, sums->steps, max, places),
    };

    /* What the totals, each rounded by itself, miss by their last digit is in the rest. */
    if (!chiso__carried_is_gap(sums->achieved) &&
        !chiso__narrow((chiso__wide)total.lost - total.leaves + total.bonuses - total.steps,
                       &total.rest)) {
        return false;
    }
    *out_total = total;
    return true;
}
