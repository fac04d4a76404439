"""The command line, and where the result goes."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from typing import Any, List, NoReturn, Optional

from .._c.enums import CsvStyle
from .._c.library import package_version
from .._in.workbook import sheet_in
from .._out.file import save
from ..errors import ChisoError, FileError
from .job import Job
from .table import WIDTH
from .tell import complain, tell, tell_doubts, tell_notes
from .text import text_of
from .view import say

DONE, BAD_INPUT, BAD_USAGE = 0, 1, 2

_TEXT = """Scores the units of a points file on the criteria of a criteria file, ranks them and
prints a table. Each file is CSV or a sheet of a workbook: results.xlsx, or results.xlsx!Sheet
where there are several."""

_END = """Exit status: 0 done, 1 bad input, 2 wrong usage. One unit, with targets and what-ifs,
several periods, and the stages of one are looked at by the program scoreboard."""

_FILES = {
    "bands": "name the bands: the columns band and from (percent)",
    "read": "how the points file is to be read: the columns what and value",
    "previous": "compare with the points of that period",
    "previous-criteria": "its criteria, where they were others",
    "previous-read": "how its points file is to be read; without it as --read says",
    "criteria-map": "what became of which criterion: the columns old, new and share",
    "unit-map": "the same of units that merged or were split",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        tell(f"chiso: {message}")
        tell("Try 'python3 -m chiso --help'.")
        raise SystemExit(BAD_USAGE)


def _width(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 2000 or 0 < number < 40:
        raise ValueError(text)
    return number


def _columns(options: argparse.Namespace) -> Optional[int]:
    """How wide text is: as was asked for, or as the terminal is; None: not limited."""
    if options.width is not None:
        return options.width or None
    if options.output is None and sys.stdout.isatty():
        columns = shutil.get_terminal_size((WIDTH, 24)).columns
        return columns if 20 <= columns <= 10000 else WIDTH
    return WIDTH


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="chiso", description=_TEXT, epilog=_END, allow_abbrev=False)
    add = parser.add_argument
    add("criteria", metavar="CRITERIA", help="what is measured, and how many points it is worth")
    add("points", metavar="POINTS", help="what each unit achieved")
    for name, text in _FILES.items():
        add(f"--{name}", metavar="FILE", help=text)
    add(
        "--suggest", metavar="FILE", help="write a mapping to start from to a new file; - prints it"
    )
    add("--overall", action="store_true", help="rank over all units, not within blocks")
    ties = ("competition", "dense", "modified", "average", "ordinal")
    add("--ties", choices=ties, default="competition", help="what equals get")
    add("--tie-break", metavar="CODES", help="criteria that decide between equals, as 2,1.3")
    keys = ("exact", "published")
    add("--rank-by", choices=keys, default="exact", help="the percent before or after rounding")
    add(
        "--missing",
        choices=("zero", "skip", "unknown"),
        help="what was not scored counts as: its min, "
        "as if it did not apply, or no rank; overrides the criteria file",
    )
    add(
        "--digits",
        type=int,
        choices=range(7),
        help="published decimals; overrides the criteria file",
    )
    add("--strict", action="store_true", help="what is doubtful is a mistake, and not a note")
    add("--format", choices=("text", "json", "csv"), default="text", help="what is written")
    add("--order", choices=("file", "rank"), help="of the units: rank is that of text")
    add(
        "--width",
        type=_width,
        help="columns of text, 0 for as wide as it comes; without it the terminal's, else 100",
    )
    add("--lang", choices=("en", "vi"), default="en", help="headings, messages, decimal mark")
    add("-o", dest="output", metavar="FILE", help="write to FILE, once all has succeeded")
    add("--version", action="version", version=f"chiso {package_version()}")
    return parser


def _options_of(arguments: List[str]) -> argparse.Namespace:
    parser = _parser()
    options = parser.parse_args(arguments)
    for name in ("previous_criteria", "previous_read", "criteria_map", "unit_map"):
        if getattr(options, name) is not None and options.previous is None:
            parser.error(f"--{name.replace('_', '-')} works only with --previous FILE")
    options.output = None if options.output == "-" else options.output
    if options.width is not None and options.format != "text":
        parser.error("--width works only with --format text")
    options.columns = _columns(options)
    return options


def _is_input(options: argparse.Namespace, path: str) -> bool:
    """Whether a path names one of the files that are read."""
    names = ("criteria", "points", *(name.replace("-", "_") for name in _FILES))
    given = [getattr(options, name) for name in names]
    files = [sheet_in(name)[0] for name in given if name is not None]
    return any(
        os.path.exists(path) and os.path.exists(file) and os.path.samefile(path, file)
        for file in files
    )


def _write(options: argparse.Namespace, path: Optional[str], text: str) -> int:
    """Writes a text where it should go, as a whole or not at all."""
    place = path or say(options, "standard output", "đầu ra chuẩn")
    cannot = say(options, "cannot be written", "không ghi được")
    if path is not None and _is_input(options, path):
        english = "this is one of the files that are read; it is left as it is"
        tell(
            f"{place}: ", say(options, english, "đây là một trong các tệp đầu vào; giữ nguyên tệp")
        )
        return BAD_INPUT
    try:
        if path is not None:
            save(path, text.encode())
        else:
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()
    except FileError as error:
        tell(error.message)
        return BAD_INPUT
    except OSError as error:
        # What is left in the buffer would be tried again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        tell(f"{place}: {cannot}: {error.strerror}")
        return BAD_INPUT
    return DONE


def _suggest(job: Job, options: argparse.Namespace) -> int:
    path = None if options.suggest == "-" else options.suggest
    if path is not None and os.path.lexists(path):
        english = "this file is there already; it is left as it is"
        tell(f"{path}: ", say(options, english, "tệp này đã có; giữ nguyên tệp"))
        return BAD_INPUT
    return _write(options, path, job.suggest().to_csv())


def _publish(job: Job, options: argparse.Namespace) -> int:
    job.run()
    if tell_doubts(job, options) and options.strict:
        return BAD_INPUT
    tell_notes(job)
    if options.format == "json":
        text = job.report.to_json()
    elif options.format == "csv":
        text = job.report.to_csv(style=CsvStyle.COMMA if options.lang == "vi" else CsvStyle.POINT)
    else:
        text = text_of(job, options)
    return _write(options, options.output, text)


def main(arguments: List[str]) -> int:
    """Runs the program; its exit status."""
    options = _options_of(arguments)
    job = Job(options)
    try:
        return _suggest(job, options) if options.suggest is not None else _publish(job, options)
    except ChisoError as error:
        complain(job, options, error)
    except ImportError as error:
        tell(f"chiso: {error}")
    return BAD_INPUT
