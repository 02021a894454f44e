"""The map: how far each scene is from the start, and where its options lead."""

from __future__ import annotations

from tests.tui.playing import gate, two_words
from tui.preview.scene_map import leads, places


def test_scenes_stand_by_their_distance_from_the_start() -> None:
    """The nearest come first; a scene to which only the clock leads comes last, without a distance."""
    found = [(place.scene, place.steps) for place in places(gate())]
    assert found == [
        ("at-the-gate", 0),
        ("who-goes-where", 1),
        ("the-report", 1),
        ("stones", 2),
        ("the-end-of-it", 2),
        ("gate-open", 3),
        ("relieved", None),
    ]


def test_scenes_of_parts_are_on_the_map() -> None:
    """What a part leads back to is as far as the part is long."""
    assert {place.scene for place in places(two_words())} == set(two_words().scenes)


def test_where_options_lead() -> None:
    """Each option with its label and its scenes; a selection or form leads on as a whole."""
    first, *_ = leads(gate().scenes["at-the-gate"])
    assert (first.option, first.label) == ("talk", "Walk to the gate and talk with the woman in front")
    assert first.to == ("who-goes-where",)
    assert [lead.to for lead in leads(gate().scenes["the-report"])] == [("the-end-of-it",)]
    assert leads(gate().scenes["stones"])[0].to == ("the-report",)
