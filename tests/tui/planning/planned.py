"""Plans for the gate, the small scenario of the fixtures, written into a folder of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

from simulator.problems import Problem
from tests.tui.playing import GATE
from tui.planning.reading import plans_beside, read_plans
from tui.planning.testing import PlayedFile, played_file

GOOD = """\
format: 1
plans:
  talks-first:
    text: The patient way
    moves:
      - {do: talk, then at: who-goes-where, holds: talked and tension == 1, minute: 4}
      - {do: [water, medic], offers: [back, gas]}
      - {do: back, draw: 2, then at: the-report, offers: counted}
      - [counted, food]
      - open
    ends: gate-open
    kept: [T03]
    no critical finding: true
"""


def written(folder: Path, text: str = GOOD) -> Path:
    """The gate in this folder, with plans beside it; the file of plans."""
    shutil.copytree(GATE.parent, folder, dirs_exist_ok=True)
    file = plans_beside(folder / GATE.name)
    file.write_text(text, encoding="utf-8")
    return file


def played(folder: Path, text: str = GOOD) -> PlayedFile:
    """What comes of these plans for the gate."""
    return played_file(read_plans(written(folder, text)))


def problems(folder: Path, old: str = "", new: str = "") -> list[Problem]:
    """What is told of the good plan where this is written instead of that."""
    assert old in GOOD, old
    return [problem for plan in played(folder, GOOD.replace(old, new, 1)).plans for problem in plan.problems]
