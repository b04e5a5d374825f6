// What the loops of this folder share: compiled for registers of every width, chosen when the program starts.
#pragma once

#if defined(__x86_64__) && defined(__linux__) && defined(__clang__)
#define FOR_EVERY_WIDTH __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_EVERY_WIDTH
#endif
#define INLINE static inline __attribute__((always_inline))
