/* The names and texts of statuses. */
#include "text/message.h"

#include <chiso/version.h>

struct entry {
    const char *name;
    enum chiso__message meaning;
};

static const struct entry entries[] = {
    [CHISO_OK] = {"CHISO_OK", CHISO__SAY_STATUS_OK},
    [CHISO_E_NULL] = {"CHISO_E_NULL", CHISO__SAY_POINTER_NULL},
    [CHISO_E_MEMORY] = {"CHISO_E_MEMORY", CHISO__SAY_NO_MEMORY},
    [CHISO_E_ENCODING] = {"CHISO_E_ENCODING", CHISO__SAY_STATUS_ENCODING},
    [CHISO_E_SYNTAX] = {"CHISO_E_SYNTAX", CHISO__SAY_STATUS_SYNTAX},
    [CHISO_E_NUMBER] = {"CHISO_E_NUMBER", CHISO__SAY_STATUS_NUMBER},
    [CHISO_E_RANGE] = {"CHISO_E_RANGE", CHISO__SAY_STATUS_RANGE},
    [CHISO_E_COLUMN] = {"CHISO_E_COLUMN", CHISO__SAY_STATUS_COLUMN},
    [CHISO_E_CODE] = {"CHISO_E_CODE", CHISO__SAY_STATUS_CODE},
    [CHISO_E_DUPLICATE] = {"CHISO_E_DUPLICATE", CHISO__SAY_STATUS_DUPLICATE},
    [CHISO_E_NODE] = {"CHISO_E_NODE", CHISO__SAY_STATUS_NODE},
    [CHISO_E_UNIT] = {"CHISO_E_UNIT", CHISO__SAY_STATUS_UNIT},
    [CHISO_E_PARENT] = {"CHISO_E_PARENT", CHISO__SAY_STATUS_PARENT},
    [CHISO_E_MAX] = {"CHISO_E_MAX", CHISO__SAY_STATUS_MAX},
    [CHISO_E_WORD] = {"CHISO_E_WORD", CHISO__SAY_STATUS_WORD},
    [CHISO_E_RULE] = {"CHISO_E_RULE", CHISO__SAY_STATUS_RULE},
    [CHISO_E_CELL] = {"CHISO_E_CELL", CHISO__SAY_STATUS_CELL},
    [CHISO_E_POINTS] = {"CHISO_E_POINTS", CHISO__SAY_STATUS_POINTS},
    [CHISO_E_STATE] = {"CHISO_E_STATE", CHISO__SAY_STATUS_STATE},
    [CHISO_E_EMPTY] = {"CHISO_E_EMPTY", CHISO__SAY_STATUS_EMPTY},
    [CHISO_E_FILE] = {"CHISO_E_FILE", CHISO__SAY_STATUS_FILE},
    [CHISO_E_SINK] = {"CHISO_E_SINK", CHISO__SAY_STATUS_SINK},
    [CHISO_E_SHAPE] = {"CHISO_E_SHAPE", CHISO__SAY_STATUS_SHAPE},
    [CHISO_E_BYTES] = {"CHISO_E_BYTES", CHISO__SAY_STATUS_BYTES},
    [CHISO_E_SPREAD] = {"CHISO_E_SPREAD", CHISO__SAY_STATUS_SPREAD},
    [CHISO_E_MATRIX] = {"CHISO_E_MATRIX", CHISO__SAY_STATUS_MATRIX},
    [CHISO_E_WEIGHT] = {"CHISO_E_WEIGHT", CHISO__SAY_STATUS_WEIGHT},
    [CHISO_E_LIMIT] = {"CHISO_E_LIMIT", CHISO__SAY_STATUS_LIMIT},
    [CHISO_E_STOPPED] = {"CHISO_E_STOPPED", CHISO__SAY_STATUS_STOPPED},
};

enum { ENTRY_COUNT = sizeof(entries) / sizeof(entries[0]) };

enum chiso__message chiso__status_meaning(chiso_status status)
{
    const int code = (int)status;

    return code >= 0 && code < ENTRY_COUNT ? entries[code].meaning : CHISO__SAY_STATUS_UNKNOWN;
}

const char *chiso_status_text(chiso_status status, chiso_language language)
{
    return chiso__text_in(language, chiso__status_meaning(status));
}

const char *chiso_status_name(chiso_status status)
{
    const int code = (int)status;

    return code >= 0 && code < ENTRY_COUNT
               ? entries[code].name
               : chiso__text_in(CHISO_LANGUAGE_ENGLISH, CHISO__SAY_STATUS_UNKNOWN);
}

const char *chiso_version(void)
{
    return CHISO_VERSION;
}

int chiso_version_number(void)
{
    return CHISO_VERSION_NUMBER;
}
