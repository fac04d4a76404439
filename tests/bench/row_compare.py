"""Two periods: the change of points of every node, the change of the total's rank, how many rose
and fell.
"""

import numpy as np

from common import (
    CRITERIA,
    FIELDS,
    LEAVES,
    SHIFT,
    Child,
    Line,
    all_cells,
    from_file,
    in_turn,
    require_same,
    whole,
)
from row_rollup import numpy_rollup
from row_small import many, tree_order

UNITS = 10_000
#: How often each side does its work in a round.
TIMES = 10


def all_nodes(units, shift):
    """A row a node, in the order of the tree."""
    leaves = all_cells(units, shift)
    inner = np.empty((CRITERIA + FIELDS + 1, units), dtype=np.int64)
    numpy_rollup(leaves, inner)
    rows = np.concatenate([inner[-1:], inner[CRITERIA:-1], inner[:CRITERIA], leaves])
    return np.ascontiguousarray(rows[tree_order()])


def competition_ranks(totals):
    """How many have more, and one: by sorting."""
    ordered = np.sort(totals)
    return len(totals) - np.searchsorted(ordered, totals, side="right") + 1


def numpy_compare(now, before, out):
    np.subtract(now, before, out=out)
    rose = (out > 0).sum(axis=1)
    fell = (out < 0).sum(axis=1)
    ranks = competition_ranks(before[0]) - competition_ranks(now[0])
    return rose, fell, ranks


def run(program, folder, rounds, scale):
    units = UNITS // scale
    now = all_nodes(units, 0)
    before = all_nodes(units, SHIFT)
    out = np.ones_like(now)
    rose, fell, ranks = numpy_compare(now, before, out)
    with Child(program, "compare") as child:
        child.ask("setup", units)
        child.ask("compare", 1)
        path = folder / "compare"
        child.ask("points", path)
        require_same("changes of points", from_file(path, np.int64).reshape(-1, units), out)
        child.ask("ranks", path)
        require_same("changes of rank", from_file(path, np.int64), ranks * 1_000_000)
        child.ask("counts", path)
        counts = from_file(path, np.uint32).reshape(-1, 4)
        require_same("how many rose", counts[:, 0].astype(np.int64), rose.astype(np.int64))
        require_same("how many fell", counts[:, 1].astype(np.int64), fell.astype(np.int64))
        pairs = in_turn(
            lambda: child.ask("compare", TIMES),
            lambda: many(lambda: numpy_compare(now, before, out), TIMES),
            rounds,
        )
        work = f"comparison: {whole(units)} units × {LEAVES} leaves of two periods"
        yield Line(
            work, "numpy, int64 in rows that are aligned already", pairs, "chiso 3 × as fast"
        )
        pairs = in_turn(
            lambda: child.ask("in_place", TIMES),
            lambda: many(lambda: numpy_compare(now, before, out), TIMES),
            rounds,
        )
        yield Line(
            work + ", a node at a time into the same row",
            "numpy, int64 in rows that are aligned already",
            pairs,
            "chiso 3 × as fast",
        )
