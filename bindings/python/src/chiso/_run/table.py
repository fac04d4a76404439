"""A table that fits a screen: the column of names gives way, and its cells go on below."""

from __future__ import annotations

from typing import List, Sequence, Tuple

from .._out.plain import aligned, width

#: How wide a table is at most where names can give way, and how wide a column of names stays.
_WIDTH, _LEAST = 100, 12


def _cut(text: str, columns: int) -> Tuple[str, str]:
    """What stands on one line of a column, up to the last blank that fits or as many characters as
    fit, and the rest.
    """
    used, blank = 0, 0
    for at, character in enumerate(text):
        blank = at if character == " " else blank
        used += width(character)
        if used > columns:
            end = blank or max(at, 1)
            return text[:end], text[end:].lstrip(" ")
    return text, ""


class Screen:
    """The columns of a table: their headings, which of them stand at the left, and which wraps."""

    def __init__(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        left: Sequence[str],
        wraps: str,
    ) -> None:
        self._headings = headings
        self._right = [heading not in left for heading in headings]
        self._wraps = headings.index(wraps) if wraps in headings else None
        columns = range(len(headings))
        self._widths = [max(width(row[i]) for row in [headings, *rows]) for i in columns]
        over = sum(self._widths) + 2 * (len(headings) - 1) - _WIDTH
        if self._wraps is not None and over > 0:
            least = min(_LEAST, self._widths[self._wraps])
            self._widths[self._wraps] = max(self._widths[self._wraps] - over, least)

    def head(self) -> List[str]:
        """The headings, and dashes below them."""
        return [*self.row(self._headings), "  ".join("-" * columns for columns in self._widths)]

    def row(self, cells: Sequence[str]) -> List[str]:
        """The lines of a row."""
        texts, rest = list(cells), ""
        lines: List[str] = []
        while True:
            if self._wraps is not None:
                name = rest if lines else texts[self._wraps]
                texts[self._wraps], rest = _cut(name, self._widths[self._wraps])
            lines.append(aligned(texts, self._widths, self._right))
            if not rest:
                return lines
            texts = [""] * len(texts)
