"""What if: one leaf of one unit changes, and the unit's new rank is asked for."""

import numpy as np

from common import (
    CRITERIA,
    FIELDS,
    LEAVES,
    STEP,
    Child,
    Line,
    all_cells,
    from_file,
    in_turn,
    mix,
    require_same,
    seconds_of,
    whole,
)

CHANGES = 100_000
#: How many of them the slower sides make in a round.
FEW = 1024
MARKS = {63: "chiso under 1 µs: 1 000 000 a second", 10_000: "chiso under 10 µs: 100 000 a second"}


def changes_of(units, count):
    """Units, leaves and values of the changes, the same that chiso_bench makes."""
    numbers = 3 * np.arange(count, dtype=np.uint64)
    leaves = mix(numbers + np.uint64(1)) % np.uint64(LEAVES)
    steps = np.uint64(25) * (np.uint64(1) + leaves % np.uint64(5)) + np.uint64(1)
    values = (mix(numbers + np.uint64(2)) % steps).astype(np.int64) * STEP
    return mix(numbers) % np.uint64(units), leaves, values


class Sheet:
    """Numpy's side: cells by unit, and all totals in order."""

    def __init__(self, units):
        self.cells = np.ascontiguousarray(all_cells(units).T)
        self.totals = self.cells.sum(axis=1)
        self.order = np.sort(self.totals)

    def change(self, unit, leaf, value):
        """Rolls the unit up again, every node of it, moves its total to its new place, and gives
        its rank.
        """
        row = self.cells[unit]
        row[leaf] = value
        criteria = row.reshape(CRITERIA, 3).sum(axis=1)
        total = criteria.reshape(FIELDS, 5).sum(axis=1).sum()
        order = self.order
        old = order.searchsorted(self.totals[unit])
        new = order.searchsorted(total)
        if new > old:
            new -= 1
            order[old:new] = order[old + 1 : new + 1]
        else:
            order[new + 1 : old + 1] = order[new:old].copy()
        order[new] = total
        self.totals[unit] = total
        return len(order) - order.searchsorted(total, side="right") + 1


def change_all(sheet, changes):
    return [sheet.change(*change) for change in changes]


def run(program, folder, rounds, scale):
    for units, mark in MARKS.items():
        count = CHANGES // scale
        changes = list(zip(*(column[:FEW].tolist() for column in changes_of(units, count))))
        with Child(program, "what_if") as child:
            child.ask("setup", units, count)
            path = folder / "ranks"
            child.ask("ranks", path)
            require_same(
                "the rank after each change",
                from_file(path, np.uint32),
                np.array(change_all(Sheet(units), changes), dtype=np.uint32),
            )
            sheet = Sheet(units)
            work = f"what if: a leaf of {whole(units)} units × {LEAVES}, and the unit's new rank"
            pairs = in_turn(
                lambda: child.ask("change"),
                lambda: seconds_of(lambda: change_all(sheet, changes)) / len(changes),
                rounds,
            )
            yield Line(work, "numpy: that unit again, searchsorted", pairs, mark)
            pairs = in_turn(
                lambda: child.ask("change"),
                lambda: child.ask("rescore", max(1, 20_000 // units // scale)),
                rounds,
            )
            yield Line(work, "chiso: score and rank the board again", pairs)
            pairs = in_turn(
                lambda: child.ask("undo"),
                lambda: seconds_of(lambda: change_all(sheet, changes)) / len(changes),
                rounds,
            )
            yield Line(work + ", taken back", "numpy, not taken back", pairs)
