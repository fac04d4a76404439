"""Objects of C in the hands of Python: ended once, when nothing uses them any more, in whatever
order.

A handle frees its object of C when the last reference to it goes, and a call holds one for as long
as it runs: so close() in one thread cannot take away what another is reading. What C objects need
of each other they keep alive among themselves.
"""

from __future__ import annotations

from typing import Any, Dict, Optional, Sequence, Type, TypeVar

from ..errors import ClosedError
from .enums import Status
from .guard import Guard
from .library import lib
from .structs import OPAQUE, TYPES

_S = TypeVar("_S", bound="Object")


def _handle_class(name: str) -> Any:
    pointer = TYPES[name]
    free = getattr(lib, f"chiso_{name}_free")

    def __del__(self: Any, free: Any = free) -> None:
        if self:
            free(self)

    return type(f"{name}_handle", (pointer,), {"_type_": pointer._type_, "__del__": __del__})


HANDLES: Dict[str, Any] = {name: _handle_class(name) for name in OPAQUE}


class Object:
    """An object of C. ``close()`` ends it early, twice is fine; it is ended by itself when it is
    dropped. A ``with`` block closes it.
    """

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
        """Ends the object; what was made from it goes on. Closing twice is fine. Afterwards every
        use is a ClosedError.

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
        raise TypeError(
            f"a {type(self).__name__} cannot be pickled or copied; "
            "make it again from what it was made of"
        )

    def __enter__(self: _S) -> _S:
        self._c
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def new_handle(name: str) -> Any:
    """A handle without an object yet: an out-parameter of a constructor of C."""
    return HANDLES[name]()


def make(kind: Type[_S], handle: Any) -> _S:
    """An instance of a class whose constructor does something else."""
    instance = kind.__new__(kind)
    Object.__init__(instance, handle)
    return instance


def _of_kind(value: Any, kind: str, what: str) -> Any:
    """A value of a kind whose class those before it do not know."""
    if getattr(value, "_kind", "") != kind:
        raise TypeError(f"{kind} is {type(value).__name__}; expected {what}")
    return value


def intake_if_any(value: Any) -> Any:
    """An Intake, or None."""
    return value if value is None else _of_kind(value, "intake", "an Intake")


def series_if_any(value: Any) -> Any:
    """A Series, or None."""
    return value if value is None else _of_kind(value, "series", "a Series")


def target_if_any(value: Any) -> Any:
    """A Target, or None."""
    return value if value is None else _of_kind(value, "target", "a Target")


def expect_tree(value: Any) -> Any:
    """A Tree. Raises TypeError for anything else."""
    return _of_kind(value, "tree", "a Tree")


def expect(value: Any, kind: Type[_S], what: str) -> _S:
    """The value, if it is of the class. Raises TypeError, naming what it is for."""
    if not isinstance(value, kind):
        raise TypeError(f"{what} is {type(value).__name__}; expected a {kind.__name__}")
    return value


def handles(kind: str, objects: Sequence[Object]) -> Any:
    """The handles of objects of one kind as an array for a call of C; they must outlive it."""
    return (TYPES[kind] * len(objects))(*(one._c for one in objects))
