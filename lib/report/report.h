/* What else is drawn of a report needs. */
#ifndef CHISO_LIB_REPORT_REPORT_H
#define CHISO_LIB_REPORT_REPORT_H

#include <chiso/report.h>

/* CHISO_OK when the report still is about what its boards hold. */
chiso_status chiso__report_check(const chiso_report *report, chiso_error *error);

#endif
