/* The audit of a printed table: its rows are read, its rounding is inferred, and each row is
 * checked. */
#include "audit/inside.h"

#include "text/csv.h"

#include <string.h>

enum column {
    COLUMN_WHAT,
    COLUMN_ACHIEVED,
    COLUMN_MAX,
    COLUMN_PERCENT,
    COLUMN_PREVIOUS,
    COLUMN_CHANGE,
    COLUMN_RANK,
    COLUMN_PREVIOUS_RANK,
    COLUMN_RANK_CHANGE,
    COLUMN_OUT_OF,
    COLUMN_COUNT
};

/* A row; an empty cell has -1 decimals. */
struct row {
    const char *what;
    uint32_t line;
    chiso_printed cells[COLUMN_COUNT];
};

struct table {
    chiso_audit *audit;
    struct chiso__arena arena;
    struct row *rows;
    uint32_t count;
    uint32_t capacity;
    chiso_printed *parts; /* room for a column of the rows above a total */
    chiso_rounding rounding;
    bool rounds;   /* a figure tells that digits are not simply cut off */
    size_t offset; /* up to which lines are counted */
    uint32_t line;
};

static const struct chiso__heading headings[COLUMN_COUNT] = {
    {"what", true, CHISO__SAY_NOTHING},         {"achieved", false, CHISO__SAY_NOTHING},
    {"max", false, CHISO__SAY_NOTHING},         {"percent", false, CHISO__SAY_NOTHING},
    {"previous", false, CHISO__SAY_NOTHING},    {"change", false, CHISO__SAY_NOTHING},
    {"rank", false, CHISO__SAY_NOTHING},        {"previous_rank", false, CHISO__SAY_NOTHING},
    {"rank_change", false, CHISO__SAY_NOTHING}, {"out_of", false, CHISO__SAY_NOTHING},
};

static bool has(const struct row *row, enum column column)
{
    return row->cells[column].decimals >= 0;
}

/* Lines are counted once from the first row to the last. */
static uint32_t line_of(struct table *table, const struct chiso__csv *csv, size_t offset)
{
    for (; table->offset < offset; table->offset++) {
        table->line += csv->text[table->offset] == '\n';
    }
    return table->line;
}

static chiso_status read_cell(struct chiso__csv *csv, struct chiso__field field,
                              chiso_printed *out_printed, chiso_error *error)
{
    struct chiso__span text = field.span;
    enum chiso__number number = CHISO__NUMBER_OK;
    bool rounded = false;
    chiso_status status = CHISO_OK;

    *out_printed = (chiso_printed){0, -1};
    if (text.size > 0 && text.text[text.size - 1] == '%') {
        text = chiso__trim((struct chiso__span){text.text, text.size - 1});
    }
    if (field.span.size == 0) {
        return CHISO_OK;
    }
    number = chiso__number_read(text, &csv->style, &out_printed->value, &rounded);
    if (number != CHISO__NUMBER_OK) {
        status = chiso__fail_number(error, number, text);
    } else if (rounded) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_DECIMALS,
                             CHISO__WORDS(chiso__say(text)));
    } else {
        out_printed->decimals = chiso__printed_decimals(text, csv->style.seen == ',' ? ',' : '.');
        out_printed->decimals = out_printed->decimals > CHISO_DECIMAL_PLACES
                                    ? CHISO_DECIMAL_PLACES
                                    : out_printed->decimals;
    }
    return status == CHISO_OK ? status
                              : chiso__fail_at(error, status, chiso__csv_place(csv, field.offset));
}

static chiso_status take_row(struct chiso__csv *csv, const size_t *columns, void *context,
                             chiso_error *error)
{
    struct table *table = context;
    struct row *row = NULL;
    chiso_status status = CHISO_OK;

    if (table->count == table->capacity) {
        void *block = table->rows;
        const uint32_t capacity = table->capacity == 0 ? 16 : table->capacity * 2;

        if (!chiso__resize(&table->audit->allocator, &block, capacity, sizeof(*table->rows))) {
            return chiso__fail_memory(error);
        }
        table->rows = block;
        table->capacity = capacity;
    }
    row = &table->rows[table->count++];
    row->line = line_of(table, csv, csv->fields[0].offset);
    row->what = chiso__arena_copy(&table->arena, &table->audit->allocator,
                                  csv->fields[columns[COLUMN_WHAT]].span);
    if (row->what == NULL) {
        return chiso__fail_memory(error);
    }
    for (int i = COLUMN_ACHIEVED; i < COLUMN_COUNT && status == CHISO_OK; i++) {
        row->cells[i] = (chiso_printed){0, -1};
        if (columns[i] != SIZE_MAX) {
            status = read_cell(csv, csv->fields[columns[i]], &row->cells[i], error);
        }
    }
    return status;
}

static chiso_status read_rows(struct table *table, struct chiso__csv *csv, chiso_error *error)
{
    static const struct chiso__table rows = {headings, COLUMN_COUNT, CHISO__SAY_AUDIT_FILE_EMPTY,
                                             take_row};
    const chiso_status status = chiso__csv_read_table(csv, &rows, table, error);

    return status == CHISO_OK && table->count == 0
               ? chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_ROW_BELOW_HEADER, NULL)
               : status;
}

static bool ratio_of(const struct row *row, struct chiso__claim *out_claim)
{
    return has(row, COLUMN_ACHIEVED) && has(row, COLUMN_MAX) && has(row, COLUMN_PERCENT) &&
           chiso__claim_ratio(row->cells[COLUMN_ACHIEVED], row->cells[COLUMN_MAX],
                              row->cells[COLUMN_PERCENT], out_claim);
}

/* Finds how the percentages are rounded: three figures must tell it where it is not half-up, and
 * none otherwise. */
static void infer_rounding(struct table *table, bool known)
{
    enum { ENOUGH = 3 };
    uint32_t cut = 0;
    uint32_t up = 0;
    uint32_t even = 0;
    uint32_t away = 0;

    for (uint32_t i = 0; i < table->count; i++) {
        struct chiso__claim claim;

        if (ratio_of(&table->rows[i], &claim)) {
            const chiso__wide printed = chiso__claim_printed(&claim);
            const chiso__wide half_up = chiso__claim_round(&claim, CHISO_ROUND_HALF_UP);
            const chiso__wide half_even = chiso__claim_round(&claim, CHISO_ROUND_HALF_EVEN);
            const chiso__wide down = chiso__claim_round(&claim, CHISO_ROUND_DOWN);

            cut += down != half_even && printed == down;
            up += down != half_even && printed == half_even;
            even += half_up != half_even && printed == half_even;
            away += half_up != half_even && printed == half_up;
        }
    }
    table->rounds = up > 0;
    if (!known) {
        table->rounding = even >= ENOUGH && away == 0 ? CHISO_ROUND_HALF_EVEN : CHISO_ROUND_HALF_UP;
        table->rounding =
            cut >= ENOUGH && up == 0 && away == 0 ? CHISO_ROUND_DOWN : table->rounding;
    }
}

/* Adds a finding that says which row it is of. */
static bool add(struct table *table, const struct row *row, chiso_finding *finding)
{
    chiso_error error;

    if (finding->code == CHISO_AUDIT_NONE) {
        return true;
    }
    finding->line = row->line;
    if (row->what[0] != '\0') {
        memcpy(error.message, finding->message, sizeof(error.message));
        memcpy(error.message_vi, finding->message_vi, sizeof(error.message_vi));
        chiso__fail_within(&error, CHISO_OK, CHISO__SAY_IN_ROW,
                           CHISO__WORDS(chiso__say_text(row->what)));
        memcpy(finding->message, error.message, sizeof(error.message));
        memcpy(finding->message_vi, error.message_vi, sizeof(error.message_vi));
    }
    return chiso__audit_add(table->audit, finding);
}

static bool check_claim(struct table *table, const struct row *row, struct chiso__claim *claim)
{
    chiso_finding finding;

    claim->rounding = table->rounding;
    claim->rounds = table->rounds;
    return chiso__claim_check(claim, &finding) != CHISO_OK || add(table, row, &finding);
}

static bool fits(struct table *table, struct chiso__claim *claim)
{
    claim->rounding = table->rounding;
    return chiso__claim_round(claim, claim->rounding) == chiso__claim_printed(claim);
}

/* Whether the change may have been worked out from achieved / max before that was rounded to the
 * percent that is printed. */
static bool fits_unrounded(struct table *table, const struct row *row)
{
    struct chiso__claim exact;
    struct chiso__claim claim;
    chiso__wide gap = 0;

    if (!ratio_of(row, &exact) || !fits(table, &exact) ||
        !chiso__claim_difference(row->cells[COLUMN_PERCENT], row->cells[COLUMN_PREVIOUS],
                                 row->cells[COLUMN_CHANGE], &claim)) {
        return false;
    }
    gap = chiso__claim_round(&claim, table->rounding) - chiso__claim_printed(&claim);
    return gap >= -1 && gap <= 1;
}

static chiso__wide distance(chiso_printed a, chiso_printed b)
{
    const chiso__wide gap = (chiso__wide)a.value - b.value;

    return gap < 0 ? -gap : gap;
}

static bool check_change(struct table *table, const struct row *row)
{
    static const enum column figures[] = {COLUMN_PERCENT, COLUMN_ACHIEVED};
    const chiso_printed previous = row->cells[COLUMN_PREVIOUS];
    const chiso_printed change = row->cells[COLUMN_CHANGE];
    struct chiso__claim claim;
    enum column own = COLUMN_COUNT;

    if (!has(row, COLUMN_PREVIOUS) || !has(row, COLUMN_CHANGE)) {
        return true;
    }
    for (int i = 0; i < 2; i++) {
        const chiso_printed now = row->cells[figures[i]];

        if (!has(row, figures[i])) {
            continue;
        }
        if ((chiso__claim_difference(now, previous, change, &claim) && fits(table, &claim)) ||
            (chiso__claim_growth(now, previous, change, &claim) && fits(table, &claim))) {
            return true;
        }
        if (own == COLUMN_COUNT || distance(now, previous) < distance(row->cells[own], previous)) {
            own = figures[i];
        }
    }
    if (own == COLUMN_COUNT || fits_unrounded(table, row) ||
        !chiso__claim_difference(row->cells[own], previous, change, &claim)) {
        return true;
    }
    return check_claim(table, row, &claim);
}

static bool check_ranks(struct table *table, const struct row *row)
{
    const chiso_printed rank = row->cells[COLUMN_RANK];
    const chiso_printed out_of = row->cells[COLUMN_OUT_OF];
    chiso_finding finding = chiso__finding_of(CHISO_AUDIT_NONE, CHISO_SEVERITY_NOTE);
    chiso_finding outside = chiso__finding_of(CHISO_AUDIT_RANK, CHISO_SEVERITY_ERROR);

    if (has(row, COLUMN_RANK) && has(row, COLUMN_PREVIOUS_RANK) && has(row, COLUMN_RANK_CHANGE) &&
        chiso_audit_rank_change(rank, row->cells[COLUMN_PREVIOUS_RANK],
                                row->cells[COLUMN_RANK_CHANGE], &finding) == CHISO_OK &&
        !add(table, row, &finding)) {
        return false;
    }
    if (!has(row, COLUMN_RANK) || (rank.value >= CHISO_DECIMAL_ONE &&
                                   (!has(row, COLUMN_OUT_OF) || rank.value <= out_of.value))) {
        return true;
    }
    outside.found = rank.value;
    outside.expected = rank.value < CHISO_DECIMAL_ONE ? CHISO_DECIMAL_ONE : out_of.value;
    outside.line = row->line;
    return rank.value < CHISO_DECIMAL_ONE
               ? chiso__audit_say(
                     table->audit, outside, CHISO__SAY_RANK_BELOW_1,
                     CHISO__WORDS(chiso__say_text(row->what), chiso__say_decimal(rank.value)))
               : chiso__audit_say(table->audit, outside, CHISO__SAY_RANK_BEYOND_COUNT,
                                  CHISO__WORDS(chiso__say_text(row->what),
                                               chiso__say_decimal(rank.value),
                                               chiso__say_decimal(out_of.value)));
}

/* What a row is by its name. */
enum summary { SUMMARY_NONE, SUMMARY_SUM, SUMMARY_MEAN };

static enum summary summary_of(const char *what)
{
    if (chiso__means(chiso__span_of(what), CHISO__SAY_WORDS_FOR_TOTAL)) {
        return SUMMARY_SUM;
    }
    return chiso__means(chiso__span_of(what), CHISO__SAY_WORDS_FOR_MEAN) ? SUMMARY_MEAN
                                                                         : SUMMARY_NONE;
}

/* Whether a row's code goes on from that of another: "1.1 Steering" behind "1 Field". */
static bool is_below(const char *what, const char *above)
{
    const size_t size = strcspn(above, " \t");

    return size > 0 && strncmp(what, above, size) == 0 && what[size] == '.' &&
           what[size + 1] != '\0' && what[size + 1] != ' ';
}

/* Gathers a column of the rows above; how many, or 0 where one of them has no figure. */
static size_t gather(struct table *table, uint32_t first, uint32_t end, enum column column)
{
    const struct row *above = NULL;
    size_t count = 0;

    for (uint32_t i = first; i < end; i++) {
        const struct row *row = &table->rows[i];

        if (summary_of(row->what) != SUMMARY_NONE ||
            (above != NULL && is_below(row->what, above->what))) {
            continue;
        }
        if (!has(row, column)) {
            return 0;
        }
        above = row;
        table->parts[count++] = row->cells[column];
    }
    return count;
}

static bool check_sum(struct table *table, uint32_t first, uint32_t index, enum column column)
{
    const struct row *row = &table->rows[index];
    const size_t count = has(row, column) ? gather(table, first, index, column) : 0;
    chiso_finding finding = chiso__finding_of(CHISO_AUDIT_NONE, CHISO_SEVERITY_NOTE);

    return count < 2 ||
           chiso_audit_sum(table->parts, count, row->cells[column], table->rounding, &finding) !=
               CHISO_OK ||
           add(table, row, &finding);
}

/* A mean of percents that are printed rounded may have been worked out before: then it is not told.
 */
static bool check_mean(struct table *table, uint32_t first, uint32_t index)
{
    const struct row *row = &table->rows[index];
    const enum column column = has(row, COLUMN_PERCENT) ? COLUMN_PERCENT : COLUMN_ACHIEVED;
    const size_t count = has(row, column) ? gather(table, first, index, column) : 0;
    chiso_finding finding = chiso__finding_of(CHISO_AUDIT_NONE, CHISO_SEVERITY_NOTE);

    return count < 2 ||
           chiso_audit_mean(table->parts, count, row->cells[column], table->rounding, &finding) !=
               CHISO_OK ||
           finding.cause == CHISO_CAUSE_ROUNDED_PARTS || add(table, row, &finding);
}

static bool check_rows(struct table *table)
{
    uint32_t first = 0;
    bool went = true;

    for (uint32_t i = 0; i < table->count && went; i++) {
        const struct row *row = &table->rows[i];
        const enum summary summary = summary_of(row->what);
        struct chiso__claim claim;

        if (summary != SUMMARY_MEAN && ratio_of(row, &claim)) {
            went = check_claim(table, row, &claim);
        }
        if (summary == SUMMARY_SUM) {
            went = went && check_sum(table, first, i, COLUMN_ACHIEVED) &&
                   check_sum(table, first, i, COLUMN_MAX);
        } else if (summary == SUMMARY_MEAN) {
            went = went && check_mean(table, first, i);
        }
        first = summary == SUMMARY_SUM ? i + 1 : first;
        went = went && check_change(table, row) && check_ranks(table, row);
    }
    return went;
}

static chiso_status audit_text(struct table *table, struct chiso__span text, bool known,
                               chiso_error *error)
{
    struct chiso__csv csv;
    chiso_status status = chiso__csv_open(&csv, text, NULL, &table->audit->allocator, error);

    if (status == CHISO_OK) {
        status = read_rows(table, &csv, error);
    }
    chiso__csv_close(&csv);
    if (status != CHISO_OK) {
        return status;
    }
    table->parts = chiso__alloc(&table->audit->allocator, table->count, sizeof(*table->parts));
    if (table->parts == NULL) {
        return chiso__fail_memory(error);
    }
    infer_rounding(table, known);
    return check_rows(table) ? CHISO_OK : chiso__fail_memory(error);
}

static chiso_status read_options(const chiso_audit_options *given, chiso_audit_options *out_options,
                                 chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *out_options = CHISO_AUDIT_OPTIONS_INIT;
    status = CHISO__TAKE(given, chiso_audit_options, rounding, CHISO_AUDIT_OPTIONS_INIT,
                         out_options, error);
    if (status == CHISO_OK && ((int)out_options->rounding < CHISO_ROUND_HALF_UP ||
                               (int)out_options->rounding > CHISO_ROUND_DOWN)) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_AUDIT_OPTIONS, NULL);
    }
    return status;
}

chiso_status chiso_audit_read_csv(const char *text, size_t size, const chiso_audit_options *options,
                                  const chiso_allocator *allocator, chiso_audit **out_audit,
                                  chiso_error *error)
{
    struct table table = {.line = 1};
    chiso_audit_options taken;
    chiso_status status = CHISO_OK;

    if (out_audit == NULL) {
        return chiso__fail_null(error);
    }
    *out_audit = NULL;
    if (text == NULL) {
        return chiso__fail_null(error);
    }
    status = read_options(options, &taken, error);
    if (status == CHISO_OK) {
        status = chiso__audit_new(allocator, &table.audit, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    table.rounding = taken.rounding;
    status = audit_text(&table, (struct chiso__span){text, size}, taken.rounding_is_known, error);
    chiso__release(&table.audit->allocator, table.rows);
    chiso__release(&table.audit->allocator, table.parts);
    chiso__arena_clear(&table.arena, &table.audit->allocator);
    if (status != CHISO_OK) {
        chiso_audit_free(table.audit);
        return status;
    }
    *out_audit = table.audit;
    return CHISO_OK;
}
