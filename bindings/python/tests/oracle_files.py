"""Criteria and points files as the oracle's plain structures, and back: comma, decimal point, wide
layout.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from typing import Dict, List, Optional, Sequence, Tuple

from oracle_numbers import PLACES, ZERO, fraction, number, percent_number
from oracle_tree import Node, Tree, Unit


# ---- Reading


def rows(text: str) -> List[Dict[str, str]]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [
        {name: (cell or "").strip() for name, cell in row.items()} for row in csv.DictReader(lines)
    ]


def parent_of(code: str, stated: str, nodes: Dict[str, Node]) -> Node:
    """The longest dotted prefix of a code that is a code itself, else the root."""
    prefixes = [code[:end] for end, mark in enumerate(code) if mark == "."]
    found = [prefix for prefix in prefixes if prefix in nodes]
    name = stated or (found[-1] if found else "")
    return nodes["" if name == "." else name]


def node_of(row: Dict[str, str]) -> Node:
    node = Node("" if row["code"] == "." else row["code"])
    words = (row.get("combine") or "sum").split()
    node.scaled, node.capped = "scaled" in words, "capped" in words
    plain = [word for word in words if word not in ("scaled", "capped")]
    node.combine = plain.pop(0) if plain and plain[0] not in ("drop", "keep") else "sum"
    node.drops = tuple(" ".join(plain[at : at + 3]) for at in range(0, len(plain), 3))
    node.needs = number(row["needs"][:-1]) if row.get("needs") else None
    node.gate = row.get("gate", "")
    for name, text in row.items():
        if name.startswith("weight@") and text:
            node.weights[name[7:]] = None if text == "-" else percent_number(text)
    node.max = fraction(row["max"]) if row.get("max") else None
    node.min = fraction(row["min"]) if row.get("min") else ZERO
    node.weight = percent_number(row["weight"]) if row.get("weight") else None
    node.bonus = row.get("kind") == "bonus"
    *node.before, node.rule = (row.get("rule") or "points").split(" | ")
    node.round = int(row["round"]) if row.get("round") else None
    node.raters = row.get("raters") or ""
    return node


def read_tree(text: str) -> Tree:
    table = rows(text)
    nodes = {"": Node("")}
    nodes.update((node.code, node) for node in map(node_of, table))
    for row in table:
        if row["code"] != ".":
            parent = parent_of(row["code"], row.get("parent", ""), nodes)
            parent.children.append(nodes[row["code"]])
    for row in table:
        node = nodes["" if row["code"] == "." else row["code"]]
        if node.children and row.get("min"):
            node.min, node.floor = ZERO, node.min
    tree = Tree(nodes[""])
    words = dict(
        word.split("=") for row in table for word in (row.get("options") or "").split() if word
    )
    tree.digits = int(words.get("digits", tree.digits))
    tree.rounding = words.get("rounding", tree.rounding)
    tree.missing = words.get("missing", tree.missing)
    tree.full = words.get("full") == "reached"
    tree.lowest_first = words.get("order") == "lowest"
    return tree


def read_long(tree: Tree, table: Sequence[Dict[str, str]]) -> List[Unit]:
    """Units of the long layout with a column of raters, of which "" is one more where a cell has
    others. What rules divide by has rows as cells have.
    """
    columns = tree.columns()
    units: Dict[str, Unit] = {}
    for row in table:
        code, leaf = row["unit"], row["criterion"]
        is_ranked = row.get("ranked", "") != "no"
        unit = units.setdefault(code, Unit(code, row.get("block", ""), is_ranked))
        if leaf in columns:
            unit.beside[leaf] = row["value"]
        else:
            unit.ratings.setdefault(leaf, {})[row["rater"]] = row["value"]
    for unit in units.values():
        for leaf, given in list(unit.ratings.items()):
            if list(given) == [""]:
                unit.cells[leaf] = unit.ratings.pop(leaf)[""]
    return list(units.values())


def read_units(tree: Tree, text: str) -> List[Unit]:
    leaves = [node.code for node in tree.root.walk() if not node.children]
    if text.startswith("unit,block,ranked,criterion,rater,"):
        return read_long(tree, rows(text))
    inner = [node.code for node in tree.root.walk() if node.children]
    return [
        Unit(
            row["unit"],
            row.get("block", ""),
            row.get("ranked", "") != "no",
            {code: row.get(code, "") for code in leaves},
            {name: row.get(name, "") for name in tree.columns()},
            {code: row[code or "."] for code in inner if row.get(code or ".")},
        )
        for row in rows(text)
    ]


def read(criteria: str, points: str) -> Tuple[Tree, List[Unit]]:
    tree = read_tree(criteria)
    return tree, read_units(tree, points)


# ---- Writing


def decimal_of(value: Fraction) -> Optional[str]:
    """The decimal of a number, if it has no more places than are read."""
    units = value * 10**PLACES
    if units.denominator > 1:
        return None
    whole, rest = divmod(abs(units.numerator), 10**PLACES)
    return ("-" if value < 0 else "") + f"{whole}.{rest:0{PLACES}d}".rstrip("0").rstrip(".")


def text_of(value: Fraction) -> str:
    """A number of a criteria or bands file, which may be a fraction."""
    return decimal_of(value) or f"{value.numerator}/{value.denominator}"


def is_writable(value: Fraction) -> bool:
    """Whether the parts of its fraction are not too large for a file."""
    parts = (abs(value.numerator), value.denominator)
    return decimal_of(value) is not None or max(parts) <= 9_200_000_000_000


def option_words(tree: Tree) -> str:
    words = [f"digits={tree.digits}", f"missing={tree.missing}", f"rounding={tree.rounding}"]
    words += ["full=reached"] * tree.full + ["order=lowest"] * tree.lowest_first
    return " ".join(words)


def combine_words(node: Node) -> str:
    if not node.children:
        return ""
    marks = ["scaled"] * node.scaled + ["capped"] * node.capped
    return " ".join([node.combine, *marks, *node.drops])


def weight_text(node: Node, block: str) -> str:
    if block not in node.weights:
        return ""
    weight = node.weights[block]
    return "-" if weight is None else text_of(weight)


def criteria_csv(tree: Tree) -> str:
    blocks = sorted({block for node in tree.root.walk() for block in node.weights})
    columns = "".join(f",weight@{block}" for block in blocks)
    titles = "code,title,max,min,weight,combine,kind,rule,round,needs,gate,options,raters"
    lines = [titles + columns]
    for node in tree.root.walk():
        numbers = (node.max, node.floor if node.children else node.min or None, node.weight)
        cells = [node.code or ".", ""]
        cells += ["" if value is None else text_of(value) for value in numbers]
        cells += [combine_words(node), "bonus" if node.bonus else ""]
        cells += ["" if node.children else " | ".join([*node.before, node.rule])]
        cells += ["" if node.round is None else str(node.round)]
        cells += ["" if node.needs is None else text_of(node.needs) + "%", node.gate]
        cells += [option_words(tree) if node is tree.root else "", node.raters]
        cells += [weight_text(node, block) for block in blocks]
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


def long_csv(tree: Tree, codes: Sequence[str], units: Sequence[Unit]) -> str:
    lines = ["unit,block,ranked,criterion,rater,value"]
    for unit in units:
        about = [unit.code, unit.block, "yes" if unit.ranked else "no"]
        for code in codes:
            given = unit.ratings.get(code) or {"": unit.cells[code]}
            lines += [",".join([*about, code, *rating]) for rating in given.items()]
        lines += [",".join([*about, name, "", unit.beside[name]]) for name in tree.columns()]
    return "\n".join(lines) + "\n"


def points_csv(tree: Tree, units: Sequence[Unit]) -> str:
    codes = [node.code for node in tree.root.walk() if not node.children]
    if any(unit.ratings for unit in units):
        return long_csv(tree, codes, units)
    inner = [node.code for node in tree.root.walk() if node.children]
    inner = [code for code in inner if any(code in unit.results for unit in units)]
    titles = codes + tree.columns() + [code or "." for code in inner] + ["note"] * bool(inner)
    lines = [",".join(["unit", "block", "ranked"] + titles)]
    for unit in units:
        about = [unit.code, unit.block, "yes" if unit.ranked else "no"]
        cells = [unit.cells[code] for code in codes]
        cells += [unit.beside[name] for name in tree.columns()]
        cells += [unit.results.get(code, "") for code in inner]
        cells += ["as decided" if unit.results else ""] * bool(inner)
        lines.append(",".join(about + cells))
    return "\n".join(lines) + "\n"
