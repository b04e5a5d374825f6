#!/usr/bin/env python3
"""Each form that a case is handed on in, held to the rules of its format by a program that is not ours.

    formats.py --telltale EXE --data DIR [--quick] [--stac DIR] [--schemas DIR] [--keep DIR]

A plant with names that want escaping is watched; features are accepted and rejected, a claim, a source and hypotheses recorded, and
the case is exported in each form that the program has. A line for each form: valid, its faults, or why it was left out. Ends with 1
where there is a fault.

| form | held to |
|---|---|
| GeoJSON | RFC 7946, its rules written out here |
| STAC | pystac with core schemas 1.0.0, the extensions' fields, links, hashes: `stacrules.py` |
| GeoPackage | GDAL's own validator, with its further checks (python3-gdal), and SQLite's |
| KML | the OGC's schema 2.2 with those of Atom and xAL, as pykml carries them; times for the slider |
| CSV | Python's csv, strict |
| HTML | tidy, of the report and of what PDF is made from: no error; warnings are listed |
| PDF | poppler: opens, and no page is empty |

`--stac` checks a catalog that lies there instead of the program's.
"""
import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile

import pykml
from lxml import etree

import common
import stacrules

SEED = 95_401
ODD = "Plant \"A\" & <b>B</b> 'c' \u202ed\u202c 룡성"
KML = "{http://www.opengis.net/kml/2.2}"
NUMBERS = ("area_m2", "area_low_m2", "area_high_m2", "area_level", "score", "longitude", "latitude")


class LeftOut(Exception):
    """Why a form was not looked at."""


def without(*programs):
    for program in programs:
        if shutil.which(program) is None:
            raise LeftOut(f"{program} is not installed")


def done(*command):
    return subprocess.run(command, capture_output=True, text=True, errors="replace")


def make(program, base):
    """A case with odd names and persons' words in it."""
    plant, case = os.path.join(base, "plant"), os.path.join(base, "a.case")
    common.run(program, "simulate", "-o", plant, "--seed", SEED, "--size", "128", "--dates", "12", "--gsd", "10")
    site = common.load(plant, "site.geojson")
    references = [one for one in site["features"] if one["properties"]["role"] == "reference"]
    for number, one in enumerate(site["features"]):
        one["properties"]["name"] = f"{ODD} {number}"
    for number, one in enumerate(references):
        one["id"] = one["properties"]["id"] = ("hall A/1", "\"><b>", "1 & 2")[number % 3] + (str(number) if number > 2 else "")
    with open(os.path.join(plant, "site.geojson"), "w", encoding="utf-8") as file:
        json.dump(site, file)
    common.run(program, "watch", f"{plant}/site.geojson", f"{plant}/imagery", "-o", case, "--no-absence")
    found = common.load(case, "reports", "latest", "features.geojson")["features"]
    changed = [one["id"] for one in found if one["properties"]["change"]]
    if len(changed) < 2:
        raise SystemExit(f"seed {SEED} shows {len(changed)} changes, and two are needed")
    common.run(program, "mark", case, changed[0], "--status", "accepted", "--note", ODD, "--by", "Kim")
    common.run(program, "mark", case, changed[1], "--status", "rejected", "--note", "=1+1,\"x\"", "--by", "<i>Lee</i>")
    common.run(program, "finding", "add", case, "--feature", changed[0], "--says", "happened", "--by", "Kim", "--likelihood",
               "likely", "--confidence", "low", "--basis", ODD, "--alternative", "a <script>")
    common.run(program, "source", "add", case, "--text", "The <b>crane</b> & all", "--title", ODD, "--quote", "<b>crane</b> & all",
               "--by", "Kim")
    common.run(program, "assess", case, "--from", assessment(base), "--by", "Kim")
    common.run(program, "report", case)
    return case, common.load(case, "reports", "latest", "features.geojson")


def assessment(base):
    prior = {"probability": 0.5, "low": 0.3, "high": 0.7, "by": "Kim", "reason": ODD}
    path = os.path.join(base, "assessment.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({
            "question": f"Why, {ODD}?", "hypotheses": [
                {"id": "H1", "statement": f"Growth <at> {ODD}", "somethingElse": False, "prior": prior},
                {"id": "H2", "statement": "Something else", "somethingElse": True, "prior": prior}],
            "weighings": [{"finding": "F1", "hypothesis": name, "weight": weight, "low": weight / 2, "high": weight, "reason": ODD}
                          for name, weight in (("H1", 0.5), ("H2", 0.1))],
            "groups": [], "confidence": {"level": "low", "basis": "one <finding>"}}, file)
    return path


# MARK: the forms, each with what it says when valid and its faults

def signed_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def geojson(path, features):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    document, faults, names = json.loads(text), [], []
    if document.get("type") != "FeatureCollection" or "crs" in document:
        faults.append("it is no FeatureCollection, or names a CRS")
    for one in document["features"]:
        names.append(one["id"])
        if not {"type", "geometry", "properties"} <= set(one) or {"coordinates", "geometries", "features"} & set(one):
            faults.append(f"{one['id']}: members missing, or of another type")
        shape = one["geometry"]
        polygons = [] if shape is None else [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for polygon in polygons:
            for number, ring in enumerate(polygon):
                if len(ring) < 4 or ring[0] != ring[-1]:
                    faults.append(f"{one['id']}: ring {number} is not closed, or too short")
                if (signed_area(ring) > 0) != (number == 0):
                    faults.append(f"{one['id']}: ring {number} runs the wrong way round")
                if any(len(place) != 2 or abs(place[0]) > 180 or abs(place[1]) > 90 for place in ring):
                    faults.append(f"{one['id']}: ring {number} leaves the globe")
    if len(set(names)) != len(names):
        faults.append("an id stands twice")
    if re.search(r"\d\.\d{8}", re.sub(r'"(?:[^"\\]|\\.)*"', '""', "".join(re.findall(r'"coordinates":.*?"properties"', text, re.S)))):
        faults.append("coordinates of more than 7 decimals")
    return f"{len(names)} features by the rules of RFC 7946", faults


def table(path, features):
    with open(path, "rb") as file:
        content = file.read()
    text, faults = content.decode("utf-8"), []
    if re.search(r"(?<!\r)\n", text):
        faults.append("a line ends without CR LF")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True, restkey="too many", restval=None))
    if [row["id"] for row in rows] != [one["id"] for one in features["features"]]:
        faults.append("its rows are not the features")
    for row in rows:
        if "too many" in row or None in row.values():
            faults.append(f"{row['id']}: another number of fields than the head has")
            continue
        for name in NUMBERS:
            if row[name]:
                float(row[name])
        if any(value[:1] in "=+@\t" and value for value in row.values()):
            faults.append(f"{row['id']}: a field that a spreadsheet takes for a formula")
        if row["status"] not in ("candidate, not reviewed", "accepted", "rejected"):
            faults.append(f"{row['id']}: status {row['status']}")
    return f"{len(rows)} rows by csv, strict", faults


def kml(path, features):
    schemas = os.path.join(os.path.dirname(pykml.__file__), "schemas", "ogckml22.xsd")
    schema, document = etree.XMLSchema(etree.parse(schemas)), etree.parse(path)
    faults = [] if schema.validate(document) else [f"line {error.line}: {error.message}" for error in schema.error_log]
    marks = list(document.iter(KML + "Placemark"))
    dated = [one for one in features["features"] if one["properties"]["change"] and one["properties"]["notAfter"]]
    spans = [span for mark in marks for span in mark.findall(KML + "TimeSpan")]
    if len(marks) != len(features["features"]) or len(spans) != len(dated):
        faults.append(f"{len(marks)} placemarks with {len(spans)} spans of time, for {len(features['features'])} features, "
                      f"{len(dated)} of them with a date")
    return f"{len(marks)} placemarks by the OGC's schema 2.2, {len(spans)} with a span for the time slider", faults


def geopackage(path, features):
    faults = []
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for check, wanted in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
        if base.execute(f"PRAGMA {check}").fetchall() != wanted:
            faults.append(f"SQLite's {check} fails")
    count = base.execute("SELECT count(*) FROM features").fetchone()[0]
    base.close()
    if count != len(features["features"]):
        faults.append(f"{count} features and not {len(features['features'])}")
    # Debian's binding belongs to the system's Python, not to this environment.
    python = next((one for one in ("/usr/bin/python3", shutil.which("python3"))
                   if one and done(one, "-c", "import osgeo_utils.samples.validate_gpkg").returncode == 0), None)
    if python is None:
        return f"{count} features, SQLite's checks alone: GDAL's validator is not installed (python3-gdal)", faults
    told = done(python, "-m", "osgeo_utils.samples.validate_gpkg", "-k", "--extra", path)
    lines = [line for line in (told.stdout + told.stderr).splitlines() if line.strip()]
    if told.returncode != 0 or any("warning" not in line.lower() for line in lines):
        faults += lines or [f"GDAL's validator ends with {told.returncode}"]
    return f"{count} features by GDAL's validator with its further checks, {len(lines)} warnings", faults


def html(path, features):
    without("tidy")
    told = done("tidy", "-q", "-e", "-utf8", path)
    lines = told.stderr.splitlines()
    warnings = [line for line in lines if "Warning:" in line]
    for line in warnings[:20]:
        print(f"    {line}")
    version = done("tidy", "--version").stdout.strip()
    faults = [] if told.returncode < 2 else [line for line in lines if "Error:" in line] or lines
    return f"no error by {version}, {len(warnings)} warnings", faults


def pdf(path, features):
    without("pdftoppm", "pdftotext")
    with tempfile.TemporaryDirectory() as base:
        told = done("pdftoppm", "-r", "24", "-gray", path, os.path.join(base, "page"))
        if told.returncode != 0:
            return "", [told.stderr.strip()]
        names, faults = sorted(os.listdir(base)), [line for line in told.stderr.splitlines() if "rror" in line]
        for number, name in enumerate(names):
            with open(os.path.join(base, name), "rb") as file:
                pixels = file.read().split(b"\n", 3)[3]
            if sum(1 for value in pixels if value < 250) < 20:
                faults.append(f"page {number + 1} is empty")
        words = done("pdftotext", path, "-").stdout
        if "not reviewed" not in " ".join(words.split()).lower():
            faults.append("nothing in it is marked as not reviewed")
        return f"{len(names)} pages by pdftoppm", faults if names else ["it has no page"]


def stac(path, features, schemas=None):
    held = stacrules.prepare(schemas)
    count, faults = stacrules.check(path, features and [one["id"] for one in features["features"]])
    return f"{count} items by {held}", faults


FORMS = {"geojson": geojson, "stac": stac, "gpkg": geopackage, "kml": kml, "csv": table, "html": html, "pdf": pdf}


def export(program, case, form, path):
    """The export, where the program has that form."""
    offered = re.search(r"FORM is ([a-z|]+)", done(program, "export", "--help").stdout)
    if offered is None or form not in offered.group(1).split("|"):
        raise LeftOut("the program does not export it")
    told = done(program, "export", case, "--format", form, "-o", path, "--quiet")
    if told.returncode != 0:
        if form == "pdf" and "hromium" in told.stderr:
            raise LeftOut(told.stderr.strip())
        raise SystemExit(f"export {form}: {told.stderr}")


def judged(form, options, case, features, base):
    """A line of what was found, and how many faults; `None` where the form was left out."""
    path = os.path.join(base, f"out.{form}")
    try:
        if form == "html":
            path = os.path.join(case, "reports", "latest", "report.html")
        elif form == "stac" and options.stac:
            path, features = options.stac, None
        else:
            export(options.telltale, case, form, path)
        arguments = (options.schemas,) if form == "stac" else ()
        words, faults = FORMS[form](path, features, *arguments)
    except LeftOut as reason:
        print(f"  {form}: left out, {reason}", flush=True)
        return None
    print(f"  {form}: " + (f"{len(faults)} FAULTS" if faults else f"valid, {words}"), flush=True)
    for fault in faults[:20]:
        print(f"    {fault}")
    return len(faults)


def main():
    parser = common.options(__doc__)
    parser.add_argument("--stac", metavar="DIR", help="a catalog to check in place of the program's")
    parser.add_argument("--schemas", metavar="DIR", help="published schemas of the STAC extensions")
    parser.add_argument("--keep", metavar="DIR", help="leave the case and its exports there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        if options.keep:
            os.makedirs(options.keep)
        case, features = make(options.telltale, options.keep or base)
        counts = {form: judged(form, options, case, features, options.keep or base) for form in FORMS}
    looked = [count for count in counts.values() if count is not None]
    valid = sum(1 for count in looked if count == 0)
    common.bar("forms that are valid", f"{valid} of {len(looked)}", "all that the program has", valid == len(looked))
    if valid < len(looked):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
