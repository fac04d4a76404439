"""From the files to a report: a tree, a board over it, its scores, a comparison."""

from __future__ import annotations

from argparse import Namespace
from typing import Any, Dict, List, Optional

from .._c.calls import error_of
from .._c.enums import Status
from .._in.workbook import sheet_in
from .._parts.bands import Bands
from .._parts.board import Board
from .._parts.compare import Comparison
from .._parts.intake import Intake
from .._parts.mapping import Mapping
from .._parts.maps import Map
from .._parts.report import Report
from .._parts.robustness import Robustness
from .._parts.series import Series
from .._parts.tree import Tree
from ..errors import ChisoError
from .outline import outline_in


class Job:
    """What is made on the way; ``intake`` keeps what is to be said about the files."""

    def __init__(self, options: Namespace) -> None:
        self.options = options
        self.intake = Intake()
        #: What is being read or made, to begin a message with.
        self.at: str = options.criteria
        self.mapping: Optional[Mapping] = None
        self.tree: Tree
        self.board: Board
        self.previous: Optional[Board] = None
        self.comparison: Optional[Comparison] = None
        self.robustness: Optional[Robustness] = None
        self.is_drawing = False
        self.report: Report
        self.series: Optional[Series] = None

    def _tree(self, path: str, mapping: Optional[Mapping]) -> Tree:
        self.at = path
        book, sheet = sheet_in(path)
        tree = self.intake.tree(book, mapping=mapping, sheet=sheet)
        options = self.options
        tree.set_options(digits=options.digits, missing=options.missing)
        return tree

    def _board(self, tree: Tree, path: str, mapping: Optional[Mapping]) -> Board:
        self.at = path
        book, sheet = sheet_in(path)
        return self.intake.board(tree, book, mapping=mapping, sheet=sheet).score()

    def _other(self, kind: str, path: Optional[str]) -> Any:
        """Bands, a map or a mapping; None where there is none."""
        if path is None:
            return None
        self.at = path
        book, sheet = sheet_in(path)
        return getattr(self.intake, kind)(book, sheet=sheet)

    def suggest(self) -> Mapping:
        """A mapping to start from."""
        read = self._other("mapping", self.options.read)
        outlined = outline_in(self.options.criteria) if read is None else None
        tree = outlined or self._tree(self.options.criteria, read)
        self.at = self.options.points
        book, sheet = sheet_in(self.at)
        mapping = Mapping.suggest(tree, book, sheet)
        if outlined is not None and not any(row.what == "outline" for row in mapping):
            mapping.set("outline", "yes")
        # It is to read both files.
        said = {row.what for row in mapping}
        for row in read or ():
            about_rows = row.what.startswith("rows:") or row.what in ("end", "outline")
            if about_rows and row.what not in said:
                mapping.set(row.what, row.value)
        return mapping

    def _rules(self, tie_break: List[str]) -> Dict[str, Any]:
        options = self.options
        rules = {"overall": options.overall, "ties": options.ties, "key": options.rank_by}
        return {**rules, "tie_break": tie_break}

    def run(self) -> None:
        """Makes all of it."""
        options = self.options
        self.mapping = self._other("mapping", options.read)
        self.tree = self._tree(options.criteria, self.mapping)
        bands: Optional[Bands] = self._other("bands", options.bands)
        self.board = self._board(self.tree, options.points, self.mapping)
        self.at = "--tie-break"
        tie_break = [self.tree[code].code for code in _parts(options.tie_break)]
        rules = self._rules(tie_break)
        if options.previous is not None:
            self._compare(bands, rules)
        if options.robustness is not None:
            self.at = options.criteria
            self.is_drawing = True
            self.robustness = self.board.robustness(options.robustness, bands=bands, **rules)
            self.is_drawing = False
        self.at = options.points
        self.report = self.board.report(
            bands=bands,
            comparison=self.comparison,
            intake=self.intake,
            language=options.lang,
            order=options.order or "file",
            robustness=self.robustness,
            **rules,
        )
        self.intake.check_printed(self.report, *sheet_in(options.points))
        if self.previous is not None:
            self.at = options.previous
            # The criteria that break ties may be of the other tree.
            rules = self._rules([] if options.previous_criteria else tie_break)
            earlier = self.previous.report(bands=bands, **rules)
            self.intake.check_printed(earlier, *sheet_in(options.previous))
        if options.periods:
            self._read_periods(tie_break)

    def _read_periods(self, tie_break: List[str]) -> None:
        """Reads the earlier periods, or stages, and makes the series of them and of the board."""
        self.series = Series()
        for label, path in self.options.periods:
            self._read_period(self.series, label, path, tie_break)
        self.at = self.options.points
        self.series.add(self.options.label, self.board, **self._rules(tie_break))

    def _read_period(self, series: Series, label: str, path: str, tie_break: List[str]) -> None:
        options = self.options
        criteria = dict(options.period_criteria).get(label)
        read = dict(options.period_read).get(label)
        how = self._other("mapping", read) or self.mapping
        tree = self.tree if criteria is None else self._tree(criteria, how)
        board = self._board(tree, path, how)
        # The criteria that break ties are of the first tree.
        report = board.report(**self._rules(tie_break if criteria is None else []))
        self.intake.check_printed(report, *sheet_in(path))
        for code in tie_break:
            if code not in tree:
                self.at = criteria or options.criteria
                english = f"--tie-break: there is no criterion '{code}'"
                vietnamese = f"--tie-break: không có tiêu chí '{code}'"
                raise error_of(Status.E_NODE, english, message_vi=vietnamese)
        self.at = path
        series.add(label, board, **self._rules(tie_break))

    def _compare(self, bands: Optional[Bands], rules: Dict[str, Any]) -> None:
        options = self.options
        criteria = options.previous_criteria
        how = self._other("mapping", options.previous_read) or self.mapping
        tree = self.tree if criteria is None else self._tree(criteria, how)
        self.previous = self._board(tree, options.previous, how)
        criteria_map: Optional[Map] = self._other("map", options.criteria_map)
        unit_map: Optional[Map] = self._other("map", options.unit_map)
        self.at = options.previous
        try:
            self.comparison = self.board.compare(
                self.previous, criteria_map=criteria_map, unit_map=unit_map, bands=bands, **rules
            )
        except ChisoError as error:
            self.at = _file_at_fault(options, error.status)
            raise
        book, sheet = sheet_in(options.previous)
        name = book if sheet is None else options.previous
        self.intake.comparison(self.comparison, name, unit_map)


def _file_at_fault(options: Namespace, status: Status) -> str:
    """The file that a comparison failed for: it does not know them."""
    criteria, units = options.criteria_map, options.unit_map
    at: str = options.previous
    if status == Status.E_UNIT:
        at = units
    elif status == Status.E_NODE:
        at = criteria or "--tie-break"
    elif status in (Status.E_WEIGHT, Status.E_DUPLICATE):
        at = "--unit-map, --criteria-map" if units and criteria else units or criteria
    return at


def _parts(codes: Optional[str]) -> List[str]:
    return [] if codes is None else codes.split(",")
