"""What a node of a unit has, wherever it is read: on a board, or as a what-if makes it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Iterator, List, Optional, Sequence

from .._c.calls import error_of
from .._c.decimals import from_millionths, published
from .._c.enums import Language, State, Status
from .._c.records import Place, Rank, place_of
from .._out.plain import plain
from .._out.table import Shown, Visible
from .._out.words import heading
from .node import Node, NodeLike

_HEADINGS: List[str] = [heading(name) for name in "code title achieved max percent rank".split()]


def _moved(number: int, removed: Sequence[int]) -> Optional[int]:
    """The number of a unit after others were removed, by the numbers that these had one after the
    other; None where it is one of them.
    """
    for place in removed:
        if place == number:
            return None
        number -= place < number
    return number


class Figures(Shown):
    """One node of one unit, of a board or of a what-if. Points have six places, percents are as
    published, each rounded once; what does not exist is None.
    """

    __slots__ = ("_source", "_at", "node")

    _bars = {"percent": 100}

    def __init__(self, source: Any, unit: int, node: Node) -> None:
        self._source = source
        # The number of the unit, and how many had been removed when it had that.
        self._at = unit, len(source._removed)
        self.node = node

    @property
    def id(self) -> int:
        """The number of the unit in C, from 0 in the order of adding. Raises UnitError for one that
        was removed.
        """
        number, seen = self._at
        removed = self._source._removed
        if seen == len(removed):
            return number
        found = _moved(number, removed[seen:])
        if found is None:
            raise error_of(Status.E_UNIT, "the unit was removed from the board")
        self._at = found, len(removed)
        return found

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
        """Points not got: max less achieved, as they are carried, rounded once. A bonus, and what
        is below one, loses nothing.
        """
        return from_millionths(self._source._read_standing(self.id, self.node.id).lost)

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
        """Its place: of a board within its block by the exact percent (other rankings:
        :meth:`Board.ranking`); of a what-if as that ranks.
        """
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
        """All nodes below, of the same unit, in the tree's order: of the whole index every
        criterion.
        """
        return [self[node] for node in self.node.below()]

    def __getitem__(self, node: NodeLike) -> "Figures":
        raise NotImplementedError

    def __iter__(self) -> Iterator["Figures"]:
        return iter(self.nodes)

    def __contains__(self, node: object) -> bool:
        if isinstance(node, Figures):
            return self._is_of_unit_of(node)
        return node in self.node.tree

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Figures):
            return NotImplemented
        return self.node == other.node and self._is_of_unit_of(other)

    def __hash__(self) -> int:
        return hash((id(self._source), self._serial(), self.node))

    def _is_of_unit_of(self, other: "Figures") -> bool:
        return self._source is other._source and self._serial() == other._serial()

    def _is_there(self) -> bool:
        """Whether the unit was not removed."""
        number, seen = self._at
        return _moved(number, self._source._removed[seen:]) is not None

    def _serial(self) -> int:
        """The number that the unit would have if none had been removed: always the same."""
        number, seen = self._at
        for place in reversed(self._source._removed[:seen]):
            number += number >= place
        return number

    def _text(self) -> str:
        code, name, _ = self._source._read_texts(self.id)
        return str(code) if name == code else f"{code} {name!r}"

    def _summary(self) -> str:
        if not self._source._is_readable():
            return "not scored"
        percent = self.percent
        return (
            f"{self.achieved}/{self.max} = {percent} %" if percent is not None else self.state.word
        )

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.node.code or '.'} of {self._text()} {self._summary()}>"
        )

    def _rows(self) -> List[List[Any]]:
        rows = [self, *self.children]
        return [[s.node.code, s.node.title, s.achieved, s.max, s.percent, s.place] for s in rows]

    def __str__(self) -> str:
        return repr(self) if not self._source._is_readable() else plain(_HEADINGS, self._rows())

    def _caption(self, language: Language = Language.ENGLISH) -> str:
        return self._text()

    def _visible(self, rows: int, language: Language = Language.ENGLISH) -> Visible:
        found = self._rows() if self._source._is_readable() else []
        return _HEADINGS, found[:rows], len(found)
