"""Audits: whether a tree, a board or a printed table is right, and where not, the likely cause."""

from __future__ import annotations

from decimal import Decimal
from itertools import repeat
from typing import Any, List, NamedTuple, Optional, Sequence, Tuple, Union

from .._c.calls import ask, call, error_of
from .._c.enums import NO_NODE, NO_UNIT, AuditCode, Cause, Doubt, Rounding, Severity, Status, pick
from .._c.handle import Object, new_handle
from .._c.library import lib
from .._c.memory import array_of
from .._c.records import members
from .._c.structs import structs
from .._in.number import is_truth, to_millionths
from .._in.text import Path, content, encode, path_hint, path_of
from .._out.table import SHOWN, Table, note_of

_FIGURES = ("found", "expected", "fits", "message", "message_vi")


class Finding(NamedTuple):
    """What is worth a look: where, what was found and expected, the likely cause, and a sentence in
    English and Vietnamese.

    >>> finding = chiso.check_ratio("23.56", "29", "90.62")
    >>> print(finding.severity, finding.code, finding.cause, finding.fits)
    error ratio other_max 26
    """

    severity: Severity
    code: AuditCode
    cause: Cause
    doubt: Doubt
    unit: Optional[str]
    node: Optional[str]
    line: Optional[int]
    column: Optional[int]
    found: Optional[Decimal]
    expected: Optional[Decimal]
    fits: Optional[Decimal]
    message: str
    message_vi: str


def _finding(struct: Any, tree: Any = None, board: Any = None) -> Finding:
    """The finding of a struct, with the codes that a tree and a board of C have for its numbers."""
    unit = node = None
    if board is not None and struct.unit != NO_UNIT:
        unit = lib.chiso_unit_code(board, struct.unit).decode()
    if tree is not None and struct.node != NO_NODE:
        node = lib.chiso_node_code(tree, struct.node).decode()
    head = members("finding", struct, ("severity", "code", "cause", "doubt"))
    figures = members("finding", struct, _FIGURES)
    return Finding._make((*head, unit, node, struct.line or None, struct.column or None, *figures))


class Audit(Object, Table[Finding]):
    """The findings of an audit: of :meth:`Tree.audit`, of :meth:`Board.audit`, or of a printed
    table that is read by :meth:`Audit.read_csv`. It is silent on what chiso itself prints.

    >>> audit = Audit.from_csv("what,achieved,max,percent\\nProcedures,23.56,29,90.62\\n")
    >>> audit[0].code, audit[0].expected, audit[0].fits
    (<AuditCode.RATIO: 40>, Decimal('81.24'), Decimal('26'))
    """

    _kind = "audit"
    _fields = Finding._fields
    _hidden = ("code", "cause", "doubt", "column", "found", "expected", "fits", "message_vi")

    def __init__(
        self, handle: Any, tree: Any = None, board: Any = None, intake: Any = None
    ) -> None:
        super().__init__(handle)
        if intake is not None:
            with intake._guard.read:
                call(lib.chiso_audit_add_doubts, handle, intake._c, tree, board)
        findings = map(
            lib.chiso_audit_finding, repeat(handle), range(lib.chiso_audit_count(handle))
        )
        self._findings = [_finding(pointer.contents, tree, board) for pointer in findings]
        columns = {} if intake is None else intake._columns()
        for at, one in enumerate(self._findings):
            column = columns.get((one.line, one.column, one.message), one.column)
            self._findings[at] = one._replace(column=column)

    @classmethod
    def read_csv(cls, path: Path, rounding: Union[Rounding, str, None] = None) -> "Audit":
        """Audits a printed table in a CSV file: ``what``, and any of achieved, max, percent,
        previous, change, rank, previous_rank, rank_change, out_of.

        Without ``rounding`` it is inferred from the figures.

        >>> chiso.Audit.read_csv("no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        handle, name = new_handle("audit"), path_of(path)
        call(lib.chiso_audit_read_csv_file, name, _options(rounding), None, handle, path=str(path))
        return cls(handle)

    @classmethod
    def from_csv(
        cls, text: Union[str, bytes], rounding: Union[Rounding, str, None] = None
    ) -> "Audit":
        """The same of the text of a file.

        >>> table = "what,achieved,max,percent\\nA,40.62,80,50.77\\n"
        >>> print(chiso.Audit.from_csv(table, rounding="half-up")[0].cause)
        truncated
        """
        data, handle = content(text, "the text"), new_handle("audit")
        options = _options(rounding)
        call(lib.chiso_audit_read_csv, data, len(data), options, None, handle, hint=path_hint(text))
        return cls(handle)

    def _row(self, index: int) -> Finding:
        return self._findings[index]

    def __len__(self) -> int:
        self._c
        return len(self._findings)

    def counts(self, severity: Union[Severity, str]) -> int:
        """How many findings of a severity there are: "note", "warning" or "error".

        >>> table = "what,achieved,max,percent\\nA,40.62,80,50.77\\n"
        >>> chiso.Audit.from_csv(table, rounding="half-up").counts("warning")
        1
        """
        return int(lib.chiso_audit_count_of(self._c, pick(Severity, severity, "severity")))

    def to_text(self, rows: Optional[int] = SHOWN) -> str:
        """The findings, a line each: the first of them, or all for None.

        >>> print(board.audit().to_text())
        nothing was found
        """
        found = [f"{finding.severity}: {finding.message}" for finding in self[:rows]]
        found += [note_of(len(found), len(self))] if len(found) < len(self) else []
        return "\n".join(found) or "nothing was found"


def _options(rounding: Union[Rounding, str, None]) -> Any:
    options = structs.sized("audit_options")
    if rounding is not None:
        options.rounding_is_known, options.rounding = True, pick(Rounding, rounding, "rounding")
    return options


def _printed(value: Any, what: str) -> Any:
    """A figure as it is printed: its decimals count, so text or a Decimal."""
    if isinstance(value, float) or is_truth(value):
        expected = "a printed figure is text such as '87.80', or a Decimal"
        raise TypeError(f"{what} is {type(value).__name__}; {expected}")
    to_millionths(value, what)
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    struct = structs.printed()
    status = lib.chiso_printed_parse(encode(text, what), b".", struct)
    if status:
        raise error_of(status, f"{what} is {text!r}; expected a number such as '87.80'")
    return struct


def _checked(function: Any, *arguments: Any) -> Optional[Finding]:
    struct = structs.finding()
    ask("the figures cannot be checked", function, *arguments, struct)
    return None if struct.code == AuditCode.NONE else _finding(struct)


def check_ratio(
    achieved: Any, max: Any, percent: Any, rounding: Union[Rounding, str] = Rounding.HALF_UP
) -> Optional[Finding]:
    """Checks a printed percentage, achieved / max × 100; None where it is right. Figures are text,
    as they are printed.

    >>> print(check_ratio("40.62", "80", "50.77").cause)
    truncated
    >>> check_ratio("40.62", "80", "50.78")
    """
    figures = _printed(achieved, "achieved"), _printed(max, "max"), _printed(percent, "percent")
    return _checked(lib.chiso_audit_ratio, *figures, pick(Rounding, rounding, "rounding"))


def check_difference(
    now: Any, before: Any, change: Any, rounding: Union[Rounding, str] = Rounding.HALF_UP
) -> Optional[Finding]:
    """Checks a printed change, now - before; None where it is right.

    >>> check_difference("3.5", "2", "-1.5").cause
    <Cause.SIGN: 6>
    """
    figures = _printed(now, "now"), _printed(before, "before"), _printed(change, "change")
    return _checked(lib.chiso_audit_difference, *figures, pick(Rounding, rounding, "rounding"))


def check_growth(
    now: Any, before: Any, percent: Any, rounding: Union[Rounding, str] = Rounding.HALF_UP
) -> Optional[Finding]:
    """Checks a printed growth, (now - before) / before × 100; None where it is right.

    >>> check_growth("110", "100", "10")
    """
    figures = _printed(now, "now"), _printed(before, "before"), _printed(percent, "percent")
    return _checked(lib.chiso_audit_growth, *figures, pick(Rounding, rounding, "rounding"))


def _parts(parts: Sequence[Any]) -> Tuple[Any, int]:
    found: List[Any] = [_printed(part, f"part {i}") for i, part in enumerate(parts)]
    return array_of("printed", found), len(found)


def check_sum(
    parts: Sequence[Any], total: Any, rounding: Union[Rounding, str] = Rounding.HALF_UP
) -> Optional[Finding]:
    """Checks a printed total; None where it is right.

    >>> check_sum(["1.5", "2.5"], "5.0").expected
    Decimal('4')
    """
    return _checked(
        lib.chiso_audit_sum,
        *_parts(parts),
        _printed(total, "total"),
        pick(Rounding, rounding, "rounding"),
    )


def check_mean(
    parts: Sequence[Any], mean: Any, rounding: Union[Rounding, str] = Rounding.HALF_UP
) -> Optional[Finding]:
    """Checks a printed mean; None where it is right.

    >>> check_mean(["1", "2"], "1.6").expected
    Decimal('1.5')
    """
    return _checked(
        lib.chiso_audit_mean,
        *_parts(parts),
        _printed(mean, "mean"),
        pick(Rounding, rounding, "rounding"),
    )


def check_weighted(
    values: Sequence[Any],
    weights: Sequence[Any],
    total: Any,
    rounding: Union[Rounding, str] = Rounding.HALF_UP,
) -> Optional[Finding]:
    """Checks a printed sum of values × weights; None where it is right.

    >>> check_weighted(["80", "90"], ["0.4", "0.6"], "86.0")
    """
    if len(values) != len(weights):
        raise error_of(Status.E_SHAPE, f"there are {len(values)} values and {len(weights)} weights")
    figures, count = _parts(values)
    shares = [to_millionths(weight, f"weight {i}") for i, weight in enumerate(weights)]
    numbers = array_of("decimal", shares)
    return _checked(
        lib.chiso_audit_weighted,
        figures,
        numbers,
        count,
        _printed(total, "total"),
        pick(Rounding, rounding, "rounding"),
    )


def check_rank_change(rank: Any, previous: Any, change: Any) -> Optional[Finding]:
    """Checks a printed change of rank, previous - rank, so that up is positive; None where it is
    right.

    >>> check_rank_change(3, 5, -2).expected
    Decimal('2')
    """
    return _checked(
        lib.chiso_audit_rank_change,
        _printed(rank, "rank"),
        _printed(previous, "previous"),
        _printed(change, "change"),
    )
