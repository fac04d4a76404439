"""Messages on standard error: what was wrong, and notes on what is worth knowing."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any, List, Tuple

from .._c.enums import Combine, Doubt, Key, State, Status, Ties
from .._out.plain import shown
from .._parts.intake import Remark
from .._parts.node import Node
from ..errors import ChisoError
from .job import Job
from .view import is_not_scored, listed, say

#: Doubts of a kind that are printed.
_FEW = 3

#: Names in a list.
_MOST = 5


def tell(*parts: str) -> None:
    """A line, without what a terminal would obey."""
    print(shown("".join(parts)), file=sys.stderr)


def _line(remark: Any, name: str) -> str:
    """Where something stands, to begin its line with."""
    if remark.place:
        return f"{name.rpartition('!')[0] or name}:{remark.place}: "
    return f"{name}:{remark.line}:{remark.column}: " if remark.line else f"{name}: "


def complain(job: Job, options: Any, error: ChisoError) -> None:
    """Says all that is wrong in the file that could not be read, or the error alone."""
    mistakes: List[Remark] = job.intake.mistakes
    for mistake in mistakes:
        name = "chiso" if mistake.status == Status.E_FILE else mistake.file
        tell(_line(mistake, name), say(options, mistake.message, mistake.message_vi))
    if not mistakes:
        name = "chiso" if error.status == Status.E_FILE else job.at
        tell(_line(error, name), say(options, error.message, error.message_vi))
    elif len(mistakes) >= 20:
        english = "the reading ended here; there may be more mistakes"
        tell(f"{job.at}: ", say(options, english, "dừng đọc tại đây; có thể còn lỗi khác"))


def tell_doubts(job: Job, options: Any) -> int:
    """The first doubts of each kind in each file, and how many more; how many there are in all."""
    kind = "" if options.strict else say(options, "note: ", "lưu ý: ")
    all_of = Counter((doubt.file, doubt.doubt) for doubt in job.intake.doubts)
    told: "Counter[Tuple[str, Doubt]]" = Counter()
    for doubt in job.intake.doubts:
        key = doubt.file, doubt.doubt
        told[key] += 1
        if told[key] <= _FEW:
            where = _line(doubt, doubt.file)
            tell(where, kind, say(options, doubt.message, doubt.message_vi))
        elif told[key] == _FEW + 1:
            more = say(options, " more of that kind", " trường hợp khác như vậy")
            tell(f"{doubt.file}: ", kind, f"{all_of[key] - _FEW}", more)
    return sum(all_of.values())


def _counts_nothing(leaf: Node) -> bool:
    """Whether a leaf counts for nothing by itself."""
    parent = leaf.parent
    weighs = parent is None or parent.combine == Combine.SUM or leaf.weight != 0
    return leaf.max == 0 or not weighs


def _scored_for_none(job: Job) -> List[str]:
    """Criteria on which units should have been scored, and none was; those without a cell in the
    file have a doubt of their own.
    """
    points = job.options.points
    doubts = [doubt for doubt in job.intake.doubts if doubt.doubt == Doubt.NO_COLUMN]
    told = {doubt.criterion for doubt in doubts if doubt.file == points}
    found = []
    for leaf in job.tree.leaves:
        if _counts_nothing(leaf) or leaf.code in told:
            continue
        missing = False
        for unit in job.board:
            state = unit[leaf.code].state
            if state == State.SCORED:
                break
            missing = missing or state == State.MISSING
        else:
            found += [leaf.code] if missing else []
    return found


def _set_none_apart(job: Job) -> Tuple[List[str], List[str]]:
    """Criteria that compare units which all have one value: of the board, and of a block."""
    everywhere: List[str] = []
    in_a_block: List[str] = []
    for leaf in job.tree.leaves:
        if not leaf.is_relative:
            continue
        peers = [seen for seen in (unit[leaf.code].peers for unit in job.board) if seen.units]
        if any(seen.units > 1 and seen.lowest == seen.highest for seen in peers):
            values = {value for seen in peers for value in (seen.lowest, seen.highest)}
            (everywhere if len(values) == 1 else in_a_block).append(leaf.code)
    return everywhere, in_a_block


def _in_order_of_the_file(job: Job) -> List[str]:
    """Whom the order of the file set apart, where ranks are ordinal."""
    rules: Any = job.report.rules
    if rules["ties"] != Ties.ORDINAL:
        return []
    nodes, by_exact = ["", *rules["tie_break"]], rules["key"] == Key.EXACT

    def are_equal(one: str, other: str) -> bool:
        if not rules["overall"] and job.board[one].block != job.board[other].block:
            return False
        if by_exact:
            return not any(job.board.compare_units(one, other, node) for node in nodes)
        pairs = [(job.board[one, node].percent, job.board[other, node].percent) for node in nodes]
        return all(first == second for first, second in pairs)

    found: List[str] = []
    ranked = [row.unit for row in job.board.ranking(**rules)]
    for one, other in zip(ranked, ranked[1:]):
        if are_equal(one, other):
            found += [other] if found[-1:] == [one] else [one, other]
    return found


def _tell_named(
    job: Job, names: List[str], kinds: Tuple[str, ...], texts: Tuple[str, str, str]
) -> None:
    """A note on some units or criteria; the texts are for one, for several, and in Vietnamese."""
    if not names:
        return
    options, is_one = job.options, len(names) == 1
    one, many, one_vi, many_vi, more = kinds
    kind = say(options, one if is_one else many, one_vi if is_one else many_vi)
    rest = say(options, "and {} more", f"và {{}} {more}")
    said = say(options, texts[0] if is_one else texts[1], texts[2])
    note = say(options, "note: ", "lưu ý: ")
    tell(f"{options.points}: {note}{kind} {listed(names, _MOST, rest)} {said}")


_UNITS = ("unit", "units", "đơn vị", "các đơn vị", "đơn vị khác")
_CRITERIA = ("criterion", "criteria", "tiêu chí", "các tiêu chí", "tiêu chí khác")

_UNSCORED = (
    "was not scored at all, and has no rank, no band and no part in any mean",
    "were not scored at all, and have no rank, no band and no part in any mean",
    "chưa được chấm tiêu chí nào nên không có thứ hạng, xếp loại và không tính vào giá trị "
    "trung bình",
)
_ORDER = (
    "",
    "are equal, and stand in the order of the file",
    "bằng nhau và được xếp theo thứ tự trong tệp",
)
_FOR_NONE = (
    "was scored for no unit",
    "were scored for no unit",
    "chưa được chấm cho đơn vị nào",
)
_EQUAL = (
    "has the same value for all units, and sets none of them apart",
    "have the same value for all units, and set none of them apart",
    "có giá trị như nhau ở mọi đơn vị nên không phân biệt được đơn vị nào",
)
_EQUAL_IN_A_BLOCK = (
    "has the same value for all units of a block, and sets none of these apart",
    "have the same value for all units of a block, and set none of these apart",
    "có giá trị như nhau ở mọi đơn vị của một khối nên không phân biệt được các đơn vị trong khối "
    "đó",
)


def _tell_rounded(job: Job) -> None:
    options = job.options
    counts = [(options.criteria, job.tree.rounded_count)]
    counts.append((options.points, job.board.rounded_count))
    if job.previous is not None:
        counts.append((options.previous, job.previous.rounded_count))
    for name, count in counts:
        if count:
            english = "numbers had more than 15 decimals and were rounded"
            if count == 1:
                english = "number had more than 15 decimals and was rounded"
            vietnamese = "số có hơn 15 chữ số thập phân đã được làm tròn"
            note = say(options, "note: ", "lưu ý: ")
            tell(f"{name}: {note}{count} {say(options, english, vietnamese)}")


def tell_notes(job: Job) -> None:
    """What was rounded, which units stand in the table and nowhere else or in the order of the
    file, and which criteria set nobody apart.
    """
    _tell_rounded(job)
    unscored = [unit.code for unit in job.board if unit.ranked and is_not_scored(unit)]
    everywhere, in_a_block = _set_none_apart(job)
    _tell_named(job, unscored, _UNITS, _UNSCORED)
    _tell_named(job, _in_order_of_the_file(job), _UNITS, _ORDER)
    _tell_named(job, _scored_for_none(job), _CRITERIA, _FOR_NONE)
    _tell_named(job, everywhere, _CRITERIA, _EQUAL)
    _tell_named(job, in_a_block, _CRITERIA, _EQUAL_IN_A_BLOCK)
