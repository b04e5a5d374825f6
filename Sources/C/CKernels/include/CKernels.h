#ifndef TELLTALE_CKERNELS_H
#define TELLTALE_CKERNELS_H

#include <stddef.h>

#include "omnibus.h"

// Loops that the compiler of the C language makes faster than Swift's does, as it may compile them for several widths of
// the processor's registers at once. Each has its plain Swift form beside the Swift function that calls it, and gives
// the same bits: no product is fused with a sum, and sums run in eight lanes whatever the width.

/// Adds to `sums` the weighted sums over pixels of `bands` differences from `centre` and of their products.
///
/// - values: band by band; a band begins `stride` floats after the one before it.
/// - centre: of each band.
/// - variates, rows: rows x bands; the sum of squares of a pixel's rows combinations, Z, gives its weight. None: weight 1.
/// - table, steps: the weight at square roots of Z of 0, 1/32, 2/32 ... (`steps` of them) and its slope there times
///   1/32, in turn; between them by cubic Hermite interpolation, beyond the last 0.
/// - sums: of weights (1), of weighted differences (bands), of their products, the lower triangle row by row.
/// - bands: 1 to 32.
void telltale_weighted_products(
    const float *values, size_t stride, size_t count, int bands, const double *centre, const double *variates, int rows,
    const double *table, int steps, double *sums);

/// Z of every pixel: the sum of squares of `rows` combinations of the differences from `centre`.
void telltale_sum_of_squares(
    const float *values, size_t stride, size_t count, int bands, const double *centre, const double *variates, int rows,
    float *result);

/// The sum of `count` floats in lanes: what the memory gives to one thread at most.
double telltale_read_all(const float *values, size_t count);

#endif
