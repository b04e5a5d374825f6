#!/usr/bin/env python3
"""SMART models that `export --format smart` writes, against the written specification of the format, and read back.

    exchange.py --telltale EXE --data DIR [--quick]

Cases: the real works of the shared data and seeded plants. Each written file is checked here, by rules taken from
`smart-example/specifications` alone (they are prose: no schema comes with them), then given to `init --site`, which refuses
what breaks the format. The region model that a case wrote is watched again: its zones must be the sites that were written.
The rules are first tried on the example's own models; two habits of its proposals, a null in every property that the other type
has and fields that the text does not name, are allowed.
"""
import glob
import json
import os
import re
import subprocess
import tempfile

import common

SEED = 94_001
REGION = re.compile(r"[A-Z]{2}_[RCS]\d{3}")
SITE = re.compile(r"[A-Z]{2}_[RCS](\d{3}|xxx)_\d{4}")
VERSION, MGRS, DAY = re.compile(r"\d+\.\d+\.\d+"), re.compile(r"\d{2}[A-Z]{3}|[A-Z]{3}"), re.compile(r"\d{4}-\d{2}-\d{2}")
STATUS = {
    "positive_annotated", "positive_partial", "positive_annotated_static", "positive_partial_static", "positive_pending",
    "positive_excluded", "positive_unbounded", "negative", "negative_unbounded", "ignore", "transient_positive",
    "transient_negative", "system_proposed", "system_confirmed", "system_rejected"}
PHASES = {"No Activity", "Site Preparation", "Active Construction", "Post Construction", "Unknown"}
SENSORS = {"Landsat 8", "Sentinel-2", "WorldView", "Planet", None}
FLAGS = {"True", "False"}


def is_day(value):
    return value is None or bool(isinstance(value, str) and DAY.fullmatch(value))


def common_faults(own):
    if not VERSION.fullmatch(str(own.get("version"))):
        yield "version"
    if not MGRS.fullmatch(str(own.get("mgrs"))):
        yield "mgrs"
    for key in ("start_date", "end_date"):
        if key not in own or not is_day(own[key]):
            yield key
    if own.get("start_date") and own.get("end_date") and own["start_date"] > own["end_date"]:
        yield "dates in order"
    if not isinstance(own.get("originator"), str):
        yield "originator"


def site_faults(own):
    yield from common_faults(own)
    if not SITE.fullmatch(str(own.get("site_id"))):
        yield "site_id"
    if own.get("status") not in STATUS:
        yield "status"
    if own.get("model_content") not in {"annotation", "proposed"}:
        yield "model_content"
    if "score" in own and not (isinstance(own["score"], (int, float)) and 0 <= own["score"] <= 1):
        yield "score"
    if own.get("validated", "False") not in FLAGS:
        yield "validated"
    if not isinstance(own.get("cache", {}), dict):
        yield "cache"


def observation_faults(own, geometry):
    if own.get("type") != "observation" or not is_day(own.get("observation_date", 0)):
        yield "observation_date"
    if "source" not in own or not (own["source"] is None or isinstance(own["source"], str)):
        yield "source"
    if own.get("sensor_name", 0) not in SENSORS:
        yield "sensor_name"
    count = len(geometry.get("coordinates", [])) if geometry.get("type") == "MultiPolygon" else -1
    if count < 1:
        yield "geometry"
    for key, words in (("current_phase", PHASES), ("is_occluded", FLAGS), ("is_site_boundary", FLAGS)):
        value = own.get(key, 0)
        if value is not None and not (
                isinstance(value, str) and len(value.split(", ")) == count and set(value.split(", ")) <= words):
            yield key


def ring_faults(geometry):
    lists = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in lists:
        for ring in polygon:
            if len(ring) < 4 or ring[0] != ring[-1]:
                yield "ring not closed"
            if any(len(point) != 2 or not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90) for point in ring):
                yield "position"


def faults(document):
    """What of a region or site model the specification does not allow, in words."""
    found = [] if document.get("type") == "FeatureCollection" else ["type of the document"]
    features = document.get("features", [])
    kinds = [feature["properties"].get("type") for feature in features]
    for feature, kind in zip(features, kinds):
        own, geometry = feature["properties"], feature["geometry"]
        if kind != "observation" and geometry["type"] != "Polygon":
            found.append(f"{kind}: geometry")
        if kind == "region":
            found += [f"region: {one}" for one in common_faults(own)]
            if not REGION.fullmatch(str(own.get("region_id"))):
                found.append("region: region_id")
            wanted = {"annotation", "proposed"} if "site_summary" in kinds else {"empty", "annotation", "proposed"}
            if own.get("model_content") not in wanted:
                found.append("region: model_content")
        elif kind in {"site", "site_summary"}:
            found += [f"{kind}: {one}" for one in site_faults(own)]
        elif kind == "observation":
            found += [f"observation: {one}" for one in observation_faults(own, geometry)]
        else:
            found.append(f"type {kind}")
        found += [f"{kind}: {one}" for one in ring_faults(geometry)]
    if "region" in kinds or "site_summary" in kinds:
        if kinds.count("region") != 1 or set(kinds) - {"region", "site_summary"}:
            found.append("features of a region model")
    else:
        if kinds.count("site") != 1 or set(kinds) - {"site", "observation"}:
            found.append("features of a site model")
        days = [f["properties"]["observation_date"] for f in features if f["properties"].get("type") == "observation"]
        site = next((f["properties"] for f in features if f["properties"].get("type") == "site"), {})
        known = sorted(day for day in days if day)
        if known and (site.get("start_date"), site.get("end_date")) != (known[0], known[-1]):
            found.append("site: dates are not those of its observations")
    return found


def run(program, *arguments):
    return subprocess.run([program, *arguments, "--quiet"], capture_output=True, text=True)


def must(program, *arguments):
    done = run(program, *arguments)
    if done.returncode:
        raise SystemExit(done.stderr)


def check(program, folder, case, region):
    """Files written, faults found in them, files that `init` refuses, and whether the region reads back as it was."""
    out = os.path.join(folder, "smart")
    must(program, "export", case, "--format", "smart", "-o", out, "--region", region)
    paths = sorted(glob.glob(os.path.join(out, "*", "*.geojson")))
    bad, refused = [], 0
    for number, path in enumerate(paths):
        with open(path, encoding="utf-8") as file:
            bad += [f"{os.path.basename(path)}: {one}" for one in faults(json.load(file))]
        refused += run(program, "init", os.path.join(folder, f"read-{number}.case"), "--site", path).returncode != 0
    sites = len(glob.glob(os.path.join(out, "site_models", "*.geojson")))
    return len(paths), sites, bad, refused


def main():
    options = common.options(__doc__).parse_args()
    data, program = options.data, options.telltale
    example = os.path.join(data, "smart-example", "input")
    if not os.path.isdir(example):
        print(f"skipped: {example} is absent; the specifications and their example lie there.")
        return
    models = sorted(glob.glob(os.path.join(example, "**", "*_[RCS]*.geojson"), recursive=True))
    strict = [path for path in models if "truth" in path]
    wrong = []
    for path in strict:
        with open(path, encoding="utf-8") as file:
            wrong += faults(json.load(file))
    print(f"The example's own {len(strict)} true models: {len(wrong)} faults by these rules {sorted(set(wrong))[:5]}")
    total, sites, bad, refused = 0, 0, [], 0
    with tempfile.TemporaryDirectory() as base:
        unread = sum(
            run(program, "init", os.path.join(base, f"example-{number}.case"), "--site", path).returncode != 0
            for number, path in enumerate(models))
        cases = []
        works = os.path.join(data, "uae-works")
        if os.path.isdir(works) and not options.quick:
            case = os.path.join(base, "uae.case")
            must(program, "watch", os.path.join(works, "site.geojson"), works, "-o", case)
            cases.append((case, "AE_R001"))
        for seed in range(SEED, SEED + (2 if options.quick else 6)):
            plant = os.path.join(base, f"plant-{seed}")
            must(program, "simulate", "--seed", str(seed), "-o", plant)
            case = os.path.join(base, f"plant-{seed}.case")
            must(program, "watch", os.path.join(plant, "site.geojson"), os.path.join(plant, "imagery"), "-o", case)
            cases.append((case, "ZZ_R001"))
        for number, (case, region) in enumerate(cases):
            folder = os.path.join(base, f"out-{number}")
            os.mkdir(folder)
            figures = check(program, folder, case, region)
            print(f"  {os.path.basename(case):18s} {figures[0]} files, {figures[1]} sites, faults {figures[2][:4]}, "
                  f"refused on reading {figures[3]}")
            total, sites, bad, refused = (
                total + figures[0], sites + figures[1], bad + figures[2], refused + figures[3])
    common.bar("written SMART models without a fault", f"{total - len({one.split(':')[0] for one in bad})} of {total}",
               "all", total > 0 and not bad)
    common.bar("written SMART models that are read back", f"{total - refused} of {total}", "all", total > 0 and refused == 0)
    common.bar("models of the example that are read", f"{len(models) - unread} of {len(models)}", "all", unread == 0)


if __name__ == "__main__":
    main()
