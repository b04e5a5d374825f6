#!/usr/bin/env python3
"""The real works of `uae-works`: watched, exported as SMART site models, scored by the programme's rules against what its
annotators drew, and the beginnings of the phases beside theirs.

    uae.py --telltale EXE --data DIR [--quick]

The region is the box around the watched polygon, from the first scene to the last. These works were in view while lives of works
were made: figures of development, not proof.
"""
import csv
import datetime
import json
import os
import subprocess
import tempfile

import common

SITE = "AE_R001_0179"
REGION = "AE_R001"


def run(program, *arguments):
    done = subprocess.run([program, *arguments, "--json"], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def day(text):
    return datetime.date.fromisoformat(text[:10])


def truth(data, folder):
    """The annotators' site models, in a region of the watched ground."""
    for part in ("site_models", "region_models"):
        os.makedirs(os.path.join(folder, part))
    summaries = []
    for name in sorted(os.listdir(os.path.join(data, "truth"))):
        if not name.startswith(REGION + "_"):
            continue
        with open(os.path.join(data, "truth", name), encoding="utf-8") as file:
            model = json.load(file)
        with open(os.path.join(folder, "site_models", name), "w", encoding="utf-8") as file:
            json.dump(model, file)
        site = next(feature for feature in model["features"] if feature["properties"]["type"] == "site")
        properties = {key: value for key, value in site["properties"].items() if key != "region_id"}
        summaries.append({**site, "properties": {**properties, "type": "site_summary"}})
    with open(os.path.join(data, "site.geojson"), encoding="utf-8") as file:
        watched = json.load(file)
    polygons = watched["features"] if "features" in watched else [watched]
    points = [point for feature in polygons for point in feature.get("geometry", feature)["coordinates"][0]]
    west, east = (edge(point[0] for point in points) for edge in (min, max))
    south, north = (edge(point[1] for point in points) for edge in (min, max))
    dates = sorted(name[3:13] for name in os.listdir(os.path.join(data, "scenes")) if name.endswith(".tif"))
    region = {"type": "Feature", "properties": {
        "type": "region", "region_id": REGION, "version": "2.0.0", "mgrs": "40RCN", "start_date": dates[0],
        "end_date": dates[-1], "originator": "te", "model_content": "annotation", "comments": None},
        "geometry": {"type": "Polygon", "coordinates": [
            [[west, south], [east, south], [east, north], [west, north], [west, south]]]}}
    with open(os.path.join(folder, "region_models", REGION + ".geojson"), "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": [region] + summaries}, file)


def main():
    chosen = common.options(__doc__).parse_args()
    data = os.path.join(chosen.data, "uae-works")
    if not os.path.isdir(data):
        print("uae-works is not there: nothing is scored")
        return
    with tempfile.TemporaryDirectory() as folder:
        case, models, scores = (os.path.join(folder, name) for name in ("a.case", "models", "scores"))
        truth(data, os.path.join(folder, "truth"))
        run(chosen.telltale, "watch", os.path.join(data, "site.geojson"), os.path.join(data, "scenes"), "-o", case)
        run(chosen.telltale, "export", case, "--format", "smart", "-o", models, "--region", REGION)
        run(chosen.telltale, "score", "smart", "--truth", os.path.join(folder, "truth"), "--proposals",
            os.path.join(models, "site_models"), "--region", REGION, "-o", scores, "--tau", "0.2", "--rho", "0.5")
        bas = os.path.join(scores, "bas")
        table = next(name for name in sorted(os.listdir(bas)) if name.startswith("detections_"))
        with open(os.path.join(bas, table), encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        found = next((row for row in rows if row["truth site"].startswith(SITE)), None)
        print(f"{SITE}: matched {found and found['matched site models']!r}, overlap on {found and found['spatial overlap']} of "
              f"its dates, status {found and found['association status']}")
        proposed = sorted(os.listdir(os.path.join(models, "site_models")))
        print(f"{len(proposed)} sites proposed")
        common.bar("uae-works, site 0179 detected at tau 0.2, rho 0.5", found and found["association status"], "tp",
                   found is not None and found["association status"] == "tp")
        name = (found["matched site models"].split("_")[:3] if found else None)
        if not found or not name[0]:
            return
        with open(os.path.join(models, "site_models", "_".join(name) + ".geojson"), encoding="utf-8") as file:
            features = json.load(file)["features"]
        since = {}
        for feature in features[1:]:
            since.setdefault(feature["properties"]["current_phase"], feature["properties"]["observation_date"])
        life = {stage["state"]: stage for stage in features[0]["properties"]["cache"]["life"]}
        for stage in life.values():
            print("  {state}: since {since}, 90 %: after {notBefore}, by {notAfter}".format(**stage))

        def apart(phase, date):
            return (day(since[phase]) - day(date)).days if phase in since else None

        preparing, complete = apart("Site Preparation", "2018-08-12"), apart("Post Construction", "2020-05-02")
        common.bar("uae-works, start of Site Preparation, days from 2018-08-12", preparing, "within 60",
                   preparing is not None and abs(preparing) <= 60)
        begun = life.get("underConstruction")
        meets = bool(begun) and day(begun["notBefore"] or "1900-01-01") <= datetime.date(2018, 10, 25) and \
            day(begun["notAfter"] or "2999-01-01") >= datetime.date(2018, 7, 22)
        common.bar("uae-works, bracket of the start of Active Construction",
                   begun and f"{begun['notBefore']} to {begun['notAfter']}", "meets 2018-07-22 to 2018-10-25", meets)
        common.bar("uae-works, start of Post Construction, days from 2020-05-02", complete, "within 90, aim 60",
                   complete is not None and abs(complete) <= 90)


if __name__ == "__main__":
    main()
