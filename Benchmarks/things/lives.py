#!/usr/bin/env python3
"""Lives of things: brackets of every state against the moments at which simulated halls truly passed into it.

    lives.py --telltale EXE --data DIR [--quick] [--seed N] [--plants N]

Plants with phases (`simulate --phases`, 48 dates in three years, 3 m): ground is prepared, a frame rises, a roof grows and is
closed; half of the halls are then roofed anew, extended or taken down. A true hall is found where a feature of its change
overlaps it (intersection over union 0.3 and more); what is not found counts as missed, not as held. For each state: how often
the bracket of 90 % holds the moment, how often `since`, the first date with more than one half, lies after the moment rather than
before the date that precedes it, and how wide brackets are. Seeds 91001 and on are for scoring; 92001 and on were used to choose.
"""
import datetime
import os
import tempfile

import numpy
from shapely.geometry import shape

import common

SCORED, DEVELOPED = 91_001, 92_001
STATES = ["preparing", "underConstruction", "complete", "altered", "removed"]


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() / 86_400 if len(text) > 10 else (
        datetime.datetime.fromisoformat(text + "T00:00:00+00:00").timestamp() / 86_400)


def holds(stage, true):
    low = moment(stage["notBefore"]) if stage.get("notBefore") else -numpy.inf
    high = moment(stage["notAfter"]) if stage.get("notAfter") else numpy.inf
    # Days without a time of day last until their end.
    return low <= true <= high + 1, high - low, true - low, high - true


def overlap(one, other):
    a, b = shape(one["geometry"]).buffer(0), shape(other["geometry"]).buffer(0)
    return a.intersection(b).area / a.union(b).area


def plant(program, seed, base):
    """Rows of state, whether the thing was found, whether the state was told, held, width in days, and days of `since` after."""
    folder, case = os.path.join(base, f"plant-{seed}"), os.path.join(base, f"{seed}.case")
    for arguments in (
            ["simulate", "--seed", str(seed), "--phases", "--dates", "48", "--years", "3", "-o", folder],
            ["watch", f"{folder}/site.geojson", f"{folder}/imagery", "-o", case, "--no-absence"]):
        common.run(program, *arguments)
    features = [one for one in common.load(f"{case}/reports/latest/features.geojson")["features"] if one["properties"]["change"]]
    rows = []
    for thing in common.load(f"{folder}/truth.geojson")["features"]:
        for phase in thing["properties"].get("phases", []):
            state, true = phase["state"], moment(phase["date"])
            wanted = {"altered": {"altered", "built"}, "removed": {"removed", "built"}}.get(state, {"built"})
            near = [(overlap(thing, one), one) for one in features
                    if one["properties"]["change"] in wanted and one["properties"]["kind"] != "works"]
            # One whose own change it is goes before one whose life may tell it.
            near = [pair for pair in near if pair[0] >= 0.3]
            best = max(near, key=lambda pair: (pair[1]["properties"]["change"] == state, pair[0]), default=(0, None))
            if best[0] < 0.3:
                rows.append((state, False, False, False, numpy.nan, numpy.nan))
                continue
            own = best[1]["properties"]
            stage = next((one for one in own.get("life", []) if one["state"] == state), None)
            if stage is None and own["change"] == state:
                stage = {"notBefore": own["notBefore"], "notAfter": own["notAfter"]}
            if stage is None:
                rows.append((state, True, False, False, numpy.nan, numpy.nan))
                continue
            held, width, _, _ = holds(stage, true)
            since = moment(stage["since"]) - true if stage.get("since") else numpy.nan
            rows.append((state, True, True, held, width, since))
            if os.environ.get("LIVES_VERBOSE"):
                print(seed, state, phase["date"][:10], stage)
    return rows


def main():
    parser = common.options(__doc__)
    parser.add_argument("--seed", type=int, default=SCORED, help="the first of the plants")
    parser.add_argument("--plants", type=int, default=0, help="how many")
    options = parser.parse_args()
    count = options.plants or (3 if options.quick else 100)
    first = DEVELOPED if options.quick and options.seed == SCORED else options.seed
    rows = []
    with tempfile.TemporaryDirectory() as base:
        for seed in range(first, first + count):
            rows += plant(options.telltale, seed, base)
    print(f"{count} plants from seed {first}")
    print("  state               true  found  told  held of told  median width d  since: median days after, share before")
    held, told = 0, 0
    for state in STATES:
        own = [row for row in rows if row[0] == state]
        if not own:
            continue
        spoken = [row for row in own if row[2]]
        widths = [row[4] for row in spoken if numpy.isfinite(row[4])]
        since = numpy.array([row[5] for row in spoken if numpy.isfinite(row[5])])
        held, told = held + sum(row[3] for row in spoken), told + len(spoken)
        print(f"  {state:18s} {len(own):5d}  {sum(row[1] for row in own):5d}  {len(spoken):4d}  "
              f"{sum(row[3] for row in spoken) / max(1, len(spoken)):12.2f}  "
              f"{numpy.median(widths) if widths else numpy.nan:14.0f}  "
              f"{numpy.median(since) if len(since) else numpy.nan:8.0f}  {numpy.mean(since < 0) if len(since) else numpy.nan:.2f}")
        share = sum(row[3] for row in spoken) / max(1, len(spoken))
        common.bar(f"lives: brackets of “{state}” that hold the moment", f"{share:.2f} of {len(spoken)}", "0.85 … 0.95",
                   bool(spoken) and 0.85 <= share <= 0.95)


if __name__ == "__main__":
    main()
