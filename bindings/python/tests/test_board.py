"""Trees, boards, scores and rankings in Python's own shape."""

import os
import pathlib
import pickle
import tempfile
import unittest
from decimal import Decimal

from support import CRITERIA, DATA, POINTS, small_board, small_tree

import chiso


class ATree(unittest.TestCase):
    def test_is_read_by_code_and_gone_through_in_its_order(self):
        tree = small_tree()
        self.assertEqual([node.code for node in tree], ["1", "2", "2.1", "2.2", "3"])
        self.assertEqual(len(tree), 5)
        self.assertEqual(tree["2"].max, Decimal(26))
        self.assertEqual(tree["2.2"].rule, "rate from 80%")
        self.assertEqual([leaf.code for leaf in tree.leaves], ["1", "2.1", "2.2", "3"])
        self.assertEqual([child.code for child in tree["2"].children], ["2.1", "2.2"])
        self.assertEqual(tree["2.1"].parent, tree["2"])
        self.assertIsNone(tree.root.parent)
        self.assertIn("2.1", tree)
        self.assertNotIn("9", tree)
        self.assertEqual((tree.title, tree.root.title, tree.digits), ("PAR index", "PAR index", 2))

    def test_built_by_calls_equals_the_one_of_a_file(self):
        tree = chiso.Tree("PAR index")
        tree.add("1", "Steering", 19)
        tree.add("2", "Procedures")
        tree.add("2.1", "Published", Decimal("14"))
        tree.add("2.2", "On time", "12", rule="rate from 80%")
        tree.add("3", "Served", 1.0, rule="yesno")
        self.assertEqual(tree.check().to_csv(), small_tree().to_csv())

    def test_takes_a_parent_by_node_or_code(self):
        tree = chiso.Tree()
        first = tree.add("a")
        self.assertEqual(tree.add("b", max=1, parent=first).parent, first)
        self.assertEqual(tree.add("c", max=1, parent="a").parent, first)
        self.assertEqual(tree.add("a.d", max=1, parent="").parent, tree.root)

    def test_comes_back_from_a_pickle(self):
        self.assertEqual(pickle.loads(pickle.dumps(small_tree())).to_csv(), small_tree().to_csv())

    def test_prints_its_criteria(self):
        self.assertIn("2.2     On time     12  rate from 80%", str(small_tree()))


class ABoard(unittest.TestCase):
    def test_gives_exact_points_and_published_percents(self):
        dept = small_board()["skhcn"]
        self.assertEqual(
            (dept.code, dept.name, dept.block, dept.ranked),
            ("skhcn", "Sở Khoa học và Công nghệ", "so", True),
        )
        self.assertEqual(dept.achieved, Decimal("43.976"))
        self.assertEqual(
            (dept.max, dept.percent, dept.lost), (Decimal(46), Decimal("95.60"), Decimal("2.024"))
        )
        self.assertEqual(str(dept.percent), "95.60")
        self.assertEqual((dept.rank, dept.out_of, dept.tied), (1, 2, 1))
        self.assertEqual(dept["2.2"].achieved, Decimal("11.736"))
        self.assertEqual(dept.state, chiso.State.SCORED)

    def test_tells_missing_from_not_applicable(self):
        hue = small_board()["hue"]
        self.assertEqual(hue["1"].cell, chiso.Cell(chiso.State.MISSING, None, None, None, ()))
        self.assertEqual(hue["2.2"].state, chiso.State.NOT_APPLICABLE)
        self.assertIsNone(hue["2.2"].achieved)
        self.assertEqual(hue.max, Decimal(34))
        self.assertEqual(
            (hue.lowest, hue.highest, hue.coverage),
            (Decimal("32.35"), Decimal("88.24"), Decimal("44.12")),
        )

    def test_is_gone_through_in_the_order_of_adding(self):
        board = small_board()
        self.assertEqual([unit.code for unit in board], ["skhcn", "sxd", "hue"])
        self.assertEqual((len(board), board.blocks()), (3, ["so", "huyen"]))
        self.assertIn("sxd", board)
        self.assertNotIn("nobody", board)

    def test_takes_each_kind_of_value(self):
        board = small_board()
        for value, points in (
            ("978/1000", "11.736"),
            ((978, 1000), "11.736"),
            ("97.8%", "11.736"),
            ((Decimal("97.8"), 100), "11.736"),
        ):
            board["sxd", "2.2"] = value
            self.assertEqual(board["sxd", "2.2"].cell.points, Decimal(points))
        for value, points in ((12, 12), (Decimal("1.25"), "1.25"), (0.5, "0.5"), ("3.75", "3.75")):
            board["sxd", "1"] = value
            self.assertEqual(board["sxd", "1"].cell.points, Decimal(points))
        board["sxd", "3"] = True
        self.assertEqual(board["sxd", "3"].cell.points, 1)
        board["sxd", "1"] = None
        self.assertEqual(board["sxd", "1"].cell.state, chiso.State.MISSING)
        board["sxd", "1"] = chiso.NOT_APPLICABLE
        self.assertEqual(board["sxd", "1"].cell.state, chiso.State.NOT_APPLICABLE)
        del board["sxd", "1"]
        self.assertEqual(board["sxd", "1"].cell.state, chiso.State.MISSING)

    def test_takes_and_gives_counts_of_answers(self):
        board = chiso.Board(
            chiso.Tree.from_csv("code,title,max,rule\n1,Asked,10,survey 100 60 20 0\n")
        )
        board.add_unit("a")
        board["a", "1"] = [12, 30, 5, 1]
        self.assertEqual(board["a", "1"].cell.counts, (12, 30, 5, 1))
        self.assertEqual(board["a", "1"].cell.points, Decimal("6.458333"))

    def test_must_be_scored_again_after_a_change(self):
        board = small_board()
        self.assertEqual(board["sxd"].rank, 2)
        board["sxd", "1"] = 19
        board["sxd", "3"] = "yes"
        with self.assertRaisesRegex(chiso.StateError, "not scored"):
            board["sxd"].percent
        self.assertEqual(board.score()["sxd"].percent, Decimal("96.30"))
        self.assertEqual(board["sxd"].rank, 1)

    def test_comes_back_from_a_pickle(self):
        board = pickle.loads(pickle.dumps(small_board()))
        self.assertTrue(board.is_scored)
        self.assertEqual(board.to_csv(), small_board().to_csv())
        self.assertEqual(len(pickle.loads(pickle.dumps(chiso.Board(small_tree())))), 0)

    def test_reads_the_provinces_of_2021(self):
        tree = chiso.Tree.read_csv(DATA / "ddci" / "criteria.csv")
        now = chiso.Board.read_csv(tree, DATA / "ddci" / "points-2021.csv").score()
        self.assertEqual(len(now.ranking()), len(now))
        self.assertEqual(now.ranking()[0].rank, 1)


class ARanking(unittest.TestCase):
    def test_is_a_table_in_the_order_of_ranks(self):
        ranking = small_board().ranking(block="so")
        self.assertEqual(
            [(row.rank, row.unit, row.percent) for row in ranking],
            [(1, "skhcn", Decimal("95.60")), (2, "sxd", Decimal("85.43"))],
        )
        self.assertEqual(ranking["sxd"], (2, 2, 1))
        self.assertEqual(str(ranking["sxd"]), "2/2")
        self.assertEqual(ranking.units(), ["skhcn", "sxd"])
        self.assertEqual(
            [tuple(place) for place in ranking.places()], [(1, 2, 1), (2, 2, 1), (1, 1, 1)]
        )
        self.assertEqual(ranking.places(), [ranking[unit] for unit in small_board().units()])
        self.assertEqual(
            str(ranking).splitlines()[-1],
            "   2  sxd    Sở Xây dựng                   39.3   46    85.43",
        )
        self.assertEqual(ranking[-1].unit, "sxd")
        self.assertEqual([row.unit for row in ranking[:1]], ["skhcn"])

    def test_of_a_node_over_all_units(self):
        ranking = small_board().ranking("2.1", overall=True)
        self.assertEqual([row.unit for row in ranking], ["skhcn", "sxd", "hue"])
        self.assertEqual(len(small_board().ranking("2.2")), 2)

    def test_breaks_ties_as_asked(self):
        board = chiso.Board.from_csv(
            chiso.Tree.from_csv("code,title,max\n1,A,10\n2,B,10\n"),
            "unit,1,2\na,5,5\nb,6,4\nc,1,1\n",
        ).score()
        self.assertEqual(
            [board.ranking(ties=ties)["b"].rank for ties in ("competition", "modified", "average")],
            [1, 2, Decimal("1.5")],
        )
        self.assertEqual(board.ranking(ties="ordinal", tie_break=["1"]).units(), ["b", "a", "c"])
        with self.assertRaises(ValueError):
            board.ranking(ties="none")

    def test_is_of_the_board_as_it_was(self):
        board = small_board()
        ranking = board.ranking()
        board["sxd", "1"] = 19
        with self.assertRaises(chiso.StateError):
            ranking[0]
        board.score()
        with self.assertRaises(chiso.StateError):
            ranking["sxd"]

    def test_of_plain_numbers(self):
        self.assertEqual(
            [place.rank for place in chiso.rank_numbers([3, "7.5", None, 7.5])], [3, 1, None, 1]
        )
        self.assertEqual(chiso.rank_numbers([]), [])


class Files(unittest.TestCase):
    def test_name_themselves_in_errors_with_line_and_column(self):
        with self.assertRaises(chiso.ChisoError) as caught:
            chiso.Board.from_csv(small_tree(), POINTS.replace("17.24", "20"))
        self.assertEqual(
            (caught.exception.status, caught.exception.line, caught.exception.column),
            (chiso.Status.E_POINTS, 2, 35),
        )
        self.assertIn("skhcn", caught.exception.message)
        self.assertNotEqual(caught.exception.message, caught.exception.message_vi)
        with self.assertRaises(OSError) as caught:
            chiso.Tree.read_csv("no/such/file.csv")
        self.assertEqual(caught.exception.path, "no/such/file.csv")

    def test_are_written_and_read_again(self):
        self.assertEqual(chiso.Tree.from_csv(small_tree().to_csv()).to_csv(), small_tree().to_csv())
        self.assertEqual(chiso.Tree.from_csv(CRITERIA.encode()).to_csv(), small_tree().to_csv())

    @unittest.skipUnless(os.name == "posix", "needs links and pipes")
    def test_are_written_where_a_link_leads_and_into_a_pipe(self):
        board = small_board()
        text = board.to_csv()
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "real.csv").write_text("old", encoding="utf-8")
            (folder / "real.csv").chmod(0o640)
            (folder / "link.csv").symlink_to("real.csv")
            board.write_csv(folder / "link.csv")
            self.assertTrue((folder / "link.csv").is_symlink())
            self.assertEqual((folder / "real.csv").read_text(encoding="utf-8"), text)
            self.assertEqual((folder / "real.csv").stat().st_mode & 0o777, 0o640)
            os.mkfifo(folder / "pipe")
            reader = os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)
            try:
                board.write_csv(folder / "pipe")
                self.assertEqual(os.read(reader, 4096).decode(), text)
            finally:
                os.close(reader)
            self.assertTrue((folder / "pipe").is_fifo())
            board.write_csv(os.fsencode(folder / "bytes.csv"))
            self.assertEqual(
                sorted(path.name for path in folder.iterdir()),
                ["bytes.csv", "link.csv", "pipe", "real.csv"],
            )
            with self.assertRaisesRegex(chiso.TextError, "holds a NUL"):
                board.write_csv(f"{name}/a\0b")


if __name__ == "__main__":
    unittest.main()
