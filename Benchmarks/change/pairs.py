#!/usr/bin/env python3
"""`telltale detect A B` on real pairs with truth, beside what pixels can do without it.

    pairs.py --changemethods EXE --data DIR [--quick]

The verb is run as a user would, at a false-alarm rate of 5e-3, one setting for all: `--kind built` where truth is what
was built (Sentinel-2, aerial pictures), `--kind any` where it is any change (Landsat). What the verb did not see counts as
missed. False alarms are shares of the pixels that truth calls unchanged, in units of P; what changed there without being
built is among them. Beside it: the magnitude of the change vector with Otsu's threshold.
"""
import json
import os
import subprocess
import tempfile
import warnings

import numpy as np
import rasterio

import common

warnings.filterwarnings("ignore", category=rasterio.errors.NotGeoreferencedWarning)
RATE = 5e-3
CITIES = ("beirut", "bordeaux", "mumbai", "nantes")
OTHERS = ("abudhabi", "beihai", "lasvegas", "paris")
AERIAL = ("levir-test_2", "sztaki-szada-1", "sztaki-tiszadob-3")


def read(path):
    with rasterio.open(path) as file:
        return file.read()


def otsu(values):
    """The threshold that parts a histogram of 256 cells with the least variance within (Otsu 1979)."""
    counts, edges = np.histogram(values, 256)
    middle = (edges[1:] + edges[:-1]) / 2
    low, high = np.cumsum(counts), np.cumsum(counts[::-1])[::-1]
    with np.errstate(invalid="ignore", divide="ignore"):
        below = np.cumsum(counts * middle) / low
        above = (np.cumsum((counts * middle)[::-1]) / high[::-1])[::-1]
    between = low[:-1] * high[1:] * (below[:-1] - above[1:]) ** 2
    return middle[np.nanargmax(between)]


def change_vector(before, after):
    """Which pixels differ: bands standardised, magnitude, Otsu. The files as they lie, without aligning."""
    if before.shape != after.shape:
        return None
    def standard(bands):
        bands = bands.astype(float)
        return (bands - bands.mean((1, 2), keepdims=True)) / np.maximum(bands.std((1, 2), keepdims=True), 1e-9)
    magnitude = np.sqrt(((standard(after) - standard(before)) ** 2).sum(0))
    return magnitude > otsu(magnitude.ravel())


class Score:
    def __init__(self, found, changed, unchanged):
        hit, false = int((found & changed).sum()), int((found & unchanged).sum())
        self.precision = hit / max(hit + false, 1)
        self.recall = hit / max(int(changed.sum()), 1)
        self.f1 = 2 * hit / max(hit + false + int(changed.sum()), 1)
        self.rate = false / max(int(unchanged.sum()), 1) / RATE
        self.accuracy = (hit + int((~found & unchanged).sum())) / max(int((changed | unchanged).sum()), 1)

    def __str__(self):
        return (f"precision {self.precision:.2f}, recall {self.recall:.2f}, F1 {self.f1:.3f}, "
                f"false alarms {self.rate:.2f} P")


def detect(program, before, after, kind, *more):
    with tempfile.TemporaryDirectory() as folder:
        ran = subprocess.run(
            [program, "detect", before, after, "-o", folder, "--kind", kind, "--false-alarm-rate", str(RATE), "--json",
             *more], capture_output=True, text=True)
        if ran.returncode:
            raise SystemExit(f"detect {before} {after}: {ran.stderr}")
        return read(os.path.join(folder, "change.tif"))[0], json.loads(ran.stdout)


def one(program, name, before, after, changed, unchanged, kind, *more):
    found, said = detect(program, before, after, kind, *more)
    score = Score(found == 1, changed, unchanged)
    print(f"{name}: {said['method']['name']}, {score}, {said['regions']} regions, seen {(found != 255).mean():.3f}")
    plain = change_vector(read(before), read(after))
    if plain is not None:
        print(f"  change vector with Otsu's threshold: {Score(plain, changed, unchanged)}")
    return score


def main():
    arguments = common.options(__doc__).parse_args()
    program = os.path.join(os.path.dirname(arguments.changemethods), "telltale")
    data = arguments.data

    scores = []
    for city in CITIES:
        folder = os.path.join(data, "sentinel2-pairs", city)
        files = sorted(name for name in os.listdir(folder) if name.startswith("S2_"))
        truth = read(os.path.join(folder, "truth.tif"))[0]
        scores.append(one(program, city, *(os.path.join(folder, name) for name in files), truth == 2, truth == 1, "built"))
    for city in () if arguments.quick else OTHERS:
        folder = os.path.join(data, "sentinel2-pairs", city)
        files = sorted(name for name in os.listdir(folder) if name.startswith("S2_"))
        found, said = detect(program, *(os.path.join(folder, name) for name in files), "built")
        print(f"{city} (no truth): {(found == 1).sum() / (found != 255).sum() / RATE:.2f} P of all pixels, "
              f"{said['regions']} regions")
    macro = float(np.mean([score.f1 for score in scores]))
    common.bar("built, Sentinel-2, macro F1", f"{macro:.3f}", "at least 0.35, aim 0.5", macro >= 0.35)
    worst = max(score.rate for score in scores)
    common.bar("built, Sentinel-2, false alarms where nothing was built, worst", f"{worst:.2f} P", "at most 5 P", worst <= 5)

    for name in AERIAL:
        folder = os.path.join(data, "vhr-pairs", name)
        label = read(os.path.join(folder, "label.png"))
        changed = label[0] > 127
        score = one(program, name, os.path.join(folder, "A.png"), os.path.join(folder, "B.png"), changed, ~changed, "built")
        if name.startswith("levir"):
            common.bar("built, LEVIR test_2, F1", f"{score.f1:.3f}", "at least 0.35, aim 0.5", score.f1 >= 0.35)

    folder = os.path.join(data, "landsat-pair-taizhou")
    changed, unchanged = (read(os.path.join(folder, name))[0] > 0 for name in ("change.bmp", "unchanged.bmp"))
    score = one(
        program, "taizhou", os.path.join(folder, "2000TM"), os.path.join(folder, "2003TM"), changed, unchanged, "any")
    common.bar("any, Taizhou, overall accuracy", f"{score.accuracy:.4f}", "at least 0.97, aim 0.985", score.accuracy >= 0.97)
    common.bar("any, Taizhou, false alarms on the unchanged mask", f"{score.rate:.2f} P", "at most 2 P", score.rate <= 2)


if __name__ == "__main__":
    main()
