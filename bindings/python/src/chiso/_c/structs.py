"""The types of the C library as ctypes sees them: the words that the tables here and in
functions.py are written with.

A struct is a line: its name without the prefix of C, and its members in the order of the header.
What is in them is documented in the header.
"""

from __future__ import annotations

import ctypes
from typing import Any, Dict, Iterator, List, Tuple

from .enums import ENUMS, ERROR_CODE_SIZE, MESSAGE_SIZE

# ---- Words for types

OPAQUE = (
    "tree board ranking rankings consensus bands report map comparison series tally ledger target "
    "what_if explanation audit intake mapping robustness"
).split()

WRITE = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)

ASK = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t)
GIVE = ctypes.CFUNCTYPE(
    ctypes.c_bool,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.POINTER(ctypes.c_size_t),
)


class Sink(ctypes.Structure):
    """chiso_sink: where a writer sends its bytes."""

    _fields_ = [("write", WRITE), ("context", ctypes.c_void_p)]


TYPES: Dict[str, Any] = {
    "void": None,
    "bool": ctypes.c_bool,
    "char": ctypes.c_char,
    "int": ctypes.c_int,
    "words": ctypes.c_int,
    "size": ctypes.c_size_t,
    "uint8": ctypes.c_uint8,
    "uint16": ctypes.c_uint16,
    "uint32": ctypes.c_uint32,
    "uint64": ctypes.c_uint64,
    "int32": ctypes.c_int32,
    "int64": ctypes.c_int64,
    "double": ctypes.c_double,
    "decimal": ctypes.c_int64,
    "node": ctypes.c_uint32,
    "unit": ctypes.c_uint32,
    "text": ctypes.c_char_p,
    "message": ctypes.c_char * MESSAGE_SIZE,
    "code": ctypes.c_char * ERROR_CODE_SIZE,
    "chars": ctypes.c_void_p,
    "bytes": ctypes.c_char_p,
    "allocator": ctypes.c_void_p,
    "sink": ctypes.POINTER(Sink),
    "ask": ASK,
    "give": GIVE,
}
for _word in ENUMS:
    TYPES[_word] = ctypes.c_int
for _word in OPAQUE:
    TYPES[_word] = ctypes.POINTER(type("chiso_" + _word, (ctypes.Structure,), {}))

# ---- The structs

TABLE = """
buffer: chars bytes, size size, size capacity, allocator allocator
error: status status, uint32 line, uint32 column, code unit, code criterion, message message,
    message message_vi
criterion: size size, text code, text parent, text title, text max, text min, text weight,
    text combine, text kind, text rule, text round, text needs, text gate,
    text note, text raters
drop_rule: uint32 count, uint32 is_keep, uint32 is_lowest
cell: state state, decimal value, decimal denominator, decimal points
note: text name, text text
result: state state, decimal achieved, decimal max, decimal percent, decimal coverage,
    decimal lowest, decimal highest
result_columns: size size, state* state, decimal* achieved, decimal* max, decimal* percent,
    decimal* coverage, decimal* lowest, decimal* highest
steps: uint32 is_dropped, uint32 fails_need, uint32 is_set, uint32 is_lifted, node limited_by,
    decimal computed, decimal computed_percent, decimal unlifted, decimal unlimited
peers: uint32 count, decimal lowest, decimal highest
rating: text rater, text value
raters: uint32 count, uint32 given, uint32 off, uint32 is_apart, decimal lowest, decimal highest,
    decimal spread
effect: decimal first, decimal first_error, decimal total, decimal total_error
rank_options: size size, ties ties, key key, scope scope, node* tie_break, size tie_break_count
robustness_options: size size, rank_options* ranks, bands bands, decimal* weights,
    size weight_sets, unit unit
robust_unit: decimal rank, decimal median, decimal mean, decimal least, decimal greatest,
    decimal low, decimal high, decimal shift, bool steady, uint64 draws, uint64 unranked,
    uint64 first
robust_summary: uint64 draws, uint64 from, uint64 seed, node node, uint32 first,
    uint32 quantile_count, uint32 unit_count, uint32 steady, decimal shift
rank_share: decimal rank, uint64 draws
matter: node node, decimal weight, decimal correlation, decimal ratio, effect effect
place: uint32 rank, bool half, uint32 out_of, uint32 tied
tree_change: tree_change_kind kind, node node, text text
consensus_options: size size, consensus_rule rule, ties ties, decimal* weights
consensus_unit: text code, text name, text block, uint32 rankings, decimal score, place place
block_summary: uint32 units, decimal mean, decimal median, decimal min, decimal max, decimal stdev,
    decimal quartile1, decimal quartile3
report_options: size size, rank_options* ranking, bands bands, comparison comparison,
    int point_places, intake intake, language language, row_order order, robustness robustness
chart_options: size size, language language, char mark, uint32 width, text id, text title,
    text caption, text source, text period, text period_before, text* units, size unit_count,
    text rise, text rise_dark, text fall, text fall_dark, text* labels, size label_count
page_options: size size, language language, char mark, bool images, text title, text method,
    text source, text period, text period_before, text* units, size unit_count, text csv, text json,
    text board, series series, target target, text rise, text rise_dark, text fall, text fall_dark,
    text unit_page, series stages, robustness robustness
standing: result result, decimal lost, place place, uint32 band, uint32 band_by_percent
column_summary: uint64 count, double mean, double variance_n, double variance_n1, double stdev_n,
    double stdev_n1, double min, double quartile1, double median, double quartile3, double max,
    double skewness_g1, double skewness_adjusted
weights_options: size size, weights_method method, measure measure, uint32 block,
    bool* less_is_better
consistency: double lambda_max, double index, double ratio
mapping_row: text what, text value
map_row: text old_code, text new_code, decimal share
remark: remark_kind kind, status status, doubt doubt, uint32 line, uint32 column, text file,
    text unit, text criterion, text message, text message_vi
intake_options: size size, size bytes, uint32 units, uint32 blocks, uint64 cells, bool known_units,
    ask go_on, chars context
intake_source: give read, chars context
edit: edit_kind kind, node leaf, text unit, text criterion, text was, text becomes,
    text note
comparison_options: size size, map criteria, map units, rank_options* ranking, bands bands,
    predecessor predecessor, ranked_nodes ranked, rankings rankings, rankings rankings_before,
    int point_places
figures: decimal achieved, decimal max, decimal percent, place place, uint32 band
change: decimal achieved, decimal max, decimal percent, decimal rank, figures now, figures before
change_summary: decimal achieved, decimal percent, decimal rank, uint32 both, uint32 score_only,
    uint32 rank_only, uint32 neither, uint32 uncompared, uint32 max_changed, node gain, node loss,
    decimal gained, decimal lost
change_count: uint32 rose, uint32 fell, uint32 same, uint32 absent
block_change: uint32 units, uint32 units_before, uint32 both, uint32 reserved, decimal now,
    decimal before, decimal both_now, decimal both_before, decimal mean
agreement: uint32 units, double spearman, double kendall, double rank_change
bridge: decimal change, decimal performance, decimal maxima, decimal added, decimal dropped,
    decimal not_applicable, decimal set, uint32 common, uint32 like_leaves, decimal like_max,
    decimal like_now, decimal like_before, decimal like_change
rank_bridge: decimal change, decimal own, decimal others, decimal place
series_point: decimal achieved, decimal max, decimal percent, place place, state state,
    bool has_unit, bool has_node, bool is_set
series_unit: text code, text name, text block
series_difference: decimal achieved, decimal max, decimal percent
periods_options: size size, text unit, text code, csv_style style, language language,
    row_order order
share: int64 answers, int64 chosen, decimal percent, double standard_error, double low, double high,
    int64 left_out, decimal weight, decimal chosen_weight, double effective
share_gap: decimal points, double low, double high, bool holds_zero
ledger_entry: node leaf, state state, decimal achieved, decimal max, decimal lost, decimal best,
    decimal mean, decimal median, decimal to_best, decimal to_max, uint32 units, unit best_unit,
    uint32 best_shared, uint32 reserved
ledger_options: size size, scope scope, int point_places
ledger_total: decimal achieved, decimal max, decimal lost, decimal leaves, decimal bonuses,
    decimal rest, decimal steps
obstacle: node set, node limited, node limited_by, node dropped, uint32 by_cell
ledger_step: step_kind kind, node node, node by, uint32 reserved, decimal cost
goal: goal_kind kind, uint32 rank, uint32 band, unit unit, decimal percent, decimal former
target_options: size size, rank_options* ranking, bands bands, decimal* efforts,
    size effort_count, comparison comparison
target_figures: outcome outcome, exactness exactness, decimal achieved, decimal max, decimal least,
    decimal distance, decimal distance_percent, decimal needed, decimal most, decimal short_by,
    decimal short_by_percent, decimal planned, decimal effort, decimal rank_margin,
    decimal band_margin, place place, uint32 steps, uint32 band
target_step: node leaf, uint32 reserved, decimal from, decimal to, decimal gain, decimal effort
detail: size size, ledger ledger, target target, what_if what_if, explanation explanation,
    comparison comparison
step: step_kind kind, part part, state state, node node, uint32 depth, uint32 parent, uint32 first,
    uint32 count, decimal contribution, decimal achieved, decimal max, decimal min,
    decimal percent, decimal weight, decimal from, decimal to, double share, text rule, text value,
    peers peers, decimal left_out, uint32 digits, uint32 is_bonus, uint32 is_imputed,
    uint32 changed, raters raters, decimal coverage,
    decimal needed, uint32 gone, uint32 among, uint32 is_highest, node by, uint32 gate, text note
printed: decimal value, int32 decimals
finding: audit_code code, severity severity, cause cause, doubt doubt, node node, unit unit,
    uint32 line, uint32 column, decimal found, decimal expected, decimal fits, message message,
    message message_vi
audit_options: size size, bool rounding_is_known, rounding rounding
"""


def type_of(word: str) -> Any:
    """The type of a word, with a star for each pointer to it."""
    if word.endswith("*"):
        return ctypes.POINTER(type_of(word[:-1]))
    return TYPES[word]


def _entries(table: str) -> Iterator[Tuple[str, List[Tuple[str, str]]]]:
    for entry in table.strip().replace("\n    ", " ").splitlines():
        name, members = entry.split(":", 1)
        yield name, [
            (kind, member) for kind, member in (pair.split() for pair in members.split(","))
        ]


class _Structs:
    """A ctypes class for each line of the table, by its name."""

    def __init__(self, table: str) -> None:
        self.names: List[str] = []
        self.kinds: Dict[str, Dict[str, str]] = {}
        for name, members in _entries(table):
            fields = [(member, type_of(kind)) for kind, member in members]
            struct = type(
                "chiso_" + name, (ctypes.Structure,), {"_fields_": fields, "__slots__": ()}
            )
            TYPES[name] = struct
            self.names.append(name)
            self.kinds[name] = {member: kind for kind, member in members}
            setattr(self, name, struct)

    def sized(self, name: str, **members: Any) -> Any:
        """A struct of options, which tells C by its first member how large it is."""
        struct = getattr(self, name)
        return struct(size=ctypes.sizeof(struct), **members)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"there is no struct chiso_{name}")


structs = _Structs(TABLE)
TYPES["error"] = ctypes.POINTER(structs.error)
