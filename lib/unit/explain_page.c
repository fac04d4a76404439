/* What the sentences of an explanation are written with. */
#include "unit/explain_page.h"

void chiso__tell_message(struct chiso__told_page *page, enum chiso__message message)
{
    chiso__put_text(&page->output, chiso__text_in(page->language, message));
}

void chiso__tell_points(struct chiso__told_page *page, chiso_decimal value)
{
    chiso__put_decimal(&page->output, value, -1, "-");
}

void chiso__tell_percent(struct chiso__told_page *page, chiso_decimal percent)
{
    chiso__put_decimal(&page->output, percent, page->tree->digits, "-");
    chiso__put_text(&page->output, " %");
}

void chiso__tell_numeral(struct chiso__told_page *page, const struct chiso__numeral *numeral)
{
    char text[CHISO__NUMERAL_SIZE];

    chiso__put(&page->output,
               (struct chiso__span){text, chiso__numeral_text(numeral, page->output.mark, text)});
}

void chiso__tell_title(struct chiso__told_page *page, const char *title)
{
    chiso__put_plain(&page->output, chiso__span_of(title));
}

void chiso__tell_written(struct chiso__told_page *page, const char *text)
{
    for (size_t i = 0; text[i] != '\0'; i++) {
        const bool is_mark =
            text[i] == '.' && i > 0 && chiso__is_digit(text[i - 1]) && chiso__is_digit(text[i + 1]);

        chiso__put(&page->output, (struct chiso__span){is_mark ? &page->output.mark : &text[i], 1});
    }
}
