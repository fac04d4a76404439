"""The portal asked as a web server asks it, and through one, well and badly.

portal.py PROGRAM [unittest's arguments]

Without lighttpd the tests behind a server are left out, unless CHISO_TESTS is "all".
"""

import concurrent.futures
import contextlib
import functools
import html.parser
import http.client
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "figures"))

from markup import html_faults  # noqa: E402

DATA = ROOT / "examples" / "data"
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SCOREBOARD = PROGRAM.with_name("scoreboard")
EVERYTHING = os.environ.get("CHISO_TESTS") == "all"
SERVER = shutil.which("lighttpd", path=os.environ["PATH"] + ":/usr/sbin")
BOUNDARY = "----a-boundary"
PAGES = ["/", "/unit", "/what-if", "/target", "/explain", "/upload"]
VOID = {"meta", "input", "link", "br", "img", "hr", "col"}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)


class Page(html.parser.HTMLParser):
    """Whether tags are closed in order, fields have labels, and nothing can run."""

    def __init__(self, text):
        super().__init__()
        self.open, self.faults, self.ids, self.labels, self.fields = [], [], [], [], []
        self.alerts, self.hidden, self.tags, self.language = [], {}, [], None
        self.feed(text)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self.open]
        self.faults += [
            f"no label for {field}" for field in self.fields if field not in self.labels
        ]
        self.faults += [f"id {one} twice" for one in set(self.ids) if self.ids.count(one) > 1]

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.faults += [f"{name} in {tag}" for name in given if name.startswith("on")]
        if tag in ("script", "iframe", "object", "base"):
            self.faults.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "html":
            self.language = given.get("lang")
        if tag == "label":
            self.labels.append(given["for"])
        if tag == "input" and given.get("type") == "hidden":
            self.hidden[given["name"]] = given["value"]
        elif tag in ("input", "select", "textarea"):
            self.fields.append(given.get("id"))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"/{tag} closes nothing")


def form(fields, boundary=BOUNDARY):
    """A body as browsers send it; a pair of bytes and a name is a file."""
    parts = []
    for name, value in fields.items():
        file = ""
        if isinstance(value, tuple):
            value, file = value[0], f'; filename="{value[1]}"\r\nContent-Type: text/csv'
        value = value if isinstance(value, bytes) else str(value).encode()
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
        parts.append(head.encode() + value + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode()


class Case(unittest.TestCase):
    def setUp(self):
        self.store, self.counts = self.temporary(), self.temporary()
        for name in ("criteria.csv", "criteria-vi.csv", "points-2019.csv", "points-2021.csv"):
            shutil.copy(DATA / "pci" / name, self.store)
        self.points = (self.store / "points-2021.csv").read_bytes()

    def temporary(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return pathlib.Path(folder.name)

    def environment(self, method, path, query, more):
        query = query if isinstance(query, str) else urllib.parse.urlencode(query)
        given = {"REQUEST_METHOD": method, "SCRIPT_NAME": "/portal", "PATH_INFO": path}
        given |= {"QUERY_STRING": query, "PORTAL_FOLDER": str(self.store)}
        kept = {name: value for name, value in os.environ.items() if "SAN_OPTIONS" in name}
        # Where the code is watched, a program that is killed or a full disk leaves half a count.
        kept["GCOV_PREFIX"] = str(self.counts)
        kept["GCOV_ERROR_FILE"] = os.devnull
        return kept | given | more

    def ask(self, path="/", query="", method="GET", body=None, **more):
        if body is not None:
            method = "POST"
            more.setdefault("CONTENT_LENGTH", str(len(body)))
            more.setdefault("CONTENT_TYPE", f"multipart/form-data; boundary={BOUNDARY}")
        more = {name: value for name, value in more.items() if value is not None}
        run = subprocess.run(
            [PROGRAM],
            input=body or b"",
            capture_output=True,
            env=self.environment(method, path, query, more),
            timeout=30,
        )
        self.assertEqual((run.returncode, run.stderr), (0, b""))
        head, _, rest = run.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        status = int(headers.pop("Status").split()[0])
        self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
        self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
        if status not in (303, 304) and method != "HEAD":
            self.assertEqual(int(headers["Content-Length"]), len(rest))
        answer = Answer(status, headers, rest)
        if rest and "html" in headers["Content-Type"]:
            self.assertEqual(Page(answer.text).faults, [])
        return answer

    def check(self, text, name="points.csv", query="lang=en", period="2021", **more):
        return self.ask(
            "/check", query, body=form({"period": period, "file": (text, name)}), **more
        )

    def take(self, token, period="2021", query="", **more):
        return self.ask(
            "/take", f"lang=en&period={period}{query}", body=form({"token": token}), **more
        )

    def token(self, text, **more):
        checked = self.check(text, **more)
        self.assertEqual(checked.status, 200, checked.text)
        return Page(checked.text).hidden["token"]

    def changed(self, number="9.99"):
        return self.points.replace("Hải Phòng,6.52".encode(), f"Hải Phòng,{number}".encode())

    def waiting(self):
        return sorted(file.name for file in self.store.glob("upload-*"))


class Pages(Case):
    def test_pages_in_both_languages(self):
        for path in PAGES:
            for language in ("en", "vi"):
                query = {"lang": language, "unit": "haiphong"}
                answer = self.ask(path, query)
                self.assertEqual(answer.status, 200, path)
                self.assertEqual(Page(answer.text).language, language)
                self.assertEqual(html_faults(answer.text), [], path)
                self.assertEqual("Tiếng Việt" in answer.text, language == "en")

    def test_names_on_the_board_lead_to_the_units(self):
        for language in ("en", "vi"):
            text = self.ask("/", f"lang={language}&period=2019").text
            links = re.findall(r'<th scope="row" class="s"><a href="([^"]*)">', text)
            self.assertEqual(len(links), 21)
            start = f"/portal/unit?lang={language}&amp;period=2019&amp;unit="
            self.assertEqual([link for link in links if not link.startswith(start)], [])
            query = links[4].replace("&amp;", "&").partition("?")[2]
            unit = self.ask("/unit", query).text
            self.assertIn(f'href="/portal/?lang={language}&amp;period=2019"', unit)
            self.assertIn(f'lang="{language}"', unit)

    def test_codes_in_addresses(self):
        code = "a b&c/..?x=1#'<đ%"
        points = self.store / "points-2021.csv"
        points.write_text(points.read_text().replace("\nhaiphong,", f'\n"{code}",'))
        text = self.ask("/", "lang=en").text
        links = re.findall(r'<th scope="row" class="s"><a href="([^"]*)">Hải Phòng<', text)
        query = links[0].replace("&amp;", "&").partition("?")[2]
        self.assertEqual(urllib.parse.parse_qs(query)["unit"], [code])
        self.assertIn("<h1>Hải Phòng", self.ask("/unit", query).text)

    def test_periods(self):
        self.assertIn("73.04", self.ask("/unit", "unit=quangninh&lang=en").text)
        self.assertIn("73.40", self.ask("/unit", "unit=quangninh&lang=en&period=2019").text)
        self.assertIn("73,40", self.ask("/unit", "unit=quangninh&lang=vi&period=2019").text)

    def test_board_as_the_scoreboard_has_it(self):
        files = [self.store / "criteria.csv", self.store / "points-2021.csv"]
        before = ["--previous", self.store / "points-2019.csv"]
        told = subprocess.run(
            [SCOREBOARD, *files, *before, "--format", "json"], capture_output=True, check=True
        ).stdout
        self.assertEqual(self.ask("/", "format=json&lang=en").json, json.loads(told))

    def test_unit_what_if_and_target_as_json(self):
        query = {"unit": "haiphong", "format": "json"}
        unit = self.ask("/unit", query).json
        self.assertEqual((unit["unit"], unit["nodes"][0]["rank"]), ("haiphong", 2))
        tried = self.ask("/what-if", query | {"cell:transparency": "8,04", "lang": "vi"}).json
        self.assertEqual(tried["nodes"][0]["rank_would"], 1)
        self.assertEqual(tried["nodes"][0]["achieved_would"], 70.605 + 0.2 * 10 * (8.04 - 6.82))
        self.assertEqual([unit["code"] for unit in tried["units"]], ["quangninh"])
        goal = self.ask("/target", query | {"goal": "rank", "value": "1"}).json
        self.assertEqual((goal["outcome"], goal["steps"][0]["to"]), ("missed", 8.0375))
        told = self.ask("/explain", query | {"node": "land", "lang": "en"}).json
        self.assertIn("6.77 of 10 points", told["explanation"])

    def test_what_is_not_there(self):
        for path, query, status in [
            ("/nothing", "", 404),
            ("/unit", "", 404),
            ("/unit", "unit=nobody", 404),
            ("/unit", "unit=haiphong&period=1999", 404),
            ("/explain", "unit=haiphong&node=none", 404),
            ("/what-if", "unit=haiphong&cell:land=11", 400),
            ("/what-if", "unit=haiphong&cell:land=much", 400),
            ("/target", "unit=haiphong&goal=rank&value=none", 400),
            ("/target", "unit=haiphong&goal=band&value=A", 400),
            ("/", "lang=fr", 400),
            ("/", "format=xml", 400),
        ]:
            answer = self.ask(path, query)
            self.assertEqual(answer.status, status, (path, query))
            self.assertIn('role="alert"', answer.text)
            if "format" not in query:
                told = self.ask(path, query + "&format=json")
                self.assertEqual(told.status, status)
                self.assertTrue(told.json["error"])

    def test_errors_in_the_language_of_the_visitor(self):
        for likes, word in [("en-GB,en;q=0.9,vi;q=0.8", "no such unit"), ("vi,en", "không có")]:
            self.assertIn(word, self.ask("/unit", HTTP_ACCEPT_LANGUAGE=likes).text)
        asked = self.ask("/unit", "lang=vi", HTTP_ACCEPT_LANGUAGE="en")
        self.assertIn("không có đơn vị này", asked.text)

    def test_methods(self):
        for path, method, allowed in [
            ("/", "POST", "GET"),
            ("/check", "GET", "POST"),
            ("/take", "GET", "POST"),
        ]:
            answer = self.ask(path, body=form({"a": "b"}) if method == "POST" else None)
            self.assertEqual((answer.status, answer.headers["Allow"]), (405, allowed))
        self.assertEqual(self.ask("/", method="DELETE").status, 405)
        self.assertEqual(self.ask("/", method="").status, 405)
        self.assertEqual(self.ask("/unit", "unit=haiphong", method="HEAD").body, b"")

    def test_known_pages_are_not_sent_again(self):
        for query in ("lang=en", "lang=vi", "format=json"):
            first = self.ask("/", query)
            tag = first.headers["ETag"]
            for known in (tag, f'"x", W/{tag}'):
                again = self.ask("/", query, HTTP_IF_NONE_MATCH=known)
                self.assertEqual((again.status, again.body), (304, b""))
                self.assertEqual(again.headers["ETag"], tag)
            self.assertEqual(self.ask("/", query, HTTP_IF_NONE_MATCH='"x"').status, 200)
        tag = self.ask("/", "lang=en").headers["ETag"]
        self.assertNotEqual(tag, self.ask("/", "lang=vi").headers["ETag"])
        (self.store / "points-2021.csv").write_bytes(self.changed())
        self.assertEqual(self.ask("/", "lang=en", HTTP_IF_NONE_MATCH=tag).status, 200)
        tag = self.ask("/", "lang=en").headers["ETag"]
        shutil.copy(self.store / "points-2019.csv", self.store / "points-2018.csv")
        self.assertEqual(self.ask("/", "lang=en", HTTP_IF_NONE_MATCH=tag).status, 200)

    def test_names_do_nothing(self):
        name = "<script>alert(1)</script>\"'&\u202e"
        text = "Hải Phòng".encode()
        quoted = '"' + name.replace('"', '""') + '"'
        (self.store / "points-2021.csv").write_bytes(self.points.replace(text, quoted.encode()))
        for path in PAGES:
            for likes in ("json", "html"):
                answer = self.ask(path, {"unit": "haiphong", "format": likes})
                self.assertEqual(answer.status, 200)
                self.assertNotIn("<script", answer.text)
                self.assertNotIn("\u202e", answer.text)
        # What was asked comes back in the link to the other language.
        self.assertNotIn("<script", self.ask("/unit", {"unit": "haiphong", name: name}).text)
        self.assertNotIn("<script", self.ask("/" + name).text)
        for code in (name, "<b>", "%"):
            self.assertEqual(self.ask("/unit", {"unit": code}).status, 404)

    def test_a_store_that_is_wrong(self):
        for file, text in [
            ("criteria-vi.csv", b""),
            ("criteria-vi.csv", b"code,title\n"),
            ("points-2021.csv", b""),
            ("points-2021.csv", b"unit,nothing\na,1\n"),
            ("points-2019.csv", b"\xff\xfe\x00"),
            ("bands.csv", b"band,from\nA,x\n"),
        ]:
            self.setUp()
            (self.store / file).write_bytes(text)
            answer = self.ask("/", "lang=vi")
            self.assertEqual(answer.status, 500, file)
            self.assertIn(file, answer.text)
        (self.store / "bands.csv").unlink()
        for file in self.store.glob("points-*"):
            file.unlink()
        shutil.copy(DATA / "pci" / "criteria-vi.csv", self.store)
        self.assertEqual(self.ask("/").status, 404)
        self.assertEqual(self.ask("/upload").status, 200)
        self.assertEqual(self.ask("/", PORTAL_FOLDER="/nowhere").status, 500)
        self.assertEqual(self.ask("/", PORTAL_FOLDER="").status, 500)


class Uploads(Case):
    def test_shown_then_taken(self):
        checked = self.check(self.changed(), "C:\\Bảng điểm <2021>.csv")
        self.assertIn("<h1>Bảng điểm &lt;2021&gt;.csv</h1>", checked.text)
        self.assertIn("<td>6.52</td><td>9.99</td>", checked.text)
        self.assertEqual((self.store / "points-2021.csv").read_bytes(), self.points)
        tag = self.ask("/", "lang=en").headers["ETag"]
        taken = self.take(Page(checked.text).hidden["token"])
        self.assertEqual(taken.status, 303)
        self.assertEqual(taken.headers["Location"], "/portal/?lang=en&period=2021")
        self.assertEqual(self.ask("/", "lang=en", HTTP_IF_NONE_MATCH=tag).status, 200)
        unit = self.ask("/unit", "unit=haiphong&format=json").json
        self.assertEqual(unit["nodes"][1]["achieved"], 9.99)
        self.assertEqual(self.waiting(), [])

    def test_sheet_of_a_vietnamese_spreadsheet(self):
        sheet = "\ufeffunit;name;entry;land\r\nhaiphong;Hải Phòng;7,5;6,8\r\n"
        for text in (sheet.encode(), sheet.encode("utf-16")):
            checked = self.check(text, "Bảng điểm.csv", "lang=vi")
            self.assertIn("<td>6,52</td><td>7,5</td>", checked.text)
            self.assertIn("Số thay đổi: <b>2</b>", checked.text)
        told = self.check(text, query="format=json").json
        self.assertEqual([edit["becomes"] for edit in told["edits"]], ["7.5", "6.8"])
        self.assertEqual(self.take(told["token"]).status, 303)

    def test_sheet_as_offices_have_it(self):
        for file in self.store.iterdir():
            file.unlink()
        for name in ("criteria.csv", "read.csv"):
            shutil.copy(DATA / "officer" / name, self.store)
        for name in ("comma.csv", "semicolon.csv", "tab.txt", "utf16.txt"):
            sheet = (DATA / "officer" / f"results-2025-{name}").read_bytes()
            checked = self.check(sheet, name, "lang=vi", "2025")
            self.assertEqual(checked.status, 200)
            self.assertIn("<b>7</b>", checked.text)
        wrong = sheet.decode("utf-16").replace("20.84", "20.85").encode("utf-16")
        self.assertIn("20.85", self.check(wrong, name, "lang=vi", "2025").text)
        self.assertEqual(self.take(Page(checked.text).hidden["token"], "2025").status, 303)
        self.assertEqual(len(self.ask("/", "format=json").json["results"]), 7)
        self.assertIn("không làm thay đổi gì", self.check(sheet, name, "lang=vi", "2025").text)

    def test_new_period_and_new_units(self):
        self.assertEqual(self.take(self.token(self.points, period="2022"), "2022").status, 303)
        self.assertEqual(self.ask("/", "period=2022").status, 200)
        more = self.points + b"newprovince,New" + b",5" * 10 + b"\n"
        refused = self.check(more)
        self.assertEqual(refused.status, 422)
        self.assertIn("newprovince", refused.text)
        body = form({"period": "2021", "file": (more, "x.csv"), "new": "1"})
        checked = self.ask("/check", "lang=en", body=body)
        token = Page(checked.text).hidden["token"]
        self.assertEqual(self.take(token).status, 409)
        self.assertEqual(self.take(token, query="&new=1").status, 303)

    def test_files_with_mistakes(self):
        for text, words in [
            (b"", ["empty"]),
            (b"\n\n", ["empty"]),
            (b"PK\x03\x04" + bytes(60), ["workbook"]),
            (b"unit,entry\nhaiphong,\x00\n", ["NUL"]),
            (self.points.replace(b"danang", b"danagn"), ["danagn", "danang"]),
            (self.points.replace(b"6.52", b"65.2"), ["65.2", "entry"]),
            (b"unit,entry\nhaiphong,\xff\n", ["UTF-8"]),
            (b"unit,entry\nhaiphong,1,2,3\n", []),
        ]:
            for file in self.store.glob("upload-*"):
                file.unlink()
            refused = self.check(text)
            self.assertEqual(refused.status, 422, text)
            for word in words:
                self.assertIn(word, refused.text)
            self.assertNotIn("token", refused.text)
            told = self.check(text, query="format=json")
            self.assertEqual((told.status, told.json["remarks"][0]["kind"]), (422, "mistake"))
        self.assertEqual(self.waiting(), [])
        self.assertEqual((self.store / "points-2021.csv").read_bytes(), self.points)

    def test_token(self):
        token = self.token(self.changed())
        other = ("0" if token[0] != "0" else "1") + token[1:]
        for wrong in ("", "x", other, token + "0", token.upper() + "/", "../points-2021.csv"):
            self.assertEqual(self.take(wrong).status, 403, wrong)
        self.assertEqual(self.ask("/take", body=form({"a": "b"})).status, 403)
        self.assertEqual(self.take(token, "2019").status, 409)
        self.assertEqual(self.take(token, REMOTE_USER="other").status, 409)
        self.assertEqual(self.take(token).status, 303)
        self.assertEqual(self.take(token).status, 403)

    def test_period_changed_in_between(self):
        first, second = self.token(self.changed("9")), self.token(self.changed("8"))
        self.assertEqual(self.take(first).status, 303)
        refused = self.take(second)
        self.assertEqual(refused.status, 409)
        self.assertIn("check it again", refused.text)
        unit = self.ask("/unit", "unit=haiphong&format=json").json
        self.assertEqual(unit["nodes"][1]["achieved"], 9)

    def test_what_waits_is_private_and_ends(self):
        self.token(self.changed())
        (name,) = self.waiting()
        file = self.store / name
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        os.utime(file, (time.time() - 4000,) * 2)
        self.token(self.changed())
        self.assertNotIn(name, self.waiting())
        for i in range(80):
            (self.store / f"upload-{i}").touch()
        self.assertEqual(self.check(self.changed()).status, 503)

    def test_a_disk_that_is_full(self):
        token = self.token(self.changed())
        before = {file.name: file.read_bytes() for file in self.store.iterdir()}

        def fill():
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

        with unittest.mock.patch.object(
            subprocess,
            "run",
            functools.partial(subprocess.run, preexec_fn=fill, restore_signals=False),
        ):
            self.assertEqual(self.check(self.changed("8")).status, 500)
            self.assertEqual(self.take(token).status, 500)
        after = {file.name: file.read_bytes() for file in self.store.iterdir()}
        self.assertEqual(after.pop("lock"), b"")
        self.assertEqual(after, before)
        self.assertEqual(self.take(token).status, 303)


class Hostile(Case):
    def refuse(self, status, body, **more):
        answer = self.ask("/check", "lang=en", body=body, **more)
        self.assertEqual(answer.status, status, (body[:200], more))
        self.assertIn('role="alert"', answer.text)
        self.assertEqual(self.waiting(), [])

    def test_addresses(self):
        for query, status in [
            ("period=..%2F..%2Fetc%2Fpasswd", 400),
            ("period=../points-2021", 400),
            ("period=2021%00", 400),
            ("period=2021.csv", 400),
            ("period=" + "9" * 33, 400),
            ("period=" + "9" * 5000, 400),
            ("period=%C3%A9", 400),
            ("period=2021&period=2021", 400),
            ("unit=%zz", 400),
            ("unit=%", 400),
            ("unit=%4", 400),
            ("&".join(f"a{i}=1" for i in range(1100)), 400),
            ("a=" + "b" * 70000, 414),
            ("=x&&=y", 404),
            ("unit=" + "%FF" * 500, 404),
        ]:
            self.assertEqual(self.ask("/unit", query).status, status, query[:50])
        for path in ("/../", "//", "/unit/", "/unit\n", "/" + "x" * 5000, "/%00"):
            self.assertEqual(self.ask(path).status, 404)

    def test_lengths(self):
        body = form({"period": "2021", "file": (self.changed(), "a.csv")})
        self.refuse(413, body, CONTENT_LENGTH="99999999999999999999999")
        self.refuse(413, body, CONTENT_LENGTH="1073741824")
        self.refuse(411, body, CONTENT_LENGTH=None)
        self.refuse(411, body, CONTENT_LENGTH="")
        for length in ("-1", "0x10", "1 ", "1e3", "0"):
            self.refuse(400, body, CONTENT_LENGTH=length)
        self.refuse(400, body, CONTENT_LENGTH=str(len(body) + 1))
        for size in (1, 20, 100, 200, len(body) // 2, len(body) - 3, len(body) - 5):
            self.refuse(400, body[:size])
            self.refuse(400, body[:size], CONTENT_LENGTH=str(len(body)))
        large = form({"period": "2021", "file": (b"x" * (1 << 20) + b"y", "a.csv")})
        self.refuse(422, large)
        self.refuse(413, form({"period": "2021", "file": (b"x" * (2 << 20), "a.csv")}))

    def test_types(self):
        body = form({"period": "2021", "file": (self.changed(), "a.csv")})
        for kind in ("", "text/plain", "application/x-www-form-urlencoded", "multipart/mixed"):
            self.refuse(415, body, CONTENT_TYPE=kind)
        self.refuse(415, body, CONTENT_TYPE=None)
        self.refuse(415, body, CONTENT_TYPE="multipart/form-data")
        for boundary in ("", "other", BOUNDARY + "x", BOUNDARY[:-1], BOUNDARY + "; x", "a" * 71):
            self.refuse(400, body, CONTENT_TYPE=f"multipart/form-data; boundary={boundary}")

    def test_forms(self):
        body = form({"period": "2021", "file": (self.changed(), "a.csv")})
        line = f"--{BOUNDARY}\r\n".encode()
        end = f"\r\n--{BOUNDARY}--\r\n".encode()
        head = b'Content-Disposition: form-data; name="file"; filename="a"\r\n'
        for wrong in [
            b"",
            b"\r\n" + body,
            body + b"x",
            body.replace(b"\r\n", b"\n"),
            body.replace(b"--\r\n", b"\r\n"),
            line + b"\r\n" + end,
            line + head + end,
            line + head + b"\r\n",
            line + head[:-2],
            line + head + head + b"\r\nx" + end,
            line + b"Content-Disposition: form-data\r\n\r\nx" + end,
            line + b'Content-Disposition: form-data; name="a\r\n\r\nx' + end,
            line + b'Content-Disposition: form-data; name="a"; name="b"\r\n\r\nx' + end,
            line + b'Content-Disposition: form-data; name="a"; size=1\r\n\r\nx' + end,
            line + b'Content-Disposition: form-data; name="a\0b"\r\n\r\nx' + end,
            line + b'Content-Disposition: attachment; name="a"\r\n\r\nx' + end,
            line + b"X: y\r\n" + head + b"\r\nx" + end,
            form({"period": "20\x0021"}),
            form({"period": "../2021", "file": (b"unit\n", "a")}),
            form({"period": "2021\x00", "file": (b"unit\n", "a")}),
            form({"period": "", "file": (b"unit\n", "")}),
            form({"period": "2021", "file": (b"unit\n", "")}),
            form({"period": "2021", "file": "unit\n"}),
            form({"period": "2021"}),
            form({"period": "2021", "lang": "en", "file": (b"unit\n", "a")}),
            form({f"f{i}": "" for i in range(1100)}),
        ]:
            self.refuse(400, wrong)

    def test_names_of_files(self):
        for name in ("../../etc/passwd", "a\x1b[31m.csv", "x" * 5000, "<i>", "..", "Điểm số 1.csv"):
            answer = self.check(self.changed(), name)
            self.assertEqual(answer.status, 200)
            self.assertNotIn("\x1b", answer.text)
        self.assertEqual({file.name for file in self.store.parent.glob("etc*")}, set())
        self.assertEqual(len(self.waiting()), 6)


class Killed(Case):
    def start(self, path, query, body):
        more = {"CONTENT_LENGTH": str(len(body))}
        more["CONTENT_TYPE"] = f"multipart/form-data; boundary={BOUNDARY}"
        return subprocess.Popen(
            [PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.environment("POST", path, query, more),
        )

    def test_in_the_middle_of_a_form(self):
        before = {file.name: file.read_bytes() for file in self.store.iterdir()}
        body = form({"period": "2021", "file": (self.changed(), "a.csv")})
        with self.start("/check", "", body) as program:
            program.stdin.write(body[: len(body) // 2])
            program.stdin.flush()
            program.kill()
        self.assertEqual({file.name: file.read_bytes() for file in self.store.iterdir()}, before)

    def test_while_a_file_is_taken(self):
        """At whatever moment: the old file or the new one, and the next upload goes on."""
        number = "6.52"
        outcomes = set()
        for i in range(30):
            wanted = "7.52" if number == "6.52" else "6.52"
            checked = self.check(b"unit,entry\nhaiphong," + wanted.encode(), query="format=json")
            token = checked.json["token"]
            with self.start("/take", "period=2021", form({"token": token})) as program:
                program.stdin.write(form({"token": token}))
                program.stdin.close()
                time.sleep(0.0005 * i)
                program.kill()
            unit = self.ask("/unit", "unit=haiphong&format=json").json
            found = str(unit["nodes"][1]["achieved"])
            self.assertIn(found, (number, wanted))
            self.assertEqual(len(self.ask("/", "format=json").json["results"]), 21)
            outcomes.add(found == wanted)
            number = found
        self.assertEqual(self.take(self.token(self.changed("5"))).status, 303)
        left = {file.name for file in self.store.iterdir() if "upload-" not in file.name}
        self.assertLessEqual(len(left), 6)


@unittest.skipUnless(SERVER or EVERYTHING, "lighttpd is not there")
class Served(Case):
    def setUp(self):
        super().setUp()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.work = self.temporary()
        self.server = subprocess.Popen(
            ["sh", ROOT / "examples" / "portal" / "run.sh", self.store, str(self.port)],
            env=os.environ | {"PORTAL_PROGRAM": str(PROGRAM), "TMPDIR": str(self.work)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.addCleanup(self.end)
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            time.sleep(0.05)
        self.fail("the server does not start")

    def end(self):
        """As Ctrl-C does: to all of the group."""
        if self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGINT)
        self.assertEqual(self.server.wait(timeout=20), 0)
        self.assertEqual(list(self.work.iterdir()), [])

    def fetch(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        if body is not None:
            headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return Answer(answer.status, answer.headers, text)

    def post(self, path, fields):
        return self.fetch("POST", path, form(fields))

    def test_the_way_of_an_officer(self):
        self.assertEqual(self.fetch("GET", "/").headers["Location"], "/portal/")
        for path in PAGES:
            answer = self.fetch("GET", f"/portal{path}?unit=haiphong&lang=vi")
            self.assertEqual((answer.status, Page(answer.text).faults), (200, []))
        tag = answer.headers["ETag"]
        known = self.fetch("GET", f"/portal{path}?unit=haiphong&lang=vi", If_None_Match=tag)
        self.assertEqual((known.status, known.body), (304, b""))
        file = (self.changed(), "Bảng điểm.csv")
        checked = self.post("/portal/check?lang=vi", {"period": "2021", "file": file})
        self.assertIn("Bảng điểm.csv", checked.text)
        action = re.search(r'action="([^"]*take[^"]*)"', checked.text)[1].replace("&amp;", "&")
        token = Page(checked.text).hidden["token"]
        taken = self.post(action, {"token": token})
        self.assertEqual(taken.status, 303)
        self.assertEqual(self.fetch("GET", taken.headers["Location"]).status, 200)
        self.assertEqual(self.post(action, {"token": token}).status, 403)
        self.assertEqual(self.fetch("GET", "/portal/unit?unit=nobody").status, 404)
        self.assertEqual(self.fetch("GET", "/portal/nothing").status, 404)
        large = {"period": "2021", "file": (b"x" * (2000 << 10), "a.csv")}
        self.assertEqual(self.post("/portal/check", large).status, 413)

    def test_eight_readers_while_the_board_is_replaced(self):
        """All cells of a period have one number: two in one answer are a torn read."""
        leaves = self.points.decode().split("\n")[1].split(",")[2:]
        units = [line.split(",")[0] for line in self.points.decode().split("\n")[2:] if line]

        def sheet(number):
            cells = f",{number}" * len(leaves)
            rows = "".join(f"{unit}{cells}\n" for unit in units)
            return f"unit,{','.join(leaves)}\n{rows}".encode()

        def replace(number):
            file = {"period": "2021", "file": (sheet(number), "a.csv")}
            token = self.post("/portal/check?format=json", file).json["token"]
            return self.post("/portal/take?period=2021", {"token": token}).status

        def read(_):
            answer = self.fetch("GET", "/portal/?format=json&lang=en")
            nodes = [node for unit in answer.json["results"] for node in unit["nodes"]]
            return answer.status, len(nodes), frozenset(node["achieved"] for node in nodes)

        self.assertEqual(replace(2), 303)
        with concurrent.futures.ThreadPoolExecutor(8) as readers:
            reads = [readers.submit(read, i) for i in range(80)]
            taken = [replace(number) for number in range(3, 9)]
            found = {one.result() for one in reads}
        self.assertEqual(set(taken), {303})
        for status, nodes, numbers in found:
            self.assertEqual((status, nodes, len(numbers)), (200, len(units) * len(leaves), 1))
        self.assertGreater(len(found), 1)

    def test_one_of_eight_takes(self):
        files = [(self.changed(f"{i}.5"), "a.csv") for i in range(1, 9)]
        tokens = [
            self.post("/portal/check?format=json", {"period": "2021", "file": file}).json["token"]
            for file in files
        ]
        with concurrent.futures.ThreadPoolExecutor(8) as officers:
            path = "/portal/take?period=2021"
            taken = list(officers.map(lambda token: self.post(path, {"token": token}), tokens))
        self.assertEqual(sorted(one.status for one in taken), [303] + [409] * 7)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
