"""Pages: they say what the report says, need no other file, and do no harm."""

import copy
import html.parser
import pathlib
import pickle
import tempfile
import threading
import unittest
from decimal import Decimal

from support import small_board
from test_markup import boards

import chiso

EVIL = "</title><script>alert('&\"')</script>"


class Reader(html.parser.HTMLParser):
    """What a page holds: its tags, and the figures of each unit by their names."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.facts, self.rows, self._name = [], {}, {}, ""
        self._unit = ""
        self.feed(str(page))

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        self.tags.append((tag, facts))
        if tag == "tr":
            self._unit = facts.get("data-unit", "")
        self._name = facts.get("data-figure") or facts.get("data-code") or ""

    def handle_data(self, data):
        if self._unit and self._name:
            self.rows.setdefault(self._unit, {}).setdefault(self._name, data)
        self._name = ""


def number(text):
    return Decimal(text.replace("\N{MINUS SIGN}", "-").replace(",", "."))


class WhatPagesSay(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.now, cls.before = boards()
        cls.comparison = cls.now.compare(cls.before)
        cls.report = cls.now.report(comparison=cls.comparison)

    def test_is_the_rank_the_percent_and_the_points_of_each_unit(self):
        for language in ("en", "vi"):
            rows = Reader(self.report.page(language=language)).rows
            self.assertEqual(set(rows), set(self.now.units()))
            for code, told in rows.items():
                unit = self.now[code]
                self.assertEqual(number(told["percent"]), unit.percent)
                self.assertEqual(told["rank"], str(unit.rank))
                self.assertEqual(number(told["labor"]), unit["labor"].achieved)
                change = self.comparison[code].percent
                self.assertEqual(change is None, "change" not in told or not told["change"][1:2])
                if change is not None:
                    self.assertEqual(number(told["change"]), change)

    def test_names_are_links_where_pages_of_units_have_an_address(self):
        for page in (self.report.page(unit_page="u?c={unit}"), self.now.page(unit_page="{unit}")):
            links = [facts["href"] for tag, facts in Reader(page).tags if tag == "a"]
            self.assertEqual({link.rpartition("=")[2] for link in links}, set(self.now.units()))
        self.assertNotIn("<a ", str(self.now.page()))
        with self.assertRaisesRegex(chiso.ChisoError, r"\{unit\}"):
            self.now.page(unit_page="unit.html")

    def test_stages_stand_side_by_side(self):
        stages = chiso.Series({"self": self.before, "final": self.now})
        for page in (self.now.page(stages=stages), self.now["haiphong"].page(stages=stages)):
            self.assertIn('data-stage="self"', str(page))
            self.assertIn("<h2>Stages</h2>", str(page))
        with self.assertRaises(chiso.ShapeError):
            self.before.page(stages=stages)

    def test_is_all_units_on_a_criterion(self):
        rows = Reader(self.report.page(node="labor")).rows
        self.assertEqual(set(rows), set(self.now.units()))
        for code, told in rows.items():
            self.assertEqual(number(told["percent"]), self.now[code, "labor"].percent)
        self.assertEqual(
            self.report.page(node=self.now.tree["labor"]), self.report.page(node="labor")
        )

    def test_is_a_unit_or_two(self):
        unit = self.now["haiphong"]
        page = unit.page()
        self.assertEqual(page, self.now.page("haiphong"))
        self.assertEqual(page, self.now.report().page(unit))
        self.assertIn("70.61", str(page))
        both = unit.page(self.now["danang"])
        self.assertEqual(both, self.now.page("haiphong", "danang"))
        for name in ("Hải Phòng", "Đà Nẵng"):
            self.assertIn(name, both.title)

    def test_tells_of_periods_and_of_a_goal(self):
        series = chiso.Series({"2019": self.before, "2021": self.now})
        target = self.now["haiphong"].target(rank=1)
        plain = self.report.page("haiphong")
        told = self.report.page("haiphong", series=series, target=target, period=2021)
        self.assertNotIn("2019", str(plain))
        self.assertIn("2019", str(told))
        self.assertIn(str(target.needed), str(told))
        self.assertIn("2021", str(told))

    def test_is_said_as_it_is_asked_for(self):
        page = self.now.page(
            language="vi", mark=".", title="Tên", method="Cách", source="Nguồn", csv="a.csv"
        )
        facts = Reader(page)
        self.assertIn(("html", {"lang": "vi"}), facts.tags)
        self.assertEqual(number(facts.rows["haiphong"]["percent"]), Decimal("70.61"))
        for text in ("Tên", "Cách", "Nguồn", 'href="a.csv"', "70.61"):
            self.assertIn(text, str(page))
        self.assertIn("#123456", str(self.now.page(rise="#123456")))
        images = str(self.now.page(images=True))
        self.assertNotIn("<svg", images)
        self.assertIn("data:image/svg+xml", images)


class APage(unittest.TestCase):
    def setUp(self):
        self.board = small_board()
        self.page = self.board.page()

    def test_needs_no_other_file_and_has_no_script(self):
        for tag, facts in Reader(self.page).tags:
            self.assertNotIn(tag, ("script", "link", "iframe", "object"))
            self.assertFalse([name for name in facts if name.startswith("on")])
            self.assertFalse(facts.get("src", "data:").partition(":")[0] != "data")

    def test_is_saved_as_it_is(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a.html")
            self.page.save(path)
            self.assertEqual(path.read_bytes(), str(self.page).encode())
            for name in ("a.pdf", "a", "html", "a.svg"):
                with self.assertRaisesRegex(chiso.InputError, "a name that ends with .html"):
                    self.page.save(pathlib.Path(folder, name))
            with self.assertRaises(chiso.FileError):
                self.page.save(pathlib.Path(folder, "none", "a.html"))
            self.assertEqual(len(list(pathlib.Path(folder).iterdir())), 1)

    def test_stands_in_a_frame_of_a_notebook(self):
        board = small_board()
        board["sxd"].name = EVIL
        for page in (self.page, board.score().page(title=EVIL)):
            ((tag, facts),) = Reader(page._repr_html_()).tags
            self.assertEqual(tag, "iframe")
            self.assertEqual(facts["srcdoc"], str(page))
            self.assertEqual((facts["sandbox"], facts["title"]), (None, page.title))
        self.assertRegex(repr(self.page), r"^<Page '.*' of \d+ characters>$")

    def test_is_equal_to_one_that_says_the_same(self):
        self.assertEqual(self.page, small_board().page())
        self.assertEqual(hash(self.page), hash(small_board().page()))
        self.assertNotEqual(self.page, self.board.page(language="vi"))
        self.assertNotEqual(self.page, str(self.page))
        for other in (pickle.loads(pickle.dumps(self.page)), copy.deepcopy(self.page)):
            self.assertEqual(other, self.page)

    def test_stays_when_the_board_changes_or_is_closed(self):
        before = self.page.html
        self.board["sxd", "1"] = 1
        self.board.close()
        self.assertEqual(str(self.page), before)

    def test_lets_no_name_do_harm(self):
        tree = chiso.Tree(EVIL)
        tree.add("1<b>", EVIL, 10)
        board = chiso.Board(tree)
        for code, name in (("<i>u", EVIL), ("v", "\u202etxt.exe"), ("w", "a\nb\x1b[31m")):
            board.add_unit(code, name, "<block>")
            board[code, "1<b>"] = len(name) % 7
        board.score()
        said = {"title": EVIL, "method": EVIL, "source": EVIL, "period": EVIL}
        pages = [board.page("<i>u"), board.page("v", "w"), board.page(node="1<b>")]
        for page in [*pages, board.page(**said), board.page(series=chiso.Series({EVIL: board}))]:
            for tag, facts in Reader(page).tags:
                self.assertNotIn(tag, ("script", "i", "block"))
                self.assertFalse([name for name in facts if name.startswith("on")])
            for bad in ("<script", "<i>u", "<block>", "\u202e", "\x1b"):
                self.assertNotIn(bad, str(page))


class WhatIsRefused(unittest.TestCase):
    def setUp(self):
        self.board = small_board()

    def refuse(self, kind, text, *arguments, of=None, **options):
        with self.assertRaisesRegex(kind, text):
            (self.board if of is None else of).page(*arguments, **options)

    def test_is_what_no_page_is_about(self):
        self.refuse(chiso.UnitError, "there is no unit 'nobody'", "nobody")
        self.refuse(chiso.UnitError, "nobody", units=["nobody"])
        self.refuse(chiso.NodeError, "9", node="9")
        self.refuse(chiso.RangeError, "", "sxd", "sxd")
        self.refuse(chiso.ShapeError, "found unit sxd and criterion 1", "sxd", node="1")
        self.refuse(
            chiso.ShapeError, "found unit sxd and criterion .", of=self.board["sxd"], node=""
        )
        self.refuse(chiso.ShapeError, "two units at most", "hue", "skhcn", of=self.board["sxd"])
        self.refuse(chiso.NodeError, "whole index; found criterion 2", of=self.board["sxd", "2"])
        self.refuse(TypeError, "other is given without a unit", other="sxd")
        self.refuse(TypeError, "the unit is float", 1.5)

    def test_is_an_option_that_is_none(self):
        self.refuse(ValueError, "language is 'fr'", language="fr")
        self.refuse(ValueError, "mark is ';'", mark=";")
        self.refuse(TypeError, "images is 'no'; expected a bool", images="no")
        self.refuse(TypeError, "series is int; expected a Series", series=3)
        self.refuse(TypeError, "target is int; expected a Target", target=3)
        self.refuse(chiso.InputError, "", rise="red")
        self.refuse(chiso.InputError, "", csv="javascript:alert(1)")
        for name in ("title", "method", "source", "csv", "json", "board"):
            self.refuse(chiso.TextError, f"the {name} is .* NUL", **{name: "a\0b"})
            self.refuse(TypeError, f"the {name} is int", **{name: 1})
        other = small_board()["sxd"].target(rank=1)
        self.refuse(chiso.ShapeError, "", "hue", target=self.board["sxd"].target(rank=1))
        self.refuse(chiso.ShapeError, "", "sxd", target=other)

    def test_is_what_was_closed_or_is_of_an_earlier_board(self):
        report, series = self.board.report(), chiso.Series({"2021": self.board})
        target = self.board["sxd"].target(rank=1)
        for closed in (series, target):
            closed.close()
        self.refuse(chiso.ClosedError, "this Series is closed", series=series)
        self.refuse(chiso.ClosedError, "this Target is closed", "sxd", target=target)
        for again in (False, True):
            board = small_board()
            report, series = board.report(), chiso.Series({"2019": board, "2021": board})
            board["sxd", "1"] = 1
            if again:
                board.score()
            for arguments in ((), ("sxd",), ("sxd", "hue")):
                self.refuse(chiso.StateError, "", *arguments, of=report)
            self.refuse(chiso.StateError, "", of=report, node="1")
            self.refuse(chiso.StateError, "", series=series, of=small_board())
        report.close()
        self.refuse(chiso.ClosedError, "this Report is closed", of=report)


class Threads(unittest.TestCase):
    def test_make_the_same_at_once(self):
        now, before = boards()
        report = now.report(comparison=now.compare(before))
        ways = [
            lambda: report.page(),
            lambda: report.page("hanoi"),
            lambda: report.page("hanoi", "danang"),
            lambda: report.page(node="labor"),
        ]
        expected, found = [way() for way in ways], []

        def work():
            for _ in range(3):
                found.append([way() for way in ways])

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [expected] * 12)


if __name__ == "__main__":
    unittest.main()
