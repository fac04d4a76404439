"""Rules of the oracle: how what stands in a cell becomes points. Thresholds and the limits of a/b
are compared exactly.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Callable, Optional, Sequence

from oracle_figures import MISSING, NOT_APPLICABLE
from oracle_numbers import (
    LONG,
    ONE,
    ZERO,
    fraction,
    limited,
    logarithm,
    percent_number,
    ratio,
    root,
    short,
)
from oracle_tree import Node


# What looks at the other units.
RELATIVE = ("minmax", "best", "percentile", "zscore")


def threshold_points(
    node: Node, reached: Callable[[Fraction], bool], best: Callable[..., Fraction]
) -> Fraction:
    steps = {
        ratio(step.split(":")[0]): fraction(step.split(":")[1]) for step in node.rule.split()[1:]
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
    first, last = (fraction(bound) for bound in words[1].split(".."))
    if "log" in words:
        start = logarithm(first)
        way = LONG.subtract(logarithm(value), start)
        share = short(LONG.divide(way, LONG.subtract(logarithm(last), start)))
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
    middle, step = fraction(words[1]), fraction(words[2])
    if least == greatest:
        return limited(middle, node.min, node.declared)
    mean = sum(peers, ZERO) / len(peers)
    squares = sum(((peer - mean) ** 2 for peer in peers), ZERO)
    variance = squares / (len(peers) - (0 if "population" in words else 1))
    distance = root((value - mean) ** 2 / variance)
    is_better = value < mean if down else value > mean
    return limited(middle + step * (distance if is_better else -distance), node.min, node.declared)


def takes_rates(node: Node) -> bool:
    """Whether `97.8%` in a cell is a rate and not the number 97.8."""
    words = node.rule.split()
    is_tiers = words[0] in ("atleast", "atmost")
    return words[0] == "rate" or (is_tiers and any(c in words[1].split(":")[0] for c in "%/"))


def cell_value(node: Node, text: str) -> Optional[Fraction]:
    """The value that a cell holds; of answers their weighted share, None where nobody knows."""
    words = node.rule.split()
    if words[0] == "yesno":
        return ONE if text.lower() in ("yes", "có", "co", "1") else ZERO
    if words[0] == "survey":
        counts = [Fraction(count) for count in text.split("|")]
        known = [(fraction(word), n) for word, n in zip(words[1:], counts) if word != "-"]
        answers = sum((n for _, n in known), ZERO)
        return sum((weight * n for weight, n in known), ZERO) / answers / 100 if answers else None
    if takes_rates(node):
        is_bare = "%" not in text and "/" not in text
        return ratio(text) / (100 if "percent" in words and is_bare else 1)
    return percent_number(text)


def joins(node: Node) -> bool:
    """Whether what several raters gave for a cell is joined."""
    return node.rule.split()[0] not in ("yesno", "per", "survey")


def joined(node: Node, values: Sequence[Fraction]) -> Fraction:
    """What several raters gave, as the criterion joins it: of one at least."""
    words = node.raters.split() or ["mean"]
    kept = sorted(values)
    most = (len(kept) - 1) // 2
    off = most if words[0] == "median" else 0
    if words[0] == "trimmed":
        off = min(int(words[1]), most)
    kept = kept[off : len(kept) - off]
    return sum(kept, ZERO) / len(kept)


def rated(node: Node, texts: Sequence[str]) -> object:
    """What ratings come to: those that are no value are left out."""
    values = [
        value
        for text in texts
        if text not in ("", "-")
        if (value := cell_value(node, text)) is not None
    ]
    if values:
        return joined(node, values)
    return NOT_APPLICABLE if all(text == "-" for text in texts) else MISSING


def leaf_points(node: Node, value: Fraction, peers: Sequence[Fraction]) -> Fraction:
    """What the rule makes of a value."""
    word = node.rule.split()[0]
    if word == "points":
        return value
    if word == "rate":
        return rate_points(node, value)
    if word == "atleast":
        return threshold_points(node, lambda step: step <= value, max)
    if word == "atmost":
        return threshold_points(node, lambda step: step >= value, min)
    if word == "yesno":
        return node.declared if value else node.min
    if word == "per":
        return limited(value * fraction(node.rule.split()[1]), node.min, node.declared)
    if word == "range":
        return range_points(node, value)
    if word == "survey":
        return max(node.min, node.declared * value)
    return relative_points(node, value, peers)
