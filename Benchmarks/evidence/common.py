"""What the parts of `bench-things` share: options and bars."""
import argparse
import json
import os
import subprocess


def options(description):
    """A parser with the options that every part takes."""
    parser = argparse.ArgumentParser(description=description.split("\n")[0])
    parser.add_argument("--telltale", required=True, metavar="EXE", help="the program that is measured")
    parser.add_argument("--data", required=True, metavar="DIR", help="the shared data")
    parser.add_argument("--quick", action="store_true", help="few cases: to see that it runs, not to quote")
    return parser


def bar(what, figure, wanted, met):
    print(f"BAR {what} | {figure} | {wanted} | {'MET' if met else 'MISSED'}")


def run(program, *arguments):
    """The program does what it is told; a run that fails ends the part."""
    done = subprocess.run([program, *map(str, arguments), "--quiet"], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)


def load(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return json.load(file)
