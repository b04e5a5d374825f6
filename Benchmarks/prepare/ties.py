"""Tie points: precision, bias and speed on known sub-pixel shifts of real imagery, beside AROSICS and scikit-image.

    ties.py --telltale EXE --data DIR [--quick]

Each pair is made of one real picture: both are drawn from it by band-limited resampling onto pixels 1.5 times as wide,
the second with its content moved by a seeded shift; a border is left out, so that nothing wraps. Both get white noise of
their own, the second a gain. σ is the deviation of the errors of all believed tie points of all pairs, along one axis,
about the mean of their pair; bias the largest mean error of any picture along an axis. Speeds are by processor time, one
thread each: Telltale's of the whole `telltale align`, start, reading and fit included; the others' of the matching alone.
"""
import csv
import os
import subprocess
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import rasterio
from skimage.registration import phase_cross_correlation

import common

WINDOW = 64
FACTOR = 1.5
GUARD = 24
SEED = 20260
SHIFTS = 4
NOISES = (0.02, 0.1)  # of the picture's own deviation
AROSICS_POINTS = 1_089


def pairs(data, names, quick):
    """Pairs of planes with their true shift (columns, rows)."""
    for number, name in enumerate(names):
        plane = common.picture(data, name)
        middle = plane.mean()
        for index in range(1 if quick else SHIFTS):
            generator = np.random.default_rng([SEED, number, index])
            shift = generator.uniform(-3, 3, 2)
            noise = NOISES[index % len(NOISES)]
            gain = generator.uniform(0.6, 1.6)
            moved = [common.resampled(plane - middle, FACTOR, s)[GUARD:-GUARD, GUARD:-GUARD] for s in [(0, 0), shift]]
            deviation = moved[0].std()
            # 16-bit numbers fine enough that rounding is no noise; nothing may saturate.
            highest = max(m.max() for m in moved) + 5 * noise * deviation
            scale = min(2_000 / deviation, 50_000 / (max(gain, 1) * highest))
            seen = [scale * (m + generator.normal(0, noise * deviation, m.shape)) + 12_000 for m in moved]
            yield name, index, noise, seen[0], gain * (seen[1] - 12_000) + 12_000, shift


def read_ties(path):
    with open(path, newline="") as file:
        rows = [[float(row[k]) for k in row] for row in csv.DictReader(file)]
    return np.array(rows) if rows else np.zeros((0, 6))


def telltale(executable, reference, moving, folder, runs):
    """Tie points, seconds of processor time (best of several), and what went wrong."""
    path = os.path.join(folder, "ties.csv")
    best = None
    for _ in range(runs):
        if os.path.exists(path):
            os.remove(path)
        run = common.run_json([
            executable, "align", reference, moving, "--tie-points", path, "--threads", "1", "--json"])
        if run["code"] != 0 or not os.path.exists(path):
            return np.zeros((0, 6)), run["processor"], run["error"].strip() or f"exit code {run['code']}"
        best = min(best, run["processor"]) if best else run["processor"]
    ties = read_ties(path)
    return ties, best, None if len(ties) else "no tie points in the CSV"


def scikit(reference, moving, places, window):
    """Errors' raw material: displacements at windows about `places`, and seconds."""
    found, kept = [], []
    started = time.process_time()
    for column, row in places:
        left, top = int(round(column - window / 2)), int(round(row - window / 2))
        if left < 0 or top < 0 or left + window > reference.shape[1] or top + window > reference.shape[0]:
            continue
        cut = np.s_[top:top + window, left:left + window]
        shift, _, _ = phase_cross_correlation(reference[cut], moving[cut], upsample_factor=100)
        found.append((-shift[1], -shift[0]))
        kept.append((column, row))
    return np.array(found), time.process_time() - started


def arosics(reference, moving, folder, shape, points):
    """Tie points that AROSICS keeps, those tried, and seconds."""
    path = os.path.join(folder, "arosics.csv")
    step = max(2, int(np.sqrt((shape[0] - WINDOW) * (shape[1] - WINDOW) / points)))
    done = subprocess.run(
        [common.AROSICS_PYTHON, os.path.join(common.HERE, "arosics_local.py"), reference, moving, path, str(step),
         str(WINDOW)], capture_output=True, text=True)
    if done.returncode != 0:
        return np.zeros((0, 4)), 0, 0.0, (done.stderr.strip().splitlines() or ["no word"])[-1]
    tried, _, processor = done.stdout.split()[-3:]
    return read_ties(path), int(tried), float(processor), None


class Errors:
    """Errors of one method, pair by pair."""

    def __init__(self):
        self.of_pictures = {}
        self.about_mean = []
        self.count = 0
        self.seconds = 0.0

    def add(self, name, errors, seconds):
        self.seconds += seconds
        self.count += len(errors)
        if len(errors) >= 2:
            self.of_pictures.setdefault(name, []).append(errors)
            self.about_mean.append(errors - errors.mean(0))

    @property
    def sigma(self):
        return np.concatenate(self.about_mean).std() if self.about_mean else np.inf

    @property
    def bias(self):
        """Mean errors of the picture in which one is largest."""
        means = [abs(np.concatenate(e).mean(0)).max() for e in self.of_pictures.values()]
        return max(means) if means else np.inf

    @property
    def rate(self):
        return self.count / self.seconds if self.seconds > 0 else 0.0

    def line(self, what):
        return (f"{what:34s} {self.count:7d} tie points   σ {self.sigma:.4f} px   bias {self.bias:.4f} px   "
                f"{self.rate:8.1f} /s")


def score(chosen, names):
    ours, theirs, aro = Errors(), {64: Errors(), 128: Errors(), 256: Errors()}, Errors()
    squares, failures, aro_tried = [], [], 0
    aro_names = set()
    has_arosics = os.path.exists(common.AROSICS_PYTHON)
    print(f"{'picture':20s} {'noise':>5s} {'shift (columns, rows)':>22s} {'count':>6s} {'σ':>7s} {'bias c':>8s} {'bias r':>8s}")
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, f) for f in ("reference.tif", "moving.tif")]
        for name, index, noise, reference, moving, shift in pairs(chosen.data, names, chosen.quick):
            for path, plane in zip(files, (reference, moving)):
                common.write_geotiff(path, plane)
            ties, seconds, failure = telltale(chosen.telltale, *files, folder, 1 if chosen.quick else 3)
            if failure:
                failures.append((name, index, failure))
                print(f"{name:20s} {noise:5.2f} {str(shift.round(3)):>22s}  {failure}")
                continue
            errors = ties[:, 2:4] - shift
            ours.add(name, errors, seconds)
            squares.append((errors / ties[:, 4:6]) ** 2)
            print(f"{name:20s} {noise:5.2f} {str(shift.round(3)):>22s} {len(ties):6d} {errors.std(0).max():7.4f} "
                  f"{errors[:, 0].mean():8.4f} {errors[:, 1].mean():8.4f}")
            planes = []
            for path in files:
                with rasterio.open(path) as source:
                    planes.append(source.read(1).astype(np.float64))
            for window, kept in theirs.items():
                found, seconds = scikit(*planes, ties[:, :2], window)
                if len(found):
                    kept.add(name, found - shift, seconds)
            # AROSICS takes most of the time: once for each picture.
            if has_arosics and name not in aro_names and (len(aro_names) < 1 or not chosen.quick):
                aro_names.add(name)
                found, tried, seconds, failure = arosics(
                    *files, folder, reference.shape, AROSICS_POINTS // 9 if chosen.quick else AROSICS_POINTS)
                if failure:
                    print(f"{'':20s} AROSICS: {failure}")
                else:
                    aro_tried += tried
                    aro.add(name, found[:, 2:4] - shift, seconds)
    return ours, theirs, aro, aro_tried, squares, failures, has_arosics


def main():
    chosen = common.options("tie points beside AROSICS and scikit-image")
    print(f"Tie points: seed {SEED}, windows of {WINDOW} pixels, pixels {FACTOR} times as wide as the picture's.")
    print(f"Developed on {', '.join(common.DEVELOP)}; scored on {', '.join(common.SCORE)}.")
    ours, theirs, aro, aro_tried, squares, failures, has_arosics = score(chosen, common.SCORE)
    print()
    print(ours.line("telltale align, all of it"))
    for window, kept in theirs.items():
        print(kept.line(f"scikit-image ×100, windows of {window}"))
    if has_arosics:
        print(aro.line("AROSICS local, its own choice") + f" (of {aro_tried} tried: {aro_tried / max(aro.seconds, 1e-9):.1f} /s)")
    if squares:
        ratio = np.concatenate(squares).mean()
        print(f"mean of (error / σ claimed)²: {ratio:.2f}")
    for name, index, failure in failures:
        print(f"failed: {name}, shift {index}: {failure}")
    print()
    aligned = len(squares)
    common.bar(
        "tie points: pairs that were aligned", f"{aligned} of {aligned + len(failures)}", "all", aligned and not failures)
    common.bar("tie points: σ", f"{ours.sigma:.4f} px", "<= 0.02 px", ours.sigma <= 0.02)
    common.bar("tie points: largest bias of a picture", f"{ours.bias:.4f} px", "<= 0.005 px", ours.bias <= 0.005)
    aro_rate = aro_tried / aro.seconds if aro.seconds else 0
    faster = ours.rate / aro_rate if aro_rate else 0
    common.bar("tie points per second over AROSICS local", f"{faster:.0f}×", ">= 30×", faster >= 30)
    # At equal σ: the smallest windows with which scikit-image is as precise, or the most precise of those tried.
    equal = next((w for w in theirs if theirs[w].sigma <= ours.sigma), min(theirs, key=lambda w: theirs[w].sigma))
    over = ours.rate / theirs[equal].rate if theirs[equal].rate else 0
    common.bar(
        f"tie points per second over scikit-image at equal σ (windows of {equal}, σ {theirs[equal].sigma:.4f})",
        f"{over:.1f}×", ">= 3×", over >= 3)
    same = ours.rate / theirs[WINDOW].rate if theirs[WINDOW].rate else 0
    common.bar(
        f"the same windows (σ {theirs[WINDOW].sigma:.4f})", f"{same:.1f}×", ">= 3×", same >= 3)


if __name__ == "__main__":
    main()
