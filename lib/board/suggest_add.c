/* What a suggestion is made with: rows added to it, and another look from the top. */
#include "board/suggest.h"

#include "text/name.h"
#include "text/unsafe.h"

#include <string.h>

bool chiso__looks_like_number(struct chiso__span text)
{
    const size_t sign = text.size > 1 && (text.text[0] == '-' || text.text[0] == '+') ? 1 : 0;

    return text.size > 0 && chiso__is_digit(text.text[sign]);
}

chiso_status chiso__suggest(struct chiso__suggestion *suggestion, const char *what,
                            struct chiso__span name, struct chiso__span value, chiso_error *error)
{
    const size_t size = strlen(what);
    struct chiso__sheet *sheet = &suggestion->sheet;
    char *text = chiso__arena_take(&sheet->arena, &suggestion->csv.allocator, size + name.size + 1);
    bool value_is_wrong = false;
    chiso_status status = CHISO_OK;

    if (text == NULL) {
        return chiso__fail_memory(error);
    }
    memcpy(text, what, size);
    if (name.size > 0) {
        memcpy(text + size, name.text, name.size);
    }
    status = chiso__mapping_add(suggestion->mapping, (struct chiso__span){text, size + name.size},
                                value, &value_is_wrong, NULL);
    return status == CHISO_E_MEMORY ? chiso__fail_memory(error) : CHISO_OK;
}

chiso_status chiso__suggest_column(struct chiso__suggestion *suggestion, size_t column,
                                   const char *what, struct chiso__span value, chiso_error *error)
{
    const struct chiso__span heading = chiso__sheet_text(&suggestion->sheet, column);
    char digits[CHISO__COUNT_SIZE];
    char place[CHISO__COUNT_SIZE + 1] = "#";
    const struct chiso__span number = chiso__count_text(column + 1, digits);
    struct chiso__span name = chiso__strip(heading, chiso__shows_blank);
    size_t times = 0;

    for (size_t i = 0; i < suggestion->sheet.width; i++) {
        times += chiso__names_equal(chiso__sheet_text(&suggestion->sheet, i), heading);
    }
    if (times > 1 || name.size == 0 || name.text[0] == '#') {
        for (size_t i = 0; i < number.size; i++) {
            place[i + 1] = number.text[i];
        }
        name = (struct chiso__span){place, number.size + 1};
    }
    if (value.size == 0) {
        return chiso__suggest(suggestion, what, (struct chiso__span){"", 0}, name, error);
    }
    return chiso__suggest(suggestion, what, name, value, error);
}

chiso_status chiso__suggest_ignored(struct chiso__suggestion *suggestion, size_t column,
                                    chiso_error *error)
{
    return chiso__suggest_column(suggestion, column, "ignore", (struct chiso__span){"", 0}, error);
}

void chiso__suggestion_clear(struct chiso__suggestion *suggestion)
{
    suggestion->sheet.csv = &suggestion->csv;
    chiso__sheet_clear(&suggestion->sheet);
    suggestion->sheet =
        (struct chiso__sheet){.mapping = suggestion->mapping, .csv = &suggestion->csv};
}

chiso_status chiso__suggestion_restart(struct chiso__suggestion *suggestion, chiso_error *error)
{
    chiso__suggestion_clear(suggestion);
    return chiso__sheet_headings(&suggestion->sheet, error);
}
