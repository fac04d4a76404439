"""A second implementation of scoring, to hold the C library against: slow and plain, over
fractions, written from the page that says what every figure means and from the headers, not from
the C code.

Every figure is carried as it is; what is shown is rounded once. Fractions are exact; what is none
(`geometric`, `zscore`, `log`) has 40 places. None stands for a figure that does not exist.
"""

from __future__ import annotations

import dataclasses
import functools
from fractions import Fraction
from typing import Dict, List, Optional, Sequence, Set, Tuple

from oracle_combine import Part, combined
from oracle_figures import (
    MISSING,
    NOT_APPLICABLE,
    SCORED,
    Points,
    Result,
    Results,
    Stages,
    kept,
)
from oracle_numbers import ONE, ZERO, Judge, limited, number
from oracle_ranks import put_ranks
from oracle_rules import RELATIVE, cell_value, leaf_points, rated
from oracle_steps import Gate, dropped, floor_of, gates_of, lifted
from oracle_treatments import treated
from oracle_tree import ALIKE, RATIOS, Node, Tree, Unit, needless


class Board:
    """A scored board: every figure of every node of every unit.

    A *view* says what stands for what is missing: "zero" its min and "skip" that it does not apply,
    but for what was found for it; "none" nothing, as below a bonus; in the bounds "min" and "max"
    its min and max, and there nothing fails its need.
    """

    def __init__(self, tree: Tree, units: Sequence[Unit]) -> None:
        self.tree = tree
        self.units = list(units)
        self.nodes = {node.code: node for node in tree.root.walk()}
        self.judge = Judge(all(node.is_rational for node in self.nodes.values()))
        self.parents = {child.code: node for node in tree.root.walk() for child in node.children}
        self.bonuses = {
            node.code for top in tree.root.walk() if top.bonus for node in top.walk()
        }  # and what is below them
        self.answers: Dict[Tuple[str, ...], object] = {}
        self.seen: Dict[str, Dict[str, object]] = {}
        self.points = {
            (unit.code, leaf.code): self._leaf(unit, leaf)
            for unit in units
            for leaf in self.nodes.values()
            if not leaf.children and not leaf.ranked
        }  # a figure, or why there is none
        self.results = Results(self)
        put_ranks(self)

    def blocks(self) -> List[str]:
        return list(dict.fromkeys(unit.block for unit in self.units))

    def ratio(self, unit: Unit, code: str) -> Optional[Fraction]:
        return self.results[unit.code, code].ratio

    def has_score(self, unit: Unit) -> bool:
        """Whether anything that counts is scored. A unit of which nothing is has neither rank nor
        band, and is in no block.
        """
        board = self._without_needs
        return board._applies(unit, board.tree.root) and board._scored(unit, board.tree.root)

    @functools.cached_property
    def _without_needs(self) -> "Board":
        """A unit of which something is scored keeps its score, whatever fails its need."""
        if all(node.needs is None for node in self.nodes.values()):
            return self
        board = Board(dataclasses.replace(self.tree, root=needless(self.tree.root)), self.units)
        board.judge = self.judge
        return board

    # ---- Leaves

    @kept
    def value(self, unit: Unit, leaf: Node) -> object:
        """What a cell holds: a value, or why there is none."""
        if leaf.code in unit.ratings and not self.is_left_out(unit, leaf):
            return rated(leaf, list(unit.ratings[leaf.code].values()))
        text = "-" if self.is_left_out(unit, leaf) else unit.cells.get(leaf.code, "")
        if text in ("", "-"):
            return NOT_APPLICABLE if text else MISSING
        value = cell_value(leaf, text)
        return MISSING if value is None else value

    def _seen(self, unit: Unit, leaf: Node) -> object:
        """What the rule sees: the value behind all that is done before it, also one that was found
        for a missing cell.
        """
        if not leaf.before:
            return self.value(unit, leaf)
        if leaf.code not in self.seen:
            values = [self.value(one, leaf) for one in self.units]
            blocks, beside = [one.block for one in self.units], [one.beside for one in self.units]
            found = treated(values, leaf.before, blocks, beside, MISSING)
            self.seen[leaf.code] = dict(zip((one.code for one in self.units), found))
        return self.seen[leaf.code][unit.code]

    def is_left_out(self, unit: Unit, node: Optional[Node]) -> bool:
        """Whether a node, or one above it, does not apply to the block of a unit."""
        while node is not None:
            if unit.block in node.weights and node.weights[unit.block] is None:
                return True
            node = self.parents.get(node.code)
        return False

    @kept
    def _peers(self, unit: Unit, leaf: Node, scope: str) -> List[Fraction]:
        """The values of the units that a rule looks at."""
        units = [one for one in self.units if scope != "block" or one.block == unit.block]
        values = [self._seen(one, leaf) for one in units]
        return [value for value in values if isinstance(value, Fraction)]

    def _leaf(self, unit: Unit, leaf: Node) -> object:
        if not isinstance(self.value(unit, leaf), Fraction):
            return self.value(unit, leaf)
        return self._made(unit, leaf, self._seen(unit, leaf))

    @kept
    def _found(self, unit: Unit, leaf: Node) -> object:
        """The points of what was found for a missing cell; None for nothing."""
        if self.value(unit, leaf) is not MISSING or not leaf.before:
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
        if view in ("zero", "skip") and self._found(unit, leaf) is not None:
            points = self._found(unit, leaf)
        if points is NOT_APPLICABLE or (points is MISSING and view == "skip"):
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
            return [
                child
                for child in children
                if child.weight_in(unit.block) != 0 and self._whole(unit, child)
            ]
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

    def _applies(self, unit: Unit, node: Node) -> bool:
        """A node whose result was set always does."""
        return self.is_set(unit, node) or self._applies_below(unit, node)

    @kept
    def _applies_below(self, unit: Unit, node: Node) -> bool:
        if not node.children:
            return self.points[unit.code, node.code] is not NOT_APPLICABLE
        counting = self._counting(unit, node)
        if node.scaled:
            return any(self._whole(unit, child) for child in counting)
        return bool(counting or self._given(unit, node))

    @kept
    def _whole(self, unit: Unit, node: Node) -> Fraction:
        """The max for this unit with what is missing in it and what does not apply out of it."""
        if not self._applies_below(unit, node):
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
        if self.is_set(unit, node) or self.fails(unit, node):
            return self.is_set(unit, node)
        scored = [child for child in self._counting(unit, node) if self._scored(unit, child)]
        if not node.scaled and node.combine == "sum":
            return bool(scored or self._given(unit, node))
        is_skipped = self.tree.missing == "skip" and node.code not in self.bonuses
        view = "skip" if is_skipped else "max"
        parts = [self.figures(unit, child, view) for child in scored]
        return any(part is not None and part.max for part in parts)

    @kept
    def _has_gaps(self, unit: Unit, node: Node) -> bool:
        """Whether anything that counts is missing."""
        if not node.children:
            missing = self.points[unit.code, node.code] is MISSING
            return missing and self._found(unit, node) is None
        if self.is_set(unit, node) or self.fails(unit, node):
            return not self.is_set(unit, node)
        return any(self._has_gaps(unit, child) for child in self._counting(unit, node))

    @kept
    def _has_found(self, unit: Unit, node: Node) -> bool:
        """Whether anything that counts was found for a missing cell."""
        if not node.children:
            return self._found(unit, node) is not None
        if self.is_set(unit, node) or self.fails(unit, node):
            return False
        return any(self._has_found(unit, child) for child in self._counting(unit, node))

    def _takes_part(self, unit: Unit, node: Node) -> bool:
        """Whether a node does where what is missing is left out."""
        return self._scored(unit, node) or self._has_found(unit, node)

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
            elif node.combine in RATIOS:
                stated = child.weight_in(unit.block)
                weight = weight if stated is None else stated
            if weight:
                total += weight
                covered += weight * (self._coverage(unit, child) or ZERO)
        if total and self.is_set(unit, node):
            return ONE
        return covered / total if total else None

    # ---- Results that are set, and needs

    def is_set(self, unit: Unit, node: Node) -> bool:
        return node.code in unit.results

    def set_max(self, unit: Unit, node: Node) -> Fraction:
        """The max of a result that is set: of what applies below it, missing or not."""
        if not self._applies_below(unit, node):
            return ZERO
        return self.stages(unit, node, "none" if node.code in self.bonuses else "min").max

    @kept
    def fails(self, unit: Unit, node: Node) -> bool:
        """Whether less of a node is scored than it needs; a leaf that would is missing anyway."""
        if node.needs is None or not node.children or self.is_set(unit, node):
            return False
        if not self._applies(unit, node):
            return False
        coverage = self._coverage(unit, node)
        return coverage is not None and self.judge.order(coverage, node.needs / 100) < 0

    # ---- Points

    @kept
    def figures(self, unit: Unit, node: Node, view: str) -> Optional[Points]:
        """What a node gives to its parent; None where it takes no part."""
        if not node.children:
            return self._leaf_points(unit, node, view)
        if self.is_set(unit, node):
            return Points(number(unit.results[node.code]), self.set_max(unit, node))
        is_skipped = view == "skip" and not self._takes_part(unit, node)
        if not self._applies(unit, node) or is_skipped:
            return None
        stages = self.stages(unit, node, view)
        achieved = stages.limited
        if view == "zero" and self.fails(unit, node):
            achieved = min(floor_of(node), stages.max)
        elif view == "none" and not self._scored(unit, node):
            achieved = stages.combined  # no floor lifts what is none
        return Points(achieved, stages.max)

    @kept
    def stages(self, unit: Unit, node: Node, view: str) -> Stages:
        """The points of a node step by step, whatever was set of it."""
        points = self._ratios(unit, node, view) if node.combine in RATIOS else None
        points = points or self._sum(unit, node, view)
        most = points.max
        achieved = self._rounded(node, points.achieved, most)
        achieved = min(achieved, most) if node.capped else achieved
        above = lifted(node, achieved, most)
        limit, by = self._limit(unit, node, view)
        if limit is None or not most or self.judge.order(above / most, limit) <= 0:
            return Stages(achieved, above, above, most)
        return Stages(achieved, above, limit * most, most, by)

    def _limit(
        self, unit: Unit, node: Node, view: str
    ) -> Tuple[Optional[Fraction], Optional[Node]]:
        """The lowest limit of the gates of the children, as a share of 1, and whose it is."""
        found = [
            (gate.limit, child)
            for child in node.children
            for gate in gates_of(child)
            if gate.limit is not None and self._gate_holds(unit, child, gate, view)
        ]
        return min(found, key=lambda pair: pair[0]) if found else (None, None)

    def bands_at_most(self, unit: Unit) -> List[str]:
        """The bands that gates of the children of the root limit a unit to."""
        return [
            gate.band
            for child in self.tree.root.children
            for gate in gates_of(child)
            if gate.band and self._gate_holds(unit, child, gate, self.view(self.tree.root))
        ]

    def _gate_holds(self, unit: Unit, child: Node, gate: Gate, view: str) -> bool:
        state = self._state(unit, child)
        is_bound = view in ("min", "max")
        if child.bonus:
            looks, view = state == SCORED, "none"
        else:
            is_there = self.tree.missing == "zero" or self._is_whole_by_found(unit, child)
            looks = state == SCORED or is_bound or is_there
        points = self.figures(unit, child, view) if looks else None
        if points is None:
            return False
        if gate.of_percent:
            return points.max > 0 and gate.holds(
                self.judge.order(points.achieved / points.max, gate.bound)
            )
        if state != SCORED:
            return False
        if child.children:
            return gate.holds(self.judge.order(points.achieved, gate.bound, points.max))
        value = self.value(unit, child)
        assert isinstance(value, Fraction)
        return gate.holds((value > gate.bound) - (value < gate.bound))

    @kept
    def _parts(self, unit: Unit, node: Node, view: str) -> List[Tuple[Node, Points]]:
        """What the criteria of a node give to it, before it drops any."""
        weighs = node.combine in RATIOS
        children = [child for child in node.children if not child.bonus]
        found = []
        for child in self._counting(unit, node) if weighs else children:
            points = self.figures(unit, child, view)
            if points is not None and (points.max or not weighs):
                found.append((child, points))
        return found

    @kept
    def _dropped(self, unit: Unit, node: Node, view: str) -> Set[str]:
        """The codes of the children that a node drops: none of max 0 is."""
        parts = [(child, points) for child, points in self._parts(unit, node, view) if points.max]
        ratios = [points.achieved / points.max for _, points in parts]
        return {parts[place][0].code for place in dropped(self.judge, node, ratios)}

    def _kept(self, unit: Unit, node: Node, view: str) -> List[Tuple[Node, Points]]:
        gone = self._dropped(unit, node, view)
        return [pair for pair in self._parts(unit, node, view) if pair[0].code not in gone]

    def _sum(self, unit: Unit, node: Node, view: str) -> Points:
        """Points added up: those of leaves of max 0 too, and of the bonuses that were given."""
        criteria = [points for _, points in self._kept(unit, node, view)]
        given = [self.figures(unit, child, "none") for child in self._given(unit, node)]
        added = criteria + [part for part in given if part is not None]
        achieved = sum((part.achieved for part in added), ZERO)
        most = sum((part.max for part in criteria), ZERO)
        if node.scaled:
            return Points(achieved * node.declared / most, node.declared)
        return Points(achieved, most)

    def _ratios(self, unit: Unit, node: Node, view: str) -> Points:
        parts = []
        for child, points in self._kept(unit, node, view):
            stated = child.weight_in(unit.block)
            weight = points.max if stated is None else stated
            parts.append(Part(points.achieved / points.max, weight, points.max))
        return Points(node.declared * combined(node.combine, parts), node.declared)

    # ---- Results

    def result(self, unit: Unit, node: Node) -> Result:
        state = self._state(unit, node)
        is_bonus = node.code in self.bonuses
        if state == NOT_APPLICABLE or (is_bonus and state == MISSING):
            return Result(state)
        points = None
        if self.has_figures(unit, node):
            points = self.figures(unit, node, self.view(node))
        ends = [self.figures(unit, node, view) for view in ("min", "max")]
        ratios = sorted(end.ratio for end in ends if end and end.ratio is not None)
        lowest, highest = map(self._percent, (ratios[0], ratios[-1]) if ratios else (None, None))
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
            None if is_bonus or self.is_dropped(unit, node) else shown[2],
            points,
            points.ratio,
        )

    def has_figures(self, unit: Unit, node: Node) -> bool:
        """Whether its own row has points."""
        state = self._state(unit, node)
        is_gap = node.code in self.bonuses or self.tree.missing != "zero"
        if state == MISSING and self._is_whole_by_found(unit, node):
            return True
        return state == SCORED or (state == MISSING and not is_gap and not self.fails(unit, node))

    def is_dropped(self, unit: Unit, node: Node) -> bool:
        """Whether its parent goes without it; a parent without figures, or whose result was set,
        drops nothing.
        """
        parent = self.parents.get(node.code)
        if parent is None or self.is_set(unit, parent) or not self.has_figures(unit, parent):
            return False
        return node.code in self._dropped(unit, parent, self.view(parent))

    def _state(self, unit: Unit, node: Node) -> str:
        if not self._applies(unit, node):
            return NOT_APPLICABLE
        if self.is_set(unit, node) or self.fails(unit, node):
            return SCORED if self.is_set(unit, node) else MISSING
        is_unknown = self.tree.missing == "unknown" and node.code not in self.bonuses
        if is_unknown and self._has_gaps(unit, node):
            return MISSING
        return SCORED if self._scored(unit, node) else MISSING

    def view(self, node: Node) -> str:
        """What the policy of the tree makes of what is missing below a node."""
        if node.code in self.bonuses:
            return "none"
        return "skip" if self.tree.missing == "skip" else "zero"

    def _percent(self, ratio: Optional[Fraction]) -> Optional[Fraction]:
        return None if ratio is None else self.tree.percent(self.judge, ratio)
