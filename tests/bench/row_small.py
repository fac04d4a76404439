"""A country: 63 units × 120 leaves, all that is to be known about them, alone and against another
period.
"""

import numpy as np
import pandas as pd

from common import (
    CRITERIA,
    CRITERION_OF_LEAF,
    FIELD_OF_CRITERION,
    FIELDS,
    LEAVES,
    SHIFT,
    STEP,
    Child,
    Line,
    all_cells,
    from_file,
    in_turn,
)
from common import require_same, seconds_of

UNITS = 63
#: How often each side does its work in a round: one time is too short for the clock, and for the
#: processor to wake up.
OUR_TIMES = 400
THEIR_TIMES = 40


def rollup(frame):
    """Of a frame with a row a leaf: criteria, fields, totals. A column a leaf and axis=1 takes
    pandas half as long again.
    """
    criteria = frame.groupby(CRITERION_OF_LEAF).sum()
    fields = criteria.groupby(FIELD_OF_CRITERION).sum()
    return criteria, fields, fields.sum()


def whole_table(frame):
    """A row a node: the root, the fields, the criteria, the leaves."""
    criteria, fields, total = rollup(frame)
    return pd.concat([total.to_frame().T, fields, criteria, frame])


def rank_total(frame):
    return rollup(frame)[2].rank(method="min", ascending=False)


def rank_every_node(frame):
    return whole_table(frame).rank(axis=1, method="min", ascending=False)


def two_periods(frame, before, before_ranks):
    """The change of points and of rank of every node; the period before was worked out already."""
    now = whole_table(frame)
    return now - before, before_ranks - now.rank(axis=1, method="min", ascending=False)


def tree_order():
    """The rows of rank_every_node() in the order of the tree: each node before its children."""
    order = [0]
    for field in range(FIELDS):
        order.append(1 + field)
        for criterion in range(5 * field, 5 * field + 5):
            order.append(1 + FIELDS + criterion)
            order.extend(
                1 + FIELDS + CRITERIA + leaf for leaf in range(3 * criterion, 3 * criterion + 3)
            )
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
    work = f"{UNITS} units × {LEAVES} leaves: score and rank every node"
    mark = "chiso under 100 µs"
    with Child(program, "small") as child:
        child.ask("setup", UNITS)
        path = folder / "ranks"
        child.ask("ranks", path)
        # Whole numbers for the check: sums of binary fractions break some true ties.
        ranks = from_file(path, np.uint32).reshape(-1, UNITS)
        require_same(
            "ranks of every node",
            ranks,
            rank_every_node(exact).to_numpy().astype(np.uint32)[tree_order()],
        )
        require_same("ranks of the total", ranks[0], rank_total(exact).to_numpy().astype(np.uint32))
        peers = {
            "pandas: roll-up, rank of the total": rank_total,
            "pandas: roll-up, rank of every node": rank_every_node,
        }
        for name, function in peers.items():
            pairs = in_turn(
                lambda: child.ask("report", OUR_TIMES),
                lambda: many(lambda: function(frame), THEIR_TIMES),
                rounds,
            )
            yield Line(work, name, pairs, mark)
        old = pd.DataFrame(all_cells(UNITS, SHIFT))
        old_ranks = rank_every_node(old)
        points, changes = two_periods(exact, whole_table(old), old_ranks)
        child.ask("periods", 1)
        child.ask("point_changes", path)
        require_same(
            "changes of points",
            from_file(path, np.int64).reshape(-1, UNITS),
            points.to_numpy()[tree_order()].astype(np.int64),
        )
        child.ask("rank_changes", path)
        steps = changes.to_numpy()[tree_order()].astype(np.int64) * 1_000_000
        require_same("changes of rank", from_file(path, np.int64).reshape(-1, UNITS), steps)
        before = whole_table(old / (100 * STEP))
        pairs = in_turn(
            lambda: child.ask("periods", OUR_TIMES),
            lambda: many(lambda: two_periods(frame, before, old_ranks), THEIR_TIMES),
            rounds,
        )
        both = (
            f"{UNITS} units × {LEAVES} leaves, everything: score, rank every node, "
            "changes of points and ranks of every node"
        )
        yield Line(both, "pandas: the same, the period before known already", pairs, mark)
        pairs = in_turn(
            lambda: child.ask("read", OUR_TIMES),
            lambda: many(lambda: rank_every_node(frame), THEIR_TIMES),
            rounds,
        )
        yield Line(
            work.replace("score and rank", "score, rank and read"),
            "pandas: roll-up, rank of every node",
            pairs,
        )
