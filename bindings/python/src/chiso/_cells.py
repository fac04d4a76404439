"""Cells: what a program may put into one, and what it reads from one."""

from __future__ import annotations

import ctypes
from decimal import Decimal
from fractions import Fraction
from typing import Any, List, NamedTuple, Optional, Tuple

from ._enums import State, Status
from ._handle import integer
from ._library import lib
from ._number import MAX, ONE, from_millionths, to_millionths
from ._text import encode
from .errors import call, error_of
from .tree import Node


class _NotApplicable:
    """What does not concern a unit. There is one of it: NOT_APPLICABLE."""

    def __repr__(self) -> str:
        return "NOT_APPLICABLE"

    def __reduce__(self) -> str:
        return "NOT_APPLICABLE"

    def __bool__(self) -> bool:
        return False


NOT_APPLICABLE = _NotApplicable()


class Cell(NamedTuple):
    """What a cell holds: its state; the value, or a rate's numerator, with its denominator, 1 where it is no rate; and the points that came of it.

    Figures that a cell does not have are None. ``counts`` are those of a survey's options, else ().

    >>> board["skhcn", "1"].cell.value
    Decimal('17.24')
    """

    state: State
    value: Optional[Decimal]
    denominator: Optional[Decimal]
    points: Optional[Decimal]
    counts: Tuple[int, ...]


def cell_of(struct: Any, counts: Tuple[int, ...] = ()) -> Cell:
    """The cell that a struct of C tells."""
    value, denominator, points = (from_millionths(number) for number in (struct.value, struct.denominator, struct.points))
    return Cell(State(struct.state), value, denominator, points, counts)


def check_leaf(node: Node) -> None:
    """Raises NodeError, saying why it has no cell, for what is no leaf."""
    if not node.is_leaf:
        raise error_of(Status.E_NODE, f"{f'criterion {node.code}' if node.code else 'the whole index'} has no cell: it is what its sub-criteria make of it")


def counts_of(values: Any, leaf: Node) -> List[int]:
    """Counts of answers that a caller gave for a leaf."""
    most = MAX // ONE
    return [integer(value, f"a count of {leaf.code}", most) for value in values]


def ratio_of(values: Any, what: str) -> Tuple[int, int]:
    """Numerator and denominator that a caller gave."""
    if isinstance(values, Fraction):
        return to_millionths(values.numerator, what), to_millionths(values.denominator, what)
    if len(values) != 2:
        raise TypeError(f"{what} is a tuple of {len(values)}; expected (numerator, denominator)")
    return to_millionths(values[0], f"the numerator of {what}"), to_millionths(values[1], f"the denominator of {what}")


def takes_rate(leaf: Node) -> bool:
    """Whether the rule of a leaf takes a rate."""
    rule = leaf.rule.lower()
    return rule.startswith("rate") or "%" in rule or "/" in rule


def put(kind: str, handle: Any, unit_code: bytes, unit: int, leaf: Node, value: Any) -> None:
    """Puts a value into a cell of a board or a what-if. Raises TypeError for what no cell takes, else what the C library says."""
    what = f"criterion {leaf.code or '.'} of unit {unit_code.decode()}"
    text = _text_of(value, leaf, what)
    if text is not None:
        call(getattr(lib, f"chiso_{kind}_set"), handle, unit_code, leaf.code.encode(), text)
    elif leaf.options and isinstance(value, (list, tuple)):
        counts = counts_of(value, leaf)
        numbers = (ctypes.c_int64 * len(counts))(*counts)
        call(getattr(lib, f"chiso_{kind}_set_counts"), handle, unit, leaf.id, numbers, len(counts))
    elif isinstance(value, tuple) or (isinstance(value, Fraction) and takes_rate(leaf)):
        call(getattr(lib, f"chiso_{kind}_set_ratio"), handle, unit, leaf.id, *ratio_of(value, what))
    elif isinstance(value, list):
        raise error_of(Status.E_CELL, f"{what}: the rule {leaf.rule!r} takes no counts of answers")
    else:
        call(getattr(lib, f"chiso_{kind}_set_value"), handle, unit, leaf.id, to_millionths(value, what))


def _text_of(value: Any, leaf: Node, what: str) -> Optional[bytes]:
    """The text of what is best given as text; None for the rest."""
    if value is None:
        return b""
    if value is NOT_APPLICABLE:
        return b"-"
    if isinstance(value, str):
        return encode(value, what)
    if isinstance(value, bool) and leaf.rule == "yesno":
        return b"yes" if value else b"no"
    return None
