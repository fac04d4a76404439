"""The figures of all units at once: as arrays, and as data frames that are written from columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Mapping, Sequence

from .._c.calls import NOT_SCORED, error_of
from .._c.enums import Status
from .._c.library import lib
from .._c.memory import numpy_for, numpy_records
from .._out.frames import Millionths, Ranks, check_numbers, frame_of, pandas_for
from .node import Node
from .options import RankOptions
from .units import Units

if TYPE_CHECKING:
    from .cells import Cells


def percents(board: Units, nodes: Sequence[Node]) -> Any:
    """What :meth:`Board.percents` gives."""
    numpy = numpy_for("Board.percents()")
    return board._results(numpy, [node.id for node in nodes], ["percent"])["percent"]


def ranks(board: Units, nodes: Sequence[Node], options: RankOptions) -> Any:
    """What :meth:`Board.ranks` gives."""
    numpy = numpy_for("Board.ranks()")
    found = numpy.empty((len(board), len(nodes)), dtype=numpy.float64, order="F")
    for i, places in enumerate(all_places(board, nodes, options)):
        Ranks(places).as_floats(found[:, i])
    return found


def all_places(board: Units, nodes: Sequence[Node], options: RankOptions) -> List[Any]:
    """The places of all units on each node, as records of numpy."""
    numpy = numpy_for("ranks of all criteria")
    shared, count = board._ranked(options), len(board)
    if shared is None:
        raise error_of(Status.E_STATE, NOT_SCORED)
    places = board._places_on(shared, [node.id for node in nodes])
    return list(numpy_records(numpy, places, count * len(nodes)).reshape(len(nodes), count))


def _put_floats(
    numpy: Any, board: Units, nodes: Sequence[Node], matrices: Mapping[str, Any]
) -> None:
    """Puts figures of nodes for all units into matrices of doubles. What C gives becomes doubles
    where it lies: memory that was not touched before costs more than all else.
    """
    places = {name: matrix.view(numpy.int64) for name, matrix in matrices.items()}
    board._copy_results([node.id for node in nodes], places)
    for name, matrix in matrices.items():
        for i in range(len(nodes)):
            Millionths(places[name][:, i]).as_floats(matrix[:, i])


_ABOUT = ("achieved", "max", "percent")


def board_frame(board: "Cells", nodes: Sequence[Node], numbers: str) -> Any:
    """What :meth:`Board.to_pandas` gives."""
    pandas = pandas_for("to_pandas()")
    check_numbers(numbers)
    numpy, count, root = numpy_for("to_pandas()"), len(board), board._tree.root
    codes, names = board._text_columns(numpy)
    blocks, ranked = board._blocks_and_ranked(numpy)
    index, places = pandas.Index(codes, name="unit"), board._all_places(board._ranking(root.id))
    ranks = Ranks(numpy_records(numpy, places, count))
    about: Dict[Any, Any] = {"name": names, "block": blocks, "ranked": ranked}
    named = {node.code: node for node in nodes}
    headings = [*_ABOUT, "rank", *named]
    if numbers == "decimal" or len(set(headings) | set(about)) < len(headings) + len(about):
        about.update(_millionths(numpy, board, [root], _ABOUT)[0], rank=ranks)
        points = {code: Millionths(board.points(node)) for code, node in named.items()}
        return frame_of({**about, **points}, numbers, index)
    # One array for all, which pandas takes as it is.
    floats = numpy.empty((count, len(headings)), dtype=numpy.float64, order="F")
    columns = {name: floats[:, i] for i, name in enumerate(headings)}
    _put_floats(numpy, board, [root], {name: floats[:, i : i + 1] for i, name in enumerate(_ABOUT)})
    ranks.as_floats(columns["rank"])
    for code, node in named.items():
        Millionths(board.points(node)).as_floats(columns[code])
    frame = pandas.DataFrame(floats, index=index, columns=headings, copy=False)
    for i, (name, values) in enumerate(about.items()):
        frame.insert(i, name, values)
    return frame


def _millionths(
    numpy: Any, board: Units, nodes: Sequence[Node], figures: Sequence[str]
) -> List[Dict[Any, Any]]:
    """Figures of nodes for all units, as columns of a frame: those of each node."""
    results = board._results(numpy, [node.id for node in nodes], figures)
    exact = ("achieved", "max")
    digits = {name: None if name in exact else board._digits for name in figures}
    return [
        {name: Millionths(results[name][:, i], digits[name]) for name in figures}
        for i in range(len(nodes))
    ]


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
    nodes, wanted = list(dict.fromkeys(nodes)), list(dict.fromkeys(wanted))
    places = all_places(board, nodes, options) if "rank" in wanted else []
    plain = [figure for figure in wanted if figure != "rank"]
    index = pandas.Index(numpy.array(board.units(), dtype=object), name="unit")
    names = [(node.code, figure) for node in nodes for figure in wanted]
    headings = pandas.MultiIndex.from_tuples(names, names=["criterion", "figure"])
    if numbers == "float":
        floats = numpy.empty((len(board), len(names)), dtype=numpy.float64, order="F")
        matrices = {figure: floats[:, i :: len(wanted)] for i, figure in enumerate(wanted)}
        _put_floats(numpy, board, nodes, {figure: matrices[figure] for figure in plain})
        for i, ranks_there in enumerate(places):
            Ranks(ranks_there).as_floats(matrices["rank"][:, i])
        return pandas.DataFrame(floats, index=index, columns=headings, copy=False)
    columns: Dict[Any, Any] = {}
    for i, found in enumerate(_millionths(numpy, board, nodes, plain)):
        own = {**found, "rank": Ranks(places[i])} if places else found
        columns.update(((nodes[i].code, figure), own[figure]) for figure in wanted)
    frame = frame_of(columns, numbers, index)
    frame.columns = headings
    return frame
