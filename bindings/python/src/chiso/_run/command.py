"""The command line, and where the result goes."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from typing import Any, List, NoReturn, Optional, Tuple

from .._c.calls import call
from .._c.enums import CsvStyle
from .._c.library import lib, package_version
from .._in.text import encode
from .._in.workbook import sheet_in
from .._out.file import save
from ..errors import ChisoError, FileError
from .job import Job
from .near import tell_unknown_criterion
from .periods import has_asked, periods_of
from .robust import is_stranger
from .table import WIDTH
from .tell import complain, tell, tell_doubts, tell_notes
from .text import text_of
from .view import say

DONE, BAD_INPUT, BAD_USAGE = 0, 1, 2

_TEXT = """Scores the units of a points file on the criteria of a criteria file, ranks them and
prints a table. Each file is CSV or a sheet of a workbook: results.xlsx, or results.xlsx!Sheet
where there are several."""

_END = """Exit status: 0 done, 1 bad input, 2 wrong usage. One unit of one period, with targets and
what-ifs, is looked at by the program scoreboard, which also writes pages and pictures."""

_FILES = {
    "bands": "name the bands: the columns band and from (percent)",
    "read": "how the points file is to be read: the columns what and value",
    "previous": "compare with the points of that period",
    "previous-criteria": "its criteria, where they were others",
    "previous-read": "how its points file is to be read; without it as --read says",
    "criteria-map": "what became of which criterion: the columns old, new and share",
    "unit-map": "the same of units that merged or were split",
}

#: What is said of periods, or stages, by their labels.
_LABELLED = {
    "period": "LABEL=POINTS: an earlier period, as 2019=points-2019.csv, the oldest first: percent "
    "and rank in each, side by side; the last one is POINTS, or the last --period without that",
    "stage": "LABEL=POINTS: an earlier stage, such as the self-score: points of each, and what "
    "each gave or took; used as --period is",
    "period-criteria": "LABEL=CRITERIA: the criteria of an earlier one, where they were others",
    "period-read": "LABEL=MAPPING: how its points file is to be read; without it as --read says",
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


def _parser() -> _Parser:
    parser = _Parser(prog="chiso", description=_TEXT, epilog=_END, allow_abbrev=False)
    add = parser.add_argument
    add("criteria", metavar="CRITERIA", help="what is measured, and how many points it is worth")
    add("points", metavar="POINTS", nargs="?", help="what each unit achieved")
    for name, text in _FILES.items():
        add(f"--{name}", metavar="FILE", help=text)
    for name, text in _LABELLED.items():
        add(f"--{name}", metavar="LABEL=FILE", action="append", default=[], help=text)
    add("--label", help="what POINTS is called beside them; without it by the name of its file")
    add("--unit", metavar="CODE", help="with periods or stages: all criteria of one unit")
    add("--criterion", metavar="CODE", help="with periods or stages: of one criterion")
    add(
        "--robustness",
        metavar="DRAWS",
        help="how sure ranks are, by draws of other weights or of what else is named: "
        "10000,weights:25%%,seed:1",
    )
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


def _labelled(parser: _Parser, options: argparse.Namespace, name: str) -> List[Tuple[str, str]]:
    """The labels and files that an option was given."""
    texts = getattr(options, name.replace("-", "_"))
    pairs = [text.partition("=")[::2] for text in texts]
    for text, (label, file) in zip(texts, pairs):
        if not label or not file:
            expected = _LABELLED[name].partition(":")[0]
            parser.error(f"--{name} {text}: not known; expected {expected}")
    return pairs


def _settle_periods(parser: _Parser, options: argparse.Namespace) -> None:
    """Finds out which periods there are: the last one is POINTS."""
    options.periods = [
        pair for name in ("period", "stage") for pair in _labelled(parser, options, name)
    ]
    for name in ("period-criteria", "period-read"):
        setattr(options, name.replace("-", "_"), _labelled(parser, options, name))
    if options.points is None and len(options.periods) > 1 and options.label is None:
        options.label, options.points = options.periods.pop()
    if options.points is None:
        parser.error("POINTS: file not given, and there are no two of --period or --stage")
    if options.period and options.stage:
        parser.error("--stage does not go together with --period")
    if options.label is None:
        options.label = os.path.splitext(os.path.basename(sheet_in(options.points)[0]))[0]


def _check_periods(parser: _Parser, options: argparse.Namespace) -> None:
    """Whether what is said of periods goes together."""
    of_periods = ("period_criteria", "period_read", "unit", "criterion")
    beside = ("previous", "bands", "suggest", "robustness")
    for name in beside if options.periods else of_periods:
        if getattr(options, name):
            how = "does not go together with" if options.periods else "works only with"
            option = name.replace("_", "-")
            parser.error(f"--{option} {how} --period or --stage LABEL=POINTS")
    labels = [label for label, _ in options.periods]
    if len({*labels, options.label}) <= len(labels):
        parser.error("each period needs a label of its own; --label is that of POINTS")
    for name in of_periods[:2]:
        said = [label for label, _ in getattr(options, name)]
        wrong = [label for label in said if label not in labels or said.count(label) > 1]
        if wrong:
            option = name.replace("_", "-")
            parser.error(f"--{option}: once for an earlier period, and not for {wrong[0]}")


def _options_of(arguments: List[str]) -> argparse.Namespace:
    parser = _parser()
    options = parser.parse_args(arguments)
    for name in ("previous_criteria", "previous_read", "criteria_map", "unit_map"):
        if getattr(options, name) is not None and options.previous is None:
            parser.error(f"--{name.replace('_', '-')} works only with --previous FILE")
    _settle_periods(parser, options)
    _check_periods(parser, options)
    if options.robustness is not None:
        try:
            call(lib.chiso_robustness_check, encode(options.robustness, "the draws"))
        except ChisoError as error:
            parser.error(f"--robustness: {say(options, error.message, error.message_vi)}")
    options.output = None if options.output == "-" else options.output
    if options.width is not None and options.format != "text":
        parser.error("--width works only with --format text")
    options.columns = _columns(options)
    return options


def _is_input(options: argparse.Namespace, path: str) -> bool:
    """Whether a path names one of the files that are read."""
    names = ("criteria", "points", *(name.replace("-", "_") for name in _FILES))
    given = [getattr(options, name) for name in names]
    given += [file for _, file in options.periods + options.period_criteria + options.period_read]
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
    if job.series is not None and not has_asked(job, job.series):
        return BAD_INPUT
    if tell_doubts(job, options) and options.strict:
        return BAD_INPUT
    if options.criterion is not None and options.criterion not in job.tree:
        tell_unknown_criterion(job, "--criterion", options.criterion)
        return BAD_INPUT
    tell_notes(job)
    job.at = "chiso"
    if job.series is not None:
        text = periods_of(job, job.series)
    elif options.format == "json":
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
        if is_stranger(job, error):
            tell_unknown_criterion(job, "--robustness", error.criterion)
        else:
            complain(job, options, error)
    except ImportError as error:
        tell(f"chiso: {error}")
    return BAD_INPUT
