#include "omnibus.h"

#include <string.h>

#include "widths.h"

// Loops are written pixel by pixel and compiled for eight at once.
#define EIGHT_AT_ONCE _Pragma("clang loop vectorize(assume_safety) vectorize_width(8) interleave(disable)")

#pragma clang fp contract(off)

enum { chunk = 256, most_bands = 9, most_terms = 4 };
enum { single, dual_diagonal, dual_full, quad_full };
enum { not_seen, opening, unchanged, appeared, disappeared, indefinite };

/// Of up to `chunk` pixels: the segment since the last change, and the date at hand.
typedef struct {
    /// 0 before anything is seen.
    double sum[most_bands][chunk] __attribute__((aligned(64)));
    /// ln|sum| and ln|here|.
    double logarithm[chunk] __attribute__((aligned(64)));
    double itself[chunk] __attribute__((aligned(64)));
    /// Dates in the sum.
    double dates[chunk] __attribute__((aligned(64)));
    /// Of the date: −ρ ln R, below 0 where it was not tested, and ω₂.
    double x[chunk] __attribute__((aligned(64)));
    double omega[chunk] __attribute__((aligned(64)));
    /// Whether the date is a change; past the last pixel not.
    uint8_t is_changed[chunk] __attribute__((aligned(64)));
} Chunk;

INLINE int bands_of(int form) { return form == single ? 1 : form == dual_diagonal ? 2 : form == dual_full ? 4 : 9; }

INLINE int is_diagonal(int form, int band) {
    if (form == single || form == dual_diagonal) return 1;
    return form == dual_full ? band == 0 || band == 3 : band == 0 || band == 5 || band == 8;
}

INLINE double larger(double first, double second) { return first > second ? first : second; }

/// ln x of what is positive, finite and not subnormal, as `PixelLanes.naturalLogarithm`; of 1 + `excess` where told so.
INLINE double logarithm(double x, double excess, int is_excess) {
    const uint64_t one = 0x3FF0000000000000, root_of_half = 0x3FE6A09E667F3BCD;
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint64_t exponent = (bits + (one - root_of_half)) >> 52;
    uint64_t fraction = (bits - (exponent << 52)) + one;
    uint64_t whole = exponent | 0x4330000000000000;
    double mantissa, power;
    memcpy(&mantissa, &fraction, sizeof mantissa);
    memcpy(&power, &whole, sizeof power);
    power -= 0x1p52 + 1023;
    double numerator = mantissa - 1;
    if (is_excess) numerator = power == 0 ? excess : numerator;
    double ratio = numerator / (mantissa + 1);
    double square = ratio * ratio;
    double fourth = square * square;
    double low = square * 0.40000000011206505 + 0.6666666666666208;
    double middle = square * 0.22222862280108716 + 0.2857142413832416;
    double high = square * 0.16621817152858928 + 0.18140193802865992;
    double sum = (high * fourth + middle) * fourth + low;
    double tail = ratio * square * sum + power * 1.9082149292705877e-10;
    return power * 0.6931471803691238 + (2 * ratio + tail);
}

/// exp(t²) erfc(t), as `PixelLanes.scaledComplementaryError`.
INLINE double scaled_complementary_error(double t) {
    double place = (t - 3) / (t + 3);
    double square = place * place;
    double even = square * 1.0211298532958603e-08 - 7.834790509748071e-08;
    even = even * square + 2.7965894007163e-07;
    even = even * square - 6.709336729726003e-07;
    even = even * square + 4.918353610338563e-06;
    even = even * square - 0.00010514941150201351;
    even = even * square + 0.0018886881848902638;
    even = even * square - 0.023770514652654676;
    even = even * square - 0.11927366343192274;
    even = even * square - 0.047562294353053744;
    even = even * square + 1.2530080582697274;
    double odd = square * 4.7478229342121306e-08 - 5.058465903013073e-07;
    odd = odd * square + 3.3400667511877387e-06;
    odd = odd * square - 2.0001635363947426e-05;
    odd = odd * square + 0.00012505213884002713;
    odd = odd * square - 0.0007798180544227483;
    odd = odd * square + 0.0025293892306423754;
    odd = odd * square + 0.06830802760328748;
    odd = odd * square + 0.12964515869080898;
    odd = odd * square - 0.13562110612442035;
    return (even + odd * place) / (t + t + 1);
}

INLINE int freedom_of(int form) {
    return form == single ? 1 : form == dual_diagonal ? 2 : form == dual_full ? 4 : 9;
}

/// ln P where x = −ρ ln R, as `OmnibusTail.logTail`.
INLINE double log_tail(int form, double x, double omega, double first, const double *steps, double least_share) {
    int terms = freedom_of(form) / 2;
    double sum = 0, power = first;
    if (freedom_of(form) % 2 == 1) {
        double root = __builtin_elementwise_sqrt(x);
        sum = scaled_complementary_error(root);
        power *= root;
    }
    for (int index = 0; index < terms; index++) {
        sum += power;
        power *= x * steps[index];
    }
    double correction = power + power * (x * steps[terms]);
    double share = larger(sum + omega * correction, sum * least_share);
    return logarithm(share, 0, 0) - x;
}

INLINE double minor(int form, const double *m) {
    return form == dual_full ? m[0] * m[3] - (m[1] * m[1] + m[2] * m[2]) : m[0] * m[5] - (m[1] * m[1] + m[2] * m[2]);
}

INLINE double determinant(int form, const double *m) {
    if (form == single) return m[0];
    if (form == dual_diagonal) return m[0] * m[1];
    if (form == dual_full) return minor(form, m);
    double turn = 2 * ((m[1] * m[6] - m[2] * m[7]) * m[3] + (m[1] * m[7] + m[2] * m[6]) * m[4]);
    return m[8] * minor(form, m) - m[0] * (m[6] * m[6] + m[7] * m[7]) - m[5] * (m[3] * m[3] + m[4] * m[4]) + turn;
}

INLINE int is_power(double value) { return (value > 0) & (value <= 0x1.fffffep127); }

INLINE int is_seen(int form, const double *m, double determinant, double least) {
    if (form == single) return is_power(m[0]);
    if (form == dual_diagonal) return is_power(m[0]) & is_power(m[1]);
    if (form == dual_full) return is_power(m[0]) & is_power(m[3]) & (determinant > m[0] * m[3] * least);
    return is_power(m[0]) & is_power(m[5]) & is_power(m[8]) & (minor(form, m) > m[0] * m[5] * least)
        & (determinant > m[0] * m[5] * m[8] * least);
}

INLINE int is_positive(int form, const double *m) {
    if (form == single) return m[0] > 0;
    if (form == dual_diagonal) return (m[0] > 0) & (m[1] > 0);
    int leading = (m[0] > 0) & (determinant(form, m) > 0);
    return form == dual_full ? leading : leading & (minor(form, m) > 0);
}

/// One date of a chunk as if nothing changed: its statistics, and the segments with it.
///
/// The tails are a loop of their own: in one with this the registers do not suffice, and a third more time goes.
INLINE void add(
    int form, Chunk *part, const TelltaleOmnibus *by, const float *values, size_t stride, int count, uint8_t *outcomes,
    int32_t *seen_dates) {
    const int bands = bands_of(form);
    EIGHT_AT_ONCE
    for (int pixel = 0; pixel < count; pixel++) {
        double m[most_bands], before[most_bands], sum[most_bands];
        for (int band = 0; band < bands; band++) m[band] = (double)values[stride * (size_t)band + (size_t)pixel];
        double size = determinant(form, m);
        int seen = is_seen(form, m, size, by->least_determinant);
        // Numbers that can be reckoned with, where there are none: the identity.
        size = seen ? size : 1;
        for (int band = 0; band < bands; band++) {
            m[band] = seen ? m[band] : is_diagonal(form, band);
            before[band] = part->sum[band][pixel];
            sum[band] = before[band] + m[band];
        }
        double earlier = part->dates[pixel];
        int is_open = earlier > 0;
        double dates = earlier + 1;
        int row = (int)dates;
        double braces, itself = 0, with = 0;
        if (form == single) {
            double others = larger(dates - 1, 1);
            double share = 1 / sum[0];
            double excess = (dates * m[0] - sum[0]) * share;
            double inverse = 1 / others;
            double first = logarithm(dates * m[0] * share, excess, 1);
            double second = logarithm(dates * before[0] * share * inverse, -excess * inverse, 1);
            braces = first + (dates - 1) * second;
        } else {
            itself = logarithm(size, 0, 0);
            with = logarithm(determinant(form, sum), 0, 0);
            braces = by->constants[row] + (dates - 1) * part->logarithm[pixel] + itself - dates * with;
        }
        double x = larger(by->factors[row] * braces, 0);
        int tested = seen & is_open;
        part->x[pixel] = tested ? x : -1;
        part->omega[pixel] = by->omegas[row];
        outcomes[pixel] = (uint8_t)(tested ? unchanged : seen ? opening : not_seen);
        for (int band = 0; band < bands; band++) part->sum[band][pixel] = seen ? sum[band] : before[band];
        part->itself[pixel] = itself;
        part->logarithm[pixel] = seen ? with : part->logarithm[pixel];
        part->dates[pixel] = seen ? dates : earlier;
        seen_dates[pixel] += seen;
    }
}

/// ln P of a chunk's date, and what is a change: whether anything is.
INLINE int tails(
    int form, Chunk *part, const TelltaleOmnibus *by, int count, double log_rate, double *log_tails) {
    const double first = by->first, least_share = by->least_share;
    double steps[most_terms + 1];
    for (int index = 0; index <= freedom_of(form) / 2; index++) steps[index] = by->steps[index];
    int any = 0;
    EIGHT_AT_ONCE
    for (int pixel = 0; pixel < count; pixel++) {
        double x = part->x[pixel];
        double tail = log_tail(form, larger(x, 0), part->omega[pixel], first, steps, least_share);
        tail = x < 0 ? 0 : tail;
        log_tails[pixel] = tail;
        int is_changed = tail < log_rate;
        part->is_changed[pixel] = (uint8_t)is_changed;
        any |= is_changed;
    }
    return any;
}

/// What changed: the sign, and a new segment.
INLINE void restart(
    int form, Chunk *part, const float *values, size_t stride, int pixel, int date, uint8_t *outcome, int32_t *changes,
    int32_t *first, int32_t *last) {
    const int bands = bands_of(form);
    double rise[most_bands], fall[most_bands];
    double dates = part->dates[pixel];
    for (int band = 0; band < bands; band++) {
        double here = (double)values[stride * (size_t)band + (size_t)pixel];
        double scaled = dates * here;
        rise[band] = scaled - part->sum[band][pixel];
        fall[band] = part->sum[band][pixel] - scaled;
        part->sum[band][pixel] = here;
    }
    *outcome = is_positive(form, fall) ? disappeared : is_positive(form, rise) ? appeared : indefinite;
    part->logarithm[pixel] = part->itself[pixel];
    part->dates[pixel] = 1;
    if (*changes == 0) *first = date;
    *last = date;
    *changes += 1;
}

INLINE void walk(
    int form, const TelltaleOmnibus *by, const float *values, size_t pixels, size_t first_pixel, size_t count,
    double *log_tails, uint8_t *outcomes, int32_t *seen, int32_t *changes, int32_t *first, int32_t *last) {
    Chunk part;
    const size_t bands = (size_t)bands_of(form);
    for (size_t start = 0; start < count; start += chunk) {
        int here = count - start < chunk ? (int)(count - start) : chunk;
        memset(part.sum, 0, bands * sizeof part.sum[0]);
        memset(part.logarithm, 0, sizeof part.logarithm);
        memset(part.dates, 0, sizeof part.dates);
        memset(part.is_changed, 0, sizeof part.is_changed);
        for (int date = 0; date < by->dates; date++) {
            const float *from = values + (size_t)date * bands * pixels + first_pixel + start;
            uint8_t *outcome = outcomes + (size_t)date * count + start;
            double log_rate = by->log_rates[date];
            add(form, &part, by, from, pixels, here, outcome, seen + start);
            if (!tails(form, &part, by, here, log_rate, log_tails + (size_t)date * count + start)) continue;
            for (int eight = 0; eight < here; eight += 8) {
                uint64_t flags;
                memcpy(&flags, part.is_changed + eight, sizeof flags);
                for (int pixel = eight; flags != 0; pixel++, flags = flags >> 8) {
                    if (!(flags & 1)) continue;
                    size_t at = start + (size_t)pixel;
                    restart(
                        form, &part, from, pixels, pixel, date, outcome + pixel, changes + at, first + at, last + at);
                }
            }
        }
    }
}

#define FORM(name, form)                                                                                              \
    FOR_EVERY_WIDTH void name(                                                                                        \
        const TelltaleOmnibus *by, const float *values, size_t pixels, size_t first_pixel, size_t count,              \
        double *log_tails, uint8_t *outcomes, int32_t *seen, int32_t *changes, int32_t *first, int32_t *last) {       \
        walk(form, by, values, pixels, first_pixel, count, log_tails, outcomes, seen, changes, first, last);          \
    }

FORM(telltale_omnibus_single, single)
FORM(telltale_omnibus_dual_diagonal, dual_diagonal)
FORM(telltale_omnibus_dual_full, dual_full)
FORM(telltale_omnibus_quad_full, quad_full)
