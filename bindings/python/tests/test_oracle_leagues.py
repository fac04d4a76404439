"""Leagues of 63 units and 12 leaves of 1 to 3 points whose cells are small ratios: there are many
true ties, and figures that differ stand far apart. No rank and no band may be wrong.

CHISO_ORACLE_LEAGUES=200 tries so many of each kind.
"""

from __future__ import annotations

import os
import random
import unittest
from fractions import Fraction
from typing import Callable, List, NamedTuple

import chiso
from oracle import Board
from oracle_files import read
from oracle_results import Ranking, band, ranks

UNITS, LEAVES = 63, 12
SEARCH = int(os.environ.get("CHISO_ORACLE_LEAGUES", "0"))
BANDS = {"A": "90", "B": "80", "C": "200/3", "D": "50", "E": "100/3"}


class Rule(NamedTuple):
    """A rule with parts of so many, and a cell of it."""

    text: Callable[[int], str]
    cell: Callable[[random.Random, int], str]


def rate(chance: random.Random, parts: int) -> str:
    parts = chance.randint(1, 6)
    return f"{chance.randint(0, parts)}/{parts}"


def count(chance: random.Random, parts: int) -> str:
    return str(chance.randint(0, parts))


def answers(chance: random.Random, parts: int) -> str:
    good, fair = chance.randint(0, parts), chance.randint(0, 2)
    return f"{good}|{fair}|{parts - good}"


RULES = {
    "rate": Rule(lambda parts: "rate", rate),
    "target": Rule(lambda parts: "rate target 85%", rate),
    "between": Rule(lambda parts: "rate between 15%..83.3%", rate),
    "tiers": Rule(lambda parts: "atleast 1/6:1/7 1/3:1/3 2/3:2/3 5/6:1", rate),
    "per": Rule(lambda parts: f"per 1/{parts}", count),
    "range": Rule(lambda parts: f"range 0..{parts}", count),
    "range_of_thirds": Rule(lambda parts: f"range -1/3..{parts}", count),
    "survey": Rule(lambda parts: "survey 100 50 0", answers),
    "best": Rule(lambda parts: "best", count),
    "minmax": Rule(lambda parts: "minmax down", count),
    "percentile": Rule(lambda parts: "percentile", count),
}
COMBINES = ["mean", "sum scaled", "harmonic", "min", "max", "median"]


def league(chance: random.Random, rule: Rule, combine: str) -> List[str]:
    """A criteria file and a points file."""
    parts = [chance.randint(1, 6) for _ in range(LEAVES)]
    criteria = ["code,title,max,combine,rule", f".,,{'' if combine == 'sum' else 100},{combine},"]
    criteria += [
        f"{place},,{chance.randint(1, 3)},,{rule.text(part)}" for place, part in enumerate(parts, 1)
    ]
    points = ["unit," + ",".join(str(place) for place in range(1, LEAVES + 1))]
    points += [
        f"u{unit}," + ",".join(rule.cell(chance, part) for part in parts) for unit in range(UNITS)
    ]
    return ["\n".join(criteria), "\n".join(points)]


class Leagues(unittest.TestCase):
    def faults(self, files: List[str], how: Ranking) -> List[str]:
        ours = Board(*read(*files))
        theirs = chiso.Board.from_csv(chiso.Tree.from_csv(files[0]), files[1]).score()
        report = theirs.report(bands=chiso.Bands(BANDS), ties=how.ties, key=how.key)
        bands = {name: Fraction(lower) for name, lower in BANDS.items()}
        places = ranks(ours, "", how)
        found = []
        for unit in ours.units:
            row = report[unit.code]
            expected = (*places[unit.code], band(ours, bands, unit, "", how.key))
            if (row.rank, row.out_of, row.tied, row.band) != expected:
                found.append(f"{unit.code}: {row.rank} of {row.out_of}, {row.band}; not {expected}")
        self.assertFalse(ours.judge.is_open)
        return found

    def verdict(self, name: str, rule: Rule, combine: str, number: int) -> None:
        wrong, first = 0, ""
        for seed in range(SEARCH or number):
            chance = random.Random(f"{name} {combine} {seed}")
            files = league(chance, rule, combine)
            how = Ranking(chance.choice(["competition", "dense"]))
            found = self.faults(files, how)
            wrong += bool(found)
            first = first or "\n".join([*found[:5], *files] if found else [])
        self.assertEqual(
            wrong, 0, f"of {SEARCH or number} leagues have a wrong rank or band; {first}"
        )

    def test_rates(self) -> None:
        self.verdict("rate", RULES["rate"], "sum", 200)

    def test_rules(self) -> None:
        for name, rule in RULES.items():
            with self.subTest(rule=name):
                self.verdict(name, rule, "sum", 20)

    def test_combines(self) -> None:
        for combine in COMBINES:
            for name in ("rate", "range"):
                with self.subTest(combine=combine, rule=name):
                    self.verdict(name, RULES[name], combine, 10)


if __name__ == "__main__":
    unittest.main()
