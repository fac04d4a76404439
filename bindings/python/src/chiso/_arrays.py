"""Columns of numbers on their way between Python and C: sequences, and numpy arrays where numpy is.

numpy is never imported here unless a feature needs it: an array that comes in shows that it is there.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any, List, NamedTuple, Optional, Sequence

from ._enums import Status
from ._handle import integer
from ._number import ABSENT, MAX, NOT_APPLICABLE_VALUE, ONE, to_millionths
from .errors import error_of

FLOATS = ("exact", "shortest")


def numpy_for(feature: str) -> Any:
    """The module numpy. Raises ImportError, naming what needs it."""
    try:
        import numpy
    except ImportError as error:
        raise ImportError(f"{feature} needs numpy, which is not installed (Debian: apt-get install python3-numpy)") from error
    return numpy


def as_numpy(values: Any) -> Any:
    """The numpy module if the values are an array of it, else None."""
    numpy = sys.modules.get("numpy")
    return numpy if numpy is not None and isinstance(values, getattr(numpy, "ndarray", ())) else None


def is_masked(numpy: Any, array: Any) -> bool:
    """Whether an array of numpy says of its numbers which are there."""
    return isinstance(array, numpy.ma.MaskedArray)


class Column(NamedTuple):
    """Numbers as C takes them: a pointer, how many, and what keeps them alive."""

    pointer: Any
    size: int
    owner: Any


def _pointer(numpy: Any, array: Any, kind: Any) -> Column:
    return Column(ctypes.cast(array.ctypes.data, ctypes.POINTER(kind)), int(array.shape[0]), array)


def one_dimension(values: Any, what: str) -> None:
    """Raises ShapeError for an array of another number of dimensions."""
    if values.ndim != 1:
        raise error_of(Status.E_SHAPE, f"{what} is an array of {values.ndim} dimensions; expected 1")


def points_column(values: Any, what: str, millionths: bool = False, floats: str = "exact") -> Column:
    """A column of decimals: numbers as a cell takes them, with None, NaN in an array of floats, or NOT_APPLICABLE.

    With ``millionths`` an int64 array holds what C holds, and is taken without a copy where it lies without gaps.
    """
    if floats not in FLOATS:
        raise ValueError(f"floats is {floats!r}; expected 'exact' or 'shortest'")
    numpy = as_numpy(values)
    if numpy is None:
        if millionths:
            raise TypeError(f"{what} is {type(values).__name__}; millionths are an int64 array of numpy")
        if isinstance(values, (str, bytes)) or not hasattr(values, "__len__") or not hasattr(values, "__iter__"):
            raise TypeError(f"{what} is {type(values).__name__}; expected a list or an array, a number a unit")
        return _from_sequence(values, what, floats)
    one_dimension(values, what)
    return _pointer(numpy, millionths_of(numpy, values, what, millionths, floats), ctypes.c_int64)


def _from_sequence(values: Sequence[Any], what: str, floats: str) -> Column:
    numbers = (ctypes.c_int64 * max(len(values), 1))()
    for i, value in enumerate(values):
        numbers[i] = cell_number(value, what, i, floats)
    return Column(ctypes.cast(numbers, ctypes.POINTER(ctypes.c_int64)), len(values), numbers)


def cell_number(value: Any, what: str, index: int, floats: str) -> int:
    """One value of a column."""
    from ._cells import NOT_APPLICABLE

    if value is None:
        return ABSENT
    if value is NOT_APPLICABLE:
        return NOT_APPLICABLE_VALUE
    if floats == "shortest" and isinstance(value, float) and value == value:
        value = repr(float(value)) if abs(value) < 1e15 and "e" not in repr(float(value)) else value
    return to_millionths(value, f"{what}, number {index}")


def millionths_of(numpy: Any, array: Any, what: str, millionths: bool, floats: str) -> Any:
    """An array of any shape as int64 millionths: NaN is missing. Raises what is wrong with the first number that is, by its place."""
    if is_masked(numpy, array):
        # What lies under a mask is no figure.
        return numpy.where(array.mask, ABSENT, millionths_of(numpy, array.filled(0), what, millionths, floats))
    kind = array.dtype.kind
    if kind == "b":
        raise TypeError(f"{what} is an array of bool, and a bool is not a number; use astype(int)")
    if millionths:
        if array.dtype != numpy.int64:
            raise TypeError(f"{what} is an array of {array.dtype}; millionths are int64")
        return numpy.ascontiguousarray(array)
    if kind in "iu":
        _refuse(numpy, (array > MAX // ONE) | (array < -(MAX // ONE)), array, what, "expected -9200000000000 to 9200000000000", Status.E_RANGE)
        return numpy.ascontiguousarray(array.astype(numpy.int64) * ONE)
    if kind == "f":
        double = array.astype(numpy.float64)
        if array.dtype.itemsize > double.dtype.itemsize:
            advice = "which has more digits than a float64; convert it first"
            _refuse(numpy, (double != array) & (array == array), array, what, advice, Status.E_NUMBER)
        return _from_floats(numpy, double, what, floats)
    if kind == "O":
        flat = [cell_number(_plain(value), what, i, floats) for i, value in enumerate(array.ravel().tolist())]
        return numpy.array(flat, dtype=numpy.int64).reshape(array.shape)
    raise TypeError(f"{what} is an array of {array.dtype}; expected numbers")


def _plain(value: Any) -> Any:
    """None for the NaN and NA that pandas puts among objects."""
    return None if value is None or (isinstance(value, float) and value != value) or type(value).__name__ == "NAType" else value


def _from_floats(numpy: Any, array: Any, what: str, floats: str) -> Any:
    missing = numpy.isnan(array)
    filled = numpy.where(missing, 0.0, array)
    _refuse(numpy, ~numpy.isfinite(filled), filled, what, "expected a finite number, or NaN for missing", Status.E_NUMBER)
    _refuse(numpy, numpy.abs(filled) > MAX // ONE, filled, what, "expected -9200000000000 to 9200000000000", Status.E_RANGE)
    if floats == "exact":
        scaled = filled * 64.0
        wrong = scaled != numpy.floor(scaled)
        advice = "which is no exact decimal of 6 places; floats='shortest' takes each float as the shortest decimal that stands for it"
        _refuse(numpy, wrong, filled, what, advice, Status.E_NUMBER)
        whole = scaled.astype(numpy.int64) * 15625
    else:
        rounded = numpy.rint(filled * float(ONE))
        wrong = (rounded / float(ONE) != filled) | (numpy.abs(rounded) >= 2.0**53) & (filled != numpy.rint(filled))
        _refuse(numpy, wrong, filled, what, "which has more than 6 decimal places; round it first", Status.E_NUMBER)
        whole = numpy.where(filled == numpy.rint(filled), filled.astype(numpy.int64) * ONE, rounded.astype(numpy.int64))
    return numpy.ascontiguousarray(numpy.where(missing, ABSENT, whole))


def _refuse(numpy: Any, wrong: Any, array: Any, what: str, why: str, status: Status) -> None:
    if wrong.any():
        place = tuple(int(i) for i in numpy.argwhere(wrong)[0])
        where = place[0] if len(place) == 1 else place
        value = f"the float {array[place]!r}," if why.startswith("which") else f"{array[place]};"
        raise error_of(status, f"{what}, number {where}, is {value} {why}")


def whole_numbers(values: Any, kind: Any, what: str, most: int) -> Column:
    """A column of whole numbers from 0, as a ctypes type holds them. An array of numpy of that type is taken without a copy."""
    numpy = as_numpy(values)
    if numpy is None:
        numbers = [integer(value, f"{what}, number {i},", most) for i, value in enumerate(values)]
        array = (kind * max(len(numbers), 1))(*numbers)
        return Column(ctypes.cast(array, ctypes.POINTER(kind)), len(numbers), array)
    one_dimension(values, what)
    if is_masked(numpy, values):
        raise TypeError(f"{what} is a masked array; expected whole numbers, each of them there")
    if values.dtype.kind not in "iu":
        raise TypeError(f"{what} is an array of {values.dtype}; expected whole numbers")
    if values.dtype != numpy.dtype(kind):
        _refuse(numpy, (values < 0) | (values > most), values, what, f"expected 0 to {most}", Status.E_RANGE)
    return _pointer(numpy, numpy.ascontiguousarray(values, dtype=numpy.dtype(kind)), kind)


class Lent:
    """What an array of numpy looks into: points of a board. The board is kept alive, and is not changed, as long as one of these is there."""

    __slots__ = ("__array_interface__", "_handle", "__weakref__")

    def __init__(self, handle: Any, address: int, count: int) -> None:
        self._handle = handle
        self.__array_interface__ = {"data": (address, True), "shape": (count,), "typestr": "<i8" if sys.byteorder == "little" else ">i8", "version": 3}


def doubles(columns: Sequence[Sequence[Any]], what: str) -> Any:
    """Columns of doubles one behind the other, None being NaN. Raises ShapeError where they differ in length."""
    sizes: List[int] = [len(column) for column in columns]
    if len(set(sizes)) > 1:
        raise error_of(Status.E_SHAPE, f"{what} have {min(sizes)} to {max(sizes)} values; expected as many each")
    return (ctypes.c_double * max(sum(sizes), 1))(*[number_of(value, what) for column in columns for value in column])


def number_of(value: Any, what: str) -> float:
    """A double of statistics."""
    if value is None:
        return float("nan")
    if isinstance(value, bool):
        raise TypeError(f"{what}: {value} is a bool, and that is not a number")
    return float(value)


def empty(count: int, kind: Optional[Any] = None) -> Any:
    """Room for numbers."""
    return ((kind or ctypes.c_double) * max(count, 1))()
