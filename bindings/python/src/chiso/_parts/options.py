"""How to rank."""

from __future__ import annotations

from typing import Any, Sequence, Tuple, TypedDict, Union

from .._c.enums import Key, Scope, Ties, pick
from .._c.memory import array_of, pointer_to
from .._c.structs import structs
from .node import Node, NodeLike
from .tree import Tree
from .units import Units


class RankRules(TypedDict):
    """How to rank, by the names under which all that rank take it: ``board.what_if(**rules)``.

    >>> board.report(ties="dense").rules["ties"]
    <Ties.DENSE: 1>
    >>> board.ranking(**board.report(overall=True).rules).units()
    ['skhcn', 'sxd']
    """

    overall: bool
    ties: Ties
    key: Key
    tie_break: Tuple[str, ...]


class RankOptions:
    """How to rank, as C takes it. Keeps alive what the struct points to."""

    def __init__(
        self,
        board: Units,
        ties: Union[Ties, str],
        key: Union[Key, str],
        overall: bool,
        tie_break: Sequence[NodeLike] = (),
    ) -> None:
        if isinstance(tie_break, str):
            raise TypeError("tie_break is text; expected a list of criteria")
        self.nodes = tuple(board._tree._id(node) for node in tie_break)
        self._array = array_of("node", self.nodes)
        self.struct = structs.sized("rank_options")
        self.struct.ties = pick(Ties, ties, "ties")
        self.struct.key = pick(Key, key, "key")
        self.struct.scope = Scope.OVERALL if overall else Scope.BLOCKS
        if self.nodes:
            self.struct.tie_break = pointer_to(self._array, "node")
            self.struct.tie_break_count = len(self.nodes)
        #: What is ranked alike has equal ones.
        self.rule = (self.struct.ties, self.struct.key, self.struct.scope, self.nodes)


def rules_of(struct: Any, tree: Tree) -> RankRules:
    """The rules that a struct of C tells."""
    nodes = struct.tie_break[: struct.tie_break_count]
    return RankRules(
        overall=struct.scope == Scope.OVERALL,
        ties=Ties(struct.ties),
        key=Key(struct.key),
        tie_break=tuple(Node(tree, number).code for number in nodes),
    )
