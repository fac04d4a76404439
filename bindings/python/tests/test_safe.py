"""Texts from outside in what Python prints, and the call that makes them safe."""

import unittest

import chiso

TEXTS = [
    "\x1b[31mred",
    "\x9b31m",
    "\u202etxt.exe",
    "<script>alert(1)</script>",
    "' onfocus='x",
    "a\u2028b",
    "\ud800",
]


class TextSafe(unittest.TestCase):
    def test_texts_that_do_nothing_stay(self):
        for text in ("", "Sở Kế hoạch", "1.5", "a < b"):
            self.assertEqual(chiso.text_safe(text), text)

    def test_each_medium(self):
        self.assertEqual(chiso.text_safe("\x1b[31m"), " [31m")
        self.assertEqual(chiso.text_safe("a;=1", "csv_point"), '"a;\'=1"')
        self.assertEqual(chiso.text_safe("a;=1", chiso.Medium.CSV_COMMA), '"a;\'=1"')
        self.assertEqual(chiso.text_safe("</b>\u202e", "json"), '"\\u003c/b>\\u202e"')
        self.assertEqual(chiso.text_safe("<b>", "markup"), "&lt;b&gt;")
        self.assertEqual(chiso.text_safe("a\0b\ud800"), "a b?")

    def test_what_is_no_text_and_no_medium(self):
        with self.assertRaisesRegex(ValueError, "expected one of: plain"):
            chiso.text_safe("a", "paper")
        with self.assertRaisesRegex(TypeError, "expected str"):
            chiso.text_safe(b"a")

    def test_tables_print_and_show_no_more_than_texts(self):
        for text in TEXTS:
            name = text.encode("utf-8", "replace").decode()
            tree = chiso.Tree.from_csv("code,title,max\n1,Steering,10\n")
            board = chiso.Board(tree)
            board.add_unit("u", name, name)
            board["u", "1"] = 5
            ranking = board.score().ranking()
            for shown in (str(ranking), ranking.to_html()):
                for line in shown.split("\n"):
                    self.assertTrue(line.isprintable(), repr(line))
            self.assertNotIn("<script", ranking.to_html())
            self.assertNotIn("' on", ranking.to_html())


if __name__ == "__main__":
    unittest.main()
