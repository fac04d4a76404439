"""Scores: the figures of one node of one unit, and the unit itself, which is the score of the whole
index.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Mapping, NamedTuple, Optional
from typing import Sequence, Tuple, Union

from .._c.calls import NOT_SCORED, ask, call, check_figures, error_of
from .._c.decimals import from_millionths
from .._c.enums import CELL_TEXT_SIZE, FIGURE_TEXT_SIZE, ROOT, Key, State, Status, Ties, pick
from .._c.guard import Reading
from .._c.handle import expect
from .._c.library import lib
from .._c.memory import out, room
from .._c.records import members
from .._c.structs import structs
from .._in.number import Number, whole
from .._in.text import code_text, encode
from .._out.figure import Figure
from .._out.page import Page
from .bands import Bands
from .cell import Cell, cell_of, check_leaf
from .drawing import Look, Pictured, whole_index
from .explain import Explanation
from .figures import Figures
from .ledger import Ledger
from .node import Node, NodeLike
from .options import RankOptions
from .pages import Paged, Press, Subject
from .steps import Steps
from .target import Target, goal_of

if TYPE_CHECKING:
    from .board import Board

_EXACT = {"achieved": lib.chiso_board_points_text, "percent": lib.chiso_board_percent_text}
_MOST_PLACES = 18


class Peers(NamedTuple):
    """What a rule that looks at the other units saw: how many values, the least and the greatest.

    >>> best = chiso.Tree.from_csv("code,title,max,rule\\n1,A,10,best\\n")
    >>> chiso.Board.from_csv(best, "unit,1\\na,5\\nb,8\\n").score()["a", "1"].peers
    Peers(units=2, lowest=Decimal('5'), highest=Decimal('8'))
    """

    units: int
    lowest: Optional[Decimal]
    highest: Optional[Decimal]


class Score(Pictured, Paged, Figures):
    """One node of one unit of a board: what ``board["skhcn", "1.2"]`` gives, or
    ``board["skhcn"]["1.2"]``.

    Figures are read from the board as it stands; they are a StateError while it is not scored.

    >>> score = board["skhcn", "1"]
    >>> score.achieved, score.max, score.percent, score.rank
    (Decimal('17.24'), Decimal('19'), Decimal('90.74'), 1)
    """

    __slots__ = ()

    _pictures = ("profile", "lost")

    @property
    def board(self) -> "Board":
        """The board."""
        board: Board = self._source
        return board

    def _alias(self) -> "Score":
        """The same of the same board, for what is made from it: closing the board does not close
        that.
        """
        board = self.board._alias()
        return Score(board, self.id, Node(board._tree, self.node.id))

    @property
    def unit(self) -> "Unit":
        """The unit."""
        return Unit(self.board, self.id)

    @property
    def children(self) -> "List[Score]":
        """The nodes directly below, of the same unit."""
        return [self[node] for node in self.node.children]

    @property
    def nodes(self) -> "List[Score]":
        """All nodes below, of the same unit, in the tree's order: of the whole index every
        criterion.
        """
        return [self[node] for node in self.node.below()]

    def __iter__(self) -> Iterator["Score"]:
        return iter(self.nodes)

    def __getitem__(self, node: NodeLike) -> "Score":
        return Score(self.board, self.id, self.board._tree[node])

    def __setitem__(self, node: NodeLike, value: Any) -> None:
        self.board[self.unit, node] = value

    @property
    def cell(self) -> Cell:
        """What its cell holds; of a leaf. The board need not be scored. Raises NodeError for an
        inner node.
        """
        check_leaf(self.node)
        struct, counts, count = structs.cell(), out("decimal*"), out("uint32")
        where = self.id, self.node.id
        found: Tuple[int, ...] = ()
        with self.board._guard.look:
            handle = self.board._c
            ask(f"criterion {self.node.code}", lib.chiso_board_cell, handle, *where, struct)
            has_counts = lib.chiso_board_counts(handle, *where, counts, count) == 0
            if has_counts:
                found = tuple(counts[: count.value])
        return cell_of(struct, found)

    @property
    def text(self) -> str:
        """What its cell holds as a points file holds it, and as a cell takes it: "97.8%",
        "978/1000", "12|30|5", "1" or "0" for yes or no; "" for missing, "-" for not applicable.
        Raises NodeError for an inner node.

        >>> board["skhcn", "1"].text
        '17.24'
        """
        check_leaf(self.node)
        text = room("char", CELL_TEXT_SIZE)
        with self.board._guard.look:
            where = self.board._c, self.id, self.node.id
            ask(f"criterion {self.node.code}", lib.chiso_board_text, *where, text)
        return str(text.value.decode())

    def exact(self, figure: str = "achieved", places: Optional[int] = None) -> Optional[Decimal]:
        """A figure with more places than it is shown with: "achieved", the points, or "percent", as
        it is carried, rounded once to so many places, 18 at most; by default as many as there are,
        18 at most. None for one that does not exist.

        >>> board["skhcn"].exact("percent"), board["skhcn"].exact("percent", places=9)
        (Decimal('90.666666666666666667'), Decimal('90.666666667'))
        """
        if figure not in _EXACT:
            raise ValueError(f"figure is {figure!r}; expected 'achieved' or 'percent'")
        digits = -1 if places is None else whole(places, "places", _MOST_PLACES)
        text, where = room("char", FIGURE_TEXT_SIZE), (self.id, self.node.id)
        with self.board._guard.look:
            status = _EXACT[figure](self.board._c, *where, digits, b".", text)
            check_figures(status, NOT_SCORED, lambda: self.board._named(*where))
        return Decimal(text.value.decode()) if text.value else None

    def band(self, bands: Bands, key: Union[Key, str] = Key.EXACT) -> Optional[str]:
        """Its band, by the percent as it is carried, or as it is "published"; None below the lowest
        and without a percent.

        >>> board["skhcn"].band(chiso.Bands({"A": "272/3"})), board["skhcn"].percent
        ('A', Decimal('90.67'))
        >>> board["sxd"].band(chiso.Bands({"A": "86.67"}), key="published")
        'A'
        """
        how, band = pick(Key, key, "key"), out("uint32")
        handle, where = expect(bands, Bands, "bands")._c, (self.id, self.node.id)
        with Reading(self.board, bands):
            function = lib.chiso_bands_find_unit
            status = function(handle, self.board._c, *where, how, band)
            check_figures(status, NOT_SCORED, lambda: self.board._named(*where))
        return bands._name(band.value)

    @property
    def peers(self) -> Peers:
        """What the rule of a leaf saw that looks at the other units. Raises NodeError for another
        one.
        """
        struct = structs.peers()
        with self.board._guard.look:
            why = "which does not look at other units, or of a board that is not scored"
            what = f"criterion {self.node.code or '.'}, {why}"
            ask(what, lib.chiso_board_peers, self.board._c, self.id, self.node.id, struct)
        return Peers(*members("peers", struct, ("count", "lowest", "highest")))

    @property
    def is_imputed(self) -> bool:
        """Whether it is a cell that is missing and that a value was found for.

        >>> filled = chiso.Tree.from_csv("code,title,max,rule\\n1,A,9,impute mean | points\\n")
        >>> missing = chiso.Board.from_csv(filled, "unit,1\\na,6\\nb,8\\nc,\\n").score()["c", "1"]
        >>> missing.is_imputed, missing.achieved, missing.coverage
        (True, Decimal('7'), Decimal('0.00'))
        """
        with self.board._guard.look:
            return bool(lib.chiso_board_is_imputed(self.board._c, self.id, self.node.id))

    @property
    def treated(self) -> Optional[Decimal]:
        """The value that the rule of a leaf saw, behind all that is done before it; None where it
        saw none. Raises NodeError for a leaf whose rule has nothing before it.
        """
        text = room("char", CELL_TEXT_SIZE)
        with self.board._guard.read:
            why = "before whose rule nothing is done, or of a board that is not scored"
            what = f"criterion {self.node.code or '.'}, {why}"
            where = self.board._c, self.id, self.node.id
            ask(what, lib.chiso_board_treated_text, *where, text)
        return Decimal(text.value.decode()) if text.value else None

    @property
    def steps(self) -> Steps:
        """What was done to its figures beside combining what is below it.

        >>> board["skhcn", "1"].steps.is_dropped
        False
        """
        return self.board.steps(self.unit, self.node)

    def explain(self, depth: Optional[int] = None) -> Explanation:
        """How the number came about: a derivation that adds up. ``depth`` is how many levels below
        it are told; None for all.

        >>> print(board["skhcn", "1"].explain())
        1 Steering, skhcn: 17.24 of 19 points (90.74 %)
        """
        return Explanation(self, depth)

    def _draw(self, kind: str, units: List[str], code: str, look: Look) -> Figure:
        whole_index(kind, self.node.code or code)
        return self.board.report()._draw(kind, [self.unit.code, *units], "", look)

    def _make_page(self, subject: Subject, press: Press) -> Page:
        if self.node.code:
            why = f"a page of a unit is of the whole index; found criterion {self.node.code}"
            raise error_of(Status.E_NODE, why, criterion=self.node.code)
        whose = Subject([self.unit.code, *subject.units], subject.node)
        return self.board.report()._make_page(whose, press)

    def ledger(self, overall: bool = False) -> Ledger:
        """Where the points went, leaf by leaf, compared with the units of the block, or with all of
        the board.

        >>> board["skhcn"].ledger().head(1)[0].code
        '2'
        """
        return Ledger(self, overall)

    def target(
        self,
        goal: Optional[str] = None,
        *,
        rank: Optional[int] = None,
        band: Optional[str] = None,
        percent: Optional[Number] = None,
        rise: Optional[Number] = None,
        former: Optional[Number] = None,
        comparison: Any = None,
        above: Any = None,
        bands: Optional[Bands] = None,
        efforts: Optional[Mapping[Any, Number]] = None,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> Target:
        """What it would take: ``target(rank=5)``, ``target("band:A", bands=bands)``,
        ``percent=90``, ``rise=2.5, comparison=board.compare(before)``, ``above="sxd"``. With
        ``former=80`` in place of the comparison a rise is counted from that percent as it stands.

        ``efforts`` says by criterion what raising it by one point takes; leaves that are not in it
        cannot be changed.

        >>> target = board["sxd"].target(rank=1)
        >>> target.needed, [(leaf.code, leaf.to) for leaf in target.leaves]
        (Decimal('1.8'), [('1', Decimal('16.8'))])
        """
        wanted = goal_of(self, goal, bands, rank, band, percent, rise, former, comparison, above)
        options = RankOptions(self.board, ties, key, overall, tie_break)
        return Target(self, wanted, options, bands, efforts, comparison)


class Unit(Score):
    """A unit of a board, with the figures of the whole index: what ``board["skhcn"]`` gives.

    >>> board["skhcn"].block, board["skhcn"].percent
    ('so', Decimal('90.67'))
    >>> print(board["skhcn"])
    code  title       achieved  max  percent  rank
                          40.8   45    90.67  1/2
    1     Steering       17.24   19    90.74  1/2
    2     Procedures     23.56   26    90.62  2/2
    """

    __slots__ = ()

    def __init__(self, board: Any, unit: int) -> None:
        super().__init__(board, unit, Node(board._tree, ROOT))

    def _named(self, which: int) -> str:
        return self.board._read_texts(self.id)[which]

    @property
    def code(self) -> str:
        """Its code. Settable, as by :meth:`Board.rename_unit`."""
        return self._named(0)

    @code.setter
    def code(self, code: str) -> None:
        self.board.rename_unit(self, code=code_text(code, "the unit"))

    @property
    def name(self) -> str:
        """What people call it; the code where no name was given. Settable, "" for none."""
        return self._named(1)

    @name.setter
    def name(self, name: str) -> None:
        encode(name, "the name")
        self.board.rename_unit(self, name=name)

    @property
    def block(self) -> str:
        """The set of units it is ranked with; "" for none. Settable, as by
        :meth:`Board.move_unit`.
        """
        return self._named(2)

    @block.setter
    def block(self, block: str) -> None:
        encode(block, "the block")
        self.board.move_unit(self, block)

    @property
    def ranked(self) -> bool:
        """Whether it is ranked. Settable."""
        with self.board._guard.look:
            return bool(lib.chiso_unit_is_ranked(self.board._c, self.id))

    @ranked.setter
    def ranked(self, ranked: bool) -> None:
        self.board.set_ranked(self, ranked)

    def effective_weights(self) -> Dict[str, Decimal]:
        """What every node counts in the whole index of this unit, by its code; the leaves add up to
        1 exactly.

        >>> board["skhcn"].effective_weights()["2"]
        Decimal('0.577778')
        """
        tree = self.board._tree
        count = lib.chiso_tree_node_count(tree._c)
        weights = room("decimal", count)
        with self.board._guard.read:
            call(lib.chiso_board_effective_weights, self.board._c, self.id, count, weights)
        return {
            node.code: from_millionths(weights[node.id]) or Decimal(0)
            for node in [tree.root, *tree]
        }

    def __repr__(self) -> str:
        return f"<Unit {self._text()} {self._summary()}>"
