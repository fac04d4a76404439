"""Counts a survey of 20 000 000 answers in parts, with Dask: the result is that of one process, to
the last byte, also when a worker dies on the way.

    python3 examples/python/survey_dask.py [--answers N] [--kill]

Each part is counted into a tally of its own. Tallies travel as bytes and are merged as a tree; what
was lost with a worker is counted again. Exit status: 0 when the bytes are the same, else 1. Needs
numpy and Dask's distributed (Debian: python3-numpy python3-distributed).
"""

import argparse
import collections
import os
import signal
import sys
import time

import chiso
import numpy
from distributed import wait
from local_cluster import merge_as_tree, two_workers

UNITS = [f"u{i}" for i in range(63)]
QUESTIONS = {f"q{i}": 5 for i in range(40)}
PARTS = 40


def whole(number):
    """A whole number with a space between thousands."""
    return f"{number:,}".replace(",", " ")


def count(part, answers):
    """The tally of a part, as bytes. The answers are made up, and always the same for the same
    part; one in some 50 is left blank.
    """
    random = numpy.random.default_rng([2024, part])
    units = random.integers(len(UNITS), size=answers, dtype=numpy.uint32)
    questions = random.integers(len(QUESTIONS), size=answers, dtype=numpy.uint16)
    options = random.integers(250, size=answers, dtype=numpy.uint8)
    options = numpy.where(options < 245, options % 5, chiso.NO_ANSWER).astype(numpy.uint8)
    tally = chiso.Tally(UNITS, QUESTIONS)
    tally.add_answers(units, questions, options)
    return tally.to_bytes()


def merge(states):
    """The tally of several parts, as bytes."""
    return sum(map(chiso.Tally.from_bytes, states)).to_bytes()


def kill_a_worker(client, parts):
    """Kills the worker that holds the most parts, once a third of them are counted. Gives its
    process.
    """
    while sum(part.done() for part in parts) < PARTS // 3:
        time.sleep(0.005)
    processes = client.run(os.getpid)
    held = collections.Counter(
        worker for workers in client.who_has(parts).values() for worker in workers
    )
    worker, lost = held.most_common(1)[0]
    os.kill(processes[worker], signal.SIGKILL)
    print(
        f"killed the worker of process {processes[worker]}; "
        f"{lost} of {PARTS} parts are lost with it, and will be counted again"
    )
    return processes[worker]


def count_by_cluster(sizes, kill):
    """The whole tally as bytes, counted by two workers."""
    with two_workers() as client:
        start = time.perf_counter()
        parts = client.map(count, range(PARTS), sizes)
        killed = kill_a_worker(client, parts) if kill else None
        state = merge_as_tree(client, merge, parts).result()
        print(f"two workers:  {time.perf_counter() - start:.2f} s")
        if kill:
            wait(parts)
            client.wait_for_workers(2)
            there = set(client.run(os.getpid).values())
            if killed in there or len(there) != 2:
                sys.exit("the worker that was killed is still there, or was not replaced")
            print("another worker took its place")
        return state


def count_alone(sizes):
    """The same by one tally in this process."""
    start = time.perf_counter()
    tally = chiso.Tally(UNITS, QUESTIONS)
    for part, answers in enumerate(sizes):
        tally += chiso.Tally.from_bytes(count(part, answers))
    print(f"one process:  {time.perf_counter() - start:.2f} s")
    return tally.to_bytes()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--answers", type=int, default=20_000_000, help="how many answers there are"
    )
    parser.add_argument("--kill", action="store_true", help="kill one of the workers in the middle")
    options = parser.parse_args()
    if options.answers < 1:
        parser.error("there must be answers")
    sizes = [
        options.answers * (i + 1) // PARTS - options.answers * i // PARTS for i in range(PARTS)
    ]
    print(
        f"{whole(options.answers)} answers about {len(UNITS)} units, {len(QUESTIONS)} questions, "
        f"in {PARTS} parts"
    )
    by_cluster = count_by_cluster(sizes, options.kill)
    alone = count_alone(sizes)
    tally = chiso.Tally.from_bytes(by_cluster)
    mean = f"their mean is {tally.mean()}" if tally.total else "there is none"
    print(f"{whole(tally.total)} answers counted, the others are blank; {mean}")
    if by_cluster != alone:
        sys.exit("the two results differ")
    print(f"the two results are the same {whole(len(alone))} bytes")


if __name__ == "__main__":
    main()
