"""Pages: HTML that needs no other file."""

from __future__ import annotations

import html
import os
import re

from .._c.calls import error_of
from .._c.enums import Status
from .._in.text import Path, path_of
from .file import save
from .safe import text_safe


class Page:
    """A page of HTML that can be published as it is: style and figures are in it, no script, and
    nothing is fetched. Made by the ``page()`` of a board, a report and a unit.

    ``save("board.html")`` writes it, ``str()`` is its text, and a notebook shows it in a frame. It
    stays as it was made, whatever becomes of the board.

    >>> page = board.page(language="vi")
    >>> str(page)[:15]
    '<!DOCTYPE html>'
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def html(self) -> str:
        """The text of the page."""
        return self._text

    @property
    def title(self) -> str:
        """What a browser calls it."""
        found = re.search(r"<title>(.*?)</title>", self._text, re.DOTALL)
        return html.unescape(found[1]) if found else ""

    def save(self, path: Path) -> None:
        """Writes a file, as a whole or not at all. Raises InputError for a name that does not end
        with .html.

        >>> board.page().save("board.pdf")
        Traceback (most recent call last):
            ...
        chiso.errors.InputError: a page is not saved as board.pdf; expected a name that ends with \
.html
        """
        name = os.fsdecode(path_of(path))
        if not name.lower().endswith((".html", ".htm")):
            expected = "expected a name that ends with .html"
            raise error_of(Status.E_WORD, f"a page is not saved as {name}; {expected}", path=name)
        save(path, self._text.encode())

    def _repr_html_(self) -> str:
        # A page has a style of its own, which must not reach the notebook.
        told = html.escape(self._text)
        title = text_safe(self.title, "markup")
        style = 'style="width:100%;height:40em;border:1px solid #8888"'
        return f'<iframe sandbox title="{title}" {style} srcdoc="{told}"></iframe>'

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<Page {self.title!r} of {len(self._text)} characters>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Page):
            return NotImplemented
        return self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)
