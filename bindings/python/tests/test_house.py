"""The rooms of the package: what may import what, and what a program sees of it."""

import ast
import inspect
import pathlib
import pydoc
import unittest

from support import ROOT

import chiso

PACKAGE = pathlib.Path(chiso.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))


def name_of(path):
    """A module by its name within the package; "" is the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in SOURCES}


def is_for_types(node):
    """Whether it is what only the type checker reads: a name without the module behind it."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imports_of(tree):
    """Every import that runs, at whatever depth."""
    for node in ast.iter_child_nodes(tree):
        if is_for_types(node):
            continue
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        yield from imports_of(node)


def modules_of(name, path, node):
    """The modules of the package that an import names."""
    if not isinstance(node, ast.ImportFrom) or not node.level:
        return set()
    folder = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    base = folder[: len(folder) - node.level + 1] + (node.module or "").split(".")
    base = ".".join(part for part in base if part)
    named = {f"{base}.{alias.name}".strip(".") for alias in node.names}
    return {one for one in named if one in MODULES} or {base}


def graph():
    """Which module imports which others."""
    found = {}
    for name, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found[name] = set().union(*[modules_of(name, path, node) for node in imports_of(tree)])
    return found


def circle_of(imports):
    """A way along imports back to where it began; [] where there is none."""
    done, way = set(), []

    def go(name):
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        way.append(name)
        for other in sorted(imports[name]):
            found = go(other)
            if found:
                return found
        way.pop()
        done.add(name)
        return []

    for name in sorted(imports):
        found = go(name)
        if found:
            return found
    return []


class TheImports(unittest.TestCase):
    def test_make_no_circle(self):
        self.assertEqual(circle_of(graph()), [])

    def test_that_make_a_circle_are_found(self):
        imports = {**graph(), "_parts.node": {"_parts.board"}}
        self.assertEqual(circle_of(imports)[0], circle_of(imports)[-1])
        self.assertIn("_parts.node", circle_of(imports))

    def test_are_counted_within_functions_and_not_for_types(self):
        tree = ast.parse(
            "if TYPE_CHECKING:\n    from .a import A\n"
            "def f():\n    if f:\n        from .b import B\n"
        )
        self.assertEqual([node.module for node in imports_of(tree)], ["b"])

    def test_go_from_room_to_room_downwards(self):
        floors = ["_c", "_in", "_out", "_parts"]
        for name, others in graph().items():
            room = name.split(".")[0]
            for other in {one.split(".")[0] for one in others}:
                if room in floors and other in floors:
                    self.assertLessEqual(floors.index(other), floors.index(room), (name, others))

    def test_of_ctypes_stand_in_one_room(self):
        for name, path in MODULES.items():
            tree = ast.parse(path.read_text(encoding="utf-8"))
            named = {
                alias.name.split(".")[0]
                for node in ast.walk(tree)
                if isinstance(node, ast.Import)
                for alias in node.names
            } | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
            if "ctypes" in named:
                self.assertTrue(name.startswith("_c."), name)

    def test_of_numpy_and_pandas_wait_for_a_feature_that_needs_them(self):
        for name, path in MODULES.items():
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.Import):
                    for alias in node.names:
                        self.assertNotIn(alias.name.split(".")[0], ("numpy", "pandas"), name)


class TheFiles(unittest.TestCase):
    def test_are_named_in_the_map_of_their_room(self):
        for room in ("_c", "_in", "_out", "_parts"):
            text = MODULES[room].read_text(encoding="utf-8")
            for name in MODULES:
                if name.startswith(room + "."):
                    self.assertRegex(text, rf"\b{name.partition('.')[2]}\b", name)

    def test_fit_on_a_screen(self):
        tests = pathlib.Path(__file__).parent
        for path in [*SOURCES, *sorted(tests.glob("*.py"))]:
            lines = path.read_text(encoding="utf-8").splitlines()
            self.assertLess(len(lines), 500, path)
            for number, line in enumerate(lines, 1):
                self.assertLessEqual(len(line), 100, f"{path}:{number}")

    def test_have_functions_of_less_than_60_lines_of_code(self):
        for path in SOURCES:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    text = ast.get_docstring(node, clean=False) or ""
                    lines = node.end_lineno - node.lineno + 1 - text.count("\n")
                    self.assertLess(lines, 60, f"{path}: {node.name}")

    @unittest.skipUnless((ROOT / "bindings").exists(), "needs the sources")
    def test_are_all_in_the_package_that_is_built(self):
        text = (ROOT / "bindings" / "python" / "pyproject.toml").read_text(encoding="utf-8")
        for path in SOURCES:
            package = ".".join(["chiso", *path.parent.relative_to(PACKAGE).parts])
            self.assertIn(f'"{package}"', text)


class WhatAProgramSees(unittest.TestCase):
    CONSTANTS = {"ABSENT", "NOT_APPLICABLE", "NO_ANSWER", "library_path"}

    def test_is_classes_and_functions(self):
        for name in dir(chiso):
            thing = getattr(chiso, name)
            self.assertTrue(inspect.isclass(thing) or inspect.isfunction(thing), name)
        for name in self.CONSTANTS:
            self.assertTrue(hasattr(chiso, name), name)
        self.assertFalse([name for name in dir(chiso) if name.startswith("_")])

    def test_is_each_class_that_documentation_names(self):
        for name in ("Tree", "Board", "Unit", "Ranking", "Report", "Comparison", "Cell", "Place"):
            self.assertIn(name, dir(chiso))
        for name in dir(chiso.errors):
            thing = getattr(chiso.errors, name)
            if inspect.isclass(thing) and issubclass(thing, chiso.errors.ChisoError):
                self.assertIs(getattr(chiso, name), thing)

    def test_fits_on_a_screen_and_says_where_to_go(self):
        text = pydoc.render_doc(chiso, renderer=pydoc.plaintext)
        self.assertLessEqual(len(text.rstrip().splitlines()), 42)
        for place in (
            "help(chiso.Tree)",
            "help(chiso.Board)",
            "dir(chiso)",
            "chiso.errors",
            "chiso.c",
        ):
            self.assertIn(place, text)


if __name__ == "__main__":
    unittest.main()
