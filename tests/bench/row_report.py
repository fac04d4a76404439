"""The document and the table of a whole report, beside a writer by hand of the same bytes."""

from common import LEAVES, Child, Line, in_turn, whole

UNITS = 10_000
FORMATS = [("json", "JSON"), ("csv", "CSV")]
KINDS = [("full", ""), ("gaps", ", 1 % of cells missing or not applicable")]


def run(program, folder, rounds, scale):
    units = max(UNITS // scale, 100)
    with Child(program, "report") as child:
        for kind, gaps in KINDS:
            child.ask("setup", units, kind)
            for word, name in FORMATS:
                pairs = in_turn(
                    lambda: child.ask("write", word), lambda: child.ask("hand", word), rounds
                )
                yield Line(
                    f"{name} of a report: {whole(units)} × {LEAVES}, all nodes{gaps}",
                    "a writer by hand of the same bytes, figures in memory",
                    pairs,
                    "at most 2 × as long",
                    slower=True,
                )
