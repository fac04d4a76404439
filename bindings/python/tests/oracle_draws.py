"""How the oracle draws a board: numbers of Philox4x32-10, names of inputs, factors of weights and
ways to combine, and the ranks of a draw. Written from the papers and from robustness.h.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from fractions import Fraction
from typing import Dict, List, Optional, Sequence

import oracle_results
from oracle import Board
from oracle_combine import Part, combined
from oracle_figures import Points
from oracle_numbers import ONE, ZERO
from oracle_tree import ALIKE, RATIOS, Node, Tree, Unit

WEIGHTS, COMBINE, WITHOUT = 1, 3, 5

WORD = 2**32
MILLION = 10**6

# ---- Numbers


def philox(counter: Sequence[int], key: Sequence[int]) -> List[int]:
    """Ten rounds over four words (J. Salmon, M. Moraes, R. Dror and D. Shaw, 2011)."""
    a, b, c, d = counter
    one, other = key
    for _ in range(10):
        first, second = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b = second // WORD ^ b ^ one, second % WORD
        c, d = first // WORD ^ d ^ other, first % WORD
        one, other = (one + 0x9E3779B9) % WORD, (other + 0xBB67AE85) % WORD
    return [a, b, c, d]


def name_of(code: str) -> int:
    """The name of an input: FNV-1a of 64 bits."""
    name = 0xCBF29CE484222325
    for byte in unicodedata.normalize("NFC", code).encode():
        name = (name ^ byte) * 0x100000001B3 % 2**64
    return name


def number(seed: int, draw: int, source: int, code: str) -> int:
    """The first number of an input in a draw, of 64 bits."""
    name = name_of(code)
    counter = [draw % WORD, draw // WORD | source << 8, name % WORD, name // WORD]
    words = philox(counter, [seed % WORD, seed // WORD])
    return words[0] + words[1] * WORD


def factor(seed: int, draw: int, code: str, share: int) -> Fraction:
    """What a weight is multiplied by: within a share, in millionths, either way."""
    millionths = number(seed, draw, WEIGHTS, code) * (2 * share + 1) // 2**64 - share
    return Fraction(MILLION + millionths, MILLION)


def way(seed: int, draw: int, source: int, code: str, ways: int) -> int:
    """Which of so many ways a draw takes."""
    return number(seed, draw, source, code) * ways // 2**64


# ---- Boards


def inputs(tree: Tree) -> List[Node]:
    """The criteria whose weights vary: two and more that their parent weighs."""
    found = []
    for node in tree.root.walk():
        weighed = [
            child
            for child in node.children
            if not child.bonus and child.declared and not is_weightless(node, child)
        ]
        if node.combine not in ALIKE and len(weighed) > 1:
            found += weighed
    return found


def is_weightless(node: Node, child: Node) -> bool:
    return node.combine in RATIOS and child.weight == 0


class DrawnBoard(Board):
    """A board whose weights are multiplied."""

    def __init__(self, tree: Tree, units: Sequence[Unit], factors: Dict[str, Fraction]) -> None:
        self.factors = factors
        super().__init__(tree, units)

    def _drawn(self, node: Node) -> Fraction:
        return self.factors.get(node.code, ONE)

    def _ratios(self, unit: Unit, node: Node, view: str) -> Points:
        """A stated weight, or the max that stands for one, is multiplied."""
        parts = []
        for child, points in self._kept(unit, node, view):
            stated = child.weight_in(unit.block)
            weight = (points.max if stated is None else stated) * self._drawn(child)
            parts.append(oracle_part(points, weight))
        return Points(node.declared * combined(node.combine, parts), node.declared)

    def _sum(self, unit: Unit, node: Node, view: str) -> Points:
        """Points and max are multiplied, and then spread over the max that there was."""
        plain = super()._sum(unit, node, view)
        pairs = self._kept(unit, node, view)
        most = sum((points.max for _, points in pairs), ZERO)
        drawn = sum((points.max * self._drawn(child) for child, points in pairs), ZERO)
        if not most or not drawn:
            return plain
        before = sum((points.achieved for _, points in pairs), ZERO)
        after = sum((points.achieved * self._drawn(child) for child, points in pairs), ZERO)
        change = after * most / drawn - before
        return Points(plain.achieved + change * plain.max / most, plain.max)

    def _coverage(self, unit: Unit, node: Node) -> Optional[Fraction]:
        """The share that is scored, by the weights of the draw."""
        if not node.children or self.is_set(unit, node) or node.combine in ALIKE:
            return super()._coverage(unit, node)
        total = covered = ZERO
        for child in self._counting(unit, node):
            stated = child.weight_in(unit.block) if node.combine in RATIOS else None
            weight = self._whole(unit, child) if stated is None else stated
            weight *= self._drawn(child)
            total += weight
            covered += weight * (self._coverage(unit, child) or ZERO)
        return covered / total if total else None


def oracle_part(points: Points, weight: Fraction) -> Part:
    return Part(points.achieved / points.max, weight, points.max)


def in_draw(
    board: Board, drawn: Board, how: oracle_results.Ranking
) -> Dict[str, Optional[Fraction]]:
    """The ranks of a draw, among the units that have one on the board."""
    standing = oracle_results.ranks(board, "", how)
    taking = [unit for unit in drawn.units if standing[unit.code].rank is not None]
    everybody, drawn.units = drawn.units, taking
    places = oracle_results.ranks(drawn, "", how)
    drawn.units = everybody
    return {unit.code: places[unit.code].rank for unit in taking}


def by_max(node: Node) -> Node:
    """A criterion without weights, but for the blocks that it does not apply to."""
    weights = {block: None for block, weight in node.weights.items() if weight is None}
    return dataclasses.replace(node, weight=None, weights=weights)


def combined_otherwise(tree: Tree, code: str, combine: str) -> Tree:
    """The tree with another combine of a node: weights below a sum are ignored, and what was one
    goes by maxima.
    """

    def changed(node: Node) -> Node:
        children = [changed(child) for child in node.children]
        if node.code != code:
            return dataclasses.replace(node, children=children)
        if node.combine == "sum":
            children = [by_max(child) for child in children]
        return dataclasses.replace(node, children=children, combine=combine)

    return dataclasses.replace(tree, root=changed(tree.root))
