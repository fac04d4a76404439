"""Series: units over any number of boards, each under the label of its period."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, List, Mapping, NamedTuple, NoReturn, Optional, Sequence, Union

from .._c.calls import call, error_of
from .._c.enums import CsvStyle, Key, Language, RowOrder, State, Status, Ties, pick
from .._c.guard import Reading
from .._c.handle import Object, expect, new_handle
from .._c.library import lib
from .._c.memory import numpy_for, numpy_records, part_of_array, room
from .._c.records import Rank, members, place_of
from .._c.sink import written
from .._c.structs import structs
from .._in.text import code_text, encode, encode_code
from .._out.figure import Figure
from .._out.frames import Millionths, Ranks, check_numbers, frame_of, pandas_for
from .._out.table import Rows, closed_text
from ..errors import UnitError
from .board import Board
from .drawing import CHARTS, Brush, Look, Pictured, whole_index
from .node import NodeLike
from .options import RankOptions


class SeriesPoint(NamedTuple):
    """What a node of a unit has in one period. What does not exist is None.

    >>> chiso.Series({"2019": before, "2021": board})["sxd"][1].achieved
    Decimal('39')
    """

    period: str
    has_unit: bool
    has_node: bool
    achieved: Optional[Decimal]
    max: Optional[Decimal]
    percent: Optional[Decimal]
    rank: Rank
    out_of: int
    tied: int
    state: State
    is_set: bool


class UnitPoint(NamedTuple):
    """What a node of one of all units has in one period. What does not exist is None.

    >>> chiso.Series({"2019": before, "2021": board}).node()[0].percent
    Decimal('84.44')
    """

    unit: str
    name: str
    block: str
    period: str
    has_unit: bool
    has_node: bool
    achieved: Optional[Decimal]
    max: Optional[Decimal]
    percent: Optional[Decimal]
    rank: Rank
    out_of: int
    tied: int
    state: State
    is_set: bool


class SeriesDifference(NamedTuple):
    """What a node of a unit has in one period less what it has in an earlier one; None for what
    either does not have.

    >>> stages = chiso.Series({"self": before, "final": board})
    >>> stages.difference("sxd", "1", "self", "final").achieved
    Decimal('-1')
    """

    achieved: Optional[Decimal]
    max: Optional[Decimal]
    percent: Optional[Decimal]


class History(Pictured, Rows[SeriesPoint]):
    """What a node of a unit has in the periods of a series, a row a period: what
    ``series["skhcn", "1.2"]`` gives.

    >>> history = chiso.Series({"2019": before, "2021": board})["sxd"]
    >>> history["2019"].percent, history.figure().title
    (Decimal('88.89'), 'sxd: from 88.89 in 2019 to 86.67 in 2021, from rank 1 to rank 2')
    """

    _pictures = ("years",)

    def __init__(self, series: "Series", unit: str, node: str, rows: List[SeriesPoint]) -> None:
        hidden, bars = ("has_unit", "has_node", "tied", "state", "is_set"), {"percent": 100}
        super().__init__(SeriesPoint._fields, rows, "", hidden, "period", bars)
        self._series = series
        self._unit = unit
        self._node = node

    def _draw(self, kind: str, units: List[str], code: str, look: Look) -> Figure:
        if code not in ("", self._node):
            why = f"this is the history of criterion {self._node or '.'}; found {code}"
            raise error_of(Status.E_NODE, why, criterion=code)
        return self._series._draw(kind, [self._unit, *units], self._node, look)


class Series(Pictured, Object):
    """A series of scored boards, whose trees and units may differ; units and criteria are found by
    their codes.

    ``series["skhcn"]`` and ``series["skhcn", "1.2"]`` are tables, a row a period; ``len(series)``
    counts periods. StateError once a board changed.

    >>> import chiso
    >>> tree = chiso.Tree.from_csv("code,title,max\\n1,A,10\\n")
    >>> first = chiso.Board.from_csv(tree, "unit,1\\na,5\\n").score()
    >>> second = chiso.Board.from_csv(tree, "unit,1\\na,8\\n").score()
    >>> print(chiso.Series({"2019": first, "2021": second})["a"])
    period  achieved  max  percent  rank  out of
    2019           5   10    50.00     1       1
    2021           8   10    80.00     1       1
    """

    _kind = "series"
    _pictures = ("years", "bump")

    def __init__(self, boards: Optional[Mapping[str, Board]] = None) -> None:
        handle = new_handle("series")
        call(lib.chiso_series_new, None, handle)
        super().__init__(handle)
        self._given: Dict[str, Board] = {}
        self._boards: Dict[str, Board] = {}
        for label, board in (boards or {}).items():
            self.add(label, board)

    def add(
        self,
        label: str,
        board: Board,
        *,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> "Series":
        """Adds a period behind those that are there; its nodes are ranked once, here.

        >>> chiso.Series().add("2021", board, overall=True).labels
        ['2021']
        """
        options = RankOptions(expect(board, Board, "the board"), ties, key, overall, tie_break)
        text = encode(label, "the label")
        with self._guard.work, board._guard.read:
            call(lib.chiso_series_add, self._c, text, board._c, options.struct)
            self._given[label], self._boards[label] = board, board._alias()
        return self

    @property
    def labels(self) -> List[str]:
        """The labels of the periods, in the order of adding."""
        self._c
        return list(self._boards)

    def board(self, label: str) -> Board:
        """The board of a period. Raises KeyError.

        >>> chiso.Series({"2021": board}).board("2021") is board
        True
        """
        self._c
        return self._given[label]

    def __len__(self) -> int:
        return int(lib.chiso_series_count(self._c))

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> NoReturn:
        raise TypeError(
            "a Series counts periods and finds units; go through its labels, "
            "or through the periods of a unit: series['skhcn']"
        )

    __reversed__: None = None

    def _check(self) -> None:
        """Raises StateError once a board changed."""
        try:
            # C looks at the boards before it looks for the unit, and none has a code of no letters.
            self._points([""], "")
        except UnitError:
            pass

    def __contains__(self, unit: object) -> bool:
        self._check()
        return any(unit in board for board in self._boards.values())

    def __getitem__(self, key: Any) -> History:
        unit, node = key if isinstance(key, tuple) else (key, "")
        codes = getattr(unit, "code", unit), getattr(node, "code", node)
        points = self._points(codes[:1], codes[1])
        pairs = zip(self._boards.items(), points)
        rows = [self._point(label, board, point) for (label, board), point in pairs]
        named = code_text(codes[0], "the unit"), code_text(codes[1], "the criterion")
        return History(self, *named, rows)

    def _draw(self, kind: str, units: List[str], code: str, look: Look) -> Figure:
        of: List[Any] = [self._c]
        if kind == "years":
            of.append(encode(code, "the criterion"))
        else:
            whole_index(kind, code)
        with self._guard.read, Reading(*self._boards.values()):
            return Brush(look, units).draw(CHARTS[kind], *of)

    def _hint(self, kind: str) -> str:
        is_unit = any(kind in board for board in self._boards.values())
        return f"; series[{kind!r}].figure() is of that unit" if is_unit else ""

    def _points(self, units: Sequence[Any], node: Any) -> Any:
        """The points of all periods, of unit after unit."""
        codes = [encode_code(unit, "the unit") for unit in units]
        criterion, count, handle = encode_code(node, "the criterion"), len(self), self._c
        points = room("series_point", count * len(codes))
        with self._guard.look, Reading(*self._boards.values()):
            for i, code in enumerate(codes):
                into = part_of_array(points, i * count, count)
                call(lib.chiso_series_points, handle, code, criterion, count, into)
        return points

    def node(self, node: NodeLike = "") -> Rows[UnitPoint]:
        """What a node has for all units over all periods: a row a unit and period, the units of the
        last period first.

        >>> len(chiso.Series({"2019": before, "2021": board}).node("1"))
        4
        """
        code = encode_code(getattr(node, "code", node), "the criterion")
        count, handle, rows = len(self), self._c, []
        with self._guard.look, Reading(*self._boards.values()):
            units = room("series_unit", lib.chiso_series_unit_count(handle))
            call(lib.chiso_series_units, handle, len(units), units)
            points = room("series_point", count * len(units))
            call(lib.chiso_series_node, handle, code, len(points), points)
            texts = [members("series_unit", unit, ("code", "name", "block")) for unit in units]
        for i, text in enumerate(texts):
            for j, (label, board) in enumerate(self._boards.items()):
                rows.append(
                    UnitPoint._make((*text, *self._point(label, board, points[i * count + j])))
                )
        hidden = ("has_unit", "has_node", "tied", "state", "is_set")
        return Rows(UnitPoint._fields, rows, "", hidden, "unit")

    def difference(self, unit: Any, node: NodeLike, before: str, now: str) -> SeriesDifference:
        """What a node of a unit has in one period less what it has in an earlier one; of two stages
        what the later one gave or took. Raises KeyError for a label.

        >>> chiso.Series({"2019": before, "2021": board}).difference("skhcn", "", "2019", "2021")
        SeriesDifference(achieved=Decimal('2.8'), max=Decimal('0'), percent=Decimal('6.22'))
        """
        labels = self.labels
        for label in (before, now):
            if label not in labels:
                raise KeyError(label)
        struct = structs.series_difference()
        codes = (
            encode_code(getattr(unit, "code", unit), "the unit"),
            encode_code(getattr(node, "code", node), "the criterion"),
        )
        numbers = labels.index(before), labels.index(now)
        with self._guard.look, Reading(*self._boards.values()):
            call(lib.chiso_series_subtract, self._c, *numbers, *codes, struct)
        digits = max(self._boards[before]._digits, self._boards[now]._digits)
        wanted = ("achieved", "max", "percent")
        return SeriesDifference._make(
            members("series_difference", struct, wanted, digits, ("percent",))
        )

    def _set_point_places(self, places: int) -> None:
        """Says how many places points and their differences have; documents have six."""
        with self._guard.work:
            call(lib.chiso_series_set_point_places, self._c, places)

    def _document(
        self,
        function: Any,
        unit: Any,
        node: Optional[NodeLike],
        style: Union[CsvStyle, str] = CsvStyle.POINT,
        language: Union[Language, str] = Language.ENGLISH,
        order: Union[RowOrder, str] = RowOrder.FILE,
    ) -> str:
        struct = structs.sized("periods_options")
        if unit is not None:
            struct.unit = encode_code(getattr(unit, "code", unit), "the unit")
        if node is not None:
            struct.code = encode_code(getattr(node, "code", node), "the criterion")
        struct.style = pick(CsvStyle, style, "style")
        struct.language = pick(Language, language, "language")
        struct.order = pick(RowOrder, order, "order")
        with self._guard.look, Reading(*self._boards.values()):
            return written(function, self._c, struct).decode()

    def to_json(
        self,
        unit: Any = None,
        node: Optional[NodeLike] = None,
        order: Union[RowOrder, str] = RowOrder.FILE,
    ) -> str:
        """All units over the periods as JSON, format "chiso.series/1", or all criteria of one.

        >>> chiso.Series({"2019": before, "2021": board}).to_json()[:29]
        '{ "format": "chiso.series/1",'
        """
        return self._document(lib.chiso_periods_write_json, unit, node, order=order)

    def to_csv(
        self,
        unit: Any = None,
        node: Optional[NodeLike] = None,
        *,
        style: Union[CsvStyle, str] = CsvStyle.POINT,
        language: Union[Language, str] = Language.ENGLISH,
        order: Union[RowOrder, str] = RowOrder.FILE,
    ) -> str:
        """The same as CSV: a row a unit, or a criterion of one, and columns for each period.

        >>> print(chiso.Series({"2019": before}).to_csv().splitlines()[1])
        skhcn,skhcn,so,38,45,84.44,2,2,
        """
        function = lib.chiso_periods_write_csv
        return self._document(function, unit, node, style, language, order)

    def stages_json(
        self,
        unit: Any = None,
        node: Optional[NodeLike] = None,
        order: Union[RowOrder, str] = RowOrder.FILE,
    ) -> str:
        """The stages of one period side by side as JSON, format "chiso.stages/1": the points of
        each on every criterion, and what it gave or took beside the one before.

        >>> chiso.Series({"self": before, "final": board}).stages_json("sxd", "1")[:29]
        '{ "format": "chiso.stages/1",'
        """
        return self._document(lib.chiso_stages_write_json, unit, node, order=order)

    def stages_csv(
        self,
        unit: Any = None,
        node: Optional[NodeLike] = None,
        *,
        style: Union[CsvStyle, str] = CsvStyle.POINT,
        language: Union[Language, str] = Language.ENGLISH,
        order: Union[RowOrder, str] = RowOrder.FILE,
    ) -> str:
        """The same as CSV, a row a unit and criterion.

        >>> print(chiso.Series({"self": before, "final": board}).stages_csv(node="1"), end="")
        unit,name,block,code,title,max,self,final,difference final
        skhcn,skhcn,so,1,Steering,19,16,17.24,1.24
        sxd,sxd,so,1,Steering,19,16,15,-1
        """
        function = lib.chiso_stages_write_csv
        return self._document(function, unit, node, style, language, order)

    def _point(self, label: str, board: Board, struct: Any) -> SeriesPoint:
        names = ("has_unit", "has_node", "achieved", "max", "percent")
        figures = members("series_point", struct, names, board._digits, ("percent",))
        state = State(struct.state)
        return SeriesPoint._make(
            (label, *figures, *place_of(struct.place), state, bool(struct.is_set))
        )

    def to_pandas(self, node: NodeLike = "", *, numbers: str = "decimal") -> Any:
        """What all units have on a node, a row a period and unit that is there: period, unit,
        achieved, max, percent, rank, out_of, tied.

        >>> frame = chiso.Series({"2019": before, "2021": board}).to_pandas(numbers="float")
        >>> frame.pivot(index="unit", columns="period", values="percent").loc["sxd"].tolist()
        [88.89, 86.67]
        """
        pandas = pandas_for("to_pandas()")
        check_numbers(numbers)
        numpy = numpy_for("to_pandas()")
        self._check()
        units = list(dict.fromkeys(u for board in self._boards.values() for u in board.units()))
        count = len(self)
        found = numpy_records(numpy, self._points(units, getattr(node, "code", node)), None)
        frames = []
        for i, (label, board) in enumerate(self._boards.items()):
            points = found[i : count * len(units) : count]
            is_there = points["has_unit"]
            points, places = points[is_there], points["place"][is_there]
            columns: Dict[str, Any] = {"period": [label] * len(points)}
            columns["unit"] = numpy.array(units, dtype=object)[is_there]
            columns["achieved"] = Millionths(points["achieved"])
            columns["max"] = Millionths(points["max"])
            columns["percent"] = Millionths(points["percent"], board._digits)
            columns["rank"] = Ranks(places)
            columns.update((name, places[name]) for name in ("out_of", "tied"))
            frames.append(frame_of(columns, numbers))
        if not frames:
            raise error_of(Status.E_EMPTY, "the series has no period")
        return pandas.concat(frames, ignore_index=True)

    def __repr__(self) -> str:
        return closed_text(self) or f"<Series of {', '.join(self.labels) or 'no period'}>"
