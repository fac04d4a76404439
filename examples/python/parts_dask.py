"""Reads a large points file in parts, as threads of Dask, and joins them into one board: what comes
out is what one reading gives.

    python3 examples/python/parts_dask.py CRITERIA POINTS [--parts N]

Each part is some of the lines, with the heading in front, and is read into a board over the same
tree. The threads share the process, so that boards travel as they are; reading holds no lock of
Python's. Prints the first units and how long both ways took. Exit status: 0 when both boards are
the same, else 1. Needs Dask (Debian: python3-dask).
"""

import argparse
import pathlib
import sys
import time

import chiso
import dask

SHOWN = 5


def parts_of(text, count):
    """The heading, and the lines below it in so many pieces that end where lines do."""
    start = 0
    while text.startswith(b"#", start):  # notes above it
        start = text.index(b"\n", start) + 1
    heading = text.index(b"\n", start) + 1
    bounds = [heading]
    for part in range(1, count):
        end = text.find(b"\n", heading + (len(text) - heading) * part // count)
        bounds.append(max(bounds[-1], len(text) if end < 0 else end + 1))
    bounds.append(len(text))
    for start, end in zip(bounds, bounds[1:]):
        if end > start:
            yield text[:heading] + text[start:end]


def read_in_parts(tree, text, count):
    """One board of boards that threads have read."""
    read = [dask.delayed(chiso.Board.from_csv)(tree, part) for part in parts_of(text, count)]
    return chiso.Board.join(dask.compute(*read, scheduler="threads", num_workers=count))


def timed(what, function, *arguments):
    start = time.perf_counter()
    result = function(*arguments)
    print(f"{what:<13} {time.perf_counter() - start:.2f} s")
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("criteria", type=pathlib.Path)
    parser.add_argument("points", type=pathlib.Path, help="the wide layout: a unit a line")
    parser.add_argument("--parts", type=int, default=2, help="as many threads")
    options = parser.parse_args()
    tree = chiso.Tree.from_csv(options.criteria.read_text(encoding="utf-8"))
    text = options.points.read_bytes()
    joined = timed(f"{options.parts} threads:", read_in_parts, tree, text, options.parts)
    alone = timed("one reading:", chiso.Board.from_csv, tree, text)
    if joined.to_csv() != alone.to_csv():
        sys.exit("the boards differ")
    for place in joined.score().ranking().head(SHOWN):
        print(f"{place.rank:>5}  {place.unit}")


if __name__ == "__main__":
    main()
