"""Sheets of workbooks as the text of a CSV file, and where each cell of it stands.

openpyxl reads the workbook and is imported when one is read. A cell comes as the sheet means it: a
number with its shortest decimals and no fewer than are shown, 0.25 shown as 25% as ``25%``, a date
as a date, a formula with the value that was saved with it. What is merged downwards stands in each
of its rows.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import os
import re
import warnings
import zipfile
from bisect import bisect_right
from decimal import Decimal
from typing import Any, Iterator, List, NamedTuple, Optional, Tuple, Union

from .._c.calls import error_of
from .._c.enums import Status
from ..errors import ChisoError
from .text import Path, path_of

#: How files end that openpyxl reads.
ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")

# More digits than this a spreadsheet does not work with: what it computed has them by chance.
_DIGITS = 15

# Bytes of a sheet that stand for one of the same sheet as CSV, at most.
_WORDY = 40

#: Headings of columns that hold codes.
_CODES = ("code", "parent", "Mã")

_NUMBER = re.compile(r"[-+−]?\d+(?:([.,])\d+)+%?")


class Number(NamedTuple):
    """A number of a cell as text with a decimal point, and the sign behind it."""

    digits: str
    sign: str


Cell = Union[str, Number]

#: The name of a sheet, its number from 1, or None for the only one that is shown and not empty.
SheetName = Union[str, int, None]

#: Rows of headings so that none of the sheet is filled: as it would be saved as CSV.
ALL_ROWS = (1, 2**31)


def is_workbook(path: Any) -> bool:
    """Whether a file's name is that of a workbook."""
    if not isinstance(path, (str, os.PathLike)):
        return False
    return os.fspath(path).lower().endswith(ENDINGS)


def sheet_in(path: str) -> Tuple[str, Optional[str]]:
    """A path and, of a workbook, the sheet that stands behind it as in a formula.

    >>> sheet_in("p.xlsx!Points"), sheet_in("p.csv")
    (('p.xlsx', 'Points'), ('p.csv', None))
    """
    book, mark, sheet = path.rpartition("!")
    if mark and sheet and is_workbook(book) and not os.path.exists(path):
        return book, sheet
    return path, None


def openpyxl_for(feature: str) -> Any:
    """openpyxl, or an ImportError that says what needs it."""
    try:
        import openpyxl
    except ImportError as error:
        how = "pip install chiso[excel], or on Debian apt-get install python3-openpyxl"
        raise ImportError(f"{feature} needs openpyxl, which is not installed: {how}") from error
    return openpyxl


def _refuse(status: Status, message: str, vietnamese: str, name: str) -> ChisoError:
    return error_of(status, message, message_vi=vietnamese, path=name)


# ---- Cells


def _pattern(number_format: Any) -> str:
    """A number format without what is only shown beside a number."""
    return re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", str(number_format or ""))


def number_of(value: Any, number_format: Any, is_computed: bool) -> Number:
    """A number as the sheet means it.

    >>> number_of(0.25, "0%", False), number_of(1.1, "0.00", False).digits
    (Number(digits='25', sign='%'), '1.10')
    >>> number_of(40.800000000000004, "General", True).digits
    '40.8'
    """
    text = f"{value:.{_DIGITS}g}" if is_computed and isinstance(value, float) else repr(value)
    number, pattern = Decimal(text), _pattern(number_format)
    is_rate = "%" in pattern
    plain = format(number.scaleb(2) if is_rate else number, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    shown = re.search(r"\.(0+)", pattern.split(";")[0])
    places = len(plain.partition(".")[2])
    if shown is not None and not re.search(r"[eE/]", pattern) and places < len(shown[1]):
        plain += ("" if places else ".") + "0" * (len(shown[1]) - places)
    return Number("0" if plain == "-0" else plain, "%" if is_rate else "")


def _text_of(value: Any) -> str:
    """What is no number, on one line."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        whole = value.time() == datetime.time()
        return value.date().isoformat() if whole else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("seconds")
    return re.sub(r"[\r\n\t\v\f\x00]+", " ", str(value))


def _cell_of(cell: Any, is_computed: bool) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number_of(value, cell.number_format, is_computed)
    return _text_of(value)


# ---- Sheets


class Sheet:
    """A sheet as it was read: its cells, and the text that is made of them."""

    def __init__(self, path: str, name: str, rows: List[List[Cell]], merged: List[Any]) -> None:
        self.path = path
        self.name = name
        self._rows = rows
        self._merged = merged
        self._starts: List[List[int]] = []

    def _filled(self, header: Tuple[int, int]) -> List[List[Cell]]:
        """The rows with what is merged downwards in each of them, and numbers across too. Within
        the rows of headings it stays where it stands, as in a file that was saved as CSV.
        """
        rows = [list(row) for row in self._rows]
        for area in self._merged:
            if header[0] <= area.min_row and area.max_row <= header[1]:
                continue
            first = rows[area.min_row - 1][area.min_col - 1]
            last = area.max_col if isinstance(first, Number) else area.min_col
            for row in range(area.min_row - 1, min(area.max_row, len(rows))):
                for column in range(area.min_col - 1, last):
                    rows[row][column] = first
        return rows

    def marks_of_texts(self) -> List[str]:
        """The last mark, decimal or of thousands, of each number that is a text."""
        cells = (cell for row in self._rows for cell in row if isinstance(cell, str))
        found = (_NUMBER.fullmatch(cell) for cell in cells)
        return [match[1] for match in found if match is not None]

    def has_rule_with_comma(self) -> bool:
        """Whether a text that is none of prose, such as ``per 0,5``, has a decimal comma."""
        rule = re.compile(r"(?:\S+ )?[-\d.,:%/ ]*\d,\d[-\d.,:%/ ]*")
        return any(
            rule.fullmatch(str(cell)) for row in self._rows for cell in row if _is_text(cell)
        )

    def text(self, mark: str = ".", header: Tuple[int, int] = (1, 1)) -> str:
        """The sheet with tabs between its cells, a line a row; places are then those of it. Codes
        keep their points: headings, and the columns of codes in a sheet of criteria.
        """
        rows = self._filled(header)
        first = rows[header[0] - 1] if header[0] <= len(rows) else []
        codes = {i for i, cell in enumerate(first) if cell in _CODES}
        lines, self._starts = [], []
        for number, row in enumerate(rows, 1):
            starts, parts, at = [], [], 1
            for column, cell in enumerate(row):
                is_code = number <= header[1] or column in codes
                part = _quoted(
                    cell if _is_text(cell) else _with_mark(cell, "." if is_code else mark)
                )
                starts.append(at)
                parts.append(part)
                at += len(part) + 1
            lines.append("\t".join(parts) + "\n")
            self._starts.append(starts)
        return "".join(lines)

    def column(self, line: int, column: int) -> int:
        """The number of the column of the cell at a place in the text; 0 for none."""
        if not 1 <= line <= len(self._starts) or column < 1:
            return 0
        return bisect_right(self._starts[line - 1], column)

    def place(self, line: int, column: int) -> str:
        """A place in the text as a spreadsheet names it: ``'Kết quả 2025'!C5``."""
        name = (
            self.name if re.fullmatch(r"\w+", self.name) else "'%s'" % self.name.replace("'", "''")
        )
        number = self.column(line, column)
        return f"{name}!{letters(number)}{line}" if number else name

    def amend(self, error: ChisoError) -> None:
        """Lets an error about the text be about the sheet."""
        error.path = self.path
        error.place = self.place(error.line, error.column)
        error.column = self.column(error.line, error.column)


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str)


def _with_mark(cell: Cell, mark: str) -> str:
    return "".join(cell).replace(".", mark)


def _quoted(cell: Any) -> str:
    text = str(cell)
    return '"' + text.replace('"', '""') + '"' if '"' in text else text


def letters(column: int) -> str:
    """A column as spreadsheets name it.

    >>> letters(3), letters(27), letters(702)
    ('C', 'AA', 'ZZ')
    """
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


# ---- Workbooks


def _bytes_of(path: Path, data: Optional[bytes], most: int) -> bytes:
    name = os.fsdecode(path_of(path))
    if data is None:
        try:
            with open(name, "rb") as file:
                data = file.read()
        except OSError as error:
            is_gone = isinstance(error, FileNotFoundError)
            why = f"there is no file {name}" if is_gone else f"{name}: {error.strerror}"
            said = f"không có tệp {name}" if is_gone else f"không đọc được tệp {name}"
            raise _refuse(Status.E_FILE, why, said, name) from error
    if data[:4] == b"\xd0\xcf\x11\xe0":
        why = "this is a workbook of the old kind (.xls), or one with a password; save it as .xlsx"
        said = "đây là sổ tính kiểu cũ (.xls) hoặc có mật khẩu; hãy lưu thành .xlsx"
        raise _refuse(Status.E_ENCODING, why, said, name)
    try:
        packed = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        why = "this is no workbook (.xlsx), or a damaged one"
        said = "tệp không phải là sổ tính (.xlsx) hoặc đã hỏng"
        raise _refuse(Status.E_ENCODING, why, said, name) from error
    size = sum(one.file_size for one in packed if one.filename.endswith(".xml"))
    if most and size > most * _WORDY:
        why = f"the workbook holds {size} bytes; at most {most * _WORDY} are taken"
        said = f"sổ tính có {size} byte; chỉ nhận tối đa {most * _WORDY}"
        raise _refuse(Status.E_LIMIT, why, said, name)
    return data


def _open(path: Path, data: bytes) -> Tuple[Any, Any]:
    """The workbook with its formulas, and with their values."""
    name = os.fsdecode(path_of(path))
    openpyxl = openpyxl_for("a workbook")
    try:
        with warnings.catch_warnings():
            # It tells of what it leaves out: charts, validations.
            warnings.simplefilter("ignore")
            return (
                openpyxl.load_workbook(io.BytesIO(data)),
                openpyxl.load_workbook(io.BytesIO(data), data_only=True),
            )
    except MemoryError:
        raise
    except Exception as error:
        why = f"openpyxl does not read this workbook: {error}"
        said = f"không đọc được sổ tính: {error}"
        raise _refuse(Status.E_ENCODING, why, said, name) from error


def _choose(workbook: Any, sheet: SheetName, path: str) -> str:
    """The name of the sheet that is asked for, or of the only one that is shown and holds
    anything."""
    names = [one.title for one in workbook.worksheets]
    if isinstance(sheet, bool) or not isinstance(sheet, (str, int, type(None))):
        raise TypeError(f"sheet is {type(sheet).__name__}; expected its name or its number, from 1")
    there = ", ".join(names)
    if isinstance(sheet, int):
        if 1 <= sheet <= len(names):
            return str(names[sheet - 1])
        why, said = f"there is no sheet {sheet}; there are {there}", f"không có trang tính {sheet}"
        raise _refuse(Status.E_WORD, why, f"{said}; có {there}", path)
    if sheet is not None:
        found = [name for name in names if name.strip() == sheet.strip()]
        if found:
            return str(found[0])
        why, said = f"there is no sheet {sheet!r}", f"không có trang tính {sheet!r}"
        raise _refuse(Status.E_WORD, f"{why}; there are {there}", f"{said}; có {there}", path)
    filled = [
        one.title
        for one in workbook.worksheets
        if one.sheet_state == "visible"
        and any(cell is not None for row in one.iter_rows(values_only=True) for cell in row)
    ]
    if len(filled) == 1:
        return str(filled[0])
    if not filled:
        raise _refuse(Status.E_EMPTY, "the workbook is empty", "sổ tính không có gì", path)
    shown = ", ".join(filled)
    why, said = f"the workbook has the sheets {shown}; say which", f"sổ tính có các trang {shown}"
    raise _refuse(Status.E_WORD, why, f"{said}; hãy nêu một trang", path)


def _rows(formulas: Any, values: Any) -> Iterator[Tuple[List[Cell], List[Any]]]:
    """Rows of cells, each with the formulas that no value was saved with."""
    for asked, row in zip(formulas.iter_rows(), values.iter_rows()):
        computed = [cell.data_type == "f" for cell in asked]
        cells = [_cell_of(cell, is_computed) for cell, is_computed in zip(row, computed)]
        # A formula that gave an empty text was computed; its cell says that it holds a text.
        unknown = [
            one
            for one, cell, is_computed in zip(asked, row, computed)
            if is_computed and cell.value is None and cell.data_type == "n"
        ]
        yield cells, unknown


def read_sheet(
    path: Path, sheet: SheetName = None, data: Optional[bytes] = None, most: int = 0
) -> Sheet:
    """A sheet of a workbook, from its file or from its bytes."""
    name = os.fsdecode(path_of(path))
    formulas, values = _open(path, _bytes_of(path, data, most))
    title = _choose(values, sheet, name)
    rows: List[List[Cell]] = []
    unknown: List[Any] = []
    for cells, some in _rows(formulas[title], values[title]):
        rows.append(cells)
        unknown += some
    if unknown:
        raise _no_value(name, title, unknown)
    # What is only coloured holds nothing.
    while rows and not any(rows[-1]):
        rows.pop()
    width = max([last + 1 for row in rows for last, cell in enumerate(row) if cell] or [0])
    if not rows:
        raise _refuse(Status.E_EMPTY, f"sheet {title} is empty", f"trang {title} trống", name)
    areas = [
        area
        for area in values[title].merged_cells.ranges
        if area.min_row <= len(rows) and area.min_col <= width
    ]
    width = max([width] + [a.max_col for a in areas if a.max_col - a.min_col < width])
    filled = [(row + [""] * width)[:width] for row in rows]
    return Sheet(name, title, filled, sorted(areas, key=lambda a: (a.min_row, a.min_col)))


def _no_value(path: str, title: str, cells: List[Any]) -> ChisoError:
    """A refusal that names the first of some formulas."""
    first, rest = cells[0], len(cells) - 1
    formula = getattr(first.value, "text", first.value)
    more = f", as of {rest} more" if rest else ""
    thus = f", và {rest} công thức khác" if rest else ""
    error = _refuse(
        Status.E_CELL,
        f"no value was saved with the formula {formula}{more}; open the workbook in a "
        "spreadsheet program and save it",
        f"công thức {formula}{thus} chưa có giá trị; hãy mở sổ tính bằng chương trình bảng tính "
        "rồi lưu lại",
        path,
    )
    found = Sheet(path, title, [], [])
    above: List[List[int]] = [[]] * (first.row - 1)
    found._starts = above + [list(range(1, first.column + 1))]
    error.line, error.column = first.row, first.column
    found.amend(error)
    return error


def criteria_text(
    path: Path, sheet: SheetName = None, data: Optional[bytes] = None, most: int = 0
) -> Tuple[Sheet, str]:
    """A sheet of criteria, or of anything else that is no points, and its text; its rules may have
    decimal commas.
    """
    found = read_sheet(path, sheet, data, most)
    return found, found.text("," if found.has_rule_with_comma() else ".")


@contextlib.contextmanager
def placed(sheet: Optional[Sheet]) -> Iterator[None]:
    """Lets what is raised about the text of a sheet name the cell."""
    try:
        yield
    except ChisoError as error:
        if sheet is not None and not error.place:
            sheet.amend(error)
        raise
