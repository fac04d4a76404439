"""Many numbers on their way in: lists, arrays of numpy, columns of pandas.

An array is gone through by numpy where that is quick to tell a number's millionths. Whatever it
does not tell, be it right or wrong, goes the way of a single number, which decides: so the policy
and the words are the same.
"""

from __future__ import annotations

from typing import Any, Callable, Iterable, Iterator, List, Optional, Sequence, Tuple, Union

from .._c.calls import ask, error_of
from .._c.enums import ABSENT, DECIMAL_MAX, DECIMAL_ONE, Status
from .._c.library import lib
from .._c.memory import (
    Column,
    array_of,
    as_numpy,
    column_of,
    numpy_column,
    loaded_numpy,
    numpy_for,
    numpy_pointer,
    numpy_type,
    out,
)
from .number import carried_cell, cell_number, check_floats, to_double, whole

#: What the number at a place is called: of a column by its row, of a matrix by row and column.
Name = Callable[..., str]

#: How a number is told by itself, and what it is called and how floats are taken.
Tell = Callable[[Any, str, str], Union[int, str]]


class MorePlaces(Exception):
    """A number of a column has more places than its millionths tell: the column goes as text."""


# So many numbers at a time stay in the cache.
_PART = 1 << 15
# Below so many millionths a float stands for one decimal of 6 places at most: no other is as near.
_UNIQUE = 2.0**32 * DECIMAL_ONE
_MOST = DECIMAL_MAX // DECIMAL_ONE
# What C gives for a double that stands for no decimal of 6 places.
_UNTOLD = 2**63 - 1


def unwrapped(values: Any) -> Any:
    """The array of numpy of a column of pandas, its gaps masked; anything else as it is."""
    if as_numpy(values) is not None or not hasattr(values, "to_numpy"):
        return values
    kind: Any = getattr(values, "dtype", None)
    if getattr(kind, "kind", "O") in "iuf" and hasattr(kind, "numpy_dtype"):
        masked: Any = numpy_for("a column with gaps").ma.array
        filled = values.fillna(0).to_numpy(dtype=kind.numpy_dtype)
        return masked(filled, mask=values.isna().to_numpy(dtype=bool))
    return values.to_numpy()


def items_of(values: Any) -> List[Any]:
    """What a list or an array holds: a float that is no double keeps its width, which its shortest
    decimal depends on.
    """
    if as_numpy(values) is None or values.dtype.kind == "f" and values.dtype.itemsize != 8:
        return list(values)
    return list(values.tolist())


def is_numeric(values: Any) -> bool:
    """Whether it is an array of numbers, so that there can be no text in it."""
    return as_numpy(values) is not None and values.dtype.kind in "iuf"


def expect_column(values: Any, what: str, size: int = -1) -> None:
    """Raises TypeError for what is no column, ShapeError for an array of several dimensions, and
    RangeError for another number of values than expected.
    """
    if isinstance(values, (str, bytes)) or not (
        hasattr(values, "__len__") and hasattr(values, "__iter__")
    ):
        expected = "expected a list or an array, a number a unit"
        raise TypeError(f"{what} is {type(values).__name__}; {expected}")
    if as_numpy(values) is not None and values.ndim != 1:
        found = f"{what} is an array of {values.ndim} dimensions; expected 1"
        raise error_of(Status.E_SHAPE, found)
    if size >= 0 and len(values) != size:
        found = f"{what} has {len(values)} values; expected {size}, one a unit"
        raise error_of(Status.E_RANGE, found)


def decimal_column(
    values: Any,
    what: str,
    name: Name,
    *,
    millionths: bool = False,
    floats: str = "shortest",
    tell: Tell = cell_number,
) -> Column:
    """A column of decimals: numbers as a cell takes them, what is missing and what is not
    applicable.

    With ``millionths`` an int64 array holds what C holds, and is taken without a copy where it lies
    without gaps. With :func:`carried_cell` to tell them, numbers may have more places: MorePlaces.
    """
    check_floats(floats)
    expect_column(values, what)
    numpy = as_numpy(values)
    if numpy is None and _are_floats(values):
        numpy = loaded_numpy()
        values = numpy.array(values, dtype=numpy.float64)
    if numpy is None:
        if millionths:
            raise TypeError(f"{what} is {type(values).__name__}; millionths are an int64 array")
        return column_of(
            "int64", [_counted(tell(v, name(i), floats)) for i, v in enumerate(values)]
        )
    if millionths:
        return numpy_column(numpy.ascontiguousarray(as_held(numpy, values, what)), "int64")
    numbers = numpy.empty(len(values), dtype=numpy.int64)
    fill(numpy, values, numbers, name, floats, tell)
    return numpy_column(numbers, "int64")


def carried_column(values: Any, what: str, name: Name, floats: str) -> Optional[Column]:
    """The same of cells; None where the millionths of a number are not all of it."""
    try:
        return decimal_column(values, what, name, floats=floats, tell=carried_cell)
    except MorePlaces:
        return None


def float_texts(values: Any) -> Optional[List[str]]:
    """The shortest decimals of an array of doubles as texts, "" for NaN: the quick way for numbers
    of many places. None for another array, and where one of them is refused.
    """
    numpy = as_numpy(values)
    if numpy is None or values.dtype != numpy.float64 or isinstance(values, numpy.ma.MaskedArray):
        return None
    missing = numpy.isnan(values)
    if not (missing | (numpy.abs(values) <= _MOST)).all():
        return None
    texts = list(map(repr, values.tolist()))
    for place in missing.nonzero()[0].tolist():
        texts[place] = ""
    return texts


def _counted(number: Union[int, str]) -> int:
    if isinstance(number, str):
        raise MorePlaces
    return number


def _are_floats(values: Sequence[Any]) -> bool:
    """Whether a list may as well be an array of floats, None being NaN."""
    return loaded_numpy() is not None and set(map(type, values)) <= {float, type(None)}


def as_held(numpy: Any, array: Any, what: str) -> Any:
    """An array of millionths as it is, what is masked being missing."""
    if array.dtype != numpy.int64:
        raise TypeError(f"{what} is an array of {array.dtype}; millionths are int64")
    if isinstance(array, numpy.ma.MaskedArray):
        return numpy.where(numpy.ma.getmaskarray(array), ABSENT, numpy.ma.getdata(array))
    return array


def fill(
    numpy: Any, array: Any, numbers: Any, name: Name, floats: str, tell: Tell = cell_number
) -> None:
    """Puts the millionths of an array of one or two dimensions into an int64 array of the same
    shape. Raises what is wrong with the first number that is.
    """
    mask = None
    if isinstance(array, numpy.ma.MaskedArray):
        # What lies under a mask is no figure.
        mask, array = numpy.ma.getmaskarray(array), numpy.ma.getdata(array)
    if not array.size:
        return
    left: Iterable[Tuple[int, ...]]
    if array.dtype.kind == "f":
        left = _floats(numpy, array, numbers, floats)
    elif array.dtype.kind in "iu":
        left = _integers(numpy, array, numbers)
    else:
        left = list(numpy.ndindex(array.shape))
    for place in left:
        if mask is None or not mask[place]:
            # A float of numpy's own keeps its width, which its shortest decimal depends on.
            value = array[place] if array.dtype.kind == "f" else array.item(*place)
            numbers[place] = _counted(tell(value, name(*place), floats))
    if mask is not None:
        numbers[mask] = ABSENT


def _places(numpy: Any, wrong: Any, start: int) -> List[Tuple[int, ...]]:
    return [(start + int(row), *map(int, rest)) for row, *rest in numpy.argwhere(wrong)]


def _integers(numpy: Any, array: Any, numbers: Any) -> List[Tuple[int, ...]]:
    """Fills in whole numbers; gives the places of those that are too large."""
    numpy.copyto(numbers, array, casting="unsafe")
    numbers *= DECIMAL_ONE
    wrong = array > _MOST
    if array.dtype.kind == "i":
        wrong |= array < -_MOST
    return _places(numpy, wrong, 0)


def _floats(numpy: Any, array: Any, numbers: Any, floats: str) -> Iterator[Tuple[int, ...]]:
    """Fills in floats, NaN as missing; gives the places of those that one look does not tell, as
    they are come to.
    """
    if floats == "shortest" and are_doubles(numpy, array) and numbers.flags.f_contiguous:
        yield from _doubles(numpy, array, numbers)
        return
    tell = _exactly if floats == "exact" else _shortest
    rows = max(_PART // max(array[:1].size, 1), 1)
    for start in range(0, len(array), rows):
        part, into = array[start : start + rows], numbers[start : start + rows]
        double = _doubles_of(numpy, part, floats)
        with numpy.errstate(invalid="ignore", over="ignore"):
            told = tell(numpy, double, into)
        if part.dtype.itemsize > 8:
            told &= double == part
        if not told.all():
            missing = numpy.isnan(part)
            into[missing] = ABSENT
            yield from _places(numpy, ~(told | missing), start)


def are_doubles(numpy: Any, array: Any) -> bool:
    """Whether it is an array of doubles that C can go through."""
    if array.dtype != numpy.float64 or isinstance(array, numpy.ma.MaskedArray):
        return False
    is_native = array.dtype.isnative and array.flags.aligned
    return bool(is_native and all(step % array.itemsize == 0 for step in array.strides))


def _doubles(numpy: Any, array: Any, numbers: Any) -> Iterator[Tuple[int, ...]]:
    """Fills in doubles by C; gives the places of those that have more than six places or are none
    that a cell takes.
    """
    rows, columns = array.shape if array.ndim == 2 else (len(array), 1)
    steps = [step // array.itemsize for step in (*array.strides, 0)[:2]]
    untold = out("size")
    places = numpy_pointer(array, "double"), numpy_pointer(numbers, "decimal")
    function = lib.chiso_decimal_from_doubles
    ask("the numbers", function, places[0], rows, columns, *steps, places[1], untold)
    if untold.value:
        yield from _places(numpy, numbers == _UNTOLD, 0)


def _doubles_of(numpy: Any, part: Any, floats: str) -> Any:
    """Floats as doubles that lie as their millionths will, column after column: short ones by their
    own shortest decimals.
    """
    if part.dtype.itemsize < 8 and floats == "shortest":
        part = part.astype(str)
    return numpy.array(part, dtype=numpy.float64, order="F")


def _shortest(numpy: Any, part: Any, into: Any) -> Any:
    """A decimal of 6 places that gives the float is the shortest, where there is one such only."""
    millionths = part * float(DECIMAL_ONE)
    numpy.rint(millionths, out=millionths)
    numpy.copyto(into, millionths, casting="unsafe")
    is_unique = millionths.max() < _UNIQUE and millionths.min() > -_UNIQUE
    millionths /= float(DECIMAL_ONE)
    told = millionths == part
    if not is_unique:
        told &= numpy.abs(part) < _UNIQUE / DECIMAL_ONE
    return told


def _exactly(numpy: Any, part: Any, into: Any) -> Any:
    """The floats that are decimals of 6 places exactly are the multiples of 1/64."""
    scaled = part * 64.0
    steps = numpy.rint(scaled)
    numpy.copyto(into, steps, casting="unsafe")
    into *= DECIMAL_ONE // 64
    return (steps == scaled) & (numpy.abs(part) <= _MOST)


def whole_numbers(values: Any, word: str, what: str, most: int) -> Column:
    """A column of whole numbers from 0, as a type of C holds them. An array of numpy of that type
    is taken without a copy.
    """
    numpy = as_numpy(values)
    if numpy is None:
        found = [whole(value, f"number {i} of {what}", most) for i, value in enumerate(values)]
        return column_of(word, found)
    expect_column(values, what)
    if isinstance(values, numpy.ma.MaskedArray):
        raise TypeError(f"{what} is a masked array; expected whole numbers, each of them there")
    if values.dtype.kind not in "iu":
        raise TypeError(f"{what} is an array of {values.dtype}; expected whole numbers")
    kind = numpy_type(numpy, word)
    if values.dtype != kind:
        for (place,) in _places(numpy, (values < 0) | (values > most), 0)[:1]:
            whole(int(values[place]), f"number {place} of {what}", most)
    return numpy_column(numpy.ascontiguousarray(values, dtype=kind), word)


def doubles(columns: Sequence[Any], names: Sequence[str], what: str) -> Any:
    """Columns of doubles one behind the other, NaN for nothing. Raises ShapeError where they differ
    in length.
    """
    sizes = [len(column) for column in columns]
    if len(set(sizes)) > 1:
        found = f"{what} have {min(sizes)} to {max(sizes)} values; expected as many each"
        raise error_of(Status.E_SHAPE, found)
    numbers = [
        to_double(value, f"number {i} of {name}")
        for name, column in zip(names, columns)
        for i, value in enumerate(unwrapped(column))
    ]
    return array_of("double", numbers)


def square(rows: Any, names: Sequence[str]) -> Any:
    """The numbers of a square matrix, row by row. Raises ShapeError for another form."""
    count = len(names)
    lists = [list(row) for row in rows]
    if len(lists) != count or any(len(row) != count for row in lists):
        found = f"the matrix has {len(lists)} rows; expected {count} of {count} numbers"
        raise error_of(Status.E_SHAPE, found)
    return doubles(lists, [f"row {name}" for name in names], "the rows")
