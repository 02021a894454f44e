"""The full check of a saved file, in a process of its own that can be stopped at any moment."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from simulator.problems import Place, Problem
from tui.commands.checked import check_files
from tui.commands.shapes import problem_data

SECONDS = 120
"""How long a full check may take. A scenario that needs longer is checked on the command line."""

MOST = 10_000_000
"""Bytes of an answer that are read."""


def deep_problems(path: Path) -> list[Problem]:
    """What the full check says of a saved file."""
    return [problem for found in check_files([path]) for problem in found.problems]


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
) -> Problem:
    return Problem(code, message, Place(file, line, column), advice, suggestion)


def _written(problems: Iterable[Problem]) -> str:
    return json.dumps([problem_data(problem) for problem in problems])


if __name__ == "__main__":
    sys.stdout.write(_written(deep_problems(Path(sys.argv[1]))))
