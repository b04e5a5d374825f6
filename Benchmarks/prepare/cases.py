#!/usr/bin/env python3
"""Seeded cases of `telltale align` with a known answer: far shifts, turns, scales, cloud, change, periodic roofs; and a
mixture with pictures that no answer exists for, of which none may be answered wrongly.

The method was developed on casemaking.DEVELOP; the cases here are made from casemaking.SCORE, with other seeds.
  cases.py --telltale EXE --data DIR [--quick]
"""
import numpy as np

import aligning
import casemaking

FIRST_SEED = 700_000
RIGHT, WRONG = 0.1, 0.5          # pixels


def worst(case, found):
    """Largest error over the middle and four places between it and the corners, as far as both pictures show them."""
    return max(np.hypot(*(found.displacement(*p) - case.displacement(*p))) for p in case.probes())


def main():
    chosen = aligning.options(__doc__.split("\n")[0])
    library = casemaking.Library(chosen.data, casemaking.SCORE)
    count, mixed = (10, 60) if chosen.quick else (100, 1_000)
    print(f"pictures: {', '.join(library.names)}; seeds from {FIRST_SEED}")
    bars = []
    for number, kind in enumerate(casemaking.KINDS):
        wanted = [(kind, FIRST_SEED + number * 1_000 + i) for i in range(count)]
        right, refused, errors = 0, 0, []
        for case, found in aligning.run_cases(chosen, library, wanted):
            if found.excluded:
                refused += 1
                continue
            errors.append(worst(case, found))
            right += errors[-1] <= RIGHT
        share, least = 100 * right / count, 80 if kind == "half changed" else 95
        print(
            f"{kind}: {right} of {count} right within {RIGHT} px, {refused} refused; error median "
            f"{np.median(errors) if errors else float('nan'):.4f} px, largest {max(errors, default=float('nan')):.3f} px",
            flush=True)
        bars.append(aligning.bar(f"{kind}: accepted and right", f"{share:.0f} %", f">= {least} %", share >= least))
    wrong, answered, refused, possible = [], 0, 0, 0
    wanted = [
        (casemaking.MIXED[i % len(casemaking.MIXED)], FIRST_SEED + 100_000 + i) for i in range(mixed)]
    for case, found in aligning.run_cases(chosen, library, wanted):
        possible += not case.hopeless
        if found.excluded:
            refused += not case.hopeless
            continue
        answered += 1
        error = np.inf if case.hopeless else worst(case, found)
        if error > WRONG:
            wrong.append(f"{case.kind}, seed {case.seed}, {case.source}: {error:.2f} px")
    print(f"mixture: {answered} of {mixed} answered; {refused} of the {possible} that can be answered refused")
    for line in wrong:
        print(f"  wrong: {line}")
    bars.append(aligning.bar(
        f"wrong by over {WRONG} px and accepted, of {mixed} mixed", f"{len(wrong)}", "0", not wrong))
    print("\n".join(bars))


if __name__ == "__main__":
    main()
