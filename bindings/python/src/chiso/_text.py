"""Text and files on their way between Python and C."""

from __future__ import annotations

import ctypes
import os
import shutil
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


def is_text(value: str) -> bool:
    """Whether C can hold the text."""
    try:
        return b"\0" not in value.encode()
    except UnicodeEncodeError:
        return False


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
        try:
            return value.encode()
        except UnicodeEncodeError as error:
            raise error_of(Status.E_ENCODING, f"{what} has {value[error.start]!r} at {error.start}, which is no whole Unicode text") from None
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
    """Writes a file as a whole, or leaves the one that is there as it was, with its permissions. Raises FileError.

    A link stays one, what it leads to is written; and so is a device or a pipe, which is not replaced by a file.
    """
    path_of(path)
    name = os.fsdecode(path)
    target = os.path.realpath(name)
    try:
        if os.path.exists(target) and not os.path.isfile(target):
            with open(target, "wb") as file:
                file.write(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise error_of(Status.E_FILE, f"{name} cannot be written: {error.strerror}", path=name) from error


def _replace(target: str, data: bytes) -> None:
    temporary = f"{target}.{os.getpid()}.part"
    try:
        with open(temporary, "wb") as file:
            file.write(data)
        if os.path.exists(target):
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except BaseException:
        _remove(temporary)
        raise


def _remove(name: str) -> None:
    if os.path.exists(name):
        os.unlink(name)
