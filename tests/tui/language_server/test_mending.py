"""What was probably meant, taken: the mark goes, whatever kind of name it was."""

from __future__ import annotations

import pytest
from pygls.workspace import PositionCodec

from tests.tui.language_server.editor import edited
from tests.tui.language_server.typing_at import TEXT
from tests.tui.playing import GATE
from tui.language_server.buffer import Buffer
from tui.language_server.mending import mendings
from tui.language_server.places import Places
from tui.language_server.problems import diagnostics, problems_of

MISSPELT = {
    "a key": ("        takes: 4\n", "        tkaes: 4\n"),
    "a key in braces": ("{id: warn-first, text", "{id: warn-first, txet"),
    "a choice": ("level: tactical", "level: tacticl"),
    "a scene": ("then: who-goes-where", "then: who-gos-where"),
    "a scene in quotation marks": ("then: who-goes-where", 'then: "who-gos-where"'),
    "the start": ("start: at-the-gate", "start: at-the-gaet"),
    "an act": ("acts: [{crowd.dialogue: crowd}]", "acts: [{crowd.dialoge: crowd}]"),
    "an act alone": ("acts: [flames.kit-forward]", "acts: [flames.kit-forwad]"),
    "an event": ("events: [{crowd.gathers: crowd, once: true}]", "events: [{crowd.gather: crowd, once: true}]"),
    "a target": ("acts: [{crowd.dialogue: crowd}]", "acts: [{crowd.dialogue: crwd}]"),
    "a target of a fact": ("threat.indicators(throwers): true", "threat.indicators(throwrs): true"),
    "a variable": ("set: {talked: true}", "set: {tlaked: true}"),
    "a variable in a condition": ("when: not talked", "when: tension > 1 and not tlaked"),
    "a fact": ("set: {children.present: true}", "set: {children.presnt: true}"),
    "a rule": ("rules: [T01]", "rules: [t01]"),
    "a document": ("documents: [sketch]", "documents: [sketsh]"),
    "an inject": ("schedule: {mother-comes: 2}", "schedule: {mother-come: 2}"),
    "a card": ("card: roe", "card: roee"),
    "the mission area": ("mission area: lowland", "mission area: lowlnd"),
    "a line of the ledger": ("ledger: {women.killed: 1}", "ledger: {women.kiled: 1}"),
    "a duty": ("hands over: [report]", "hands over: [reprt]"),
    "an option by default": ("by default: hold", "by default: hodl"),
}


@pytest.mark.parametrize("case", MISSPELT)
def test_what_was_meant_mends_it(case: str) -> None:
    """Taking what was meant changes the word, that word alone, and the file is right again."""
    instead, write = MISSPELT[case]
    text = TEXT.replace(instead, write, 1)
    buffer = Buffer(GATE, text)
    places = Places(text, PositionCodec())
    problems = [problem for problem in diagnostics(problems_of(buffer), buffer, places) if problem.data]
    action, *_ = mendings(buffer, places, "gate", problems)
    assert action.edit is not None
    assert action.edit.changes is not None
    assert problems_of(Buffer(GATE, edited(text, list(action.edit.changes["gate"])))) == ()
