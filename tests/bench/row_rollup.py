"""Roll-up: the points of every node of very many units, into memory that was touched before."""

import numpy as np
import pandas as pd

from common import (
    CRITERIA,
    CRITERION_OF_LEAF,
    FIELD_OF_CRITERION,
    FIELDS,
    LEAVES,
    STEP,
    Child,
    Line,
    all_cells,
    codes,
)
from common import from_file, in_turn, require_same, seconds_of, whole

UNITS = 1_000_000


def add_up(parts, out):
    """Adds columns into one that is there already: faster here than np.add.reduce."""
    np.add(parts[0], parts[1], out=out)
    for part in parts[2:]:
        np.add(out, part, out=out)


def numpy_rollup(leaves, nodes):
    """Fills the rows of nodes: criteria, fields, root."""
    for i in range(CRITERIA):
        add_up(leaves[3 * i : 3 * i + 3], nodes[i])
    for i in range(FIELDS):
        add_up(nodes[5 * i : 5 * i + 5], nodes[CRITERIA + i])
    add_up(nodes[CRITERIA : CRITERIA + FIELDS], nodes[CRITERIA + FIELDS])


def pandas_rollup(frame):
    criteria = frame.groupby(CRITERION_OF_LEAF, axis=1).sum()
    fields = criteria.groupby(FIELD_OF_CRITERION, axis=1).sum()
    return criteria, fields, fields.sum(axis=1)


def check_points(child, nodes, folder):
    """Every node of every unit, ours against numpy's whole numbers."""
    fields, criteria, _ = codes()
    for code, row in zip(criteria + fields + ["."], nodes):
        path = folder / "points"
        child.ask("points", code, path)
        require_same(f"the points of node {code}", from_file(path, np.int64), row)


def compare_exact(child, work, leaves, folder, rounds):
    nodes = np.ones((CRITERIA + FIELDS + 1, leaves.shape[1]), dtype=np.int64)
    numpy_rollup(leaves, nodes)
    check_points(child, nodes, folder)
    pairs = in_turn(
        lambda: child.ask("score"), lambda: seconds_of(lambda: numpy_rollup(leaves, nodes)), rounds
    )
    yield Line(work, "numpy, int64 into arrays that are there", pairs, "at least 1.1 × as fast")


def compare_floats(child, work, leaves, rounds):
    nodes = np.ones((CRITERIA + FIELDS + 1, leaves.shape[1]))
    pairs = in_turn(
        lambda: child.ask("score"), lambda: seconds_of(lambda: numpy_rollup(leaves, nodes)), rounds
    )
    yield Line(work, "numpy, float64 into arrays that are there (not exact)", pairs)
    frame = pd.DataFrame(leaves.T, copy=False)
    total = pandas_rollup(frame)[2].to_numpy()
    require_same("pandas' totals", np.rint(total * 100), np.rint(nodes[-1] * 100))
    pairs = in_turn(
        lambda: child.ask("score"), lambda: seconds_of(lambda: pandas_rollup(frame)), rounds
    )
    yield Line(work, "pandas groupby, float64 (not exact)", pairs)


def run(program, folder, rounds, scale):
    units = UNITS // scale
    work = f"roll-up: {whole(units)} units × {LEAVES} leaves"
    with Child(program, "rollup") as child:
        child.ask("setup", units)
        pairs = in_turn(lambda: child.ask("score"), lambda: child.ask("read"), rounds)
        yield Line(
            work,
            "reading the leaves once, a plain C loop",
            pairs,
            "at most 1.5 × as long",
            slower=True,
        )
        leaves = all_cells(units)
        yield from compare_exact(child, work, leaves, folder, rounds)
        # The whole numbers go before pandas comes: both sides together stay well below 8 GiB.
        points = leaves / (100 * STEP)
        del leaves
        yield from compare_floats(child, work, points, rounds)
