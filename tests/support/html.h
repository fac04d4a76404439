/* A page looked at as a browser does that forgives nothing: its tags, attributes and ids. */
#ifndef CHISO_TESTS_HTML_H
#define CHISO_TESTS_HTML_H

#include "support.h"

/* What is wrong with a page, a line each: tags that do not match, attributes without quotes or that
 * run something, elements that do, ids that are there twice, headings out of order, characters that
 * do more than show. Nothing where all is well. End with buffer_clear(). */
struct buffer html_faults(const char *page);

#endif
