"""What another tree is made of: one that is there, and what becomes another in it."""

from __future__ import annotations

from typing import Any, Callable, List, Mapping, Optional, Sequence, Tuple, Union

from .._c.calls import call
from .._c.enums import TreeChangeKind
from .._c.guard import Reading
from .._c.handle import new_handle
from .._c.library import lib
from .._c.memory import array_of
from .._c.structs import structs
from .._in.number import Number, optional_number
from .._in.text import optional
from .node import Node, NodeLike

#: What is said of criteria, by themselves or their codes; None is the default. The type of a key is
#: that of a NodeLike, but a mapping of codes alone would not fit that.
Texts = Optional[Mapping[Any, Optional[str]]]
Weights = Optional[Mapping[Any, Optional[Number]]]

#: A node of C and what becomes of it.
Change = Tuple[int, TreeChangeKind, Optional[bytes]]


def derived(
    tree: Any,
    weights: Weights,
    combine: Texts,
    rule: Texts,
    without: Union[NodeLike, Sequence[NodeLike]],
) -> Any:
    """A tree of C that is another one of which that is changed."""
    left_out = [without] if isinstance(without, (str, int, Node)) else without
    given = _changes(tree, TreeChangeKind.WEIGHT, weights, optional_number)
    given += _changes(tree, TreeChangeKind.COMBINE, combine, optional)
    given += _changes(tree, TreeChangeKind.RULE, rule, optional)
    given += [(tree._id(node), TreeChangeKind.WITHOUT, None) for node in left_out]
    changes = [structs.tree_change(kind, node, text) for node, kind, text in given]
    handle = new_handle("tree")
    with Reading(tree):
        array = array_of("tree_change", changes)
        call(lib.chiso_tree_derive, tree._c, array, len(changes), None, handle)
    return handle


def _changes(
    tree: Any,
    kind: TreeChangeKind,
    given: Optional[Mapping[Any, Any]],
    text_of: Callable[[Any, str], Optional[bytes]],
) -> List[Change]:
    """Changes of one kind, as C takes them."""
    return [
        (tree._id(node), kind, text_of(value, f"the {kind.word} of {getattr(node, 'code', node)}"))
        for node, value in (given or {}).items()
    ]
