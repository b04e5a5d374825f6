#!/usr/bin/env python3
"""How many numbers of a page, altered by 5 to 50 %, still find ground in the bundle: what `trace` is no guard against.

    altered.py --telltale EXE --data DIR [--quick]

The plant of `make demo` is watched and bundled; 150 numbers of its page are altered in one copy (seeded), labels of axes left out, and the
copy is traced. There is no bar: that a page was altered at all is found by `verify`, which is run beside.
"""
import collections
import json
import os
import random
import re
import shutil
import subprocess
import tempfile

import common

SEED = 7


def places(page):
    """Where numbers stand in the page's text, with each."""
    found = []
    for text in re.finditer(r">([^<>]+)<", page[page.find("<body"):page.find("<pre hidden")]):
        start = page.find("<body") + text.start(1)
        if "tick" in page[max(0, start - 160):start].rsplit("<", 1)[-1]:
            continue
        for token in re.finditer(r"(?<![\w.\-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w]|-\d|\.\d)", text.group(1)):
            found.append((start + token.start(), token.group(1)))
    return found


def altered(text, chance):
    value = float(text.replace(",", ""))
    digits = len(text.split(".")[1]) if "." in text else 0
    change = chance.uniform(0.05, 0.5)
    other = round(value * (1 + change if chance.random() < 0.5 else 1 - change), digits)
    return f"{other if other != value else value + 10 ** -digits:,.{digits}f}"


def main():
    options = common.options(__doc__).parse_args()
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as base:
        plant, case, bundle, copy = (os.path.join(base, name) for name in ("made", "a.case", "bundle", "copy"))
        common.run(options.telltale, "simulate", "-o", plant, "--seed", "1009")
        common.run(options.telltale, "watch", f"{plant}/site.geojson", f"{plant}/imagery", "-o", case)
        common.run(options.telltale, "export", case, "--format", "bundle", "-o", bundle)
        shutil.copytree(bundle, copy)
        page = open(f"{bundle}/report.html", encoding="utf-8").read()
        picked = sorted(chance.sample(places(page), 150))
        parts, last, pairs = [], 0, []
        for place, text in picked:
            other = altered(text, chance)
            parts += [page[last:place], other]
            last = place + len(text)
            pairs.append((text, other))
        open(f"{copy}/report.html", "w", encoding="utf-8").write("".join(parts) + page[last:])
        told = subprocess.run([options.telltale, "trace", copy, "--json"], capture_output=True, text=True)
        groundless = collections.Counter(one["number"] for one in json.loads(told.stdout)["groundless"])
        missed = []
        for text, other in pairs:
            if groundless[other] > 0:
                groundless[other] -= 1
            else:
                missed.append(text)
        large = [text for text, _ in pairs if float(text.replace(",", "")) >= 30]
        print(f"  seed {SEED}: {len(missed)} of {len(pairs)} altered numbers still find ground, "
              f"{sum(float(text.replace(',', '')) >= 30 for text in missed)} of the {len(large)} that are 30 or more")
        verified = subprocess.run([options.telltale, "verify", copy], capture_output=True, text=True).returncode
        common.bar("an altered page is found by verify", "exit code " + str(verified), "3", verified == 3)


if __name__ == "__main__":
    main()
