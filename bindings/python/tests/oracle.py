"""A second implementation of scoring, to hold the C library against: slow and plain, over fractions, written from the page that says what every figure means
and from the headers, not from the C code.

Trees and boards are the plain structures below; cells and rules are the texts that files hold. Figures are Fractions; None stands for one that does not exist.
"""

from __future__ import annotations

import decimal
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Callable, Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple

ZERO, ONE, HUNDRED = Fraction(0), Fraction(1), Fraction(100)
SCORED, MISSING, NOT_APPLICABLE = "scored", "missing", "not_applicable"

# ---- Numbers


def rounded(value: Fraction, digits: int = 6, rounding: str = "half-up") -> Fraction:
    """The value with so many decimals."""
    scaled = abs(value) * 10**digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest - scaled.denominator
    if rounding != "down" and (twice > 0 or (twice == 0 and (rounding == "half-up" or whole % 2 == 1))):
        whole += 1
    return Fraction(whole if value >= 0 else -whole, 10**digits)


ROOTS = decimal.Context(prec=90)


def _long(value: Fraction) -> decimal.Decimal:
    return ROOTS.divide(decimal.Decimal(value.numerator), decimal.Decimal(value.denominator))


def _near(value: decimal.Decimal) -> Fraction:
    """What a long computation gave, to 40 places: so a result that is a short decimal is that decimal."""
    return rounded(Fraction(value), 40)


def root(value: Fraction) -> Fraction:
    """Its square root."""
    return _near(ROOTS.sqrt(_long(value)))


def logarithm(value: Fraction) -> decimal.Decimal:
    """Its natural logarithm."""
    return ROOTS.ln(_long(value))


def number(text: str) -> Fraction:
    """The decimal that a text holds: what is beyond the sixth place is rounded."""
    return rounded(Fraction(text))


def ratio(text: str) -> Fraction:
    """A number, a percentage, or a/b."""
    if text.endswith("%"):
        return number(text[:-1]) / 100
    above, _, below = text.partition("/")
    return number(above) / (number(below) if below else 1)


def limited(value: Fraction, least: Fraction, most: Fraction) -> Fraction:
    return max(least, min(most, value))


# ---- Trees and boards


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
    round: Optional[int] = None
    children: List["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def declared(self) -> Fraction:
        """Its max: that of an inner node which states none is the sum below it."""
        return self.max if self.max is not None else sum((child.declared for child in self.children if not child.bonus), ZERO)


@dataclass
class Tree:
    root: Node
    digits: int = 2
    rounding: str = "half-up"
    missing: str = "zero"

    def published(self, value: Optional[Fraction]) -> Optional[Fraction]:
        return None if value is None else rounded(value, self.digits, self.rounding)


@dataclass
class Unit:
    code: str
    block: str = ""
    ranked: bool = True
    cells: Dict[str, str] = field(default_factory=dict)  # by the code of the leaf; without one it is missing, and "-" is not applicable


# ---- Rules: how a cell becomes points


def threshold_points(node: Node, value: Fraction, reached: Callable[[Fraction], bool], best: Callable[..., Fraction]) -> Fraction:
    steps = {ratio(step.split(":")[0]): number(step.split(":")[1]) for step in node.rule.split()[1:]}
    hits = [step for step in steps if reached(step)]
    return steps[best(hits)] if hits else node.min


def on_line(node: Node, share: Fraction) -> Fraction:
    """The points at a share of the way from min to max."""
    return node.min + (node.declared - node.min) * share


def rate_points(node: Node, rate: Fraction) -> Fraction:
    words = node.rule.split()
    most = node.declared
    if words[1:2] == ["between"]:
        low, high = (ratio(bound) for bound in words[2].split(".."))
        return on_line(node, limited((rate - low) / (high - low), ZERO, ONE))
    if words[1:2] == ["target"]:
        return max(node.min, most * limited(rate / ratio(words[2]), ZERO, ONE))
    if words[1:2] == ["from"] and rate < ratio(words[2]):
        return node.min
    return max(node.min, most * limited(rate, ZERO, ONE))


def range_points(node: Node, value: Fraction) -> Fraction:
    words = node.rule.split()
    first, last = (number(bound) for bound in words[1].split(".."))
    if "log" in words:
        start = logarithm(first)
        way, length = ROOTS.subtract(logarithm(value), start), ROOTS.subtract(logarithm(last), start)
        share = _near(ROOTS.divide(way, length))
    else:
        share = (value - first) / (last - first)
    points = on_line(node, share)
    return points if "unlimited" in words else limited(points, node.min, node.declared)


def relative_points(node: Node, value: Fraction, peers: Sequence[Fraction]) -> Fraction:
    """Points by the values of the units that have one, this one among them."""
    words = node.rule.split()
    down = "down" in words
    least, greatest = min(peers), max(peers)
    if words[0] == "minmax":
        if least == greatest:
            return node.declared
        return on_line(node, (greatest - value if down else value - least) / (greatest - least))
    if words[0] == "best":
        share = least / value if down else value / greatest if greatest else ONE
        return max(node.min, node.declared * share)
    if words[0] == "percentile":
        behind = [peer for peer in peers if (peer >= value if down else peer <= value)]
        return max(node.min, node.declared * Fraction(len(behind), len(peers)))
    middle, step = number(words[1]), number(words[2])
    if least == greatest:
        return limited(middle, node.min, node.declared)
    mean = sum(peers, ZERO) / len(peers)
    variance = sum(((peer - mean) ** 2 for peer in peers), ZERO) / (len(peers) - (0 if "population" in words else 1))
    distance = root((value - mean) ** 2 / variance)
    better = (value < mean) if down else (value > mean)
    return limited(middle + step * (distance if better else -distance), node.min, node.declared)


def cell_value(node: Node, text: str) -> Fraction:
    """The value that a cell holds; of answers their weighted share."""
    word = node.rule.split()[0]
    if word == "yesno":
        return ONE if text.lower() in ("yes", "có", "co", "1") else ZERO
    if word == "survey":
        weights = [number(weight) for weight in node.rule.split()[1:]]
        counts = [Fraction(count) for count in text.split("|")]
        return sum((weight * count for weight, count in zip(weights, counts)), ZERO) / sum(counts) / 100
    return ratio(text)


def leaf_points(node: Node, value: Fraction, peers: Sequence[Fraction]) -> Fraction:
    """What the rule makes of a value, before rounding."""
    word = node.rule.split()[0]
    if word == "points":
        return value
    if word == "rate":
        return rate_points(node, value)
    if word == "atleast":
        return threshold_points(node, value, lambda step: step <= value, max)
    if word == "atmost":
        return threshold_points(node, value, lambda step: step >= value, min)
    if word == "yesno":
        return node.declared if value else node.min
    if word == "per":
        return limited(value * number(node.rule.split()[1]), node.min, node.declared)
    if word == "range":
        return range_points(node, value)
    if word == "survey":
        return max(node.min, node.declared * value)
    return relative_points(node, value, peers)


# ---- Scoring

Pair = Tuple[Fraction, Fraction]  # achieved and max


class Unknown(Exception):
    """A figure that does not exist since something is missing."""


class Result(NamedTuple):
    state: str
    achieved: Optional[Fraction]
    max: Optional[Fraction]
    exact: Optional[Fraction]  # the percent, not rounded
    percent: Optional[Fraction]
    coverage: Optional[Fraction]
    lowest: Optional[Fraction]
    highest: Optional[Fraction]


def percent_of(pair: Optional[Pair]) -> Optional[Fraction]:
    return pair[0] / pair[1] * 100 if pair is not None and pair[1] else None


def weighted(node: Node, parts: Sequence[Tuple[Fraction, Fraction]]) -> Fraction:
    """Combines ratios with weights, by the way of the node."""
    shares = sorted(share for share, _ in parts)
    total = sum((weight for _, weight in parts), ZERO)
    if node.combine == "mean":
        return sum((share * weight for share, weight in parts), ZERO) / total
    if node.combine in ("min", "max"):
        return shares[0] if node.combine == "min" else shares[-1]
    if node.combine == "median":
        return (shares[(len(shares) - 1) // 2] + shares[len(shares) // 2]) / 2
    if shares[0] <= 0:
        return ZERO
    if node.combine == "harmonic":
        return total / sum((weight / share for share, weight in parts), ZERO)
    exponent = decimal.Decimal(0)
    for share, weight in parts:
        exponent = ROOTS.add(exponent, ROOTS.multiply(logarithm(share), _long(weight / total)))
    return _near(ROOTS.exp(exponent))


class Board:
    """A scored board: every figure of every node of every unit."""

    def __init__(self, tree: Tree, units: Sequence[Unit]) -> None:
        self.doubtful = False  # whether a root or logarithm came so near to a half of the sixth place that the library may take it for one
        self.tree = tree
        self.units = list(units)
        self.nodes = {node.code: node for node in tree.root.walk()}
        self.points = {(unit.code, leaf.code): self._leaf(unit, leaf) for unit in units for leaf in self.nodes.values() if not leaf.children}
        self.results = {(unit.code, node.code): self._result(unit, node) for unit in units for node in self.nodes.values()}

    def blocks(self) -> List[str]:
        return list(dict.fromkeys(unit.block for unit in self.units))

    def _leaf(self, unit: Unit, leaf: Node) -> object:
        text = unit.cells.get(leaf.code, "")
        if text in ("", "-"):
            return NOT_APPLICABLE if text else MISSING
        others = [other for other in self.units if "block" not in leaf.rule.split() or other.block == unit.block]
        texts = [other.cells.get(leaf.code, "") for other in others]
        peers = [cell_value(leaf, peer) for peer in texts if peer not in ("", "-")]
        return self._once(leaf, leaf_points(leaf, cell_value(leaf, text), peers))

    def _once(self, node: Node, points: Fraction) -> Fraction:
        """Points rounded to six places. The headers give 16 bits behind them where there are roots and logarithms."""
        words = node.rule.split()
        if node.combine == "geometric" if node.children else words[0] == "zscore" or "log" in words:
            self.doubtful = self.doubtful or 0 < abs(abs(points) * 10**6 % 1 - Fraction(1, 2)) < Fraction(1, 2**15)
        return rounded(points)

    def _rounded(self, node: Node, points: Fraction) -> Fraction:
        """Points as the node rounds them in the calculation. Rounding takes no leaf out of its min and max, unless its rule has no limits."""
        if node.round is None:
            return points
        shown = rounded(points, node.round, self.tree.rounding)
        return shown if node.children or "unlimited" in node.rule.split() else limited(shown, node.min, node.declared)

    def _pair(self, unit: Unit, node: Node, missing: str) -> Optional[Pair]:
        """Achieved and max, None where the node takes no part. What is missing counts as said: "min", "max", "none" (0), "skip" or "unknown"."""
        if not node.children:
            points = self.points[unit.code, node.code]
            if points is NOT_APPLICABLE or (points is MISSING and missing == "skip"):
                return None
            if points is MISSING and missing == "unknown":
                raise Unknown
            if points is MISSING and missing == "none":
                return ZERO, node.declared
            return self._rounded(node, points if isinstance(points, Fraction) else {"min": node.min, "max": node.declared}[missing]), node.declared
        if missing == "unknown" and self._pair(unit, node, "max") is None:
            return None
        pairs = [(child, self._bonus(unit, child) if child.bonus else self._pair(unit, child, missing)) for child in node.children]
        applicable = [(child, pair) for child, pair in pairs if pair is not None]
        most = sum((pair[1] for child, pair in applicable if not child.bonus), ZERO)
        if node.combine == "sum":
            if not applicable or (node.scaled and node.declared and not most):
                return None
            achieved = sum((pair[0] for _, pair in applicable), ZERO)
            if node.scaled:
                achieved, most = achieved * node.declared / most if most else ZERO, node.declared
        else:
            parts = [(pair[0] / pair[1], pair[1] if child.weight is None else child.weight) for child, pair in applicable if pair[1]]
            parts = [part for part in parts if part[1]]
            if not applicable or (node.declared and not parts):
                return None
            most = node.declared
            achieved = most * weighted(node, parts) if parts else ZERO
        achieved = self._rounded(node, self._once(node, achieved))
        return (min(achieved, most) if node.capped else achieved), most

    def _bonus(self, unit: Unit, node: Node) -> Optional[Pair]:
        """What a bonus gives to its parent: where it is missing it is none."""
        return self._pair(unit, node, self._policy(node)) if self._state(unit, node) == SCORED else None

    def _policy(self, node: Node) -> str:
        """What counts for what is missing below a node: in a bonus it is nothing, in place of the min."""
        inside = any(bonus.bonus and node in bonus.walk() for bonus in self.nodes.values())
        return self.tree.missing if self.tree.missing != "zero" else "none" if inside else "min"

    def _cells(self, unit: Unit, node: Node, below_bonus: bool = False) -> Iterator[Tuple[Node, object, bool]]:
        """The leaves of a node with what they hold, and whether there is a bonus between. None of a node that does not apply: of it nothing counts."""
        if not node.children:
            yield node, self.points[unit.code, node.code], below_bonus
        for child in node.children if self._pair(unit, node, "max") is not None else []:
            yield from self._cells(unit, child, below_bonus or child.bonus)

    def _state(self, unit: Unit, node: Node) -> str:
        if self._pair(unit, node, "max") is None:
            return NOT_APPLICABLE
        cells = list(self._cells(unit, node))
        is_missing = any(points is MISSING and not bonus for _, points, bonus in cells)
        if self.tree.missing == "unknown" and is_missing:
            return MISSING
        if self.tree.missing == "skip" and self._pair(unit, node, "skip") is None:
            return MISSING
        return SCORED if any(isinstance(points, Fraction) for _, points, _ in cells) else MISSING

    def _result(self, unit: Unit, node: Node) -> Result:
        state = self._state(unit, node)
        if state == NOT_APPLICABLE:
            return Result(state, None, None, None, None, None, None, None)
        cells = [(leaf, points) for leaf, points, bonus in self._cells(unit, node) if not bonus and points is not NOT_APPLICABLE]
        whole = sum((leaf.declared for leaf, _ in cells), ZERO)
        covered = sum((leaf.declared for leaf, points in cells if points is not MISSING), ZERO)
        low, high = self._pair(unit, node, "min"), self._pair(unit, node, "max")
        assert low is not None and high is not None
        try:
            pair = self._pair(unit, node, self._policy(node))
            achieved, most = pair if pair is not None else (None, None)
        except Unknown:
            pair, achieved, most = None, None, high[1]
        shown, exact = self.tree.published, percent_of(pair)
        coverage = shown(covered / whole * 100) if whole else None
        return Result(state, achieved, most, exact, shown(exact), coverage, shown(percent_of(low)), shown(percent_of(high)))

    def exact(self, unit: Unit, code: str) -> Optional[Fraction]:
        return self.results[unit.code, code].exact


# ---- Ranks


class Place(NamedTuple):
    rank: Optional[Fraction]
    out_of: int
    tied: int


NO_PLACE = Place(None, 0, 0)


def ranks(board: Board, code: str, ties: str = "competition", key: str = "exact", overall: bool = False, tie_break: Sequence[str] = ()) -> Dict[str, Place]:
    """The place of each unit by the percent of a node."""

    def mark(unit: Unit, by: str) -> Optional[Fraction]:
        result = board.results[unit.code, by]
        return result.percent if key == "published" else result.exact

    places = {unit.code: NO_PLACE for unit in board.units}
    for block in [None] if overall else board.blocks():
        units = [unit for unit in board.units if unit.ranked and mark(unit, code) is not None and block in (None, unit.block)]
        for unit in units:
            own = mark(unit, code)
            above = sum(1 for other in units if mark(other, code) > own)
            same = [other for other in units if mark(other, code) == own]
            tied = len(same)
            rank = {
                "competition": Fraction(above + 1),
                "dense": Fraction(len({mark(other, code) for other in units if mark(other, code) > own}) + 1),
                "modified": Fraction(above + tied),
                "average": above + Fraction(tied + 1, 2),
            }.get(ties)
            if rank is None:
                # Without a percent on a tie-breaking criterion one stands behind those that have one.
                order = sorted(same, key=lambda other: [(mark(other, by) is None, -(mark(other, by) or ZERO)) for by in tie_break])
                rank, tied = Fraction(above + 1 + [other.code for other in order].index(unit.code)), 1
            places[unit.code] = Place(rank, len(units), tied)
    return places


def order(board: Board, code: str, **options: object) -> List[str]:
    """The codes of the units that have a rank, the best first; within blocks it is block after block."""
    places = ranks(board, code, **{**options, "ties": "ordinal"})  # type: ignore[arg-type]
    blocks = board.blocks()
    ranked = [unit for unit in board.units if places[unit.code].rank is not None]
    ranked.sort(key=lambda unit: (0 if options.get("overall") else blocks.index(unit.block), places[unit.code].rank))
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
    percents = sorted(percent for percent in (board.exact(unit, code) for unit in members(board, block)) if percent is not None)
    if not percents:
        return Summary(0)
    mean = sum(percents, ZERO) / len(percents)
    stdev = root(sum(((percent - mean) ** 2 for percent in percents), ZERO) / len(percents))
    quarters = [quantile(percents, Fraction(quarter, 4)) for quarter in (1, 2, 3)]
    figures = [mean, quarters[1], percents[0], percents[-1], stdev, quarters[0], quarters[2]]
    return Summary(len(percents), *(rounded(figure, digits, board.tree.rounding) for figure in figures))


def quarter(board: Board, code: str, unit: Unit, block: Optional[str]) -> int:
    """The group of a unit by the quartiles of its block: 1 is the best, 0 is none."""
    own = board.exact(unit, code)
    if not unit.ranked or own is None:
        return 0
    percents = sorted(percent for percent in (board.exact(other, code) for other in members(board, block)) if percent is not None)
    return 1 + sum(1 for share in (3, 2, 1) if own < quantile(percents, Fraction(share, 4)))


def band_counts(board: Board, code: str, block: Optional[str], bands: Dict[str, Fraction], key: str) -> Dict[str, int]:
    results = [board.results[unit.code, code] for unit in members(board, block)]
    found = [band_of(bands, result.percent if key == "published" else result.exact) for result in results]
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
        self.places = {code: ranks(now, code, **ranking) for code in now.nodes}  # type: ignore[arg-type]
        self.places_before = {code: ranks(before, code, **ranking) for code in before.nodes}  # type: ignore[arg-type]
        self.units_before = {unit.code: unit for unit in before.units}

    def has_before(self, unit: Unit, code: str) -> bool:
        return unit.code in self.units_before and code in self.before.nodes

    def change(self, unit: Unit, code: str) -> Change:
        if not self.has_before(unit, code):
            return Change(None, None, None, None)
        now, before = self.now.results[unit.code, code], self.before.results[unit.code, code]
        rank = difference(self.places_before[code][unit.code].rank, self.places[code][unit.code].rank)
        if not self.overall and unit.block != self.units_before[unit.code].block:
            rank = None
        return Change(difference(now.achieved, before.achieved), difference(now.max, before.max), difference(now.percent, before.percent), rank)

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
        moves = [(child, changes[child].achieved) for child in children if changes[child].achieved is not None and not changes[child].max]
        gains = [move for move in moves if move[1] is not None and move[1] > 0]
        losses = [move for move in moves if move[1] is not None and move[1] < 0]
        gain = max(gains, key=lambda move: move[1] or ZERO, default=(None, None))
        loss = min(losses, key=lambda move: move[1] or ZERO, default=(None, None))
        return Counts(
            *(pairs.count(pair) for pair in ((True, True), (True, False), (False, True), (False, False))),
            len(children) - len(compared),
            sum(1 for child in compared if changes[child].max),
            *gain,
            *loss,
        )

    def _side(self, board: Board, places: Dict[str, Dict[str, Place]], unit: str, code: str, bands: Dict[str, Fraction]) -> Side:
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
        return sum(change > 0 for change in known), sum(change < 0 for change in known), known.count(ZERO), changes.count(None)

    def block_change(self, code: str, block: Optional[str]) -> Tuple[int, int, Optional[Fraction], Optional[Fraction], Optional[Fraction]]:
        """The units now and before, the published mean now and before, and its change."""
        now = summary(self.now, code, block, self.now.tree.digits)
        before = summary(self.before, code, block, self.before.tree.digits) if code in self.before.nodes else Summary(0)
        return now.units, before.units, now.mean, before.mean, difference(now.mean, before.mean)

    def differences(self) -> Dict[str, List[str]]:
        """What the boards do not have in common, each in its order."""
        now, before = [unit.code for unit in self.now.units], [unit.code for unit in self.before.units]
        nodes, nodes_before = self.now.nodes, self.before.nodes
        return {
            "units_new": [code for code in now if code not in before],
            "units_gone": [code for code in before if code not in now],
            "nodes_new": [code for code in nodes if code not in nodes_before],
            "nodes_gone": [code for code in nodes_before if code not in nodes],
            "max": [code for code in nodes if code in nodes_before and nodes[code].declared != nodes_before[code].declared],
        }
