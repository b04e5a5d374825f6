"""Seeded pixels with known breaks, in the form that both programs read: what series.py compares them on."""
import numpy as np

YEAR = 365.25
BANDS = ("blue", "green", "red", "nir", "swir1", "swir2", "thermal")
# Means, yearly amplitudes and noise of the six reflectances times 10,000, of five kinds of ground.
COVERS = {
    "forest": ((300, 500, 350, 3000, 1500, 700), (40, 70, 60, 700, 300, 150), (35, 40, 40, 130, 90, 60)),
    "crops": ((500, 800, 800, 2600, 2100, 1400), (120, 150, 250, 900, 500, 400), (50, 60, 70, 180, 140, 110)),
    "bare": ((1100, 1500, 1900, 2500, 3000, 2600), (60, 80, 100, 130, 150, 140), (60, 70, 80, 100, 110, 100)),
    "built": ((1300, 1500, 1650, 2000, 2200, 2000), (50, 60, 60, 110, 90, 80), (70, 75, 80, 95, 100, 95)),
    "water": ((400, 450, 350, 250, 150, 110), (50, 50, 40, 40, 25, 20), (45, 45, 40, 35, 25, 20)),
}
CLOUD = np.array((4000, 4100, 4200, 4600, 3600, 2900))


class Stack:
    """`days` (ordinal), `values` (pixel, date, band) int16, `masks` (pixel, date) uint8, `truth`: break days of each."""

    def __init__(self, days, values, masks, truth=None):
        self.days, self.values, self.masks, self.truth = days, values, masks, truth


def dates(random, years):
    """Two satellites, every 16 days each from its own start; a third of the dates lost; one long gap in some stacks."""
    start = 730_000
    both = np.concatenate([start + np.arange(0, years * YEAR, 16), start + years * YEAR / 3 + 8
                           + np.arange(0, 2 * years * YEAR / 3, 16)]).astype(np.int64)
    kept = np.unique(both)
    return kept[random.random(kept.size) < 0.7]


def pixel(random, days):
    """One pixel's values and masks, and the days of its breaks."""
    names = list(COVERS)
    count = random.choice(4, p=(0.3, 0.35, 0.22, 0.13))
    breaks = []
    for _ in range(100):
        if len(breaks) == count:
            break
        day = random.uniform(days[0] + 1.5 * YEAR, days[-1] - 1.0 * YEAR)
        if all(abs(day - other) > 2.5 * YEAR for other in breaks):
            breaks.append(day)
    breaks = sorted(int(day) for day in breaks)
    clean = np.zeros((days.size, 6))
    noise = np.zeros((days.size, 6))
    name = names[random.integers(len(names))]
    mean, amplitude, spread = (np.array(part, float) for part in COVERS[name])
    phase = random.uniform(0, 2 * np.pi)
    for index in range(len(breaks) + 1):
        low = breaks[index - 1] if index else -np.inf
        high = breaks[index] if index < len(breaks) else np.inf
        inside = (days >= low) & (days < high)
        if index:
            if random.random() < 0.6:
                others = [other for other in names if other != name]
                name = others[random.integers(len(others))]
                mean, amplitude, spread = (np.array(part, float) for part in COVERS[name])
            else:
                mean = mean + random.uniform(1.5, 8) * spread * random.choice((-1, 1)) * random.uniform(0.6, 1.4, 6)
                mean = np.maximum(mean, 80)
        trend = random.normal(0, 0.15, 6) * spread
        years = (days[inside, None] - days[0]) / YEAR
        second = 0.25 * amplitude * random.uniform(0, 1)
        clean[inside] = (
            mean + amplitude * np.cos(2 * np.pi * years - phase) + second * np.cos(4 * np.pi * years - 2 * phase)
            + trend * (years - years[:1]))
        noise[inside] = spread * (0.7 * random.normal(size=(inside.sum(), 6)) + 0.5 * random.normal(size=(inside.sum(), 1)))
    values = clean + noise
    masks = np.zeros(days.size, np.uint8)
    cloudy = random.random(days.size) < random.uniform(0.25, 0.5)
    thick = random.uniform(0.15, 1, days.size)[:, None]
    values = np.where(cloudy[:, None], (1 - thick) * values + thick * CLOUD, values)
    masks[cloudy] = 4
    shadow = ~cloudy & (random.random(days.size) < 0.07)
    values = np.where(shadow[:, None], values * random.uniform(0.3, 0.7, days.size)[:, None], values)
    masks[shadow] = 2
    # What the mask missed, snow, and what is no data.
    masks[(cloudy | shadow) & (random.random(days.size) < 0.06)] = 0
    masks[(masks == 0) & (random.random(days.size) < 0.02)] = 1
    masks[random.random(days.size) < 0.02] = 3
    absent = random.random(days.size) < 0.04
    if random.random() < 0.25:
        begin = random.uniform(days[0], days[-1])
        absent |= (days > begin) & (days < begin + random.uniform(0.5, 1.6) * YEAR)
    masks[absent] = 255
    values[absent] = -9999
    return np.clip(np.rint(values), -9999, 16_000).astype(np.int16), masks, breaks


def synthetic(seed, count, years=18):
    """`count` pixels of one stack; the same seed gives the same pixels."""
    random = np.random.default_rng(seed)
    days = dates(random, years)
    values = np.full((count, days.size, 7), 2900, np.int16)
    masks = np.zeros((count, days.size), np.uint8)
    truth = []
    for index in range(count):
        values[index, :, :6], masks[index], breaks = pixel(random, days)
        truth.append(breaks)
    return Stack(days, values, masks, truth)
