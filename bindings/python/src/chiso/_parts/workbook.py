"""Sheets of workbooks on their way through the one reader of files, and their mappings."""

from __future__ import annotations

from typing import List, NamedTuple, Optional, Tuple

from .._in.text import Path
from .._in.workbook import Sheet, SheetName, read_sheet
from .mapping import Mapping, MappingLike, mapping_of


class SheetText(NamedTuple):
    """A sheet, its text, and the mapping to read that with."""

    sheet: Sheet
    text: str
    mapping: Mapping


def _value_of(mapping: Optional[Mapping], what: str) -> str:
    """What a mapping says; "" for nothing."""
    return next((row.value for row in mapping or () if row.what == what), "")


def _header_of(mapping: Optional[Mapping]) -> Tuple[int, int]:
    first, _, last = (_value_of(mapping, "header") or "1").partition("-")
    return int(first), int(last or first)


def points_text(
    path: Path,
    sheet: SheetName = None,
    mapping: MappingLike = None,
    data: Optional[bytes] = None,
    most: int = 0,
) -> SheetText:
    """A sheet of points. Its numbers have the decimal mark that the mapping says, else that of the
    numbers that are text; where none are, it is settled, so that 1.234 is no doubt.
    """
    how, found = mapping_of(mapping), read_sheet(path, sheet, data, most)
    said, marks = _value_of(how, "decimal"), found.marks_of_texts()
    mark = {"comma": ",", "point": "."}.get(said, "," if "," in marks and "." not in marks else ".")
    # The same rows, and one more.
    rows: List[Tuple[str, str]] = [(row.what, row.value) for row in how or ()]
    if not said and not marks:
        rows.append(("decimal", "point"))
    return SheetText(found, found.text(mark, _header_of(how)), Mapping(rows))
