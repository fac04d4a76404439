"""Comparisons, series, ledgers, targets, what-ifs, tallies, statistics and audits in
Python's own shape.
"""

import json
import unittest
from decimal import Decimal

from support import DATA, small_board, small_tree

import chiso

D = Decimal


def provinces(year):
    """The provincial competitiveness index as it was published."""
    tree = chiso.Tree.read_csv(DATA / "pci" / "criteria.csv")
    return chiso.Board.read_csv(tree, DATA / "pci" / f"points-{year}.csv").score()


class AnAnalyst(unittest.TestCase):
    """The whole way from two files to what it would take, on published figures."""

    def setUp(self):
        self.now, self.before = provinces(2021), provinces(2019)

    def test_tells_all_of_a_province_in_one_document(self):
        unit, comparison = self.now["haiphong"], self.now.compare(self.before)
        with self.now.what_if() as w:
            w["haiphong", "labor"] = "8.00"
            self.assertEqual(
                (w["haiphong", "labor"].cell.value, w["haiphong", "bias"].cell.value),
                (D(8), D("6.02")),
            )
            text = comparison.report().detail_json(
                "haiphong",
                ledger=unit.ledger(),
                target=unit.target(rank=1),
                what_if=w,
                explanation=unit.explain(),
            )
        result = json.loads(text, parse_float=D)["results"][0]
        self.assertEqual(result["change"]["rank"], 8)
        self.assertEqual(result["ledger"]["lost"], D("29.395"))
        self.assertEqual(result["target"]["plan"][0]["to"], D("8.0375"))
        self.assertEqual(result["what_if"]["percent"], D("72.27"))
        self.assertEqual(result["explanation"]["steps"][0]["contribution"], D("70.605"))
        self.assertEqual((result["rank_bridge"]["own"], result["rank_bridge"]["others"]), (5, 3))

    def test_refuses_what_is_of_another_province(self):
        with self.assertRaisesRegex(chiso.ShapeError, "the ledger is not of unit haiphong"):
            self.now.report().detail_json("haiphong", ledger=self.now["danang"].ledger())
        ledger = self.now["haiphong"].ledger()
        ledger.close()
        with self.assertRaises(chiso.StateError):
            self.now.report().detail_json("haiphong", ledger=ledger)

    def test_a_report_of_a_comparison_outlives_its_boards(self):
        report = self.now.compare(self.before).report()
        self.now.close()
        self.before.close()
        self.assertIn('"agreement": { "units": 17, "spearman": 0.3', report.to_json())

    def test_ranks_the_provinces(self):
        dept = self.now["quangninh"]
        self.assertEqual((dept.percent, f"{dept.rank}/{dept.out_of}"), (D("73.04"), "1/21"))
        self.assertEqual(
            str(self.now.ranking()).splitlines()[2],
            "   1  quangninh     Quảng Ninh     73.04  100    73.04",
        )

    def test_sees_what_changed(self):
        change = self.now.compare(self.before)["quangninh"]
        self.assertEqual((change.points, change.percent, change.rank), (D("-0.36"), D("-0.36"), 0))
        self.assertEqual(
            (change.now.achieved, change.before.achieved, change.now.place),
            (D("73.04"), D("73.4"), (1, 21, 1)),
        )
        entry = change.nodes[0]
        self.assertEqual(
            (entry.code, entry.title, entry.points, entry.rank),
            ("entry", "Entry costs", D("0.82"), 9),
        )
        self.assertEqual(
            (change.summary.both, change.summary.gain, change.summary.lost),
            (5, "entry", D("-0.89")),
        )
        self.assertEqual(sum(change.bridge()[1:6]), change.bridge().change)
        self.assertEqual(
            change.rank_bridge().own + change.rank_bridge().others, change.rank_bridge().change
        )

    def test_sees_who_moved(self):
        comparison = self.now.compare(self.before)
        self.assertEqual(
            sorted(change.unit for change in comparison.movers(2)), ["thuathienhue", "vinhphuc"]
        )
        self.assertEqual(comparison.movers(1, fallers=True, by="points")[0].unit, "quangnam")
        self.assertEqual(comparison.counts(), (9, 8, 0, 4))
        self.assertEqual((comparison.block().both, comparison.block().mean), (17, D("0.15")))
        self.assertEqual(comparison.agreement().units, 17)
        self.assertAlmostEqual(comparison.agreement().kendall, 0.2205882352941)
        self.assertEqual(len(comparison.points()), 21)
        self.assertEqual(comparison.ranks()[0], 0)
        self.assertEqual(len(comparison.difference("units_new")), 4)
        self.assertEqual(comparison.units_before("quangninh"), ["quangninh"])
        self.assertEqual(comparison.nodes_before("land"), ["land"])

    def test_sees_where_the_points_went(self):
        ledger = self.now["quangninh"].ledger()
        self.assertEqual(
            (ledger[0].code, ledger[0].lost, ledger[0].best, ledger[0].best_unit),
            ("transparency", D("3.69"), D("6.98"), "binhduong"),
        )
        self.assertEqual(
            (ledger.total.lost, len(ledger), len(ledger.head(5)), len(ledger.bonuses)),
            (D("26.96"), 10, 5, 0),
        )
        self.assertIn("lost 26.96", str(ledger))

    def test_sees_what_it_would_take(self):
        self.assertEqual(list(self.now["quangninh"].target(rank=1).leaves), [])
        target = self.now["haiphong"].target(rank=1)
        self.assertEqual(
            (target.goal, target.met, target.outcome, target.needed),
            ("rank:1", False, chiso.Outcome.MISSED, D("2.435")),
        )
        self.assertEqual(
            [(leaf.code, leaf.from_, leaf.to) for leaf in target.leaves],
            [("transparency", D("6.82"), D("8.0375"))],
        )
        bands = chiso.Bands({"A": 75, "B": 60})
        self.assertEqual(self.now["haiphong"].target("band:A", bands=bands).band, "B")
        target = self.now["haiphong"].target(band="A", bands=bands)
        bands.add("A+", 90)
        self.assertEqual((target.goal, target.band), ("band:A", "B"))
        self.assertEqual(self.now["haiphong"].target(rise="2.5", former="70").needed, D("1.895"))
        self.assertEqual(self.now["haiphong"].target(above="dongthap").met, True)
        effort = self.now["haiphong"].target(percent=72, efforts={"entry": 1, "land": "0.5"})
        self.assertTrue({leaf.code for leaf in effort.leaves} <= {"entry", "land"})
        self.assertIsNotNone(effort.effort)

    def test_tries_changes_that_leave_the_board_as_it_is(self):
        with self.now.what_if() as w:
            w["haiphong", "labor"] = "8.00"
            self.assertEqual(
                (w["haiphong"].percent, w["haiphong"].rank, len(w)), (D("72.27"), 2, 1)
            )
            cell = w["haiphong", "labor"].cell
            self.assertEqual((cell.state, cell.value, cell.points), (chiso.State.SCORED, 8, 8))
            self.assertEqual(w["haiphong", "entry"].cell, self.now["haiphong", "entry"].cell)
            with self.assertRaisesRegex(chiso.NodeError, "the whole index has no cell"):
                w["haiphong"].cell
            with w.trial():
                w["haiphong"]["transparency"] = 10
                self.assertEqual((w["haiphong"].rank, w["quangninh"].rank, w.depth), (1, 2, 1))
            self.assertEqual((w["haiphong"].rank, w.changes_of("haiphong")), (2, 1))
            with w.trial(keep=True):
                w.set_points("haiphong", "entry", 10)
            self.assertEqual(len(w), 2)
            w.undo()
            self.assertEqual(w.standing("haiphong", bands=chiso.Bands({"A": 70})).band, "A")
            w.reset()
            self.assertEqual((w["haiphong"].achieved, len(w)), (D("70.605"), 0))
            with self.assertRaises(chiso.EmptyError):
                w.undo()
            with self.assertRaisesRegex(
                chiso.RangeError, "the number of changes to undo is 9; there are [0-8]$"
            ):
                w.undo(9)
            with self.assertRaises(chiso.CellError):
                w["haiphong", "labor"] = 11
            self.assertEqual(len(w), 0)
        with self.assertRaises(chiso.ClosedError):
            w["haiphong"].rank
        self.assertEqual(self.now["haiphong"].achieved, D("70.605"))

    def test_gets_a_derivation_that_adds_up(self):
        explanation = self.now["quangninh"].explain()
        self.assertEqual(
            sum(step.contribution for step in explanation if step.depth == 1),
            explanation[0].achieved,
        )
        self.assertIn("73.04 of 100 points (73.04 %)", str(explanation))
        self.assertIn("73,04 trên 100 điểm", explanation.text("vi"))
        self.assertEqual(len(self.now["quangninh"].explain(depth=0)), 1)
        self.assertEqual(explanation[1].weight, D("0.05"))

    def test_follows_a_unit_over_periods(self):
        series = chiso.Series({"2019": self.before, "2021": self.now})
        self.assertEqual(
            [(point.period, point.achieved, point.rank) for point in series["quangninh"]],
            [("2019", D("73.4"), 1), ("2021", D("73.04"), 1)],
        )
        self.assertEqual(
            [point.achieved for point in series["quangninh", "entry"]], [D("7.16"), D("7.98")]
        )
        self.assertEqual([point.has_unit for point in series["haiduong"]], [False, True])
        self.assertEqual(
            (series.labels, len(series), series.board("2019")), (["2019", "2021"], 2, self.before)
        )
        with self.assertRaises(chiso.UnitError):
            series["nobody"]

    def test_summarises_the_board(self):
        self.assertEqual((self.now.summary().units, self.now.summary().mean), (21, D("68.41")))
        self.assertEqual(set(self.now.quarters().values()), {1, 2, 3, 4})
        self.assertEqual(self.now.band_counts(chiso.Bands({"A": 70, "B": 60})), {"A": 4, "B": 17})
        self.assertEqual(self.now["quangninh"].effective_weights()["labor"], D("0.2"))
        statistics = self.now.statistics()
        self.assertEqual((len(statistics), statistics.units), (10, 21))
        self.assertAlmostEqual(statistics.summary("entry").mean, 69.10476190476)
        self.assertEqual(statistics.correlation("spearman")["entry", "entry"], 1.0)
        self.assertEqual(sum(statistics.weights("critic").values()), 1)
        self.assertLess(statistics.alpha(), 1)
        self.assertTrue(
            all(finding.severity < chiso.Severity.ERROR for finding in self.now.audit())
        )


class AMap(unittest.TestCase):
    def test_matches_codes_that_changed(self):
        old = chiso.Board.from_csv(
            chiso.Tree.from_csv("code,title,max\nx,A,10\n"), "unit,x\na,4\n"
        ).score()
        new = chiso.Board.from_csv(
            chiso.Tree.from_csv("code,title,max\ny,A,10\n"), "unit,y\nb,9\n"
        ).score()
        with self.assertRaises(chiso.ShapeError):
            new.compare(old)
        comparison = new.compare(
            old, criteria_map=chiso.Map([("x", "y")]), unit_map=chiso.Map.from_csv("old,new\na,b\n")
        )
        self.assertEqual((comparison["b", "y"].points, comparison.nodes_before("y")), (5, ["x"]))


class ATally(unittest.TestCase):
    def test_is_counted_in_parts_and_merged_in_any_order(self):
        parts = []
        for seed in range(4):
            part = chiso.Tally(["a", "b"], {"q1": 4, "q2": 5})
            part.add_answers([seed % 2, 1], [0, 1], [seed, 255 if seed == 3 else 4])
            parts.append(part)
        one = sum(parts)
        other = chiso.Tally.from_bytes(parts[3].to_bytes())
        for part in parts[:3]:
            other += part
        self.assertEqual((one, one.to_bytes(), one.total), (other, other.to_bytes(), 7))
        self.assertEqual(one.counts("a", "q1"), (1, 0, 1, 0))
        self.assertEqual(one.answers("b", "q2"), 3)
        self.assertEqual(one.questions(), {"q1": 4, "q2": 5})
        doubled = chiso.Tally.from_bytes(one.to_bytes())
        doubled.merge(doubled)
        self.assertEqual(doubled.total, 14)

    def test_refuses_what_it_cannot_count_and_counts_nothing(self):
        tally = chiso.Tally(["a"], {"q1": 4})
        before = tally.to_bytes()
        for kind, action in (
            (chiso.RangeError, lambda: tally.add("a", "q1", 4)),
            (chiso.RangeError, lambda: tally.add("a", "q1", 0, -1)),
            (chiso.UnitError, lambda: tally.add("z", "q1", 0)),
            (chiso.NodeError, lambda: tally.add("a", "q9", 0)),
            (chiso.RangeError, lambda: tally.add_answers([0, 0], [0, 0], [0, 9])),
            (chiso.ShapeError, lambda: tally.add_answers([0, 0], [0, 0], [0])),
            (chiso.RangeError, lambda: tally.add_answers([-1], [0], [0])),
            (TypeError, lambda: tally.add_answers([0.5], [0], [0])),
            (chiso.ShapeError, lambda: tally.merge(chiso.Tally(["b"], {"q1": 4}))),
            (TypeError, lambda: tally.merge(before)),
            (TypeError, lambda: tally + 1),
            (chiso.BytesError, lambda: chiso.Tally.from_bytes(before[:-1])),
            (chiso.NodeError, lambda: tally.add_csv("unit,question,answer\na,q9,1\n")),
        ):
            with self.assertRaises(kind):
                action()
        self.assertEqual(tally.to_bytes(), before)

    def test_feeds_a_board_and_says_how_sure_it_is(self):
        board = chiso.Board(
            chiso.Tree.from_csv("code,title,max,rule\n1,Asked,10,survey 100 60 20 0\n")
        )
        board.add_unit("a")
        tally = chiso.Tally.for_board(board)
        tally.add_csv("unit,1\na,1\na,2\na,2\n")
        tally.feed(board).score()
        self.assertEqual(
            (board["a", "1"].achieved, board["a", "1"].cell.counts), (D("7.333333"), (1, 2, 0, 0))
        )
        self.assertEqual((tally.mean(), tally.share(1).percent), (D("1.666667"), D("66.666667")))
        self.assertLess(tally.share(1, unit="a", question="1").low, 66)
        with self.assertRaises(chiso.EmptyError):
            chiso.Tally(["a"], {"q": 2}).mean()
        self.assertEqual(chiso.sample_size(1000, D("0.05")), 286)
        with self.assertRaises(chiso.RangeError):
            chiso.sample_size(1000, 1)
        with self.assertRaises(chiso.EmptyError):
            chiso.share_of(0, 0)


class WeightsAndStatistics(unittest.TestCase):
    def test_weights_add_up_to_one(self):
        weights = chiso.Weights.ahp(["a", "b", "c"], [[1, 3, 5], [0.333, 1, 2], [0.2, 0.5, 1]])
        self.assertEqual(sum(weights.values()), 1)
        self.assertLess(weights.consistency.ratio, 0.1)
        self.assertEqual(chiso.Weights.equal(["a", "b"])["b"], D("0.5"))
        with self.assertRaises(chiso.StatisticsError):
            chiso.Weights.ahp(["a", "b"], [[1, 3], [3, 1]])
        with self.assertRaises(chiso.ShapeError):
            chiso.Weights.ahp(["a", "b"], [[1, 3]])
        with self.assertRaises(chiso.StatisticsError):
            chiso.Weights({"a": -1})

    def test_statistics_of_plain_columns(self):
        columns = chiso.Statistics({"a": [1, 2, 3, 4], "b": [2, 1, 4, 3]})
        self.assertEqual(columns.summary("a").variance_n1, 5 / 3)
        self.assertAlmostEqual(columns.correlation("kendall")["a", "b"], 1 / 3)
        self.assertAlmostEqual(columns.correlation().rows[0][1], 0.6)
        self.assertEqual(columns.weights("deviation"), {"a": D("0.5"), "b": D("0.5")})
        for method in chiso.WeightsMethod:
            if method != chiso.WeightsMethod.COMPONENT:
                self.assertEqual(sum(columns.weights(method).values()), 1)
        with self.assertRaises(chiso.StatisticsError):
            chiso.Statistics({"a": [1, 1], "b": [1, 2]}).correlation()
        with self.assertRaises(chiso.ShapeError):
            chiso.Statistics({"a": [1, 1], "b": [1]})
        with self.assertRaises(KeyError):
            columns.summary("c")


class AnAudit(unittest.TestCase):
    def test_finds_what_is_wrong_in_a_printed_table(self):
        audit = chiso.Audit.read_csv(DATA / "audit" / "printed.csv")
        self.assertGreater(len(audit), 0)
        self.assertEqual(
            audit.counts("error") + audit.counts("warning") + audit.counts("note"), len(audit)
        )
        self.assertIn(audit[0].message, str(audit))

    def test_of_a_tree_names_the_criterion(self):
        tree = chiso.Tree.from_csv("code,title,max\n1,A,5\n2,A,5\n")
        self.assertEqual(
            [(finding.code, finding.node) for finding in tree.audit()],
            [(chiso.AuditCode.TITLE_TWICE, "2")],
        )

    def test_checks_single_figures(self):
        self.assertEqual(chiso.check_ratio("23.56", "29", "90.62").fits, 26)
        self.assertIsNone(chiso.check_difference("3.5", "2", "1.5"))
        self.assertEqual(chiso.check_difference("3.5", "2", "-1.5").cause, chiso.Cause.SIGN)
        self.assertIsNone(chiso.check_sum(["1.5", "2.5"], "4.0"))
        self.assertIsNotNone(chiso.check_sum([1, 2], 4))
        self.assertIsNone(chiso.check_mean(["1", "2"], "1.5"))
        self.assertIsNone(chiso.check_weighted(["1", "2"], ["0.5", "0.5"], "1.5"))
        self.assertIsNone(chiso.check_growth("110", "100", "10"))
        self.assertIsNone(chiso.check_rank_change(3, 5, 2))
        with self.assertRaisesRegex(TypeError, "percent is float; a printed figure is text"):
            chiso.check_ratio("1", "2", 50.0)
        with self.assertRaises(chiso.EmptyError):
            chiso.check_sum([], "1")


if __name__ == "__main__":
    unittest.main()
