"""What is done to values before their rules: what they are divided by, and what was imputed."""

from __future__ import annotations

from typing import Any

from .._c.library import lib
from .._c.memory import UINT32_MAX
from .units import Units


class Treated(Units):
    """Boards whose rules may have something before them."""

    def set_denominator(self, unit: Any, column: str, value: Any) -> None:
        """Sets the number of a unit that values are divided by before their rules, above 0; None or
        "" for none. Raises ColumnError where no rule says ``over column`` with that name.

        >>> by_area = chiso.Tree.from_csv("code,title,max,rule\\n1,A,9,over column Area | best\\n")
        >>> parks = chiso.Board.from_csv(by_area, "unit,1,Area\\na,6,2\\nb,8,4\\n")
        >>> parks.set_denominator("b", "Area", "1.6")
        >>> parks.score()["a", "1"].achieved, parks["a", "1"].treated
        (Decimal('5.4'), Decimal('3'))
        """
        text = "" if value is None else str(value)
        self._set_divisor(self._code_at(self._unit(unit)), column, text)

    @property
    def imputed_count(self) -> int:
        """How many missing cells a value was found for: their rules say ``impute``. 0 while the
        board is not scored.
        """
        with self._guard.read:
            return int(lib.chiso_board_imputed_count(self._c, UINT32_MAX))
