"""What the oracle makes of its scored boards: ranks, bands, summaries of blocks, and comparisons of
two boards.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from oracle import ZERO, Board, Unit, root, rounded

# ---- Ranks


class Place(NamedTuple):
    rank: Optional[Fraction]
    out_of: int
    tied: int


NO_PLACE = Place(None, 0, 0)


def ranks(
    board: Board,
    code: str,
    ties: str = "competition",
    key: str = "exact",
    overall: bool = False,
    tie_break: Sequence[str] = (),
) -> Dict[str, Place]:
    """The place of each unit by the percent of a node."""

    def mark(unit: Unit, by: str) -> Optional[Fraction]:
        result = board.results[unit.code, by]
        return result.percent if key == "published" else result.exact

    places = {unit.code: NO_PLACE for unit in board.units}
    blocks: List[Optional[str]] = [None] if overall else [*board.blocks()]
    for block in blocks:
        found = [(unit, mark(unit, code)) for unit in members(board, block)]
        marks = [(unit, percent) for unit, percent in found if percent is not None]
        for unit, own in marks:
            better = [percent for _, percent in marks if percent > own]
            same = [other for other, percent in marks if percent == own]
            above, tied = len(better), len(same)
            rank = {
                "competition": Fraction(above + 1),
                "dense": Fraction(len(set(better)) + 1),
                "modified": Fraction(above + tied),
                "average": above + Fraction(tied + 1, 2),
            }.get(ties)
            if rank is None:
                # Without a percent on a tie-breaking criterion one stands behind those that have
                # one.
                order = sorted(
                    same,
                    key=lambda other: [
                        (mark(other, by) is None, -(mark(other, by) or ZERO)) for by in tie_break
                    ],
                )
                rank, tied = (
                    Fraction(above + 1 + [other.code for other in order].index(unit.code)),
                    1,
                )
            places[unit.code] = Place(rank, len(marks), tied)
    return places


def order(board: Board, code: str, **options: object) -> List[str]:
    """The codes of the units that have a rank, the best first; within blocks it is block after
    block.
    """
    places = ranks(board, code, **{**options, "ties": "ordinal"})
    blocks = board.blocks()
    ranked = [unit for unit in board.units if places[unit.code].rank is not None]
    ranked.sort(
        key=lambda unit: (
            0 if options.get("overall") else blocks.index(unit.block),
            places[unit.code].rank,
        )
    )
    return [unit.code for unit in ranked]


# ---- Bands and blocks


def band_of(bands: Dict[str, Fraction], percent: Optional[Fraction]) -> Optional[str]:
    """The band with the highest lower bound that the percent reaches."""
    reached = [name for name, lower in bands.items() if percent is not None and lower <= percent]
    return max(reached, key=lambda name: bands[name]) if reached else None


class Summary(NamedTuple):
    units: int
    mean: Optional[Fraction] = None
    median: Optional[Fraction] = None
    min: Optional[Fraction] = None
    max: Optional[Fraction] = None
    stdev: Optional[Fraction] = None
    quartile1: Optional[Fraction] = None
    quartile3: Optional[Fraction] = None


def members(board: Board, block: Optional[str]) -> List[Unit]:
    """The ranked units of a block, or of all (None)."""
    return [unit for unit in board.units if unit.ranked and block in (None, unit.block)]


def quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """Type 7: linear interpolation at (n - 1) × share."""
    place = (len(ordered) - 1) * share
    below = place.numerator // place.denominator
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def summary(board: Board, code: str, block: Optional[str], digits: int) -> Summary:
    percents = sorted(
        percent
        for percent in (board.exact(unit, code) for unit in members(board, block))
        if percent is not None
    )
    if not percents:
        return Summary(0)
    mean = sum(percents, ZERO) / len(percents)
    stdev = root(sum(((percent - mean) ** 2 for percent in percents), ZERO) / len(percents))
    quarters = [quantile(percents, Fraction(quarter, 4)) for quarter in (1, 2, 3)]
    figures = [mean, quarters[1], percents[0], percents[-1], stdev, quarters[0], quarters[2]]
    return Summary(
        len(percents), *(rounded(figure, digits, board.tree.rounding) for figure in figures)
    )


def quarter(board: Board, code: str, unit: Unit, block: Optional[str]) -> int:
    """The group of a unit by the quartiles of its block: 1 is the best, 0 is none."""
    own = board.exact(unit, code)
    if not unit.ranked or own is None:
        return 0
    percents = sorted(
        percent
        for percent in (board.exact(other, code) for other in members(board, block))
        if percent is not None
    )
    return 1 + sum(1 for share in (3, 2, 1) if own < quantile(percents, Fraction(share, 4)))


def band_counts(
    board: Board, code: str, block: Optional[str], bands: Dict[str, Fraction], key: str
) -> Dict[str, int]:
    results = [board.results[unit.code, code] for unit in members(board, block)]
    found = [
        band_of(bands, result.percent if key == "published" else result.exact) for result in results
    ]
    return {name: found.count(name) for name in bands}


# ---- Comparison


class Change(NamedTuple):
    achieved: Optional[Fraction]
    max: Optional[Fraction]
    percent: Optional[Fraction]
    rank: Optional[Fraction]


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
    achieved: Optional[Fraction]
    max: Optional[Fraction]
    percent: Optional[Fraction]
    place: Place
    band: Optional[str]


def difference(now: Optional[Fraction], before: Optional[Fraction]) -> Optional[Fraction]:
    return None if now is None or before is None else now - before


class Comparison:
    """Two boards set against each other: units and criteria of the same code."""

    def __init__(self, now: Board, before: Board, **ranking: object) -> None:
        self.now, self.before = now, before
        self.overall, self.key = bool(ranking.get("overall")), ranking.get("key", "exact")
        self.places = {code: ranks(now, code, **ranking) for code in now.nodes}
        self.places_before = {code: ranks(before, code, **ranking) for code in before.nodes}
        self.units_before = {unit.code: unit for unit in before.units}

    def has_before(self, unit: Unit, code: str) -> bool:
        return unit.code in self.units_before and code in self.before.nodes

    def change(self, unit: Unit, code: str) -> Change:
        if not self.has_before(unit, code):
            return Change(None, None, None, None)
        now, before = self.now.results[unit.code, code], self.before.results[unit.code, code]
        rank = difference(
            self.places_before[code][unit.code].rank, self.places[code][unit.code].rank
        )
        if not self.overall and unit.block != self.units_before[unit.code].block:
            rank = None
        return Change(
            difference(now.achieved, before.achieved),
            difference(now.max, before.max),
            difference(now.percent, before.percent),
            rank,
        )

    def _rose(self, unit: Unit, code: str) -> Optional[bool]:
        """Whether a criterion rose in score; None where one of the sides has no score."""
        if not self.has_before(unit, code):
            return None
        now, before = self.now.results[unit.code, code], self.before.results[unit.code, code]
        change = difference(now.exact, before.exact)
        if now.exact is None and before.exact is None:
            change = difference(now.achieved, before.achieved)
        return None if change is None else change > 0

    def counts(self, unit: Unit, code: str) -> Counts:
        children = [child.code for child in self.now.nodes[code].children]
        scores = {child: self._rose(unit, child) for child in children}
        compared = [child for child in children if scores[child] is not None]
        changes = {child: self.change(unit, child) for child in children}
        pairs = [(bool(scores[child]), (changes[child].rank or ZERO) > 0) for child in compared]
        moves = [
            (child, changes[child].achieved)
            for child in children
            if changes[child].achieved is not None and not changes[child].max
        ]
        gains = [move for move in moves if move[1] is not None and move[1] > 0]
        losses = [move for move in moves if move[1] is not None and move[1] < 0]
        gain = max(gains, key=lambda move: move[1] or ZERO, default=(None, None))
        loss = min(losses, key=lambda move: move[1] or ZERO, default=(None, None))
        rose = [
            pairs.count(pair)
            for pair in ((True, True), (True, False), (False, True), (False, False))
        ]
        max_changed = sum(1 for child in compared if changes[child].max)
        return Counts._make((*rose, len(children) - len(compared), max_changed, *gain, *loss))

    def _side(
        self,
        board: Board,
        places: Dict[str, Dict[str, Place]],
        unit: str,
        code: str,
        bands: Dict[str, Fraction],
    ) -> Side:
        result = board.results[unit, code]
        band = band_of(bands, result.percent if self.key == "published" else result.exact)
        return Side(result.achieved, result.max, result.percent, places[code][unit], band)

    def figures(self, unit: Unit, code: str, bands: Dict[str, Fraction]) -> Side:
        return self._side(self.now, self.places, unit.code, code, bands)

    def figures_before(self, unit: Unit, code: str, bands: Dict[str, Fraction]) -> Side:
        if not self.has_before(unit, code):
            return Side(None, None, None, NO_PLACE, None)
        return self._side(self.before, self.places_before, unit.code, code, bands)

    def unit_counts(self, code: str) -> Tuple[int, int, int, int]:
        """How many units have more points than before, less, as many, and no difference."""
        changes = [self.change(unit, code).achieved for unit in self.now.units]
        known = [change for change in changes if change is not None]
        return (
            sum(change > 0 for change in known),
            sum(change < 0 for change in known),
            known.count(ZERO),
            changes.count(None),
        )

    def block_change(self, code: str, block: Optional[str]) -> Tuple[object, ...]:
        """The units now, before and of both, their published means, and the change over those of
        both.
        """
        now = summary(self.now, code, block, self.now.tree.digits)
        before = (
            summary(self.before, code, block, self.before.tree.digits)
            if code in self.before.nodes
            else Summary(0)
        )
        both = [
            (self.now.exact(unit, code), self.before.exact(self.units_before[unit.code], code))
            for unit in members(self.now, block)
            if self.has_before(unit, code)
            and self.units_before[unit.code] in members(self.before, block)
        ]
        pairs = [(one, other) for one, other in both if one is not None and other is not None]
        means = [
            rounded(
                sum((pair[side] for pair in pairs), ZERO) / len(pairs),
                board.tree.digits,
                board.tree.rounding,
            )
            if pairs
            else None
            for side, board in enumerate((self.now, self.before))
        ]
        return (
            now.units,
            before.units,
            len(pairs),
            now.mean,
            before.mean,
            *means,
            difference(*means),
        )

    def differences(self) -> Dict[str, List[str]]:
        """What the boards do not have in common, each in its order."""
        now, before = [unit.code for unit in self.now.units], [
            unit.code for unit in self.before.units
        ]
        nodes, nodes_before = self.now.nodes, self.before.nodes
        return {
            "units_new": [code for code in now if code not in before],
            "units_gone": [code for code in before if code not in now],
            "nodes_new": [code for code in nodes if code not in nodes_before],
            "nodes_gone": [code for code in nodes_before if code not in nodes],
            "max": [
                code
                for code in nodes
                if code in nodes_before and nodes[code].declared != nodes_before[code].declared
            ],
        }
