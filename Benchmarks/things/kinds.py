#!/usr/bin/env python3
"""What simulated things are called: a confusion matrix of true kind against the kind that was named.

    kinds.py --telltale EXE --data DIR [--quick] [--develop]

Plants of 3 m are watched. Each true change is given the feature of its own kind of change that overlaps it most, by 0.1 or
more; works are left out, as they hold the others. Rows are what is true, columns what was named, `-` not found. Seeds 98001 on
are scored; 97001 on (--develop, --quick) are those that the method was made on.
"""
import collections
import concurrent.futures
import tempfile

import shapely

import absence
import common

OVERLAP = 0.1
CHANGES = {"building": ("built", "cleared", "altered"), "clearedGround": ("built", "cleared", "altered"),
           "crane": ("removed",)}


def plant(program, seed):
    """[(true kind, named kind, odds as the feature tells them)]"""
    with tempfile.TemporaryDirectory() as folder:
        told, found, _ = absence.watched(program, folder, seed)
        truth = common.load(folder, "plant", "truth.geojson")["features"]
    rows = []
    for thing in truth:
        kind = thing["properties"]["kind"]
        if kind not in CHANGES or thing["properties"]["change"] is None:
            continue
        origin = thing["geometry"]["coordinates"][0][0]
        own = absence.metres(thing, origin)
        best = max(((overlap(own, absence.metres(feature, origin)), feature["properties"]) for feature in found
                    if feature["properties"]["change"] in CHANGES[kind] and feature["properties"]["kind"] != "works"),
                   key=lambda pair: pair[0], default=(0, None))
        named = best[1]["kind"] if best[0] >= OVERLAP else "-"
        rows.append((kind, named, best[1]["kindReasons"][0] if best[0] >= OVERLAP else ""))
    return rows


def overlap(first, second):
    common_area = shapely.intersection(first, second).area
    return common_area / max(shapely.union(first, second).area, 1e-9)


def main():
    parser = common.options(__doc__)
    parser.add_argument("--develop", action="store_true", help="the seeds that the method was made on")
    parser.add_argument("--first", type=int, help="first seed")
    parser.add_argument("--count", type=int, help="plants")
    chosen = parser.parse_args()
    first = chosen.first or (97001 if chosen.develop or chosen.quick else 98001)
    count = chosen.count or (4 if chosen.quick else 100)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        rows = [row for part in pool.map(lambda seed: plant(chosen.telltale, seed), range(first, first + count))
                for row in part]
    table = collections.Counter((true, named) for true, named, _ in rows)
    columns = sorted({named for _, named, _ in rows}, key=lambda name: (name == "-", name))
    print(f"{count} plants, seeds {first} to {first + count - 1}; rows are true, columns named")
    print("  " + " " * 14 + "".join(f"{name:>14}" for name in columns))
    for true in CHANGES:
        print(f"  {true:<14}" + "".join(f"{table[true, name]:>14}" for name in columns))
    named = [(true, name) for true, name, _ in rows if name not in ("-", "unknown")]
    right = sum(true == name for true, name in named)
    common.bar("kinds that were named and are right", f"{right} of {len(named)}", "at least 0.90",
               right >= 0.9 * len(named))
    known = sum(true == name for true, name, _ in rows)
    print(f"  of all true changes {known} of {len(rows)} were found and named right")


if __name__ == "__main__":
    main()
