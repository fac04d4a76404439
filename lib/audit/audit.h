/* What an audit is made of, for its parts. */
#ifndef CHISO_LIB_AUDIT_AUDIT_H
#define CHISO_LIB_AUDIT_AUDIT_H

#include <chiso/audit.h>

#include "text/message.h"

struct chiso_audit {
    chiso_allocator allocator;
    chiso_finding *findings;
    uint32_t count;
    uint32_t capacity;
};

#endif
