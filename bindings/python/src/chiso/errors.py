"""Errors: an exception for every way in which a call of the C library can end, with the library's
own text.

All are :class:`ChisoError`, and each is also the built-in exception that a Python program would
expect: a bad number is a ``ValueError``, an unknown unit a ``LookupError``, a file that cannot be
read an ``OSError``.

>>> import chiso
>>> chiso.UnitError.__mro__[1:3]
(<class 'chiso.errors.ChisoError'>, <class 'LookupError'>)
"""

from __future__ import annotations

from typing import Any, Optional

from ._c.enums import Status


class ChisoError(Exception):
    """What the C library had to say. ``str()`` of it is one sentence: what is wrong, and what was
    expected.

    ``status`` is the :class:`Status`; ``line`` and ``column`` count from 1 and are 0 where no text
    was read; ``message_vi`` is the sentence in Vietnamese; ``path`` is the file that was read, or
    None. ``unit`` and ``criterion`` are the codes that it is about, "" for none: so a form can mark
    the field. A code of more than 127 bytes is cut. In a workbook ``line`` and ``column`` are the
    numbers of row and column, and ``place`` names the cell as a spreadsheet does; else it is "".
    """

    def __init__(
        self,
        message: str,
        status: Status = Status.OK,
        line: int = 0,
        column: int = 0,
        message_vi: str = "",
        path: Optional[str] = None,
        unit: str = "",
        criterion: str = "",
        place: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.line = line
        self.column = column
        self.message_vi = message_vi or message
        self.path = path
        self.unit = unit
        self.criterion = criterion
        self.place = place

    def __str__(self) -> str:
        if self.place:
            return f"{self.path}:{self.place}: {self.message}"
        if not self.line:
            return self.message
        where = f"{self.path}:" if self.path else "line "
        return f"{where}{self.line}:{self.column}: {self.message}"

    def __reduce__(self) -> Any:
        return type(self), (
            self.message,
            self.status,
            self.line,
            self.column,
            self.message_vi,
            self.path,
            self.unit,
            self.criterion,
            self.place,
        )


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


class LimitError(InputError):
    """A file that holds more than is taken of it."""


class BytesError(InputError):
    """Bytes that chiso did not write, or that are damaged."""


class ShapeError(InputError):
    """Two things that do not fit together: boards of other trees, tallies of other units, arrays of
    other lengths.
    """


class EmptyError(InputError):
    """There is nothing to work on: an empty file, a board without units, too few values."""


class StatisticsError(InputError):
    """Numbers that a method cannot work with: no spread, a matrix that is not reciprocal, weights
    that add up to 0.
    """


class StateError(ChisoError, ValueError):
    """An object that is not in the state that the call needs: a board that is not scored, a tree in
    use, a board that another thread works on.
    """


class ClosedError(StateError):
    """An object that was closed."""


class NodeError(ChisoError, LookupError):
    """There is no such criterion, or it is not of the kind that the call needs."""


class UnitError(ChisoError, LookupError):
    """There is no such unit, or block."""


class StoppedError(ChisoError):
    """Work that was stopped by the function that is asked whether to go on."""


class ColumnError(InputError, LookupError):
    """A column that is unknown, missing or there twice."""


class OutOfMemoryError(ChisoError, MemoryError):
    """Memory could not be had."""


class FileError(ChisoError, OSError):
    """A file cannot be opened or read, or a writer's target refused the bytes."""


class InternalError(ChisoError):
    """A fault of the bindings: a pointer that may not be NULL."""
