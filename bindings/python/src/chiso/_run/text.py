"""The ranking as text: a table a block, each with its summary. Figures are rounded once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, List, Optional

from .._c.enums import MissingPolicy, State
from .._out.plain import shown
from .._parts.score import Unit
from .change import compared, mean_change
from .job import Job
from .robust import robust_cell, robust_lines
from .table import Screen, wrapped
from .view import View, is_not_scored, is_partly_scored

#: Headings of columns of text.
_LEFT = ("Unit", "Đơn vị", "Band", "Xếp loại", "Block", "Khối", "Code", "Mã", "Note", "Ghi chú")

#: What is left out where there is no room, the last first.
_LEAVING = (
    ("Change", "So với kỳ trước"),
    ("Rank change", "Thay đổi hạng"),
    ("Max", "Tối đa"),
    ("Block", "Khối"),
    ("Coverage", "Đã chấm"),
    ("Code", "Mã"),
    ("Lowest – highest", "Thấp nhất – cao nhất"),
)


def _note(view: View, unit: Unit, has_rank: bool) -> str:
    """Why a unit has no rank."""
    if not unit.ranked:
        return view.say("not ranked", "không xếp hạng")
    if unit.state == State.NOT_APPLICABLE:
        return view.say("not applicable", "không áp dụng")
    if unit.state == State.MISSING:
        if is_not_scored(unit):
            return view.say("not scored", "chưa chấm")
        return view.say("not fully scored", "chưa chấm đủ")
    return "" if has_rank else view.say("no percent", "không có tỷ lệ")


def _changes(view: View, unit: Unit) -> Dict[str, str]:
    """How the percent and the rank of a unit changed."""
    if view.comparison is None:
        return {}
    texts = [view.say("new", "mới"), ""]
    if view.comparison.units_before(unit):
        change = view.comparison[unit]
        texts = [view.change(change.percent), view.move(change.rank)]
    headings = view.say("Change", "So với kỳ trước"), view.say("Rank change", "Thay đổi hạng")
    return dict(zip(headings, texts))


def _row(view: View, unit: Unit, max_digits: int) -> Dict[str, str]:
    """The cells of a unit by their headings."""
    standing, digits = view.report[unit], view.digits
    place = "-"
    if standing.rank:
        place = ("=" if standing.tied > 1 else "") + view.number(Decimal(str(standing.rank)))
        place += f"/{standing.out_of}"
    bounds = [view.number(bound, digits) for bound in (unit.lowest, unit.highest)]
    return {
        view.say("Rank", "Hạng"): place,
        view.say("Unit", "Đơn vị"): shown(unit.name),
        view.say("Points", "Điểm"): view.number(unit.exact("achieved", digits), digits),
        view.say("Max", "Tối đa"): view.number(unit.max, max_digits),
        view.say("Percent", "Tỷ lệ"): view.number(standing.percent, digits, " %"),
        view.say("Band", "Xếp loại"): shown(standing.band or "-"),
        **robust_cell(view, unit),
        **_changes(view, unit),
        view.say("Coverage", "Đã chấm"): view.number(unit.coverage, digits, " %"),
        view.say("Lowest – highest", "Thấp nhất – cao nhất"): (
            " – ".join(bounds) if is_partly_scored(unit) else ""
        ),
        view.say("Block", "Khối"): shown(unit.block),
        view.say("Code", "Mã"): shown(unit.code),
        view.say("Note", "Ghi chú"): _note(view, unit, bool(standing.rank)),
    }


def _max_digits(units: List[Unit]) -> int:
    """The least decimals that show the maxima of all units exactly."""
    texts = [format(unit.max, "f") for unit in units if unit.max is not None]
    return max([len(text.partition(".")[2].rstrip("0")) for text in texts] or [0])


def _headings(view: View, units: List[Unit], rows: List[Dict[str, str]]) -> List[str]:
    """The columns that tell something."""
    tells = {
        view.say("Max", "Tối đa"): any(u.max not in (None, view.tree.root.max) for u in units),
        view.say("Band", "Xếp loại"): view.report.bands is not None,
        view.say("Coverage", "Đã chấm"): any(map(is_partly_scored, units)),
        view.say("Block", "Khối"): view.has_blocks and view.options.overall,
        view.say("Code", "Mã"): any(unit.code != unit.name for unit in units),
    }
    names = list(rows[0]) if rows else []
    return [name for name in names if tells.get(name, any(row[name] for row in rows))]


def _summary(view: View, block: Optional[str]) -> List[str]:
    """What the ranked units of a block have in common."""
    of = view.board.summary(block=block)
    if not of.units:
        return []
    words = {
        "mean": view.say("mean", "trung bình"),
        "median": view.say("median", "trung vị"),
        "min": view.say("lowest", "thấp nhất"),
        "max": view.say("highest", "cao nhất"),
        "stdev": view.say("standard deviation", "độ lệch chuẩn"),
    }
    parts = [
        f"{word} {view.number(getattr(of, name), view.digits)}" for name, word in words.items()
    ]
    parts[0] += mean_change(view, block)
    lines = ["", view.count(of.units, "unit", "units", "đơn vị") + ": " + "; ".join(parts)]
    bands = view.report.bands
    if bands is not None:
        counts = view.board.band_counts(bands, block=block, key=view.options.rank_by)
        named = [f"{shown(name)} {count}" for name, count in counts.items()]
        rest = of.units - sum(counts.values())
        named += [view.say("in none", "không xếp loại") + f" {rest}"] if rest else []
        lines.append(view.say("Bands: ", "Xếp loại: ") + "; ".join(named))
    return lines


def _units(view: View, block: Optional[str]) -> List[Unit]:
    """The units of a block, or all, those with a rank first."""
    units = [unit for unit in view.board if block is None or unit.block == block]
    rules: Any = view.report.rules
    ranking = view.board.ranking(block=block, **rules)
    if view.options.order == "file":
        return units
    order = {row.unit: place for place, row in enumerate(ranking)}
    return sorted(units, key=lambda unit: order.get(unit.code, len(order)))


def _name_of(view: View, block: Optional[str]) -> List[str]:
    """The line above the table of a block."""
    if block is None or not view.has_blocks:
        return []
    if not block:
        return [view.say("No block", "Không thuộc khối nào")]
    # The name of a block that begins with that word does not say it twice.
    is_said = block.startswith(("Block", "block", "Khối", "khối", "KHỐI"))
    return [shown(block if is_said else view.say("Block ", "Khối ") + block)]


def _hides(view: View, unit: Unit, other: Unit) -> bool:
    """Whether two units that print the same percent are set apart by what rounding hides."""
    if unit.percent is None or unit.percent != other.percent:
        return False
    are_scored = unit.state == State.SCORED and other.state == State.SCORED
    if not are_scored or not view.board.compare_units(unit, other):
        return False
    one, two = view.report[unit], view.report[other]
    return one.band != two.band or bool(one.rank and two.rank)


def _policy(view: View) -> str:
    """What is done with what was not scored."""
    if view.tree.missing == MissingPolicy.ZERO:
        english = "What was not scored counts as its min."
        return view.say(english, "Tiêu chí chưa chấm được tính điểm tối thiểu.")
    if view.tree.missing == MissingPolicy.SKIP:
        english = "What was not scored is left out, of the max too."
        vietnamese = "Tiêu chí chưa chấm không được tính, kể cả vào điểm tối đa."
        return view.say(english, vietnamese)
    english = "A unit that is not fully scored has no percent and no rank."
    return view.say(english, "Đơn vị chưa chấm đủ thì không có tỷ lệ và thứ hạng.")


def _remarks(view: View, sections: List[List[Unit]]) -> List[str]:
    """What a reader of the tables must know, below them."""
    partly = any(is_partly_scored(unit) for units in sections for unit in units)
    lines = [_policy(view)] if partly else []
    pairs = [pair for units in sections for pair in zip(units, units[1:])]
    if view.options.rank_by == "exact" and any(_hides(view, *pair) for pair in pairs):
        lines.append(
            view.say(
                "Some units that print the same percent differ behind it: see --digits, or "
                "rank by what is printed with --rank-by published.",
                "Có đơn vị bằng nhau sau làm tròn nhưng khác hạng hoặc xếp loại: dùng "
                "--digits hoặc --rank-by published.",
            )
        )
    return ["", *lines] if lines else []


def _head(view: View) -> List[str]:
    """What the index is, and how much there is of it."""
    units = view.count(len(view.board), "unit", "units", "đơn vị")
    criteria = view.count(len(view.tree.leaves), "criterion", "criteria", "tiêu chí")
    most = view.number(view.tree.root.max, unit=view.say(" points", " điểm"))
    title = shown(view.tree.title) or view.say("Scoreboard", "Bảng điểm")
    return [title, f"{units}, {criteria}, {view.say('max', 'tối đa')} {most}"]


def text_of(job: Job, options: Any) -> str:
    """The tables of a report."""
    view = View(job, options)
    blocks: List[Optional[str]] = [None] if options.overall else [*view.board.blocks()]
    sections = [_units(view, block) for block in blocks]
    units = [unit for section in sections for unit in section]
    digits = _max_digits(units)
    rows = {unit.code: _row(view, unit, digits) for unit in units}
    headings = _headings(view, units, list(rows.values()))
    cells = {code: [row[heading] for heading in headings] for code, row in rows.items()}
    # One for all blocks, so that their columns stand below each other.
    names = view.say("Unit", "Đơn vị")
    left = {i for i, heading in enumerate(headings) if heading in _LEFT}
    leaving = [view.say(*words) for words in _LEAVING]
    numbers = [headings.index(heading) for heading in leaving if heading in headings]
    wraps = headings.index(names) if names in headings else None
    screen = Screen(headings, list(cells.values()), left, wraps, options.columns, numbers)
    lines = view.fitted(_head(view))
    for block, section in zip(blocks, sections):
        lines += ["", *view.fitted(_name_of(view, block)), *screen.head()]
        lines += [line for unit in section for line in screen.row(cells[unit.code])]
        lines += view.fitted(_summary(view, block))
    left_out = ["", view.left_out(screen)] if screen.left_out else []
    lines += view.fitted(left_out + _remarks(view, sections) + robust_lines(view) + compared(view))
    return "\n".join(lines) + "\n"
