"""What could come next: at every place what fits there, also in a file that is half written."""

from __future__ import annotations

import pytest

from tests.tui.language_server.typing_at import TEXT, accepted, offered, places, typed
from tui.language_server.completion import complete
from tui.policy import rulebook, vocabulary

SCENES = {"at-the-gate", "who-goes-where", "stones", "the-report", "the-end-of-it", "gate-open", "relieved"}

SEATS = """seats:
  head: {title: Head of Mission, post: head of mission, role: You decide.}
  legal: {title: Legal, post: legal, role: You advise., %s}
start: at-the-gate
"""

FITS = {
    "a scene after then": ("then: who-goes-where", "then: who¦", SCENES),
    "a scene where nothing stands yet": ("then: who-goes-where", "then: ¦", SCENES),
    "a scene in a list of cases": ("then: who-goes-where", "then: [{when: talked, to: ¦", SCENES),
    "a scene at the start": ("start: at-the-gate", "start: ¦", SCENES),
    "a scene at the horizon": ("at the horizon: relieved", "at the horizon: ¦", SCENES),
    "a rule": ("rules: [T01]", "rules: [T¦]", {"T01", "T21", "T33"}),
    "an act": ("acts: [{crowd.dialogue: crowd}]", "acts: [{¦}]", {"force.warn", "crowd.dialogue"}),
    "an act in an open bracket": ("acts: [{crowd.dialogue: crowd}]", "acts: [{cro¦", {"crowd.dialogue"}),
    "an act behind a dash": ("acts: [{crowd.dialogue: crowd}]", "acts:\n          - ¦", {"crowd.dialogue", "wait"}),
    "an event": ("events: [{crowd.gathers: crowd, once: true}]", "events: [{¦}]", {"crowd.gathers", "poc.alert"}),
    "a target": ("{crowd.dialogue: crowd}", "{crowd.dialogue: ¦}", {"crowd", "throwers", "children"}),
    "a variable in a condition": ("when: not talked", "when: not ta¦", {"talked", "tension", "water"}),
    "a fact in a condition": ("when: not talked", "when: tension > 3 and ¦", {"children.present", "regime"}),
    "a fact about a target": ("when: not talked", "when: threat.indicators(¦", {"threat.indicators(throwers)"}),
    "a value after a comparison": ("when: not talked", "when: regime == ¦", {"law enforcement"}),
    "a name that is set": ("set: {talked: true}", "set: {¦}", {"talked", "threat.indicators(crowd)"}),
    "a flag's value": ("set: {talked: true}", "set: {talked: ¦}", {"true", "false"}),
    "a fact's value": ("set: {talked: true}", "set: {regime: ¦}", {"law enforcement"}),
    "a level": ("level: tactical", "level: ¦", {"tactical", "operational", "leadership"}),
    "a card": ("card: roe", "card: ¦", {"roe", "duf"}),
    "the mission area beside the file": ("mission area: lowland", "mission area: ¦", {"lowland"}),
    "an option by default": ("by default: hold", "by default: ¦", {"back", "gas", "hold"}),
    "an inject on call": ("schedule: {mother-comes: 2}", "schedule: {¦}", {"mother-comes"}),
    "a line of the ledger": ("ledger: {women.killed: 1}", "ledger: {¦}", {"women.killed", "girls.hurt"}),
    "a duty": ("hands over: [report]", "hands over: [¦]", {"report", "report.flash"}),
    "a document": ("documents: [sketch]", "documents: [¦]", {"sketch", "letter"}),
    "a seat": ("start: at-the-gate\n", SEATS % "falls to: ¦", {"head", "legal"}),
    "a post": ("start: at-the-gate\n", SEATS % "post: ¦", {"head of mission", "chief of staff"}),
    "a group": ("of: crowd", "of: ¦", {"crowd", "children"}),
    "keys of an option": ("        takes: 4\n", "        ta¦\n", {"takes", "ends with", "pulls apart"}),
    "keys of a scene": ("    decide within: 30 s\n", "    ¦\n", {"also", "decide within", "reflect"}),
    "keys of the head": ("start: at-the-gate\n", "¦\n", {"start", "parts", "properties"}),
    "keys of an inject": ("{when: tension >= 5, text", "{¦ text", {"at", "on call", "by hand"}),
}  # fmt: skip


@pytest.mark.parametrize("case", FITS)
def test_what_fits_is_offered(case: str) -> None:
    """At each place there is what may stand there."""
    instead, write, wanted = FITS[case]
    assert wanted <= offered(instead, write).keys()


def test_only_what_fits_is_offered() -> None:
    """A way on leads to scenes alone, a number is added to numbers alone, and one inject is on call."""
    assert offered("then: who-goes-where", "then: ¦").keys() == SCENES
    assert offered("add: {tension: -1}", "add: {¦}").keys() == {"tension"}
    assert offered("schedule: {mother-comes: 2}", "schedule: {¦}").keys() == {"mother-comes"}
    assert offered("rules: [T01]", "rules: [¦]").keys() == {rule.id for rule in rulebook().rules}


def test_keys_that_are_there_are_not_offered_again() -> None:
    """No key may stand twice, so none is offered twice."""
    keys = offered("        takes: 4\n", "        ¦\n")
    assert "takes" in keys
    assert not {"label", "acts", "then", "when"} & keys.keys()


@pytest.mark.parametrize(
    "place", [("      Forty people", "      Forty ¦"), ("label: Walk", "label: Wa¦"), ("start: at", "# start: ¦")]
)
def test_texts_are_left_alone(place: tuple[str, str]) -> None:
    """Nothing is offered within what people read, nor in a comment."""
    assert offered(*place) == {}


def test_words_come_with_their_meaning() -> None:
    """An act, a fact and a rule say what they are before one takes them."""
    assert (
        offered("{crowd.dialogue: crowd}", "{¦}")["crowd.dialogue"].documentation
        == vocabulary().acts["crowd.dialogue"].means
    )
    assert (
        offered("when: not talked", "when: ¦")["children.present"].documentation
        == vocabulary().facts["children.present"].means
    )
    assert offered("rules: [T01]", "rules: [¦]")["T01"].detail == rulebook().rule("T01").title
    assert offered("then: who-goes-where", "then: ¦")["stones"].detail == "Stones"
    assert (
        offered("        takes: 4\n", "        ¦\n")["chance"].documentation
        == "One outcome of chance, with its integer weight."
    )


@pytest.mark.parametrize(
    ("instead", "write", "label", "line"),
    [
        ("then: who-goes-where", "then: st¦", "stones", "then: stones"),
        ("then: who-goes-where", "then:¦", "stones", "then: stones"),
        ("then: who-goes-where", "then: who¦-goes-where", "stones", "then: stones"),
        ("        takes: 4\n", "        ta¦\n", "takes", "takes:"),
        ("        takes: 4\n", "        ta¦: 4\n", "takes", "takes: 4"),
        ("when: not talked", "when: tension > 3 and not ta¦", "talked", "when: tension > 3 and not talked"),
        ("when: not talked", "when: threat.ind¦", "threat.indicators(crowd)", "when: threat.indicators(crowd)"),
        ("when: not talked", 'when: regime == "¦"', "law enforcement", 'when: regime == "law enforcement"'),
        ("when: not talked", "when: regime == law¦", "law enforcement", 'when: regime == "law enforcement"'),
        ("set: {talked: true}", "set: {ta¦}", "talked", "set: {talked: }"),
        ("acts: [{crowd.dialogue: crowd}]", "acts: [¦]", "crowd.dialogue", "acts: [{crowd.dialogue: }]"),
        ("acts: [{crowd.dialogue: crowd}]", "acts:\n          - ¦", "crowd.dialogue", "- crowd.dialogue:"),
        ("acts: [{crowd.dialogue: crowd}]", "acts:\n          - ¦", "wait", "- wait:"),
        ("acts: [{crowd.dialogue: crowd}]", "acts:\n          - ¦", "roe.check", "- roe.check"),
    ],
)  # fmt: skip
def test_what_is_taken_stands_as_it_should(instead: str, write: str, label: str, line: str) -> None:
    """Taking an entry writes it whole, over what was begun, and nothing twice."""
    assert accepted(instead, write, label) == line


def test_it_works_in_every_broken_place() -> None:
    """Cut off anywhere before its end, the gate's scenes complete in the last line."""
    for line in range(0, TEXT.count("\n"), 7):
        cut = "\n".join(TEXT.split("\n")[:line])
        buffer, offset = typed("format: 1", cut + "\nstart: ¦", "format: 1")
        names = {item.label for item in complete(buffer, places(buffer), offset)}
        assert names == {id for id in SCENES if f"\n  {id}:\n" in cut + "\n"}
