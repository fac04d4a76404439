"""Objects of C in the hands of Python: ended once, when nothing uses them any more, in whatever order; and kept from being changed while they are read.

A handle frees its object of C when the last reference to it goes, and a call holds one for as long as it runs: so close() in one thread
cannot take away what another is reading. What C objects need of each other they keep alive among themselves.
"""

from __future__ import annotations

import ctypes
import threading
import weakref
from typing import Any, Dict, List, Optional, Tuple, Type, TypeVar

from ._enums import Status
from ._library import lib
from ._structs import OPAQUE, TYPES
from .errors import ClosedError, StateError, error_of

_S = TypeVar("_S", bound="Object")


def _handle_class(name: str) -> Any:
    pointer = TYPES[name]
    free = getattr(lib, f"chiso_{name}_free")

    def __del__(self: Any, free: Any = free) -> None:
        if self:
            free(self)

    return type(f"{name}_handle", (pointer,), {"_type_": pointer._type_, "__del__": __del__})


HANDLES: Dict[str, Any] = {name: _handle_class(name) for name in OPAQUE}


class _Access:
    """A way to use an object, as a context; the guard's lock is held for a look, and not for work that takes its time."""

    __slots__ = ("guard",)

    def __init__(self, guard: "Guard") -> None:
        self.guard = guard


class _Look(_Access):
    __slots__ = ()

    def __enter__(self) -> None:
        guard = self.guard
        guard.lock.acquire()
        if guard.writing:
            guard.lock.release()
            raise guard.busy("is being changed by another thread")

    def __exit__(self, *_: object) -> None:
        self.guard.lock.release()


class _Change(_Access):
    __slots__ = ()

    def __enter__(self) -> None:
        guard = self.guard
        guard.lock.acquire()
        why = guard.in_use()
        if why:
            guard.lock.release()
            raise guard.busy(why)

    def __exit__(self, *_: object) -> None:
        self.guard.lock.release()


class _Read(_Access):
    __slots__ = ()

    def __enter__(self) -> None:
        guard = self.guard
        with guard.lock:
            if guard.writing:
                raise guard.busy("is being changed by another thread")
            guard.readers += 1

    def __exit__(self, *_: object) -> None:
        with self.guard.lock:
            self.guard.readers -= 1


class _Work(_Access):
    __slots__ = ()

    def __enter__(self) -> None:
        guard = self.guard
        with guard.lock:
            why = guard.in_use()
            if why:
                raise guard.busy(why)
            guard.writing = True

    def __exit__(self, *_: object) -> None:
        self.guard.writing = False


class Guard:
    """Who uses an object at the moment. ``look`` and ``change`` are for calls that end at once, ``read`` and ``work`` for those that take their time.

    A change is refused while anybody reads, and everything is while somebody changes: StateError, and nothing was done.
    """

    __slots__ = ("what", "lock", "readers", "writing", "lent", "look", "change", "read", "work")

    def __init__(self, what: str) -> None:
        self.what = what
        # One thread may come back while it is in: by a signal handler, a finalizer, or the __float__ of a number on its way into a cell.
        self.lock = threading.RLock()
        self.readers = 0
        self.writing = False
        self.lent: "weakref.WeakSet[Any]" = weakref.WeakSet()
        self.look = _Look(self)
        self.change = _Change(self)
        self.read = _Read(self)
        self.work = _Work(self)

    def in_use(self) -> str:
        """Why the object cannot be changed now; "" where it can."""
        if self.writing:
            return "is being changed by another thread"
        if self.readers:
            return "is being read by another thread"
        if len(self.lent):
            return "is lent to an array; drop the array, or take a copy of it, before the board changes"
        return ""

    def busy(self, why: str) -> StateError:
        """The exception that says so."""
        return StateError(f"the {self.what} {why}", Status.E_STATE)


class Object:
    """An object of C. ``close()`` ends it early, twice is fine; it is ended by itself when it is dropped. A ``with`` block closes it."""

    _kind: str = ""
    _handle: Optional[Any]
    _guard: Guard

    def __init__(self, handle: Any, guard: Optional[Guard] = None) -> None:
        self._handle = handle
        self._guard = guard or Guard(self._kind.replace("_", "-"))

    @property
    def _c(self) -> Any:
        """The handle, for a call of C. Raises ClosedError."""
        handle = self._handle
        if handle is None:
            raise ClosedError(f"this {type(self).__name__} is closed", Status.E_STATE)
        return handle

    def close(self) -> None:
        """Ends the object; what was made from it goes on. Closing twice is fine. Afterwards every use is a ClosedError.

        >>> ranking = board.ranking()
        >>> board.close()
        >>> ranking.closed, board.closed
        (False, True)
        >>> board["skhcn"]
        Traceback (most recent call last):
            ...
        chiso.errors.ClosedError: this Board is closed
        """
        self._handle = None

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._handle is None

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} cannot be pickled or copied; make it again from what it was made of")

    def __enter__(self: _S) -> _S:
        self._c
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Reading:
    """Several objects read at once, as a context; None stands for none."""

    __slots__ = ("_ways", "_entered")

    def __init__(self, *objects: Optional[Object]) -> None:
        self._ways = [one._guard.read for one in objects if one is not None]
        self._entered: List[Any] = []

    def __enter__(self) -> None:
        try:
            for way in self._ways:
                way.__enter__()
                self._entered.append(way)
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        while self._entered:
            self._entered.pop().__exit__()


def new_handle(name: str) -> Any:
    """A handle without an object yet: an out-parameter of a constructor of C."""
    return HANDLES[name]()


def make(kind: Type[_S], handle: Any) -> _S:
    """An instance of a class whose constructor does something else."""
    instance = kind.__new__(kind)
    Object.__init__(instance, handle)
    return instance


def expect(value: Any, kind: Type[_S], what: str) -> _S:
    """The value, if it is of the class. Raises TypeError, naming what it is for."""
    if not isinstance(value, kind):
        raise TypeError(f"{what} is {type(value).__name__}; expected a {kind.__name__}")
    return value


def truth(value: Any, what: str) -> bool:
    """Yes or no: a bool, one of numpy, or 1 and 0. Raises TypeError for the rest; a text "no" would count as yes."""
    if type(value).__name__ in ("bool", "bool_") or (hasattr(value, "__index__") and value in (0, 1)):
        return bool(value)
    raise TypeError(f"{what} is {value!r}; expected a bool")


def integer(value: Any, what: str, most: int, least: int = 0) -> int:
    """A whole number within bounds. Raises TypeError for what is none (a bool is none), RangeError outside."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{what} is {type(value).__name__}; expected a whole number")
    number = int(value.__index__())
    if not least <= number <= most:
        raise error_of(Status.E_RANGE, f"{what} is {number}; expected {least} to {most}")
    return number


def array_of(kind: Any, values: Tuple[int, ...]) -> Any:
    """A ctypes array of numbers; None, which C takes as NULL, for none."""
    return (kind * len(values))(*values) if values else None


UINT32_MAX = ctypes.c_uint32(-1).value
