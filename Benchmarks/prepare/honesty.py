#!/usr/bin/env python3
"""Whether the printed CE90 holds the true error of registration in 90 % of seeded cases of all sorts.

Each case counts once: the error at a random place that both pictures show and that the program does not call
unsupported. Made from casemaking.SCORE; the radius was calibrated on casemaking.DEVELOP alone.
With --develop on those pictures, with seeds of their own, and no bar is judged.
  honesty.py --telltale EXE --data DIR [--develop] [--quick]
"""
from collections import defaultdict

import numpy as np

import aligning
import casemaking

FIRST_SEED, DEVELOPMENT_SEED = 900_000, 41_000
PIXEL = 10.0                     # metres, of the pictures that casemaking writes


def place(case, found):
    """A random supported place with content in both, at least 32 pixels from the border; `None` where none is met."""
    random = np.random.default_rng([case.seed, 77])
    rows, columns = case.reference_shape
    for _ in range(200):
        row, column = random.uniform(32, rows - 32), random.uniform(32, columns - 32)
        there = np.array([row, column]) + case.displacement(row, column)
        inside = 32 <= there[0] < rows - 32 and 32 <= there[1] < columns - 32
        if inside and case.valid_reference[int(row), int(column)] and case.valid_moving[
                int(there[0]), int(there[1])] and found.is_supported(row, column):
            return row, column
    return None


def main():
    chosen = aligning.options(__doc__.split("\n")[0])
    first, names = (DEVELOPMENT_SEED, casemaking.DEVELOP) if chosen.develop else (FIRST_SEED, casemaking.SCORE)
    library = casemaking.Library(chosen.data, names)
    count = 50 if chosen.quick else 500
    print(f"pictures: {', '.join(library.names)}; seeds from {first}")
    wanted = [(casemaking.HONEST[i % len(casemaking.HONEST)], first + i) for i in range(count)]
    kinds = defaultdict(list)
    for case, found in aligning.run_cases(chosen, library, wanted):
        where = None if found.excluded else place(case, found)
        if where is None:
            continue
        error = np.hypot(*(found.displacement(*where) - case.displacement(*where)))
        kinds[case.kind].append((error, found.shift["ce90Metres"] / PIXEL))
    for kind, pairs in kinds.items():
        errors, radii = np.array(pairs).T
        print(
            f"{kind}: {np.mean(errors <= radii) * 100:.0f} % of {len(pairs)} inside; error median {np.median(errors):.4f} px,"
            f" radius median {np.median(radii):.4f} px")
    errors, radii = np.array([pair for pairs in kinds.values() for pair in pairs]).T
    share = 100 * np.mean(errors <= radii)
    print(f"{len(errors)} of {count} accepted")
    if chosen.develop:
        print(f"for development: {share:.1f} % inside")
        return
    print(aligning.bar("true error inside the printed CE90", f"{share:.1f} %", "87 to 93 %", 87 <= share <= 93))


if __name__ == "__main__":
    main()
