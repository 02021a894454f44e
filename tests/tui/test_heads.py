"""Heads of scenario files, and the order of a list."""

from __future__ import annotations

from pathlib import Path

from tests.tui.playing import GATE, TWO_WORDS
from tui.heads import in_order, scenario_files, shipped_folder, shipped_item


def test_a_head_is_read_without_the_rest() -> None:
    """Title, level, role, length and content note."""
    item = shipped_item(GATE)
    assert (item.title, item.level, item.component, item.minutes) == ("The gate", "tactical", "military", 5)
    assert item.content_note == "Stones are thrown."


def test_a_list_goes_from_the_ground_up() -> None:
    """Tactical before leadership, the short before the long."""
    assert sorted(map(shipped_item, (TWO_WORDS, GATE)), key=in_order) == [shipped_item(GATE), shipped_item(TWO_WORDS)]


def test_a_newcomer_begins_with_the_depot() -> None:
    """Enter on the first screen starts the first incident that was asked for."""
    items = sorted(map(shipped_item, scenario_files(shipped_folder())), key=in_order)
    assert items[0].id == "crowd-at-the-depot"


def test_only_scenarios_are_scenarios(tmp_path: Path) -> None:
    """A mission area, test plans and parts that scenarios share stand beside them and are none."""
    (tmp_path / "parts").mkdir()
    for name in ("area.yaml", "the-gate.yaml", "the-gate.plans.yaml", "parts/casevac.yaml"):
        (tmp_path / name).touch()
    assert scenario_files(tmp_path) == [tmp_path / "the-gate.yaml"]
