/* Gives a fuzz target each file of a folder: what was found once stays found. */
#define _POSIX_C_SOURCE 200809L

#include "law.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static uint8_t *read_whole(FILE *file, size_t *out_size)
{
    enum { STEP = 65536 };
    uint8_t *data = malloc(STEP);
    size_t size = 0;
    size_t got = 0;

    law(data != NULL, "there is memory");
    while ((got = fread(data + size, 1, STEP, file)) > 0) {
        size += got;
        data = realloc(data, size + STEP);
        law(data != NULL, "there is memory");
    }
    /* No byte more than there are, so that a read behind the end is seen. */
    data = realloc(data, size > 0 ? size : 1);
    law(data != NULL, "there is memory");
    *out_size = size;
    return data;
}

static void replay(const char *folder, const char *name)
{
    char path[4096];
    FILE *file = NULL;
    uint8_t *data = NULL;
    size_t size = 0;

    law(snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path, "the path is short");
    file = fopen(path, "rb");
    law(file != NULL, path);
    data = read_whole(file, &size);
    fclose(file);
    printf("%s\n", name);
    fflush(stdout);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
}

int main(int argc, char **argv)
{
    int count = 0;
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    const struct dirent *entry = NULL;

    if (folder == NULL) {
        fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
        return 2;
    }
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] != '.') {
            replay(argv[1], entry->d_name);
            count++;
        }
    }
    closedir(folder);
    printf("%d files\n", count);
    return count > 0 ? 0 : 1;
}
