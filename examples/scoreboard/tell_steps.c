/* Notes on results that were set, and on whom a gate limits: the first of each kind, and how many
 * more there are. */
#include "tell.h"
#include "view.h"

#include <inttypes.h>
#include <stdio.h>

enum { SHOWN = 3 };

/* How many there are so far of each kind. */
struct seen {
    uint64_t set;
    uint64_t limited;
    uint64_t banded;
};

/* "points.csv: note: unit an, criterion 1" */
static void tell_place(const struct job *job, chiso_unit unit, chiso_node node)
{
    const chiso_language language = job->options->language;

    fprintf(stderr, "%s: %s%s%s", job->options->points, say(language, "note: ", "lưu ý: "),
            say(language, "unit ", "đơn vị "), chiso_unit_code(job->board, unit));
    if (node != CHISO_ROOT) {
        fprintf(stderr, "%s%s", say(language, ", criterion ", ", tiêu chí "),
                chiso_node_code(job->tree, node));
    }
}

static void tell_set(const struct view *view, const struct job *job, chiso_unit unit,
                     chiso_node node, const chiso_steps *steps)
{
    chiso_decimal set = CHISO_ABSENT;
    char points[TABLE_CELL_SIZE];
    char computed[TABLE_CELL_SIZE];
    char percent[TABLE_CELL_SIZE];

    if (chiso_board_result_set(job->board, unit, node, &set) != CHISO_OK) {
        return;
    }
    put_number(view, set, -1, "", points);
    put_number(view, steps->computed, -1, "", computed);
    put_number(view, steps->computed_percent, view->digits, " %", percent);
    tell_place(job, unit, node);
    fprintf(stderr, "%s%s", say(view->language, ": set by hand to ", ": ấn định "), points);
    if (steps->computed == CHISO_ABSENT) {
        fputs(say(view->language, ", where nothing is computed", ", khi chưa tính được điểm"),
              stderr);
    } else {
        fprintf(stderr, "%s%s (%s)", say(view->language, " in place of ", " thay cho "), computed,
                percent);
    }
    fprintf(stderr, ": %s\n", chiso_board_note(job->board, unit, node, ""));
}

static void tell_limited(const struct view *view, const struct job *job, chiso_unit unit,
                         chiso_node node, const chiso_steps *steps)
{
    char points[TABLE_CELL_SIZE];
    char was[TABLE_CELL_SIZE];
    chiso_result result;

    if (chiso_board_result(job->board, unit, node, &result) != CHISO_OK) {
        return;
    }
    put_number(view, result.achieved, -1, "", points);
    put_number(view, steps->unlimited, -1, "", was);
    tell_place(job, unit, node);
    fprintf(stderr, "%s%s%s%s%s%s\n",
            say(view->language, ": limited by criterion ", ": bị khống chế do tiêu chí "),
            chiso_node_code(job->tree, steps->limited_by), say(view->language, " to ", ", còn "),
            points, say(view->language, " from ", " so với "), was);
}

static void tell_band(const struct view *view, const struct job *job, chiso_unit unit,
                      const chiso_standing *standing)
{
    const chiso_bands *const bands = chiso_report_bands(job->report);

    tell_place(job, unit, CHISO_ROOT);
    fprintf(stderr, "%s%s%s%s\n",
            say(view->language, ": a gate limits the band to ",
                ": bị khống "
                "chế ở loại "),
            chiso_bands_name(bands, standing->band),
            say(view->language, "; by its percent it is ", "; theo tỷ lệ là loại "),
            chiso_bands_name(bands, standing->band_by_percent));
}

static void tell_unit(const struct view *view, const struct job *job, chiso_unit unit,
                      struct seen *seen)
{
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
         node = chiso_node_next(job->tree, node)) {
        chiso_steps steps;

        if (chiso_node_is_leaf(job->tree, node) ||
            chiso_board_steps(job->board, unit, node, &steps, NULL) != CHISO_OK) {
            continue;
        }
        if (steps.is_set != 0 && seen->set++ < SHOWN) {
            tell_set(view, job, unit, node, &steps);
        }
        if (steps.limited_by != CHISO_NO_NODE && seen->limited++ < SHOWN) {
            tell_limited(view, job, unit, node, &steps);
        }
    }
}

static void tell_more(const struct job *job, uint64_t count, const char *one, const char *many,
                      const char *vietnamese)
{
    const chiso_language language = job->options->language;

    if (count > SHOWN) {
        fprintf(stderr, "%s: %s%" PRIu64 "%s\n", job->options->points,
                say(language, "note: ", "lưu ý: "), count - SHOWN,
                say(language, count == SHOWN + 1 ? one : many, vietnamese));
    }
}

/* Whether a criterion has a weight of its own for a block. */
static bool weighs_by_block(const struct job *job)
{
    bool weighs = false;

    for (uint32_t i = 0; i < chiso_tree_weight_block_count(job->tree); i++) {
        for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE && !weighs;
             node = chiso_node_next(job->tree, node)) {
            weighs = chiso_node_block_weight(job->tree, node, i) != CHISO_ABSENT;
        }
    }
    return weighs;
}

/* Units of several blocks in one ranking, which weigh the criteria differently. */
static void tell_overall(const struct job *job)
{
    const chiso_language language = job->options->language;

    if (job->options->scope == CHISO_SCOPE_OVERALL && chiso_board_block_count(job->board) > 1 &&
        weighs_by_block(job)) {
        fprintf(stderr, "%s: %s%s\n", job->options->criteria, say(language, "note: ", "lưu ý: "),
                say(language,
                    "--overall ranks units together whose blocks weigh the criteria differently "
                    "(weight@); leave it out to rank within blocks",
                    "--overall xếp hạng chung các đơn vị mà khối có trọng số tiêu chí khác nhau "
                    "(weight@); bỏ tùy chọn này để xếp trong từng khối"));
    }
}

void tell_steps(const struct job *job)
{
    const struct view view = view_of(job->report, job->options);
    struct seen seen = {0, 0, 0};

    tell_overall(job);
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(job->board); unit++) {
        chiso_standing standing;

        if (chiso_board_has_steps(job->board, unit)) {
            tell_unit(&view, job, unit, &seen);
        }
        if (chiso_report_bands(job->report) != NULL &&
            chiso_report_standing(job->report, unit, CHISO_ROOT, &standing) == CHISO_OK &&
            standing.band != standing.band_by_percent && seen.banded++ < SHOWN) {
            tell_band(&view, job, unit, &standing);
        }
    }
    tell_more(job, seen.set, " more result is set by hand", " more results are set by hand",
              " kết quả khác được ấn định");
    tell_more(job, seen.limited, " more result is limited", " more results are limited",
              " kết quả khác bị khống chế");
    tell_more(job, seen.banded, " more unit has its band limited",
              " more units have their bands limited", " đơn vị khác bị khống chế xếp loại");
}
