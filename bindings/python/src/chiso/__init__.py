"""chiso scores criteria trees, exactly: from what units achieved to points, percents, ranks, comparisons and what would improve them.

>>> import chiso
>>> tree = chiso.Tree.from_csv("code,title,max\\n1,Steering,19\\n2,Procedures,26\\n")
>>> board = chiso.Board.from_csv(tree, "unit,1,2\\nskhcn,17.24,23.56\\nsxd,15,24\\n").score()
>>> print(board.ranking())
rank  unit   name   achieved  max  percent
   1  skhcn  skhcn      40.8   45    90.67
   2  sxd    sxd          39   45    86.67

Points and percents are Decimal. Errors are :class:`ChisoError`, each also a built-in exception. Nothing but Python is needed; numpy and pandas are used
where they are.
"""

from __future__ import annotations

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
from .board import Board
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
from .ranking import Place, RankedUnit, Ranking, rank_numbers
from .score import Score, Unit
from .tree import Node, Tree

__version__ = package_version()
