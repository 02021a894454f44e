"""Other programs at work on the same database: real processes, spoken to over their standard streams."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from simulator.database.address import Place, Server

ROOT = Path(__file__).resolve().parents[3]

PRELUDE = """
from __future__ import annotations
import sys, os, sqlite3
from pathlib import Path
from simulator.database import Database, DatabaseError
from simulator.database.address import Server, place_of
from simulator.database.errors import *
from tests.simulator.database.stories import *
path, *words = sys.argv[1:]
path = place_of(path)
def say(*what): print(*what, flush=True)
def wait(): sys.stdin.readline()
"""


@contextmanager
def program(code: str, place: Place, *words: object) -> Iterator[subprocess.Popen[str]]:
    """Run this code as a program of its own; whatever happens, it is gone afterwards."""
    with _started(_command(code, place, words)) as process:
        yield process


def answer(code: str, place: Place, *words: object, inside: Sequence[str] = ()) -> list[str]:
    """The lines that this code says when it is run to its end. `inside` is a command that runs commands."""
    with _started([*inside, *_command(code, place, words)]) as process:
        said, _ = process.communicate()
    assert process.returncode == 0, said
    return said.splitlines()


def answer_without_power(code: str, path: Path) -> list[str]:
    """The same, by a program that rights to files bind. They do not bind the superuser, whom tests may run as."""
    with _started(_command(code, path, ()), preexec_fn=_give_up_power) as process:
        said, _ = process.communicate()
    assert process.returncode == 0, said
    return said.splitlines()


def small_disk(folder: Path, kilobytes: int) -> list[str]:
    """A command that runs commands with a disk of this size mounted at the folder, for them alone.

    Skips the test where that is not allowed.
    """
    return _mounted(f'mount -t tmpfs -o size={kilobytes}k none "$0"', folder)


def read_only_disk(folder: Path) -> list[str]:
    """A command that runs commands for which the folder, with all that is in it, is on a disk that cannot be written.

    Not even the superuser writes there. Skips the test where that is not allowed.
    """
    return _mounted('mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"', folder)


def _mounted(mount: str, folder: Path) -> list[str]:
    unshare = ["unshare", "--mount", *(() if os.geteuid() == 0 else ("--map-root-user",))]
    inside = [*unshare, "sh", "-c", f'{mount} && exec "$@"', str(folder)]
    if shutil.which("unshare") is None or subprocess.run([*inside, "true"], capture_output=True).returncode:
        pytest.skip("this system does not let a test mount a disk of its own")
    return inside


def tell(process: subprocess.Popen[str], word: str = "go") -> None:
    """Say one line to a program."""
    assert process.stdin is not None
    process.stdin.write(word + "\n")
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> str:
    """The next line that a program says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def hear_out(process: subprocess.Popen[str]) -> list[str]:
    """Every further whole line, until the program ends."""
    assert process.stdout is not None
    said = process.stdout.read().splitlines(keepends=True)
    return [line.strip() for line in said if line.endswith("\n")]


def _command(code: str, place: Place, words: Sequence[object]) -> list[str]:
    where = place.url if isinstance(place, Server) else str(place)
    return [sys.executable, "-c", PRELUDE + code, where, *map(str, words)]


@contextmanager
def _started(command: list[str], preexec_fn: Callable[[], None] | None = None) -> Iterator[subprocess.Popen[str]]:
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, preexec_fn=preexec_fn) as process:
        try:
            yield process
        finally:
            process.kill()


def _give_up_power() -> None:
    # Linux: prctl(PR_CAPBSET_DROP) of CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH. Others have nothing to give up.
    if prctl := getattr(ctypes.CDLL(None), "prctl", None):
        for capability in (1, 2):
            prctl(24, capability, 0, 0, 0)
