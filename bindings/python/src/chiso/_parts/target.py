"""Targets: a rank, a band, a percent, a rise or another unit; whether it is met, by how much, and
the least that it takes.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, List, Mapping, NamedTuple, Optional, Tuple, Union

from .._c.calls import ask, call, error_of
from .._c.enums import ABSENT, Exactness, GoalKind, Language, Outcome, Status, pick
from .._c.guard import Reading
from .._c.handle import Object, expect, new_handle
from .._c.library import lib
from .._c.memory import UINT32_MAX, array_of, out, pointer_of, pointer_to
from .._c.records import Place, members
from .._c.structs import structs
from .._in.number import Number, to_millionths, whole
from .._in.text import encode
from .._out.markup import GREATEST, Html, as_html
from .._out.plain import plain, shown
from .._out.table import Rows, closed_text
from .._out.words import heading, say
from .bands import Bands, band_name, kept
from .options import RankOptions

if TYPE_CHECKING:
    from .score import Score

_STALE = "the target is of an earlier state of the board"
_SHOWN = "outcome achieved max needed planned rank_margin band_margin place band".split()


class TargetStep(NamedTuple):
    """A leaf to be raised: from which points to which, what the node gains by it, and the effort it
    takes (None without efforts).

    >>> board["sxd"].target(percent=90).leaves[0].gain
    Decimal('1.5')
    """

    code: str
    title: str
    from_: Decimal
    to: Decimal
    gain: Decimal
    effort: Optional[Decimal]


class TargetResult(NamedTuple):
    """How a target stands. Points are those of the node; what does not exist is None.

    >>> board["sxd"].target(percent=90).result.needed
    Decimal('1.5')
    """

    outcome: Outcome
    exactness: Exactness
    achieved: Decimal
    max: Decimal
    least: Optional[Decimal]
    distance: Optional[Decimal]
    distance_percent: Optional[Decimal]
    needed: Optional[Decimal]
    most: Optional[Decimal]
    short_by: Optional[Decimal]
    short_by_percent: Optional[Decimal]
    planned: Optional[Decimal]
    effort: Optional[Decimal]
    rank_margin: Optional[Decimal]
    band_margin: Optional[Decimal]
    place: Place
    steps: int
    band: Optional[str]


class Target(Object):
    """A goal held against the figures of a unit. Made by :meth:`Score.target`; StateError once the
    board changed.

    ``target.leaves`` is the plan: the leaves to be raised, in the order that they help. All members
    of :class:`TargetResult` are attributes too.

    >>> print(board["sxd"].target(rank=1))
                 rank:1 for sxd
    outcome      missed
    achieved     39
    max          45
    needed       1.8
    planned      40.8
    rank margin
    band margin
    place        2/2
    band
    <BLANKLINE>
    code  title     from    to  gain
    1     Steering    15  16.8   1.8
    """

    _kind = "target"

    def __init__(
        self,
        score: "Score",
        goal: Any,
        options: RankOptions,
        bands: Optional[Bands],
        efforts: Optional[Mapping[Any, Any]],
        comparison: Any = None,
    ) -> None:
        self.score = score
        self._score = score._alias()
        self.bands = None if bands is None else expect(bands, Bands, "bands")
        self._bands = kept(bands)
        board = score.board
        struct = structs.sized("target_options")
        struct.ranking = pointer_of(options.struct)
        struct.bands = None if bands is None else bands._c
        struct.comparison = None if comparison is None else comparison._c
        if efforts is not None:
            count = lib.chiso_tree_node_count(board._tree._c)
            numbers = array_of("decimal", [ABSENT] * count)
            for leaf, effort in efforts.items():
                numbers[board._tree._id(leaf)] = to_millionths(effort, f"the effort of {leaf}")
            struct.efforts, struct.effort_count = pointer_to(numbers, "decimal"), count
        handle = new_handle("target")
        with Reading(board, bands, comparison):
            call(lib.chiso_target_new, board._c, score.id, score.node.id, goal, struct, handle)
        super().__init__(handle, board._guard)

    @property
    def goal(self) -> str:
        """The goal as text, such as "rank:5"."""
        return str(lib.chiso_target_text(self._c).decode())

    @property
    def result(self) -> TargetResult:
        """How it stands."""
        struct = structs.target_figures()
        with self._guard.look:
            ask(_STALE, lib.chiso_target_result, self._c, struct)
        figures = members("target_figures", struct, TargetResult._fields[:-1])
        return TargetResult._make((*figures, band_name(self._bands, struct.band)))

    def __getattr__(self, name: str) -> Any:
        if name in TargetResult._fields:
            return getattr(self.result, name)
        raise AttributeError(f"a Target has no {name}")

    @property
    def met(self) -> bool:
        """Whether it is reached."""
        return self.result.outcome == Outcome.MET

    @property
    def leaves(self) -> Rows[TargetStep]:
        """The plan; without rows where it is met. Raises RangeError where it is out of reach."""
        steps, count = out("target_step*"), out("uint32")
        handle, tree = self._c, self._score.board._tree._c
        with self._guard.look:
            call(lib.chiso_target_plan, handle, steps, count)
            rows = [_step_of(tree, steps[i]) for i in range(count.value)]
        hidden = () if any(row.effort is not None for row in rows) else ("effort",)
        return Rows(TargetStep._fields, rows, "", hidden, "code", {"gain": GREATEST})

    def _facts(self, language: Language) -> Tuple[str, List[List[str]]]:
        """What heads the facts, and the facts as texts: each is a figure of its own kind."""
        result, whose = self.result, self._score._text()
        rows = [[heading(name), shown(getattr(result, name), language)] for name in _SHOWN]
        return say(language, f"{self.goal} for {whose}", f"{self.goal} của {whose}"), rows

    def __str__(self) -> str:
        title, rows = self._facts(Language.ENGLISH)
        facts = plain(["", title], rows)
        return facts if self.result.outcome != Outcome.MISSED else f"{facts}\n\n{self.leaves}"

    def __repr__(self) -> str:
        if self.closed:
            return closed_text(self)
        return f"<Target {self.goal} of {self._score._text()}: {self.result.outcome}>"

    def to_html(self, language: Union[Language, str] = Language.ENGLISH) -> Html:
        """How it stands, and the plan, as HTML; ``language`` is that of headings and decimal mark,
        "en" or "vi".

        >>> board["sxd"].target(rank=1).to_html("vi").count("<table")
        2
        """
        spoken = pick(Language, language, "language")
        title, rows = self._facts(spoken)
        facts = as_html(title, ["", ""], rows, "", spoken)
        if self.result.outcome != Outcome.MISSED:
            return facts
        return Html(facts + self.leaves.to_html(None, spoken))

    def _repr_html_(self) -> str:
        return self.to_html()


def _step_of(tree: Any, struct: Any) -> TargetStep:
    code, title = lib.chiso_node_code(tree, struct.leaf), lib.chiso_node_title(tree, struct.leaf)
    figures = members("target_step", struct, TargetStep._fields[2:])
    return TargetStep(code.decode(), title.decode(), *figures)


def goal_of(
    score: "Score",
    text: Optional[str],
    bands: Optional[Bands],
    rank: Optional[int],
    band: Optional[str],
    percent: Optional[Number],
    rise: Optional[Number],
    former: Optional[Number],
    comparison: Any,
    above: Any,
) -> Any:
    """The goal that a caller named in one of the ways of :meth:`Score.target`."""
    named = [("rank", rank), ("band", band), ("percent", percent), ("rise", rise), ("above", above)]
    given = [(name, value) for name, value in named if value is not None]
    if len(given) + (text is not None) != 1:
        ways = "text such as 'rank:5', or one of rank, band, percent, rise with former, above"
        raise TypeError(f"a target has one goal: {ways}")
    if former is None and comparison is not None:
        former = comparison[score.unit, score.node].before.percent
    before = ABSENT if former is None else to_millionths(former, "former")
    if text is not None:
        return _parse(score, bands, text, before)
    name, value = given[0]
    goal = structs.goal(kind=GoalKind[name.upper()], former=before)
    if name == "rank":
        goal.rank = whole(value, "rank", UINT32_MAX, 1)
    elif name == "above":
        goal.unit = score.board._unit(value)
    elif name == "band":
        return _parse(score, bands, f"band:{value}", before)
    else:
        goal.percent = to_millionths(value, name)
    if name == "rise" and former is None:
        why = "a rise needs what it is counted from: comparison=..., or former=... in percent"
        raise error_of(Status.E_EMPTY, why)
    return goal


def _parse(score: "Score", bands: Optional[Bands], text: Any, former: int) -> Any:
    goal = structs.goal()
    named, words = None if bands is None else bands._c, encode(text, "the goal")
    with score.board._guard.look:
        call(lib.chiso_goal_parse, score.board._c, named, words, former, goal)
    return goal
