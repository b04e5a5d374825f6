#!/usr/bin/env python3
"""What simulated things are called: a confusion matrix of true kind against the kind that was named.

    kinds.py --telltale EXE --data DIR [--quick] [--develop] [--extras]

Plants of 3 m are watched. Each true change is given the feature of its own kind of change that overlaps it most, by 0.1 or
more; works are left out, as they hold the others. Rows are what is true, columns what was named, `-` not found. Seeds 98001 on
are scored; 97001 on (--develop, --quick) are those that the method was made on.

With --extras a stockpile, a pit, a pond, a screen over a loading yard and a track that continues a siding come to each plant,
and its pictures are written as products whose bands are known, for water is told by them alone.
"""
import collections
import concurrent.futures
import os
import tempfile

import numpy
import rasterio
import shapely

import absence
import common

OVERLAP = 0.1
CHANGES = {"building": ("built", "cleared", "altered"), "clearedGround": ("built", "cleared", "altered"),
           "crane": ("removed",)}
EXTRAS = ("stockpile", "excavation", "water", "screen", "rail")
# Reflectance of a number of simulated pictures, and numbers of the products that they are written as.
SCALE, OFFSET, STEP = 1e-4, -0.2, 2.75e-5


def products(folder):
    """The pictures of a plant as files of one band each, named as Landsat's."""
    imagery = os.path.join(folder, "imagery")
    for name in sorted(os.listdir(imagery)):
        with rasterio.open(os.path.join(imagery, name)) as file:
            profile, bands, day = file.profile, file.read(), name[4:14].replace("-", "")
        os.remove(os.path.join(imagery, name))
        profile.update(count=1, nodata=0)
        for band, label in zip(bands, ("SR_B2", "SR_B3", "SR_B4", "SR_B5")):
            numbers = numpy.where(band == 0, 0, numpy.rint((band * SCALE - OFFSET) / STEP)).astype("uint16")
            path = os.path.join(imagery, f"LC08_L2SP_160043_{day}_{day}_02_T1_{label}.TIF")
            with rasterio.open(path, "w", **profile) as file:
                file.write(numbers, 1)


def changes(kind):
    """Changes under which a thing of that kind counts as found."""
    return ("built", "cleared", "altered") if kind in EXTRAS else CHANGES[kind]


def plant(program, seed, extras):
    """[(true kind, named kind, odds as the feature tells them)]"""
    with tempfile.TemporaryDirectory() as folder:
        if extras:
            made, case = os.path.join(folder, "plant"), os.path.join(folder, "plant.case")
            common.run(program, "simulate", "-o", made, "--seed", seed, "--extras", "--size", 320, "--threads", 1)
            products(made)
            common.run(program, "watch", os.path.join(made, "site.geojson"), os.path.join(made, "imagery"), "-o", case, "--no-absence",
                       "--threads", 1)
            found = common.load(case, "reports", "latest", "features.geojson")["features"]
        else:
            _, found, _ = absence.watched(program, folder, seed)
        truth = common.load(folder, "plant", "truth.geojson")["features"]
    rows = []
    for thing in truth:
        kind = thing["properties"]["kind"]
        if (kind not in CHANGES and kind not in EXTRAS) or thing["properties"]["change"] is None:
            continue
        origin = thing["geometry"]["coordinates"][0][0]
        own = absence.metres(thing, origin)
        best = max(((overlap(own, absence.metres(feature, origin)), feature["properties"]) for feature in found
                    if feature["properties"]["change"] in changes(kind) and feature["properties"]["kind"] != "works"),
                   key=lambda pair: pair[0], default=(0, None))
        named = best[1]["kind"] if best[0] >= OVERLAP else "-"
        rows.append((kind, named, " | ".join(best[1]["kindReasons"]) if best[0] >= OVERLAP else ""))
    return rows


def overlap(first, second):
    common_area = shapely.intersection(first, second).area
    return common_area / max(shapely.union(first, second).area, 1e-9)


def main():
    parser = common.options(__doc__)
    parser.add_argument("--develop", action="store_true", help="the seeds that the method was made on")
    parser.add_argument("--extras", action="store_true", help="plants with a stockpile, a pit, a pond, a screen and a track")
    parser.add_argument("--reasons", action="store_true", help="tell of each thing what it was called and why")
    parser.add_argument("--first", type=int, help="first seed")
    parser.add_argument("--count", type=int, help="plants")
    chosen = parser.parse_args()
    first = chosen.first or (97001 if chosen.develop or chosen.quick else 98001)
    count = chosen.count or (4 if chosen.quick else 100)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        rows = [row for part in pool.map(lambda seed: plant(chosen.telltale, seed, chosen.extras), range(first, first + count))
                for row in part]
    table = collections.Counter((true, named) for true, named, _ in rows)
    columns = sorted({named for _, named, _ in rows}, key=lambda name: (name == "-", name))
    print(f"{count} plants, seeds {first} to {first + count - 1}; rows are true, columns named")
    print("  " + " " * 14 + "".join(f"{name:>14}" for name in columns))
    for true in list(CHANGES) + (list(EXTRAS) if chosen.extras else []):
        print(f"  {true:<14}" + "".join(f"{table[true, name]:>14}" for name in columns))
    if chosen.reasons:
        for true, name, reason in rows:
            print(f"    {true} {name} {reason}")
    named = [(true, name) for true, name, _ in rows if name not in ("-", "unknown")]
    right = sum(true == name for true, name in named)
    common.bar("kinds that were named and are right", f"{right} of {len(named)}", "at least 0.90",
               right >= 0.9 * len(named))
    known = sum(true == name for true, name, _ in rows)
    print(f"  of all true changes {known} of {len(rows)} were found and named right")


if __name__ == "__main__":
    main()
