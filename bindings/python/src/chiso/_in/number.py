"""One number on its way in. Everything that takes a number takes it from here.

What a number may be, wherever one is asked for: an int, a Decimal, a Fraction, text such as
"17.24" or "1.4e-06", or a float, which stands for the shortest decimal that gives it: 17.24 is
17.24. A bool is none. In a cell None, NaN, NA and what is masked are missing, and NOT_APPLICABLE is
not applicable.

How many places it may have depends on who takes it, and there are two of them:

- What the C library reads as text keeps 15 places: cells, and every number of a tree or of bands.
  More are rounded, and counted as ``rounded_count``. A Fraction that no decimal of 15 places is
  stays one where the library reads "10/3" (:func:`number_text`), and is refused elsewhere.
- What the C library takes as a count of millionths has 6 (:func:`to_millionths`): goals, efforts,
  shares. More are refused rather than rounded in silence.
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
_CARRIED_PLACES = 15
# Below so many places nothing is left of a number, however many digits it has.
_NOTHING = -40


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
    """A number that the C library takes as a count of millionths.

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
    number = _told(value, what, floats)
    if not isinstance(number, int):
        raise _too_long(value, what, DECIMAL_PLACES)
    return number


def to_carried(value: Any, what: str, floats: str = "shortest") -> Union[int, str]:
    """A number that the C library carries with more places than six: its millionths where these are
    all of it, else its text, with a decimal point.

    >>> to_carried(17.24, "the number"), to_carried(Decimal("0.12345678"), "the number")
    (17240000, '0.12345678')
    """
    number = _told(value, what, floats)
    if isinstance(number, Fraction):
        raise _too_long(value, what, _CARRIED_PLACES)
    return number


def to_fraction(value: Any, what: str) -> Fraction:
    """A number with all of its places.

    >>> to_fraction("0.0000005", "the number"), to_fraction(Fraction(200, 3), "the number")
    (Fraction(1, 2000000), Fraction(200, 3))
    """
    number = _told(value, what, "shortest")
    return Fraction(number, DECIMAL_ONE) if isinstance(number, int) else Fraction(number)


def cell_number(value: Any, what: str, floats: str = "shortest") -> int:
    """The number of a cell, which may also be missing or not applicable."""
    number = _absence(value)
    return to_millionths(value, what, floats) if number is None else number


def carried_cell(value: Any, what: str, floats: str = "shortest") -> Union[int, str]:
    """The same with all of its places, as :func:`to_carried` tells them."""
    number = _absence(value)
    return to_carried(value, what, floats) if number is None else number


def _absence(value: Any) -> Optional[int]:
    if is_absent(value):
        return ABSENT
    return NOT_APPLICABLE_VALUE if value is NOT_APPLICABLE else None


def number_text(value: Any, what: str) -> bytes:
    """A number as a file holds it, for what C reads as text and where a fraction may stand. Text
    stays as it is.

    >>> number_text(Fraction(10, 3), "the max"), number_text(Fraction(1, 8), "the max")
    (b'10/3', b'0.125')
    """
    if isinstance(value, str):
        return encode(value, what)
    number = _told(value, what, "shortest")
    if isinstance(number, Fraction):
        return f"{number.numerator}/{number.denominator}".encode()
    return (text_of(number) if isinstance(number, int) else number).encode()


def decimal_text(value: Any, what: str) -> bytes:
    """A number of six places as a file holds it. Text that is no number stays as it is: C refuses
    it.
    """
    if isinstance(value, str) and parse(value.replace("\0", "?"))[0]:
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
        return float(to_fraction(value, what))
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


def _shown(value: Any) -> str:
    """What a message calls a number."""
    if isinstance(value, str):
        return _short(repr(value))
    if isinstance(value, numbers.Real) and not isinstance(value, numbers.Rational):
        return f"the float {float(str(value))}"
    return _short(value)


def _too_long(value: Any, what: str, places: int) -> Exception:
    why = f"which has more than {places} decimal places; round it first"
    return error_of(Status.E_NUMBER, f"{what} is {_shown(value)}, {why}")


def _told(value: Any, what: str, floats: str) -> Union[int, str, Fraction]:
    """A number as it is: millionths where these are all of it, else the text of its decimals, or
    the fraction that no decimal of 15 places is.
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
        return _told(int(value), what, floats)
    if isinstance(value, numbers.Real):
        return _from_real(value, what, floats)
    expected = "a number, or text such as '17.24'"
    raise TypeError(f"{what} is {type(value).__name__}; expected {expected}")


def _held(millionths: int, value: Any, what: str) -> int:
    if not -DECIMAL_MAX <= millionths <= DECIMAL_MAX:
        expected = f"expected {-_MOST} to {_MOST}"
        raise error_of(Status.E_RANGE, f"{what} is {_short(value)}; {expected}")
    return millionths


def _from_decimal(value: Decimal, what: str) -> Union[int, str]:
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
            _held(number + (number == DECIMAL_MAX), shown, what)
            return _plain(value)
    elif number:
        number *= 10**shift
    return _held(-number if sign else number, shown, what)


def _plain(value: Decimal) -> str:
    """The digits of a Decimal, without an exponent."""
    if value.adjusted() < _NOTHING:
        value = Decimal((value.as_tuple().sign, (1,), _NOTHING))
    return f"{value:f}"


def _from_float(value: float, what: str, floats: str) -> Union[int, str]:
    if not math.isfinite(value):
        raise error_of(Status.E_NUMBER, f"{what} is the float {value}; expected a finite number")
    if floats == "exact" and abs(value) <= _MOST:
        # What has 15 places at most is a multiple of 2 to the power of -15.
        if not (value * 2**_CARRIED_PLACES).is_integer():
            why = f"which is {Decimal(value):f} exactly; write '{value}' or Decimal('{value}')"
            raise error_of(Status.E_NUMBER, f"{what} is the float {value}, {why}")
        return _from_decimal(Decimal(value), what)
    status, number, means_more = from_double(value)
    if status:
        return _held(DECIMAL_MAX + 1, f"the float {value}", what)
    return _plain(Decimal(float.__repr__(value))) if means_more else number


def _from_text(value: str, what: str) -> Union[int, str]:
    status, number, was_rounded = parse(value) if "\0" not in value else (Status.E_NUMBER, 0, False)
    if status == Status.E_RANGE:
        return _held(DECIMAL_MAX + 1, value, what)
    if status:
        expected = "expected a number such as '17.24'"
        raise error_of(Status.E_NUMBER, f"{what} is {_short(repr(value))}; {expected}")
    return value.replace("\N{MINUS SIGN}", "-") if was_rounded else number


def _from_fraction(value: Fraction, what: str) -> Union[int, str, Fraction]:
    scaled = value * DECIMAL_ONE
    if scaled.denominator == 1:
        return _held(scaled.numerator, value, what)
    _held(abs(scaled.numerator) // scaled.denominator + 1, value, what)
    carried = value * 10**_CARRIED_PLACES
    if carried.denominator != 1:
        return value
    sign, digits = "-" if carried < 0 else "", str(abs(carried.numerator))
    digits = digits.zfill(_CARRIED_PLACES + 1)
    return f"{sign}{digits[:-_CARRIED_PLACES]}.{digits[-_CARRIED_PLACES:]}".rstrip("0")


def _from_real(value: Any, what: str, floats: str) -> Union[int, str]:
    """A float of another kind. Of a short one its own shortest decimal counts, not a double's."""
    double = float(value)
    if value == value and double != value:
        why = "which has more digits than a float; write it as text or a Decimal"
        raise error_of(Status.E_NUMBER, f"{what} is {_short(value)}, {why}")
    if floats == "shortest" and type(value).__name__ in ("float16", "float32"):
        double = float(str(value))
    return _from_float(double, what, floats)
