"""The process that looks for what was still possible in a run, for `tui.still_possible`.

Reads the run as one line of JSON. Writes a line for each decision, then one for each that changed what could happen to
people, and an empty one when it has been through with all.
"""

from __future__ import annotations

import json
import sys

from tui.stepping_back import step_back

KINDNESS = 5
"""How far this steps back behind the app, which a person is looking at."""


def main() -> None:
    """Look through the run that comes in; where NumPy is missing, nothing is said."""
    step_back(KINDNESS)
    from scoring.proofs.values.harm_search import harm
    from scoring.proofs.values.possible_search import possible
    from simulator.block import plain
    from simulator.compiling import from_data
    from simulator.run import Record
    from tui.policy import rulebook

    asked = json.loads(sys.stdin.readline())
    scenario = from_data(asked["scenario"], variant=asked["variant"], hash=asked["hash"])
    records = [Record.from_json(line) for line in asked["records"]]
    for found in possible(scenario, rulebook(), asked["seed"], records):
        _tell(json.dumps({"decision": plain(found, whole=True)}))
    for seen in harm(scenario, asked["seed"], records):
        _tell(json.dumps({"harm": plain(seen, whole=True)}))
    _tell("")


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
