"""The shape of blocks: each slip has its code, its place, and what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulator.writing import (
    AREA,
    FILE,
    HERE,
    Mistake,
    changed,
    expected,
    mistake,
    place_in,
    problems_of,
    told,
    written,
)

MISTAKES = [
    # S201: a key is missing; the block's own key is where to look
    mistake("S201", "format: 1\nid: gate\n", "▸id: gate\n"),
    mistake("S201", "  the-report:\n    title: The report\n", "  ▸the-report:\n"),
    mistake("S201", "speak:\n        label: Speak with them\n", "▸speak:\n"),
    mistake("S201", "{when: not interpreter, text: Nobody here speaks the language.}", "▸{when: not interpreter}"),
    mistake("S201", "{weight: 2, then", "▸{then"),
    mistake("S201", "      budget: 3\n", "", None, **{"    select:": "    ▸select:"}),
    # S202: an unknown key
    mistake("S202", "title: The gate", "▸tittle: The gate", "title"),
    mistake("S202", "        when: interpreter", "        ▸wen: interpreter", "when"),
    mistake("S202", "costs: 2", "▸cost: 2", "costs"),
    mistake("S202", "gauge: [0, 5]", "gauge: [0, 5], ▸strat: 2", "start"),
    mistake("S202", "free text: true", "free text: true, ▸free-text: true", "free text"),
    mistake("S202", "ends with: [report]", "▸Ends with: [report]", "ends with"),
    mistake("S202", "start: at-the-gate", "start: at-the-gate\n▸zebra: 1"),
    mistake("S202", "{talk: crowd}", "{talk: crowd, ▸once: true}"),
    # S203: the wrong kind of value
    mistake("S203", "horizon: 90", "horizon: ▸ninety"),
    mistake("S203", "horizon: 90", "horizon: ▸90.5"),
    mistake("S203", "decide within: 60 s", "decide within: ▸60"),
    mistake("S203", "title: Who goes", "title: ▸2"),
    mistake("S203", "title: Who goes", "▸title:\n      who: goes"),
    mistake("S203", "acts: [wait]", "acts: ▸wait"),
    mistake("S203", "acts: [wait]", "▸acts: {wait: }"),
    mistake("S203", "{mood: calm}", "{▸mood: [calm]}"),
    mistake("S203", "free text: true", "free text: ▸yes"),
    mistake("S203", "by default: hold", "by default: ▸3"),
    mistake("S203", "  mission: Protect them.", "  mission:▸"),
    mistake("S203", "{alert: crowd}", "▸{alert: 3}"),
    # S204: not one of the values allowed
    mistake("S204", "level: tactical", "level: ▸tacticle", "tactical"),
    mistake("S204", "component: military", "component: ▸millitary", "military"),
    mistake("S204", "kind: map", "kind: ▸radio_log", "radio log"),
    mistake("S204", "format: 1", "format: ▸2"),
    mistake("S204", "on call: true", "on call: ▸false"),
    # S205 to S208: lengths, numbers, forms
    mistake("S205", "title: Who goes", "title: ▸''"),
    mistake("S205", "title: Who goes", f"title: ▸{'x' * 301}"),
    mistake("S205", "  crowd: {", f"  ▸{'x' * 61}: {{"),
    mistake("S206", "gauge: [0, 5]", "▸gauge: [0]"),
    mistake("S206", "gauge: [0, 5]", "▸gauge: []"),
    mistake("S206", "range: [0, 30]", "▸range: [0, 10, 30]"),
    mistake("S206", "rules: [T01]", "▸rules: []"),
    mistake("S206", "acts: [wait]", f"▸acts: [{', '.join(['wait'] * 13)}]"),
    mistake("S206", "then: [{when: tension > 3, to: who-goes}, {to: the-report}]", "▸then: []"),
    mistake("S207", "horizon: 90", "horizon: ▸0"),
    mistake("S207", "play minutes: 10", "play minutes: ▸241"),
    mistake("S207", "{police: 9}", "{police: ▸-9}"),
    mistake("S207", "weight: 2", "weight: ▸0"),
    mistake("S208", "  crowd: {name: the crowd}", "  ▸The Crowd: {name: the crowd}"),
    mistake("S208", "id: gate", "id: ▸The gate"),
    mistake("S208", "decide within: 60 s", "decide within: ▸60 seconds"),
    mistake("S208", 'starts: "06:30"', 'starts: ▸"6:30"'),
    mistake("S208", "      hold:\n", "      ▸Hold_back:\n"),
    # S209: the sentence says why
    mistake("S209", "acts: [{talk: crowd}]", "acts: [▸{talk: crowd, warn: crowd}]"),
    mistake("S209", "acts: [wait]", "acts: [▸{}]"),
]


@pytest.mark.parametrize(
    "wrong", MISTAKES, ids=lambda wrong: f"{wrong.code} {next(iter(wrong.changes.values())).strip()}"
)
def test_each_slip_is_told_at_its_place(tmp_path: Path, wrong: Mistake) -> None:
    """A slip in the shape of the file has one problem, at the right line and column, with the name that is near."""
    assert told(tmp_path, wrong) == [expected(wrong)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  mission: Protect them.", "  mission:", "This should be a text, and is empty."),
        ("horizon: 90", "horizon: 90.5", "This should be a whole number, and is a number that is not whole."),
        ("horizon: 90", "horizon: true", "This should be a whole number, and is true or false."),
        ("{mood: calm}", "{mood: [calm]}", "This should be true or false, a whole number or a text, and is a list."),
        ("by default: hold", "by default: 3", "This should be a text or a list, and is a number."),
        ("acts: [wait]", "acts: wait", "This should be a list, and is a text."),
        ("gauge: [0, 5]", "gauge: [0]", "The number of entries here is 1; more are needed."),
        ("gauge: [0, 5]", "gauge: [0, 5, 7]", "The number of entries here is 3; 2 are the most."),
        ("on call: true", "on call: false", "'false' is not one of the values allowed here."),
        ("title: Who goes", "title: ''", "This text has 0 characters; 1 is the least."),
        ("play minutes: 10", "play minutes: 241", "The number 241 does not fit here; 240 is the most."),
        ("horizon: 90", "horizon: 0", "The number 0 does not fit here; 1 is the least."),
        ("weight: 2, ", "", "The key 'weight' is missing here."),
        (
            "{talk: crowd}",
            "{talk: crowd, warn: crowd}",
            "This value does not fit here: an act or event is one word, alone or with the one whom it is about.",
        ),
    ],
)
def test_the_sentence_says_what_is_wrong(tmp_path: Path, old: str, new: str, said: str) -> None:
    """What a trainer reads is a sentence in plain words, whatever the validator calls it."""
    assert [problem.message for problem in problems_of(written(tmp_path, changed(FILE, {old: new})))] == [said]


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("decide within: 60 s", "decide within: 60", "Write seconds such as `60 s` here."),
        ("decide within: 60 s", "decide within: 1 m", "Write seconds, such as `60 s`."),
        ('starts: "06:30"', 'starts: "6:30"', 'Write a time of day in quotation marks, such as "06:30".'),
        ("id: gate", "id: Gate", "Ids are lower-case words joined by hyphens, such as at-the-wire."),
        ("on call: true", "on call: false", "Write one of: true."),
        ("kind: map", "kind: song", "Write one of: map, letter, radio log, note."),
        ("horizon: 90", "horizon: ninety", "Write a whole number here, in digits."),
    ],
)
def test_the_advice_says_what_to_write(tmp_path: Path, old: str, new: str, advice: str) -> None:
    """The advice can be followed as it stands."""
    assert [problem.advice for problem in problems_of(written(tmp_path, changed(FILE, {old: new})))] == [advice]


@pytest.mark.parametrize("text", ["- 1\n- 2\n", "only words\n", "3\n"])
def test_a_file_that_is_no_block_of_keys_is_told(tmp_path: Path, text: str) -> None:
    """A list, a sentence or a number is not a scenario."""
    (found,) = problems_of(written(tmp_path, text))
    assert (found.code, found.place.line, found.place.column) == ("S203", 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "code", "near"),
    [
        ("title: Testland", "▸titel: Testland\ntitle: T", "S202", "title"),
        ("kind: ROE", "kind: ▸RUE", "S204", "ROE"),
        ("components: [military]", "components: [▸militry]", "S204", "military"),
        ("fictional: true", "fictional: ▸false", "S204", None),
        ("cards:\n  roe: {", "cards:\n  roe: {▸tilte: A card, ", "S202", "title"),
        ("report: 20", "report: ▸twenty", "S203", None),
        ("map: A road and a gate.", "▸map: [road, gate]", "S203", None),
        ("map: A road and a gate.\n", "", "S201", None),
    ],
)
def test_a_mission_area_is_read_as_strictly(tmp_path: Path, old: str, new: str, code: str, near: str | None) -> None:
    """The area's slips have the same codes, at their places in the area's file."""
    text = changed(AREA, {old: new})
    text, line, column = place_in(text if HERE in text else HERE + text)
    (found,) = problems_of(written(tmp_path, area=text))
    place = found.place
    assert (found.code, place.line, place.column, found.suggestion) == (code, line, column, near)
    assert place.file == str(tmp_path / "area.yaml")
