#!/usr/bin/env python3
"""Identity over dates: seeded halls in rows, seen through clouds and misplaced from date to date, followed by the
program's tracker and by a plain one of SciPy on the same rectangles.

    tracking.py --telltale EXE --data DIR [--quick]

Truth: rectangles of 15 to 32 m by 8 to 24 m, 40 m from middle to middle, that come late or go early; every date is shifted as a
whole (4 m in each direction, one standard deviation), each corner by itself (0.6 m); 5 % of what a date could show it does not,
2 % of the sightings are of nothing, 20 % of the ground lies under cloud, in squares of 150 m. The program is run as
`changemethods tracking`, which lies beside EXE; its seconds are those of tracking
alone. Bars go by the processors' time of all threads together: the clock's is less on an idle machine and more on a busy one.

The plain tracker follows [Bewley2016] without its motion: intersection over union of upright boxes at 0.1 or more, SciPy's
`linear_sum_assignment` in each connected part of the possible pairs, found by a tree of middles, and things that nothing showed
on ten dates in a row are dropped. Scored: switches of id for each true thing, things that bear one id throughout, and the
F1 of identities.
"""
import os
import subprocess
import tempfile
import time

import numpy
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

import common

SEED = 93_001
DATES, SPACING, SHIFT, CORNER, SIDE = 100, 40.0, 4.0, 0.6, 150.0
MISSED, FALSE, CLOUD, TURNOVER, LOOKS = 0.05, 0.02, 0.2, 0.15, 3
MARGIN = 300.0


def world(count, seed):
    random = numpy.random.default_rng(seed)
    across = int(numpy.ceil(count ** 0.5))
    index = numpy.arange(count)
    middle = MARGIN + SPACING * numpy.stack([index % across, index // across], 1)
    sides = numpy.stack([random.uniform(15, 32, count), random.uniform(8, 24, count)], 1)
    angle = random.uniform(0, numpy.pi, count)
    look = 4 * random.normal(size=(count, LOOKS))
    late, early = random.random(count) < TURNOVER, random.random(count) < TURNOVER
    first = numpy.where(late, random.integers(0, DATES // 2, count), 0)
    last = numpy.where(early, random.integers(DATES // 2, DATES, count), DATES - 1)
    squares = int(numpy.ceil((2 * MARGIN + SPACING * across) / SIDE))
    clouds = (random.random((DATES, squares, squares)) < CLOUD).astype(numpy.uint8)
    lines, truth = [], []
    unit = numpy.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) / 2

    def corners(middle, sides, angle):
        along = numpy.stack([numpy.cos(angle), numpy.sin(angle)], 1)
        across = numpy.stack([-along[:, 1], along[:, 0]], 1)
        return (middle[:, None] + (unit[None, :, :1] * sides[:, None, :1]) * along[:, None]
                + (unit[None, :, 1:] * sides[:, None, 1:]) * across[:, None])

    for date in range(DATES):
        shift = SHIFT * random.normal(size=2)
        place = middle + shift
        row, column = (place[:, 1] // SIDE).astype(int), (place[:, 0] // SIDE).astype(int)
        clear = clouds[date, row.clip(0, squares - 1), column.clip(0, squares - 1)] == 0
        shown = numpy.flatnonzero((first <= date) & (date <= last) & clear & (random.random(count) >= MISSED))
        rings = corners(place[shown], sides[shown], angle[shown]) + CORNER * random.normal(size=(len(shown), 4, 2))
        extra = random.binomial(count, FALSE)
        ghosts = corners(
            MARGIN + random.random((extra, 2)) * SPACING * across,
            numpy.stack([random.uniform(8, 20, extra), numpy.full(extra, 8.0)], 1), random.uniform(0, numpy.pi, extra))
        both = numpy.concatenate([rings, ghosts]).reshape(-1, 8)
        looks = numpy.concatenate(
            [look[shown] + random.normal(size=(len(shown), LOOKS)), 4 * random.normal(size=(extra, LOOKS))])
        order = random.permutation(len(both))
        dated = numpy.full((len(both), 1), float(date))
        lines.append(numpy.concatenate([dated, both, looks], 1)[order])
        truth.append(numpy.concatenate([shown, numpy.full(extra, -1)])[order])
    return numpy.concatenate(lines), numpy.concatenate(truth), clouds


def ours(program, lines, clouds, folder, repeat):
    paths = [os.path.join(folder, name) for name in ("sightings.f64", "clouds.u8", "ids.i32")]
    lines.tofile(paths[0])
    clouds.tofile(paths[1])
    done = subprocess.run(
        [program, "tracking", *paths, "--dates", str(DATES), "--looks", str(LOOKS), "--doubt", str(SHIFT),
         "--columns", str(clouds.shape[2]), "--rows", str(clouds.shape[1]), "--side", str(SIDE),
         "--repeat", str(repeat)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    words = done.stdout.split()
    return float(words[1]), float(words[3]), numpy.fromfile(paths[2], numpy.int32)


def matched(rows, columns, gain, shape):
    """Pairs of the assignment with the greatest sum, one connected part after the other."""
    graph = coo_matrix((numpy.ones(len(rows)), (rows, columns + shape[0])), (sum(shape), sum(shape)))
    _, part = connected_components(graph, directed=False)
    part = part[rows]
    order = numpy.argsort(part, kind="stable")
    bounds = numpy.flatnonzero(numpy.diff(part[order], prepend=-1))
    pairs = []
    for begin, end in zip(bounds, [*bounds[1:], len(order)]):
        own = order[begin:end]
        if len(own) == 1:
            pairs.append(own[0])
            continue
        left, right = numpy.unique(rows[own], return_inverse=True), numpy.unique(columns[own], return_inverse=True)
        matrix = numpy.zeros((len(left[0]), len(right[0])))
        place = numpy.full(matrix.shape, -1)
        matrix[left[1], right[1]] = gain[own]
        place[left[1], right[1]] = own
        chosen = place[linear_sum_assignment(matrix, maximize=True)]
        pairs.extend(chosen[chosen >= 0])
    return numpy.array(pairs, int)


def plain(lines):
    begun = time.perf_counter()
    ids = numpy.full(len(lines), -1)
    corners = lines[:, 1:9].reshape(-1, 4, 2)
    boxes = numpy.concatenate([corners.min(1), corners.max(1)], 1)
    known, names, age, following = numpy.zeros((0, 4)), numpy.zeros(0, int), numpy.zeros(0, int), 0
    for date in range(DATES):
        own = numpy.flatnonzero(lines[:, 0] == date)
        shown = boxes[own]
        taken = numpy.full(len(own), -1)
        if len(known) and len(own):
            near = cKDTree((shown[:, :2] + shown[:, 2:]) / 2).query_ball_point(
                (known[:, :2] + known[:, 2:]) / 2, 30.0)
            rows = numpy.repeat(numpy.arange(len(known)), [len(one) for one in near])
            columns = numpy.concatenate([numpy.array(one, int) for one in near])
            a, b = known[rows], shown[columns]
            both = numpy.clip(
                numpy.minimum(a[:, 2:], b[:, 2:]) - numpy.maximum(a[:, :2], b[:, :2]), 0, None).prod(1)
            joined = (a[:, 2:] - a[:, :2]).prod(1) + (b[:, 2:] - b[:, :2]).prod(1) - both
            overlap = both / joined
            keep = overlap >= 0.1
            rows, columns, overlap = rows[keep], columns[keep], overlap[keep]
            pairs = matched(rows, columns, overlap, (len(known), len(own)))
            taken[columns[pairs]] = rows[pairs]
        age += 1
        old = taken >= 0
        known[taken[old]], age[taken[old]] = shown[old], 0
        ids[own[old]] = names[taken[old]]
        fresh = numpy.flatnonzero(~old)
        ids[own[fresh]] = following + numpy.arange(len(fresh))
        known = numpy.concatenate([known, shown[fresh]])
        names = numpy.concatenate([names, following + numpy.arange(len(fresh))])
        age = numpy.concatenate([age, numpy.zeros(len(fresh), int)])
        following += len(fresh)
        living = age <= 10
        known, names, age = known[living], names[living], age[living]
    return time.perf_counter() - begun, ids


def score(truth, ids):
    """Switches for each true thing, the share that bear one id throughout, and the F1 of identities."""
    real = numpy.flatnonzero(truth >= 0)
    things = len(numpy.unique(truth[real]))
    order = real[numpy.argsort(truth[real], kind="stable")]
    same = truth[order][1:] == truth[order][:-1]
    switched = same & (ids[order][1:] != ids[order][:-1])
    broken = len(numpy.unique(truth[order][1:][switched]))
    pair, count = numpy.unique(numpy.stack([truth[real], ids[real]]), axis=1, return_counts=True)
    _, column = numpy.unique(pair[1], return_inverse=True)
    _, row = numpy.unique(pair[0], return_inverse=True)
    chosen = matched(row, column, count.astype(float), (row.max() + 1, column.max() + 1))
    return switched.sum() / things, 1 - broken / things, 2 * count[chosen].sum() / (len(real) + len(ids))


def main():
    options = common.options(__doc__).parse_args()
    program = os.path.join(os.path.dirname(os.path.abspath(options.telltale)), "changemethods")
    if not os.access(program, os.X_OK):
        raise SystemExit(f"error: no program at {program}: run 'swift build -c release --product changemethods'.")
    sizes = [625, 1_250, 2_500] if options.quick else [1_250, 2_500, 5_000, 10_000]
    print(f"{DATES} dates; rectangles {SPACING:.0f} m apart, dates misplaced by {SHIFT:.0f} m; seed {SEED}")
    print("  things  sightings | seconds  processors  switches/thing  one id  identity F1 | plain: the same")
    seconds, figures = [], []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            lines, truth, clouds = world(size, SEED + size)
            took, busy, ids = ours(program, lines, clouds, folder, 3)
            figure = score(truth, ids)
            peer, other = plain(lines)
            beside = score(truth, other)
            print(f"  {size:6d}  {len(lines):9d} | {took:7.2f}  {busy:10.2f}  {figure[0]:14.4f}  {figure[1]:6.3f}  {figure[2]:11.4f} | "
                  f"{peer:7.2f}  {beside[0]:.4f}  {beside[1]:.3f}  {beside[2]:.4f}", flush=True)
            seconds.append(busy)
            figures.append((figure, beside))
    ratios = [later / earlier for earlier, later in zip(seconds, seconds[1:])]
    # Twice n log n with a fifth for the clock and the caches.
    bounds = [1.2 * 2 * numpy.log(2 * size) / numpy.log(size) for size in sizes]
    print("Doublings: " + ", ".join(f"{size} → {2 * size} ×{ratio:.2f}" for size, ratio in zip(sizes, ratios)))
    figure, beside = figures[-1]
    if not options.quick:
        common.bar("10,000 things × 100 dates, seconds of all processors, best of three", f"{seconds[-1]:.2f} s", "≤ 5 s", seconds[-1] <= 5)
    common.bar("growth of each doubling", ", ".join(f"×{ratio:.2f}" for ratio in ratios),
               f"≤ ×{max(bounds):.2f} (n log n and a fifth)", all(r <= b for r, b in zip(ratios, bounds)))
    common.bar(f"switches of id for each of {sizes[-1]} things", f"{figure[0]:.4f} (plain {beside[0]:.4f})",
               "fewer than the plain tracker", figure[0] < beside[0])


if __name__ == "__main__":
    main()
