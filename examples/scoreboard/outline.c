/* Whether a criteria file is numbered as an outline, and reading it so. */
#include "outline.h"

#include <string.h>

/* Whether codes repeat, or the audit takes them for the numbers of an outline. */
static bool looks_outlined(const char *file)
{
    chiso_tree *tree = NULL;
    chiso_audit *audit = NULL;
    chiso_status status = chiso_tree_read_csv_file(file, NULL, &tree, NULL);
    bool is_outlined = status == CHISO_E_DUPLICATE;

    if (status == CHISO_OK && chiso_audit_new_for_tree(tree, NULL, &audit, NULL) == CHISO_OK) {
        for (uint32_t i = 0; i < chiso_audit_count(audit) && !is_outlined; i++) {
            is_outlined = chiso_audit_finding(audit, i)->code == CHISO_AUDIT_OUTLINE;
        }
    }
    chiso_audit_free(audit);
    chiso_tree_free(tree);
    return is_outlined;
}

bool outline_say(chiso_mapping *mapping, chiso_error *error)
{
    const chiso_status status = chiso_mapping_set(mapping, "outline", "yes", error);

    return status == CHISO_OK || status == CHISO_E_DUPLICATE;
}

bool outline_add_rows(chiso_mapping *suggested, const chiso_mapping *read, chiso_error *error)
{
    for (uint32_t i = 0; i < chiso_mapping_count(read); i++) {
        chiso_mapping_row row;
        chiso_status status = chiso_mapping_row_at(read, i, &row);

        if (status == CHISO_OK &&
            (strncmp(row.what, "rows:", 5) == 0 || strcmp(row.what, "end") == 0 ||
             strcmp(row.what, "outline") == 0)) {
            status = chiso_mapping_set(suggested, row.what, row.value, error);
        }
        if (status != CHISO_OK && status != CHISO_E_DUPLICATE) {
            return false;
        }
    }
    return true;
}

chiso_tree *outline_read(const char *file)
{
    chiso_mapping *mapping = NULL;
    chiso_tree *tree = NULL;

    /* What is wrong with the file is said by who reads it as it is. */
    if (looks_outlined(file) && chiso_mapping_new(NULL, &mapping, NULL) == CHISO_OK &&
        outline_say(mapping, NULL) &&
        chiso_tree_read_sheet_file(file, mapping, NULL, &tree, NULL) != CHISO_OK) {
        tree = NULL;
    }
    chiso_mapping_free(mapping);
    return tree;
}
