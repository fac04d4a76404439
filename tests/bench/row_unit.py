"""All ledgers, and all targets, of a board: seconds a unit."""

import numpy as np

from common import (
    LEAVES,
    STEP,
    Child,
    Line,
    all_cells,
    from_file,
    in_turn,
    require_same,
    seconds_of,
    whole,
)

UNITS = 10_000
MARK = "chiso at most 0.2 ms each"
KINDS = [("full", ""), ("gaps", ", 1 % of cells missing or not applicable")]


def make_ledgers(cells, maxima):
    """Numpy's side under plain sums: what each leaf cost each unit, the most first, and the best,
    mean and median of each leaf.
    """
    lost = maxima[:, None] - cells
    order = np.argsort(-lost, axis=0, kind="stable")
    best = cells.max(axis=1)
    return order, np.take_along_axis(lost, order, axis=0), best, cells.mean(axis=1), medians(cells)


def medians(cells):
    return np.median(cells, axis=1)


def make_targets(cells, maxima):
    """Numpy's side: how many leaves, the largest losses first, bring each unit a tenth of its rank
    further up.
    """
    totals = cells.sum(axis=0)
    order = np.sort(totals)[::-1]
    ranks = len(totals) - np.searchsorted(order[::-1], totals, side="right") + 1
    goals = np.maximum(ranks - ranks // 10, 1)
    needed = order[goals - 1] - totals
    gains = np.cumsum(-np.sort(-(maxima[:, None] - cells), axis=0), axis=0)
    return (gains < needed).sum(axis=0) + (needed > 0)


def require_ledger(child, folder, cells, maxima):
    path = folder / "ledger"
    unit = 7
    child.ask("write", unit, path)
    leaves, costs, best, median = from_file(path, np.int64).reshape(LEAVES, 4).T
    order, lost, most, _, middle = make_ledgers(cells, maxima)
    require_same("the order of a ledger", leaves, order[:, unit])
    require_same("what leaves cost", costs, lost[:, unit])
    require_same("the best points", best, most[leaves])
    require_same("the medians", median, middle[leaves].astype(np.int64))


#: What is made of each unit, and what numpy does beside it, on boards that have all cells.
WORKS = [
    ("ledger", make_ledgers, "numpy: sums, all at once"),
    ("target", make_targets, "numpy: sums, how many leaves"),
]


def run(program, folder, rounds, scale):
    units = UNITS // scale
    cells = all_cells(units)
    maxima = np.array([25 * (1 + leaf % 5) for leaf in range(LEAVES)]) * STEP
    with Child(program, "unit") as child:
        for kind, gaps in KINDS:
            child.ask("setup", units, kind)
            if kind == "full":
                require_ledger(child, folder, cells, maxima)
            for work, make, theirs in WORKS:
                pairs = in_turn(
                    lambda: child.ask(f"{work}s", units) / units,
                    lambda: seconds_of(lambda: make(cells, maxima)) / units,
                    rounds,
                )
                name = f"a {work}, all of {whole(units)} units × {LEAVES}{gaps}"
                yield Line(name, theirs, pairs, MARK)
