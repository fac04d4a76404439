"""What prints as a table, and shows as one in a notebook; and what goes through and finds rows."""

import unittest

from support import small_board, small_tree

import chiso


class ATable(unittest.TestCase):
    EVIL = "<script>alert('&\"')</script>"

    def test_shows_tables_with_every_text_escaped(self):
        tree = chiso.Tree(self.EVIL)
        tree.add("1<b>", self.EVIL, 10)
        board = chiso.Board(tree)
        board.add_unit("<i>u", self.EVIL, "<block>")
        board.add_unit("v", self.EVIL, "<block>")
        board["<i>u", "1<b>"] = 5
        board["v", "1<b>"] = 6
        board.score()
        shown = [
            tree,
            board,
            board.ranking(),
            board.report(bands=chiso.Bands({"<u>": 1})),
            board.compare(board),
            board.compare(board)["v"].nodes,
            board["v"],
            board["v"].ledger(),
            board["v"].explain(),
            board["<i>u"].target(rank=1),
            chiso.Series({"<b>": board})["v"],
            chiso.Tally(["<b>"], {"<i>": 2}),
            chiso.Weights({"<b>": 1}),
            chiso.Statistics({"<b>": [1, 2]}),
            board.audit(),
        ]
        for thing in shown:
            page = thing._repr_html_()
            with self.subTest(repr(thing)):
                for bad in ("<script", "<i>", "<b>", "<u>", "<block>"):
                    self.assertNotIn(bad, page)
                self.assertEqual(page.count("<table"), page.count("</table>"))
                self.assertTrue(page.startswith(("<table", "<pre")))
        self.assertIn("&lt;script&gt;", board._repr_html_())

    def test_heads_what_has_no_title_yet(self):
        tree = chiso.Tree()
        self.assertNotIn("<caption", tree._repr_html_())
        tree.add("1", "A", 5)
        self.assertNotIn("None", tree._repr_html_())
        board = chiso.Board(tree)
        self.assertIn(">(max 5)</caption>", tree._repr_html_())
        self.assertIn(">Board: 0 units</caption>", board._repr_html_())

    def test_shows_the_head_of_a_long_table_and_says_what_is_left(self):
        board = chiso.Board(small_tree()).add_units([f"u{i}" for i in range(140)])
        for unit in board:
            board[unit.code, "1"] = 1
        board.score()
        for text in (
            str(board),
            board._repr_html_(),
            str(board.ranking()),
            board.ranking()._repr_html_(),
        ):
            self.assertIn("… and 40 more", text)
            self.assertIn("u99", text)
            self.assertNotIn("u101", text)

    def test_has_headings_where_its_cells_stand(self):
        shown = small_board().ranking().to_html()
        self.assertIn('<th style="text-align:right">percent</th>', shown)
        self.assertIn('<th style="text-align:left">name</th>', shown)

    def test_shows_as_many_rows_as_it_is_asked_for(self):
        board = chiso.Board(small_tree()).add_units([f"u{i}" for i in range(140)])
        for unit in board:
            board[unit.code, "1"] = 1
        board.score()
        for table in (board, board.ranking(), board.report(), board.compare(board), board.tree):
            for shown in (table.to_text, table.to_html):
                self.assertEqual(shown(rows=None).count("more"), 0)
                self.assertIn(f"… and {len(table) - 2} more", shown(rows=2))
                self.assertNotIn("u2", shown(rows=2))
                for wrong in (-1, 2.5, True, "2"):
                    with self.assertRaisesRegex(
                        TypeError, "rows is .*; expected how many, or None"
                    ):
                        shown(rows=wrong)
        self.assertEqual(len(board.ranking().to_text(rows=None).splitlines()), 142)

    def test_is_what_a_table_shows_at_the_prompt_also_when_it_cannot_be_read(self):
        board = small_board()
        tables = [board.ranking(), board.report(), board["sxd"].ledger(), board["sxd"].explain()]
        for table in tables:
            self.assertEqual(repr(table), str(table))
        board["sxd", "1"] = 1
        for table in tables:
            self.assertRegex(
                repr(table), rf"^<{type(table).__name__}: .* of an earlier state|changed"
            )
            table.close()
            self.assertEqual((repr(table), str(table)), (f"<{type(table).__name__} closed>",) * 2)

    def test_text_tables_keep_line_breaks_out_and_columns_straight(self):
        board = chiso.Board(small_tree())
        board.add_unit("a", "two\nlines")
        board.add_unit("b", "Hà Nội e\u0301")
        board["a", "1"] = board["b", "1"] = 1
        lines = str(board.score().ranking()).splitlines()
        self.assertEqual(len(lines), 4)
        self.assertIn("two lines", lines[2])


class WhatHoldsRows(unittest.TestCase):
    def test_goes_through_them_and_knows_their_names(self):
        board = small_board()
        bands, series = chiso.Bands({"A": 90}), chiso.Series({"2021": board})
        statistics, trial = board.statistics(), board.what_if()
        tally = chiso.Tally(["a"], {"q": 2})
        for thing, there, keys in (
            (board, "sxd", [unit.code for unit in board]),
            (board.tree, "2.1", [node.code for node in board.tree]),
            (board["sxd"], "2.1", [score.node.code for score in board["sxd"]]),
            (trial["sxd"], "2.1", [one.node.code for one in trial["sxd"]]),
            (board.ranking(), "sxd", [row.unit for row in board.ranking()]),
            (board.report(), "sxd", [row.unit for row in board.report()]),
            (board.compare(board), "sxd", [change.unit for change in board.compare(board)]),
            (board.compare(board)["sxd"], "2.1", [c.code for c in board.compare(board)["sxd"]]),
            (
                board.compare(board)["sxd"].nodes,
                "2.1",
                [c.code for c in board.compare(board)["sxd"]],
            ),
            (board["sxd"].ledger(), "2.1", [row.code for row in board["sxd"].ledger()]),
            (bands, "A", [band.band for band in bands]),
            (statistics, "2", list(statistics)),
            (statistics.summaries(), "2", [row.column for row in statistics.summaries()]),
            (tally, "a", list(tally)),
            (series["sxd"], "2021", [point.period for point in series["sxd"]]),
        ):
            self.assertIn(there, keys)
            self.assertTrue(there in thing, thing)
            self.assertFalse("nobody" in thing, thing)
            self.assertFalse(None in thing, thing)
            if thing is not tally:
                self.assertTrue(thing[there] is not None)
        self.assertIn(board.report()["sxd"], board.report())
        self.assertIn(board["sxd"], board.ranking())
        self.assertIn(("sxd" in series, "nobody" in series), [(True, False)])
        self.assertIn("2", statistics.correlation())

    def test_says_why_where_it_cannot(self):
        board = small_board()
        for thing, text in (
            (chiso.Series({"2021": board}), "a Series counts periods and finds units; go through"),
            (board.what_if(), "a WhatIf counts changes and finds units; go through the units"),
        ):
            with self.assertRaisesRegex(TypeError, text):
                list(thing)
        with self.assertRaisesRegex(TypeError, "the rows have no names; `in` looks for a row"):
            "error" in board.audit()
        with self.assertRaisesRegex(KeyError, "there is no row 'C'"):
            chiso.Bands({"A": 1})["C"]

    def test_finds_a_unit_that_is_ranked_in_its_ranking_only(self):
        board = small_board()
        board["hue"].ranked = False
        board.score()
        self.assertNotIn("hue", board.ranking())
        self.assertNotIn("sxd", small_board().ranking(block="huyen"))


if __name__ == "__main__":
    unittest.main()
