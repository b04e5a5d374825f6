#!/usr/bin/env python3
"""`telltale detect CASE` on plants where nothing was built: how many regions it invents.

    quiet.py --changemethods EXE --data DIR [--quick]

Two hundred quiet twins with seeds, two years of 24 scenes each, weather, seasons, clouds and moving shadows as in the
others. False regions in 25 site-years, a works and all below it once, as in `bench-plants`; and the upper end of the
one-sided 95 % Poisson interval of that rate.
"""
import json
import os
import shutil
import subprocess
import tempfile
from collections import Counter

from scipy.stats import chi2

import common

FIRST_SEED = 9_001
YEARS = 2


def run(program, *arguments):
    return subprocess.run([program, *arguments, "--quiet"], capture_output=True, text=True)


def regions(program, seed):
    """How many regions, or None where the plant's scenes could not be stacked."""
    folder = tempfile.mkdtemp()
    try:
        plant, case = os.path.join(folder, "plant"), os.path.join(folder, "quiet.case")
        steps = [("simulate", "-o", plant, "--seed", str(seed), "--quiet-twin"),
                 ("init", case, "--site", os.path.join(plant, "site.geojson")),
                 ("add", case, os.path.join(plant, "imagery"))]
        for step in steps:
            if run(program, *step).returncode:
                return None
        ran = run(program, "detect", case, "--json")
        if ran.returncode:
            return None
        with open(os.path.join(case, json.loads(ran.stdout)["file"])) as file:
            return sum(region["properties"]["parent"] is None for region in json.load(file)["features"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    arguments = common.options(__doc__).parse_args()
    program = os.path.join(os.path.dirname(arguments.changemethods), "telltale")
    seeds = range(FIRST_SEED, FIRST_SEED + (5 if arguments.quick else 200))
    counts = {seed: regions(program, seed) for seed in seeds}
    looked = {seed: count for seed, count in counts.items() if count is not None}
    total, years = sum(looked.values()), YEARS * len(looked)
    print(f"quiet twins, seeds {seeds.start} to {seeds.stop - 1}: {len(looked)} of {len(counts)} could be stacked; "
          f"regions a twin: {dict(sorted(Counter(looked.values()).items()))}")
    print(f"  with regions: {[seed for seed, count in looked.items() if count]}")
    rate = 25 * total / max(years, 1)
    bound = 25 * chi2.ppf(0.95, 2 * total + 2) / 2 / max(years, 1)
    common.bar("false regions in 25 site-years, quiet twins", f"{rate:.2f} ({total} in {years} years), upper bound {bound:.2f}",
               "at most 1", rate <= 1)


if __name__ == "__main__":
    main()
