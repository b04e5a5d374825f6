"""What the parts that run `telltale align` share: options, one run, what it says of a place, and the printed bars."""
import json
import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

import numpy as np

import casemaking
from common import options  # noqa: F401  (the parts take it from here)


class Alignment:
    """What one run printed; `excluded` is the reason where nothing was fitted."""

    def __init__(self, scene):
        self.excluded = scene["excluded"]
        self.shift, self.transform, self.gsd = scene["shift"], scene["transform"], scene["gsd"]

    def displacement(self, row, column):
        """Rows, columns at a place of the reference's grid: the matrix, and the field where there is one."""
        matrix, field = self.transform["matrix"], self.transform["field"]
        right = matrix[0][0] * column + matrix[0][1] * row + matrix[0][2] - column
        down = matrix[1][0] * column + matrix[1][1] * row + matrix[1][2] - row
        if field:
            nodes = np.array(field["nodes"]).reshape(field["rows"], field["columns"], 2)
            u = np.clip((column - field["origin"]["column"]) / field["step"], 0, field["columns"] - 1)
            v = np.clip((row - field["origin"]["row"]) / field["step"], 0, field["rows"] - 1)
            left, top = min(int(u), max(field["columns"] - 2, 0)), min(int(v), max(field["rows"] - 2, 0))
            end, below = min(left + 1, field["columns"] - 1), min(top + 1, field["rows"] - 1)
            u, v = u - left, v - top
            more = (nodes[top, left] * (1 - u) + nodes[top, end] * u) * (1 - v) + (
                nodes[below, left] * (1 - u) + nodes[below, end] * u) * v
            right, down = right + more[0], down + more[1]
        return np.array([down, right])

    def is_supported(self, row, column):
        return not any(
            w["row"] <= row < w["row"] + w["rows"] and w["column"] <= column < w["column"] + w["columns"]
            for w in self.transform["unsupported"])


def align(telltale, reference, moving):
    """One run on one thread.
    Exit 1 with the object printed is an honest refusal; anything else that is not 0 ends the part."""
    run = subprocess.run(
        [telltale, "align", reference, moving, "--json", "--quiet", "--threads", "1"], capture_output=True, text=True)
    if run.returncode not in (0, 1) or (run.returncode == 1 and not run.stdout.strip() and not run.stderr.strip()):
        raise SystemExit(f"{telltale} align ended with {run.returncode}: {run.stderr.strip()}")
    if not run.stdout.strip():
        return Alignment({"excluded": {"reason": run.stderr.strip()}, "shift": None, "transform": None, "gsd": None})
    return Alignment(json.loads(run.stdout)["scenes"][0])


def run_cases(chosen, library, wanted):
    """(case, alignment) of each (kind, seed), in order; pictures live only as long as their run."""
    def one(kind_and_seed):
        case = casemaking.make(*kind_and_seed, library)
        with tempfile.TemporaryDirectory() as folder:
            found = align(chosen.telltale, *casemaking.write(case, folder))
        case.reference_shape = case.reference.shape
        case.moving = None
        return case, found
    for name in library.names:
        library.coefficients(name)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        yield from pool.map(one, wanted)


def bar(what, figure, bound, is_met):
    return f"BAR {what} | {figure} | {bound} | {'MET' if is_met else 'MISSED'}"
