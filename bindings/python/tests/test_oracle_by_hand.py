"""The oracle against figures that were worked out by hand from the page that says what every figure
means.
"""

from __future__ import annotations

import unittest
from fractions import Fraction
from typing import Dict, List, Optional, Sequence

from oracle import Board
from oracle_compare import Comparison
from oracle_files import read
from oracle_numbers import Judge, fraction, number, percent_number, ratio
from oracle_results import Ranking, band, order, quarter, ranks, summary


def board(criteria: str, points: str) -> Board:
    return Board(*read(criteria, points))


def ranks_of(scored: Board, code: str = "", how: Ranking = Ranking()) -> List[Optional[Fraction]]:
    return [place.rank for place in ranks(scored, code, how).values()]


def marked(scored: Board, unit: str, code: str = "") -> List[object]:
    """State, points, max, percent, coverage and bounds, as texts."""
    result = scored.results[unit, code]
    return [result.state] + [None if one is None else f"{float(one):g}" for one in result[1:7]]


def leaves(maxima: Sequence[str], rule: str = "", head: str = ".,,") -> str:
    lines = ["code,max,combine,rule,options", f"{head},,"]
    lines += [f"{place},{most},,{rule}," for place, most in enumerate(maxima, 1)]
    return "\n".join(lines)


class Numbers(unittest.TestCase):
    def test_texts(self) -> None:
        self.assertEqual(number("1.4e-06"), Fraction(14, 10**7))
        self.assertEqual(number("1.5E+01"), 15)
        self.assertEqual(number("\u22121.5"), Fraction(-3, 2))
        self.assertEqual(number("0.0000000000000005"), Fraction(1, 10**15))
        self.assertEqual(number("0.0000000000000004"), 0)
        # Decimals are counted once the exponent is applied.
        self.assertEqual(number("0.0000000000000004e3"), Fraction(4, 10**13))
        self.assertEqual(fraction("10/3"), Fraction(10, 3))
        self.assertEqual(ratio("97.8%"), Fraction(978, 1000))
        self.assertEqual(percent_number("52.83%"), Fraction(5283, 100))

    def test_shown(self) -> None:
        judge = Judge()

        def shown(value: str, rounding: str = "half-up", scale: int = 100) -> str:
            return f"{float(judge.shown(Fraction(value), Fraction(scale), 2, rounding)):.2f}"

        self.assertEqual(shown("1.005"), "1.01")
        self.assertEqual(shown("-1.005"), "-1.01")
        self.assertEqual(shown("1.005", "half-even"), "1.00")
        self.assertEqual(shown("1.015", "half-even"), "1.02")
        self.assertEqual(shown("1.0099", "down"), "1.00")
        # Nearer to a half than 10^-12 of the max.
        self.assertEqual(shown("1.00499999999999"), "1.01")
        self.assertEqual(shown("1.004999999"), "1.00")
        self.assertEqual(shown("1.01500000000001", "half-even"), "1.02")
        self.assertEqual(shown("1.00500000000001", "half-even"), "1.00")
        # Nearer below a whole last digit.
        self.assertEqual(shown("1.00999999999999", "down"), "1.01")
        self.assertEqual(shown("-1.00999999999999", "down"), "-1.01")
        self.assertFalse(judge.is_open)
        # A half is never wider than a thousandth of the last digit: here 0.00001, not 0.1.
        self.assertEqual(shown("1.0049", scale=10**11), "1.00")
        self.assertEqual(shown("1.004991", scale=10**11), "1.01")

    def test_nearness(self) -> None:
        judge = Judge()
        self.assertEqual(judge.order(Fraction(1, 3), Fraction("0.333333333333333")), 0)
        self.assertEqual(judge.order(Fraction(2, 3), Fraction("0.66666666666")), 1)
        self.assertFalse(judge.is_open)
        judge.order(Fraction(1), 1 - Fraction(1, 10**12))
        self.assertTrue(judge.is_open)


class Sums(unittest.TestCase):
    def test_thirds(self) -> None:
        scored = board(leaves("111", "rate"), "unit,1,2,3\nx,1/3,1/3,1/3\ny,1/1,0/1,0/1")
        self.assertEqual(marked(scored, "x")[1:4], ["1", "3", "33.33"])
        self.assertEqual(ranks_of(scored), [1, 1])
        self.assertEqual(float(scored.results["x", "1"].achieved or 0), 0.333333)
        of_a_half = board(leaves(["1.5"], "rate"), "unit,1\nx,2/3")
        self.assertEqual(of_a_half.results["x", "1"].achieved, 1)

    def test_band_of_thirds(self) -> None:
        criteria = leaves(["10"] * 10, "rate")
        points = "unit,1,2,3,4,5,6,7,8,9,10\nx,1/3,1/3,1/3" + 7 * ",7/7"
        scored = board(criteria, points)
        bands = {"A": Fraction(90), "B": Fraction(80)}
        self.assertEqual(band(scored, bands, scored.units[0], "", "exact"), "B")

    def test_shown_figures_need_not_add_up(self) -> None:
        scored = board(leaves(["1", "1"], "rate"), "unit,1,2\nx,1/3,1/3")
        parts = [scored.results["x", code].achieved or 0 for code in ("1", "2")]
        self.assertEqual(sum(parts), Fraction("0.666666"))
        self.assertEqual(scored.results["x", ""].achieved, Fraction("0.666667"))

    def test_max_that_is_a_fraction(self) -> None:
        scored = board(leaves(["100/9"] * 9, "rate", ".,100,"), "unit,1,2,3,4\nx,1/1,1/1,1/1,1/2")
        self.assertEqual(marked(scored, "x")[1:4], ["38.8889", "100", "38.89"])
        self.assertEqual(scored.results["x", "1"].max, Fraction("11.111111"))

    def test_scaled(self) -> None:
        criteria = leaves(["1"] * 9, "rate", ".,100,sum scaled")
        points = "unit,1,2,3,4,5,6,7,8,9\nx" + 5 * ",1/1" + 4 * ",0/1" + "\ny,1/1,1/1" + 7 * ",-"
        scored = board(criteria, points)
        self.assertEqual(marked(scored, "x")[1:4], ["55.5556", "100", "55.56"])
        self.assertEqual(marked(scored, "y")[1:4], ["100", "100", "100"])

    def test_leaf_is_limited_again_after_it_is_rounded(self) -> None:
        criteria = "code,max,min,round\n1,1.5,0.5,0\n2,1.5,,0"
        scored = board(criteria, "unit,1,2\nx,0.5,1.5\ny,0.4,0")
        self.assertEqual(scored.results["x", "1"].achieved, 1)
        self.assertEqual(scored.results["x", "2"].achieved, Fraction("1.5"))
        # A carried third of a half is a half.
        thirds = board("code,max,round,rule\n1,,0,\n1.1,1,,rate\n1.2,1,,rate", "unit,1.1\nx,1/2")
        self.assertEqual(thirds.results["x", "1"].achieved, 1)

    def test_capped_after_rounded(self) -> None:
        criteria = "code,max,combine,kind,round\n1,,sum capped,,0\n1.1,9.4,,,\n1.2,1,,bonus,"
        scored = board(criteria, "unit,1.1,1.2\nx,9.4,1")
        self.assertEqual(scored.results["x", "1"].achieved, Fraction("9.4"))

    def test_lost_is_carried(self) -> None:
        scored = board(leaves(["1", "1"], "rate"), "unit,1,2\nx,1/3,1/3")
        self.assertEqual(scored.results["x", ""].lost, Fraction("1.333333"))
        self.assertEqual(scored.results["x", "1"].lost, Fraction("0.666667"))


class Ratios(unittest.TestCase):
    CRITERIA = "code,max,weight,combine,options\n.,100,,{},\n1,10,1,,\n2,20,3,,\n3,5,0,,"

    def test_combines(self) -> None:
        points = "unit,1,2,3\nx,5,20,0\ny,-,15,\nz,0,20,5\nn,-,-,5"
        expected: Dict[str, List[Optional[str]]] = {
            "mean": ["87.5", "75", "75", None],
            "harmonic": ["80", "75", "0", None],
            "min": ["50", "75", "0", None],
            "max": ["100", "75", "100", None],
            "median": ["75", "75", "50", None],
        }
        for combine, achieved in expected.items():
            scored = board(self.CRITERIA.format(combine), points)
            found = [marked(scored, unit)[1] for unit in "xyzn"]
            self.assertEqual(found, achieved, combine)
        scored = board(self.CRITERIA.format("geometric"), points)
        # The fourth root of a half.
        self.assertEqual(scored.results["x", ""].achieved, Fraction("84.089642"))
        self.assertEqual(marked(scored, "z")[1], "0")
        self.assertFalse(scored.judge.is_rational)

    def test_weights_that_are_fractions(self) -> None:
        criteria = "code,max,weight,combine\n.,1,,mean\n1,1,1/3,\n2,1,2/3,"
        scored = board(criteria, "unit,1,2\nx,1,0.5")
        self.assertEqual(scored.results["x", ""].ratio, Fraction(2, 3))

    def test_a_child_of_no_weight_or_max_counts_for_nothing(self) -> None:
        criteria = "code,max,weight,combine,options\n.,,,mean,missing=unknown\n1,10,1,,\n2,10,0,,"
        scored = board(criteria + "\n3,,1,,\n3.1,0,,,", "unit,1,2,3.1\nx,5,,\ny,,5,0")
        self.assertEqual(marked(scored, "x")[3:], ["50", "100", "50", "50"])
        self.assertEqual(marked(scored, "y"), ["missing", None, None, None, "0", "0", "100"])
        self.assertEqual(scored.has_score(scored.units[1]), False)


class Gaps(unittest.TestCase):
    def test_policies(self) -> None:
        criteria = "code,max,min,options\n.,,,missing={}\n1,10,,\n2,30,5,"
        points = "unit,1,2\nx,5,\ny,,\nz,-,20"
        expected = {
            "zero": (
                ["scored", "10", "40", "25", "25", "25", "87.5"],
                ["missing", "5", "40", "12.5", "0", "12.5", "100"],
            ),
            "skip": (
                ["scored", "5", "10", "50", "25", "25", "87.5"],
                ["missing", None, None, None, "0", "12.5", "100"],
            ),
            "unknown": (
                ["missing", None, None, None, "25", "25", "87.5"],
                ["missing", None, None, None, "0", "12.5", "100"],
            ),
        }
        for policy, (partly, wholly) in expected.items():
            scored = board(criteria.format(policy), points)
            self.assertEqual(marked(scored, "x"), partly, policy)
            self.assertEqual(marked(scored, "y"), wholly, policy)
            self.assertEqual(marked(scored, "z")[1:4], ["20", "30", "66.67"], policy)
            # A unit of which nothing is scored has no rank anywhere and is in no block.
            self.assertIsNone(ranks(scored, "")["y"].rank)
            self.assertIsNone(ranks(scored, "2")["y"].rank)
            self.assertEqual(summary(scored, "", None, 2).units, 1 if policy == "unknown" else 2)

    def test_coverage_goes_by_effective_weight(self) -> None:
        criteria = (
            "code,max,weight,combine\n.,1,,{}\n1,,3,\n1.1,10,,\n1.2,30,,\n"
            "2,5,1,\n3,,1,mean\n3.1,7,1,\n3.2,1,3,"
        )
        points = "unit,1.1,1.2,2,3.1,3.2\nx,,30,,7,\ny,10,,-,,1"
        for combine, found in (
            # 3/4 of 3, 0 of 1, 1/4 of 1; without the second 1/4 of 3 and 3/4 of 1.
            ("mean", ["50", "37.5"]),
            # Alike: 3/4, 0, 1/4; 1/4, 3/4.
            ("min", ["33.33", "50"]),
            # By maxima of 40, 5 and 8.
            ("sum scaled", ["60.38", "33.33"]),
        ):
            scored = board(criteria.format(combine), points)
            self.assertEqual([marked(scored, unit)[4] for unit in "xy"], found, combine)

    def test_bonus(self) -> None:
        criteria = (
            "code,max,min,kind,options\n.,,,,missing={}\n1,10,,,\n"
            "2,,,bonus,\n2.1,2,,,\n2.2,3,1,,\n3,0,-4,bonus,"
        )
        points = "unit,1,2.1,2.2,3\nx,5,1,,\ny,5,,,-1\nz,-,,,-1\nw,,,2,"
        for policy in ("zero", "skip", "unknown"):
            scored = board(criteria.format(policy), points)
            # Its missing part counts 0, not its min, and touches nothing above.
            self.assertEqual(marked(scored, "x", "2")[:4], ["scored", "1", "5", "20"])
            self.assertEqual(marked(scored, "x"), ["scored", "6", "10", "60", "100", "60", "60"])
            self.assertEqual(marked(scored, "y", "2"), ["missing"] + [None] * 6)
            self.assertEqual(marked(scored, "y")[1:4], ["4", "10", "40"])
            self.assertIsNone(ranks(scored, "2")["y"].rank)
            self.assertIsNone(scored.results["x", "2"].lost)
            # A bonus that was given counts where no criterion applies; its max is 0.
            self.assertEqual(marked(scored, "z"), ["scored", "-1", "0"] + [None] * 4)
        self.assertEqual(
            marked(board(criteria.format("zero"), points), "w")[1:4], ["2", "10", "20"]
        )
        self.assertEqual(marked(board(criteria.format("skip"), points), "w")[1:4], ["2", "0", None])
        self.assertEqual(marked(board(criteria.format("unknown"), points), "w")[0], "missing")

    def test_bonus_of_a_scaled_sum_makes_nothing_scored(self) -> None:
        criteria = (
            "code,max,combine,kind,options\n.,100,sum scaled,,missing={}\n1,10,,,\n2,5,,bonus,"
        )
        points = "unit,1,2\nx,5,1\ny,,1\nz,-,1"
        scored = board(criteria.format("zero"), points)
        self.assertEqual(marked(scored, "x")[1:4], ["60", "100", "60"])
        self.assertEqual(marked(scored, "y")[:4], ["missing", "10", "100", "10"])
        self.assertEqual(marked(scored, "z")[0], "not_applicable")
        skipped = board(criteria.format("skip"), points)
        self.assertEqual(marked(skipped, "y")[:4], ["missing", None, None, None])

    def test_leaf_of_no_max_counts_for_nothing_but_its_points(self) -> None:
        criteria = "code,max,min,options\n.,,,missing=unknown\n1,10,,\n2,0,-3,\n3,,,\n3.1,0,,"
        scored = board(criteria, "unit,1,2,3.1\nx,5,-1,0\ny,5,,\nz,-,-1,")
        self.assertEqual(marked(scored, "x")[1:4], ["4", "10", "40"])
        self.assertEqual(marked(scored, "x", "2"), ["scored", "-1", "0"] + [None] * 4)
        self.assertEqual(marked(scored, "x", "3")[0], "not_applicable")
        self.assertEqual(marked(scored, "y")[0], "scored")
        self.assertEqual(marked(scored, "z")[0], "not_applicable")


class Rules(unittest.TestCase):
    def points(self, rule: str, cells: Sequence[str], most: str = "10") -> List[Fraction]:
        units = "\n".join(f"u{place},{cell}" for place, cell in enumerate(cells))
        scored = board(f"code,max,rule\n1,{most},{rule}", f"unit,1\n{units}")
        results = [scored.results[unit.code, "1"].points for unit in scored.units]
        return [result.achieved for result in results if result is not None]

    def test_rules(self) -> None:
        third = Fraction(1, 3)
        for rule, cells, points in (
            ("rate", ["1/3", "120%", "-5%"], [10 * third, 10, 0]),
            ("rate from 2/3", ["2/3", "66.666666666666667%", "66.666666%"], None),
            ("rate percent", ["97.8", "97.8%"], [Fraction("9.78")] * 2),
            ("rate share", ["0.978"], [Fraction("9.78")]),
            ("rate between 50%..90%", ["50%", "70%", "1/1"], [0, 5, 10]),
            ("rate target 90%", ["30%", "95%"], [10 * third, 10]),
            (
                "atleast 2/3:10/3 1/3:1",
                ["2/3", "1/2", "66.7%", "0/1"],
                [10 * third, 1, 10 * third, 0],
            ),
            ("atmost 2:5 4:3", ["2", "2.000000000000001", "5"], [5, 3, 0]),
            ("per 1/3", ["3", "1", "40"], [1, third, 10]),
            ("range 5..60", ["5", "60", "32.5", "100"], [0, 10, 5, 10]),
            ("range 60..5 unlimited", ["60", "5", "-50"], [0, 10, 20]),
            ("range 1/3..2/3", ["0.5", "50%"], [5, 10]),
            ("range 1..100 log", ["10"], [5]),
            ("minmax", ["1.4e-06", "1.6e-06", "2.4e-06"], [0, 2, 10]),
            ("minmax down", ["1", "3", "4"], [10, 10 * third, 0]),
            ("best", ["1", "3"], [10 * third, 10]),
            ("best down", ["1", "3"], [10, 10 * third]),
            ("percentile", ["1", "1", "2"], [20 * third, 20 * third, 10]),
            ("zscore 5 1", ["1", "2", "3"], [4, 5, 6]),
            ("survey 100 50 0", ["1|1|1", "0|0|3", "2|1|0"], [5, 0, Fraction(25, 3)]),
            ("survey 0 50 100 -", ["2|3|5|10"], [Fraction(13, 2)]),
            ("survey - 100 - 0", ["9|1|0|1", "0|2|7|0"], [5, 10]),
        ):
            if points is not None:
                self.assertEqual(self.points(rule, cells), points, rule)
        # Thresholds are compared exactly: 0.666…667 of 17 places is above 2/3, the other below.
        found = self.points("rate from 2/3", ["2/3", "66.666666666666667%", "66.666666666666666%"])
        self.assertEqual([bool(one) for one in found], [True, True, False])


class Ranks(unittest.TestCase):
    def test_nearness_is_measured_from_the_first_of_a_run(self) -> None:
        cells = ["1", "0.9999999999994", "0.9999999999988", "0.9999999999986"]
        units = "\n".join(f"u{place},{cell}" for place, cell in enumerate(cells))
        scored = board(leaves("1"), "unit,1\n" + units)
        # 0 and 0.6 are within 1, 1.2 is not and begins a run that 1.4 is in.
        self.assertEqual(ranks_of(scored), [1, 1, 3, 3])

    def test_chain(self) -> None:
        criteria = leaves(["10", "10"])
        scored = board(criteria, "unit,1,2\nzed,6,5\nabe,6,5\nmax,5,6\nlow,1,1")
        self.assertEqual(ranks_of(scored), [1, 1, 1, 4])
        for ties, found in (
            ("competition", [1, 1, 3, 4]),
            ("dense", [1, 1, 2, 3]),
            ("modified", [2, 2, 3, 4]),
            ("ordinal", [1, 2, 3, 4]),
        ):
            how = Ranking(ties, tie_break=["1", "2"])
            self.assertEqual(ranks_of(scored, how=how), found, ties)
        average = ranks(scored, "", Ranking("average", tie_break=["1", "2"]))
        self.assertEqual(average["zed"], (Fraction(3, 2), 4, 2))
        # One without a percent on the criterion of the chain stands last.
        gap = board(criteria, "unit,1,2\na,-,5\nb,5,5")
        self.assertEqual(order(gap, "", Ranking(tie_break=["1"])), ["b", "a"])

    def test_published(self) -> None:
        scored = board(leaves(["100"]), "unit,1\na,50.004\nb,50.001\nc,49.996\nd,49.994")
        self.assertEqual(ranks_of(scored), [1, 2, 3, 4])
        how = Ranking(key="published")
        self.assertEqual(ranks_of(scored, how=how), [1, 1, 1, 4])
        bands = {"A": Fraction(50)}
        found = [
            band(scored, bands, unit, "", key)
            for key in ("exact", "published")
            for unit in scored.units
        ]
        self.assertEqual(found, ["A", "A", None, None, "A", "A", "A", None])

    def test_lowest_first(self) -> None:
        criteria = leaves(["20", "20"], head=".,,").replace(",,,\n", ",,,order=lowest\n", 1)
        scored = board(criteria, "unit,1,2\na,1,2\nb,3,1\nc,-,-\nd,5,6\ne,2,1")
        self.assertEqual(ranks_of(scored), [1, 3, None, 4, 1])
        self.assertEqual(ranks_of(scored, how=Ranking(tie_break=["2"])), [2, 3, None, 4, 1])

    def test_full_is_reached(self) -> None:
        criteria = leaves(["200", "1"]).replace(",,,\n", ",,,digits=0 full=reached\n", 1)
        scored = board(criteria, "unit,1,2\nfull,200,1\nalmost,200,0\nopen,200,")
        self.assertEqual([marked(scored, unit)[3] for unit in ("full", "almost")], ["100", "99"])
        self.assertEqual(marked(scored, "open")[3:], ["99", "99", "99", "100"])
        self.assertEqual(ranks_of(scored, how=Ranking(key="published")), [1, 2, 2])
        # All but the deviation: 99.5 and its like.
        self.assertEqual(float(summary(scored, "", None, 0).mean or 0), 99)

    def test_blocks(self) -> None:
        points = "unit,ranked,1\na,,1/3\nb,,2/3\nc,,3/3\nd,,0/3\nnew,,\nout,no,1/1"
        scored = board(leaves("1", "rate"), points)
        found = summary(scored, "", None, 6)
        self.assertEqual(found.units, 4)
        figures = [50, 50, 0, 100, Fraction("37.267800"), 25, 75]
        self.assertEqual([figure for figure in found[1:]], figures)
        groups = [quarter(scored, "", unit, None) for unit in scored.units]
        self.assertEqual(groups, [3, 2, 1, 4, 0, 0])


class Comparisons(unittest.TestCase):
    def test_changes_are_of_carried_figures(self) -> None:
        criteria = leaves(["1", "1"], "rate")
        now = board(criteria, "unit,1,2\nx,2/3,1/3\ny,1/3,")
        before = board(criteria, "unit,1,2\nx,1/3,1/3\ny,1/3,0/1")
        compared = Comparison(now, before)
        x, y = now.units
        # 0.666667 less 0.333333 would be 0.333334, and 50 less 33.33 would be 16.67 too.
        self.assertEqual(compared.change(x, "1").achieved, Fraction("0.333333"))
        self.assertEqual(compared.change(x, "").percent, Fraction("16.67"))
        counts = compared.counts(x, "")
        self.assertEqual(counts[:6], (0, 1, 0, 1, 0, 0))
        self.assertEqual((counts.gain, counts.loss), ("1", None))
        self.assertEqual(compared.unit_counts(""), (1, 0, 1, 0))


if __name__ == "__main__":
    unittest.main()
