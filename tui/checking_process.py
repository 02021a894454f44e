"""The process that checks files for `tui.ahead`: a line for each, with its name and what it says as plain data."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from simulator.problems import SimulatorError
from tui.ahead import RULES, digests
from tui.stepping_back import step_back

KINDNESS = 5
"""How far this steps back behind the app, which a person is looking at."""


def main() -> None:
    """Check what the arguments name, files of scenarios or the rules; nothing is said of what cannot be used."""
    step_back(KINDNESS)
    for name in sys.argv[1:]:
        found = _rules() if name == RULES else _scenario(Path(name))
        sys.stdout.write(f"{json.dumps(name)}\t{json.dumps(found, ensure_ascii=True)}\n")
        sys.stdout.flush()


def _rules() -> dict[str, Any]:
    from simulator.block import plain
    from tui.policy import rulebook

    book = rulebook()
    rules = [plain(rule.replaced(examples={})) for rule in book.rules]
    return {"rules": rules, "vocabulary": plain(book.vocabulary)}


def _scenario(file: Path) -> dict[str, Any]:
    from simulator.compiling import to_data
    from tui.shelf import Shelf

    found = digests(file)
    try:
        scenario = Shelf().load(file)
    except SimulatorError:
        return {"digests": found, "scenario": None}
    return {"digests": found, "scenario": to_data(scenario)}
