"""Scores criteria trees, exactly: from what units achieved to points, percents and ranks.

>>> import chiso
>>> tree = chiso.Tree.from_csv("code,title,max\\n1,Steering,19\\n2,Procedures,26\\n")
>>> points = "unit,block,1,2\\nskhcn,so,17.24,23.56\\nsxd,so,15,24\\n"
>>> board = chiso.Board.from_csv(tree, points).score()
>>> print(board.ranking())
rank  unit   name   achieved  max  percent
   1  skhcn  skhcn      40.8   45    90.67
   2  sxd    sxd          39   45    86.67

Where to go: help(chiso.Tree) for criteria, help(chiso.Board) for units and cells, and from there
Unit, Ranking, Report, Comparison, WhatIf, Series, Tally, Statistics; dir(chiso) names all of it,
chiso.errors the exceptions, and chiso.c is the C library as it is. README.md of the package tells
of numbers, data frames, what is exact, and threads.
"""

from ._c.enums import (
    ABSENT as ABSENT,
    AuditCode as AuditCode,
    Cause as Cause,
    Combine as Combine,
    ConsensusRule as ConsensusRule,
    Correlation as Correlation,
    CsvStyle as CsvStyle,
    Difference as Difference,
    Doubt as Doubt,
    EditKind as EditKind,
    Exactness as Exactness,
    GoalKind as GoalKind,
    Key as Key,
    Kind as Kind,
    Language as Language,
    Measure as Measure,
    Medium as Medium,
    MissingPolicy as MissingPolicy,
    Move as Move,
    NO_ANSWER as NO_ANSWER,
    Outcome as Outcome,
    Part as Part,
    Predecessor as Predecessor,
    RankedNodes as RankedNodes,
    RemarkKind as RemarkKind,
    Rounding as Rounding,
    RowOrder as RowOrder,
    Scope as Scope,
    Severity as Severity,
    State as State,
    Status as Status,
    StepKind as StepKind,
    Ties as Ties,
    WeightsMethod as WeightsMethod,
)
from ._c.library import library_path as library_path
from ._c.records import Place as Place
from ._in.number import NOT_APPLICABLE as NOT_APPLICABLE
from ._out.figure import Figure as Figure
from ._out.page import Page as Page
from ._out.safe import text_safe as text_safe
from ._out.table import Table as Table
from ._parts.audit import (
    Audit as Audit,
    Finding as Finding,
    check_difference as check_difference,
    check_growth as check_growth,
    check_mean as check_mean,
    check_rank_change as check_rank_change,
    check_ratio as check_ratio,
    check_sum as check_sum,
    check_weighted as check_weighted,
)
from ._parts.bands import Band as Band, Bands as Bands
from ._parts.block import BlockSummary as BlockSummary
from ._parts.board import Board as Board, read_excel as read_excel
from ._parts.cell import Cell as Cell
from ._parts.change import (
    Agreement as Agreement,
    BlockChange as BlockChange,
    Bridge as Bridge,
    Change as Change,
    ChangeCount as ChangeCount,
    ChangeSummary as ChangeSummary,
    ComparedFigures as ComparedFigures,
    RankBridge as RankBridge,
)
from ._parts.compare import Comparison as Comparison
from ._parts.consensus import (
    Consensus as Consensus,
    ConsensusUnit as ConsensusUnit,
    combine_rankings as combine_rankings,
)
from ._parts.explain import Explanation as Explanation, Step as Step
from ._parts.intake import Edit as Edit, Intake as Intake, Remark as Remark
from ._parts.ledger import Ledger as Ledger, LedgerEntry as LedgerEntry, LedgerTotal as LedgerTotal
from ._parts.mapping import Mapping as Mapping, MappingRow as MappingRow
from ._parts.maps import Map as Map, MapRow as MapRow
from ._parts.node import Drop as Drop, Node as Node
from ._parts.options import RankRules as RankRules
from ._parts.ranking import (
    RankedUnit as RankedUnit,
    Ranking as Ranking,
    rank_array as rank_array,
    rank_numbers as rank_numbers,
)
from ._parts.ratings import Raters as Raters, Rating as Rating
from ._parts.report import Report as Report
from ._parts.robustness import (
    LeftOut as LeftOut,
    Matter as Matter,
    PairDraws as PairDraws,
    Robustness as Robustness,
    RobustUnit as RobustUnit,
)
from ._parts.score import Peers as Peers, Score as Score, Unit as Unit
from ._parts.series import (
    History as History,
    Series as Series,
    SeriesDifference as SeriesDifference,
    SeriesPoint as SeriesPoint,
    UnitPoint as UnitPoint,
)
from ._parts.share import (
    Share as Share,
    ShareGap as ShareGap,
    sample_size as sample_size,
    share_of as share_of,
)
from ._parts.steps import Steps as Steps
from ._parts.standing import Standing as Standing
from ._parts.statistics import (
    ColumnSummary as ColumnSummary,
    Matrix as Matrix,
    Statistics as Statistics,
)
from ._parts.tally import Tally as Tally
from ._parts.target import Target as Target, TargetResult as TargetResult, TargetStep as TargetStep
from ._parts.tree import Tree as Tree
from ._parts.weights import Consistency as Consistency, Weights as Weights
from ._parts.what_if import Trial as Trial, WhatIf as WhatIf
from .errors import (
    BytesError as BytesError,
    CellError as CellError,
    ChisoError as ChisoError,
    ClosedError as ClosedError,
    CodeError as CodeError,
    ColumnError as ColumnError,
    EmptyError as EmptyError,
    FileError as FileError,
    InputError as InputError,
    InternalError as InternalError,
    LimitError as LimitError,
    NodeError as NodeError,
    NumberError as NumberError,
    OutOfMemoryError as OutOfMemoryError,
    RangeError as RangeError,
    ShapeError as ShapeError,
    StateError as StateError,
    StatisticsError as StatisticsError,
    StoppedError as StoppedError,
    TextError as TextError,
    TreeError as TreeError,
    UnitError as UnitError,
)
from ._c.library import package_version as _package_version

__version__ = _package_version()


def __dir__() -> "list[str]":
    """The classes and functions that a program uses; what they are in, and constants, are not."""
    return [name for name, thing in globals().items() if name[0] != "_" and callable(thing)]
