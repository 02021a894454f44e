"""The full check: in a process of its own that can be stopped, and never shown for another text."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from simulator.problems import Place, Problem
from tests.tui.playing import GATE, TWO_WORDS
from tui.language_server import deep, watching
from tui.language_server.buffer import Buffer
from tui.language_server.deep import deep_check, deep_problems
from tui.language_server.problems import problems_of
from tui.language_server.watching import Watch
from tui.proof_finding import Finding

TEXT = GATE.read_text(encoding="utf-8")
PROVED = Problem("S601", "A way has no end.", Place(str(GATE), 1, 1), "Mend it.")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[asyncio.subprocess.Process]:
    """The processes that were started, as they are started."""
    found: list[asyncio.subprocess.Process] = []
    start = asyncio.create_subprocess_exec

    async def start_and_keep(*command: str, **options: Any) -> asyncio.subprocess.Process:
        found.append(await start(*command, **options))
        return found[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", start_and_keep)
    return found


async def test_the_full_check_says_what_check_says(tmp_path: Path) -> None:
    """What comes back from the other process is what this one would have found."""
    file = tmp_path / GATE.name
    file.write_text(TEXT.replace("then: stones", "then: stonse"), encoding="utf-8")
    (tmp_path / "area.yaml").write_text((GATE.parent / "area.yaml").read_text())
    found = await deep_check(file)
    assert found == deep_problems(file)
    assert [problem.suggestion for problem in found or ()] == ["stones"]


async def test_a_check_that_takes_too_long_is_stopped(
    started: list[asyncio.subprocess.Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full check that is not done in time gives no answer, and its process is gone."""
    monkeypatch.setattr(deep, "SECONDS", 0)
    assert await deep_check(GATE) is None
    assert [process.returncode is not None for process in started] == [True]


async def test_a_check_that_nobody_waits_for_is_stopped(started: list[asyncio.subprocess.Process]) -> None:
    """Cancelling a full check ends its process."""
    check = asyncio.ensure_future(deep_check(GATE))
    while not started:
        await asyncio.sleep(0)
    check.cancel()
    with pytest.raises(asyncio.CancelledError):
        await check
    assert started[0].returncode is not None


async def test_what_was_proved_is_shown_for_its_own_text_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the full check found stands while the text is the saved one, goes when it changes, comes back with it."""
    shown: list[tuple[int | None, tuple[str, ...]]] = []

    def publish(_uri: str, buffer: Buffer, problems: Iterable[Problem]) -> None:
        shown.append((buffer.version, tuple(problem.code for problem in problems)))

    def failed(error: BaseException) -> None:
        raise AssertionError from error

    async def proved(_path: Path) -> list[Problem]:
        return [PROVED]

    monkeypatch.setattr(watching, "deep_check", proved)
    watch = Watch(publish, failed)
    watch.changed("gate", Buffer(GATE, TEXT, 1), at_once=True)
    watch.saved("gate")
    await _settled(watch)
    watch.changed("gate", Buffer(GATE, TEXT + "# more\n", 2))
    await _settled(watch)
    watch.changed("gate", Buffer(GATE, TEXT, 3))
    await _settled(watch)
    assert shown == [(1, ()), (1, ("S601",)), (2, ()), (3, ("S601",))]


async def test_the_next_edit_stops_the_full_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is being proved of a text that is not there any more is given up at once, and never shown."""
    begun, stopped, shown = asyncio.Event(), asyncio.Event(), list[tuple[int | None, int]]()

    async def proves_for_ever(_path: Path) -> list[Problem]:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        return [PROVED]

    def failed(error: BaseException) -> None:
        raise AssertionError from error

    monkeypatch.setattr(watching, "deep_check", proves_for_ever)
    watch = Watch(lambda _uri, buffer, found: shown.append((buffer.version, len(list(found)))), failed)
    watch.changed("gate", Buffer(GATE, TEXT, 1), at_once=True)
    watch.saved("gate")
    await begun.wait()
    watch.changed("gate", Buffer(GATE, TEXT + "# more\n", 2))
    await stopped.wait()
    await _settled(watch)
    assert shown == [(1, 0), (2, 0)]


async def test_what_proofs_find_comes_through_with_its_weight(tmp_path: Path) -> None:
    """Of a file without problems the other process tells what is proved, each finding as it is there."""
    (tmp_path / "area.yaml").write_text((GATE.parent / "area.yaml").read_text())
    file = tmp_path / TWO_WORDS.name
    asked = "properties:\n  drill: {at least one of: the-drill}\n"
    file.write_text(TWO_WORDS.read_text(encoding="utf-8") + asked, encoding="utf-8")
    told = await deep_check(file)
    assert told is not None
    (found,) = told
    assert isinstance(found, Finding)
    assert (found.code, found.weight, found.place.file) == ("P302", "error", str(file))
    assert found.advice.endswith(f"See it: peacekeeper play {file} --moves yes-sir --seed 1")


async def test_our_own_mistake_does_not_end_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a check fails, it is told, and the next text is checked as if nothing had been."""
    shown: list[int | None] = []
    failures: list[str] = []

    def breaks_once(buffer: Buffer) -> tuple[Problem, ...]:
        if buffer.version == 1:
            raise RecursionError("too deep")
        return problems_of(buffer)

    monkeypatch.setattr(watching, "problems_of", breaks_once)
    watch = Watch(
        lambda _uri, buffer, _problems: shown.append(buffer.version), lambda error: failures.append(str(error))
    )
    for version in (1, 2):
        watch.changed("gate", Buffer(GATE, TEXT, version), at_once=True)
        await _settled(watch)
    assert (failures, shown) == (["too deep"], [2])


async def _settled(watch: Watch) -> None:
    for known in watch.watched.values():
        for task in (known.quick, known.full):
            if task is not None:
                await asyncio.wait([task])
