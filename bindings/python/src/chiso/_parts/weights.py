"""Weights of criteria: decimals that add up to 1 exactly, from judgement or from data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Iterator, Mapping, NamedTuple, Optional, Sequence

from .._c.calls import call
from .._c.decimals import decimals_of
from .._c.enums import Language
from .._c.library import lib
from .._c.memory import array_of, room
from .._c.records import members
from .._c.structs import structs
from .._in.column import square
from .._in.number import to_double
from .._out.table import Shown, Visible
from .._out.words import heading


class Consistency(NamedTuple):
    """How well the judgements of a pairwise comparison fit together; Saaty asks for a ratio of at
    most 0.1.

    >>> Weights.ahp(["a", "b"], [[1, 2], [0.5, 1]]).consistency.lambda_max
    2.0
    """

    lambda_max: float
    index_: float
    ratio: float


class Weights(Shown, Mapping[str, Decimal]):
    """Weights by name, that add up to 1 exactly: each number's share, rounded to six places by the
    largest remainder.

    >>> Weights({"a": 1, "b": 1, "c": 1})["a"]
    Decimal('0.333334')
    >>> weights = Weights.ahp(["cost", "quality"], [[1, 3], [0.333, 1]])
    >>> weights["cost"], weights.consistency.ratio
    (Decimal('0.75'), 0.0)
    """

    def __init__(
        self, numbers: Mapping[str, Any], consistency: Optional[Consistency] = None
    ) -> None:
        count = len(numbers)
        given = [to_double(value, f"the weight of {name}") for name, value in numbers.items()]
        rounded = room("decimal", count)
        call(lib.chiso_weights_round, array_of("double", given), count, rounded)
        weights = [weight or Decimal(0) for weight in decimals_of(rounded[:count])]
        self._weights = dict(zip(map(str, numbers), weights))
        #: Of a pairwise comparison; else None.
        self.consistency = consistency

    @classmethod
    def equal(cls, names: Sequence[str]) -> "Weights":
        """All the same.

        >>> Weights.equal(["a", "b"])["a"]
        Decimal('0.5')
        """
        return cls({name: 1.0 for name in names})

    @classmethod
    def ahp(cls, names: Sequence[str], matrix: Any) -> "Weights":
        """From pairwise comparison (analytic hierarchy process): row i, column j says how many
        times as important i is as j.

        Raises StatisticsError for a matrix that is not positive or not reciprocal, RangeError for
        more than 15 names.

        >>> Weights.ahp(["a", "b"], [[1, 4], [0.25, 1]])["a"]
        Decimal('0.8')
        """
        numbers = square(matrix, names)
        weights, consistency = room("double", len(names)), structs.consistency()
        call(lib.chiso_weights_ahp, numbers, len(names), weights, consistency)
        told = Consistency(*members("consistency", consistency, Consistency._fields))
        return cls(dict(zip(names, weights)), told)

    def __getitem__(self, name: str) -> Decimal:
        return self._weights[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._weights)

    def __len__(self) -> int:
        return len(self._weights)

    def _visible(self, rows: int, language: Language = Language.ENGLISH) -> Visible:
        cells = [[name, weight] for name, weight in list(self._weights.items())[:rows]]
        return ["", heading("weight")], cells, len(self._weights)

    def __repr__(self) -> str:
        return f"Weights({self._weights!r})"
