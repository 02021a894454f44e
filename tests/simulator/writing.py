"""A scenario file with a little of everything, written out, and mistakes made in it: where they are, what is said.

A mistake replaces pieces of the file. In what it puts there, `▸` stands before the place that should be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from simulator.checking import checked
from simulator.loading import load
from simulator.problems import LoadError, Problem, Problems
from simulator.scenario import Scenario
from simulator.vocabulary import Vocabulary
from tests.small import WORDS

HERE = "▸"

VOCABULARY = checked(
    Vocabulary,
    {
        **WORDS,
        "acts": {
            **WORDS["acts"],
            "detain": {"means": "It is done to somebody.", "about": "required"},
            "rest": {"means": "It is done to nobody.", "about": "none"},
        },
    },
)

AREA = """\
format: 1
id: testland
title: Testland
mission: {name: Mission in Testland, short: MIT}
summary: A place for tests.
mandate: To be tested.
map: A road and a gate.
cards:
  roe: {title: ROE, kind: ROE, components: [military], fictional: true, text: Be careful., values: {report: 20}}
  duf: {title: DUF, kind: DUF, components: [police], fictional: true, text: Be calm., values: {shots: true}}
"""

FILE = """\
format: 1
id: gate
title: The gate
summary: Women sit before a gate.
level: tactical
themes: [crowds]
role: Platoon commander
component: military
mission area: testland
card: roe
play minutes: 10
starts: "06:30"
horizon: 90
at the horizon: relieved
who:
  crowd: {name: the crowd}
  thrower: {name: the thrower, of: crowd}
objectives:
  - {id: stay-calm, text: Keep calm., rules: [T01]}
briefing:
  situation: Women sit on the road.
  mission: Protect them.
  execution: Talk first.
  support: One medic.
  command: Company net.
documents:
  sketch: {title: Sketch, kind: map, text: A road and a gate.}
state:
  tension: {gauge: [0, 5], start: 2}
  hands: {range: [0, 30], start: 26}
  interpreter: {flag: true}
  mood: {one of: [calm, angry], start: calm}
facts:
  regime: peace
  threat(thrower): false
ledger gauges: [tension]
start: at-the-gate
scenes:
  at-the-gate:
    title: At the gate
    text: Forty women sit on the road.
    also:
      - {when: not interpreter, text: Nobody here speaks the language.}
    events: [{alert: crowd}]
    documents: [sketch]
    decide within: 60 s
    by default: hold
    options:
      speak:
        label: Speak with them
        when: interpreter and tension < 5
        acts: [{talk: crowd}]
        set: {mood: calm}
        add: {tension: -1}
        schedule: {police: 9}
        then: [{when: tension > 3, to: who-goes}, {to: the-report}]
      hold:
        label: Hold
        acts: [wait]
        ends with: [report]
        ledger: {women.hurt: 1}
        chance:
          - {weight: 2, then: who-goes, add: {tension: 1}}
          - {weight: 1, then: relieved}
      call-help:
        label: Call for help
        play: medevac
        then: the-report
  who-goes:
    title: Who goes
    text: You have three people.
    select:
      budget: 3
      unit: people
      then: the-report
      options:
        medic: {label: The medic, costs: 2, acts: [{aid: crowd}], set: {interpreter: true}}
        deputy: {label: Your deputy, costs: 1}
        guard: {label: A guard, costs: 1, add: {hands: -1}}
  the-report:
    title: The report
    text: Company wants a report.
    form:
      title: Report
      then: relieved
      fields:
        hurt:
          label: Who is hurt
          options:
            nobody: {label: Nobody}
            one-woman: {label: One woman, acts: [{report: crowd}]}
        next:
          label: What next
          options:
            stay: {label: Stay}
            leave: {label: Leave}
        remarks: {label: Remarks, free text: true}
  relieved:
    title: Relieved
    text: It is over.
    ending: {title: The road is open, hands over: [report]}
injects:
  radio: {at: 12, if: tension > 1, text: A voice on the radio., events: [{casualty: thrower}]}
  police: {on call: true, text: The police arrive.}
  boils-over: {when: tension >= 5, text: Bottles fly., then: who-goes}
  governor: {by hand: {from: 10, to: 60}, text: The governor calls.}
parts:
  medevac:
    start: nine-line
    scenes:
      nine-line:
        title: The nine lines
        text: You call the helicopter.
        options:
          send: {label: Send them, then: return}
variants:
  war: {title: At war, set: {regime: war, tension: 4}, card: duf}
"""


class Mistake(NamedTuple):
    """What is written instead of what, the code that it has, and the name that was probably meant."""

    code: str
    changes: Mapping[str, str]
    near: str | None = None


def mistake(code: str, old: str, new: str, near: str | None = None, **more: str) -> Mistake:
    """A mistake made by replacing one piece of the file; `more` replaces others."""
    return Mistake(code, {old: new, **more}, near)


def changed(text: str, changes: Mapping[str, str]) -> str:
    """The text with pieces replaced, the first of each kind; each must be there."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def place_in(text: str) -> tuple[str, int, int]:
    """The text without its mark, and the line and column where the mark stood."""
    assert text.count(HERE) == 1, text
    before = text[: text.index(HERE)]
    return text.replace(HERE, ""), before.count("\n") + 1, len(before) - before.rfind("\n")


def written(folder: Path, text: str = FILE, *, area: str | None = AREA, name: str = "gate.yaml") -> Path:
    """The scenario's file in a folder, with a mission area beside it."""
    folder.mkdir(exist_ok=True)
    if area is not None:
        (folder / "area.yaml").write_text(area)
    (folder / name).write_text(text)
    return folder / name


def loaded(file: Path, *, variant: str | None = None, areas: Mapping[str, Path] | None = None) -> Scenario:
    """The scenario of a file, loaded without a collector."""
    return load(file, VOCABULARY, variant=variant, areas=areas)


def problems_of(file: Path, *, areas: Mapping[str, Path] | None = None) -> list[Problem]:
    """All problems of a file, as they are told; none where it was loaded."""
    try:
        load(file, VOCABULARY, problems=Problems(), areas=areas)
    except LoadError as error:
        return list(error.problems)
    return []


Told = tuple[str, str, int | None, int | None, str | None]
"""What is told of a problem: code, file, line, column, and the name that was probably meant."""


def told(folder: Path, wrong: Mistake) -> list[Told]:
    """What is told of the file with this mistake in it."""
    text, _, _ = place_in(changed(FILE, wrong.changes))
    found = problems_of(written(folder, text))
    return [(p.code, Path(p.place.file).name, p.place.line, p.place.column, p.suggestion) for p in found]


def expected(wrong: Mistake) -> Told:
    """What should be told of this mistake."""
    _, line, column = place_in(changed(FILE, wrong.changes))
    return wrong.code, "gate.yaml", line, column, wrong.near
