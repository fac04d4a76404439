"""Consensus: several rankings made into one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple, Optional, Sequence, Union

from .._c.calls import ask, call, error_of
from .._c.enums import ConsensusRule, Status, Ties, pick
from .._c.guard import Reading
from .._c.handle import Object, expect, handles, new_handle
from .._c.library import lib
from .._c.memory import array_of, out, pointer_to
from .._c.records import Place, Rank, members, place_of
from .._c.structs import structs
from .._in.number import Number, to_millionths
from .._in.text import encode_code
from .._out.table import Table
from .ranking import Ranking

_TEXTS = ("code", "name", "block")


class ConsensusUnit(NamedTuple):
    """A unit of a consensus: how many rankings give it a place, and what the rule goes by, rounded
    to six places; None where no ranking does.

    >>> consensus = combine_rankings([board.ranking("1"), board.ranking("2")])
    >>> consensus["sxd"].score
    Decimal('1.5')
    """

    rank: Rank
    out_of: int
    tied: int
    unit: str
    name: str
    block: str
    rankings: int
    score: Optional[Decimal]


class Consensus(Object, Table[ConsensusUnit]):
    """Several rankings made into one, best first; within blocks it is block after block, and units
    without a place stand last. Made by :func:`combine_rankings`; it is not of any board, and stays
    as it is.

    ``consensus[0]`` is its first row and ``consensus["skhcn"]`` that of a unit.

    >>> both = [board.ranking("1"), board.ranking("2")]
    >>> print(combine_rankings(both, "copeland", weights=[2, 1]))
    rank  unit   name   rankings  score
       1  skhcn  skhcn         2      1
       2  sxd    sxd           2     -1
    """

    _kind = "consensus"
    _fields = ConsensusUnit._fields
    _key = "unit"

    def __init__(self, handle: Any, is_within_blocks: bool) -> None:
        super().__init__(handle)
        self._hidden = ("out_of", "tied") if is_within_blocks else ("out_of", "tied", "block")

    def __len__(self) -> int:
        return int(lib.chiso_consensus_count(self._c))

    def _row(self, index: int) -> ConsensusUnit:
        struct = structs.consensus_unit()
        with self._guard.look:
            ask("the consensus", lib.chiso_consensus_at, self._c, index, struct)
            texts = members("consensus_unit", struct, _TEXTS)
            counts = members("consensus_unit", struct, ("rankings", "score"))
            place: Place = place_of(struct.place)
        return ConsensusUnit(*place, *texts, *counts)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, (int, slice)) or hasattr(index, "__index__"):
            return super().__getitem__(index)
        code, found = getattr(index, "code", index), out("uint32")
        text = encode_code(code, "the unit")
        with self._guard.look:
            ask(f"unit {code!r}", lib.chiso_consensus_find, self._c, text, found)
        return self._row(found.value)

    def __contains__(self, value: object) -> bool:
        self._c
        return super().__contains__(getattr(value, "code", value))


def combine_rankings(
    rankings: Sequence[Ranking],
    rule: Union[ConsensusRule, str] = ConsensusRule.MEAN_RANK,
    *,
    ties: Union[Ties, str] = Ties.COMPETITION,
    weights: Optional[Sequence[Number]] = None,
) -> Consensus:
    """Makes several rankings into one: of criteria, boards, years or indices, whose units are
    matched by code.

    ``rule`` is ``"mean_rank"``, ``"borda"`` (in each ranking a point for each unit below, and half
    a one for each equal) or ``"copeland"`` (pairs won less pairs lost, each by a majority of the
    rankings). A unit without a place in a ranking is left out of that one alone. Rankings of a
    block (``block=...``) count with all their blocks.

    >>> years = [before.ranking(), board.ranking()]
    >>> combine_rankings(years, "borda")["skhcn"].score
    Decimal('1')
    """
    given = [expect(ranking, Ranking, "a ranking") for ranking in rankings]
    if weights is not None and len(weights) != len(given):
        why = (
            f"there are {len(given)} rankings and {len(weights)} weights; expected as many of each"
        )
        raise error_of(Status.E_SHAPE, why)
    options = structs.sized("consensus_options")
    options.rule = pick(ConsensusRule, rule, "rule")
    options.ties = pick(Ties, ties, "ties")
    if weights is not None:
        numbers = [to_millionths(one, f"weight {i}") for i, one in enumerate(weights)]
        kept = array_of("decimal", numbers)
        options.weights = pointer_to(kept, "decimal")
    handle = new_handle("consensus")
    with Reading(*given):
        call(lib.chiso_ranking_combine, handles("ranking", given), len(given), options, handle)
    return Consensus(handle, any(one._is_within_blocks for one in given))
