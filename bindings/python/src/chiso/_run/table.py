"""Text that fits a screen: sentences wrap; of a table the column of names gives way, and then
columns are left out.
"""

from __future__ import annotations

import re
from typing import Collection, List, Optional, Sequence, Tuple

from .._out.plain import aligned, width

#: How wide text is where nothing says so, and how wide a column of names stays.
WIDTH, _LEAST = 100, 12


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


def wrapped(line: str, columns: Optional[int]) -> List[str]:
    """The lines of a sentence, which go on two columns behind where it begins; None is no limit."""
    indent = len(line) - len(line.lstrip(" ")) + 2
    if columns is None or indent >= columns // 2:
        return [line]
    lines, used = [""], 0
    for gap, word in re.findall(r"( *)([^ ]+)", line):
        if used > 0 and gap and used + len(gap) + width(word) > columns:
            lines, used, gap = [*lines, ""], 0, " " * indent
        lines[-1] += gap + word
        used += len(gap) + width(word)
    return lines


class Screen:
    """The columns of a table, by their numbers: which of them stand at the left, which wraps (None
    for none), and which are left out where there is no room, the last first.
    """

    def __init__(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        left: Collection[int],
        wraps: Optional[int],
        most: Optional[int],
        leaving: Sequence[int],
    ) -> None:
        widths = [max(map(width, column)) for column in zip(headings, *rows)]
        least = [min(_LEAST, own) if i == wraps else own for i, own in enumerate(widths)]
        #: How wide the table is with all its columns, and which have no room.
        self.whole = sum(own + 2 for own in least) - 2
        self.left_out: List[str] = []
        kept = list(range(len(headings)))
        for column in reversed(leaving):
            if most is not None and sum(least[one] + 2 for one in kept) - 2 > most:
                kept.remove(column)
                self.left_out.append(headings[column])
        over = 0 if most is None else sum(widths[one] + 2 for one in kept) - 2 - most
        if over > 0 and wraps is not None:
            widths[wraps] = max(widths[wraps] - over, least[wraps])
        self._shown = kept
        self._headings = headings
        self._right = [column not in left for column in kept]
        self._wraps = kept.index(wraps) if wraps in kept else None
        self._widths = [widths[column] for column in kept]

    def head(self) -> List[str]:
        """The headings, and dashes below them."""
        return [*self.row(self._headings), "  ".join("-" * columns for columns in self._widths)]

    def row(self, cells: Sequence[str]) -> List[str]:
        """The lines of a row."""
        texts, rest = [cells[i] for i in self._shown], ""
        lines: List[str] = []
        while True:
            if self._wraps is not None:
                name = rest if lines else texts[self._wraps]
                texts[self._wraps], rest = _cut(name, self._widths[self._wraps])
            lines.append(aligned(texts, self._widths, self._right))
            if not rest:
                return lines
            texts = [""] * len(texts)
