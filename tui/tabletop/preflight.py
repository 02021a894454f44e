"""Before people come: what is checked, what this laptop shows to whom, and what should be at hand."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from typing import NamedTuple

from simulator.scenario import Scenario
from tui.words import say

SECONDS = 2.0
"""How long a connection to oneself may take."""


class Check(NamedTuple):
    """Something that was looked at, or that only a person can look at (`holds` is None)."""

    holds: bool | None
    text: str


def preflight(scenario: Scenario, address: str, port: int, *, secure: bool, url: str) -> Iterator[Check]:
    """Go through everything; `address` is where the host listens, `url` where phones find it."""
    yield _reached(url, port)
    if ip_address(address).is_loopback:
        yield Check(True, say("tabletop.preflight.alone"))
    else:
        yield Check(None, say("tabletop.preflight.exposed", url=url))
        yield Check(None, say("tabletop.preflight.secure" if secure else "tabletop.preflight.readable"))
        yield Check(None, say("tabletop.preflight.phone", url=url))
        yield Check(None, say("tabletop.preflight.firewall", port=port))
    yield Check(None, say("tabletop.preflight.projector", url=url))
    yield _seats(scenario)
    yield Check(None, say("tabletop.preflight.print", id=scenario.id))


def _reached(url: str, port: int) -> Check:
    """Whether this laptop reaches itself where phones will look for it."""
    host = url.partition("://")[2].rpartition(":")[0].strip("[]")
    try:
        with socket.create_connection((host, port), SECONDS):
            return Check(True, say("tabletop.preflight.reached", url=url))
    except OSError as error:
        return Check(False, say("tabletop.preflight.not-reached", url=url, reason=error.strerror or str(error)))


def _seats(scenario: Scenario) -> Check:
    seats = scenario.file.seats
    if not seats:
        return Check(False, say("tabletop.preflight.no-seats"))
    least = sum(not seat.may_stand_empty for seat in seats.values())
    return Check(True, say("tabletop.preflight.seats", least=least, most=len(seats)))
