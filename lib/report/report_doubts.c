/* The doubts about the files that a report is of, as JSON. */
#include "report/inside.h"
#include "text/json.h"
#include "text/word.h"

static void put_doubt(struct chiso__output *output, const chiso_remark *remark)
{
    chiso__member_text(output, true, "code", chiso_word(CHISO_WORDS_DOUBT, remark->doubt));
    chiso__member_text(output, false, "file", remark->file);
    chiso__member_count(output, "line", remark->line);
    chiso__member_count(output, "column", remark->column);
    chiso__member_text(output, false, "unit", remark->unit);
    chiso__member_text(output, false, "criterion", remark->criterion);
    chiso__member_text(output, false, "message", remark->message);
    chiso__member_text(output, false, "message_vi", remark->message_vi);
}

void chiso__put_doubts(struct chiso__output *output, const chiso_report *report)
{
    const chiso_intake *intake = report->intake;
    bool first = true;

    for (uint32_t i = 0; intake != NULL && i < intake->count && !output->refused; i++) {
        if (intake->remarks[i].kind == CHISO_REMARK_DOUBT) {
            chiso__put_text(output, first ? "  \"doubts\": [\n    { " : ",\n    { ");
            put_doubt(output, &intake->remarks[i]);
            chiso__put_text(output, " }");
            first = false;
        }
    }
    if (!first) {
        chiso__put_text(output, "\n  ],\n");
    }
}
