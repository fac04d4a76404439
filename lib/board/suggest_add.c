/* What a suggestion is made with: rows added to it, and another look from the top. */
#include "board/suggest.h"

#include <string.h>

bool chiso__looks_like_number(struct chiso__span text)
{
    const size_t sign = text.size > 1 && (text.text[0] == '-' || text.text[0] == '+') ? 1 : 0;

    return text.size > 0 && text.text[sign] >= '0' && text.text[sign] <= '9';
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
