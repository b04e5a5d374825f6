"""AROSICS' tie points between two files, as CSV; run in AROSICS' own environment by `ties.py`.

    arosics_local.py REFERENCE MOVING CSV STEP WINDOW

CSV columns: column,row,columns,rows (place; displacement moving minus reference). Prints processor and wall seconds of
the matching alone, without start and import.
"""
import os
import sys
import time

import pandas
from arosics import COREG_LOCAL

reference, moving, path, step, window = sys.argv[1:6]
started, before = time.perf_counter(), time.process_time()
# NoData is given: left to itself AROSICS guesses it from valid pixels.
local = COREG_LOCAL(
    reference, moving, grid_res=int(step), window_size=(int(window), int(window)), max_shift=16, nodata=(0, 0), CPUs=1,
    progress=False, q=True)
table = local.CoRegPoints_table
wall, processor = time.perf_counter() - started, time.process_time() - before
tried = len(table)
table = table[(table["X_SHIFT_PX"] != -9999) & (table["OUTLIER"] == False)]  # noqa: E712
# AROSICS gives the correction of the moving picture, rows down.
pandas.DataFrame({
    "column": table["X_IM"], "row": table["Y_IM"], "columns": -table["X_SHIFT_PX"], "rows": -table["Y_SHIFT_PX"],
}).to_csv(path, index=False)
# AROSICS has other threads and may print on its way: the last line counts.
print(f"\n{tried} {wall} {processor}", flush=True)
os._exit(0)
