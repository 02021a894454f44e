"""A bad network and a clock that jumps: what was acknowledged is there once, and pages come to show how things are."""

from __future__ import annotations

import threading
import time
from functools import partial
from pathlib import Path

import httpx

from simulator.exercise.entries import CONTROL, Said
from simulator.exercise.exercise import Exercise
from tests.simulator.exercise.tables import table_scenario
from tests.tui.tabletop.bad_network import BadNetwork, bad_network
from tests.tui.tabletop.served import served

PATIENCE = 30.0
MESSAGES = 12
"""Of each seat: some of them are sent several times, because the answer was lost."""


def insist(address: str, cookie: str, seat: str, text: str) -> None:
    """Send a message, again and again with the same key, until it is acknowledged; as a page does."""
    until = time.monotonic() + PATIENCE
    form = {"action": "say", "text": text, "key": text}
    while time.monotonic() < until:
        try:
            with httpx.Client(base_url=address, trust_env=False, cookies={"peacekeeper-pass": cookie}) as client:
                answer = client.post(f"/seat/{seat}", data=form, headers={"accept": "application/json"})
        except httpx.TransportError:
            continue
        assert answer.status_code == 200, answer.text
        return
    raise AssertionError("nothing came through")


def shown(network: BadNetwork, cookie: str, seat: str, text: str) -> bool:
    """Whether a stream that begins anew whenever it is cut comes to show this."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        heard = b""
        try:
            with (
                httpx.Client(base_url=network.address, trust_env=False, cookies={"peacekeeper-pass": cookie}) as client,
                client.stream("GET", f"/seat/{seat}/events", timeout=5) as response,
            ):
                for part in response.iter_raw():
                    heard += part
                    if text.encode() in heard:
                        return True
        except httpx.TransportError:
            continue
    return False


def test_what_is_acknowledged_is_there_once(tmp_path: Path) -> None:
    """Connections are cut anywhere, answers are lost, everything is late and out of order."""
    with served(tmp_path, table_scenario()) as found, found.seated("head") as head, found.seated("force") as force:
        port = int(found.address.rpartition(":")[2])
        cookies = {"head": head.cookies["peacekeeper-pass"], "force": force.cookies["peacekeeper-pass"]}
        with bad_network(port, 1, cut=0.2, delay=0.005) as network:
            texts = [(seat, f"{seat} {n}") for n in range(MESSAGES) for seat in cookies]
            threads = [
                threading.Thread(target=insist, args=(network.address, cookies[seat], seat, text))
                for seat, text in texts
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(PATIENCE)
            said = [entry.what.text for entry in found.entries if isinstance(entry.what, Said)]
            assert sorted(said) == sorted(text for _, text in texts)
            assert network.cuts > 3
            found.act(partial(Exercise.note, by=CONTROL, text="The last word", public=True))
            network.cut = 0.03
            assert all(shown(network, cookies[seat], seat, "The last word") for seat in cookies)


def test_a_clock_that_jumps_moves_nothing(tmp_path: Path) -> None:
    """The laptop's time of day goes back two hours, or ahead a year: minutes of play and the order of entries stay."""
    now = [0.0, 0]
    days = ["2026-11-30T09:00:00Z", "2026-11-30T07:00:00Z", "2027-11-30T09:00:00Z"]

    def clock() -> tuple[float, str]:
        return now[0], days[int(now[1])]

    with served(tmp_path, table_scenario(), clock=clock) as found, found.seated("head") as client:
        for step in (Exercise.brief, Exercise.begin):
            found.act(step)
        for n in range(3):
            now[:] = [60.0 * (n + 1), n]
            found.act(partial(Exercise.improvise, title=f"News {n}", text="."))
        entries = found.entries
        assert [entry.n for entry in entries] == list(range(len(entries)))
        assert [entry.played for entry in entries[-3:]] == [60, 120, 180]
        assert [entry.at for entry in entries[-3:]] == days
        assert client.get("/seat/head").text.index("News 2") < client.get("/seat/head").text.index("News 0")
