"""Tables: what a list of rows looks like in print, in a notebook, and in pandas."""

from __future__ import annotations

from typing import Any, Generic, Iterator, List, Mapping, Optional, Sequence, Tuple, TypeVar, Union
from typing import overload

from .._c.enums import Language, pick
from .._in.number import truth
from .._in.text import Path
from ..errors import ChisoError
from .file import save
from .frames import check_numbers, frame_of_rows
from .markup import Bars, Html, as_html
from .plain import plain
from .sheet import Sheet, check_path, workbook_of
from .words import heading, say

Row = TypeVar("Row")

# So many rows are shown of a longer table; all of them are there.
SHOWN = 100


#: Headings, cells row by row, and how many rows there are.
Visible = Tuple[List[str], List[List[Any]], int]


def note_of(shown_rows: int, all_rows: int, language: Language = Language.ENGLISH) -> str:
    """What stands below a table that shows so many rows of all."""
    left = all_rows - shown_rows
    if left:
        return say(language, f"… and {left} more", f"… và {left} dòng nữa")
    return "" if all_rows else say(language, "(none)", "(không có)")


class Shown:
    """What prints as a table, and shows as one in a notebook: the first 100 rows."""

    __slots__ = ()

    #: The columns that have bars behind their numbers in a notebook, and a chart in a workbook.
    _bars: Bars = {}
    #: The columns of percents, and whether they are changes.
    _percents: Tuple[str, ...] = ("percent", "coverage", "lowest", "highest")
    _has_signs = False

    def _caption(self, language: Language = Language.ENGLISH) -> str:
        return ""

    def _visible(self, rows: int, language: Language = Language.ENGLISH) -> Visible:
        raise NotImplementedError

    def to_text(self, rows: Optional[int] = SHOWN) -> str:
        """The table as ``print()`` shows it, with the first rows, or with all for None.

        >>> print(board.ranking().to_text(rows=1))
        rank  unit   name   achieved  max  percent
           1  skhcn  skhcn      40.8   45    90.67
        … and 1 more
        """
        headings, cells, count = self._visible(_limit(rows))
        parts = self._caption(), plain(headings, cells), note_of(len(cells), count)
        return "\n".join(part for part in parts if part)

    def to_html(
        self, rows: Optional[int] = SHOWN, language: Union[Language, str] = Language.ENGLISH
    ) -> Html:
        """The same as HTML, every text escaped: the numbers of a column have the same decimals, and
        some have a bar behind them. ``language`` is that of headings and decimal mark, "en" or
        "vi". A notebook shows what it gives as a table.

        >>> board.ranking().to_html(rows=None).count("<tr>")
        3
        >>> "Tỷ lệ" in board.ranking().to_html(language="vi")
        True
        """
        spoken = pick(Language, language, "language")
        headings, cells, count = self._visible(_limit(rows), spoken)
        note = note_of(len(cells), count, spoken)
        return as_html(self._caption(spoken), headings, cells, note, spoken, self._bars)

    def to_excel(
        self,
        path: Path,
        *,
        sheet: Optional[str] = None,
        language: Union[Language, str] = Language.ENGLISH,
        chart: bool = True,
    ) -> None:
        """Writes all rows as a workbook, by openpyxl, as a whole or not at all: numbers are
        numbers, percents such as 90.67 % are what a spreadsheet means by that, and a text stays
        one, whatever it begins with. ``sheet`` is the name of the sheet, ``language`` that of the
        headings, "en" or "vi".

        Beside the table stands a chart of what has bars in a notebook, of 63 rows at most;
        ``chart=False`` leaves it out. Raises InputError for a name that does not end with .xlsx,
        ImportError where openpyxl is absent.

        >>> board.ranking().to_excel("ranking.xls")
        Traceback (most recent call last):
            ...
        chiso.errors.InputError: a workbook is not saved as ranking.xls; expected a name that ends \
with .xlsx
        """
        spoken = pick(Language, language, "language")
        check_path(path)
        headings, cells, _ = self._visible(_limit(None), spoken)
        bars = next(iter(self._bars), "") if truth(chart, "chart") else ""
        means = self._percents, self._has_signs, bars
        save(
            path, workbook_of(Sheet(self._caption(spoken), headings, cells, *means), sheet, spoken)
        )

    def __str__(self) -> str:
        return closed_text(self) or self.to_text()

    def _repr_html_(self) -> str:
        return self.to_html()


def closed_text(thing: Any) -> str:
    """What stands for an object that was closed; "" for any other."""
    return f"<{type(thing).__name__} closed>" if getattr(thing, "closed", False) else ""


def _limit(rows: Optional[int]) -> int:
    if rows is None:
        return 2**63
    if isinstance(rows, bool) or not hasattr(rows, "__index__") or rows < 0:
        raise TypeError(f"rows is {rows!r}; expected how many, or None for all")
    return rows.__index__()


class Table(Shown, Sequence[Row], Generic[Row]):
    """Rows that print as a table. A row has its columns as attributes; rows are counted from 0, and
    a slice is a table again. Where rows have names, ``table["name"]`` is the row, and ``in`` knows
    them.

    ``print()`` and a notebook show the first 100 rows, ``to_text(rows=None)`` all of them, and
    ``to_pandas()`` gives them as a DataFrame.

    >>> ranking = board.ranking()
    >>> len(ranking), ranking[-1].unit, "sxd" in ranking, [row.rank for row in ranking[1:]]
    (2, 'sxd', True, [2])
    """

    _fields: Tuple[str, ...] = ()
    _hidden: Tuple[str, ...] = ()
    #: The member that names a row; "" where none does.
    _key = ""

    def _row(self, index: int) -> Row:
        raise NotImplementedError

    @overload
    def __getitem__(self, index: int) -> Row:
        ...

    @overload
    def __getitem__(self, index: slice) -> "Table[Row]":
        ...

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            rows = [self._row(i) for i in range(*index.indices(len(self)))]
            captions = {spoken: self._caption(spoken) for spoken in Language}
            made = Rows(self._fields, rows, captions, self._hidden, self._key, self._bars)
            made._percents, made._has_signs = self._percents, self._has_signs
            return made
        if isinstance(index, str) and self._key:
            for row in self:
                if getattr(row, self._key) == index:
                    return row
            raise KeyError(f"there is no row {index!r}")
        if isinstance(index, bool) or not hasattr(index, "__index__"):
            raise TypeError(f"a row is {type(index).__name__}; expected its number, from 0")
        place = index.__index__()
        place = place + len(self) if place < 0 else place
        if not 0 <= place < len(self):
            raise IndexError(f"there is no row {index}; there are {len(self)}")
        return self._row(place)

    def __iter__(self) -> Iterator[Row]:
        return (self._row(i) for i in range(len(self)))

    def __contains__(self, value: object) -> bool:
        if isinstance(value, str):
            if not self._key:
                raise TypeError("the rows have no names; `in` looks for a row")
            return any(getattr(row, self._key) == value for row in self)
        return any(row is value or row == value for row in self)

    def head(self, count: int = 5) -> "Table[Row]":
        """The first rows, as a table.

        >>> print(board.ranking().head(1))
        rank  unit   name   achieved  max  percent
           1  skhcn  skhcn      40.8   45    90.67
        """
        return self[: max(count, 0)]

    def _visible(self, rows: int, language: Language = Language.ENGLISH) -> Visible:
        names = [name for name in self._fields if name not in self._hidden]
        shown_rows = [self._row(i) for i in range(min(len(self), rows))]
        # What is said in both languages stands in two members.
        is_said = language == Language.VIETNAMESE and "message_vi" in self._fields
        told = {"message": "message_vi"} if is_said else {}
        cells = [[getattr(row, told.get(name, name)) for name in names] for row in shown_rows]
        return [heading(name) for name in names], cells, len(self)

    def __repr__(self) -> str:
        try:
            return str(self)
        except ChisoError as error:
            return f"<{type(self).__name__}: {error}>"

    def to_pandas(self, numbers: str = "decimal") -> Any:
        """All rows as a DataFrame, the columns named as the members of a row.

        ``numbers`` is "decimal" for exact Decimal objects, or "float" for float64 columns with NaN
        for what does not exist. Raises ImportError where pandas is absent.

        >>> board.ranking().to_pandas()["percent"].tolist()
        [Decimal('90.67'), Decimal('86.67')]
        """
        check_numbers(numbers)
        return frame_of_rows(self._fields, list(self), numbers)


class Rows(Table[Row]):
    """Rows that are there already."""

    def __init__(
        self,
        fields: Tuple[str, ...],
        rows: Sequence[Row],
        caption: Union[str, Mapping[Language, str]] = "",
        hidden: Tuple[str, ...] = (),
        key: str = "",
        bars: Bars = {},
    ) -> None:
        self._fields = fields
        self._rows = rows
        self._text = caption
        self._hidden = hidden
        self._key = key
        self._bars = bars

    def _caption(self, language: Language = Language.ENGLISH) -> str:
        return self._text if isinstance(self._text, str) else self._text[language]

    def _row(self, index: int) -> Row:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Rows, list)):
            return NotImplemented
        return list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
