#!/usr/bin/env python3
"""Statements of absence: how often is one false, and are halls of the stated size found?

    absence.py --telltale EXE --data DIR [--quick] [--develop]

Plants of 3 m are watched and their statement of absence read: no other new building over so many square metres between two
dates. It is false where a new hall over that area, whose roof went up between these dates and differs from its ground by as
much as the statement assumes, lies in no feature that is listed. A third of the plants build a hall of drawn size, a third
one a quarter above the size that the same plant's quiet twin states, so that the statement is put to the test where it is
weakest, and a third are quiet, on which the statement must be made and nothing be found. Seeds 96001 on are scored; 95001 on
(--develop, --quick) are those that the method was made on.
"""
import concurrent.futures
import math
import os
import sys
import tempfile

import shapely

import common

# What bench-plants asks of a find, and what planted buildings are held to.
OVERLAP = 0.3


def metres(feature, origin):
    """The polygon on the plane of `origin`, longitude and latitude; good to a tenth of a per cent over a site."""
    east = 111_320 * math.cos(math.radians(origin[1]))
    return shapely.make_valid(shapely.Polygon(
        [((x - origin[0]) * east, (y - origin[1]) * 110_940) for x, y in feature["geometry"]["coordinates"][0]]))


def watched(program, folder, seed, *options):
    """The site's statement, the features, and the new hall; the latter `None` of a quiet twin."""
    made, case = os.path.join(folder, "plant"), os.path.join(folder, "plant.case")
    common.run(program, "simulate", "-o", made, "--seed", seed, *options, "--threads", 1)
    common.run(program, "watch", os.path.join(made, "site.geojson"), os.path.join(made, "imagery"), "-o", case, "--threads", 1)
    told = common.load(case, "reports", "latest", "observability.json")
    found = common.load(case, "reports", "latest", "features.geojson")["features"]
    truth = {feature["id"]: feature for feature in common.load(made, "truth.geojson")["features"]}
    return told, found, truth.get("new-hall")


def listed(hall, features):
    """Whether a feature that is a change, and not the works around it, covers the hall as a find does."""
    origin = hall["geometry"]["coordinates"][0][0]
    own = metres(hall, origin)
    for feature in features:
        if feature["properties"]["change"] not in ("built", "cleared") or feature["properties"]["kind"] == "works":
            continue
        other = metres(feature, origin)
        if own.intersection(other).area >= OVERLAP * own.union(other).area:
            return True
    return False


def plant(program, seed, kind):
    """Of one plant: what was stated, and whether a hall that it speaks of was missed."""
    with tempfile.TemporaryDirectory() as folder:
        options = []
        size = None
        if kind == "quiet":
            options = ["--quiet-twin"]
        if kind == "edge":
            os.mkdir(os.path.join(folder, "twin"))
            told, _, _ = watched(program, os.path.join(folder, "twin"), seed, "--quiet-twin")
            absence = told["zones"][0]["absence"]
            if "over" not in absence:
                return {"kind": kind, "seed": seed, "stated": None}
            size = 1.25 * absence["over"]
            options = ["--hall", f"{math.sqrt(1.5 * size):.2f}x{math.sqrt(size / 1.5):.2f}"]
        told, found, hall = watched(program, folder, seed, *options)
        absence = told["zones"][0]["absence"]
        result = {"kind": kind, "seed": seed, "stated": absence.get("over"), "spoken": False, "missed": False}
        if hall is None or "over" not in absence:
            return result
        own = hall["properties"]
        result["spoken"] = (own["area"] >= absence["over"] and own["roofContrast"] >= told["building"]["contrast"]
                            and absence["notBefore"] <= own["date"] <= absence["notAfter"])
        result["missed"] = result["spoken"] and not listed(hall, found)
        return result


def main():
    parser = common.options(__doc__)
    parser.add_argument("--develop", action="store_true", help="the seeds that the method was made on")
    parser.add_argument("--first", type=int, help="first seed")
    parser.add_argument("--count", type=int, help="plants of each third")
    chosen = parser.parse_args()
    first = chosen.first or (95001 if chosen.develop or chosen.quick else 96001)
    count = chosen.count or (3 if chosen.quick else 40)
    jobs = [(first + index, kind) for kind in ("drawn", "edge", "quiet") for index in range(count)]
    results = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for result in pool.map(lambda job: plant(chosen.telltale, *job), jobs):
            print(f"  {result}", file=sys.stderr)
            results.append(result)
    stated = [result["stated"] for result in results if result["stated"]]
    print(f"{len(results)} plants, seeds {first} to {first + count - 1}; {len(stated)} statements, "
          f"over {sorted(stated)[len(stated) // 2] if stated else 0:.0f} m² in the median")
    for kind in ("drawn", "edge", "quiet"):
        part = [result for result in results if result["kind"] == kind]
        spoken = [result for result in part if result.get("spoken")]
        missed = [result["seed"] for result in spoken if result["missed"]]
        print(f"  {kind}: {sum(result['stated'] is not None for result in part)} of {len(part)} stated, "
              f"{len(spoken)} speak of the hall, {len(missed)} of these false: {missed}")
    false = sum(result.get("missed", False) for result in results)
    # Those alone that speak of a hall can be false.
    spoken = sum(bool(result.get("spoken")) for result in results)
    common.bar("statements of absence that are false, of those that speak of a hall", f"{false} of {spoken}", "at most 5 %",
               spoken > 0 and false <= 0.05 * spoken)
    edge = [result for result in results if result["kind"] == "edge" and result.get("spoken")]
    found = sum(not result["missed"] for result in edge)
    common.bar("halls a quarter above the stated size that are listed", f"{found} of {len(edge)}", "at least 95 %",
               bool(edge) and found >= 0.95 * len(edge))


if __name__ == "__main__":
    main()
