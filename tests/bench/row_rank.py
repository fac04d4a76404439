"""Ranking: competition ranks of very many totals: many of them equal, of 48 bits, with rests, with
different maxima, and of 20 criteria with 1 % of cells missing or not applicable.
"""

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from common import STEP, Child, Line, from_file, in_turn, mix, require_same, seconds_of, whole

UNITS = 1_000_000
HUNDREDTHS = 10_000


def count_ranks(hundredths):
    """Ranks by counting how many are greater: only for totals that are small whole numbers."""
    at_most = np.cumsum(np.bincount(hundredths, minlength=HUNDREDTHS + 1))
    return (len(hundredths) - at_most + 1)[hundredths]


def peers(hundredths):
    """The other sides, each a name, a mark and a function that gives ranks."""
    decimals = hundredths * STEP
    floats = hundredths / 100
    series = pd.Series(floats)
    return [
        (
            "scipy rankdata, the same int64",
            "at least 8 × as fast",
            lambda: rankdata(-decimals, method="min"),
        ),
        (
            "scipy rankdata, float64",
            "at least 8 × as fast",
            lambda: rankdata(-floats, method="min"),
        ),
        ("pandas rank, float64", "", lambda: series.rank(method="min", ascending=False).to_numpy()),
        ("numpy counting, hundredths only", "", lambda: count_ranks(hundredths)),
    ]


def run(program, folder, rounds, scale):
    units = UNITS // scale
    ways = {"board": "chiso_ranking_new", "decimals": "chiso_rank_decimals"}
    hundredths = (mix(np.arange(units, dtype=np.uint64)) % np.uint64(HUNDREDTHS + 1)).astype(
        np.int64
    )
    with Child(program, "rank") as child:
        child.ask("setup", units)
        for way, name in ways.items():
            child.ask(way)
            path = folder / "ranks"
            child.ask("ranks", way, path)
            ranks = from_file(path, np.uint32)
            for peer, mark, function in peers(hundredths):
                require_same(f"ranks of {name} and {peer}", ranks, function().astype(np.uint32))
                pairs = in_turn(lambda: child.ask(way), lambda: seconds_of(function), rounds)
                yield Line(f"ranks: {whole(units)} totals, {name}", peer, pairs, mark)
    for kind in ("wide", "rests", "maxima", "gaps"):
        with Child(program, "rank") as child:
            child.ask("setup", units, kind)
            pairs = in_turn(lambda: child.ask("board"), lambda: child.ask("radix"), rounds)
            yield Line(
                f"ranks: {whole(units)} totals, {kind}",
                "a radix sort of 64 bits",
                pairs,
                "at most 1.5 × as long",
                slower=True,
            )
