"""Cells: what a program may put into one, and what it reads from one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, List, NamedTuple, Optional, Tuple, Union

from .._c.calls import call, error_of
from .._c.decimals import from_millionths, text_of
from .._c.enums import ANSWER_LIMIT, DECIMAL_ONE, State, Status
from .._c.handle import new_handle
from .._c.library import lib
from .._c.memory import array_of
from .._in.number import (
    NOT_APPLICABLE,
    carried_cell,
    is_absent,
    is_truth,
    to_carried,
    to_millionths,
    whole,
)
from .._in.text import encode
from ..errors import ChisoError
from .node import Node


class Cell(NamedTuple):
    """What a cell holds: its state; the value, or a rate's numerator, with its denominator, 1 where
    it is no rate; and the points that came of it.

    Figures that a cell does not have are None, and the others have six places, rounded once; all
    that it holds is told by :attr:`Score.text`. ``counts`` are those of a survey's options, of
    weighted answers decimals; else ().

    >>> board["skhcn", "1"].cell.value
    Decimal('17.24')
    """

    state: State
    value: Optional[Decimal]
    denominator: Optional[Decimal]
    points: Optional[Decimal]
    counts: Tuple[Union[int, Decimal], ...]


def cell_of(struct: Any, counts: Tuple[int, ...] = ()) -> Cell:
    """The cell that a struct of C tells."""
    figures = (struct.value, struct.denominator, struct.points)
    value, denominator, points = (from_millionths(number) for number in figures)
    numbers = tuple(_number(count) for count in counts)
    return Cell(State(struct.state), value, denominator, points, numbers)


def _number(millionths: int) -> Union[int, Decimal]:
    whole_number, rest = divmod(millionths, DECIMAL_ONE)
    return whole_number if not rest else from_millionths(millionths) or 0


def name_of(leaf: Node, unit: str) -> str:
    """What messages call the cell of a unit, whichever way its value comes in."""
    return f"criterion {leaf.code or '.'} of unit {unit}"


def check_leaf(node: Node) -> None:
    """Raises NodeError, saying why it has no cell, for what is no leaf."""
    if not node.is_leaf:
        what = f"criterion {node.code}" if node.code else "the whole index"
        why = "has no cell: it is what its sub-criteria make of it"
        raise error_of(Status.E_NODE, f"{what} {why}", criterion=node.code)


def takes_rate(leaf: Node) -> bool:
    """Whether the rule of a leaf takes a rate. The C library says so of a cell: it is asked once a
    leaf, with a board of its own.
    """
    known = leaf.tree._takes_rate
    if leaf.id not in known:
        board = new_handle("board")
        call(lib.chiso_board_new, leaf.tree._c, None, board)
        call(lib.chiso_board_add_unit, board, b"unit", None, None, None)
        status = lib.chiso_board_set_ratio(board, 0, leaf.id, 0, DECIMAL_ONE, None)
        known[leaf.id] = status == 0
    return known[leaf.id]


def _is_counts(value: Any, leaf: Node) -> bool:
    return isinstance(value, (list, tuple)) and bool(leaf.options)


def _is_rate(value: Any, leaf: Node) -> bool:
    return isinstance(value, tuple) or (isinstance(value, Fraction) and takes_rate(leaf))


def _count(value: Any, what: str) -> int:
    """A count in millionths: a whole number, or a decimal where answers are weighted."""
    if isinstance(value, (Decimal, Fraction)):
        number = to_millionths(value, what)
        if number < 0:
            raise error_of(Status.E_RANGE, f"{what} is {value}; expected 0 or more")
        return number
    return whole(value, what, ANSWER_LIMIT) * DECIMAL_ONE


def _counts_of(values: Any, leaf: Node, what: str) -> List[int]:
    """Counts in millionths."""
    counts = [_count(value, f"a count of {what}") for value in values]
    if len(counts) != len(leaf.options):
        found = f"{len(counts)} counts of answers; expected {len(leaf.options)}, one an option"
        raise error_of(Status.E_SHAPE, f"{what} has {found}")
    return counts


def _rate_of(values: Any, what: str) -> Tuple[int, int]:
    """Numerator and denominator that a caller gave."""
    if isinstance(values, Fraction):
        values = values.numerator, values.denominator
    if len(values) != 2:
        raise TypeError(f"{what} is a tuple of {len(values)}; expected (numerator, denominator)")
    sides = zip(values, ("numerator", "denominator"))
    numerator, denominator = (
        to_millionths(value, f"the {side} of {what}") for value, side in sides
    )
    if denominator <= 0:
        found = f"the denominator {text_of(denominator)}; expected a number above 0"
        raise error_of(Status.E_CELL, f"{what} has {found}")
    return numerator, denominator


def _no_counts(leaf: Node, what: str) -> Exception:
    why = f"the rule {leaf.rule!r} takes no counts of answers"
    return error_of(Status.E_CELL, f"{what}: {why}")


def _plain_text(value: Any, leaf: Node, what: str) -> Optional[str]:
    """The text of what is best given as text; None for the rest."""
    if isinstance(value, str):
        encode(value, what)
        return value
    if is_absent(value):
        return ""
    if value is NOT_APPLICABLE:
        return "-"
    if is_truth(value) and leaf.rule == "yesno":
        return "yes" if value else "no"
    return None


def put(kind: str, handle: Any, unit_code: bytes, unit: int, leaf: Node, value: Any) -> None:
    """Puts a value into a cell of a board or a what-if. Raises TypeError for what no cell takes,
    else what the C library says.
    """
    try:
        _put(kind, handle, unit_code, unit, leaf, value)
    except ChisoError as error:
        # What was refused before C saw it names the same place.
        error.unit, error.criterion = unit_code.decode(), leaf.code
        raise


def _put(kind: str, handle: Any, unit_code: bytes, unit: int, leaf: Node, value: Any) -> None:
    what = name_of(leaf, unit_code.decode())
    text = _plain_text(value, leaf, what)

    def setter(suffix: str) -> Any:
        return getattr(lib, f"chiso_{kind}_set{suffix}")

    if text is not None:
        call(setter(""), handle, unit_code, leaf.code.encode(), text.encode())
    elif _is_counts(value, leaf):
        counts = _counts_of(value, leaf, what)
        if any(count % DECIMAL_ONE for count in counts):
            counted = "|".join(map(text_of, counts)).encode()
            call(setter(""), handle, unit_code, leaf.code.encode(), counted)
            return
        numbers = [count // DECIMAL_ONE for count in counts]
        call(setter("_counts"), handle, unit, leaf.id, array_of("int64", numbers), len(numbers))
    elif _is_rate(value, leaf):
        call(setter("_ratio"), handle, unit, leaf.id, *_rate_of(value, what))
    elif isinstance(value, list):
        raise _no_counts(leaf, what)
    else:
        number = to_carried(value, what)
        if isinstance(number, int):
            call(setter("_value"), handle, unit, leaf.id, number)
        else:
            call(setter("_text"), handle, unit, leaf.id, number.encode())


def text_of_cell(value: Any, leaf: Node, what: str, floats: str, mark: str = ".") -> str:
    """What a points file would hold for the value of a cell."""
    text = _plain_text(value, leaf, what)
    if text is not None:
        if mark != "." and "." in text:
            why = f"which has a point where decimal={mark!r} says that there is none"
            raise error_of(Status.E_NUMBER, f"{what} is {text!r}, {why}")
        return text
    if _is_counts(value, leaf):
        return "|".join(map(text_of, _counts_of(value, leaf, what))).replace(".", mark)
    if _is_rate(value, leaf):
        return _text_of_rate(*_rate_of(value, what)).replace(".", mark)
    if isinstance(value, list):
        raise _no_counts(leaf, what)
    number = carried_cell(value, what, floats)
    return (text_of(number) if isinstance(number, int) else number).replace(".", mark)


def _text_of_rate(numerator: int, denominator: int) -> str:
    if denominator == 100 * DECIMAL_ONE:
        return f"{text_of(numerator)}%"
    while numerator % 10 == denominator % 10 == 0 and denominator:
        numerator, denominator = numerator // 10, denominator // 10
    return f"{numerator}/{denominator}"
