"""Criteria, as a tree holds them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Dict, List, NamedTuple, Optional, Tuple, Union

from .._c.calls import ask
from .._c.decimals import from_millionths
from .._c.enums import NO_NODE, Combine, Kind
from .._c.library import lib
from .._c.structs import structs

if TYPE_CHECKING:
    from .tree import Tree


class Drop(NamedTuple):
    """What a node drops of its children: so many, or all but so many that it keeps, those with the
    lowest or those with the highest share of their max.

    >>> judged = chiso.Tree().set_root(combine="mean drop highest 1 drop lowest 1")
    >>> judged.root.drops[0], str(judged.root.drops[1])
    (Drop(number=1, is_keep=False, is_lowest=False), 'drop lowest 1')
    """

    number: int
    is_keep: bool
    is_lowest: bool

    def __str__(self) -> str:
        end = "lowest" if self.is_lowest else "highest"
        return f"{'keep' if self.is_keep else 'drop'} {end} {self.number}"


class Node:
    """A criterion, or the whole index: what ``tree["1.2"]`` gives. It belongs to its tree and is
    equal to itself only.

    >>> node = tree["2"]
    >>> node.title, node.max, node.rule, node.parent.title
    ('Procedures', Decimal('26'), 'points', '')
    """

    __slots__ = ("tree", "id")

    def __init__(self, tree: "Tree", node: int) -> None:
        self.tree = tree
        #: Its number in C: 0 for the root, then 1, 2, 3 in the order of adding.
        self.id = node

    def _get(self, function: Any) -> Any:
        return function(self.tree._c, self.id)

    @property
    def code(self) -> str:
        """Its code, such as "1.2"; "" for the root."""
        return str(self._get(lib.chiso_node_code).decode())

    @property
    def title(self) -> str:
        """Its title; the root's is the name of the index."""
        return str(self._get(lib.chiso_node_title).decode())

    @property
    def max(self) -> Optional[Decimal]:
        """Points possible, before anything is taken out for a unit; None for an inner node whose
        max is left out, until the tree is checked.
        """
        return from_millionths(self._get(lib.chiso_node_max))

    @property
    def min(self) -> Decimal:
        """The least points of a leaf, or the floor of an inner node; 0 unless stated."""
        return from_millionths(self._get(lib.chiso_node_min)) or Decimal(0)

    @property
    def weight(self) -> Optional[Decimal]:
        """Its stated weight in a parent that weighs its children; None for its max."""
        return from_millionths(self._get(lib.chiso_node_weight))

    @property
    def kind(self) -> Kind:
        """Criterion or bonus."""
        return Kind(self._get(lib.chiso_node_kind))

    @property
    def combine(self) -> Combine:
        """How it combines its children."""
        return Combine(self._get(lib.chiso_node_combine))

    @property
    def rule(self) -> str:
        """How the cell of a leaf becomes points: "points" unless stated; "" for an inner node."""
        return str(self._get(lib.chiso_node_rule).decode())

    @property
    def raters(self) -> str:
        """How a leaf joins what several raters gave for a cell: "trimmed 1 within 20%"; "" where
        nothing is stated, which is the mean.
        """
        return str(self._get(lib.chiso_node_raters).decode())

    @property
    def round(self) -> Optional[int]:
        """Places that its points are rounded to in the calculation; None for not rounded."""
        digits = int(self._get(lib.chiso_node_round))
        return None if digits < 0 else digits

    @property
    def floor(self) -> Optional[Decimal]:
        """What the points of an inner node do not fall below; None where it has none.

        >>> floored = chiso.Tree().set_root(min=-3)
        >>> floored.root.floor
        Decimal('-3')
        """
        return from_millionths(self._get(lib.chiso_node_floor))

    @property
    def needs(self) -> Optional[Decimal]:
        """The percent of it that must be scored for it to have figures; None where it needs
        none.
        """
        return from_millionths(self._get(lib.chiso_node_needs))

    @property
    def gate(self) -> str:
        """Its gates, by which it limits its parent: "below 50%: parent at most 79.99%"; "" where
        it has none.
        """
        return str(self._get(lib.chiso_node_gate).decode())

    @property
    def drops(self) -> Tuple[Drop, ...]:
        """What it drops of its children, one after the other; () for nothing."""
        found = []
        for place in range(self._get(lib.chiso_node_drop_count)):
            struct = structs.drop_rule()
            what = f"criterion {self.code or '.'}"
            ask(what, lib.chiso_node_drop_at, self.tree._c, self.id, place, struct)
            found.append(Drop(struct.count, bool(struct.is_keep), bool(struct.is_lowest)))
        return tuple(found)

    @property
    def is_scaled(self) -> bool:
        """Whether what does not apply is spread over the rest."""
        return bool(self._get(lib.chiso_node_is_scaled))

    @property
    def is_capped(self) -> bool:
        """Whether its points are limited to its max."""
        return bool(self._get(lib.chiso_node_is_capped))

    @property
    def is_leaf(self) -> bool:
        """Whether it is scored directly."""
        return bool(self._get(lib.chiso_node_is_leaf))

    @property
    def is_relative(self) -> bool:
        """Whether its points depend on the other units of a board."""
        return bool(self._get(lib.chiso_node_is_relative))

    @property
    def depth(self) -> int:
        """How far it is from the root."""
        return int(self._get(lib.chiso_node_depth))

    @property
    def options(self) -> Tuple[Optional[Decimal], ...]:
        """The weights in percent of the options of a survey's question, None of one that is left
        out; () for any other node.
        """
        count = self._get(lib.chiso_node_option_count)
        return tuple(
            from_millionths(lib.chiso_node_option_weight(self.tree._c, self.id, i))
            for i in range(count)
        )

    @property
    def parent(self) -> Optional["Node"]:
        """The node it belongs to; None for the root."""
        return self._node(lib.chiso_node_parent)

    @property
    def children(self) -> List["Node"]:
        """The nodes directly below it, in the order of adding."""
        found: List[Node] = []
        child = self._node(lib.chiso_node_first_child)
        while child is not None:
            found.append(child)
            child = child._node(lib.chiso_node_next_sibling)
        return found

    def below(self) -> List["Node"]:
        """All nodes below it, in the tree's order: of the root every criterion.

        >>> [node.code for node in tree.root.below()]
        ['1', '2']
        """
        found: List[Node] = []
        depth, node = self.depth, self._node(lib.chiso_node_next)
        while node is not None and node.depth > depth:
            found.append(node)
            node = node._node(lib.chiso_node_next)
        return found

    def _node(self, function: Any) -> Optional["Node"]:
        node = int(self._get(function))
        return None if node == NO_NODE else Node(self.tree, node)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Node):
            return NotImplemented
        return self.id == other.id and self.tree._is(other.tree)

    def __hash__(self) -> int:
        return hash((Node, self.id))

    def __str__(self) -> str:
        return " ".join(part for part in (self.code, self.title) if part)

    def __repr__(self) -> str:
        return f"<Node {self.code or '.'} {self.title!r} max {self.max}>"


#: A criterion, or its code.
NodeLike = Union[str, int, Node]


def notes_at(count: Any, note_at: Any, *place: Any) -> Dict[str, str]:
    """The notes of a place by name."""
    note = structs.note()
    found: Dict[str, str] = {}
    for index in range(count(*place)):
        note_at(*place, index, note)
        found[note.name.decode()] = note.text.decode()
    return found
