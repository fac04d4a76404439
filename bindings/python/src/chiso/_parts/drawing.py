"""Drawing figures: what they look like, and the one way in which objects give them."""

from __future__ import annotations

import hashlib
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple, Union

from .._c.calls import error_of
from .._c.enums import Language, Status, pick
from .._c.library import lib
from .._c.memory import UINT32_MAX, array_of, pointer_to
from .._c.sink import written
from .._c.structs import structs
from .._in.number import whole
from .._in.text import Code, code_text, encode, encode_code, mark_of, optional, optional_code
from .._out.figure import Figure
from .figures import Figures
from .node import NodeLike

#: A unit that a figure speaks of, or several.
Spoken = Union[Code, Figures, Sequence[Union[Code, Figures]]]

#: Below this width C lays figures out for a narrow sheet, of which this is the usual one.
_WIDE, _NARROW = 560, 360

_TEXTS = ("title", "caption", "source", "rise", "fall", "rise_dark", "fall_dark", "id")


class Look(NamedTuple):
    """How a figure looks, as a caller says it."""

    language: Union[Language, str]
    mark: Optional[str]
    width: int
    title: Optional[str]
    caption: Optional[str]
    source: Optional[str]
    period: Optional[Code]
    period_before: Optional[Code]
    rise: Optional[str]
    fall: Optional[str]
    rise_dark: Optional[str]
    fall_dark: Optional[str]
    id: Optional[str]


def codes_of(units: Spoken) -> List[str]:
    """The codes of the units that are spoken of."""
    one = isinstance(units, (str, Figures)) or hasattr(units, "__index__")
    listed: Any = [units] if one else units
    if not hasattr(listed, "__iter__"):
        raise TypeError(f"units is {type(units).__name__}; expected the code of a unit, or a list")
    return [
        unit._source._read_texts(unit.id)[0]
        if isinstance(unit, Figures)
        else code_text(unit, "the unit")
        for unit in listed
    ]


def the_unit(kind: str, codes: Sequence[str]) -> str:
    """The unit of a figure of one unit."""
    if len(codes) != 1:
        found = ", ".join(codes) or "no unit"
        why = f"the figure {kind} is of one unit; expected its code, found {found}"
        raise error_of(Status.E_UNIT, why)
    return codes[0]


def whole_index(kind: str, code: str) -> None:
    """Raises NodeError for a criterion where a figure is of the whole index."""
    if code not in ("", "."):
        why = f"the figure {kind} is of the whole index; found criterion {code}"
        raise error_of(Status.E_NODE, why, criterion=code)


def picked(kinds: Sequence[str], kind: Any, hint: Callable[[str], str] = lambda name: "") -> str:
    """The kind of figure that a caller named, or the first; ``hint`` adds to what is said where it
    is none.
    """
    name = kinds[0] if kind is None else kind
    if not isinstance(name, str):
        raise TypeError(f"kind is {type(name).__name__}; expected text")
    if name not in kinds:
        expected = f"expected {'one of: ' if len(kinds) > 1 else ''}{', '.join(kinds)}"
        raise error_of(Status.E_WORD, f"kind is {name!r}; {expected}{hint(name)}")
    return name


class Brush:
    """The options of a figure as C takes them. Keeps alive what the struct points to."""

    def __init__(self, look: Look, units: Sequence[str], labels: Sequence[str] = ()) -> None:
        self.language = pick(Language, look.language, "language")
        texts = {name: optional(getattr(look, name), f"the {name}") for name in _TEXTS}
        for name in ("period", "period_before"):
            texts[name] = optional_code(getattr(look, name), f"the {name}")
        self._units = array_of("text", [encode_code(unit, "the unit") for unit in units])
        self._labels = array_of("text", [encode(label, "a label") for label in labels])
        self.struct = structs.sized(
            "chart_options",
            language=self.language,
            mark=mark_of(look.mark, self.language),
            width=whole(look.width, "width", UINT32_MAX),
            units=pointer_to(self._units, "text") if units else None,
            unit_count=len(units),
            labels=pointer_to(self._labels, "text") if labels else None,
            label_count=len(labels),
            **texts,
        )

    def draw(self, function: Any, *arguments: Any) -> Figure:
        """The figure that a function of C draws; and where it is a wide one, the same for a narrow
        screen.

        Ids are those of a page: figures that differ have others, also where a notebook puts many of
        them into one.
        """
        struct, given = self.struct, self.struct.id
        picture = self._drawn(function, arguments)
        if given is None:
            given = b"figure-" + hashlib.sha256(picture).hexdigest()[:12].encode()
            struct.id = given
            picture = self._drawn(function, arguments)
        narrow = b""
        if struct.width >= _WIDE:
            struct.width, struct.id = _NARROW, given + b"-narrow"
            narrow = self._drawn(function, arguments)
        return Figure(picture.decode(), narrow.decode(), self.language)

    def _drawn(self, function: Any, arguments: Tuple[Any, ...]) -> bytes:
        return written(function, *arguments, self.struct)


#: The function of C that draws a figure.
CHARTS: Dict[str, Any] = {
    name: getattr(lib, f"chiso_chart_{name}")
    for name in "ranking heat years bump periods profile lost bridge shares".split()
}


class Pictured:
    """What gives figures."""

    #: Which; the first one is drawn where none is named.
    _pictures: Tuple[str, ...] = ()

    def _draw(self, kind: str, units: List[str], code: str, look: Look) -> Figure:
        raise NotImplementedError

    def _hint(self, kind: str) -> str:
        """What to add where a kind is none."""
        return ""

    def figure(
        self,
        kind: Optional[str] = None,
        units: Spoken = (),
        *,
        node: NodeLike = "",
        language: Union[Language, str] = Language.ENGLISH,
        mark: Optional[str] = None,
        width: int = 720,
        title: Optional[str] = None,
        caption: Optional[str] = None,
        source: Optional[str] = None,
        period: Optional[Code] = None,
        period_before: Optional[Code] = None,
        rise: Optional[str] = None,
        fall: Optional[str] = None,
        rise_dark: Optional[str] = None,
        fall_dark: Optional[str] = None,
        id: Optional[str] = None,
    ) -> Figure:
        """Draws a figure: of a board or a report "ranking", "heat", "profile" or "lost"; of a
        ranking of all units "ranking" or "heat"; of a unit "profile" or "lost"; of a ledger "lost"
        or "profile"; of a comparison, or of a change in it, "periods" or "bridge"; of a series
        "years" or "bump", of what it has of a unit "years". The first of these is drawn where none
        is named.

        ``units`` is the unit, or the units, that it speaks of: those of "profile", "lost",
        "periods" and "bridge" are of one. ``node`` is the criterion of "years"; all others are of
        the whole index.

        ``language`` is "en" or "vi", ``mark`` the decimal mark where it is not that of the
        language, ``width`` 320 to 2000 pixels: below 560 the layout is that for a narrow sheet.
        ``title`` and ``caption`` take the place of what it says by itself, ``source`` is the line
        at the foot, ``period`` and ``period_before`` say what the boards are about. ``rise`` is the
        colour of what is spoken of or rose, ``fall`` of what fell, as "#0a5aa8", and ``rise_dark``
        and ``fall_dark`` the same on a dark screen; ``id`` begins the ids in it.

        Raises EmptyError where there is nothing to show, RangeError and InputError for an option
        that is none.

        >>> board.figure("ranking", "sxd", width=360).title[:15]
        'sxd ranks 2 of '
        >>> board["sxd"].figure("lost").title
        'sxd lacks 6.00 of 45 points, most in Steering'
        >>> board.compare(before)["sxd"].figure("bridge").description[:13]
        'Before: 88.89'
        >>> series = chiso.Series({"2019": before, "2021": board})
        >>> series["sxd", "1"].figure().width, series.figure("bump", ["sxd"]).width
        (720, 720)
        """
        look = Look(
            language,
            mark,
            width,
            title,
            caption,
            source,
            period,
            period_before,
            rise,
            fall,
            rise_dark,
            fall_dark,
            id,
        )
        code = code_text(getattr(node, "code", node), "the criterion")
        return self._draw(picked(self._pictures, kind, self._hint), codes_of(units), code, look)
