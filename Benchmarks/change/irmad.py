#!/usr/bin/env python3
"""IR-MAD beside plain NumPy and Orfeo ToolBox: the same correlations, seconds, the pass over memory, memory at any size.

    irmad.py --changemethods EXE --data DIR [--quick]

NumPy's form is the paper's, in float64, all pixels in every round. Seconds are wall times of whole programs on 2 threads,
files read and results written, best of three in turn; Orfeo ToolBox makes one round, ours and NumPy's go to convergence
(1e-3). Memory is that of the process, on a pair of 20,000 x 20,000 pixels that is made on disk and removed.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings

import numpy as np
import rasterio
from scipy.linalg import eigh
from scipy.ndimage import gaussian_filter
from scipy.stats import chi2

import common

warnings.filterwarnings("ignore", category=rasterio.errors.NotGeoreferencedWarning)
SEED = 20_261
OUT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "out")


def numpy_irmad(values, first, tolerance, most_rounds):
    """Correlations, falling, and Z: values are bands x pixels, in float64."""
    values = values.astype(np.float64)
    count = min(first, len(values) - first)
    weights, old = np.ones(values.shape[1]), np.full(count, np.inf)
    for rounds in range(1, most_rounds + 1):
        means = (values * weights).sum(1) / weights.sum()
        differences = values - means[:, None]
        covariance = (differences * weights) @ differences.T / weights.sum()
        one, other, cross = covariance[:first, :first], covariance[first:, first:], covariance[:first, first:]
        squares, a = eigh(cross @ np.linalg.solve(other, cross.T), one)
        squares, a = squares[::-1][:count], a[:, ::-1][:, :count]
        correlations = np.sqrt(np.clip(squares, 0, 1))
        b = np.linalg.solve(other, cross.T @ a) / correlations
        variates = a.T @ differences[:first] - b.T @ differences[first:]
        z = (variates ** 2 / (2 * (1 - correlations))[:, None]).sum(0)
        weights = chi2.sf(z, count)
        moved = np.abs(correlations - old).max()
        old = correlations
        if moved < tolerance:
            break
    return correlations, z, rounds


def simulated(side, bands, seed):
    """Two pictures of smooth and rough ground that share most of it, a tenth changed, each with noise of its own."""
    random = np.random.default_rng(seed)
    shape = (side, side)
    grounds = [gaussian_filter(random.normal(size=shape), width) for width in (12, 5, 2, 1)[:max(2, bands)]]
    grounds = [ground / ground.std() for ground in grounds]
    mixing = random.normal(size=(bands, len(grounds)))
    before = [1_000 + 150 * sum(m * g for m, g in zip(row, grounds)) for row in mixing]
    gains = random.uniform(0.7, 1.4, bands)
    after = [gain * plane + random.uniform(-50, 50) for gain, plane in zip(gains, before)]
    block = side // 10
    for _ in range(10):
        top, left = random.integers(0, side - block, 2)
        for plane in after:
            plane[top:top + block, left:left + block] += random.normal(0, 150)
    planes = [plane + random.normal(0, 15, shape) for plane in before + after]
    return np.stack(planes).astype(np.float32)


def write(path, planes):
    bands, rows, columns = planes.shape
    with rasterio.open(
        path, "w", driver="GTiff", width=columns, height=rows, count=bands, dtype=planes.dtype.name) as target:
        target.write(planes)


class Run:
    """What `changemethods irmad` printed."""

    def __init__(self, program, first, second, output, *options):
        start = time.time()
        done = subprocess.run(
            [program, "irmad", first, second, output, *options], capture_output=True, text=True)
        self.seconds = time.time() - start
        if done.returncode != 0:
            sys.exit(f"error: changemethods irmad: {done.stderr.strip()}")
        self.lines = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}
        self.correlations = np.array([float(word) for word in self.lines["correlations"]])
        self.rounds = int(self.lines["rounds"][0])
        self.settled = self.lines["rounds"][2] == "true"
        if "pass" in self.lines:
            self.pass_rate, self.read_rate, self.swift_rate = (float(self.lines["pass"][at]) for at in (0, 3, 6))


def agreement(program, folder, data):
    """Largest difference of correlations and of Z from NumPy's, run to the end with as many rounds each."""
    largest, cases = 0.0, []
    for bands in (3, 4, 6):
        for case in range(2):
            cases.append((f"simulated, {bands} bands, seed {SEED + case}", simulated(400, bands, SEED + case)))
    taizhou = os.path.join(data, "landsat-pair-taizhou")
    if os.path.isdir(taizhou):
        planes = [rasterio.open(os.path.join(taizhou, name)).read() for name in ("2000TM", "2003TM")]
        cases.append(("Taizhou", np.concatenate(planes).astype(np.float32)))
    for name, planes in cases:
        first = len(planes) // 2
        for index, part in enumerate((planes[:first], planes[first:])):
            write(os.path.join(folder, f"{index}.tif"), part)
        ours = Run(
            program, *(os.path.join(folder, f"{index}.tif") for index in (0, 1)), os.path.join(folder, "z.raw"),
            "--form", "published", "--tolerance", "1e-11", "--starting-stride", "1")
        correlations, z, rounds = numpy_irmad(planes.reshape(len(planes), -1), first, 1e-11, 100)
        apart = np.abs(ours.correlations - correlations).max()
        mine = np.fromfile(os.path.join(folder, "z.raw"), np.float32)
        scale = (np.abs(mine - z) / np.maximum(1, z)).max()
        print(f"{name}: {ours.rounds} and {rounds} rounds, correlations apart by {apart:.1e}, Z by {scale:.1e} of itself")
        largest = max(largest, apart)
    common.bar("canonical correlations from NumPy's IR-MAD, largest difference", f"{largest:.1e}", "<= 1e-6", largest <= 1e-6)


def speed(program, folder, side, quick):
    planes = simulated(side, 4, SEED + 10)
    paths = [os.path.join(folder, name) for name in ("before.tif", "after.tif")]
    write(paths[0], planes[:4])
    write(paths[1], planes[4:])
    output = os.path.join(folder, "z.raw")
    otb = shutil.which("otbcli_MultivariateAlterationDetector")
    ours, published, theirs, peers = [], [], [], []
    for index in range(1 if quick else 3):
        ours.append(Run(program, *paths, output))
        published.append(Run(program, *paths, output, "--form", "published"))
        if otb:
            start = time.time()
            subprocess.run(
                [otb, "-in1", paths[0], "-in2", paths[1], "-out", os.path.join(folder, "mad.tif")],
                check=True, capture_output=True)
            theirs.append(time.time() - start)
        if index == 0:
            start = time.time()
            read = np.concatenate([rasterio.open(path).read() for path in paths])
            _, z, rounds = numpy_irmad(read.reshape(8, -1), 4, 1e-3, 100)
            z.astype(np.float32).tofile(output)
            peers.append(time.time() - start)
    best = min(run.seconds for run in published)
    print(f"{side} x {side}, 4 bands of float32, 2 threads, wall seconds of whole programs:")
    print(f"  ours, as published {best:.2f} ({published[0].rounds} rounds over all, settled: {published[0].settled}); "
          f"ours, consistent {min(run.seconds for run in ours):.2f} ({ours[0].rounds} rounds)")
    print(f"  NumPy {min(peers):.2f} ({rounds} rounds); Orfeo ToolBox {min(theirs):.2f} (one round)" if theirs
          else f"  NumPy {min(peers):.2f} ({rounds} rounds); Orfeo ToolBox is not installed (otb-bin)")
    if theirs:
        common.bar("IR-MAD to convergence over Orfeo ToolBox's MAD, wall", f"{best / min(theirs):.2f}", "<= 0.33",
            best <= min(theirs) / 3)
    common.bar("IR-MAD over NumPy's, wall", f"{best / min(peers):.3f}", "<= 0.1", best <= min(peers) / 10)
    passes = [Run(program, *paths, output, "--passes", "5") for _ in range(1 if quick else 3)]
    print(f"  one pass of sums {max(run.pass_rate for run in passes):.1f} GB/s, reading alone "
          f"{max(run.read_rate for run in passes):.1f} GB/s, Swift {max(run.swift_rate for run in passes):.1f} GB/s, "
          "one thread each")
    share = max(run.pass_rate for run in passes) / max(run.read_rate for run in passes)
    common.bar("one pass of sums over reading alone", f"{share:.2f}", ">= 0.5", share >= 0.5)
    faster = max(run.pass_rate for run in passes) / max(run.swift_rate for run in passes)
    common.bar("the same sums in C over Swift alone", f"{faster:.1f}", ">= 1.5", faster >= 1.5)


def memory(program, folder, side):
    """A pair made on disk, strip by strip."""
    random = np.random.default_rng(SEED + 20)
    paths = [os.path.join(folder, name) for name in ("large-before.tif", "large-after.tif")]
    profile = dict(driver="GTiff", width=side, height=side, count=4, dtype="uint8", interleave="band")
    with rasterio.open(paths[0], "w", **profile) as one, rasterio.open(paths[1], "w", **profile) as other:
        for top in range(0, side, 250):
            window = rasterio.windows.Window(0, top, side, min(250, side - top))
            ground = random.integers(40, 200, (4, window.height, side), dtype=np.uint8)
            one.write(ground, window=window)
            other.write((ground // 2 + random.integers(20, 40, ground.shape, dtype=np.uint8)), window=window)
    code = ("import resource,subprocess,sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    start = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, program, "irmad", *paths, os.path.join(folder, "large.raw"), "--memory", "512"],
        capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"error: changemethods irmad on the large pair: {done.stderr.strip()}")
    peak = int(done.stdout) / 1024
    print(f"{side} x {side}, 4 bands: {time.time() - start:.0f} s, {peak:.0f} MiB")
    common.bar(f"memory on {side} x {side}, --memory 512", f"{peak:.0f} MiB", "<= 512 MiB", peak <= 512)


def main():
    parser = common.options(__doc__)
    chosen = parser.parse_args()
    os.makedirs(OUT, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=OUT) as folder:
        agreement(chosen.changemethods, folder, chosen.data)
        speed(chosen.changemethods, folder, 512 if chosen.quick else 2048, chosen.quick)
        memory(chosen.changemethods, folder, 2_000 if chosen.quick else 20_000)


if __name__ == "__main__":
    main()
