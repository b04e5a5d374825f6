#!/usr/bin/env python3
"""`telltale score`: the SMART example against what its own scorer printed, and seeded sites, footprints and months
against the same scores in their plainest form.

    scoring.py --telltale EXE --data DIR [--quick]

Sites by `smartmaking.py`, scored again by `smartplain.py`; footprints are squares that drift, split, come, go and swap
names, matched again by SciPy's assignment.
"""
import csv
import json
import os
import random
import shutil
import subprocess
import tempfile
import time

import numpy
from scipy.optimize import linear_sum_assignment

import common
from smartmaking import Maker
from smartplain import Plain

FIRST_SEED = 11_001
SUBSETS = ["overall", "completed", "partial"]


def run(program, *arguments):
    done = subprocess.run([program, "score", *arguments, "--json"], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def agree(one, other):
    """Whether two cells are equal, numbers to four decimals."""
    if one == other:
        return True
    try:
        return abs(float(one) - float(other)) <= 0.5001e-4
    except ValueError:
        return False


def example(program, data, folder):
    """Rows of the example that agree, files that agree, and the best time of a whole sweep."""
    base = os.path.join(data, "smart-example")
    counts = {}
    seconds = []
    for subset in SUBSETS:
        out = os.path.join(folder, subset)
        for _ in range(3):
            begun = time.perf_counter()
            run(program, "smart", "--truth", base + "/input/truth", "--proposals", base + "/input/proposals",
                "--region", "BR_R002", "-o", out, "--activity", subset)
            seconds.append(time.perf_counter() - begun)
        for part in ("bas", "phase_activity"):
            expected = os.path.join(base, "expected/poly", subset, part)
            for name in sorted(os.listdir(expected)) if os.path.isdir(expected) else []:
                wanted, got = rows(os.path.join(expected, name)), rows(os.path.join(out, part, name))
                same = len(wanted) == len(got)
                hits = sum(len(a) == len(b) and all(map(agree, a, b)) for a, b in zip(wanted, got))
                counts[(subset, part, name)] = (hits if same else 0, len(wanted))
    return counts, min(seconds)


def sites(program, folder, seeds, count):
    """Cells of the scoreboards of made-up regions that agree with the plain form, and the largest difference."""
    compared, worst, faults, found = 0, 0.0, [], 0
    for seed in seeds:
        place = os.path.join(folder, str(seed))
        Maker(seed, count).write(place)
        for subset in SUBSETS:
            out = os.path.join(place, "out", subset)
            run(program, "smart", "--truth", place + "/truth", "--proposals", place + "/proposals", "--region",
                "XX_R001", "-o", out, "--activity", subset)
            plain = Plain(place, "XX_R001", subset)
            board = rows(os.path.join(out, "bas/scoreboard.csv"))
            for row in board[1:]:
                got = dict(zip(board[0], row))
                setting = [float(got[key]) for key in ("tau", "rho", "temporal iop", "temporal iot")]
                for key, value in plain.score(*setting).items():
                    compared += 1
                    difference = abs(float(got[key]) - round(value, 4))
                    worst = max(worst, difference)
                    if difference > 0.5e-4:
                        faults.append((seed, subset, setting, key, got[key], value))
                found += int(got["tp sites"])
        shutil.rmtree(place)
    return compared, worst, faults, found


def square(name, east, north, side, month=None):
    ring = [[east, north], [east + side, north], [east + side, north + side], [east, north + side], [east, north]]
    properties = {"Id": name} if month is None else {"Id": name, "month": month}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def box(feature):
    ring = feature["geometry"]["coordinates"][0]
    return ring[0][0], ring[0][1], ring[2][0], ring[2][1]


def overlap(one, other):
    a, b = box(one), box(other)
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    shared = max(0, wide) * max(0, high)
    return shared / sum(((c[2] - c[0]) * (c[3] - c[1]) for c in (a, b)), -shared)


def match(truth, found, enough):
    """Most pairs, then the greatest sum of overlaps."""
    if not truth or not found:
        return []
    table = numpy.array([[overlap(a, b) for b in found] for a in truth])
    reward = numpy.where(enough(table), 1000 + table, 0)
    return [(i, j) for i, j in zip(*linear_sum_assignment(reward, maximize=True)) if enough(table[i, j])]


def town(rng, months):
    """True squares by month and proposed ones that follow them badly, in a plane of 200 × 200."""
    truth, found = [], []
    houses = [(rng.randrange(months) if rng.random() < 0.5 else 0, rng.uniform(0, 190), rng.uniform(0, 190),
               rng.uniform(4, 12)) for _ in range(60)]
    names = list(range(60))
    for month in range(months):
        label = f"2018-{month + 1:02d}"
        if rng.random() < 0.5:
            a, b = rng.sample(range(60), 2)
            names[a], names[b] = names[b], names[a]
        for index, (begun, east, north, side) in enumerate(houses):
            if begun <= month:
                truth.append(square(f"t{index}", east, north, side, label))
            if begun + rng.choice([0, 0, 0, 1]) <= month and rng.random() < 0.9:
                found.append(square(f"p{names[index]}", east + rng.uniform(-3, 3), north + rng.uniform(-3, 3),
                                    side * rng.uniform(0.7, 1.3), label))
        for extra in range(rng.randrange(5)):
            found.append(square(f"x{month}-{extra}", rng.uniform(0, 190), rng.uniform(0, 190), 8, label))
    return truth, found


def track(truth, found):
    """SCOT by its definition."""
    by = {}
    for kind, features in (("truth", truth), ("found", found)):
        for feature in features:
            by.setdefault(feature["properties"]["month"], {"truth": [], "found": []})[kind].append(feature)
    tp = fp = fn = swaps = 0
    change = [0, 0, 0]
    history, known = [], [set(), set()]
    for number, month in enumerate(sorted(month for month in by if by[month]["truth"])):
        sides = [by[month]["truth"], by[month]["found"]]
        pairs = match(*sides, lambda table: table > 0.25)
        named = [tuple(side[k]["properties"]["Id"] for side, k in zip(sides, pair)) for pair in pairs]
        tp, fp, fn = tp + len(pairs), fp + len(sides[1]) - len(pairs), fn + len(sides[0]) - len(pairs)
        for pair in named:
            last = [next((old[1 - k] for old in reversed(history) if old[k] == pair[k]), pair[1 - k]) for k in (0, 1)]
            swaps += last[0] != pair[1] or last[1] != pair[0]
        new = [{f["properties"]["Id"] for f in side} - seen for side, seen in zip(sides, known)]
        if number:
            both = sum(a in new[0] and b in new[1] for a, b in named)
            change = [change[0] + both, change[1] + len(new[1]) - both, change[2] + len(new[0]) - both]
        history += named
        for seen, fresh in zip(known, new):
            seen |= fresh
    following = (tp - swaps) / (tp - swaps + (fp + fn + 2 * swaps) / 2)
    changing = 2 * change[0] / max(1, 2 * change[0] + change[1] + change[2])
    return 5 * changing * following / (4 * changing + following) if following + changing else 0


def footprints(program, folder, seeds):
    worst = {"f1": 0.0, "scot": 0.0}
    for seed in seeds:
        rng = random.Random(seed)
        truth, found = town(rng, 6)
        paths = []
        for name, features in (("truth", truth), ("found", found)):
            paths.append(os.path.join(folder, name + ".geojson"))
            with open(paths[-1], "w", encoding="utf-8") as file:
                json.dump({"type": "FeatureCollection", "frame": "pixel", "features": features}, file)
        got = run(program, "scot", "--truth", paths[0], "--proposals", paths[1])["score"]
        worst["scot"] = max(worst["scot"], abs(got - track(truth, found)))
        last = [[f for f in features if f["properties"]["month"] == "2018-06"] for features in (truth, found)]
        for path, features in zip(paths, last):
            with open(path, "w", encoding="utf-8") as file:
                json.dump({"type": "FeatureCollection", "frame": "pixel", "features": features}, file)
        got = run(program, "f1", "--truth", paths[0], "--proposals", paths[1])["f1"]
        plain = 2 * len(match(*last, lambda table: table >= 0.5)) / (len(last[0]) + len(last[1]))
        worst["f1"] = max(worst["f1"], abs(got - plain))
    return worst


def main():
    arguments = common.options(__doc__).parse_args()
    program = arguments.telltale
    folder = tempfile.mkdtemp()
    try:
        counts, seconds = example(program, arguments.data, folder)
        for key, (hits, all_rows) in counts.items():
            if hits < all_rows:
                print(f"  example {'/'.join(key)}: {hits} of {all_rows} rows agree")
        board = counts.get(("overall", "bas", "scoreboard.csv"), (0, 0))
        files = sum(hits == total for hits, total in counts.values())
        print(f"example: {files} of {len(counts)} tables agree to 4 decimals; a whole sweep in {seconds:.2f} s")
        common.bar("smart-example, rows of the scoreboard to 4 decimals", f"{max(0, board[0] - 1)} of {board[1] - 1}",
                   "all 47", board == (48, 48))
        common.bar("smart-example, tables", f"{files} of {len(counts)}", "all", files == len(counts) > 0)
        common.bar("smart-example, whole sweep", f"{seconds:.2f} s", "at most 2 s", seconds <= 2)

        seeds = range(FIRST_SEED, FIRST_SEED + (2 if arguments.quick else 20))
        compared, worst, faults, found = sites(program, folder, seeds, 25 if arguments.quick else 40)
        print(f"made-up regions, seeds {seeds.start} to {seeds.stop - 1}: {compared} cells of scoreboards compared, sites "
              f"found {found} times; largest difference {worst:.4g}")
        for fault in faults[:10]:
            print("  differs:", fault)
        common.bar("made-up regions, cells that differ from the plain form", len(faults), "none", not faults)

        seeds = range(FIRST_SEED, FIRST_SEED + (5 if arguments.quick else 50))
        worst = footprints(program, folder, seeds)
        print(f"made-up towns, seeds {seeds.start} to {seeds.stop - 1}: largest difference of f1 {worst['f1']:.2g}, of scot "
              f"{worst['scot']:.2g}")
        common.bar("made-up towns, largest difference from the plain form", f"{max(worst.values()):.2g}", "under 1e-9",
                   max(worst.values()) < 1e-9)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
