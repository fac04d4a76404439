/* What both tables for spreadsheets have. */
#ifndef CHISO_LIB_REPORT_TABLE_H
#define CHISO_LIB_REPORT_TABLE_H

#include "report/page.h"

chiso_status chiso__table_check(const chiso_report *report, chiso_csv_style style,
                                const chiso_sink *sink, chiso_error *error);
void chiso__table_begin(struct chiso__output *output, chiso_csv_style style);
void chiso__table_heads(struct chiso__output *output, chiso_language language,
                        const enum chiso__message *heads, size_t count);
void chiso__table_figures(struct chiso__output *output, const chiso_report *report,
                          const chiso_standing *standing);
/* "yes" or "no". */
void chiso__table_answer(struct chiso__output *output, chiso_language language, bool is_so);

void chiso__table_place(struct chiso__output *output, chiso_place place);

/* The cells of a comparison, and their headings. */
void chiso__table_change_heads(struct chiso__output *output, chiso_language language);
void chiso__table_change(struct chiso__output *output, const chiso_report *report,
                         const chiso_change *change);

#endif
