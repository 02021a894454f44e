"""Every scenario that ships carries its proofs: a sheet for it and each variant, which fits, with nothing to mend."""

from __future__ import annotations

from tui.heads import scenario_files, shipped_folder
from tui.proof_sheets.shipping import strays, unproved
from tui.shelf import Shelf


def test_what_ships_is_proved_fair() -> None:
    """A scenario or rule that was changed needs its sheets anew: `make proofs` makes them."""
    scenarios = [Shelf().load(file) for file in scenario_files(shipped_folder())]
    left = [(scenario.id, scenario.variant, kept and kept.standing) for scenario, kept in unproved(scenarios)]
    assert left == [], "make proofs"
    assert strays(scenarios, shipped_folder()) == []
