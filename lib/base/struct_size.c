/* The sizes of the public structs by their names, for languages that do not read the headers. */
#include <chiso/chiso.h>

#include <string.h>

struct entry {
    const char *name;
    size_t size;
};

#define NAME_AND_SIZE(type) #type, sizeof(type)

static const struct entry entries[] = {
    {NAME_AND_SIZE(chiso_agreement)},
    {NAME_AND_SIZE(chiso_allocator)},
    {NAME_AND_SIZE(chiso_audit_options)},
    {NAME_AND_SIZE(chiso_block_change)},
    {NAME_AND_SIZE(chiso_block_summary)},
    {NAME_AND_SIZE(chiso_bridge)},
    {NAME_AND_SIZE(chiso_buffer)},
    {NAME_AND_SIZE(chiso_cell)},
    {NAME_AND_SIZE(chiso_change)},
    {NAME_AND_SIZE(chiso_change_count)},
    {NAME_AND_SIZE(chiso_change_summary)},
    {NAME_AND_SIZE(chiso_chart_options)},
    {NAME_AND_SIZE(chiso_column_summary)},
    {NAME_AND_SIZE(chiso_comparison_options)},
    {NAME_AND_SIZE(chiso_consensus_options)},
    {NAME_AND_SIZE(chiso_consensus_unit)},
    {NAME_AND_SIZE(chiso_consistency)},
    {NAME_AND_SIZE(chiso_criterion)},
    {NAME_AND_SIZE(chiso_detail)},
    {NAME_AND_SIZE(chiso_drop_rule)},
    {NAME_AND_SIZE(chiso_edit)},
    {NAME_AND_SIZE(chiso_effect)},
    {NAME_AND_SIZE(chiso_error)},
    {NAME_AND_SIZE(chiso_figures)},
    {NAME_AND_SIZE(chiso_finding)},
    {NAME_AND_SIZE(chiso_goal)},
    {NAME_AND_SIZE(chiso_intake_options)},
    {NAME_AND_SIZE(chiso_intake_source)},
    {NAME_AND_SIZE(chiso_ledger_entry)},
    {NAME_AND_SIZE(chiso_ledger_options)},
    {NAME_AND_SIZE(chiso_ledger_step)},
    {NAME_AND_SIZE(chiso_ledger_total)},
    {NAME_AND_SIZE(chiso_map_row)},
    {NAME_AND_SIZE(chiso_mapping_row)},
    {NAME_AND_SIZE(chiso_matter)},
    {NAME_AND_SIZE(chiso_note)},
    {NAME_AND_SIZE(chiso_obstacle)},
    {NAME_AND_SIZE(chiso_page_options)},
    {NAME_AND_SIZE(chiso_peers)},
    {NAME_AND_SIZE(chiso_periods_options)},
    {NAME_AND_SIZE(chiso_place)},
    {NAME_AND_SIZE(chiso_printed)},
    {NAME_AND_SIZE(chiso_rank_bridge)},
    {NAME_AND_SIZE(chiso_rank_options)},
    {NAME_AND_SIZE(chiso_rank_share)},
    {NAME_AND_SIZE(chiso_raters)},
    {NAME_AND_SIZE(chiso_rating)},
    {NAME_AND_SIZE(chiso_remark)},
    {NAME_AND_SIZE(chiso_report_options)},
    {NAME_AND_SIZE(chiso_result)},
    {NAME_AND_SIZE(chiso_result_columns)},
    {NAME_AND_SIZE(chiso_robust_summary)},
    {NAME_AND_SIZE(chiso_robust_unit)},
    {NAME_AND_SIZE(chiso_robustness_options)},
    {NAME_AND_SIZE(chiso_series_difference)},
    {NAME_AND_SIZE(chiso_series_point)},
    {NAME_AND_SIZE(chiso_series_unit)},
    {NAME_AND_SIZE(chiso_share)},
    {NAME_AND_SIZE(chiso_share_gap)},
    {NAME_AND_SIZE(chiso_sink)},
    {NAME_AND_SIZE(chiso_standing)},
    {NAME_AND_SIZE(chiso_step)},
    {NAME_AND_SIZE(chiso_steps)},
    {NAME_AND_SIZE(chiso_target_options)},
    {NAME_AND_SIZE(chiso_target_figures)},
    {NAME_AND_SIZE(chiso_target_step)},
    {NAME_AND_SIZE(chiso_tree_change)},
    {NAME_AND_SIZE(chiso_weights_options)},
};

size_t chiso_struct_size(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof(entries) / sizeof(entries[0]); i++) {
        if (strcmp(entries[i].name, name) == 0) {
            return entries[i].size;
        }
    }
    return 0;
}
