"""pandas, where it is there: results as data frames."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, List, Sequence, Tuple


def pandas_for(feature: str) -> Any:
    """The module pandas. Raises ImportError, naming what needs it."""
    try:
        import pandas
    except ImportError as error:
        raise ImportError(f"{feature} needs pandas, which is not installed (Debian: apt-get install python3-pandas)") from error
    return pandas


def frame_of(fields: Sequence[str], rows: Sequence[Tuple[Any, ...]], numbers: str) -> Any:
    """A DataFrame with a column a member of the rows. ``numbers`` is "decimal" or "float"."""
    pandas = pandas_for("to_pandas()")
    if numbers not in ("decimal", "float"):
        raise ValueError(f"numbers is {numbers!r}; expected 'decimal' or 'float'")
    columns = {}
    for i, name in enumerate(fields):
        values: List[Any] = [row[i] for row in rows]
        if numbers == "float" and any(isinstance(value, Decimal) for value in values):
            columns[name] = pandas.Series([float("nan") if value is None else float(value) for value in values], dtype="float64")
        else:
            columns[name] = pandas.Series(values, dtype=None if values else object)
    return pandas.DataFrame(columns)
