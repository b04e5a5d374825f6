"""Radar stacks with known truth, from seeds: where nothing changed, and where something did."""
import numpy as np
from scipy.ndimage import gaussian_filter
from scipy.special import gammaincinv, ndtr


def speckle(random, looks, shape, reach):
    """Gamma powers of mean 1; neighbours alike as normals smoothed over `reach` pixels are."""
    normal = random.standard_normal(shape, dtype=np.float32)
    if reach > 0.2:
        normal = gaussian_filter(normal, (0,) * (len(shape) - 2) + (reach, reach), mode="wrap")
        normal /= normal.std()
    steps = np.linspace(-5.5, 5.5, 400)
    return np.exp(np.interp(normal, steps, np.log(gammaincinv(looks, ndtr(steps)) / looks)))


def null_stack(random, looks=None, dates=None, side=None, spread=None, gaps=True):
    """Dates × (VV, VH) × rows × columns where nothing changed, its looks, and its `spread`.

    Two to five classes of ground, each of its own VV and VH; of each date a gain for all and one for each class, which
    deviates by `spread` dB or, on one date of seven, by four times as much; single pixels of their own brightness; parts
    that were not seen. What is not given is drawn: 1 to 20 looks, 4 to 40 dates, 64 to 128 pixels a side.
    """
    looks = looks or float(np.exp(random.uniform(0, np.log(20))))
    dates = dates or int(random.integers(4, 41))
    side = side or int(random.integers(64, 129))
    spread = random.choice([0, random.uniform(0, 0.6)]) if spread is None else spread
    classes, size = int(random.integers(2, 6)), random.uniform(3, 8)
    ground = np.argmax([gaussian_filter(random.standard_normal((side, side)), size, mode="wrap") for _ in range(classes)], 0)
    base = np.stack([random.uniform(-14, -6, classes), random.uniform(-22, -12, classes)])
    common = random.normal(0, random.uniform(0, 1.5), (dates, 1)) + random.normal(0, 0.3, (dates, 2))
    own = 0.8 * random.normal(size=(dates, 1, classes)) + 0.6 * random.normal(size=(dates, 2, classes))
    own *= spread * np.where(random.random(dates) < 1 / 7, 4, 1)[:, None, None]
    level = (base + common[:, :, None] + own)[:, :, ground] + random.normal(0, random.uniform(0, 1.5), (2, side, side))
    cube = 10 ** (level / 10) * speckle(random, looks, (dates, 2, side, side), random.uniform(0, 1))
    if gaps and random.random() < 0.7:
        for date in np.flatnonzero(random.random(dates) < 0.3):
            cover = gaussian_filter(random.standard_normal((side, side)), 10, mode="wrap")
            cube[date, :, cover > np.quantile(cover, random.uniform(0.5, 1))] = np.nan
    return cube.astype(np.float32), looks, spread


def changed_stack(random, kind, looks):
    """20 dates of 100 × 100 pixels, where it changed, and the index of the first date after."""
    cube, _, _ = null_stack(random, looks=looks, dates=20, side=100, spread=0.3, gaps=False)
    date, side = int(random.integers(7, 14)), cube.shape[-1]
    where = np.zeros((side, side), bool)
    if kind == "building":
        row, column = random.integers(5, side - 15, 2)
        where[row:row + 10, column:column + 10] = True
    else:
        patches = gaussian_filter(random.standard_normal((side, side)), 4, mode="wrap")
        where = patches > np.quantile(patches, 0.85)
    cube[date:, 0, where] *= 10 ** 0.6
    return cube, where.ravel(), date
