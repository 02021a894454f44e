"""What stands in other files beside a scenario: shared parts with their parameters, plans, the mission area."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.language_server.typing_at import places, typed
from tui.heads import shipped_folder
from tui.language_server.buffer import Buffer
from tui.language_server.completion import complete
from tui.language_server.finding import declared_beside
from tui.language_server.hover import explained
from tui.language_server.problems import problems_of

ASHARA = shipped_folder() / "ashara"
ROAD = ASHARA / "the-closed-road.yaml"
PLANS = ASHARA / "the-closed-road.plans.yaml"
CASEVAC = ASHARA / "parts" / "casevac.yaml"

HEAD = """format: 1
mission area: ashara
who: {corporal: {name: the corporal}}
state: {gone: {flag: false}}
uses: [casevac]
scenes:
  here:
    options:
      go: {label: Go, play: WRITE}
"""


def offered(instead: str, write: str, text: str, file: Path = ROAD) -> set[str]:
    """What could come next at the mark in a text of its own."""
    buffer, offset = typed(instead, write, text, file)
    return {item.label for item in complete(buffer, places(buffer), offset)}


@pytest.mark.parametrize(
    ("write", "wanted"),
    [
        ("¦", {"casevac"}),
        ("{¦", {"casevac"}),
        ("{casevac: {¦", {"patient", "minutes", "hurt", "gone"}),
        ("{casevac: {patient: ¦", {"corporal"}),
        ("{casevac: {gone: ¦", {"gone"}),
    ],
)
def test_a_shared_part_completes_with_its_parameters(write: str, wanted: set[str]) -> None:
    """A part that stands in a file of its own is offered, then what it wants to be given, then what fits that."""
    assert wanted <= offered("WRITE}", write, HEAD)


def test_parts_beside_the_scenario_are_offered() -> None:
    """`uses` offers the parts that there are."""
    assert offered("uses: [casevac]", "uses: [¦", HEAD) == {"casevac", "gate-search"}


def test_a_part_is_found_in_its_file() -> None:
    """Going to a shared part opens its file."""
    buffer, offset = typed("uses: [casevac]", "uses: [case¦vac]", HEAD, ROAD)
    assert declared_beside(buffer, offset) == (CASEVAC, 0, 0)


def test_a_part_in_its_own_file_is_helped_with() -> None:
    """In the file of a part scenes and acts complete, and its parameters stand for somebody."""
    text = CASEVAC.read_text(encoding="utf-8")
    assert "{patient}" in offered("{aid.give: {patient}}", "{aid.give: ¦", text, CASEVAC)
    assert "on-the-ground" in offered("start: on-the-ground", "start: ¦", text, CASEVAC)
    assert problems_of(Buffer(CASEVAC, text)) == ()


def test_plans_complete_from_their_scenario() -> None:
    """In a file of plans, options, scenes, rules and names are those of the scenario beside it."""
    text = PLANS.read_text(encoding="utf-8")
    assert {"ask-sirin", "@timeout"} <= offered("do: ask-sirin", "do: ¦", text, PLANS)
    assert "at-the-bar" in offered("then at: at-the-bar", "then at: ¦", text, PLANS)
    assert "consent" in offered("holds: consent == 3", "holds: ¦", text, PLANS)
    assert "T33" in offered("kept: [R02", "kept: [¦", text, PLANS)


def test_a_scene_of_a_plan_is_explained_and_found() -> None:
    """Pointing at a scene in a plan shows the scene of the scenario, and leads there."""
    buffer, offset = typed("then at: at-the-bar", "then at: at-¦the-bar", PLANS.read_text(encoding="utf-8"), PLANS)
    said = explained(buffer, offset)
    assert said is not None
    found = declared_beside(buffer, offset)
    assert found is not None
    file, line, column = found
    assert file == ROAD
    assert ROAD.read_text(encoding="utf-8").split("\n")[line][column:] == "at-the-bar:"


def test_a_plan_that_leaves_its_way_is_told() -> None:
    """A file of plans is played as it stands in the editor."""
    text = PLANS.read_text(encoding="utf-8").replace("do: ask-sirin", "do: ask-sirim", 1)
    (problem, *_) = problems_of(Buffer(PLANS, text))
    assert problem.suggestion == "ask-sirin"
