/* The document of a report, and what a detail adds to the result of its unit. */
#ifndef CHISO_LIB_REPORT_DETAIL_H
#define CHISO_LIB_REPORT_DETAIL_H

#include <chiso/detail.h>

#include "text/output.h"
#include "unit/about.h"

/* Writes the whole document with the results of the units from first to before last. */
chiso_status chiso__write_document(const chiso_report *report, chiso_unit first, chiso_unit last,
                                   const chiso_detail *detail, const chiso_sink *sink,
                                   chiso_error *error);

/* Writes the members that a detail adds to the result of its unit. */
chiso_status chiso__put_detail(struct chiso__output *output, const chiso_report *report,
                               chiso_unit unit, const chiso_detail *detail);

#endif
