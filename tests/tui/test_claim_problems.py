"""Claims of proofs as problems: with a place, in words without a hole, and the gravest first."""

from __future__ import annotations

import re

import pytest

from scoring.proofs.sheet import Claim, Compliance, Coverage, Explored, ProofSheet, Status, Weight
from tests.tui.playing import GATE, TWO_WORDS
from tui.claim_codes import CODES
from tui.claim_problems import claim_problems, sentence, whole_source, worth_telling

FILL = {
    "P104": {"low": "0", "high": "5"},
    "P107": {"cut": "8", "adds": "10"},
    "P200": {"ended": "seconds"},
    "P204": {"rules": ""},
    "P206": {"rules": "T01, T02", "move": ""},
    "P207": {"way": "longest"},
    "P208": {"games": "3", "of": "9", "ending": "gate-open"},
    "P211": {"first": "talk", "second": "wait", "verdict": "not kept", "other": "kept"},
    "P212": {"times": "30", "of": "31"},
    "P213": {"times": "30", "of": "31"},
    "P301": {"text": "nobody is hurt"},
    "P302": {"text": "nobody is hurt"},
}


def claim(code: str, weight: Weight = "warning", **about: str) -> Claim:
    return Claim(code=code, status="shown", weight=weight, fill=FILL.get(code, {}), **about)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_has_a_hole(code: str) -> None:
    """Each code says a whole sentence of a claim as proofs make it, with a title and what to do."""
    said = sentence(claim(code, scene="at-the-gate", option="talk", rule="T01", name="tension"))
    assert re.fullmatch(r"['A-Z0-9][^{}]+[.?]", said)
    assert not re.search(r"\(\)|''|  |proofs\.|verdict\.", said)
    assert all(" " in words for words in (CODES[code].title, CODES[code].advice))


def test_words_of_the_program_are_told_in_words_of_people() -> None:
    """Ways of answering, verdicts and ends of budgets are named as a person would; what is empty leaves no brackets."""
    assert "longest label" in sentence(claim("P207"))
    assert "not kept as written" in sentence(claim("P211", scene="a", option="b", rule="T01"))
    assert "the time ended" in sentence(claim("P200"))
    assert "(T01, T02)" in sentence(claim("P206", scene="a"))
    assert "(" not in sentence(claim("P204", scene="a"))


def test_what_is_not_known_is_said_to_be_so() -> None:
    """A claim that the budget left open never reads as if it were found."""
    unknown = claim("P101", scene="stones").replaced(status="unknown")
    assert (
        sentence(unknown)
        == f"Not everything was gone through, so this is not known: “{sentence(claim('P101', scene='stones'))}”"
    )


def test_the_gravest_stand_first_and_then_the_order_of_the_file() -> None:
    """What is to be mended, what to think about, and notes; each with its line."""
    made = [
        claim("P213", "note", scene="at-the-gate"),
        claim("P206", scene="the-end-of-it"),
        claim("P102", "error", scene="stones", option="gas"),
        claim("P101", "error", scene="who-goes-where"),
    ]
    told = claim_problems(made, whole_source(GATE), str(GATE))
    assert [each.problem.code for each in told] == ["P101", "P102", "P206", "P213"]
    lines = GATE.read_text(encoding="utf-8").split("\n")
    assert [lines[(each.problem.place.line or 0) - 1].strip() for each in told] == [
        "who-goes-where:",
        "gas:",
        "the-end-of-it:",
        "at-the-gate:",
    ]
    assert str(told[0].problem).startswith(f"{GATE}:{told[0].problem.place.line}:3: P101 No game comes")


def test_properties_that_hold_are_no_problem() -> None:
    """They stand among what is proved; one that does not hold, or of which it is not known, is told."""
    kinds: list[tuple[str, Status]] = [("P301", "proved"), ("P301", "unknown"), ("P302", "shown")]
    properties = tuple(Claim(code=code, status=status, weight="note") for code, status in kinds)
    nothing = Explored(states=0, edges=0, seconds=0)
    sheet = ProofSheet(
        scenario="x",
        title="X",
        variant=None,
        version="",
        rules="",
        made="",
        games=nothing,
        compliant_games=nothing,
        coverage=Coverage(scenes=(0, 0), options=(0, 0), injects=(0, 0), conditions=(0, 0)),
        compliance=Compliance(status="unknown", from_start=None),
        properties=properties,
        claims=(claim("P205"),),
    )
    assert [each.code for each in worth_telling(sheet)] == ["P301", "P302", "P205"]


def test_places_are_found_in_what_an_editor_holds() -> None:
    """Not in what is on the disk."""
    text = "# one line more\n" + TWO_WORDS.read_text(encoding="utf-8")
    before, after = (
        claim_problems([claim("P205", scene="the-call")], whole_source(TWO_WORDS, each), "x")[0].problem.place
        for each in (None, text)
    )
    assert before.line is not None
    assert after.line == before.line + 1
