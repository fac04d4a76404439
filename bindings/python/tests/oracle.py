"""A second implementation of scoring, to hold the C library against: slow and plain, over
fractions, written from the page that says what every figure means and from the headers, not from
the C code.

Every figure is carried as it is; what is shown is rounded once. Fractions are exact; what is none
(`geometric`, `zscore`, `log`) has 40 places. None stands for a figure that does not exist.
"""

from __future__ import annotations

import decimal
from fractions import Fraction
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple, TypeVar, Callable

from oracle_numbers import LONG, ONE, ZERO, Judge, limited, logarithm, long, short
from oracle_rules import RELATIVE, cell_value, joined, leaf_points
from oracle_treatments import treated
from oracle_tree import ALIKE, RATIOS, Node, Tree, Unit

SCORED, MISSING, NOT_APPLICABLE = "scored", "missing", "not_applicable"


class Points(NamedTuple):
    """What a node of a unit achieved, and of how many."""

    achieved: Fraction
    max: Fraction

    @property
    def ratio(self) -> Optional[Fraction]:
        return self.achieved / self.max if self.max else None


class Result(NamedTuple):
    """What is shown of a node of a unit, and the carried figures behind it."""

    state: str
    achieved: Optional[Fraction] = None
    max: Optional[Fraction] = None
    percent: Optional[Fraction] = None
    coverage: Optional[Fraction] = None
    lowest: Optional[Fraction] = None
    highest: Optional[Fraction] = None
    lost: Optional[Fraction] = None
    points: Optional[Points] = None
    ratio: Optional[Fraction] = None


# What may be left of a 0 that came about by thirds, in points.
NOTHING = Fraction(1, 2**40 * 10**6)


class Part(NamedTuple):
    """What a child gives to a node that combines ratios."""

    ratio: Fraction
    weight: Fraction
    max: Fraction


def combined(combine: str, parts: Sequence[Part]) -> Fraction:
    """The ratio of a node, of those of its children."""
    ratios = sorted(part.ratio for part in parts)
    total = sum((part.weight for part in parts), ZERO)
    if combine == "mean":
        return sum((part.ratio * part.weight for part in parts), ZERO) / total
    if combine == "min":
        return ratios[0]
    if combine == "max":
        return ratios[-1]
    if combine == "median":
        return (ratios[(len(ratios) - 1) // 2] + ratios[len(ratios) // 2]) / 2
    # A child that has 0, or what may be left of it, or less.
    if any(part.ratio * part.max < NOTHING for part in parts):
        return ZERO
    if combine == "harmonic":
        return total / sum((part.weight / part.ratio for part in parts), ZERO)
    exponent = decimal.Decimal(0)
    for part in parts:
        weight = long(part.weight / total)
        exponent = LONG.add(exponent, LONG.multiply(logarithm(part.ratio), weight))
    return short(LONG.exp(exponent))


Answer = TypeVar("Answer")


def kept(question: Callable[..., Answer]) -> Callable[..., Answer]:
    """Answers each question of a board once."""

    def ask(board: "Board", unit: Unit, node: Node, *rest: str) -> Answer:
        key = (question.__name__, unit.code, node.code, *rest)
        if key not in board.answers:
            board.answers[key] = question(board, unit, node, *rest)
        return board.answers[key]  # type: ignore[return-value]

    return ask


class Results(Dict[Tuple[str, str], Result]):
    """The results of a board by the codes of unit and node, worked out where they are asked for."""

    def __init__(self, board: "Board") -> None:
        super().__init__()
        self._board = board
        self.units = {unit.code: unit for unit in board.units}

    def __missing__(self, key: Tuple[str, str]) -> Result:
        self[key] = self._board.result(self.units[key[0]], self._board.nodes[key[1]])
        return self[key]


class Board:
    """A scored board: every figure of every node of every unit.

    A *view* says what stands for what is missing: "min" and "max" its min and max, "none" nothing,
    as below a bonus, "skip" that it does not apply; "found" and "found skip" are as "min" and
    "skip", but for what was found for it.
    """

    def __init__(self, tree: Tree, units: Sequence[Unit]) -> None:
        self.tree = tree
        self.units = list(units)
        self.nodes = {node.code: node for node in tree.root.walk()}
        self.judge = Judge(all(node.is_rational for node in self.nodes.values()))
        self.bonuses = {
            node.code for top in tree.root.walk() if top.bonus for node in top.walk()
        }  # and what is below them
        self.answers: Dict[Tuple[str, ...], object] = {}
        self.seen: Dict[str, Dict[str, object]] = {}
        self.points = {
            (unit.code, leaf.code): self._leaf(unit, leaf)
            for unit in units
            for leaf in self.nodes.values()
            if not leaf.children
        }  # a figure, or why there is none
        self.results = Results(self)

    def blocks(self) -> List[str]:
        return list(dict.fromkeys(unit.block for unit in self.units))

    def ratio(self, unit: Unit, code: str) -> Optional[Fraction]:
        return self.results[unit.code, code].ratio

    def has_score(self, unit: Unit) -> bool:
        """Whether anything that counts is scored. A unit of which nothing is has neither rank nor
        band, and is in no block.
        """
        return self._applies(unit, self.tree.root) and self._scored(unit, self.tree.root)

    # ---- Leaves

    @kept
    def _value(self, unit: Unit, leaf: Node) -> object:
        """What a cell holds: a value, or why there is none."""
        if leaf.code in unit.ratings:
            return self._joined(leaf, list(unit.ratings[leaf.code].values()))
        text = unit.cells.get(leaf.code, "")
        if text in ("", "-"):
            return NOT_APPLICABLE if text else MISSING
        value = cell_value(leaf, text)
        return MISSING if value is None else value

    def _joined(self, leaf: Node, texts: Sequence[str]) -> object:
        """What ratings come to: those that are no value are left out."""
        values = [cell_value(leaf, text) for text in texts if text not in ("", "-")]
        if values:
            return joined(leaf, values)
        return NOT_APPLICABLE if all(text == "-" for text in texts) else MISSING

    def _seen(self, unit: Unit, leaf: Node) -> object:
        """What the rule sees: the value behind all that is done before it, also one that was found
        for a missing cell.
        """
        if not leaf.before:
            return self._value(unit, leaf)
        if leaf.code not in self.seen:
            values = [self._value(one, leaf) for one in self.units]
            blocks, beside = [one.block for one in self.units], [one.beside for one in self.units]
            found = treated(values, leaf.before, blocks, beside, MISSING)
            self.seen[leaf.code] = dict(zip((one.code for one in self.units), found))
        return self.seen[leaf.code][unit.code]

    @kept
    def _peers(self, unit: Unit, leaf: Node, scope: str) -> List[Fraction]:
        """The values of the units that a rule looks at."""
        units = [one for one in self.units if scope != "block" or one.block == unit.block]
        values = [self._seen(one, leaf) for one in units]
        return [value for value in values if isinstance(value, Fraction)]

    def _leaf(self, unit: Unit, leaf: Node) -> object:
        if not isinstance(self._value(unit, leaf), Fraction):
            return self._value(unit, leaf)
        return self._made(unit, leaf, self._seen(unit, leaf))

    @kept
    def _found(self, unit: Unit, leaf: Node) -> object:
        """The points of what was found for a missing cell; None for nothing."""
        if self._value(unit, leaf) is not MISSING or not leaf.before:
            return None
        value = self._seen(unit, leaf)
        return self._made(unit, leaf, value) if isinstance(value, Fraction) else None

    def _made(self, unit: Unit, leaf: Node, value: object) -> Fraction:
        assert isinstance(value, Fraction)
        words = leaf.rule.split()
        if words[0] not in RELATIVE:
            return leaf_points(leaf, value, [])
        if "block" in words:
            return leaf_points(leaf, value, self._peers(unit, leaf, "block"))
        return leaf_points(leaf, value, self._peers(self.units[0], leaf, "board"))

    def _leaf_points(self, unit: Unit, leaf: Node, view: str) -> Optional[Points]:
        points = self.points[unit.code, leaf.code]
        if view.startswith("found") and self._found(unit, leaf) is not None:
            points = self._found(unit, leaf)
        if points is NOT_APPLICABLE or (points is MISSING and view.endswith("skip")):
            return None
        if points is MISSING and view == "none":
            return Points(ZERO, leaf.declared)
        if points is MISSING:
            points = leaf.declared if view == "max" else leaf.min
        assert isinstance(points, Fraction)
        points = self._rounded(leaf, points, leaf.declared)
        # Rounding takes no leaf out of its min and max, unless its rule has no limits.
        if leaf.round is not None and "unlimited" not in leaf.rule.split():
            points = limited(points, leaf.min, leaf.declared)
        return Points(points, leaf.declared)

    def _rounded(self, node: Node, points: Fraction, scale: Fraction) -> Fraction:
        """Points as the node rounds them in the calculation."""
        if node.round is None:
            return points
        return self.judge.shown(points, scale, node.round, self.tree.rounding)

    # ---- What counts

    @kept
    def _counting(self, unit: Unit, node: Node) -> List[Node]:
        """The children that state, coverage and bounds look at: criteria that apply. A leaf of max
        0 is none of them, unless it is part of a bonus, and where ratios are combined neither is
        what has no max or weight.
        """
        children = [
            child for child in node.children if not child.bonus and self._applies(unit, child)
        ]
        if node.combine in RATIOS:
            return [child for child in children if child.weight != 0 and self._whole(unit, child)]
        return [
            child
            for child in children
            if child.children or child.declared or child.code in self.bonuses
        ]

    def _given(self, unit: Unit, node: Node) -> List[Node]:
        """The bonuses of a node that are scored."""
        return [
            child
            for child in node.children
            if child.bonus and self._applies(unit, child) and self._scored(unit, child)
        ]

    @kept
    def _applies(self, unit: Unit, node: Node) -> bool:
        if not node.children:
            return self.points[unit.code, node.code] is not NOT_APPLICABLE
        counting = self._counting(unit, node)
        if node.scaled:
            return any(self._whole(unit, child) for child in counting)
        return bool(counting or self._given(unit, node))

    @kept
    def _whole(self, unit: Unit, node: Node) -> Fraction:
        """The max for this unit with what is missing in it and what does not apply out of it."""
        if not self._applies(unit, node):
            return ZERO
        if not node.children or node.scaled or node.combine in RATIOS:
            return node.declared
        criteria = [child for child in node.children if not child.bonus]
        return sum((self._whole(unit, child) for child in criteria), ZERO)

    @kept
    def _scored(self, unit: Unit, node: Node) -> bool:
        """Whether anything that counts is scored, of a node that applies. A bonus counts under a
        plain sum; a child whose only points are those of a bonus has no ratio and no share.
        """
        if not node.children:
            return isinstance(self.points[unit.code, node.code], Fraction)
        scored = [child for child in self._counting(unit, node) if self._scored(unit, child)]
        if not node.scaled and node.combine == "sum":
            return bool(scored or self._given(unit, node))
        is_skipped = self.tree.missing == "skip" and node.code not in self.bonuses
        view = "found skip" if is_skipped else "max"
        parts = [self._figures(unit, child, view) for child in scored]
        return any(part is not None and part.max for part in parts)

    @kept
    def _has_gaps(self, unit: Unit, node: Node) -> bool:
        """Whether anything that counts is missing."""
        if not node.children:
            missing = self.points[unit.code, node.code] is MISSING
            return missing and self._found(unit, node) is None
        return any(self._has_gaps(unit, child) for child in self._counting(unit, node))

    @kept
    def _has_found(self, unit: Unit, node: Node) -> bool:
        """Whether anything that counts was found for a missing cell."""
        if not node.children:
            return self._found(unit, node) is not None
        return any(self._has_found(unit, child) for child in self._counting(unit, node))

    def _has_figures(self, unit: Unit, node: Node, view: str) -> bool:
        """Whether a node takes part where what is missing is left out."""
        is_found = view == "found skip" and self._has_found(unit, node)
        return self._scored(unit, node) or is_found

    def _is_whole_by_found(self, unit: Unit, node: Node) -> bool:
        """Whether a node that is missing has figures of what was found."""
        is_unknown = self.tree.missing == "unknown"
        is_found = node.code not in self.bonuses and self._has_found(unit, node)
        return is_found and not (is_unknown and self._has_gaps(unit, node))

    @kept
    def _coverage(self, unit: Unit, node: Node) -> Optional[Fraction]:
        """The share that is scored, each child by its effective weight."""
        if not node.children:
            return Fraction(self._scored(unit, node)) if node.declared else None
        total = covered = ZERO
        for child in self._counting(unit, node):
            weight = self._whole(unit, child)
            if node.combine in ALIKE:
                weight = ONE
            elif node.combine in RATIOS and child.weight is not None:
                weight = child.weight
            if weight:
                total += weight
                covered += weight * (self._coverage(unit, child) or ZERO)
        return covered / total if total else None

    # ---- Points

    @kept
    def _figures(self, unit: Unit, node: Node, view: str) -> Optional[Points]:
        """What a node gives to its parent; None where it takes no part."""
        if not node.children:
            return self._leaf_points(unit, node, view)
        is_skipped = view.endswith("skip") and not self._has_figures(unit, node, view)
        if not self._applies(unit, node) or is_skipped:
            return None
        points = self._ratios(unit, node, view) if node.combine in RATIOS else None
        points = points or self._sum(unit, node, view)
        achieved = self._rounded(node, points.achieved, points.max)
        return Points(min(achieved, points.max) if node.capped else achieved, points.max)

    def _sum(self, unit: Unit, node: Node, view: str) -> Points:
        """Points added up: those of leaves of max 0 too, and of the bonuses that were given."""
        parts = [self._figures(unit, child, view) for child in node.children if not child.bonus]
        criteria = [part for part in parts if part is not None]
        given = [self._figures(unit, child, "none") for child in self._given(unit, node)]
        added = criteria + [part for part in given if part is not None]
        achieved = sum((part.achieved for part in added), ZERO)
        most = sum((part.max for part in criteria), ZERO)
        if node.scaled:
            return Points(achieved * node.declared / most, node.declared)
        return Points(achieved, most)

    def _ratios(self, unit: Unit, node: Node, view: str) -> Points:
        parts = []
        for child in self._counting(unit, node):
            points = self._figures(unit, child, view)
            if points is not None and points.ratio is not None:
                weight = points.max if child.weight is None else child.weight
                parts.append(Part(points.ratio, weight, points.max))
        return Points(node.declared * combined(node.combine, parts), node.declared)

    # ---- Results

    def result(self, unit: Unit, node: Node) -> Result:
        state = self._state(unit, node)
        is_bonus = node.code in self.bonuses
        if state == NOT_APPLICABLE or (is_bonus and state == MISSING):
            return Result(state)
        points = None
        if state == SCORED or self.tree.missing == "zero" or self._is_whole_by_found(unit, node):
            points = self._figures(unit, node, self._view(node))
        lowest, highest = (
            self._percent(end.ratio if end else None)
            for end in (self._figures(unit, node, view) for view in ("min", "max"))
        )
        coverage = self._percent(self._coverage(unit, node))
        if points is None:
            return Result(state, coverage=coverage, lowest=lowest, highest=highest)
        shown = [
            self.tree.points(self.judge, figure, points.max)
            for figure in (points.achieved, points.max, points.max - points.achieved)
        ]
        return Result(
            state,
            shown[0],
            shown[1],
            self._percent(points.ratio),
            coverage,
            lowest,
            highest,
            None if is_bonus else shown[2],
            points,
            points.ratio,
        )

    def _state(self, unit: Unit, node: Node) -> str:
        if not self._applies(unit, node):
            return NOT_APPLICABLE
        is_unknown = self.tree.missing == "unknown" and node.code not in self.bonuses
        if is_unknown and self._has_gaps(unit, node):
            return MISSING
        return SCORED if self._scored(unit, node) else MISSING

    def _view(self, node: Node) -> str:
        """What the policy of the tree makes of what is missing below a node."""
        if node.code in self.bonuses:
            return "none"
        return "found skip" if self.tree.missing == "skip" else "found"

    def _percent(self, ratio: Optional[Fraction]) -> Optional[Fraction]:
        return None if ratio is None else self.tree.percent(self.judge, ratio)
