/* Loops over whole columns are compiled for several instruction sets where the tools can choose
 * between them at load time. */
#ifndef CHISO_LIB_BASE_CLONES_H
#define CHISO_LIB_BASE_CLONES_H

#ifdef CHISO_HAVE_CLONES
#define CHISO__CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define CHISO__CLONES
#endif

#endif
