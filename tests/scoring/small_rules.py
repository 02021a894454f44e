"""Small rules and traces for tests: a vocabulary of a few words, one rule, and a story told step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from scoring.automaton import Automaton
from scoring.rules import Rule
from scoring.trace import Entry, Trace
from scoring.verdicts import Finding
from simulator.checking import checked
from simulator.vocabulary import Vocabulary

WORDS: dict[str, Any] = {
    "acts": {
        **{word: {"means": "An act."} for word in ("warn", "talk", "wait", "aid", "leave", "report", "log")},
        **{word: {"means": "An act."} for word in ("force.push", "force.fire", "report.flash", "report.full")},
        "note": {"means": "An act about nobody.", "about": "none"},
    },
    "events": {
        **{word: {"means": "An event."} for word in ("alert", "alert.second", "attack", "calm", "exception.used")},
        "dusk": {"means": "An event about nobody.", "about": "none"},
    },
    "facts": {
        "children": {"means": "Children are here.", "flag": False},
        "night": {"means": "It is night.", "flag": False},
        "down": {"means": "The radio is down.", "flag": False},
        "known": {"means": "It was known all along.", "flag": True},
        "law": {"means": "Which law.", "one of": ["peace", "war"]},
        "threat": {"means": "A threat.", "flag": False, "about": "target"},
        "calmed": {"means": "They gave up.", "flag": False, "about": "target"},
    },
    "card": {
        "limit": {"means": "Time to report.", "minutes": 30, "basis": "exercise standard"},
        "strict": {"means": "A strict card.", "flag": False, "basis": "exercise standard"},
    },
    "families": {"harsh": ["force.fire", "attack"]},
}
VOCABULARY = checked(Vocabulary, WORDS)

GROUPS = {"front": "crowd", "thrower": "front", "child": "crowd"}
"""Part and whole: a crowd with a front and a child, a thrower in the front. The elder stands alone."""

REACH = {
    "crowd": ("crowd", "front", "thrower", "child"),
    "front": ("front", "thrower"),
    "thrower": ("thrower",),
    "child": ("child",),
    "elder": ("elder",),
}

HEAD = {"id": "T01", "title": "A rule", "area": "force", "rank": "law", "severity": "major", "provisions": ["bp.10"]}

Use = tuple[str, str | None]


def rule_of(*clauses: Mapping[str, Any], unless: Mapping[str, str] | None = None, **more: Any) -> Rule:
    """A rule with these clauses; `unless` gives exceptions by name, each with its condition."""
    excuses = [{"id": id, "if": text, "provisions": ["bp.10"]} for id, text in (unless or {}).items()]
    return checked(Rule, {**HEAD, "clauses": clauses, "unless": excuses, "why": "Because.", **more})


class Said(NamedTuple):
    """A finding in short: what tests mostly ask for."""

    verdict: str
    decision: int
    minute: int
    target: str | None = None


class Story:
    """Tells a trace: the clock, the facts that hold and the number of the decision are filled in.

    Acts are written `word` or `word@target`. A minute passes only where the story says so.
    """

    def __init__(self, starts: int = 0, card: Mapping[str, bool | int] | None = None, **facts: Any) -> None:
        self.starts, self.card = starts, card or {}
        self.minute = self.decision = 0
        self.held: dict[tuple[str, str | None], Any] = {}
        self.before = self.held
        self.entries: list[Entry] = []
        self.facts(**facts)

    def after(self, minutes: int) -> Story:
        """Some minutes later."""
        self.minute += minutes
        return self

    def facts(self, **facts: Any) -> Story:
        """Facts change together; `threat={"crowd": True}` is about a target."""
        held = dict(self.held)
        for name, value in facts.items():
            by_target = value if isinstance(value, dict) else {None: value}
            held |= {(name, about): value for about, value in by_target.items()}
        self.held = held
        return self._add("facts")

    def event(self, said: str) -> Story:
        """Something happens."""
        return self._add("event", *use(said))

    def offer(self, *options: str) -> Story:
        """The next decision is offered; acts of one option are joined by `+`."""
        offered = tuple(tuple(use(said) for said in option.split("+")) for option in options)
        self.entries.append(Entry("offer", self.minute, self.decision + 1, held=self.held, offered=offered))
        return self

    def answer(self, *acts: str, timeout: bool = False) -> Story:
        """The decision on offer is answered with these acts."""
        self.decision, self.before = self.decision + 1, self.held
        self._add("move", timeout=timeout)
        for said in acts:
            self._add("act", *use(said), timeout=timeout)
        return self

    def closing(self, said: str, *, timeout: bool = False) -> Story:
        """An *ends with* act of the last move, now."""
        self.entries.append(Entry("act", self.minute, self.decision, *use(said), self.before, timeout, closing=True))
        return self

    def do(self, *acts: str) -> Story:
        """A decision that offers just this, and is answered with it."""
        return self.offer("+".join(acts)).answer(*acts)

    def time_out(self, *acts: str) -> Story:
        """A decision whose time runs out; its default does this."""
        return self.offer("+".join(acts)).answer(*acts, timeout=True)

    def end(self, *hands_over: str, abandoned: bool = False) -> Story:
        """An ending, or the run is abandoned."""
        return self._add("end", hands_over=hands_over, abandoned=abandoned)

    @property
    def trace(self) -> Trace:
        """The trace told so far."""
        return Trace(tuple(self.entries), REACH, self.card, self.starts)

    def _add(self, kind: str, word: str = "", target: str | None = None, **marks: Any) -> Story:
        self.entries.append(Entry(kind, self.minute, self.decision, word, target, self.held, **marks))
        return self


def use(said: str) -> Use:
    """`force.fire@crowd` as a word and its target."""
    word, _, about = said.partition("@")
    return word, about or None


def findings(rule: Rule, story: Story) -> tuple[Finding, ...]:
    """What one rule finds in a story: permanent findings as they come, then open ones."""
    trace = story.trace
    automaton = Automaton(rule, VOCABULARY, trace.card, trace.reach, trace.starts)
    memory, found = automaton.start(), list[Finding]()
    for entry in trace.entries:
        memory, new = automaton.judge(memory, entry)
        found += new
    return (*found, *automaton.open_findings(memory))


def found(rule: Rule, story: Story) -> list[Said]:
    """The same in short."""
    return [Said(f.verdict.value, f.decision, f.minute, f.target) for f in findings(rule, story)]


def verdicts(rule: Rule, story: Story) -> list[str]:
    """Only the verdicts."""
    return [finding.verdict.value for finding in findings(rule, story)]


def verdicts_by_target(rule: Rule, story: Story) -> dict[str | None, list[str]]:
    """The verdicts for each target that a finding names."""
    return _grouped((finding.target, finding.verdict.value) for finding in findings(rule, story))


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> dict[str | None, list[str]]:
    grouped: dict[str | None, list[str]] = {}
    for target, verdict in pairs:
        grouped.setdefault(target, []).append(verdict)
    return grouped
