#!/usr/bin/env python3
"""A record of 10,000 findings and 100,000 ledger entries: how long verifying it takes, and listing it.

    record.py --telltale EXE --data DIR [--quick]

A plant is watched; entries are chained on to its ledger here, by the written form alone (salted commitments, hashes of canonical
JSON), so that the program verifies a chain that another program wrote. Then the program itself signs, reports and bundles it.
"""
import hashlib
import json
import os
import sqlite3
import subprocess
import tempfile
import time

import common

SEED, ENTRIES, FINDINGS = 95_101, 100_000, 10_000


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def chained(sequence, previous, at, actor, act, settings, salt):
    commitment = digest(salt + canonical({"version": None, "key": None, "inputs": [], "settings": settings, "output": None}))
    return digest(canonical({
        "sequence": sequence, "previous": previous, "at": at, "actor": actor, "act": act, "commitment": commitment}))


def finding(number, feature):
    return {
        "id": f"F{number}", "status": "candidate", "sentence": "", "claim": {
            "subject": {"kind": "feature", "id": feature, "name": f"hall {number}"}, "relation": "measures", "quantity": "area",
            "estimate": {"value": 100 + number, "low": 90 + number, "high": 110 + number, "level": 0.9, "unit": "m2",
                         "method": "outline"},
            "origins": [f"features/{feature}/area"]},
        "support": [{"kind": "feature", "id": feature, "for": True, "note": None}], "analyst": "Kim", "likelihood": None,
        "confidence": None, "alternatives": [],
        "history": [{"at": "2026-01-02T03:04:05Z", "by": "Kim", "status": "candidate", "note": None}], "harmCheck": None,
        "supersededBy": None}


def grow(case, entries, findings):
    """Chains entries and findings on to the record, as another program that knows the form would."""
    base = sqlite3.connect(f"{case}/case.gpkg")
    for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
        base.create_function(name, 1, lambda _: 0)
    feature = base.execute("SELECT id FROM features LIMIT 1").fetchone()[0]
    sequence, previous = base.execute("SELECT sequence, hash FROM ledger ORDER BY sequence DESC LIMIT 1").fetchone()
    rows, at = [], "2026-12-31T00:00:00Z"
    for number in range(1, entries - sequence + 1):
        sequence += 1
        row = finding(number, feature) if number <= findings else None
        act, settings = ("finding", {"table": "findings", "row": row}) if row else ("note", {"words": f"entry {number}"})
        salt = digest(f"salt {number}")[:32]
        hashed = chained(sequence, previous, at, "Kim", act, settings, salt)
        rows.append((sequence, previous, at, "Kim", act, "[]", canonical(settings), salt, hashed))
        previous = hashed
        if row:
            base.execute("INSERT INTO findings (id, status, words, by, properties) VALUES (?, ?, ?, ?, ?)",
                         (row["id"], "candidate", row["id"], "Kim", canonical(row)))
    base.executemany(
        "INSERT INTO ledger (sequence, previous, at, actor, act, inputs, settings, salt, hash) VALUES (?,?,?,?,?,?,?,?,?)", rows)
    base.commit()
    base.close()


def timed(program, *arguments, expected=0):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([program, *arguments], capture_output=True, text=True)
        times.append(time.perf_counter() - start)
        if done.returncode != expected:
            raise SystemExit(f"{arguments}: {done.returncode} {done.stdout[-400:]}{done.stderr[-400:]}")
    return min(times)


def main():
    options = common.options(__doc__).parse_args()
    entries, findings = (5_000, 500) if options.quick else (ENTRIES, FINDINGS)
    with tempfile.TemporaryDirectory() as base:
        plant, case, bundle = (os.path.join(base, name) for name in ("plant", "a.case", "bundle"))
        common.run(options.telltale, "simulate", "-o", plant, "--seed", str(SEED), "--size", "128", "--dates", "12", "--gsd", "10")
        common.run(options.telltale, "watch", f"{plant}/site.geojson", f"{plant}/imagery", "-o", case, "--no-absence")
        grow(case, entries, findings)
        # What the program writes next vouches for the tables as they are now.
        feature = common.load(case, "reports", "latest", "features.geojson")["features"][0]["id"]
        common.run(options.telltale, "mark", case, feature, "--note", "seen", "--by", "Kim")
        common.run(options.telltale, "report", case)
        common.run(options.telltale, "export", case, "--format", "bundle", "-o", bundle)
        own = timed(options.telltale, "verify", case)
        bundled = timed(options.telltale, "verify", bundle)
        listed = timed(options.telltale, "finding", "list", case, "--json")
        print(f"{entries} entries, {findings} findings, seed {SEED}; best of three runs as whole processes")
        print(f"  verify CASE {own:.2f} s, verify BUNDLE {bundled:.2f} s, finding list {listed:.2f} s")
        common.bar("verify of a case", f"{own:.2f} s", "at most 2 s", own <= 2)
        common.bar("verify of a bundle", f"{bundled:.2f} s", "at most 2 s", bundled <= 2)
        common.bar("index of the findings", f"{listed:.2f} s", "at most 1 s", listed <= 1)


if __name__ == "__main__":
    main()
