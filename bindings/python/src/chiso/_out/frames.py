"""Tables as data frames of pandas, written from columns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence

from .._c.decimals import Known, decimals_of
from .._c.enums import DECIMAL_ONE, NOT_APPLICABLE


def pandas_for(feature: str) -> Any:
    """The module pandas. Raises ImportError, naming what needs it."""
    try:
        import pandas
    except ImportError as error:
        raise ImportError(
            f"{feature} needs pandas, which is not installed "
            "(Debian: apt-get install python3-pandas)"
        ) from error
    return pandas


def check_numbers(numbers: str) -> None:
    """Raises ValueError for another word than "decimal" or "float"."""
    if numbers not in ("decimal", "float"):
        raise ValueError(f"numbers is {numbers!r}; expected 'decimal' or 'float'")


class Millionths:
    """A column of figures as C holds them, an int64 array of numpy; ``digits`` are the places of
    those that are published.
    """

    def __init__(self, values: Any, digits: Optional[int] = None) -> None:
        self.values = values
        self.digits = digits

    def as_floats(self, into: Any = None) -> Any:
        """Doubles, each the nearest to its figure; NaN for one that does not exist. They may take
        the place of the figures.
        """
        import numpy

        values, absent = self.values, None
        if len(values) and values.min() <= NOT_APPLICABLE:
            absent = values <= NOT_APPLICABLE
        floats = numpy.divide(values, float(DECIMAL_ONE), out=into)
        if absent is not None:
            floats[absent] = numpy.nan
        return floats

    def as_decimals(self, known: Optional[Known] = None) -> Any:
        """Decimals, and None for what does not exist."""
        made = Known(self.digits) if known is None else known
        return _objects(decimals_of(self.values.tolist(), made))


class Ranks:
    """A column of ranks, from an array of places of numpy."""

    def __init__(self, places: Any) -> None:
        self.places = places

    def as_floats(self, into: Any = None) -> Any:
        """Doubles, which hold halves; NaN for no rank."""
        import numpy

        ranks, halves = self.places["rank"], self.places["half"]
        floats = numpy.empty(len(ranks)) if into is None else into
        floats[:] = ranks
        if halves.any():
            floats += 0.5 * halves
        if not ranks.all():
            floats[ranks == 0] = numpy.nan
        return floats

    def as_decimals(self) -> Any:
        """Whole numbers where all are, else objects: a Decimal for a half, None for none."""
        import numpy

        ranks, halves = self.places["rank"], self.places["half"]
        if ranks.all() and not halves.any():
            return ranks.astype(numpy.int64)
        pairs = zip(ranks.tolist(), halves.tolist())
        return _objects([(Decimal(f"{r}.5") if half else r) if r else None for r, half in pairs])


def objects_for(numbers: Any, object_of: Callable[[int], Any]) -> Any:
    """A column of objects that stand for numbers, each made once."""
    import numpy

    known, places = numpy.unique(numbers, return_inverse=True)
    return _objects([object_of(number) for number in known.tolist()])[places]


def _objects(values: List[Any]) -> Any:
    import numpy

    column = numpy.empty(len(values), dtype=object)
    # As a slice, numpy would look into each of them for numbers, which takes ten times as long.
    for i, value in enumerate(values):
        column[i] = value
    return column


def frame_of(columns: Mapping[Any, Any], numbers: str, index: Any = None) -> Any:
    """A DataFrame of columns, each an array or one of the classes above."""
    pandas = pandas_for("to_pandas()")
    check_numbers(numbers)
    known: Dict[Optional[int], Known] = {}
    made = {}
    for name, column in columns.items():
        if isinstance(column, Millionths) and numbers == "decimal":
            shared = known.setdefault(column.digits, Known(column.digits))
            made[name] = column.as_decimals(shared)
        else:
            made[name] = plain_column(column, numbers)
    return pandas.DataFrame(made, index=index)


def plain_column(column: Any, numbers: str) -> Any:
    """A column as pandas takes it."""
    if isinstance(column, (Millionths, Ranks)):
        return column.as_floats() if numbers == "float" else column.as_decimals()
    return column


def frame_of_rows(fields: Sequence[str], rows: Sequence[Any], numbers: str) -> Any:
    """A DataFrame with a column a member of the rows."""
    pandas = pandas_for("to_pandas()")
    columns: Dict[str, Any] = {}
    for name in fields:
        values = [getattr(row, name) for row in rows]
        if numbers == "float" and any(isinstance(value, Decimal) for value in values):
            floats = [float("nan") if value is None else float(value) for value in values]
            columns[name] = pandas.Series(floats, dtype="float64")
        else:
            kind = None if values and None not in values else object
            columns[name] = pandas.Series(values, dtype=kind)
    return pandas.DataFrame(columns)
