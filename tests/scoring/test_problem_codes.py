"""The catalogue of problems of rule files."""

from __future__ import annotations

import re

from scoring.problem_codes import CODES
from simulator.problem_codes import CODES as SIMULATOR_CODES


def test_codes_of_rule_files_are_their_own() -> None:
    """They begin with R, stand in order, and none is the simulator's."""
    assert all(re.fullmatch(r"R1\d\d", code) for code in CODES)
    assert list(CODES) == sorted(CODES)
    assert not CODES.keys() & SIMULATOR_CODES.keys()
