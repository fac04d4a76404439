/* The band of a standing, as a member of a document. */
#include "report/inside.h"

#include "text/json.h"

void chiso__member_band(struct chiso__output *output, const chiso_report *report, uint32_t band)
{
    chiso__member(output, false, "band");
    if (band == CHISO_NO_BAND) {
        chiso__put_text(output, "null");
    } else {
        chiso__put_json(output, chiso_bands_name(report->bands, band));
    }
}
