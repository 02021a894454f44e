"""The lower packages stand alone: importing all of them, in a fresh process, brings in nothing from above."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Imports a package and each of its modules in turn, and tells for each what came in with it.
IMPORT_ALL = """
import importlib, json, pkgutil, sys
WATCHED = ("textual", "rich", "click", "sqlite_utils", "simulator", "scoring", "tui")
came = {}
def visit(name):
    before = set(sys.modules)
    module = importlib.import_module(name)
    came[name] = [watched for watched in WATCHED if watched in set(sys.modules) - before]
    for found in pkgutil.iter_modules(getattr(module, "__path__", ())):
        visit(f"{name}.{found.name}")
visit(sys.argv[1])
print(json.dumps(came))
"""


def imports_of(package: str, folder: Path = ROOT) -> dict[str, set[str]]:
    """For each module of the package in the folder: which of the watched packages its import brought in."""
    command = [sys.executable, "-c", IMPORT_ALL, package]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {module: set(came) for module, came in json.loads(done.stdout).items()}


@pytest.mark.parametrize(
    ("package", "above"),
    [("simulator", {"scoring", "tui"}), ("scoring", {"tui"})],
    ids=["simulator", "scoring"],
)
def test_no_module_brings_in_a_screen_or_a_layer_above(package: str, above: set[str]) -> None:
    """Importing every module of a lower package loads no screen, and no package above it."""
    forbidden = {"textual", "rich"} | above
    assert {module: came & forbidden for module, came in imports_of(package).items() if came & forbidden} == {}


@pytest.mark.parametrize("package", ["simulator", "scoring"])
def test_no_module_brings_in_the_command_line(package: str) -> None:
    """The command line's library comes only along with sqlite-utils, which imports it for itself."""
    came_alone = {
        module for module, came in imports_of(package).items() if "click" in came and "sqlite_utils" not in came
    }
    assert came_alone == set()


def test_the_watch_sees_what_it_watches_for(tmp_path: Path) -> None:
    """A module that breaks the rule is seen and named, however deep it lies."""
    deep = tmp_path / "planted" / "deep"
    deep.mkdir(parents=True)
    for file, text in {
        deep.parent / "__init__.py": "",
        deep / "__init__.py": "",
        deep / "m.py": "import click",
    }.items():
        file.write_text(text)
    assert imports_of("planted", tmp_path) == {
        "planted": set(),
        "planted.deep": set(),
        "planted.deep.m": {"click"},
    }
