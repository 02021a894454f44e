"""What `make bench` runs: every row, ours and the peers side by side in one run.

    python benchmarks/run.py [--only NAME ...] [--quick]

Writes benchmarks/results.json and docs/benchmarks.md. `--only` measures the rows of some modules and keeps the others
as they were (`app` names all rows of the app, `tabletop` those of exercises); `--quick` takes few rounds, prints, and
writes nothing.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = {
    "cold": "benchmarks.cold_start",
    "durable": "benchmarks.durable",
    "play": "benchmarks.bulk_play",
    "random": "benchmarks.random_games",
    "scoring": "benchmarks.bulk_scoring",
    "debrief": "benchmarks.debrief",
    "start": "benchmarks.app_start",
    "keys": "benchmarks.app_keys",
    "memory": "benchmarks.app_memory",
    "values": "benchmarks.values_peers",
    "preview": "benchmarks.preview_reload",
    "exploring": "benchmarks.exploring",
    "rules": "benchmarks.ten_rules",
    "latency": "benchmarks.tabletop_latency",
    "load": "benchmarks.tabletop_load",
    "stores": "benchmarks.tabletop_stores",
}
GROUPS = {"app": ("start", "keys", "memory"), "tabletop": ("latency", "load", "stores")}


def main() -> int:
    """Measure and write; 0 if every row that has a target reached it, 1 if not."""
    arguments = _arguments()
    sys.path[0] = str(ROOT)  # run as a file, this folder would stand where the project has to
    report = importlib.import_module("benchmarks.report")
    rows = []
    for name in _named(arguments.only) or MODULES:
        for row in importlib.import_module(MODULES[name]).rows(arguments.quick):
            print(report.told(row), flush=True)
            rows.append(row)
    if not arguments.quick:
        report.write(rows, keep=bool(arguments.only))
    return int(any(row.reached is False for row in rows))


def _named(names: list[str] | None) -> list[str]:
    """The modules' names, for those of groups too."""
    return [name for given in names or () for name in GROUPS.get(given, (given,))]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure ours beside the peers.")
    names = [*MODULES, *GROUPS]
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--quick", action="store_true", help="few rounds, nothing written")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
