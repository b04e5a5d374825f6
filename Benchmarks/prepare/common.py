"""What the parts of `bench-prepare` share: options, real pictures, band-limited resampling, files, runs, bars."""
import argparse
import glob
import json
import os
import subprocess
import sys
import time
import warnings

import numpy as np
import rasterio
from rasterio.transform import from_origin

warnings.filterwarnings("ignore", category=rasterio.errors.NotGeoreferencedWarning)

# The method was developed on these; what is scored uses the others.
DEVELOP = ["lasvegas", "paris", "levir-test_2"]
SCORE = ["abudhabi", "beihai", "beirut", "bordeaux", "mumbai", "nantes", "sztaki-szada-1", "sztaki-tiszadob-3"]

HERE = os.path.dirname(os.path.abspath(__file__))
AROSICS_PYTHON = os.path.join(os.path.dirname(HERE), ".venv-arosics", "bin", "python")


def options(description):
    """The options every part takes; ends with 0 and a word where the imagery is absent."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--telltale", required=True, metavar="EXE", help="the program that is measured")
    parser.add_argument("--data", required=True, metavar="DIR", help="the shared data")
    parser.add_argument("--quick", action="store_true", help="few cases: to see that it runs, not to quote")
    parser.add_argument(
        "--develop", action="store_true", help="pictures and seeds for development, where the part makes cases of them")
    chosen = parser.parse_args()
    if not os.path.isdir(os.path.join(chosen.data, "sentinel2-pairs")):
        print(f"SKIPPED: no sentinel2-pairs in {chosen.data}: give --data the folder of the shared imagery.")
        sys.exit(0)
    return chosen


def picture(data, name):
    """The first date of a pair as one plane: B04 of Sentinel-2, green of the others."""
    fine = os.path.join(data, "vhr-pairs", name, "A.png")
    if os.path.exists(fine):
        path, band = fine, 2
    else:
        path, band = sorted(glob.glob(os.path.join(data, "sentinel2-pairs", name, "S2_*.tif")))[0], 3
    with rasterio.open(path) as source:
        return source.read(band).astype(np.float64)


def resampled(plane, factor, shift):
    """The plane with pixels `factor` times as wide, its content moved by `shift` (columns, rows) of the new pixels.

    By its spectrum: exact for what the new pixels can carry, and what they cannot is cut off by a cosine from 0.4 to 0.5
    cycles a new pixel. The spectrum takes the picture as periodic: leave a border out.
    """
    rows, columns = plane.shape
    new_rows, new_columns = int(rows / factor) // 2 * 2, int(columns / factor) // 2 * 2
    spectrum = np.fft.fftshift(np.fft.fft2(plane))
    top, left = rows // 2 - new_rows // 2, columns // 2 - new_columns // 2
    spectrum = spectrum[top:top + new_rows, left:left + new_columns]
    down = np.arange(-(new_rows // 2), new_rows // 2)[:, None] / new_rows
    across = np.arange(-(new_columns // 2), new_columns // 2)[None, :] / new_columns

    def kept(frequency):
        rise = np.clip((0.5 - np.abs(frequency)) / 0.1, 0, 1)
        return 0.5 - 0.5 * np.cos(np.pi * rise)

    spectrum = spectrum * kept(down) * kept(across)
    spectrum = spectrum * np.exp(-2j * np.pi * (across * shift[0] + down * shift[1]))
    scale = new_rows * new_columns / (rows * columns)
    return np.fft.ifft2(np.fft.ifftshift(spectrum)).real * scale


def write_geotiff(path, plane, gsd=10.0):
    """One band of 16-bit numbers in UTM; 0 is kept for what is absent, and nothing is."""
    whole = np.clip(np.rint(plane), 1, 65_535).astype(np.uint16)
    with rasterio.open(
        path, "w", driver="GTiff", width=plane.shape[1], height=plane.shape[0], count=1, dtype="uint16",
        crs="EPSG:32631", transform=from_origin(500_000, 5_000_000, gsd, gsd), nodata=0) as target:
        target.write(whole, 1)


def run_json(command):
    """The object that a command prints, its exit code and wall and processor seconds."""
    before, started = os.times(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall, after = time.perf_counter() - started, os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = None
    return {"answer": answer, "code": done.returncode, "error": done.stderr, "wall": wall, "processor": processor}


def bar(what, figure, wanted, met):
    """One line of the last section: what must be reached, the figure, the bar, and whether it is met."""
    print(f"BAR {what} | {figure} | {wanted} | {'MET' if met else 'MISSED'}")
