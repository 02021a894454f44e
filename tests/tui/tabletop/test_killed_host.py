"""The host is killed at random moments: what was acknowledged is there, seats come back by themselves, play goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from simulator.database import Database
from simulator.exercise.entries import Entry, Noted, Said
from simulator.exercise.standing import standing_of
from tests.tui.playing import PROGRAM, ROOT, environment
from tests.tui.tabletop.served import free_port
from tui.tabletop.hosting.host import Host

TABLE = ROOT / "tests" / "fixtures" / "tabletop" / "the-table.yaml"
KILLS = 20
SOAK_KILLS = 500
PATIENCE = 60.0


class HostProcess:
    """`peacekeeper tabletop host --plain` in a process of its own, on a port that stays the same."""

    def __init__(self, database: Path, port: int, *what: str) -> None:
        command = [*PROGRAM, "tabletop", "host", *what, "--plain", "--port", str(port), "--db", str(database)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True, env=environment()
        )
        self.told: list[str] = []
        self._new = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._new:
                self.told.append(line.rstrip("\n"))
                self._new.notify_all()
        with self._new:
            self.told.append("")
            self._new.notify_all()

    def wait_for(self, text: str) -> str:
        """Wait for a line that begins so."""
        with self._new:
            found = self._new.wait_for(
                lambda: next((line for line in self.told if line.startswith(text)), None), PATIENCE
            )
        assert found, self.told
        return found

    def type(self, line: str) -> None:
        """Type a line, as exercise control does. Raises OSError where the process is gone."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        """Kill it where it stands, and read everything that it ever wrote."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)
        with self._new:
            assert self._new.wait_for(lambda: self.told and self.told[-1] == "", PATIENCE)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):  # what was typed last was never read
                pipe.close()


@contextmanager
def running(database: Path, port: int, *what: str) -> Iterator[HostProcess]:
    """A host that is killed in the end."""
    host = HostProcess(database, port, *what)
    try:
        host.wait_for("EXERCISE")
        yield host
    finally:
        host.kill()


class Phone(threading.Thread):
    """Writes to exercise control without a pause, and keeps what it was told is kept. It never gives up."""

    def __init__(self, address: str, cookie: str, name: str) -> None:
        super().__init__(daemon=True)
        self.acknowledged: list[str] = []
        self._address, self._cookie, self._name = address, cookie, name
        self.done = threading.Event()

    def run(self) -> None:
        with httpx.Client(
            base_url=self._address, trust_env=False, cookies={"peacekeeper-pass": self._cookie}
        ) as client:
            for n in range(1_000_000):
                text = f"{self._name} {n}"
                if self.done.is_set() or not self._send(client, text):
                    return

    def _send(self, client: httpx.Client, text: str) -> bool:
        """Send one message until it is taken."""
        while not self.done.is_set():
            try:
                form = {"action": "say", "text": text, "key": text}
                answer = client.post("/seat/head", data=form, headers={"accept": "application/json"})
            except httpx.TransportError:
                time.sleep(0.05)  # as a browser waits before it tries again
                continue
            assert answer.status_code == 200, answer.text
            self.acknowledged.append(text)
            return True
        return False


def come_in(address: str, code: str) -> str:
    """Take the seat of the head; the pass."""
    with httpx.Client(base_url=address, trust_env=False) as client:
        client.post("/join", data={"code": code})
        assert client.post("/seats", data={"seat": "head"}).status_code == 303
        return client.cookies["peacekeeper-pass"]


@pytest.mark.parametrize(
    "kills", [KILLS, pytest.param(SOAK_KILLS, marks=[pytest.mark.soak, pytest.mark.timeout(7200)])]
)
def test_nothing_acknowledged_is_lost(tmp_path: Path, kills: int) -> None:
    """Nor does it count twice, however often the host is killed; the pass opens the same seat."""
    chance, database, port = random.Random(kills), tmp_path / "held.db", free_port()
    address = f"http://127.0.0.1:{port}"
    noted: list[str] = []
    phone, id = None, ""
    for n in range(kills):
        with running(database, port, *(["--resume", id] if id else [str(TABLE)])) as host:
            if phone is None:
                door = host.wait_for("Exercise ")
                id = door.split()[1].rstrip(":")
                phone = Phone(address, come_in(address, door.split()[-1]), "phone")
                phone.start()
            before = len(phone.acknowledged)
            for m in range(chance.randrange(1, 6)):
                host.type(f"note control {n}.{m}")
            until = time.monotonic() + chance.uniform(0.01, 0.15)
            while time.monotonic() < until or len(phone.acknowledged) == before:
                time.sleep(0.002)  # the phone has come back by itself, and the host is killed somewhere in its work
        noted += [f"control {n}.{m}" for m in range(sum(line.startswith("Done.") for line in host.told))]
    assert phone is not None
    phone.done.set()
    phone.join(PATIENCE)
    with Database.open(database) as opened:
        lines = opened.exercises.entries(id)
        kept = [Entry.from_json(line).what for line in lines]
        said = [each.text for each in kept if isinstance(each, Said)]
        notes = [each.text for each in kept if isinstance(each, Noted)]
        assert set(phone.acknowledged) <= set(said)
        assert len(said) == len(set(said))  # what was kept and not acknowledged came again, and counts once
        assert set(noted) <= set(notes)
        room = Host(opened).open_again(id)
        assert room.standing == standing_of(map(Entry.from_json, lines))
        assert room.seats_of(1) == ("head",)
