"""The ranking as text: a table a block, each with its summary. Figures are rounded once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, List, Optional

from .._c.enums import MissingPolicy, State
from .._out.table import plain, shown, width
from .._parts.score import Unit
from .job import Job
from .tell import say


#: Headings of columns of text.
_LEFT = ("Unit", "Đơn vị", "Band", "Xếp loại", "Block", "Khối", "Code", "Mã", "Note", "Ghi chú")


def _is_partly(unit: Unit) -> bool:
    """Whether some of what applies to a unit was not scored."""
    return unit.coverage is not None and unit.coverage < 100


class Text:
    """What is printed of a report, in one language."""

    def __init__(self, job: Job, options: Any) -> None:
        self._board, self._report = job.board, job.report
        self._comparison, self._tree = job.comparison, job.tree
        self._options = options
        before = 0 if job.previous is None else job.previous._tree.digits
        self._change_digits = max(self._tree.digits, before)
        self._has_blocks = job.board.blocks() != [""]

    def _say(self, english: str, vietnamese: str) -> str:
        return say(self._options, english, vietnamese)

    def _number(
        self, value: Optional[Decimal], digits: Optional[int] = None, unit: str = ""
    ) -> str:
        if value is None:
            return "-"
        text = format(value if digits is None else value.quantize(Decimal(1).scaleb(-digits)), "f")
        return text.replace(".", self._say(".", ",")) + unit

    def _change(self, value: Optional[Decimal], digits: Optional[int], same: str) -> str:
        if not value:
            return "-" if value is None else same
        way = self._say("down ", "giảm ") if value < 0 else self._say("up ", "tăng ")
        return way + self._number(abs(value), digits)

    def _note(self, unit: Unit) -> str:
        """Why a unit has no rank."""
        if not unit.ranked:
            return self._say("not ranked", "không xếp hạng")
        if unit.state == State.NOT_APPLICABLE:
            return self._say("not applicable", "không áp dụng")
        if unit.state == State.MISSING and not unit.coverage:
            return self._say("not scored", "chưa chấm")
        if unit.state == State.MISSING:
            return self._say("not fully scored", "chưa chấm đủ")
        return ""

    def _row(self, unit: Unit) -> Dict[str, str]:
        """The cells of a unit by their headings, numbers of English and Vietnamese alike."""
        standing, digits = self._report[unit], self._tree.digits
        place = "-"
        if standing.rank:
            place = ("=" if standing.tied > 1 else "") + self._number(Decimal(str(standing.rank)))
            place += f"/{standing.out_of}"
        most = unit.max
        row = {
            self._say("Rank", "Hạng"): place,
            self._say("Unit", "Đơn vị"): shown(unit.name),
            self._say("Points", "Điểm"): self._number(unit.exact("achieved", digits), digits),
            self._say("Max", "Tối đa"): self._number(most),
            self._say("Percent", "Tỷ lệ"): self._number(standing.percent, digits, " %"),
            self._say("Band", "Xếp loại"): shown(standing.band or "-"),
        }
        if self._comparison is not None:
            change = self._comparison[unit]
            is_new = not self._comparison.units_before(unit)
            same = self._say("same", "không đổi"), self._say("same", "giữ hạng")
            points = self._change(change.percent, self._change_digits, same[0])
            row[self._say("Change", "So với kỳ trước")] = (
                self._say("new", "mới") if is_new else points
            )
            moved = "" if is_new else self._change(change.rank, None, same[1])
            row[self._say("Rank change", "Thay đổi hạng")] = moved
        if self._options.overall:
            row[self._say("Block", "Khối")] = shown(unit.block)
        bounds = [self._number(bound, digits) for bound in (unit.lowest, unit.highest)]
        row[self._say("Coverage", "Đã chấm")] = self._number(unit.coverage, digits, " %")
        head = self._say("Lowest – highest", "Thấp nhất – cao nhất")
        row[head] = " – ".join(bounds) if _is_partly(unit) else ""
        row[self._say("Code", "Mã")] = shown(unit.code)
        row[self._say("Note", "Ghi chú")] = self._note(unit)
        return row

    def _headings(self, rows: List[Dict[str, str]]) -> List[str]:
        """The columns that tell something."""
        units = list(self._board)
        tells = {
            self._say("Max", "Tối đa"): any(
                u.max not in (None, self._tree.root.max) for u in units
            ),
            self._say("Band", "Xếp loại"): self._report.bands is not None,
            self._say("Coverage", "Đã chấm"): any(map(_is_partly, units)),
            self._say("Block", "Khối"): self._has_blocks,
            self._say("Code", "Mã"): any(unit.code != unit.name for unit in units),
        }
        names = list(rows[0]) if rows else []
        return [name for name in names if tells.get(name, any(row[name] for row in rows))]

    def _table(self, rows: List[Dict[str, str]], headings: List[str]) -> List[str]:
        """Headings, dashes below them, and the rows."""
        cells = [[row[heading] for heading in headings] for row in rows]
        numbers = [heading for heading in headings if heading not in _LEFT]
        lines = plain(headings, cells, numbers).split("\n")
        widths = [max(width(row[i]) for row in [headings, *cells]) for i in range(len(headings))]
        return [lines[0], "  ".join("-" * columns for columns in widths), *lines[1:]]

    def _summary(self, block: Optional[str]) -> List[str]:
        """What the ranked units of a block have in common."""
        of, digits = self._board.summary(block=block), self._tree.digits
        if not of.units:
            return []
        units = self._say("unit" if of.units == 1 else "units", "đơn vị")
        words = {
            "mean": self._say("mean", "trung bình"),
            "median": self._say("median", "trung vị"),
            "min": self._say("lowest", "thấp nhất"),
            "max": self._say("highest", "cao nhất"),
            "stdev": self._say("standard deviation", "độ lệch chuẩn"),
        }
        parts = [
            f"{word} {self._number(getattr(of, name), digits)}" for name, word in words.items()
        ]
        lines = ["", f"{of.units} {units}: " + "; ".join(parts)]
        bands = self._report.bands
        if bands is not None:
            counts = self._board.band_counts(bands, block=block, key=self._options.rank_by)
            named = [f"{shown(name)} {count}" for name, count in counts.items()]
            rest = of.units - sum(counts.values())
            named += [self._say("in none", "không xếp loại") + f" {rest}"] if rest else []
            lines.append(self._say("Bands: ", "Xếp loại: ") + "; ".join(named))
        return lines

    def _units(self, block: Optional[str]) -> List[Unit]:
        """The units of a block, or all, those with a rank first."""
        units = [unit for unit in self._board if block is None or unit.block == block]
        rules: Any = self._report.rules
        ranking = self._board.ranking(block=block, **rules)
        order = {row.unit: place for place, row in enumerate(ranking)}
        return sorted(units, key=lambda unit: order.get(unit.code, len(order)))

    def lines(self) -> List[str]:
        """All of it."""
        count, leaves, most = len(self._board), len(self._tree.leaves), self._tree.root.max
        units = self._say("unit" if count == 1 else "units", "đơn vị")
        criteria = self._say("criterion" if leaves == 1 else "criteria", "tiêu chí")
        most_text = (
            self._say("max ", "tối đa ") + self._number(most) + self._say(" points", " điểm")
        )
        title = shown(self._tree.title) or self._say("Scoreboard", "Bảng điểm")
        lines = [title, f"{count} {units}, {leaves} {criteria}, {most_text}"]
        blocks: List[Optional[str]] = [None] if self._options.overall else [*self._board.blocks()]
        listed = [(block, self._units(block)) for block in blocks]
        tables = [(block, [self._row(unit) for unit in units]) for block, units in listed]
        rows = [row for _, some in tables for row in some]
        # One table, so that the columns of all blocks stand below each other.
        table = self._table(rows, self._headings(rows))
        at = 2
        for block, some in tables:
            lines += ["", *self._name_of(block), *table[:2], *table[at : at + len(some)]]
            lines += self._summary(block)
            at += len(some)
        remarks = [self._policy()] if any(map(_is_partly, self._board)) else []
        if any(self._hides(*pair) for _, some in listed for pair in zip(some, some[1:])):
            remarks.append(
                self._say(
                    "Some units that print the same percent differ behind it: see --digits, or "
                    "rank by what is printed with --rank-by published.",
                    "Có đơn vị bằng nhau sau làm tròn nhưng khác hạng hoặc xếp loại: dùng "
                    "--digits hoặc --rank-by published.",
                )
            )
        lines += ["", *remarks] if remarks else []
        return [*lines, *self._compared()]

    def _hides(self, unit: Unit, other: Unit) -> bool:
        """Whether two units that print the same percent are set apart by what rounding hides."""
        if self._options.rank_by != "exact" or unit.percent is None:
            return False
        if unit.percent != other.percent or not self._board.compare_units(unit, other):
            return False
        one, two = self._report[unit], self._report[other]
        return one.band != two.band or bool(one.rank and two.rank)

    def _name_of(self, block: Optional[str]) -> List[str]:
        """The line above the table of a block."""
        if block is None or not self._has_blocks:
            return []
        if not block:
            return [self._say("No block", "Không thuộc khối nào")]
        is_said = block.startswith(("Block", "block", "Khối", "khối", "KHỐI"))
        return [shown(block if is_said else self._say("Block ", "Khối ") + block)]

    def _policy(self) -> str:
        """What is done with what was not scored."""
        if self._tree.missing == MissingPolicy.ZERO:
            english = "What was not scored counts as its min."
            return self._say(english, "Tiêu chí chưa chấm được tính điểm tối thiểu.")
        if self._tree.missing == MissingPolicy.SKIP:
            english = "What was not scored is left out, of the max too."
            vietnamese = "Tiêu chí chưa chấm không được tính, kể cả vào điểm tối đa."
            return self._say(english, vietnamese)
        english = "A unit that is not fully scored has no percent and no rank."
        return self._say(english, "Đơn vị chưa chấm đủ thì không có tỷ lệ và thứ hạng.")

    def _compared(self) -> List[str]:
        """With what it was compared, and whom only one side has."""
        comparison = self._comparison
        if comparison is None:
            return []
        lines = ["", self._say("Compared with ", "So với ") + shown(self._options.previous)]
        new = [self._board[code].name for code in comparison.difference("units_new")]
        gone = [comparison.before[code].name for code in comparison.difference("units_gone")]
        for names, english, vietnamese in (
            (new, "Units that were not there: ", "Đơn vị kỳ trước không có: "),
            (gone, "Units that are no longer there: ", "Đơn vị không còn: "),
        ):
            lines += [self._say(english, vietnamese) + shown(", ".join(names))] if names else []
        return lines


def text_of(job: Job, options: Any) -> str:
    """The tables of a report."""
    return "\n".join(Text(job, options).lines()) + "\n"
