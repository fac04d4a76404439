"""Pages that are published: what stands in them, and the one way in which objects give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Optional, Sequence, Union

from .._c.calls import error_of
from .._c.enums import Language, Status, pick
from .._c.handle import series_if_any, target_if_any
from .._c.library import lib
from .._c.memory import array_of, pointer_to
from .._c.sink import written
from .._c.structs import structs
from .._in.number import truth
from .._in.text import Code, code_text, encode_code, mark_of, optional, optional_code
from .._out.page import Page
from .drawing import Spoken, codes_of
from .figures import Figures
from .node import NodeLike

if TYPE_CHECKING:
    from .series import Series
    from .target import Target

_TEXTS = "title method source csv json board rise fall rise_dark fall_dark unit_page".split()


class Content(NamedTuple):
    """How a page looks and what stands in it beside the report, as a caller says it."""

    language: Union[Language, str]
    mark: Optional[str]
    images: bool
    title: Optional[str]
    method: Optional[str]
    source: Optional[str]
    period: Optional[Code]
    period_before: Optional[Code]
    units: Spoken
    csv: Optional[str]
    json: Optional[str]
    board: Optional[str]
    series: Optional["Series"]
    target: Optional["Target"]
    rise: Optional[str]
    fall: Optional[str]
    rise_dark: Optional[str]
    fall_dark: Optional[str]
    unit_page: Optional[str]
    stages: Optional["Series"]


class Subject(NamedTuple):
    """What a page is about: the board, a criterion of it, or one unit or two."""

    units: Sequence[str]
    node: Optional[str]


class Press:
    """The options of a page as C takes them. Keeps alive what the struct points to."""

    def __init__(self, content: Content) -> None:
        language = pick(Language, content.language, "language")
        texts = {name: optional(getattr(content, name), f"the {name}") for name in _TEXTS}
        for name in ("period", "period_before"):
            texts[name] = optional_code(getattr(content, name), f"the {name}")
        units = [encode_code(unit, "the unit") for unit in codes_of(content.units)]
        self._units = array_of("text", units)
        series, target = series_if_any(content.series), target_if_any(content.target)
        stages = series_if_any(content.stages)
        #: What is read beside the report.
        self.read = [] if series is None else [series, *series._boards.values()]
        self.read += [] if stages is None else [stages, *stages._boards.values()]
        self.read += [] if target is None else [target]
        self.struct = structs.sized(
            "page_options",
            language=language,
            mark=mark_of(content.mark, language),
            images=truth(content.images, "images"),
            units=pointer_to(self._units, "text") if units else None,
            unit_count=len(units),
            series=None if series is None else series._c,
            target=None if target is None else target._c,
            stages=None if stages is None else stages._c,
            **texts,
        )

    def make(self, function: Any, *arguments: Any) -> Page:
        """The page that a function of C writes."""
        return Page(written(function, *arguments, self.struct).decode())


#: The function of C that writes a page, by how many units it is about.
PAGES = (lib.chiso_page_board, lib.chiso_page_unit, lib.chiso_page_units)


class Paged:
    """What gives pages."""

    def _make_page(self, subject: Subject, press: Press) -> Page:
        raise NotImplementedError

    def page(
        self,
        unit: Union[Code, Figures, None] = None,
        other: Union[Code, Figures, None] = None,
        *,
        node: Optional[NodeLike] = None,
        language: Union[Language, str] = Language.ENGLISH,
        mark: Optional[str] = None,
        images: bool = False,
        title: Optional[str] = None,
        method: Optional[str] = None,
        source: Optional[str] = None,
        period: Optional[Code] = None,
        period_before: Optional[Code] = None,
        units: Spoken = (),
        csv: Optional[str] = None,
        json: Optional[str] = None,
        board: Optional[str] = None,
        series: Optional["Series"] = None,
        target: Optional["Target"] = None,
        rise: Optional[str] = None,
        fall: Optional[str] = None,
        rise_dark: Optional[str] = None,
        fall_dark: Optional[str] = None,
        unit_page: Optional[str] = None,
        stages: Optional["Series"] = None,
    ) -> Page:
        """A page that can be published as it is: of the whole board; of one ``unit``, or of it and
        an ``other`` side by side; or of a criterion, the ``node``. A unit gives the page of itself,
        ``unit`` being the other one there.

        ``language`` is "en" or "vi", ``mark`` the decimal mark where it is not that of the
        language. With ``images`` figures are images, for files that are opened in a word processor.
        ``title``, ``method`` and ``source`` take the place of what it says by itself, ``period``
        and ``period_before`` say what the boards are about, ``units`` stand out. ``csv``, ``json``
        and ``board`` are links: a path, or what begins with http: or https:; with ``unit_page``, as
        "unit?code={unit}", names of units are links to their pages. ``series`` adds the periods,
        ``stages`` those of the one, of which this board is the last, ``target`` tells a unit's
        goal; the rest is as for :meth:`Board.figure`.

        A report gives pages by its own rules, with its bands, its comparison and its doubts.

        >>> board.page(period=2021).title
        'Ranking of 2 units, 2021'
        >>> board["sxd"].page("skhcn").title
        'sxd and skhcn'
        >>> board.report(comparison=board.compare(before)).page(node="1").title
        'Steering: 2 units'
        """
        content = Content(
            language,
            mark,
            images,
            title,
            method,
            source,
            period,
            period_before,
            units,
            csv,
            json,
            board,
            series,
            target,
            rise,
            fall,
            rise_dark,
            fall_dark,
            unit_page,
            stages,
        )
        if unit is None and other is not None:
            raise TypeError("other is given without a unit")
        named = codes_of([one for one in (unit, other) if one is not None])
        code = None if node is None else code_text(getattr(node, "code", node), "the criterion")
        return self._make_page(Subject(named, code), Press(content))


def check_subject(subject: Subject) -> None:
    """Raises ShapeError for what no page is about."""
    units, node = subject
    if units and node is not None:
        found = f"unit {units[0]} and criterion {node or '.'}"
        why = f"a page is of units or of a criterion; found {found}"
        raise error_of(Status.E_SHAPE, why, unit=units[0], criterion=node)
    if len(units) >= len(PAGES):
        why = f"a page is of two units at most; found {', '.join(units)}"
        raise error_of(Status.E_SHAPE, why)
