"""Boards that are edited: copies, units renamed, moved and removed, cells read as text, what was
tried kept, and how a report ranks told to what stands beside it.
"""

import copy
import unittest
from decimal import Decimal

from support import Refused, small_board, small_tree

import chiso

D = Decimal
SURVEY = "code,title,max,rule\n1,Asked,10,survey 100 60 20 0\n2,Served,5,rate percent\n"


class ACopy(Refused):
    def test_has_the_same_units_cells_and_figures(self):
        other = self.board.copy()
        self.assertIs(type(other), chiso.Board)
        self.assertEqual((other.to_csv(), other.is_scored), (self.before, True))
        self.assertIs(other.tree, self.board.tree)
        for unit, same in zip(other, self.board):
            self.assertEqual((unit.percent, unit.place), (same.percent, same.place))
        self.assertFalse(chiso.Board(small_tree()).copy().is_scored)

    def test_and_its_board_know_nothing_of_each_other(self):
        ranking = self.board.ranking()
        other = self.board.copy()
        other["sxd", "1"] = 19
        other.rename_unit("hue", "dongha")
        self.assertEqual((self.board.to_csv(), ranking[0].unit), (self.before, "skhcn"))
        self.board["hue", "1"] = 3
        self.assertEqual(other["dongha", "1"].text, "")
        self.board.close()
        self.assertEqual(other.score()["sxd"].achieved, D("43.3"))
        other.set_columns([[1], [19], [0]], ["1"])
        self.assertEqual(other.score()["sxd"].rank, 1)

    def test_is_what_the_module_copy_makes(self):
        for other in (copy.copy(self.board), copy.deepcopy(self.board)):
            self.assertEqual((other.to_csv(), other.is_scored), (self.before, True))
        self.assertIs(copy.copy(self.board).tree, self.board.tree)

    def test_of_a_closed_board_is_refused(self):
        self.board.close()
        with self.assertRaises(chiso.ClosedError):
            self.board.copy()


class AUnitThatIsRenamed(Refused):
    def test_keeps_its_place_and_its_cells(self):
        self.board.rename_unit("sxd", "sxdtn", "Sở Xây dựng thành phố")
        self.assertFalse(self.board.is_scored)
        self.assertEqual(self.board.units(), ["skhcn", "sxdtn", "hue"])
        self.assertEqual(self.board["sxdtn"].name, "Sở Xây dựng thành phố")
        self.assertEqual(self.board["sxdtn", "2.1"].text, "13.5")
        self.assertNotIn("sxd", self.board)

    def test_keeps_what_is_not_said(self):
        self.board.rename_unit("sxd", 101)
        self.assertEqual(self.board["101"].name, "Sở Xây dựng")
        self.board.rename_unit("101", name="Sở")
        self.assertEqual((self.board["101"].code, self.board["101"].name), ("101", "Sở"))
        self.board.rename_unit("101", "102", "")
        self.board.rename_unit("102", "103")
        self.assertEqual(self.board["103"].name, "103")

    def test_may_be_renamed_by_its_attributes(self):
        unit = self.board["sxd"]
        unit.code, unit.name = "sxdtn", "Sở"
        self.assertEqual((unit.code, self.board["sxdtn"].name), ("sxdtn", "Sở"))
        unit.name = ""
        self.assertEqual(unit.name, "sxdtn")

    def test_is_refused_what_names_nothing_or_another(self):
        unit = self.board["sxd"]
        rename = self.board.rename_unit
        self.refuse(chiso.UnitError, "no unit 'nobody'", lambda: rename("nobody", "a"))
        self.refuse(chiso.CodeError, "hue", lambda: rename("sxd", "hue"))
        self.refuse(chiso.CodeError, "empty", lambda: rename("sxd", ""))
        self.refuse(TypeError, "the unit is float", lambda: rename("sxd", 1.5))
        self.refuse(TypeError, "the name is int", lambda: rename("sxd", name=5))
        self.refuse(chiso.TextError, "holds a NUL", lambda: rename("sxd", name="a\0b"))
        self.refuse(TypeError, "the unit is NoneType", lambda: setattr(unit, "code", None))
        self.refuse(TypeError, "the name is NoneType", lambda: setattr(unit, "name", None))
        self.refuse(chiso.CodeError, "hue", lambda: setattr(unit, "code", "hue"))


class AUnitThatIsMoved(Refused):
    def test_is_ranked_in_its_new_block(self):
        self.board.move_unit("hue", "so")
        self.assertEqual((self.board.blocks(), self.board["hue"].block), (["so"], "so"))
        self.assertEqual(self.board.score()["hue"].out_of, 3)

    def test_may_be_moved_by_its_attribute_and_to_no_block(self):
        self.board["skhcn"].block = ""
        self.assertEqual(self.board.blocks(), ["", "so", "huyen"])
        self.board["skhcn"].block = "so"
        self.assertEqual(self.board.score().to_csv(), self.before)
        self.board.move_unit("skhcn", None)
        self.assertEqual(self.board["skhcn"].block, "")

    def test_is_refused_what_is_no_text(self):
        unit = self.board["sxd"]
        self.refuse(chiso.UnitError, "nobody", lambda: self.board.move_unit("nobody", "so"))
        self.refuse(TypeError, "the block is int", lambda: self.board.move_unit("sxd", 1))
        self.refuse(chiso.TextError, "NUL", lambda: setattr(unit, "block", "a\0b"))
        self.refuse(TypeError, "the block is NoneType", lambda: setattr(unit, "block", None))


class AUnitThatIsRemoved(Refused):
    def test_is_gone_with_its_cells_and_its_block(self):
        self.board.remove_unit("skhcn")
        self.assertEqual((self.board.units(), len(self.board)), (["sxd", "hue"], 2))
        self.assertEqual((self.board["sxd", "1"].text, self.board.score()["sxd"].rank), ("15", 1))
        self.board.remove_unit(self.board["hue"])
        self.assertEqual(self.board.blocks(), ["so"])
        self.board.remove_unit("sxd")
        self.refuse_empty()

    def refuse_empty(self):
        with self.assertRaises(chiso.EmptyError):
            self.board.score()
        self.assertEqual(self.board.add_unit("sxd").id, 0)

    def test_does_not_turn_others_into_another_one(self):
        hue, score, gone = self.board["hue"], self.board["sxd", "1"], self.board["skhcn"]
        self.board.remove_unit("skhcn")
        self.assertEqual((hue.code, hue.id, score.text, score.unit.code), ("hue", 1, "15", "sxd"))
        self.board.score()
        self.assertEqual((hue.percent, score.achieved), (D("32.35"), 15))
        self.assertEqual((hue, hash(hue)), (self.board["hue"], hash(self.board["hue"])))
        self.assertNotEqual(gone, self.board["sxd"])
        self.assertEqual((hue in self.board, gone in self.board), (True, False))
        for use in (lambda: gone.code, lambda: gone.percent, lambda: self.board[gone]):
            with self.assertRaisesRegex(chiso.UnitError, "the unit was removed"):
                use()

    def test_may_be_one_of_many_that_are_gone_through(self):
        board = chiso.Board(small_tree()).add_units(list("abcdef"), ranked=[True, False] * 3)
        kept = list(board)[::2]
        for unit in list(board):
            if not unit.ranked:
                board.remove_unit(unit)
        self.assertEqual((board.units(), kept), (["a", "c", "e"], list(board)))
        with self.assertRaisesRegex(RuntimeError, r"go through list\(board\)"):
            for unit in board:
                board.remove_unit(unit)
        self.assertEqual(board.units(), ["c", "e"])

    def test_takes_away_what_was_made_of_the_board_as_it_was(self):
        comparison = self.board.compare(self.board.copy())
        made = self.board.ranking(), self.board.report(), comparison, self.board["sxd"].ledger()
        change, changes = comparison["sxd"], list(comparison)
        what_if = self.board.what_if()
        self.board.remove_unit("skhcn")
        self.board.score()
        uses = [lambda one=one: one[0].unit for one in made]
        uses += [lambda: change.unit, lambda: changes[0].name, lambda: what_if["hue"].rank]
        for use in uses:
            with self.assertRaises(chiso.StateError):
                use()

    def test_is_refused_where_it_is_none_or_lent(self):
        self.refuse(chiso.UnitError, "nobody", lambda: self.board.remove_unit("nobody"))
        self.refuse(TypeError, "the unit is NoneType", lambda: self.board.remove_unit(None))

        def remove_while_lent():
            points = self.board.points("1")
            self.board.remove_unit("sxd")
            return points

        if not has_numpy():
            self.skipTest("needs numpy")
        self.refuse(chiso.StateError, "is lent to an array", remove_while_lent)


def has_numpy():
    try:
        import numpy  # noqa: F401
    except ImportError:
        return False
    return True


class TheTextOfACell(unittest.TestCase):
    def test_is_what_a_cell_takes(self):
        asked = chiso.Board.from_csv(chiso.Tree.from_csv(SURVEY), "unit,1,2\na,12|30|5|1,97.8\n")
        for board in (small_board(), asked):
            other = chiso.Board(board.tree).add_units(board.units())
            for unit in board:
                for leaf in board.tree.leaves:
                    other[unit.code, leaf] = board[unit, leaf].text
                    self.assertEqual(other[unit.code, leaf].cell, board[unit, leaf].cell)
        self.assertEqual((asked["a", "1"].text, asked["a", "2"].text), ("12|30|5|1", "97.8"))

    def test_tells_nothing_from_not_applicable(self):
        board = small_board()
        board["skhcn", "2.2"] = 978, 1000
        texts = [board[unit, leaf].text for unit in board.units() for leaf in ("1", "2.2", "3")]
        expected = ["17.24", "978/1000", "1", "15", "90%", "0", "", "-", "1"]
        self.assertEqual(texts, expected)

    def test_is_refused_for_what_has_no_cell(self):
        board = small_board()
        with self.assertRaisesRegex(chiso.NodeError, "the whole index has no cell"):
            board["skhcn"].text
        with self.assertRaisesRegex(chiso.NodeError, "criterion 2 has no cell"):
            board["skhcn", "2"].text


class WhatWasTried(Refused):
    def test_is_kept_on_its_board_which_ends_it(self):
        with self.board.what_if() as w:
            w["sxd", "1"], w["sxd", "3"] = 19, "yes"
            tried = w["sxd"].percent
            self.assertIs(w.apply(), self.board)
            with self.assertRaises(chiso.StateError):
                w["sxd"].percent
        self.assertFalse(self.board.is_scored)
        self.assertEqual((self.board.score()["sxd"].percent, tried), (D("96.30"), D("96.30")))
        self.assertEqual(self.board["sxd"].rank, 1)

    def test_is_kept_on_a_copy_and_goes_on(self):
        with self.board.what_if() as w:
            w["hue", "2.2"] = "1/3"
            with w.trial():
                w["hue", "1"] = 19
                self.assertEqual(w.apply(self.board.copy())["hue", "1"].text, "19")
            other = w.apply(self.board.copy())
            self.assertEqual(other.score()["hue"].percent, w["hue"].percent)
        self.assertEqual((other["hue", "2.2"].text, other["hue", "1"].text), ("1/3", ""))
        self.assertEqual((self.board.to_csv(), self.board.is_scored), (self.before, True))

    def test_finds_its_units_by_their_codes(self):
        other = chiso.Board(self.board.tree).add_units(["hue", "skhcn"])
        with self.board.what_if() as w:
            w["hue", "1"] = 4
            self.assertEqual(w.apply(other).units(), ["hue", "skhcn"])
        self.assertEqual((other["hue", "1"].text, other["skhcn", "1"].text), ("4", ""))

    def test_is_nothing_without_a_change(self):
        with self.board.what_if() as w:
            self.assertTrue(w.apply().is_scored)

    def test_is_refused_by_what_does_not_fit(self):
        strange = small_board()
        few = chiso.Board(self.board.tree).add_units(["skhcn"])
        w = self.board.what_if()
        w["skhcn", "1"] = 19
        w["sxd", "1"] = 19
        self.refuse(chiso.ShapeError, "tree", lambda: w.apply(strange))
        self.refuse(chiso.UnitError, "sxd", lambda: w.apply(few))
        self.assertEqual(few["skhcn", "1"].text, "")
        self.refuse(TypeError, "the board is str; expected a Board", lambda: w.apply("board"))
        w.set_points("sxd", "2.2", 6)
        self.refuse(chiso.CellError, "unit sxd, criterion 2.2", w.apply)
        w.close()
        self.refuse(chiso.ClosedError, "closed", w.apply)

    def test_is_refused_while_the_board_is_lent(self):
        if not has_numpy():
            self.skipTest("needs numpy")
        w = self.board.what_if()
        w["sxd", "1"] = 19
        points = self.board.points("1")
        self.refuse(chiso.StateError, "is lent to an array", w.apply)
        self.assertEqual(points[1], 15_000_000)
        del points
        self.assertEqual(w.apply()["sxd", "1"].text, "19")


class TheRulesOfAReport(Refused):
    def test_are_those_that_it_was_made_by(self):
        plain = {"overall": False, "ties": 0, "key": 0, "tie_break": ()}
        self.assertEqual(self.board.report().rules, plain)
        asked = {
            "overall": True,
            "ties": chiso.Ties.ORDINAL,
            "key": chiso.Key.PUBLISHED,
            "tie_break": ("2", ""),
        }
        self.assertEqual(self.board.report(**asked).rules, asked)
        comparison = self.board.compare(self.board, **asked)
        self.assertEqual(comparison.report().rules, asked)
        self.assertIs(type(self.board.report().rules["ties"]), chiso.Ties)

    def test_make_what_may_stand_beside_it(self):
        report = self.board.report(overall=True, ties="ordinal", tie_break=["2.1"])
        unit = self.board["hue"]
        with self.assertRaisesRegex(chiso.ShapeError, "target"):
            report.detail_json("hue", target=unit.target(rank=1))
        with self.board.what_if(**report.rules) as w:
            target = unit.target(rank=1, **report.rules)
            self.assertIn('"target"', report.detail_json("hue", target=target, what_if=w))
        self.assertEqual(self.board.ranking(**report.rules)["hue"], report["hue"][-4:-1])

    def test_of_a_closed_report_are_refused(self):
        report = self.board.report()
        report.close()
        self.refuse(chiso.ClosedError, "closed", lambda: report.rules)


if __name__ == "__main__":
    unittest.main()
