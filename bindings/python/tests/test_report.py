"""Reports: what a unit has and what changed, read, and written as JSON and CSV."""

import json
import pathlib
import tempfile
import pickle
import unittest

from support import small_board, small_tree

import chiso


class AReportOfWhatChanged(unittest.TestCase):
    def setUp(self):
        self.now, self.before = small_board(), small_board()
        self.before["sxd", "1"], self.before["skhcn", "1"] = 19, 0
        self.before.score()

    def test_tells_what_there_was_and_how_it_changed(self):
        comparison = self.now.compare(self.before, bands=chiso.Bands({"A": 90, "B": 80}))
        report = comparison.report()
        self.assertIs(report.comparison, comparison)
        self.assertEqual(
            (report["sxd"].band, self.now.report(comparison=comparison)["sxd"].band), ("B", "B")
        )
        self.assertEqual(report.to_json(), self.now.report(comparison=comparison).to_json())
        document = json.loads(report.to_json("sxd"))
        self.assertEqual(document["comparison"]["units_new"], [])
        self.assertEqual(
            (
                document["results"][0]["change"]["achieved"],
                document["results"][0]["change"]["rank"],
            ),
            (-4, -1),
        )
        self.assertIn("previous_achieved", report.to_csv().splitlines()[0])
        self.assertIn("max_change", report.to_csv("sxd").splitlines()[0])
        self.assertIsNone(self.now.report().comparison)
        self.assertNotIn("previous", self.now.report().to_csv())

    def test_ranks_as_the_comparison_does_or_is_refused(self):
        dense = self.now.compare(self.before, ties="dense", overall=True, tie_break=["2.1"])
        self.assertEqual(self.now.report(comparison=dense)["hue"].out_of, 3)
        self.assertEqual(
            self.now.report(comparison=dense, ties="dense", overall=True)["hue"].out_of, 3
        )
        with self.assertRaisesRegex(chiso.ShapeError, "ranks by another rule than the report"):
            self.now.report(comparison=dense, ties="competition")
        with self.assertRaisesRegex(chiso.ShapeError, "ranks by another rule than the report"):
            self.now.report(comparison=dense, overall=False)
        with self.assertRaisesRegex(chiso.ShapeError, "the whole index only"):
            self.now.compare(self.before, ranked="root").report()
        with self.assertRaisesRegex(chiso.ShapeError, "of another board"):
            self.before.report(comparison=dense)
        with self.assertRaisesRegex(TypeError, "comparison is Board; expected a Comparison"):
            self.now.report(comparison=self.before)
        ordinal = self.now.compare(self.before, ties="ordinal", tie_break=["2.1", "1"])
        self.assertEqual(len(ordinal.report()), 3)

    def test_is_refused_once_either_board_changed(self):
        report = self.now.compare(self.before).report()
        self.before["sxd", "1"] = 18
        for ask in (
            lambda: report["sxd"],
            lambda: report.to_json(),
            lambda: report.to_csv("sxd"),
            lambda: report.detail_json("sxd"),
        ):
            with self.assertRaises(chiso.StateError):
                ask()
        with self.assertRaisesRegex(chiso.StateError, "of the earlier board it is compared with"):
            report["sxd"]

    def test_shares_the_ranks_of_a_board_that_is_compared_twice(self):
        first, second = self.now.compare(self.before), self.now.compare(self.now)
        self.assertIs(first._ranks[0], second._ranks[0])
        self.assertIs(second._ranks[0], second._ranks[1])
        self.assertIsNot(first._ranks[0], self.now.compare(self.before, ties="dense")._ranks[0])
        self.assertEqual((first["sxd"].rank, second["sxd"].rank), (-1, 0))
        del first, second
        self.assertEqual(len(self.now._shared), 0)
        kept = self.now.compare(self.before)
        for change in (
            lambda: self.now.set_ranked("sxd", False),
            lambda: self.now.set_column("1", [1, 2, 3]),
            lambda: self.now.add_unit("x"),
        ):
            change()
            self.assertEqual(self.now.score().compare(self.before)["skhcn"].now.place.rank, 1)
        with self.assertRaises(chiso.StateError):
            kept["sxd"].points

    def test_breaks_ties_before_by_what_the_criteria_were_before(self):
        tree = chiso.Tree.from_csv("code,title,max\nb,,10\na,,10\n")
        before = chiso.Board.from_csv(tree, "unit,a,b\nu,4,6\nv,6,4\n").score()
        now = chiso.Board.from_csv(
            chiso.Tree.from_csv("code,title,max\na,,10\nb,,10\n"), "unit,a,b\nu,4,6\nv,6,4\n"
        ).score()
        change = now.compare(before, ties="ordinal", tie_break=["a"])["v"]
        self.assertEqual((change.now.place.rank, change.before.place.rank), (1, 1))

    def test_has_all_that_is_known_of_a_unit(self):
        unit = self.now["sxd"]
        with self.now.what_if() as w:
            w["skhcn", "1"] = 0
            parts = {
                "ledger": unit.ledger(),
                "target": unit.target(rank=1),
                "what_if": w,
                "explanation": unit.explain(),
            }
            result = json.loads(self.now.report().detail_json("sxd", **parts))["results"][0]
            self.assertLess(set(parts), set(result))
            self.assertEqual(
                (result["what_if"]["changes"], result["what_if"]["rank"], w["sxd"].rank), (1, 1, 1)
            )
            self.assertEqual(result["ledger"]["entries"][0]["leaf"], "1")
            self.assertEqual(
                set(parts) & set(json.loads(self.now.report().detail_json("sxd"))["results"][0]),
                set(),
            )
            alone = json.loads(
                self.now.compare(self.before).report().detail_json("sxd", ledger=parts["ledger"])
            )
            self.assertEqual(
                (alone["results"][0]["change"]["achieved"], "target" in alone["results"][0]),
                (-4, False),
            )
        for wrong, kind in (
            ({"ledger": self.now["hue"].ledger()}, chiso.ShapeError),
            ({"target": self.before["sxd"].target(rank=1)}, chiso.ShapeError),
            ({"ledger": self.now}, TypeError),
            ({"what_if": w}, chiso.ClosedError),
        ):
            with self.assertRaises(kind):
                self.now.report().detail_json("sxd", **wrong)
        with self.assertRaises(chiso.UnitError):
            self.now.report().detail_json("nobody")


class AReport(unittest.TestCase):
    def test_is_read_and_written(self):
        board = small_board()
        report = board.report(bands=chiso.Bands({"A": 90, "B": 80}))
        self.assertEqual([row.band for row in report], ["A", "B", None])
        self.assertEqual((report["sxd", "1"].achieved, report["sxd"].rank), (15, 2))
        self.assertEqual(json.loads(report.to_json())["results"][0]["percent"], 95.6)
        self.assertEqual(len(json.loads(report.to_json("sxd"))["results"]), 1)
        self.assertTrue(report.to_csv(style="comma").startswith("\ufeffunit;name"))
        self.assertTrue(report.to_csv("sxd").startswith("code,title"))

    def test_is_written_to_a_file_as_a_whole(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "board.json"
            small_board().report().write_json(path)
            self.assertEqual(
                json.loads(path.read_text(encoding="utf-8"))["format"], "chiso.scoreboard/1"
            )
            small_board().write_csv(path)
            self.assertEqual(
                chiso.Board.read_csv(small_tree(), path).to_csv(), small_board().to_csv()
            )
            self.assertEqual(
                [found.name for found in pathlib.Path(folder).iterdir()], ["board.json"]
            )


class TheBandsOfAReport(unittest.TestCase):
    def test_keep_every_digit(self):
        tree = chiso.Tree.from_csv("code,title,max\n1,,3\n")
        board = chiso.Board.from_csv(tree, "unit,1\nu,2\nv,1.99999999999\n").score()
        bands = chiso.Bands({"most": "200/3", "none": "0.000000000000001"})
        for used in (
            bands,
            pickle.loads(pickle.dumps(bands)),
            chiso.Bands.from_csv(bands.to_csv()),
        ):
            report = board.report(bands=used)
            self.assertEqual([report["u"].band, report["v"].band], ["most", "none"])
            self.assertEqual(used.to_csv(), bands.to_csv())
        self.assertEqual(len(pickle.loads(pickle.dumps(chiso.Bands()))), 0)


if __name__ == "__main__":
    unittest.main()
