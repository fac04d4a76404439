/**
 * @file language.h
 * The languages that texts for people are in.
 *
 * @code{.c}
 * puts(chiso_status_text(CHISO_E_UNIT, CHISO_LANGUAGE_ENGLISH));
 * @endcode
 * @code{.unparsed}
 * no such unit
 * @endcode
 */
#ifndef CHISO_LANGUAGE_H
#define CHISO_LANGUAGE_H

/** The language of a text. */
typedef enum chiso_language {
    CHISO_LANGUAGE_ENGLISH = 0,   /**< "en" */
    CHISO_LANGUAGE_VIETNAMESE = 1 /**< "vi" */
} chiso_language;

#endif
