"""Texts from outside, made safe for the place where they are written."""

from __future__ import annotations

from typing import Union

from .._c.enums import Medium, pick
from .._c.library import lib
from .._c.sink import written


def text_safe(text: str, medium: Union[Medium, str] = Medium.PLAIN) -> str:
    """A text so that it shows where it is written, and does nothing else.

    ``medium`` is "plain" for a line on a terminal or in a message, "csv_point" or "csv_comma" for a
    cell of CSV, "json" for a string with its quotes, and "markup" for HTML and SVG.

    >>> print(text_safe("\\x1b[31mred"), text_safe("<b>", "markup"), text_safe("=1+1", "csv_point"))
     [31mred &lt;b&gt; '=1+1
    """
    if not isinstance(text, str):
        raise TypeError(f"text is {type(text).__name__}; expected str")
    where = pick(Medium, medium, "medium")
    # A surrogate by itself is no character; C takes a question mark for it too.
    data = text.encode("utf-8", "replace")
    return written(lib.chiso_text_safe, data, len(data), where).decode()


def line_of(text: str) -> str:
    """A text as a line that people read; nearly all are one as they are."""
    return text if text.isprintable() else text_safe(text)
