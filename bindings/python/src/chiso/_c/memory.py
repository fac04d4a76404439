"""Numbers that C reads and writes, by the words of the tables: single ones, arrays, and arrays of
numpy, which is never imported here unless a feature needs it: an array that comes in shows that it
is there.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any, NamedTuple, Optional, Sequence

from .structs import type_of

UINT32_MAX = 2**32 - 1


def out(word: str) -> Any:
    """A place for what C gives by a pointer: "uint32", "int64", "ledger_entry*"."""
    return type_of(word)()


def room(word: str, count: int) -> Any:
    """Places for so many, at least for one: C takes no array of none."""
    return (type_of(word) * max(count, 1))()


def array_of(word: str, values: Sequence[Any]) -> Any:
    """The values as an array of C, with a place more where there is none."""
    return (type_of(word) * max(len(values), 1))(*values)


def text_at(place: Any) -> str:
    """The text that C gave by a pointer to its bytes: an ``out("char*")``."""
    return (ctypes.cast(place, ctypes.c_char_p).value or b"").decode()


def part_of_array(array: Any, start: int, size: int) -> Any:
    """A part of an array of C, which looks into it."""
    kind = array._type_
    return (kind * size).from_buffer(array, start * ctypes.sizeof(kind))


def pointer_to(array: Any, word: str) -> Any:
    """Where an array of ctypes begins, for a member of a struct."""
    return ctypes.cast(array, ctypes.POINTER(type_of(word)))


def pointer_of(struct: Any) -> Any:
    """A pointer to a struct, which it keeps alive."""
    return ctypes.pointer(struct)


class Column(NamedTuple):
    """Numbers as C takes them: a pointer, how many, and what keeps them alive."""

    pointer: Any
    size: int
    owner: Any


def column_of(word: str, values: Sequence[Any]) -> Column:
    """Numbers of Python as a column."""
    array = array_of(word, values)
    return Column(pointer_to(array, word), len(values), array)


def part_of(column: Column, word: str, start: int) -> Any:
    """The number at a place of a column, as the beginning of those that follow."""
    kind = type_of(word)
    address = ctypes.cast(column.pointer, ctypes.c_void_p).value or 0
    return kind.from_address(address + ctypes.sizeof(kind) * start)


# ---- numpy


def numpy_for(feature: str) -> Any:
    """The module numpy. Raises ImportError, naming what needs it."""
    try:
        import numpy
    except ImportError as error:
        raise ImportError(
            f"{feature} needs numpy, which is not installed "
            "(Debian: apt-get install python3-numpy)"
        ) from error
    return numpy


def loaded_numpy() -> Any:
    """The module numpy where a program uses it, else None."""
    return sys.modules.get("numpy")


def as_numpy(values: Any) -> Any:
    """The numpy module if the values are an array of it, else None."""
    numpy = loaded_numpy()
    is_array = numpy is not None and isinstance(values, getattr(numpy, "ndarray", ()))
    return numpy if is_array else None


def numpy_pointer(array: Any, word: str) -> Any:
    """Where an array of numpy without gaps begins."""
    return ctypes.cast(array.ctypes.data, ctypes.POINTER(type_of(word)))


def numpy_column(array: Any, word: str) -> Column:
    """An array of numpy of one dimension, without gaps and of the type of C, as a column."""
    return Column(numpy_pointer(array, word), int(array.shape[0]), array)


def numpy_type(numpy: Any, word: str) -> Any:
    """The type of numpy that holds what C holds: of a struct one with its members."""
    return numpy.dtype(type_of(word))


def numpy_records(numpy: Any, array: Any, count: Optional[int]) -> Any:
    """An array of structs as one of numpy, whose members are columns; without a copy. With a count
    only so many.
    """
    return numpy.frombuffer(array, dtype=numpy.dtype(array._type_))[:count]


class Lent:
    """What an array of numpy looks into: points of a board. The board is kept alive, and is not
    changed, as long as one of these is there."""

    __slots__ = ("__array_interface__", "_handle", "__weakref__")

    def __init__(self, handle: Any, start: Any, size: int) -> None:
        address = ctypes.cast(start, ctypes.c_void_p).value or 0
        self._handle = handle
        self.__array_interface__ = {
            "shape": (size,),
            "typestr": ("<" if sys.byteorder == "little" else ">") + "i8",
            "data": (address, True),
            "version": 3,
        }
