/* The names and texts of statuses. */
#include <chiso/status.h>
#include <chiso/version.h>

struct entry {
    const char *name;
    const char *text;
};

static const struct entry entries[] = {
    [CHISO_OK] = {"CHISO_OK", "done"},
    [CHISO_E_NULL] = {"CHISO_E_NULL", "a required pointer is NULL"},
    [CHISO_E_MEMORY] = {"CHISO_E_MEMORY", "out of memory"},
    [CHISO_E_ENCODING] = {"CHISO_E_ENCODING", "text is not UTF-8 or holds a NUL byte"},
    [CHISO_E_SYNTAX] = {"CHISO_E_SYNTAX", "text does not have the form it should"},
    [CHISO_E_NUMBER] = {"CHISO_E_NUMBER", "not a number"},
    [CHISO_E_RANGE] = {"CHISO_E_RANGE", "number out of range"},
    [CHISO_E_COLUMN] = {"CHISO_E_COLUMN", "unknown, missing or repeated column"},
    [CHISO_E_CODE] = {"CHISO_E_CODE", "empty, malformed or reserved code"},
    [CHISO_E_DUPLICATE] = {"CHISO_E_DUPLICATE", "there already"},
    [CHISO_E_NODE] = {"CHISO_E_NODE", "no such criterion, or not of the kind that is needed"},
    [CHISO_E_UNIT] = {"CHISO_E_UNIT", "no such unit"},
    [CHISO_E_PARENT] = {"CHISO_E_PARENT", "unknown parent, or a criterion is its own ancestor"},
    [CHISO_E_MAX] = {"CHISO_E_MAX", "max is missing or does not fit the maxima below it"},
    [CHISO_E_WORD] = {"CHISO_E_WORD", "unknown word"},
    [CHISO_E_RULE] = {"CHISO_E_RULE", "rule cannot be read or cannot work"},
    [CHISO_E_CELL] = {"CHISO_E_CELL", "cell holds what its rule does not take"},
    [CHISO_E_POINTS] = {"CHISO_E_POINTS", "points outside the min and max of their criterion"},
    [CHISO_E_STATE] = {"CHISO_E_STATE", "object is not in the state that is needed"},
    [CHISO_E_EMPTY] = {"CHISO_E_EMPTY", "nothing there"},
    [CHISO_E_FILE] = {"CHISO_E_FILE", "file cannot be opened or read"},
    [CHISO_E_SINK] = {"CHISO_E_SINK", "sink refused the bytes"},
    [CHISO_E_SHAPE] = {"CHISO_E_SHAPE", "two things do not fit together"},
    [CHISO_E_BYTES] = {"CHISO_E_BYTES", "bytes are not what was written, or are damaged"},
    [CHISO_E_SPREAD] = {"CHISO_E_SPREAD", "all values are equal where their spread is needed"},
    [CHISO_E_MATRIX] = {"CHISO_E_MATRIX", "matrix is not positive or not reciprocal"},
    [CHISO_E_WEIGHT] = {"CHISO_E_WEIGHT", "weights add up to 0, or one is negative"},
};

enum { ENTRY_COUNT = sizeof(entries) / sizeof(entries[0]) };

const char *chiso_status_text(chiso_status status)
{
    const int code = (int)status;

    return code >= 0 && code < ENTRY_COUNT ? entries[code].text : "unknown status";
}

const char *chiso_status_name(chiso_status status)
{
    const int code = (int)status;

    return code >= 0 && code < ENTRY_COUNT ? entries[code].name : "unknown status";
}

int chiso_status_count(void)
{
    return ENTRY_COUNT;
}

size_t chiso_error_size(void)
{
    return sizeof(chiso_error);
}

const char *chiso_version(void)
{
    return CHISO_VERSION;
}

int chiso_version_number(void)
{
    return CHISO_VERSION_NUMBER;
}
