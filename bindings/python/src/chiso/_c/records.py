"""Structs of C as named tuples of Python."""

from __future__ import annotations

import functools
import itertools
import operator
import struct
from decimal import Decimal
from typing import Any, List, NamedTuple, Optional, Sequence, Tuple, Union

from .decimals import from_millionths, published
from .enums import ENUMS
from .structs import structs

Rank = Union[int, Decimal, None]


class Place(NamedTuple):
    """The place of a unit: its rank from 1 (None without one; halves under average ties), out of
    how many, and shared by how many.

    >>> print(board["sxd"].place)
    2/2
    >>> board["sxd"].place
    Place(rank=2, out_of=2, tied=1)
    """

    rank: Rank
    out_of: int
    tied: int

    @property
    def are_figures(self) -> bool:
        """That its text is figures, which a table tells with the decimal mark of its language."""
        return True

    def __str__(self) -> str:
        return "" if self.rank is None else f"{self.rank}/{self.out_of}"


_NOWHERE = Place(None, 0, 0)


def place_of(struct: Any) -> Place:
    """The place that a struct of C tells."""
    if not struct.rank:
        return _NOWHERE
    return Place(
        Decimal(f"{struct.rank}.5") if struct.half else struct.rank, struct.out_of, struct.tied
    )


def places_of(array: Any) -> List[Place]:
    """The places that an array of chiso_place tells. Its layout is fixed, and a million of them are
    quick only if read as bytes and made without Python code.
    """
    data = memoryview(array).cast("B")
    make: Any = functools.partial(tuple.__new__, Place)
    places: List[Place] = list(map(make, struct.iter_unpack("@I4xII", data)))
    if 0 in map(operator.itemgetter(0), places):
        places = [place if place.rank else _NOWHERE for place in places]
    for i in itertools.compress(itertools.count(), data[4::16]):
        places[i] = places[i]._replace(rank=Decimal(f"{places[i].rank}.5"))
    return places


def value_of(kind: str, value: Any, digits: Optional[int] = None) -> Any:
    """A member of a struct, by its type in the table; ``digits`` are the places of a decimal that
    is published.
    """
    if kind == "decimal":
        return from_millionths(value) if digits is None else published(value, digits)
    if kind in ("text", "message"):
        return (value or b"").decode()
    if kind == "place":
        return place_of(value)
    return ENUMS[kind](value) if kind in ENUMS else value


def members(
    name: str, struct: Any, wanted: Sequence[str], digits: int = 6, percents: Sequence[str] = ()
) -> Tuple[Any, ...]:
    """Members of a struct chiso_<name>, in the order they are wanted; those in ``percents`` have
    ``digits`` places.

    A name may end in an underscore, where the word is taken in Python.
    """
    kinds = structs.kinds[name]
    found = []
    for member in wanted:
        plain = member.rstrip("_")
        found.append(
            value_of(kinds[plain], getattr(struct, plain), digits if member in percents else None)
        )
    return tuple(found)
