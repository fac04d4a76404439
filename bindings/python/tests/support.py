"""What the tests share: where the sources are, and a small board."""

from __future__ import annotations

import os
import pathlib
import unittest

import chiso

# What a user may have or not; None where it is not there.
try:
    import numpy
except ImportError:
    numpy = None
try:
    import pandas
except ImportError:
    pandas = None
try:
    import openpyxl
except ImportError:
    # tests/run.sh installs it, and then nothing may be left out.
    if os.environ.get("CHISO_TESTS") == "all":
        raise
    openpyxl = None

ROOT = pathlib.Path(os.environ.get("CHISO_SOURCE", pathlib.Path(__file__).resolve().parents[3]))
DATA = ROOT / "examples" / "data"

CRITERIA = """code,title,max,rule
.,PAR index,,
1,Steering,19,
2,Procedures,,
2.1,Published,14,
2.2,On time,12,rate from 80%
3,Served,1,yesno
"""

POINTS = """unit,name,block,1,2.1,2.2,3
skhcn,Sở Khoa học và Công nghệ,so,17.24,14,978/1000,yes
sxd,Sở Xây dựng,so,15,13.5,90%,no
hue,Huế,huyen,,10,-,yes
"""


def small_tree() -> chiso.Tree:
    """Four leaves with three rules."""
    return chiso.Tree.from_csv(CRITERIA)


def small_board() -> chiso.Board:
    """Two units in one block and one in another, scored."""
    return chiso.Board.from_csv(small_tree(), POINTS).score()


class Refused(unittest.TestCase):
    """Checks after each refusal that the board still writes the same file and is still scored."""

    def setUp(self):
        self.board = small_board()
        self.before = self.board.to_csv()

    def refuse(self, kinds, text, action):
        for kind in kinds if isinstance(kinds, tuple) else (kinds,):
            with self.assertRaisesRegex(kind, text):
                action()
        self.assertEqual(self.board.to_csv(), self.before)
        self.assertTrue(self.board.is_scored)

    def put(self, value, node="1", unit="skhcn"):
        def action():
            self.board[unit, node] = value

        return action
