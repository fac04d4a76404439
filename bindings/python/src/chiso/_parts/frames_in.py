"""Data frames of pandas into a board, a column at a time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from .._c.calls import error_of
from .._c.decimals import text_of
from .._c.enums import ABSENT, NOT_APPLICABLE, Status
from .._c.memory import Column, numpy_column
from .._in.column import MorePlaces, carried_column, fill, is_numeric, unwrapped
from .._in.number import carried_cell, check_floats, is_absent, truth
from .._in.text import code_text
from .._out.frames import pandas_for
from .cell import name_of
from .columns import (
    Given,
    Texts,
    column_from,
    csv_of,
    quoted,
    quoted_all,
    read_points,
    separator_of,
    set_columns,
    texts_from,
)
from .node import Node
from .tree import Tree
from .units import Units

_ABOUT = ("name", "block", "ranked")
_RATER = "rater"
_LONG = ("unit", "criterion", "value")


class FrameReading:
    """How a frame is to be read: where the units are, what columns and criteria are called there,
    which are left out, and how numbers are written.
    """

    def __init__(
        self,
        unit: Any,
        rename: Optional[Mapping[Any, str]],
        ignore: Iterable[Any],
        decimal: str,
        floats: str,
    ) -> None:
        check_floats(floats)
        if decimal not in (".", ","):
            raise ValueError(f"decimal is {decimal!r}; expected '.' or ','")
        if isinstance(ignore, (str, bytes)):
            raise TypeError("ignore is text; expected a list of columns")
        self.unit = unit
        self.rename = dict(rename or {})
        self.ignore = list(ignore)
        self.decimal = decimal
        self.floats = floats

    def check_names(self, known: Iterable[Any]) -> None:
        """Raises ColumnError for a name that the frame does not have: it was probably mistyped."""
        names = set(known)
        for argument, given in (("rename", self.rename), ("ignore", self.ignore)):
            for name in given:
                if name not in names:
                    why = f"{argument} names {name!r}, which is not in the frame"
                    raise error_of(Status.E_COLUMN, why)


def code_of_heading(tree: Tree, name: Any) -> str:
    """The code that a heading, or a cell in a column of criteria, stands for. A float, which a
    spreadsheet makes of 1.1, stands for the one code that reads as that number.
    """
    if not isinstance(name, float):
        try:
            return code_text(name, "")
        except TypeError:
            return str(name)
    codes = [node.code for node in tree if _reads_as(node.code, name)]
    if len(codes) > 1:
        why = f"the float {name} may be {' or '.join(codes)}; give the codes as text"
        raise error_of(Status.E_COLUMN, why)
    return codes[0] if codes else str(name)


def _reads_as(code: str, number: float) -> bool:
    try:
        return float(code) == number
    except ValueError:
        return False


class _Input:
    """A frame on its way into a board: codes, what is told of units, and cells."""

    def __init__(self, board: Units, frame: Any, reading: FrameReading) -> None:
        self.pandas = pandas_for("a board from a DataFrame")
        if not isinstance(frame, self.pandas.DataFrame):
            raise TypeError(f"the frame is {type(frame).__name__}; expected a DataFrame")
        self.board = board
        self.reading = reading
        names = [*frame.columns, *frame.index.names]
        called = {reading.rename.get(name, name) for name in names}
        self.is_long = not {"criterion", "value"}.isdisjoint(called)
        if not self.is_long:
            reading.check_names(names)
        self.units, self.columns = self._split(frame)
        if self.is_long:
            self._expect_long()
            self._leave_out(names)
        if not len(self.units):
            raise error_of(Status.E_EMPTY, "the frame has no rows")
        #: The codes of the units that there are, and which each row is of.
        self.unit_ids, codes = self.pandas.factorize(self.units.to_numpy())
        if (self.unit_ids < 0).any():
            row = int((self.unit_ids < 0).argmax())
            raise TypeError(f"row {row} of the units is empty; expected text or a whole number")
        self.names = [self._code(code) for code in codes.tolist()]

    def _split(self, frame: Any) -> Tuple[Any, Dict[str, Any]]:
        """The codes of the units, and the other columns by what they are called in chiso."""
        reading = self.reading
        units, columns = self._given_units(frame), {}
        for place, name in enumerate(frame.columns):
            if name in reading.ignore or (units is not None and _is_same(name, reading.unit)):
                continue
            called = reading.rename.get(name, name)
            heading = code_of_heading(self.board._tree, called)
            if heading in columns:
                raise error_of(Status.E_COLUMN, f"column {heading!r} is there twice")
            columns[heading] = frame.iloc[:, place]
        if units is None:
            units = columns.pop("unit") if "unit" in columns else self._index(frame)
        return units, columns

    def _given_units(self, frame: Any) -> Any:
        """The codes where ``unit=`` says that they are; None where it does not."""
        unit = self.reading.unit
        if unit is None:
            return None
        if hasattr(unit, "__len__") and not isinstance(unit, (str, bytes, tuple)):
            if len(unit) != len(frame):
                why = f"unit has {len(unit)} codes, and the frame {len(frame)} rows"
                raise error_of(Status.E_SHAPE, why)
            return self.pandas.Series(list(unit), dtype=object)
        if list(frame.columns).count(unit) > 1:
            raise error_of(Status.E_COLUMN, f"column {unit!r} is there twice")
        if unit in frame.columns:
            return frame[unit]
        if unit in frame.index.names:
            return frame.index.get_level_values(unit)
        why = f"there is no column {unit!r}, and the index is not called so"
        raise error_of(Status.E_COLUMN, why)

    def _index(self, frame: Any) -> Any:
        """The index, where it can be meant to hold the units."""
        index = frame.index
        is_made = isinstance(index, (self.pandas.RangeIndex, self.pandas.MultiIndex))
        called = self.reading.rename.get(index.name, index.name)
        if is_made or called not in (None, "unit"):
            why = "there is no column 'unit', and the index does not hold the units"
            raise error_of(Status.E_COLUMN, f"{why}; unit= says where they are")
        return index

    def _leave_out(self, names: List[Any]) -> None:
        """Renames the criteria of a long frame, and leaves out the rows of some."""
        criteria, reading = self.columns["criterion"], self.reading
        if not reading.rename and not reading.ignore:
            return
        reading.check_names([*names, *criteria.unique().tolist()])
        kept = (~criteria.isin(reading.ignore)).to_numpy()
        if not kept.all():
            self.units = self.units[kept]
            self.columns = {name: column[kept] for name, column in self.columns.items()}
        if reading.rename:
            criteria = self.columns["criterion"].astype(object)
            self.columns["criterion"] = criteria.map(lambda name: reading.rename.get(name, name))

    def _expect_long(self) -> None:
        for name in _LONG[1:]:
            if name not in self.columns:
                expected = "a long frame has unit, criterion and value"
                raise error_of(Status.E_COLUMN, f"there is no column {name!r}; {expected}")
        for name in self.columns:
            if name not in _LONG and name not in _ABOUT and name != _RATER:
                expected = "a long frame has unit, criterion, value, and name, block, ranked, rater"
                raise error_of(Status.E_COLUMN, f"column {name!r} is unknown; {expected}")

    def _code(self, name: Any) -> str:
        if isinstance(name, str) and not name:
            raise error_of(Status.E_CODE, "the code of a unit is empty")
        try:
            return code_text(name, "")
        except TypeError:
            expected = "expected text or a whole number"
            raise TypeError(f"the unit {name!r} is {type(name).__name__}; {expected}") from None

    def code_of(self, row: int) -> str:
        """The code of the unit of a row."""
        return self.names[int(self.unit_ids[row])]

    def codes(self) -> List[str]:
        """The code of the unit of each row."""
        return [self.names[i] for i in self.unit_ids.tolist()]

    def leaf(self, name: Any) -> Node:
        """The leaf of a cell in a column of criteria."""
        if is_absent(name):
            raise TypeError("a cell of column 'criterion' is empty; expected text")
        tree = self.board._tree
        node = tree[code_of_heading(tree, name)]
        if not node.is_leaf:
            why = f"criterion {node.code or '.'} has sub-criteria; only leaves have cells"
            raise error_of(Status.E_NODE, why, criterion=node.code)
        return node

    def leaves(self) -> List[Tuple[Node, Any]]:
        """The columns of a wide frame that are criteria."""
        found, tree = [], self.board._tree
        for name, column in self.columns.items():
            if name in _ABOUT or name == _RATER or name in tree.columns:
                continue
            if name not in tree or not tree[name].is_leaf:
                expected = "unit, name, block, ranked or the code of a leaf"
                why = f"column {name!r} is no criterion that is scored; expected {expected}"
                raise error_of(Status.E_COLUMN, f"{why}; rename= and ignore= say what it is")
            found.append((tree[name], column))
        return found

    def divisors(self) -> List[Tuple[str, str, str]]:
        """What rules divide by in a wide frame: units, columns and numbers, which are above 0.
        Where each rater has a row, it may stand in all of them.
        """
        found: Dict[Tuple[str, str], str] = {}
        for name in self.board._tree.columns:
            values = self.columns[name].tolist() if name in self.columns else []
            for row, value in enumerate(values):
                if value is None or value != value or value == "":
                    continue
                if not isinstance(value, (int, float, Decimal, str)) or not float(value) > 0:
                    why = f"{value!r} in column {name!r} is not above 0; values are divided by it"
                    raise error_of(Status.E_RANGE, why, unit=self.code_of(row))
                before = found.setdefault((self.code_of(row), name), str(value))
                if float(before) != float(value):
                    why = f"column {name!r} has {before} and {value} for unit {self.code_of(row)}"
                    raise error_of(Status.E_DUPLICATE, why, unit=self.code_of(row))
        return [(unit, name, text) for (unit, name), text in found.items()]

    def raters(self) -> Dict[str, List[str]]:
        """Who gave the cells of each row, where the frame says it; "" for nobody in particular."""
        return _told({name: self.columns[name] for name in self.columns if name == _RATER})

    def about(self) -> Dict[str, List[str]]:
        """What is told of each row's unit: texts, and words for who is ranked; "" for nothing."""
        return _told({name: self.columns[name] for name in _ABOUT if name in self.columns})

    def about_units(self) -> Optional[Dict[str, List[str]]]:
        """What is told of each unit; None where rows contradict each other: the C library says
        which.
        """
        columns = {name: self.columns[name].array for name in _ABOUT if name in self.columns}
        rows = self.pandas.DataFrame({"unit": self.unit_ids, **columns}).drop_duplicates()
        told: Dict[str, List[str]] = {}
        for name, texts in _told({name: rows[name] for name in columns}).items():
            found = [""] * len(self.names)
            for unit, text in zip(rows["unit"].tolist(), texts):
                if text and found[unit] and text != found[unit]:
                    return None
                found[unit] = text or found[unit]
            told[name] = found
        return told


def _told(columns: Mapping[str, Any]) -> Dict[str, List[str]]:
    words = {name: _ranked_word if name == "ranked" else _text for name in columns}
    return {n: [words[n](value, n) for value in column.tolist()] for n, column in columns.items()}


def _is_same(name: Any, unit: Any) -> bool:
    return isinstance(unit, (str, int, float, tuple)) and bool(name == unit)


def _text(value: Any, what: str) -> str:
    return "" if is_absent(value) else code_text(value, what)


def _ranked_word(value: Any, what: str) -> str:
    if is_absent(value):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value in (0.0, 1.0):
        return "yes" if value else "no"
    return "yes" if truth(value, what) else "no"


def add_frame(board: Units, frame: Any, reading: FrameReading) -> None:
    """Puts a DataFrame into a board; all of it, or nothing."""
    given = _Input(board, frame, reading)
    divisors = [] if given.is_long else given.divisors()
    # What is given by raters is joined by the C library.
    if _RATER in given.columns or not (_long(given) if given.is_long else _wide(given)):
        _by_text(given)
    for unit, column, text in divisors:
        board._set_divisor(unit, column, text)


def _wide(given: _Input) -> bool:
    """Puts a wide frame in. False for other units than those that the board has."""
    leaves = given.leaves()
    if len(given.names) != len(given.unit_ids):
        row = int(given.pandas.Series(given.unit_ids).duplicated().to_numpy().argmax())
        code = given.code_of(row)
        raise error_of(Status.E_DUPLICATE, f"unit {code} is there twice", unit=code)
    about = given.about()
    if not _is_for(given.board, given.names, about):
        return False
    return _place(given, about, *_columns(given, leaves))


def _columns(given: _Input, leaves: Sequence[Tuple[Node, Any]]) -> Tuple[List[Node], List[Given]]:
    how = given.reading
    columns = [
        column_from(column, leaf, given.code_of, floats=how.floats, mark=how.decimal)
        for leaf, column in leaves
    ]
    return [leaf for leaf, _ in leaves], columns


def _is_for(board: Units, codes: Sequence[str], about: Dict[str, List[str]]) -> bool:
    """Whether columns can be set as they are: on a board without units, or with exactly these, of
    whom nothing new is told.
    """
    if not len(board):
        # The C library knows more words for who is ranked, in two languages.
        return {"", "yes", "no"}.issuperset(about.get("ranked", ()))
    return not about and sorted(codes) == sorted(board.units())


def _place(
    given: _Input, about: Dict[str, List[str]], leaves: List[Node], columns: List[Given]
) -> bool:
    """Puts columns in whose rows are in the order of the units of the frame."""
    board, codes = given.board, given.names
    if len(board):
        places = {code: i for i, code in enumerate(codes)}
        order = [places[code] for code in board.units()]
        if order != list(range(len(order))):
            columns = [_in_order(column, order) for column in columns]
        set_columns(board, leaves, columns)
        return True
    mark, staged = given.reading.decimal, board._another()
    separator, pairs = separator_of(mark), list(zip(leaves, columns))
    cells = _heads(codes, about, separator)
    for leaf, column in pairs:
        if isinstance(column, Texts):
            cells.append(_cells_of(leaf, column, mark))
    read_points(staged, csv_of(cells, separator), sets_cells=False)
    numbers = [(leaf, column) for leaf, column in pairs if not isinstance(column, Texts)]
    set_columns(staged, [leaf for leaf, _ in numbers], [column for _, column in numbers])
    board._become(staged)
    return True


def _heads(
    codes: Sequence[str], about: Dict[str, List[str]], separator: str
) -> List[Tuple[str, Sequence[str]]]:
    """The first columns of a points file."""
    cells = [("unit", quoted_all(codes, "a unit", separator))]
    return cells + [(name, quoted_all(about[name], name, separator)) for name in about]


def _cells_of(leaf: Node, column: Given, mark: str) -> Tuple[str, Sequence[str]]:
    """The column of a leaf in a points file."""
    what, texts = f"criterion {leaf.code}", _texts_of(column, mark)
    return quoted(leaf.code, what), quoted_all(texts, what, separator_of(mark))


def _in_order(column: Given, order: List[int]) -> Given:
    if isinstance(column, Texts):
        return Texts([column.texts[i] for i in order], column.mark)
    import numpy

    numbers = numpy.asarray(column.owner, dtype=numpy.int64)
    return numpy_column(numbers[order], "int64")


def _long(given: _Input) -> bool:
    """Puts a long frame of numbers in, whose cells are brought to their places first. False for one
    with text, and where units would keep cells that it does not tell of.
    """
    import numpy

    values = unwrapped(given.columns["value"])
    if not is_numeric(values):
        return False
    names = given.columns["criterion"].to_numpy(dtype=object)
    leaf_ids, names = given.pandas.factorize(names)
    if (leaf_ids < 0).any():
        row = int((leaf_ids < 0).argmax())
        raise TypeError(f"row {row} of column 'criterion' is empty; expected text")
    leaves = [given.leaf(name) for name in names]
    units = len(given.names)
    keys = leaf_ids * units + given.unit_ids
    seen = numpy.bincount(keys, minlength=len(leaves) * units)
    if seen.max() > 1:
        row = int(given.pandas.Series(keys).duplicated().to_numpy().argmax())
        leaf, code = leaves[leaf_ids[row]], given.code_of(row)
        why = f"row {row}: {name_of(leaf, code)} is there twice"
        raise error_of(Status.E_DUPLICATE, why, unit=code, criterion=leaf.code)

    def name(row: int) -> str:
        return name_of(leaves[leaf_ids[row]], given.code_of(row))

    numbers = numpy.empty(len(values), dtype=numpy.int64)
    try:
        fill(numpy, values, numbers, name, given.reading.floats, carried_cell)
    except MorePlaces:
        return False
    about = given.about_units()
    if about is None or not (seen.all() or not len(given.board)):
        return False
    if not _is_for(given.board, given.names, about):
        return False
    cells = numpy.full(len(seen), ABSENT, dtype=numpy.int64)
    cells[keys] = numbers
    rows = cells.reshape(len(leaves), units)
    return _place(given, about, leaves, [numpy_column(row, "int64") for row in rows])


class _NumberTexts(Dict[int, str]):
    """Numbers as cells of a points file, of which many are the same."""

    def __init__(self, mark: str) -> None:
        super().__init__({ABSENT: "", NOT_APPLICABLE: "-"})
        self.mark = mark

    def __missing__(self, value: int) -> str:
        self[value] = text_of(value).replace(".", self.mark)
        return self[value]


def _texts_of(column: Given, mark: str) -> List[str]:
    if isinstance(column, Texts):
        return column.texts
    known = _NumberTexts(mark)
    return [known[value] for value in column.pointer[: column.size]]


def _by_text(given: _Input) -> None:
    """Puts any frame in, by way of a points file: all rules, and all or nothing."""
    mark = given.reading.decimal
    separator = separator_of(mark)
    cells = _heads(given.codes(), {**given.about(), **given.raters()}, separator)
    if given.is_long:
        leaves = _leaves_of_rows(given)
        codes = [leaf.code for leaf in leaves]
        cells.append(("criterion", quoted_all(codes, "a criterion", separator)))
        cells.append(("value", quoted_all(_long_texts(given, leaves), "a value", separator)))
    else:
        pairs = zip(*_columns(given, given.leaves()))
        cells += [_cells_of(leaf, column, mark) for leaf, column in pairs]
    read_points(given.board, csv_of(cells, separator))


def _leaves_of_rows(given: _Input) -> List[Node]:
    known: Dict[Any, Node] = {}
    leaves = []
    for name in given.columns["criterion"].tolist():
        if name not in known:
            known[name] = given.leaf(name)
        leaves.append(known[name])
    return leaves


def _long_texts(given: _Input, leaves: List[Node]) -> List[str]:
    how = given.reading
    values = unwrapped(given.columns["value"])

    def name(row: int) -> str:
        return name_of(leaves[row], given.code_of(row))

    if is_numeric(values):
        numbers = carried_column(values, "column 'value'", name, how.floats)
        if numbers is not None:
            return _texts_of(numbers, how.decimal)
    return texts_from(values, leaves.__getitem__, given.code_of, how.floats, how.decimal).texts
