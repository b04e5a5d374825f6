#!/usr/bin/env python3
"""Breaks of dense series beside pyxccd's COLD, in one run on one thread each: 2,000 seeded pixels with known breaks, and
the 25 real pixels of landsat-series.

  series.py --changemethods EXE --data DIR [--quick] [--develop] [--method NAME]

pyxccd is installed by Benchmarks/change/run, into an environment of its own. Its seconds hold its checks of the
arguments, a small part of them.
"""
import datetime
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time

import numpy as np

import common
import seriesmaking

# --develop uses seeds from the first on; what is scored, the second.
DEVELOP_SEED, SCORE_SEED = 810_000, 820_000
DETECTION, SCREENING = (1, 2, 3, 4, 5), (1, 4)
NEAR = 60  # days within which a break counts as the true one


def landsat(data):
    """The real pixels; `None` where the archive is not there."""
    archive = os.path.join(data, "landsat-series", "p035r032_testdata.tar.gz")
    if not os.path.exists(archive):
        return None
    blocks = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name.endswith(".npz"):
                part = np.load(io.BytesIO(tar.extractfile(member).read()))
                blocks[member.name], names = part["Y"], part["image_IDs"]
    rows = [blocks[name] for name in sorted(blocks)]
    year_day = [(int(name[9:13]), int(name[13:16])) for name in (n.decode() for n in names)]
    days = np.array([datetime.date(year, 1, 1).toordinal() + day - 1 for year, day in year_day])
    order = np.argsort(days, kind="stable")
    stacked = np.stack(rows)                                    # row, band, date, column
    values = stacked.transpose(0, 3, 2, 1).reshape(-1, days.size, 8)[:, order]
    masks = np.where(values[..., 7] < 0, 255, values[..., 7]).astype(np.uint8)
    values = values[..., :7].copy()
    values[..., 6] = 2900
    return seriesmaking.Stack(days[order], values, masks)


def peer(stack):
    """pyxccd's break days of each pixel, and its seconds."""
    from pyxccd import cold_detect
    days = stack.days.astype(np.int64)
    inputs = [([np.ascontiguousarray(pixel[:, band].astype(np.int64)) for band in range(7)], mask.astype(np.int64))
              for pixel, mask in zip(stack.values, stack.masks)]
    found, seconds = [], 0.0
    for bands, mask in inputs:
        seen = mask < 255
        given = [days[seen]] + [band[seen] for band in bands] + [mask[seen]]
        started = time.perf_counter()
        try:
            segments = cold_detect(*given)
        except Exception:                                       # it refuses some pixels
            segments = None
        seconds += time.perf_counter() - started
        found.append([] if segments is None else
                     [int(s["t_break"]) for s in segments if s["change_prob"] == 100 and s["t_break"] > 0])
    return found, seconds


def own(program, stack, method):
    """The program's break days of each pixel, and its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        names = {part: os.path.join(folder, part) for part in ("dates", "values", "clear", "out")}
        stack.days.astype("<f8").tofile(names["dates"])
        stack.values.astype("<i2").tofile(names["values"])
        stack.masks.tofile(names["clear"])
        command = [
            program, "series", names["out"], "--dates", names["dates"], "--values", names["values"], "--clear", names["clear"],
            "--bands", "7", "--detection", ",".join(map(str, DETECTION)), "--screening", ",".join(map(str, SCREENING)),
            "--method", method]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"error: {done.stderr.strip()}")
        with open(names["out"]) as file:
            segments = [json.loads(line) for line in file]
    return [[round(s[2]) for s in pixel if s[3] == 1] for pixel in segments], json.loads(done.stdout)["seconds"]


def agreement(first, second):
    """Shares of pixels with as many breaks, and of pixels with the same days."""
    same_count = np.mean([len(a) == len(b) for a, b in zip(first, second)])
    return same_count, np.mean([a == b for a, b in zip(first, second)])


def accuracy(found, truth):
    """Precision and recall of breaks within NEAR days, each true one matched once."""
    hits, given, wanted = 0, 0, 0
    for pixel, breaks in zip(found, truth):
        left = list(breaks)
        given, wanted = given + len(pixel), wanted + len(breaks)
        for day in pixel:
            near = [other for other in left if -NEAR <= day - other <= NEAR]
            if near:
                left.remove(min(near, key=lambda other: abs(other - day)))
                hits += 1
    return hits / max(given, 1), hits / max(wanted, 1)


def compare(chosen, name, stack, repeats):
    """Prints one stack's figures. Pixels with as many breaks, with the same days, all; seconds of the peer and own."""
    runs = [(peer(stack), own(chosen.changemethods, stack, chosen.method)) for _ in range(repeats)]
    (theirs, _), (ours, _) = runs[0]
    their_seconds, seconds = (min(run[which][1] for run in runs) for which in range(2))
    count, dates = agreement(ours, theirs)
    pixels = len(ours)
    print(f"{name}: {pixels} pixels, {stack.days.size} dates; breaks {sum(map(len, ours))}, pyxccd {sum(map(len, theirs))}")
    print(f"  as many breaks on {100 * count:.2f} %, the same days on {100 * dates:.2f} % of pixels")
    print(f"  pixels a second: {pixels / seconds:.0f}, pyxccd {pixels / their_seconds:.0f}: {their_seconds / seconds:.1f} times")
    if stack.truth:
        for who, found in (("own", ours), ("pyxccd", theirs)):
            precision, recall = accuracy(found, stack.truth)
            print(f"  against the truth, within {NEAR} days: {who} precision {precision:.3f}, recall {recall:.3f}")
    if chosen.show:
        wrong = [i for i in range(pixels) if ours[i] != theirs[i]]
        for i in wrong[:chosen.show]:
            print("   ", i, "own", ours[i], "pyxccd", theirs[i], "truth", stack.truth[i] if stack.truth else "")
    return pixels * np.array([count, dates, 0]) + np.array([0, 0, pixels]), their_seconds, seconds


def bars(name, parts):
    """Prints the bars of stacks taken together."""
    same_count, same_days, pixels = sum(part[0] for part in parts)
    ratio = sum(part[1] for part in parts) / sum(part[2] for part in parts)
    same_count, same_days, name = same_count / pixels, same_days / pixels, f"{name}, {pixels:.0f} pixels"
    common.bar(f"{name}: as many breaks as pyxccd", f"{100 * same_count:.2f} %", ">= 97 %, aim 99", same_count >= 0.97)
    common.bar(f"{name}: the same break days", f"{100 * same_days:.2f} %", ">= 95 %, aim 98", same_days >= 0.95)
    common.bar(f"{name}: pixels a second and core beside pyxccd", f"{ratio:.1f} times", ">= 2, aim 5", ratio >= 2)


def main():
    parser = common.options(__doc__)
    parser.add_argument("--develop", action="store_true", help="seeds for development")
    parser.add_argument("--method", default="fast", help="fast (default), plain or sequential")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list so many pixels that differ")
    chosen = parser.parse_args()
    seed, parts, count = DEVELOP_SEED if chosen.develop else SCORE_SEED, 4, 50 if chosen.quick else 500
    print(f"seeds {seed} to {seed + parts - 1}, {count} pixels each")
    stacks = [seriesmaking.synthetic(seed + part, count, years=(8, 14, 20, 30)[part]) for part in range(parts)]
    parts = [compare(chosen, f"seeded, {years} years", stack, 1) for stack, years in zip(stacks, (8, 14, 20, 30))]
    real = landsat(chosen.data)
    if real is None:
        print("SKIPPED: no landsat-series: give --data the folder of the shared imagery.")
    else:
        whole = compare(chosen, "landsat-series", real, 5)
    bars("seeded", parts)
    if real is not None:
        bars("landsat-series", [whole])


if __name__ == "__main__":
    main()
