"""The parts that ship: each loads in a scenario that uses it, and trains what it says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.filled_source import PARAMETER
from simulator.loading import load
from simulator.part_files import part_files
from simulator.scenario import Scenario
from tui.heads import shipped_folder
from tui.planning.reading import plans_beside, read_plans
from tui.planning.testing import played_file
from tui.policy import vocabulary

ASHARA = shipped_folder() / "ashara"
SCENARIO = """\
format: 1
id: drill
title: A drill
summary: One part, played once.
level: tactical
role: Platoon commander
component: military
mission area: ashara
card: roe
play minutes: 5
starts: "08:00"
horizon: 300
at the horizon: done
who: {corporal: {name: Corporal Lind}, families: {name: some eighty people}}
briefing: {situation: A base., mission: Protect., execution: Calmly., support: A medic., command: By radio.}
state: {well: {flag: false}}
uses: [PART]
start: begin
scenes:
  begin:
    title: Begin
    text: It is quiet.
    options:
      go: {label: Go, play: {PART: VALUES}, then: after}
  after:
    title: After
    text: It is over.
    options: {end: {label: End, takes: 60, then: done}}
  done: {title: Done, text: It is over., ending: {title: Done}}
"""
VALUES = {
    "casevac": "{patient: corporal, hurt: a wound in the thigh, minutes: 25, gone: well}",
    "gate-search": "{people: families, behind: men with sticks, minutes: 12, inside: well}",
}
ENDS = {
    "casevac": (
        "T50",
        ["hands-first", "[seen, walked]", "by-need"],
        ["radio-first", "go-on", "[seen, walked]", "by-need"],
    ),
    "gate-search": ("T25", ["one-lane", "report-and-call"], ["not-here"]),
}
"""The rule that a part trains, a way that keeps it, and one that does not."""


def written(folder: Path, part: str) -> Path:
    """A scenario that uses this part, in a folder with the mission area and its parts."""
    shutil.copytree(ASHARA, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*depot*", "*fuel*", "*road*"))
    file = folder / "drill.yaml"
    file.write_text(SCENARIO.replace("PART", part).replace("VALUES", VALUES[part]))
    return file


def plan(rule: str, key: str, moves: list[str]) -> str:
    """A file with one plan, in which the rule comes out so."""
    listed = "".join(f"      - {move}\n" for move in ["go", *moves, "end"])
    return f"format: 1\nplans:\n  one:\n    moves:\n{listed}    ends: done\n    {key}: [{rule}]\n"


def test_each_part_that_ships_is_tried_here() -> None:
    """None is forgotten."""
    assert set(part_files(ASHARA)) == set(VALUES) == set(ENDS)


@pytest.mark.parametrize("part", VALUES)
def test_a_part_that_ships_keeps_and_breaks_its_rule(part: str, tmp_path: Path) -> None:
    """There is a way through it that keeps the rule which it trains, and one that does not."""
    rule, good, bad = ENDS[part]
    file = written(tmp_path, part)
    for key, moves in (("kept", good), ("not kept" if part == "gate-search" else "late", bad)):
        plans_beside(file).write_text(plan(rule, key, moves))
        (played,) = played_file(read_plans(plans_beside(file))).plans
        assert played.problems == ()


@pytest.mark.parametrize("part", VALUES)
def test_nothing_in_braces_is_left(part: str, tmp_path: Path) -> None:
    """Every parameter is filled in, in every text that a player reads."""
    scenario: Scenario = load(written(tmp_path, part), vocabulary())
    texts = [repr(scene.file) for id, scene in scenario.scenes.items() if "/" in id]
    assert texts
    assert [found for text in texts for found in PARAMETER.findall(text)] == []
