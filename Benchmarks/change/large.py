#!/usr/bin/env python3
"""`telltale detect A B` on pictures far larger than the memory that it may use: seconds, memory, what it finds.

    large.py --changemethods EXE --data DIR [--quick] [--side PIXELS] [--memory MIB]

A pair of 20,000 x 20,000 pixels, 4 bands of 16 bits, is made on disk and removed: rough ground that both share, a gain,
an offset and noise of each, the second a pixel beside the first, with squares of 24 pixels built on it. Memory is the
highest of the process and of any reader that it started.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

import numpy as np
import rasterio
from scipy.ndimage import gaussian_filter

import common

SEED = 20_262
OUT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "out")
CELL, ROWS, PATCH, GAP = 4, 512, 24, 500


def ground(side):
    """Brightness in cells of 4 pixels: of three widths."""
    random = np.random.default_rng(SEED)
    shape = ((side + 64) // CELL + 1,) * 2
    planes = [gaussian_filter(random.standard_normal(shape, dtype=np.float32), width) for width in (1, 3, 12)]
    return sum(plane / plane.std() for plane in planes)


def patches(side):
    """Upper left corners, at least GAP pixels apart."""
    random = np.random.default_rng(SEED + 1)
    return [(row + int(random.integers(GAP // 2)), column + int(random.integers(GAP // 2)))
            for row in range(50, side - GAP, GAP) for column in range(50, side - GAP, GAP)]


def make(path, cells, side, seed, shift, gain, built):
    random = np.random.default_rng(seed)
    mixing = np.array([1.0, 0.8, 1.2, 0.5]) * gain
    profile = dict(driver="GTiff", width=side, height=side, count=4, dtype="uint16", tiled=True, blockxsize=512,
                   blockysize=512, crs="EPSG:32640", transform=rasterio.transform.from_origin(3e5, 2.78e6, 10, 10))
    columns = (np.arange(side) + 16 + shift) // CELL
    with rasterio.open(path, "w", **profile) as target:
        for top in range(0, side, ROWS):
            rows = (np.arange(top, min(top + ROWS, side)) + 16 + shift) // CELL
            plane = cells[np.ix_(rows, columns)]
            window = rasterio.windows.Window(0, top, side, len(rows))
            bands = np.stack([1500 + 200 * weight * plane for weight in mixing])
            bands += 12 * random.standard_normal(bands.shape, dtype=np.float32)
            for row, column in built:
                low, high = max(row - shift - top, 0), min(row - shift + PATCH - top, len(rows))
                if low < high:
                    bands[:, low:high, column - shift:column - shift + PATCH] = np.array(
                        [2600, 2100, 1500, 2900])[:, None, None]
            target.write(bands.clip(1, 65535).astype(np.uint16), window=window)


def main():
    parser = common.options(__doc__)
    parser.add_argument("--side", type=int, metavar="PIXELS")
    parser.add_argument("--memory", type=int, default=512, metavar="MIB")
    chosen = parser.parse_args()
    side = chosen.side or (4_000 if chosen.quick else 20_000)
    program = os.path.join(os.path.dirname(chosen.changemethods), "telltale")
    os.makedirs(OUT, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=OUT) as folder:
        paths = [os.path.join(folder, name) for name in ("before.tif", "after.tif")]
        cells, built = ground(side), patches(side)
        make(paths[0], cells, side, SEED + 2, 0, 1.0, [])
        make(paths[1], cells, side, SEED + 3, 1, 0.8, built)
        del cells
        code = ("import resource,subprocess,sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, text=True, "
                "check=True); print(done.stdout); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        start = time.time()
        done = subprocess.run(
            [sys.executable, "-c", code, program, "detect", *paths, "-o", os.path.join(folder, "out"), "--memory",
             str(chosen.memory), "--kind", "any", "--json"], capture_output=True, text=True)
        seconds = time.time() - start
        if done.returncode != 0:
            sys.exit(f"error: detect on the large pair: {done.stderr.strip()}")
        said, peak = done.stdout.rstrip().rsplit("\n", 1)
        said, peak = json.loads(said), int(peak) / 1024
        with rasterio.open(os.path.join(folder, "out", "change.tif")) as file:
            change = [(file.read(1, window=rasterio.windows.Window(c, r, PATCH, PATCH)) == 1).mean() for r, c in built]
        print(f"{side} x {side}, 4 bands, --memory {chosen.memory}: {seconds:.0f} s, {peak:.0f} MiB; "
              f"{said['method'].get('pieces', {}).get('count', 1)} pieces, {said['regions']} regions of {len(built)} "
              f"squares, {100 * float(np.mean(change)):.1f} % of their pixels, {100 * said['changedShare']:.3f} % of all")
        print(f"  shift {said['shift']}; {said['method']['why']}")
        common.bar(f"detect, memory on {side} x {side}, --memory {chosen.memory}", f"{peak:.0f} MiB",
                   f"at most {chosen.memory} MiB", peak <= chosen.memory)


if __name__ == "__main__":
    main()
