"""How the oracle makes the ratio of a node of those of its children."""

from __future__ import annotations

import decimal
from fractions import Fraction
from typing import NamedTuple, Sequence

from oracle_numbers import LONG, ZERO, logarithm, long, short

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
