#ifndef TELLTALE_OMNIBUS_H
#define TELLTALE_OMNIBUS_H

#include <stddef.h>
#include <stdint.h>

/// What the sequential omnibus test of a series needs beside its values.
typedef struct {
    int dates;
    /// Of each j from 0 to the number of dates: the first term in the braces, −nρ, ω₂.
    const double *constants;
    const double *factors;
    const double *omegas;
    /// Of each date: the ln P below which it is a change.
    const double *log_rates;
    /// Of the finite sum of the χ² tail: its first term, and 1 over what each power has been multiplied by since.
    double first;
    const double *steps;
    /// The least share of P's first term that P may come to, and of the diagonal's product that a determinant may.
    double least_share;
    double least_determinant;
} TelltaleOmnibus;

// The walk of `count` pixels from `first_pixel` on through all dates; `values` date by date, band by band, `pixels` each.
// Written, date by date, `count` each: ln P, and outcomes as `IntervalOutcome` numbers them. Of each pixel: added to, the
// dates that saw it and its changes; set where it changes, the first and the last date that did. The same bits as the
// Swift form beside it, on every machine.

void telltale_omnibus_single(
    const TelltaleOmnibus *by, const float *values, size_t pixels, size_t first_pixel, size_t count, double *log_tails,
    uint8_t *outcomes, int32_t *seen, int32_t *changes, int32_t *first, int32_t *last);

void telltale_omnibus_dual_diagonal(
    const TelltaleOmnibus *by, const float *values, size_t pixels, size_t first_pixel, size_t count, double *log_tails,
    uint8_t *outcomes, int32_t *seen, int32_t *changes, int32_t *first, int32_t *last);

void telltale_omnibus_dual_full(
    const TelltaleOmnibus *by, const float *values, size_t pixels, size_t first_pixel, size_t count, double *log_tails,
    uint8_t *outcomes, int32_t *seen, int32_t *changes, int32_t *first, int32_t *last);

void telltale_omnibus_quad_full(
    const TelltaleOmnibus *by, const float *values, size_t pixels, size_t first_pixel, size_t count, double *log_tails,
    uint8_t *outcomes, int32_t *seen, int32_t *changes, int32_t *first, int32_t *last);

#endif
