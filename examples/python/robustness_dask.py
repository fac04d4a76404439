"""Draws a board 1 000 000 times in parts, with Dask: what was counted is, to the byte, what one
process counts in one piece.

    python3 examples/python/robustness_dask.py [--draws N] [--weights P]

Each part draws so many from a number on (`from:N`) and sends what it counted as bytes, which are
merged as a tree. Exit status: 0 when the bytes are the same, else 1. Needs Dask's distributed
(Debian: python3-distributed).
"""

import argparse
import pathlib
import sys
import time

import chiso
from local_cluster import merge_as_tree, two_workers

DATA = pathlib.Path(__file__).resolve().parent.parent / "data" / "pci"
PARTS = 20


def whole(number):
    """A whole number with a space between thousands."""
    return f"{number:,}".replace(",", " ")


def board():
    """The provinces of 2021."""
    tree = chiso.Tree.read_csv(DATA / "criteria.csv")
    return chiso.Board.read_csv(tree, DATA / "points-2021.csv").score()


def draw(first, draws, what):
    """What so many draws from a number on count, as bytes."""
    return board().robustness(f"{draws},from:{first},{what}", overall=True).to_bytes()


def merge(states, what):
    """The counts of several parts together."""
    provinces = board()
    parts = [provinces.robustness(f"1,{what}", overall=True, data=state) for state in states]
    together = parts[0]
    for part in parts[1:]:
        together += part
    return together.to_bytes()


def drawn_by_cluster(bounds, what):
    """What all draws count, by two workers."""
    with two_workers() as client:
        start = time.perf_counter()
        states = [
            client.submit(draw, first, end - first, what) for first, end in zip(bounds, bounds[1:])
        ]
        merged = merge_as_tree(client, Merge(what), states).result()
        print(f"two workers:  {time.perf_counter() - start:.2f} s, {whole(len(merged))} bytes")
        return merged


class Merge:
    """merge() with what is drawn, for a worker."""

    def __init__(self, what):
        self.what = what

    def __call__(self, states):
        return merge(states, self.what)


def drawn_alone(draws, what):
    """The same in one piece."""
    start = time.perf_counter()
    state = draw(0, draws, what)
    print(f"one process:  {time.perf_counter() - start:.2f} s")
    return state


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=1_000_000, help="how many draws there are")
    parser.add_argument("--weights", default="25%", help="how far weights vary")
    options = parser.parse_args()
    if options.draws < PARTS:
        parser.error(f"there must be at least {PARTS} draws: one a part")
    what = f"weights:{options.weights}"
    print(f"{whole(options.draws)} draws of {len(board())} provinces, in {PARTS} parts")
    merged = drawn_by_cluster([options.draws * i // PARTS for i in range(PARTS + 1)], what)
    if merged != drawn_alone(options.draws, what):
        sys.exit("the bytes differ")
    found = board().robustness(f"1,{what}", overall=True, data=merged)
    print(f"the bytes are the same: {whole(found.draws)} draws, {found.steady} steady ranks")


if __name__ == "__main__":
    main()
