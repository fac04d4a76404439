/* What the ratings of a cell are like, as a member of a document. */
#include "report/inside.h"

#include "text/json.h"

void chiso__member_raters(struct chiso__output *output, const chiso_raters *raters)
{
    chiso__put_text(output, ", \"raters\": { \"count\": ");
    chiso__put_count(output, raters->count);
    chiso__member_count(output, "given", raters->given);
    chiso__member_count(output, "off", raters->off);
    chiso__member_decimal(output, "lowest", raters->lowest, -1);
    chiso__member_decimal(output, "highest", raters->highest, -1);
    chiso__member_decimal(output, "spread", raters->spread, -1);
    chiso__member_flag(output, "apart", raters->is_apart != 0);
    chiso__put_text(output, " }");
}
