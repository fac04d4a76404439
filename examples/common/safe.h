/* Texts from outside on standard output and standard error. */
#ifndef SAFE_H
#define SAFE_H

#include <stdio.h>

/* Prints a text, a blank in place of what a terminal would obey. */
void say_name(const char *name, FILE *file);

#endif
