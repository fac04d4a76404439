/* The words of explanations. */
#include <chiso/explain.h>

const char *chiso_step_kind_word(chiso_step_kind kind)
{
    switch (kind) {
    case CHISO_STEP_NODE:
        return "node";
    case CHISO_STEP_RULE:
        return "rule";
    case CHISO_STEP_COMBINED:
        return "combined";
    case CHISO_STEP_PLACES:
        return "places";
    case CHISO_STEP_SCALED:
        return "scaled";
    case CHISO_STEP_ROUNDED:
        return "rounded";
    case CHISO_STEP_CAPPED:
        return "capped";
    }
    return "unknown";
}

const char *chiso_part_word(chiso_part part)
{
    switch (part) {
    case CHISO_PART_COUNTS:
        return "counts";
    case CHISO_PART_DECIDES:
        return "decides";
    case CHISO_PART_ASIDE:
        return "aside";
    case CHISO_PART_WEIGHTLESS:
        return "weightless";
    case CHISO_PART_MISSING:
        return "missing";
    case CHISO_PART_NOT_APPLICABLE:
        return "not_applicable";
    }
    return "unknown";
}

const char *chiso_language_word(chiso_language language)
{
    switch (language) {
    case CHISO_LANGUAGE_ENGLISH:
        return "en";
    case CHISO_LANGUAGE_VIETNAMESE:
        return "vi";
    }
    return "unknown";
}
