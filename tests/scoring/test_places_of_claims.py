"""Each claim has the place in the file that it is about: the word that a trainer will change."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.proofs.places import place_of
from scoring.proofs.sheet import Claim, GameStep
from simulator.problems import Place, Problems
from simulator.source import Source, read_source

SMALL = Path(__file__).parent.parent / "fixtures" / "small"
GATE, TWO_WORDS = SMALL / "the-gate.yaml", SMALL / "two-words.yaml"
TEXT = GATE.read_text(encoding="utf-8")


def source(text: str = TEXT) -> Source:
    """The gate as it was written."""
    found = read_source(GATE, Problems(), text=text)
    assert found is not None
    return found


def claim(code: str, *last: str, **about: str) -> Claim:
    """A claim, with the last move of its game."""
    game = (GameStep(move=("first",)), GameStep(move=last)) if last else None
    return Claim(code=code, status="shown", weight="warning", game=game, **about)  # type: ignore[arg-type]


def line_of(claim: Claim, text: str = TEXT) -> str:
    """The line on which a claim stands, from its column on."""
    place = place_of(claim, source(text))
    assert place.line is not None
    assert place.column is not None
    return text.split("\n")[place.line - 1][place.column - 1 :]


@pytest.mark.parametrize(
    ("about", "starts"),
    [
        (claim("P101", scene="stones"), "stones:"),
        (claim("P105", scene="gate-open"), "gate-open:"),
        (claim("P102", scene="at-the-gate", option="loudspeaker"), "loudspeaker:"),
        (claim("P102", scene="who-goes-where", option="medic"), "medic:"),
        (claim("P102", scene="the-report", option="no-cause"), "no-cause:"),
        (claim("P104", "back", scene="stones", name="tension"), "back:"),
        (claim("P206", "keep-shut", scene="the-end-of-it"), "keep-shut:"),
        (claim("P206", "counted", "food", scene="the-report"), "the-report:"),
        (claim("P206", "@timeout", scene="stones"), "by default: hold"),
        (claim("P206", "@inject", "reporter", scene="stones"), "reporter:"),
        (claim("P204", "back", scene="stones"), "stones:"),
        (claim("P204", "@inject", "reporter", scene="stones"), "reporter:"),
        (claim("P107", name="tension"), "tension: {gauge"),
        (claim("P109", name="radio"), "radio: {at"),
        (claim("P111", name="radio"), "radio: {at"),
        (claim("P201", rule="T21"), "T21]"),
        (claim("P210", name="report-in-time"), "{id: report-in-time"),
    ],
    ids=lambda value: value.code if isinstance(value, Claim) else "",
)
def test_a_claim_stands_at_the_word_that_it_is_about(about: Claim, starts: str) -> None:
    """The option, the scene, the variable, the inject, the objective, or the rule in it."""
    assert line_of(about).startswith(starts)


def test_a_property_stands_at_its_name() -> None:
    """Not at another block that has the same name."""
    text = TEXT + "properties:\n  tension: {never: tension > 5}\n"
    assert line_of(claim("P302", name="tension"), text).startswith("tension: {never")


def test_a_scene_of_a_part_stands_in_the_part() -> None:
    """Where the part is written."""
    found = read_source(TWO_WORDS, Problems())
    assert found is not None
    part, scene = next((part, id) for part, each in found.data["parts"].items() for id in each["scenes"])
    place = place_of(claim("P101", scene=f"{part}/{scene}"), found)
    assert place == found.key_places["parts", part, "scenes", scene]


@pytest.mark.parametrize("about", [claim("P200"), claim("P207", name="first"), claim("P101", scene="gone")])
def test_what_has_no_line_gets_none(about: Claim) -> None:
    """What is said of the whole scenario, or of what is not there any more, names the file alone."""
    assert place_of(about, source()) == Place(str(GATE))
