#include "CKernels.h"

#include <math.h>
#include <string.h>

#include "widths.h"

#pragma clang fp contract(off)

enum { lanes = 8, chunk = 256, largest = 32 };
typedef double Lanes __attribute__((vector_size(lanes * sizeof(double)), aligned(lanes * sizeof(double))));

/// Differences of up to `chunk` pixels, and those times the pixel's weight; past the last pixel 0.
typedef struct {
    double difference[largest][chunk] __attribute__((aligned(64)));
    double weighted[largest][chunk] __attribute__((aligned(64)));
    double weight[chunk] __attribute__((aligned(64)));
    double z[chunk] __attribute__((aligned(64)));
    double variate[chunk] __attribute__((aligned(64)));
} Chunk;

/// By address: a vector handed over by value would lie in other registers for each width.
INLINE double total(const Lanes *sum) {
    const double *lane = (const double *)sum;
    return ((lane[0] + lane[4]) + (lane[1] + lane[5])) + ((lane[2] + lane[6]) + (lane[3] + lane[7]));
}

INLINE void differences(
    Chunk *part, const float *values, size_t stride, int count, int bands, const double *centre) {
    for (int band = 0; band < bands; band++) {
        const float *from = values + stride * (size_t)band;
        double *into = part->difference[band];
        double middle = centre[band];
        if (count == chunk) {
            for (int pixel = 0; pixel < chunk; pixel++) into[pixel] = (double)from[pixel] - middle;
        } else {
            for (int pixel = 0; pixel < count; pixel++) into[pixel] = (double)from[pixel] - middle;
            for (int pixel = count; pixel < chunk; pixel++) into[pixel] = 0;
        }
    }
}

INLINE void squares(Chunk *part, int bands, const double *variates, int rows) {
    memset(part->z, 0, sizeof part->z);
    for (int row = 0; row < rows; row++) {
        const double *factor = variates + row * bands;
        double *variate = part->variate;
        for (int pixel = 0; pixel < chunk; pixel++) variate[pixel] = factor[0] * part->difference[0][pixel];
        for (int band = 1; band < bands; band++) {
            const double *from = part->difference[band];
            double by = factor[band];
            for (int pixel = 0; pixel < chunk; pixel++) variate[pixel] += by * from[pixel];
        }
        for (int pixel = 0; pixel < chunk; pixel++) part->z[pixel] += variate[pixel] * variate[pixel];
    }
}

INLINE void weights(Chunk *part, const double *table, int steps) {
    double last = (double)(steps - 1);
    for (int pixel = 0; pixel < chunk; pixel++) {
        double place = sqrt(part->z[pixel]) * 32;
        // Not a number is beyond the last, too.
        int inside = place < last;
        int index = inside ? (int)place : 0;
        double t = inside ? place - (double)index : 0;
        const double *at = table + 2 * index;
        double u = 1 - t;
        double value = u * u * ((1 + 2 * t) * at[0] + t * at[1]) + t * t * ((3 - 2 * t) * at[2] - u * at[3]);
        part->weight[pixel] = inside ? value : 0;
    }
}

/// Sums over a chunk of one band's weighted values times the values of `width` bands from `first` on.
INLINE void products(const double *weighted, double (*difference)[chunk], int width, double *sums) {
    Lanes a = {0}, b = {0}, c = {0}, d = {0};
    if (width == 4) {
        for (int pixel = 0; pixel < chunk; pixel += lanes) {
            Lanes w = *(const Lanes *)(weighted + pixel);
            a += w * *(const Lanes *)(difference[0] + pixel);
            b += w * *(const Lanes *)(difference[1] + pixel);
            c += w * *(const Lanes *)(difference[2] + pixel);
            d += w * *(const Lanes *)(difference[3] + pixel);
        }
        sums[0] += total(&a);
        sums[1] += total(&b);
        sums[2] += total(&c);
        sums[3] += total(&d);
        return;
    }
    for (int other = 0; other < width; other++) {
        Lanes e = {0};
        for (int pixel = 0; pixel < chunk; pixel += lanes) {
            e += *(const Lanes *)(weighted + pixel) * *(const Lanes *)(difference[other] + pixel);
        }
        sums[other] += total(&e);
    }
}

/// Brings a band of the next chunk near.
INLINE void fetch(const float *values) {
    for (int pixel = 0; pixel < chunk; pixel += 16) __builtin_prefetch(values + pixel, 0, 2);
}

INLINE double sum(const double *values) {
    Lanes result = {0};
    for (int pixel = 0; pixel < chunk; pixel += lanes) result += *(const Lanes *)(values + pixel);
    return total(&result);
}

FOR_EVERY_WIDTH void telltale_weighted_products(
    const float *values, size_t stride, size_t count, int bands, const double *centre, const double *variates, int rows,
    const double *table, int steps, double *sums) {
    Chunk part;
    for (size_t start = 0; start < count; start += chunk) {
        int here = count - start < chunk ? (int)(count - start) : chunk;
        differences(&part, values + start, stride, here, bands, centre);
        double(*weighted)[chunk] = part.difference;
        if (variates) {
            squares(&part, bands, variates, rows);
            weights(&part, table, steps);
            for (int pixel = here; pixel < chunk; pixel++) part.weight[pixel] = 0;
            for (int band = 0; band < bands; band++) {
                for (int pixel = 0; pixel < chunk; pixel++) {
                    part.weighted[band][pixel] = part.weight[pixel] * part.difference[band][pixel];
                }
            }
            weighted = part.weighted;
            sums[0] += sum(part.weight);
        } else {
            sums[0] += (double)here;
        }
        double *into = sums + 1;
        for (int band = 0; band < bands; band++) *into++ += sum(weighted[band]);
        for (int band = 0; band < bands; band++) {
            // Memory works while the processor multiplies.
            if (start + 2 * chunk <= count) fetch(values + start + chunk + stride * (size_t)band);
            for (int other = 0; other <= band; other += 4) {
                int width = band + 1 - other < 4 ? band + 1 - other : 4;
                products(weighted[band], part.difference + other, width, into);
                into += width;
            }
        }
    }
}

FOR_EVERY_WIDTH void telltale_sum_of_squares(
    const float *values, size_t stride, size_t count, int bands, const double *centre, const double *variates, int rows,
    float *result) {
    Chunk part;
    for (size_t start = 0; start < count; start += chunk) {
        int here = count - start < chunk ? (int)(count - start) : chunk;
        differences(&part, values + start, stride, here, bands, centre);
        squares(&part, bands, variates, rows);
        for (int pixel = 0; pixel < here; pixel++) result[start + (size_t)pixel] = (float)part.z[pixel];
    }
}

FOR_EVERY_WIDTH double telltale_read_all(const float *values, size_t count) {
    typedef float Wide __attribute__((vector_size(256), aligned(4)));
    Wide sum = {0};
    size_t index = 0;
    for (; index + 64 <= count; index += 64) sum += *(const Wide *)(values + index);
    double result = 0;
    for (int lane = 0; lane < 64; lane++) result += (double)sum[lane];
    for (; index < count; index++) result += (double)values[index];
    return result;
}
