"""The Python package: against the same work as a C program, and against the pandas that it
replaces.
"""

import importlib
import os
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

from common import (
    LEAVES,
    Child,
    Line,
    all_cells,
    codes,
    from_file,
    in_turn,
    leaf_cells,
    require_same,
    seconds_of,
    whole,
)

UNITS = 1_000_000
ROWS = 1_000_000
CALLS = 20_000


def package(program):
    """The package of the sources, with the library that the program was built with."""
    os.environ["CHISO_LIBRARY"] = str(Path(program).resolve().parents[2] / "lib" / "libchiso.so.0")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bindings" / "python" / "src"))
    return importlib.import_module("chiso")


def tree_of(chiso):
    """The tree of chiso_bench."""
    fields, criteria, leaves = codes()
    tree = chiso.Tree()
    for code in fields + criteria:
        tree.add(code, code)
    for i, code in enumerate(leaves):
        tree.add(code, code, Decimal(25 * (1 + i % 5)) / 100)
    return tree.check()


def numpy_whole(board, leaves, columns):
    for leaf, column in zip(leaves, columns):
        board.set_column(leaf, column, millionths=True)
    return board.score().ranking()


def whole_from_matrix(chiso, tree, names, matrix):
    board = chiso.Board(tree).add_units(names).set_columns(matrix, millionths=True).score()
    board.ranking()
    return board


def compare_whole(chiso, tree, child, units, folder, rounds):
    """Columns in, scored and ranked: from arrays of numpy, and from C's own."""
    board = chiso.Board(tree).add_units([str(i) for i in range(units)])
    child.ask("setup", units)
    leaves, columns = tree.leaves, all_cells(units)
    numpy_whole(board, leaves, columns)
    child.ask("points", ".", folder / "points")
    require_same(
        "the points of the root", board.points(copy=True), from_file(folder / "points", np.int64)
    )
    work = f"columns in, scored, ranked: {whole(units)} units × {LEAVES} leaves"
    pairs = in_turn(
        lambda: seconds_of(lambda: numpy_whole(board, leaves, columns)),
        lambda: child.ask("whole"),
        rounds,
    )
    yield Line(
        f"Python, {work}",
        "the same calls in a C program",
        pairs,
        "at most 1.3 × as long",
        slower=True,
    )
    # A matrix of the same memory: all of it or nothing, so that a board which holds cells has it
    # tried first.
    matrix = columns.T
    pairs = in_turn(
        lambda: seconds_of(lambda: board.set_columns(matrix, millionths=True).score().ranking()),
        lambda: child.ask("whole"),
        rounds,
    )
    yield Line(
        f"Python, {work}, as one matrix that is tried first",
        "the same calls in a C program, not tried",
        pairs,
        slower=True,
    )
    del board
    names = [f"u{i}" for i in range(units)]
    pairs = in_turn(
        lambda: seconds_of(lambda: whole_from_matrix(chiso, tree, names, matrix)),
        lambda: child.ask("fresh"),
        rounds,
    )
    yield Line(
        f"Python, a new board and its units, {work}",
        "the same calls in a C program, of one unit each",
        pairs,
        slower=True,
    )
    floats = matrix / 1_000_000
    board = whole_from_matrix(chiso, tree, names, matrix)
    pairs = in_turn(
        lambda: seconds_of(lambda: board.set_columns(floats).score().ranking()),
        lambda: child.ask("whole"),
        rounds,
    )
    yield Line(
        f"Python, {work}, as one matrix of float64",
        "the same calls in a C program, of decimals",
        pairs,
        slower=True,
    )


def compare_frame(chiso, tree, rows, rounds):
    """A long frame into a board, and pandas' pivot of it. Units and criteria are text that nobody
    has hashed yet.
    """
    leaves = codes()[2]
    units = -(-rows // LEAVES)
    cells = all_cells(units).T.reshape(-1)[:rows]
    ordered = pd.DataFrame(
        {
            "unit": np.repeat([f"u{i}" for i in range(units)], LEAVES)[:rows],
            "criterion": np.tile(leaves, units)[:rows],
        }
    )
    ordered["value"] = cells / 1_000_000
    for name, frame in (
        ("in any order", ordered.sample(frac=1, random_state=1).reset_index(drop=True)),
        ("sorted by unit", ordered),
    ):
        board = chiso.Board.from_pandas(tree, frame)
        pivot = frame.pivot(index="unit", columns="criterion", values="value")
        # As inputs, so that what is missing at the end of the frame counts on neither side.
        sums = pivot.loc[board.units()].fillna(0).to_numpy().sum(axis=1)
        require_same("the sums of the units", board.score().points() / 1_000_000, np.round(sums, 6))
        work = f"Python, a DataFrame of {whole(rows)} long rows into a board, {name}"
        ours = lambda: seconds_of(lambda: chiso.Board.from_pandas(tree, frame))
        theirs = lambda: seconds_of(
            lambda: frame.pivot(index="unit", columns="criterion", values="value")
        )
        yield Line(work, "pandas pivot (no checks)", in_turn(ours, theirs, rounds), "faster")


def compare_columns(chiso, tree, units, rounds):
    """A wide frame in, of numbers and with one column of text among them; and a frame of floats
    out, against the columns that it is made of.
    """
    leaves = codes()[2]
    columns = {leaf: column / 1_000_000 for leaf, column in zip(leaves, all_cells(units))}
    numbers = pd.DataFrame({"unit": [f"u{i}" for i in range(units)], **columns})
    text = numbers.assign(**{leaves[0]: numbers[leaves[0]].map(str)})
    board = chiso.Board.from_pandas(tree, text).score()
    plain = chiso.Board.from_pandas(tree, numbers).score()
    require_same("the points of the root", board.points(copy=True), plain.points(copy=True))
    pairs = in_turn(
        lambda: seconds_of(lambda: chiso.Board.from_pandas(tree, text)),
        lambda: seconds_of(lambda: chiso.Board.from_pandas(tree, numbers)),
        rounds,
    )
    work = f"Python, a DataFrame of {whole(units)} units × {LEAVES} leaves"
    yield Line(f"{work} with one column of text", "the same without", pairs, slower=True)
    nodes = [node.code for node in tree]

    def columns_of_numpy():
        return pd.DataFrame({code: plain.points(code) / 1_000_000 for code in nodes})

    frame = plain.to_pandas(numbers="float")
    require_same("the columns", frame[nodes].to_numpy(), columns_of_numpy().to_numpy())
    pairs = in_turn(
        lambda: seconds_of(lambda: plain.to_pandas(numbers="float")),
        lambda: seconds_of(columns_of_numpy),
        rounds,
    )
    work = f"Python, a frame of {whole(units)} units × {len(nodes)} criteria, of floats"
    yield Line(work, "the same columns by numpy", pairs, "at most 5 × as long", slower=True)


def compare_narrow(chiso, units, rounds):
    """A frame of floats out of a board of many units and few criteria, where texts count: against
    pandas that is given the same columns and texts, and against the points alone.
    """
    tree = chiso.Tree()
    for number in range(1, 6):
        tree.add(str(number), max=Decimal(100))
    names = [f"u{i}" for i in range(units)]
    matrix = np.stack([leaf_cells(leaf, units) for leaf in range(5)]).T
    board = chiso.Board(tree).add_units(names).set_columns(matrix, millionths=True).score()
    frame = board.to_pandas(numbers="float")
    nodes, given = [node.code for node in tree], {name: frame[name].to_numpy() for name in frame}

    def same_frame():
        return pd.DataFrame({name: column.copy() for name, column in given.items()}, index=names)

    def points_alone():
        return pd.DataFrame({code: board.points(code) / 1_000_000 for code in nodes})

    require_same("the points", frame[nodes].to_numpy(), points_alone().to_numpy())
    del frame
    work = f"Python, a frame of {whole(units)} units × 5 criteria, of floats"
    for peer, theirs, mark in (
        ("pandas, of columns and texts that are there", same_frame, ""),
        ("the points alone by numpy, without codes", points_alone, "at most 5 × as long"),
    ):
        kept = []

        def seconds(function):
            return seconds_of(lambda: kept.append(function()))

        ours = lambda: seconds(lambda: board.to_pandas(numbers="float"))
        yield Line(work, peer, in_turn(ours, lambda: seconds(theirs), rounds), mark, slower=True)


class Plain:
    """An object of Python with one attribute."""

    def __init__(self, percent):
        self.percent = percent


def same(handle, number):
    return number == 0


def compare_calls(chiso, tree, rounds):
    """One figure read, again and again; and one call of C, against what Python itself takes for the
    same shape.
    """
    board = chiso.Board(tree).add_units(["a", "b"]).score()
    frame = board.to_pandas(numbers="float")
    unit = board["a"]
    plain = {code: Plain(board[code].percent) for code in "ab"}
    handle, call = board._c, importlib.import_module("chiso.c").lib.chiso_unit_is_ranked

    def repeated(function):
        def repeat():
            for _ in range(CALLS):
                function()

        return seconds_of(repeat) / CALLS

    def line(work, peer, ours, theirs, slower=False):
        return Line(
            f"Python, {work}",
            peer,
            in_turn(lambda: repeated(ours), lambda: repeated(theirs), rounds),
            slower=slower,
        )

    yield line(
        "one percent read",
        "pandas, frame.at[unit, column]",
        lambda: unit.percent,
        lambda: frame.at["a", "percent"],
    )
    yield line(
        'board["a"].percent',
        "an attribute in a dict of objects",
        lambda: board["a"].percent,
        lambda: plain["a"].percent,
        True,
    )
    yield line(
        "a call of C as it is",
        "a call of a Python function",
        lambda: call(handle, 0),
        lambda: same(handle, 0),
        True,
    )


def run(program, folder, rounds, scale):
    chiso = package(program)
    tree = tree_of(chiso)
    with Child(program, "python") as child:
        yield from compare_whole(chiso, tree, child, UNITS // scale, folder, rounds)
    yield from compare_frame(chiso, tree, ROWS // scale, rounds)
    yield from compare_columns(chiso, tree, UNITS // 100 // scale, rounds)
    yield from compare_narrow(chiso, UNITS // 10 // scale, rounds)
    yield from compare_calls(chiso, tree, rounds)
