"""Trees and units of the oracle: plain structures, with cells and rules as the texts that files
hold.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Dict, Iterator, List, Optional, Tuple

from oracle_numbers import HUNDRED, ONE, SHOWN, ZERO, Judge

# What combines ratios of points to max; the others add points up.
RATIOS = ("mean", "geometric", "harmonic", "min", "max", "median")
# Of those, what weighs no child more than another.
ALIKE = ("min", "max", "median")


@dataclass
class Node:
    """A criterion, or the root, whose code is ""."""

    code: str
    max: Optional[Fraction] = None
    min: Fraction = ZERO
    weight: Optional[Fraction] = None
    combine: str = "sum"
    scaled: bool = False
    capped: bool = False
    bonus: bool = False
    rule: str = "points"
    before: List[str] = field(default_factory=list)  # what is done to its values first
    round: Optional[int] = None
    floor: Optional[Fraction] = None  # the min of an inner node
    drops: Tuple[str, ...] = ()  # as "drop lowest 1"
    needs: Optional[Fraction] = None  # in percent
    gate: str = ""
    # Another weight for the units of a block; None says that it does not apply to them.
    weights: Dict[str, Optional[Fraction]] = field(default_factory=dict)
    raters: str = ""
    children: List["Node"] = field(default_factory=list)

    @property
    def ranked(self) -> str:
        """The criterion whose rank a leaf takes; "" for none."""
        words = self.rule.split()
        return words[1] if words[0] == "rank" and not self.children else ""

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def declared(self) -> Fraction:
        """Its max: that of an inner node which states none is the sum below it."""
        if self.max is not None:
            return self.max
        return sum((child.declared for child in self.children if not child.bonus), ZERO)

    def weight_in(self, block: str) -> Optional[Fraction]:
        """Its stated weight for the units of a block."""
        return self.weights.get(block, self.weight)

    @property
    def is_rational(self) -> bool:
        """Whether its own points are fractions where those below it are."""
        words = self.rule.split()
        if self.children:
            return self.combine != "geometric"
        return words[0] != "zscore" and "log" not in words and "treat log" not in self.before


def needless(node: Node) -> Node:
    """A node of which nothing needs to be scored, nor below it."""
    children = [needless(child) for child in node.children]
    return dataclasses.replace(node, needs=None, children=children)


@dataclass
class Tree:
    root: Node
    digits: int = 2
    rounding: str = "half-up"
    missing: str = "zero"
    full: bool = False  # 100 % is shown only where it is reached
    lowest_first: bool = False

    def columns(self) -> List[str]:
        """The columns of points files that rules divide by."""
        steps = [step for node in self.root.walk() for step in node.before]
        names = [step.split(None, 2)[2] for step in steps if step.startswith("over ")]
        return list(dict.fromkeys(names))

    def points(self, judge: Judge, value: Fraction, scale: Fraction) -> Fraction:
        """Points, or a max, as they are shown."""
        return judge.shown(value, scale, SHOWN, self.rounding)

    def percent(self, judge: Judge, ratio: Fraction, digits: Optional[int] = None) -> Fraction:
        """The percent of a ratio as it is shown, with the digits that the tree publishes unless
        others are asked for.
        """
        places = self.digits if digits is None else digits
        percent = judge.shown(ratio * 100, HUNDRED, places, self.rounding)
        if self.full and percent == 100 and judge.order(ratio, ONE) < 0:
            percent -= Fraction(1, 10**places)
        return percent


@dataclass
class Unit:
    code: str
    block: str = ""
    ranked: bool = True
    # By the code of the leaf; without one it is missing, and "-" is not applicable.
    cells: Dict[str, str] = field(default_factory=dict)
    # By the name of the column, what rules divide by.
    beside: Dict[str, str] = field(default_factory=dict)
    # Points that were set of inner nodes, by their codes.
    results: Dict[str, str] = field(default_factory=dict)
    # By the code of a leaf, in place of its cell: who gave what.
    ratings: Dict[str, Dict[str, str]] = field(default_factory=dict)
