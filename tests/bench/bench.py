"""Times chiso against numpy, pandas and scipy, both sides in turn on the same data, and prints a
table. See run.sh.
"""

import argparse
import os
import platform
import sys
import tempfile
import warnings
from pathlib import Path

import numpy
import pandas
import scipy

import row_columns
import row_compare
import row_composite
import row_csv
import row_growth
import row_ordinary
import row_program
import row_python
import row_rank
import row_report
import row_rollup
import row_small
import row_statistics
import row_tally
import row_unit
import row_what_if
from common import Child, Line

ROWS = {
    "rollup": row_rollup.run,
    "rank": row_rank.run,
    "csv": row_csv.run,
    "small": row_small.run,
    "composite": row_composite.run,
    "ordinary": row_ordinary.run,
    "tally": row_tally.run,
    "statistics": row_statistics.run,
    "what_if": row_what_if.run,
    "compare": row_compare.run,
    "python": row_python.run,
    "report": row_report.run,
    "columns": row_columns.run,
    "unit": row_unit.run,
    "program": row_program.run,
    "growth": row_growth.run,
}
#: Rows that are measured only where they are named: minutes each.
BY_NAME = {"growth"}
HEADINGS = [
    "work",
    "compared with",
    "chiso",
    "processor",
    "the other",
    "processor",
    "chiso is",
    "least to most",
    "mark",
]


def describe_processor():
    """Its name and which of the wider instruction sets it has, where Linux tells."""
    name = platform.processor() or platform.machine()
    flags = []
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    for line in reversed(lines):
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            name = value.strip()
        if key.strip() == "flags":
            flags = value.split()
    wide = [flag for flag in ("avx2", "avx512f") if flag in flags]
    return ", ".join([name] + wide)


def print_machine(program):
    with Child(program, "small") as child:
        library = child.ask_text("about")
    print(f"processor: {describe_processor()}; {len(os.sched_getaffinity(0))} cores")
    print(f"library:   {library}")
    modules = ", ".join(
        f"{module.__name__} {module.__version__}" for module in (numpy, pandas, scipy)
    )
    print(f"others:    {modules}, Python {platform.python_version()}")


def print_table(lines):
    table = [HEADINGS] + [line.cells() for line in lines]
    widths = [max(len(row[i]) for row in table) for i in range(len(HEADINGS))]
    table.insert(1, ["-" * width for width in widths])
    for row in table:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="chiso_bench, built in release mode")
    parser.add_argument(
        "rows",
        nargs="*",
        metavar="row",
        help=f"{', '.join(ROWS)}; all of them but growth when none is named",
    )
    parser.add_argument(
        "--rounds",
        type=int,
        default=5,
        help="how often both sides take their turn, after a warm-up",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="a hundredth of the data and 3 rounds: to see that it runs",
    )
    parser.add_argument(
        "--cpu",
        action="store_true",
        help="ratios of processor time, not of the wall clock's: where others use the machine",
    )
    options = parser.parse_intermixed_args()
    Line.by_processor = options.cpu
    unknown = [row for row in options.rows if row not in ROWS]
    if unknown:
        parser.error(f"there is no row {unknown[0]}; there are {', '.join(ROWS)}")
    # The newer releases of pandas warn of groupby(axis=1), which is still the plain way to add up
    # columns.
    warnings.simplefilter("ignore", FutureWarning)
    print_machine(options.program)
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            for row in options.rows or [row for row in ROWS if row not in BY_NAME]:
                print(f"measuring: {row}", file=sys.stderr)
                rounds, scale = (3, 100) if options.quick else (options.rounds, 1)
                lines.extend(ROWS[row](options.program, Path(folder), rounds, scale))
        finally:
            # What was measured is not lost where a later row fails.
            print_lines(lines, options.cpu)


def print_lines(lines, by_processor):
    if not lines:
        return
    clock = "processor time" if by_processor else "wall clock"
    print(
        "medians of the rounds, by the wall's clock and beside it the processor's time; "
        f'"chiso is": the median of the ratios of each round\'s pair, {clock}\n'
    )
    print_table(lines)


if __name__ == "__main__":
    main()
