"""The examples that stand beside a rule: small traces that must come out with the verdict they are listed under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scoring.automaton import Automaton
from scoring.rules import Rule, RuleBook
from scoring.trace import Entry, Facts, Trace
from scoring.verdicts import Finding, Verdict
from simulator.names import parse_name
from simulator.problems import SimulatorError
from simulator.state import Value
from simulator.vocabulary import Vocabulary

Acts = tuple[tuple[str, str | None], ...]


class BadExample(SimulatorError):
    """An example says something that docs/rules.md does not list."""


class Disagreement(NamedTuple):
    """An example that comes out otherwise than it says."""

    rule: str
    name: str
    expected: str
    found: str


def check_examples(book: RuleBook) -> list[Disagreement]:
    """Every example of every rule that does not come out as listed."""
    return [found for rule in book.rules for found in check_rule_examples(rule, book.vocabulary)]


def check_rule_examples(rule: Rule, vocabulary: Vocabulary) -> Iterator[Disagreement]:
    """The examples of one rule that do not come out as listed; those named for an exception must use it."""
    verdicts = {verdict.value for verdict in Verdict}
    for name, items in rule.examples.items():
        try:
            trace = trace_of_example(items, vocabulary)
        except BadExample as error:
            yield Disagreement(rule.id, name, name, str(error))
            continue
        verdict, findings = evaluated(rule, trace, vocabulary)
        used = {finding.exception for finding in findings if finding.verdict is Verdict.EXCEPTION}
        expected = name if name in verdicts else Verdict.EXCEPTION.value
        if verdict.value != expected or (name not in verdicts and name not in used):
            yield Disagreement(rule.id, name, expected, verdict.value)


def evaluated(rule: Rule, trace: Trace, vocabulary: Vocabulary) -> tuple[Verdict, tuple[Finding, ...]]:
    """The verdict of one rule over a trace, and its findings."""
    automaton = Automaton(rule, vocabulary, trace.card, trace.reach, trace.starts)
    memory, found = automaton.start(), list[Finding]()
    for entry in trace.entries:
        memory, new = automaton.judge(memory, entry)
        found += new
    return automaton.verdict(memory), tuple(found)


def trace_of_example(items: Sequence[Any], vocabulary: Vocabulary) -> Trace:
    """The trace that the items of an example describe. Raises BadExample."""
    teller = _Teller(vocabulary)
    for item in items:
        teller.tell(item)
    teller.finish()
    targets = dict.fromkeys(
        [*teller.groups, *teller.groups.values(), *(e.target for e in teller.entries if e.target), *teller.named]
    )
    reach = {target: (target, *_parts(target, teller.groups)) for target in targets}
    return Trace(tuple(teller.entries), reach, teller.card, 0)


def _parts(target: str, groups: Mapping[str, str]) -> Iterator[str]:
    for part, whole in groups.items():
        if whole == target:
            yield part
            yield from _parts(part, groups)


class _Teller:
    """Tells an example item by item; each small step is an entry or a few."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.entries = [Entry("facts", 0, 0)]
        self.held: Facts = {}
        self.before: Facts = {}
        self.card: dict[str, bool | int] = {}
        self.groups: dict[str, str] = {}
        self.named: list[str] = []
        self.offered: list[Acts] = []
        self.minute = 0
        self.decision = 0
        self.ended = False

    def tell(self, item: Any) -> None:
        if isinstance(item, str):
            self.word(item, None)
            return
        if not isinstance(item, dict) or not item:
            raise BadExample(f"{item!r} is no item")
        key, value = next(iter(item.items()))
        special = _SPECIAL.get(key)
        if special is not None:
            special(self, value)
        elif len(item) == 1 and (value is None or isinstance(value, str)):
            self.word(key, value)
        else:
            raise BadExample(f"'{key}' is no word, and nothing that an example may say")

    def word(self, word: str, about: str | None) -> None:
        if word in self.vocabulary.acts:
            self.move(((word, about),))
        elif word in self.vocabulary.events:
            self.minute += 1
            self.entries.append(Entry("event", self.minute, self.decision, word, about, self.held))
        else:
            raise BadExample(f"the vocabulary has no '{word}'")

    def move(self, acts: Acts, *, timeout: bool = False, own: bool = True) -> None:
        """A decision is offered one minute on, and answered with these acts."""
        self.minute += 1
        self.decision += 1
        offered = (*self.offered, *((acts,) if own else ()))
        self.offered, self.before = [], self.held
        at = (self.minute, self.decision)
        self.entries.append(Entry("offer", *at, held=self.held, offered=offered))
        self.entries.append(Entry("move", *at, held=self.held, timeout=timeout))
        for word, about in acts:
            self.entries.append(Entry("act", *at, word, about, self.held, timeout=timeout))

    def facts(self, changed: Mapping[str, Value]) -> None:
        held = dict(self.held)
        for text, value in changed.items():
            name = parse_name(text)
            if name is None or name.name not in self.vocabulary.facts:
                raise BadExample(f"the vocabulary has no fact '{text}'")
            held[(name.name, name.about)] = value
            for part in _parts(name.about or "", self.groups):
                held[(name.name, part)] = value
            self.named += [name.about] if name.about else []
        self.held = held
        self.entries.append(Entry("facts", self.minute, self.decision, held=held))

    def offer(self, words: Any) -> None:
        self.offered += [(_use(word),) for word in words]
        self.named += [about for acts in self.offered for _, about in acts if about]

    def together(self, items: Any) -> None:
        self.move(tuple(_use(item) for item in items))

    def closing(self, item: Any) -> None:
        word, about = _use(item)
        self.entries.append(Entry("act", self.minute, self.decision, word, about, self.before, closing=True))

    def timeout(self, item: Any) -> None:
        self.move((_use(item),), timeout=True)

    def decide(self, words: Any) -> None:
        self.offer(words)
        self.move((("wait", None),), own=False)

    def pass_minutes(self, minutes: Any) -> None:
        self.minute += int(minutes)

    def set_card(self, values: Any) -> None:
        self.card.update(values)

    def set_groups(self, groups: Any) -> None:
        self.groups.update(groups)

    def hand_over(self, words: Any) -> None:
        self.end(hands_over=tuple(words))

    def abandon(self, _: Any) -> None:
        self.end(abandoned=True)

    def end(self, *, hands_over: tuple[str, ...] = (), abandoned: bool = False) -> None:
        self.ended = True
        end = Entry("end", self.minute, self.decision, held=self.held, hands_over=hands_over, abandoned=abandoned)
        self.entries.append(end)

    def finish(self) -> None:
        if not self.ended:
            self.end()


def _use(item: Any) -> tuple[str, str | None]:
    if isinstance(item, str):
        return item, None
    if isinstance(item, dict) and len(item) == 1:
        word, about = next(iter(item.items()))
        return word, about
    raise BadExample(f"{item!r} is no act")


_SPECIAL: Mapping[str, Any] = {
    "fact": _Teller.facts,
    "offered": _Teller.offer,
    "together": _Teller.together,
    "closing": _Teller.closing,
    "timeout": _Teller.timeout,
    "minutes": _Teller.pass_minutes,
    "decision": _Teller.decide,
    "card": _Teller.set_card,
    "groups": _Teller.set_groups,
    "hands over": _Teller.hand_over,
    "abandoned": _Teller.abandon,
}
