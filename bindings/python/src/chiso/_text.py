"""Text and files on their way between Python and C."""

from __future__ import annotations

import ctypes
import os
from typing import Any, Callable, List, Optional, Union

from ._enums import Status
from ._structs import WRITE, Sink
from .errors import call, error_of

Path = Union[str, "os.PathLike[str]"]


def encode(value: Any, what: str) -> bytes:
    """The UTF-8 of a text. Raises TypeError for what is no text, and TextError for one with a NUL or half a character, naming what it is."""
    if not isinstance(value, str):
        raise TypeError(f"{what} is {type(value).__name__}; expected text")
    if "\0" in value:
        raise error_of(Status.E_ENCODING, f"{what} is {value!r}, which holds a NUL")
    try:
        return value.encode()
    except UnicodeEncodeError:
        raise error_of(Status.E_ENCODING, f"{what} is {value!r}, which is no whole Unicode text") from None


def optional(value: Optional[str], what: str) -> Optional[bytes]:
    """The same, None staying None."""
    return None if value is None else encode(value, what)


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
        return value.encode()
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    raise TypeError(f"{what} is {type(value).__name__}; expected text or bytes")


def path_hint(text: Any) -> str:
    """What to add to an error about a text that is probably the path of a file."""
    short = isinstance(text, str) and "\n" not in text and text.lower().endswith((".csv", ".txt", ".tsv"))
    return f"; {text!r} is taken as the text itself, and read_csv() reads a file" if short else ""


def written(function: Callable[..., int], *arguments: Any) -> bytes:
    """All bytes that a writer of C gives to its sink, which stands before the error."""
    parts: List[bytes] = []

    def write(_context: Any, start: int, size: int) -> bool:
        try:
            parts.append(ctypes.string_at(start, size))
        except MemoryError:
            return False
        return True

    call(function, *arguments, Sink(WRITE(write), None))
    return b"".join(parts)


def save(path: Path, data: bytes) -> None:
    """Writes a file as a whole, or leaves the one that is there as it was. Raises FileError."""
    name = os.fspath(path)
    temporary = f"{name}.{os.getpid()}.part"
    try:
        with open(temporary, "wb") as file:
            file.write(data)
        os.replace(temporary, name)
    except OSError as error:
        _remove(temporary)
        raise error_of(Status.E_FILE, f"{name} cannot be written: {error.strerror}", path=name) from error
    except BaseException:
        _remove(temporary)
        raise


def _remove(name: str) -> None:
    if os.path.exists(name):
        os.unlink(name)
