"""Figures of all units as columns: percents of a node, and of all nodes."""

from common import LEAVES, Child, Line, in_turn, whole

UNITS = 100_000
KINDS = [("full", ""), ("gaps", ", 1 % of cells missing or not applicable")]
NODES = [("root", "the index"), ("all", "every node")]


def run(program, folder, rounds, scale):
    units = max(UNITS // scale, 1000)
    with Child(program, "columns") as child:
        child.ask("setup", units)
        for kind, gaps in KINDS:
            for which, nodes in NODES:
                pairs = in_turn(
                    lambda: child.ask("copy", kind, which),
                    lambda: child.ask("kernel", kind, which),
                    rounds,
                )
                yield Line(
                    f"percents of {nodes} as columns: {whole(units)} × {LEAVES}{gaps}",
                    "a loop over the points, not exact",
                    pairs,
                    "at most 3 × as long",
                    slower=True,
                )
