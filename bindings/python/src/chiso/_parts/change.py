"""What a comparison tells of a unit and a criterion."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Iterator, List, NamedTuple, Optional

from .._c.records import Place, members
from .._out.figure import Figure
from .._out.markup import GREATEST
from .._out.plain import plain
from .._out.table import Rows
from .bands import Bands, band_name
from .drawing import Look, Pictured, whole_index
from .node import Node, NodeLike

if TYPE_CHECKING:
    from .compare import Comparison

_FIGURES = ("points", "max", "percent", "rank", "now", "before")
_BARS = {"percent": GREATEST}


class ComparedFigures(NamedTuple):
    """What a node of a unit has on one side. What does not exist is None.

    >>> board.compare(before)["skhcn"].before.percent
    Decimal('84.44')
    """

    achieved: Optional[Decimal]
    max: Optional[Decimal]
    percent: Optional[Decimal]
    place: Place
    band: Optional[str]

    @property
    def are_figures(self) -> bool:
        """That its text is figures, which a table tells with the decimal mark of its language."""
        return True

    def __str__(self) -> str:
        return "" if self.achieved is None else f"{self.achieved}/{self.max}"


class ChangeFigures(NamedTuple):
    """A change as C tells it: now less before; of ranks before less now, so that up is positive."""

    points: Optional[Decimal]
    max: Optional[Decimal]
    percent: Optional[Decimal]
    rank: Optional[Decimal]
    now: ComparedFigures
    before: ComparedFigures


class ChangeSummary(NamedTuple):
    """A change with the counts over the children: how many rose in score and rank, in score only,
    in rank only, in neither, and so on.

    >>> summary = board.compare(before)["skhcn"].summary
    >>> summary.both, summary.gain, summary.gained
    (0, '2', Decimal('1.56'))
    """

    achieved: Optional[Decimal]
    percent: Optional[Decimal]
    rank: Optional[Decimal]
    both: int
    score_only: int
    rank_only: int
    neither: int
    uncompared: int
    max_changed: int
    gain: Optional[str]
    loss: Optional[str]
    gained: Optional[Decimal]
    lost: Optional[Decimal]


class ChangeCount(NamedTuple):
    """How many units did what.

    >>> board.compare(before).counts()
    ChangeCount(rose=1, fell=1, same=0, absent=0)
    """

    rose: int
    fell: int
    same: int
    absent: int


class BlockChange(NamedTuple):
    """How a block changed: its published means, and the change of the mean over the units of both.

    >>> board.compare(before).block("so").mean
    Decimal('2')
    """

    units: int
    units_before: int
    both: int
    now: Optional[Decimal]
    before: Optional[Decimal]
    both_now: Optional[Decimal]
    both_before: Optional[Decimal]
    mean: Optional[Decimal]


class Agreement(NamedTuple):
    """How much two rankings agree.

    >>> board.compare(before).agreement().units
    2
    """

    units: int
    spearman: float
    kendall: float
    rank_change: float


class Bridge(NamedTuple):
    """What a change of percent is made of, in percentage points: change = performance + maxima +
    added + dropped + not_applicable + set, exactly. ``set`` is what results set by hand did.

    >>> bridge = board.compare(before)["skhcn"].bridge()
    >>> bridge.change, bridge.performance, bridge.maxima
    (Decimal('6.222222'), Decimal('6.222222'), Decimal('0'))
    """

    change: Decimal
    performance: Decimal
    maxima: Decimal
    added: Decimal
    dropped: Decimal
    not_applicable: Decimal
    set: Decimal
    common: int
    like_leaves: int
    like_max: Decimal
    like_now: Decimal
    like_before: Decimal
    like_change: Optional[Decimal]


class RankBridge(NamedTuple):
    """What a change of rank is made of: change = own + others.

    >>> board.compare(before)["skhcn"].rank_bridge().others
    Decimal('0')
    """

    change: Decimal
    own: Decimal
    others: Decimal
    place: Decimal


def figures_of(struct: Any, digits: int, bands: Optional[Bands]) -> ComparedFigures:
    """The figures that a struct of C tells."""
    numbers = members(
        "figures", struct, ("achieved", "max", "percent", "place"), digits, ("percent",)
    )
    return ComparedFigures._make((*numbers, band_name(bands, struct.band)))


class Change(Pictured):
    """How a node of a unit changed: what ``comparison["skhcn", "1.2"]`` gives. Read once, when it
    is first asked.

    >>> print(board.compare(before)["skhcn"])
               skhcn
    points       2.8
    max            0
    percent     6.22
    rank           1
    now      40.8/45
    before     38/45
    """

    __slots__ = ("comparison", "_unit", "_node", "_read")

    _pictures = ("periods", "bridge")

    def __init__(self, comparison: "Comparison", unit: int, node: int) -> None:
        self.comparison = comparison
        self._unit = unit
        self._node = node
        self._read: Optional[ChangeFigures] = None

    def _figures(self) -> ChangeFigures:
        if self._read is None:
            self._read = self.comparison._change(self._unit, self._node)
        return self._read

    @property
    def unit(self) -> str:
        """The code of the unit."""
        return self.comparison._texts(self._unit)[0]

    @property
    def name(self) -> str:
        """The name of the unit."""
        return self.comparison._texts(self._unit)[1]

    @property
    def node(self) -> Node:
        """The node of now."""
        return Node(self.comparison._now._tree, self._node)

    @property
    def code(self) -> str:
        """The code of the criterion; "" for the whole index."""
        return self.node.code

    @property
    def title(self) -> str:
        """Its title."""
        return self.node.title

    @property
    def points(self) -> Optional[Decimal]:
        """Points now less points before."""
        return self._figures().points

    @property
    def max(self) -> Optional[Decimal]:
        """Max now less max before."""
        return self._figures().max

    @property
    def percent(self) -> Optional[Decimal]:
        """Percent now less percent before, as they are carried, rounded once."""
        return self._figures().percent

    @property
    def rank(self) -> Optional[Decimal]:
        """Rank before less rank now: up is positive."""
        return self._figures().rank

    @property
    def now(self) -> ComparedFigures:
        """What it is."""
        return self._figures().now

    @property
    def before(self) -> ComparedFigures:
        """What it was."""
        return self._figures().before

    @property
    def summary(self) -> ChangeSummary:
        """The change with the four counts over the children, and the largest gain and loss among
        them.
        """
        return self.comparison._summary(self._unit, self._node)

    def bridge(self) -> Bridge:
        """What the change of percent is made of. Raises EmptyError where there is no percent on one
        of the sides.

        >>> board.compare(before)["skhcn"].bridge().performance
        Decimal('6.222222')
        """
        return self.comparison._bridge(self._unit, self._node)

    def rank_bridge(self) -> RankBridge:
        """What the change of rank is made of. Raises EmptyError where there is no change of rank.

        >>> board.compare(before)["skhcn"].rank_bridge().own
        Decimal('1')
        """
        return self.comparison._rank_bridge(self._unit, self._node)

    def _draw(self, kind: str, units: List[str], code: str, look: Look) -> Figure:
        whole_index(kind, self.code or code)
        return self.comparison._draw(kind, [self.unit, *units], "", look)

    def _changes(self, nodes: List[Node]) -> Rows["Change"]:
        rows = [Change(self.comparison, self._unit, node.id) for node in nodes]
        changes = Rows(("code", "title", *_FIGURES), rows, self.unit, key="code", bars=_BARS)
        changes._has_signs = True
        return changes

    @property
    def children(self) -> Rows["Change"]:
        """The changes of the nodes directly below."""
        return self._changes(self.node.children)

    @property
    def nodes(self) -> Rows["Change"]:
        """The changes of all nodes below: of the whole index of every criterion."""
        return self._changes(self.node.below())

    def __iter__(self) -> Iterator["Change"]:
        return iter(self.nodes)

    def __contains__(self, node: object) -> bool:
        if isinstance(node, Change):
            return node.comparison is self.comparison and node._unit == self._unit
        return node in self.comparison._now._tree

    def __getitem__(self, node: NodeLike) -> "Change":
        return Change(self.comparison, self._unit, self.comparison._now._tree[node].id)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Change):
            return NotImplemented
        return other in self and other._node == self._node

    def __hash__(self) -> int:
        return hash((id(self.comparison), self._unit, self._node))

    def __str__(self) -> str:
        rows = [(name, getattr(self, name)) for name in _FIGURES]
        return plain(["", f"{self.unit} {self.code}".strip()], rows)

    def __repr__(self) -> str:
        figures = self._figures()
        told = f"{figures.points} points, {figures.percent} %, rank {figures.rank}"
        return f"<Change of {self.unit} {self.code}: {told}>"
