"""Who uses an object at the moment: it is kept from being changed while it is read."""

from __future__ import annotations

import threading
import weakref
from typing import Any, List, Optional, Protocol

from ..errors import StateError
from .enums import Status


class _Access:
    """A way to use an object, as a context; the guard's lock is held for a look, and not for work
    that takes its time.
    """

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
    """Who uses an object at the moment. ``look`` and ``change`` are for calls that end at once,
    ``read`` and ``work`` for those that take their time.

    A change is refused while anybody reads, and everything is while somebody changes: StateError,
    and nothing was done.
    """

    __slots__ = ("what", "lock", "readers", "writing", "lent", "look", "change", "read", "work")

    def __init__(self, what: str) -> None:
        self.what = what
        # One thread may come back while it is in: by a signal handler, a finalizer, or the
        # __float__ of a number on its way into a cell.
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
            what = "drop the array, or take a copy of it, before the board changes"
            return f"is lent to an array; {what}"
        return ""

    def busy(self, why: str) -> StateError:
        """The exception that says so."""
        return StateError(f"the {self.what} {why}", Status.E_STATE)


class Guarded(Protocol):
    """What has a guard."""

    _guard: Guard


class Reading:
    """Several objects read at once, as a context; None stands for none."""

    __slots__ = ("_ways", "_entered")

    def __init__(self, *objects: Optional[Guarded]) -> None:
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
