"""Correlating: each of many columns of doubles with each, one thread on both sides."""

from pathlib import Path

import numpy as np

from common import Child, Line, from_file, in_turn, mix, seconds_of, whole

UNITS = 10_000
COLUMNS = 120


def columns(units):
    """The columns that chiso_bench makes, a row a column."""
    numbers = np.arange(COLUMNS * units, dtype=np.uint64)
    own = mix(numbers) % np.uint64(1000)
    shared = mix(~np.arange(units, dtype=np.uint64)) % np.uint64(1000)
    return (own.reshape(COLUMNS, units) + shared).astype(np.float64) / 8


def blas():
    """What numpy multiplies matrices with, as far as the loaded files tell."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8").lower()
    except OSError:
        return "BLAS unknown"
    return "OpenBLAS" if "openblas" in maps else "no OpenBLAS"


def run(program, folder, rounds, scale):
    units = UNITS // scale
    values = columns(units)
    with Child(program, "statistics") as child:
        child.ask("setup", units)
        child.ask("pearson")
        path = folder / "matrix"
        child.ask("matrix", "-", path)
        ours = from_file(path, np.float64).reshape(COLUMNS, COLUMNS)
        off = np.abs(ours - np.corrcoef(values)).max()
        if off > 1e-12:
            raise SystemExit(f"bench.py: the two sides disagree: correlations are {off} apart")
        # A matrix takes milliseconds: more turns cost little and steady the median.
        pairs = in_turn(
            lambda: child.ask("pearson"),
            lambda: seconds_of(lambda: np.corrcoef(values)),
            5 * rounds,
        )
        yield Line(
            f"Pearson: {COLUMNS} columns × {whole(units)} units",
            f"numpy corrcoef, {blas()}",
            pairs,
            "as fast",
        )
