"""Numbers on their way between Python and C: exact, or refused."""

from __future__ import annotations

import decimal
import numbers
from decimal import Decimal
from fractions import Fraction
from typing import Any, Optional, Union

from ._enums import Status
from .errors import error_of

ONE = 1_000_000
MAX: int = 9_200_000_000_000_000_000
ABSENT: int = -(2**63)
NOT_APPLICABLE_VALUE: int = ABSENT + 1

Number = Union[int, str, Decimal, Fraction, float]

# Enough digits for any decimal that C holds; a program's own context must not round what it reads or writes.
_EXACT = decimal.Context(prec=60, Emin=-999999, Emax=999999, traps=[])


def from_millionths(value: int) -> Optional[Decimal]:
    """The Decimal of a figure as C holds it, without zeros at the end; None for a figure that does not exist.

    >>> from_millionths(17_240_000), from_millionths(ABSENT)
    (Decimal('17.24'), None)
    """
    if value <= NOT_APPLICABLE_VALUE:
        return None
    whole, rest = divmod(abs(value), ONE)
    text = f"{whole}.{rest:06d}".rstrip("0") if rest else str(whole)
    return Decimal("-" + text if value < 0 else text)


def published(value: int, digits: int) -> Optional[Decimal]:
    """The Decimal of a figure that has so many decimal places, zeros at the end included.

    >>> published(87_800_000, 2)
    Decimal('87.80')
    """
    if value <= NOT_APPLICABLE_VALUE:
        return None
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value), ONE)
    if rest % 10 ** (6 - digits):
        return from_millionths(value)
    return Decimal(f"{sign}{whole}.{rest:06d}"[: len(sign) + len(str(whole)) + 1 + digits].rstrip("."))


def exact_float(value: int) -> float:
    """The double nearest to a figure; NaN for one that does not exist."""
    return float("nan") if value <= NOT_APPLICABLE_VALUE else value / ONE


def to_millionths(value: Any, what: str = "the number") -> int:
    """A number of Python as C holds it.

    Takes int, Decimal, str, Fraction, and a float that is exactly a decimal of 6 places. Raises NumberError for what has more places,
    is no number or is text that reads as none, RangeError beyond 9 200 000 000 000, and TypeError for what is of another type.

    >>> to_millionths("17.24"), to_millionths(Decimal("0.5")), to_millionths(0.25)
    (17240000, 500000, 250000)
    >>> to_millionths(0.1)
    Traceback (most recent call last):
        ...
    chiso.errors.NumberError: the number is the float 0.1, which is 0.1000000000000000055511151231257827021181583404541015625 exactly; write '0.1' or Decimal('0.1')
    """
    if isinstance(value, bool):
        raise TypeError(f"{what} is {value}, and a bool is not a number; write 1 or 0")
    if isinstance(value, int):
        return _held(value * ONE, value, what)
    if isinstance(value, Decimal):
        return _from_decimal(value, what)
    if isinstance(value, str):
        return _from_text(value, what)
    if isinstance(value, float):
        return _from_float(value, what)
    if isinstance(value, Fraction):
        return _from_fraction(value, what)
    if isinstance(value, numbers.Integral):
        return to_millionths(int(value), what)
    if isinstance(value, numbers.Real):
        if value == value and float(value) != value:
            raise error_of(Status.E_NUMBER, f"{what} is {_short(value)}, which has more digits than a float; write it as text or a Decimal")
        return _from_float(float(value), what)
    raise TypeError(f"{what} is {type(value).__name__}; expected an int, a Decimal, or text such as '17.24'")


def _held(millionths: int, value: Any, what: str) -> int:
    if not -MAX <= millionths <= MAX:
        raise error_of(Status.E_RANGE, f"{what} is {_short(value)}; expected -9200000000000 to 9200000000000")
    return millionths


def _short(value: Any) -> str:
    try:
        text = str(value)
    except ValueError:
        return "a number of thousands of digits"
    return text if len(text) <= 60 else text[:57] + "..."


def _from_decimal(value: Decimal, what: str) -> int:
    if not value.is_finite():
        raise error_of(Status.E_NUMBER, f"{what} is {value}; expected a finite number, or None for missing")
    if value and value.adjusted() > 18:
        raise error_of(Status.E_RANGE, f"{what} is {_short(value)}; expected -9200000000000 to 9200000000000")
    sign, digits, exponent = value.as_tuple()
    whole = int("".join(map(str, digits)) or "0")
    shift = int(exponent) + 6
    if shift < 0:
        places = whole % 10**-shift if -shift <= len(digits) else whole
        if places:
            raise error_of(Status.E_NUMBER, f"{what} is {_short(value)}, which has more than 6 decimal places; round it first")
        whole //= 10 ** min(-shift, len(digits))
    elif whole:
        whole *= 10**shift
    return _held(-whole if sign else whole, value, what)


def _from_text(value: str, what: str) -> int:
    try:
        parsed = Decimal(value) if value.isascii() and value.strip("+-0123456789.") == "" else None
    except decimal.InvalidOperation:
        parsed = None
    if parsed is None:
        raise error_of(Status.E_NUMBER, f"{what} is {_short(repr(value))}; expected a number such as '17.24'")
    return _from_decimal(parsed, what)


def _from_float(value: float, what: str) -> int:
    value = float(value)
    if value != value or value in (float("inf"), float("-inf")):
        raise error_of(Status.E_NUMBER, f"{what} is the float {value}; expected a finite number, or None for missing")
    if value * 64 != int(value * 64) or abs(value) > MAX:
        if abs(value) > MAX // ONE:
            return _held(int(value) * ONE, value, what)
        written = format(_EXACT.create_decimal(repr(value)), "f")
        exact = format(_EXACT.create_decimal(Decimal(value)), "f")
        raise error_of(Status.E_NUMBER, f"{what} is the float {value!r}, which is {exact} exactly; {_advice(written)}")
    return _held(int(value * 64) * 15625, value, what)


def _advice(written: str) -> str:
    places = len(written.partition(".")[2])
    if places <= 6:
        return f"write '{written}' or Decimal('{written}')"
    return f"round it first: round(Decimal('{written}'), 6)"


def _from_fraction(value: Fraction, what: str) -> int:
    scaled = value * ONE
    if scaled.denominator != 1:
        raise error_of(Status.E_NUMBER, f"{what} is {_short(value)}, which is no decimal of 6 places; a rate may be given as (numerator, denominator)")
    return _held(scaled.numerator, value, what)
