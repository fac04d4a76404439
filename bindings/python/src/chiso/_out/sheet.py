"""Tables as sheets of workbooks: typed cells, headings, and a chart beside them.

openpyxl writes the workbook and is imported when one is written.
"""

from __future__ import annotations

import importlib
import io
import os
import re
from decimal import Decimal
from typing import Any, NamedTuple, Optional, Sequence

from .._c.calls import error_of
from .._c.enums import Language, Status, Word
from .._c.records import Place
from .._in.text import Path, encode, path_of
from .._in.workbook import openpyxl_for
from .markup import places_of
from .plain import shown, width
from .safe import line_of
from .words import Heading, said

#: More rows than these have no chart that can be read.
MOST_BARS = 63

#: How wide a column is at least and at most, in letters.
_NARROW, _WIDE = 8, 60

# What a spreadsheet takes as the beginning of a formula when a cell is typed.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_TITLE_SIZE, _DIGITS = 31, 15

#: Headings of columns whose texts may stand beside bars.
_NAMES = ("name", "title", "period")


class Sheet(NamedTuple):
    """A table on its way into a workbook: all of its rows, and what its columns mean."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    #: Headings of columns of percents, and whether they are changes, which have a sign.
    percents: Sequence[str]
    has_signs: bool
    #: The heading of the column that the chart shows; "" for no chart.
    chart: str

    @property
    def names(self) -> int:
        """The number of the column, from 1, that says whose the bars are; 0 for none."""
        found = [i for i, name in enumerate(self.headings, 1) if name in _NAMES]
        return found[0] if found else 0


def title_of(text: str) -> str:
    """A text as the name of a sheet, which may not have some signs, nor many.

    >>> title_of("PCI: 2021/2019"), title_of("'")
    ('PCI 2021 2019', 'Sheet')
    """
    plain = re.sub(r"[\[\]:*?/\\\s]+", " ", line_of(text))
    return plain.strip(" '")[:_TITLE_SIZE].strip(" '") or "Sheet"


def check_path(path: Path) -> None:
    """Raises InputError for a name that is not that of a workbook."""
    name = os.fsdecode(path_of(path))
    if not name.lower().endswith(".xlsx"):
        expected = "expected a name that ends with .xlsx"
        raise error_of(Status.E_WORD, f"a workbook is not saved as {name}; {expected}", path=name)


def _number_format(values: Sequence[Any], is_percent: bool, has_signs: bool) -> str:
    places = places_of(values)
    plain = "0" + ("." + "0" * places if places else "") + ("%" if is_percent else "")
    return f"+{plain};-{plain};{plain}" if has_signs else plain


def _is_held(value: Any) -> bool:
    """Whether it is a number that a spreadsheet holds as it is: not with more than 15 digits."""
    if isinstance(value, Decimal):
        return value.is_finite() and len(value.normalize().as_tuple().digits) <= _DIGITS
    if isinstance(value, float):
        return abs(value) != float("inf")
    is_whole = isinstance(value, int) and not isinstance(value, Word)
    return is_whole and len(str(abs(value))) <= _DIGITS


class _Writer:
    """A sheet of openpyxl as it is written."""

    def __init__(self, openpyxl: Any, place: Any, sheet: Sheet, language: Language) -> None:
        self.openpyxl, self.place, self.sheet, self.language = openpyxl, place, sheet, language

    def text(self, row: int, column: int, text: str) -> Any:
        """Writes a text, which stays one whatever it begins with, also when it is edited."""
        cell = self.place.cell(row, column)
        cell.value = line_of(text)
        # openpyxl takes "=1" for a formula, and "#N/A" for an error.
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_FORMULA)
        return cell

    def value(self, row: int, column: int, value: Any, is_percent: bool, pattern: str) -> None:
        """Writes a cell by its type."""
        if isinstance(value, Place):
            value = value.rank
        if value is None or value != value:
            return
        if not _is_held(value):
            text = shown(value, self.language)
            if not text:
                return
            cell = self.text(row, column, text)
            if width(text) > _WIDE:
                cell.alignment = self.openpyxl.styles.Alignment(wrap_text=True, vertical="top")
            return
        cell = self.place.cell(row, column)
        cell.value = value / 100 if is_percent and isinstance(value, Decimal) else value
        if isinstance(value, Decimal):
            cell.number_format = pattern

    def column(self, number: int, name: str) -> None:
        """Writes a column, and makes it as wide as what is in it."""
        sheet = self.sheet
        values = [row[number - 1] for row in sheet.rows]
        ranks = [value.rank if isinstance(value, Place) else value for value in values]
        is_percent = isinstance(name, Heading) and name in sheet.percents
        pattern = _number_format(ranks, is_percent, sheet.has_signs)
        heading = said(name, self.language)
        head = self.text(1, number, heading)
        is_right = any(isinstance(v, (int, float, Decimal)) for v in ranks)
        styles = self.openpyxl.styles
        head.font = styles.Font(name=head.font.name, size=head.font.size, bold=True)
        head.alignment = styles.Alignment(horizontal="right" if is_right else "left")
        widest = width(heading)
        for row, value in enumerate(values, 2):
            self.value(row, number, value, is_percent, pattern)
            widest = max(widest, width(shown(value, self.language)) + 2 * is_percent)
        letter = self.openpyxl.utils.get_column_letter(number)
        self.place.column_dimensions[letter].width = min(max(widest + 2, _NARROW), _WIDE)

    def chart(self) -> None:
        """Puts bars beside the table."""
        sheet, count = self.sheet, len(self.sheet.rows)
        is_there = bool(sheet.chart) and sheet.chart in sheet.headings
        if not is_there or not sheet.names or not 0 < count <= MOST_BARS:
            return
        drawn, named = sheet.headings.index(sheet.chart) + 1, sheet.names
        chart = self.openpyxl.chart.BarChart()
        reference = self.openpyxl.chart.Reference
        bars = reference(self.place, min_col=drawn, min_row=1, max_row=count + 1)
        chart.add_data(bars, titles_from_data=True)
        chart.set_categories(reference(self.place, min_col=named, min_row=2, max_row=count + 1))
        chart.type, chart.gapWidth, chart.legend = "bar", 40, None
        chart.title = line_of(sheet.caption) or said(sheet.chart, self.language)
        chart.series[0].graphicalProperties.solidFill = "0A5AA8"
        chart.series[0].invertIfNegative = False
        # The first row at the top, and both axes shown.
        chart.x_axis.scaling.orientation = "maxMin"
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.x_axis.tickLblPos = "low"
        chart.y_axis.majorGridlines = None
        values = [row[drawn - 1] for row in sheet.rows]
        if all(value is None or value >= 0 for value in values):
            # A bar that does not begin at 0 lies; left alone, a spreadsheet cuts it off.
            chart.y_axis.scaling.min = 0
        chart.width, chart.height = 18, max(7.0, 2.5 + 0.55 * count)
        last = self.openpyxl.utils.get_column_letter(len(sheet.headings) + 2)
        self.place.add_chart(chart, f"{last}1")


def workbook_of(sheet: Sheet, title: Optional[str], language: Language) -> bytes:
    """A workbook of one sheet, as bytes."""
    openpyxl = openpyxl_for("to_excel()")
    for part in ("chart", "styles", "utils", "worksheet.properties"):
        importlib.import_module(f"openpyxl.{part}")
    if title is not None:
        encode(title, "the name of the sheet")
    workbook = openpyxl.Workbook()
    place = workbook.active
    place.title = title_of(sheet.caption.partition(":")[0] if title is None else title)
    workbook.properties.title = line_of(sheet.caption)
    writer = _Writer(openpyxl, place, sheet, language)
    for number, name in enumerate(sheet.headings, 1):
        writer.column(number, name)
    place.freeze_panes = "A2"
    # In print the whole width is on a page.
    place.page_setup.orientation = "landscape"
    place.page_setup.fitToHeight = 0
    place.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
        fitToPage=True
    )
    writer.chart()
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()
