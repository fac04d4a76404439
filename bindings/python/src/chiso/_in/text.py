"""Texts, codes and names of files on their way in."""

from __future__ import annotations

import numbers
import os
from typing import Any, Optional, Union

from .._c.calls import error_of
from .._c.enums import Language, Status

Path = Union[str, "os.PathLike[str]"]
Code = Union[str, int]


def encode(value: Any, what: str) -> bytes:
    """The UTF-8 of a text. Raises TypeError for what is no text, and TextError for one with a NUL
    or half a character, naming what it is.
    """
    if not isinstance(value, str):
        raise TypeError(f"{what} is {type(value).__name__}; expected text")
    if "\0" in value:
        raise error_of(Status.E_ENCODING, f"{what} is {value!r}, which holds a NUL")
    try:
        return value.encode()
    except UnicodeEncodeError:
        why = "which is no whole Unicode text"
        raise error_of(Status.E_ENCODING, f"{what} is {value!r}, {why}") from None


def code_text(value: Any, what: str) -> str:
    """A code: text, or a whole number, which stands for its digits. A float is none: 1.1 and 1.10
    are two codes and one float.

    >>> code_text("skhcn", "the unit"), code_text(101, "the unit")
    ('skhcn', '101')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, numbers.Integral) and not isinstance(value, bool):
        return str(int(value))
    raise TypeError(f"{what} is {type(value).__name__}; expected text or a whole number")


def encode_code(value: Any, what: str) -> bytes:
    """The UTF-8 of a code."""
    return encode(code_text(value, what), what)


def optional_code(value: Optional[Code], what: str) -> Optional[bytes]:
    """The UTF-8 of a code, None staying None."""
    return None if value is None else encode_code(value, what)


def code_if_any(value: Any) -> Optional[bytes]:
    """The UTF-8 of what may be a code; None for what cannot be one."""
    try:
        return encode_code(value, "")
    except (TypeError, ValueError):
        return None


def optional(value: Optional[str], what: str) -> Optional[bytes]:
    """The UTF-8 of a text, None staying None."""
    return None if value is None else encode(value, what)


def mark_of(mark: Optional[str], language: Language) -> bytes:
    """The decimal mark that a caller named, or that of the language."""
    named = mark or ("," if language == Language.VIETNAMESE else ".")
    if named not in (".", ","):
        raise ValueError(f"mark is {mark!r}; expected '.' or ','")
    return named.encode()


def path_of(value: Path) -> bytes:
    """A file's name as C opens it."""
    if not isinstance(value, (str, bytes, os.PathLike)):
        raise TypeError(f"the path is {type(value).__name__}; expected text or a path")
    path = os.fsencode(value)
    if b"\0" in path:
        raise error_of(Status.E_ENCODING, f"the path is {value!r}, which holds a NUL")
    return path


def content(value: Union[str, bytes, bytearray, memoryview], what: str) -> bytes:
    """The bytes of a file's text that is at hand already."""
    if isinstance(value, str):
        try:
            return value.encode()
        except UnicodeEncodeError as error:
            half = f"{value[error.start]!r} at {error.start}, which is no whole Unicode text"
            raise error_of(Status.E_ENCODING, f"{what} has {half}") from None
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    raise TypeError(f"{what} is {type(value).__name__}; expected text or bytes")


def path_hint(text: Any) -> str:
    """What to add to an error about a text that is probably the path of a file."""
    is_short = isinstance(text, str) and "\n" not in text
    if is_short and text.lower().endswith((".csv", ".txt", ".tsv")):
        return f"; {text!r} is taken as the text itself, and read_csv() reads a file"
    return ""
