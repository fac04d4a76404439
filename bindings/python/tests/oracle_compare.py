"""What the oracle makes of two boards: the same units and criteria, by code, now and before."""

from __future__ import annotations

from fractions import Fraction
from typing import Dict, List, NamedTuple, Optional, Tuple

from oracle import Board, Points
from oracle_numbers import HUNDRED, SHOWN, ZERO, Judge
from oracle_results import NO_PLACE, Place, Ranking, Summary, band, mean_of, members, ranks, summary
from oracle_tree import Unit


# A code, how many points it moved, and its max.
Move = Tuple[str, Fraction, Fraction]
# The lower bounds of bands, by name.
Bounds = Dict[str, Fraction]


class Change(NamedTuple):
    achieved: Optional[Fraction] = None
    max: Optional[Fraction] = None
    percent: Optional[Fraction] = None
    rank: Optional[Fraction] = None


class Counts(NamedTuple):
    both: int
    score_only: int
    rank_only: int
    neither: int
    uncompared: int
    max_changed: int
    gain: Optional[str]
    gained: Optional[Fraction]
    loss: Optional[str]
    lost: Optional[Fraction]


class Side(NamedTuple):
    achieved: Optional[Fraction] = None
    max: Optional[Fraction] = None
    percent: Optional[Fraction] = None
    place: Place = NO_PLACE
    band: Optional[str] = None


class Comparison:
    """Two boards set against each other. Each side is shown, ranked and banded by the options of
    its own tree; differences are of carried figures, shown by the options of the tree of now, in
    percent with the digits of the side that has more.
    """

    def __init__(self, now: Board, before: Board, how: Ranking = Ranking()) -> None:
        self.now, self.before, self.how = now, before, how
        self.places = {code: ranks(now, code, how) for code in now.nodes}
        self.places_before = {code: ranks(before, code, how) for code in before.nodes}
        self.units_before = {unit.code: unit for unit in before.units}
        self.digits = max(now.tree.digits, before.tree.digits)
        self.judge = Judge(now.judge.is_rational and before.judge.is_rational)

    @property
    def is_open(self) -> bool:
        return any(judge.is_open for judge in (self.judge, self.now.judge, self.before.judge))

    def has_before(self, unit: Unit, code: str) -> bool:
        return unit.code in self.units_before and code in self.before.nodes

    def _both(self, unit: Unit, code: str) -> Optional[Tuple[Points, Points]]:
        if not self.has_before(unit, code):
            return None
        now = self.now.results[unit.code, code].points
        before = self.before.results[unit.code, code].points
        return None if now is None or before is None else (now, before)

    def _counted(self, unit: Unit, code: str) -> Optional[Tuple[Points, Points]]:
        """Both sides where something counts: the figures of a unit without a score are what it
        would have.
        """
        both = self._both(unit, code)
        scored = (
            both is not None
            and self.now.has_score(unit)
            and self.before.has_score(self.units_before[unit.code])
        )
        return both if scored else None

    def _shown(self, value: Fraction, scale: Fraction, digits: int) -> Fraction:
        return self.judge.shown(value, scale, digits, self.now.tree.rounding)

    def change(self, unit: Unit, code: str) -> Change:
        if not self.has_before(unit, code):
            return Change()
        rank, rank_before = self.places[code][unit.code].rank, None
        if self.how.overall or unit.block == self.units_before[unit.code].block:
            rank_before = self.places_before[code][unit.code].rank
        places = None if rank is None or rank_before is None else rank_before - rank
        both = self._both(unit, code)
        if both is None:
            return Change(rank=places)
        now, before = both
        scale = max(now.max, before.max)
        percent = None
        if now.ratio is not None and before.ratio is not None:
            percent = self._shown((now.ratio - before.ratio) * 100, HUNDRED, self.digits)
        return Change(
            self._shown(now.achieved - before.achieved, scale, SHOWN),
            self._shown(now.max - before.max, scale, SHOWN),
            percent,
            places,
        )

    # ---- How children changed

    def _rose(self, unit: Unit, code: str) -> Optional[bool]:
        """Whether a criterion rose in score; None where one of the sides has no score."""
        both = self._counted(unit, code)
        if both is None or (both[0].ratio is None) != (both[1].ratio is None):
            return None
        now, before = both
        if now.ratio is None or before.ratio is None:
            return now.achieved > before.achieved
        return self.judge.order(now.ratio, before.ratio) > 0

    def _has_max_of_before(self, unit: Unit, code: str) -> bool:
        both = self._both(unit, code)
        assert both is not None
        return self.judge.order(both[0].max, both[1].max, max(both[0].max, both[1].max)) == 0

    def _largest(self, moves: List[Move]) -> Optional[str]:
        """The first of the moves that none exceeds; each is a code, points and their max."""
        found, most, scale = None, ZERO, ZERO
        for code, points, max_of in moves:
            if points > most and self.judge.order(points, most, max(scale, max_of)) > 0:
                found, most, scale = code, points, max_of
        return found

    def counts(self, unit: Unit, code: str) -> Counts:
        children = [child.code for child in self.now.nodes[code].children]
        scores = {child: self._rose(unit, child) for child in children}
        compared = [child for child in children if scores[child] is not None]
        changes = {child: self.change(unit, child) for child in children}
        pairs = [(bool(scores[child]), (changes[child].rank or ZERO) > 0) for child in compared]
        gains = []
        for child in children:
            both = self._counted(unit, child)
            if both is not None and self._has_max_of_before(unit, child):
                gains.append((child, both[0].achieved - both[1].achieved, both[0].max))
        gain = self._largest(gains)
        loss = self._largest([(child, -points, most) for child, points, most in gains])
        rose = [
            pairs.count(pair)
            for pair in ((True, True), (True, False), (False, True), (False, False))
        ]
        max_changed = sum(1 for child in compared if not self._has_max_of_before(unit, child))
        return Counts(
            rose[0],
            rose[1],
            rose[2],
            rose[3],
            len(children) - len(compared),
            max_changed,
            gain,
            changes[gain].achieved if gain else None,
            loss,
            changes[loss].achieved if loss else None,
        )

    # ---- Both sides

    def _side(self, board: Board, place: Place, unit: Unit, code: str, bands: Bounds) -> Side:
        result = board.results[unit.code, code]
        return Side(
            result.achieved,
            result.max,
            result.percent,
            place,
            band(board, bands, unit, code, self.how.key),
        )

    def figures(self, unit: Unit, code: str, bands: Bounds) -> Side:
        return self._side(self.now, self.places[code][unit.code], unit, code, bands)

    def figures_before(self, unit: Unit, code: str, bands: Bounds) -> Side:
        if not self.has_before(unit, code):
            return Side()
        place = self.places_before[code][unit.code]
        return self._side(self.before, place, self.units_before[unit.code], code, bands)

    # ---- All units

    def unit_counts(self, code: str) -> Tuple[int, int, int, int]:
        """How many units have more points than before, less, as many, and none to compare."""
        found = [self._counted(unit, code) for unit in self.now.units]
        signs = [
            self.judge.order(both[0].achieved, both[1].achieved, max(both[0].max, both[1].max))
            for both in found
            if both is not None
        ]
        return signs.count(1), signs.count(-1), signs.count(0), found.count(None)

    def block_change(self, code: str, block: Optional[str]) -> Tuple[object, ...]:
        """The units now, before and of both, their published means, and the change over those of
        both.
        """
        now = summary(self.now, code, block, self.now.tree.digits)
        before = Summary(0)
        if code in self.before.nodes:
            before = summary(self.before, code, block, self.before.tree.digits)
        pairs = [
            (self.now.ratio(unit, code), self.before.ratio(self.units_before[unit.code], code))
            for unit in members(self.now, block)
            if self.has_before(unit, code)
            and self.units_before[unit.code] in members(self.before, block)
        ]
        known = [(one, other) for one, other in pairs if one is not None and other is not None]
        counts = (now.units, before.units, len(known), now.mean, before.mean)
        if not known:
            return (*counts, None, None, None)
        means = [mean_of([pair[side] for pair in known]) for side in (0, 1)]
        boards = (self.now, self.before)
        shown = [board.tree.percent(board.judge, mean) for board, mean in zip(boards, means)]
        change = self._shown((means[0] - means[1]) * 100, HUNDRED, self.digits)
        return (*counts, *shown, change)

    def differences(self) -> Dict[str, List[str]]:
        """What the boards do not have in common, each in its order."""
        now = [unit.code for unit in self.now.units]
        before = [unit.code for unit in self.before.units]
        nodes, nodes_before = self.now.nodes, self.before.nodes
        both = [code for code in nodes if code in nodes_before]
        maxima = {code: (nodes[code].declared, nodes_before[code].declared) for code in both}
        return {
            "units_new": [code for code in now if code not in before],
            "units_gone": [code for code in before if code not in now],
            "nodes_new": [code for code in nodes if code not in nodes_before],
            "nodes_gone": [code for code in nodes_before if code not in nodes],
            "max": [code for code in both if self.judge.order(*maxima[code], max(maxima[code]))],
        }
