"""Explanations: how one number of a scored board came about, step by step."""

from __future__ import annotations

import html
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Optional, Union

from .._c.calls import ask, call
from .._c.decimals import from_millionths
from .._c.enums import NO_NODE, NO_STEP, Language, Part, State, StepKind, pick
from .._c.handle import Object, new_handle
from .._c.library import lib
from .._c.memory import UINT32_MAX
from .._c.records import members
from .._c.sink import written
from .._c.structs import structs
from .._in.number import whole
from .._in.text import mark_of
from .._out.markup import Html
from .._out.table import Table
from .ratings import Raters, raters_of

if TYPE_CHECKING:
    from .score import Score

_FIGURES = "contribution achieved max min percent weight from_ to share rule value".split()
_STEPS = "coverage needed gone among is_highest".split()
_STALE = "the explanation is of an earlier state of the board"


class Step(NamedTuple):
    """A step: a criterion with its figures, or what else was done to reach the points of the node
    it is part of.

    The contributions of the parts of a node add up to its achieved points. Figures that a step does
    not have are None, texts ""; ``raters`` is what ratings a cell was joined of. What is dropped is
    one of ``gone`` of ``among``; ``by`` is the code of the criterion whose gate, the ``rule`` of
    the step, limits a node. ``parent`` and ``first`` are numbers of steps, None for none; its parts
    are ``parts`` steps from ``first`` on. ``left_out`` counts the answers of a survey that its rule
    leaves out.

    >>> board["skhcn"].explain()[1].contribution
    Decimal('17.24')
    """

    kind: StepKind
    part: Part
    state: State
    code: str
    title: str
    depth: int
    parent: Optional[int]
    first: Optional[int]
    parts: int
    contribution: Optional[Decimal]
    achieved: Optional[Decimal]
    max: Optional[Decimal]
    min: Optional[Decimal]
    percent: Optional[Decimal]
    weight: Optional[Decimal]
    from_: Optional[Decimal]
    to: Optional[Decimal]
    share: float
    rule: str
    value: str
    left_out: Decimal
    digits: int
    is_bonus: bool
    is_imputed: bool
    changed: int
    raters: Optional[Raters]
    coverage: Optional[Decimal]
    needed: Optional[Decimal]
    gone: int
    among: int
    is_highest: bool
    by: str
    note: str


class Explanation(Object, Table[Step]):
    """The derivation of a number. Made by :meth:`Score.explain`; StateError once the board changed.
    ``print()`` tells it in English.

    >>> import chiso
    >>> tree = chiso.Tree.from_csv("code,title,max\\n1,A,10\\n2,B,10\\n")
    >>> board = chiso.Board.from_csv(tree, "unit,1,2\\na,5,8\\n").score()
    >>> print(board["a"].explain())
    Total, a: 13 of 20 points (65.00 %) = 5 (1) + 8 (2)
      1 A: 5 of 10 points (50.00 %)
      2 B: 8 of 10 points (80.00 %)
    >>> [step.contribution for step in board["a"].explain()]
    [Decimal('13'), Decimal('5'), Decimal('8')]
    """

    _kind = "explanation"
    _fields = Step._fields
    _hidden = tuple(
        (
            "part state depth parent first parts min from_ to share left_out digits is_bonus "
            "is_imputed changed raters coverage needed gone among is_highest by note"
        ).split()
    )

    def __init__(self, score: "Score", depth: Optional[int]) -> None:
        self.score = score
        self._score = score._alias()
        levels = UINT32_MAX if depth is None else whole(depth, "depth", UINT32_MAX)
        handle = new_handle("explanation")
        with score.board._guard.read:
            call(lib.chiso_explanation_new, score.board._c, score.id, score.node.id, levels, handle)
        super().__init__(handle, score.board._guard)

    def text(
        self, language: Union[Language, str] = Language.ENGLISH, mark: Optional[str] = None
    ) -> str:
        """The derivation for people, a line a node, in "en" or "vi". ``mark`` is the decimal mark:
        by default a comma in Vietnamese.

        >>> print(board["skhcn", "1"].explain().text("vi"), end="")
        1 Steering, skhcn: 17,24 trên 19 điểm (90,74 %)
        """
        spoken = pick(Language, language, "language")
        how = spoken, mark_of(mark, spoken)
        with self._guard.read:
            return written(lib.chiso_explanation_write, self._c, *how).decode()

    def _row(self, index: int) -> Step:
        struct = structs.step()
        handle, tree = self._c, self._score.board._tree
        with self._guard.look:
            ask(_STALE, lib.chiso_explanation_step, handle, index, struct)
            head = members("step", struct, ("kind", "part", "state"))
            figures = members("step", struct, _FIGURES, self._score.board._digits, ("percent",))
            code = lib.chiso_node_code(tree._c, struct.node).decode()
            title = lib.chiso_node_title(tree._c, struct.node).decode()
            by = "" if struct.by == NO_NODE else lib.chiso_node_code(tree._c, struct.by).decode()
            steps = members("step", struct, _STEPS, self._score.board._digits, ("coverage",))
            note = struct.note.decode()
        links = struct.depth, _step(struct.parent), _step(struct.first), struct.count
        left_out = from_millionths(struct.left_out) or Decimal(0)
        marks = bool(struct.is_bonus), bool(struct.is_imputed), struct.changed
        tail = left_out, struct.digits, *marks, raters_of(struct.raters)
        return Step._make((*head, code, title, *links, *figures, *tail, *steps, by, note))

    def __len__(self) -> int:
        return int(lib.chiso_explanation_count(self._c))

    def to_text(self, rows: Optional[int] = None) -> str:
        """The derivation in English: its first lines, or all for None.

        >>> print(board["skhcn", "1"].explain().to_text())
        1 Steering, skhcn: 17.24 of 19 points (90.74 %)
        """
        return "\n".join(self.text().splitlines()[:rows])

    def to_html(
        self, rows: Optional[int] = None, language: Union[Language, str] = Language.ENGLISH
    ) -> Html:
        """The same for a notebook, as text that keeps its lines.

        >>> board["skhcn", "1"].explain().to_html()[:19]
        '<pre class="chiso">'
        """
        text = "\n".join(self.text(language).splitlines()[:rows])
        return Html(f'<pre class="chiso">{html.escape(text)}</pre>')


def _step(number: Any) -> Optional[int]:
    return None if number == NO_STEP else int(number)
