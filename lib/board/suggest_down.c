/* Whether the rows of a sheet seem to be criteria, and what its columns hold then. */
#include "board/suggest.h"

/* How many cells of a column are codes, or numbers of an outline that are. */
static uint32_t codes_of(const struct chiso__column_look *look)
{
    return look->written > 0 && look->outlined > look->codes ? look->outlined : look->codes;
}

/* The column of the titles of criteria by its heading; SIZE_MAX for none. */
static size_t find_titles(const struct chiso__suggestion *suggestion)
{
    for (size_t i = 0; i < suggestion->sheet.width; i++) {
        const struct chiso__span heading = chiso__sheet_text(&suggestion->sheet, i);

        if (chiso__column_named(heading, false) == CHISO__COLUMN_CRITERION ||
            chiso__means(heading, CHISO__SAY_WORDS_FOR_TITLE)) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Whether a column may be that of the criteria: it has the codes of most that are scored. Running
 * numbers may be codes by chance, unless they are those of an outline, or criteria have titles. */
static bool may_be_criteria(const struct chiso__suggestion *suggestion, size_t column,
                            size_t titles)
{
    const chiso_tree *tree = suggestion->tree;
    const struct chiso__column_look *look = &suggestion->columns[column];
    const uint32_t codes = codes_of(look);

    return codes > 1 && codes > tree->leaf_count / 2 && codes <= tree->count &&
           (look->written > 0 || titles != SIZE_MAX ||
            !chiso__is_beside(chiso__sheet_text(&suggestion->sheet, column)));
}

/* The column of the criteria where a row is one, and no heading is a criterion or their values;
 * SIZE_MAX for none. */
static size_t find_criteria(const struct chiso__suggestion *suggestion, size_t titles)
{
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < suggestion->sheet.width; i++) {
        const struct chiso__span heading = chiso__sheet_text(&suggestion->sheet, i);
        const int word = chiso__column_named(heading, false);

        if (word == CHISO__COLUMN_VALUE ||
            (heading.size > 0 && word == CHISO__COLUMN_COUNT && !chiso__is_beside(heading) &&
             chiso__meant(suggestion->tree, heading).node != CHISO_NO_NODE)) {
            return SIZE_MAX;
        }
        if (may_be_criteria(suggestion, i, titles) &&
            (found == SIZE_MAX ||
             codes_of(&suggestion->columns[i]) > codes_of(&suggestion->columns[found]))) {
            found = i;
        }
    }
    return found;
}

/* Whether most rows have the title of the criterion whose code they begin with. */
static chiso_status hold_titles(struct chiso__suggestion *suggestion, size_t codes, size_t titles,
                                bool *out_agree, chiso_error *error)
{
    const chiso_tree *tree = suggestion->tree;
    uint32_t rows = 0;
    uint32_t same = 0;
    bool more = false;
    chiso_status status = chiso__suggestion_restart(suggestion, error);

    more = status == CHISO_OK;
    while (status == CHISO_OK && more) {
        status = chiso__csv_find_row(&suggestion->csv, &more, error);
        if (status == CHISO_OK && more) {
            const struct chiso__span code = chiso__sheet_text(&suggestion->sheet, codes);
            const struct chiso__span title = chiso__sheet_text(&suggestion->sheet, titles);
            const int64_t node = code.size == 0 ? CHISO__NOT_FOUND : chiso__find_code(tree, code);

            rows += node != CHISO__NOT_FOUND;
            same += node != CHISO__NOT_FOUND && title.size > 0 &&
                    (int64_t)chiso__meant(tree, title).node == node;
        }
    }
    *out_agree = same > rows / 2;
    return status == CHISO_OK ? chiso__suggestion_restart(suggestion, error) : status;
}

chiso_status chiso__suggest_criteria(struct chiso__suggestion *suggestion, size_t *out_column,
                                     chiso_error *error)
{
    const size_t titles = find_titles(suggestion);
    const size_t found = find_criteria(suggestion, titles);
    bool is_found = found != SIZE_MAX;
    chiso_status status = CHISO_OK;

    if (is_found && suggestion->columns[found].written == 0 && titles != found &&
        chiso__is_beside(chiso__sheet_text(&suggestion->sheet, found))) {
        status = hold_titles(suggestion, found, titles, &is_found, error);
    }
    *out_column = is_found ? found : SIZE_MAX;
    return status;
}

/* Takes a column of a sheet whose rows are criteria. */
static chiso_status take_down(struct chiso__suggestion *suggestion, size_t column,
                              chiso_error *error)
{
    struct chiso__column_look *look = &suggestion->columns[column];
    const struct chiso__span heading = chiso__sheet_text(&suggestion->sheet, column);

    if (column == suggestion->unit) {
        return chiso__column_named(heading, false) == CHISO__COLUMN_CRITERION
                   ? CHISO_OK
                   : chiso__suggest_column(suggestion, column,
                                           "column:", chiso__span_of("criterion"), error);
    }
    if (chiso__means(heading, CHISO__SAY_WORDS_FOR_PRINTED_MAX)) {
        return chiso__suggest_column(suggestion, column, "column:", chiso__span_of("max"), error);
    }
    look->is_leaf = heading.size > 0 && !chiso__is_beside(heading) &&
                    !chiso__means(heading, CHISO__SAY_WORDS_FOR_SUMMARY) &&
                    look->texts <= look->numbers;
    return look->is_leaf ? CHISO_OK : chiso__suggest_ignored(suggestion, column, error);
}

chiso_status chiso__suggest_down(struct chiso__suggestion *suggestion, size_t criterion,
                                 chiso_error *error)
{
    chiso_status status = chiso__suggest(suggestion, "layout", (struct chiso__span){"", 0},
                                         chiso__span_of("down"), error);

    suggestion->is_down = true;
    suggestion->is_outline =
        codes_of(&suggestion->columns[criterion]) > suggestion->columns[criterion].codes;
    if (status == CHISO_OK && suggestion->is_outline) {
        status = chiso__suggest(suggestion, "outline", (struct chiso__span){"", 0},
                                chiso__span_of("yes"), error);
    }
    suggestion->unit = criterion;
    for (size_t i = 0; i < suggestion->sheet.width && status == CHISO_OK; i++) {
        if (suggestion->sheet.roles[i].kind != CHISO__ROLE_IGNORED) {
            status = take_down(suggestion, i, error);
        }
    }
    return status;
}
