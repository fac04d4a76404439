"""Ratings: cells that several people gave, as a panel of judges does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, List, Mapping, NamedTuple, Optional, Tuple, TypeVar, Union

from .._c.calls import ask, call
from .._c.decimals import from_millionths
from .._c.enums import CELL_TEXT_SIZE
from .._c.library import lib
from .._c.memory import out, room, text_at
from .._c.structs import structs
from .._in.text import encode
from .cell import check_leaf, name_of, text_of_cell
from .node import NodeLike
from .units import Units

_R = TypeVar("_R", bound="Rated")


class Rating(NamedTuple):
    """Who gave what for a cell: the value as a points file holds it, "" for missing and "-" for not
    applicable; nobody in particular is "".

    >>> board.set_ratings("skhcn", "1", {"An": 17, "Ba": None})
    >>> board.ratings("skhcn", "1")
    [Rating(rater='An', value='17'), Rating(rater='Ba', value='')]
    """

    rater: str
    value: str


class Raters(NamedTuple):
    """What the ratings of a cell are like: how many there are, how many of them were given, and how
    many of these are left out at each end; the least and the greatest, rates in percent; how far
    the points for them are apart, in percent of the max; and whether that is more than the
    criterion says. Figures that there are not are None.

    >>> board.set_ratings("skhcn", "1", {"An": 17, "Ba": 18, "Chi": None})
    >>> raters = board.raters("skhcn", "1")
    >>> raters.ratings, raters.given, raters.lowest, raters.highest
    (3, 2, Decimal('17'), Decimal('18'))
    """

    ratings: int
    given: int
    off: int
    lowest: Optional[Decimal]
    highest: Optional[Decimal]
    spread: Optional[Decimal]
    is_apart: bool


def raters_of(struct: Any) -> Optional[Raters]:
    """What a struct of C tells; None where there are no ratings."""
    if not struct.count:
        return None
    return Raters(
        struct.count,
        struct.given,
        struct.off,
        from_millionths(struct.lowest),
        from_millionths(struct.highest),
        from_millionths(struct.spread),
        bool(struct.is_apart),
    )


class Rated(Units):
    """The ratings of a board's cells."""

    def _place(self, unit: Any, leaf: NodeLike) -> Tuple[int, int]:
        node = self._tree[leaf]
        check_leaf(node)
        return self._unit(unit), node.id

    def ratings(self, unit: Any, leaf: NodeLike) -> List[Rating]:
        """What several raters gave for a cell, in the order of coming; [] for a cell as any other.

        >>> import chiso
        >>> shown = chiso.Tree.from_csv("code,title,max,raters\\n1,Show,10,trimmed 1\\n")
        >>> panel = chiso.Board(shown).add_units(["a"])
        >>> panel.set_ratings("a", "1", {"An": 7, "Ba": "8.5", "Hoa": 10})
        >>> panel.ratings("a", "1")[1]
        Rating(rater='Ba', value='8.5')
        >>> panel["a", "1"].cell.value, panel.raters("a", "1").off
        (Decimal('8.5'), 1)
        """
        found, rater, text = [], out("char*"), room("char", CELL_TEXT_SIZE)
        with self._guard.look:
            place = self._place(unit, leaf)
            for index in range(lib.chiso_board_rating_count(self._c, *place)):
                ask("a rating", lib.chiso_board_rating, self._c, *place, index, rater, text)
                found.append(Rating(text_at(rater), text.value.decode()))
        return found

    def raters(self, unit: Any, leaf: NodeLike) -> Optional[Raters]:
        """What the ratings of a cell are like; None for a cell as any other.

        >>> board.raters("skhcn", "1") is None
        True
        """
        struct = structs.raters()
        with self._guard.look:
            place = self._place(unit, leaf)
            ask("the raters of a cell", lib.chiso_board_raters, self._c, *place, struct)
        return raters_of(struct)

    def set_ratings(
        self,
        unit: Any,
        leaf: NodeLike,
        ratings: Union[Mapping[str, Any], "List[Rating]", "List[Tuple[str, Any]]"],
    ) -> None:
        """Sets a cell by what several raters gave, in place of what it held: a value a rater, as a
        cell takes it. The criterion says how they are joined. Setting the cell in any other way
        takes its ratings off.

        >>> board.set_ratings("skhcn", "1", {"An": 17, "Ba": 18})
        >>> board["skhcn", "1"].cell.value
        Decimal('17.5')
        """
        node = self._tree[leaf]
        check_leaf(node)
        pairs = list(ratings.items() if isinstance(ratings, Mapping) else ratings)
        array = room("rating", len(pairs))
        with self._guard.change:
            number = self._unit(unit)
            what = name_of(node, lib.chiso_unit_code(self._c, number).decode())
            for place, (rater, value) in enumerate(pairs):
                array[place].rater = encode(rater, "a rater")
                text = text_of_cell(value, node, what, "shortest")
                array[place].value = encode(text, what)
            call(lib.chiso_board_set_ratings, self._c, number, node.id, array, len(pairs))
            self._changed()
