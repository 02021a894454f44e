"""What a file means: each thing that is well written and cannot be has its code and its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulator.writing import FILE, Mistake, changed, expected, mistake, problems_of, told, written

FIELD = """\
        f{n}:
          label: Field {n}
          options: {{f{n}a: {{label: A}}, f{n}b: {{label: B}}, f{n}c: {{label: C}}, f{n}d: {{label: D}}}}
"""
FIELDS = "".join(FIELD.format(n=n) for n in range(5))
ENDING = "{title: Back, text: It is over., ending: {title: Back}}"
SPEAK_THEN = "then: [{when: tension > 3, to: who-goes}, {to: the-report}]"
TENSION = "tension: {gauge: [0, 5], start: 2}"
MOOD = "mood: {one of: [calm, angry], start: calm}"
TIMED = "    decide within: 60 s\n    by default: "

MISTAKES = [
    # S501: one variable changed twice
    mistake("S501", "set: {mood: calm}", "set: {tension: 3}", **{"add: {tension: -1}": "add: {▸tension: -1}"}),
    mistake("S501", "set: {mood: calm}", "set: {threat(crowd): true, ▸threat(thrower): false}"),
    mistake("S501", "threat(thrower): false", "threat(crowd): true\n  ▸threat(thrower): false"),
    mistake("S501", "ledger: {women.hurt: 1}", "set: {tension: 1}", **{"add: {tension: 1}": "add: {▸tension: 1}"}),
    # S502: a value that the variable cannot have
    mistake("S502", "set: {mood: calm}", "set: {mood: ▸clam}", "calm"),
    mistake("S502", "set: {mood: calm}", "set: {hands: ▸31}"),
    mistake("S502", "set: {mood: calm}", "set: {hands: ▸many}"),
    mistake("S502", "set: {interpreter: true}", "set: {interpreter: ▸1}"),
    mistake("S502", "add: {tension: -1}", "add: {interpreter: ▸1}"),
    mistake("S502", "regime: peace", "regime: ▸truce"),
    mistake("S502", "regime: war, tension: 4", "regime: war, tension: ▸6"),
    # S503, S504: variables
    mistake("S503", TENSION, "▸tension: {gauge: [0, 5], start: 7}"),
    mistake("S503", TENSION, "▸tension: {gauge: [0, 5]}"),
    mistake("S503", TENSION, "▸tension: {gauge: [5, 0], start: 2}"),
    mistake("S503", TENSION, "▸tension: {gauge: [0, 5], start: two}"),
    mistake("S503", TENSION, f"{TENSION}\n  ▸more: {{title: More}}"),
    mistake("S503", MOOD, "▸mood: {one of: [calm, angry], start: clam}"),
    mistake("S503", "interpreter: {flag: true}", "▸interpreter: {flag: true, start: 1}"),
    mistake("S503", "interpreter: {flag: true}", "▸interpreter: {flag: true, one of: [a, b]}"),
    mistake("S504", TENSION, f"{TENSION}\n  ▸threat: {{flag: true}}"),
    # S505 to S509: ways to answer
    mistake("S505", "  relieved:\n", "  ▸relieved:\n    options: {stay: {label: Stay, then: relieved}}\n"),
    mistake("S506", "  relieved:\n", "  ▸quiet: {title: Quiet, text: It is quiet.}\n  relieved:\n"),
    mistake("S506", "  relieved:\n", "  ▸quiet: {title: Quiet, text: It is quiet., options: {}}\n  relieved:\n"),
    mistake("S507", "remarks: {label: Remarks, free text: true}", "▸remarks: {label: Remarks}"),
    mistake("S507", "        next:\n", "        ▸next:\n          free text: true\n"),
    mistake("S508", "stay: {label: Stay}", "▸nobody: {label: Stay}"),
    mistake("S509", "deputy: {label: Your deputy", "▸deputy: {set: {interpreter: false}, label: Your deputy"),
    mistake("S509", "Your deputy", '"Your deputy", set: {hands: 3}', **{"guard: {label": "▸guard: {label"}),
    mistake("S509", "Nobody}", "Nobody, set: {mood: calm}}", **{"leave: {": "▸leave: {set: {mood: angry}, "}),
    # S510 to S514: where it leads
    mistake("S510", "      unit: people\n      then: the-report\n", "      unit: people\n", **{"    sel": "    ▸sel"}),
    mistake("S510", "play: medevac\n        then: the-report", "takes: 2", **{"      call-help": "      ▸call-help"}),
    mistake("S510", "{weight: 1, then: relieved}", "{weight: 1}", **{"      hold": "      ▸hold"}),
    mistake("S511", "{police: 9}", "{▸radio: 9}"),
    mistake("S512", "{police: 9}", "{police: ▸0}"),
    mistake("S513", "play: medevac\n        then: the-report", "play: ▸medevac"),
    mistake("S514", SPEAK_THEN, "▸then: [{to: who-goes}, {to: relieved}]"),
    mistake("S514", SPEAK_THEN, "▸then: [{when: tension > 3, to: relieved}]"),
    mistake("S514", SPEAK_THEN, "▸then: [{to: relieved}, {when: tension > 3, to: relieved}]"),
    # S515 to S517: times and triggers
    mistake("S515", "    by default: hold\n", "", **{"    decide within": "    ▸decide within"}),
    mistake("S515", "    decide within: 60 s\n", "", **{"    by default": "    ▸by default"}),
    mistake("S516", "radio: {at: 12,", "▸radio: {at: 12, on call: true,"),
    mistake("S516", "boils-over: {when: tension >= 5, ", "▸boils-over: {"),
    mistake("S517", "boils-over: {", "boils-over: {▸if: interpreter, "),
    mistake("S517", "text: The governor calls.", "▸if: interpreter, text: The governor calls."),
    # S520 to S522: the horizon and defaults
    mistake("S520", "at the horizon: relieved", "at the horizon: ▸who-goes"),
    mistake("S521", "by default: hold", "by default: ▸speak"),
    mistake("S522", "by default: hold", "by default: ▸[hold, call-help]"),
    mistake("S522", "    select:\n", f"{TIMED}▸[medic, deputy, guard]\n    select:\n"),
    mistake("S522", "    select:\n", f"{TIMED}▸[deputy, medic]\n    select:\n"),
    mistake("S522", "    form:\n", f"{TIMED}▸nobody\n    form:\n"),
    # S524 to S528
    mistake("S524", "id: gate", "id: ▸gates"),
    mistake("S525", "        remarks:", f"{FIELDS}        remarks:", **{"  the-report:": "  ▸the-report:"}),
    mistake("S526", "  relieved:\n", f"  ▸return: {ENDING}\n  relieved:\n"),
    mistake("S526", "      nine-line:\n", f"      ▸return: {ENDING}\n      nine-line:\n"),
    mistake("S527", "      budget: 3\n", "      budget: 3\n      at least: 4\n", **{"  who-goes:": "  ▸who-goes:"}),
    mistake("S528", "ledger gauges: [tension]", "ledger gauges: [▸mood]"),
    # S535, S536: seats and criteria
    mistake("S535", "ledger gauges", "seats:\n  ▸control: {title: C, post: observer, role: Watch.}\nledger gauges"),
    mistake("S536", "rules: [T01]}", "rules: [T01], criteria: [{id: a, text: A}, {id: ▸a, text: B}]}"),
]


@pytest.mark.parametrize("wrong", MISTAKES, ids=lambda wrong: f"{wrong.code} {next(iter(wrong.changes.values()))}")
def test_each_thing_that_cannot_be_is_told_at_its_place(tmp_path: Path, wrong: Mistake) -> None:
    """What cannot be has one problem, at the right line and column."""
    assert told(tmp_path, wrong) == [expected(wrong)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({TENSION: "tension: {gauge: [0, 5], start: 7}"}, "its start is outside 0 to 5"),
        ({TENSION: "tension: {gauge: [5, 0], start: 2}"}, "its range starts at 5 and ends at 0"),
        ({TENSION: "tension: {gauge: [0, 5], start: two}"}, "its start is not a number"),
        ({TENSION: "tension: {gauge: [0, 5]}"}, "it has no start"),
        ({MOOD: "mood: {one of: [calm, angry], start: clam}"}, "its start is none of its values"),
        ({"{flag: true}": "{flag: true, start: 1}"}, "the value of a flag is its start"),
        ({"{flag: true}": "{flag: true, gauge: [0, 1]}"}, "it has exactly one of gauge, range, flag and one of"),
        ({"set: {mood: calm}": "set: {tension: true}"}, "'tension' cannot be given the value 'true'."),
        ({"        remarks:": f"{FIELDS}        remarks:"}, "The scene 'the-report' can be answered in 4096 ways"),
        ({"Your deputy": "Your deputy, set: {interpreter: false}"}, "'medic' and 'deputy' can be chosen together"),
    ],
)
def test_the_sentence_says_why(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    """The sentence names what does not go together."""
    (found,) = problems_of(written(tmp_path, changed(FILE, changes)))
    assert said in found.message


def test_a_variable_that_is_not_declared_well_is_told_once(tmp_path: Path) -> None:
    """Where a variable has a flaw, the conditions and effects that use it are not blamed."""
    for old, new in [
        (TENSION, "tension: {gauge: [0, 5], start: 7}"),
        (TENSION, "tension: {gauge: [0, 5], start: two}"),
        (MOOD, "mood: {one of: [calm, angry]}"),
    ]:
        assert [p.code for p in problems_of(written(tmp_path, changed(FILE, {old: new})))] == ["S503"]
