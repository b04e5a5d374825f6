#!/usr/bin/env python3
"""`telltale detect A B --kind built`: what was built, one outline each, against buildings that people drew.

    levir.py --telltale EXE --data DIR [--quick]

The verb is run as a user would, at a false-alarm rate of 5e-3, and `regions.geojson` is matched one to one with the
connected components of the label picture: the assignment with the greatest sum of overlaps (intersection over union, SciPy's
`linear_sum_assignment`), pairs under 0.1 left out. Buildings narrower than 4 pixels are left out; each other one that has no
outline counts as a miss. Beside it the connected components of `change.tif`, regions of the same least size, as plain
methods would take them. The pairs of 1.5 m mark any change, roads and fields too: they have no bar.
"""
import json
import os
import subprocess
import tempfile
import warnings

import numpy
import rasterio
from scipy import ndimage
from scipy.optimize import linear_sum_assignment
from shapely import contains_xy
from shapely.geometry import shape

import common

warnings.filterwarnings("ignore", category=rasterio.errors.NotGeoreferencedWarning)
RATE = "5e-3"
LEAST = 0.1
# Metres of a pixel, and least square metres of a region.
PAIRS = {"levir-test_2": 0.5, "sztaki-szada-1": 1.5, "sztaki-tiszadob-3": 1.5}
LEAST_AREA = 10.0
LEAST_PIXELS = 6


def read(path):
    with rasterio.open(path) as file:
        return file.read(1)


def components(flags, least):
    """Sets of pixels as (rows, columns) of 8-connected parts of `least` pixels or more."""
    labels, _ = ndimage.label(flags, numpy.ones((3, 3)))
    result = []
    for number, box in enumerate(ndimage.find_objects(labels), 1):
        rows, columns = numpy.nonzero(labels[box] == number)
        if len(rows) >= least:
            result.append(Thing(rows + box[0].start, columns + box[1].start, flags.shape))
    return result


class Thing:
    """A set of pixels."""

    def __init__(self, rows, columns, picture):
        self.pixels = numpy.sort(rows.astype(numpy.int64) * picture[1] + columns)
        self.area = float(len(self.pixels))
        self.across = min(numpy.ptp(rows), numpy.ptp(columns)) + 1 if len(rows) else 0

    @classmethod
    def of(cls, feature, picture):
        """The pixels whose centres lie in an outline; its area is that of the outline."""
        outline = shape(feature["geometry"])
        left, top, right, bottom = outline.bounds
        rows, columns = numpy.mgrid[
            max(0, int(top)):min(picture[0], int(bottom) + 2), max(0, int(left)):min(picture[1], int(right) + 2)]
        rows, columns = rows.ravel(), columns.ravel()
        inside = contains_xy(outline, columns + 0.5, rows + 0.5)
        thing = cls(rows[inside], columns[inside], picture)
        thing.area = outline.area
        thing.feature = feature["properties"]
        return thing

    def overlap(self, other):
        common_pixels = len(numpy.intersect1d(self.pixels, other.pixels, assume_unique=True))
        return common_pixels / max(len(self.pixels) + len(other.pixels) - common_pixels, 1)


class Match:
    """Truth and found things joined one to one."""

    def __init__(self, truth, found):
        table = numpy.zeros((len(truth), max(len(found), 1)))
        for i, one in enumerate(truth):
            for j, other in enumerate(found):
                if one.pixels[0] <= other.pixels[-1] and other.pixels[0] <= one.pixels[-1]:
                    table[i, j] = one.overlap(other)
        table[table < LEAST] = 0
        self.pairs = [(i, j) for i, j in zip(*linear_sum_assignment(table, maximize=True)) if table[i, j] > 0]
        overlaps = [table[pair] for pair in self.pairs]
        self.share = len(self.pairs) / max(len(truth), 1)
        self.precision = len(self.pairs) / max(len(found), 1)
        self.iou = float(numpy.mean(overlaps)) if overlaps else 0.0
        errors = [abs(found[j].area / truth[i].area - 1) for i, j in self.pairs]
        self.error = float(numpy.median(errors)) if errors else float("inf")
        self.half = sum(overlap >= 0.5 for overlap in overlaps) / max(len(truth), 1)
        self.counts = (len(self.pairs), len(truth), len(found))

    def __str__(self):
        matched, truth, found = self.counts
        return (f"{matched} of {truth} matched ({self.share:.0%}; at IoU >= 0.5 {self.half:.0%}), mean IoU {self.iou:.3f}, "
                f"median area error {self.error:.1%}, precision {self.precision:.2f} of {found}")


def intervals(truth, found, match):
    """How many of the matched areas' intervals hold the true area, of how many."""
    held = [
        area["low"] <= truth[i].area * scale <= area["high"]
        for i, j in match.pairs
        for area, scale in [(found[j].feature.get("area", {}), found[j].scale)]
        if "low" in area
    ]
    return sum(held), len(held)


def one(program, folder, metres):
    with tempfile.TemporaryDirectory() as out:
        ran = subprocess.run(
            [program, "detect", folder + "/A.png", folder + "/B.png", "-o", out, "--kind", "built",
             "--false-alarm-rate", RATE, "--gsd", str(metres), "--json"], capture_output=True, text=True)
        if ran.returncode:
            raise SystemExit(f"detect {folder}: {ran.stderr}")
        with open(out + "/regions.geojson", encoding="utf-8") as file:
            features = json.load(file)["features"]
        changed = read(out + "/change.tif") == 1
    label = read(folder + "/label.png") > 127
    truth = [thing for thing in components(label, 1) if thing.across >= 4]
    found = [Thing.of(feature, label.shape) for feature in features]
    found = [thing for thing in found if len(thing.pixels)]
    for thing in found:
        thing.scale = metres * metres
    things = [thing for thing in found if "low" in thing.feature.get("area", {})]
    match = Match(truth, found)
    print(f"{os.path.basename(folder)}, {metres} m: {match}")
    words = [thing.feature.get("outline", "") for thing in found]
    print("  outlines: " + ", ".join(f"{words.count(word)} {word}" for word in sorted(set(words))))
    alone = Match(truth, things)
    print(f"  things alone: {alone}; {'%d of %d' % intervals(truth, found, match)} intervals of matched areas hold the truth")
    least = max(LEAST_PIXELS, LEAST_AREA / metres ** 2)
    print(f"  components of change.tif: {Match(truth, components(changed, least))}")
    return match


def main():
    arguments = common.options(__doc__).parse_args()
    for name, metres in PAIRS.items():
        if arguments.quick and not name.startswith("levir"):
            continue
        match = one(arguments.telltale, os.path.join(arguments.data, "vhr-pairs", name), metres)
        if name.startswith("levir"):
            common.bar("LEVIR test_2, new buildings matched one to one at IoU >= 0.1", f"{match.share:.0%}",
                       "at least 40 %, aim 60 %", match.share >= 0.40)
            common.bar("LEVIR test_2, mean IoU of the matched", f"{match.iou:.3f}", "at least 0.45, aim 0.6", match.iou >= 0.45)
            common.bar("LEVIR test_2, median absolute area error", f"{match.error:.1%}", "at most 25 %, aim 15 %",
                       match.error <= 0.25)


if __name__ == "__main__":
    main()
