"""Ledgers: where the points of a unit went, leaf by leaf, and what getting them back would add."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, List, NamedTuple, Optional

from .._c.calls import ask, call
from .._c.enums import DECIMAL_PLACES, NO_UNIT, Language, Scope, State
from .._c.handle import Object, new_handle
from .._c.library import lib
from .._c.memory import out
from .._c.records import members
from .._c.structs import structs
from .._out.figure import Figure
from .._out.markup import GREATEST
from .._out.plain import shown
from .._out.table import Rows, Table
from .._out.words import say
from .drawing import Look, Pictured, whole_index

if TYPE_CHECKING:
    from .score import Score

_STALE = "the ledger is of an earlier state of the board"


class LedgerEntry(NamedTuple):
    """A leaf: points got, possible and lost; the best, the mean and the median of the units
    compared with; and what the node would gain.

    ``to_best`` is what it would gain with the best's points, ``to_max`` with the leaf's max. What
    does not exist is None.

    >>> entry = board["skhcn"].ledger()[0]
    >>> entry.code, entry.lost, entry.best, entry.best_unit
    ('2', Decimal('2.44'), Decimal('24'), 'sxd')
    """

    code: str
    title: str
    state: State
    achieved: Optional[Decimal]
    max: Optional[Decimal]
    lost: Optional[Decimal]
    best: Optional[Decimal]
    mean: Optional[Decimal]
    median: Optional[Decimal]
    to_best: Optional[Decimal]
    to_max: Optional[Decimal]
    units: int
    best_unit: Optional[str]
    best_shared: int


class LedgerTotal(NamedTuple):
    """The totals: lost = leaves - bonuses + steps + rest, exactly.

    >>> board["skhcn"].ledger().total.lost
    Decimal('4.2')
    """

    achieved: Optional[Decimal]
    max: Optional[Decimal]
    lost: Optional[Decimal]
    leaves: Optional[Decimal]
    bonuses: Optional[Decimal]
    rest: Optional[Decimal]
    steps: Optional[Decimal]


class Ledger(Object, Pictured, Table[LedgerEntry]):
    """The leaves by what they cost the criterion, the most first. Made by :meth:`Score.ledger`;
    StateError once the board changed.

    >>> print(board["skhcn"].ledger())
    skhcn: 40.8 of 45, lost 4.2
    code  title       achieved  max  lost   best   mean  to best  to max  best unit
    2     Procedures     23.56   26  2.44     24  23.78     0.44    2.44  sxd
    1     Steering       17.24   19  1.76  17.24  16.12        0    1.76  skhcn
    """

    _kind = "ledger"
    _pictures = ("lost", "profile")
    _fields = LedgerEntry._fields
    _hidden = ("state", "median", "units", "best_shared")
    _key = "code"
    _bars = {"to max": GREATEST}

    def __init__(self, score: "Score", overall: bool) -> None:
        self.score = score
        self._score = score._alias()
        self._is_overall = overall
        board = score.board
        handle = new_handle("ledger")
        scope = Scope.OVERALL if overall else Scope.BLOCKS
        options = structs.sized("ledger_options", scope=scope, point_places=DECIMAL_PLACES)
        with board._guard.read:
            call(lib.chiso_ledger_new, board._c, score.id, score.node.id, options, handle)
        super().__init__(handle, board._guard)

    def _entries(self, function: Any) -> Any:
        entries, count = out("ledger_entry*"), out("uint32")
        ask(_STALE, function, self._c, entries, count)
        return entries, count.value

    def _entry(self, struct: Any) -> LedgerEntry:
        board = self._score.board
        tree, best = board._tree._c, None
        if struct.best_unit != NO_UNIT:
            best = lib.chiso_unit_code(board._c, struct.best_unit).decode()
        code, title = lib.chiso_node_code(tree, struct.leaf), lib.chiso_node_title(
            tree, struct.leaf
        )
        figures = members("ledger_entry", struct, LedgerEntry._fields[2:12])
        return LedgerEntry._make(
            (code.decode(), title.decode(), *figures, best, struct.best_shared)
        )

    def _row(self, index: int) -> LedgerEntry:
        handle = self._c
        with self._guard.look:
            entries, _ = self._entries(lib.chiso_ledger_entries)
            row = self._entry(entries[index])
        del handle
        return row

    def __len__(self) -> int:
        with self._guard.look:
            return int(self._entries(lib.chiso_ledger_entries)[1])

    def __bool__(self) -> bool:
        return True

    @property
    def bonuses(self) -> Table[LedgerEntry]:
        """The leaves that are bonuses, by their points: what was taken off most first."""
        handle = self._c
        with self._guard.look:
            entries, count = self._entries(lib.chiso_ledger_bonuses)
            rows = [self._entry(entries[i]) for i in range(count)]
        del handle
        return Rows(self._fields, rows, "", self._hidden, self._key, self._bars)

    @property
    def total(self) -> LedgerTotal:
        """The totals."""
        struct = structs.ledger_total()
        with self._guard.look:
            ask(_STALE, lib.chiso_ledger_totals, self._c, struct)
        return LedgerTotal(*members("ledger_total", struct, LedgerTotal._fields))

    def _draw(self, kind: str, units: List[str], code: str, look: Look) -> Figure:
        score = self._score
        whole_index(kind, score.node.code or code)
        self._entries(lib.chiso_ledger_entries)
        report = score.board.report(overall=self._is_overall)
        return report._draw(kind, [score.unit.code, *units], "", look)

    def _caption(self, language: Language = Language.ENGLISH) -> str:
        total, whose = self.total, f"{self._score._text()} {self._score.node.code}".strip()
        figures = [shown(one, language) for one in (total.achieved, total.max, total.lost)]
        words = say(language, "{}: {} of {}, lost {}", "{}: {} trên {}, mất {}")
        return words.format(whose, *figures)
