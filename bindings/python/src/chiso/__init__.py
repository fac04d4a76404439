"""chiso scores criteria trees, exactly: from what units achieved to points, percents, ranks, comparisons and what would improve them.

>>> import chiso
>>> tree = chiso.Tree.from_csv("code,title,max\\n1,Steering,19\\n2,Procedures,26\\n")
>>> board = chiso.Board.from_csv(tree, "unit,block,1,2\\nskhcn,so,17.24,23.56\\nsxd,so,15,24\\n").score()
>>> before = chiso.Board.from_csv(tree, "unit,block,1,2\\nskhcn,so,16,22\\nsxd,so,16,24\\n").score()
>>> print(board.ranking())
rank  unit   name   achieved  max  percent
   1  skhcn  skhcn      40.8   45    90.67
   2  sxd    sxd          39   45    86.67
>>> for change in board.compare(before)["skhcn"].nodes:
...     print(change.code, change.points)
1 1.24
2 1.56

The examples of the documentation go on from these three.

Points and percents are Decimal; a figure that does not exist is None. Errors are :class:`ChisoError`, each also a built-in exception. Nothing but
Python is needed; numpy and pandas are used where they are.

**Threads.** A board that is scored may be read by any number of threads, and so may rankings, reports and whatever else was made from it. What would
change an object while another thread reads or changes it is refused with a :class:`StateError`, and nothing is done. Long calls let other threads run.

:mod:`chiso.c` has the C library as it is.
"""

from __future__ import annotations

from ._blocks import BlockSummary
from ._cells import NOT_APPLICABLE, Cell
from ._enums import (
    AuditCode,
    Cause,
    Combine,
    Correlation,
    CsvStyle,
    Difference,
    Exactness,
    GoalKind,
    Key,
    Kind,
    Language,
    Measure,
    MissingPolicy,
    Move,
    Outcome,
    Part,
    Predecessor,
    RankedNodes,
    Rounding,
    Scope,
    Severity,
    State,
    Status,
    StepKind,
    Ties,
    WeightsMethod,
)
from ._library import library_path, package_version
from ._number import ABSENT
from .audit import (
    Audit,
    Finding,
    check_difference,
    check_growth,
    check_mean,
    check_rank_change,
    check_ratio,
    check_sum,
    check_weighted,
)
from .bands import Band, Bands
from .board import Board
from .compare import Comparison
from .errors import (
    BytesError,
    CellError,
    ChisoError,
    ClosedError,
    CodeError,
    ColumnError,
    EmptyError,
    FileError,
    InputError,
    InternalError,
    NodeError,
    NumberError,
    OutOfMemoryError,
    RangeError,
    ShapeError,
    StateError,
    StatisticsError,
    TextError,
    TreeError,
    UnitError,
)
from . import c
from ._changes import Agreement, BlockChange, Bridge, Change, ChangeCount, ChangeSummary, ComparedFigures, RankBridge
from ._records import Place
from .explain import Explanation, Step
from .ledger import Ledger, LedgerEntry, LedgerTotal
from .maps import Map, MapRow
from .ranking import RankedUnit, Ranking, rank_array, rank_numbers
from .report import Report, Standing
from .score import Peers, Score, Unit
from .series import Series, SeriesPoint
from .share import Share, ShareGap, sample_size, share_of
from .statistics import ColumnSummary, Matrix, Statistics
from .tally import NO_ANSWER, Tally
from .target import Target, TargetResult, TargetStep
from .tree import Node, Tree
from .weights import Consistency, Weights
from .what_if import Trial, WhatIf

__version__ = package_version()

__all__ = [
    "ABSENT",
    "Agreement",
    "Audit",
    "AuditCode",
    "Band",
    "Bands",
    "BlockChange",
    "BlockSummary",
    "Board",
    "Bridge",
    "BytesError",
    "Cause",
    "Cell",
    "CellError",
    "Change",
    "ChangeCount",
    "ChangeSummary",
    "ChisoError",
    "ClosedError",
    "CodeError",
    "ColumnError",
    "ColumnSummary",
    "Combine",
    "ComparedFigures",
    "Comparison",
    "Consistency",
    "Correlation",
    "CsvStyle",
    "Difference",
    "EmptyError",
    "Exactness",
    "Explanation",
    "FileError",
    "Finding",
    "GoalKind",
    "InputError",
    "InternalError",
    "Key",
    "Kind",
    "Language",
    "Ledger",
    "LedgerEntry",
    "LedgerTotal",
    "Map",
    "MapRow",
    "Matrix",
    "Measure",
    "MissingPolicy",
    "Move",
    "NOT_APPLICABLE",
    "NO_ANSWER",
    "Node",
    "NodeError",
    "NumberError",
    "OutOfMemoryError",
    "Outcome",
    "Part",
    "Peers",
    "Place",
    "Predecessor",
    "RangeError",
    "RankBridge",
    "RankedNodes",
    "RankedUnit",
    "Ranking",
    "Report",
    "Rounding",
    "Scope",
    "Score",
    "Series",
    "SeriesPoint",
    "Severity",
    "ShapeError",
    "Share",
    "ShareGap",
    "Standing",
    "State",
    "StateError",
    "Statistics",
    "StatisticsError",
    "Status",
    "Step",
    "StepKind",
    "Tally",
    "Target",
    "TargetResult",
    "TargetStep",
    "TextError",
    "Ties",
    "Tree",
    "TreeError",
    "Trial",
    "Unit",
    "UnitError",
    "Weights",
    "WeightsMethod",
    "WhatIf",
    "c",
    "check_difference",
    "check_growth",
    "check_mean",
    "check_rank_change",
    "check_ratio",
    "check_sum",
    "check_weighted",
    "library_path",
    "package_version",
    "rank_array",
    "rank_numbers",
    "sample_size",
    "share_of",
]
