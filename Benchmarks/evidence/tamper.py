#!/usr/bin/env python3
"""A bundle broken in a thousand ways, and what `verify` says of each; its RO-Crate read by ro-crate-py.

    tamper.py --telltale EXE --data DIR [--quick]

Single bytes of any file are changed (seeded), files are left out and added, the ledger's tail is cut, with the manifest made to
fit, and the whole chain is made anew without the key: consistent in itself, and unlike the pinned root and key.
"""
import hashlib
import json
import os
import random
import shutil
import subprocess
import tempfile

import common
from record import canonical

SEED, CHANGES = 95_201, 1_000


def verdict(program, bundle, *pin):
    return subprocess.run([program, "verify", bundle, *pin], capture_output=True, text=True).returncode


def pretty(value, indent=0):
    """As the program writes its manifest: two spaces a level, lists of plain numbers on one line."""
    return json.dumps(value, indent=2, ensure_ascii=False, separators=(",", ": ")) + "\n"


def rewrite_ledger(bundle, entries):
    """Writes `entries` as the ledger and a manifest that fits them."""
    text = "".join(canonical(entry) + "\n" for entry in entries)
    with open(f"{bundle}/ledger.jsonl", "w", encoding="utf-8") as file:
        file.write(text)
    manifest = common.load(bundle, "manifest.json")
    manifest["ledger"].update(bytes=len(text.encode()), sha256=hashlib.sha256(text.encode()).hexdigest())
    manifest.update(entries=len(entries), head=entries[-1]["hash"])
    with open(f"{bundle}/manifest.json", "w", encoding="utf-8") as file:
        file.write(pretty(manifest))


def rebuilt(entries):
    """The same acts, one of them changed, in a chain of hashes that fit: without the checkpoint, for want of the key."""
    made, previous = [], None
    for number, entry in enumerate(e for e in entries if e["act"] != "checkpoint"):
        entry = dict(entry, sequence=number + 1, previous=previous)
        if entry["act"] == "finding":
            entry["actor"] = "Lee"
        body = {name: entry[name] for name in ("version", "key", "inputs", "settings", "output")}
        commitment = hashlib.sha256((entry["salt"] + canonical(body)).encode()).hexdigest()
        entry["hash"] = hashlib.sha256(canonical({
            "sequence": entry["sequence"], "previous": previous, "at": entry["at"], "actor": entry["actor"],
            "act": entry["act"], "commitment": commitment}).encode()).hexdigest()
        previous = entry["hash"]
        made.append(entry)
    return made


def main():
    options = common.options(__doc__).parse_args()
    program, changes = options.telltale, 40 if options.quick else CHANGES
    with tempfile.TemporaryDirectory() as base:
        plant, case, bundle, key = (os.path.join(base, name) for name in ("plant", "a.case", "bundle", "kim.key"))
        common.run(program, "simulate", "-o", plant, "--seed", str(SEED), "--size", "128", "--dates", "12", "--gsd", "10")
        common.run(program, "watch", f"{plant}/site.geojson", f"{plant}/imagery", "-o", case, "--no-absence")
        feature = common.load(case, "reports", "latest", "features.geojson")["features"][0]["id"]
        common.run(program, "finding", "add", case, "--feature", feature, "--says", "area", "--by", "Kim")
        common.run(program, "report", case)
        common.run(program, "key", key, "--by", "Kim")
        made = json.loads(subprocess.run(
            [program, "export", case, "--format", "bundle", "-o", bundle, "--key", key, "--json"], capture_output=True,
            text=True, check=True).stdout)
        pins = (["--root", made["root"]], ["--key", key + ".pub"])
        print(f"seed {SEED}; whole: {[verdict(program, bundle, *pin) for pin in ([], *pins)]} (0 is intact)")
        files = sorted(os.path.relpath(os.path.join(folder, name), bundle)
                       for folder, _, names in os.walk(bundle) for name in names)
        chance, missed = random.Random(SEED), []
        for number in range(changes):
            name = files[number % len(files)]
            path = os.path.join(bundle, name)
            with open(path, "r+b") as file:
                place = chance.randrange(os.path.getsize(path))
                file.seek(place)
                old = file.read(1)[0]
                new = old ^ chance.randrange(1, 256)
                file.seek(place)
                file.write(bytes([new]))
            if verdict(program, bundle) != 3:
                missed.append((name, place, old, new))
            with open(path, "r+b") as file:
                file.seek(place)
                file.write(bytes([old]))
        print(f"  {changes} changes of one byte over {len(files)} files; undetected: {missed}")
        common.bar("changes of one byte that are detected", f"{changes - len(missed)} of {changes}", "all", not missed)
        others = {}
        for name in files:
            os.rename(f"{bundle}/{name}", f"{base}/aside")
            # Without its manifest it is no bundle at all: an error, which nobody takes for a yes.
            others[f"without {name}"] = verdict(program, bundle) in (1, 3)
            os.rename(f"{base}/aside", f"{bundle}/{name}")
        with open(f"{bundle}/further.txt", "w", encoding="utf-8") as file:
            file.write("x")
        others["a further file"] = verdict(program, bundle) == 3
        os.remove(f"{bundle}/further.txt")
        with open(f"{bundle}/ledger.jsonl", encoding="utf-8") as file:
            entries = [json.loads(line) for line in file]
        for label, kept, pin in (
                ("the checkpoint cut off", entries[:-1], pins[1]), ("the last two entries cut off", entries[:-2], []),
                ("the chain made anew, pinned root", rebuilt(entries), pins[0]),
                ("the chain made anew, pinned key", rebuilt(entries), pins[1])):
            copy = f"{base}/copy"
            shutil.copytree(bundle, copy)
            rewrite_ledger(copy, kept)
            others[label] = verdict(program, copy, *pin) == 3
            if label.startswith("the chain made anew, pinned root"):
                print(f"  the chain made anew, unpinned: {verdict(program, copy)} (0 is “internally consistent only”)")
            shutil.rmtree(copy)
        undetected = [label for label, found in others.items() if not found]
        print(f"  other damage; undetected: {undetected}")
        common.bar("other damage that is detected", f"{len(others) - len(undetected)} of {len(others)}", "all", not undetected)
        from rocrate.rocrate import ROCrate
        crate = ROCrate(bundle)
        listed = {entity.id for entity in crate.get_entities() if entity.type == "File"}
        lacking = [name for name in files if name not in listed and name != "ro-crate-metadata.json"]
        common.bar("files of the bundle that ro-crate-py reads", f"{len(listed)}, lacking {lacking}", "all", not lacking)


if __name__ == "__main__":
    main()
