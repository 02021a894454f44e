"""Writing files whole or not at all, and never over somebody's work without being told to."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from simulator.model import ScenarioFile
from simulator.problems import LoadError, Problems, SimulatorError
from tui.exchange.authored import authored
from tui.exchange.changes import changes
from tui.words import say


class AlreadyThere(SimulatorError):
    """A file would be replaced that nobody said to replace."""


def replaceable(file: Path, yes: bool) -> None:
    """Make sure that a file may be written. Raises AlreadyThere."""
    if file.exists() and not yes:
        raise AlreadyThere(say("exchange.exists", file=file))


def write(file: Path, content: bytes) -> None:
    """Write a file in place of what was there; where that fails, what was there stays. Raises OSError."""
    try:
        _write(file, content)
    except OSError as error:
        # What failed has a name of its own, which means nothing to the person who named the file.
        raise OSError(error.errno, error.strerror, str(file)) from error


def _write(file: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as opened:
        written = Path(opened.name)
        try:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
            written.chmod(0o666 & ~_umask())
            written.replace(file)
        except BaseException:
            written.unlink(missing_ok=True)
            raise


def changed_from(file: Path, new: ScenarioFile) -> list[str] | None:
    """What is other in a scenario than in the file that it replaces; None where there is none that can be read."""
    from simulator.loading import validated
    from simulator.source import read_source

    problems = Problems()
    try:
        old = validated(ScenarioFile, read_source(file, problems), problems)
    except LoadError:
        return None
    return changes(authored(old), authored(new)) if old is not None else None


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
