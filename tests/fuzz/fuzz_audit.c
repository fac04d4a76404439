/* Any bytes as a printed table: refused with an error, or findings that say where and what, the
 * same ones each time. */
#include "law.h"

#include <string.h>

static void check_finding(const chiso_finding *finding)
{
    law(finding->code >= CHISO_AUDIT_RATIO && finding->code <= CHISO_AUDIT_RANK_CHANGE,
        "a finding is about something printed");
    law(strcmp(chiso_word(CHISO_WORDS_AUDIT_CODE, finding->code), "unknown") != 0,
        "a code has a word");
    law(strcmp(chiso_word(CHISO_WORDS_SEVERITY, finding->severity), "unknown") != 0,
        "a severity has a word");
    law(finding->cause == CHISO_CAUSE_UNKNOWN ||
            strcmp(chiso_word(CHISO_WORDS_CAUSE, finding->cause), "unknown") != 0,
        "a cause has a word");
    law(finding->line > 1, "a finding has a line behind the header's");
    law(finding->node == CHISO_NO_NODE && finding->unit == CHISO_NO_UNIT,
        "a printed table has no nodes");
    law(finding->message[0] != '\0' && memchr(finding->message, '\0', CHISO_MESSAGE_SIZE) != NULL,
        "a finding has a sentence");
    law(finding->message_vi[0] != '\0' &&
            memchr(finding->message_vi, '\0', CHISO_MESSAGE_SIZE) != NULL,
        "in both languages");
    law((finding->fits != CHISO_ABSENT) == (finding->cause == CHISO_CAUSE_OTHER_MAX),
        "another max is named where it fits");
    law(finding->found != finding->expected || finding->found == CHISO_ABSENT,
        "what was found is not what was expected");
}

static void check_again(const chiso_audit *audit, const uint8_t *data, size_t size,
                        const chiso_audit_options *options)
{
    chiso_audit *again = NULL;
    uint32_t count = 0;

    law(chiso_audit_read_csv((const char *)data, size, options, NULL, &again, NULL) == CHISO_OK,
        "what was audited can be audited again");
    law(chiso_audit_count(again) == chiso_audit_count(audit), "with as many findings");
    for (uint32_t i = 0; i < chiso_audit_count(audit); i++) {
        const chiso_finding *finding = chiso_audit_finding(audit, i);

        check_finding(finding);
        law(strcmp(finding->message, chiso_audit_finding(again, i)->message) == 0,
            "that say the same");
    }
    for (int severity = CHISO_SEVERITY_NOTE; severity <= CHISO_SEVERITY_ERROR; severity++) {
        count += chiso_audit_count_of(audit, (chiso_severity)severity);
    }
    law(count == chiso_audit_count(audit) && chiso_audit_finding(audit, count) == NULL,
        "each finding has a severity");
    chiso_audit_free(again);
}

/* The size of the input chooses the rounding. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    chiso_audit_options options = CHISO_AUDIT_OPTIONS_INIT;
    chiso_audit *audit = NULL;
    chiso_error error;
    chiso_status status = CHISO_OK;

    options.rounding_is_known = size % 4 != 0;
    options.rounding = (chiso_rounding)(size % 4 == 0 ? 0 : size % 4 - 1);
    status = chiso_audit_read_csv((const char *)data, size, &options, NULL, &audit, &error);
    if (status == CHISO_OK) {
        check_again(audit, data, size, &options);
    } else {
        law(audit == NULL, "no audit on failure");
        law_error(status, &error);
    }
    chiso_audit_free(audit);
    return 0;
}
