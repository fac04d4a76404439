"""One number on its way in: exact, or refused. Everything that takes a number takes it from here.

What a number may be, wherever one is asked for: an int, a Decimal, a Fraction, text such as
"17.24", or a float, which stands for the shortest decimal that gives it: 17.24 is 17.24. It has at
most 6 decimal places; more are refused, and so is a bool. In a cell None, NaN, NA and what is
masked are missing, and NOT_APPLICABLE is not applicable.
"""

from __future__ import annotations

import math
import numbers
from decimal import Decimal
from fractions import Fraction
from typing import Any, Optional, Union

from .._c.calls import error_of
from .._c.decimals import from_double, parse, text_of
from .._c.enums import ABSENT, DECIMAL_MAX, DECIMAL_ONE, DECIMAL_PLACES, Status
from .._c.enums import NOT_APPLICABLE as NOT_APPLICABLE_VALUE
from .text import encode

Number = Union[int, str, Decimal, Fraction, float]

FLOATS = ("shortest", "exact")
_MOST = DECIMAL_MAX // DECIMAL_ONE
_ROUND = f"which has more than {DECIMAL_PLACES} decimal places; round it first"


class NotApplicable:
    """What does not concern a unit. There is one of it: NOT_APPLICABLE.

    >>> board["sxd", "1"] = chiso.NOT_APPLICABLE
    >>> board["sxd", "1"].cell.state.word
    'not_applicable'
    """

    def __repr__(self) -> str:
        return "NOT_APPLICABLE"

    def __reduce__(self) -> str:
        return "NOT_APPLICABLE"

    def __bool__(self) -> bool:
        return False


NOT_APPLICABLE = NotApplicable()


def check_floats(floats: str) -> None:
    """Raises ValueError for another word than FLOATS."""
    if floats not in FLOATS:
        raise ValueError(f"floats is {floats!r}; expected 'shortest' or 'exact'")


def is_absent(value: Any) -> bool:
    """Whether it stands for nothing: None, a NaN, and NA, NaT and masked of pandas and numpy."""
    if value is None:
        return True
    if isinstance(value, float):
        return value != value
    if isinstance(value, Decimal):
        return value.is_qnan()
    if isinstance(value, (int, str)):
        return False
    return type(value).__name__ in ("NAType", "NaTType", "MaskedConstant") or (
        isinstance(value, numbers.Real) and bool(value != value)
    )


def to_millionths(value: Any, what: str = "the number", floats: str = "shortest") -> int:
    """A number as C holds it.

    Raises NumberError for what has too many places, is no number or is text that reads as none,
    RangeError beyond 9 200 000 000 000, and TypeError for what is of another type.

    >>> to_millionths("17.24"), to_millionths(Decimal("0.5")), to_millionths(17.24)
    (17240000, 500000, 17240000)
    >>> to_millionths(0.1 + 0.2)
    Traceback (most recent call last):
        ...
    chiso.errors.NumberError: the number is the float 0.30000000000000004, which has more than 6 \
decimal places; round it first
    """
    if is_truth(value):
        raise TypeError(f"{what} is {value}, and a bool is not a number; write 1 or 0")
    if isinstance(value, int):
        return _held(value * DECIMAL_ONE, value, what)
    if isinstance(value, float):
        return _from_float(value, what, floats)
    if isinstance(value, Decimal):
        return _from_decimal(value, what)
    if isinstance(value, str):
        return _from_text(value, what)
    if isinstance(value, Fraction):
        return _from_fraction(value, what)
    if isinstance(value, numbers.Integral):
        return to_millionths(int(value), what)
    if isinstance(value, numbers.Real):
        return _from_real(value, what, floats)
    expected = "a number, or text such as '17.24'"
    raise TypeError(f"{what} is {type(value).__name__}; expected {expected}")


def cell_number(value: Any, what: str, floats: str = "shortest") -> int:
    """The number of a cell, which may also be missing or not applicable."""
    if is_absent(value):
        return ABSENT
    if value is NOT_APPLICABLE:
        return NOT_APPLICABLE_VALUE
    return to_millionths(value, what, floats)


def number_text(value: Any, what: str) -> bytes:
    """A number as a file holds it, for what C reads as text. Text stays as it is."""
    if isinstance(value, str):
        return encode(value, what)
    return text_of(to_millionths(value, what)).encode()


def optional_number(value: Optional[Number], what: str) -> Optional[bytes]:
    """The same, None staying None."""
    return None if value is None else number_text(value, what)


def to_double(value: Any, what: str) -> float:
    """A number of statistics, which are computed in doubles; NaN for nothing."""
    if is_absent(value):
        return float("nan")
    if is_truth(value) or not isinstance(value, (Decimal, numbers.Real)):
        return to_millionths(value, what) / DECIMAL_ONE
    try:
        return float(value)
    except OverflowError:
        expected = "expected a number that a double holds"
        raise error_of(Status.E_RANGE, f"{what} is {_short(value)}; {expected}") from None


def whole(value: Any, what: str, most: int, least: int = 0) -> int:
    """A whole number within bounds. Raises TypeError for what is none (a bool is none), RangeError
    outside.
    """
    if is_truth(value) or not hasattr(value, "__index__"):
        raise TypeError(f"{what} is {type(value).__name__}; expected a whole number")
    number = int(value.__index__())
    if not least <= number <= most:
        raise error_of(Status.E_RANGE, f"{what} is {number}; expected {least} to {most}")
    return number


def is_truth(value: Any) -> bool:
    """Whether it is a bool, of Python or numpy."""
    return isinstance(value, bool) or type(value).__name__ in ("bool_", "bool")


def truth(value: Any, what: str) -> bool:
    """Yes or no: a bool, one of numpy, or 1 and 0. Raises TypeError for the rest; a text "no" would
    count as yes.
    """
    if is_truth(value) or (hasattr(value, "__index__") and value in (0, 1)):
        return bool(value)
    raise TypeError(f"{what} is {value!r}; expected a bool")


def _short(value: Any) -> str:
    try:
        text = str(value)
    except ValueError:
        return "a number of thousands of digits"
    return text if len(text) <= 60 else text[:57] + "..."


def _held(millionths: int, value: Any, what: str) -> int:
    if not -DECIMAL_MAX <= millionths <= DECIMAL_MAX:
        expected = f"expected {-_MOST} to {_MOST}"
        raise error_of(Status.E_RANGE, f"{what} is {_short(value)}; {expected}")
    return millionths


def _from_decimal(value: Decimal, what: str) -> int:
    shown = _short(value)
    if not value.is_finite():
        raise error_of(Status.E_NUMBER, f"{what} is {shown}; expected a finite number")
    if value and value.adjusted() > 18:
        return _held(DECIMAL_MAX + 1, shown, what)
    sign, digits, exponent = value.as_tuple()
    number = int("".join(map(str, digits)) or "0")
    shift = int(exponent) + DECIMAL_PLACES
    if shift < 0:
        number, lost = divmod(number, 10 ** min(-shift, len(digits) + 1))
        if lost:
            raise error_of(Status.E_NUMBER, f"{what} is {shown}, {_ROUND}")
    elif number:
        number *= 10**shift
    return _held(-number if sign else number, shown, what)


def _from_float(value: float, what: str, floats: str) -> int:
    if not math.isfinite(value):
        raise error_of(Status.E_NUMBER, f"{what} is the float {value}; expected a finite number")
    if floats == "exact" and abs(value) <= _MOST:
        if value * 64 != int(value * 64):
            why = f"which is {Decimal(value):f} exactly; write '{value}' or Decimal('{value}')"
            raise error_of(Status.E_NUMBER, f"{what} is the float {value}, {why}")
        return int(value * 64) * (DECIMAL_ONE // 64)
    status, number, means_more = from_double(value)
    if status:
        return _held(DECIMAL_MAX + 1, f"the float {value}", what)
    if means_more:
        raise error_of(Status.E_NUMBER, f"{what} is the float {value}, {_ROUND}")
    return number


def _from_text(value: str, what: str) -> int:
    status, number, was_rounded = parse(value) if "\0" not in value else (Status.E_NUMBER, 0, False)
    if status == Status.E_RANGE:
        return _held(DECIMAL_MAX + 1, value, what)
    if status:
        expected = "expected a number such as '17.24'"
        raise error_of(Status.E_NUMBER, f"{what} is {_short(repr(value))}; {expected}")
    if was_rounded:
        raise error_of(Status.E_NUMBER, f"{what} is {_short(repr(value))}, {_ROUND}")
    return number


def _from_fraction(value: Fraction, what: str) -> int:
    scaled = value * DECIMAL_ONE
    if scaled.denominator != 1:
        rate = "or, if it is a rate, give it as (numerator, denominator)"
        raise error_of(Status.E_NUMBER, f"{what} is {_short(value)}, {_ROUND}, {rate}")
    return _held(scaled.numerator, value, what)


def _from_real(value: Any, what: str, floats: str) -> int:
    """A float of another kind. Of a short one its own shortest decimal counts, not a double's."""
    double = float(value)
    if value == value and double != value:
        why = "which has more digits than a float; write it as text or a Decimal"
        raise error_of(Status.E_NUMBER, f"{what} is {_short(value)}, {why}")
    if floats == "shortest" and type(value).__name__ in ("float16", "float32"):
        double = float(str(value))
    return _from_float(double, what, floats)
