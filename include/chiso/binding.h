/**
 * @file binding.h
 * For bindings: what a language that does not read these headers needs to trust its own idea of
 * them.
 *
 * Constants and enumerations never change their values, so a binding writes them down. A struct may
 * grow at its end: a binding that was written for another release finds out by its size.
 *
 * @code{.c}
 * // A binding for another release has read this struct with other members.
 * if (chiso_struct_size("chiso_result") == sizeof(chiso_result)) {
 *     printf("as in the headers\n");
 * }
 * @endcode
 * @code{.unparsed}
 * as in the headers
 * @endcode
 */
#ifndef CHISO_BINDING_H
#define CHISO_BINDING_H

#include <chiso/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The size of a struct of these headers as the library that runs has it. Time: constant.
 *
 * @param name the struct's name, such as "chiso_result"
 * @return bytes, as sizeof gives them; 0 for a name that is no struct with members, and for NULL
 */
CHISO_API size_t chiso_struct_size(const char *name);

#ifdef __cplusplus
}
#endif

#endif
