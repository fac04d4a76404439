"""Calls of C: what a failing one raises, with the library's own text."""

from __future__ import annotations

import threading
from typing import Any, Callable, Dict, Optional, Type

from ..errors import (
    BytesError,
    CellError,
    ChisoError,
    CodeError,
    ColumnError,
    EmptyError,
    FileError,
    InputError,
    InternalError,
    LimitError,
    NodeError,
    NumberError,
    OutOfMemoryError,
    RangeError,
    ShapeError,
    StateError,
    StatisticsError,
    StoppedError,
    TextError,
    TreeError,
    UnitError,
)
from .enums import Language, Status
from .library import lib
from .structs import structs

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
    Status.E_LIMIT: LimitError,
    Status.E_STOPPED: StoppedError,
}

NOT_SCORED = "the board is not scored, or changed since: call score()"


class _Errors(threading.local):
    """A chiso_error for each thread, which a failing call fills and :func:`call` reads at once."""

    def __init__(self) -> None:
        self.struct = structs.error()


_errors = _Errors()


def error_of(status: int, message: str, **where: Any) -> ChisoError:
    """The exception of a status, for what the bindings themselves refuse or know more about than
    the C library.
    """
    known = Status(status)
    return CLASSES[known](message, known, **where)


def call(
    function: Callable[..., int], *arguments: Any, path: Optional[str] = None, hint: str = ""
) -> None:
    """Calls a function of C whose last argument is a chiso_error. Raises what the error says;
    ``hint`` is added where a column is unknown.
    """
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
            unit=struct.unit.decode(),
            criterion=struct.criterion.decode(),
        )


def text_of_status(status: int, language: Language = Language.ENGLISH) -> str:
    """What a status says in general."""
    return str(lib.chiso_status_text(status, language).decode())


def error_of_status(status: int, what: str) -> ChisoError:
    """The exception of a call that gives no message, about what was asked."""
    vietnamese = text_of_status(status, Language.VIETNAMESE)
    return error_of(status, f"{what}: {text_of_status(status)}", message_vi=vietnamese)


def ask(what: str, function: Callable[..., int], *arguments: Any) -> None:
    """Calls a function of C that gives no message. Raises the text of its status about what was
    asked.
    """
    status = function(*arguments)
    if status:
        raise error_of_status(status, what)


def ask_figures(
    stale: str, what: Callable[[], str], function: Callable[..., int], *arguments: Any
) -> None:
    """Calls a function of C that reads figures and gives no message. ``stale`` is said where they
    are not there to be read, ``what()`` names whose they are.
    """
    check_figures(function(*arguments), stale, what)


def check_figures(status: int, stale: str, what: Callable[[], str]) -> None:
    """The same of a call that has ended."""
    if status == Status.E_STATE:
        raise error_of(status, stale)
    if status == Status.E_RANGE:
        raise error_of(status, f"{what()}: a figure is beyond what a decimal holds")
    if status:
        raise error_of_status(status, what())
