"""What a writer of C writes, and what a callback of Python meets meanwhile."""

from __future__ import annotations

import contextlib
import ctypes
import sys
import threading
from typing import Any, Callable, Iterator, List, TypeVar

from ..errors import FileError
from .calls import call, error_of
from .enums import Status
from .library import lib
from .structs import WRITE, Sink, structs

_T = TypeVar("_T")

_BUFFER_WRITE = ctypes.cast(lib.chiso_buffer_write, WRITE)


@contextlib.contextmanager
def _kept_from(function: Any, met: List[BaseException]) -> Iterator[None]:
    """Keeps what is raised at the entry of a callback, before its first line.

    Python runs the handlers of signals between two instructions of the main thread. A Ctrl-C while
    C works thus comes up as soon as C calls back, where no ``try`` of the function has begun yet,
    and ctypes would print it and go on. It tells it to ``sys.unraisablehook``.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = sys.unraisablehook

    def hook(told: Any) -> None:
        where = told.exc_traceback
        if where is not None and where.tb_frame.f_code is function.__code__:
            met.append(told.exc_value)
        else:
            before(told)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        if sys.unraisablehook is hook:
            sys.unraisablehook = before


def called_back(function: Any, met: List[BaseException], work: Callable[[], _T]) -> _T:
    """What the work gives, in which C calls a function back; what that met and keeps in a list is
    raised again as it is.
    """
    try:
        with _kept_from(function, met):
            return work()
    except Exception:
        if not met:
            raise
    error = met[0]
    met.clear()
    try:
        raise error
    finally:
        del error


def write_to(take: Callable[[bytes], Any], function: Callable[..., int], *arguments: Any) -> None:
    """Calls a writer of C, whose last arguments are a sink and an error, and gives its bytes to a
    function, some kilobytes at a time.

    Whatever the function raises, KeyboardInterrupt too, ends the writing and is raised again as it
    is.

    >>> from chiso import c
    >>> tree.check().title
    ''
    >>> c.write_to(lambda data: print(data.split()[0]), c.lib.chiso_tree_write_csv, tree._c)
    b'code,parent,title,max,min,weight,combine,kind,rule,round,options'
    """
    met: List[BaseException] = []

    def write(_context: Any, start: int, size: int) -> bool:
        try:
            take(ctypes.string_at(start, size))
        except BaseException as error:
            met.append(error)
        return not met

    called_back(write, met, lambda: call(function, *arguments, Sink(WRITE(write), None)))


def written(function: Callable[..., int], *arguments: Any) -> bytes:
    """All bytes that a writer of C gives, by a buffer of C: no Python runs meanwhile."""
    buffer = structs.buffer()
    try:
        call(function, *arguments, Sink(_BUFFER_WRITE, ctypes.addressof(buffer)))
        return ctypes.string_at(buffer.bytes, buffer.size) if buffer.size else b""
    except FileError:
        # There is no file: the buffer refuses bytes that there is no memory for.
        why = "memory for what is written could not be had"
        raise error_of(Status.E_MEMORY, why) from None
    finally:
        lib.chiso_buffer_clear(buffer)
