"""Series: units over any number of boards, each under the label of its period."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Union

from ._enums import Key, Ties
from ._handle import Object, Reading, expect, new_handle
from ._library import lib
from ._records import Rank, members, place_of
from ._structs import structs
from ._table import Rows
from ._text import encode
from .board import Board
from .errors import call
from .ranking import RankOptions
from .tree import NodeLike


class SeriesPoint(NamedTuple):
    """What a node of a unit has in one period. What does not exist is None.

    >>> chiso.Series({"2019": before, "2021": board})["sxd"][1].achieved
    Decimal('39')
    """

    period: str
    has_unit: bool
    has_node: bool
    achieved: Optional[Decimal]
    max: Optional[Decimal]
    percent: Optional[Decimal]
    rank: Rank
    out_of: int
    tied: int


class Series(Object):
    """A series of scored boards, whose trees and units may differ; units and criteria are found by their codes.

    ``series["skhcn"]`` and ``series["skhcn", "1.2"]`` are tables, a row a period; ``len(series)`` counts periods. StateError once a board changed.

    >>> import chiso
    >>> tree = chiso.Tree.from_csv("code,title,max\\n1,A,10\\n")
    >>> boards = {year: chiso.Board.from_csv(tree, f"unit,1\\na,{points}\\n").score() for year, points in (("2019", 5), ("2021", 8))}
    >>> print(chiso.Series(boards)["a"])
    period  achieved  max  percent  rank  out of
    2019           5   10    50.00     1       1
    2021           8   10    80.00     1       1
    """

    _kind = "series"

    def __init__(self, boards: Optional[Mapping[str, Board]] = None) -> None:
        handle = new_handle("series")
        call(lib.chiso_series_new, None, handle)
        super().__init__(handle)
        self._given: Dict[str, Board] = {}
        self._boards: Dict[str, Board] = {}
        for label, board in (boards or {}).items():
            self.add(label, board)

    def add(
        self,
        label: str,
        board: Board,
        *,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> "Series":
        """Adds a period behind those that are there; its nodes are ranked once, here.

        >>> chiso.Series().add("2021", board, overall=True).labels
        ['2021']
        """
        options = RankOptions(expect(board, Board, "the board"), ties, key, overall, tie_break)
        text = encode(label, "the label")
        with self._guard.work, board._guard.read:
            call(lib.chiso_series_add, self._c, text, board._c, options.struct)
            self._given[label], self._boards[label] = board, board._alias()
        return self

    @property
    def labels(self) -> List[str]:
        """The labels of the periods, in the order of adding."""
        self._c
        return list(self._boards)

    def board(self, label: str) -> Board:
        """The board of a period. Raises KeyError.

        >>> chiso.Series({"2021": board}).board("2021") is board
        True
        """
        self._c
        return self._given[label]

    def __len__(self) -> int:
        return int(lib.chiso_series_count(self._c))

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, key: Any) -> Rows[SeriesPoint]:
        unit, node = key if isinstance(key, tuple) else (key, "")
        code = encode(getattr(unit, "code", unit), "the unit")
        criterion = encode(getattr(node, "code", node), "the criterion")
        count = len(self)
        points = (structs.series_point * max(count, 1))()
        handle = self._c
        with self._guard.look, Reading(*self._boards.values()):
            call(lib.chiso_series_points, handle, code, criterion, count, points)
        rows = [self._point(label, board, point) for (label, board), point in zip(self._boards.items(), points)]
        return Rows(SeriesPoint._fields, rows, "", ("has_unit", "has_node", "tied"))

    def _point(self, label: str, board: Board, struct: Any) -> SeriesPoint:
        names = ("has_unit", "has_node", "achieved", "max", "percent")
        figures = members("series_point", struct, names, board._digits, ("percent",))
        return SeriesPoint._make((label, *figures, *place_of(struct.place)))

    def __repr__(self) -> str:
        return "<Series closed>" if self.closed else f"<Series of {', '.join(self.labels) or 'no period'}>"
