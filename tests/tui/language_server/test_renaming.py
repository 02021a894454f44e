"""Another name stands wherever the old one was meant, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.loading import load
from simulator.problems import Problems
from tests.tui.language_server.typing_at import TEXT, typed
from tests.tui.playing import GATE
from tui.heads import shipped_folder
from tui.language_server.buffer import Buffer
from tui.language_server.hover import explained
from tui.language_server.renaming import CannotRename, nameable, renamed
from tui.policy import vocabulary

DEPOT = shipped_folder() / "ashara" / "crowd-at-the-depot.yaml"
NEW = "another-name-that-nobody-has"


def with_name(buffer: Buffer, offset: int, new: str) -> str:
    """The text in which what is named at an offset has another name."""
    text = buffer.text
    for place in reversed(renamed(buffer, offset, new)):
        text = text[: place.start] + new + text[place.end :]
    return text


def declared(file: Path) -> list[str]:
    """What can be renamed in a file, as `thing id start`."""
    buffer = Buffer(file, file.read_text(encoding="utf-8"))
    return [f"{each.name.thing} {each.name.id} {each.start}" for each in buffer.names if each.declares]


@pytest.mark.parametrize("case", declared(GATE))
def test_a_file_means_the_same_with_another_name(case: str) -> None:
    """Whatever is renamed, the file still loads; named back, it is the very file that it was."""
    start = int(case.split()[-1])
    buffer = Buffer(GATE, TEXT)
    old = nameable(buffer, start).name.id
    text = with_name(buffer, start, NEW)
    load(GATE, vocabulary(), text=text, problems=Problems(stop_at_first=True))
    after = Buffer(GATE, text)
    (there,) = (each for each in after.names if each.declares and each.name.id == NEW)
    assert with_name(after, there.start, old) == TEXT


def test_a_name_in_a_large_scenario_is_found_everywhere() -> None:
    """In a scenario that ships, the scenes that are named most get another name, and it still loads."""
    text = DEPOT.read_text(encoding="utf-8")
    buffer = Buffer(DEPOT, text)
    scenes = sorted(
        (each for each in buffer.names if each.declares and each.name.thing == "scene"),
        key=lambda each: -len(buffer.places_of(each.name)),
    )
    for scene in scenes[:2]:
        load(DEPOT, vocabulary(), text=with_name(buffer, scene.start, NEW), problems=Problems(stop_at_first=True))


def test_texts_are_not_touched() -> None:
    """A word that happens to be a name stays as it is in what people read."""
    buffer, offset = typed("  stones:\n", "  sto¦nes:\n")
    text = with_name(buffer, offset, "bottles")
    assert "Stones fly from the left." in text
    assert "The stones fall short." in text
    assert not re.search(r"(then|to): stones", text)


def test_a_variable_is_renamed_in_conditions() -> None:
    """In a condition the variable changes, and nothing that only looks like it."""
    buffer, offset = typed("{when: tension >= 5, text", "{when: ten¦sion >= 5 and not (tension == 6), text")
    assert "{when: unrest >= 5 and not (unrest == 6), text" in with_name(buffer, offset, "unrest")


@pytest.mark.parametrize(
    ("instead", "write", "new", "why"),
    [
        ("  stones:\n", "  sto¦nes:\n", "the-report", "taken"),
        ("  stones:\n", "  sto¦nes:\n", "return", "taken"),
        ("  stones:\n", "  sto¦nes:\n", "Two Words", "lower-case"),
        ("  stones:\n", "  sto¦nes:\n", "x" * 61, "lower-case"),
        ("  stones:\n", "  sto¦nes:\n", "a: {b", "lower-case"),
        ("  talked: {", "  tal¦ked: {", "regime", "taken"),
        ("rules: [T01]", "rules: [T¦01]", "T02", "Nothing stands here"),
        ("{crowd.dialogue: crowd}", "{crowd.dia¦logue: crowd}", "x", "Nothing stands here"),
        ("then: who-goes-where", "then: no¦where", "x", "not declared"),
        ("  stones:\n", "  sto¦nes:\n    text: [\n", "x", "cannot be read"),
    ],
)  # fmt: skip
def test_what_would_break_the_file_is_refused(instead: str, write: str, new: str, why: str) -> None:
    """A name that is taken, no id, or from elsewhere is refused with the reason; so is a file that cannot be read."""
    buffer, offset = typed(instead, write)
    with pytest.raises(CannotRename, match=why):
        renamed(buffer, offset, new)


@pytest.mark.parametrize(
    ("instead", "write", "said"),
    [
        ("rules: [T01]", "rules: [T¦01]", ["**T01 Warn before deadly force**", "Basic Principles"]),
        ("{crowd.dialogue: crowd}", "{crowd.dia¦logue: crowd}", ["Talk with the crowd or its leaders"]),
        ("events: [{crowd.gathers", "events: [{crowd.ga¦thers", ["event"]),
        ("set: {children.present", "set: {children.pre¦sent", ["true or false"]),
        ("when: tension > 3", "when: ten¦sion > 3", ["Tension", "gauge 0 to 5"]),
        ("then: stones", "then: sto¦nes", ["**Stones**", "Stones fly from the left."]),
        ("card: roe", "card: r¦oe", ["ROE card"]),
        ("hands over: [report]", "hands over: [rep¦ort]", ["report.flash"]),
        ("    select:\n", "    sel¦ect:\n", ["Some options within a budget."]),
        ("by default: hold", "by default: ho¦ld", ["Hold behind the wall"]),
        ("{crowd.dialogue: crowd}", "{crowd.dialogue: cro¦wd}", ["the crowd"]),
    ],
)  # fmt: skip
def test_what_stands_here_is_explained(instead: str, write: str, said: list[str]) -> None:
    """Pointing at a name says what it is."""
    found = explained(*typed(instead, write))
    assert found is not None
    assert all(words in found[0] for words in said), found[0]
