"""Decimals of C, which count millionths, as Decimal and as text."""

from __future__ import annotations

from decimal import Decimal
from typing import Dict, Iterable, List, Optional, Tuple

from .enums import DECIMAL_ONE, DECIMAL_PLACES, NOT_APPLICABLE
from .library import lib
from .memory import out


def text_of(value: int) -> str:
    """The shortest text of a decimal.

    >>> text_of(17_240_000), text_of(-500_000)
    ('17.24', '-0.5')
    """
    whole, rest = divmod(abs(value), DECIMAL_ONE)
    text = f"{whole}.{rest:06d}".rstrip("0") if rest else str(whole)
    return "-" + text if value < 0 else text


def from_millionths(value: int) -> Optional[Decimal]:
    """The Decimal of a figure, without zeros at the end; None for a figure that does not exist.

    >>> from_millionths(17_240_000), from_millionths(chiso.ABSENT)
    (Decimal('17.24'), None)
    """
    return None if value <= NOT_APPLICABLE else Decimal(text_of(value))


def published(value: int, digits: int) -> Optional[Decimal]:
    """The Decimal of a figure that has so many decimal places, zeros at the end included.

    >>> published(87_800_000, 2)
    Decimal('87.80')
    """
    if value <= NOT_APPLICABLE:
        return None
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value), DECIMAL_ONE)
    if rest % 10 ** (DECIMAL_PLACES - digits):
        return from_millionths(value)
    places = f".{rest:06d}"[: digits + 1] if digits else ""
    return Decimal(f"{sign}{whole}{places}")


class Known(Dict[int, Optional[Decimal]]):
    """Decimals that were made already: figures of many units are often the same. ``digits`` are the
    places of those that are published.
    """

    def __init__(self, digits: Optional[int] = None) -> None:
        super().__init__()
        self.digits = digits

    def __missing__(self, value: int) -> Optional[Decimal]:
        known = from_millionths(value) if self.digits is None else published(value, self.digits)
        self[value] = known
        return known


def decimals_of(values: Iterable[int], known: Optional[Known] = None) -> List[Optional[Decimal]]:
    """The Decimals of many figures, with those that are known from others.

    >>> decimals_of([1_500_000, chiso.ABSENT]), decimals_of([1_500_000], Known(digits=2))
    ([Decimal('1.5'), None], [Decimal('1.50')])
    """
    made = Known() if known is None else known
    return [made[value] for value in values]


def parse(text: str) -> Tuple[int, int, bool]:
    """What C reads from a text with a decimal point: the status, the number, and whether decimals
    beyond the sixth were lost."""
    number, rounded = out("decimal"), out("bool")
    status = lib.chiso_decimal_parse(text.encode(), b".", number, rounded)
    return int(status), int(number.value), bool(rounded.value)


def from_double(number: float) -> Tuple[int, int, bool]:
    """The decimal that a double stands for: the status, the number, and whether it means one with
    more than six places."""
    found, rounded = out("decimal"), out("bool")
    status = lib.chiso_decimal_from_double(number, found, rounded)
    return int(status), int(found.value), bool(rounded.value)
