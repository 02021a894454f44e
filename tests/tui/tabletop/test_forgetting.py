"""A name that somebody wants erased is erased; the log goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.tabletop.test_browsers import scenario
from tui.tabletop.control.control import Control
from tui.tabletop.control.plain_commands import BadCommand, carry_out
from tui.tabletop.hosting.host import Host


def test_a_name_is_erased_for_good(tmp_path: Path) -> None:
    """The file has it no more, the seat is still taken, and whoever mistypes it is told the names."""
    file = tmp_path / "held.db"
    with Database.open(file) as database:
        host = Host(database)
        room = host.open(scenario())
        control = Control(host, [room], "")
        carry_out(control, "paper head Amina Somebody")
        carry_out(control, "paper force Chen")
        with pytest.raises(BadCommand, match="Amina Somebody, Chen"):
            carry_out(control, "forget Amina")
        carry_out(control, "forget Amina Somebody")
        assert "head" in room.standing.seats
        assert set(room.names.values()) == {"Chen"}
    assert b"Amina" not in file.read_bytes()
