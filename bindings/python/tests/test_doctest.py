"""The examples of the documentation do what they say."""

import doctest
import importlib
import pkgutil
import unittest

import chiso


def load_tests(_loader, tests, _pattern):
    for module in [chiso.__name__] + [f"chiso.{found.name}" for found in pkgutil.iter_modules(chiso.__path__)]:
        tests.addTests(doctest.DocTestSuite(importlib.import_module(module)))
    return tests


if __name__ == "__main__":
    unittest.main()
