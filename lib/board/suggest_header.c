/* Where the headings of a sheet stand: the row, or two, of whose cells most are known. */
#include "board/suggest.h"

#include "text/name.h"

enum { ROWS_LOOKED_AT = 20, LEAST_KNOWN = 2 };

/* A choice of rows, and how much of it is known. */
struct choice {
    uint32_t row;
    uint32_t rows;
    int score;
    struct chiso__span stage;
};

/* Which cells of an upper row say something. */
struct upper {
    bool *filled;
    size_t count;
};

/* Reads a row by its number into the fields; false where there is none, or it cannot be read. */
static bool read_row(struct chiso__suggestion *suggestion, uint32_t row, chiso_status *out_status)
{
    uint32_t rows = 0;
    bool is_there = false;

    *out_status = chiso__csv_go_to(&suggestion->csv, row, &rows, &is_there, NULL);
    if (*out_status == CHISO_OK && is_there) {
        *out_status = chiso__csv_read_row(&suggestion->csv, NULL);
    }
    is_there = is_there && *out_status == CHISO_OK;
    *out_status = *out_status == CHISO_E_MEMORY ? CHISO_E_MEMORY : CHISO_OK;
    return is_there;
}

static struct chiso__span text_at(const struct chiso__suggestion *suggestion, size_t column)
{
    return chiso__trim(suggestion->csv.fields[column].span);
}

/* Whether the current row may be a lower one of headings: it has texts, and no number but codes. */
static bool is_lower(const struct chiso__suggestion *suggestion)
{
    size_t filled = 0;

    for (size_t i = 0; i < suggestion->csv.field_count; i++) {
        const struct chiso__span text = text_at(suggestion, i);

        filled += text.size > 0;
        if (chiso__looks_like_number(text) &&
            chiso__find_code(suggestion->tree, text) == CHISO__NOT_FOUND) {
            return false;
        }
    }
    return filled >= LEAST_KNOWN;
}

/* How often a text stands in the current row. */
static size_t times(const struct chiso__suggestion *suggestion, struct chiso__span text)
{
    size_t count = 0;

    for (size_t i = 0; i < suggestion->csv.field_count; i++) {
        count += chiso__names_equal(text_at(suggestion, i), text);
    }
    return count;
}

/* The stage that a lower row names again and again, or under what an upper heading reaches over:
 * one that is called so, or else the last. */
static struct chiso__span find_stage(const struct chiso__suggestion *suggestion,
                                     const struct upper *upper)
{
    struct chiso__span stage = {"", 0};

    for (size_t i = suggestion->csv.field_count; i-- > 0;) {
        const struct chiso__span text = text_at(suggestion, i);

        const bool is_below = i > 0 && i < upper->count && !upper->filled[i];

        if (text.size > 0 && (is_below || times(suggestion, text) > 1)) {
            if (chiso__means(text, CHISO__SAY_WORDS_FOR_STAGE)) {
                return text;
            }
            stage = stage.size == 0 ? text : stage;
        }
    }
    return stage;
}

/* Whether a heading is the code of a criterion and the next one its title: so begins the row of one
 * that has no figures, not a row of headings. */
static bool is_criterion(const struct chiso__suggestion *suggestion,
                         const struct chiso__sheet *sheet, size_t column)
{
    const int64_t node = chiso__find_code(suggestion->tree, chiso__sheet_text(sheet, column));
    const struct chiso__span next = chiso__sheet_text(sheet, column + 1);

    return node != CHISO__NOT_FOUND && next.size > 0 &&
           chiso__names_equal(next, chiso__span_of(suggestion->tree->nodes[node].title));
}

/* What is known of the headings in some rows. */
static chiso_status score_of(struct chiso__suggestion *suggestion, struct choice *choice)
{
    chiso_mapping mapping = {
        .allocator = suggestion->csv.allocator, .header = choice->row, .header_rows = choice->rows};
    struct chiso__mapping_entry stage = {.told = CHISO__TOLD_STAGE, .name = suggestion->stage};
    struct chiso__sheet sheet = {.mapping = &mapping, .csv = &suggestion->csv};
    chiso_status status = CHISO_OK;
    int known = 0;
    bool has_numbers = false;
    bool has_text = false;

    if (suggestion->stage.size > 0 && choice->rows == 2) {
        mapping.rows = &stage;
        mapping.count = 1;
    }
    status = chiso__sheet_headings(&sheet, NULL);
    choice->score = 0;
    for (size_t i = 0; status == CHISO_OK && i < sheet.width; i++) {
        const struct chiso__span heading = chiso__sheet_text(&sheet, i);
        const int score = sheet.roles[i].kind == CHISO__ROLE_IGNORED
                              ? 0
                              : chiso__heading_score(suggestion->tree, heading);

        choice->score += score;
        known += score > 0;
        has_text = has_text || (heading.size > 0 && !chiso__looks_like_number(heading) &&
                                !chiso__is_beside(heading));
        has_numbers = has_numbers || (score == 0 && chiso__looks_like_number(heading)) ||
                      (score > 0 && is_criterion(suggestion, &sheet, i));
    }
    /* Cells may look like codes, but not all of a row do, or they stand behind a word such as rank
     * alone. */
    choice->score /= has_numbers || !has_text ? 2 : 1;
    /* Of equals two rows with a stage go first, then one row: the upper one may be a title. */
    choice->score = known < LEAST_KNOWN ? 0
                                        : choice->score * 4 + (mapping.count > 0   ? 2
                                                               : choice->rows == 1 ? 1
                                                                                   : 0);
    chiso__sheet_clear(&sheet);
    return status == CHISO_E_MEMORY ? status : CHISO_OK;
}

/* Keeps the stage that a row names, whose text would go with it. */
static bool keep_stage(struct chiso__suggestion *suggestion, const struct upper *upper)
{
    const struct chiso__span stage = find_stage(suggestion, upper);
    char *copy =
        chiso__arena_copy(&suggestion->mapping->arena, &suggestion->mapping->allocator, stage);

    suggestion->stage = (struct chiso__span){copy, stage.size};
    return copy != NULL;
}

/* Takes a choice that is better than those before. */
static chiso_status try_choice(struct chiso__suggestion *suggestion, struct choice choice,
                               struct choice *best)
{
    const chiso_status status = score_of(suggestion, &choice);

    choice.stage = suggestion->stage;
    if (status == CHISO_OK && choice.score > best->score) {
        *best = choice;
    }
    return status;
}

/* Looks at the row that is read as an upper one, with the one below, with a stage and without. */
static chiso_status look_below(struct chiso__suggestion *suggestion, struct choice choice,
                               struct upper *upper, struct choice *best)
{
    chiso_status status = CHISO_OK;

    choice.rows = 2;
    upper->count = suggestion->csv.field_count;
    upper->filled = chiso__alloc(&suggestion->csv.allocator, upper->count, sizeof(*upper->filled));
    for (size_t i = 0; i < upper->count && upper->filled != NULL; i++) {
        upper->filled[i] = text_at(suggestion, i).size > 0;
    }
    if (upper->filled == NULL) {
        return CHISO_E_MEMORY;
    }
    if (!read_row(suggestion, choice.row + 1, &status) || !is_lower(suggestion)) {
        return status;
    }
    if (!keep_stage(suggestion, upper)) {
        return CHISO_E_MEMORY;
    }
    status = suggestion->stage.size > 0 ? try_choice(suggestion, choice, best) : CHISO_OK;
    suggestion->stage = (struct chiso__span){"", 0};
    return status == CHISO_OK ? try_choice(suggestion, choice, best) : status;
}

/* Looks at a row that is read, by itself and as an upper one. */
static chiso_status look_at(struct chiso__suggestion *suggestion, uint32_t row, struct choice *best)
{
    const struct choice choice = {row, 1, 0, {"", 0}};
    struct upper upper = {NULL, 0};
    chiso_status status = CHISO_OK;

    suggestion->stage = (struct chiso__span){"", 0};
    status = look_below(suggestion, choice, &upper, best);
    chiso__release(&suggestion->csv.allocator, upper.filled);
    return status == CHISO_OK ? try_choice(suggestion, choice, best) : status;
}

chiso_status chiso__suggest_header(struct chiso__suggestion *suggestion, chiso_error *error)
{
    struct choice best = {1, 1, 0, {"", 0}};
    chiso_status status = CHISO_OK;

    for (uint32_t row = 1; row <= ROWS_LOOKED_AT && status == CHISO_OK; row++) {
        if (read_row(suggestion, row, &status) && suggestion->csv.filled) {
            status = look_at(suggestion, row, &best);
        }
    }
    suggestion->header = best.row;
    suggestion->header_rows = best.rows;
    suggestion->stage = best.stage;
    if (status != CHISO_OK) {
        return chiso__fail_memory(error);
    }
    return best.score > 0 ? CHISO_OK
                          : chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_SUGGEST_NO_HEADINGS,
                                        CHISO__WORDS(chiso__say_count(ROWS_LOOKED_AT)));
}
