"""Seeded pairs of pictures with a known displacement, made from real imagery.

A case is two pictures of one size, on one grid: `reference`, and `moving`, which shows at p + d(p) what the reference
shows at p, d(p) = shift + linear · (p − centre), in pixels, rows down, columns right. Both are drawn from one real
picture, low-passed so that it holds nothing beyond what the new pixels can carry, by splines of order 5: no pixel is
shared, neither picture is the other's exact copy, and both get noise of their own.

Sources in DEVELOP are those that the method was developed on; SCORE are the others. Seeds make everything.
"""
import os
import warnings
from dataclasses import dataclass, field

import numpy as np
import rasterio
from scipy import ndimage

warnings.filterwarnings("ignore")

DEVELOP = ["lasvegas", "paris", "levir-test_2"]
SCORE = ["abudhabi", "beihai", "beirut", "bordeaux", "mumbai", "nantes", "sztaki-szada-1", "sztaki-tiszadob-3"]
SIDE = 400
KINDS = ["shift 150", "rotation 1", "scale 1.01", "cloud 40 %", "half changed", "periodic roofs"]


@dataclass
class Case:
    kind: str
    seed: int
    source: str
    reference: np.ndarray
    moving: np.ndarray
    valid_reference: np.ndarray
    valid_moving: np.ndarray
    shift: np.ndarray                       # rows, columns at the centre
    linear: np.ndarray = field(default_factory=lambda: np.zeros((2, 2)))
    hopeless: bool = False
    # By how much the moving picture's file says that its pixels lie beside the reference's, in pixels.
    grid: np.ndarray = field(default_factory=lambda: np.zeros(2))

    def displacement(self, row, column):
        rows, columns = self.reference.shape
        return self.shift + self.grid + self.linear @ np.array([row - rows / 2, column - columns / 2])

    def probes(self):
        """The middle, and four places between it and the corners; those whose content both pictures show."""
        rows, columns = self.reference.shape
        places = [(rows * f, columns * g) for f, g in [(.5, .5), (.25, .25), (.25, .75), (.75, .25), (.75, .75)]]
        kept = []
        for place in places:
            there = np.array(place) + self.displacement(*place)
            if (there >= 0).all() and there[0] < rows and there[1] < columns:
                kept.append(place)
        return kept or places[:1]


class Library:
    """The real pictures, one plane each, low-passed, with their spline coefficients."""

    def __init__(self, data, names):
        self.names = [n for n in names if os.path.isdir(self._folder(data, n))]
        if not self.names:
            raise SystemExit(f"No picture to make cases from in {data}: sentinel2-pairs and vhr-pairs are needed.")
        self.steps = {}
        self.planes = {name: self._plane(data, name) for name in self.names}
        self._filtered = {}

    @staticmethod
    def _folder(data, name):
        kind = "vhr-pairs" if name.startswith(("levir", "sztaki")) else "sentinel2-pairs"
        return os.path.join(data, kind, name)

    def _plane(self, data, name):
        folder = self._folder(data, name)
        is_fine = "vhr-pairs" in folder
        file = "A.png" if is_fine else sorted(f for f in os.listdir(folder) if f.startswith("S2_"))[0]
        with rasterio.open(os.path.join(folder, file)) as picture:
            plane = (picture.read().mean(0) if is_fine else picture.read(3)).astype(np.float64)
        # The new pixels are `step` old ones wide; the Gaussian leaves 0.15 of the contrast at their highest frequency, about
        # what optics and detector of a satellite leave, and there the old pixels still carry a spline truly.
        self.steps[name] = 2.0 if is_fine else 1.3
        plane = ndimage.gaussian_filter(plane, 1.25 if is_fine else 0.8)
        spread = np.percentile(plane, 99.5) - np.percentile(plane, 0.5)
        # The brightest roofs are clipped as a sensor would, and the rest brought to the range of 16 bits.
        return np.clip((plane - np.percentile(plane, 0.5)) / spread, -0.1, 1.3) * 6_000 + 1_500

    def coefficients(self, plane_or_name):
        if isinstance(plane_or_name, str):
            if plane_or_name not in self._filtered:
                self._filtered[plane_or_name] = ndimage.spline_filter(self.planes[plane_or_name], 5)
            return self._filtered[plane_or_name]
        return ndimage.spline_filter(plane_or_name, 5)


def sample(coefficients, rows, columns):
    """Values at places (pixel centres at whole numbers), and whether they lie inside."""
    inside = (rows >= 0) & (columns >= 0) & (rows <= coefficients.shape[0] - 1) & (
        columns <= coefficients.shape[1] - 1)
    return ndimage.map_coordinates(coefficients, [rows, columns], order=5, prefilter=False, mode="mirror"), inside


def smooth_noise(random, shape, scale, octaves=3):
    """Cloud-like field of mean 0 and deviation 1; its largest features are `scale` pixels."""
    total = np.zeros(shape)
    for octave in range(octaves):
        size = max(scale / 2 ** octave, 1.5)
        coarse = random.standard_normal((int(shape[0] / size) + 5, int(shape[1] / size) + 5))
        offset = random.uniform(0, 1, 2)
        rows = np.arange(shape[0])[:, None] / size + 1 + offset[0]
        columns = np.arange(shape[1])[None, :] / size + 1 + offset[1]
        total += 0.55 ** octave * ndimage.map_coordinates(
            coarse, np.broadcast_arrays(rows, columns), order=3, mode="nearest")
    return (total - total.mean()) / total.std()


def clouded(random, picture, share):
    """Bright clouds with soft rims over `share` of the picture, and their shadows beside them."""
    depth = smooth_noise(random, picture.shape, random.uniform(40, 140), 4)
    level = np.quantile(depth, 1 - share)
    opacity = np.clip((depth - level) / random.uniform(0.15, 0.5) + 0.5, 0, 1)
    away = random.uniform(-25, 25, 2)
    shadow = np.roll(opacity, away.astype(int), (0, 1)) * (1 - opacity)
    texture = 1 + 0.08 * smooth_noise(random, picture.shape, 30, 4)
    bright = np.percentile(picture, 99) * random.uniform(1.1, 2.0)
    return picture * (1 - 0.5 * shadow) * (1 - opacity) + bright * texture * opacity


def hazed(random, picture):
    haze = np.clip(0.35 + 0.2 * smooth_noise(random, picture.shape, 200, 2), 0, 0.75)
    return picture * (1 - haze) + np.percentile(picture, 90) * haze


def toned(random, picture):
    """Another gain, offset and curve, none of which turns dark to bright."""
    low, high = picture.min(), picture.max()
    curve = ((picture - low) / max(high - low, 1)) ** random.uniform(0.75, 1.35)
    return curve * (high - low) * random.uniform(0.6, 1.4) + low * random.uniform(0.7, 1.3)


def noisy(random, picture, share):
    return picture + random.standard_normal(picture.shape) * share * max(picture.std(), 1)


def roofs(random, plane, share, pixel):
    """Rows of like roofs, sun and shadow sides, over about `share` of a picture; band-limited as the picture is."""
    result = plane.copy()
    rows, columns = np.mgrid[0:plane.shape[0], 0:plane.shape[1]].astype(float)
    covered = np.zeros(plane.shape, bool)
    low, high = np.percentile(plane, [10, 95])
    for _ in range(40):
        if covered.mean() >= share:
            break
        angle = random.uniform(0, np.pi)
        along = np.cos(angle) * columns + np.sin(angle) * rows
        across = -np.sin(angle) * columns + np.cos(angle) * rows
        middle = random.uniform(0, 1, 2) * plane.shape
        u = along - np.cos(angle) * middle[1] - np.sin(angle) * middle[0]
        v = across + np.sin(angle) * middle[1] - np.cos(angle) * middle[0]
        inside = (abs(u) < pixel * random.uniform(40, 110)) & (abs(v) < pixel * random.uniform(40, 110))
        step = pixel * random.uniform(8, 18, 2)
        pattern = (np.mod(u, step[0]) / step[0] < 0.6) * (0.4 + 0.6 * (np.mod(v, step[1]) / step[1] < 0.55))
        result[inside] = low + (high - low) * pattern[inside]
        covered |= inside
    return ndimage.gaussian_filter(result, 0.5 * pixel)


def foreign(random, library, shape, without):
    """Content of another place in the same range, as the picture after a change."""
    other = random.choice([n for n in library.names if n != without] or [without])
    coefficients, step = library.coefficients(other), library.steps[other]
    room = [max(coefficients.shape[i] - 1 - step * shape[i], 0) for i in (0, 1)]
    rows, columns = np.mgrid[0:shape[0], 0:shape[1]] * step
    return sample(coefficients[::-1, ::-1], rows + random.uniform(0, room[0]), columns + random.uniform(0, room[1]))[0]


def half_changed(random, library, picture, source, share=0.5):
    rows, columns = np.mgrid[0:picture.shape[0], 0:picture.shape[1]]
    angle = random.uniform(0, 2 * np.pi)
    side = np.cos(angle) * rows + np.sin(angle) * columns
    changed = side > np.quantile(side, 1 - share)
    return np.where(changed, foreign(random, library, picture.shape, source), picture)


def pair(random, library, source, shift, linear, plane=None):
    """Reference and moving picture of a place, at most SIDE² pixels, shifted within what the source shows."""
    coefficients, step = library.coefficients(source if plane is None else plane), library.steps[source]
    size = [min(SIDE, int(length / step) - 12) for length in coefficients.shape]
    # The reference lies so that as much as can be of the moving picture is inside the source.
    start = []
    for i in (0, 1):
        room = coefficients.shape[i] / step - size[i]
        low, high = max(0.0, shift[i]), min(room, room + shift[i])
        start.append(random.uniform(low, high) if low < high else (0.0 if shift[i] < 0 else room))
    start = np.array(start) + random.uniform(-0.5, 0.5, 2)
    rows, columns = np.mgrid[0:size[0], 0:size[1]].astype(float)
    reference, valid_reference = sample(coefficients, (rows + start[0]) * step, (columns + start[1]) * step)
    # p of what the moving picture shows at q: q = p + shift + linear · (p − centre).
    centre = np.array(size) / 2
    inverse = np.linalg.inv(np.eye(2) + linear)
    q = np.stack([rows + 0.5 - centre[0] - shift[0], columns + 0.5 - centre[1] - shift[1]])
    p = np.tensordot(inverse, q, 1)
    moving, valid_moving = sample(
        coefficients, (p[0] + centre[0] - 0.5 + start[0]) * step, (p[1] + centre[1] - 0.5 + start[1]) * step)
    return reference, moving, valid_reference, valid_moving


def rotation(degrees, scale=1.0):
    """Linear part of a displacement that turns by an angle and enlarges."""
    angle = np.radians(degrees)
    return scale * np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]) - np.eye(2)


def away(random, length):
    angle = random.uniform(0, 2 * np.pi)
    return np.array([np.sin(angle), np.cos(angle)]) * length


def make(kind, seed, library):
    """The seeded case of a kind."""
    random = np.random.default_rng([seed, sum(map(ord, kind))])
    source = str(random.choice(library.names))
    shift, linear, plane, hopeless = random.uniform(-4, 4, 2), np.zeros((2, 2)), None, False
    grid = random.uniform(-0.5, 0.5, 2) if kind == "between" else np.zeros(2)
    if kind == "shift 150":
        shift = away(random, 150)
    elif kind == "rotation 1":
        linear = rotation(random.choice([-1, 1]))
    elif kind == "scale 1.01":
        linear = rotation(0, random.choice([1.01, 1 / 1.01]))
    elif kind == "periodic roofs":
        plane = roofs(random, library.planes[source], 0.5, library.steps[source])
    elif kind == "far":
        shift, linear = away(random, random.uniform(20, 200)), rotation(random.uniform(-1, 1))
    elif kind == "turned":
        shift = away(random, random.uniform(0, 60))
        linear = rotation(random.uniform(-5, 5), random.uniform(0.97, 1.03))
    reference, moving, valid_reference, valid_moving = pair(random, library, source, shift, linear, plane)
    if kind == "cloud 40 %":
        moving = clouded(random, moving, 0.4)
    elif kind == "cloud":
        moving = clouded(random, moving, random.uniform(0.1, 0.8))
    elif kind == "half changed":
        moving = half_changed(random, library, moving, source)
    elif kind == "changed":
        moving = half_changed(random, library, moving, source, random.uniform(0.1, 0.8))
    elif kind == "haze":
        moving = hazed(random, moving)
    elif kind == "other place":
        moving, hopeless = foreign(random, library, moving.shape, source), True
    elif kind == "all cloud":
        moving, hopeless = clouded(random, moving, 1.0), True
    elif kind == "noise":
        moving, hopeless = np.full(moving.shape, moving.mean()), True
    moving = toned(random, moving)
    if random.uniform() < 0.3:
        moving = hazed(random, moving)
    deviation = random.uniform(0.1, 0.4) if kind == "noisy" else random.uniform(0.01, 0.08)
    reference, moving = noisy(random, reference, deviation), noisy(random, moving, deviation)
    return Case(
        kind, seed, source, reference, moving, valid_reference, valid_moving, np.array(shift), linear, hopeless, grid)


MIXED = KINDS + ["plain", "plain", "haze", "far", "turned", "cloud", "changed", "other place", "all cloud", "noise"]
HONEST = ["plain", "noisy", "haze", "cloud", "changed", "periodic roofs", "rotation 1", "plain", "noisy", "half changed",
          "between"]


def write(case, folder):
    """Both pictures as GeoTIFFs of 16 bits, 10 m pixels, 0 = no data."""
    paths = []
    for name, picture, valid, (down, right) in [
            ("reference", case.reference, case.valid_reference, (0, 0)),
            ("moving", case.moving, case.valid_moving, case.grid)]:
        path = os.path.join(folder, f"{name}.tif")
        values = np.where(valid, np.clip(np.rint(picture), 1, 65_535), 0).astype(np.uint16)
        with rasterio.open(
                path, "w", driver="GTiff", height=values.shape[0], width=values.shape[1], count=1, dtype="uint16",
                nodata=0, crs="EPSG:32633", transform=rasterio.transform.from_origin(
                    500_000 + 10 * right, 5_000_000 - 10 * down, 10, 10)) as f:
            f.write(values, 1)
        paths.append(path)
    return paths
