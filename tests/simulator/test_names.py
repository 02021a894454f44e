"""Names: each that is not there has its code, its place, and what was probably meant."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.expressions import Name
from simulator.loading import load
from simulator.model import Target
from simulator.names import parse_name
from simulator.names import written as name_written
from simulator.problems import LoadError, Problems
from simulator.targets import circles, reach_of
from tests.simulator.writing import (
    AREA,
    FILE,
    VOCABULARY,
    Mistake,
    changed,
    expected,
    loaded,
    mistake,
    place_in,
    problems_of,
    told,
    written,
)

SEATS = """\
seats:
  head: {title: Head, post: head of mission, role: Decide.}
  legal: {title: Legal, post: legal, role: Advise.}
"""

MISTAKES = [
    # S301: an unknown scene
    mistake("S301", "start: at-the-gate", "start: ▸at-the-gat", "at-the-gate"),
    mistake("S301", "at the horizon: relieved", "at the horizon: ▸releived", "relieved"),
    mistake("S301", "then: the-report\n  who-goes", "then: ▸the-raport\n  who-goes", "the-report"),
    mistake("S301", "{to: the-report}", "{to: ▸zebra}"),
    mistake("S301", "weight: 1, then: relieved", "weight: 1, then: ▸relieve", "relieved"),
    mistake("S301", "Bottles fly., then: who-goes", "Bottles fly., then: ▸who-gos", "who-goes"),
    mistake("S301", "start: nine-line", "start: ▸nine-lines", "nine-line"),
    mistake("S301", "{label: Send them, then: return}", "{label: Send them, then: ▸the-report}"),
    mistake("S301", "then: relieved\n      fields", "then: ▸return\n      fields"),
    # S302: an unknown option
    mistake("S302", "by default: hold", "by default: ▸hodl", "hold"),
    mistake("S302", "by default: hold", "by default: [▸holt]", "hold"),
    # S303: an unknown inject
    mistake("S303", "{police: 9}", "{▸polise: 9}", "police"),
    # S304: an unknown act or event
    mistake("S304", "{talk: crowd}", "{▸tolk: crowd}", "talk"),
    mistake("S304", "acts: [wait]", "acts: [▸weit]", "wait"),
    mistake("S304", "{alert: crowd}", "{▸alart: crowd}", "alert"),
    mistake("S304", "{alert: crowd}", "{▸talk: crowd}"),
    mistake("S304", "ends with: [report]", "ends with:\n          - ▸reprot", "report"),
    mistake("S304", "events: [{casualty: thrower}]", "events: [▸casualties]", "casualty"),
    mistake("S304", "hands over: [report]", "hands over: [▸repart]", "report"),
    # S305: an unknown target
    mistake("S305", "{talk: crowd}", "{talk: ▸crwod}", "crowd"),
    mistake("S305", "{casualty: thrower}", "{casualty: ▸zebra}"),
    mistake("S305", "of: crowd", "of: ▸crowds", "crowd"),
    mistake("S305", "threat(thrower): false", "▸threat(throwers): false", "thrower"),
    mistake("S305", "{mood: calm}", "{▸threat(crowds): true}", "crowd"),
    # S306: an unknown variable or fact
    mistake("S306", "{mood: calm}", "{▸moot: calm}", "mood"),
    mistake("S306", "add: {tension: -1}", "add: {▸tensoin: -1}", "tension"),
    mistake("S306", "regime: peace", "▸regim: peace", "regime"),
    mistake("S306", "regime: war, tension", "▸regine: war, tension", "regime"),
    mistake("S306", "ledger gauges: [tension]", "ledger gauges: [▸tensions]", "tension"),
    mistake("S306", "{mood: calm}", "{▸Not a name: calm}"),
    # S307, S308: documents and parts
    mistake("S307", "documents: [sketch]", "documents: [▸skech]", "sketch"),
    mistake("S307", "text: The governor calls.", "text: He calls., documents: [▸letter]"),
    mistake("S308", "play: medevac", "play: ▸medevak", "medevac"),
    # S309: the mission area; S313: its cards
    mistake("S309", "mission area: testland", "mission area: ▸testlant", "testland"),
    mistake("S309", "mission area: testland", "mission area: ▸elsewhere"),
    mistake("S313", "card: roe", "card: ▸rue", "roe"),
    mistake("S313", "card: duf", "card: ▸dufs", "duf"),
    # S310, S311: a target too few or too many
    mistake("S310", "acts: [wait]", "acts: [▸detain]"),
    mistake("S310", "acts: [wait]", "acts: [{▸detain: }]"),
    mistake("S310", "{mood: calm}", "{▸threat: true}"),
    mistake("S311", "acts: [wait]", "acts: [{▸rest: crowd}]"),
    mistake("S311", "{mood: calm}", "{▸children.present(crowd): true}"),
    # S312: the ledger
    mistake("S312", "{women.hurt: 1}", "{▸women.hrt: 1}", "women.hurt"),
    mistake("S312", "{women.hurt: 1}", "{▸zebras: 1}"),
    # S318: groups
    mistake("S318", "{name: the crowd}", "{name: the crowd, of: ▸thrower}"),
    mistake("S318", "{name: the crowd}", "{name: the crowd, of: ▸crowd}"),
    # S319, S320: seats, and the objectives that an inject serves
    mistake(
        "S319",
        "ledger gauges",
        SEATS.replace("role: Advise.", "role: Advise., falls to: ▸hed") + "ledger gauges",
        "head",
    ),
    mistake("S319", "    text: Forty", "    decided by: ▸head\n    text: Forty"),
    mistake("S319", "    text: Forty", "    told to: {▸head: A secret.}\n    text: Forty"),
    mistake("S319", "text: The governor calls.", "text: The governor calls., sheet: {to: [▸head]}"),
    mistake("S320", "text: The governor calls.", "text: He calls., sheet: {objectives: [▸stay-clam]}", "stay-calm"),
]


@pytest.mark.parametrize("wrong", MISTAKES, ids=lambda wrong: f"{wrong.code} {next(iter(wrong.changes.values()))}")
def test_each_wrong_name_is_told_at_its_place(tmp_path: Path, wrong: Mistake) -> None:
    """A name that is not there has one problem, at the right line and column, with the name that is near."""
    assert told(tmp_path, wrong) == [expected(wrong)]


def test_a_wrong_name_in_a_condition_is_told_at_its_column(tmp_path: Path) -> None:
    """A condition's problem stands at the word, wherever the condition stands."""
    for old, new, near in [
        ("when: interpreter and", "when: ▸interpretr and", "interpreter"),
        ("{when: tension > 3", "{when: mood == ▸calm", None),
        ("if: tension > 1", "if: ▸tensn > 1", "tension"),
        ("{when: not interpreter", '{when: "not ▸interpeter"', "interpreter"),
    ]:
        text, line, column = place_in(changed(FILE, {old: new}))
        (found,) = problems_of(written(tmp_path, text))
        assert found.code in ("S402", "S405")
        assert (found.place.line, found.place.column, found.suggestion) == (line, column, near)


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        ("{report: 20}", "{▸reprt: 20}", "report"),
        ("{report: 20}", "{▸report: true}", None),
        ("{shots: true}", "{▸shots: 3}", None),
    ],
)
def test_s315_a_cards_value_is_one_that_rules_read(tmp_path: Path, old: str, new: str, near: str | None) -> None:
    """A card's value that no rule reads, or of another kind, is told at its place in the area's file."""
    text, line, column = place_in(changed(AREA, {old: new}))
    (found,) = problems_of(written(tmp_path, area=text))
    assert (found.code, found.place.file) == ("S315", str(tmp_path / "area.yaml"))
    assert (found.place.line, found.place.column, found.suggestion) == (line, column, near)


def test_s314_an_unknown_variant_is_told(tmp_path: Path) -> None:
    """A variant that the file does not have is refused, with the one that is near."""
    with pytest.raises(LoadError) as caught:
        loaded(written(tmp_path), variant="wars")
    (found,) = caught.value.problems
    assert (found.code, found.suggestion) == ("S314", "war")
    with pytest.raises(LoadError, match="S314"):
        load(written(tmp_path), VOCABULARY, problems=Problems(), variant="peace")


def test_a_mission_area_that_is_nowhere_is_told_at_its_name(tmp_path: Path) -> None:
    """Without an area beside the file, and with none of that name among the others, the name is what is wrong."""
    text, line, column = place_in(changed(FILE, {"mission area: testland": "mission area: ▸testlant"}))
    file = written(tmp_path, text, area=None)
    other = written(tmp_path / "other").parent / "area.yaml"
    (found,) = problems_of(file, areas={"testland": other})
    assert (found.code, found.place.line, found.place.column) == ("S309", line, column)
    assert found.suggestion == "testland"
    assert [p.code for p in problems_of(file)] == ["S309"]


# Names by themselves

WORDS = st.from_regex(r"[a-z][a-z0-9]{0,4}([.-][a-z0-9]{1,4}){0,2}", fullmatch=True)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)


@given(WORDS, st.none() | IDS)
def test_a_name_is_read_as_it_is_written(name: str, about: str | None) -> None:
    """`word` and `word(target)` are read and written alike."""
    assert parse_name(name_written(Name(name, about))) == Name(name, about)


@given(st.text("ab-. ()", max_size=8))
def test_what_is_no_name_is_none(text: str) -> None:
    """Only what can be written as a name is read as one."""
    found = parse_name(text)
    assert found is None or name_written(found) == text


GROUPS = st.dictionaries(st.sampled_from("abcdef"), st.none() | st.sampled_from("abcdef"), max_size=6)


@given(GROUPS)
def test_what_is_done_to_a_group_reaches_its_parts(groups: dict[str, str | None]) -> None:
    """A target reaches itself and whoever belongs to it, at any depth, also where groups go round in a circle."""
    who = {id: Target(of=of) for id, of in groups.items()}
    inside = {(id, id) for id in groups} | {(of, id) for id, of in groups.items() if of in groups}
    for _ in groups:
        inside |= {(a, d) for (a, b), (c, d) in itertools.product(inside, inside) if b == c}
    assert {(whole, part) for whole, parts in reach_of(who).items() for part in parts} == inside


@given(GROUPS)
def test_each_circle_of_groups_is_found_once(groups: dict[str, str | None]) -> None:
    """Following `of` from a target either ends, or comes to a circle, one target of which is told."""
    who = {id: Target(of=of) for id, of in groups.items()}
    told = circles(who)
    for id in groups:
        here: str | None = id
        passed: list[str] = []
        while here is not None and here in groups and here not in passed:
            passed.append(here)
            here = groups[here]
        circle = passed[passed.index(here) :] if here in passed else []
        assert len(set(circle) & set(told)) == bool(circle)
