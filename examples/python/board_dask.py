"""Scores 2 000 000 units in parts, with Dask, and ranks each among all: the ranks are those of one
board that holds them all.

    python3 examples/python/board_dask.py [--units N]

Each part is a board of its own. What travels is small: how many units of the part have which
points, in order. Such counts are merged as a tree, and with those of all units each part works out
the ranks of its own. Every unit here has the same max, so that points rank as percents do. Exit
status: 0 when the ranks are the same, else 1. Needs numpy and Dask's distributed (Debian:
python3-numpy python3-distributed).
"""

import argparse
import pathlib
import sys
import time

import chiso
import numpy
from local_cluster import merge_as_tree, two_workers

CRITERIA = pathlib.Path(__file__).resolve().parent.parent / "data" / "par" / "criteria-2948.csv"
PARTS = 20
HUNDREDTH = 10_000  # millionths


def whole(number):
    """A whole number with a space between thousands."""
    return f"{number:,}".replace(",", " ")


def cells(tree, first, units):
    """A column a leaf, in millionths, of the units from a number on. They are made up, and always
    the same for the same unit.
    """
    numbers = numpy.arange(first, first + units, dtype=numpy.uint64)
    for place, leaf in enumerate(tree.leaves):
        bits = (
            (numbers + numpy.uint64(place + 1))
            * numpy.uint64(0x9E3779B97F4A7C15)
            * (numbers | numpy.uint64(1))
        )
        steps = int(leaf.max * 100) + 1
        yield leaf, ((bits >> numpy.uint64(40)) % numpy.uint64(steps)).astype(
            numpy.int64
        ) * HUNDREDTH


def board_of(tree_text, first, units):
    """The scored board of the units from a number on."""
    tree = chiso.Tree.from_csv(tree_text)
    board = chiso.Board(tree).add_units([f"u{i}" for i in range(first, first + units)])
    for leaf, column in cells(tree, first, units):
        board.set_column(leaf, column, millionths=True)
    return board.score()


def score(tree_text, first, units):
    """The points of a part's units, as bytes."""
    return board_of(tree_text, first, units).points().astype("<i8").tobytes()


def count(points):
    """How many units have which points: a row of points from the lowest on, and a row of numbers,
    as bytes.
    """
    return (
        numpy.stack(numpy.unique(numpy.frombuffer(points, "<i8"), return_counts=True))
        .astype("<i8")
        .tobytes()
    )


def merge(states):
    """The counts of several parts together."""
    points, numbers = numpy.concatenate(
        [numpy.frombuffer(state, "<i8").reshape(2, -1) for state in states], axis=1
    )
    values, places = numpy.unique(points, return_inverse=True)
    together = numpy.zeros(len(values), dtype="<i8")
    numpy.add.at(together, places, numbers)
    return numpy.stack([values, together]).astype("<i8").tobytes()


def rank(points, counts):
    """The competition ranks of a part's units: one more than how many units, of all, have more
    points.
    """
    values, numbers = numpy.frombuffer(counts, "<i8").reshape(2, -1)
    above = numbers.sum() - numpy.cumsum(numbers)
    return (
        (1 + above[numpy.searchsorted(values, numpy.frombuffer(points, "<i8"))])
        .astype("<u4")
        .tobytes()
    )


def ranks_by_cluster(tree_text, bounds):
    """The ranks of all units, worked out by two workers."""
    with two_workers() as client:
        start = time.perf_counter()
        points = [
            client.submit(score, tree_text, first, end - first)
            for first, end in zip(bounds, bounds[1:])
        ]
        counts = merge_as_tree(client, merge, client.map(count, points))
        ranks = client.gather([client.submit(rank, part, counts) for part in points])
        size = len(counts.result())
        print(
            f"two workers:  {time.perf_counter() - start:.2f} s, and {whole(size)} bytes of counts"
        )
        return numpy.frombuffer(b"".join(ranks), "<u4")


def ranks_alone(tree_text, units):
    """The same from one board."""
    start = time.perf_counter()
    places = board_of(tree_text, 0, units).ranking().places()
    ranks = numpy.fromiter((place.rank for place in places), "<u4", units)
    print(f"one process:  {time.perf_counter() - start:.2f} s")
    return ranks


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=2_000_000, help="how many units there are")
    options = parser.parse_args()
    if options.units < PARTS:
        parser.error(f"there must be at least {PARTS} units: one a part")
    tree_text = CRITERIA.read_text(encoding="utf-8")
    print(
        f"{whole(options.units)} units × {len(chiso.Tree.from_csv(tree_text).leaves)} criteria, "
        f"in {PARTS} parts"
    )
    by_cluster = ranks_by_cluster(tree_text, [options.units * i // PARTS for i in range(PARTS + 1)])
    alone = ranks_alone(tree_text, options.units)
    if not numpy.array_equal(by_cluster, alone):
        sys.exit(f"the ranks differ, the first at unit u{(by_cluster != alone).argmax()}")
    print(
        f"the ranks are the same: from {alone.min()} to {whole(alone.max())}, "
        f"{whole(len(numpy.unique(alone)))} different ones"
    )


if __name__ == "__main__":
    main()
