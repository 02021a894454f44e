"""The command line as a whole: help, documentation, exit statuses, and never a traceback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tui.playing import GATE, ROOT, SMALL, environment, peacekeeper
from tui.commands import BUG, COMMANDS, HOLDS, PROBLEMS, UNUSABLE, cli, run

DOCUMENT = (ROOT / "docs" / "commands.md").read_text()


def commands(command: click.Command = cli, name: str = "peacekeeper") -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from commands(found, f"{name} {below}")


ALL = dict(commands())


@pytest.mark.parametrize("name", ALL)
def test_every_command_is_documented(name: str) -> None:
    """Each command stands in docs/commands.md, and each of its options with it."""
    words = name.removeprefix("peacekeeper ")
    assert re.search(rf"`(?:peacekeeper )?{re.escape(words)}\b", DOCUMENT)
    for option in (option for parameter in ALL[name].params for option in parameter.opts if option.startswith("--")):
        assert option in DOCUMENT or option == "--version"


@pytest.mark.parametrize("name", ALL)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--help says what the command and each of its options do, in words of the catalogue."""
    assert run([*name.split()[1:], "--help"]) == HOLDS
    out = capsys.readouterr().out
    assert "help." not in out
    assert ALL[name].help
    for option in (parameter for parameter in ALL[name].params if isinstance(parameter, click.Option)):
        assert option.help


@pytest.mark.parametrize("name", [name for name, command in ALL.items() if not isinstance(command, click.Group)])
def test_every_command_that_reports_has_json(name: str) -> None:
    """All but the schema and what an editor is told, which are JSON themselves, and a screen to look at."""
    options = {option for parameter in ALL[name].params for option in parameter.opts}
    shown = ("schema", "lsp", "preview", "tabletop host", "tabletop join", "tabletop screen")
    assert "--json" in options or name.removeprefix("peacekeeper ") in shown


def test_help_needs_nothing_but_click() -> None:
    """The list of commands comes without importing any of them, nor what they need."""
    code = "import sys; from tui.commands import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert not loaded & {"textual", "rich", "sqlite_utils", "pydantic", "yaml", "simulator", "scoring", "platformdirs"}
    assert not {name for name in loaded if name.startswith("tui.commands.")} - {
        "tui.commands.streams",
        "tui.commands.by_name",
    }
    assert all(name in done.stdout for name in COMMANDS)


def test_plain_play_needs_no_screen(tmp_path: Path) -> None:
    """A whole play in plain mode loads neither textual nor rich."""
    code = (
        "import sys; from tui.commands import run; "
        f"s = run(['play', {str(GATE)!r}, '--moves', 'talk,@stop', '--db', {str(tmp_path / 'a.db')!r}]); "
        "print(*sys.modules, file=sys.stderr); sys.exit(s)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(done.stderr.split()) & {"textual", "rich"}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--help"], HOLDS),
        (["--version"], HOLDS),
        (["no-such-command"], UNUSABLE),
        (["--no-such-option"], UNUSABLE),
        ([], UNUSABLE),
        (["play"], UNUSABLE),
        (["play", "--json"], UNUSABLE),
        (["play", "--moves", "a"], UNUSABLE),
        (["play", "no-such-scenario", "--plain"], UNUSABLE),
        (["play", "no/such/file.yaml", "--plain"], UNUSABLE),
        (["play", str(SMALL), "--plain"], UNUSABLE),
        (["play", str(GATE), "--plain", "--variant", "none"], UNUSABLE),
        (["play", str(GATE), "--moves", "talk", "--seed", "x"], UNUSABLE),
        (["play", str(GATE), "--moves", "run"], UNUSABLE),
        (["play", str(GATE), "--plain", "--resume", "x"], UNUSABLE),
        (["play", "--plain", "--resume"], UNUSABLE),
        (["library", "show", "none"], UNUSABLE),
        (["library", "add", "none.yaml"], UNUSABLE),
        (["library", "remove", "none"], UNUSABLE),
        (["library", "list"], HOLDS),
        (["runs", "list"], HOLDS),
        (["runs", "show", "none"], UNUSABLE),
        (["runs", "replay", "none"], UNUSABLE),
        (["runs", "report", "none"], UNUSABLE),
        (["runs", "delete", "none", "--yes"], UNUSABLE),
        (["rules", "list"], HOLDS),
        (["rules", "show", "T01"], HOLDS),
        (["rules", "show", "T999"], UNUSABLE),
        (["rules", "check"], HOLDS),
        (["check", str(SMALL)], HOLDS),
        (["check", "none.yaml"], PROBLEMS),
        (["schema"], HOLDS),
        (["schema", "area"], HOLDS),
        (["schema", "none"], UNUSABLE),
    ],
    ids=lambda value: " ".join(Path(word).name for word in value) if isinstance(value, list) else str(value),
)
def test_a_status_says_how_it_went(
    arguments: list[str],
    status: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """0 holds, 1 found problems, 2 bad usage or unreadable input; what is refused says why on standard error."""
    monkeypatch.setenv("PEACEKEEPER_DB", str(tmp_path / "a.db"))
    assert run(arguments) == status
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert bool(said.err) == (status == UNUSABLE)


def test_a_mistake_of_ours_is_one_message(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What we did not foresee says that nothing is lost, and shows no traceback unless it is asked for."""

    def broken() -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("tui.shelf.shipped_folder", broken)
    assert run(["library", "list"]) == BUG
    said = capsys.readouterr()
    assert "Every decision made so far is kept." in said.err
    assert "Traceback" not in said.err
    monkeypatch.setenv("PEACEKEEPER_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["library", "list"])


WORDS = [
    "play", "library", "runs", "rules", "check", "schema", "list", "show", "search", "add", "remove", "replay",
    "report", "delete", "the-gate", "T01", "a,b", "@timeout", "--plain", "--moves", "--seed", "--json", "--mode",
    "exam", "--no-clock", "--variant", "--name", "--resume", "--yes", "--help", "-1", "", "--", "scenario", str(GATE),
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arguments=st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=6))
def test_no_arguments_bring_a_traceback(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is typed after the program's name ends in a status that is documented."""
    monkeypatch.setenv("PEACEKEEPER_DB", str(tmp_path / "a.db"))
    monkeypatch.setattr("sys.stdin", None)
    assert run(arguments) in (HOLDS, PROBLEMS, UNUSABLE, 130)
    assert "Traceback" not in capsys.readouterr().err


def test_the_database_of_the_group_holds_for_its_commands(tmp_path: Path) -> None:
    """--db may stand before or after the command."""
    before = peacekeeper("--db", tmp_path / "a.db", "play", GATE, "--moves", "talk")
    after = peacekeeper("runs", "list", "--db", tmp_path / "a.db", "--json")
    assert before.returncode == 0
    assert len(json.loads(after.stdout)["runs"]) == 1


def test_the_program_runs_as_it_is_installed() -> None:
    """The console script is the same program."""
    script = Path(sys.executable).with_name("peacekeeper")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True, env=environment())
    assert done.stdout.startswith("peacekeeper ")
