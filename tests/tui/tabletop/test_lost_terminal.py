"""The facilitator's terminal goes away: the host ends, nothing is lost, and the exercise is opened again."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.app.test_lost_terminal import GONE, PATIENCE
from tests.tui.playing import ROOT
from tests.tui.test_terminal import Terminal
from tui.tabletop.hosting.host import Host

TABLE = ROOT / "tests" / "fixtures" / "tabletop" / "the-table.yaml"


@pytest.mark.parametrize("controlling", [True, False])
def test_a_host_without_a_terminal_ends(controlling: bool, tmp_path: Path) -> None:
    """At once, also where no signal tells it of the loss: it must not keep a processor busy for nobody."""
    db = tmp_path / "held.db"
    with Terminal("tabletop", "host", TABLE, "--port", "0", "--db", db, controlling=controlling) as terminal:
        terminal.read_until("Projector on")
        terminal.type("\r")
        terminal.read_until("AGENDA")
        terminal.type("n")
        terminal.read_until("Briefing")
        terminal.hang_up()
        status = terminal.process.wait(PATIENCE)
    assert status in GONE
    with Database.open(db) as database:
        (row,) = database.exercises.list()
        assert Host(database).open_again(row.id).standing.phase == "briefing"
