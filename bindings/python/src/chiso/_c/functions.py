"""Every function of the C library: one line each, in the order of the headers. What they do is
documented there.

A line reads as in C, without the prefix and with the words of structs.py for types. `slow` marks a
function that works for longer than a look-up takes: other Python threads run meanwhile. All others
keep them waiting, which for a call that short is the quicker way.
"""

from __future__ import annotations

import ctypes
from typing import Any, Dict, List, NamedTuple

from .structs import type_of

TABLE = """
# sink.h
slow bool buffer_write(bytes, text, size)
void buffer_clear(buffer*)
slow bool file_write(bytes, text, size)

# text.h
slow status text_safe(text, size, medium, sink, error)

# word.h
text word(words, uint32)
status word_find(words, text, uint32*)

# binding.h
size struct_size(text)

# version.h
text version()
int version_number()

# decimal.h
status decimal_parse(text, char, decimal*, bool*)
status decimal_from_int(int64, decimal*)
status decimal_from_double(double, decimal*, bool*)
slow status decimal_from_doubles(double*, size, size, int64, int64, decimal*, size*)
status decimal_format(decimal, int, rounding, char, chars)
status decimal_round(decimal, int, rounding, decimal*)
status decimal_add(decimal, decimal, decimal*)
status decimal_scale(decimal, decimal, decimal, rounding, decimal*)
status decimal_percent(decimal, decimal, int, rounding, decimal*)
status decimal_compare_ratios(decimal, decimal, decimal, decimal, int*)

# status.h
text status_text(status, language)
text status_name(status)

# tree.h
status tree_new(text, allocator, tree*, error)
void tree_free(tree)
slow status tree_read_csv(text, size, allocator, tree*, error)
slow status tree_read_csv_file(text, allocator, tree*, error)
slow status tree_write_csv(tree, sink, error)
status tree_add(tree, node, text, text, text, node*, error)
status tree_add_ruled(tree, node, text, text, text, text, node*, error)
status tree_add_criterion(tree, criterion*, node*, error)
status tree_set_root(tree, text, text, text, error)
status tree_describe_root(tree, criterion*, error)
status tree_set_options(tree, text, error)
status tree_check(tree, error)
slow status tree_effective_weights(tree, size, decimal*, error)
bool tree_is_checked(tree)
status tree_find(tree, text, node*)
text tree_title(tree)
uint32 tree_node_count(tree)
uint32 tree_leaf_count(tree)
int tree_digits(tree)
rounding tree_rounding(tree)
bool tree_is_full_reached(tree)
bool tree_is_lowest_first(tree)
missing_policy tree_missing(tree)
uint64 tree_rounded_count(tree)
text node_code(tree, node)
text node_title(tree, node)
node node_parent(tree, node)
node node_first_child(tree, node)
node node_next_sibling(tree, node)
node node_next(tree, node)
node node_next_leaf(tree, node)
uint32 node_depth(tree, node)
uint32 node_child_count(tree, node)
bool node_is_leaf(tree, node)
decimal node_max(tree, node)
decimal node_min(tree, node)
decimal node_weight(tree, node)
kind node_kind(tree, node)
combine node_combine(tree, node)
bool node_is_scaled(tree, node)
bool node_is_capped(tree, node)
int node_round(tree, node)
decimal node_floor(tree, node)
decimal node_needs(tree, node)
text node_gate(tree, node)
uint32 node_drop_count(tree, node)
status node_drop_at(tree, node, uint32, drop_rule*)
text node_rule(tree, node)
text node_raters(tree, node)
bool node_is_relative(tree, node)
uint32 node_option_count(tree, node)
decimal node_option_weight(tree, node, uint32)

# board.h
status board_new(tree, allocator, board*, error)
slow status board_copy(board, allocator, board*, error)
slow status board_join(board*, size, allocator, board*, error)
void board_free(board)
tree board_tree(board)
slow status board_reserve(board, uint32, error)
status board_add_unit(board, text, text, text, unit*, error)
status board_set_ranked(board, unit, bool, error)
status board_rename_unit(board, unit, text, text, error)
slow status board_move_unit(board, unit, text, error)
slow status board_remove_unit(board, unit, error)
uint32 board_unit_count(board)
status board_find_unit(board, text, unit*)
text unit_code(board, unit)
text unit_name(board, unit)
uint32 unit_block(board, unit)
bool unit_is_ranked(board, unit)
slow status board_write_codes(board, sink, error)
slow status board_write_names(board, sink, error)
slow status board_copy_units(board, size, uint32*, bool*)
uint32 board_block_count(board)
text board_block(board, uint32)
status board_find_block(board, text, uint32*)
status board_set(board, text, text, text, error)
status board_set_text(board, unit, node, text, error)
status board_text(board, unit, node, chars)
status board_points_text(board, unit, node, int, char, chars)
status board_percent_text(board, unit, node, int, char, chars)
status board_compare(board, node, unit, unit, int*)
status board_set_value(board, unit, node, decimal, error)
status board_set_ratio(board, unit, node, decimal, decimal, error)
slow status board_set_column(board, node, decimal*, size, error)
slow status board_set_doubles(board, node*, size, double*, size, int64, int64, error)
slow status board_set_ratio_column(board, node, decimal*, decimal*, size, error)
status board_set_counts(board, unit, node, int64*, uint32, error)
status board_counts(board, unit, node, decimal**, uint32*)
status board_cell(board, unit, node, cell*)
slow status board_read_csv(board, text, size, error)
slow status board_read_csv_file(board, text, error)
slow status board_write_csv(board, sink, error)
uint64 board_rounded_count(board)
slow status board_score(board, error)
bool board_is_scored(board)
status board_result(board, unit, node, result*)
status board_points(board, node, decimal**)
slow status board_copy_points(board, node, size, decimal*)
slow status board_copy_results(board, node, size, result_columns*, error)
slow status board_copy_matrix(board, node*, size, size, size, result_columns*, error)
status board_peers(board, unit, node, peers*)
slow status board_effective_weights(board, unit, size, decimal*, error)

# note.h
status tree_set_note(tree, node, text, text, error)
text tree_note(tree, node, text)
uint32 tree_note_count(tree, node)
status tree_note_at(tree, node, uint32, note*)
status board_set_note(board, unit, node, text, text, error)
text board_note(board, unit, node, text)
uint32 board_note_count(board, unit, node)
status board_note_at(board, unit, node, uint32, note*)

# step.h
status board_set_result(board, unit, node, text, text, error)
status board_set_not_applicable(board, unit, node, error)
status board_result_set(board, unit, node, decimal*)
status board_steps(board, unit, node, steps*, error)

# rank.h
slow status ranking_new(board, node, rank_options*, ranking*, error)
void ranking_free(ranking)
status ranking_place(ranking, unit, place*)
slow status ranking_places(ranking, size, place*)
status ranking_order(ranking, uint32, unit**, uint32*)
slow status rankings_new(board, rank_options*, rankings*, error)
void rankings_free(rankings)
board rankings_board(rankings)
ranking rankings_at(rankings, node)
slow status rankings_places(rankings, node*, size, size, size, place*)
slow status rank_decimals(decimal*, size, ties, allocator, place*)

# rating.h
status board_set_ratings(board, unit, node, rating*, uint32, error)
uint32 board_rating_count(board, unit, node)
status board_rating(board, unit, node, uint32, char**, chars)
status board_raters(board, unit, node, raters*)

# consensus.h
slow status ranking_combine(ranking*, size, consensus_options*, consensus*, error)
void consensus_free(consensus)
uint32 consensus_count(consensus)
status consensus_at(consensus, uint32, consensus_unit*)
status consensus_find(consensus, text, uint32*)

# band.h
status bands_new(allocator, bands*, error)
void bands_free(bands)
slow status bands_read_csv(text, size, allocator, bands*, error)
slow status bands_read_csv_file(text, allocator, bands*, error)
status bands_add(bands, text, text, error)
slow status bands_write_csv(bands, sink, error)
uint32 bands_count(bands)
text bands_name(bands, uint32)
decimal bands_from(bands, uint32)
uint32 bands_find(bands, decimal, decimal)
status bands_find_unit(bands, board, unit, node, key, uint32*)

# block.h
slow status block_summarise(board, node, uint32, int, block_summary*, error)
slow status block_quarters(board, node, uint32, size, uint8*, error)
slow status block_count_bands(board, node, uint32, bands, key, uint32*, error)

# report.h
slow status report_new(board, report_options*, report*, error)
void report_free(report)
board report_board(report)
status report_rules(report, rank_options*)
bands report_bands(report)
comparison report_comparison(report)
ranking report_ranking(report, node)
status report_standing(report, unit, node, standing*)
slow status report_write_json(report, sink, error)
slow status report_write_csv(report, csv_style, sink, error)
slow status report_write_unit_csv(report, unit, csv_style, sink, error)
slow status report_check_printed(report, intake, text, error)

# chart.h
slow status chart_ranking(report, chart_options*, sink, error)
slow status chart_heat(report, chart_options*, sink, error)
slow status chart_years(series, text, chart_options*, sink, error)
slow status chart_bump(series, chart_options*, sink, error)
slow status chart_periods(comparison, unit, chart_options*, sink, error)
slow status chart_profile(report, unit, chart_options*, sink, error)
slow status chart_lost(report, unit, chart_options*, sink, error)
slow status chart_bridge(comparison, unit, chart_options*, sink, error)
slow status chart_shares(tally, uint32, uint32, uint32, board, chart_options*, sink, error)

# statistics.h
slow status board_values(board, node*, size, measure, uint32, double*, error)
slow status column_summarise(double*, size, allocator, column_summary*, error)
slow status correlation_matrix(double*, size, size, correlation, allocator, double*, error)
slow status board_correlation(board, node*, size, measure, uint32, correlation, double*, error)
slow status cronbach_alpha(double*, size, size, bool, allocator, double*, error)
slow status board_alpha(board, node*, size, measure, uint32, bool, double*, error)

# weights.h
slow status weights_ahp(double*, size, double*, consistency*, error)
slow status weights_entropy(double*, size, size, allocator, double*, error)
slow status weights_deviation(double*, size, size, allocator, double*, error)
slow status weights_critic(double*, size, size, bool*, allocator, double*, error)
slow status weights_component(double*, size, size, allocator, double*, double*, error)
slow status weights_round(double*, size, decimal*, error)
slow status board_weights(board, node*, size, weights_options*, decimal*, error)

# map.h
status map_new(allocator, map*, error)
void map_free(map)
status map_add(map, text, text, text, error)
slow status map_read_csv(text, size, allocator, map*, error)
slow status map_read_csv_file(text, allocator, map*, error)
uint32 map_count(map)
status map_row_at(map, uint32, map_row*)

# mapping.h
status mapping_new(allocator, mapping*, error)
void mapping_free(mapping)
status mapping_set(mapping, text, text, error)
slow status mapping_read_csv(text, size, allocator, mapping*, error)
slow status mapping_read_csv_file(text, allocator, mapping*, error)
slow status mapping_suggest(tree, text, size, allocator, mapping*, error)
slow status mapping_suggest_file(tree, text, allocator, mapping*, error)
slow status mapping_write_csv(mapping, sink, error)
uint32 mapping_count(mapping)
status mapping_row_at(mapping, uint32, mapping_row*)
slow status tree_read_sheet(text, size, mapping, allocator, tree*, error)
slow status tree_read_sheet_file(text, mapping, allocator, tree*, error)
slow status board_read_sheet(board, text, size, mapping, error)
slow status board_read_sheet_file(board, text, mapping, error)

# intake.h
status intake_new(uint32, allocator, intake*, error)
void intake_free(intake)
slow status intake_tree(intake, text, text, size, allocator, tree*, error)
slow status intake_tree_sheet(intake, text, text, size, mapping, allocator, tree*, error)
slow status intake_board(intake, text, text, size, board, error)
slow status intake_sheet(intake, text, text, size, mapping, board, error)
slow status intake_mapping(intake, text, text, size, allocator, mapping*, error)
slow status intake_bands(intake, text, text, size, allocator, bands*, error)
slow status intake_map(intake, text, text, size, allocator, map*, error)
slow status intake_comparison(intake, text, comparison, map, error)
status intake_set_options(intake, intake_options*, error)
slow status intake_fetch(intake, text, intake_source*, char**, size*, error)
slow status intake_read_sheet(intake, text, text, size, mapping, board, error)
slow status intake_read_board(intake, text, text, size, board, error)
uint32 intake_edit_count(intake)
status intake_edit_at(intake, uint32, edit*)
slow status intake_take(intake, board, error)
uint32 intake_count(intake)
uint32 intake_mistake_count(intake)
status intake_at(intake, uint32, remark*)

# compare.h
slow status comparison_new(board, board, comparison_options*, comparison*, error)
void comparison_free(comparison)
board comparison_now(comparison)
board comparison_before(comparison)
status comparison_units_before(comparison, unit, unit**, uint32*)
status comparison_nodes_before(comparison, node, node**, uint32*)
status comparison_change(comparison, unit, node, change*)
slow status comparison_summarise(comparison, unit, node, change_summary*)
slow status comparison_points(comparison, node, size, decimal*, change_count*)
slow status comparison_ranks(comparison, node, size, decimal*)
slow status comparison_block(comparison, node, uint32, block_change*, error)
slow status comparison_movers(comparison, node, uint32, move, bool, uint32, unit*, uint32*, error)
slow status comparison_agreement(comparison, node, uint32, agreement*, error)
status comparison_difference(comparison, difference, uint32**, uint32*)

# bridge.h
slow status comparison_bridge(comparison, unit, node, bridge*, error)
slow status comparison_rank_bridge(comparison, unit, node, rank_bridge*, error)

# series.h
status series_new(allocator, series*, error)
void series_free(series)
slow status series_add(series, text, board, rank_options*, error)
uint32 series_count(series)
text series_label(series, uint32)
board series_board(series, uint32)
status series_at(series, uint32, text, text, series_point*)
status series_points(series, text, text, size, series_point*, error)

# tally.h
status tally_new(allocator, tally*, error)
slow status tally_new_for_board(board, allocator, tally*, error)
slow status tally_feed(tally, board, error)
void tally_free(tally)
status tally_add_unit(tally, text, uint32*, error)
status tally_add_question(tally, text, uint32, uint32*, error)
uint32 tally_unit_count(tally)
uint32 tally_question_count(tally)
text tally_unit_code(tally, uint32)
text tally_question_code(tally, uint32)
uint32 tally_options(tally, uint32)
status tally_leave_out(tally, uint32, uint32, error)
bool tally_leaves_out(tally, uint32, uint32)
status tally_find_unit(tally, text, uint32*)
status tally_find_question(tally, text, uint32*)
status tally_add(tally, uint32, uint32, uint32, int64, error)
status tally_add_weighted(tally, uint32, uint32, uint32, decimal, error)
decimal tally_weight(tally, uint32, uint32, uint32)
slow status tally_add_answers(tally, uint32*, uint16*, uint8*, size, error)
status tally_answers(tally, uint32, uint32, int64*)
int64* tally_counts(tally, uint32, uint32)
int64 tally_total(tally)
slow status tally_merge(tally, tally, error)
slow status tally_write(tally, sink, error)
slow status tally_read(bytes, size, allocator, tally*, error)
slow status tally_read_csv(tally, text, size, error)
slow status tally_read_csv_file(tally, text, error)

# share.h
slow status tally_share(tally, uint32, uint32, uint32, uint32, share*, error)
status share_of(int64, int64, share*)
status share_difference(share*, share*, share_gap*)
slow status tally_mean(tally, uint32, uint32, decimal*, error)
status sample_size(int64, decimal, int64*)

# ledger.h
slow status ledger_new(board, unit, node, ledger_options*, ledger*, error)
void ledger_free(ledger)
status ledger_entries(ledger, ledger_entry**, uint32*)
status ledger_bonuses(ledger, ledger_entry**, uint32*)
status ledger_steps(ledger, ledger_step**, uint32*)
status ledger_totals(ledger, ledger_total*)

# target.h
status goal_parse(board, bands, text, decimal, goal*, error)
slow status target_new(board, unit, node, goal*, target_options*, target*, error)
void target_free(target)
text target_text(target)
status target_obstacle(target, obstacle*)
status target_result(target, target_figures*)
status target_plan(target, target_step**, uint32*, error)

# what_if.h
slow status what_if_new(board, rank_options*, what_if*, error)
void what_if_free(what_if)
slow status what_if_set(what_if, text, text, text, error)
slow status what_if_set_text(what_if, unit, node, text, error)
status what_if_set_value(what_if, unit, node, decimal, error)
slow status what_if_set_ratio(what_if, unit, node, decimal, decimal, error)
slow status what_if_set_counts(what_if, unit, node, int64*, uint32, error)
slow status what_if_set_points(what_if, unit, node, decimal, error)
slow status what_if_undo(what_if, error)
slow status what_if_undo_to(what_if, size, error)
slow status what_if_reset(what_if, error)
status what_if_begin(what_if, error)
status what_if_commit(what_if, error)
slow status what_if_rollback(what_if, error)
status what_if_apply(what_if, board, error)
size what_if_change_count(what_if)
size what_if_unit_change_count(what_if, unit)
size what_if_depth(what_if)
bool what_if_is_light(what_if)
slow status what_if_score(what_if, error)
status what_if_cell(what_if, unit, node, cell*)
slow status what_if_result(what_if, unit, node, result*)
slow status what_if_points_text(what_if, unit, node, int, char, chars)
slow status what_if_place(what_if, unit, node, place*)
status what_if_obstacle(what_if, unit, node, obstacle*)
slow status what_if_standing(what_if, unit, node, bands, standing*)
slow status what_if_cell(what_if, unit, node, cell*)

# explain.h
slow status explanation_new(board, unit, node, uint32, explanation*, error)
void explanation_free(explanation)
uint32 explanation_count(explanation)
status explanation_step(explanation, uint32, step*)
slow status explanation_write(explanation, language, char, sink, error)

# detail.h
slow status report_write_unit_json(report, unit, detail*, sink, error)

# audit.h
slow status audit_new_for_tree(tree, allocator, audit*, error)
slow status audit_new_for_board(board, allocator, audit*, error)
slow status audit_read_csv(text, size, audit_options*, allocator, audit*, error)
slow status audit_read_csv_file(text, audit_options*, allocator, audit*, error)
void audit_free(audit)
uint32 audit_count(audit)
uint32 audit_count_of(audit, severity)
slow status audit_add_doubts(audit, intake, tree, board, error)
finding* audit_finding(audit, uint32)
status printed_parse(text, char, printed*)
status audit_ratio(printed, printed, printed, rounding, finding*)
status audit_difference(printed, printed, printed, rounding, finding*)
status audit_growth(printed, printed, printed, rounding, finding*)
slow status audit_sum(printed*, size, printed, rounding, finding*)
slow status audit_mean(printed*, size, printed, rounding, finding*)
slow status audit_weighted(printed*, decimal*, size, printed, rounding, finding*)
status audit_rank_change(printed, printed, printed, finding*)
"""


class Function(NamedTuple):
    """A line of the table."""

    name: str
    result: str
    arguments: List[str]
    slow: bool


def _function(line: str) -> Function:
    head, arguments = line.rstrip(")").split("(")
    words = head.split()
    return Function(
        "chiso_" + words[-1],
        words[-2],
        [word.strip() for word in arguments.split(",") if word.strip()],
        words[0] == "slow",
    )


FUNCTIONS: Dict[str, Function] = {
    function.name: function
    for function in (
        _function(line) for line in TABLE.splitlines() if line and not line.startswith("#")
    )
}


class Functions:
    """The functions of a loaded library, as attributes by their names in C.

    Raises AttributeError, naming it, when the library lacks one.
    """

    def __init__(self, path: str) -> None:
        slow = ctypes.CDLL(path)
        quick = ctypes.PyDLL(path)
        for function in FUNCTIONS.values():
            try:
                call = getattr(slow if function.slow else quick, function.name)
            except AttributeError:
                raise AttributeError(f"it has no function {function.name}") from None
            call.restype = type_of(function.result)
            call.argtypes = [type_of(word) for word in function.arguments]
            setattr(self, function.name, call)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"the C library has no function {name}")
