/* What the sentences of an explanation are written with. */
#include "unit/explain_page.h"

void chiso__tell(struct chiso__told_page *page, enum chiso__message message)
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

void chiso__tell_title(struct chiso__told_page *page, const char *title)
{
    chiso__put_plain(&page->output, chiso__span_of(title));
}
