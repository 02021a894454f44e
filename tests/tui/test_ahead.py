"""Files that another process checks: the same scenario comes back, and whatever goes wrong is checked here instead."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simulator.problems import LoadError
from simulator.source import AREA_FILE
from tests.tui.playing import ROOT
from tui import ahead, own_process
from tui.ahead import Ahead
from tui.policy import rulebook
from tui.shelf import Shelf

SHIPPED = ROOT / "scenarios" / "ashara"
DEPOT = "crowd-at-the-depot"


@pytest.fixture(autouse=True)
def without_the_means(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests have pydantic, which makes another process pointless."""
    monkeypatch.setattr(ahead, "can_check_here", lambda: False)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A scenario of one's own, with its mission area."""
    for name in (f"{DEPOT}.yaml", AREA_FILE):
        shutil.copy(SHIPPED / name, tmp_path)
    return tmp_path / f"{DEPOT}.yaml"


def begun(*files: Path) -> Ahead:
    """Another process at work on these files."""
    found = Ahead()
    found.begin(files)
    return found


def watched(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started from now on."""
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def starting(*args: Any, **more: Any) -> subprocess.Popen[bytes]:
        started.append(start(*args, **more))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", starting)
    return started


def test_what_another_process_checked_is_what_would_have_been_loaded(own: Path) -> None:
    """Scenario and rules are equal in everything, and have the same names of their versions."""
    at_work, here = begun(own), Shelf().load(own)
    found = at_work.scenario(own)
    assert found is not None
    assert (found.hash, found.file, found.area, found.vocabulary) == (here.hash, here.file, here.area, here.vocabulary)
    book = at_work.rulebook()
    assert book is not None
    assert book.hash == rulebook().hash
    assert [rule.id for rule in book.rules] == [rule.id for rule in rulebook().rules]


def test_a_variant_is_made_of_the_same_data(own: Path) -> None:
    """The file is checked once, and each variant of it played."""
    variant = next(iter(Shelf().load(own).file.variants))
    found = begun(own).scenario(own, variant)
    assert found is not None
    assert found.variant == variant
    assert begun(own).scenario(own, "no-such-variant") is None


@pytest.mark.parametrize("name", [f"{DEPOT}.yaml", AREA_FILE])
def test_a_file_that_was_changed_meanwhile_is_not_taken(own: Path, name: str) -> None:
    """The trainer saved the scenario, or its area, after it was checked."""
    at_work = begun(own)
    assert at_work.scenario(own) is not None
    changed = own.with_name(name)
    changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert at_work.scenario(own) is None


def test_a_file_with_a_problem_is_told_here(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its problems have their places, as if nobody else had looked."""
    own.write_text("title: [\n", encoding="utf-8")
    monkeypatch.setattr("tui.shelf.AHEAD", begun(own))
    with pytest.raises(LoadError, match=own.name):
        Shelf().find(str(own))


def test_a_file_is_asked_for_once(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks again waits for the same process."""
    started = watched(monkeypatch)
    at_work = begun(own)
    at_work.begin([own])
    assert len(started) == 1
    at_work.begin([SHIPPED / "the-closed-road.yaml"])
    assert len(started) == 2
    assert at_work.scenario(SHIPPED / "the-closed-road.yaml") is not None


def test_a_process_that_cannot_start_is_done_without(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to wait for, and the scenario is loaded here."""
    monkeypatch.setattr(sys, "executable", str(own.with_name("no-such-program")))
    at_work = begun(own)
    assert at_work.scenario(own) is None
    assert at_work.rulebook() is None


def test_a_process_that_is_killed_is_done_without(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for what will not come."""
    monkeypatch.setattr(own_process, "COMMAND", "import time; time.sleep(600)")
    started = watched(monkeypatch)
    at_work = begun(own)
    os.kill(started[0].pid, signal.SIGKILL)
    assert at_work.scenario(own) is None


def test_half_a_line_is_no_answer(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ended in the middle of a line has said nothing."""
    half = json.dumps(str(own)) + '\t{"scenario":'
    command = f"print({half!r}, end='')"
    monkeypatch.setattr(own_process, "COMMAND", command.replace("{", "{{"))
    assert begun(own).scenario(own) is None


def test_where_the_means_are_loaded_nothing_is_begun(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There would be nothing left to save."""
    monkeypatch.setattr(ahead, "can_check_here", lambda: True)
    monkeypatch.setattr(subprocess, "Popen", lambda *args, **more: pytest.fail("a process was started"))
    assert begun(own).scenario(own) is None
