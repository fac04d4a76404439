"""Units over several periods, and the stages of one side by side: a row a unit, or of one unit a
row a criterion, and a column a period.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Iterable, List, NamedTuple, Optional

from .._c.enums import CsvStyle, State
from .._out.plain import shown
from .._parts.series import Series
from .job import Job
from .near import tell_unknown_criterion, tell_unknown_unit
from .table import Screen
from .view import View

#: Columns of periods at most, and how far codes of criteria are indented.
_MOST, _DEEPEST = 10, 12


class _Subject(NamedTuple):
    """What a row is of; ``differing`` are the criteria whose points are not the same in all
    stages.
    """

    unit: str
    code: str
    title: str
    block: str = ""
    indent: int = 0
    is_leaf: bool = False
    differing: int = 0


def _units(job: Job, series: Series) -> List[_Subject]:
    """The units, in the order that is asked for."""
    options, board = job.options, job.board
    code, count = options.criterion or "", len(series)
    points = list(series.node(code))
    blocks = [*board.blocks()]
    found = []
    for at in range(0, len(points), count):
        last = points[at + count - 1]
        section, rank = len(blocks), Decimal("Infinity")
        if options.order != "file":
            if last.unit in board:
                section = 0 if options.overall else blocks.index(board[last.unit].block)
            rank = rank if last.rank is None else Decimal(last.rank)
        row = _Subject(last.unit, code, last.name, last.block)
        found.append((section, rank, at, row))
    return [row for _, _, _, row in sorted(found)]


def _nodes(job: Job, series: Series) -> List[_Subject]:
    """The criteria of a unit: of the last period in its order, then those that only earlier ones
    have.
    """
    options, only = job.options, job.options.criterion
    trees = [series.board(label)._tree for label in series.labels]
    found = []
    for period in reversed(range(len(trees))):
        tree = trees[period]
        asked = tree[only].code if only is not None and only in tree else None
        for node in [tree.root, *tree]:
            is_asked = only is None or node.code == asked
            if not is_asked or any(node.code in later for later in trees[period + 1 :]):
                continue
            indent = 0 if only is not None else min(max(node.depth - 1, 0) * 2, _DEEPEST)
            title = node.title if node.code else ""
            found.append(
                _Subject(options.unit, node.code, title, indent=indent, is_leaf=node.is_leaf)
            )
    return found


class _Page:
    """What is asked about, and what its rows have shown."""

    def __init__(self, job: Job, series: Series) -> None:
        self.view = View(job, job.options)
        self.options, self.series, self.labels = job.options, series, series.labels
        self.hidden = max(len(self.labels) - _MOST, 0)
        self.are_stages = bool(job.options.stage)
        self.is_of_one = job.options.unit is not None
        self.has_another_max = False
        self.has_gap = False
        rows = _nodes(job, series) if self.is_of_one else _units(job, series)
        self.rows = [self._counted(row) if self.are_stages else row for row in rows]
        # What was rounded is not rounded again: they are told with the digits that are printed.
        series._set_point_places(self.view.digits)

    def _counted(self, row: _Subject) -> _Subject:
        """Counts the leaves of a unit, or the one that a row is of, that have other points in some
        stage.
        """
        count = 0
        for leaf in self.view.tree.leaves:
            if not self.is_of_one or leaf.code == row.code:
                count += len({point.achieved for point in self.series[row.unit, leaf.code]}) > 1
        return row._replace(differing=count)

    def _mark(self, points: Any, period: int) -> str:
        """A star where the points possible are others than before."""
        before = [point.max for point in points[:period] if point.max is not None]
        now = points[period].max
        is_other = bool(before) and now is not None and now != before[-1]
        self.has_another_max = self.has_another_max or is_other
        return "*" if is_other else ""

    def _percent(self, points: Any, period: int) -> str:
        point, mark = points[period], self._mark(points, period)
        digits = self.series.board(self.labels[period])._tree.digits
        percent = self.view.number(point.percent, digits)
        self.has_gap = self.has_gap or point.percent is None
        return percent + (f" ({self._place(point)})" if point.rank is not None else "") + mark

    def _place(self, point: Any) -> str:
        if point.rank is None:
            return "-"
        rank = self.view.number(Decimal(str(point.rank)))
        return ("=" if point.tied > 1 else "") + f"{rank}/{point.out_of}"

    def _signed(self, value: Optional[Decimal]) -> str:
        sign = "+" if value is not None and value > 0 else ""
        return sign + self.view.number(value, self.view.digits)

    def _gain(self, row: _Subject, before: int, now: int) -> Optional[Decimal]:
        """What a stage gave or took beside an earlier one."""
        labels = self.labels[before], self.labels[now]
        return self.series.difference(row.unit, row.code, *labels).achieved

    def _points(self, row: _Subject, points: Any, stage: int) -> str:
        """The points of a stage, and behind those that are not the ones before by how much."""
        gain = self._gain(row, stage - 1, stage) if stage > 0 else None
        mark, achieved = self._mark(points, stage), points[stage].achieved
        text = self.view.number(achieved, self.view.digits)
        if points[stage].state == State.MISSING:
            # Its points are what counts in its place.
            text = self.view.say("not scored", "chưa chấm")
        self.has_gap = self.has_gap or achieved is None
        return text + (f" ({self._signed(gain)})" if gain else "") + mark

    def headings(self) -> List[str]:
        """The heads of the columns."""
        say = self.view.say
        heads = [say("Code", "Mã"), say("Criterion", "Tiêu chí")]
        if not self.is_of_one:
            heads = [say("Rank", "Hạng"), say("Unit", "Đơn vị")]
        heads += [shown(label) for label in self.labels[self.hidden :]]
        if self.are_stages and not self.is_of_one:
            heads.append(say("Differing", "Tiêu chí khác"))
        if self.are_stages:
            heads.append(say("Difference", "Chênh lệch"))
        if not self.is_of_one and self.view.has_blocks:
            heads.append(say("Block", "Khối"))
        return heads if self.is_of_one else [*heads, say("Code", "Mã")]

    def cells(self, row: _Subject) -> List[str]:
        """What stands below them."""
        points = list(self.series[row.unit, row.code])
        last = len(points) - 1
        code = shown(row.code) or self.view.say("Total", "Tổng")
        texts = [" " * row.indent + code if self.is_of_one else self._place(points[last])]
        texts.append(shown(row.title))
        for period in range(self.hidden, last + 1):
            texts.append(
                self._points(row, points, period)
                if self.are_stages
                else self._percent(points, period)
            )
        if self.are_stages and not self.is_of_one:
            texts.append(str(row.differing))
        if self.are_stages:
            texts.append(self._signed(self._gain(row, 0, last)))
        if not self.is_of_one and self.view.has_blocks:
            texts.append(shown(row.block))
        return texts if self.is_of_one else [*texts, shown(row.unit)]

    def screen(self, headings: List[str], rows: List[List[str]]) -> Screen:
        """The table: codes and blocks leave first, then the oldest period; the last one stays."""
        behind = [] if self.is_of_one else [len(headings) - 1]
        if not self.is_of_one and self.view.has_blocks:
            behind.insert(0, len(headings) - 2)
        left = {1, *behind, *([0] if self.is_of_one else [])}
        periods = range(2, 1 + len(self.labels) - self.hidden)
        leaving = [*reversed(periods), *behind]
        return Screen(headings, rows, left, 1, self.options.columns, leaving)

    def head(self) -> List[str]:
        """What the table shows, above it."""
        view, options = self.view, self.options
        title = shown(view.tree.title) or view.say("Scoreboard", "Bảng điểm")
        if self.is_of_one:
            boards = [self.series.board(label) for label in self.labels]
            name = [board[options.unit].name for board in boards if options.unit in board][-1]
            title += f": {shown(name)}"
            title += f" ({shown(options.unit)})" if name != options.unit else ""
        lines = [title]
        if options.criterion is not None:
            node = view.tree[options.criterion]
            start = view.say("Criterion ", "Tiêu chí ")
            lines.append(f"{start}{shown(options.criterion)} {shown(node.title)}".rstrip())
        start = view.say("Periods: ", "Các kỳ: ")
        how = view.say("Percent, and the rank in parentheses", "Tỷ lệ (%), trong ngoặc là thứ hạng")
        if self.are_stages:
            start = view.say("Stages: ", "Các vòng chấm: ")
            how = view.say(
                "Points; in parentheses what a stage gave or took beside the one before; "
                "Difference: the last beside the first",
                "Điểm; trong ngoặc là phần tăng giảm so với vòng ngay trước; Chênh lệch: "
                "vòng cuối so với vòng đầu",
            )
        return [*lines, start + ", ".join(map(shown, self.labels)), how]

    def foot(self, screen: Screen) -> Iterable[str]:
        """What a reader must know of it, below."""
        say = self.view.say
        if self.are_stages and self.is_of_one and any(row.is_leaf for row in self.rows):
            differing = sum(row.differing for row in self.rows)
            of = say(" of ", "/") + str(sum(row.is_leaf for row in self.rows))
            text = say("Criteria whose points differ: ", "Số tiêu chí có điểm khác nhau: ")
            yield f"{text}{differing}{of}"
        elif self.are_stages and not self.is_of_one:
            yield say(
                "Criteria: how many have other points in some stage; --unit CODE shows which",
                "Tiêu chí khác: số tiêu chí có điểm khác nhau giữa các vòng; --unit CODE cho biết "
                "là tiêu chí nào",
            )
        if self.has_another_max:
            english = "* the points possible are others than before"
            yield say(english, "* điểm tối đa khác với kỳ trước")
        if self.has_gap:
            english = "- not there, or without figures"
            yield say(english, "- không có trong kỳ đó, hoặc không có số liệu")
        if self.hidden:
            hidden = ", ".join(map(shown, self.labels[: self.hidden]))
            start = say("There is no room for the columns of ", "Không đủ chỗ cho các cột ")
            yield start + hidden + say("; --format csv has them.", "; xem --format csv.")
        if screen.left_out:
            yield self.view.left_out(screen)


def _text(job: Job, series: Series) -> str:
    page = _Page(job, series)
    headings = page.headings()
    rows = [page.cells(row) for row in page.rows]
    screen = page.screen(headings, rows)
    lines = [*page.view.fitted(page.head()), "", *screen.head()]
    lines += [line for row in rows for line in screen.row(row)]
    foot = list(page.foot(screen))
    if foot or page.are_stages:
        lines += ["", *page.view.fitted(foot)]
    return "\n".join(lines) + "\n"


def has_asked(job: Job, series: Series) -> bool:
    """Whether some period has the unit and the criterion that are asked for; says so if not."""
    options = job.options
    unit = options.unit
    boards = [series.board(label) for label in series.labels]
    code = "" if options.criterion is None else options.criterion
    if unit is not None and not any(unit in board for board in boards):
        tell_unknown_unit(job, "--unit", unit)
        return False
    if not any(code in board._tree for board in boards):
        tell_unknown_criterion(job, "--criterion", code)
        return False
    return True


def periods_of(job: Job, series: Series) -> str:
    """The series, or the stages, as the options say: text, JSON or CSV."""
    options = job.options
    which, order = (options.unit, options.criterion), options.order or "file"
    if options.format == "json":
        write_json = series.stages_json if options.stage else series.to_json
        return write_json(*which, order=order)
    if options.format == "csv":
        style = CsvStyle.COMMA if options.lang == "vi" else CsvStyle.POINT
        write_csv = series.stages_csv if options.stage else series.to_csv
        return write_csv(*which, style=style, language=options.lang, order=order)
    return _text(job, series)
