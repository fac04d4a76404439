"""Statistics of columns: summaries, correlations and reliability, of a scored board's criteria or
of any numbers.

This part computes with doubles; nothing of it flows back into points.
"""

from __future__ import annotations

from typing import Any, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from .._c.calls import call
from .._c.enums import Correlation, Language, Measure, WeightsMethod, pick
from .._c.library import lib
from .._c.memory import array_of, numpy_for, out, room
from .._c.records import members
from .._c.structs import structs
from .._in.column import doubles
from .._in.number import truth
from .._out.frames import check_numbers, pandas_for
from .._out.table import Rows, Table, Visible
from .node import Node
from .units import Units
from .weights import Weights

_FIGURES = (
    "count mean variance_n variance_n1 stdev_n stdev_n1 min quartile1 median quartile3 max "
    "skewness_g1 skewness_adjusted"
).split()


def _place_of(names: Sequence[str], name: Any) -> int:
    if name not in names:
        raise KeyError(f"there is no column {name!r}; there are {', '.join(names)}")
    return names.index(name)


class ColumnSummary(NamedTuple):
    """The figures of a column over the values that it has; NaN for a figure that does not exist.
    ``_n`` is divided by n, ``_n1`` by n - 1.

    >>> board.statistics().summary("1").max
    90.73684210526316
    """

    column: str
    values: int
    mean: float
    variance_n: float
    variance_n1: float
    stdev_n: float
    stdev_n1: float
    min: float
    quartile1: float
    median: float
    quartile3: float
    max: float
    skewness_g1: float
    skewness_adjusted: float


class Matrix(Table[Tuple[Any, ...]]):
    """A square matrix with names: ``matrix["1", "2"]``, ``matrix["1"]`` for the row of one, or
    ``matrix.rows`` as lists of numbers.

    >>> matrix = chiso.Statistics({"a": [1, 2], "b": [4, 3]}).correlation()
    >>> matrix["a", "b"], matrix.rows
    (-1.0, [[1.0, -1.0], [-1.0, 1.0]])
    """

    def __init__(self, names: Sequence[str], rows: List[List[float]]) -> None:
        self.names = list(names)
        self.rows = rows

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, tuple):
            row, column = (_place_of(self.names, name) for name in key)
            return self.rows[row][column]
        return super().__getitem__(_place_of(self.names, key) if isinstance(key, str) else key)

    def __contains__(self, name: object) -> bool:
        return name in self.names or (isinstance(name, tuple) and super().__contains__(name))

    def __len__(self) -> int:
        return len(self.rows)

    def _row(self, index: int) -> Tuple[Any, ...]:
        return (self.names[index], *self.rows[index])

    def _visible(self, rows: int, language: Language = Language.ENGLISH) -> Visible:
        cells = [list(self._row(i)) for i in range(min(len(self), rows))]
        return ["", *self.names], cells, len(self)

    def to_numpy(self) -> Any:
        """The numbers as a float64 array.

        >>> chiso.Statistics({"a": [1, 2], "b": [4, 3]}).correlation().to_numpy().shape
        (2, 2)
        """
        return numpy_for("to_numpy()").array(self.rows, dtype="float64")

    def to_pandas(self, numbers: str = "float") -> Any:
        """The matrix as a DataFrame with the names as index and columns.

        >>> chiso.Statistics({"a": [1, 2], "b": [4, 3]}).correlation().to_pandas().loc["a", "b"]
        -1.0
        """
        check_numbers(numbers)
        pandas = pandas_for("to_pandas()")
        return pandas.DataFrame(self.rows, index=self.names, columns=self.names)


class Statistics:
    """Columns of numbers, a value a unit, None or NaN where there is none: of
    :meth:`Board.statistics`, or of a mapping from names.

    >>> columns = Statistics({"a": [1, 2, 3, 4], "b": [1, 3, 2, None], "c": [2, 4, 6, 8]})
    >>> columns.summary("a").mean, columns.correlation("pearson")["a", "c"]
    (2.5, 1.0)
    >>> columns.correlation("spearman")["a", "b"]
    0.5
    """

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        self.names = [str(name) for name in columns]
        self._values = doubles(list(columns.values()), self.names, "the columns")
        self.units = len(next(iter(columns.values()))) if columns else 0

    @classmethod
    def _of(
        cls, board: Units, nodes: Sequence[Node], measure: Union[Measure, str], block: Optional[str]
    ) -> "Statistics":
        """The columns of criteria of a scored board, over its ranked units."""
        ids = array_of("node", [node.id for node in nodes])
        how = pick(Measure, measure, "measure"), board._block(block)
        columns = cls({})
        with board._guard.read:
            columns.units = len(board)
            columns._values = room("double", len(nodes) * columns.units)
            call(lib.chiso_board_values, board._c, ids, len(nodes), *how, columns._values)
        columns.names = [node.code for node in nodes]
        return columns

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __reversed__(self) -> Iterator[str]:
        return reversed(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __getitem__(self, name: str) -> List[float]:
        start = _place_of(self.names, name) * self.units
        return list(self._values[start : start + self.units])

    def summary(self, name: str) -> ColumnSummary:
        """The figures of one column.

        >>> board.statistics(measure="achieved").summary("1").mean
        16.119999999999997
        """
        values = self[name]
        struct, numbers = structs.column_summary(), array_of("double", values)
        call(lib.chiso_column_summarise, numbers, len(values), None, struct)
        return ColumnSummary._make((name, *members("column_summary", struct, _FIGURES)))

    def summaries(self) -> Rows[ColumnSummary]:
        """The figures of all columns.

        >>> [row.column for row in board.statistics().summaries()]
        ['1', '2']
        """
        hidden = ("variance_n", "variance_n1", "stdev_n1", "skewness_g1", "skewness_adjusted")
        rows = [self.summary(name) for name in self.names]
        return Rows(ColumnSummary._fields, rows, "", hidden, "column")

    def correlation(self, kind: Union[Correlation, str] = Correlation.PEARSON) -> Matrix:
        """Each column with each, over the units that have both: "pearson", "spearman" or "kendall"
        (tau-b).

        >>> board.statistics().correlation()["1", "2"]
        -0.9999999999999998
        """
        count, how = len(self.names), pick(Correlation, kind, "kind")
        matrix, function = room("double", count * count), lib.chiso_correlation_matrix
        call(function, self._values, count, self.units, how, None, matrix)
        return Matrix(self.names, [list(matrix[i * count : (i + 1) * count]) for i in range(count)])

    def alpha(self, standardised: bool = False) -> float:
        """Cronbach's alpha over the units that have all values: how far the columns measure one
        thing.

        >>> Statistics({"a": [1, 2, 3], "b": [1, 2, 4]}).alpha(standardised=True) > 0.9
        True
        """
        alpha, how = out("double"), truth(standardised, "standardised")
        size = len(self.names), self.units
        call(lib.chiso_cronbach_alpha, self._values, *size, how, None, alpha)
        return float(alpha.value)

    def weights(
        self, method: Union[WeightsMethod, str], less_is_better: Sequence[str] = ()
    ) -> Weights:
        """Weights that follow from the columns: "equal", "entropy", "deviation", "critic" (with the
        columns on which less is better) or "component".

        >>> board.statistics().weights("equal")["1"]
        Decimal('0.5')
        """
        how = pick(WeightsMethod, method, "method")
        count = len(self.names)
        numbers, size = room("double", count), (count, self.units)
        for name in less_is_better:
            _place_of(self.names, name)
        turned = array_of("bool", [name in less_is_better for name in self.names])
        if how == WeightsMethod.EQUAL:
            numbers = [1 / count for _ in range(count)]
        elif how == WeightsMethod.CRITIC:
            call(lib.chiso_weights_critic, self._values, *size, turned, None, numbers)
        elif how == WeightsMethod.COMPONENT:
            call(lib.chiso_weights_component, self._values, *size, None, numbers, None)
        else:
            function = getattr(lib, f"chiso_weights_{how.word}")
            call(function, self._values, *size, None, numbers)
        return Weights(dict(zip(self.names, numbers)))

    def __repr__(self) -> str:
        return f"<Statistics of {len(self.names)} columns, {self.units} units>"

    def __str__(self) -> str:
        return str(self.summaries())

    def _repr_html_(self) -> str:
        return self.summaries()._repr_html_()

    def to_pandas(self) -> Any:
        """The columns as a DataFrame of float64.

        >>> board.statistics(["1"]).to_pandas().shape
        (2, 1)
        """
        return pandas_for("to_pandas()").DataFrame({name: self[name] for name in self.names})
