"""Scores: the figures of one node of one unit, and the unit itself, which is the score of the whole index."""

from __future__ import annotations

import ctypes
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional, Sequence, Tuple, Union

from ._cells import Cell, cell_of
from ._enums import State
from ._library import lib
from ._number import from_millionths, published
from ._structs import structs
from ._table import as_html, plain
from .errors import ask, call
from .ranking import Place, Rank, place_of
from .tree import Node, NodeLike

if TYPE_CHECKING:
    from .board import Board


class Score:
    """One node of one unit: what ``board["skhcn", "1.2"]`` gives, or ``board["skhcn"]["1.2"]``.

    Figures are read from the board as it stands; they are a StateError while it is not scored. Points are exact, percents are rounded to what the
    tree publishes. What does not exist is None.
    """

    __slots__ = ("board", "id", "node")

    def __init__(self, board: "Board", unit: int, node: Node) -> None:
        self.board = board
        #: The number of the unit in C, from 0 in the order of adding.
        self.id = unit
        self.node = node

    @property
    def unit(self) -> "Unit":
        """The unit."""
        return Unit(self.board, self.id)

    def _figures(self) -> Any:
        with self.board._guard.look:
            return self.board._result(self.id, self.node.id)

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
        return published(self._figures().percent, self.board._digits)

    @property
    def coverage(self) -> Optional[Decimal]:
        """The share, in percent, of the applicable max that has been scored at all."""
        return published(self._figures().coverage, self.board._digits)

    @property
    def lowest(self) -> Optional[Decimal]:
        """The percent if all that is missing were at its min."""
        return published(self._figures().lowest, self.board._digits)

    @property
    def highest(self) -> Optional[Decimal]:
        """The percent if all that is missing were at its max."""
        return published(self._figures().highest, self.board._digits)

    @property
    def place(self) -> Place:
        """Its place within its block by the exact percent. For other rankings see :meth:`Board.ranking`."""
        return place_of(self.board._place(self.id, self.node.id))

    @property
    def rank(self) -> Rank:
        """Its rank from 1, within its block; None without one."""
        return self.place.rank

    @property
    def out_of(self) -> int:
        """How many units have a rank in its block; 0 for a unit without a rank."""
        return self.place.out_of

    @property
    def tied(self) -> int:
        """How many units share its rank, itself included."""
        return self.place.tied

    @property
    def cell(self) -> Cell:
        """What its cell holds; of a leaf. The board need not be scored. Raises NodeError for an inner node."""
        struct, counts = structs.cell(), ctypes.POINTER(ctypes.c_int64)()
        count = ctypes.c_uint32()
        with self.board._guard.look:
            handle = self.board._c
            ask(f"criterion {self.node.code or '.'}", lib.chiso_board_cell, handle, self.id, self.node.id, struct)
            found: Tuple[int, ...] = ()
            if struct.state == State.SCORED and lib.chiso_board_counts(handle, self.id, self.node.id, counts, count) == 0:
                found = tuple(counts[: count.value])
        return cell_of(struct, found)

    @property
    def nodes(self) -> List["Score"]:
        """The scores directly below, in the tree's order."""
        return [Score(self.board, self.id, node) for node in self.node.children]

    def __getitem__(self, node: NodeLike) -> "Score":
        return Score(self.board, self.id, self.board.tree[node])

    def __setitem__(self, node: NodeLike, value: Any) -> None:
        self.board[self.unit, node] = value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Score):
            return NotImplemented
        return self.board is other.board and self.id == other.id and self.node == other.node

    def __hash__(self) -> int:
        return hash((id(self.board), self.id, self.node))

    def _text(self) -> str:
        with self.board._guard.look:
            code, name, _ = self.board._texts(self.id)
        return f"{code} {name!r}"

    def _summary(self) -> str:
        if not self.board.is_scored:
            return "not scored"
        percent = self.percent
        return f"{self.achieved}/{self.max} = {percent} %" if percent is not None else self.state.word

    def __repr__(self) -> str:
        return f"<Score {self.node.code or '.'} of {self._text()} {self._summary()}>"

    def _rows(self) -> List[List[Any]]:
        return [[s.node.code, s.node.title, s.achieved, s.max, s.percent, str(s.place)] for s in [self, *self.nodes]]

    def __str__(self) -> str:
        return repr(self) if not self.board.is_scored else plain(_HEADINGS, self._rows())

    def _repr_html_(self) -> str:
        return as_html(self._text(), _HEADINGS, self._rows() if self.board.is_scored else [])


_HEADINGS = ["code", "title", "achieved", "max", "percent", "rank"]


class Unit(Score):
    """A unit of a board, with the figures of the whole index: what ``board["skhcn"]`` gives."""

    __slots__ = ()

    def __init__(self, board: "Board", unit: int) -> None:
        super().__init__(board, unit, Node(board.tree, 0))

    def _named(self, which: int) -> str:
        with self.board._guard.look:
            return self.board._texts(self.id)[which]

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

    def __repr__(self) -> str:
        return f"<Unit {self._text()} {self._summary()}>"
