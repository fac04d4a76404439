"""Tables as HTML: numbers line up, bars are as long as what they stand for, both languages."""

import html
import re
import unittest
from decimal import Decimal

from support import DATA, small_board, small_tree

import chiso
from chiso._out import markup, words


def cells_of(page):
    """The texts and the styles of the cells of a table, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", page.split("<tbody>")[1].split("</tbody>")[0], re.DOTALL)
    cell = re.compile(r'<td style="([^"]*)">(.*?)</td>', re.DOTALL)
    return [[(html.unescape(text), style) for style, text in cell.findall(row)] for row in rows]


def heads_of(page):
    return [html.unescape(text) for text in re.findall(r"<th [^>]*>(.*?)</th>", page)]


def boards():
    tree = chiso.Tree.read_csv(DATA / "pci" / "criteria.csv")
    read = [chiso.Board.read_csv(tree, DATA / "pci" / f"points-{y}.csv") for y in (2021, 2019)]
    return [board.score() for board in read]


def every_table():
    """A table of each kind."""
    now, before = boards()
    comparison, intake = now.compare(before), chiso.Intake()
    intake.board(small_tree(), "p.csv", "unit,1\na,1\nA,2\n")
    tally = chiso.Tally(["a"], {"q": 2})
    unit = now["haiphong"]
    return [
        now,
        now.tree,
        now.ranking(),
        small_board().report(bands=chiso.Bands({"A": 50})),
        comparison,
        comparison["haiphong"].nodes,
        unit,
        unit.ledger(),
        unit.ledger().bonuses,
        unit.explain().head(2),
        unit.target(rank=1).leaves,
        chiso.Series({"2019": before, "2021": now})["haiphong"],
        tally.table(),
        now.statistics().summaries(),
        now.statistics().weights("equal"),
        now.audit(),
        chiso.Audit.from_csv("what,achieved,max,percent\nA,40.62,80,50.77\n"),
        intake,
        chiso.Map([("a", "b")]),
        chiso.Mapping({"header": 1}),
        chiso.Bands({"A": 90}),
        chiso.combine_rankings([now.ranking(), before.ranking()], "borda"),
    ]


class Numbers(unittest.TestCase):
    def test_of_a_column_have_the_same_decimals_and_stand_at_the_right(self):
        now = boards()[0]
        page = now.ranking().to_html(rows=None)
        self.assertIn("font-variant-numeric:tabular-nums", page)
        heads, rows = heads_of(page), cells_of(page)
        achieved = [row[heads.index("achieved")][0] for row in rows]
        self.assertEqual({len(text.partition(".")[2]) for text in achieved}, {3})
        self.assertEqual([Decimal(one) for one in achieved], [r.achieved for r in now.ranking()])
        for name in ("rank", "achieved", "max", "percent"):
            for row in rows:
                self.assertTrue(row[heads.index(name)][1].startswith("text-align:right"))

    def test_have_the_mark_of_the_language(self):
        ranking = boards()[0].ranking()
        self.assertIn(">73,040<", ranking.to_html(language="vi"))
        self.assertIn(">73.040<", ranking.to_html(language=chiso.Language.ENGLISH))
        halves = small_board().ranking(overall=True, ties="average").to_html(language="vi")
        self.assertNotIn(".", re.sub(r'style="[^"]*"', "", halves))
        change = boards()[0].compare(boards()[1])["haiphong"].nodes.to_html(language="vi")
        self.assertIn(">7,64/10<", change)

    def test_that_are_floats_line_up_unless_one_would_lose_what_it_says(self):
        for values, places in (
            ([1.0, 0.25], 5),
            ([69.1048, 5.26], 4),
            ([123456.0], 0),
            ([1e9], None),
            ([1000.0, 1e-6], None),
            ([0.0, 0.5], 6),
            ([0.0], None),
            ([], None),
        ):
            self.assertEqual(markup.float_places(values), places, values)
        odd = chiso.Statistics({"a": [1e-9, 2e-9, 4e-9], "b": [1000, 2000, 1500]})
        page = odd.summaries().to_html()
        self.assertIn("e-09", page)
        self.assertIn(">1500<", page.replace(".00", ""))
        self.assertEqual(markup.Column("a", [float("nan"), 0.5], 0, {}).text(float("nan")), "")

    def test_are_the_figures_of_the_table_in_print(self):
        for table in every_table():
            with self.subTest(type(table)):
                in_print = re.findall(r"-?\d+\.\d+", str(table))
                page = re.findall(r"-?\d+\.\d+", re.sub(r'style="[^"]*"', "", table._repr_html_()))
                if not isinstance(table, chiso.Audit):
                    self.assertEqual(
                        {float(one) for one in in_print} - set(map(float, page)), set()
                    )


class Bars(unittest.TestCase):
    def test_are_as_long_as_what_they_stand_for(self):
        page = boards()[0].ranking().to_html(rows=None)
        column = heads_of(page).index("percent")
        for row in cells_of(page):
            text, style = row[column]
            size = Decimal(re.search(r"rgba\(10,90,168,.18\) ([\d.]+)%", style)[1])
            self.assertLessEqual(abs(size - Decimal(text)), Decimal("0.05"))

    def test_of_changes_go_both_ways(self):
        change = boards()[0].compare(boards()[1])["haiphong"]
        page = change.nodes.to_html()
        column = heads_of(page).index("percent")
        most = max(abs(one.percent) for one in change.nodes)
        for row in cells_of(page):
            text, style = row[column]
            colour = "180,71,15" if text.startswith("-") else "10,90,168"
            first, last = re.findall(rf"rgba\({colour},\.\d+\) ([\d.]+)%", style)
            expected = Decimal(text) / most * 50
            middle, end = (last, first) if text.startswith("-") else (first, last)
            self.assertEqual(Decimal(middle), 50)
            self.assertLessEqual(abs(Decimal(end) - 50 - expected), Decimal("0.06"))

    def test_are_not_where_there_is_no_figure(self):
        board = chiso.Board(small_tree()).add_units(["a", "b"])
        board["a", "1"] = 5
        page = board.score().to_html()
        column = heads_of(page).index("percent")
        styles = {row[0][0]: row[column][1] for row in cells_of(page)}
        self.assertIn("gradient", styles["a"])
        nothing = chiso.Board(small_tree()).to_html()
        self.assertNotIn("gradient", nothing)
        zero = chiso.Tally(["a"], {"q": 2}).table().to_html()
        self.assertNotIn("gradient", zero)

    def test_stay_within_their_cells(self):
        tree = chiso.Tree.from_csv("code,title,max,kind\n1,A,10,\n2,B,5,bonus\n")
        board = chiso.Board.from_csv(tree, "unit,1,2\na,10,5\nb,1,0\n").score()
        self.assertEqual(board["a"].percent, Decimal("150.00"))
        self.assertNotRegex(board.to_html(), r" 1[1-9]\d(\.\d)?%")


class Languages(unittest.TestCase):
    def test_have_words_for_every_heading(self):
        for table in every_table():
            page, other = table.to_html(), table.to_html(language="vi")
            names = [name for name in heads_of(page) if name]
            with self.subTest(type(table), names=names):
                self.assertEqual(len(heads_of(other)), len(heads_of(page)))
                for name in names:
                    self.assertIn(words.said(words.heading(name), 1), heads_of(other))
                    self.assertIn(name, words._WORDS)
        for name, vietnamese in words._WORDS.items():
            self.assertNotEqual(name, vietnamese)

    def test_have_words_for_values_captions_and_what_is_left(self):
        now, before = boards()
        for table, told in (
            (now, ">PCI: 21 đơn vị<"),
            (now.ranking(), "… và 20 dòng nữa"),
            (now.compare(before), ">PCI: thay đổi, tăng là số dương<"),
            (now["haiphong"].ledger(), ": 70,605 trên 100, mất 29,395<"),
            (now["haiphong"].ledger()[:3], ": 70,605 trên 100, mất 29,395<"),
            (chiso.Bands({"A": 1})[:0], "(không có)"),
            (small_tree(), ">PAR index (tối đa 46)<"),
        ):
            self.assertIn(told, table.to_html(rows=1, language="vi"))
        target = now["haiphong"].target(rank=1).to_html("vi")
        for told in ("rank:1 của haiphong", ">chưa đạt<", ">Còn thiếu<", ">2,435<"):
            self.assertIn(told, target)
        self.assertIn("trên 100 điểm", now["haiphong"].explain().to_html(language="vi"))
        audit = chiso.Audit.from_csv("what,achieved,max,percent\nA,40.62,80,50.77\n")
        self.assertIn(html.escape(audit[0].message_vi), audit.to_html(language="vi"))
        self.assertIn(">cảnh báo<", audit.to_html(language="vi"))
        self.assertIn(html.escape(audit[0].message), audit.to_html())

    def test_leave_names_out_of_files_as_they_are(self):
        matrix = chiso.Statistics({"rank": [1, 2], "percent": [2, 1]}).correlation()
        self.assertEqual(heads_of(matrix.to_html(language="vi")), ["", "rank", "percent"])

    def test_that_there_are_not_are_refused(self):
        for table in every_table():
            with self.assertRaisesRegex(ValueError, "language is 'fr'; expected one of: en, vi"):
                table.to_html(language="fr")

    def test_let_no_name_do_harm(self):
        evil = "<script>alert('&\"')</script>"
        tree = chiso.Tree(evil)
        tree.add("1<b>", evil, 10)
        board = chiso.Board(tree)
        for code in ("<i>u", "v"):
            board.add_unit(code, evil, "<block>")
            board[code, "1<b>"] = 5
        board.score()
        shown = [board, tree, board.ranking(), board["v"], board["v"].ledger(), board.report()]
        shown += [board.compare(board), board["v"].explain(), board["v"].target(percent=90)]
        for thing in shown:
            page = thing.to_html(language="vi")
            for bad in ("<script", "<i>", "<b>", "<block>"):
                self.assertNotIn(bad, page)

    def test_are_shown_by_a_notebook_as_they_are(self):
        page = small_board().ranking().to_html(language="vi")
        self.assertIsInstance(page, str)
        self.assertEqual(page._repr_html_(), page)
        self.assertIs(type(page._repr_html_()), str)


if __name__ == "__main__":
    unittest.main()
