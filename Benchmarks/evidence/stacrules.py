"""What a STAC catalog is held to: pystac with the core schemas that it carries, and the rules that no schema holds.

pystac fetches the schemas of extensions from the network, and this bench uses none. So the tables of fields of the two extensions
are restated here as schemas of our own; `--schemas DIR` puts the published ones in their place (DIR/processing/v1.2.0/schema.json,
DIR/file/v2.1.0/schema.json).
"""
import datetime
import hashlib
import json
import os

import pystac
import pystac.validation
from pystac.validation.stac_validator import JsonSchemaSTACValidator

ADDRESS = "https://stac-extensions.github.io/{}/schema.json"
TEXT, MOMENT = {"type": "string"}, {"type": "string", "pattern": "(\\+00:00|Z)$"}
FIELDS = {
    "processing/v1.2.0": {
        "processing:expression": {"type": "object", "required": ["format", "expression"], "properties": {"format": TEXT}},
        "processing:lineage": TEXT, "processing:level": TEXT, "processing:facility": TEXT, "processing:version": TEXT,
        "processing:datetime": MOMENT, "processing:software": {"type": "object", "additionalProperties": TEXT}},
    "file/v2.1.0": {
        "file:byte_order": {"enum": ["big-endian", "little-endian"]}, "file:checksum": {"type": "string", "pattern": "^[a-f0-9]+$"},
        "file:header_size": {"type": "integer", "minimum": 0}, "file:size": {"type": "integer", "minimum": 0},
        "file:values": {"type": "array", "minItems": 1}, "file:local_path": TEXT}}


def restated(name):
    """The extension's fields wherever they may stand; none of its prefix but those."""
    prefix = name.split("/")[0] + ":"
    fields = {"type": "object", "properties": FIELDS[name], "propertyNames": {
        "anyOf": [{"enum": list(FIELDS[name])}, {"not": {"pattern": "^" + prefix}}]}}
    each = {"type": "object", "additionalProperties": fields}
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", "$id": ADDRESS.format(name), "type": "object", "properties": {
        "properties": fields, "assets": each, "providers": {"type": "array", "items": fields}}}
    if name.startswith("processing"):
        some = {"anyOf": [{"required": [field]} for field in FIELDS[name]]}
        maker = {"allOf": [some, {"required": ["roles"], "properties": {"roles": {
            "contains": {"enum": ["producer", "processor"]}}}}]}
        schema["if"] = {"properties": {"type": {"const": "Feature"}}}
        schema["then"] = {"properties": {"properties": some}}
        schema["else"] = {"required": ["providers"], "properties": {"providers": {"contains": maker}}}
    return schema


class NoNetwork(pystac.stac_io.DefaultStacIO):
    def read_text_from_href(self, href):
        if "://" in href:
            raise OSError(f"{href} would have to be fetched")
        return super().read_text_from_href(href)


def prepare(schemas):
    """pystac's validator with the extensions' schemas; what it held them to, in words."""
    pystac.StacIO.set_default(NoNetwork)
    validator = JsonSchemaSTACValidator()
    for name in FIELDS:
        if schemas:
            with open(os.path.join(schemas, name, "schema.json"), encoding="utf-8") as file:
                schema = json.load(file)
        else:
            schema = restated(name)
        validator.schema_cache[ADDRESS.format(name)] = schema
    pystac.validation.RegisteredValidator.set_validator(validator)
    kind = "the published schemas of its extensions" if schemas else "its extensions' fields as restated here"
    return f"pystac {pystac.__version__}, core schemas {pystac.get_stac_version()}, {kind}"


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def corners(geometry):
    stack, found = [geometry["coordinates"]], []
    while stack:
        part = stack.pop()
        if isinstance(part[0], (int, float)):
            found.append(part)
        else:
            stack += part
    return found


def of_time(item, told):
    named = [name for name in ("datetime", "start_datetime", "end_datetime", "created", "processing:datetime") if told.get(name)]
    try:
        moments = {name: moment(told[name]) for name in named}
    except ValueError as error:
        return [f"{item}: {error}"]
    if "start_datetime" in moments and moments["start_datetime"] > moments["end_datetime"]:
        return [f"{item}: its span ends before it begins"]
    return []


def of_place(item, document):
    if document["geometry"] is None:
        return [f"{item}: a box without a geometry"] if "bbox" in document else []
    west, south, east, north = document["bbox"]
    inside = all(south <= place[1] <= north and (west <= place[0] <= east if west <= east else place[0] >= west or place[0] <= east)
                 for place in corners(document["geometry"]))
    return [] if inside else [f"{item}: its box does not hold its geometry"]


def of_files(item, document, folder):
    faults = []
    for key, asset in document["assets"].items():
        path = os.path.normpath(os.path.join(folder, asset["href"]))
        if not os.path.isfile(path):
            faults.append(f"{item}: no file at {asset['href']}")
            continue
        with open(path, "rb") as file:
            content = file.read()
        # 0x12 says SHA-256, 0x20 that 32 bytes follow.
        if asset.get("file:checksum") != "1220" + hashlib.sha256(content).hexdigest() or asset.get("file:size") != len(content):
            faults.append(f"{item}: {key} has another hash or size")
    return faults


def of_status(item, told):
    status = told.get("telltale:status")
    if status == "candidate" and not ("not reviewed" in told["title"] and "not reviewed" in told["description"].lower()):
        return [f"{item}: a candidate that is not marked so"]
    return []


def of_links(root, path, document):
    faults = []
    for link in document["links"]:
        target = os.path.normpath(os.path.join(os.path.dirname(path), link["href"]))
        if link["rel"] == "license":
            continue
        if os.path.isabs(link["href"]) or os.path.relpath(target, root).startswith("..") or not os.path.isfile(target):
            faults.append(f"{os.path.relpath(path, root)}: its link {link['href']} leads nowhere in the catalog")
    return faults


def documents(root):
    for folder, _, names in os.walk(root):
        for name in sorted(names):
            # The report's own files lie beside, and are no part of the catalog.
            if name.endswith(".json") and os.path.basename(folder) != "report":
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    yield path, json.load(file)


def check(root, features):
    """Counts and faults of the catalog in `root`, which should hold each of the ids `features` once."""
    catalog = pystac.Catalog.from_file(os.path.join(root, "catalog.json"))
    try:
        count = catalog.validate_all()
    except (pystac.errors.STACValidationError, pystac.errors.STACError, OSError) as error:
        return 0, [str(error)[:600]]
    faults, seen, reached = [], [], {os.path.realpath(os.path.join(root, "catalog.json"))}
    for child in catalog.get_children():
        reached.add(os.path.realpath(child.get_self_href()))
    reached |= {os.path.realpath(item.get_self_href()) for item in catalog.get_items(recursive=True)}
    for path, document in documents(root):
        name = os.path.relpath(path, root)
        # pystac puts in what a file lacks before it validates, so the file is also held to the schemas as it was written.
        try:
            pystac.validation.validate_dict(document, href=path)
        except pystac.errors.STACValidationError as error:
            faults.append(f"{name}: {str(error)[:600]}")
            continue
        faults += of_links(root, path, document)
        if document.get("stac_version") != "1.0.0":
            faults.append(f"{name}: version {document.get('stac_version')}")
        if os.path.realpath(path) not in reached:
            faults.append(f"{name}: nothing leads to it")
        if document["type"] == "Feature":
            told = document["properties"]
            faults += of_time(name, told) + of_place(name, document) + of_status(name, told)
            faults += of_files(name, document, os.path.dirname(path))
            seen += [told["telltale:id"]] if "telltale:kind" in told else []
    if features is not None and sorted(seen) != sorted(features):
        faults.append(f"features {sorted(seen)} and not {sorted(features)}")
    return count, faults
