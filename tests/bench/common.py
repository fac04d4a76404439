"""What the rows of the benchmark share: the program that times chiso, timing both sides in turn,
and the data of both.
"""

import math
import re
import statistics
import subprocess
import time
from pathlib import Path

import numpy as np

FIELDS = 8
CRITERIA = FIELDS * 5
LEAVES = CRITERIA * 3

#: Of which criterion each leaf is, and of which field each criterion.
CRITERION_OF_LEAF = np.arange(LEAVES) // 3
FIELD_OF_CRITERION = np.arange(CRITERIA) // 5

#: A decimal counts millionths, so a hundredth is 10 000 of them.
STEP = 10_000
#: What stands for a missing cell.
MISSING = -(2**63)


class Seconds(float):
    """Seconds by the wall's clock, and beside them those that the processor worked for it."""

    def __new__(cls, wall, processor):
        seconds = super().__new__(cls, wall)
        seconds.processor = processor
        return seconds

    def __truediv__(self, times):
        return Seconds(float(self) / times, self.processor / times)


class Child:
    """The program chiso_bench: runs a command a line, answers with the seconds that it took."""

    def __init__(self, program, row):
        self.process = subprocess.Popen(
            [program, row], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def ask_text(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            raise SystemExit(
                f"bench.py: chiso_bench failed at: {' '.join(str(word) for word in words)}"
            )
        return answer

    def ask(self, *words):
        seconds, share = (float(word) for word in self.ask_text(*words).split())
        return Seconds(seconds, seconds * share)


class Line:
    """One line of the table: what was measured on both sides, round by round, and the mark to
    reach.
    """

    #: Whether ratios are those of the processor's time: where others use the machine.
    by_processor = False

    def __init__(self, work, peer, pairs, mark="", slower=False, things=0):
        """things: how many there are of what a mark in nanoseconds a thing speaks of."""
        self.work = work
        self.peer = peer
        self.mark = mark
        self.things = things
        self.slower = slower
        self.ours = Seconds(*middle_of([ours for ours, _ in pairs]))
        self.theirs = Seconds(*middle_of([theirs for _, theirs in pairs]))
        if self.by_processor:
            pairs = [(ours.processor, theirs.processor) for ours, theirs in pairs]
        self.ratios = sorted(ours / theirs if slower else theirs / ours for ours, theirs in pairs)

    def is_missed(self):
        """Whether the mark is a number that was not reached."""
        ratio = statistics.median(self.ratios)
        number = re.search(r"[\d.]+", self.mark)
        limit = float(number[0]) if number else 1
        if re.match(r"[\d.]+ ns a ", self.mark):
            return self.ours.processor * 1e9 > limit * self.things
        if self.mark.endswith("ms each"):
            return self.ours.processor * 1e3 > limit
        if "under" in self.mark:
            return self.ours.processor * 1e6 > limit
        if "as long" in self.mark:
            return ratio > limit
        return "fast" in self.mark and ratio < limit

    def cells(self):
        as_long = "as long" if self.slower else "as fast"
        ratio = f"{figure(statistics.median(self.ratios))} × {as_long}"
        spread = f"{figure(self.ratios[0])} to {figure(self.ratios[-1])}"
        return [
            self.work,
            self.peer,
            duration(self.ours),
            duration(self.ours.processor),
            duration(self.theirs),
            duration(self.theirs.processor),
            ratio,
            spread,
            f"{self.mark}: missed" if self.is_missed() else self.mark,
        ]


def middle_of(times):
    """The median of both kinds of seconds."""
    return statistics.median(times), statistics.median(each.processor for each in times)


def seconds_of(function):
    """The seconds that a call takes. What it returns is freed after the clock has stopped, as on
    chiso's side.
    """
    wall, processor = time.perf_counter(), time.process_time()
    result = function()
    seconds = Seconds(time.perf_counter() - wall, time.process_time() - processor)
    del result
    return seconds


def in_turn(ours, theirs, rounds):
    """Pairs of seconds, one side directly after the other: what slows the machine down for a while
    slows both.
    """
    pairs = []
    for turn in range(rounds + 1):
        pair = (ours(), theirs())
        if turn > 0:  # the first is the warm-up
            pairs.append(pair)
    return pairs


def mix(numbers):
    """The bits that chiso_bench makes of the same numbers: splitmix64."""
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


#: The cells of the period before are those of units so much further on.
SHIFT = 1_000_003


def leaf_cells(leaf, units, first=0):
    """The cells of a leaf as decimals, the same that chiso_bench makes: hundredths from 0 to the
    leaf's max. The units are those from a number on.
    """
    numbers = (np.arange(units, dtype=np.uint64) + np.uint64(first)) * np.uint64(
        LEAVES
    ) + np.uint64(leaf)
    steps = 25 * (1 + leaf % 5) + 1
    return (mix(numbers) % np.uint64(steps)).astype(np.int64) * STEP


def all_cells(units, first=0):
    """The cells of all leaves: a row a leaf."""
    cells = np.empty((LEAVES, units), dtype=np.int64)
    for leaf in range(LEAVES):
        cells[leaf] = leaf_cells(leaf, units, first)
    return cells


def codes():
    """The codes of fields, criteria and leaves."""
    fields = [f"{field + 1}" for field in range(FIELDS)]
    criteria = [f"{i // 5 + 1}.{i % 5 + 1}" for i in range(CRITERIA)]
    leaves = [f"{criteria[i // 3]}.{i % 3 + 1}" for i in range(LEAVES)]
    return fields, criteria, leaves


def require_same(what, ours, theirs):
    """Ends the run where the two sides disagree: then there is nothing to compare the times of."""
    if ours.shape != theirs.shape or not np.array_equal(ours, theirs):
        raise SystemExit(f"bench.py: the two sides disagree: {what}")


def from_file(path, dtype):
    """What chiso_bench wrote; the file is removed."""
    array = np.fromfile(path, dtype=dtype)
    Path(path).unlink()
    return array


def whole(number):
    """A whole number with a space between thousands."""
    return f"{number:,}".replace(",", " ")


def figure(number):
    """A number with three significant digits, none of them behind an exponent."""
    decimals = 2 if number == 0 else max(0, 2 - math.floor(math.log10(abs(number))))
    return f"{number:.{min(decimals, 4)}f}"


def duration(seconds):
    """Seconds in the unit that reads best."""
    if seconds < 1e-3:
        return f"{figure(seconds * 1e6)} µs"
    if seconds < 1:
        return f"{figure(seconds * 1e3)} ms"
    return f"{figure(seconds)} s"
