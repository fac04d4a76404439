/**
 * @file common.h
 * Marks that the other headers put on their functions.
 *
 * @code{.c}
 * // An initialiser, as C and C++ both take it.
 * const chiso_sink out = CHISO_VALUE(chiso_sink){chiso_file_write, stdout};
 *
 * if (out.write(out.context, "written\n", 8)) {
 *     printf("8 bytes\n");
 * }
 * @endcode
 * @code{.unparsed}
 * written
 * 8 bytes
 * @endcode
 */
#ifndef CHISO_COMMON_H
#define CHISO_COMMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Marks a function that programs may call: all others are hidden in the shared library. */
#if defined(__GNUC__)
#define CHISO_API __attribute__((visibility("default")))
#else
#define CHISO_API
#endif

/** Marks a function whose status says whether it did its work: the compiler warns when a program
 * drops it. */
#if defined(__GNUC__)
#define CHISO_MUST_CHECK __attribute__((warn_unused_result))
#else
#define CHISO_MUST_CHECK
#endif

/** Begins a value of a struct, in braces, as C and as C++ write it. */
#ifdef __cplusplus
#define CHISO_VALUE(type) type
#else
#define CHISO_VALUE(type) (type)
#endif

#endif
