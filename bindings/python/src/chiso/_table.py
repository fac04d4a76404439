"""Tables: what a list of rows looks like in print, in a notebook, and in pandas."""

from __future__ import annotations

import enum
import html
import re
import unicodedata
from decimal import Decimal
from typing import Any, Generic, Iterator, List, Sequence, Tuple, TypeVar, Union, overload

Row = TypeVar("Row")

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")

# So many rows are shown of a longer table; all of them are there.
SHOWN = 60


def width(text: str) -> int:
    """How many columns of a terminal a text takes: combining marks none, wide letters two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


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
    return _CONTROL.sub(" ", str(value))


def is_number(value: Any) -> bool:
    """Whether a cell stands at the right of its column."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, (bool, enum.Enum))


def plain(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table in columns of text."""
    cells = [[shown(value) for value in row] for row in rows]
    widths = [max([width(heading)] + [width(row[i]) for row in cells]) for i, heading in enumerate(headings)]
    right = [any(is_number(row[i]) for row in rows) for i in range(len(headings))]

    def line(texts: Sequence[str]) -> str:
        parts = []
        for text, columns, to_right in zip(texts, widths, right):
            gap = " " * (columns - width(text))
            parts.append(gap + text if to_right else text + gap)
        return "  ".join(parts).rstrip()

    return "\n".join([line(headings)] + [line(row) for row in cells])


def as_html(caption: str, headings: Sequence[str], rows: Sequence[Sequence[Any]], note: str = "") -> str:
    """The same as HTML, every text escaped."""
    parts = ['<table class="chiso">']
    if caption:
        parts.append(f'<caption style="text-align:left">{html.escape(caption)}</caption>')
    parts.append("<thead><tr>" + "".join(f"<th>{html.escape(heading)}</th>" for heading in headings) + "</tr></thead><tbody>")
    for row in rows:
        cells = []
        for value in row:
            align = "right" if is_number(value) else "left"
            cells.append(f'<td style="text-align:{align}">{html.escape(shown(value))}</td>')
        parts.append("<tr>" + "".join(cells) + "</tr>")
    parts.append("</tbody>")
    if note:
        parts.append(f'<tfoot><tr><td colspan="{len(headings)}" style="text-align:left">{html.escape(note)}</td></tr></tfoot>')
    parts.append("</table>")
    return "\n".join(parts)


class Table(Sequence[Row], Generic[Row]):
    """Rows that print as a table. A row has its columns as attributes; rows are counted from 0, and a slice is a table again.

    ``print()`` shows the first 60 rows, a notebook shows them as HTML, and ``to_pandas()`` gives all of them as a DataFrame.
    """

    _fields: Tuple[str, ...] = ()
    _hidden: Tuple[str, ...] = ()

    def _caption(self) -> str:
        return ""

    def _row(self, index: int) -> Row:
        raise NotImplementedError

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> "Table[Row]": ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Row, "Table[Row]"]:
        if isinstance(index, slice):
            return Rows(self._fields, [self._row(i) for i in range(*index.indices(len(self)))], self._caption(), self._hidden)
        if isinstance(index, bool) or not hasattr(index, "__index__"):
            raise TypeError(f"a row is {type(index).__name__}; expected its number, from 0")
        place = index.__index__()
        place = place + len(self) if place < 0 else place
        if not 0 <= place < len(self):
            raise IndexError(f"there is no row {index}; there are {len(self)}")
        return self._row(place)

    def __iter__(self) -> Iterator[Row]:
        return (self._row(i) for i in range(len(self)))

    def head(self, count: int = 5) -> "Table[Row]":
        """The first rows, as a table.

        >>> print(board.ranking().head(1))
        rank  unit   name   achieved  max  percent
           1  skhcn  skhcn      40.8   45    90.67
        """
        return self[: max(count, 0)]

    def _visible(self) -> Tuple[List[str], List[List[Any]], str]:
        names = [name for name in self._fields if name not in self._hidden]
        rows = [self._row(i) for i in range(min(len(self), SHOWN))]
        left = len(self) - len(rows)
        cells = [[getattr(row, name) for name in names] for row in rows]
        return [heading(name) for name in names], cells, f"… and {left} more" if left else "" if rows else "(none)"

    def __str__(self) -> str:
        headings, rows, note = self._visible()
        return "\n".join(part for part in (self._caption(), plain(headings, rows), note) if part)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} closed>" if getattr(self, "closed", False) else f"<{type(self).__name__} of {len(self)} rows>"

    def _repr_html_(self) -> str:
        return as_html(self._caption(), *self._visible())

    def to_pandas(self, numbers: str = "decimal") -> Any:
        """All rows as a DataFrame, the columns named as the members of a row.

        ``numbers`` is "decimal" for exact Decimal objects, or "float" for float64 columns with NaN for what does not exist.
        Raises ImportError where pandas is absent.

        >>> board.ranking().to_pandas()["percent"].tolist()
        [Decimal('90.67'), Decimal('86.67')]
        """
        from ._frames import frame_of

        return frame_of(self._fields, [tuple(getattr(row, name) for name in self._fields) for row in self], numbers)


def heading(name: str) -> str:
    """What stands above a column."""
    return name.rstrip("_").replace("_", " ")


class Rows(Table[Row]):
    """Rows that are there already."""

    def __init__(self, fields: Tuple[str, ...], rows: Sequence[Row], caption: str = "", hidden: Tuple[str, ...] = ()) -> None:
        self._fields = fields
        self._rows = rows
        self._text = caption
        self._hidden = hidden

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
