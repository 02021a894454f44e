"""The process is killed at random moments: every decision that was acknowledged is there, and the run goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from pathlib import Path
from typing import IO

import pytest

from simulator.database import Database
from simulator.moves import moves
from simulator.run import Record, Run
from tests.tui.playing import GATE, PROGRAM, environment, gate
from tui import keeping

KILLS = 20
SOAK_KILLS = 1_000


def long_run(seed: int) -> list[Record]:
    """A whole run of many decisions: waiting at the gate as long as that is on offer."""
    run = Run.start(gate(), seed)
    while not run.finished:
        run.decide(("wait",) if "wait" in run.offered else next(moves(gate(), run.state)))
    return run.records


def begin(database: Path, arguments: list[str]) -> subprocess.Popen[bytes]:
    command = [*PROGRAM, "play", *arguments, "--db", str(database)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, env=environment())


def kill_after(process: subprocess.Popen[bytes], lines: int, characters: int) -> str:
    """Kill the process right after it has written so much, and give everything that it ever wrote."""
    out: IO[bytes] | None = process.stdout
    assert out is not None
    written = b"".join(out.readline() for _ in range(lines)) + out.read(characters)
    os.kill(process.pid, signal.SIGKILL)
    written += out.read()
    process.communicate()
    return written.decode()


def acknowledged(out: str) -> int:
    """The number of decisions that the player was told are made."""
    return sum(line.startswith("Decision ") and line.endswith(".") for line in out.splitlines())


def check_one_kill(folder: Path, chance: random.Random) -> None:
    """Kill one play somewhere, then carry on to the end: the log is that of a play that nobody killed."""
    seed = chance.randrange(1000)
    whole = long_run(seed)  # some forty decisions
    script = ",".join("+".join(record.move) for record in whole[1:])
    database = folder / "peacekeeper.db"
    mode = chance.choice(["coached", "exam", "exam", "exam"])
    process = begin(database, [str(GATE), "--moves", script, "--seed", str(seed), "--mode", mode])
    out = kill_after(process, chance.randrange(60 if chance.random() < 0.3 else 400), chance.randrange(80))
    with Database.open(database) as opened:
        rows = opened.runs.list()
        if not rows:
            assert acknowledged(out) == 0
            return
        kept = keeping.resume(opened, rows[0].id)
        there = len(kept.run.records)
        assert there >= acknowledged(out) + (1 if acknowledged(out) else 0)
        assert kept.run.records == whole[:there]
        assert kept.run.state == Run.replay(gate(), seed, whole[:there]).state
        if there == 0:
            kept.play.begin()
        for record in whole[max(there, 1) :]:
            kept.play.decide(record.move)
        assert keeping.records_of(opened, kept.id) == whole
        assert keeping.row_of(opened, kept.id).status == "finished"


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_play_has_lost_nothing(number: int, tmp_path: Path) -> None:
    """SIGKILL at a random moment: what was acknowledged is kept, and the run resumes at the same state."""
    check_one_kill(tmp_path, random.Random(number))


@pytest.mark.soak
@pytest.mark.parametrize("number", range(KILLS, KILLS + SOAK_KILLS))
def test_a_thousand_killed_plays_have_lost_nothing(number: int, tmp_path: Path) -> None:
    """The same, a thousand times."""
    check_one_kill(tmp_path, random.Random(number))


def test_a_killed_play_goes_on_in_plain_mode(tmp_path: Path) -> None:
    """Killed while it waits for an answer, the next process asks the same question, and the story goes on."""
    database = tmp_path / "peacekeeper.db"
    process = begin(database, [str(GATE), "--plain", "--seed", "1"])
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"1\n")
    process.stdin.flush()
    out = b""
    while b"Choose numbers" not in out:
        out += process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    again = begin(database, ["--plain", "--resume"])
    told, _ = again.communicate(b"1 2\nq\n")
    assert again.returncode == 0
    text = told.decode()
    assert text.index("WHO GOES WHERE") < text.index("Decision 2, 06:34.") < text.index("STONES")
    assert "SITUATION" not in text
