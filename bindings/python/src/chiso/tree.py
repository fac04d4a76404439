"""Criteria trees: what an index measures, and how many points each part is worth."""

from __future__ import annotations

import ctypes
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Iterator, List, Optional, Tuple, Union

from ._enums import Combine, Kind, MissingPolicy, Rounding, Status
from ._handle import UINT32_MAX, Object, integer, make, new_handle
from ._library import lib
from ._number import Number, from_millionths, to_millionths
from ._structs import structs
from ._table import as_html, plain
from ._text import Path, content, encode, is_text, optional, path_hint, path_of, save, written
from .errors import call, error_of

if TYPE_CHECKING:
    from .audit import Audit

NO_NODE = UINT32_MAX


class Node:
    """A criterion, or the whole index: what ``tree["1.2"]`` gives. It belongs to its tree and is equal to itself only.

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
        """Points possible, before anything is taken out for a unit; None for an inner node whose max is left out, until the tree is checked."""
        return from_millionths(self._get(lib.chiso_node_max))

    @property
    def min(self) -> Decimal:
        """The least points of a leaf; 0 unless stated."""
        return from_millionths(self._get(lib.chiso_node_min)) or Decimal(0)

    @property
    def weight(self) -> Optional[Decimal]:
        """Its stated weight in a parent that weighs its children; None where its max is its weight."""
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
    def round(self) -> Optional[int]:
        """Decimal places that its points are rounded to in the calculation; None for not rounded."""
        digits = int(self._get(lib.chiso_node_round))
        return None if digits < 0 else digits

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
    def options(self) -> Tuple[Decimal, ...]:
        """The weights in percent of the options of a survey's question; () for any other node."""
        count = self._get(lib.chiso_node_option_count)
        weights = (from_millionths(lib.chiso_node_option_weight(self.tree._c, self.id, i)) for i in range(count))
        return tuple(weight for weight in weights if weight is not None)

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


NodeLike = Union[str, Node]


class Tree(Object):
    """A criteria tree: built by :meth:`add`, or read from a criteria file. Once checked, by :meth:`check` or by the first board, it does not change.

    ``tree["1.2"]`` is a :class:`Node`, ``for node in tree`` goes through all criteria, parents before children, ``len(tree)`` counts them, and
    ``tree.root`` is the whole index.

    >>> import chiso
    >>> tree = chiso.Tree("PAR index")
    >>> tree.add("1", "Steering", 19)
    <Node 1 'Steering' max 19>
    >>> tree.add("2", "Procedures").max is None
    True
    >>> tree.add("2.1", "On-time files", "7.5", rule="rate from 80%").parent.title
    'Procedures'
    >>> tree.check()["2"].max
    Decimal('7.5')
    """

    _kind = "tree"

    def __init__(self, title: str = "") -> None:
        handle = new_handle("tree")
        call(lib.chiso_tree_new, encode(title, "the title"), None, handle)
        super().__init__(handle)

    @classmethod
    def read_csv(cls, path: Path) -> "Tree":
        """Reads a criteria file. Raises FileError where it cannot be read, else what is wrong with its line and column.

        >>> chiso.Tree.read_csv("no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        handle = new_handle("tree")
        call(lib.chiso_tree_read_csv_file, path_of(path), None, handle, path=str(path))
        return make(cls, handle)

    @classmethod
    def from_csv(cls, text: Union[str, bytes]) -> "Tree":
        """Reads the text of a criteria file.

        >>> Tree.from_csv("code,title,max\\n1,Steering,19\\n")["1"].max
        Decimal('19')
        """
        data = content(text, "the text")
        handle = new_handle("tree")
        call(lib.chiso_tree_read_csv, data, len(data), None, handle, hint=path_hint(text))
        return make(cls, handle)

    def to_csv(self) -> str:
        """The tree as the text of a criteria file. It must be checked.

        >>> print(tree.to_csv().splitlines()[0])
        code,parent,title,max,min,weight,combine,kind,rule,round,options
        """
        return written(lib.chiso_tree_write_csv, self._c).decode()

    def write_csv(self, path: Path) -> None:
        """Writes the tree as a criteria file, as a whole or not at all.

        >>> tree.write_csv("/no/such/folder/criteria.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: /no/such/folder/criteria.csv cannot be written: No such file or directory
        """
        save(path, self.to_csv().encode())

    def add(
        self,
        code: str,
        title: str = "",
        max: Optional[Number] = None,
        *,
        parent: Optional[NodeLike] = None,
        min: Optional[Number] = None,
        weight: Optional[Number] = None,
        combine: Optional[str] = None,
        kind: Union[Kind, str, None] = None,
        rule: Optional[str] = None,
        round: Optional[int] = None,
    ) -> Node:
        """Adds a criterion; a leaf needs a max, in points.

        ``parent`` is a node or its code. Without it the parent is that of a criteria file: the longest dotted prefix of the code that is a code by
        now, else the root. Raises CodeError, TreeError, NumberError and the like, and StateError once the tree is checked.

        >>> tree = Tree()
        >>> tree.add("1", "A", 10, rule="range 5..60"), tree.add("1.1", max=3, parent="").parent is None
        (<Node 1 'A' max 10>, False)
        """
        place = self._parent_of(code) if parent is None else self._id(parent)
        criterion = structs.criterion(size=ctypes.sizeof(structs.criterion))
        criterion.code = encode(code, "the code")
        criterion.title = encode(title, "the title")
        for name, value in (("max", max), ("min", min), ("weight", weight)):
            setattr(criterion, name, None if value is None else _number_text(value, f"the {name} of {code}"))
        criterion.combine = optional(combine, "combine")
        criterion.kind = optional(kind.word if isinstance(kind, Kind) else kind, "kind")
        criterion.rule = optional(rule, "the rule")
        criterion.round = None if round is None else str(integer(round, "round", 6)).encode()
        node = ctypes.c_uint32()
        call(lib.chiso_tree_add_criterion, self._c, place, criterion, node)
        return Node(self, node.value)

    def _parent_of(self, code: Any) -> int:
        prefix = code if isinstance(code, str) else ""
        while "." in prefix:
            prefix = prefix.rpartition(".")[0]
            if prefix and prefix in self:
                return self[prefix].id
        return 0

    def set_root(self, max: Optional[Number] = None, combine: Optional[str] = None, round: Optional[int] = None) -> "Tree":
        """Says what the max of the whole index is (None: the sum below), how it combines, and whether it is rounded in the calculation.

        >>> index = Tree("index").set_root(max=100, combine="mean")
        >>> index.root.max, index.root.combine.word
        (Decimal('100'), 'mean')
        """
        text = None if max is None else _number_text(max, "the max")
        places = None if round is None else str(integer(round, "round", 6)).encode()
        call(lib.chiso_tree_set_root, self._c, text, optional(combine, "combine"), places)
        return self

    def set_options(
        self, *, digits: Optional[int] = None, missing: Union[MissingPolicy, str, None] = None, rounding: Union[Rounding, str, None] = None
    ) -> "Tree":
        """Says how many digits are published, what is missing counts as, and how published figures are rounded; until a board uses the tree.

        >>> Tree().set_options(digits=1, missing="skip", rounding="half-even").missing
        <MissingPolicy.SKIP: 1>
        """
        given = (("digits", digits), ("missing", missing), ("rounding", rounding))
        words = [f"{name}={getattr(value, 'word', value)}" for name, value in given if value is not None]
        call(lib.chiso_tree_set_options, self._c, encode(" ".join(words), "the options"))
        return self

    def check(self) -> "Tree":
        """Checks that the tree fits together, and closes it. Raises TreeError, naming what does not fit.

        >>> chiso.Tree("nothing in it").check()
        Traceback (most recent call last):
            ...
        chiso.errors.EmptyError: the tree has no criteria
        """
        call(lib.chiso_tree_check, self._c)
        return self

    def audit(self) -> "Audit":
        """Whether the tree is plausible: what is worth a look.

        >>> len(tree.audit())
        0
        """
        from .audit import Audit

        return Audit.tree(self)

    @property
    def is_checked(self) -> bool:
        """Whether the tree was checked and does not change any more."""
        return bool(lib.chiso_tree_is_checked(self._c))

    @property
    def title(self) -> str:
        """The name of the index."""
        return str(lib.chiso_tree_title(self._c).decode())

    @property
    def digits(self) -> int:
        """How many decimal places are published."""
        return int(lib.chiso_tree_digits(self._c))

    @property
    def rounding(self) -> Rounding:
        """How published figures are rounded."""
        return Rounding(lib.chiso_tree_rounding(self._c))

    @property
    def missing(self) -> MissingPolicy:
        """What a criterion that was not scored counts as."""
        return MissingPolicy(lib.chiso_tree_missing(self._c))

    @property
    def rounded_count(self) -> int:
        """How many numbers of the criteria file had more than six decimals and were rounded."""
        return int(lib.chiso_tree_rounded_count(self._c))

    @property
    def root(self) -> Node:
        """The whole index."""
        self._c
        return Node(self, 0)

    @property
    def leaves(self) -> List[Node]:
        """The criteria that are scored directly, in the tree's order."""
        return [node for node in self if node.is_leaf]

    def effective_weights(self) -> "dict[str, Decimal]":
        """What every node counts in the whole index, by its code: shares of 1; the leaves add up to 1 exactly.

        >>> Tree.from_csv("code,title,max\\n1,A,3\\n2,B,1\\n").effective_weights()
        {'': Decimal('1'), '1': Decimal('0.75'), '2': Decimal('0.25')}
        """
        count = lib.chiso_tree_node_count(self._c)
        weights = (ctypes.c_int64 * count)()
        call(lib.chiso_tree_effective_weights, self._c, count, weights)
        return {node.code: from_millionths(weights[node.id]) or Decimal(0) for node in [self.root, *self]}

    def _is(self, other: "Tree") -> bool:
        """Whether the other is the same tree of C; a board has a name of its own for the one it was made with."""
        return self is other or (self._handle is not None and self._handle is other._handle)

    def _alias(self) -> "Tree":
        """The same tree of C, for a board: closing one does not close the other."""
        return make(type(self), self._c)

    def _id(self, node: Any) -> int:
        """The number of a node that a caller named."""
        if isinstance(node, Node):
            if not self._is(node.tree):
                raise error_of(Status.E_NODE, f"criterion {node.code or '.'} belongs to another tree")
            self._c
            return node.id
        found = ctypes.c_uint32()
        code = encode(node, "the criterion")
        if lib.chiso_tree_find(self._c, code, found):
            raise error_of(Status.E_NODE, f"there is no criterion {node!r}")
        return found.value

    def __getitem__(self, code: NodeLike) -> Node:
        return Node(self, self._id(code))

    def __contains__(self, code: object) -> bool:
        if isinstance(code, Node):
            return self._is(code.tree)
        found = ctypes.c_uint32()
        return isinstance(code, str) and is_text(code) and lib.chiso_tree_find(self._c, code.encode(), found) == 0

    def __iter__(self) -> Iterator[Node]:
        node = lib.chiso_node_next(self._c, 0)
        while node != NO_NODE:
            yield Node(self, node)
            node = lib.chiso_node_next(self._c, node)

    def __len__(self) -> int:
        return int(lib.chiso_tree_node_count(self._c)) - 1

    def __bool__(self) -> bool:
        return True

    def __reduce__(self) -> Any:
        return _tree_from, (self.to_csv(),)

    def _rows(self) -> List[List[Any]]:
        rows = []
        for node in [self.root, *self]:
            rows.append([node.code, "  " * max(node.depth - 1, 0) + node.title, node.max, node.rule or node.combine.word, _kind_of(node)])
        return rows

    def __str__(self) -> str:
        if self.closed:
            return "<Tree closed>"
        return plain(["code", "title", "max", "rule", ""], self._rows())

    def __repr__(self) -> str:
        return "<Tree closed>" if self.closed else f"<Tree {self.title!r} of {len(self)} criteria>"

    def _repr_html_(self) -> str:
        most = "" if self.root.max is None else f"(max {self.root.max})"
        rows = [[row[0], row[1].replace("  ", "\u2003"), *row[2:]] for row in self._rows()[1:]]
        return as_html(" ".join(part for part in (self.title, most) if part), ["code", "title", "max", "rule", ""], rows)


def _kind_of(node: Node) -> str:
    words = [node.kind.word] if node.kind == Kind.BONUS else []
    words += ["scaled"] if node.is_scaled else []
    words += ["capped"] if node.is_capped else []
    return " ".join(words)


def _number_text(value: Any, what: str) -> bytes:
    number = from_millionths(to_millionths(value, what))
    return format(number or Decimal(0), "f").encode()


def _tree_from(text: str) -> Tree:
    return Tree.from_csv(text)
