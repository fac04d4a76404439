"""The ordinary case: weights, maxima of 100, two decimals, and one cell in a hundred missing or not
applicable. Each line says what one kind of board costs beside another, or beside numpy.
"""

import numpy as np

from common import LEAVES, Child, Line, in_turn, mix, seconds_of, whole

UNITS = 10_000
MANY_UNITS = 1_000_000
PARTS = 10
ITEMS = LEAVES // PARTS
WEIGHTS = np.array([0.05, 0.20, 0.10, 0.15, 0.25])

#: What is scored, beside what, and the mark for how often as long.
PAIRS = [
    ("points-gaps", "points", "at most 4 × as long"),
    ("rates", "points", "at most 3 × as long"),
    ("rates-gaps", "points-gaps", "at most 3 × as long"),
    ("means-gaps", "means", "at most 4 × as long"),
    ("minmax-gaps", "minmax", "at most 4 × as long"),
]

#: What is scored beside min-max by numpy over as many cells: the mark, and what it is for.
KERNELS = [
    ("points", "", 0),
    ("means", "5 ns a cell", LEAVES),
    ("minmax", "5 ns a cell", LEAVES),
    ("best", "5 ns a cell", LEAVES),
    ("best-down", "5 ns a cell", LEAVES),
    ("zscore", "5 ns a cell", LEAVES),
    ("percentile", "20 ns a cell", LEAVES),
    ("range", "", 0),
    ("range-log", "", 0),
    ("harmonic", "100 ns a node and unit", PARTS + 1),
    ("geometric", "100 ns a node and unit", PARTS + 1),
    ("min", "100 ns a node and unit", PARTS + 1),
    ("max", "100 ns a node and unit", PARTS + 1),
    ("median", "100 ns a node and unit", PARTS + 1),
]


def indicator_cells(units):
    numbers = np.arange(units * LEAVES, dtype=np.uint64).reshape(units, LEAVES)
    return (1 + (mix(numbers) % np.uint64(10_000)).astype(np.float64).T.copy()) / 100


def by_products(cells, subs):
    """Min-max and weighted means as products of rows and matrices."""
    own = WEIGHTS[np.arange(1, ITEMS + 1) % 5]
    for sub in range(PARTS):
        part = cells[sub * ITEMS : (sub + 1) * ITEMS]
        lowest = part.min(axis=1)
        factors = 100 / (part.max(axis=1) - lowest) * own / own.sum()
        np.dot(factors, part, out=subs[sub])
        subs[sub] -= factors @ lowest
    weights = WEIGHTS[np.arange(1, PARTS + 1) % 5]
    return weights @ subs / weights.sum()


def many_min_max(program, rounds, scale):
    """Min-max to 100 with weights of as many units as do not stay in the cache."""
    units = MANY_UNITS // scale
    cells = indicator_cells(units)
    subs = np.ones((PARTS, units))
    with Child(program, "ordinary") as child:
        child.ask("setup", "minmax", units)
        pairs = in_turn(
            lambda: child.ask("score", "minmax"),
            lambda: seconds_of(lambda: by_products(cells, subs)),
            rounds,
        )
        yield Line(
            f"ordinary: {whole(units)} × {LEAVES}, min-max to 100 with weights",
            "numpy min-max by BLAS (not exact)",
            pairs,
            "as fast",
            things=LEAVES * units,
        )


def run(program, folder, rounds, scale):
    yield from many_min_max(program, rounds, scale)
    units = max(UNITS // scale, 1000)
    with Child(program, "ordinary") as child:
        for name in sorted(
            {name for pair in PAIRS for name in pair[:2]} | {kernel[0] for kernel in KERNELS}
        ):
            child.ask("setup", name, units)
        for ours, theirs, mark in PAIRS:
            pairs = in_turn(
                lambda: child.ask("score", ours), lambda: child.ask("score", theirs), rounds
            )
            yield Line(
                f"ordinary: {whole(units)} × {LEAVES}, {ours}", theirs, pairs, mark, slower=True
            )
        cells = indicator_cells(units)
        subs = np.ones((PARTS, units))
        for ours, mark, things in KERNELS:
            pairs = in_turn(
                lambda: child.ask("score", ours),
                lambda: seconds_of(lambda: by_products(cells, subs)),
                rounds,
            )
            yield Line(
                f"ordinary: {whole(units)} × {LEAVES}, {ours}",
                "numpy min-max by BLAS (not exact)",
                pairs,
                mark,
                slower=True,
                things=things * units,
            )
