"""Whole columns of a board: from lists and arrays, and as arrays that look into it."""

from __future__ import annotations

import ctypes
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Iterable, Iterator, List, Optional, Sequence, Tuple

from ._arrays import Column, Lent, as_numpy, is_masked, millionths_of, numpy_for, points_column
from ._enums import Status
from ._handle import truth
from ._library import lib
from ._number import ABSENT, from_millionths
from ._text import encode
from .errors import NOT_SCORED, ask_figures, call, error_of
from .tree import Node, NodeLike, Tree

if TYPE_CHECKING:
    from ._filled import Cells

# Columns are tried on a board of so many units before any is set on one that holds cells already.
_TRIED = 4096
# So many columns of a matrix whose rows lie without gaps share a line of the cache.
_GROUP = 8
# Codes that need no quotes in a points file, a line each.
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.]*(?:\n[A-Za-z0-9_][A-Za-z0-9_.]*)*")


def set_column(board: "Cells", leaf: NodeLike, column: Column) -> None:
    """Sets a column of numbers; all of it, or nothing."""
    node = board._tree[leaf].id
    with board._guard.work:
        call(lib.chiso_board_set_column, board._c, node, column.pointer, column.size)
        board._changed()


def set_rates(board: "Cells", leaf: NodeLike, numerators: Column, denominators: Column) -> None:
    """Sets a column of rates; all of it, or nothing."""
    node = board._tree[leaf].id
    if numerators.size != denominators.size:
        raise error_of(Status.E_SHAPE, f"there are {numerators.size} numerators and {denominators.size} denominators")
    with board._guard.work:
        call(lib.chiso_board_set_ratio_column, board._c, node, numerators.pointer, denominators.pointer, numerators.size)
        board._changed()


def set_columns(board: "Cells", leaves: Sequence[Node], columns: Iterable[Column]) -> None:
    """Sets several columns; all of them, or nothing. They are gone through once, or twice where the board holds cells already.

    What stops it after the trial, such as Ctrl-C, leaves the columns before it set: cells that the board held are not emptied.
    """
    fresh = board._fresh
    if not fresh:
        _try_columns(board, leaves, columns)
    done: List[Node] = []
    with board._guard.work:
        handle = board._c
        if fresh and not board._fresh:
            raise board._guard.busy("was changed by another thread meanwhile")
        try:
            for leaf, column in zip(leaves, columns):
                call(lib.chiso_board_set_column, handle, leaf.id, column.pointer, column.size)
                done.append(leaf)
        except BaseException:
            if fresh:
                _empty_again(handle, done, len(board))
            raise
        finally:
            board._forget()
        board._changed()


def _empty_again(handle: Any, leaves: Iterable[Node], units: int) -> None:
    missing = (ctypes.c_int64 * max(units, 1))(*[ABSENT] * units)
    for leaf in leaves:
        call(lib.chiso_board_set_column, handle, leaf.id, missing, units)


def _try_columns(board: "Cells", leaves: Sequence[Node], columns: Iterable[Column]) -> None:
    """Raises what setting the columns one after the other would, without setting any."""
    trial = _trial_of(board)
    for leaf, column in zip(leaves, columns):
        with trial._guard.work:
            fits = _fits(trial, leaf, column)
        if not fits:
            set_column(board, leaf, column)


def _fits(trial: "Cells", leaf: Node, column: Column) -> bool:
    units = len(trial)
    start = ctypes.cast(column.pointer, ctypes.c_void_p).value or 0
    whole = column.size - column.size % units
    for place in range(0, whole, units):
        if lib.chiso_board_set_column(trial._c, leaf.id, ctypes.c_int64.from_address(start + 8 * place), units, None):
            return False
    if column.size == whole:
        return True
    rest = (ctypes.c_int64 * units)(*column.pointer[whole : column.size], *[ABSENT] * (units - column.size + whole))
    return not lib.chiso_board_set_column(trial._c, leaf.id, rest, units, None)


def _trial_of(board: "Cells") -> "Cells":
    """A board over the same tree that columns are tried on, part by part; kept for the next time."""
    from ._filled import Cells

    units = min(_TRIED, max(len(board), 1))
    trial = board._trial
    if trial is None or len(trial) < units:
        trial = Cells(board._tree)
        add_units(trial, [str(i) for i in range(units)])
        board._trial = trial
    return trial


def matrix_columns(values: Any, leaves: Sequence[Node], units: int, millionths: bool, floats: str) -> Iterable[Column]:
    """The columns of a matrix units × leaves. Raises ShapeError for another shape."""
    numpy = as_numpy(values)
    if numpy is None:
        rows = [list(row) for row in values]
        if len(rows) != units or any(len(row) != len(leaves) for row in rows):
            raise error_of(Status.E_SHAPE, f"the matrix has {len(rows)} rows; expected {units} units of {len(leaves)} criteria each")
        return [points_column([row[i] for row in rows], f"criterion {leaf.code}", millionths, floats) for i, leaf in enumerate(leaves)]
    if values.shape != (units, len(leaves)):
        shape = " × ".join(map(str, values.shape))
        raise error_of(Status.E_SHAPE, f"the matrix is {shape}; expected {units} units × {len(leaves)} criteria")
    as_held = millionths and values.dtype == numpy.int64 and not is_masked(numpy, values)
    numbers = values if as_held else millionths_of(numpy, values, "the matrix", millionths, floats)
    return _Turned(numpy, numbers)


class _Turned:
    """The columns of a matrix, each without gaps. Where they have gaps, eight at a time are copied, as many as share a line of the cache."""

    def __init__(self, numpy: Any, matrix: Any) -> None:
        self._numpy = numpy
        self._matrix = matrix

    def __iter__(self) -> Iterator[Column]:
        matrix, units = self._matrix, self._matrix.shape[0]
        for start in range(0, matrix.shape[1], _GROUP):
            group = matrix[:, start : start + _GROUP]
            if not matrix.flags.f_contiguous:
                group = self._copied(group)
            for i in range(group.shape[1]):
                column = group[:, i]
                yield Column(ctypes.cast(column.ctypes.data, ctypes.POINTER(ctypes.c_int64)), units, column)

    def _copied(self, group: Any) -> Any:
        copied = self._numpy.empty(group.shape, dtype=self._numpy.int64, order="F")
        for row in range(0, group.shape[0], _TRIED):
            copied[row : row + _TRIED] = group[row : row + _TRIED]
        return copied


def quoted(text: str, what: str) -> str:
    """A text as a cell of CSV, whatever is in it."""
    encode(text, what)
    guard = "'" if text.lstrip("'")[:1] in tuple("=+-@\t\r") and text.strip("'") else ""
    return '"' + guard + text.replace('"', '""') + '"'


def _quoted_all(codes: Sequence[str]) -> Sequence[str]:
    """Codes as cells of CSV: most need nothing, which is seen at once."""
    if all(type(code) is str for code in codes):
        together = "\n".join(codes)
        if together.count("\n") == len(codes) - 1 and _PLAIN.fullmatch(together):
            return codes
    for i, code in enumerate(codes):
        if isinstance(code, str) and not code:
            # A line with nothing on it is none.
            raise error_of(Status.E_CODE, f"the code of unit {i} of the list is empty")
    return [quoted(code, "a unit") for code in codes]


def add_units(
    board: "Cells",
    codes: Sequence[str],
    names: Optional[Sequence[Optional[str]]] = None,
    blocks: Optional[Sequence[Optional[str]]] = None,
    ranked: Optional[Sequence[bool]] = None,
) -> None:
    """Adds units at once; all of them, or none."""
    for heading, given in (("unit", codes), ("name", names), ("block", blocks), ("ranked", ranked)):
        if isinstance(given, (str, bytes)) or not (given is None or hasattr(given, "__len__")):
            raise TypeError(f"the column {heading} is {type(given).__name__}; expected a list, a value a unit")
    columns: List[Tuple[str, Sequence[str]]] = [("unit", _quoted_all(codes))]
    for heading, texts in (("name", names), ("block", blocks)):
        if texts is not None:
            columns.append((heading, ["" if text is None else quoted(text, f"a {heading}") for text in texts]))
    if ranked is not None:
        columns.append(("ranked", ["yes" if truth(one, f"ranked, number {i},") else "no" for i, one in enumerate(ranked)]))
    for heading, cells in columns:
        if len(cells) != len(codes):
            raise error_of(Status.E_SHAPE, f"there are {len(codes)} units, and {heading} has {len(cells)} texts")
    if len(board):
        for code in codes:
            if code in board:
                raise error_of(Status.E_DUPLICATE, f"unit {code} is there already")
    if not len(codes):
        return
    lines = [",".join(heading for heading, _ in columns), *map(",".join, zip(*(cells for _, cells in columns)))]
    data = "\n".join(lines).encode()
    with board._guard.work:
        call(lib.chiso_board_read_csv, board._c, data, len(data))
        board._forget()


def points_view(board: "Cells", node: NodeLike, copy: bool) -> Any:
    """What :meth:`Board.points` gives."""
    numpy = numpy_for("Board.points()")
    place = board._tree[node]
    if copy or place.is_relative:
        numbers = numpy.empty(len(board), dtype=numpy.int64)
        numbers.flags.writeable = copy
        with board._guard.read:
            pointer = ctypes.cast(numbers.ctypes.data, ctypes.POINTER(ctypes.c_int64))
            ask_figures(NOT_SCORED, lambda: f"criterion {board._tree[node].code or '.'}", lib.chiso_board_copy_points, board._c, place.id, len(numbers), pointer)
        return numbers
    start = ctypes.POINTER(ctypes.c_int64)()
    with board._guard.look:
        handle = board._c
        ask_figures(NOT_SCORED, lambda: f"criterion {board._tree[node].code or '.'}", lib.chiso_board_points, handle, place.id, start)
        lent = Lent(handle, ctypes.cast(start, ctypes.c_void_p).value or 0, lib.chiso_board_unit_count(handle))
        board._guard.lent.add(lent)
    return numpy.asarray(lent)


def achieved(board: "Cells", node: NodeLike) -> List[Optional[Decimal]]:
    """What :meth:`Board.achieved` gives."""
    place = board._tree[node].id
    with board._guard.read:
        numbers = (ctypes.c_int64 * max(len(board), 1))()
        ask_figures(NOT_SCORED, lambda: f"criterion {board._tree[node].code or '.'}", lib.chiso_board_copy_points, board._c, place, len(board), numbers)
        return [from_millionths(value) for value in numbers[: len(board)]]


def leaves_of(tree: Tree, leaves: Optional[Sequence[NodeLike]]) -> List[Node]:
    """The leaves that a caller named; all of the tree for None."""
    if leaves is None:
        return tree.leaves
    if isinstance(leaves, str):
        raise TypeError("leaves is text; expected a list of criteria")
    found = [tree[leaf] for leaf in leaves]
    if len(set(found)) != len(found):
        raise error_of(Status.E_DUPLICATE, "a criterion is named twice")
    return found
