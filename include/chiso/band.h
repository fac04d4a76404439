/**
 * @file band.h
 * Bands: named classes of percents, each from its lower bound, which belongs to it, to the next.
 *
 * @code{.c}
 * chiso_bands *bands = NULL;
 * uint32_t band;
 *
 * must(chiso_bands_new(NULL, &bands, &error));
 * must(chiso_bands_add(bands, "A", "90", &error));
 * must(chiso_bands_add(bands, "B", "80", &error));
 * band = chiso_bands_find(bands, 40800000, 45 * CHISO_DECIMAL_ONE);
 * printf("%s\n", chiso_bands_name(bands, band));
 * chiso_bands_free(bands);
 * @endcode
 * @code{.unparsed}
 * A
 * @endcode
 */
#ifndef CHISO_BAND_H
#define CHISO_BAND_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/memory.h>
#include <chiso/rank.h>
#include <chiso/sink.h>
#include <chiso/status.h>

/** A set of bands, counted from 0, the highest first. */
typedef struct chiso_bands chiso_bands;

/** No band: the percent is below the lowest, or there is none. */
#define CHISO_NO_BAND UINT32_MAX

#ifdef __cplusplus
extern "C" {
#endif

/** Makes an empty set of bands. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_bands_new(const chiso_allocator *allocator,
                                                        chiso_bands **out_bands,
                                                        chiso_error *error);

/** Ends a set of bands. Reports that use it keep what they need. */
CHISO_API void chiso_bands_free(chiso_bands *bands);

/**
 * Reads bands from CSV with the columns `band` and `from`, in any order of rows and columns;
 * separators and marks as in the other files.
 *
 * @retval CHISO_E_EMPTY there is no header row, or no band below it
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_bands_read_csv(const char *text, size_t size,
                                                             const chiso_allocator *allocator,
                                                             chiso_bands **out_bands,
                                                             chiso_error *error);

/** Reads a bands file: chiso_bands_read_csv() of its bytes. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_bands_read_csv_file(const char *path,
                                                                  const chiso_allocator *allocator,
                                                                  chiso_bands **out_bands,
                                                                  chiso_error *error);

/**
 * Adds a band.
 *
 * @param bands bands that no report uses yet
 * @param name what it is called; not empty, unique
 * @param from its lower bound in percent, decimal text such as "90"; unique
 * @retval CHISO_E_CODE @p name is empty
 * @retval CHISO_E_NUMBER @p from is not a number
 * @retval CHISO_E_DUPLICATE another band has this name or this lower bound
 * @retval CHISO_E_STATE a report uses the bands
 * @retval CHISO_E_ENCODING @p name is not UTF-8
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_bands_add(chiso_bands *bands, const char *name,
                                                        const char *from, chiso_error *error);

/**
 * Writes bands as a bands file, the highest first, which reads in again as the same bands: each
 * bound as it was given, a fraction or all of its decimals. A name that a spreadsheet would run as
 * a formula gets an apostrophe in front, which the reader takes off again.
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_bands_write_csv(const chiso_bands *bands,
                                                              const chiso_sink *sink,
                                                              chiso_error *error);

/** How many bands there are. */
CHISO_API uint32_t chiso_bands_count(const chiso_bands *bands);

/**
 * The name of a band.
 *
 * @param band from 0, the highest, to chiso_bands_count() - 1
 */
CHISO_API const char *chiso_bands_name(const chiso_bands *bands, uint32_t band);

/**
 * The lower bound of a band, in percent, as it is shown with six places; it belongs to the band.
 *
 * @param band as for chiso_bands_name()
 */
CHISO_API chiso_decimal chiso_bands_from(const chiso_bands *bands, uint32_t band);

/**
 * The band of a percent that is shown, achieved / max × 100, compared without rounding: 89.999 of
 * 100 is not in a band from 90. A percent as it stands, such as a published one, is achieved of a
 * max of 100. What a unit's figure is carried to beyond its six places is known to
 * chiso_bands_find_unit().
 *
 * @param achieved points got
 * @param max points possible
 * @return #CHISO_NO_BAND below the lowest band, where @p max is not above 0, and where a figure is
 * #CHISO_ABSENT
 */
CHISO_API uint32_t chiso_bands_find(const chiso_bands *bands, chiso_decimal achieved,
                                    chiso_decimal max);

/**
 * The band of a node of a unit, by its percent as it is carried, or as it is published. That of the
 * root is no better than the gates of its criteria let it be (step.h).
 *
 * @param board a scored board
 * @param key #CHISO_KEY_EXACT or #CHISO_KEY_PUBLISHED
 * @param[out] out_band #CHISO_NO_BAND below the lowest band, and where the unit has no percent
 * there
 * @retval CHISO_E_RANGE there is no such key
 * @retval CHISO_E_SHAPE a gate names a band that is not among @p bands
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_bands_find_unit(const chiso_bands *bands,
                                                              const chiso_board *board,
                                                              chiso_unit unit, chiso_node node,
                                                              chiso_key key, uint32_t *out_band);

#ifdef __cplusplus
}
#endif

#endif
