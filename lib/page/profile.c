/* The main criteria of a unit beside the range, the quartiles and the median of its block. */
#include "base/sort.h"
#include "board/board.h"
#include "page/rows_of.h"
#include "page/spoken.h"

enum {
    WIDE_ROW = 320,
    NARROW_ROW = 440,
    BOX = 140,
    TICK = 180,
    DISC = 70,
    NAMES_SHOWN = 4,
    TOP_QUARTER = 1
};

struct trait {
    chiso_node node;
    chiso_standing standing;
    chiso_block_summary block;
    bool in_top; /* the quarter of the highest */
    struct chiso__strip row;
};

struct profile {
    struct chiso__canvas *canvas;
    const chiso_report *report;
    const chiso_board *board;
    const chiso_tree *tree;
    chiso_unit unit;
    uint32_t block; /* whom it is compared with */
    int digits;
    struct trait *traits;
    uint32_t count;
    uint32_t in_top;
    struct chiso__names absent;
    struct chiso__columns columns;
    chiso__tenth values_end;
    struct chiso__axis axis;
};

static bool stands_before(const void *context, uint32_t a, uint32_t b)
{
    const struct trait *const traits = context;

    return traits[a].standing.result.percent > traits[b].standing.result.percent;
}

static void sort(struct profile *profile)
{
    struct trait *const sorted =
        chiso__canvas_room(profile->canvas, (size_t)profile->count + 1, sizeof(*sorted));
    uint32_t *const ids =
        chiso__canvas_room(profile->canvas, (size_t)profile->count * 2 + 1, sizeof(*ids));

    if (sorted == NULL || ids == NULL) {
        return;
    }
    for (uint32_t i = 0; i < profile->count; i++) {
        ids[i] = i;
    }
    chiso__sort_ids(ids, ids + profile->count, profile->count, stands_before, profile->traits);
    for (uint32_t i = 0; i < profile->count; i++) {
        sorted[i] = profile->traits[ids[i]];
    }
    profile->traits = sorted;
}

static chiso_status read_trait(struct profile *profile, chiso_node node, uint8_t *quarters,
                               chiso_error *error)
{
    struct trait *const trait = &profile->traits[profile->count];
    const uint32_t units = chiso_board_unit_count(profile->board);
    chiso_status status =
        chiso_report_standing(profile->report, profile->unit, node, &trait->standing);

    trait->node = node;
    if (status == CHISO_OK) {
        status =
            chiso_block_summarise(profile->board, node, profile->block, -1, &trait->block, NULL);
    }
    if (status == CHISO_OK) {
        quarters[profile->unit] = 0;
        status = chiso_block_quarters(profile->board, node, profile->block, units, quarters, NULL);
    }
    if (status != CHISO_OK) {
        return chiso__fail(error, status, chiso__status_meaning(status), NULL);
    }
    if (trait->standing.result.percent == CHISO_ABSENT) {
        chiso__names_add(profile->canvas, &profile->absent,
                         chiso__criterion_name(profile->tree, node), NAMES_SHOWN);
        return CHISO_OK;
    }
    trait->in_top = quarters[profile->unit] == TOP_QUARTER;
    profile->in_top += trait->in_top;
    profile->count++;
    return CHISO_OK;
}

static chiso_status read_traits(struct profile *profile, chiso_error *error)
{
    struct chiso__canvas *const canvas = profile->canvas;
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
    chiso_status status = chiso_report_rules(profile->report, &rules);
    uint8_t *const quarters =
        chiso__canvas_room(canvas, (size_t)chiso_board_unit_count(profile->board), 1);

    profile->block = rules.scope == CHISO_SCOPE_OVERALL
                         ? CHISO_ALL_BLOCKS
                         : chiso_unit_block(profile->board, profile->unit);
    profile->traits =
        chiso__canvas_room(canvas, (size_t)chiso_node_child_count(profile->tree, CHISO_ROOT) + 1,
                           sizeof(*profile->traits));
    if (profile->traits == NULL || quarters == NULL) {
        return CHISO_OK;
    }
    for (chiso_node node = chiso_node_first_child(profile->tree, CHISO_ROOT);
         node != CHISO_NO_NODE && status == CHISO_OK;
         node = chiso_node_next_sibling(profile->tree, node)) {
        if (chiso_node_kind(profile->tree, node) != CHISO_KIND_BONUS) {
            status = read_trait(profile, node, quarters, error);
        }
    }
    if (status == CHISO_OK && profile->count == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NO_FIGURES, NULL);
    }
    sort(profile);
    return status;
}

static const char *percent_text(const struct profile *profile, chiso_decimal percent)
{
    return chiso__number_label(profile->canvas, percent, profile->digits);
}

static const char *rank_text(const struct profile *profile, const struct trait *trait)
{
    const chiso_place place = trait->standing.place;

    return place.rank == 0
               ? ""
               : chiso__phrase(
                     profile->canvas, CHISO__SAY_CHART_OUT_OF,
                     CHISO__WORDS(chiso__say_text(chiso__rank_label(profile->canvas, place, true)),
                                  chiso__say_count(place.out_of)));
}

/* What values lie between, those of the block among them. */
static void find_range(const struct profile *profile, chiso_decimal *out_low,
                       chiso_decimal *out_high)
{
    *out_low = CHISO_DECIMAL_MAX;
    *out_high = -CHISO_DECIMAL_MAX;
    for (uint32_t i = 0; i < profile->count; i++) {
        const struct trait *const trait = &profile->traits[i];
        const chiso_decimal own = trait->standing.result.percent;
        const chiso_decimal least = trait->block.units > 0 ? trait->block.min : own;
        const chiso_decimal most = trait->block.units > 0 ? trait->block.max : own;

        *out_low = own < *out_low ? own : *out_low;
        *out_low = least < *out_low ? least : *out_low;
        *out_high = own > *out_high ? own : *out_high;
        *out_high = most > *out_high ? most : *out_high;
    }
}

static void lay_out(struct profile *profile)
{
    struct chiso__canvas *const canvas = profile->canvas;
    const chiso__tenth head = chiso__text_width(
        chiso__span_of(chiso__phrase(canvas, CHISO__SAY_CHART_PERCENT_RANK, NULL)),
        chiso__muted_letters.face);
    chiso__tenth names = 0;
    chiso__tenth values = 0;
    chiso__tenth ranks = 0;
    chiso__tenth right = 0;
    chiso_decimal low = 0;
    chiso_decimal high = 0;

    for (uint32_t i = 0; i < profile->count; i++) {
        const struct trait *const trait = &profile->traits[i];
        const chiso__tenth value =
            chiso__text_width(chiso__span_of(percent_text(profile, trait->standing.result.percent)),
                              (struct chiso__face){13, true});
        const chiso__tenth rank =
            chiso__text_width(chiso__span_of(rank_text(profile, trait)), chiso__muted_letters.face);

        names = chiso__widest_name(names, chiso__criterion_name(profile->tree, trait->node));
        values = value > values ? value : values;
        ranks = rank > ranks ? rank : ranks;
    }
    profile->values_end = canvas->wide ? canvas->right - ranks - 160 : canvas->right;
    right = canvas->wide ? values + ranks + 160 : (values > ranks ? values : ranks);
    right = head > right ? head : right;
    profile->columns = chiso__columns_for(canvas, WIDE_ROW, NARROW_ROW, names, right + 60, 0);
    find_range(profile, &low, &high);
    profile->axis = chiso__axis_over(canvas, low, high, profile->columns.from, profile->columns.to);
    profile->axis.is_percent = true;
}

static void draw_head(struct profile *profile)
{
    struct chiso__canvas *const canvas = profile->canvas;
    const char *const unit = chiso_unit_name(profile->board, profile->unit);

    for (uint32_t i = 0; i < profile->count; i++) {
        const struct trait *const trait = &profile->traits[i];

        chiso__describe(
            canvas,
            chiso__phrase(
                canvas, CHISO__SAY_CHART_TRAIT,
                CHISO__WORDS(chiso__say_text(chiso__criterion_name(profile->tree, trait->node)),
                             chiso__say_text(percent_text(profile, trait->standing.result.percent)),
                             chiso__say_text(rank_text(profile, trait)),
                             chiso__say_text(percent_text(profile, trait->block.median)))));
    }
    chiso__frame_head(
        canvas,
        chiso__phrase(canvas, CHISO__SAY_CHART_IN_TOP,
                      CHISO__WORDS(chiso__say_text(unit), chiso__say_count(profile->in_top),
                                   chiso__say_count(profile->count))),
        chiso__axis_caption(
            canvas,
            chiso__phrase(canvas, CHISO__SAY_CHART_PROFILE,
                          CHISO__WORDS(chiso__say_count(profile->traits[0].block.units))),
            &profile->axis, true));
}

/* Range, quartiles and median of the block, and the unit upon them. */
static void draw_marks(struct profile *profile, const struct trait *trait)
{
    static const struct chiso__style range = {CHISO__INK_NONE, CHISO__INK_LINE, 20, NULL};
    static const struct chiso__style box = {CHISO__INK_LINE, CHISO__INK_NONE, 0, NULL};
    static const struct chiso__style tick = {CHISO__INK_NONE, CHISO__INK_REFERENCE, 20, NULL};
    static const struct chiso__style disc = {CHISO__INK_RISE, CHISO__INK_GROUND, 15, NULL};
    struct chiso__canvas *const canvas = profile->canvas;
    const chiso_block_summary *const block = &trait->block;
    const chiso__tenth y = trait->row.middle;
    const struct chiso__facts facts = {
        .unit = chiso_unit_code(profile->board, profile->unit),
        .code = chiso_node_code(profile->tree, trait->node),
        .value = percent_text(profile, trait->standing.result.percent),
        .rank = trait->standing.place.rank == 0
                    ? NULL
                    : chiso__rank_label(canvas, trait->standing.place, false)};

    if (block->units > 0) {
        const chiso__tenth first = chiso__axis_at(&profile->axis, block->quartile1);
        const chiso__tenth third = chiso__axis_at(&profile->axis, block->quartile3);
        const chiso__tenth median = chiso__axis_at(&profile->axis, block->median);

        chiso__draw_rule(canvas, chiso__axis_at(&profile->axis, block->min), y,
                         chiso__axis_at(&profile->axis, block->max), y, &range);
        chiso__draw_box(canvas, first, y - BOX / 2, third - first, BOX, &box, NULL);
        chiso__draw_rule(canvas, median, y - TICK / 2, median, y + TICK / 2, &tick);
    }
    chiso__draw_disc(canvas, chiso__axis_at(&profile->axis, trait->standing.result.percent), y,
                     DISC, &disc, &facts);
}

static void draw_trait(struct profile *profile, const struct trait *trait)
{
    static const struct chiso__letters value = {
        CHISO__INK_RISE, CHISO__ANCHOR_END, {13, true}, false};
    struct chiso__canvas *const canvas = profile->canvas;

    chiso__strip_name(canvas, &profile->columns.shelf, &trait->row,
                      chiso__criterion_name(profile->tree, trait->node), CHISO__INK_TEXT, false);
    draw_marks(profile, trait);
    chiso__draw_text(canvas, profile->values_end, trait->row.middle, &value,
                     percent_text(profile, trait->standing.result.percent));
    chiso__draw_text(canvas, canvas->right,
                     canvas->wide ? trait->row.middle : trait->row.middle - 170,
                     &chiso__muted_letters, rank_text(profile, trait));
}

static chiso_status draw(struct profile *profile, chiso_error *error)
{
    struct chiso__canvas *const canvas = profile->canvas;
    chiso_status status = read_traits(profile, error);
    struct chiso__strip *const rows =
        chiso__canvas_room(canvas, (size_t)profile->count + 1, sizeof(*rows));
    chiso__tenth top = 0;

    if (status != CHISO_OK || canvas->status != CHISO_OK || rows == NULL) {
        return status;
    }
    lay_out(profile);
    draw_head(profile);
    top = canvas->bottom + 260;
    for (uint32_t i = 0; i < profile->count; i++) {
        profile->traits[i].row = chiso__strip_at(
            &profile->columns.shelf, chiso__criterion_name(profile->tree, profile->traits[i].node),
            false, top);
        rows[i] = profile->traits[i].row;
        top += rows[i].height;
    }
    chiso__axis_labels(canvas, &profile->axis, canvas->bottom + 160);
    chiso__draw_text(canvas, canvas->right, canvas->bottom + 160, &chiso__muted_letters,
                     chiso__phrase(canvas, CHISO__SAY_CHART_PERCENT_RANK, NULL));
    chiso__rows_grid(canvas, &profile->columns, &profile->axis, rows, profile->count,
                     TICK / 2 + 20);
    for (uint32_t i = 0; i < profile->count; i++) {
        draw_trait(profile, &profile->traits[i]);
    }
    canvas->bottom = top + 50;
    if (profile->absent.count > 0) {
        chiso__frame_note(canvas, chiso__phrase(canvas, CHISO__SAY_CHART_NO_PERCENT,
                                                CHISO__WORDS(chiso__say_text(chiso__names_text(
                                                    canvas, &profile->absent, NAMES_SHOWN)))));
    }
    chiso__frame_source(canvas);
    return CHISO_OK;
}

chiso_status chiso_chart_profile(const chiso_report *report, chiso_unit unit,
                                 const chiso_chart_options *options, const chiso_sink *sink,
                                 chiso_error *error)
{
    struct chiso__canvas canvas;
    chiso_status status = chiso__unit_canvas(&canvas, report, unit, options, sink, error);
    struct profile profile = {.canvas = &canvas, .report = report, .unit = unit};

    if (status != CHISO_OK) {
        return status;
    }
    profile.board = chiso_report_board(report);
    profile.tree = chiso_board_tree(profile.board);
    profile.digits = chiso_tree_digits(profile.tree);
    return chiso__canvas_end(&canvas, draw(&profile, error), sink, error);
}
