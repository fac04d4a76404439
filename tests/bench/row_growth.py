"""How what the library does grows: each work is timed at doubling sizes, and the slope of time over
size, both as logarithms, is told beside what it may be. A table of its own, of processor time;
there is no other side.
"""

import math
import statistics

from common import Child, duration, whole

#: Above n log n at these sizes by more than caches, which larger ones leave, and the clock make.
MOST = 1.4
#: A work that is quadratic by nature: so many figures come of it, or are needed for it.
MOST_SQUARE = 2.2

UNITS = (4000, 64000)
LEAVES = (500, 8000)
#: Of what takes next to nothing for each.
MANY_LEAVES = (2000, 32000)
BLOCKS = (500, 8000)

#: What is measured: the work's name in growth*.c, what it is and what grows, the sizes from and to,
#: and what the slope may be.
WORKS = [
    ("read_criteria_flat", "read criteria: leaves, flat", LEAVES, MOST),
    ("read_criteria_deep", "read criteria: levels", LEAVES, MOST),
    ("read_wide_units", "read points, wide: units", UNITS, MOST),
    ("read_wide_leaves", "read points, wide: leaves", LEAVES, MOST),
    ("read_wide_blocks", "read points, wide: blocks", BLOCKS, MOST),
    ("read_long_units", "read points, long: units", UNITS, MOST),
    ("read_long_leaves", "read points, long: leaves", LEAVES, MOST),
    ("score_units", "score: units", UNITS, MOST),
    ("score_gaps_units", "score, with gaps: units", UNITS, MOST),
    ("score_minmax_units", "score, minmax: units", UNITS, MOST),
    ("score_minmax_blocks", "score, minmax in blocks: blocks", BLOCKS, MOST),
    ("score_percentile_units", "score, percentile: units", UNITS, MOST),
    ("score_mean_units", "score, means: units", UNITS, MOST),
    ("score_flat", "score: leaves, flat", MANY_LEAVES, MOST),
    ("score_deep", "score: levels", MANY_LEAVES, MOST),
    ("score_gaps_flat", "score, with gaps: leaves, flat", LEAVES, MOST),
    ("score_gaps_deep", "score, with gaps: levels", LEAVES, MOST),
    ("score_gaps_mean_deep", "score, means with gaps: levels", LEAVES, MOST),
    ("score_harmonic_flat", "score, harmonic: leaves, flat", LEAVES, MOST),
    ("score_median_flat", "score, median: leaves, flat", LEAVES, MOST),
    ("rank_units", "rank: units", UNITS, MOST),
    ("rank_gaps_units", "rank, with gaps: units", UNITS, MOST),
    ("rank_ties_units", "rank, most of them equals: units", UNITS, MOST),
    ("rank_blocks", "rank: blocks", BLOCKS, MOST),
    ("rank_chain_units", "rank, ties broken: units", UNITS, MOST),
    ("rank_chain_length", "rank, all equal: criteria that break ties", (50, 800), MOST),
    ("rank_all_flat", "rank by all nodes: leaves", LEAVES, MOST),
    ("order_blocks", "the order of each block: blocks", BLOCKS, MOST),
    ("read_bands", "read bands: bands", (500, 8000), MOST),
    ("count_bands", "units by band: bands", (500, 8000), MOST),
    ("block_of_all", "summary of one block: units", UNITS, MOST),
    ("blocks_of_ten", "summaries of blocks: blocks", BLOCKS, MOST),
    ("quarters_of_ten", "quarters of blocks: blocks", BLOCKS, MOST),
    ("ledger_units", "ledger: units", UNITS, MOST),
    ("ledger_blocks", "ledger: blocks", BLOCKS, MOST),
    ("ledger_flat", "ledger: leaves, flat", LEAVES, MOST),
    ("ledger_deep", "ledger: levels", LEAVES, MOST),
    ("ledger_gaps_flat", "ledger, with gaps: leaves, flat", LEAVES, MOST),
    ("ledger_mean_flat", "ledger, mean: leaves, flat", LEAVES, MOST),
    ("ledger_mean_deep", "ledger, means: levels", LEAVES, MOST),
    ("ledger_geometric_flat", "ledger, geometric: leaves, flat", LEAVES, MOST),
    ("ledger_harmonic_flat", "ledger, harmonic: leaves, flat", LEAVES, MOST),
    ("ledger_median_flat", "ledger, median: leaves, flat", LEAVES, MOST),
    ("target_units", "target: units", UNITS, MOST),
    ("target_ties_units", "target, most of them equals: units", UNITS, MOST),
    ("target_chain_units", "target, ties broken: units", UNITS, MOST),
    ("target_blocks", "target: blocks", BLOCKS, MOST),
    ("target_flat", "target, all raised: leaves, flat", LEAVES, MOST),
    ("target_deep", "target, all raised: levels", LEAVES, MOST),
    ("target_mean_flat", "target, all raised, mean: leaves, flat", LEAVES, MOST),
    ("target_mean_deep", "target, all raised, means: levels", LEAVES, MOST),
    ("target_geometric_flat", "target, all raised, geometric: leaves, flat", (60, 960), MOST),
    ("target_geometric_groups", "target, all raised, geometric: leaves", (60, 960), MOST),
    # Each part of a harmonic mean is measured by the least, which a leaf that is raised changes.
    ("target_harmonic_flat", "target, all raised, harmonic: leaves, flat", (60, 960), MOST_SQUARE),
    ("target_min_flat", "target, all raised, min: leaves, flat", (60, 960), MOST_SQUARE),
    ("target_max_flat", "target, one raised, max: leaves, flat", (60, 960), MOST),
    ("target_median_flat", "target, half raised, median: leaves, flat", (60, 960), MOST_SQUARE),
    ("explain_flat", "explain: leaves, flat", LEAVES, MOST),
    ("explain_deep", "explain: levels", LEAVES, MOST),
    ("explain_mean_flat", "explain, mean: leaves, flat", LEAVES, MOST),
    ("compare_units", "compare: units", UNITS, MOST),
    ("compare_leaves", "compare: leaves", LEAVES, MOST),
    ("compare_merged_units", "compare, all became one: units", UNITS, MOST),
    ("compare_blocks", "changes of blocks: blocks", BLOCKS, MOST),
    ("bridge_flat", "bridge: leaves, flat", LEAVES, MOST),
    ("bridge_deep", "bridge: levels", LEAVES, MOST),
    ("what_if_units", "what if, and the rank: units", UNITS, MOST),
    ("what_if_flat", "what if, and the rank: leaves, flat", LEAVES, MOST),
    ("what_if_deep", "what if, and the rank: levels", LEAVES, MOST),
    ("audit_units", "audit: units", UNITS, MOST),
    ("audit_leaves", "audit: leaves", LEAVES, MOST),
    ("json_units", "JSON: units", UNITS, MOST),
    ("json_flat", "JSON: leaves, flat", LEAVES, MOST),
    ("json_deep", "JSON: levels", LEAVES, MOST),
    ("json_blocks", "JSON: blocks", BLOCKS, MOST),
    ("csv_units", "CSV: units", UNITS, MOST),
    ("csv_flat", "CSV: leaves, flat", LEAVES, MOST),
    ("weights_flat", "effective weights: leaves, flat", LEAVES, MOST),
    ("weights_deep", "effective weights: levels", LEAVES, MOST),
    ("correlation_units", "correlation: units", UNITS, MOST),
    ("correlation_leaves", "correlation, each with each: leaves", (60, 960), MOST_SQUARE),
]


def sizes_between(first, last):
    while first <= last:
        yield first
        first *= 2


def slope(points):
    """The least squares line through logarithms."""
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points]
    middle = statistics.fmean(x for x, _ in logs)
    return sum((x - middle) * y for x, y in logs) / sum((x - middle) ** 2 for x, _ in logs)


def measure(child, name, sizes, rounds):
    """The least time of each size, in seconds: what others do on the machine only adds to it."""
    points = []
    for size in sizes:
        times = [child.ask("measure", name, size).processor for _ in range(rounds)]
        points.append((size, max(min(times), 1e-7)))
    return points


def verdict(exponent, most):
    if exponent > most:
        return "missed"
    return "quadratic by nature" if most == MOST_SQUARE else "at most n log n"


def run(program, folder, rounds, scale):
    """Prints the table, and has no lines for the other one."""
    del folder
    rows = []
    with Child(program, "growth") as child:
        for name, text, (first, last), most in WORKS:
            sizes = list(sizes_between(first, last if scale == 1 else 2 * first))
            points = measure(child, name, sizes, min(rounds, 3))
            exponent = slope(points)
            rows.append(
                (
                    text,
                    f"{whole(sizes[0])} to {whole(sizes[-1])}",
                    duration(points[0][1]),
                    duration(points[-1][1]),
                    f"{exponent:.2f}",
                    verdict(exponent, most),
                )
            )
    print_growth(rows)
    return []


def print_growth(rows):
    headings = ("work, and what grows", "from and to", "least", "most", "exponent", "mark")
    table = [headings, *rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(headings))]
    table.insert(1, tuple("-" * width for width in widths))
    for row in table:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")
    print()
