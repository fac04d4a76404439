"""A country: 63 units × 120 leaves, all that is to be known about them. The comparison with another period is not part of it yet."""

import numpy as np
import pandas as pd

from common import CRITERIA, CRITERION_OF_LEAF, FIELD_OF_CRITERION, FIELDS, LEAVES, STEP, Child, Line, all_cells, from_file, in_turn
from common import require_same, seconds_of

UNITS = 63
#: How often each side does its work in a round: one time is too short for the clock, and for the processor to wake up.
OUR_TIMES = 400
THEIR_TIMES = 40


def rollup(frame):
    """Of a frame with a row a leaf: criteria, fields, totals. A column a leaf and axis=1 takes pandas half as long again."""
    criteria = frame.groupby(CRITERION_OF_LEAF).sum()
    fields = criteria.groupby(FIELD_OF_CRITERION).sum()
    return criteria, fields, fields.sum()


def rank_total(frame):
    return rollup(frame)[2].rank(method="min", ascending=False)


def rank_every_node(frame):
    """A row a node: the root, the fields, the criteria, the leaves."""
    criteria, fields, total = rollup(frame)
    nodes = pd.concat([total.to_frame().T, fields, criteria, frame])
    return nodes.rank(axis=1, method="min", ascending=False)


def tree_order():
    """The rows of rank_every_node() in the order of the tree: each node before its children."""
    order = [0]
    for field in range(FIELDS):
        order.append(1 + field)
        for criterion in range(5 * field, 5 * field + 5):
            order.append(1 + FIELDS + criterion)
            order.extend(1 + FIELDS + CRITERIA + leaf for leaf in range(3 * criterion, 3 * criterion + 3))
    return order


def many(function, times):
    def run_many():
        for _ in range(times):
            function()

    return seconds_of(run_many) / times


def run(program, folder, rounds, scale):
    del scale  # it is small already
    cells = all_cells(UNITS)
    exact = pd.DataFrame(cells)
    frame = pd.DataFrame(cells / (100 * STEP))
    work = f"{UNITS} units × {LEAVES} leaves: score and rank every node; no other period yet"
    mark = "chiso under 200 µs"
    with Child(program, "small") as child:
        child.ask("setup", UNITS)
        path = folder / "ranks"
        child.ask("ranks", path)
        # Whole numbers for the check: sums of binary fractions break some true ties.
        ranks = from_file(path, np.uint32).reshape(-1, UNITS)
        require_same("ranks of every node", ranks, rank_every_node(exact).to_numpy().astype(np.uint32)[tree_order()])
        require_same("ranks of the total", ranks[0], rank_total(exact).to_numpy().astype(np.uint32))
        peers = {"pandas: roll-up, rank of the total": rank_total, "pandas: roll-up, rank of every node": rank_every_node}
        for name, function in peers.items():
            pairs = in_turn(lambda: child.ask("report", OUR_TIMES), lambda: many(lambda: function(frame), THEIR_TIMES), rounds)
            yield Line(work, name, pairs, mark)
        pairs = in_turn(lambda: child.ask("read", OUR_TIMES), lambda: many(lambda: rank_every_node(frame), THEIR_TIMES), rounds)
        yield Line(work.replace("score and rank", "score, rank and read"), "pandas: roll-up, rank of every node", pairs)
