"""Audits: whether a tree, a board or a printed table is right, and where not, the likely cause."""

from __future__ import annotations

import ctypes
from decimal import Decimal
from typing import TYPE_CHECKING, Any, List, NamedTuple, Optional, Sequence, Tuple, Union

from ._enums import AuditCode, Cause, Rounding, Severity, Status, pick
from ._handle import UINT32_MAX, Object, new_handle
from ._library import lib
from ._number import to_millionths
from ._records import members
from ._structs import structs
from ._table import Table
from ._text import Path, content, encode, path_of
from .errors import call, error_of

if TYPE_CHECKING:
    from .board import Board
    from .tree import Tree

_FIGURES = ("found", "expected", "fits", "message", "message_vi")


class Finding(NamedTuple):
    """What is worth a look: where, what was found and expected, the likely cause, and a sentence in English and Vietnamese.

    >>> finding = chiso.check_ratio("23.56", "29", "90.62")
    >>> print(finding.severity, finding.code, finding.cause, finding.fits)
    error ratio other_max 26
    """

    severity: Severity
    code: AuditCode
    cause: Cause
    unit: Optional[str]
    node: Optional[str]
    line: Optional[int]
    found: Optional[Decimal]
    expected: Optional[Decimal]
    fits: Optional[Decimal]
    message: str
    message_vi: str


def _finding(struct: Any, tree: Any = None, board: Any = None) -> Finding:
    unit = None if board is None or struct.unit == UINT32_MAX else lib.chiso_unit_code(board._c, struct.unit).decode()
    node = None if tree is None or struct.node == UINT32_MAX else lib.chiso_node_code(tree._c, struct.node).decode()
    head = members("finding", struct, ("severity", "code", "cause"))
    return Finding._make((*head, unit, node, struct.line or None, *members("finding", struct, _FIGURES)))


class Audit(Object, Table[Finding]):
    """The findings of an audit: of :meth:`Audit.tree`, :meth:`Audit.board` or :meth:`Audit.table`. It is silent on what chiso itself prints.

    >>> audit = Audit.table("what,achieved,max,percent\\nProcedures,23.56,29,90.62\\n")
    >>> audit[0].code, audit[0].expected, audit[0].fits
    (<AuditCode.RATIO: 40>, Decimal('81.24'), Decimal('26'))
    """

    _kind = "audit"
    _fields = Finding._fields
    _hidden = ("code", "cause", "found", "expected", "fits", "message_vi")

    def __init__(self, handle: Any, tree: Optional["Tree"] = None, board: Optional["Board"] = None) -> None:
        super().__init__(handle)
        self._findings = [_finding(lib.chiso_audit_finding(handle, i).contents, tree, board) for i in range(lib.chiso_audit_count(handle))]

    @classmethod
    def tree(cls, tree: "Tree") -> "Audit":
        """Audits a checked tree.

        >>> [finding.message for finding in chiso.Audit.tree(tree)]
        []
        """
        handle = new_handle("audit")
        call(lib.chiso_audit_new_for_tree, tree._c, None, handle)
        return cls(handle, tree)

    @classmethod
    def board(cls, board: "Board") -> "Audit":
        """Audits the cells and figures of a scored board.

        >>> len(chiso.Audit.board(board))
        0
        """
        handle = new_handle("audit")
        with board._guard.read:
            call(lib.chiso_audit_new_for_board, board._c, None, handle)
            return cls(handle, board._tree, board)

    @classmethod
    def table(cls, text: Union[str, bytes], rounding: Union[Rounding, str, None] = None) -> "Audit":
        """Audits a printed table from CSV: ``what``, and any of achieved, max, percent, previous, change, rank, previous_rank, rank_change, out_of.

        Without ``rounding`` it is inferred from the figures.

        >>> print(chiso.Audit.table("what,achieved,max,percent\\nA,40.62,80,50.77\\n", rounding="half-up")[0].cause)
        truncated
        """
        data = content(text, "the text")
        handle = new_handle("audit")
        call(lib.chiso_audit_read_csv, data, len(data), _options(rounding), None, handle)
        return cls(handle)

    @classmethod
    def table_file(cls, path: Path, rounding: Union[Rounding, str, None] = None) -> "Audit":
        """The same of a file.

        >>> chiso.Audit.table_file("no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        handle = new_handle("audit")
        call(lib.chiso_audit_read_csv_file, path_of(path), _options(rounding), None, handle, path=str(path))
        return cls(handle)

    def _row(self, index: int) -> Finding:
        return self._findings[index]

    def __len__(self) -> int:
        self._c
        return len(self._findings)

    def counts(self, severity: Union[Severity, str]) -> int:
        """How many findings of a severity there are: "note", "warning" or "error".

        >>> chiso.Audit.table("what,achieved,max,percent\\nA,40.62,80,50.77\\n", rounding="half-up").counts("warning")
        1
        """
        return int(lib.chiso_audit_count_of(self._c, pick(Severity, severity, "severity")))

    def __str__(self) -> str:
        return "\n".join(f"{finding.severity}: {finding.message}" for finding in self) or "nothing was found"


def _options(rounding: Union[Rounding, str, None]) -> Any:
    options = structs.audit_options(size=ctypes.sizeof(structs.audit_options))
    if rounding is not None:
        options.rounding_is_known, options.rounding = True, pick(Rounding, rounding, "rounding")
    return options


def _printed(value: Any, what: str) -> Any:
    """A figure as it is printed: its decimals count, so text or a Decimal."""
    if isinstance(value, float) or isinstance(value, bool):
        raise TypeError(f"{what} is {type(value).__name__}; a printed figure is text such as '87.80', or a Decimal")
    to_millionths(value, what)
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    struct = structs.printed()
    status = lib.chiso_printed_parse(encode(text, what), b".", struct)
    if status:
        raise error_of(Status(status), f"{what} is {text!r}; expected a number such as '87.80'")
    return struct


def _checked(function: Any, *arguments: Any) -> Optional[Finding]:
    struct = structs.finding()
    status = function(*arguments, struct)
    if status:
        raise error_of(Status(status), f"the figures cannot be checked: {lib.chiso_status_text(status).decode()}")
    return None if struct.code == AuditCode.NONE else _finding(struct)


def check_ratio(achieved: Any, max: Any, percent: Any, rounding: Union[Rounding, str] = Rounding.HALF_UP) -> Optional[Finding]:
    """Checks a printed percentage, achieved / max × 100; None where it is right. Figures are text, as they are printed.

    >>> print(check_ratio("40.62", "80", "50.77").cause)
    truncated
    >>> check_ratio("40.62", "80", "50.78")
    """
    figures = _printed(achieved, "achieved"), _printed(max, "max"), _printed(percent, "percent")
    return _checked(lib.chiso_audit_ratio, *figures, pick(Rounding, rounding, "rounding"))


def check_difference(now: Any, before: Any, change: Any, rounding: Union[Rounding, str] = Rounding.HALF_UP) -> Optional[Finding]:
    """Checks a printed change, now - before; None where it is right.

    >>> check_difference("3.5", "2", "-1.5").cause
    <Cause.SIGN: 6>
    """
    figures = _printed(now, "now"), _printed(before, "before"), _printed(change, "change")
    return _checked(lib.chiso_audit_difference, *figures, pick(Rounding, rounding, "rounding"))


def check_growth(now: Any, before: Any, percent: Any, rounding: Union[Rounding, str] = Rounding.HALF_UP) -> Optional[Finding]:
    """Checks a printed growth, (now - before) / before × 100; None where it is right.

    >>> check_growth("110", "100", "10")
    """
    figures = _printed(now, "now"), _printed(before, "before"), _printed(percent, "percent")
    return _checked(lib.chiso_audit_growth, *figures, pick(Rounding, rounding, "rounding"))


def _parts(parts: Sequence[Any]) -> Tuple[Any, int]:
    found: List[Any] = [_printed(part, f"part {i}") for i, part in enumerate(parts)]
    return (structs.printed * max_of(len(found)))(*found), len(found)


def max_of(count: int) -> int:
    """Room for so many, and for one."""
    return count or 1


def check_sum(parts: Sequence[Any], total: Any, rounding: Union[Rounding, str] = Rounding.HALF_UP) -> Optional[Finding]:
    """Checks a printed total; None where it is right.

    >>> check_sum(["1.5", "2.5"], "5.0").expected
    Decimal('4')
    """
    return _checked(lib.chiso_audit_sum, *_parts(parts), _printed(total, "total"), pick(Rounding, rounding, "rounding"))


def check_mean(parts: Sequence[Any], mean: Any, rounding: Union[Rounding, str] = Rounding.HALF_UP) -> Optional[Finding]:
    """Checks a printed mean; None where it is right.

    >>> check_mean(["1", "2"], "1.6").expected
    Decimal('1.5')
    """
    return _checked(lib.chiso_audit_mean, *_parts(parts), _printed(mean, "mean"), pick(Rounding, rounding, "rounding"))


def check_weighted(
    values: Sequence[Any], weights: Sequence[Any], total: Any, rounding: Union[Rounding, str] = Rounding.HALF_UP
) -> Optional[Finding]:
    """Checks a printed sum of values × weights; None where it is right.

    >>> check_weighted(["80", "90"], ["0.4", "0.6"], "86.0")
    """
    if len(values) != len(weights):
        raise error_of(Status.E_SHAPE, f"there are {len(values)} values and {len(weights)} weights")
    figures, count = _parts(values)
    numbers = (ctypes.c_int64 * max_of(count))(*[to_millionths(weight, f"weight {i}") for i, weight in enumerate(weights)])
    return _checked(lib.chiso_audit_weighted, figures, numbers, count, _printed(total, "total"), pick(Rounding, rounding, "rounding"))


def check_rank_change(rank: Any, previous: Any, change: Any) -> Optional[Finding]:
    """Checks a printed change of rank, previous - rank, so that up is positive; None where it is right.

    >>> check_rank_change(3, 5, -2).expected
    Decimal('2')
    """
    return _checked(lib.chiso_audit_rank_change, _printed(rank, "rank"), _printed(previous, "previous"), _printed(change, "change"))
