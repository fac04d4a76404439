"""Messages on standard error: what was wrong, and notes on what is worth knowing."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any, List, Tuple

from .._c.enums import Combine, Doubt, State, Status
from .._out.table import shown
from .._parts.intake import Remark
from ..errors import ChisoError
from .job import Job

#: Doubts of a kind that are printed, and names in a list.
_FEW = 3


def say(options: Any, english: str, vietnamese: str) -> str:
    """The text in the language that was asked for."""
    return vietnamese if options.lang == "vi" else english


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


def _scored_for_none(job: Job) -> List[str]:
    """Criteria on which units should have been scored, and none was; those without a cell in the
    file have a doubt of their own.
    """
    told = {doubt.criterion for doubt in job.intake.doubts if doubt.doubt == Doubt.NO_COLUMN}
    found = []
    for leaf in job.tree.leaves:
        parent = leaf.parent
        weighs = parent is None or parent.combine == Combine.SUM or leaf.weight != 0
        if leaf.max == 0 or not weighs or leaf.code in told:
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


def tell_notes(job: Job, options: Any) -> None:
    """What was rounded, and which units stand in the table and nowhere else."""
    note = say(options, "note: ", "lưu ý: ")
    counts = [(options.criteria, job.tree.rounded_count)]
    counts.append((options.points, job.board.rounded_count))
    if job.previous is not None:
        counts.append((options.previous, job.previous.rounded_count))
    for name, count in counts:
        if count:
            english = "numbers had more than 15 decimals and were rounded"
            vietnamese = "số có hơn 15 chữ số thập phân đã được làm tròn"
            tell(f"{name}: ", note, f"{count} ", say(options, english, vietnamese))
    for code in _scored_for_none(job):
        english, vietnamese = "was scored for no unit", "chưa được chấm cho đơn vị nào"
        subject = say(options, "criterion ", "tiêu chí ")
        tell(f"{options.points}: ", note, subject, f"{code} ", say(options, english, vietnamese))
    unscored = [
        unit.code
        for unit in job.board
        if unit.ranked and unit.state == State.MISSING and not unit.coverage
    ]
    if unscored:
        rest = len(unscored) - _FEW
        names = ", ".join(unscored[:_FEW]) + (f", … {rest}" if rest > 0 else "")
        english = "not scored at all, without rank, band or part in any mean: "
        vietnamese = "chưa được chấm, không có thứ hạng, xếp loại và không tính vào trung bình: "
        tell(f"{options.points}: ", note, say(options, english, vietnamese), names)
