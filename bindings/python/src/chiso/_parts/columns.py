"""Whole columns into a board: numbers by C's column, text by way of a points file, and either all
of them or none.
"""

from __future__ import annotations

from fractions import Fraction
from threading import get_ident
from typing import Any, Callable, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple
from typing import Union

from .._c.calls import call, error_of
from .._c.enums import MISSING, Status
from .._c.library import lib
from .._c.memory import (
    Column,
    array_of,
    as_numpy,
    numpy_column,
    numpy_pointer,
    part_of,
)
from .._in.column import (
    MorePlaces,
    are_doubles,
    as_held,
    carried_column,
    decimal_column,
    expect_column,
    fill,
    float_texts,
    is_numeric,
    items_of,
    unwrapped,
)
from .._in.number import carried_cell, check_floats, is_truth, truth
from .._in.text import code_text, encode
from ..errors import ChisoError
from .cell import name_of, takes_rate, text_of_cell
from .node import Node, NodeLike
from .tree import Tree
from .units import Units

# Columns are tried on a board of so many units before any is set on one that holds cells already.
_TRIED = 4096
# So many columns of a matrix whose rows lie without gaps share a line of the cache.
_GROUP = 8
# What may stand in a cell of CSV without quotes, besides letters and digits: nothing that separates
# cells, begins a note or is a guard.
_PLAIN = {",": frozenset("_.%/|-+:\n"), ";": frozenset("_.,%/|-+:\n")}


class Texts(NamedTuple):
    """A column of cells as a points file holds them, with the decimal mark of numbers."""

    texts: List[str]
    mark: str


Given = Union[Column, Texts]
CodeOf = Callable[[int], str]


# ---- What a caller gives


def column_from(
    values: Any,
    leaf: Node,
    code_of: CodeOf,
    *,
    millionths: bool = False,
    floats: str = "shortest",
    mark: str = ".",
) -> Given:
    """The column of a leaf that a caller gives: numbers where all of it are, else texts.
    ``code_of`` tells the code of the unit at a place, for messages.
    """

    def name(place: int) -> str:
        return name_of(leaf, code_of(place))

    check_floats(floats)
    what = f"the column of {leaf.code}"
    values = unwrapped(values)
    expect_column(values, what)
    if millionths:
        return decimal_column(values, what, name, millionths=True)
    listed = values if is_numeric(values) else items_of(values)
    if listed is values or not any(_is_text(value, leaf) for value in listed):
        numbers = carried_column(listed, what, name, floats)
        if numbers is not None:
            return numbers
    return texts_from(listed, lambda place: leaf, code_of, floats, mark)


def texts_from(
    values: Any, leaf_of: Callable[[int], Node], code_of: CodeOf, floats: str, mark: str
) -> Texts:
    """Cells as a points file holds them; ``leaf_of`` and ``code_of`` tell the leaf and the unit of
    each.
    """
    quick = float_texts(values) if floats == "shortest" else None
    if quick is not None:
        return Texts(quick if mark == "." else [one.replace(".", mark) for one in quick], mark)
    listed = items_of(values)

    def text(place: int, value: Any) -> str:
        leaf = leaf_of(place)
        return text_of_cell(value, leaf, name_of(leaf, code_of(place)), floats, mark)

    texts = [v if type(v) is str else text(i, v) for i, v in enumerate(listed)]
    if not is_plain(texts, separator_of(mark)) or mark == "," and any("." in t for t in texts):
        # There may be something wrong with one of them, which is named.
        texts = [text(i, value) for i, value in enumerate(listed)]
    return Texts(texts, mark)


def _is_text(value: Any, leaf: Node) -> bool:
    """Whether a cell is best given as text: a number is not."""
    if isinstance(value, (str, list, tuple)):
        return True
    if isinstance(value, Fraction):
        return takes_rate(leaf)
    return is_truth(value) and leaf.rule == "yesno"


def matrix_from(
    values: Any, leaves: Sequence[Node], board: Units, millionths: bool, floats: str
) -> Iterable[Given]:
    """The columns of a matrix units × leaves. Raises ShapeError for another shape."""
    check_floats(floats)
    if hasattr(values, "to_numpy"):
        raise TypeError(f"the matrix is {type(values).__name__}; add_pandas() takes a DataFrame")
    units, code_of = len(board), board._code_at
    expected = f"expected {units} units × {len(leaves)} criteria"
    numpy = as_numpy(values)
    if numpy is None:
        rows = [list(row) for row in values]
        if len(rows) != units or any(len(row) != len(leaves) for row in rows):
            raise error_of(Status.E_SHAPE, f"the matrix has {len(rows)} rows; {expected}")
        columns: List[Any] = [[row[i] for row in rows] for i in range(len(leaves))]
    elif values.shape != (units, len(leaves)):
        shape = " × ".join(map(str, values.shape))
        raise error_of(Status.E_SHAPE, f"the matrix is {shape}; {expected}")
    elif millionths or is_numeric(values):
        return _Turned(numpy, values, leaves, code_of, millionths, floats)
    else:
        columns = [values[:, i] for i in range(len(leaves))]
    return [
        column_from(column, leaf, code_of, millionths=millionths, floats=floats)
        for leaf, column in zip(leaves, columns)
    ]


class _Turned:
    """The columns of a matrix, each without gaps and in millionths: made eight at a time, as many
    as share a line of the cache, in room that is used again. Where they lie so already they are
    taken as they are.
    """

    def __init__(
        self,
        numpy: Any,
        matrix: Any,
        leaves: Sequence[Node],
        code_of: CodeOf,
        millionths: bool,
        floats: str,
    ) -> None:
        self._numpy = numpy
        self._matrix = as_held(numpy, matrix, "the matrix") if millionths else matrix
        self._leaves = leaves
        self._code_of = code_of
        self._millionths = millionths
        self._floats = floats

    def doubles(self) -> Any:
        """The matrix where C takes it as it is; else None."""
        if self._millionths or self._floats != "shortest":
            return None
        return self._matrix if are_doubles(self._numpy, self._matrix) else None

    def one_by_one(self) -> List[Given]:
        """The columns by themselves, those as texts whose numbers have more places."""
        return [
            column_from(self._matrix[:, i], leaf, self._code_of, floats=self._floats)
            for i, leaf in enumerate(self._leaves)
        ]

    def __iter__(self) -> Iterator[Column]:
        matrix, as_they_are = self._matrix, self._millionths and self._matrix.flags.f_contiguous
        shape = (matrix.shape[0], min(_GROUP, matrix.shape[1]))
        room = None if as_they_are else self._numpy.empty(shape, dtype="int64", order="F")
        for start in range(0, matrix.shape[1], _GROUP):
            group = matrix[:, start : start + _GROUP]
            if room is not None:
                group = self._made(group, room[:, : group.shape[1]], start)
            for i in range(group.shape[1]):
                yield numpy_column(group[:, i], "int64")

    def _made(self, group: Any, room: Any, start: int) -> Any:
        def name(row: int, column: int) -> str:
            return name_of(self._leaves[start + column], self._code_of(row))

        if not self._millionths:
            fill(self._numpy, group, room, name, self._floats, carried_cell)
            return room
        for row in range(0, group.shape[0], _TRIED):
            room[row : row + _TRIED] = group[row : row + _TRIED]
        return room


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


# ---- Into a board


def set_column(board: Units, leaf: Node, column: Given) -> None:
    """Sets a column; all of it, or nothing."""
    if isinstance(column, Texts):
        _read_texts(board, [leaf], [column])
        return
    with board._guard.work:
        call(lib.chiso_board_set_column, board._c, leaf.id, column.pointer, column.size)
        board._changed()


def set_rates(board: Units, leaf: Node, numerators: Column, denominators: Column) -> None:
    """Sets a column of rates; all of it, or nothing."""
    sizes = numerators.size, denominators.size
    if sizes[0] != sizes[1]:
        found = f"there are {sizes[0]} numerators and {sizes[1]} denominators"
        raise error_of(Status.E_SHAPE, found)
    pointers = numerators.pointer, denominators.pointer
    with board._guard.work:
        call(lib.chiso_board_set_ratio_column, board._c, leaf.id, *pointers, sizes[0])
        board._changed()


def set_columns(board: Units, leaves: Sequence[Node], columns: Iterable[Given]) -> None:
    """Sets several columns; all of them, or nothing. Numbers are gone through once, or twice where
    the board holds cells already, and once more where some have more places than six. Doubles of
    numpy are gone through by C alone, unless something is wrong with one of them.
    """
    if isinstance(columns, _Turned) and _set_doubles(board, leaves, columns.doubles()):
        return
    try:
        _set_columns(board, leaves, columns)
    except MorePlaces:
        if not isinstance(columns, _Turned):
            raise
        _set_columns(board, leaves, columns.one_by_one())


def _set_doubles(board: Units, leaves: Sequence[Node], matrix: Any) -> bool:
    """Sets a matrix of doubles; all of it, or nothing and False."""
    if matrix is None:
        return False
    ids = array_of("node", [leaf.id for leaf in leaves])
    steps = [step // matrix.itemsize for step in matrix.strides]
    places = len(leaves), numpy_pointer(matrix, "double"), len(matrix)
    with board._guard.work:
        status = lib.chiso_board_set_doubles(board._c, ids, *places, *steps, None)
        if not status:
            board._changed()
    return not status


def _set_columns(board: Units, leaves: Sequence[Node], columns: Iterable[Given]) -> None:
    """The same, once the columns are numbers that fit or texts.

    What stops it after the trial, such as Ctrl-C, leaves the columns before it set: cells that the
    board held are not emptied.
    """
    expected = board._edits
    fresh = not expected
    numbers: Tuple[Sequence[Node], Iterable[Any]] = leaves, columns
    texts: List[Tuple[Node, Texts]] = []
    if isinstance(columns, list):
        pairs = list(zip(leaves, columns))
        texts = [(leaf, one) for leaf, one in pairs if isinstance(one, Texts)]
        numbers = _unzipped([pair for pair in pairs if not isinstance(pair[1], Texts)])
    if not fresh:
        _try_columns(board, *numbers)
    if texts:
        _read_texts(board, *_unzipped(texts))
        expected += 1
    try:
        _set_numbers(board, *numbers, fresh, expected)
    except BaseException:
        if fresh and texts:
            nothing = Texts([""] * len(board), ".")
            _read_texts(board, *_unzipped([(leaf, nothing) for leaf, _ in texts]))
        raise


def _unzipped(pairs: Sequence[Tuple[Node, Any]]) -> Tuple[List[Node], List[Any]]:
    return [leaf for leaf, _ in pairs], [column for _, column in pairs]


def _set_numbers(
    board: Units, leaves: Sequence[Node], columns: Iterable[Column], fresh: bool, expected: int
) -> None:
    """Sets columns of numbers; where they are stopped on a board that was fresh, they are emptied
    again.
    """
    done: List[Node] = []
    with board._guard.work:
        handle = board._c
        if fresh and board._edits != expected:
            raise board._guard.busy("was changed by another thread meanwhile")
        board._writer = get_ident()
        try:
            for leaf, column in zip(leaves, columns):
                call(lib.chiso_board_set_column, handle, leaf.id, column.pointer, column.size)
                done.append(leaf)
        except BaseException:
            if fresh:
                _empty_again(handle, done, len(board))
            raise
        finally:
            board._writer = 0
            board._forget()
        board._changed()


def _empty_again(handle: Any, leaves: Iterable[Node], units: int) -> None:
    missing = array_of("int64", [MISSING] * units)
    for leaf in leaves:
        call(lib.chiso_board_set_column, handle, leaf.id, missing, units)


def _try_columns(board: Units, leaves: Sequence[Node], columns: Iterable[Column]) -> None:
    """Raises what setting the columns one after the other would, without setting any."""
    trial = _trial_of(board)
    for leaf, column in zip(leaves, columns):
        with trial._guard.work:
            fits = _fits(trial, leaf, column)
        if not fits:
            set_column(board, leaf, column)


def _fits(trial: Units, leaf: Node, column: Column) -> bool:
    units, handle = len(trial), trial._c
    starts = list(range(0, column.size - units + 1, units))
    if column.size % units:
        # What is left over, with some that were tried already.
        starts.append(column.size - units)
    for start in starts:
        if start < 0:
            return False
        part = part_of(column, "int64", start)
        if lib.chiso_board_set_column(handle, leaf.id, part, units, None):
            return False
    return True


def _trial_of(board: Units) -> Units:
    """A board over the same tree that columns are tried on, part by part; kept for next time."""
    units = min(_TRIED, max(len(board), 1))
    trial = board._trial
    if trial is None or len(trial) < units:
        trial = board._another()
        add_units(trial, [str(i) for i in range(units)])
        board._trial = trial
    return trial


# ---- By way of a points file


def separator_of(mark: str) -> str:
    """The separator beside which C reads a decimal mark."""
    return "," if mark == "." else ";"


def quoted(text: str, what: str) -> str:
    """A text as a cell of CSV, whatever is in it."""
    encode(text, what)
    begins = text.lstrip("'")[:1]
    guard = "'" if begins and begins in "=+-@\t\r" else ""
    return '"' + guard + text.replace('"', '""') + '"'


def is_plain(texts: Sequence[str], separator: str) -> bool:
    """Whether texts are cells of CSV as they stand: most are, which is seen of all at once."""
    together = "\n".join(texts)
    if together.count("\n") != len(texts) - 1:
        return False
    return all(letter.isalnum() for letter in set(together) - _PLAIN[separator])


def quoted_all(texts: Sequence[str], what: str, separator: str = ",") -> Sequence[str]:
    """Texts as cells of CSV."""
    if is_plain(texts, separator):
        return texts
    return [quoted(text, what) if text else "" for text in texts]


def csv_of(columns: Sequence[Tuple[str, Sequence[str]]], separator: str = ",") -> bytes:
    """A file of CSV: headings and their cells, quoted where they must be."""
    lines = [separator.join(heading for heading, _ in columns)]
    lines += map(separator.join, zip(*(cells for _, cells in columns)))
    return "\n".join(lines).encode()


def _points_file(board: Units, leaves: Sequence[Node], columns: Sequence[Texts]) -> bytes:
    separator = separator_of(columns[0].mark)
    found = [("unit", quoted_all(board.units(), "a unit", separator))]
    for leaf, column in zip(leaves, columns):
        what = f"criterion {leaf.code}"
        found.append((quoted(leaf.code, what), quoted_all(column.texts, what, separator)))
    return csv_of(found, separator)


def _read_texts(board: Units, leaves: Sequence[Node], columns: Sequence[Texts]) -> None:
    for leaf, column in zip(leaves, columns):
        expect_column(column.texts, f"the column of {leaf.code}", len(board))
    read_points(board, _points_file(board, leaves, columns))


def read_points(board: Units, data: bytes, sets_cells: bool = True) -> None:
    """Reads a points file that was made here; its lines and columns mean nothing to a caller."""
    try:
        with board._guard.work:
            call(lib.chiso_board_read_csv, board._c, data, len(data))
            board._forget()
            if sets_cells:
                board._changed()
    except ChisoError as error:
        error.line = error.column = 0
        raise


def add_units(
    board: Units,
    codes: Sequence[Any],
    names: Optional[Sequence[Optional[str]]] = None,
    blocks: Optional[Sequence[Optional[str]]] = None,
    ranked: Optional[Sequence[bool]] = None,
) -> None:
    """Adds units at once; all of them, or none."""
    given = (("unit", codes), ("name", names), ("block", blocks), ("ranked", ranked))
    for heading, column in given:
        if isinstance(column, (str, bytes)) or not (column is None or hasattr(column, "__len__")):
            found = f"the column {heading} is {type(column).__name__}"
            raise TypeError(f"{found}; expected a list, a value a unit")
    columns: List[Tuple[str, Sequence[str]]] = [("unit", _codes(board, codes))]
    for heading, texts in (("name", names), ("block", blocks)):
        if texts is not None:
            plain = ["" if text is None else text for text in texts]
            columns.append((heading, quoted_all(plain, f"a {heading}")))
    if ranked is not None:
        words = [truth(one, f"number {i} of ranked") for i, one in enumerate(ranked)]
        columns.append(("ranked", ["yes" if one else "no" for one in words]))
    for heading, cells in columns:
        if len(cells) != len(codes):
            found = f"there are {len(codes)} units, and {heading} has {len(cells)} texts"
            raise error_of(Status.E_SHAPE, found)
    if len(codes):
        read_points(board, csv_of(columns), sets_cells=False)


def _codes(board: Units, codes: Sequence[Any]) -> Sequence[str]:
    """Codes of units that are not there yet, as cells of CSV."""
    texts: Sequence[str] = codes
    if set(map(type, codes)) != {str}:
        what = "the code of unit {} of the list".format
        texts = [code_text(code, what(i)) for i, code in enumerate(codes)]
    if "" in texts:
        # A line with nothing on it is none.
        place = list(texts).index("")
        raise error_of(Status.E_CODE, f"the code of unit {place} of the list is empty")
    if len(board):
        for text in texts:
            if text in board:
                why = f"unit {text} is there already"
                raise error_of(Status.E_DUPLICATE, why, unit=text)
    return quoted_all(texts, "a unit")
