"""The examples that stand beside a rule: small traces that must come out with the verdict they are listed under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scoring.automaton import Automaton
from scoring.rules import Rule, RuleBook
from scoring.trace import Entry, Facts, Trace
from scoring.verdicts import Finding, Verdict
from simulator.expressions import Name
from simulator.names import parse_name
from simulator.problems import Problems, SimulatorError
from simulator.source import Source
from simulator.state import Value
from simulator.vocabulary import Vocabulary

Acts = tuple[tuple[str, str | None], ...]


class BadExample(SimulatorError):
    """An example says something that docs/rules.md does not list."""


class Disagreement(NamedTuple):
    """An example that comes out otherwise than it says, or (then `found` says why) cannot be read."""

    rule: str
    name: str
    expected: str
    found: str
    unreadable: bool = False


def check_examples(book: RuleBook) -> list[Disagreement]:
    """Every example of every rule that does not come out as listed."""
    return [found for rule in book.rules for found in check_rule_examples(rule, book.vocabulary)]


def check_rule_examples(rule: Rule, vocabulary: Vocabulary) -> Iterator[Disagreement]:
    """The examples of one rule that do not come out as listed; those named for an exception must use it."""
    verdicts = {verdict.value for verdict in Verdict}
    for name, items in rule.examples.items():
        expected = name if name in verdicts else Verdict.EXCEPTION.value
        try:
            if name not in verdicts and name not in {exception.id for exception in rule.unless}:
                raise BadExample(f"'{name}' is neither a verdict nor an exception of the rule")
            trace = trace_of_example(items, vocabulary)
        except BadExample as error:
            yield Disagreement(rule.id, name, expected, str(error), unreadable=True)
            continue
        verdict, findings = evaluated(rule, trace, vocabulary)
        used = {finding.exception for finding in findings if finding.verdict is Verdict.EXCEPTION}
        if verdict.value != expected or (name not in verdicts and name not in used):
            yield Disagreement(rule.id, name, expected, verdict.value)


def report_examples(rule: Rule, index: int, source: Source, vocabulary: Vocabulary, problems: Problems) -> None:
    """Report the examples of a rule, which stands at `index` in its file, that do not come out as listed."""
    for wrong in check_rule_examples(rule, vocabulary):
        place = source.key_place((index, "examples", wrong.name))
        if wrong.unreadable:
            problems.add("R110", place, why=wrong.found)
        else:
            problems.add("R111", place, name=wrong.name, found=wrong.found)


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
        self.timed_out = False
        self.ended = False

    def tell(self, item: Any) -> None:
        if self.ended:
            raise BadExample("nothing follows the ending")
        if isinstance(item, str):
            self.word(item, None)
            return
        if not isinstance(item, dict) or len(item) != 1:
            raise BadExample(f"{item!r} is no item")
        key, value = next(iter(item.items()))
        if key in _SPECIAL:
            takes, what, special = _SPECIAL[key]
            if not isinstance(value, takes) or (isinstance(value, bool) and takes is not bool):
                raise BadExample(f"'{key}' takes {what}")
            special(self, value)
        elif value is None or isinstance(value, str):
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
        self.offered, self.before, self.timed_out = [], self.held, timeout
        at = (self.minute, self.decision)
        self.entries.append(Entry("offer", *at, held=self.held, offered=offered))
        self.entries.append(Entry("move", *at, held=self.held, timeout=timeout))
        for word, about in acts:
            self.entries.append(Entry("act", *at, word, about, self.held, timeout=timeout))

    def facts(self, changed: Mapping[str, Value]) -> None:
        held = dict(self.held)
        for text, value in changed.items():
            name = self.fact(text, value)
            held[(name.name, name.about)] = value
            for part in _parts(name.about or "", self.groups):
                held[(name.name, part)] = value
            self.named += [name.about] if name.about else []
        self.held = held
        self.entries.append(Entry("facts", self.minute, self.decision, held=held))

    def fact(self, text: str, value: Value) -> Name:
        """The fact of that name, which may be about a target, if it can have this value."""
        name = parse_name(text)
        fact = self.vocabulary.facts.get(name.name) if name else None
        if name is None or fact is None:
            raise BadExample(f"the vocabulary has no fact '{text}'")
        if (fact.about == "target") != (name.about is not None):
            raise BadExample(f"'{name.name}' is a fact about {'a target' if fact.about == 'target' else 'nobody'}")
        if not (value in fact.values if fact.values else isinstance(value, bool)):
            raise BadExample(f"'{text}' cannot be {value!r}")
        return name

    def offer(self, words: Sequence[Any]) -> None:
        self.offered += [(self.use(word),) for word in words]
        self.named += [about for acts in self.offered for _, about in acts if about]

    def together(self, items: Sequence[Any]) -> None:
        self.move(tuple(self.use(item) for item in items))

    def closing(self, item: Any) -> None:
        word, about = self.use(item)
        if not self.decision:
            raise BadExample("'closing' comes after a move")
        act = Entry("act", self.minute, self.decision, word, about, self.before, timeout=self.timed_out, closing=True)
        self.entries.append(act)

    def timeout(self, item: Any) -> None:
        self.move((self.use(item),), timeout=True)

    def decide(self, words: Sequence[Any]) -> None:
        self.offer(words)
        self.move((("wait", None),), own=False)

    def pass_minutes(self, minutes: int) -> None:
        if minutes < 0:
            raise BadExample("time does not go back")
        self.minute += minutes

    def set_card(self, values: Mapping[str, bool | int]) -> None:
        self.comes_first("card")
        for key, value in values.items():
            known = self.vocabulary.card.get(key)
            if known is None or isinstance(value, bool) != (known.minutes is None) or not isinstance(value, int):
                raise BadExample(f"the card has no '{key}' that could be {value!r}")
        self.card.update(values)

    def set_groups(self, groups: Mapping[str, str]) -> None:
        self.comes_first("groups")
        for part, whole in groups.items():
            if not isinstance(whole, str):
                raise BadExample(f"'{part}' is part of one group")
        self.groups.update(groups)
        for part in groups:
            above = [part]
            while above[-1] in self.groups:
                above.append(self.groups[above[-1]])
                if above.count(above[-1]) > 1:
                    raise BadExample(f"the group '{part}' is inside itself")

    def comes_first(self, key: str) -> None:
        if len(self.entries) > 1:
            raise BadExample(f"'{key}' comes before anything happens")

    def use(self, item: Any) -> tuple[str, str | None]:
        """An act, and whom it is about."""
        word, about = next(iter(item.items())) if isinstance(item, dict) and len(item) == 1 else (item, None)
        if not isinstance(word, str) or not (about is None or isinstance(about, str)):
            raise BadExample(f"{item!r} is no act")
        if word not in self.vocabulary.acts:
            raise BadExample(f"the vocabulary has no act '{word}'")
        return word, about

    def hand_over(self, words: Sequence[str]) -> None:
        for word in words:
            if not isinstance(word, str):
                raise BadExample(f"{word!r} is no word")
            if not self.vocabulary.members(word):
                raise BadExample(f"the vocabulary has no '{word}'")
        self.end(hands_over=tuple(words))

    def abandon(self, yes: bool) -> None:
        if not yes:
            raise BadExample("'abandoned' takes true")
        self.end(abandoned=True)

    def end(self, *, hands_over: tuple[str, ...] = (), abandoned: bool = False) -> None:
        self.ended = True
        end = Entry("end", self.minute, self.decision, held=self.held, hands_over=hands_over, abandoned=abandoned)
        self.entries.append(end)

    def finish(self) -> None:
        if not self.ended:
            self.end()


_SPECIAL: Mapping[str, tuple[type | tuple[type, ...], str, Any]] = {
    "fact": (dict, "facts with their values", _Teller.facts),
    "offered": (list, "a list of acts", _Teller.offer),
    "together": (list, "a list of acts", _Teller.together),
    "closing": ((str, dict), "an act", _Teller.closing),
    "timeout": ((str, dict), "an act", _Teller.timeout),
    "minutes": (int, "a number of minutes", _Teller.pass_minutes),
    "decision": (list, "a list of acts", _Teller.decide),
    "card": (dict, "keys of the card with their values", _Teller.set_card),
    "groups": (dict, "parts, each with its group", _Teller.set_groups),
    "hands over": (list, "a list of words", _Teller.hand_over),
    "abandoned": (bool, "true", _Teller.abandon),
}
"""What an item may say besides words: what its value is, in Python and in words, and who tells it."""
