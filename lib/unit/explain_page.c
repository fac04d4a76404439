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

/* The bytes of the control character that a text begins with, C0 or C1; 0 for any other. */
static size_t control_size(const char *text)
{
    const unsigned char *const bytes = (const unsigned char *)text;

    if (bytes[0] == 0xc2) {
        return bytes[1] >= 0x80 && bytes[1] < 0xa0 ? 2 : 0;
    }
    return (bytes[0] > 0 && bytes[0] < ' ') || bytes[0] == 0x7f ? 1 : 0;
}

void chiso__tell_title(struct chiso__told_page *page, const char *title)
{
    const char *from = title;

    for (size_t size = 0; *title != '\0'; title += size) {
        const size_t control = control_size(title);

        size = control > 0 ? control : 1;
        if (control > 0) {
            chiso__put(&page->output, (struct chiso__span){from, (size_t)(title - from)});
            chiso__put_text(&page->output, " ");
            from = title + control;
        }
    }
    chiso__put_text(&page->output, from);
}
