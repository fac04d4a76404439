"""Figures: they say what the report says, stand in pages and notebooks, and do no harm."""

import base64
import copy
import html.parser
import json
import pathlib
import pickle
import re
import tempfile
import threading
import unittest
import xml.etree.ElementTree
from decimal import ROUND_HALF_UP, Decimal

from support import DATA, small_board, small_tree

import chiso

PCI = DATA / "pci"
EVIL = "</title></svg><script>alert('&\"')</script>"


def tree():
    return chiso.Tree.read_csv(PCI / "criteria.csv")


def board(year):
    return chiso.Board.read_csv(tree(), PCI / f"points-{year}.csv").score()


def marks_of(figure):
    """What the marks of a figure stand for, those with a value."""
    root = xml.etree.ElementTree.fromstring(str(figure))
    found = [
        {name[5:]: text for name, text in one.attrib.items() if name.startswith("data-")}
        for one in root.iter()
    ]
    return [one for one in found if "value" in one]


def number(text):
    """A figure as a mark tells it."""
    return Decimal(text.replace("\N{MINUS SIGN}", "-").replace(",", "."))


def rounded(value, digits):
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


class WhatFiguresSay(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.now, cls.before = board(2021), board(2019)
        cls.comparison = cls.now.compare(cls.before)
        cls.series = chiso.Series({"2019": cls.before, "2021": cls.now})
        report = cls.now.report(comparison=cls.comparison)
        told = json.loads(report.to_json(), parse_float=Decimal, parse_int=Decimal)
        cls.told = {one["unit"]: one for one in told["results"]}

    def test_is_the_rank_and_percent_of_each_unit(self):
        for language in ("en", "vi"):
            marks = marks_of(self.now.figure("ranking", "haiphong", language=language))
            self.assertEqual(len(marks), len(self.told))
            for mark in marks:
                told = self.told[mark["unit"]]
                self.assertEqual(number(mark["value"]), told["percent"])
                self.assertEqual(mark["rank"], str(told["rank"]))

    def test_is_the_percent_of_each_unit_and_criterion(self):
        marks = marks_of(self.now.figure("heat"))
        self.assertEqual(len(marks), 21 * 10)
        for mark in marks:
            exact = self.now[mark["unit"], mark["code"]].exact("percent")
            self.assertEqual(number(mark["value"]), rounded(exact, 1))

    def test_is_a_unit_beside_the_others(self):
        nodes = {one["code"]: one for one in self.told["haiphong"]["nodes"]}
        marks = marks_of(self.now["haiphong"].figure("profile"))
        self.assertEqual({mark["code"] for mark in marks}, set(nodes))
        for mark in marks:
            self.assertEqual(number(mark["value"]), nodes[mark["code"]]["percent"])
            self.assertEqual(mark["rank"], str(nodes[mark["code"]]["rank"]))

    def test_is_what_a_unit_lost(self):
        ledger = self.now["haiphong"].ledger()
        marks = marks_of(ledger.figure())
        self.assertEqual([mark["code"] for mark in marks], [entry.code for entry in ledger])
        for mark in marks:
            self.assertEqual(number(mark["value"]), rounded(ledger[mark["code"]].to_max, 2))
        self.assertEqual(self.now["haiphong"].figure("lost"), ledger.figure("lost"))
        self.assertEqual(self.now.figure("lost", "haiphong"), ledger.figure("lost"))

    def test_is_a_unit_in_two_periods(self):
        change = self.comparison["haiphong"]
        marks = marks_of(change.figure(period=2021, period_before=2019))
        self.assertEqual(len(marks), 20)
        for mark in marks:
            side = change[mark["code"]]
            side = side.now if mark["period"] == "2021" else side.before
            self.assertEqual(number(mark["value"]), side.percent)

    def test_is_what_a_change_is_made_of(self):
        change = self.comparison["haiphong"]
        figure = self.comparison.figure("bridge", self.now["haiphong"])
        self.assertEqual(figure, change.figure("bridge"))
        parts = {mark["code"]: number(mark["value"]) for mark in marks_of(figure) if "code" in mark}
        for name in ("performance", "maxima"):
            self.assertEqual(parts[name], rounded(getattr(change.bridge(), name), 2))
        self.assertEqual(sum(parts.values()), self.told["haiphong"]["change"]["percent"])

    def test_is_a_unit_over_the_periods(self):
        for code in ("", "labor"):
            history = self.series["haiphong", code]
            figure = history.figure()
            self.assertEqual(figure, self.series.figure("years", "haiphong", node=code))
            marks = marks_of(figure)
            self.assertEqual(len(marks), 2)
            for mark in marks:
                point = history[mark["period"]]
                self.assertEqual(number(mark["value"]), point.percent)
                self.assertEqual(mark["rank"], str(point.rank))
        both = self.series["haiphong"].figure(units=["danang"])
        self.assertEqual({mark["unit"] for mark in marks_of(both)}, {"haiphong", "danang"})

    def test_is_the_ranks_over_the_periods(self):
        marks = marks_of(self.series.figure("bump", ["haiphong", "danang"]))
        self.assertGreater(len(marks), 30)
        for mark in marks:
            point = self.series[mark["unit"]][mark["period"]]
            self.assertEqual(
                (mark["rank"], number(mark["value"])), (str(point.rank), point.percent)
            )

    def test_is_the_answers_of_a_survey(self):
        survey = chiso.Tree.read_csv(DATA / "sipas" / "criteria.csv")
        tally = chiso.Tally([], {node.code: 5 for node in survey.leaves if node.code != "5.2"})
        tally.add_question("5.2", 4)
        tally.add_csv_file(DATA / "sipas" / "answers.csv")
        named = chiso.Board.read_csv(survey, DATA / "sipas" / "points.csv")
        figure = tally.figure(question="1.1", first=3, last=4, board=named, labels="abcde".split())
        self.assertIn("Sở Khoa học", str(figure))
        marks = marks_of(figure)
        self.assertEqual({mark["unit"] for mark in marks}, set(tally.units()))
        for unit in tally.units():
            told = {number(mark["value"]) for mark in marks if mark["unit"] == unit}
            best = tally.share(3, 4, unit=unit, question="1.1").percent
            self.assertIn(rounded(best, 1), told)

    def test_goes_by_the_rules_of_the_report_and_its_comparison(self):
        bands = chiso.Bands({"<u>Tốt": 69, "Khá": 60})
        figure = self.now.report(bands=bands, comparison=self.comparison).figure()
        self.assertIn("&lt;u&gt;Tốt", str(figure))
        small = small_board()
        within = marks_of(small.figure())
        overall = marks_of(small.report(overall=True).figure())
        self.assertEqual([mark["rank"] for mark in within].count("1"), 2)
        self.assertEqual([mark["rank"] for mark in overall].count("1"), 1)
        ranking = small.ranking(overall=True, ties="dense")
        self.assertEqual(ranking.figure(), small.report(overall=True, ties="dense").figure())
        self.assertEqual(small.ranking().figure("heat", "sxd"), small.figure("heat", "sxd"))

    def test_is_said_in_the_language_and_the_words_that_are_asked_for(self):
        figure = self.now.figure(
            title="Tên", caption="Chú thích", source="Nguồn", language="vi", mark="."
        )
        self.assertEqual(figure.title, "Tên")
        for text in ("Chú thích", "Nguồn", 'data-value="70.61"'):
            self.assertIn(text, str(figure))
        plain = self.now.figure(language=chiso.Language.VIETNAMESE, caption="")
        self.assertIn('data-value="70,61"', str(plain))
        self.assertIn("Quảng Ninh", plain.title)
        self.assertIn("65,96", plain.description)
        drawn = str(self.now.figure("lost", "hanoi", fall="#123456", fall_dark="#fedcba"))
        self.assertIn("#123456", drawn)
        self.assertIn("#fedcba", drawn)


class AFigure(unittest.TestCase):
    def setUp(self):
        self.board = small_board()
        self.figure = self.board.figure("ranking", "sxd")

    def test_shows_in_a_notebook_and_is_its_svg(self):
        self.assertEqual(self.figure._repr_svg_(), str(self.figure))
        self.assertEqual(self.figure.svg, str(self.figure))
        self.assertTrue(str(self.figure).startswith("<svg "))
        self.assertRegex(repr(self.figure), r"^<Figure '.*sxd.*|Sở Xây dựng.*', 720 × \d+>$")
        self.assertEqual((self.figure.width, self.figure.height > 100), (720, True))

    def test_is_an_image_where_pictures_are_cleaned(self):
        evil = self.board.copy()
        evil["sxd"].name = 'a" onerror="alert(1)<b>'
        for figure in (self.figure, evil.score().figure("ranking", "sxd")):
            shown = []

            class Reader(html.parser.HTMLParser):
                def handle_starttag(self, tag, attrs):
                    shown.append((tag, dict(attrs)))

            Reader().feed(figure._repr_html_())
            ((tag, facts),) = shown
            self.assertEqual((tag, sorted(facts)), ("img", "alt class height src width".split()))
            kind, data = facts["src"].split(",")
            self.assertEqual(base64.b64decode(data).decode(), str(figure))
            self.assertEqual(kind, "data:image/svg+xml;base64")
            self.assertEqual(facts["alt"], f"{figure.title}. {figure.description}")

    def test_is_equal_to_one_that_shows_the_same(self):
        self.assertEqual(self.figure, small_board().figure("ranking", "sxd"))
        self.assertEqual(hash(self.figure), hash(self.board.figure("ranking", "sxd")))
        self.assertNotEqual(self.figure, self.board.figure("ranking"))
        self.assertNotEqual(self.figure, str(self.figure))
        for other in (pickle.loads(pickle.dumps(self.figure)), copy.deepcopy(self.figure)):
            self.assertEqual((other, other.to_html()), (self.figure, self.figure.to_html()))

    def test_has_ids_of_its_own_in_a_page_of_many(self):
        figures = [self.figure, self.board.figure("heat"), self.board.figure(width=360)]
        figures += [self.board.figure(id="mine")]
        ids = []
        for figure in figures:
            ids += re.findall(r' id="([^"]*)"', figure.to_html())
        self.assertEqual(len(ids), len(set(ids)))
        self.assertIn("mine-t", ids)

    def test_is_saved_as_a_picture_and_as_a_page(self):
        with tempfile.TemporaryDirectory() as folder:
            picture, page = pathlib.Path(folder, "a.svg"), pathlib.Path(folder, "b.HTML")
            self.figure.save(str(picture))
            self.figure.save(page)
            self.assertEqual(picture.read_text(encoding="utf-8"), str(self.figure))
            self.assertEqual(page.read_text(encoding="utf-8"), self.figure.to_html())
            for name in ("a.png", "a", "svg", "a.svg.gz", "a.pdf"):
                with self.assertRaisesRegex(chiso.InputError, "that ends with .svg or .html"):
                    self.figure.save(pathlib.Path(folder, name))
            with self.assertRaises(chiso.FileError):
                self.figure.save(pathlib.Path(folder, "none", "a.svg"))
            for wrong in (None, 3):
                with self.assertRaises(TypeError):
                    self.figure.save(wrong)
            self.assertEqual(len(list(pathlib.Path(folder).iterdir())), 2)

    def test_is_a_page_with_a_layout_for_a_phone(self):
        page = self.board.figure(language="vi").to_html()
        self.assertIn('<html lang="vi">', page)
        self.assertEqual(
            (
                page.count("<svg "),
                page.count(' class="chiso" viewBox="0 0 360'),
            ),
            (2, 1),
        )
        self.assertEqual(self.board.figure(width=400).to_html().count("<svg "), 1)
        for word in ("http:", "https:", "<script", "<link", "url("):
            self.assertNotIn(word, page.replace("http://www.w3.org/2000/svg", ""))

    def test_stays_when_the_board_changes_or_is_closed(self):
        before = str(self.figure)
        self.board["sxd", "1"] = 1
        self.board.close()
        self.assertEqual(str(self.figure), before)
        self.assertIn(before.strip(), self.figure.to_html())

    def test_lets_no_name_do_harm(self):
        made = chiso.Tree(EVIL)
        made.add("1<b>", EVIL, 10)
        made.add("2", "=1+1", 10)
        now = chiso.Board(made)
        for code, name in (("<i>u", EVIL), ("v", "\u202etxt.exe"), ("w", "a\nb\x1b[31m")):
            now.add_unit(code, name, "<block>")
            now[code, "1<b>"], now[code, "2"] = 5, len(name) % 7
        now.score()
        series = chiso.Series({"<p>": now, EVIL: now})
        tally = chiso.Tally(["<i>u"], {"1<b>": 2})
        tally.add("<i>u", "1<b>", 1, 3)
        said = {"title": EVIL, "caption": EVIL, "source": EVIL}
        for figure in (
            now.figure("ranking", "<i>u"),
            now.figure("heat", **said),
            now["<i>u"].figure("profile"),
            now["<i>u"].figure("lost", period=EVIL),
            now.compare(now)["v"].figure(period="<p>", period_before=EVIL),
            now.compare(now)["v"].figure("bridge"),
            series.figure("years"),
            series.figure("bump", "v"),
            tally.figure(labels=["<b>", EVIL], board=now),
        ):
            with self.subTest(repr(figure)):
                xml.etree.ElementTree.fromstring(str(figure))
                for text in (str(figure), figure.to_html()):
                    for bad in ("<script", "<i>", "<b>", "<block>", "\u202e", "\x1b", "onload"):
                        self.assertNotIn(bad, text)
                self.assertEqual(titles_of(figure.to_html()), [figure.title])


def titles_of(page):
    """The titles in the head of a page, as a browser reads them."""
    found = []

    class Reader(html.parser.HTMLParser):
        depth = 0

        def handle_starttag(self, tag, attrs):
            if tag == "title" and not self.depth:
                found.append("")
            self.depth += tag == "svg"

        def handle_endtag(self, tag):
            self.depth -= tag == "svg"

        def handle_data(self, data):
            if self.lasttag == "title" and not self.depth and not found[-1]:
                found[-1] = data

    reader = Reader()
    reader.feed(page)
    return found


class WhatIsRefused(unittest.TestCase):
    def setUp(self):
        self.board = small_board()

    def refuse(self, kind, text, *arguments, of=None, **options):
        with self.assertRaisesRegex(kind, text):
            (self.board if of is None else of).figure(*arguments, **options)

    def test_is_a_kind_that_there_is_not(self):
        series = chiso.Series({"2021": self.board})
        every = "kind is 'bars'; expected one of: ranking, heat, profile, lost"
        self.refuse(chiso.InputError, every, "bars")
        self.refuse(chiso.InputError, "expected one of: profile, lost", "x", of=self.board["sxd"])
        self.refuse(
            chiso.InputError, r"series\['sxd'\].figure\(\) is of that unit", "sxd", of=series
        )
        self.refuse(chiso.InputError, "kind is 'x'; expected shares", "x", of=chiso.Tally())
        self.refuse(TypeError, "kind is int; expected text", 3)

    def test_is_an_option_out_of_range(self):
        for width in (319, 2001, 0, 2**31):
            self.refuse(chiso.RangeError, "width|320", width=width)
        for width in (-1, 2**32):
            self.refuse(chiso.RangeError, "width", width=width)
        for width in ("720", 720.0, True, None):
            self.refuse(TypeError, "width is .*; expected a whole number", width=width)
        self.refuse(ValueError, "language is 'fr'; expected one of: en, vi", language="fr")
        self.refuse(ValueError, "mark is ';'; expected '.' or ','", mark=";")
        for colour in ("red", "#12", "#12345g", "#0a5aa8;}", ""):
            self.refuse(chiso.InputError, "colour", rise=colour)
        for name in ("1a", "a b", 'a"', ""):
            self.refuse(chiso.InputError, "id", id=name)
        for name in ("title", "caption", "source"):
            self.refuse(chiso.TextError, f"the {name} is .* NUL", **{name: "a\0b"})
            self.refuse(chiso.TextError, "no whole Unicode text", **{name: "\ud800"})
            self.refuse(TypeError, f"the {name} is int; expected text", **{name: 1})
        self.refuse(TypeError, "the period is float", period=20.5)

    def test_is_a_unit_or_a_criterion_that_does_not_fit(self):
        comparison, ledger = self.board.compare(self.board), self.board["sxd"].ledger()
        series = chiso.Series({"2021": self.board})
        for of in (None, series):
            self.refuse(chiso.UnitError, "nobody", None, "nobody", of=of)
        for kind in ("profile", "lost"):
            self.refuse(chiso.UnitError, "is of one unit; .* found no unit", kind)
            self.refuse(chiso.UnitError, "found sxd, hue", kind, ["sxd", "hue"])
            self.refuse(chiso.UnitError, "there is no unit 'nobody'", kind, "nobody")
        self.refuse(chiso.UnitError, "periods is of one unit; .* no unit", of=comparison)
        self.refuse(chiso.UnitError, "found sxd, hue", None, "hue", of=ledger)
        self.refuse(TypeError, "units is NoneType; expected the code", "ranking", None)
        self.refuse(TypeError, "the unit is float", "ranking", [1.5])
        for of in (None, comparison, ledger, self.board["sxd"]):
            units = ["sxd"] if of is comparison else []
            why = "is of the whole index; found criterion 2"
            self.refuse(chiso.NodeError, why, None, units, of=of, node="2")
        for of in (self.board["sxd", "2"], comparison["sxd", "2"], self.board["sxd", "2"].ledger()):
            self.refuse(chiso.NodeError, "is of the whole index; found criterion 2", of=of)
        self.refuse(
            chiso.NodeError, "history of criterion 1; found 2", of=series["sxd", "1"], node="2"
        )
        self.refuse(chiso.NodeError, "9", "years", node="9", of=series)
        self.refuse(chiso.NodeError, "found criterion 2", of=self.board.ranking("2"))
        self.refuse(chiso.UnitError, "found block 'so'", of=self.board.ranking(block="so"))

    def test_is_a_question_or_an_option_that_does_not_fit(self):
        tally = chiso.Tally(["a"], {"q": 3, "r": 9})
        self.refuse(chiso.NodeError, "is of one question; there are q, r", of=tally)
        self.refuse(chiso.NodeError, "there are none", of=chiso.Tally(["a"]))
        self.refuse(chiso.NodeError, "question 'x'", of=tally, question="x")
        self.refuse(chiso.EmptyError, "", of=tally, question="q")
        tally.add("a", "q", 0)
        for options in ({"first": 1}, {"first": 3}, {"first": 2, "last": 1}):
            self.refuse(chiso.RangeError, "", of=tally, question="q", **options)
        self.refuse(chiso.ShapeError, "", of=tally, question="r")
        self.refuse(TypeError, "labels is text", of=tally, question="q", labels="abc")
        self.refuse(TypeError, "a label is int", of=tally, question="q", labels=[1, 2, 3])
        self.refuse(TypeError, "the board is int", of=tally, question="q", board=3)

    def test_is_what_there_is_nothing_to_show_of(self):
        empty = chiso.Board(small_tree()).add_units(["a"])
        self.refuse(chiso.StateError, "score", of=empty)
        self.refuse(chiso.EmptyError, "", of=empty.score())
        self.refuse(chiso.EmptyError, "", of=chiso.Series())

    def test_is_what_was_closed_or_is_of_an_earlier_board(self):
        def made():
            board = small_board()
            comparison = board.compare(small_board())
            tally = chiso.Tally(["a"], {"q": 2})
            series = chiso.Series({"2021": board})
            unit = board["sxd"]
            return board, [
                (board.report(), ()),
                (board.ranking(), ()),
                (board.report(), ("lost", "sxd")),
                (comparison, (None, "sxd")),
                (comparison["sxd"], ("bridge",)),
                (unit.ledger(), ()),
                (series, ("bump",)),
                (series["sxd"], ()),
                (tally, ()),
            ]

        for thing, arguments in made()[1]:
            if hasattr(thing, "close"):
                thing.close()
                self.refuse(chiso.ClosedError, "is closed", *arguments, of=thing)
        for score_again in (False, True):
            board, things = made()
            board["sxd", "1"] = 1
            if score_again:
                board.score()
            for thing, arguments in things[:-1]:
                with self.subTest(type(thing), again=score_again):
                    self.refuse(chiso.StateError, "", *arguments, of=thing)
        board.close()
        self.refuse(chiso.ClosedError, "this Board is closed", of=board)


class Threads(unittest.TestCase):
    def test_draw_the_same_at_once(self):
        now, before = board(2021), board(2019)
        comparison, series = now.compare(before), chiso.Series({"2019": before, "2021": now})
        ways = [
            lambda: now.figure("ranking"),
            lambda: now.figure("heat", "hanoi"),
            lambda: now["hanoi"].figure("lost"),
            lambda: comparison["hanoi"].figure("bridge"),
            lambda: series.figure("bump"),
            lambda: series["hanoi"].figure(),
        ]
        expected = [str(way()) for way in ways]
        found = []

        def work():
            for _ in range(5):
                found.append([str(way()) for way in ways])

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [expected] * 20)

    def test_that_change_the_board_meanwhile_do_no_harm(self):
        now, met = board(2021), []
        whole = str(now.figure())

        def draw():
            for _ in range(60):
                try:
                    met.append(str(now.figure()) == whole)
                except chiso.StateError:
                    met.append(True)

        def change():
            for _ in range(60):
                try:
                    now["hanoi", "labor"] = now["hanoi", "labor"].text
                    now.score()
                except chiso.StateError:
                    pass

        threads = [threading.Thread(target=target) for target in (draw, draw, change)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(met, [True] * 120)


if __name__ == "__main__":
    unittest.main()
