"""Boards drawn many times, as objects of Python."""

import importlib.util
import json
import unittest
from decimal import Decimal

import chiso

MEANS = "code,title,max,weight,combine\n.,,,,mean\n1,A,100,1,\n2,B,100,1,\n"
POINTS = "unit,name,block,1,2\na,An,x,60,30\nb,Ba,x,50,40\nc,Ca,y,45,60\nd,,y,,\n"


class Robustness(unittest.TestCase):
    def setUp(self):
        self.tree = chiso.Tree.from_csv(MEANS)
        self.board = chiso.Board.from_csv(self.tree, POINTS).score()

    def test_has_a_row_for_each_unit_in_the_order_of_the_board(self):
        found = self.board.robustness("200,weights:50%", overall=True)
        self.assertEqual([row.unit for row in found], ["a", "b", "c", "d"])
        self.assertEqual(len(found), 4)
        self.assertEqual((found.draws, found.node.code), (200, ""))
        row = found["c"]
        self.assertEqual((row.rank, row.name, row.block), (1, "Ca", "y"))
        self.assertEqual(row.draws, 200)
        self.assertEqual(found["d"].rank, None)
        self.assertEqual(found["d"].draws, 0)
        self.assertEqual(found[self.board["a"]], found["a"])
        self.assertEqual(found[-1].unit, "d")
        self.assertIn("c", found)
        with self.assertRaises(chiso.UnitError):
            found["e"]
        with self.assertRaises(IndexError):
            found[4]

    def test_tells_of_a_unit_what_its_shares_say(self):
        found = self.board.robustness("300,weights:60%,quantiles:10+90,first:2", overall=True)
        for row in found[:3]:
            shares = found.shares(row.unit)
            ranks = sorted(rank for rank, count in shares.items() for _ in range(count))
            self.assertEqual(len(ranks), 300)
            self.assertEqual((row.least, row.greatest), (ranks[0], ranks[-1]))
            self.assertEqual((row.low, row.median, row.high), (ranks[29], ranks[149], ranks[269]))
            self.assertEqual(found.quantile(row.unit, "0.05"), ranks[14])
            self.assertEqual(row.mean, round(Decimal(sum(ranks)) / 300, 6))
            moved = sum(abs(rank - row.rank) for rank in ranks)
            self.assertEqual(row.shift, round(Decimal(moved) / 300, 6))
            self.assertEqual(row.first, sum(rank <= 2 for rank in ranks))
        self.assertEqual(found.shares("d"), {})
        self.assertIsNone(found.quantile("d", 1))
        with self.assertRaises(chiso.RangeError):
            found.quantile("a", "1.1")

    def test_ranks_as_it_is_asked_to(self):
        board = chiso.Board.from_csv(self.tree, "unit,1,2\na,5,5\nb,5,5\nc,1,1\n").score()
        halves = board.robustness("20", ties="average")
        self.assertEqual(halves["a"].median, Decimal("1.5"))
        self.assertEqual(halves.shares("b"), {Decimal("1.5"): 20})
        self.assertEqual(board.robustness("20", ties="dense")["c"].rank, 2)
        self.assertEqual(self.board.robustness("5")["c"].rank, 1)
        self.assertEqual(self.board.robustness("5,weights:0%")["b"].greatest, 1)

    def test_counts_bands_and_pairs(self):
        bands = chiso.Bands({"top": 50, "rest": 0})
        found = self.board.robustness("100,weights:90%,pairs:yes", bands=bands, overall=True)
        bands.add("late", 10)
        counts = found.bands("a")
        self.assertEqual(set(counts), {"top", "rest"})
        self.assertEqual(sum(counts.values()), 100)
        self.assertTrue(0 < counts["top"] < 100)
        one, other = found.pair("a", "c"), found.pair("c", "a")
        self.assertEqual(one.above + other.above + one.equal, 100)
        self.assertEqual(one.above, found.shares("a").get(1, 0))
        with self.assertRaises(chiso.RangeError):
            found.pair("a", "d")
        with self.assertRaises(chiso.StateError):
            self.board.robustness("5").pair("a", "b")

    def test_leaves_criteria_out_as_a_tree_without_them(self):
        found = self.board.robustness("1", overall=True).leave_out()
        for row in found:
            without = self.board.derive(self.tree.derive(without=row.code)).score()
            places = without.ranking(overall=True)
            expected = [places[unit].rank for unit in "abc"] + [None]
            self.assertEqual(list(row.ranks), expected, row.code)
        self.assertEqual(found["1"].shift, Decimal("0.333333"))

    def test_says_what_matters(self):
        found = self.board.robustness("200,weights:50%,matters:yes", overall=True, unit="a")
        rows = found.matters()
        self.assertEqual([row.code for row in rows], ["1", "2"])
        self.assertEqual(rows["1"].weight, 50)
        self.assertIsNone(rows["1"].correlation)
        self.assertGreater(rows["1"].total, 0)
        self.assertEqual(len(self.board.robustness("5").matters()), 0)

    def test_in_parts_is_what_it_is_in_one_piece(self):
        whole = self.board.robustness("100")
        part = self.board.robustness("50,from:50")
        sent = self.board.robustness("1", data=self.board.robustness("50").to_bytes())
        part += sent
        self.assertEqual(part.to_bytes(), whole.to_bytes())
        self.assertEqual(list(part), list(whole))
        with self.assertRaises(chiso.CodeError):
            part.merge(sent)
        with self.assertRaises(chiso.CodeError):
            part.merge(part)
        with self.assertRaises(chiso.ShapeError):
            part.merge(self.board.robustness("5,from:100,seed:2"))
        with self.assertRaises(chiso.BytesError):
            self.board.robustness("1", data=b"nothing of the kind")
        with self.assertRaises(TypeError):
            part += 1

    def test_takes_weights_of_the_caller(self):
        sets = [[0, 3, 1], [0, "0.000001", "0.5"], [0, 1, 1]]
        found = self.board.robustness("3", weights=sets, overall=True)
        self.assertEqual(found.shares("a"), {1: 1, 2: 1, 3: 1})
        with self.assertRaises(chiso.ShapeError):
            self.board.robustness("3", weights=[[1, 2]] * 3)
        with self.assertRaises(chiso.ChisoError):
            self.board.robustness("3", weights=[[0, -1, 1]] * 3)

    def test_refuses_what_is_not_understood(self):
        for text, kind in (
            ("0", chiso.RangeError),
            ("10,weights:101%", chiso.RangeError),
            ("10,,", chiso.ChisoError),
            ("10,node:9", chiso.NodeError),
            ("10,answers:yes", chiso.ChisoError),
        ):
            with self.assertRaises(kind) as caught:
                self.board.robustness(text)
            self.assertTrue(caught.exception.message_vi)
        with self.assertRaises(TypeError):
            self.board.robustness(10)
        with self.assertRaises(chiso.StateError):
            chiso.Board.from_csv(self.tree, POINTS).robustness("5")

    def test_outlives_its_board_and_not_a_change(self):
        found = self.board.robustness("10,pairs:yes")
        self.board["a", "1"] = 61
        for ask in (
            lambda: found["a"],
            lambda: found.draws,
            lambda: found.leave_out(),
            lambda: found.pair("a", "b"),
        ):
            with self.assertRaises(chiso.StateError):
                ask()
        again = self.board.score().robustness("10")
        self.board.close()
        self.assertEqual(again["a"].draws, 10)
        again.close()
        with self.assertRaises(chiso.ClosedError):
            again["a"]

    def test_stands_in_a_report_which_outlives_it(self):
        found = self.board.robustness("10,weights:0%")
        report = self.board.report(robustness=found)
        self.assertIs(report.robustness, found)
        found.close()
        told = json.loads(report.to_json())
        self.assertEqual(told["robustness"]["varied"][0]["share"], 0)
        self.assertEqual(told["results"][0]["robustness"]["shares"], [{"rank": 1, "draws": 10}])
        self.assertIsNone(told["results"][3]["robustness"])
        self.assertIn(",rank_median,rank_mean,rank_low,rank_high,1,2", report.to_csv())
        with self.assertRaises(chiso.ShapeError):
            self.board.report(robustness=self.board.robustness("1", overall=True))
        with self.assertRaises(TypeError):
            self.board.report(robustness="10")

    def test_shows_itself(self):
        found = self.board.robustness("10,weights:0%", overall=True)
        self.assertIn("10 draws, 3 of 3 ranks steady", repr(found))
        self.assertIn("<table", found._repr_html_())
        self.assertIn("lần rút", found.to_html(language="vi"))
        self.assertIn("Trung vị", found.to_html(language="vi"))

    @unittest.skipUnless(importlib.util.find_spec("pandas"), "needs pandas")
    def test_is_a_frame(self):
        found = self.board.robustness("10,weights:0%", overall=True)
        frame = found.to_pandas()
        self.assertEqual(list(frame.columns), list(chiso.RobustUnit._fields))
        self.assertEqual(frame["median"].tolist()[:3], [2, 2, 1])
        self.assertEqual(found.leave_out().to_pandas()["code"].tolist(), ["1", "2"])


if __name__ == "__main__":
    unittest.main()
