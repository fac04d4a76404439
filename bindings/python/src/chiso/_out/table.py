"""Tables: what a list of rows looks like in print, in a notebook, and in pandas."""

from __future__ import annotations

import enum
import unicodedata
from decimal import Decimal
from typing import Any, Generic, Iterator, List, Optional, Sequence, Tuple, TypeVar, Union
from typing import overload

from ..errors import ChisoError
from .frames import check_numbers, frame_of_rows
from .safe import line_of, text_safe

Row = TypeVar("Row")

# So many rows are shown of a longer table; all of them are there.
SHOWN = 100


def width(text: str) -> int:
    """How many columns of a terminal a text takes: combining marks none, wide letters two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def shown(value: Any) -> str:
    """A cell as people read it: nothing for what does not exist, one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, float):
        return "" if value != value else f"{value:.6g}"
    return line_of(str(value))


def is_number(value: Any) -> bool:
    """Whether a cell stands at the right of its column."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, (bool, enum.Enum))


def aligned(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    """A line of a table in columns of text, some of which stand at the right."""
    parts = []
    for text, columns, to_right in zip(texts, widths, right):
        gap = " " * (columns - width(text))
        parts.append(gap + text if to_right else text + gap)
    return "  ".join(parts).rstrip()


def plain(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table in columns of text; numbers stand at the right."""
    cells = [[shown(value) for value in row] for row in rows]
    widths = [
        max([width(heading)] + [width(row[i]) for row in cells])
        for i, heading in enumerate(headings)
    ]
    right = [any(is_number(row[i]) for row in rows) for i in range(len(headings))]
    return "\n".join(aligned(row, widths, right) for row in [headings, *cells])


def _cell(tag: str, text: str, to_right: bool) -> str:
    align = "right" if to_right else "left"
    return f'<{tag} style="text-align:{align}">{text_safe(text, "markup")}</{tag}>'


def as_html(
    caption: str, headings: Sequence[str], rows: Sequence[Sequence[Any]], note: str = ""
) -> str:
    """The same as HTML, every text escaped."""
    parts = ['<table class="chiso">']
    if caption:
        parts.append(f'<caption style="text-align:left">{text_safe(caption, "markup")}</caption>')
    # A heading stands where most cells below it do; notebooks and browsers have other defaults.
    right = [any(is_number(row[i]) for row in rows) for i in range(len(headings))]
    heads = (_cell("th", text, to_right) for text, to_right in zip(headings, right))
    parts.append("<thead><tr>" + "".join(heads) + "</tr></thead><tbody>")
    for row in rows:
        cells = []
        for value in row:
            text = shown(value)
            indent = "\u2003" * ((len(text) - len(text.lstrip(" "))) // 2)
            cells.append(_cell("td", indent + text.lstrip(" "), is_number(value)))
        parts.append("<tr>" + "".join(cells) + "</tr>")
    parts.append("</tbody>")
    if note:
        told = text_safe(note, "markup")
        cell = f'<td colspan="{len(headings)}" style="text-align:left">{told}</td>'
        parts.append(f"<tfoot><tr>{cell}</tr></tfoot>")
    parts.append("</table>")
    return "\n".join(parts)


#: Headings, cells row by row, and what is said below them.
Visible = Tuple[List[str], List[List[Any]], str]


def note_of(shown_rows: int, all_rows: int) -> str:
    """What stands below a table that shows so many rows of all."""
    left = all_rows - shown_rows
    return f"… and {left} more" if left else "" if all_rows else "(none)"


class Shown:
    """What prints as a table, and shows as one in a notebook: the first 100 rows."""

    def _caption(self) -> str:
        return ""

    def _visible(self, rows: int) -> Visible:
        raise NotImplementedError

    def to_text(self, rows: Optional[int] = SHOWN) -> str:
        """The table as ``print()`` shows it, with the first rows, or with all for None.

        >>> print(board.ranking().to_text(rows=1))
        rank  unit   name   achieved  max  percent
           1  skhcn  skhcn      40.8   45    90.67
        … and 1 more
        """
        headings, cells, note = self._visible(_limit(rows))
        return "\n".join(part for part in (self._caption(), plain(headings, cells), note) if part)

    def to_html(self, rows: Optional[int] = SHOWN) -> str:
        """The same as HTML, every text escaped.

        >>> board.ranking().to_html(rows=None).count("<tr>")
        3
        """
        return as_html(self._caption(), *self._visible(_limit(rows)))

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
            return Rows(self._fields, rows, self._caption(), self._hidden, self._key)
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

    def _visible(self, rows: int) -> Visible:
        names = [name for name in self._fields if name not in self._hidden]
        shown_rows = [self._row(i) for i in range(min(len(self), rows))]
        cells = [[getattr(row, name) for name in names] for row in shown_rows]
        return [heading(name) for name in names], cells, note_of(len(cells), len(self))

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


def heading(name: str) -> str:
    """What stands above a column."""
    return name.rstrip("_").replace("_", " ")


class Rows(Table[Row]):
    """Rows that are there already."""

    def __init__(
        self,
        fields: Tuple[str, ...],
        rows: Sequence[Row],
        caption: str = "",
        hidden: Tuple[str, ...] = (),
        key: str = "",
    ) -> None:
        self._fields = fields
        self._rows = rows
        self._text = caption
        self._hidden = hidden
        self._key = key

    def _caption(self) -> str:
        return self._text

    def _row(self, index: int) -> Row:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Rows, list)):
            return NotImplemented
        return list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
