#!/usr/bin/env python3
"""A bundle's numbers computed again from the pictures: none differs on other threads, and every meddling is named.

    replay.py --telltale EXE --data DIR [--quick]

The plant of `make demo` and, where the shared data lies, the real works of the Emirates are watched and bundled. Each bundle is
replayed on one thread with the pictures under other names, on three threads, and with the plain kernels; each number of its page is
traced. Then one pixel's byte of one picture is changed, one setting and one line of the ledger of the bundle, and one picture is put
in the place of another: each must be named.
"""
import glob
import json
import os
import shutil
import subprocess
import tempfile

import common

# The plant of `make demo`.
SEED = 1_009


def replay(program, bundle, imagery, threads=2, plain=False):
    done = subprocess.run(
        [program, "replay", bundle, "--imagery", imagery, "--threads", str(threads), "--json"] + ["--plain-kernels"] * plain,
        capture_output=True, text=True)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def flipped(path, place):
    with open(path, "r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1]))


def renamed(imagery, base):
    """The same pictures under names that say nothing, each product in a folder of its own name."""
    copy = os.path.join(base, "renamed")
    os.makedirs(copy)
    for number, path in enumerate(sorted(glob.glob(os.path.join(imagery, "*")))):
        if os.path.isfile(path):
            shutil.copy(path, os.path.join(copy, f"p{number}{os.path.splitext(path)[1]}"))
    return copy


def meddled(program, bundle, imagery, base):
    """What was done, and whether the replay names it."""
    results = {}
    pictures = sorted(path for path in glob.glob(os.path.join(imagery, "*.tif")))
    copy = os.path.join(base, "pictures")

    def with_pictures(label, change, named):
        shutil.copytree(imagery, copy)
        change([os.path.join(copy, os.path.basename(path)) for path in pictures])
        found = replay(program, bundle, copy)["differences"]
        results[label] = any(named in one["place"] for one in found)
        shutil.rmtree(copy)

    middle = len(pictures) // 2
    with_pictures("an altered pixel", lambda own: flipped(own[middle], os.path.getsize(own[middle]) // 2),
                  os.path.basename(pictures[middle]))
    with_pictures("a swapped picture", lambda own: shutil.copy(own[0], own[middle]), os.path.basename(pictures[middle]))

    def with_bundle(label, name, change, named):
        other = os.path.join(base, "bundle-copy")
        shutil.copytree(bundle, other)
        change(os.path.join(other, name))
        found = replay(program, other, imagery)["differences"]
        results[label] = any(named in one["place"] for one in found)
        shutil.rmtree(other)

    def setting(path):
        lines = open(path, encoding="utf-8").read().split("\n")
        index = next(i for i, line in enumerate(lines) if '"act":"change"' in line)
        entry = json.loads(lines[index])
        key = next(key for key, value in entry["settings"].items() if isinstance(value, (int, float)))
        entry["settings"][key] += 1
        lines[index] = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        open(path, "w", encoding="utf-8").write("\n".join(lines))

    def line(path):
        text = open(path, encoding="utf-8").read()
        open(path, "w", encoding="utf-8").write(text.replace('"act":"align"', '"act":"alike"', 1))

    with_bundle("an altered setting", "ledger.jsonl", setting, "ledger entry")
    with_bundle("an altered line of the ledger", "ledger.jsonl", line, "ledger entry")
    return results


def case(program, label, site, imagery, base):
    folder = os.path.join(base, label)
    os.makedirs(folder)
    path, bundle = os.path.join(folder, "a.case"), os.path.join(folder, "bundle")
    common.run(program, "watch", site, imagery, "-o", path)
    common.run(program, "export", path, "--format", "bundle", "-o", bundle)
    for threads, pictures, plain in ((1, renamed(imagery, folder), False), (3, imagery, False), (2, imagery, True)):
        found = replay(program, bundle, pictures, threads, plain)
        how = f"{threads} threads, {found['environment']['now']['kernels']} kernels"
        print(f"  {label}, {how}: {found['checked']} checked, {len(found['differences'])} differences, "
              f"{len(found['uncheckable'])} not checkable", flush=True)
        for one in found["differences"][:5]:
            print(f"    {one}")
        common.bar(f"{label}: differences on {how}", str(len(found["differences"])), "0",
                   not found["differences"] and found["checked"] > 0 and not found["uncheckable"])
    traced = json.loads(subprocess.run([program, "trace", bundle, "--json"], capture_output=True, text=True).stdout)
    for one in traced["groundless"][:5]:
        print(f"    no ground: {one['number']} in {one['context'][:80]}")
    common.bar(f"{label}: numbers and dates of the page without ground in the bundle, of {traced['checked']}",
               str(len(traced["groundless"])), "0", not traced["groundless"] and traced["checked"] > 0)
    return bundle


def main():
    options = common.options(__doc__).parse_args()
    with tempfile.TemporaryDirectory() as base:
        plant = os.path.join(base, "made")
        common.run(options.telltale, "simulate", "-o", plant, "--seed", str(SEED))
        imagery = f"{plant}/imagery"
        bundle = case(options.telltale, "plant", f"{plant}/site.geojson", imagery, base)
        results = meddled(options.telltale, bundle, imagery, base)
        print(f"  meddled with: {results}")
        common.bar("meddling that is named", f"{sum(results.values())} of {len(results)}", "all", all(results.values()))
        works = os.path.join(options.data, "uae-works")
        sites = sorted(glob.glob(os.path.join(works, "*site*.geojson")) + glob.glob(os.path.join(works, "site*.json")))
        if options.quick or not sites:
            print("  the real works: left out" if options.quick else "  the real works: no shared data here")
            return
        pictures = next((path for path in (os.path.join(works, name) for name in ("imagery", "images", "scenes"))
                         if os.path.isdir(path)), works)
        case(options.telltale, "uae-works", sites[0], pictures, base)


if __name__ == "__main__":
    main()
