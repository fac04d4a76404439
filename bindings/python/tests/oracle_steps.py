"""Steps of the oracle between the children of a node and its figures: what is dropped, floors,
gates.
"""

from __future__ import annotations

from fractions import Fraction
from typing import List, NamedTuple, Optional, Sequence, Set

from oracle_numbers import ZERO, Judge, fraction, number
from oracle_tree import Node


class Drop(NamedTuple):
    """So many go from one end, or all but so many."""

    keep: bool
    lowest: bool
    count: int


def drops_of(node: Node) -> List[Drop]:
    found = []
    for text in node.drops:
        word, end, count = text.split()
        found.append(Drop(word == "keep", end == "lowest", int(count)))
    return found


def going(judge: Judge, ratios: Sequence[Fraction], lowest: bool) -> List[int]:
    """The places of ratios in the order in which they go: of equals the later first."""
    places = sorted(range(len(ratios)), key=lambda place: ratios[place], reverse=not lowest)
    runs: List[List[int]] = []
    for place in places:
        if not runs or judge.order(ratios[place], ratios[runs[-1][0]]) != 0:
            runs.append([place])
        else:
            runs[-1].append(place)
    return [place for run in runs for place in sorted(run, reverse=True)]


def dropped(judge: Judge, node: Node, ratios: Sequence[Fraction]) -> Set[int]:
    """The places of what a node drops; one always stays."""
    found: Set[int] = set()
    for drop in drops_of(node):
        left = [place for place in range(len(ratios)) if place not in found]
        count = len(left) - drop.count if drop.keep else drop.count
        order = going(judge, [ratios[place] for place in left], drop.lowest != drop.keep)
        found |= {left[at] for at in order[: max(0, min(count, len(left) - 1))]}
    return found


def lifted(node: Node, points: Fraction, most: Fraction) -> Fraction:
    """Points that do not fall below the floor."""
    if node.floor is None:
        return points
    return max(points, node.floor if node.bonus else min(node.floor, most))


class Gate(NamedTuple):
    """The percent of the parent, or its band, is at most the limit where a figure is beyond the
    bound.
    """

    above: bool
    of_percent: bool
    bound: Fraction
    limit: Optional[Fraction]  # as a share of 1; None of a band
    band: str = ""

    def holds(self, order: int) -> bool:
        """Whether it does, by the sign of the figure less the bound."""
        return order > 0 if self.above else order < 0


def gates_of(node: Node) -> List[Gate]:
    found = []
    for text in filter(None, map(str.strip, node.gate.split(";"))):
        bound, limit = text.split(": parent at most ")
        word, value = bound.split()
        of_percent = value.endswith("%")
        at = number(value[:-1]) / 100 if of_percent else fraction(value)
        band = limit[5:] if limit.startswith("band ") else ""
        share = None if band else number(limit[:-1]) / 100
        found.append(Gate(word == "above", of_percent, at, share, band))
    return found


def floor_of(node: Node) -> Fraction:
    """The least points that a node may have: of an inner one its floor, or 0."""
    if not node.children:
        return node.min
    return ZERO if node.floor is None else node.floor
