"""The full check of a saved file, in a process of its own that can be stopped at any moment."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from scoring.proofs.sheet import Weight
from simulator.problems import Place, Problem
from simulator.scenario import Scenario
from tui.commands.checked import check_files
from tui.commands.shapes import problem_data
from tui.play_line import play_line
from tui.proof_finding import Finding
from tui.stepping_back import step_back

SECONDS = 600
"""How long a full check may take. A scenario that needs longer is checked on the command line."""

KINDNESS = 10
"""How far this steps back behind the editor."""

MOST = 10_000_000
"""Bytes of an answer that are read."""


def deep_problems(path: Path) -> list[Problem]:
    """What the full check says of a saved file: what is wrong with it, or else what proofs find in it."""
    (found,) = check_files([path])
    if found.problems or found.scenario is None:
        return list(found.problems)
    from tui.quick_proofs import quick_findings  # in the process that explores, and not in the server

    return [_with_game(found.scenario, path, finding) for finding in quick_findings(found.scenario, path)]


def _with_game(scenario: Scenario, path: Path, finding: Finding) -> Finding:
    """With the command that plays the game, as an editor has no key for it."""
    if not finding.moves:
        return finding
    return replace(finding, advice=f"{finding.advice} {play_line(scenario, finding.moves, finding.seed, str(path))}")


async def deep_check(path: Path) -> list[Problem] | None:
    """Run the full check in another process; None where it gave no answer. Cancelling it stops the process."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tui.language_server.deep",
        str(path),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        answer, _ = await asyncio.wait_for(process.communicate(), SECONDS)
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return _read(answer) if process.returncode == 0 and len(answer) <= MOST else None


def _read(answer: bytes) -> list[Problem] | None:
    try:
        return [_problem(**entry) for entry in json.loads(answer)]
    except (ValueError, TypeError):
        return None


def _problem(
    code: str,
    message: str,
    advice: str,
    suggestion: str | None,
    file: str,
    line: int | None,
    column: int | None,
    weight: Weight | None = None,
) -> Problem:
    place = Place(file, line, column)
    if weight is None:
        return Problem(code, message, place, advice, suggestion)
    return Finding(code, message, place, advice, suggestion, weight)


def _written(problems: Iterable[Problem]) -> str:
    return json.dumps([{**problem_data(problem), **_weight(problem)} for problem in problems])


def _weight(problem: Problem) -> dict[str, str]:
    return {"weight": problem.weight} if isinstance(problem, Finding) else {}


if __name__ == "__main__":
    step_back(KINDNESS)
    sys.stdout.write(_written(deep_problems(Path(sys.argv[1]))))
