#!/usr/bin/env python3
"""The sequential omnibus test beside plain NumPy and SciPy: the same p-values, seconds, and how p-values hold.

    omnibus.py --changemethods EXE --data DIR [--quick]

The peers are written from the papers, once number by number and once over whole arrays: Conradsen, Nielsen and Skriver
2016 for the statistics, the walk restarts at each change, the sign by Loewner's order (Nielsen, Skriver and Conradsen
2020). Powers and covariances are simulated with seeds, and real ones are the two bursts of sentinel1-rtc, where nothing
was built. Seconds: one thread each, best of several, in the same run, of the test alone with the data in memory.
"""
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np
import rasterio
from scipy.special import gammaincc
from scipy.stats import beta, chi2

import common
import omnibusnull

SEED = 20_160
NOT_SEEN, OPENING, UNCHANGED, APPEARED, DISAPPEARED, INDEFINITE = range(6)
# p and blocks of each form, and the bands of each element of the matrices' upper triangle.
FORMS = {"single": (1, 1), "dualDiagonal": (1, 2), "dualFull": (2, 1), "quadFull": (3, 1)}


# The peer, number by number

def scalar_p(log_ratio, j, n, p, blocks):
    f = blocks * p * p
    rho = 1 - (2 * p * p - 1) / (6 * p * n) * (1 + 1 / (j * (j - 1)))
    omega = (-f / 4 * (1 - 1 / rho) ** 2
             + f * (p * p - 1) / (24 * n * n * rho * rho) * (1 + (2 * j - 1) / (j * (j - 1)) ** 2))
    z = max(-2 * rho * log_ratio, 0.0)
    return (1 - omega) * chi2.sf(z, f) + omega * chi2.sf(z, f + 4)


def matrix(values, p, blocks):
    """Blocks of one date of a pixel."""
    if p == 1:
        return [np.array([[v]], dtype=complex) for v in values]
    made, k = np.zeros((p, p), dtype=complex), 0
    for row in range(p):
        made[row, row] = values[k]
        k += 1
        for column in range(row + 1, p):
            made[row, column] = values[k] + 1j * values[k + 1]
            made[column, row] = values[k] - 1j * values[k + 1]
            k += 2
    return [made]


def scalar_walk(values, n, form, rate):
    """p-values and outcomes of one pixel; values of shape dates × bands."""
    p, blocks = FORMS[form]
    tails, outcomes, segment = np.ones(len(values)), np.zeros(len(values), int), []

    def log_det(matrices):
        return sum(math.log(np.linalg.det(m).real) for m in matrices)

    for date, bands in enumerate(values):
        if not np.isfinite(bands).all():
            continue
        here = matrix(bands.astype(float), p, blocks)
        if any(np.linalg.eigvalsh(m).min() <= 0 for m in here):
            continue
        if not segment:
            outcomes[date] = OPENING
            segment = [here]
            continue
        before = [sum(block) for block in zip(*segment)]
        both = [a + b for a, b in zip(before, here)]
        j = len(segment) + 1
        log_ratio = n * (p * blocks * (j * math.log(j) - (j - 1) * math.log(j - 1)) + (j - 1) * log_det(before)
                         + log_det(here) - j * log_det(both))
        if form == "single":
            # The same, kept from cancelling: near 1 P goes with the root of it, and of rounding at 1e-16 that is 1e-8.
            excess = (j * bands[0].astype(float) - both[0][0, 0].real) / both[0][0, 0].real
            log_ratio = n * (math.log1p(excess) + (j - 1) * math.log1p(-excess / (j - 1)))
        tails[date] = scalar_p(log_ratio, j, n, p, blocks)
        if tails[date] >= rate:
            outcomes[date] = UNCHANGED
            segment.append(here)
            continue
        differences = [np.linalg.eigvalsh(b - a / (j - 1)) for a, b in zip(before, here)]
        rises, falls = (all((sign * d > 0).all() for d in differences) for sign in (1, -1))
        outcomes[date] = APPEARED if rises else DISAPPEARED if falls else INDEFINITE
        segment = [here]
    return tails, outcomes


# The peer over whole arrays

def determinant(bands, form):
    if form == "single":
        return bands[0]
    if form == "dualDiagonal":
        return bands[0] * bands[1]
    if form == "dualFull":
        a, x, y, b = bands
        return a * b - x * x - y * y
    a, x, y, u, v, b, p, q, c = bands
    return (c * (a * b - x * x - y * y) - a * (p * p + q * q) - b * (u * u + v * v)
            + 2 * ((x * p - y * q) * u + (x * q + y * p) * v))


def positive(bands, form):
    if form in ("single", "dualDiagonal"):
        return (bands > 0).all(0)
    minors = (bands[0] > 0) & (determinant(bands, form) > 0)
    return minors if form == "dualFull" else minors & (bands[0] * bands[5] - bands[1] ** 2 - bands[2] ** 2 > 0)


def vector_walk(cube, n, form, rate):
    """p-values and outcomes of all pixels; cube of shape dates × bands × pixels."""
    p, blocks = FORMS[form]
    f = blocks * p * p
    dates, _, pixels = cube.shape
    tails, outcomes = np.ones((dates, pixels)), np.zeros((dates, pixels), np.uint8)
    # Before anything is seen: a sum of nothing has a logarithm that is never used.
    total, log_total, count = np.zeros(cube.shape[1:]), np.zeros(pixels), np.zeros(pixels)
    with np.errstate(all="ignore"):
        for date in range(dates):
            here = cube[date].astype(float)
            seen = np.isfinite(here).all(0) & positive(here, form)
            both = total + here
            j = count + 1
            if form == "single":  # as above
                excess = (j * here[0] - both[0]) / both[0]
                log_here = log_both = 0
                log_ratio = n * (np.log1p(excess) + (j - 1) * np.log1p(-excess / (j - 1)))
            else:
                log_here, log_both = np.log(determinant(here, form)), np.log(determinant(both, form))
                log_ratio = n * (p * blocks * (j * np.log(j) - (j - 1) * np.log(j - 1)) + (j - 1) * log_total + log_here
                                 - j * log_both)
            rho = 1 - (2 * p * p - 1) / (6 * p * n) * (1 + 1 / (j * (j - 1)))
            omega = -f / 4 * (1 - 1 / rho) ** 2
            if p > 1:
                omega += f * (p * p - 1) / (24 * n * n * rho * rho) * (1 + (2 * j - 1) / (j * (j - 1)) ** 2)
            half = np.maximum(-rho * log_ratio, 0)
            tail = (1 - omega) * gammaincc(f / 2, half) + omega * gammaincc(f / 2 + 2, half)
            tested = seen & (count > 0)
            changed = tested & (tail < rate)
            tails[date] = np.where(tested, tail, 1)
            outcomes[date] = np.where(tested, UNCHANGED, np.where(seen, OPENING, NOT_SEEN))
            rise = count * here - total
            sign = np.where(positive(rise, form), APPEARED, np.where(positive(-rise, form), DISAPPEARED, INDEFINITE))
            outcomes[date] = np.where(changed, sign, outcomes[date])
            total = np.where(changed, here, np.where(seen, both, total))
            log_total = np.where(changed, log_here, np.where(seen, log_both, log_total))
            count = np.where(changed, 1, np.where(seen, j, count))
    return tails, outcomes


# Data

def simulated(random, form, dates, pixels, n, changes=True):
    """Sample covariances of whole looks (or gamma powers of any), in some pixels with a change, some dates unseen."""
    p, blocks = FORMS[form]
    level = np.ones((dates, pixels))
    if changes:
        where, when = random.random(pixels) < 0.3, random.integers(1, dates, pixels)
        factor = np.exp(random.normal(0, 1.2, pixels))
        level = np.where(where & (np.arange(dates)[:, None] >= when), factor, level)
    if p == 1:
        cube = random.gamma(n, 1 / n, (dates, blocks, pixels)) * 0.1 * level[:, None]
    else:
        mixing = np.eye(p) + 0.4 * (random.normal(size=(p, p)) + 1j * random.normal(size=(p, p)))
        looks = random.normal(size=(2, int(n), dates, pixels, p))
        scatter = (looks[0] + 1j * looks[1]) @ mixing.T * np.sqrt(level / (2 * n))[..., None]
        product = np.einsum("ldxi,ldxj->ijdx", scatter, scatter.conj())
        bands = []
        for row in range(p):
            bands.append(product[row, row].real)
            for column in range(row + 1, p):
                bands += [product[row, column].real, product[row, column].imag]
        cube = np.stack(bands, 1)
    cube = cube.astype(np.float32)
    if changes:
        unseen = random.random((dates, pixels)) < 0.05
        for band in range(cube.shape[1]):
            cube[:, band][unseen] = (np.nan, 0, -1)[band % 3]
    return cube


def bursts(data):
    """Of each burst its cube (dates × VV, VH × pixels), dates, satellites and columns."""
    scenes = defaultdict(dict)
    folder = os.path.join(data, "sentinel1-rtc")
    for name in sorted(os.listdir(folder)):
        parts = name.split("_")
        if name.endswith(".tif"):
            scenes[parts[3], parts[4][:8], parts[6]][parts[-1][:2]] = os.path.join(folder, name)
    for burst in sorted({key[0] for key in scenes}):
        keys = sorted(key for key in scenes if key[0] == burst)
        planes = []
        for key in keys:
            for band in ("VV", "VH"):
                with rasterio.open(scenes[key][band]) as source:
                    plane, columns = source.read(1), source.width
                planes.append(plane.ravel())
        cube = np.stack(planes).reshape(len(keys), 2, -1).astype(np.float32)
        yield burst, cube, [key[1] for key in keys], [key[2] for key in keys], columns


def ours(executable, cube, form, looks, rate, repeat=0, passes=None, columns=None,
         null="nominal", loop="c"):
    """What `changemethods omnibus` says: p-values, outcomes, change counts, looks, seconds, gains."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "cube.f32")
        np.ascontiguousarray(cube, "<f4").tofile(path)
        dates, _, pixels = cube.shape
        command = [executable, "omnibus", path, folder, "--covariance", form, "--dates", str(dates), "--pixels", str(pixels),
                   "--looks", str(looks), "--rate", repr(rate), "--repeat", str(repeat), "--null", null,
                   "--loop", loop]
        if passes:
            command += ["--passes", ",".join(passes)]
        if columns:
            command += ["--columns", str(columns)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"error: {' '.join(command)}: {done.stderr.strip()}")
        said = dict(line.split() for line in done.stdout.splitlines())

        def read(name, kind):
            return np.fromfile(os.path.join(folder, name), kind)

        return {
            "tails": np.exp(read("log-tails.f64", "<f8")).reshape(dates, pixels),
            "outcomes": read("outcomes.u8", np.uint8).reshape(dates, pixels), "counts": read("counts.i32", "<i4"),
            "first": read("first.i32", "<i4"), "last": read("last.i32", "<i4"), "looks": float(said["looks"]),
            "seconds": float(said["seconds"]), "null seconds": float(said["null"]), "gains": read("gains.f64", "<f8").reshape(dates, -1) if passes else None}


def interval(hits, trials):
    """95 % interval of a share, by Clopper and Pearson."""
    low = beta.ppf(0.025, hits, trials - hits + 1) if hits else 0.0
    high = beta.ppf(0.975, hits + 1, trials - hits) if hits < trials else 1.0
    return low, high


# Parts

def agreement(executable, what, cube, form, looks, rate, scalars):
    """Largest difference of p-values, and outcomes that differ though no p-value lies at the rate."""
    found = ours(executable, cube, form, looks, rate)
    tails, outcomes = vector_walk(cube, looks, form, rate)
    tails = np.maximum(tails, 0)
    difference = np.abs(found["tails"] - tails).max()
    other = int((found["outcomes"] != outcomes).sum())
    picked = np.random.default_rng(SEED).choice(cube.shape[2], scalars, replace=False)
    for pixel in picked:
        walked, said = scalar_walk(cube[:, :, pixel], looks, form, rate)
        difference = max(difference, np.abs(found["tails"][:, pixel] - np.maximum(walked, 0)).max())
        other += int((found["outcomes"][:, pixel] != said).sum())
    # Relative, where P is well above the floor that Telltale holds it at.
    usual = tails > 1e-12
    relative = np.abs(found["tails"][usual] / tails[usual] - 1).max()
    print(f"{what:44s} {form:13s} n {looks:<5g} {cube.shape[0]} dates × {cube.shape[2]} pixels: largest difference of P"
          f" {difference:.1e}, of itself {relative:.1e}; {other} other outcomes; {(outcomes >= APPEARED).sum()} changes")
    return difference, other


def calibration(executable, random, quick):
    """Share of tests that reject where nothing changed, of all tests and of those of each j."""
    pixels, dates = 20_000 if quick else 400_000, 12
    print(f"\nNull simulated, {dates} dates × {pixels} pixels: shares of tested dates that are called changed")
    for form, looks in (("single", 4.4), ("dualDiagonal", 4.4), ("dualDiagonal", 12), ("dualFull", 5), ("quadFull", 9)):
        count = pixels if FORMS[form][0] == 1 else pixels // 10
        cube = simulated(random, form, dates, count, looks, changes=False)
        words = []
        for rate in (1e-2, 1e-3, 1e-4):
            outcomes = ours(executable, cube, form, looks, rate)["outcomes"]
            hits, trials = int((outcomes >= APPEARED).sum()), int((outcomes >= UNCHANGED).sum())
            low, high = interval(hits, trials)
            words.append(f"P {rate:g}: {hits / trials / rate:.2f} P ({low / rate:.2f} to {high / rate:.2f})")
        print(f"  {form:13s} n {looks:<4g} {'; '.join(words)}")


def speed(executable, random, quick):
    """Over NumPy, seconds of the test alone."""
    pixels, dates, worst = 50_000 if quick else 300_000, 20, np.inf
    print(f"\nSeconds, one thread, {dates} dates × {pixels} pixels, best of several")
    figures = {}
    for form, looks in (("single", 4.4), ("dualDiagonal", 4.4), ("dualFull", 5), ("quadFull", 9)):
        count = pixels if FORMS[form][0] == 1 else pixels // 10
        cube = simulated(random, form, dates, count, looks)
        theirs, mine, swift = [], [], []
        # In turns, so that both meet the same load.
        for _ in range(2 if quick else 4):
            started = time.perf_counter()
            vector_walk(cube, looks, form, 1e-3)
            theirs.append(time.perf_counter() - started)
            for seconds, loop in ((mine, "c"), (swift, "swift")):
                seconds.append(ours(executable, cube, form, looks, 1e-3, repeat=3, loop=loop)["seconds"])
        figures[form] = min(theirs) / min(mine)
        each = min(mine) / (dates * count) * 1e9
        print(f"  {form:13s} {min(mine):.4f} s ({each:.1f} ns a pixel and date); NumPy {min(theirs):.3f} s: "
              f"{figures[form]:.1f}×; the loop in C over the same in Swift: {min(swift) / min(mine):.1f}×")
    return figures


def real(executable, data, rate):
    """The nominal test on real ground where nothing was built, after the levels were brought together."""
    print(f"\nsentinel1-rtc, nothing built: shares called changed at P {rate:g}, nominal (not calibrated), levels brought "
          "together, looks estimated")
    for burst, cube, dates, satellites, columns in bursts(data):
        found = ours(executable, cube, "dualDiagonal", "estimated", rate, passes=satellites, columns=columns)
        plain = ours(executable, cube, "dualDiagonal", found["looks"], rate)
        print(f"  {burst}: {found['looks']:.2f} looks estimated")
        shares = []
        for number, date in enumerate(dates):
            parts = []
            for result in (found, plain):
                outcomes = result["outcomes"][number]
                tested = (outcomes >= UNCHANGED).sum()
                parts.append((outcomes >= APPEARED).sum() / tested if tested else np.nan)
            shares.append(parts)
            decibels = 10 * np.log10(found["gains"][number])
            print(f"    {date} {satellites[number]}  gain VV {decibels[0]:+.2f} VH {decibels[1]:+.2f} dB   flagged "
                  f"{parts[0] / rate:7.1f} P, without levels {parts[1] / rate:7.1f} P")
        means = np.nanmean(shares, 0) / rate
        print(f"    all dates: {means[0]:.1f} P, without levels {means[1]:.1f} P; pixels never called changed "
              f"{(found['counts'] == 0).mean() * 100:.1f} %")


def main():
    parser = common.options(__doc__)
    chosen = parser.parse_args()
    executable = chosen.changemethods
    random = np.random.default_rng(SEED)
    print(f"Sequential omnibus: seeds from {SEED}; peers plain NumPy {np.__version__} with SciPy.")
    differences = []
    for form in FORMS:
        for looks in (4.4, 12.0) if FORMS[form][0] == 1 else (5.0, 12.0):
            cube = simulated(random, form, 14, 2_000 if chosen.quick else 20_000, looks)
            differences.append(agreement(executable, "simulated, changes, gaps", cube, form, looks, 1e-3, 50))
    has_real = os.path.isdir(os.path.join(chosen.data, "sentinel1-rtc"))
    if has_real:
        for burst, cube, _, _, _ in bursts(chosen.data):
            differences.append(agreement(executable, f"sentinel1-rtc {burst}", cube, "dualDiagonal", 4.4, 1e-3, 50))
            differences.append(agreement(executable, f"sentinel1-rtc {burst}, VH", cube[:, 1:], "single", 12.0, 1e-2, 50))
    calibration(executable, random, chosen.quick)
    if has_real:
        real(executable, chosen.data, 1e-3)
        on_real = omnibusnull.real(ours, executable, bursts(chosen.data))
    else:
        print(f"SKIPPED: no sentinel1-rtc in {chosen.data}: give --data the folder of the shared imagery.")
    on_simulated = omnibusnull.simulated(ours, executable, SEED, 10 if chosen.quick else 200)
    omnibusnull.power(ours, executable, SEED, 2 if chosen.quick else 10)
    figures = speed(executable, random, chosen.quick)
    print()
    worst = max(d for d, _ in differences)
    common.bar("omnibus: p-values against plain NumPy, largest difference", f"{worst:.1e}", "<= 1e-9", worst <= 1e-9)
    others = sum(o for _, o in differences)
    common.bar("omnibus: outcomes that differ from plain NumPy's", f"{others}", "0", others == 0)
    for (burst, rate), (hits, tests) in on_real.items() if has_real else ():
        omnibusnull.bar(f"sentinel1-rtc {burst}", rate, hits, tests)
    for rate, (hits, tests) in on_simulated.items():
        omnibusnull.bar("simulated", rate, hits, tests)
    for form in ("single", "dualDiagonal", "dualFull", "quadFull"):
        common.bar(f"omnibus: speed over NumPy, one thread, {form}", f"{figures[form]:.1f}×", ">= 20×", figures[form] >= 20)


if __name__ == "__main__":
    main()
