"""Scores: the figures of one node of one unit, and the unit itself, which is the score of the whole index."""

from __future__ import annotations

import ctypes
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from ._cells import Cell, cell_of, check_leaf
from ._enums import Key, State, Ties
from ._library import lib
from ._number import Number, from_millionths, published
from ._records import Place, Rank, members, place_of
from ._structs import structs
from ._table import as_html, plain
from .errors import ask, call
from .tree import Node, NodeLike

if TYPE_CHECKING:
    from .bands import Bands
    from .board import Board
    from .explain import Explanation
    from .ledger import Ledger
    from .target import Target


class Peers(NamedTuple):
    """What a rule that looks at the other units saw: how many values, the least and the greatest.

    >>> best = chiso.Tree.from_csv("code,title,max,rule\\n1,A,10,best\\n")
    >>> chiso.Board.from_csv(best, "unit,1\\na,5\\nb,8\\n").score()["a", "1"].peers
    Peers(units=2, lowest=Decimal('5'), highest=Decimal('8'))
    """

    units: int
    lowest: Optional[Decimal]
    highest: Optional[Decimal]


class Figures:
    """One node of one unit, of a board or of a what-if. Points are exact, percents are as published, what does not exist is None."""

    __slots__ = ("_source", "id", "node")

    def __init__(self, source: Any, unit: int, node: Node) -> None:
        self._source = source
        #: The number of the unit in C, from 0 in the order of adding.
        self.id = unit
        self.node = node

    def _figures(self) -> Any:
        return self._source._read_result(self.id, self.node.id)

    def _percent(self, value: int) -> Optional[Decimal]:
        return published(value, self._source._digits)

    @property
    def state(self) -> State:
        """Scored, missing or not applicable."""
        return State(self._figures().state)

    @property
    def achieved(self) -> Optional[Decimal]:
        """Points got."""
        return from_millionths(self._figures().achieved)

    @property
    def max(self) -> Optional[Decimal]:
        """Points possible for this unit."""
        return from_millionths(self._figures().max)

    @property
    def lost(self) -> Optional[Decimal]:
        """Points not got: max less achieved."""
        figures = self._figures()
        achieved, most = from_millionths(figures.achieved), from_millionths(figures.max)
        return None if achieved is None or most is None else from_millionths(figures.max - figures.achieved)

    @property
    def percent(self) -> Optional[Decimal]:
        """achieved / max × 100, as published."""
        return self._percent(self._figures().percent)

    @property
    def coverage(self) -> Optional[Decimal]:
        """The share, in percent, of the applicable max that has been scored at all."""
        return self._percent(self._figures().coverage)

    @property
    def lowest(self) -> Optional[Decimal]:
        """The percent if all that is missing were at its min."""
        return self._percent(self._figures().lowest)

    @property
    def highest(self) -> Optional[Decimal]:
        """The percent if all that is missing were at its max."""
        return self._percent(self._figures().highest)

    @property
    def place(self) -> Place:
        """Its place: of a board within its block by the exact percent (other rankings: :meth:`Board.ranking`); of a what-if as that ranks."""
        return place_of(self._source._read_place(self.id, self.node.id))

    @property
    def rank(self) -> Rank:
        """Its rank from 1; None without one."""
        return self.place.rank

    @property
    def out_of(self) -> int:
        """How many units have a rank among these; 0 for a unit without a rank."""
        return self.place.out_of

    @property
    def tied(self) -> int:
        """How many units share its rank, itself included."""
        return self.place.tied

    @property
    def children(self) -> Sequence["Figures"]:
        """The nodes directly below, of the same unit."""
        return [self[node] for node in self.node.children]

    @property
    def nodes(self) -> Sequence["Figures"]:
        """All nodes below, of the same unit, in the tree's order: of the whole index every criterion."""
        return [self[node] for node in self.node.below()]

    def __getitem__(self, node: NodeLike) -> "Figures":
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Figures):
            return NotImplemented
        return self._source is other._source and self.id == other.id and self.node == other.node

    def __hash__(self) -> int:
        return hash((id(self._source), self.id, self.node))

    def _text(self) -> str:
        code, name, _ = self._source._read_texts(self.id)
        return str(code) if name == code else f"{code} {name!r}"

    def _summary(self) -> str:
        if not self._source._is_readable():
            return "not scored"
        percent = self.percent
        return f"{self.achieved}/{self.max} = {percent} %" if percent is not None else self.state.word

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.node.code or '.'} of {self._text()} {self._summary()}>"

    def _rows(self) -> List[List[Any]]:
        rows = [self, *self.children]
        return [[s.node.code, s.node.title, s.achieved, s.max, s.percent, str(s.place)] for s in rows]

    def __str__(self) -> str:
        return repr(self) if not self._source._is_readable() else plain(_HEADINGS, self._rows())

    def _repr_html_(self) -> str:
        return as_html(self._text(), _HEADINGS, self._rows() if self._source._is_readable() else [])


_HEADINGS = ["code", "title", "achieved", "max", "percent", "rank"]


class Score(Figures):
    """One node of one unit of a board: what ``board["skhcn", "1.2"]`` gives, or ``board["skhcn"]["1.2"]``.

    Figures are read from the board as it stands; they are a StateError while it is not scored.

    >>> score = board["skhcn", "1"]
    >>> score.achieved, score.max, score.percent, score.rank
    (Decimal('17.24'), Decimal('19'), Decimal('90.74'), 1)
    """

    __slots__ = ()

    @property
    def board(self) -> "Board":
        """The board."""
        board: Board = self._source
        return board

    def _alias(self) -> "Score":
        """The same of the same board, for what is made from it: closing the board does not close that."""
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
        """All nodes below, of the same unit, in the tree's order: of the whole index every criterion."""
        return [self[node] for node in self.node.below()]

    def __getitem__(self, node: NodeLike) -> "Score":
        return Score(self.board, self.id, self.board._tree[node])

    def __setitem__(self, node: NodeLike, value: Any) -> None:
        self.board[self.unit, node] = value

    @property
    def cell(self) -> Cell:
        """What its cell holds; of a leaf. The board need not be scored. Raises NodeError for an inner node."""
        check_leaf(self.node)
        struct, counts = structs.cell(), ctypes.POINTER(ctypes.c_int64)()
        count = ctypes.c_uint32()
        with self.board._guard.look:
            handle = self.board._c
            ask(f"criterion {self.node.code}", lib.chiso_board_cell, handle, self.id, self.node.id, struct)
            found: Tuple[int, ...] = ()
            if struct.state == State.SCORED and lib.chiso_board_counts(handle, self.id, self.node.id, counts, count) == 0:
                found = tuple(counts[: count.value])
        return cell_of(struct, found)

    @property
    def peers(self) -> Peers:
        """What the rule of a leaf saw that looks at the other units. Raises NodeError for another one."""
        struct = structs.peers()
        with self.board._guard.look:
            what = f"criterion {self.node.code or '.'}, which does not look at other units, or of a board that is not scored"
            ask(what, lib.chiso_board_peers, self.board._c, self.id, self.node.id, struct)
        return Peers(*members("peers", struct, ("count", "lowest", "highest")))

    def explain(self, depth: Optional[int] = None) -> "Explanation":
        """How the number came about: a derivation that adds up. ``depth`` is how many levels below it are told; None for all.

        >>> print(board["skhcn", "1"].explain())
        1 Steering, skhcn: 17.24 of 19 points (90.74 %)
        """
        from .explain import Explanation

        return Explanation(self, depth)

    def ledger(self, overall: bool = False) -> "Ledger":
        """Where the points went, leaf by leaf, compared with the units of the block, or with all of the board.

        >>> board["skhcn"].ledger().head(1)[0].code
        '2'
        """
        from .ledger import Ledger

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
        above: Any = None,
        bands: Optional["Bands"] = None,
        efforts: Optional[Mapping[Any, Number]] = None,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> "Target":
        """What it would take: ``target(rank=5)``, ``target("band:A", bands=bands)``, ``percent=90``, ``rise=2.5, former=80``, ``above="sxd"``.

        ``efforts`` says by criterion what raising it by one point takes; leaves that are not in it cannot be changed.

        >>> target = board["sxd"].target(rank=1)
        >>> target.needed, [(leaf.code, leaf.to) for leaf in target.leaves]
        (Decimal('1.8'), [('1', Decimal('16.8'))])
        """
        from .ranking import RankOptions
        from .target import Target, goal_of

        wanted = goal_of(self, goal, bands, rank, band, percent, rise, former, above)
        return Target(self, wanted, RankOptions(self.board, ties, key, overall, tie_break), bands, efforts)


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
        super().__init__(board, unit, Node(board._tree, 0))

    def _named(self, which: int) -> str:
        return self.board._read_texts(self.id)[which]

    @property
    def code(self) -> str:
        """Its code."""
        return self._named(0)

    @property
    def name(self) -> str:
        """What people call it; the code where no name was given."""
        return self._named(1)

    @property
    def block(self) -> str:
        """The set of units it is ranked with; "" for none."""
        return self._named(2)

    @property
    def ranked(self) -> bool:
        """Whether it is ranked. Settable."""
        with self.board._guard.look:
            return bool(lib.chiso_unit_is_ranked(self.board._c, self.id))

    @ranked.setter
    def ranked(self, ranked: bool) -> None:
        self.board.set_ranked(self, ranked)

    def effective_weights(self) -> Dict[str, Decimal]:
        """What every node counts in the whole index of this unit, by its code; the leaves add up to 1 exactly.

        >>> board["skhcn"].effective_weights()["2"]
        Decimal('0.577778')
        """
        tree = self.board._tree
        count = lib.chiso_tree_node_count(tree._c)
        weights = (ctypes.c_int64 * count)()
        with self.board._guard.read:
            call(lib.chiso_board_effective_weights, self.board._c, self.id, count, weights)
        return {node.code: from_millionths(weights[node.id]) or Decimal(0) for node in [tree.root, *tree]}

    def __repr__(self) -> str:
        return f"<Unit {self._text()} {self._summary()}>"
