"""Boards: what many units achieved on one criteria tree, in one period and stage."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence, Tuple, Union

from . import _blocks
from ._blocks import BlockSummary
from ._enums import Key, Measure, Predecessor, RankedNodes, Ties
from ._filled import Cells
from ._handle import expect, new_handle
from ._library import lib
from ._structs import structs
from ._table import SHOWN, as_html, plain
from .audit import Audit
from .bands import Bands
from .compare import Comparison
from .errors import NOT_SCORED, ask_figures, call
from .maps import Map
from .ranking import Ranking, RankOptions
from .report import Report
from .statistics import Statistics
from .tree import NodeLike, Tree
from .what_if import WhatIf


class Board(Cells):
    """What units achieved on a tree. Cells go in by ``board[unit, criterion] = value``, by column, or from files; then :meth:`score`.

    ``board["skhcn"]`` is a :class:`Unit`, ``board["skhcn", "1.2"]`` a :class:`Score`: one criterion of that unit; ``for unit in board`` goes through
    the units in the order of adding, and ``len(board)`` counts them.

    A cell takes text as a spreadsheet would hold it ("17.24", "97.8%", "978/1000", "yes", "12|30|5|1"), an int, a Decimal, a float that is exactly a
    decimal of 6 places, a tuple (numerator, denominator) for a rate, a list of counts for a survey, None for missing, and
    :data:`NOT_APPLICABLE`.

    A scored board may be read by any number of threads. A change while another thread reads or changes it, or while an array of
    :meth:`points` looks at it, is refused with a StateError, and nothing is done.

    >>> import chiso
    >>> tree = chiso.Tree("PAR index")
    >>> _ = tree.add("1", "Steering", 19), tree.add("2", "On-time files", 5, rule="rate from 80%")
    >>> board = chiso.Board(tree)
    >>> board.add_unit("skhcn", "Sở Khoa học và Công nghệ", "so")
    <Unit skhcn 'Sở Khoa học và Công nghệ' not scored>
    >>> board["skhcn", "1"] = "17.24"
    >>> board["skhcn", "2"] = 978, 1000
    >>> dept = board.score()["skhcn"]
    >>> dept.achieved, dept.percent, f"{dept.rank}/{dept.out_of}"
    (Decimal('22.13'), Decimal('92.21'), '1/1')
    """

    # ---- Results

    def score(self) -> "Board":
        """Gives every node of every unit its figures, and returns the board. Time: linear in units × nodes.

        Raises EmptyError where there is no unit, RangeError for figures beyond what a decimal holds.

        >>> board.score().is_scored
        True
        """
        if not lib.chiso_board_is_scored(self._c):
            with self._guard.work:
                call(lib.chiso_board_score, self._c)
        return self

    @property
    def is_scored(self) -> bool:
        """Whether the board was scored and not changed since."""
        return bool(lib.chiso_board_is_scored(self._c))

    def ranking(
        self,
        node: NodeLike = "",
        *,
        block: Optional[str] = None,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> Ranking:
        """Ranks the units by a node: within blocks, of one block only, or overall.

        ``ties`` is "competition", "dense", "modified", "average" or "ordinal", the last with the criteria of ``tie_break`` to decide; ``key`` is "exact"
        or "published". Raises StateError where the board is not scored, UnitError where there is no such block.

        >>> [(row.rank, row.unit) for row in board.ranking("1", block="so", ties="dense")]
        [(1, 'skhcn'), (2, 'sxd')]
        """
        return Ranking(self, node, RankOptions(self, ties, key, overall, tie_break), block)

    def report(
        self,
        *,
        bands: Optional[Bands] = None,
        comparison: Optional[Comparison] = None,
        overall: Optional[bool] = None,
        ties: Union[Ties, str, None] = None,
        key: Union[Key, str, None] = None,
        tie_break: Optional[Sequence[NodeLike]] = None,
    ) -> Report:
        """The ranks of every node and the bands, to be read and written as JSON or CSV; with a comparison of this board also what changed.

        What is not said is as in the comparison, its bands too; without one as in :meth:`ranking`. Raises ShapeError for a comparison of another board, or
        one that ranks otherwise, or the whole index only.

        >>> board.report(bands=chiso.Bands({"A": 90}))["skhcn"].band
        'A'
        >>> print(board.report(comparison=board.compare(before)).to_csv().splitlines()[0])
        unit,name,block,ranked,state,achieved,max,percent,coverage,lowest,highest,rank,out_of,tied,band,previous_achieved,previous_percent,previous_rank,\
achieved_change,percent_change,rank_change,both,score_only,rank_only,neither,1,2
        """
        return Report(self, bands, comparison, ties, key, overall, tie_break)

    def compare(
        self,
        before: "Board",
        *,
        criteria_map: Optional[Map] = None,
        unit_map: Optional[Map] = None,
        bands: Optional[Bands] = None,
        predecessor: Union[Predecessor, str] = Predecessor.SHARES,
        ranked: Union[RankedNodes, str] = RankedNodes.ALL,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> Comparison:
        """Sets this board, now, against an earlier one. Both are scored; their trees may differ. Codes are matched by being the same, or by maps.

        ``ranked="root"`` ranks the whole index only, which is much quicker for many units.

        >>> board.compare(before)["skhcn"].points
        Decimal('2.8')
        """
        options = RankOptions(self, ties, key, overall, tie_break)
        return Comparison(self, expect(before, Board, "before"), options, criteria_map, unit_map, bands, predecessor, ranked)

    def summary(self, node: NodeLike = "", block: Optional[str] = None, digits: Optional[int] = None) -> BlockSummary:
        """What the ranked units of a block, or of the board, have in common: mean, median, quartiles, deviation of their percents.

        >>> board.summary().mean, board.summary("1", digits=4).stdev
        (Decimal('88.67'), Decimal('5.8947'))
        """
        return _blocks.summary(self, node, block, digits)

    def quarters(self, node: NodeLike = "", block: Optional[str] = None) -> Dict[str, int]:
        """Four groups by the quartiles, 1 the best, by the code of the unit; those without a percent are in none.

        >>> board.quarters()
        {'skhcn': 1, 'sxd': 4}
        """
        return _blocks.quarters(self, node, block)

    def band_counts(
        self, bands: Bands, node: NodeLike = "", block: Optional[str] = None, key: Union[Key, str] = Key.EXACT
    ) -> Dict[str, int]:
        """How many ranked units are in each band, by its name.

        >>> board.band_counts(chiso.Bands({"A": 90, "B": 80}))
        {'A': 1, 'B': 1}
        """
        return _blocks.band_counts(self, expect(bands, Bands, "bands"), node, block, key)

    def statistics(
        self, nodes: Optional[Sequence[NodeLike]] = None, *, measure: Union[Measure, str] = Measure.PERCENT, block: Optional[str] = None
    ) -> Statistics:
        """Summaries, correlations, reliability and weights of criteria: by default those directly below the root. In doubles.

        >>> board.statistics().names
        ['1', '2']
        """
        return Statistics.of(self, nodes, measure, block)

    def audit(self) -> Audit:
        """Whether the cells and figures are plausible: what is worth a look.

        >>> len(board.audit())
        0
        """
        return Audit.board(self)

    def what_if(
        self,
        *,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> WhatIf:
        """Begins changes on trial over the board, which stays as it is.

        >>> with board.what_if() as w:
        ...     w["sxd", "1"] = 19
        ...     w["sxd"].rank
        1
        """
        return WhatIf(self, RankOptions(self, ties, key, overall, tie_break))

    def _is_readable(self) -> bool:
        return self.is_scored

    def _read_result(self, unit: int, node: int) -> Any:
        with self._guard.look:
            return self._result(unit, node)

    def _result(self, unit: int, node: int) -> Any:
        """The figures of C; inside a look or a read."""
        struct = structs.result()
        ask_figures(NOT_SCORED, lambda: self._named(unit, node), lib.chiso_board_result, self._c, unit, node, struct)
        return struct

    def _read_place(self, unit: int, node: int) -> Any:
        """The place of C within blocks by the exact percent; rankings are made once a node, and kept until the board changes."""
        ranking = self._rankings.get(node)
        if ranking is None:
            ranking = new_handle("ranking")
            with self._guard.read:
                call(lib.chiso_ranking_new, self._c, node, None, ranking)
                self._rankings[node] = ranking
        struct = structs.place()
        with self._guard.look:
            ask_figures(NOT_SCORED, lambda: self._named(unit, node), lib.chiso_ranking_place, ranking, unit, struct)
        return struct

    def _ranked(self, options: RankOptions) -> Any:
        """The rankings of every node in C, shared by all that ask while one of them is there; None where the board is not scored."""
        shared = self._shared.get(options.rule)
        if shared is None and self.is_scored:
            shared = new_handle("rankings")
            with self._guard.read:
                call(lib.chiso_rankings_new, self._c, options.struct, shared)
                self._shared[options.rule] = shared
        return shared

    # ---- As a whole

    def _rows(self) -> List[List[Any]]:
        scored = self.is_scored
        rows = []
        for unit in list(self)[:SHOWN]:
            figures = [unit.achieved, unit.max, unit.percent, str(unit.place)] if scored else [None, None, None, ""]
            rows.append([unit.code, unit.name, unit.block, *figures])
        return rows

    def __str__(self) -> str:
        if self.closed:
            return "<Board closed>"
        more = f"\n… and {len(self) - SHOWN} more" if len(self) > SHOWN else ""
        return plain(_HEADINGS, self._rows()) + more

    def __repr__(self) -> str:
        if self.closed:
            return "<Board closed>"
        state = "scored" if self.is_scored else "not scored"
        return f"<Board of {len(self)} units on {self._tree.title!r}, {state}>"

    def _repr_html_(self) -> str:
        more = f"… and {len(self) - SHOWN} more" if len(self) > SHOWN else ""
        return as_html(f"{self._tree.title or 'Board'}: {len(self)} units", _HEADINGS, self._rows(), more)

    def __reduce__(self) -> Any:
        return _board_from, (self._tree, self.to_csv() if len(self) else "", self.is_scored)


_HEADINGS = ["unit", "name", "block", "achieved", "max", "percent", "rank"]


def _board_from(tree: Tree, text: str, scored: bool) -> Board:
    board = Board.from_csv(tree, text) if text else Board(tree)
    return board.score() if scored else board
