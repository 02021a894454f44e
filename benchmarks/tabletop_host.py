"""A host for the benchmarks of the tabletop: `peacekeeper tabletop host` in a process, with seats that listen."""

from __future__ import annotations

import os
import pty
import re
import selectors
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, NamedTuple

import httpx

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "tests" / "fixtures" / "tabletop"
PROGRAM = (sys.executable, "-c", "from tui.commands import main; main()")
DOOR = re.compile(rb"Exercise (\w+): (http://[\d.:]+) with the digits (\d{6})")
PATIENCE = 60.0


class Door(NamedTuple):
    """How to come to an exercise: its id, where, and the digits."""

    id: str
    address: str
    code: str


class Pass(NamedTuple):
    """Somebody in a seat."""

    seat: str
    cookie: str


class HeldHost:
    """The process, with what it was told and what it told; `full` opens exercise control on a full screen."""

    def __init__(self, folder: Path, seats: int, groups: int = 1, *, full: bool = False) -> None:
        self.database = folder / "held.db"
        file = _scenario(folder, seats)
        command = [*PROGRAM, "tabletop", "host", str(file), "--port", "0", "--db", str(self.database)]
        command += ["--groups", str(groups), *([] if full else ["--plain"])]
        ours, theirs = pty.openpty()
        end: int | IO[bytes] = theirs if full else subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=end, stdout=end, stderr=end, env=_environment(), start_new_session=True
        )
        os.close(theirs)
        self._keys = ours if full else self.process.stdin.fileno() if self.process.stdin else ours
        self._out = ours if full else self.process.stdout.fileno() if self.process.stdout else ours
        self._spare = None if full else ours
        self.told = b""
        threading.Thread(target=self._read, daemon=True).start()
        self.wait_for(b"close" if full else b"Type ?")
        if full:  # what was looked at is shown first
            self.press(b"\r")
            self.wait_for(b"AGENDA")
        self.doors = [Door(*(part.decode() for part in found)) for found in DOOR.findall(self.told)]

    def _read(self) -> None:
        with suppress(OSError):
            while data := os.read(self._out, 1 << 16):
                self.told += data

    def wait_for(self, text: bytes) -> None:
        """Wait until this was told."""
        until = time.monotonic() + PATIENCE
        while text not in self.told:
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError(self.told[-2000:].decode(errors="replace"))
            time.sleep(0.02)

    def press(self, keys: bytes) -> None:
        """Type something."""
        os.write(self._keys, keys)

    def seated(self, door: Door, seats: Sequence[str]) -> list[Pass]:
        """Take these seats."""
        found = []
        for seat in seats:
            with httpx.Client(base_url=door.address, trust_env=False) as client:
                client.post("/join", data={"code": door.code})
                taken = client.post("/seats", data={"seat": seat})
                if taken.status_code != 303:
                    raise RuntimeError(taken.text)
                found.append(Pass(seat, client.cookies["peacekeeper-pass"]))
        return found

    @property
    def memory(self) -> float:
        """Resident memory in MB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        line = next(line for line in lines if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024 / 1e6

    def end(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


class Streams:
    """Listens for many seats at once on bare sockets, and counts pages: a thread that does as little as it can.

    It runs beside what is measured, for fifty phones that each have a processor of their own.
    """

    def __init__(self) -> None:
        self.pages: list[int] = []
        self.all_heard = threading.Event()
        self.lost = 0
        self._heard: set[int] = set()
        self._sockets: list[socket.socket] = []
        self._selector = selectors.DefaultSelector()
        self._over = False

    def add(self, door: Door, passes: Sequence[Pass]) -> None:
        """Listen for these seats too."""
        host, _, port = door.address.removeprefix("http://").partition(":")
        for each in passes:
            found = socket.create_connection((host, int(port)))
            cookie = f"Cookie: peacekeeper-pass={each.cookie}"
            head = (f"GET /seat/{each.seat}/events HTTP/1.1", f"Host: {host}", cookie, "", "")
            found.sendall("\r\n".join(head).encode())
            self.pages.append(0)
            self._sockets.append(found)
            self._selector.register(found, selectors.EVENT_READ, len(self._sockets) - 1)
        if len(self._sockets) == len(passes):
            threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while not self._over:
            for key, _ in self._selector.select(0.2):
                try:
                    data = self._sockets[key.data].recv(1 << 18)
                except OSError:
                    data = b""
                if count := data.count(b"event: page"):
                    self.pages[key.data] += count
                    self._heard.add(key.data)
                elif not data:
                    self._selector.unregister(self._sockets[key.data])
                    self.lost += 1
            if len(self._heard) == len(self._sockets):
                self.all_heard.set()

    def forget(self) -> None:
        """Wait for the next page of each from now on."""
        self._heard.clear()
        self.all_heard.clear()

    def close(self) -> None:
        """Listen no more."""
        self._over = True
        for each in self._sockets:
            each.close()


@contextmanager
def held(seats: int, groups: int = 1, *, full: bool = False) -> Iterator[HeldHost]:
    """A host with so many seats in each group, ended afterwards."""
    with TemporaryDirectory() as folder:
        host = HeldHost(Path(folder), seats, groups, full=full)
        try:
            yield host
        finally:
            host.end()


def seat_ids(count: int) -> list[str]:
    """The seats of the scenario that is held."""
    return [f"s{n:02}" for n in range(count)]


def _scenario(folder: Path, seats: int) -> Path:
    """The table of the tests with so many seats."""
    text = (TABLE / "the-table.yaml").read_text()
    before, _, rest = text.partition("seats:\n")
    after = rest[rest.index("debrief questions") :].replace("[head]", "[s00]")
    told = "title: Seat, post: legal, role: You advise., told: Something that only you know., may stand empty: true"
    rows = "".join(f"  {id}: {{{told}}}\n" for id in seat_ids(seats))
    shutil.copy(TABLE / "area.yaml", folder)
    file = folder / "the-table.yaml"
    file.write_text(f"{before}seats:\n{rows}{after}")
    return file


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return {**kept, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "COLUMNS": "120", "LINES": "40"}
