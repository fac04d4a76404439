"""Tallies: very many answers counted by unit, question and option."""

import numpy as np

from common import Child, Line, from_file, in_turn, mix, require_same, seconds_of, whole

ANSWERS = 10_000_000
UNITS = 63
QUESTIONS = 40
OPTIONS = 5
COUNTERS = UNITS * QUESTIONS * OPTIONS
#: Answers at a time whose arrays stay in the cache: the best of the powers of two from 2^12 to
#: 2^20.
BLOCK = 1 << 17


def all_answers(count):
    """The answers that chiso_bench makes, in arrays of the same types."""
    bits = mix(np.arange(count, dtype=np.uint64))
    units = (bits % np.uint64(UNITS)).astype(np.uint32)
    questions = ((bits >> np.uint64(20)) % np.uint64(QUESTIONS)).astype(np.uint16)
    options = ((bits >> np.uint64(40)) % np.uint64(OPTIONS)).astype(np.uint8)
    return units, questions, options


def count_at_once(units, questions, options):
    """As one writes it first: the combined index has an array as long as those of the answers."""
    bins = (units * np.uint32(QUESTIONS) + questions) * np.uint32(OPTIONS) + options
    return np.bincount(bins, minlength=COUNTERS)


def count_by_blocks(units, questions, options):
    """The quickest that was found: arrays that are used again and stay in the cache, and bits no
    wider than needed until the last.
    """
    counts = np.zeros(COUNTERS, dtype=np.int64)
    narrow = np.empty(BLOCK, dtype=np.uint32)
    wide = np.empty(BLOCK, dtype=np.int64)
    for start in range(0, len(units), BLOCK):
        end = min(start + BLOCK, len(units))
        rows = narrow[: end - start]
        bins = wide[: end - start]
        np.multiply(units[start:end], np.uint32(QUESTIONS), out=rows)
        np.add(rows, questions[start:end], out=rows)
        np.multiply(rows, np.uint32(OPTIONS), out=rows)
        np.add(rows, options[start:end], out=bins)
        counts += np.bincount(bins, minlength=COUNTERS)
    return counts


def run(program, folder, rounds, scale):
    count = ANSWERS // scale
    answers = all_answers(count)
    peers = [
        (
            "numpy bincount of a combined index",
            "at least 2 × as fast",
            lambda: count_at_once(*answers),
        ),
        (
            "numpy bincount, block by block",
            "at least 2 × as fast",
            lambda: count_by_blocks(*answers),
        ),
    ]
    with Child(program, "tally") as child:
        child.ask("setup", count)
        child.ask("count")
        path = folder / "counts"
        child.ask("counts", path)
        counts = from_file(path, np.int64)
        for peer, mark, function in peers:
            require_same(f"counts of chiso_tally_add_answers and {peer}", counts, function())
            pairs = in_turn(lambda: child.ask("count"), lambda: seconds_of(function), rounds)
            yield Line(f"tally: {whole(count)} answers, chiso_tally_add_answers", peer, pairs, mark)
