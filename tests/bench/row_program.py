"""The whole program: a wide points file in, the published table out, as a process beside what an
analyst would run in its place, both on one thread. How much memory each takes at most is told in
the line's name.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np

from common import CRITERIA, LEAVES, STEP, Line, Seconds, all_cells, codes, in_turn, whole

UNITS = [10_000, 100_000]

PANDAS = """
import sys
import pandas as pd

criteria = pd.read_csv(sys.argv[1], dtype={"code": str})
points = pd.read_csv(sys.argv[2])
leaves = list(points.columns[1:])
table = pd.DataFrame({"unit": points["unit"]})
for field in sorted({leaf.split(".")[0] for leaf in leaves}):
    own = [leaf for leaf in leaves if leaf.split(".")[0] == field]
    table[field] = points[own].sum(axis=1)
table["total"] = table[list(table.columns[1:])].sum(axis=1)
most = pd.to_numeric(criteria["max"]).sum()
table["percent"] = (table["total"] / most * 100).round(2)
table["rank"] = table["total"].rank(method="min", ascending=False).astype(int)
table = table.sort_values("rank", kind="stable")
table.to_csv(sys.argv[3], sep="\\t", index=False, float_format="%.2f")
"""

DATA_TABLE = """
library(data.table)
setDTthreads(1)
args <- commandArgs(trailingOnly = TRUE)
criteria <- fread(args[1], colClasses = c(code = "character"))
points <- fread(args[2])
leaves <- names(points)[-1]
table <- points[, .(unit)]
for (field in sort(unique(sub("[.].*", "", leaves)))) {
  own <- leaves[sub("[.].*", "", leaves) == field]
  table[, (field) := points[, rowSums(.SD), .SDcols = own]]
}
fields <- names(table)[-1]
table[, total := rowSums(.SD), .SDcols = fields]
table[, percent := round(total / sum(criteria[["max"]], na.rm = TRUE) * 100, 2)]
table[, rank := frank(-total, ties.method = "min")]
setorder(table, rank)
fwrite(table, args[3], sep = "\\t")
"""


def write_files(folder, units):
    fields, criteria, leaves = codes()
    lines = ["code,title,max"] + [f"{code},{code}," for code in fields + criteria]
    lines += [f"{code},{code},{(1 + i % 5) * 0.25}" for i, code in enumerate(leaves)]
    (folder / "criteria.csv").write_text("\n".join(lines) + "\n")
    cells = (all_cells(units) // STEP / 100).T
    with (folder / "points.csv").open("w") as file:
        file.write("unit," + ",".join(leaves) + "\n")
        for start in range(0, units, 10_000):
            part = cells[start : start + 10_000]
            names = np.array([f"u{start + i}" for i in range(len(part))])
            text = np.char.mod("%.2f", part)
            file.writelines(f"{name},{','.join(row)}\n" for name, row in zip(names, text))


#: Runs a command and prints its seconds, those of the processor, and its memory. It is a process of
#: its own, as a child is charged with what the process has that it begins in.
LAUNCHER = """
import os, sys, time

nothing = os.open(os.devnull, os.O_WRONLY)
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ,
                        file_actions=[(os.POSIX_SPAWN_DUP2, nothing, 1)])
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)
sys.exit(status != 0)
"""


class Process:
    """A command whose time and memory are measured."""

    def __init__(self, *command):
        self.command = [sys.executable, "-S", "-c", LAUNCHER] + [str(word) for word in command]
        self.peak = 0

    def run(self):
        done = subprocess.run(self.command, capture_output=True, text=True, check=True)
        wall, processor, peak = (float(word) for word in done.stdout.split())
        self.peak = max(self.peak, int(peak))
        return Seconds(wall, processor)


def peers_of(folder):
    """What is there of those that are compared with."""
    (folder / "table.py").write_text(PANDAS)
    (folder / "table.R").write_text(DATA_TABLE)
    files = (folder / "criteria.csv", folder / "points.csv", folder / "table.tsv")
    yield "pandas", Process(sys.executable, folder / "table.py", *files)
    if shutil.which("Rscript"):
        yield "data.table, one thread", Process("Rscript", folder / "table.R", *files)


def run(program, folder, rounds, scale):
    scoreboard = Path(program).parent.parent.parent / "examples" / "scoreboard"
    files = (folder / "criteria.csv", folder / "points.csv")
    for units in UNITS:
        units //= scale
        write_files(folder, units)
        for name, peer in peers_of(folder):
            own = Process(scoreboard, *files, "-o", folder / "table.txt")
            pairs = in_turn(own.run, peer.run, min(rounds, 5))
            yield Line(
                f"scoreboard: {whole(units)} × {LEAVES} wide under {CRITERIA} criteria, "
                f"whole process ({own.peak} MB)",
                f"{name} ({peer.peak} MB)",
                pairs,
                "faster, less memory",
            )
