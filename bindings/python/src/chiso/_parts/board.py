"""Boards: what many units achieved on one criteria tree, in one period and stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Optional, Sequence, Union

from .._c.calls import NOT_SCORED, call, check_figures
from .._c.enums import Key, Language, Measure, Predecessor, RankedNodes, RowOrder, Ties
from .._c.handle import expect, intake_if_any, new_handle
from .._c.library import lib
from .._c.memory import out
from .._in.number import Number
from .._in.text import Path
from .._in.workbook import SheetName, placed
from .._out.figure import Figure
from .._out.page import Page
from .._out.table import Shown, Visible, closed_text
from .._out.words import heading, say
from . import block as _block
from . import overview as _overview
from .audit import Audit
from .bands import Bands
from .block import BlockSummary
from .cells import UnitLike
from .compare import Comparison
from .drawing import Look, Pictured
from .mapping import MappingLike
from .maps import Map
from .node import NodeLike
from .options import RankOptions
from .pages import Paged, Press, Subject
from .ranking import Ranking
from .report import Report
from .results import Results
from .robustness import Robustness
from .statistics import Statistics
from .tree import Tree
from .what_if import WhatIf
from .workbook import points_text

_FIGURES = ("achieved", "percent", "rank")

if TYPE_CHECKING:
    from .intake import Intake


class Board(Results, Pictured, Paged, Shown):
    """What units achieved on a tree. Cells go in by ``board[unit, criterion] = value``, by column,
    or from files; then :meth:`score`.

    ``board["skhcn"]`` is a :class:`Unit`, ``board["skhcn", "1.2"]`` a :class:`Score`: one criterion
    of that unit; ``for unit in board`` goes through the units in the order of adding, and
    ``len(board)`` counts them.

    A cell takes text as a spreadsheet would hold it ("17.24", "1.4e-06", "97.8%", "978/1000",
    "yes", "12|30|5|1"), an int, a Decimal, a float, which stands for its shortest decimal, a tuple
    (numerator, denominator) or a Fraction for a rate, a list of counts for a survey, None for
    missing, and :data:`NOT_APPLICABLE`. It keeps 15 decimals.

    A scored board may be read by any number of threads. A change while another thread reads or
    changes it, or while an array of :meth:`points` looks at it, is refused with a StateError, and
    nothing is done.

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

    _pictures = Report._pictures
    _bars = Report._bars

    # ---- Workbooks

    @classmethod
    def read_excel(
        cls, tree: Tree, path: Path, sheet: SheetName = None, mapping: MappingLike = None
    ) -> "Board":
        """A board from a sheet of a workbook, as :meth:`add_excel` takes it. Not scored yet.

        >>> chiso.Board.read_excel(tree, "no/such/file.xlsx")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.xlsx
        """
        return cls(tree).add_excel(path, sheet, mapping)

    def add_excel(
        self, path: Path, sheet: SheetName = None, mapping: MappingLike = None
    ) -> "Board":
        """Reads units and cells from a sheet of a workbook, by openpyxl, all of it or nothing: the
        sheet of that name or number, from 1, or the only one; a mapping says how, as for
        :meth:`read_csv`. An error names its cell.

        What is shown as 25% is 25%, what is merged downwards stands in each row, a number has its
        shortest decimals, a formula its value that was saved. Raises ImportError where openpyxl is
        absent.

        >>> board.add_excel("no/such/file.xlsx")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.xlsx
        """
        found = points_text(path, sheet, mapping)
        with placed(found.sheet):
            return self.add_csv(found.text, found.mapping)

    # ---- Another tree

    def derive(self, tree: Tree) -> "Board":
        """A board over another tree, usually of :meth:`Tree.derive`, with the units of this one and
        the cells, notes and set results of the criteria that both have. It is not scored yet; this
        one stays as it is. Cells of another rule are read anew: CellError where that does
        not take one.

        >>> without = board.derive(tree.derive(without="2")).score()
        >>> [(row.unit, row.rank) for row in without.ranking()]
        [('skhcn', 1), ('sxd', 2)]
        """
        return self._derived(tree)

    # ---- Results

    def score(self) -> "Board":
        """Gives every node of every unit its figures, and returns the board. Time: linear in units
        × nodes.

        Raises EmptyError where there is no unit, RangeError for figures beyond what a decimal
        holds.

        >>> board.score().is_scored
        True
        """
        if not lib.chiso_board_is_scored(self._c):
            with self._guard.work:
                call(lib.chiso_board_score, self._c)
        return self

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

        ``ties`` is "competition", "dense", "modified", "average" or "ordinal"; between equals the
        criteria of ``tie_break`` decide first; ``key`` is "exact" or "published". Raises StateError
        where the board is not scored, UnitError where there is no such block.

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
        intake: Optional["Intake"] = None,
        language: Union[Language, str] = Language.ENGLISH,
        order: Union[RowOrder, str] = RowOrder.FILE,
        robustness: Optional[Robustness] = None,
    ) -> Report:
        """The ranks of every node and the bands, to be read and written as JSON or CSV; with a
        comparison of this board also what changed, with what read the files their doubts, and with
        a robustness how sure the ranks are.

        ``language`` "vi" gives CSV Vietnamese headings and words; ``order`` "rank" puts what is
        written in the order of ranks, block after block.

        What is not said is as in the comparison, its bands too; without one as in :meth:`ranking`.
        Raises ShapeError for a comparison of another board, or one that ranks otherwise, or the
        whole index only, and for a robustness of another board, other ranks or other bands.

        >>> board.report(bands=chiso.Bands({"A": 90}))["skhcn"].band
        'A'
        >>> changes = board.report(comparison=board.compare(before)).to_csv()
        >>> changes.splitlines()[0].count("previous")
        3
        >>> board.report(robustness=board.robustness("100")).to_csv().count("rank_median")
        1
        >>> board.report(language="vi", order="rank").to_csv()[:19]
        'Mã đơn vị,Tên đơn v'
        """
        return Report(
            self,
            bands,
            comparison,
            ties,
            key,
            overall,
            tie_break,
            intake,
            language,
            order,
            robustness,
        )

    def _draw(self, kind: str, units: List[str], code: str, look: Look) -> Figure:
        return self.report()._draw(kind, units, code, look)

    def _make_page(self, subject: Subject, press: Press) -> Page:
        return self.report()._make_page(subject, press)

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
        """Sets this board, now, against an earlier one. Both are scored; their trees may differ.
        Codes are matched by being the same, or by maps.

        ``ranked="root"`` ranks the whole index only, which is much quicker for many units.

        >>> board.compare(before)["skhcn"].points
        Decimal('2.8')
        """
        options = RankOptions(self, ties, key, overall, tie_break)
        return Comparison(
            self,
            expect(before, Board, "before"),
            options,
            criteria_map,
            unit_map,
            bands,
            predecessor,
            ranked,
        )

    def compare_units(self, unit: UnitLike, other: UnitLike, node: NodeLike = "") -> int:
        """Which of two units has the greater percent, as ranks see it: 1 where the first is above,
        -1 where it is below, 0 where they are equal. By the carried figures, whatever is shown; a
        unit without a percent is below all others.

        >>> board.compare_units("skhcn", "sxd"), board.compare_units("skhcn", "sxd", "2")
        (1, -1)
        """
        place, units, order = self._tree[node].id, (self._unit(unit), self._unit(other)), out("int")
        with self._guard.look:
            status = lib.chiso_board_compare(self._c, place, *units, order)
            check_figures(status, NOT_SCORED, lambda: "the order of two units")
        return int(order.value)

    def summary(
        self, node: NodeLike = "", block: Optional[str] = None, digits: Optional[int] = None
    ) -> BlockSummary:
        """What the ranked units of a block, or of the board, have in common: mean, median,
        quartiles, deviation of their percents.

        >>> board.summary().mean, board.summary("1", digits=4).stdev
        (Decimal('88.67'), Decimal('5.8947'))
        """
        return _block.summary(self, node, block, digits)

    def quarters(self, node: NodeLike = "", block: Optional[str] = None) -> Dict[str, int]:
        """Four groups by the quartiles, 1 the best, by the code of the unit; those without a
        percent are in none.

        >>> board.quarters()
        {'skhcn': 1, 'sxd': 4}
        """
        return _block.quarters(self, node, block)

    def band_counts(
        self,
        bands: Bands,
        node: NodeLike = "",
        block: Optional[str] = None,
        key: Union[Key, str] = Key.EXACT,
    ) -> Dict[str, int]:
        """How many ranked units are in each band, by its name.

        >>> board.band_counts(chiso.Bands({"A": 90, "B": 80}))
        {'A': 1, 'B': 1}
        """
        return _block.band_counts(self, expect(bands, Bands, "bands"), node, block, key)

    def statistics(
        self,
        nodes: Optional[Sequence[NodeLike]] = None,
        *,
        measure: Union[Measure, str] = Measure.PERCENT,
        block: Optional[str] = None,
    ) -> Statistics:
        """Summaries, correlations, reliability and weights of criteria: by default those directly
        below the root. In doubles.

        >>> board.statistics().names
        ['1', '2']
        """
        found = self._tree.root.children if nodes is None else self._nodes(nodes)
        return Statistics._of(self, found, measure, block)

    # ---- All units at once

    def percents(self, nodes: Optional[Sequence[NodeLike]] = None) -> Any:
        """The percents of criteria, by default of all, as they are published: an int64 array of
        millionths, units × criteria; ``chiso.ABSENT`` for none.

        >>> (board.percents(["", "1"]) / 1_000_000).tolist()
        [[90.67, 90.74], [86.67, 78.95]]
        """
        return _overview.percents(self, self._nodes(nodes))

    def ranks(
        self,
        nodes: Optional[Sequence[NodeLike]] = None,
        *,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> Any:
        """The ranks on criteria, by default on all: a float64 array, units × criteria; NaN for
        none, halves under average ties.

        >>> board.ranks().tolist()
        [[1.0, 2.0], [2.0, 1.0]]
        """
        options = RankOptions(self, ties, key, overall, tie_break)
        return _overview.ranks(self, self._nodes(nodes), options)

    def figures(
        self,
        nodes: Optional[Sequence[NodeLike]] = None,
        figures: Iterable[str] = _FIGURES,
        *,
        numbers: str = "decimal",
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> Any:
        """Figures of criteria, by default of all, as one DataFrame: a row a unit, and for each
        criterion a column a figure: achieved, max, percent, coverage, lowest, highest or rank.

        >>> frame = board.figures(numbers="float")
        >>> frame["1"].loc["sxd"].to_dict()
        {'achieved': 15.0, 'percent': 78.95, 'rank': 2.0}
        >>> frame.xs("rank", axis=1, level="figure").loc["sxd"].tolist()
        [2.0, 1.0]
        """
        options = RankOptions(self, ties, key, overall, tie_break)
        return _overview.figures_frame(self, self._nodes(nodes), figures, numbers, options)

    def to_pandas(
        self, nodes: Optional[Sequence[NodeLike]] = None, *, numbers: str = "decimal"
    ) -> Any:
        """A row a unit, indexed by its code: name, block, ranked, achieved, max, percent, rank, and
        what it achieved on criteria, by default on all, headed by their codes.

        ``numbers`` is "decimal" for exact Decimal objects, None being what does not exist, or
        "float" for float64 columns with NaN, which is much quicker.

        >>> board.to_pandas(numbers="float").loc["sxd", "1"]
        15.0
        """
        return _overview.board_frame(self, self._nodes(nodes), numbers)

    def audit(self, intake: Optional["Intake"] = None) -> Audit:
        """Whether the cells and figures are plausible: what is worth a look, the doubts of what
        read them too.

        >>> len(board.audit())
        0
        >>> intake = chiso.Intake()
        >>> read = intake.board(tree, "p.csv", "unit,1,2\\na,1,2\\nA,2,3\\n").score()
        >>> [(finding.unit, finding.doubt.word) for finding in read.audit(intake)]
        [('A', 'alike_codes')]
        """
        handle = new_handle("audit")
        with self._guard.read:
            call(lib.chiso_audit_new_for_board, self._c, None, handle)
            return Audit(handle, self._tree._c, self._c, intake_if_any(intake))

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

    def robustness(
        self,
        draws: str = "10000",
        *,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
        bands: Optional[Bands] = None,
        weights: Optional[Sequence[Sequence[Number]]] = None,
        unit: Optional[UnitLike] = None,
        data: Optional[bytes] = None,
    ) -> Robustness:
        """Draws the board many times with other weights, or whatever ``draws`` says, and ranks it
        each time: ``"10000,weights:25%"``, ``"1000,answers:yes,rounding:2,seed:7"``; robustness.h
        has all words. ``weights`` are sets of weights in place of drawn ones, each with one for
        every node of the tree; ``unit`` is whose rank ``matters:yes`` looks at. With ``data`` of
        :meth:`Robustness.to_bytes` nothing is drawn.

        >>> board.robustness("100,weights:25%,first:1").shares("skhcn")
        {1: 100}
        """
        options = RankOptions(self, ties, key, overall, tie_break)
        return Robustness(self, draws, options, bands, weights, unit, data)

    # ---- As a whole

    def _caption(self, language: Language = Language.ENGLISH) -> str:
        title = self._tree.title or say(language, "Board", "Bảng điểm")
        return f"{title}: {len(self)} {say(language, 'units', 'đơn vị')}"

    def _visible(self, rows: int, language: Language = Language.ENGLISH) -> Visible:
        cells: List[List[Any]] = []
        scored = self.is_scored
        for unit in self:
            if len(cells) == rows:
                break
            figures: List[Any] = [None, None, None, None]
            if scored:
                figures = [unit.achieved, unit.max, unit.percent, unit.place]
            cells.append([unit.code, unit.name, unit.block, *figures])
        return [heading(name) for name in _HEADINGS], cells, len(self)

    def __repr__(self) -> str:
        if self.closed:
            return closed_text(self)
        state = "scored" if self.is_scored else "not scored"
        return f"<Board of {len(self)} units on {self._tree.title!r}, {state}>"

    def __reduce__(self) -> Any:
        return _board_from, (self._tree, self.to_csv() if len(self) else "", self.is_scored)


def read_excel(
    path: Path, sheet: SheetName = None, mapping: MappingLike = None, *, tree: Tree
) -> Board:
    """A board from a sheet of a workbook: :meth:`Board.read_excel`, the file first.

    >>> chiso.read_excel("no/such/file.xlsx", tree=tree)
    Traceback (most recent call last):
        ...
    chiso.errors.FileError: there is no file no/such/file.xlsx
    """
    return Board.read_excel(tree, path, sheet, mapping)


_HEADINGS = ["unit", "name", "block", "achieved", "max", "percent", "rank"]


def _board_from(tree: Tree, text: str, scored: bool) -> Board:
    board = Board.from_csv(tree, text) if text else Board(tree)
    return board.score() if scored else board
