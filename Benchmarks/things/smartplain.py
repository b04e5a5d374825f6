"""SMART scoring in the plainest form: the rules written down once, nothing cached, day sets as sets, shapely for areas.

What `telltale score smart` prints has to agree with it. It knows the truth sites of one region, all proposals of it,
and one setting of the thresholds at a time.
"""
import glob
import json
import math
import os
from datetime import date, timedelta

from shapely import unary_union
from shapely.geometry import MultiPolygon, shape

PHASED = {"positive_annotated", "positive_partial", "positive_annotated_static", "positive_partial_static"}
COMPLETE = {"positive", "positive_annotated", "positive_annotated_static", "positive_pending", "transient_positive",
            "transient_pending"}
POSITIVE = PHASED | COMPLETE
NEGATIVE = {"positive_excluded", "negative", "negative_unbounded", "transient_negative", "transient_excluded"}
IGNORED = {"ignore", "positive_unbounded", "transient_ignore"}
DONE = "Post Construction"
SMALL = 9_000 / 1e6


def area(geometry):
    """Square kilometres by the length of a degree at the middle of the box."""
    if geometry.is_empty:
        return 0.0
    middle = math.radians((geometry.bounds[1] + geometry.bounds[3]) / 2)
    north = 111132.92 - 559.82 * math.cos(2 * middle) + 1.175 * math.cos(4 * middle) - 0.0023 * math.cos(6 * middle)
    east = 111412.84 * math.cos(middle) - 93.5 * math.cos(3 * middle) + 0.118 * math.cos(5 * middle)
    return round(geometry.area * north * east / 1e6, 10)


def days(first, last):
    return {first + timedelta(step) for step in range((last - first).days + 1)} if first and last else set()


def day(text):
    return date.fromisoformat(text) if text else None


def working(phases):
    return any("Site Preparation" in phase or "Active Construction" in phase for phase in phases)


class Site:
    def __init__(self, path, region):
        with open(path, encoding="utf-8") as file:
            features = json.load(file)["features"]
        own = next(f for f in features if f["properties"]["type"] == "site")["properties"]
        self.name = own["site_id"]
        self.id = f"{own['site_id']}_{own['originator']}_{own['version']}"
        self.annotated = self.status = own["status"]
        self.score = 1 if own.get("score") is None else own["score"]
        first, last = day(own["start_date"]), day(own["end_date"])
        self.open = not (first and last)
        self.start = region.start if not first else max(first, region.start) if not last or last >= region.start \
            else first
        self.end = region.end if not last else min(last, region.end) if self.start <= region.end else last
        if self.open:
            self.status = "ignore"
        looks = [f for f in features if f["properties"]["type"] != "site"]
        self.looks = []
        for index, look in enumerate(looks):
            properties = look["properties"]
            when = day(properties["observation_date"])
            if when is None and len(looks) > 1:
                when = {0: self.start, len(looks) - 1: self.end}.get(index)
            if when:
                drawn = shape(look["geometry"])
                self.looks.append((when, str(properties["source"]), properties["current_phase"], drawn,
                                   outline(drawn, str(properties["is_site_boundary"])), properties["source"]))
        self.looks.sort(key=lambda look: look[:2])
        self.bound(region)
        self.base = unary_union([look[4] for look in self.looks or self.all])
        self.union = self.base if self.looks else MultiPolygon()
        self.area = area(self.base)
        self.largest = max((area(look[4]) for look in self.looks), default=None)

    def bound(self, region):
        """Whether the activity leaves the region's dates, and its days."""
        before = [look for look in self.looks if look[0] < region.start]
        within = [look for look in self.looks if region.start <= look[0] <= region.end]
        after = [look for look in self.looks if look[0] > region.end]
        phases = [[look[2] for look in part if look[2]] for part in (before, within, after)]
        self.all = before + within + after
        phased = self.status in PHASED
        marks = [working(part) for part in phases] if phased else [bool(before), bool(within), bool(after)]
        self.bounds = "before" if marks[0] else ("past" if marks[1] else "after") if marks[2] else "within"
        if not working(phases[0]) and DONE in phases[1] and set(phases[2]) == {DONE}:
            self.bounds = "within"
        if not phased:
            self.activity = self.surely = self.possibly = days(self.start, self.end)
            self.begin, self.finish = self.start, self.end
            return
        self.looks = within
        begin = None
        if working(phases[0]) and (working(phases[1]) or any(DONE in phase for phase in phases[1])):
            begin = region.start
        else:
            begin = next((look[0] for look in within if look[2] and working([look[2]])), None)
        self.begin = self.finish = None
        self.activity = self.surely = self.possibly = set()
        if begin is None:
            return
        idle = [look[0] for look in before + within if look[0] <= begin and "No Activity" in (look[2] or "")]
        earliest = max(idle[-1], region.start) if idle else begin
        done = next((look[0] for look in within if look[2] and set(look[2].split(", ")) == {DONE}), None)
        self.begin, self.finish = begin, min(region.end, max(begin, done)) if done else region.end
        self.activity = self.surely = days(begin, self.finish)
        self.possibly = days(earliest, self.finish)

    def latest(self, when):
        return next((look for look in reversed(self.looks) if look[0] <= when), None)


def outline(drawn, flags):
    """The polygons that bound the site."""
    words = flags.replace(" ", "").split(",")
    if words == ["True"] or drawn.geom_type != "MultiPolygon":
        return drawn
    return MultiPolygon([part for part, word in zip(drawn.geoms, words) if word != "False"])


class Region:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            features = json.load(file)["features"]
        own = next(f for f in features if f["properties"]["type"] == "region")
        self.start, self.end = day(own["properties"]["start_date"]), day(own["properties"]["end_date"])
        self.shape = shape(own["geometry"])
        self.listed = {f["properties"]["site_id"] for f in features if f["properties"]["type"] == "site_summary"}


class Joined:
    """Several proposals as one, on the dates of the truth and their own."""

    def __init__(self, truth, parts):
        self.parts = sorted(parts, key=lambda part: part.id)
        self.id = "_".join(part.id for part in self.parts)
        self.activity = set().union(*(part.activity for part in parts))
        self.looks = []
        for when in sorted({look[0] for site in [truth, *parts] for look in site.looks}):
            found = [look for look in (part.latest(when) for part in self.parts) if look]
            if found:
                whole = unary_union([look[4] for look in found])
                self.looks.append((when, "", "", whole, whole, None))

    latest = Site.latest


def whole(geometry):
    return geometry if geometry.is_valid else unary_union(list(geometry.geoms))


def compare(truth, proposal):
    """Overlap over union, truth and proposal by date."""
    rows = {}
    finished = False
    for look in truth.looks:
        if look[2] == "No Activity" or (look[2] == DONE and finished):
            continue
        finished = finished or look[2] == DONE
        other = proposal.latest(look[0])
        shares = (0, 0, 0)
        if other:
            shared = area(whole(look[3]).intersection(whole(other[3])))
            if shared:
                shares = (shared / area(unary_union([look[3], other[3]])), shared / area(look[3]),
                          shared / area(other[3]))
        rank = (shares[0], look[5] is None, look[5] or "")
        if look[0] not in rows or rank >= rows[look[0]][0]:
            rows[look[0]] = (rank, shares)
    return [rows[when][1] for when in sorted(rows)]


def reached(rows, index, tau):
    return sum(row[index] >= tau for row in rows) / len(rows)


class Plain:
    def __init__(self, folder, name, subset="overall"):
        self.region = Region(os.path.join(folder, f"truth/region_models/{name}.geojson"))
        pattern = os.path.join(folder, "{}/*" + name + "*.geojson")
        self.truth_files = sorted(glob.glob(pattern.format("truth/site_models")))
        self.proposal_files = sorted(glob.glob(pattern.format("proposals")))
        listed = self.region.listed
        truth = [Site(path, self.region) for path in self.truth_files]
        proposals = [Site(path, self.region) for path in self.proposal_files]
        self.truth = [site for site in truth if (not listed or site.name in listed)
                      and site.base.intersects(self.region.shape)]
        self.proposals = [site for site in proposals if site.status == "system_confirmed"
                          and site.base.intersects(self.region.shape)]
        self.candidates = {site.id: self.try_all(site) for site in self.truth}
        # Several proposals together have the observations of the first site that they were tried for.
        self.looks = {}
        for site in self.truth:
            for name, (parts, _) in self.candidates[site.id].items():
                self.looks.setdefault(name, len((Joined(site, parts) if len(parts) > 1 else parts[0]).looks))
        for site in self.truth:
            self.settle(site, subset)

    def settle(self, site, subset):
        """The status that counts, and with it the days."""
        transient = "transient" in site.status
        inside = self.region.shape.intersection(site.base).area / site.base.area >= 0.9999
        if site.status not in {"negative", "negative_unbounded", "transient_negative"} and site.largest \
                and site.largest <= SMALL or not inside:
            site.status = "transient_ignore" if transient else "ignore"
        else:
            site.status = site.status if site.open else site.annotated
            if site.status in COMPLETE or site.status == "positive_partial":
                aside = "partial" if site.status in COMPLETE else "completed"
                if site.bounds == "within":
                    if subset == aside:
                        site.status = "transient_ignore" if transient else "ignore"
                elif site.bounds != "past" or subset == "completed":
                    site.status = "transient_ignore" if transient else "positive_unbounded"
        if site.status in IGNORED:
            site.activity = days(site.start, site.end)
        if site.status not in PHASED:
            site.surely = site.possibly = site.activity

    def try_all(self, truth):
        """Proposals that meet the site: all joined, each alone, and all but the worst, the two worst, and so on."""
        first, last = (truth.begin, truth.finish) if truth.begin and truth.finish else (truth.start, truth.end)
        near = [site for site in self.proposals if site.start <= last and site.end >= first
                and any(whole(own[3]).intersects(whole(other[3])) for own in truth.looks for other in site.looks)]
        tried = {}
        if not near:
            return tried
        tried[Joined(truth, near).id] = (near, compare(truth, Joined(truth, near) if len(near) > 1 else near[0]))
        rows = next(iter(tried.values()))[1]
        if len(near) == 1 or (rows and reached(rows, 0, 1) >= 1):
            return tried
        for site in near:
            tried[site.id] = ([site], compare(truth, site))
        ranked = sorted(near, key=lambda s: (reached(tried[s.id][1], 0, 1) if tried[s.id][1] else 0, s.id))
        for cut in range(1, len(ranked) - 1):
            rest = Joined(truth, ranked[cut:])
            tried[rest.id] = (ranked[cut:], compare(truth, rest))
        return tried

    def associate(self, truth, tau, rho, least_proposal, least_truth):
        """The proposals that find the site at these thresholds, the best of what was tried; and whether overlap over
        the truth alone had to be asked."""
        best, asked = None, False
        for name, (parts, rows) in self.candidates[truth.id].items():
            theirs = set().union(*(part.activity for part in parts))
            if not truth.activity or not theirs or not rows:
                continue
            if truth.status in IGNORED:
                overlap = reached([rows[0], rows[-1]], 2, tau)
            else:
                overlap = reached(rows, 0, tau)
                if overlap < rho:
                    overlap, asked = reached(rows, 1, tau), True
            over_truth = len(truth.surely & theirs) / len(truth.surely) if truth.surely else 0
            over_proposal = len(truth.possibly & theirs) / len(theirs)
            transient = "transient" in truth.status
            if overlap >= rho and over_proposal >= (0.1 if transient else least_proposal) and (
                    truth.status in IGNORED or over_truth >= (0.2 if transient else least_truth)):
                rank = (len(parts), overlap, name)
                best = max(best, (rank, parts)) if best else (rank, parts)
        return best and best[1], asked

    def score(self, tau, rho, least_proposal, least_truth):
        found = {site.id: [] for site in self.proposals}
        tp = fn = fp = looks = 0
        split = {"exact": 0, "under": 0, "under (IoU)": 0, "under (IoT)": 0, "over": 0}
        matched = []
        for truth in self.truth:
            parts, asked = self.associate(truth, tau, rho, least_proposal, least_truth)
            if parts:
                looks += self.looks["_".join(sorted(part.id for part in parts))]
                matched.append((truth, parts, asked))
                for part in parts:
                    found[part.id].append(truth)
            tp += bool(parts) and truth.status in POSITIVE
            fp += bool(parts) and truth.status in NEGATIVE
            fn += not parts and truth.status in POSITIVE
        for truth, parts, asked in matched:
            if truth.status in POSITIVE:
                if len(parts) > 1:
                    split["over"] += 1
                elif len(found[parts[0].id]) == 1:
                    split["exact"] += 1
                else:
                    split["under"] += 1
                    split["under (IoT)" if asked else "under (IoU)"] += 1
        fp += sum(not truths for truths in found.values())
        looks += sum(len(site.looks) for site in self.proposals if not found[site.id])
        proposed = unary_union([site.union for site in self.proposals])
        right = [truth.union.intersection(unary_union([look[4] for look in
                                                       (site.latest(own[0]) for own in truth.looks) if look]))
                 for site in self.proposals for truth in found[site.id] if truth.status not in NEGATIVE]
        false = area(proposed.difference(unary_union(right))) if right else 0
        ground = area(self.region.shape)
        rest = area(self.region.shape.difference(unary_union(right))) if right else ground
        return {
            "tp sites": tp, **{f"tp {kind}": count for kind, count in split.items()}, "fp sites": fp, "fn sites": fn,
            "fp area": false, "ffpa": false / rest, "proposal area": area(proposed), "fpa": area(proposed) / ground,
            "truth annotations": len(self.truth_files), "proposed annotations": len(self.proposal_files),
            "confident proposals": len(self.proposals), "truth slices": sum(len(site.looks) for site in self.truth),
            "proposed slices": looks, "precision": tp / (tp + fp) if tp else 0, "recall (PD)": tp / (tp + fn) if tp else 0,
            "F1": tp / (tp + 0.5 * (fp + fn)) if tp else 0, "spatial FAR": fp / ground,
            "temporal FAR": fp / (self.region.end - self.region.start).days, "images FAR": fp / looks if looks else 0,
        }
