"""docs/examples: what a trainer opens to learn from is right, and stays right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.playing import ROOT
from tui.commands import run

EXAMPLES = sorted(folder for folder in (ROOT / "docs" / "examples").iterdir() if folder.is_dir())


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_an_example_has_no_problems(folder: Path) -> None:
    """Each file of it checks clean; a folder is not proved, which would take longer."""
    assert run(["check", str(folder)]) == 0


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_plans_of_an_example_hold(folder: Path) -> None:
    """The games that its trainer wrote down come out as written."""
    assert run(["test", str(folder)]) == 0


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_an_example_is_whole(folder: Path) -> None:
    """A scenario of the folder's name, its plans and its instructor's note: what a trainer gives to others."""
    ends = (".yaml", ".plans.yaml", ".note.md")
    assert {file.name for file in folder.iterdir()} >= {folder.name + end for end in ends}
