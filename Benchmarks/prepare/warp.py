#!/usr/bin/env python3
"""Reading, warping and masking of large scenes, beside gdalwarp -r cubic: wall time, memory, agreement.

    warp.py --telltale EXE [--folder DIR] [--runs N] [--only KIND,THREADS]… [--quick]

Three pictures of 10,000 x 10,000 pixels, 4 bands of 16 bits, are made from a seed in a folder that git ignores (tiled,
DEFLATE; then stored) and kept there.
A case holds them, and `telltale prepare` brings them onto the site's grid, a fraction of a pixel off theirs, and masks
them: three dates are the fewest that masks are made of. That does more than a warp: it aligns the others to the first,
normalises, draws a contact sheet, and writes hashes of what it made. `gdalwarp` warps the same three windows onto the
same grid. Best of three each (--runs), in turn. Needs numpy, rasterio and gdalwarp.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
import time

import numpy as np
import rasterio
from rasterio.transform import from_origin
from rasterio.windows import Window

GSD = 0.5
EASTING, NORTHING = 300_000.185, 2_780_000.21  # a fraction of a pixel off every whole multiple of the GSD
EPSG = 32640
MARGIN = 500  # metres of ground that telltale adds around a site
SEED = 20_260
OUT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "out")


def picture(path, side, seed, compress):
    """Fields, roads and roofs on a smooth ground, with noise of 12 DN of its own."""
    noise = np.random.default_rng(seed)
    profile = dict(
        driver="GTiff", width=side, height=side, count=4, dtype="uint16", crs=f"EPSG:{EPSG}", tiled=True,
        transform=from_origin(EASTING, NORTHING, GSD, GSD), blockxsize=256, blockysize=256, interleave="pixel")
    if compress:
        profile.update(compress="deflate", predictor=2, zlevel=6)
    blocks = np.random.default_rng(SEED).normal(0, 250, (side // 24 + 2, side // 24 + 2))
    column = np.arange(side)[None, :]
    with rasterio.open(path, "w", **profile) as out:
        for top in range(0, side, 256):
            rows = min(256, side - top)
            row = np.arange(top, top + rows)[:, None]
            ground = (2000 + 500 * np.sin(column / 37.0) * np.cos(row / 53.0) + 300 * np.sin((column + 2 * row) / 211.0)
                      + blocks[row // 24, column // 24])
            bands = [np.clip(ground * (1 + 0.1 * band) + noise.normal(0, 12, (rows, side)), 1, 10_000)
                     for band in range(4)]
            out.write(np.stack(bands).astype("uint16"), window=Window(0, top, side, rows))


def site(path, side):
    """A square whose grid, with the margin, lies a few pixels inside the pictures."""
    from rasterio.warp import transform

    inset = MARGIN + 10
    east, north = EASTING + inset, NORTHING - inset
    size = side * GSD - 2 * inset
    corners = [(east, north - size), (east + size, north - size), (east + size, north), (east, north)]
    longitude, latitude = transform(f"EPSG:{EPSG}", "EPSG:4326", *zip(*corners))
    ring = [list(point) for point in zip(longitude, latitude)]
    with open(path, "w") as out:
        json.dump({"type": "Polygon", "coordinates": [ring + ring[:1]]}, out)


def tree(root):
    """Ids of a process and all below it."""
    below = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                below.setdefault(int(file.read().rsplit(")", 1)[1].split()[1]), []).append(int(name))
        except OSError:
            continue
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += below.get(found[-1], [])
    return found


def memory(root):
    """KiB of a process and all below it: proportional share of all pages, and of those that no file backs."""
    share = own = 0
    for number in tree(root):
        try:
            with open(f"/proc/{number}/smaps_rollup") as file:
                lines = dict(line.split(":", 1) for line in file if line.startswith(("Pss:", "Pss_Anon:")))
        except OSError:
            continue
        share += int(lines.get("Pss", "0 kB").split()[0])
        own += int(lines.get("Pss_Anon", "0 kB").split()[0])
    return share, own


def run(command):
    """Wall seconds, processor seconds, and highest MiB (all pages, own pages) of a command with its children."""
    before = os.times()
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    highest = [0, 0]

    def watch():
        while child.poll() is None:
            highest[:] = [max(pair) for pair in zip(highest, memory(child.pid))]
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, errors = child.communicate()
    watcher.join()
    wall = time.perf_counter() - start
    after = os.times()
    if child.returncode:
        sys.exit(f"{' '.join(command)} failed with {child.returncode}:\n{errors}{output}")
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, processor, highest[0] / 1024, highest[1] / 1024, output


def warped(folder):
    """Grids and planes of the case's warped scenes, as their cache keeps them."""
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".warp"):
            continue
        with open(f"{folder}/{name}", "rb") as file:
            head = file.read(56)
        column, row, columns, rows, bands = np.frombuffer(head, "<i8", 5, 8)
        offset, scale = np.frombuffer(head, "<f4", 2, 48)
        planes = np.memmap(f"{folder}/{name}", "<u2", "r", 56, (bands, rows, columns))
        yield (column, row, columns, rows), float(offset), float(scale), planes


def grid(side):
    """West, south, east, north of the case's grid: the site's box and the margin, on whole pixels."""
    inset = 10
    west = np.floor((EASTING + inset) / GSD) * GSD
    north = np.ceil((NORTHING - inset) / GSD) * GSD
    east = np.ceil((EASTING + side * GSD - inset) / GSD) * GSD
    south = np.floor((NORTHING - side * GSD + inset) / GSD) * GSD
    return west, south, east, north


def agreement(folder, peer, side):
    """RMS difference, in DN, of the reference as we and as gdalwarp bring it onto the grid, away from the border."""
    west, _, _, north = grid(side)
    with rasterio.open(peer) as file:
        left = round((file.transform.c - west) / GSD)
        top = round((north - file.transform.f) / GSD)
        best = None
        for (column, row, columns, rows), offset, scale, planes in warped(folder):
            size = min(2_000, columns - 200, rows - 200)
            ours = offset + scale * planes[:, 100:100 + size, 100:100 + size].astype("f8")
            theirs = file.read(window=Window(column + 100 - left, row + 100 - top, size, size)).astype("f8")
            rms = float(np.sqrt(np.mean((ours - theirs) ** 2)))
            best = rms if best is None else min(best, rms)
    return best


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--telltale", required=True)
    arguments.add_argument("--data", help="not needed: the pictures are made")
    arguments.add_argument("--folder", default=OUT, help="where the pictures and the case go (4 GB)")
    arguments.add_argument("--runs", type=int, default=3, help="of each kind; the best counts")
    arguments.add_argument("--only", action="append", default=[], help="such as deflate,1; may be repeated")
    arguments.add_argument("--quick", action="store_true", help="3,000 x 3,000 pixels, once each: no bar is judged")
    options = arguments.parse_args()
    side, times = (3_000, 1) if options.quick else (10_000, options.runs)
    data = f"{options.folder}/warp-{side}"
    os.makedirs(data, exist_ok=True)
    site(f"{data}/site.geojson", side)
    judged = []
    for kind in ("deflate", "stored"):
        scenes = []
        for date, seed in (("2021-03-01", 1), ("2021-04-01", 2), ("2021-05-01", 3)):
            path = f"{data}/{kind}_{date}.tif"
            if not os.path.exists(path):
                picture(path + ".part", side, seed, kind == "deflate")
                os.rename(path + ".part", path)
            scenes.append(path)
        for threads in (1, 2):
            if options.only and f"{kind},{threads}" not in options.only:
                continue
            figures = measure(options.telltale, data, scenes, side, threads, times)
            judged.append((kind, threads, figures))
    bars(judged, options.quick)


def prepare(telltale, data, case, scenes, threads):
    shutil.rmtree(case, ignore_errors=True)
    run([telltale, "init", case, "--site", f"{data}/site.geojson", "--quiet"])
    run([telltale, "add", case, *scenes, "--quiet"])
    reference = os.path.basename(scenes[0])
    return run([telltale, "prepare", case, "--reference", reference, "--threads", str(threads), "--json"])


def measure(telltale, data, scenes, side, threads, times):
    ours, theirs = [], []
    bounds = [f"{value:.3f}" for value in grid(side)]
    peer = f"{data}/peer.tif"
    # Of one scene: what gdalwarp is asked for, once for each.
    command = ["gdalwarp", "-q", "-overwrite", "-r", "cubic", "-te", *bounds, "-tr", str(GSD), str(GSD)]
    command += ["-multi", "-wo", f"NUM_THREADS={threads}"] if threads > 1 else []
    case = f"{data}/bench.case"
    for _ in range(times):
        ours.append(prepare(telltale, data, case, scenes, threads))
        each = [run(command + [scene, peer]) for scene in reversed(scenes)]
        theirs.append([sum(one[0] for one in each), sum(one[1] for one in each), max(one[2] for one in each)])
    mine, peers = min(ours, key=lambda one: one[0]), min(theirs, key=lambda one: one[0])
    rms = agreement(f"{case}/cache", peer, side)
    shutil.rmtree(case)
    os.remove(peer)
    state = json.loads(mine[4])
    left_out = [scene for scene in state["scenes"] if scene["excluded"]]
    print(f"{os.path.basename(scenes[0]).split('_')[0]}, {threads} thread(s), {len(scenes)} scenes of {side} x {side}:")
    print(f"  telltale prepare {mine[0]:7.2f} s wall {mine[1]:7.2f} s processor {mine[2]:6.0f} MiB"
          f" ({mine[3]:.0f} MiB its own), scenes left out: {len(left_out)}")
    print(f"  gdalwarp x {len(scenes)}     {peers[0]:7.2f} s wall {peers[1]:7.2f} s processor {peers[2]:6.0f} MiB")
    print(f"  ratio {mine[0] / peers[0]:.2f} of wall, {mine[1] / peers[1]:.2f} of processor; RMS difference {rms:.3f} DN",
          flush=True)
    return mine[0] / peers[0], mine[2], mine[3], rms, len(left_out)


def bars(judged, is_quick):
    for kind, threads, (ratio, highest, own, rms, left_out) in judged:
        name = f"{kind}, {threads} thread(s)"
        for what, figure, bar, met in (
                (f"prepare over gdalwarp -r cubic, {name}", f"{ratio:.2f}", "<= 1.5", ratio <= 1.5),
                (f"memory of prepare and its readers, {name}", f"{highest:.0f} MiB", "< 1024 MiB", highest < 1024),
                (f"RMS difference from gdalwarp, {name}", f"{rms:.3f} DN", "<= 0.5 DN", rms <= 0.5)):
            verdict = "MET" if met and not left_out else "MISSED"
            print(f"BAR {what} | {figure} | {bar} | {'NOT JUDGED' if is_quick else verdict}")


if __name__ == "__main__":
    main()
