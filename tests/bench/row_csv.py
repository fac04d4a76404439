"""Reading: a points file of a million rows in the long layout, and one of 100 000 units in the wide
one, from memory into a board, with every check.
"""

from io import BytesIO

import numpy as np
import pandas as pd

from common import (
    LEAVES,
    MISSING,
    STEP,
    Child,
    Line,
    all_cells,
    codes,
    from_file,
    in_turn,
    require_same,
)
from common import seconds_of, whole

ROWS = 1_000_000
WIDE = 100_000


def make_rows(cells):
    """The file's rows, sorted by unit, with the codes of the units that chiso_bench looks for: u0,
    u1, …
    """
    leaves = codes()[2]
    rows = []
    for unit in range(cells.shape[1]):
        for leaf, value in zip(leaves, cells[:, unit].tolist()):
            rows.append(f"u{unit},{leaf},{value // (100 * STEP)}.{value // STEP % 100:02d}\n")
    return rows


def read(text):
    return pd.read_csv(BytesIO(text))


def read_and_pivot(text):
    return read(text).pivot(index="unit", columns="criterion", values="value")


def check(child, cells, text, folder):
    """Every cell of both sides against the numbers that the file was made of."""
    path = folder / "cells"
    child.ask("cells", cells.shape[1], path)
    require_same("cells read from CSV", from_file(path, np.int64).reshape(cells.shape), cells)
    units = [f"u{unit}" for unit in range(cells.shape[1])]
    table = read_and_pivot(text).loc[units, codes()[2]].to_numpy().T
    points = np.where(np.isnan(table), MISSING, np.rint(np.nan_to_num(table) * 100) * STEP)
    require_same("cells read by pandas", points.astype(np.int64), cells)


def run(program, folder, rounds, scale):
    wanted = ROWS // scale
    units = -(-wanted // LEAVES)
    cells = all_cells(units)
    rows = make_rows(cells)[:wanted]
    # The last unit has no rows for its last leaves: they are missing.
    cells[LEAVES - (units * LEAVES - wanted) :, -1] = MISSING
    order = np.random.default_rng(1).permutation(wanted)
    with Child(program, "csv") as child:
        child.ask("setup")
        for name, lines in (("sorted by unit", rows), ("shuffled", [rows[i] for i in order])):
            work = f"CSV: {whole(wanted)} long rows, {name}"
            text = ("unit,criterion,value\n" + "".join(lines)).encode()
            path = folder / "rows.csv"
            path.write_bytes(text)
            child.ask("load", path)
            path.unlink()
            child.ask("read")
            check(child, cells, text, folder)
            pairs = in_turn(
                lambda: child.ask("read"), lambda: seconds_of(lambda: read(text)), rounds
            )
            yield Line(work, "pandas.read_csv", pairs, "at least 3 × as fast")
            if name == "sorted by unit":
                pairs = in_turn(lambda: child.ask("read"), lambda: child.ask("fixed", 2), rounds)
                yield Line(
                    work, "C, digits alone, no check", pairs, "at most 3 × as long", slower=True
                )
            pairs = in_turn(
                lambda: child.ask("read"), lambda: seconds_of(lambda: read_and_pivot(text)), rounds
            )
            yield Line(work, "pandas.read_csv and pivot", pairs)
        child.ask("wide", WIDE // scale)
        pairs = in_turn(lambda: child.ask("read"), lambda: child.ask("fixed", 4), rounds)
        work = f"CSV: {whole(WIDE // scale)} × {LEAVES} wide"
        yield Line(work, "C, digits alone, no check", pairs, "at most 3 × as long", slower=True)
