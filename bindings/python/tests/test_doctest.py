"""The examples of the documentation do what they say. They know the tree, the board and the board
of before that the package's own text shows.
"""

import doctest
import importlib
import importlib.util
import inspect
import pkgutil
import unittest

import chiso

MODULES = [chiso] + [
    importlib.import_module(found.name) for found in pkgutil.walk_packages(chiso.__path__, "chiso.")
]


#: What an example that needs a module has in it.
NEEDS = {
    "numpy": ("numpy", ".points(", "_array(", ".percents(", "board.ranks("),
    "pandas": ("pandas", ".figures("),
}


def example_names(test):
    """What the examples begin with: new for each."""
    for module, words in NEEDS.items():
        needed = any(word in test.docstring for word in words)
        if needed and importlib.util.find_spec(module) is None:
            raise unittest.SkipTest(f"needs {module}")
    tree = chiso.Tree.from_csv("code,title,max\n1,Steering,19\n2,Procedures,26\n")
    board = chiso.Board.from_csv(
        tree, "unit,block,1,2\nskhcn,so,17.24,23.56\nsxd,so,15,24\n"
    ).score()
    before = chiso.Board.from_csv(tree, "unit,block,1,2\nskhcn,so,16,22\nsxd,so,16,24\n").score()
    test.globs.update(chiso=chiso, tree=tree, board=board, before=before)


def load_tests(_loader, tests, _pattern):
    for module in MODULES:
        tests.addTests(doctest.DocTestSuite(module, setUp=example_names))
    return tests


class TheDocumentation(unittest.TestCase):
    def public(self):
        for name, thing in vars(chiso).items():
            if name.startswith("_") or getattr(thing, "__module__", "").split(".")[0] != "chiso":
                continue
            yield name, thing
            if inspect.isclass(thing):
                for member in dir(thing):
                    value = inspect.getattr_static(thing, member)
                    value = getattr(value, "__func__", value)
                    ours = isinstance(value, property) or (
                        getattr(value, "__module__", "") or ""
                    ).startswith("chiso")
                    if ours and not member.startswith("_"):
                        yield f"{name}.{member}", value

    def test_tells_of_everything_public(self):
        for name, thing in self.public():
            if inspect.isclass(thing) or inspect.isfunction(thing) or isinstance(thing, property):
                self.assertTrue(inspect.getdoc(thing), name)

    def test_has_an_example_for_each_class_function_and_method(self):
        for name, thing in self.public():
            if (
                inspect.isclass(thing)
                and issubclass(thing, (Exception, int))
                or isinstance(thing, property)
            ):
                continue
            if inspect.isclass(thing) or inspect.isfunction(thing):
                self.assertIn(">>> ", inspect.getdoc(thing) or "", name)


if __name__ == "__main__":
    unittest.main()
