"""Numbers of the oracle: how they are read, when two are the same, and how one is shown.

Figures are fractions and carried as they are. Only what is shown is rounded, and once.
"""

from __future__ import annotations

import decimal
import re
from fractions import Fraction
from typing import Optional

ZERO, ONE, HUNDRED = Fraction(0), Fraction(1), Fraction(100)

# How far the places go that a number keeps when it is read.
PLACES = 15
# How far the places go that points are shown with.
SHOWN = 6
# Figures that lie nearer than this share of their max are one and the same.
NEAR = Fraction(1, 10**12)
# A half is never wider than this share of the last digit that is shown.
WIDEST = Fraction(1, 1000)
# A standard deviation is right to nine places.
NEAR_DEVIATION = Fraction(1, 10**9)


# ---- Reading

NUMBER = re.compile(r"([-+\u2212]?)(\d+\.?\d*|\.\d+)(?:[eE]([-+\u2212]?\d+))?")
FRACTION = re.compile(r"([-+\u2212]?)(\d+)/(\d+)")


def nearest(value: Fraction, digits: int) -> Fraction:
    """The value with so many decimals, a half away from zero."""
    size = abs(value) * 10**digits + Fraction(1, 2)
    whole = size.numerator // size.denominator
    return Fraction(whole if value >= 0 else -whole, 10**digits)


def number(text: str) -> Fraction:
    """The decimal that a text holds: 15 places are kept, counted once the exponent is applied."""
    found = NUMBER.fullmatch(text)
    assert found is not None, text
    exponent = int((found[3] or "0").replace("\u2212", "-"))
    value = nearest(Fraction(found[2]) * Fraction(10) ** exponent, PLACES)
    return value if found[1] in ("", "+") else -value


def fraction(text: str) -> Fraction:
    """A number of a criteria or bands file: a decimal, or a/b exactly."""
    found = FRACTION.fullmatch(text)
    if found is None:
        return number(text)
    value = Fraction(int(found[2]), int(found[3]))
    return value if found[1] in ("", "+") else -value


def ratio(text: str) -> Fraction:
    """A number, a percentage, or a/b."""
    return number(text[:-1]) / 100 if text.endswith("%") else fraction(text)


def percent_number(text: str) -> Fraction:
    """A number where a percent sign behind it says nothing: a weight, or a cell of `range`."""
    return fraction(text[:-1] if text.endswith("%") else text)


# ---- What is no fraction: to 40 places and more, so that a result that is a short decimal is it

LONG = decimal.Context(prec=90)


def long(value: Fraction) -> decimal.Decimal:
    return LONG.divide(decimal.Decimal(value.numerator), decimal.Decimal(value.denominator))


def short(value: decimal.Decimal) -> Fraction:
    return nearest(Fraction(value), 40)


def root(value: Fraction) -> Fraction:
    """Its square root."""
    return short(LONG.sqrt(long(value)))


def logarithm(value: Fraction) -> decimal.Decimal:
    """Its natural logarithm."""
    return LONG.ln(long(value))


# ---- Comparing and showing


def limited(value: Fraction, least: Fraction, most: Fraction) -> Fraction:
    return max(least, min(most, value))


class Judge:
    """Says what is equal and how a figure is shown. It remembers whether a decision was so near to
    the bound of nearness that the last of the carried places may decide otherwise: then the
    contract leaves open which it is.
    """

    def __init__(self, is_rational: bool = True) -> None:
        self.is_rational = is_rational
        self.is_open = False

    def _is_near(self, distance: Fraction, near: Fraction, scale: Fraction) -> bool:
        # What is no fraction is right to a tenth of nearness, and two of it may be compared.
        error = near / 100 if self.is_rational else NEAR * scale * Fraction(3, 10)
        if abs(distance - near) < error:
            self.is_open = True
        return distance < near or distance == 0

    def order(self, a: Fraction, b: Fraction, scale: Fraction = ONE) -> int:
        """Below 0, 0 or above 0, of figures of this max; of ratios it is 1."""
        if self._is_near(abs(a - b), NEAR * scale, scale):
            return 0
        return -1 if a < b else 1

    def reaches(self, value: Fraction, bound: Fraction) -> bool:
        return self.order(value, bound) >= 0

    def shown(
        self,
        value: Fraction,
        scale: Fraction,
        digits: int,
        rounding: str,
        near: Optional[Fraction] = None,
    ) -> Fraction:
        """The figure of this max with so many decimals. What is near to a half is that half, and
        what is to be cut off but is near below a whole last digit is that digit.
        """
        last = Fraction(1, 10**digits)
        near = min(NEAR * scale if near is None else near, last * WIDEST)
        count, rest = divmod(abs(value), last)
        if rounding == "down":
            up = rest != 0 and self._is_near(last - rest, near, scale)
        elif self._is_near(abs(rest - last / 2), near, scale):
            up = rounding == "half-up" or count % 2 == 1
        else:
            up = rest > last / 2
        size = (count + up) * last
        return size if value >= 0 else -size
