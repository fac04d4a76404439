"""The figures of all units at once: as arrays, and as data frames that are written from columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Sequence

from .._c.calls import NOT_SCORED, error_of
from .._c.enums import Status
from .._c.library import lib
from .._c.memory import numpy_for, numpy_records
from .._out.frames import Millionths, Ranks, check_numbers, frame_of, pandas_for, plain_column
from .node import Node
from .options import RankOptions
from .units import Units

if TYPE_CHECKING:
    from .cells import Cells


def percents(board: Units, nodes: Sequence[Node]) -> Any:
    """What :meth:`Board.percents` gives."""
    numpy = numpy_for("Board.percents()")
    count = len(board)
    found = numpy.empty((count, len(nodes)), dtype=numpy.int64, order="F")
    for i, node in enumerate(nodes):
        found[:, i] = numpy_records(numpy, board._all_results(node.id), count)["percent"]
    return found


def ranks(board: Units, nodes: Sequence[Node], options: RankOptions) -> Any:
    """What :meth:`Board.ranks` gives."""
    numpy = numpy_for("Board.ranks()")
    found = numpy.empty((len(board), len(nodes)), dtype=numpy.float64, order="F")
    for i, places in enumerate(all_places(board, nodes, options)):
        found[:, i] = Ranks(places).as_floats()
    return found


def all_places(board: Units, nodes: Sequence[Node], options: RankOptions) -> List[Any]:
    """The places of all units on each node, as records of numpy."""
    numpy = numpy_for("ranks of all criteria")
    shared = board._ranked(options)
    if shared is None:
        raise error_of(Status.E_STATE, NOT_SCORED)
    rankings = [lib.chiso_rankings_at(shared, node.id) for node in nodes]
    return [numpy_records(numpy, board._all_places(one), len(board)) for one in rankings]


def _is_ranked(numpy: Any, board: Units, places: Any) -> Any:
    """Which units are ranked: those that have a place are."""
    is_ranked = places["rank"] != 0
    with board._guard.read:
        for unit in numpy.flatnonzero(~is_ranked).tolist():
            is_ranked[unit] = lib.chiso_unit_is_ranked(board._c, unit)
    return is_ranked


def board_frame(board: "Cells", nodes: Sequence[Node], numbers: str) -> Any:
    """What :meth:`Board.to_pandas` gives."""
    pandas = pandas_for("to_pandas()")
    check_numbers(numbers)
    numpy, count, root = numpy_for("to_pandas()"), len(board), board._tree.root
    results = numpy_records(numpy, board._all_results(root.id), count)
    places = numpy_records(numpy, board._all_places(board._ranking(root.id)), count)
    about: Dict[Any, Any] = {"name": board.names(), "block": board._all_blocks()}
    about["ranked"] = _is_ranked(numpy, board, places)
    about["achieved"] = Millionths(results["achieved"])
    about["max"] = Millionths(results["max"])
    about["percent"] = Millionths(results["percent"], board._digits)
    about["rank"] = Ranks(places)
    index = pandas.Index(board.units(), name="unit")
    points = {node.code: Millionths(board.points(node)) for node in nodes}
    if numbers == "decimal":
        return frame_of({**about, **points}, numbers, index)
    # One array for all, which pandas takes as it is.
    floats = numpy.empty((count, len(points)), dtype=numpy.float64, order="F")
    for i, column in enumerate(points.values()):
        column.as_floats(floats[:, i])
    frame = pandas.DataFrame(floats, index=index, columns=list(points), copy=False)
    for i, (name, values) in enumerate(about.items()):
        frame.insert(i, name, plain_column(values, numbers))
    return frame


_FIGURES = ("achieved", "max", "percent", "coverage", "lowest", "highest", "rank")


def figures_frame(
    board: Units,
    nodes: Sequence[Node],
    figures: Iterable[str],
    numbers: str,
    options: RankOptions,
) -> Any:
    """What :meth:`Board.figures` gives."""
    pandas = pandas_for("figures()")
    check_numbers(numbers)
    numpy = numpy_for("figures()")
    wanted = figures if isinstance(figures, str) else list(figures)
    if isinstance(wanted, str) or not set(wanted) <= set(_FIGURES):
        raise ValueError(f"figures is {wanted!r}; expected a list of {', '.join(_FIGURES)}")
    places = all_places(board, nodes, options) if "rank" in wanted else []
    columns: Dict[Any, Any] = {}
    for i, node in enumerate(nodes):
        if set(wanted) - {"rank"}:
            results = numpy_records(numpy, board._all_results(node.id), len(board))
        for figure in wanted:
            if figure == "rank":
                columns[node.code, figure] = Ranks(places[i])
            else:
                digits = None if figure in ("achieved", "max") else board._digits
                columns[node.code, figure] = Millionths(results[figure], digits)
    frame = frame_of(columns, numbers, pandas.Index(board.units(), name="unit"))
    frame.columns = pandas.MultiIndex.from_tuples(list(columns), names=["criterion", "figure"])
    return frame
