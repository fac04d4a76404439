/**
 * @file band.h
 * Bands: named classes of percents, each from its lower bound, which belongs to it, to the next.
 */
#ifndef CHISO_BAND_H
#define CHISO_BAND_H

#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/memory.h>
#include <chiso/status.h>

/** A set of bands, counted from 0, the highest first. */
typedef struct chiso_bands chiso_bands;

/** No band: the percent is below the lowest, or there is none. */
#define CHISO_NO_BAND UINT32_MAX

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes an empty set of bands.
 *
 * @param allocator where memory comes from; NULL for malloc
 * @param[out] out_bands the bands, to be ended by chiso_bands_free(); NULL on failure
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p out_bands, or a function of @p allocator, is NULL
 * @retval CHISO_E_MEMORY
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_bands_new(const chiso_allocator *allocator,
                                                        chiso_bands **out_bands,
                                                        chiso_error *error);

/**
 * Ends a set of bands. Reports that use it keep what they need.
 *
 * @param bands NULL does nothing
 */
CHISO_API void chiso_bands_free(chiso_bands *bands);

/**
 * Reads bands from CSV with the columns `band` and `from`, in any order of rows and columns;
 * separators and marks as in the other files.
 *
 * @param text the file's bytes, UTF-8 with or without a byte order mark
 * @param size how many
 * @param allocator where memory comes from; NULL for malloc
 * @param[out] out_bands the bands, to be ended by chiso_bands_free(); NULL on failure
 * @param[out] error which line and column, and why; may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p text or @p out_bands is NULL
 * @retval CHISO_E_EMPTY there is no header row, or no band below it
 * @return any other status: what @p error says
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_bands_read_csv(const char *text, size_t size,
                                                             const chiso_allocator *allocator,
                                                             chiso_bands **out_bands,
                                                             chiso_error *error);

/**
 * Reads a bands file: chiso_bands_read_csv() of its bytes.
 *
 * @param path the file's name
 * @param allocator where memory comes from; NULL for malloc
 * @param[out] out_bands the bands, to be ended by chiso_bands_free(); NULL on failure
 * @param[out] error which line and column, and why; may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_FILE the file cannot be opened or read
 * @return any other status: as chiso_bands_read_csv()
 */
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
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p bands, @p name or @p from is NULL
 * @retval CHISO_E_CODE @p name is empty
 * @retval CHISO_E_NUMBER @p from is not a number
 * @retval CHISO_E_DUPLICATE another band has this name or this lower bound
 * @retval CHISO_E_STATE a report uses the bands
 * @retval CHISO_E_ENCODING @p name is not UTF-8
 * @retval CHISO_E_MEMORY
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_bands_add(chiso_bands *bands, const char *name,
                                                        const char *from, chiso_error *error);

/**
 * How many bands there are.
 *
 * @param bands the bands; NULL has none
 * @return the number
 */
CHISO_API uint32_t chiso_bands_count(const chiso_bands *bands);

/**
 * The name of a band.
 *
 * @param bands the bands
 * @param band from 0, the highest, to chiso_bands_count() - 1
 * @return "" where there is no such band
 */
CHISO_API const char *chiso_bands_name(const chiso_bands *bands, uint32_t band);

/**
 * The lower bound of a band, in percent; it belongs to the band.
 *
 * @param bands the bands
 * @param band from 0, the highest, to chiso_bands_count() - 1
 * @return #CHISO_ABSENT where there is no such band
 */
CHISO_API chiso_decimal chiso_bands_from(const chiso_bands *bands, uint32_t band);

/**
 * The band of an exact percent, achieved / max × 100, compared without rounding: 89.999 of 100 is
 * not in a band from 90. A percent as it stands, such as a published one, is achieved of a max of
 * 100.
 *
 * @param bands the bands
 * @param achieved points got
 * @param max points possible
 * @return #CHISO_NO_BAND below the lowest band, where @p max is not above 0, and where a figure is
 * #CHISO_ABSENT
 */
CHISO_API uint32_t chiso_bands_find(const chiso_bands *bands, chiso_decimal achieved,
                                    chiso_decimal max);

#ifdef __cplusplus
}
#endif

#endif
