/* The files that are read: trees, bands, mappings and boards. */
#include "read.h"
#include "tell.h"

#include <stdio.h>

bool read_tree(const struct job *job, const char *file, const chiso_mapping *mapping,
               chiso_tree **out_tree)
{
    const struct options *const options = job->options;
    chiso_error error = CHISO_ERROR_INIT;
    char words[64];

    if (chiso_intake_tree_sheet(job->intake, file, NULL, 0, mapping, NULL, out_tree, &error) !=
        CHISO_OK) {
        return complain_of_all(job, file, &error);
    }
    if (options->missing != NULL) {
        snprintf(words, sizeof(words), "missing=%s", options->missing);
        if (chiso_tree_set_options(*out_tree, words, &error) != CHISO_OK) {
            return complain(job, "--missing", &error);
        }
    }
    if (options->digits >= 0) {
        snprintf(words, sizeof(words), "digits=%d", options->digits);
        if (chiso_tree_set_options(*out_tree, words, &error) != CHISO_OK) {
            return complain(job, "--digits", &error);
        }
    }
    return true;
}

bool read_bands(struct job *job)
{
    const char *const file = job->options->bands;
    chiso_error error = CHISO_ERROR_INIT;

    return file == NULL ||
           chiso_intake_bands(job->intake, file, NULL, 0, NULL, &job->bands, &error) == CHISO_OK ||
           complain_of_all(job, file, &error);
}

bool read_mapping(const struct job *job, const char *file, chiso_mapping **out_mapping)
{
    chiso_error error = CHISO_ERROR_INIT;

    return file == NULL ||
           chiso_intake_mapping(job->intake, file, NULL, 0, NULL, out_mapping, &error) ==
               CHISO_OK ||
           complain_of_all(job, file, &error);
}

bool read_board(const struct job *job, chiso_tree *tree, const char *criteria, const char *points,
                const chiso_mapping *mapping, chiso_board **out_board)
{
    chiso_error error = CHISO_ERROR_INIT;

    if (chiso_board_new(tree, NULL, out_board, &error) != CHISO_OK) {
        return complain(job, criteria, &error);
    }
    if (chiso_intake_sheet(job->intake, points, NULL, 0, mapping, *out_board, &error) != CHISO_OK) {
        return complain_of_all(job, points, &error);
    }
    return chiso_board_score(*out_board, &error) == CHISO_OK || complain(job, points, &error);
}
