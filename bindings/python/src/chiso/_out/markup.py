"""Tables as HTML, for a notebook and for a page: numbers line up, some have a bar behind them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10
from typing import Any, List, Mapping, Optional, Sequence, Tuple

from .._c.enums import Language
from .._c.records import Place
from . import plain
from .plain import marked, shown
from .safe import text_safe
from .words import said

#: The greatest of a column stands for the whole width of a bar.
GREATEST = 0

#: What has bars: columns by their English headings, and what the whole width stands for.
Bars = Mapping[str, int]

# Through them a light and a dark ground are seen.
_RISE, _FALL = "rgba(10,90,168,.18)", "rgba(180,71,15,.2)"
_BAR = ";min-width:7em;background:linear-gradient(90deg,"

_SIGNIFICANT, _LEAST_SIGNIFICANT = 6, 3


class Html(str):
    """HTML, which a notebook shows as such."""

    def _repr_html_(self) -> str:
        return str(self)


def is_number(value: Any) -> bool:
    """Whether a cell stands at the right of its column here."""
    return isinstance(value, Place) or plain.is_number(value)


def _power(value: float) -> int:
    return floor(log10(abs(value)))


def float_places(values: Sequence[float]) -> Optional[int]:
    """The places that all floats of a column are shown with; None where one of them would lose what
    it says.
    """
    powers = [_power(value) for value in values if value and abs(value) != float("inf")]
    if not powers:
        return None
    places = max(_SIGNIFICANT - 1 - max(powers), 0)
    loses = min(powers) + places + 1 < _LEAST_SIGNIFICANT
    return None if loses or max(powers) >= _SIGNIFICANT else places


def places_of(values: Sequence[Any]) -> int:
    """The most decimal places among the Decimals of a column."""
    exponents = [v.as_tuple().exponent for v in values if isinstance(v, Decimal) and v.is_finite()]
    return max([-int(exponent) for exponent in exponents] + [0])


class Column:
    """A column: how its cells are shown."""

    def __init__(self, name: str, values: Sequence[Any], language: Language, bars: Bars) -> None:
        self.name = name
        self.is_right = any(is_number(value) for value in values)
        self._language = language
        self._places = places_of(values)
        floats = [value for value in values if isinstance(value, float) and value == value]
        self._float_places = float_places(floats)
        decimals = [Decimal(v) for v in values if isinstance(v, Decimal) or type(v) is int]
        self._whole = Decimal(bars.get(name, 0))
        self._has_bars = name in bars and bool(decimals)
        self._is_both_ways = any(value < 0 for value in decimals)
        if self._has_bars and not self._whole:
            self._whole = max(abs(value) for value in decimals)

    def text(self, value: Any) -> str:
        """A cell as people read it."""
        if isinstance(value, Decimal) and value.is_finite():
            return marked(f"{value:.{self._places}f}", self._language)
        if isinstance(value, float) and value == value and self._float_places is not None:
            return marked(f"{value:.{self._float_places}f}", self._language)
        return shown(value, self._language)

    def bar(self, value: Any) -> str:
        """The style of the bar behind a cell; "" for none."""
        is_plain = isinstance(value, Decimal) or type(value) is int
        if not self._has_bars or not is_plain or not self._whole:
            return ""
        share = min(abs(Decimal(value)) / self._whole, Decimal(1)) * (
            50 if self._is_both_ways else 100
        )
        size = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
        if not self._is_both_ways:
            return f"{_BAR}{_RISE} {size}%,transparent {size}%)"
        first, last = (50 - size, Decimal(50)) if value < 0 else (Decimal(50), 50 + size)
        colour = _FALL if value < 0 else _RISE
        way = f"transparent {first}%,{colour} {first}%,{colour} {last}%,transparent {last}%"
        return f"{_BAR}{way})"


def _cell(tag: str, text: str, to_right: bool, more: str = "") -> str:
    align = "right" if to_right else "left"
    return f'<{tag} style="text-align:{align}{more}">{text_safe(text, "markup")}</{tag}>'


def as_html(
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    note: str = "",
    language: Language = Language.ENGLISH,
    bars: Bars = {},
) -> Html:
    """A table as HTML, every text escaped."""
    parts = ['<table class="chiso" style="font-variant-numeric:tabular-nums">']
    if caption:
        parts.append(f'<caption style="text-align:left">{text_safe(caption, "markup")}</caption>')
    columns = [
        Column(name, [row[i] for row in rows], language, bars) for i, name in enumerate(headings)
    ]
    # A heading stands where most cells below it do; notebooks and browsers have other defaults.
    heads = (_cell("th", said(column.name, language), column.is_right) for column in columns)
    parts.append("<thead><tr>" + "".join(heads) + "</tr></thead><tbody>")
    for row in rows:
        cells: List[str] = []
        for column, value in zip(columns, row):
            text = column.text(value)
            indent = "\u2003" * ((len(text) - len(text.lstrip(" "))) // 2)
            cells.append(
                _cell("td", indent + text.lstrip(" "), is_number(value), column.bar(value))
            )
        parts.append("<tr>" + "".join(cells) + "</tr>")
    parts.append("</tbody>")
    if note:
        told = text_safe(note, "markup")
        cell = f'<td colspan="{len(headings)}" style="text-align:left">{told}</td>'
        parts.append(f"<tfoot><tr>{cell}</tr></tfoot>")
    parts.append("</table>")
    return Html("\n".join(parts))
