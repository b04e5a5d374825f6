#!/usr/bin/env python3
"""Area, length, height and ratio against the truth of simulated scenes: does a 90 % interval hold it in 90 of 100?

    measures.py --telltale EXE --data DIR [--quick] [--develop] [--part scenes|hall|plants]… [--count N]

Scenes of halls alone (`simulate --halls`) at 0.5, 3 and 10 m, seen off nadir, on sloping ground, one date each; two sketched halls
a scene, measured as a user would: `measure PICTURE --outline SKETCH --refine --over OTHER`. Then a hall of 60 x 25 m on 3 m pixels,
from one date and from ten. Then 400 plants, watched: the new hall's area, length, height and ratio, the sketched halls' area,
length and height. What was not found, refused or could not be measured counts as a miss. Seeds 71001 on are scored,
plants 73001 on; 51001 and 1427 on (--develop, --quick) are those that constants were set on.
"""
import concurrent.futures
import json
import math
import os
import statistics
import subprocess
import tempfile

import shapely
import shapely.ops

import common

SIZES = {0.5: 256, 3.0: 256, 10.0: 256}
WANTED = (0.85, 0.95)


def telltale(program, *arguments):
    done = subprocess.run([program, *map(str, arguments), "--json", "--threads", "1"], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else None


def features(path):
    with open(path, encoding="utf-8") as file:
        return {feature["id"]: feature for feature in json.load(file)["features"]}


def metres(feature):
    """The polygon on a plane in metres: the ellipsoid's two radii at its own latitude."""
    ring = feature["geometry"]["coordinates"][0]
    latitude = math.radians(sum(point[1] for point in ring) / len(ring))
    e2 = 0.00669437999014
    w = 1 - e2 * math.sin(latitude) ** 2
    east = 6378137 / math.sqrt(w) * math.cos(latitude)
    north = 6378137 * (1 - e2) / w ** 1.5
    return shapely.Polygon([(math.radians(point[0] - ring[0][0]) * east, math.radians(point[1] - ring[0][1]) * north)
                            for point in ring])


def sides(feature):
    """Length and width of the smallest rectangle around it."""
    corners = list(metres(feature).minimum_rotated_rectangle.exterior.coords)
    return sorted((math.dist(corners[0], corners[1]), math.dist(corners[1], corners[2])), reverse=True)


class Cell:
    """How often intervals of one measure hold the truth."""

    def __init__(self):
        self.held, self.count, self.told = 0, 0, 0
        self.widths, self.errors, self.reaches = [], [], []

    def add(self, estimate, truth):
        self.count += 1
        if not estimate or "value" not in estimate:
            return
        self.told += 1
        low = -math.inf if estimate["low"] is None else estimate["low"]
        high = math.inf if estimate["high"] is None else estimate["high"]
        self.held += low <= truth <= high
        self.widths.append((high - low) / truth)
        # How far the truth lies towards the end of the interval on its side: 1 is the end.
        value = estimate["value"]
        self.reaches.append((truth - value) / (high - value) if truth > value else (value - truth) / max(value - low, 1e-9))
        self.errors.append(abs(estimate["value"] - truth) / truth)

    @property
    def share(self):
        return self.held / max(self.count, 1)

    def __str__(self):
        if not self.told:
            return f"{self.count} cases, none told"
        return (f"{self.share:.3f} of {self.count} held, {self.told} told, median width "
                f"{100 * statistics.median(self.widths):.1f} % of the truth, median error {100 * statistics.median(self.errors):.1f} %, nine in ten within "
                f"{sorted(self.reaches)[int(0.9 * (len(self.reaches) - 1))]:.2f} of the half width")


def sketch(feature, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": [feature]}, file)


def halls(program, seed, gsd, dates=1, hall=None, size=None):
    """What is told of the two sketched halls of a scene, with their truth: [(told, truth feature)], first over second."""
    with tempfile.TemporaryDirectory() as folder:
        more = ("--hall", hall) if hall else ()
        telltale(program, "simulate", "--halls", "--gsd", gsd, "--size", size or SIZES[gsd], "--dates", dates, "--years", 1,
                 "--seed", seed, "-o", folder, *more)
        site, truth = features(f"{folder}/site.geojson"), features(f"{folder}/truth.geojson")
        for name in ("hall-A", "hall-B"):
            sketch(site[name], f"{folder}/{name}.geojson")
        pictures = sorted(f"{folder}/imagery/{name}" for name in os.listdir(f"{folder}/imagery") if name.endswith(".tif"))
        target = pictures[0]
        if dates > 1:
            target = f"{folder}/halls.case"
            telltale(program, "init", target, "--site", f"{folder}/site.geojson")
            telltale(program, "add", target, *pictures)
        told = [telltale(program, "measure", target, "--outline", f"{folder}/{one}.geojson", "--refine",
                         "--over", f"{folder}/{other}.geojson") or
                telltale(program, "measure", target, "--outline", f"{folder}/{one}.geojson", "--refine") or {}
                for one, other in (("hall-A", "hall-B"), ("hall-B", "hall-A"))]
        return list(zip(told, (truth["hall-A"], truth["hall-B"])))


def note(cells, told, feature, ratio=None):
    properties = feature["properties"]
    cells["area"].add(told.get("area"), properties["area"])
    length, width = sides(feature)
    cells["length"].add(told.get("length"), length)
    cells["width"].add(told.get("width"), width)
    cells["height"].add(told.get("height"), properties["height"])
    if ratio is not None:
        cells["ratio"].add(told.get("ratio"), ratio)


def cells():
    return {name: Cell() for name in ("area", "length", "width", "height", "ratio")}


def over(jobs, work):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, jobs))


def scenes(program, first, count):
    for gsd in SIZES:
        found = cells()
        for both in over(range(first, first + count), lambda seed: halls(program, seed, gsd)):
            areas = [feature["properties"]["area"] for _, feature in both]
            note(found, *both[0], ratio=areas[0] / areas[1])
            note(found, *both[1])
        report(f"{gsd:g} m, {count} scenes, seeds {first} to {first + count - 1}", f"{gsd:g} m", found)


def report(title, label, found, asked=("area", "length", "height", "ratio")):
    print(title)
    for name, cell in found.items():
        if not cell.count:
            continue
        print(f"  {name}: {cell}")
        if name in asked:
            common.bar(f"90 % interval holds the truth, {name}, {label}", f"{cell.share:.3f}", "0.85 to 0.95",
                       WANTED[0] <= cell.share <= WANTED[1])


def one_hall(program, first, count):
    for dates, most in ((1, 0.35), (10, 0.25)):
        found = cells()
        for both in over(range(first, first + count), lambda seed: halls(program, seed, 3.0, dates, "60x25", 192)):
            note(found, *both[0])
        width = statistics.median(found["area"].widths) if found["area"].widths else math.inf
        report(f"Hall of 60 x 25 m at 3 m, {dates} dates, {count} plants", f"hall, {dates} dates", found, asked=())
        common.bar(f"width of the area interval of a hall of 60 x 25 m at 3 m, {dates} clear dates", f"{100 * width:.1f} %",
                   f"at most {100 * most:.0f} %", width <= most)


def plant(program, seed):
    """[(told properties, truth feature, ratio)] of the new hall and the sketched ones."""
    with tempfile.TemporaryDirectory() as folder:
        telltale(program, "simulate", "--seed", seed, "-o", folder)
        telltale(program, "watch", f"{folder}/site.geojson", f"{folder}/imagery", "-o", f"{folder}/p.case", "--no-absence")
        path = f"{folder}/p.case/reports/latest/features.geojson"
        found = features(path) if os.path.exists(path) else {}
        truth = features(f"{folder}/truth.geojson")
        new = truth["new-hall"]
        ground = metres_around(new, new)
        best = max((feature for feature in found.values()
                    if feature["properties"]["kind"] == "building" and feature["properties"]["change"] == "built"),
                   key=lambda feature: shapely.intersection(ground, metres_around(feature, new)).area, default=None)
        hit = best is not None and shapely.intersection(ground, metres_around(best, new)).area > 0
        told = best["properties"] if hit else {}
        rows = [(told, new, None)]
        for name, share in new["properties"]["ratioTo"].items():
            rows.append(({"ratio": next((ratio for ratio in told.get("ratios", []) if ratio["name"] == name), None)}, None,
                         share))
            reference = found.get(name.replace(" ", "-"), {"properties": {}})
            rows.append((reference["properties"], truth[name.replace(" ", "-")], None))
        return rows


def metres_around(feature, origin):
    """On the plane of `origin`."""
    point = origin["geometry"]["coordinates"][0][0]
    moved = {"geometry": {"coordinates": [[point] + feature["geometry"]["coordinates"][0]]}}
    ring = list(metres(moved).exterior.coords)[1:]
    return shapely.make_valid(shapely.Polygon(ring))


def plants(program, first, count):
    """Bars count new and standing halls together; apart they are printed."""
    new, standing = cells(), cells()
    both = cells()
    for rows in over(range(first, first + count), lambda seed: plant(program, seed)):
        for index, (told, feature, ratio) in enumerate(rows):
            for cell in (both, new if ratio is not None or index == 0 else standing):
                if ratio is not None:
                    cell["ratio"].add(told["ratio"], ratio)
                else:
                    note(cell, told, feature)
    report(f"{count} plants, seeds {first} to {first + count - 1}, the new hall", "", new, asked=())
    report("the same plants, sketched halls", "", standing, asked=())
    report("the same plants, both", "plants", both)


def main():
    parser = common.options(__doc__)
    parser.add_argument("--develop", action="store_true", help="the seeds that constants were set on")
    parser.add_argument("--count", type=int, help="so many scenes of each kind, halls and plants, not 667, 60 and 400")
    parser.add_argument("--part", action="append", choices=("scenes", "hall", "plants"), help="only this part")
    arguments = parser.parse_args()
    parts = arguments.part or ["scenes", "hall", "plants"]
    program = arguments.telltale
    develop = arguments.develop or arguments.quick
    base = 51001 if develop else 71001
    if "scenes" in parts:
        scenes(program, base, arguments.count or (20 if arguments.quick else 667))
    if "hall" in parts:
        one_hall(program, base + 1000, arguments.count or (10 if arguments.quick else 60))
    if "plants" in parts:
        plants(program, 1427 if develop else 73001, arguments.count or (10 if arguments.quick else 400))


if __name__ == "__main__":
    main()
