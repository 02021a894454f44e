"""SPIN beside us: the verifier that it generates, compiled with gcc, exhaustive, no partial order reduction.

Generating and compiling are left out of what is measured: only the run of the verifier counts.
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.row import Absent

COMPILE = ("gcc", "-O2", "-DSAFETY", "-DNOREDUCE", "-DNOBOUNDCHECK", "-DMEMLIM=4000", "-w", "-o", "pan", "pan.c")
DEPTH = 100_000
LONGEST = 600  # seconds


class SpinRun(NamedTuple):
    """One run: distinct states, transitions, seconds from start to end of the verifier, and seconds of processor."""

    states: int
    transitions: int
    seconds: float
    processor: float


class Verifier(NamedTuple):
    """A compiled verifier; its folder lasts as long as `verifier` is open.

    `bits` gives the slots of its hash table: two for each state, so that no chain grows long and little is cleared.
    """

    program: Path
    bits: int

    def run(self) -> SpinRun:
        """Explore all states. Raises Absent where the run did not come to its end."""
        command = [str(self.program), f"-m{DEPTH}", f"-w{self.bits}", "-n"]
        begin, used = time.perf_counter(), _processor()
        done = subprocess.run(command, cwd=self.program.parent, capture_output=True, text=True, timeout=LONGEST)
        seconds, processor = time.perf_counter() - begin, _processor() - used
        states = _number(r"(\S+) states, stored", done.stdout)
        if states is None or "errors: 0" not in done.stdout or "Search not completed" in done.stdout:
            raise Absent(f"SPIN did not finish: {done.stdout[-300:]}{done.stderr[-300:]}")
        return SpinRun(states, _number(r"(\S+) transitions", done.stdout) or 0, seconds, processor)


@contextmanager
def verifier(promela: str, states: int) -> Iterator[Verifier]:
    """Generate and compile the verifier of a model of about so many states. Raises Absent."""
    for program in ("spin", "gcc"):
        if shutil.which(program) is None:
            raise Absent(f"{program} is not installed")
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "model.pml").write_text(promela)
        for command in (("spin", "-a", "model.pml"), COMPILE):
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=LONGEST)
            if done.returncode:
                raise Absent(f"{command[0]} failed: {(done.stdout + done.stderr)[-300:]}")
        yield Verifier(folder / "pan", (2 * states).bit_length())


def version() -> str:
    """What SPIN says of itself. Raises Absent."""
    if shutil.which("spin") is None:
        raise Absent("spin is not installed")
    return subprocess.run(["spin", "-V"], capture_output=True, text=True, timeout=LONGEST).stdout.strip()


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _number(pattern: str, text: str) -> int | None:
    found = re.search(pattern, text)
    return None if found is None else int(float(found.group(1)))  # SPIN writes large counts as 2.2423e+06
