"""Figures: a picture of SVG, which shows in a notebook and is saved as a file."""

from __future__ import annotations

import base64
import html
import os
import re

from .._c.calls import error_of
from .._c.enums import Language, Status
from .._in.text import Path, path_of
from .file import save
from .safe import line_of, text_safe

# What a screen shows of the two drawings, by the width from which on the wide one is laid out.
_STYLE = """
body { margin: 0; background: #fff; }
figure { margin: 0; overflow-x: auto; }
svg.chiso { display: block; margin: 0 auto; }
.narrow { display: none; }
@media screen and (max-width: %dpx) { .wide { display: none; } .narrow { display: block; } }
@media screen and (prefers-color-scheme: dark) { body { background: #12171d; } }
"""


class Figure:
    """A picture of SVG: text that can be searched, no script, nothing that is fetched. Made by the
    ``figure()`` of a board, a unit, a comparison, a series, a tally and more.

    A notebook shows it, ``str()`` is the SVG, ``save("ranking.svg")`` writes that,
    ``save("ranking.html")`` a page around it that needs no other file and has the layout for a
    phone too. It stays as it was drawn, whatever becomes of the board.

    >>> figure = board.figure("ranking", "sxd", language="vi")
    >>> figure.title.split()[:3], figure.width, figure.height
    (['sxd', 'xếp', 'thứ'], 720, 150)
    >>> str(figure)[:4]
    '<svg'
    """

    __slots__ = ("_svg", "_narrow", "_language")

    def __init__(self, svg: str, narrow: str = "", language: Language = Language.ENGLISH) -> None:
        self._svg = svg
        self._narrow = narrow
        self._language = language

    def _told(self, tag: str) -> str:
        found = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", self._svg, re.DOTALL)
        return html.unescape(found[1]) if found else ""

    def _side(self, name: str) -> int:
        found = re.search(rf'<svg\b[^>]* {name}="(\d+)', self._svg)
        return int(found[1]) if found else 0

    @property
    def svg(self) -> str:
        """The picture."""
        return self._svg

    @property
    def title(self) -> str:
        """What it says first."""
        return self._told("title")

    @property
    def description(self) -> str:
        """Its figures in words: for who cannot see it."""
        return self._told("desc")

    @property
    def width(self) -> int:
        """Pixels."""
        return self._side("width")

    @property
    def height(self) -> int:
        """Pixels."""
        return self._side("height")

    def to_html(self) -> str:
        """A page around it, which needs no other file.

        >>> board.figure("heat").to_html()[:32]
        '<!DOCTYPE html>\\n<html lang="en">'
        """
        title = text_safe(self.title, "markup")
        drawings = [f'<div class="wide">\n{self._svg.strip()}\n</div>']
        if self._narrow:
            drawings.append(f'<div class="narrow">\n{self._narrow.strip()}\n</div>')
        return (
            f'<!DOCTYPE html>\n<html lang="{self._language.word}">\n<head>\n'
            '<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n"
            f"<style>{self._style()}</style>\n</head>\n<body>\n<figure>\n"
            + "\n".join(drawings)
            + "\n</figure>\n</body>\n</html>\n"
        )

    def _style(self) -> str:
        # Without a second drawing there is none to give way to.
        return _STYLE % (self.width - 1 if self._narrow else 0)

    def save(self, path: Path) -> None:
        """Writes a file, as a whole or not at all: ``.svg`` is the picture, ``.html`` a page around
        it. Raises InputError for any other ending.

        >>> board.figure().save("ranking.png")
        Traceback (most recent call last):
            ...
        chiso.errors.InputError: a figure is not saved as ranking.png; expected a name that ends \
with .svg or .html
        """
        name = os.fsdecode(path_of(path))
        ending = os.path.splitext(name)[1].lower()
        if ending not in (".svg", ".html"):
            expected = "expected a name that ends with .svg or .html"
            raise error_of(Status.E_WORD, f"a figure is not saved as {name}; {expected}", path=name)
        save(path, (self._svg if ending == ".svg" else self.to_html()).encode())

    def _repr_svg_(self) -> str:
        return self._svg

    def _repr_html_(self) -> str:
        # nbconvert cleans pictures of SVG until nothing of them is left, and leaves HTML alone. As
        # an image it also keeps its colours from other figures of the notebook.
        data = base64.b64encode(self._svg.encode()).decode()
        size = f'width="{self.width}" height="{self.height}"'
        told = text_safe(f"{self.title}. {self.description}", "markup")
        return f'<img class="chiso" {size} alt="{told}" src="data:image/svg+xml;base64,{data}">'

    def __str__(self) -> str:
        return self._svg

    def __repr__(self) -> str:
        return f"<Figure '{line_of(self.title)}', {self.width} × {self.height}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Figure):
            return NotImplemented
        return self._svg == other._svg

    def __hash__(self) -> int:
        return hash(self._svg)
