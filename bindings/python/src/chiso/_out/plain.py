"""Tables in columns of text, and cells as people read them."""

from __future__ import annotations

import enum
import unicodedata
from decimal import Decimal
from typing import Any, Sequence

from .._c.enums import Language, Word
from .safe import line_of
from .words import Heading, said, say, word_of


def width(text: str) -> int:
    """How many columns of a terminal a text takes: combining marks none, wide letters two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def shown(value: Any, language: Language = Language.ENGLISH) -> str:
    """A cell as people read it: nothing for what does not exist, one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say(language, "yes", "có") if value else say(language, "no", "không")
    if isinstance(value, Decimal):
        return marked(format(value, "f"), language)
    if isinstance(value, float):
        return "" if value != value else marked(f"{value:.6g}", language)
    if isinstance(value, Heading):
        return said(value, language)
    if isinstance(value, Word):
        return word_of(value, language)
    # Figures in a row, such as 2.5/20, are no text out of a file.
    are_figures = getattr(value, "are_figures", False)
    return marked(str(value), language) if are_figures else line_of(str(value))


def marked(number: str, language: Language) -> str:
    """A number with the decimal mark of a language."""
    return number.replace(".", ",") if language == Language.VIETNAMESE else number


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
