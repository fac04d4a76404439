"""Errors: an exception for every way in which a call of the C library can end, with the library's own text.

All are :class:`ChisoError`, and each is also the built-in exception that a Python program would expect: a bad number is a ``ValueError``, an
unknown unit a ``LookupError``, a file that cannot be read an ``OSError``.

>>> import chiso
>>> chiso.UnitError.__mro__[1:3]
(<class 'chiso.errors.ChisoError'>, <class 'LookupError'>)
"""

from __future__ import annotations

import threading
from typing import Any, Callable, Dict, Optional, Type

from ._enums import Status
from ._library import lib
from ._structs import structs


class ChisoError(Exception):
    """What the C library had to say. ``str()`` of it is one sentence: what is wrong, and what was expected.

    ``status`` is the :class:`Status`; ``line`` and ``column`` count from 1 and are 0 where no text was read; ``message_vi`` is the sentence in
    Vietnamese; ``path`` is the file that was read, or None.
    """

    def __init__(
        self, message: str, status: Status = Status.OK, line: int = 0, column: int = 0, message_vi: str = "", path: Optional[str] = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.line = line
        self.column = column
        self.message_vi = message_vi or message
        self.path = path

    def __str__(self) -> str:
        if self.line:
            return f"{self.path or 'line'}{':' if self.path else ' '}{self.line}:{self.column}: {self.message}"
        return self.message

    def __reduce__(self) -> Any:
        return type(self), (self.message, self.status, self.line, self.column, self.message_vi, self.path)


class InputError(ChisoError, ValueError):
    """A value, a text or an option that the call does not take."""


class NumberError(InputError):
    """A text that is not a number as chiso reads numbers, or one that is no exact decimal."""


class RangeError(InputError):
    """A number outside what it may be, or a result beyond what a decimal holds."""


class CodeError(InputError):
    """A code that is empty, malformed, reserved, or there twice."""


class CellError(InputError):
    """A cell that the rule of its criterion does not take, or points outside its min and max."""


class TreeError(InputError):
    """A criteria tree whose parents, maxima, words or rules do not fit together."""


class TextError(InputError):
    """A text that is not UTF-8, holds a NUL, or does not have the form that it should."""


class BytesError(InputError):
    """Bytes that chiso did not write, or that are damaged."""


class ShapeError(InputError):
    """Two things that do not fit together: boards of other trees, tallies of other units, arrays of other lengths."""


class EmptyError(InputError):
    """There is nothing to work on: an empty file, a board without units, too few values."""


class StatisticsError(InputError):
    """Numbers that a method cannot work with: no spread, a matrix that is not reciprocal, weights that add up to 0."""


class StateError(ChisoError, ValueError):
    """An object that is not in the state that the call needs: a board that is not scored, a tree in use, a board that another thread works on."""


class ClosedError(StateError):
    """An object that was closed."""


class NodeError(ChisoError, LookupError):
    """There is no such criterion, or it is not of the kind that the call needs."""


class UnitError(ChisoError, LookupError):
    """There is no such unit, or block."""


class ColumnError(InputError, LookupError):
    """A column that is unknown, missing or there twice."""


class OutOfMemoryError(ChisoError, MemoryError):
    """Memory could not be had."""


class FileError(ChisoError, OSError):
    """A file cannot be opened or read, or a writer's target refused the bytes."""


class InternalError(ChisoError):
    """A fault of the bindings: a pointer that may not be NULL."""


CLASSES: Dict[Status, Type[ChisoError]] = {
    Status.E_NULL: InternalError,
    Status.E_MEMORY: OutOfMemoryError,
    Status.E_ENCODING: TextError,
    Status.E_SYNTAX: TextError,
    Status.E_NUMBER: NumberError,
    Status.E_RANGE: RangeError,
    Status.E_COLUMN: ColumnError,
    Status.E_CODE: CodeError,
    Status.E_DUPLICATE: CodeError,
    Status.E_NODE: NodeError,
    Status.E_UNIT: UnitError,
    Status.E_PARENT: TreeError,
    Status.E_MAX: TreeError,
    Status.E_WORD: InputError,
    Status.E_RULE: TreeError,
    Status.E_CELL: CellError,
    Status.E_POINTS: CellError,
    Status.E_STATE: StateError,
    Status.E_EMPTY: EmptyError,
    Status.E_FILE: FileError,
    Status.E_SINK: FileError,
    Status.E_SHAPE: ShapeError,
    Status.E_BYTES: BytesError,
    Status.E_SPREAD: StatisticsError,
    Status.E_MATRIX: StatisticsError,
    Status.E_WEIGHT: StatisticsError,
}


NOT_SCORED = "the board is not scored, or changed since: call score()"


class _Errors(threading.local):
    """A chiso_error for each thread, which a failing call fills and :func:`call` reads at once."""

    def __init__(self) -> None:
        self.struct = structs.error()


_errors = _Errors()


def error_of(status: int, message: str, **where: Any) -> ChisoError:
    """The exception of a status, for what the bindings themselves refuse or know more about than the C library."""
    known = Status(status)
    return CLASSES[known](message, known, **where)


def call(function: Callable[..., int], *arguments: Any, path: Optional[str] = None, hint: str = "") -> None:
    """Calls a function of C whose last argument is a chiso_error. Raises what the error says; ``hint`` is added where a column is unknown."""
    struct = _errors.struct
    status = function(*arguments, struct)
    if status:
        raise error_of(
            status,
            struct.message.decode() + (hint if status == Status.E_COLUMN else ""),
            line=struct.line,
            column=struct.column,
            message_vi=struct.message_vi.decode(),
            path=path,
        )


def ask(what: str, function: Callable[..., int], *arguments: Any) -> None:
    """Calls a function of C that gives no message. Raises the text of its status about what was asked."""
    status = function(*arguments)
    if status:
        raise error_of(status, f"{what}: {lib.chiso_status_text(status).decode()}")


def ask_figures(stale: str, what: Callable[[], str], function: Callable[..., int], *arguments: Any) -> None:
    """Calls a function of C that reads figures and gives no message. ``stale`` is said where they are not there to be read, ``what()`` names whose they are."""
    status = function(*arguments)
    if status == Status.E_STATE:
        raise error_of(status, stale)
    if status:
        why = "a figure is beyond what a decimal holds" if status == Status.E_RANGE else lib.chiso_status_text(status).decode()
        raise error_of(status, f"{what()}: {why}")
