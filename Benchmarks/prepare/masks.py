"""Cloud and shadow masks against truth: simulated stacks, real scenes with added clouds, and white roofs.

    masks.py --telltale EXE [--data DIR] [--seeds FIRST..LAST] [--quick]

Needs numpy, scipy and rasterio. DIR is the folder of uae-works; without it the parts on real scenes are skipped, and
said to be. Prints figures and at the end one line a bar: BAR <what> | <figure> | <bar> | MET|MISSED.

Truth is optical depth 0.3 or more: opacity 1 - exp(-depth) >= 0.26, of a cloud over the ground and of the same cloud
on the sun's ray to it. What is both is cloud. Pixels whose centre lies within EDGE pixels of a border of the truth are
left out; so are pixels outside the pictures. Cloud is scored on the reasons cloud and haze, shadow on cloudShadow.
Scenes that the program keeps out have no mask: they are counted apart, with the share of cloud they truly had.
"""

import argparse
import datetime
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import numpy
import rasterio
import rasterio.warp
from scipy import ndimage

LEAST_DEPTH = 0.3
LEAST_OPACITY = 1 - math.exp(-LEAST_DEPTH)
EDGE = 2
BAR = 0.9
ROOF_BAR = 0.05
# The contract's list: the values of a mask are places in it.
REASONS = ("seen cloud cloudShadow haze snow saturated terrainShadow offPicture readFailed misaligned tooCoarse "
           "occluded").split()
CODE = {name: value for value, name in enumerate(REASONS)}
CLEAR, CLOUD, SHADOW = 0, 1, 2


class Tally:
    """Pixels hit, invented and missed, of cloud and of shadow."""

    def __init__(self):
        self.counts = {name: numpy.zeros(3, dtype=numpy.int64) for name in ("cloud", "shadow")}

    def add(self, mask, truth):
        inside = (mask != CODE["offPicture"]) & (truth != 255)
        found = {"cloud": (mask == CODE["cloud"]) | (mask == CODE["haze"]), "shadow": mask == CODE["cloudShadow"]}
        for name, value in (("cloud", CLOUD), ("shadow", SHADOW)):
            true = truth == value
            inner = ndimage.distance_transform_edt(true) <= EDGE
            outer = ndimage.distance_transform_edt(~true) <= EDGE
            border = (true & inner) | (~true & outer)
            if not true.any():
                border[:] = False
            kept = inside & ~border
            hit = found[name] & true & kept
            self.counts[name] += [hit.sum(), (found[name] & ~true & kept).sum(), (~found[name] & true & kept).sum()]

    def figures(self, name):
        hit, invented, missed = (int(value) for value in self.counts[name])
        return hit / max(hit + invented, 1), hit / max(hit + missed, 1), hit + missed


def run(words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(str(word) for word in words[:3])} ended with {done.returncode}: {done.stderr[-600:]}")
    return done.stdout


# --- Stacks ----------------------------------------------------------------------------------------------------------


def prepared(telltale, site, imagery, folder):
    """The scenes of `prepare --json`, and the folder of their masks."""
    case, masks = folder / "case", folder / "found"
    run([telltale, "init", case, "--site", site, "--quiet"])
    run([telltale, "add", case, *sorted(imagery.glob("*.tif")), "--quiet"])
    printed = run([telltale, "prepare", case, "--masks", masks, "--json", "--quiet"])
    return json.loads(printed)["scenes"], masks


def mask_of(scene, masks):
    """Mask and its grid of one scene of `prepare --json`; nothing where it was kept out."""
    if scene["excluded"] is not None:
        return None
    stem = pathlib.Path(scene["file"]).stem
    files = sorted(masks.glob(f"{stem}*.tif"))
    if len(files) != 1:
        sys.exit(f"{masks} holds {len(files)} masks of {stem}: one was expected.")
    with rasterio.open(files[0]) as source:
        return source.read(1), source.transform, source.crs


def onto(truth, transform, crs, shape, target, target_crs):
    """Truth on the grid of the stack by nearest neighbour; 255 outside the picture."""
    result = numpy.full(shape, 255, dtype=numpy.uint8)
    rasterio.warp.reproject(
        truth, result, src_transform=transform, src_crs=crs, dst_transform=target, dst_crs=target_crs,
        resampling=rasterio.warp.Resampling.nearest, init_dest_nodata=False)
    return result


def score(scenes, masks, truth_of, tally, left_out):
    """Adds every scene's mask to `tally`; of scenes kept out their code and true share of cloud to `left_out`."""
    for scene in scenes:
        known = truth_of(pathlib.Path(scene["file"]).name)
        if known is None:
            continue
        truth, transform, crs = known
        found = mask_of(scene, masks)
        if found is None:
            left_out.append((scene["excluded"]["code"], float((truth == CLOUD).mean())))
            continue
        mask, target, target_crs = found
        tally.add(mask, onto(truth, transform, crs, mask.shape, target, target_crs))


# --- Simulated plants ------------------------------------------------------------------------------------------------

# Dates of the stacks, one after the other, and pixels a side: wide enough for most shadows to lie in the picture with
# their cloud.
DATES = (5, 8, 12, 24)
SIDE = 384


def plant(telltale, seed, folder):
    dates = DATES[seed % len(DATES)]
    run([telltale, "simulate", "-o", folder, "--seed", seed, "--dates", dates, "--years", max(0.5, dates / 12),
         "--size", SIDE, "--cloud-truth", "--quiet"])
    return dates


def plant_truth(folder):
    def truth(name):
        with rasterio.open(folder / "masks" / name) as source:
            return source.read(1), source.transform, source.crs
    return truth


def simulated(telltale, seeds, report):
    tallies, left_out = {dates: Tally() for dates in DATES}, []
    whole = Tally()
    for seed in seeds:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            dates = plant(telltale, seed, folder / "plant")
            scenes, masks = prepared(telltale, folder / "plant/site.geojson", folder / "plant/imagery", folder)
            for tally, out in ((tallies[dates], []), (whole, left_out)):
                score(scenes, masks, plant_truth(folder / "plant"), tally, out)
    for dates in DATES:
        report.line(f"plants of {dates} dates", tallies[dates])
    report.line("all plants", whole)
    report.left_out("plants", left_out)
    report.bars(f"simulated stacks, seeds {seeds[0]}..{seeds[-1]}", whole)


# --- Real scenes with added clouds -----------------------------------------------------------------------------------


def fractal(generator, side, wavelength, slope):
    """A field of mean 0 and deviation 1 whose power falls as frequency ** -slope beyond 1 / wavelength."""
    frequency = numpy.hypot(*numpy.meshgrid(numpy.fft.rfftfreq(side), numpy.fft.fftfreq(side)))
    power = (frequency ** 2 + wavelength ** -2.0) ** (-slope / 4)
    power[0, 0] = 0
    field = numpy.fft.irfft2(numpy.fft.rfft2(generator.normal(size=(side, side))) * power, s=(side, side))
    return (field / field.std()).astype(numpy.float32)


def sun(day, latitude, hour):
    """Elevation and azimuth in radians at a local solar hour [Spencer1971, shortened to its first terms]."""
    angle = 2 * math.pi * (day - 81) / 365
    declination = math.asin(0.3978 * math.sin(angle))
    turn = (hour - 12) * math.pi / 12
    up = math.sin(latitude) * math.sin(declination) + math.cos(latitude) * math.cos(declination) * math.cos(turn)
    east = -math.cos(declination) * math.sin(turn)
    north = math.cos(latitude) * math.sin(declination) - math.sin(latitude) * math.cos(declination) * math.cos(turn)
    return math.asin(up), math.atan2(east, north)


def overcast(picture, seed, gsd, latitude, date):
    """The picture under drawn clouds, the truth of it, and words on what was drawn.

    Optical depth rises from the rim of a cloud inward; opacity is 1 - exp(-depth). A cloud sends its own, bright and
    even light (the pictures are stretched for viewing: most of it beyond their upper limit); its shadow lets a part of
    the light through. Both are blurred as by the sensor's 10 m pixel.
    """
    generator = numpy.random.default_rng(seed)
    rows, columns = picture.shape[1:]
    coverage = generator.uniform(0.04, 0.5)
    wavelength = generator.uniform(500, 2000) / gsd
    thickness = generator.uniform(1.0, 6.0)
    height = generator.uniform(500, 3000)
    brightness = generator.uniform(245, 330)
    darkness = generator.uniform(0.45, 0.7)
    elevation, azimuth = sun(date.timetuple().tm_yday, latitude, 10.6)
    length = height / math.tan(elevation) / gsd
    # A shadow lies away from the sun: north is up, so rows grow towards the south.
    way = (int(round(length * math.cos(azimuth))), int(round(-length * math.sin(azimuth))))
    margin = max(abs(way[0]), abs(way[1])) + 8
    side = max(rows, columns) + 2 * margin
    field = fractal(generator, side, wavelength, slope=generator.uniform(2.6, 3.4))
    inner = field[margin:margin + rows, margin:margin + columns]
    rim = numpy.quantile(inner, 1 - coverage)
    opacity = 1 - numpy.exp(-thickness * numpy.maximum(field - rim, 0) / 0.5)
    opacity = ndimage.gaussian_filter(opacity, 1.2)
    cloud = opacity[margin:margin + rows, margin:margin + columns]
    top, left = margin - way[0], margin - way[1]
    shade = opacity[top:top + rows, left:left + columns]
    texture = 1 + 0.05 * fractal(generator, side, 60, 3)[:rows, :columns]
    changed = picture * (1 - darkness * shade)
    changed += (brightness * texture - changed) * cloud
    truth = numpy.where(cloud >= LEAST_OPACITY, CLOUD, numpy.where(shade >= LEAST_OPACITY, SHADOW, CLEAR))
    words = f"coverage {coverage:.2f}, clouds {height:.0f} m high, shadows {length:.0f} px"
    return numpy.clip(numpy.rint(changed), 1, 255), truth.astype(numpy.uint8), words


def with_clouds(data, clear, folder, seed, share=0.4):
    """Copies of the scenes into `folder`/imagery, clouds added to a part of the clear ones; truth by file name."""
    generator = numpy.random.default_rng(seed)
    imagery = folder / "imagery"
    imagery.mkdir(parents=True)
    truths = {}
    for index, path in enumerate(sorted((data / "scenes").glob("*.tif"))):
        with rasterio.open(path) as source:
            picture, profile = source.read(), source.profile
            transform, crs = source.transform, source.crs
        middle = rasterio.warp.transform(crs, "EPSG:4326", *[[value] for value in transform * (256, 256)])
        latitude = math.radians(middle[1][0])
        if path.name in clear and generator.uniform() < share:
            date = datetime.date.fromisoformat(path.stem.split("_")[1])
            gsd = transform.a * math.cos(latitude)
            changed, truth, words = overcast(
                picture[:3].astype(float), seed * 1000 + index, gsd, latitude, date)
            picture[:3] = numpy.where(picture[3] > 0, changed, picture[:3])
            truths[path.name] = (truth, transform, crs)
            print(f"  {path.name}: seed {seed * 1000 + index}, {words}")
        profile.update(compress="deflate")
        with rasterio.open(imagery / path.name, "w", **profile) as target:
            target.write(picture)
            target.colorinterp = (
                rasterio.enums.ColorInterp.red, rasterio.enums.ColorInterp.green, rasterio.enums.ColorInterp.blue,
                rasterio.enums.ColorInterp.alpha)
    return imagery, truths


# --- White roofs -----------------------------------------------------------------------------------------------------


def white_roofs(stack, least=12):
    """Labels of roofs that are white and stay so, from a stack (date, row, column) of mean numbers, NaN unseen.

    Of the later half of the dates: a pixel is white where its median is among the brightest 4 % and it is within 15 %
    of that median on 80 % of the dates or more; a roof is 12 such pixels or more that touch.
    """
    later = stack[len(stack) // 2:]
    middle = numpy.nanmedian(later, axis=0)
    steady = numpy.nanmean(numpy.abs(later / middle - 1) < 0.15, axis=0)
    white = (middle >= numpy.nanquantile(middle, 0.96)) & (steady >= 0.8)
    labels, count = ndimage.label(white)
    sizes = ndimage.sum_labels(white, labels, range(1, count + 1))
    for index, size in enumerate(sizes):
        if size < least:
            labels[labels == index + 1] = 0
    return labels, [index + 1 for index, size in enumerate(sizes) if size >= least]


def roof_shares(stack, codes, clear):
    """Per roof the share of the clear dates of the later half on which over half of it was masked, and per roof the
    mean share of its pixels that was masked."""
    labels, roofs = white_roofs(stack)
    half = len(stack) // 2
    shares = []
    for roof in roofs:
        place = labels == roof
        masked = []
        for date in range(half, len(stack)):
            values = codes[date][place]
            values = values[values != CODE["offPicture"]]
            if clear[date] and len(values):
                masked.append((values != CODE["seen"]).mean())
        shares.append((numpy.mean(numpy.array(masked) > 0.5), numpy.mean(masked), int(place.sum())))
    return shares


# --- Report ----------------------------------------------------------------------------------------------------------


class Report:
    def __init__(self):
        self.lines = []

    def line(self, title, tally):
        for name in ("cloud", "shadow"):
            precision, recall, pixels = tally.figures(name)
            print(f"  {title}, {name}: precision {precision:.3f}, recall {recall:.3f} of {pixels} true pixels")

    def left_out(self, title, found):
        half = sum(1 for _, share in found if share < 0.5)
        codes = ", ".join(sorted({code for code, _ in found}))
        print(f"  {title}: {len(found)} scenes kept out ({codes or 'none'}), {half} of them truly under half cloud")

    def bars(self, title, tally):
        for name in ("cloud", "shadow"):
            for what, figure in zip(("precision", "recall"), tally.figures(name)):
                self.bar(f"{title}: {what} of {name}", figure, BAR, figure >= BAR)

    def bar(self, what, figure, bar, met):
        self.lines.append(f"BAR {what} | {figure:.3f} | {bar} | {'MET' if met else 'MISSED'}")


def real(telltale, data, seed, report):
    site = data / "site.geojson"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        scenes, masks = prepared(telltale, site, data / "scenes", folder)
        values, codes, clear = [], [], {}
        for scene in scenes:
            found = mask_of(scene, masks)
            if found is None:
                continue
            mask, transform, crs = found
            file = pathlib.Path(scene["file"]).name
            shown = mask != CODE["offPicture"]
            clear[file] = (mask[shown] == CODE["seen"]).mean() > 0.97
            with rasterio.open(data / "scenes" / file) as source:
                mean = source.read([1, 2, 3]).astype(numpy.float32).mean(axis=0)
                mean[source.read(4) == 0] = numpy.nan
                level = numpy.full(mask.shape, numpy.nan, dtype=numpy.float32)
                rasterio.warp.reproject(
                    mean, level, src_transform=source.transform, src_crs=source.crs, src_nodata=numpy.nan,
                    dst_transform=transform, dst_crs=crs, dst_nodata=numpy.nan)
            # One gain a scene brings pictures of several stretches together well enough to tell a steady roof.
            values.append(level / numpy.nanmedian(level))
            codes.append(mask)
        roofs = roof_shares(values, codes, list(clear.values()))
    names = {name for name, is_clear in clear.items() if is_clear}
    print(f"  {len(clear)} of {len(scenes)} scenes used, {len(names)} of them seen over 0.97 of the picture: clear")
    worst = max((masked for _, masked, _ in roofs), default=1.0)
    over = sum(1 for _, masked, _ in roofs if masked > ROOF_BAR)
    print(f"  {len(roofs)} white roofs of 12 pixels or more; masked on clear dates (mean share of their pixels): "
          f"worst {worst:.3f}, over {ROOF_BAR}: {over}")
    report.bar(f"uae-works: worst of {len(roofs)} white roofs, share masked on clear dates", worst, f"<= {ROOF_BAR}",
               bool(roofs) and worst <= ROOF_BAR)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        imagery, truths = with_clouds(data, names, folder, seed)
        scenes, masks = prepared(telltale, site, imagery, folder)
        tally, left_out = Tally(), []
        score(scenes, masks, truths.get, tally, left_out)
    report.line("uae-works with added clouds", tally)
    report.left_out("uae-works", left_out)
    report.bars(f"uae-works with clouds added to {len(truths)} clear scenes, seed {seed}", tally)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--telltale", required=True, help="the program")
    parser.add_argument("--data", type=pathlib.Path, help="folder that holds uae-works, or uae-works itself")
    parser.add_argument("--seeds", default="5001..5050", help="simulated plants (default 5001..5050)")
    parser.add_argument("--cloud-seed", type=int, default=7001, help="of the clouds added to real scenes")
    parser.add_argument("--quick", action="store_true", help="the first eight plants alone")
    options = parser.parse_args()
    first, last = (int(word) for word in options.seeds.split(".."))
    seeds = list(range(first, last + 1))[:8 if options.quick else None]
    report = Report()
    print(f"Simulated plants {seeds[0]}..{seeds[-1]}, {SIDE} pixels a side, {DATES} dates in turn")
    simulated(options.telltale, seeds, report)
    if options.data is not None and (options.data / "uae-works").is_dir():
        options.data = options.data / "uae-works"
    if options.data is None or not (options.data / "scenes").is_dir():
        print("uae-works: skipped, as there is no folder of it; name it with --data.")
    else:
        print("uae-works")
        real(options.telltale, options.data, options.cloud_seed, report)
    print("\n".join(report.lines))


if __name__ == "__main__":
    main()
