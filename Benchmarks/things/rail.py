#!/usr/bin/env python3
"""Occupied length of a rail spur on simulated plants of 3 m, with clouds and misregistration: watched, and date by date
beside what truly stood there.

    rail.py --telltale EXE --data DIR [--quick]

Seeds 32001 to 32100; the method was made on others. A date counts where neither cloud, nor its shadow, nor a missing
corner hides more than a tenth of the spur; one that is refused, or whose scene was kept out, is a miss.
"""
import os
import statistics
import sys
import tempfile

import common

FIRST, COUNT, DATES = 32001, 100, 12
NEAR = 14.0


def plant(program, seed):
    """Of each clear date what is true and, where it was told, what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        made, case = os.path.join(folder, "plant"), os.path.join(folder, "a.case")
        common.run(program, "simulate", "-o", made, "--seed", str(seed), "--dates", str(DATES), "--rail")
        common.run(program, "watch", os.path.join(made, "site.geojson"), os.path.join(made, "imagery"), "-o", case,
                   "--no-absence")
        spur = next(feature["properties"] for feature in common.load(made, "truth.geojson")["features"]
                    if feature["properties"]["kind"] == "rail")
        line = common.load(case, "reports", "latest", "activity.json")["lines"][0]
        told = {scene["date"]: scene["occupied"] for scene in line["scenes"]}
        return [(date["occupied"], told.get(date["date"], {})) for date in spur["occupancy"] if date["clear"] >= 0.9]


def main():
    chosen = common.options(__doc__).parse_args()
    dates = []
    for seed in range(FIRST, FIRST + (5 if chosen.quick else COUNT)):
        dates += plant(chosen.telltale, seed)
        print(f"seed {seed}: {len(dates)} clear dates so far", file=sys.stderr)
    seen = [(true, told) for true, told in dates if "value" in told]
    near = sum(abs(told["value"] - true) <= NEAR for true, told in seen)
    held = sum(told["low"] - 0.01 <= true <= told["high"] + 0.01 for true, told in seen)
    empty = [told["value"] for true, told in seen if true == 0]
    rakes = [(true, told) for true, told in seen if true > 0]
    invented = sum(value > NEAR for value in empty)
    print(f"{len(dates)} clear dates, {len(dates) - len(seen)} of them not told; rakes stand on {len(rakes)}, "
          f"{len(empty)} are empty")
    print(f"with a rake: {sum(abs(told['value'] - true) <= NEAR for true, told in rakes)} of {len(rakes)} within 14 m; "
          f"median error {statistics.median(told['value'] - true for true, told in rakes):.1f} m")
    widths = [told["high"] - told["low"] for true, told in rakes]
    print(f"median width of the interval with a rake {statistics.median(widths):.1f} m")
    share = near / len(dates)
    common.bar("occupied length within 14 m, share of clear dates", f"{share:.3f}", "at least 0.90", share >= 0.9)
    cover = held / len(seen)
    common.bar("90 % interval of the occupied length holds the truth", f"{cover:.3f}", "0.85 to 0.95",
               0.85 <= cover <= 0.95)
    common.bar("empty dates on which more than 14 m are invented", f"{invented} of {len(empty)}", "at most 5 %",
               invented <= 0.05 * len(empty))


if __name__ == "__main__":
    main()
