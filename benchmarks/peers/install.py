"""Installing the peers, at exact versions, where only the benchmarks see them. What cannot be installed is absent."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.row import Absent

HERE = Path(__file__).resolve().parent
ENVIRONMENTS = HERE.parent / ".peers"
PM4PY = HERE / "pm4py.txt"
STORM = HERE / "storm.txt"
INKJS = HERE / "package.json"
LONGEST = 600  # seconds that an installation may take


def inkjs() -> Path:
    """The folder of the inkjs package. Raises Absent."""
    folder = ENVIRONMENTS / "ink"
    package = folder / "node_modules" / "inkjs"
    wanted = json.loads(INKJS.read_text())["dependencies"]["inkjs"]
    if not _program("node"):
        raise Absent("node is not installed")
    if _version(package) != wanted:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(INKJS, folder)
        _run([_program("npm") or "npm", "install", "--no-package-lock", "--no-audit", "--no-fund"], folder)
    if _version(package) != wanted:
        raise Absent(f"inkjs {wanted} could not be installed")
    return package


def pm4py() -> Path:
    """A Python that can import pm4py. Raises Absent."""
    return _environment("pm4py-venv", PM4PY)


def storm() -> Path:
    """A Python that can import stormpy. Raises Absent."""
    return _environment("storm-venv", STORM)


def _environment(name: str, wanted_in: Path) -> Path:
    folder = ENVIRONMENTS / name
    python, stamp, wanted = folder / "bin" / "python", folder / ".ready", wanted_in.read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        made = _run([sys.executable, "-m", "venv", str(folder)], HERE)
        if not made or not _run([str(python), "-m", "pip", "install", "--quiet", "-r", str(wanted_in)], HERE):
            raise Absent(f"{wanted.split()[0].replace('==', ' ')} could not be installed")
        stamp.write_text(wanted)
    return python


def node() -> str:
    """The node program. Raises Absent."""
    found = _program("node")
    if not found:
        raise Absent("node is not installed")
    return found


def _program(name: str) -> str | None:
    return shutil.which(name)


def _version(package: Path) -> str | None:
    file = package / "package.json"
    return str(json.loads(file.read_text())["version"]) if file.exists() else None


def _run(command: list[str], folder: Path) -> bool:
    """Whether the command succeeded. What it said goes to the person at the desk and into no file."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=LONGEST)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return False
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return done.returncode == 0
