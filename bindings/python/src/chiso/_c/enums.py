"""What the C headers pin: constants and enumerations, with the words that files and the C library
use. A test compares all of it with the headers.

Wherever one is asked for, its word does as well: ``ties="dense"`` is ``ties=Ties.DENSE``.
"""

from __future__ import annotations

import enum
import re
from typing import Dict, Type, TypeVar, Union

# ---- Constants: what the headers define under the same names with CHISO_ before them

DECIMAL_ONE = 1_000_000
DECIMAL_MAX = 9_200_000_000_000_000_000
DECIMAL_PLACES = 6
DECIMAL_TEXT_SIZE = 24
ABSENT = -(2**63)
MISSING = ABSENT
NOT_APPLICABLE = ABSENT + 1

ROOT = 0
NO_NODE = 2**32 - 1
NO_UNIT = 2**32 - 1
NO_BAND = 2**32 - 1
NO_STEP = 2**32 - 1
ALL_BLOCKS = 2**32 - 1
ALL_UNITS = 2**32 - 1
ALL_QUESTIONS = 2**32 - 1

OPTION_LIMIT = 64
RATING_LIMIT = 1000
MAPPING_LIMIT = 1000
ANSWER_LIMIT = 9_200_000_000_000
NO_ANSWER = 255
QUESTION_LIMIT = 65_535
DRAW_LIMIT = 1_099_511_627_776
COUNTER_LIMIT = 2_147_483_000
AHP_MAX = 15
WEIGHTS_MAX = 1_000_000
MESSAGE_SIZE = 480
ERROR_CODE_SIZE = 128
CELL_TEXT_SIZE = 2048
FIGURE_TEXT_SIZE = 48

# ---- Enumerations


class Word(enum.IntEnum):
    """An enumeration of which each value has a word."""

    @property
    def word(self) -> str:
        """The word that files and the C library use, such as "dense"."""
        return self.name.lower()

    def __str__(self) -> str:
        return self.word


class Rounding(Word):
    """How a number loses decimals."""

    HALF_UP = 0
    HALF_EVEN = 1
    DOWN = 2

    @property
    def word(self) -> str:
        """The word that criteria files use, such as "half-up"."""
        return self.name.lower().replace("_", "-")


class Status(enum.IntEnum):
    """How a call ended."""

    OK = 0
    E_NULL = 1
    E_MEMORY = 2
    E_ENCODING = 3
    E_SYNTAX = 4
    E_NUMBER = 5
    E_RANGE = 6
    E_COLUMN = 7
    E_CODE = 8
    E_DUPLICATE = 9
    E_NODE = 10
    E_UNIT = 11
    E_PARENT = 12
    E_MAX = 13
    E_WORD = 14
    E_RULE = 15
    E_CELL = 16
    E_POINTS = 17
    E_STATE = 18
    E_EMPTY = 19
    E_FILE = 20
    E_SINK = 21
    E_SHAPE = 22
    E_BYTES = 23
    E_SPREAD = 24
    E_MATRIX = 25
    E_WEIGHT = 26
    E_LIMIT = 27
    E_STOPPED = 28


class Kind(Word):
    """What a criterion is to its parent."""

    CRITERION = 0
    BONUS = 1


class Combine(Word):
    """How a node combines its children."""

    SUM = 0
    MEAN = 1
    GEOMETRIC = 2
    HARMONIC = 3
    MIN = 4
    MAX = 5
    MEDIAN = 6


class MissingPolicy(Word):
    """What a criterion that was not scored counts as."""

    ZERO = 0
    SKIP = 1
    UNKNOWN = 2


class State(Word):
    """Where a node of a unit stands, and what a cell is."""

    SCORED = 0
    MISSING = 1
    NOT_APPLICABLE = 2


class Ties(Word):
    """What rank equals get."""

    COMPETITION = 0
    DENSE = 1
    MODIFIED = 2
    AVERAGE = 3
    ORDINAL = 4


class ConsensusRule(Word):
    """How rankings are made into one."""

    MEAN_RANK = 0
    BORDA = 1
    COPELAND = 2


class Key(Word):
    """What is compared."""

    EXACT = 0
    PUBLISHED = 1


class Scope(Word):
    """Among whom."""

    BLOCKS = 0
    OVERALL = 1


class RowOrder(Word):
    """The order of the rows of a report: of the file, or of ranks."""

    FILE = 0
    RANK = 1


class CsvStyle(Word):
    """How a CSV is written."""

    POINT = 0
    COMMA = 1


class Measure(Word):
    """What is taken of a node of a unit."""

    PERCENT = 0
    ACHIEVED = 1


class Correlation(Word):
    """A measure of how two columns go together, from -1 to 1."""

    PEARSON = 0
    SPEARMAN = 1
    KENDALL = 2


class WeightsMethod(Word):
    """How weights follow from data."""

    EQUAL = 0
    ENTROPY = 1
    DEVIATION = 2
    CRITIC = 3
    COMPONENT = 4


class Predecessor(Word):
    """What a unit with several predecessors had."""

    SHARES = 0
    MEAN = 1


class RankedNodes(Word):
    """Which nodes are ranked."""

    ALL = 0
    ROOT = 1


class Move(Word):
    """By what units are put in order."""

    RANK = 0
    POINTS = 1
    PERCENT = 2


class Difference(Word):
    """What the two boards do not have in common."""

    UNITS_NEW = 0
    UNITS_GONE = 1
    NODES_NEW = 2
    NODES_GONE = 3
    MAX = 4


class GoalKind(Word):
    """What kind of goal it is."""

    RANK = 0
    BAND = 1
    PERCENT = 2
    RISE = 3
    ABOVE = 4


class Outcome(Word):
    """How a target stands."""

    MET = 0
    MISSED = 1
    OUT_OF_REACH = 2


class Exactness(Word):
    """How good a plan is: exact, exact but for rounding, or the best found leaf by leaf."""

    EXACT = 0
    ROUNDED = 1
    GREEDY = 2


class StepKind(Word):
    """What a step is."""

    NODE = 0
    RULE = 1
    COMBINED = 2
    PLACES = 3
    SCALED = 4
    ROUNDED = 5
    CAPPED = 6
    FLOOR = 7
    LIMITED = 8
    SET = 9
    BAND = 10
    TREATED = 11
    DROPS = 12


class Part(Word):
    """How a node takes part in its parent."""

    COUNTS = 0
    DECIDES = 1
    ASIDE = 2
    WEIGHTLESS = 3
    MISSING = 4
    NOT_APPLICABLE = 5
    DROPPED = 6


class Language(Word):
    """The language of a text."""

    ENGLISH = 0
    VIETNAMESE = 1

    @property
    def word(self) -> str:
        """The code of the language: "en" or "vi"."""
        return ("en", "vi")[self]


class AuditCode(Word):
    """What a finding is about."""

    NONE = 0
    WORTHLESS = 1
    EMPTY_BRANCH = 2
    RULE_MAX = 3
    RULE_MIN = 4
    WEIGHT_SUM = 5
    WEIGHT_MIXED = 6
    TITLE_TWICE = 7
    CODE_ORDER = 8
    CODE_GAP = 9
    CODE_PLACE = 10
    MEAN_UNEQUAL = 11
    OUTLINE = 12
    STEP_IDLE = 13
    LIMIT_DIGITS = 14
    TREATMENT = 15
    DROP_UNEQUAL = 16
    ALL_EQUAL = 20
    UNSCORED = 21
    RATE_LIMITED = 22
    COVERAGE = 23
    SUSPICIOUS = 24
    OUTLIER = 25
    RATERS_IDLE = 26
    RATERS_APART = 27
    RATIO = 40
    SUM = 41
    DIFFERENCE = 42
    GROWTH = 43
    MEAN = 44
    WEIGHTED = 45
    RANK = 46
    RANK_CHANGE = 47
    DOUBT = 60


class Severity(Word):
    """How bad a finding is."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


class Cause(Word):
    """The likely cause."""

    UNKNOWN = 0
    OTHER_MAX = 1
    TRUNCATED = 2
    HALF_DOWN = 3
    DIGITS_SWAPPED = 4
    ROUNDED_PARTS = 5
    SIGN = 6
    DIGIT = 7
    DECIMAL_MARK = 8


class EditKind(Word):
    """What taking a points file would change."""

    UNIT = 0
    NAME = 1
    BLOCK = 2
    RANKED = 3
    CELL = 4
    NOTE = 5
    RESULT = 6


class TreeChangeKind(Word):
    """What becomes another in a tree that is derived."""

    WEIGHT = 0
    COMBINE = 1
    RULE = 2
    WITHOUT = 3


class Medium(Word):
    """Where a text is written."""

    PLAIN = 0
    CSV_POINT = 1
    CSV_COMMA = 2
    JSON = 3
    MARKUP = 4


class RemarkKind(Word):
    """What a remark is: a mistake, for which the file was refused, or a doubt."""

    MISTAKE = 0
    DOUBT = 1


class Doubt(Word):
    """What a doubt is about; help(chiso.Intake) tells more."""

    NONE = 0
    THOUSANDS = 1
    PADDED_DASH = 2
    RATE = 3
    ROUNDED = 4
    NO_CELLS = 5
    SUMMARY_ROW = 6
    EMPTY_BLOCK = 7
    NO_COLUMN = 8
    EQUAL_COLUMN = 9
    MANY_DASHES = 10
    NOT_MENTIONED = 11
    ALIKE_CODES = 12
    RENAMED_UNIT = 13
    UNUSED = 14
    PRINTED = 15
    RATERS_APART = 16
    NOBODY_KNOWS = 17
    NO_SUCH_BLOCK = 18
    GATE_BOUND = 19
    LIMIT_DIGITS = 20
    SHARES = 21


def _word_in_c(kind: Type[enum.IntEnum]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


#: All of them, by their names in C without the prefix.
ENUMS: Dict[str, Type[enum.IntEnum]] = {
    _word_in_c(kind): kind for kind in (Status, *Word.__subclasses__())
}

_W = TypeVar("_W", bound=Word)


def pick(kind: Type[_W], value: Union[_W, str], what: str) -> _W:
    """The member that a caller named by itself or by its word.

    Raises ValueError for another word and TypeError for another thing, naming what was asked for.

    >>> pick(Ties, "dense", "ties")
    <Ties.DENSE: 1>
    """
    if isinstance(value, kind):
        return value
    if isinstance(value, str):
        for member in kind:
            if member.word == value.lower():
                return member
        words = ", ".join(member.word for member in kind)
        raise ValueError(f"{what} is {value!r}; expected one of: {words}")
    example = next(iter(kind.__members__.values())).word
    expected = f"{kind.__name__} or its word, such as {example!r}"
    raise TypeError(f"{what} is {type(value).__name__}; expected {expected}")
