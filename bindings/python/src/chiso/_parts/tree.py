"""Criteria trees: what an index measures, and how many points each part is worth."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional, Sequence, Union

from .._c.calls import call, error_of
from .._c.decimals import from_millionths
from .._c.enums import NO_NODE, ROOT, Combine, Kind, Language, MissingPolicy, Rounding, Status
from .._c.guard import Reading
from .._c.handle import Object, intake_if_any, make, new_handle
from .._c.library import lib
from .._c.memory import out, room
from .._c.sink import written
from .._c.structs import structs
from .._in.number import Number, optional_number, whole
from .._in.text import Path, code_if_any, content, encode, encode_code, optional
from .._in.text import path_hint, path_of
from .._in.workbook import SheetName, criteria_text, placed
from .._out.file import save
from .._out.plain import shown
from .._out.table import Shown, Visible, closed_text
from .._out.words import heading, say
from .audit import Audit
from .derive import Texts, Weights, derived
from .mapping import MappingLike, mapping_of
from .node import Node, NodeLike, notes_at

if TYPE_CHECKING:
    from .intake import Intake


class Tree(Object, Shown):
    """A criteria tree: built by :meth:`add`, or read from a criteria file. Once checked, by
    :meth:`check` or by the first board, it does not change.

    ``tree["1.2"]`` is a :class:`Node`, ``for node in tree`` goes through all criteria, parents
    before children, ``len(tree)`` counts them, and ``tree.root`` is the whole index.

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

    @functools.cached_property
    def _takes_rate(self) -> Dict[int, bool]:
        """By the numbers of leaves whether they take rates, as far as somebody asked."""
        return {}

    def __init__(self, title: str = "") -> None:
        handle = new_handle("tree")
        call(lib.chiso_tree_new, encode(title, "the title"), None, handle)
        super().__init__(handle)

    @classmethod
    def read_csv(cls, path: Path, mapping: MappingLike = None) -> "Tree":
        """Reads a criteria file; its codes are the numbers of an outline (I, 1, a) where a
        :class:`Mapping`, or what one is made of, says ``outline``. Raises FileError where it cannot
        be read, else what is wrong with its line and column.

        >>> chiso.Tree.read_csv("no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        name, how, handle = path_of(path), mapping_of(mapping), new_handle("tree")
        rest = (None if how is None else how._c, None, handle)
        with Reading(how):
            call(lib.chiso_tree_read_sheet_file, name, *rest, path=str(path))
        return make(cls, handle)

    @classmethod
    def read_excel(cls, path: Path, sheet: SheetName = None, mapping: MappingLike = None) -> "Tree":
        """Reads a sheet of a workbook as a criteria file, by openpyxl: the sheet of that name or
        number, from 1, or the only one; ``mapping`` is that of :meth:`read_csv`. An error names
        its cell.

        >>> chiso.Tree.read_excel("no/such/file.xlsx")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.xlsx
        """
        found, text = criteria_text(path, sheet)
        with placed(found):
            return cls.from_csv(text, mapping)

    @classmethod
    def from_csv(cls, text: Union[str, bytes], mapping: MappingLike = None) -> "Tree":
        """Reads the text of a criteria file, as :meth:`read_csv` takes it.

        >>> Tree.from_csv("code,title,max\\n1,Steering,19\\n")["1"].max
        Decimal('19')
        >>> outlined = "code,title,max\\nI,A,2\\n1,B,2\\nII,C,3\\n1,D,3\\n"
        >>> [node.code for node in Tree.from_csv(outlined, {"outline": "yes"})]
        ['I', 'I.1', 'II', 'II.1']
        """
        data, how, handle = content(text, "the text"), mapping_of(mapping), new_handle("tree")
        rest = (None if how is None else how._c, None, handle)
        with Reading(how):
            call(lib.chiso_tree_read_sheet, data, len(data), *rest, hint=path_hint(text))
        return make(cls, handle)

    def to_csv(self) -> str:
        """The tree as the text of a criteria file. It must be checked.

        >>> print(tree.to_csv().splitlines()[0])
        code,parent,title,max,min,weight,combine,kind,rule,round,options
        """
        return written(lib.chiso_tree_write_csv, self._c).decode()

    def write_csv(self, path: Path) -> None:
        """Writes the tree as a criteria file, as a whole or not at all.

        >>> tree.write_csv("/no/folder/criteria.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: /no/folder/criteria.csv cannot be written: No such file or directory
        """
        save(path, self.to_csv().encode())

    def add(
        self,
        code: Union[str, int],
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
        needs: Optional[Number] = None,
        gate: Union[str, Sequence[str], None] = None,
        note: Optional[str] = None,
        raters: Optional[str] = None,
    ) -> Node:
        """Adds a criterion; a leaf needs a max, in points. A max, min or weight may be a Fraction,
        and so may the numbers of a rule: ``rule=f"per {Fraction(10, 3)}"``. The ``min`` of an inner
        node is its floor, ``combine`` also says what it drops ("sum drop lowest 1"), ``needs`` is
        the percent of it that must be scored (50, or "50%"), and ``gate``, one or several, limits
        its parent. ``raters`` says how what several people gave for a cell is joined: "mean",
        "median", "trimmed 1 within 20%".

        ``parent`` is a node or its code. Without it the parent is that of a criteria file: the
        longest dotted prefix of the code that is a code once the tree is checked, else the root.
        Raises CodeError, TreeError, NumberError and the like, and StateError once the tree is
        checked.

        >>> tree = Tree()
        >>> tree.add("1", "A", 10, rule="range 5..60")
        <Node 1 'A' max 10>
        >>> tree.add("1.1", max=3, parent="").parent == tree.root
        True
        >>> quizzes = tree.add("2", "Quizzes", combine="sum drop lowest 1", needs=50)
        >>> quizzes.drops, quizzes.needs
        ((Drop(number=1, is_keep=False, is_lowest=True),), Decimal('50'))
        >>> tree.add("2.1", max=5, gate="below 50%: parent at most 79.99%").gate
        'below 50%: parent at most 79.99%'
        """
        criterion = structs.sized("criterion")
        criterion.code = encode_code(code, "the code")
        if parent is not None:
            criterion.parent = lib.chiso_node_code(self._c, self._id(parent)) or b"."
        criterion.title = encode(title, "the title")
        _describe(criterion, f"of {code}", max, min, combine, round, needs)
        criterion.weight = optional_number(weight, f"the weight of {code}")
        criterion.kind = optional(kind.word if isinstance(kind, Kind) else kind, "kind")
        criterion.rule = optional(rule, "the rule")
        gates = gate if gate is None or isinstance(gate, str) else "; ".join(gate)
        criterion.gate = optional(gates, "the gate")
        criterion.note = optional(note, "the note")
        criterion.raters = optional(raters, "raters")
        node = out("node")
        call(lib.chiso_tree_add_criterion, self._c, criterion, node)
        return Node(self, node.value)

    def set_root(
        self,
        max: Optional[Number] = None,
        combine: Optional[str] = None,
        round: Optional[int] = None,
        *,
        min: Optional[Number] = None,
        needs: Optional[Number] = None,
    ) -> "Tree":
        """Says what the max of the whole index is (None: the sum below), how it combines, whether
        it is rounded in the calculation, its floor, and the percent of it that must be scored.

        >>> index = Tree("index").set_root(max=100, combine="mean")
        >>> index.root.max, index.root.combine.word
        (Decimal('100'), 'mean')
        """
        criterion = structs.sized("criterion")
        _describe(criterion, "of the whole index", max, min, combine, round, needs)
        call(lib.chiso_tree_describe_root, self._c, criterion)
        return self

    def set_options(
        self,
        *,
        digits: Optional[int] = None,
        missing: Union[MissingPolicy, str, None] = None,
        rounding: Union[Rounding, str, None] = None,
    ) -> "Tree":
        """Says how many digits are published, what is missing counts as, and how published figures
        are rounded; until a board uses the tree.

        >>> Tree().set_options(digits=1, missing="skip", rounding="half-even").missing
        <MissingPolicy.SKIP: 1>
        """
        given = (("digits", digits), ("missing", missing), ("rounding", rounding))
        words = [
            f"{name}={getattr(value, 'word', value)}" for name, value in given if value is not None
        ]
        call(lib.chiso_tree_set_options, self._c, encode(" ".join(words), "the options"))
        return self

    def set_note(self, node: NodeLike, text: Optional[str], name: Optional[str] = None) -> None:
        """Sets a note of a criterion, or for "" of the whole index, until a board uses the tree. A
        name tells it apart from other notes there; a text that is None or blank takes it away.

        >>> tree = Tree.from_csv("code,title,max,note\\n1,A,3,see page 3\\n")
        >>> tree.set_note("1", "Ms Hà", "responsible")
        >>> tree.notes("1")
        {'': 'see page 3', 'responsible': 'Ms Hà'}
        """
        texts = optional(name, "the name of the note"), optional(text, "the note")
        call(lib.chiso_tree_set_note, self._c, self._id(node), *texts)

    def note(self, node: NodeLike = "", name: str = "") -> str:
        """A note of a criterion, or of the whole index; "" where there is none.

        >>> Tree.from_csv("code,title,max,note\\n1,A,3,see page 3\\n").note("1")
        'see page 3'
        """
        known = encode(name, "the name of the note")
        return str(lib.chiso_tree_note(self._c, self._id(node), known).decode())

    def notes(self, node: NodeLike = "") -> Dict[str, str]:
        """All notes of a criterion, or of the whole index, by name.

        >>> Tree.from_csv("code,title,max,note:responsible\\n1,A,3,Ms Hà\\n").notes("1")
        {'responsible': 'Ms Hà'}
        """
        return notes_at(lib.chiso_tree_note_count, lib.chiso_tree_note_at, self._c, self._id(node))

    def check(self) -> "Tree":
        """Checks that the tree fits together, and closes it. Raises TreeError, naming what does not
        fit.

        >>> chiso.Tree("nothing in it").check()
        Traceback (most recent call last):
            ...
        chiso.errors.EmptyError: the tree has no criteria
        """
        call(lib.chiso_tree_check, self._c)
        return self

    def derive(
        self,
        *,
        weights: Weights = None,
        combine: Texts = None,
        rule: Texts = None,
        without: Union[NodeLike, Sequence[NodeLike]] = (),
    ) -> "Tree":
        """The same tree with other weights, combines and rules, by their criteria, and without
        some, as if its file were read so: a checked tree; this one, which is checked too, stays as
        it is. None is the default. :meth:`Board.derive` scores a board under it.

        What is left out takes what is below it along, and the max that it had in plain sums.

        >>> tree = Tree.from_csv("code,title,max\\n1,A,\\n1.1,B,4\\n1.2,C,6\\n2,D,10\\n")
        >>> other = tree.derive(weights={"1.1": 3}, combine={"1": "mean"}, without=["2"])
        >>> other["1"].combine.word, other["1.1"].weight, other.root.max
        ('mean', Decimal('3'), Decimal('10'))
        >>> tree.derive(rule={"2": "rate from 80%"}).derive(without="1")["2"].rule
        'rate from 80%'
        """
        return make(type(self), derived(self, weights, combine, rule, without))

    def audit(self, intake: Optional["Intake"] = None) -> "Audit":
        """Whether the tree is plausible: what is worth a look, the doubts of what read it too.

        >>> len(tree.audit())
        0
        >>> intake = chiso.Intake()
        >>> intake.tree("c.csv", "code,title,max\\na,A,5\\nA,B,4\\n").audit(intake)[0].doubt
        <Doubt.ALIKE_CODES: 12>
        """
        handle = new_handle("audit")
        call(lib.chiso_audit_new_for_tree, self._c, None, handle)
        return Audit(handle, self._c, None, intake_if_any(intake))

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
        """How many numbers of the criteria file had more than 15 decimals and were rounded."""
        return int(lib.chiso_tree_rounded_count(self._c))

    @property
    def columns(self) -> List[str]:
        """The columns of points files that rules divide by: ``over column POPULATION``.

        >>> chiso.Tree.from_csv("code,title,max,rule\\n1,A,9,over column Area | minmax\\n").columns
        ['Area']
        """
        count = int(lib.chiso_tree_column_count(self._c))
        return [str(lib.chiso_tree_column(self._c, i).decode()) for i in range(count)]

    @property
    def root(self) -> Node:
        """The whole index."""
        self._c
        return Node(self, ROOT)

    @property
    def leaves(self) -> List[Node]:
        """The criteria that are scored directly, in the tree's order."""
        return [node for node in self if node.is_leaf]

    def effective_weights(self) -> Dict[str, Decimal]:
        """What every node counts in the whole index, by its code: shares of 1; the leaves add up to
        1 exactly.

        >>> Tree.from_csv("code,title,max\\n1,A,3\\n2,B,1\\n").effective_weights()
        {'': Decimal('1'), '1': Decimal('0.75'), '2': Decimal('0.25')}
        """
        count = lib.chiso_tree_node_count(self._c)
        weights = room("decimal", count)
        call(lib.chiso_tree_effective_weights, self._c, count, weights)
        return {
            node.code: from_millionths(weights[node.id]) or Decimal(0)
            for node in [self.root, *self]
        }

    def _is(self, other: "Tree") -> bool:
        """Whether the other is the same tree of C; a board has a name of its own for the one it was
        made with.
        """
        return self is other or (self._handle is not None and self._handle is other._handle)

    def _alias(self) -> "Tree":
        """The same tree of C, for a board: closing one does not close the other."""
        return make(type(self), self._c)

    def _id(self, node: Any) -> int:
        """The number of a node that a caller named."""
        if isinstance(node, Node):
            if not self._is(node.tree):
                why = f"criterion {node.code or '.'} belongs to another tree"
                raise error_of(Status.E_NODE, why, criterion=node.code)
            self._c
            return node.id
        found = out("node")
        code = encode_code(node, "the criterion")
        if lib.chiso_tree_find(self._c, code, found):
            raise error_of(
                Status.E_NODE, f"there is no criterion {node!r}", criterion=code.decode()
            )
        return int(found.value)

    def __getitem__(self, code: NodeLike) -> Node:
        return Node(self, self._id(code))

    def __contains__(self, code: object) -> bool:
        if isinstance(code, Node):
            return self._is(code.tree)
        text = code_if_any(code)
        return text is not None and lib.chiso_tree_find(self._c, text, out("node")) == 0

    def __iter__(self) -> Iterator[Node]:
        node = lib.chiso_node_next(self._c, ROOT)
        while node != NO_NODE:
            yield Node(self, node)
            node = lib.chiso_node_next(self._c, node)

    def __reversed__(self) -> Iterator[Node]:
        return reversed(list(self))

    def __len__(self) -> int:
        return int(lib.chiso_tree_node_count(self._c)) - 1

    def __bool__(self) -> bool:
        return True

    def __reduce__(self) -> Any:
        return _tree_from, (self.to_csv(),)

    def _caption(self, language: Language = Language.ENGLISH) -> str:
        root = self.root
        word = say(language, "max", "tối đa")
        most = "" if root.max is None else f"({word} {shown(root.max, language)})"
        words = [] if root.combine == Combine.SUM else [root.combine.word]
        return " ".join(part for part in (self.title, most, *words, *_kind_of(root)) if part)

    def _visible(self, rows: int, language: Language = Language.ENGLISH) -> Visible:
        cells: List[List[Any]] = []
        for node in self:
            if len(cells) == rows:
                break
            indent = "  " * (node.depth - 1)
            how = node.rule or node.combine.word
            kind = " ".join(_kind_of(node))
            cells.append([node.code, indent + node.title, node.max, how, kind])
        names = ("code", "title", "max", "rule", "")
        return [heading(name) for name in names], cells, len(self)

    def __repr__(self) -> str:
        return closed_text(self) or f"<Tree {self.title!r} of {len(self)} criteria>"


def _describe(
    criterion: Any,
    whose: str,
    max: Optional[Number],
    min: Optional[Number],
    combine: Optional[str],
    round: Optional[int],
    needs: Optional[Number],
) -> None:
    """What may be said of any criterion, and of the whole index."""
    criterion.max = optional_number(max, f"the max {whose}")
    criterion.min = optional_number(min, f"the min {whose}")
    criterion.combine = optional(combine, "combine")
    criterion.round = None if round is None else str(whole(round, "round", 6)).encode()
    needed = optional_number(needs, f"what is needed {whose}")
    is_bare = needed is not None and not isinstance(needs, str)
    criterion.needs = needed + b"%" if needed is not None and is_bare else needed


def _kind_of(node: Node) -> List[str]:
    words = [node.kind.word] if node.kind == Kind.BONUS else []
    words += ["scaled"] if node.is_scaled else []
    words += ["capped"] if node.is_capped else []
    words += map(str, node.drops)
    return words


def _tree_from(text: str) -> Tree:
    return Tree.from_csv(text)
