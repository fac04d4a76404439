/* An audit: the findings that were made, each with its sentence in two languages. */
#include "audit/inside.h"

#include <string.h>

chiso_status chiso__audit_new(const chiso_allocator *allocator, chiso_audit **out_audit,
                              chiso_error *error)
{
    chiso_allocator taken;
    chiso_audit *audit = NULL;

    if (!chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    audit = chiso__alloc_zero(&taken, 1, sizeof(*audit));
    if (audit == NULL) {
        return chiso__fail_memory(error);
    }
    audit->allocator = taken;
    *out_audit = audit;
    return CHISO_OK;
}

void chiso_audit_free(chiso_audit *audit)
{
    chiso_allocator allocator;

    if (audit == NULL) {
        return;
    }
    allocator = audit->allocator;
    chiso__release(&allocator, audit->findings);
    chiso__release(&allocator, audit);
}

chiso_finding chiso__finding_of(chiso_audit_code code, chiso_severity severity)
{
    return (chiso_finding){
        .code = code,
        .severity = severity,
        .node = CHISO_NO_NODE,
        .unit = CHISO_NO_UNIT,
        .found = CHISO_ABSENT,
        .expected = CHISO_ABSENT,
        .fits = CHISO_ABSENT,
    };
}

bool chiso__audit_add(chiso_audit *audit, const chiso_finding *finding)
{
    if (audit->count == audit->capacity) {
        void *block = audit->findings;
        const uint32_t capacity = audit->capacity == 0 ? 8 : audit->capacity * 2;

        if (!chiso__resize(&audit->allocator, &block, capacity, sizeof(*audit->findings))) {
            return false;
        }
        audit->findings = block;
        audit->capacity = capacity;
    }
    audit->findings[audit->count++] = *finding;
    return true;
}

bool chiso__audit_say(chiso_audit *audit, chiso_finding finding, enum chiso__message message,
                      const struct chiso__insert *words)
{
    chiso_error sentences;

    chiso__fail(&sentences, CHISO_OK, message, words);
    memcpy(finding.message, sentences.message, sizeof(finding.message));
    memcpy(finding.message_vi, sentences.message_vi, sizeof(finding.message_vi));
    return chiso__audit_add(audit, &finding);
}

uint32_t chiso_audit_count(const chiso_audit *audit)
{
    return audit == NULL ? 0 : audit->count;
}

uint32_t chiso_audit_count_of(const chiso_audit *audit, chiso_severity severity)
{
    uint32_t count = 0;

    for (uint32_t i = 0; audit != NULL && i < audit->count; i++) {
        count += audit->findings[i].severity == severity;
    }
    return count;
}

const chiso_finding *chiso_audit_finding(const chiso_audit *audit, uint32_t index)
{
    return audit != NULL && index < audit->count ? &audit->findings[index] : NULL;
}
