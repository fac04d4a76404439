"""A second implementation of scoring, to hold the C library against: slow and plain, over
fractions, written from the page that says what every figure means and from the headers, not from
the C code.

Trees and boards are the plain structures below; cells and rules are the texts that files hold.
Figures are Fractions; None stands for one that does not exist.
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
    if rounding != "down" and (
        twice > 0 or (twice == 0 and (rounding == "half-up" or whole % 2 == 1))
    ):
        whole += 1
    return Fraction(whole if value >= 0 else -whole, 10**digits)


ROOTS = decimal.Context(prec=90)


def _long(value: Fraction) -> decimal.Decimal:
    return ROOTS.divide(decimal.Decimal(value.numerator), decimal.Decimal(value.denominator))


def _near(value: decimal.Decimal) -> Fraction:
    """What a long computation gave, to 40 places: so a result that is a short decimal is that
    decimal.
    """
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
        return (
            self.max
            if self.max is not None
            else sum((child.declared for child in self.children if not child.bonus), ZERO)
        )


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
    cells: Dict[str, str] = field(
        default_factory=dict
    )  # by the code of the leaf; without one it is missing, and "-" is not applicable


# ---- Rules: how a cell becomes points


def threshold_points(
    node: Node, value: Fraction, reached: Callable[[Fraction], bool], best: Callable[..., Fraction]
) -> Fraction:
    steps = {
        ratio(step.split(":")[0]): number(step.split(":")[1]) for step in node.rule.split()[1:]
    }
    hits = [step for step in steps if reached(step)]
    return steps[best(hits)] if hits else node.min


def on_line(node: Node, share: Fraction) -> Fraction:
    """The points at a share of the way from min to max."""
    return node.min + (node.declared - node.min) * share


def rate_points(node: Node, rate: Fraction) -> Fraction:
    words = [word for word in node.rule.split() if word not in ("percent", "share")]
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
        way, length = ROOTS.subtract(logarithm(value), start), ROOTS.subtract(
            logarithm(last), start
        )
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
    variance = sum(((peer - mean) ** 2 for peer in peers), ZERO) / (
        len(peers) - (0 if "population" in words else 1)
    )
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
        return (
            sum((weight * count for weight, count in zip(weights, counts)), ZERO)
            / sum(counts)
            / 100
        )
    if "percent" in node.rule.split() and "%" not in text and "/" not in text:
        return number(text) / 100
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
        # Whether a root or logarithm came so near to a half of the sixth place that the library may
        # take it for one.
        self.doubtful = False
        self.tree = tree
        self.units = list(units)
        self.nodes = {node.code: node for node in tree.root.walk()}
        self.points = {
            (unit.code, leaf.code): self._leaf(unit, leaf)
            for unit in units
            for leaf in self.nodes.values()
            if not leaf.children
        }
        self.results = {
            (unit.code, node.code): self._result(unit, node)
            for unit in units
            for node in self.nodes.values()
        }

    def blocks(self) -> List[str]:
        return list(dict.fromkeys(unit.block for unit in self.units))

    def _leaf(self, unit: Unit, leaf: Node) -> object:
        text = unit.cells.get(leaf.code, "")
        if text in ("", "-"):
            return NOT_APPLICABLE if text else MISSING
        others = [
            other
            for other in self.units
            if "block" not in leaf.rule.split() or other.block == unit.block
        ]
        texts = [other.cells.get(leaf.code, "") for other in others]
        peers = [cell_value(leaf, peer) for peer in texts if peer not in ("", "-")]
        return self._once(leaf, leaf_points(leaf, cell_value(leaf, text), peers))

    def _once(self, node: Node, points: Fraction) -> Fraction:
        """Points rounded to six places. The headers give 16 bits behind them where there are roots
        and logarithms.
        """
        words = node.rule.split()
        if node.combine == "geometric" if node.children else words[0] == "zscore" or "log" in words:
            self.doubtful = self.doubtful or 0 < abs(
                abs(points) * 10**6 % 1 - Fraction(1, 2)
            ) < Fraction(1, 2**15)
        return rounded(points)

    def _rounded(self, node: Node, points: Fraction) -> Fraction:
        """Points as the node rounds them in the calculation. Rounding takes no leaf out of its min
        and max, unless its rule has no limits.
        """
        if node.round is None:
            return points
        shown = rounded(points, node.round, self.tree.rounding)
        return (
            shown
            if node.children or "unlimited" in node.rule.split()
            else limited(shown, node.min, node.declared)
        )

    def _pair(self, unit: Unit, node: Node, missing: str) -> Optional[Pair]:
        """Achieved and max, None where the node takes no part. What is missing counts as said:
        "min", "max", "none" (0), "skip" or "unknown".
        """
        if not node.children:
            points = self.points[unit.code, node.code]
            if points is NOT_APPLICABLE or (points is MISSING and missing == "skip"):
                return None
            if points is MISSING and missing == "unknown":
                raise Unknown
            if points is MISSING and missing == "none":
                return ZERO, node.declared
            return (
                self._rounded(
                    node,
                    points
                    if isinstance(points, Fraction)
                    else {"min": node.min, "max": node.declared}[missing],
                ),
                node.declared,
            )
        if missing == "unknown" and self._pair(unit, node, "max") is None:
            return None
        pairs = [
            (child, self._bonus(unit, child) if child.bonus else self._pair(unit, child, missing))
            for child in node.children
        ]
        applicable = [(child, pair) for child, pair in pairs if pair is not None]
        most = sum((pair[1] for child, pair in applicable if not child.bonus), ZERO)
        if node.combine == "sum":
            if not applicable or (node.scaled and node.declared and not most):
                return None
            achieved = sum((pair[0] for _, pair in applicable), ZERO)
            if node.scaled:
                achieved, most = achieved * node.declared / most if most else ZERO, node.declared
        else:
            parts = [
                (pair[0] / pair[1], pair[1] if child.weight is None else child.weight)
                for child, pair in applicable
                if pair[1]
            ]
            parts = [part for part in parts if part[1]]
            if not applicable or (node.declared and not parts):
                return None
            most = node.declared
            achieved = most * weighted(node, parts) if parts else ZERO
        achieved = self._rounded(node, self._once(node, achieved))
        return (min(achieved, most) if node.capped else achieved), most

    def _bonus(self, unit: Unit, node: Node) -> Optional[Pair]:
        """What a bonus gives to its parent: where it is missing it is none."""
        return (
            self._pair(unit, node, self._policy(node))
            if self._state(unit, node) == SCORED
            else None
        )

    def _policy(self, node: Node) -> str:
        """What counts for what is missing below a node: in a bonus it is nothing, in place of the
        min.
        """
        inside = any(bonus.bonus and node in bonus.walk() for bonus in self.nodes.values())
        return self.tree.missing if self.tree.missing != "zero" else "none" if inside else "min"

    def _cells(
        self, unit: Unit, node: Node, below_bonus: bool = False
    ) -> Iterator[Tuple[Node, object, bool]]:
        """The leaves of a node with what they hold, and whether there is a bonus between; none of
        what does not apply as a whole.
        """
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
        cells = [
            (leaf, points)
            for leaf, points, bonus in self._cells(unit, node)
            if not bonus and points is not NOT_APPLICABLE
        ]
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
        return Result(
            state,
            achieved,
            most,
            exact,
            shown(exact),
            coverage,
            shown(percent_of(low)),
            shown(percent_of(high)),
        )

    def exact(self, unit: Unit, code: str) -> Optional[Fraction]:
        return self.results[unit.code, code].exact
