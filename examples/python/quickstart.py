"""Reads a criteria tree and the points of two years, scores, ranks, and shows how one number came about: the first thing to try.

    python3 examples/python/quickstart.py
"""

import pathlib

import chiso

data = pathlib.Path(__file__).resolve().parent.parent / "data" / "pci"
tree = chiso.Tree.read_csv(data / "criteria.csv")
now = chiso.Board.read_csv(tree, data / "points-2021.csv").score()
before = chiso.Board.read_csv(tree, data / "points-2019.csv").score()

print(now.ranking().head(5))

province = now["haiphong"]
print(f"\n{province.name}: {province.percent} %, rank {province.rank}/{province.out_of}; {now.compare(before)['haiphong'].rank:+} since 2019")
print(province["transparency"].explain())
print(province.explain(depth=1))
