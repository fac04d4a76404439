"""Tallies: how many people chose each option of each question about each unit, counted exactly,
merged and kept as bytes.
"""

from __future__ import annotations

from collections import namedtuple
from decimal import Decimal
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple, Type, Union

from .._c.calls import ask, call, error_of
from .._c.decimals import from_millionths
from .._c.enums import ALL_QUESTIONS, ALL_UNITS, ANSWER_LIMIT, Language, Status
from .._c.handle import expect, make, new_handle
from .._c.library import lib
from .._c.memory import UINT32_MAX, out
from .._c.sink import written
from .._c.structs import structs
from .._in.column import whole_numbers
from .._in.number import Number, to_millionths, whole
from .._in.text import Code, Path, content, encode_code, path_of
from .._out.markup import GREATEST
from .._out.table import Rows, Shown, Visible, closed_text
from .board import Board
from .share import Share, share_from
from .shares import Asked


_Row = namedtuple("_Row", "unit question option count")


class Tally(Asked, Shown):
    """Counts of answers. Units and questions have codes; the options of a question are numbered
    from 0, so that answer 1 of a questionnaire is option 0.

    A survey may be counted in parts: each part counts into a tally of the same units and questions
    and sends :meth:`to_bytes`, or itself by pickle, and ``+`` adds them up, in any order, to the
    last byte.

    >>> part = Tally(["a", "b"], {"q1": 4})
    >>> part.add("a", "q1", 0, 12)
    >>> part.add_answers(units=[0, 1, 1], questions=[0, 0, 0], options=[3, 0, 255])
    >>> both = part + Tally.from_bytes(part.to_bytes())
    >>> both.counts("a", "q1"), both.total
    ((24, 0, 0, 2), 28)
    """

    _kind = "tally"
    _bars = {"count": GREATEST}

    def __init__(
        self, units: Iterable[Code] = (), questions: Optional[Mapping[Code, int]] = None
    ) -> None:
        handle = new_handle("tally")
        call(lib.chiso_tally_new, None, handle)
        super().__init__(handle)
        for question, options in (questions or {}).items():
            self.add_question(question, options)
        if isinstance(units, str):
            raise TypeError("units is text; expected a list of codes")
        for unit in units:
            self.add_unit(unit)

    @classmethod
    def for_board(cls: Type["Tally"], board: Board) -> "Tally":
        """A tally with the units of a board, and a question for each leaf that takes counts of
        answers.

        >>> asked = chiso.Tree.from_csv("code,title,max,rule\\n1,Asked,10,survey 100 50 0\\n")
        >>> Tally.for_board(chiso.Board(asked)).questions()
        {'1': 3}
        """
        handle = new_handle("tally")
        with expect(board, Board, "the board")._guard.read:
            call(lib.chiso_tally_new_for_board, board._c, None, handle)
        return make(cls, handle)

    @classmethod
    def from_bytes(cls: Type["Tally"], data: Union[bytes, bytearray, memoryview]) -> "Tally":
        """The tally that :meth:`to_bytes` wrote. Raises BytesError for anything else.

        >>> Tally.from_bytes(b"nothing of the kind")
        Traceback (most recent call last):
            ...
        chiso.errors.BytesError: byte 1 is not that of a tally; expected bytes that begin with \
"chitally"
        """
        if isinstance(data, str):
            raise TypeError("the data is text; expected bytes")
        read = content(data, "the data")
        handle = new_handle("tally")
        call(lib.chiso_tally_read, read, len(read), None, handle)
        return make(cls, handle)

    def to_bytes(self) -> bytes:
        """The tally as bytes; equal tallies give equal bytes, on every platform.

        >>> Tally(["a"], {"q": 2}).to_bytes()[:8]
        b'chitally'
        """
        with self._guard.read:
            return written(lib.chiso_tally_write, self._c)

    def add_unit(self, code: Code) -> int:
        """Adds a unit with nothing counted. Returns its number, by which :meth:`add_answers` knows
        it.

        >>> tally = Tally(["a"])
        >>> tally.add_unit("b")
        1
        """
        text, number = encode_code(code, "the unit"), out("uint32")
        with self._guard.change:
            call(lib.chiso_tally_add_unit, self._c, text, number)
        return int(number.value)

    def add_question(self, code: Code, options: int) -> int:
        """Adds a question with 2 to 64 options, nothing counted. Returns its number, by which
        :meth:`add_answers` knows it.

        >>> tally = Tally()
        >>> tally.add_question("q", 4)
        0
        >>> tally.questions()
        {'q': 4}
        """
        text, number = encode_code(code, "the question"), out("uint32")
        count = whole(options, f"the options of {code}", UINT32_MAX)
        with self._guard.change:
            call(lib.chiso_tally_add_question, self._c, text, count, number)
        return int(number.value)

    def leave_out(self, question: Any, *options: int) -> "Tally":
        """Leaves options out, such as "don't know": they are counted, and no share or mean is of
        them. Raises RangeError where no other option would remain.

        >>> tally = Tally(["a"], {"q": 3}).leave_out("q", 2)
        >>> tally.add("a", "q", 0, 3); tally.add("a", "q", 2, 5)
        >>> share = tally.share(0, question="q")
        >>> share.percent, share.answers, share.left_out
        (Decimal('100'), 3, 5)
        """
        place = self._question(question)
        for option in options:
            number = whole(option, "the option", UINT32_MAX)
            with self._guard.change:
                call(lib.chiso_tally_leave_out, self._c, place, number)
        return self

    def left_out(self, question: Any) -> Tuple[int, ...]:
        """The options of a question that are left out.

        >>> Tally(["a"], {"q": 3}).leave_out("q", 2).left_out("q")
        (2,)
        """
        place = self._question(question)
        with self._guard.look:
            options = range(lib.chiso_tally_options(self._c, place))
            return tuple(i for i in options if lib.chiso_tally_leaves_out(self._c, place, i))

    def units(self) -> List[str]:
        """The codes of the units, in the order of adding.

        >>> Tally(["a", "b"]).units()
        ['a', 'b']
        """
        with self._guard.look:
            handle = self._c
            count = lib.chiso_tally_unit_count(handle)
            return [lib.chiso_tally_unit_code(handle, i).decode() for i in range(count)]

    def questions(self) -> Dict[str, int]:
        """The codes of the questions, in the order of adding, and how many options each has.

        >>> Tally([], {"q": 4}).questions()
        {'q': 4}
        """
        with self._guard.look:
            handle = self._c
            count = lib.chiso_tally_question_count(handle)
            codes = (lib.chiso_tally_question_code(handle, i).decode() for i in range(count))
            return {code: int(lib.chiso_tally_options(handle, i)) for i, code in enumerate(codes)}

    def _unit(self, unit: Any) -> int:
        return self._find(lib.chiso_tally_find_unit, getattr(unit, "code", unit), "unit")

    def _question(self, question: Any) -> int:
        code = getattr(question, "code", question)
        return self._find(lib.chiso_tally_find_question, code, "question")

    def _find(self, function: Any, code: Any, what: str) -> int:
        found = out("uint32")
        text = encode_code(code, f"the {what}")
        with self._guard.look:
            ask(f"{what} {code!r}", function, self._c, text, found)
        return int(found.value)

    def add(self, unit: Any, question: Any, option: int, count: int = 1) -> None:
        """Counts a number of equal answers. Raises RangeError for an option that the question does
        not have.

        >>> tally = Tally(["a"], {"q": 2})
        >>> tally.add("a", "q", 1, count=3)
        >>> tally.counts("a", "q")
        (0, 3)
        """
        where = self._unit(unit), self._question(question)
        chosen = whole(option, "the option", UINT32_MAX)
        number = whole(count, "the count", ANSWER_LIMIT)
        with self._guard.change:
            call(lib.chiso_tally_add, self._c, *where, chosen, number)

    def add_weighted(self, unit: Any, question: Any, option: int, weight: Number) -> None:
        """Counts an answer of a weight, 0 or more: of a respondent who stands for more or fewer
        people than others. Shares, means and cells are then by weights.

        >>> tally = Tally(["a"], {"q": 2})
        >>> tally.add_weighted("a", "q", 0, "1.5"); tally.add_weighted("a", "q", 1, "0.5")
        >>> share = tally.share(0)
        >>> share.percent, share.chosen, share.weight, share.effective
        (Decimal('75'), 1, Decimal('2'), 1.6)
        """
        where = self._unit(unit), self._question(question)
        chosen = whole(option, "the option", UINT32_MAX)
        number = to_millionths(weight, "the weight")
        with self._guard.change:
            call(lib.chiso_tally_add_weighted, self._c, *where, chosen, number)

    def weights(self, unit: Any, question: Any) -> Tuple[Decimal, ...]:
        """The weights of those who chose each option, added up; without weights how many they are.

        >>> Tally(["a"], {"q": 2}).weights("a", "q")
        (Decimal('0'), Decimal('0'))
        """
        where = self._unit(unit), self._question(question)
        with self._guard.look:
            options = range(lib.chiso_tally_options(self._c, where[1]))
            found = [lib.chiso_tally_weight(self._c, *where, i) for i in options]
        return tuple(from_millionths(weight) or Decimal(0) for weight in found)

    def add_answers(self, units: Any, questions: Any, options: Any) -> None:
        """Counts arrays of answers, all or none: numbers of units, of questions, and of options;
        option 255 is no answer.

        Arrays of numpy of uint32, uint16 and uint8 are taken without a copy. Raises ShapeError
        where lengths differ; an answer that is wrong is named by its place.

        >>> tally = Tally(["a"], {"q": 2})
        >>> tally.add_answers([0, 0, 0], [0, 0, 0], [1, 1, 255])
        >>> tally.total
        2
        """
        first = whole_numbers(units, "uint32", "units", UINT32_MAX)
        second = whole_numbers(questions, "uint16", "questions", 0xFFFF)
        third = whole_numbers(options, "uint8", "options", 0xFF)
        if not first.size == second.size == third.size:
            found = f"{first.size} units, {second.size} questions and {third.size} options"
            raise error_of(Status.E_SHAPE, f"there are {found}; expected as many of each")
        pointers = first.pointer, second.pointer, third.pointer
        with self._guard.work:
            call(lib.chiso_tally_add_answers, self._c, *pointers, first.size)

    def add_csv(self, text: Union[str, bytes]) -> "Tally":
        """Counts the answers of a CSV file, long (unit, question, answer, count) or wide; all of
        it, or nothing. Answers are numbered from 1 there; a column ``weight`` is that of each row.

        >>> Tally(["a"], {"q": 2}).add_csv("unit,q\\na,2\\nb,1\\n").units()
        ['a', 'b']
        """
        data = content(text, "the text")
        with self._guard.work:
            call(lib.chiso_tally_read_csv, self._c, data, len(data))
        return self

    def add_csv_file(self, path: Path) -> "Tally":
        """The same of a file.

        >>> Tally(["a"], {"q": 2}).add_csv_file("no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        name = path_of(path)
        with self._guard.work:
            call(lib.chiso_tally_read_csv_file, self._c, name, path=str(path))
        return self

    def counts(self, unit: Any, question: Any) -> Tuple[int, ...]:
        """How often each option of a question was chosen about a unit.

        >>> Tally(["a"], {"q": 2}).counts("a", "q")
        (0, 0)
        """
        first, second = self._unit(unit), self._question(question)
        with self._guard.look:
            found = lib.chiso_tally_counts(self._c, first, second)
            return tuple(found[: lib.chiso_tally_options(self._c, second)])

    def answers(self, unit: Any, question: Any) -> int:
        """How many answers a question got about a unit.

        >>> Tally(["a"], {"q": 2}).answers("a", "q")
        0
        """
        return sum(self.counts(unit, question))

    @property
    def total(self) -> int:
        """How many answers were counted, all units and questions together."""
        return int(lib.chiso_tally_total(self._c))

    def merge(self, other: "Tally") -> "Tally":
        """Adds the counts of another tally, which stays as it is. Raises ShapeError where units,
        questions or options differ.

        >>> Tally(["a"], {"q": 2}).merge(Tally(["b"], {"q": 2}))
        Traceback (most recent call last):
            ...
        chiso.errors.ShapeError: unit 0 is a in the tally to add to and b in the one to add; \
expected the same units in the same order
        """
        if expect(other, Tally, "the other") is self:
            other = Tally.from_bytes(self.to_bytes())
        with other._guard.read, self._guard.work:
            call(lib.chiso_tally_merge, self._c, other._c)
        return self

    def __iadd__(self, other: "Tally") -> "Tally":
        if not isinstance(other, Tally):
            return NotImplemented
        return self.merge(other)

    def __add__(self, other: "Tally") -> "Tally":
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally.from_bytes(self.to_bytes()).merge(other)

    def __radd__(self, other: int) -> "Tally":
        """So that ``sum(tallies)`` works."""
        if isinstance(other, bool) or other != 0:
            return NotImplemented
        return Tally.from_bytes(self.to_bytes())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tally):
            return NotImplemented
        return self is other or self.to_bytes() == other.to_bytes()

    __hash__ = None  # type: ignore[assignment]

    def feed(self, board: Board) -> Board:
        """Puts the counts into the cells of a board, whose tree has the questions as leaves; all of
        it, or nothing.

        >>> tree = chiso.Tree.from_csv("code,title,max,rule\\n1,Asked,10,survey 100 50 0\\n")
        >>> asked = chiso.Board(tree)
        >>> tally = Tally(["a"], {"1": 3})
        >>> tally.add("a", "1", 1, 4)
        >>> tally.feed(asked).score()["a"].achieved
        Decimal('5')
        """
        with self._guard.read, expect(board, Board, "the board")._guard.work:
            call(lib.chiso_tally_feed, self._c, board._c)
            board._changed()
        return board

    def share(
        self, first: int, last: Optional[int] = None, *, unit: Any = None, question: Any = None
    ) -> Share:
        """The share of the options ``first`` to ``last``, of one unit and question or, where None,
        of all of them pooled.

        Raises EmptyError where there are no answers, ShapeError where questions of different
        options were to be pooled.

        >>> tally = Tally(["a"], {"q": 4})
        >>> tally.add("a", "q", 0, 3); tally.add("a", "q", 2, 1)
        >>> share = tally.share(0, 1, unit="a", question="q")
        >>> share.percent, share.chosen, round(share.low, 2)
        (Decimal('75'), 3, 30.06)
        """
        place = self._place(unit, question)
        lowest = whole(first, "first", UINT32_MAX)
        options = lowest, lowest if last is None else whole(last, "last", UINT32_MAX)
        struct = structs.share()
        with self._guard.read:
            call(lib.chiso_tally_share, self._c, *place, *options, struct)
        return share_from(struct)

    def mean(self, *, unit: Any = None, question: Any = None) -> Decimal:
        """The mean of the answers as they are numbered on the questionnaire, from 1.

        >>> tally = Tally(["a"], {"q": 4})
        >>> tally.add("a", "q", 2)
        >>> tally.mean(question="q")
        Decimal('3')
        """
        place = self._place(unit, question)
        mean = out("decimal")
        with self._guard.read:
            call(lib.chiso_tally_mean, self._c, *place, mean)
        return from_millionths(mean.value) or Decimal(0)

    def _place(self, unit: Any, question: Any) -> Tuple[int, int]:
        return (
            ALL_UNITS if unit is None else self._unit(unit),
            ALL_QUESTIONS if question is None else self._question(question),
        )

    def __len__(self) -> int:
        return int(lib.chiso_tally_unit_count(self._c))

    def __bool__(self) -> bool:
        return True

    def __reduce__(self) -> Any:
        return _tally_from, (self.to_bytes(),)

    def table(self) -> Rows[Tuple[Any, ...]]:
        """All counts: unit, question, option from 0, count.

        >>> print(Tally(["a"], {"q": 2}).table())
        unit  question  option  count
        a     q              0      0
        a     q              1      0
        """
        pairs = [(unit, question) for unit in self.units() for question in self.questions()]
        rows = [_Row(*pair, i, n) for pair in pairs for i, n in enumerate(self.counts(*pair))]
        return Rows(_Row._fields, rows, bars=self._bars)

    def __contains__(self, unit: object) -> bool:
        return getattr(unit, "code", unit) in self.units()

    def __iter__(self) -> Iterator[str]:
        return iter(self.units())

    def __repr__(self) -> str:
        if self.closed:
            return closed_text(self)
        size = f"{len(self)} units, {len(self.questions())} questions"
        return f"<Tally of {self.total} answers about {size}>"

    def _visible(self, rows: int, language: Language = Language.ENGLISH) -> Visible:
        return self.table()._visible(rows, language)


def _tally_from(data: bytes) -> Tally:
    return Tally.from_bytes(data)
