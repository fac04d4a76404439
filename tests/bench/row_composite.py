"""A composite index: min-max of every indicator to 1..10, means into sub-indices, and the mean of
these.
"""

import numpy as np

from common import LEAVES, Child, Line, from_file, in_turn, mix, require_same, seconds_of, whole

UNITS = 1_000_000
SUB_INDICES = 10
INDICATORS = LEAVES // SUB_INDICES
LEVELS = 10_001


def indicator_cells(units):
    """The indicators as numpy would hold them, a row each: hundredths from 0 to 100."""
    cells = np.empty((LEAVES, units))
    for leaf in range(LEAVES):
        numbers = np.arange(units, dtype=np.uint64) * np.uint64(LEAVES) + np.uint64(leaf)
        cells[leaf] = (mix(numbers) % np.uint64(LEVELS)).astype(np.float64) / 100
    return cells


def by_columns(cells, subs, scratch):
    """A column at a time, into arrays that are there."""
    for sub in range(SUB_INDICES):
        out = subs[sub]
        out[:] = 1
        for column in cells[sub * INDICATORS : (sub + 1) * INDICATORS]:
            lowest = column.min()
            np.subtract(column, lowest, out=scratch)
            np.multiply(scratch, 9 / (column.max() - lowest) / INDICATORS, out=scratch)
            np.add(out, scratch, out=out)
    return subs.mean(axis=0)


def by_products(cells, subs, _):
    """The sum of a sub-index is a product of a row and a matrix, which numpy leaves to BLAS."""
    for sub in range(SUB_INDICES):
        part = cells[sub * INDICATORS : (sub + 1) * INDICATORS]
        lowest = part.min(axis=1)
        factors = 9 / (part.max(axis=1) - lowest) / INDICATORS
        np.dot(factors, part, out=subs[sub])
        subs[sub] += 1 - factors @ lowest
    return subs.mean(axis=0)


def check(child, total, subs, folder):
    for code, row in [(".", total)] + [(str(sub + 1), subs[sub]) for sub in range(SUB_INDICES)]:
        child.ask("points", code, folder / "points")
        ours = from_file(folder / "points", np.int64)
        # Each of ours was rounded to a millionth, so the two are never further apart than a few of
        # them.
        require_same(f"node {code}", np.abs(ours - row * 1e6) < 3, np.full(ours.shape, True))


def run(program, folder, rounds, scale):
    units = UNITS // scale
    work = (
        f"composite: {whole(units)} units × {LEAVES} indicators by min-max "
        f"into {SUB_INDICES} means and a total"
    )
    with Child(program, "composite") as child:
        child.ask("setup", units)
        cells = indicator_cells(units)
        subs = np.ones((SUB_INDICES, units))
        scratch = np.ones(units)
        for name, numpy_way in (
            ("numpy, float64, column by column (not exact)", by_columns),
            ("numpy, float64, BLAS (not exact)", by_products),
        ):
            check(child, numpy_way(cells, subs, scratch), subs, folder)
            pairs = in_turn(
                lambda: child.ask("score"),
                lambda: seconds_of(lambda: numpy_way(cells, subs, scratch)),
                rounds,
            )
            yield Line(work, name, pairs, "as fast as the best")
