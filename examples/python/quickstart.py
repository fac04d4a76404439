"""Reads a criteria tree and points, scores, ranks, and shows how a number came about. Run: python3
examples/python/quickstart.py
"""

import pathlib

import chiso

data = pathlib.Path(__file__).resolve().parent.parent / "data" / "pci"
tree = chiso.Tree.read_csv(data / "criteria.csv")
now = chiso.Board.read_csv(tree, data / "points-2021.csv").score()
before = chiso.Board.read_csv(tree, data / "points-2019.csv").score()

print(now.ranking().head(5))

province = now["haiphong"]
change = now.compare(before)["haiphong"]
rank = f"rank {province.rank}/{province.out_of}, {change.rank:+} places since 2019"
print(f"\n{province.name}: {province.percent} %, {rank}")
print(province.ledger().head(3))

print("\nHow its percent came about:")
print(province.explain(depth=1))
