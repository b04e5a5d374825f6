#!/usr/bin/env python3
"""The eight Sentinel-2 pairs: their known shifts, and how closely tie points that were held out follow the fit.

The shifts stand in the data's README: of the later content against the earlier one, at the centre, measured on B04 by
estimators that differ by up to 0.16 pixels. The pairs' grids were resampled by nearest neighbour by their maker.
  pairs.py --telltale EXE --data DIR [--quick]
"""
import glob
import os

import numpy as np
import rasterio

import aligning

SHIFTS = {
    "abudhabi": (1.26, 0.56), "beihai": (0.79, 0.77), "beirut": (0.00, -0.51), "bordeaux": (-0.17, 0.76),
    "lasvegas": (-0.09, 0.06), "mumbai": (-0.25, 0.04), "nantes": (0.22, -0.26), "paris": (-0.01, 0.03),
}


def side(path):
    """Root mean square of a pixel's sides in metres, at the middle of a picture in degrees: what the program counts in."""
    with rasterio.open(path) as picture:
        latitude = np.radians(picture.transform.f + picture.transform.e * picture.height / 2)
        east = picture.transform.a * 111_320 * np.cos(latitude)
        return np.sqrt((east ** 2 + (picture.transform.e * 110_900) ** 2) / 2)


def main():
    chosen = aligning.options(__doc__.split("\n")[0])
    apart, radii = [], []
    print("pair       shift found      known        apart  kind         CE90 held out  passing      ce90   unsupported")
    for name, known in list(SHIFTS.items())[:3 if chosen.quick else None]:
        before, after = sorted(glob.glob(os.path.join(chosen.data, "sentinel2-pairs", name, "S2_*.tif")))
        found = aligning.align(chosen.telltale, before, after)
        if found.excluded:
            print(f"{name}: refused: {found.excluded['reason']}")
            apart.append(float("inf"))
            radii.append(float("inf"))
            continue
        shift, transform, held = found.shift, found.transform, found.transform["heldOut"]
        # The pixel of the reference on the ground: what turns metres back into its pixels.
        pixel = side(before)
        apart.append(max(abs(shift["rows"] - known[0]), abs(shift["columns"] - known[1])))
        radii.append(held["ce90Metres"] / pixel)
        print(
            f"{name:9} {shift['rows']:+8.3f} {shift['columns']:+7.3f} {known[0]:+7.2f} {known[1]:+6.2f} {apart[-1]:7.3f}  "
            f"{transform['kind']:12} {radii[-1]:8.3f} px   {held['passing']:4} of {held['count']:<4} "
            f"{shift['ce90Metres'] / pixel:8.3f} px {len(transform['unsupported']):4}")
    print(aligning.bar("largest distance from a known shift, rows or columns", f"{max(apart):.3f} px", "<= 0.2 px", max(apart) <= 0.2))
    print(aligning.bar("largest CE90 of held-out tie points", f"{max(radii):.3f} px", "<= 0.35 px", max(radii) <= 0.35))


if __name__ == "__main__":
    main()
