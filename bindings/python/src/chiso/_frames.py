"""pandas, where it is there: data frames into boards, and results as data frames."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Sequence, Tuple

from ._arrays import FLOATS, Column, cell_number, millionths_of, points_column
from ._cells import NOT_APPLICABLE
from ._columns import add_units, quoted, set_columns
from ._enums import Status
from ._handle import truth
from ._number import ABSENT, from_millionths
from .errors import ChisoError, error_of
from .tree import Node

if TYPE_CHECKING:
    from ._filled import Cells

_ABOUT = ("name", "block", "ranked")


def pandas_for(feature: str) -> Any:
    """The module pandas. Raises ImportError, naming what needs it."""
    try:
        import pandas
    except ImportError as error:
        raise ImportError(f"{feature} needs pandas, which is not installed (Debian: apt-get install python3-pandas)") from error
    return pandas


def frame_of(fields: Sequence[str], rows: Sequence[Tuple[Any, ...]], numbers: str, feature: str = "to_pandas()") -> Any:
    """A DataFrame with a column a member of the rows. ``numbers`` is "decimal" or "float"."""
    pandas = pandas_for(feature)
    if numbers not in ("decimal", "float"):
        raise ValueError(f"numbers is {numbers!r}; expected 'decimal' or 'float'")
    columns = {}
    for i, name in enumerate(fields):
        values: List[Any] = [row[i] for row in rows]
        if numbers == "float" and any(isinstance(value, Decimal) for value in values):
            columns[name] = pandas.Series([math.nan if value is None else float(value) for value in values], dtype="float64")
        else:
            columns[name] = pandas.Series(values, dtype=None if values and None not in values else object)
    return pandas.DataFrame(columns)


class _Input:
    """A DataFrame on its way into a board."""

    def __init__(self, board: "Cells", frame: Any, floats: str) -> None:
        self.pandas = pandas_for("a board from a DataFrame")
        if not isinstance(frame, self.pandas.DataFrame):
            raise TypeError(f"the frame is {type(frame).__name__}; expected a DataFrame")
        if floats not in FLOATS:
            raise ValueError(f"floats is {floats!r}; expected 'exact' or 'shortest'")
        self.board = board
        self.floats = floats
        self.frame = frame if "unit" in frame.columns else self._with_index(frame)
        self.is_long = "criterion" in self.frame.columns or "value" in self.frame.columns
        names = [str(name) for name in self.frame.columns]
        for name in names:
            if names.count(name) > 1:
                raise error_of(Status.E_COLUMN, f"column {name!r} is there twice")
        if self.is_long:
            self._expect(("unit", "criterion", "value"))

    def _with_index(self, frame: Any) -> Any:
        """The frame with its index as the column of units."""
        if frame.index.name in (None, "unit") and not isinstance(frame.index, (self.pandas.RangeIndex, self.pandas.MultiIndex)):
            return frame.rename_axis("unit").reset_index()
        raise error_of(Status.E_COLUMN, "there is no column 'unit', and the index does not hold the units")

    def _expect(self, names: Sequence[str]) -> None:
        for name in names:
            if name not in self.frame.columns:
                raise error_of(Status.E_COLUMN, f"there is no column {name!r}; a long frame has unit, criterion and value")
        for name in self.frame.columns:
            if name not in names and name not in _ABOUT:
                raise error_of(Status.E_COLUMN, f"column {name!r} is unknown; a long frame has unit, criterion, value, and name, block, ranked")

    def texts(self, name: str) -> List[str]:
        """A column of codes. Raises TypeError for what is no text, EmptyError and the like being left to C."""
        found: List[str] = self.frame[name].tolist()
        for i, text in enumerate(found):
            if not isinstance(text, str):
                raise TypeError(f"row {i} of column {name!r} is {text!r}; expected text")
        return found

    def leaves(self) -> List[Tuple[Any, Node]]:
        """The columns of a wide frame that are criteria."""
        found = []
        for name in self.frame.columns:
            if name == "unit" or name in _ABOUT:
                continue
            if str(name) not in self.board._tree or not self.board._tree[str(name)].is_leaf:
                expected = "unit, name, block, ranked or the code of a leaf"
                raise error_of(Status.E_COLUMN, f"column {str(name)!r} is no criterion that is scored; expected {expected}")
            found.append((name, self.board._tree[str(name)]))
        return found


def _is_absent(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value) or type(value).__name__ in ("NAType", "NaTType")


def _optional_text(value: Any, what: str) -> Optional[str]:
    if _is_absent(value):
        return None
    if not isinstance(value, str):
        raise TypeError(f"{what} is {value!r}; expected text")
    return value


def _yes(value: Any) -> str:
    if _is_absent(value):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value in (0.0, 1.0):
        return "yes" if value else "no"
    return "yes" if truth(value, "ranked") else "no"


def add_frame(board: "Cells", frame: Any, floats: str) -> None:
    """Puts a DataFrame into a board; all of it, or nothing."""
    given = _Input(board, frame, floats)
    if not len(given.frame):
        raise error_of(Status.E_EMPTY, "the frame has no rows")
    if not (_fast_long(given) if given.is_long else _fast_wide(given)):
        _by_text(given)


def _are_numbers(series: Any) -> bool:
    return series.dtype.kind in "iuf"


def _fast_wide(given: _Input) -> bool:
    """Puts a frame of numbers in, a column at a time. False for one with text, or for other units than those of the board."""
    leaves = given.leaves()
    if not all(_are_numbers(given.frame[name]) for name, _ in leaves):
        return False
    codes = given.texts("unit")
    columns = [points_column(given.frame[name].to_numpy(), f"column {str(name)!r}", False, given.floats) for name, _ in leaves]
    return _place(given, codes, given.frame, [leaf for _, leaf in leaves], columns)


def _fast_long(given: _Input) -> bool:
    """The same for a long frame, whose cells are put in their places first."""
    frame, pandas = given.frame, given.pandas
    if not _are_numbers(frame["value"]):
        return False
    import numpy

    values = millionths_of(numpy, frame["value"].to_numpy(), "column 'value'", False, given.floats)
    unit_ids, units = pandas.factorize(frame["unit"])
    leaf_ids, codes = pandas.factorize(frame["criterion"])
    for name, ids in (("unit", unit_ids), ("criterion", leaf_ids)):
        if (ids < 0).any():
            raise TypeError(f"row {int((ids < 0).argmax())} of column {name!r} is empty; expected text")
    leaves = [_leaf(given.board, code) for code in codes]
    keys = leaf_ids * len(units) + unit_ids
    cells = numpy.full(len(leaves) * len(units), ABSENT, dtype=numpy.int64)
    seen = numpy.zeros(len(cells), dtype=bool)
    seen[keys] = True
    if int(seen.sum()) != len(keys):
        row = int(pandas.Series(keys).duplicated().to_numpy().argmax())
        raise error_of(Status.E_DUPLICATE, f"row {row}: criterion {frame['criterion'].iloc[row]} of unit {frame['unit'].iloc[row]} is there twice")
    cells[keys] = values
    if not seen.all() and len(given.board):
        return False
    told = [name for name in _ABOUT if name in frame.columns]
    about = frame[["unit", *told]].drop_duplicates() if told else frame.iloc[:0]
    if len(about) > len(units):
        # Rows of a unit that contradict each other; the C library says which.
        return False
    table = cells.reshape(len(leaves), len(units))
    columns = [points_column(row, "a column", True) for row in table]
    return _place(given, [_code(unit) for unit in units], about, leaves, columns)


def _code(unit: Any) -> str:
    if not isinstance(unit, str):
        raise TypeError(f"the unit {unit!r} is {type(unit).__name__}; expected text")
    return unit


def _leaf(board: "Cells", code: Any) -> Node:
    node = board._tree[code if isinstance(code, str) else str(code)]
    if not node.is_leaf:
        raise error_of(Status.E_NODE, f"criterion {node.code or '.'} has sub-criteria; only leaves have cells")
    return node


def _place(given: _Input, codes: List[str], about: Any, leaves: List[Node], columns: List[Column]) -> bool:
    """Puts columns whose rows are in the order of the codes into a board without units, or with exactly these."""
    from ._filled import Cells

    board = given.board
    if len(board) and (any(name in about.columns for name in _ABOUT) or sorted(codes) != sorted(board.units())):
        return False
    if len(set(codes)) != len(codes):
        raise error_of(Status.E_DUPLICATE, f"unit {next(code for code in codes if codes.count(code) > 1)} is there twice")
    if len(board):
        places = {code: i for i, code in enumerate(codes)}
        order = [places[code] for code in board.units()]
        if order != list(range(len(order))):
            columns = [points_column(column.owner[order], "a column", True) for column in columns]
        set_columns(board, leaves, columns)
        return True
    staged = Cells(board._tree)
    texts: Dict[str, Any] = {name: None for name in _ABOUT}
    for name in ("name", "block"):
        if name in about.columns:
            texts[name] = [_optional_text(value, name) for value in about[name].tolist()]
    if "ranked" in about.columns:
        words = [_yes(value) for value in about["ranked"].tolist()]
        if not {"", "yes", "no"}.issuperset(words):
            # The C library knows the others, in two languages.
            return False
        texts["ranked"] = [word != "no" for word in words]
    add_units(staged, codes, texts["name"], texts["block"], texts["ranked"])
    set_columns(staged, leaves, columns)
    board._become(staged)
    return True


def _by_text(given: _Input) -> None:
    """Puts any frame in, by way of a points file: all rules, and all or nothing."""
    frame, board = given.frame, given.board
    names = [name for name in frame.columns if name == "unit" or name in _ABOUT]
    cells: List[Tuple[str, List[str]]] = []
    for name in names:
        if name == "ranked":
            cells.append((name, [_yes(value) for value in frame[name].tolist()]))
        elif name == "unit":
            cells.append((name, [quoted(code, "a unit") for code in given.texts(name)]))
        else:
            found = (_optional_text(value, name) for value in frame[name].tolist())
            cells.append((name, ["" if text is None else quoted(text, name) for text in found]))
    if given.is_long:
        criteria = [_leaf(board, code) for code in frame["criterion"].tolist()]
        values = frame["value"].tolist()
        cells.append(("criterion", [quoted(leaf.code, "a criterion") for leaf in criteria]))
        cells.append(("value", [_value(v, leaf, given.floats, i) for i, (v, leaf) in enumerate(zip(values, criteria))]))
    else:
        for name, leaf in given.leaves():
            found_values = frame[name].tolist()
            cells.append((quoted(leaf.code, "a criterion"), [_value(v, leaf, given.floats, i) for i, v in enumerate(found_values)]))
    lines = [",".join(heading for heading, _ in cells), *map(",".join, zip(*(texts for _, texts in cells)))]
    try:
        board.add_csv("\n".join(lines))
    except ChisoError as error:
        error.line = error.column = 0
        raise


def _value(value: Any, leaf: Node, floats: str, row: int) -> str:
    """A cell of a frame as a points file holds it."""
    if _is_absent(value):
        return ""
    if value is NOT_APPLICABLE:
        return "-"
    if isinstance(value, str):
        return quoted(value, f"row {row} of criterion {leaf.code}")
    if isinstance(value, bool) and leaf.rule == "yesno":
        return "yes" if value else "no"
    number = from_millionths(cell_number(value, f"criterion {leaf.code}", row, floats))
    return "" if number is None else format(number, "f")


def board_frame(board: "Cells", nodes: Optional[Sequence[Node]], numbers: str) -> Any:
    """A row a unit, indexed by its code: name, block, the figures of the whole index, and what it achieved on each node, headed by its code."""
    pandas = pandas_for("to_pandas()")
    if numbers not in ("decimal", "float"):
        raise ValueError(f"numbers is {numbers!r}; expected 'decimal' or 'float'")
    fields = ("unit", "name", "block", "ranked", "achieved", "max", "percent", "rank")
    rows = [tuple(getattr(unit, name) for name in ("code", *fields[1:])) for unit in board]
    frame = frame_of(fields, rows, numbers).set_index("unit")
    columns = {}
    for node in list(board._tree) if nodes is None else nodes:
        points = board.achieved(node)
        columns[node.code] = [math.nan if p is None else float(p) for p in points] if numbers == "float" else points
    more = pandas.DataFrame(columns, index=frame.index, dtype="float64" if numbers == "float" else object)
    return pandas.concat([frame, more], axis=1)
