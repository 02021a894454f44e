"""Which rules a scenario can put to the test, and what of its state they read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from scoring.evaluation import EXCEPTION_USED
from scoring.reading import names_read, words_of
from scoring.rule import Clause, Rule
from scoring.rules import RuleBook
from simulator.exploration.needs import Interest, Slots, union
from simulator.graph import courses
from simulator.scenario import Scenario
from simulator.vocabulary import Vocabulary


def words_in(scenario: Scenario) -> frozenset[str]:
    """All acts and events that can occur in a scenario."""
    found: set[str] = set()
    for scene in scenario.scenes.values():
        found |= {use.word for option in scene.options.values() for use in option.course.acts}
        found |= {use.word for course in courses(scene) for use in course.closing}
        found |= {event.use.word for event in scene.events}
    return frozenset(found).union(use.word for inject in scenario.injects for use in inject.events)


def testable(scenario: Scenario, book: RuleBook) -> tuple[Rule, ...]:
    """The rules that some act, event or fact of the scenario can put to the test."""
    words = words_in(scenario)
    excused = any(rule.unless for rule in book.rules)
    words |= {EXCEPTION_USED} if excused else frozenset()
    return tuple(rule for rule in book.rules if any(_may_test(c, words, scenario, book) for c in rule.clauses))


def _may_test(clause: Clause, words: frozenset[str], scenario: Scenario, book: RuleBook) -> bool:
    if clause.when_becomes:
        facts = {name.name for name in scenario.names}
        return bool(facts & names_read(clause.when_becomes, book.vocabulary))
    return bool(words_of(clause.triggers, book.vocabulary) & words)


class FactSlots:
    """Where the facts that conditions of rules read stand in the state of a scenario."""

    def __init__(self, scenario: Scenario, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._slots: dict[str, Slots] = defaultdict(int)
        for at, name in enumerate(scenario.names):
            if name.name in vocabulary.facts:
                self._slots[name.name] |= 1 << at

    def of(self, condition: str | None) -> Slots:
        """What a condition reads, about anybody."""
        if condition is None:
            return 0
        return union(self._slots[name] for name in names_read(condition, self.vocabulary) if name in self._slots)


def interest_of(scenario: Scenario, rules: Sequence[Rule], vocabulary: Vocabulary) -> Interest:
    """What these rules read."""
    facts = FactSlots(scenario, vocabulary)
    words: dict[str, Slots] = defaultdict(int)
    steady: Slots = 0
    together: list[Slots] = []
    for rule in rules:
        watched = union(facts.of(clause.when_becomes) for clause in rule.clauses)
        together += [watched] if watched else []  # one entry of facts is judged by all clauses of a rule
        for number, clause in enumerate(rule.clauses, 1):
            excuses = union(facts.of(excuse.if_) for excuse in rule.excuses(number))
            duty = clause.kind == "duty"
            guarded = facts.of(clause.if_) | (0 if duty else excuses)
            for word in words_of(_all_words(clause), vocabulary):
                words[word] |= 0
            for word in words_of(clause.triggers, vocabulary):
                words[word] |= guarded
            steady |= facts.of(clause.pauses_while) | (excuses if duty else 0)
    return Interest(dict(words), steady, tuple(together), any(c.by is not None for r in rules for c in r.clauses))


def _all_words(clause: Clause) -> Iterable[str]:
    return (
        *clause.never,
        *clause.when,
        *clause.only_after,
        *clause.must,
        *clause.after,
        *clause.until,
        *clause.forget_on,
        *clause.before,
    )
