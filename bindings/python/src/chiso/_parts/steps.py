"""What stands between the children of a criterion and its figures: what is dropped, and what was
done to the figures of a unit.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

from .._c.calls import call
from .._c.enums import NO_NODE
from .._c.library import lib
from .._c.records import members
from .._c.structs import structs
from .node import Node

if TYPE_CHECKING:
    from .tree import Tree

_FIGURES = ("computed", "computed_percent", "unlifted", "unlimited")


class Steps(NamedTuple):
    """What was done to a node of a unit beside combining its children. Points have six places,
    percents are as published; what does not exist is None.

    ``is_dropped``: it takes no part in its parent. ``fails_need``: less of it is scored than it
    needs. ``is_set``: its result was set, and ``computed`` and ``computed_percent`` are what it
    would have. ``is_lifted``: to its floor, from ``unlifted``. ``limited_by``: the code of the
    child whose gate limits it, from ``unlimited``.

    >>> tests = chiso.Tree().set_root(combine="sum drop lowest 1")
    >>> _ = tests.add("1", "First", 5), tests.add("2", "Second", 5)
    >>> marks = chiso.Board.from_csv(tests, "unit,1,2\\nan,4,5\\n").score()
    >>> marks["an", "1"].steps.is_dropped, marks["an"].percent
    (True, Decimal('100.00'))
    """

    is_dropped: bool
    fails_need: bool
    is_set: bool
    is_lifted: bool
    limited_by: Optional[str]
    computed: Optional[Decimal]
    computed_percent: Optional[Decimal]
    unlifted: Optional[Decimal]
    unlimited: Optional[Decimal]


def steps_of(tree: "Tree", board: Any, unit: int, node: int) -> Steps:
    """The steps that C tells; inside a read."""
    struct = structs.steps()
    call(lib.chiso_board_steps, board, unit, node, struct)
    limit = struct.limited_by
    figures = members("steps", struct, _FIGURES, tree.digits, ("computed_percent",))
    return Steps(
        bool(struct.is_dropped),
        bool(struct.fails_need),
        bool(struct.is_set),
        bool(struct.is_lifted),
        None if limit == NO_NODE else Node(tree, limit).code,
        *figures,
    )
