"""The program among other programs: pipes, closed streams, odd encodings, databases that fail, signals."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.playing import GATE, PROGRAM, WHOLE_TEXT, environment, peacekeeper

PLAY = ("play", GATE, "--plain", "--seed", "1")
TYPED = "1\n1 2\n2\n2\n1\nA boy.\n1\n\n"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def records_in(db: Path) -> int:
    """How many records the first run in a database has."""
    with Database.open(db) as database:
        return database.runs.list()[0].length


def test_a_pipe_plays_the_whole_way_through_the_debrief(db: Path) -> None:
    """From a pipe everything is told, without colour or cursor movement, and nothing on standard error."""
    done = peacekeeper(*PLAY, "--db", db, typed=TYPED)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert not set("─━│┌┐└┘▸▓░█═·•") & set(done.stdout)
    for heading in ("PEACEKEEPER", "AT THE GATE", "WHAT HAPPENED TO PEOPLE", "EVERY DECISION"):
        assert heading in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 78 + len("peacekeeper play")


def test_the_first_lines_say_that_this_is_training(db: Path) -> None:
    """Before anything else: training, fictional, not official, and nothing leaves the laptop."""
    first = " ".join(peacekeeper(*PLAY, "--db", db).stdout[:500].split())
    for text in ("This is training.", "fictional", "not an official United Nations product", "leaves this laptop"):
        assert text in first


def test_the_end_of_the_input_says_how_to_carry_on(db: Path) -> None:
    """Cut off in the middle, the run is kept and the last line is the command that goes on with it."""
    done = peacekeeper(*PLAY, "--db", db, typed="1\n1 2\n")
    assert done.returncode == 0
    command = done.stdout.splitlines()[-1]
    assert command.startswith("peacekeeper play --plain --resume ")
    again = peacekeeper(*command.split()[1:], "--db", db, typed="2\n")
    assert again.returncode == 0
    assert "Decision 3, 06:37." in again.stdout
    assert records_in(db) == 4


def test_a_closed_input_is_the_end_of_the_input(db: Path) -> None:
    """Started without any standard input, it stops cleanly at the first question."""
    command = f"exec {' '.join(map(repr, map(str, (*PROGRAM, *PLAY, '--db', db))))} <&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, env=environment())
    assert (done.returncode, done.stderr) == (0, "")
    assert "--resume" in done.stdout


@pytest.mark.parametrize("arguments", [(*PLAY,), ("runs", "list"), ("library", "list"), ("--help",), ("schema",)])
def test_a_closed_output_is_no_traceback(arguments: tuple[str, ...], db: Path) -> None:
    """With standard output closed there is at most one message."""
    words = [*PROGRAM, *map(str, arguments)]
    command = f"exec {' '.join(map(repr, words))} >&-"
    env = environment(PEACEKEEPER_DB=str(db))
    done = subprocess.run(["sh", "-c", command], input="1\n", capture_output=True, text=True, check=False, env=env)
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") <= 1
    assert done.returncode in (0, 2)


@pytest.mark.parametrize("arguments", [(*PLAY, "--moves", WHOLE_TEXT), ("rules", "list"), ("schema",)])
def test_a_reader_that_goes_away_is_no_error(arguments: tuple[str | Path, ...], db: Path) -> None:
    """Piped into a program that stops reading, it ends quietly, and what was decided is kept."""
    process = subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PEACEKEEPER_DB=str(db)),
    )
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() in (0, 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full exists on Linux only")
@pytest.mark.parametrize("arguments", [(*PLAY, "--moves", WHOLE_TEXT), ("rules", "list"), ("--help",)])
def test_an_output_that_is_full_is_one_message(arguments: tuple[str | Path, ...], db: Path) -> None:
    """Where the output cannot be written, that is said in one line."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=environment(PEACEKEEPER_DB=str(db)),
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "space" in done.stderr


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "cp437"},
        {"TERM": "dumb"},
        {"COLUMNS": "20"},
        {"NO_COLOR": "1"},
    ],
    ids=str,
)
def test_an_odd_environment_plays_the_same_run(env: dict[str, str], db: Path) -> None:
    """Whatever encoding or terminal is announced, the story is told, and free text in any bytes is taken."""
    typed = TYPED.encode().replace(b"A boy.", b"Un gar\xe7on \xff\xc3\xa9")
    done = peacekeeper(*PLAY, "--db", db, typed=typed, env=environment(**env))
    assert (done.returncode, done.stderr) == (0, "")
    assert "EVERY DECISION" in done.stdout
    assert records_in(db) == 6


def test_quotation_marks_survive_an_ascii_terminal(db: Path) -> None:
    """What the encoding lacks is written with the nearest plain sign."""
    done = peacekeeper(*PLAY, "--db", db, typed="q\n", env=environment(PYTHONIOENCODING="ascii"))
    assert '"Open," somebody calls.' in done.stdout


def test_without_a_terminal_the_app_names_plain_mode() -> None:
    """One clear message, and status 2."""
    for arguments in ((), ("play",), ("play", GATE)):
        done = peacekeeper(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert (
            done.stderr == "The full screen needs a terminal. Without one, use plain mode: peacekeeper play --plain\n"
        )


def test_an_interrupt_keeps_the_run(db: Path) -> None:
    """Ctrl-C stops with the way to carry on, and no traceback."""
    process = subprocess.Popen(
        [*PROGRAM, *map(str, PLAY), "--db", str(db)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"1\n")
    process.stdin.flush()
    while b"This takes 3 minutes" not in process.stdout.readline():
        pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130
    assert b"peacekeeper play --plain --resume " in out
    assert err.strip() == b""
    assert records_in(db) == 2


def damaged(db: Path) -> None:
    peacekeeper("play", GATE, "--moves", "talk", "--db", db)
    data = bytearray(db.read_bytes())
    data[4096:] = b"\x7f" * (len(data) - 4096)
    db.write_bytes(data)


def no_database(db: Path) -> None:
    db.write_text("This is a letter, not a database.\n" * 50)


def a_folder(db: Path) -> None:
    db.mkdir()


def a_pipe(db: Path) -> None:
    os.mkfifo(db)


def in_a_file(db: Path) -> None:
    shutil.rmtree(db.parent)
    db.parent.write_text("not a folder")


def read_only(db: Path) -> None:
    peacekeeper("play", GATE, "--moves", "talk", "--db", db)
    db.chmod(0o400)
    db.parent.chmod(0o500)


READ, WRITE = ("runs", "list"), PLAY


@pytest.mark.parametrize(
    ("harm", "arguments"),
    [(harm, arguments) for harm in (damaged, no_database, a_folder, a_pipe) for arguments in (READ, WRITE)]
    + [(in_a_file, WRITE), (in_a_file, ("library", "add", GATE))],
)
def test_a_database_that_fails_is_one_message(
    harm: Callable[[Path], None], arguments: tuple[str | Path, ...], tmp_path: Path
) -> None:
    """Damaged, no database, a folder, a pipe, a folder that is a file: one line that names the file and what to do."""
    folder = tmp_path / "data"
    folder.mkdir()
    db = folder / "a.db"
    harm(db)
    done = peacekeeper(*arguments, "--db", db, typed="1\n")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert str(db) in done.stderr
    assert "--db" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may do everything finds nothing read-only")
def test_a_read_only_folder_is_one_message_and_can_be_read(tmp_path: Path) -> None:
    """An exam there is refused in one line; what was played can still be listed. `test_read_only` has the rest."""
    folder = tmp_path / "data"
    folder.mkdir()
    db = folder / "a.db"
    read_only(db)
    try:
        refused = peacekeeper(*PLAY, "--mode", "exam", "--db", db, typed="1\n")
        listed = peacekeeper("runs", "list", "--db", db)
    finally:
        folder.chmod(0o700)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "read-only" in refused.stderr
    assert (listed.returncode, "The gate" in listed.stdout) == (0, True)


def test_a_locked_database_is_one_message(db: Path) -> None:
    """While another program holds the database, nothing is lost and one line says so."""
    import sqlite3

    peacekeeper("play", GATE, "--moves", "talk", "--db", db)
    with sqlite3.connect(db, isolation_level=None) as other:
        other.execute("begin exclusive")
        done = peacekeeper("play", "--resume", "--moves", "medic", "--db", db)
        other.execute("rollback")
    other.close()
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "Another program is using the database" in done.stderr
    assert records_in(db) == 2


def test_a_disk_that_fills_up_stops_with_one_message(db: Path) -> None:
    """When the database cannot grow any more, every decision before that is kept, and the run goes on later."""
    peacekeeper("play", GATE, "--moves", "talk", "--db", db)
    most = max(file.stat().st_size for file in db.parent.iterdir()) + 8_192

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    script = ",".join(["wait"] * 60)
    done = subprocess.run(
        [*PROGRAM, "play", str(GATE), "--moves", script, "--mode", "exam", "--db", str(db)],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
        preexec_fn=limited,
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "no more room" in done.stderr
    told = sum(line.startswith("Decision ") for line in done.stdout.splitlines())
    assert records_in(db) == (told + 1 if told else records_in(db))
    assert peacekeeper("play", "--resume", "--moves", "@stop", "--db", db).returncode == 0
