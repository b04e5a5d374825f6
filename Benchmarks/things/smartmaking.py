"""Seeded regions of SMART site models with what makes scoring hard: sites of every status, open and early and late
dates, parts of sites that overlap, several looks on one day, proposals that split, merge, come late, or find nothing."""
import json
import math
import os
import random
from datetime import date, timedelta

PHASES = ["No Activity", "Site Preparation", "Active Construction", "Post Construction"]
FIRST, LAST = date(2016, 1, 1), date(2021, 6, 30)
PHASED = ["positive_annotated", "positive_annotated_static", "positive_partial", "positive_partial_static"]
PLAIN = ["positive_pending", "positive", "positive_excluded", "negative", "negative_unbounded", "ignore",
         "positive_unbounded", "transient_positive", "transient_pending", "transient_negative", "transient_excluded",
         "transient_ignore"]


def star(rng, longitude, latitude, metres, corners):
    """A ring around a centre that does not cross itself, closed."""
    ring = []
    for index in range(corners):
        angle = 2 * math.pi * (index + rng.uniform(0.1, 0.9)) / corners
        reach = metres * rng.uniform(0.6, 1.2)
        ring.append([round(longitude + reach * math.cos(angle) / (111320 * math.cos(math.radians(latitude))), 6),
                     round(latitude + reach * math.sin(angle) / 110570, 6)])
    return ring + ring[:1]


def moved(ring, east, north, scale=1.0):
    centre = [sum(point[k] for point in ring[:-1]) / (len(ring) - 1) for k in (0, 1)]
    return [[round(centre[0] + scale * (x - centre[0]) + east, 6), round(centre[1] + scale * (y - centre[1]) + north, 6)]
            for x, y in ring]


def halves(ring):
    """The ring cut by the meridian through its middle, each a convex cut of it."""
    middle = (min(p[0] for p in ring) + max(p[0] for p in ring)) / 2
    parts = []
    for sign in (1, -1):
        kept = []
        for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
            if sign * (x0 - middle) >= 0:
                kept.append([x0, y0])
            if (x0 - middle) * (x1 - middle) < 0:
                kept.append([middle, y0 + (y1 - y0) * (middle - x0) / (x1 - x0)])
        parts.append(kept + kept[:1])
    return parts


def feature(kind, polygons, lone=False, **properties):
    geometry = {"type": "Polygon", "coordinates": polygons[0]} if lone else \
        {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Feature", "properties": {"type": kind, **properties}, "geometry": geometry}


def text(day):
    return None if day is None else day.isoformat()


class Maker:
    def __init__(self, seed, sites=40, region="XX_R001"):
        self.rng = random.Random(seed)
        self.region = region
        self.count = sites
        self.latitude = self.rng.uniform(-55, 60)
        self.longitude = self.rng.uniform(-170, 170)
        self.width = 0.004 * math.ceil(math.sqrt(sites))

    def site(self, number, status):
        rng = self.rng
        side = math.ceil(math.sqrt(self.count))
        # Near enough to one another that proposals meet several; the first column reaches over the region's edge.
        longitude = self.longitude + 0.0035 * (number % side)
        latitude = self.latitude + 0.003 * (number // side)
        ring = star(rng, longitude, latitude, rng.choice([40, 110, 150, 190, 230]), rng.randint(5, 14))
        start = FIRST + timedelta(rng.randint(-900, 1700))
        length = rng.randint(150, 1500)
        return {"id": f"{self.region}_{number:04d}", "status": status, "ring": ring, "start": start,
                "end": start + timedelta(length)}

    def looks(self, site, count):
        span = (site["end"] - site["start"]).days
        days = sorted(site["start"] + timedelta(self.rng.randint(0, span)) for _ in range(count))
        days[0], days[-1] = site["start"], site["end"]
        return days

    def phases(self, count):
        """A phase for each look, in order, some of them unknown or of two parts."""
        cuts = sorted(self.rng.randint(0, count) for _ in range(3))
        steps = [sum(index >= cut for cut in cuts) for index in range(count)]
        labels = [PHASES[step] for step in steps]
        for index in range(count):
            if self.rng.random() < 0.05:
                labels[index] = "Unknown"
        return labels

    def truth(self, site):
        rng = self.rng
        features = []
        start, end = site["start"], site["end"]
        if site["status"] in PHASED:
            days = self.looks(site, rng.randint(4, 40))
            labels = self.phases(len(days))
            for index, (day, label) in enumerate(zip(days, labels)):
                ring = moved(site["ring"], 0, 0, 0.8 + 0.3 * index / len(days)) if rng.random() < 0.7 else site["ring"]
                polygons, flags = [[ring]], "True"
                if site.get("parts") and rng.random() < 0.4:
                    polygons, flags = [[ring], [moved(ring, 0.0003, 0, 0.5)], [moved(ring, 0.0025, 0, 0.3)]], \
                        "True, False, False"
                    label = ", ".join([label, label, rng.choice(PHASES)])
                features.append(feature(
                    "observation", polygons, observation_date=text(day), current_phase=label, is_site_boundary=flags,
                    source=rng.choice([None, "S2A", "L8", f"W{index}"]), sensor_name="Sentinel-2", is_occluded="False",
                    score=1.0))
                if rng.random() < 0.1:
                    features.append(feature(
                        "observation", [[moved(ring, 0.0004, 0)]], observation_date=text(day), current_phase=label.split(
                            ", ")[0], is_site_boundary="True", source=rng.choice(["A", "Z", None]),
                        sensor_name="Sentinel-2", is_occluded="False", score=1.0))
        else:
            ends = [start, end]
            if rng.random() < 0.25:
                if rng.random() < 0.5:
                    start = None
                else:
                    end = None
                ends = [start, end]
            for day in ends:
                features.append(feature(
                    "observation", [[site["ring"]]], observation_date=text(day), current_phase=None,
                    is_site_boundary=None, source=None, sensor_name=None, is_occluded=None, score=1.0))
        head = feature("site", [[site["ring"]]], lone=True, region_id=self.region, site_id=site["id"],
                       version=f"{rng.randint(1, 2)}.0.{rng.randint(0, 4)}", status=site["status"], mgrs="00XXX",
                       score=1.0, start_date=text(start), end_date=text(end), model_content="annotation",
                       originator="te", validated="True")
        return {"type": "FeatureCollection", "features": [head] + features}

    def proposal(self, number, polygons, start, end, whole):
        rng = self.rng
        count = rng.randint(2, 30)
        days = self.looks({"start": start, "end": end}, count)
        features = []
        for index, (day, label) in enumerate(zip(days, self.phases(count))):
            grown = [[moved(ring, 0, 0, 0.85 + 0.3 * index / count) for ring in polygon] for polygon in polygons] \
                if rng.random() < 0.3 and whole else polygons
            label = PHASES[0] if label == "Unknown" else label
            features.append(feature(
                "observation", grown, observation_date=text(day), current_phase=label,
                is_site_boundary=", ".join(["True"] * len(grown)), source=rng.choice(["S2", "L8"]) + str(index),
                sensor_name="Sentinel-2", is_occluded="False", score=0.5))
        properties = {}
        if rng.random() < 0.3:
            properties = {"predicted_phase_transition": rng.choice(PHASES[1:]),
                          "predicted_phase_transition_date": text(end + timedelta(rng.randint(1, 400)))}
        head = feature("site", [polygons[0]], lone=True, region_id=self.region, site_id=f"{self.region}_{number:04d}",
                       version="1.0.0", status="system_confirmed" if rng.random() < 0.93 else "system_rejected",
                       mgrs="00XXX", score=round(rng.uniform(0.2, 1), 3), start_date=text(start), end_date=text(end),
                       model_content="proposed", originator="test", validated="False", **properties)
        if rng.random() < 0.04:
            head["properties"]["end_date"] = None
        return {"type": "FeatureCollection", "features": [head] + features}

    def proposals(self, sites):
        rng = self.rng
        number = 7000
        found = []

        def add(polygons, start, end, whole=True):
            nonlocal number
            found.append((f"{self.region}_{number:04d}", self.proposal(number, polygons, start, end, whole)))
            number += 1

        for index, site in enumerate(sites):
            ring = site["ring"]
            late = timedelta(rng.randint(-200, 500))
            start = site["start"] + late
            end = start + timedelta(max(60, round((site["end"] - site["start"]).days * rng.uniform(0.3, 1.4))))
            kind = rng.random()
            shift = [rng.uniform(-0.0008, 0.0008), rng.uniform(-0.0008, 0.0008)]
            if kind < 0.35:
                add([[moved(ring, *shift, rng.uniform(0.5, 1.6))]], start, end)
            elif kind < 0.55:
                parts = [part for part in halves(ring) if len(part) > 3]
                for part in parts:
                    offset = timedelta(rng.randint(0, 300))
                    add([[part]], start + offset, end + offset, whole=False)
                if rng.random() < 0.3:
                    add([[moved(ring, *shift, 0.6)]], start, end)
            elif kind < 0.7 and index + 1 < len(sites):
                add([[ring], [sites[index + 1]["ring"]]], start, end, whole=False) if not meets(
                    ring, sites[index + 1]["ring"]) else add([[moved(ring, *shift, 2.5)]], start, end)
            if rng.random() < 0.12:
                add([[moved(ring, 0.0016, 0.0012, 0.7)]], start, end)
        return found

    def write(self, folder):
        rng = self.rng
        for part in ("truth/site_models", "truth/region_models", "proposals"):
            os.makedirs(os.path.join(folder, part), exist_ok=True)
        sites = []
        for number in range(self.count):
            site = self.site(number, rng.choice(PHASED[:1] * 4 + PHASED + ["positive_pending"] * 2 + PLAIN))
            site["parts"] = rng.random() < 0.25
            sites.append(site)
        summaries = []
        for site in sites:
            write(os.path.join(folder, f"truth/site_models/{site['id']}.geojson"), self.truth(site))
            if rng.random() < 0.95:
                summaries.append(feature("site_summary", [[site["ring"]]], lone=True, site_id=site["id"],
                                         status=site["status"], version="1.0.0", start_date=text(site["start"]),
                                         end_date=text(site["end"])))
        height = 0.003 * math.ceil(math.sqrt(self.count))
        west, south = self.longitude - 0.001, self.latitude - 0.001
        east, north = self.longitude + self.width, self.latitude + height
        box = [[west, south], [east, south], [east, north - 0.002], [west, north], [west, south]]
        region = feature("region", [[box]], lone=True, region_id=self.region, version="1.0.0", start_date=text(FIRST),
                         end_date=text(LAST), mgrs="00XXX", originator="te", model_content="annotation", comments=None)
        write(os.path.join(folder, f"truth/region_models/{self.region}.geojson"),
              {"type": "FeatureCollection", "features": [region] + summaries})
        for name, model in self.proposals(sites):
            write(os.path.join(folder, f"proposals/{name}.geojson"), model)


def meets(one, other):
    """Whether the boxes of two rings overlap."""
    return all(min(p[k] for p in one) <= max(p[k] for p in other) and min(p[k] for p in other) <= max(p[k] for p in one)
               for k in (0, 1))


def write(path, document):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file)
