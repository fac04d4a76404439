/* What draws say of all units, at the end of a document: what was drawn, each criterion left out,
 * and each unit beside each. */
#include "report/page.h"

#include "rank/groups.h"
#include "robustness/robustness.h"
#include "text/json.h"
#include "text/word.h"

/* The ways that something is drawn from. */
static void put_ways(struct chiso__output *output, const struct chiso__plan *plan, int source)
{
    const bool combines = source == CHISO__SOURCE_COMBINE;
    const uint32_t count = combines ? plan->combine_count : plan->rule_count;

    chiso__member(output, false, "ways");
    chiso__put_text(output, "[");
    for (uint32_t i = 0; i < count; i++) {
        chiso__put_text(output, i == 0 ? " " : ", ");
        if (combines) {
            chiso__put_json(output, chiso_word(CHISO_WORDS_COMBINE, plan->combines[i]));
        } else {
            chiso__put_json_text(output, plan->rules[i]);
        }
    }
    chiso__put_text(output, " ]");
}

static void put_levels(struct chiso__output *output, const struct chiso__plan *plan)
{
    chiso__member(output, false, "levels");
    if (plan->levels.size == 0) {
        chiso__put_json(output, "all");
    } else {
        chiso__put_json_text(output, plan->levels);
    }
}

/* What a source was given. */
static void put_given(struct chiso__output *output, const chiso_robustness *robustness, int source)
{
    const struct chiso__plan *plan = &robustness->plan;

    switch (source) {
    case CHISO__SOURCE_WEIGHTS:
        /* Millionths of 1 are shown in percent. */
        chiso__member_decimal(
            output, "share", robustness->has_sets ? CHISO_ABSENT : (chiso_decimal)plan->share * 100,
            -1);
        put_levels(output, plan);
        break;
    case CHISO__SOURCE_DIRICHLET:
        chiso__member_count(output, "parameter", plan->concentration);
        put_levels(output, plan);
        break;
    case CHISO__SOURCE_COMBINE:
        chiso__member_text(output, false, "node",
                           chiso_node_code(robustness->board->tree, plan->combined));
        put_ways(output, plan, source);
        break;
    case CHISO__SOURCE_RULE:
        put_ways(output, plan, source);
        break;
    case CHISO__SOURCE_ROUNDING:
        chiso__member_count(output, "decimals", plan->decimals);
        break;
    default:
        break;
    }
}

static void put_varied(struct chiso__output *output, const chiso_robustness *robustness)
{
    bool first = true;

    chiso__put_text(output, ",\n    \"varied\": [");
    for (int source = CHISO__SOURCE_WEIGHTS; source < CHISO__SOURCE_END; source++) {
        if (!robustness->plan.sources[source]) {
            continue;
        }
        chiso__put_text(output, first ? " { " : ", { ");
        chiso__member_text(output, true, "source", chiso__source_word(source));
        put_given(output, robustness, source);
        chiso__member_count(output, "inputs", robustness->inputs[source]);
        chiso__put_text(output, " }");
        first = false;
    }
    chiso__put_text(output, " ]");
}

/* What was drawn, and what came of it. */
static void put_summary(struct chiso__output *output, const chiso_robustness *robustness,
                        const chiso_robust_summary *summary)
{
    const struct chiso__plan *plan = &robustness->plan;

    chiso__put_text(output, ",\n  \"robustness\": { ");
    chiso__member_text(output, true, "generator", "philox4x32-10");
    chiso__member_count(output, "seed", summary->seed);
    chiso__member_count(output, "from", summary->from);
    chiso__member_count(output, "draws", summary->draws);
    chiso__member_text(output, false, "node",
                       chiso_node_code(robustness->board->tree, summary->node));
    chiso__member_text(output, false, "scope",
                       chiso_word(CHISO_WORDS_SCOPE, robustness->rule.scope));
    if (summary->first > 0) {
        chiso__member_count(output, "first", summary->first);
    }
    put_varied(output, robustness);
    chiso__put_text(output, ",\n    \"quantiles\": [");
    for (uint32_t i = 0; i < plan->place_count; i++) {
        chiso__put_text(output, i == 0 ? " " : ", ");
        chiso__put_decimal(output, plan->places[i] * 100, -1, "null");
    }
    chiso__put_text(output, " ]");
    chiso__member_count(output, "steady", summary->steady);
    chiso__member_count(output, "out_of", summary->unit_count);
    chiso__member_decimal(output, "shift", summary->shift, CHISO_DECIMAL_PLACES);
}

/* The ranks without each criterion, those of the results that are there. */
static void put_left_out(struct chiso__page *page, chiso_unit first, chiso_unit last,
                         const chiso_decimal *ranks, const chiso_decimal *shifts)
{
    struct chiso__output *const output = &page->output;
    const chiso_tree *tree = page->report->board->tree;
    const size_t units = page->report->board->units.count;

    chiso__put_text(output, ",\n    \"without\": [");
    for (uint32_t i = 1; i < tree->count; i++) {
        const chiso_node node = tree->order[i];

        chiso__put_text(output, i == 1 ? "\n      { " : ",\n      { ");
        chiso__member_text(output, true, "code", chiso_node_code(tree, node));
        chiso__member_decimal(output, "shift", shifts[node], CHISO_DECIMAL_PLACES);
        chiso__member(output, false, "ranks");
        chiso__put_text(output, "[");
        for (uint32_t row = first; row < last; row++) {
            const chiso_decimal rank = ranks[node * units + chiso__unit_of_row(page, row)];

            chiso__put_text(output, row == first ? " " : ", ");
            if (rank == CHISO_ABSENT) {
                chiso__put_text(output, "null");
            } else {
                chiso__put_decimal(output, rank, -1, "null");
            }
        }
        chiso__put_text(output, " ] }");
    }
    chiso__put_text(output, "\n    ]");
}

static chiso_status put_without(struct chiso__page *page, chiso_unit first, chiso_unit last,
                                chiso_error *error)
{
    const chiso_report *report = page->report;
    const size_t nodes = report->board->tree->count;
    const size_t count = nodes * report->board->units.count;
    chiso_decimal *const ranks = chiso__alloc(&report->allocator, count + 1, sizeof(*ranks));
    chiso_decimal *const shifts = chiso__alloc(&report->allocator, nodes, sizeof(*shifts));
    chiso_status status = CHISO_OK;

    if (ranks == NULL || shifts == NULL) {
        status = chiso__fail_memory(error);
    } else {
        status = chiso_robustness_leave_out(report->robustness, count, ranks, shifts, error);
    }
    if (status == CHISO_OK) {
        put_left_out(page, first, last, ranks, shifts);
    }
    chiso__release(&report->allocator, ranks);
    chiso__release(&report->allocator, shifts);
    return status;
}

/* Two units, where they are ranked with each other. */
static void put_pair(struct chiso__output *output, const chiso_robustness *robustness,
                     chiso_unit above, chiso_unit below, bool *first)
{
    uint64_t draws = 0;
    uint64_t equal = 0;

    if (chiso_robustness_pair(robustness, above, below, &draws, &equal) != CHISO_OK) {
        return;
    }
    chiso__put_text(output, *first ? "\n      { " : ",\n      { ");
    chiso__member_text(output, true, "above", chiso_unit_code(robustness->board, above));
    chiso__member_text(output, false, "below", chiso_unit_code(robustness->board, below));
    chiso__member_count(output, "draws", draws);
    chiso__member_count(output, "equal", equal);
    chiso__put_text(output, " }");
    *first = false;
}

/* All pairs, or in the document of one unit those with it. */
static void put_pairs(struct chiso__page *page, chiso_unit first, chiso_unit last)
{
    struct chiso__output *const output = &page->output;
    const chiso_robustness *robustness = page->report->robustness;
    const uint32_t units = page->report->board->units.count;
    bool is_first = true;

    chiso__put_text(output, ",\n    \"pairs\": [");
    for (uint32_t row = 0; row < units && !output->refused; row++) {
        const bool is_shown = row >= first && row < last;

        for (uint32_t other = 0; other < units; other++) {
            if (is_shown || (other >= first && other < last)) {
                put_pair(output, robustness, chiso__unit_of_row(page, row),
                         chiso__unit_of_row(page, other), &is_first);
            }
        }
    }
    chiso__put_text(output, "\n    ]");
}

chiso_status chiso__put_robust_document(struct chiso__page *page, chiso_unit first, chiso_unit last,
                                        chiso_error *error)
{
    const chiso_robustness *robustness = page->report->robustness;
    chiso_robust_summary summary;
    chiso_status status = CHISO_OK;

    if (robustness == NULL) {
        return CHISO_OK;
    }
    status = chiso_robustness_summary(robustness, &summary);
    if (status == CHISO_OK) {
        put_summary(&page->output, robustness, &summary);
        status = put_without(page, first, last, error);
    }
    if (status == CHISO_OK && robustness->plan.pairs) {
        put_pairs(page, first, last);
    }
    chiso__put_text(&page->output, " }");
    return status;
}
