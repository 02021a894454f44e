"""What a rule says of words, facts, provisions and exceptions, held against what there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from scoring.provisions import Provisions
from scoring.reading import CARD, names_in, type_in
from scoring.rule import Clause, Rule
from simulator.expressions import ExpressionError, parse
from simulator.problems import Problems
from simulator.source import Path, Source
from simulator.vocabulary import Vocabulary


def check_rule(
    rule: Rule, index: int, source: Source, vocabulary: Vocabulary, provisions: Provisions, problems: Problems
) -> None:
    """Report every problem of one rule, which stands at `index` in its file."""
    check = _Check((index,), source, vocabulary, provisions, problems)
    check.provisions_of(rule.provisions, (index, "provisions"))
    for n, clause in enumerate(rule.clauses):
        check.clause(clause, (index, "clauses", n))
    seen: set[str] = set()
    for n, exception in enumerate(rule.unless):
        path: Path = (index, "unless", n)
        if exception.id in seen:
            problems.add("R107", source.place(path), name=exception.id)
        seen.add(exception.id)
        check.condition(exception.if_, (*path, "if"))
        check.provisions_of(exception.provisions, (*path, "provisions"))
        for number in exception.clauses:
            if not 1 <= number <= len(rule.clauses):
                problems.add("R108", source.place((*path, "clauses")), name=exception.id, clause=number)


class _Check:
    def __init__(
        self, path: Path, source: Source, vocabulary: Vocabulary, provisions: Provisions, problems: Problems
    ) -> None:
        self.path, self.source, self.problems = path, source, problems
        self.vocabulary, self.provisions = vocabulary, provisions

    def clause(self, clause: Clause, path: Path) -> None:
        for key, words in _words(clause):
            self.words(words, (*path, key))
        for key, text in (
            ("if", clause.if_),
            ("when becomes", clause.when_becomes),
            ("pauses while", clause.pauses_while),
        ):
            if text is not None:
                self.condition(text, (*path, key))
        if clause.never:
            self.guarded(clause, path)
        if clause.about == "same":
            self.targets(clause, path)
        self.limit(clause, path)

    def words(self, words: Iterable[str], path: Path) -> None:
        near = [*self.vocabulary.acts, *self.vocabulary.events, *self.vocabulary.families]
        for word in words:
            if not self.vocabulary.members(word):
                self.problems.add("R103", self.source.place(path), name=word, near=near)

    def guarded(self, clause: Clause, path: Path) -> None:
        for word in sorted(self.members(clause.triggers) & self.vocabulary.events.keys()):
            self.problems.add("R104", self.source.place(path), name=word)

    def targets(self, clause: Clause, path: Path) -> None:
        known = {**self.vocabulary.acts, **self.vocabulary.events}
        for word in sorted(self.members(clause.triggers)):
            if known[word].about == "none":
                self.problems.add("R105", self.source.place(path), name=word)

    def members(self, words: Iterable[str]) -> set[str]:
        return {member for word in words for member in self.vocabulary.members(word)}

    def condition(self, text: str, path: Path) -> None:
        try:
            parse(text, type_in(self.vocabulary), lambda: names_in(self.vocabulary))
        except ExpressionError as error:
            self.problems.add_expression(error, partial(self.source.place_at, path))

    def limit(self, clause: Clause, path: Path) -> None:
        if not isinstance(clause.within, str):
            return
        key = self.vocabulary.card.get(clause.within.removeprefix(CARD))
        if not clause.within.startswith(CARD) or key is None or key.type != "minutes":
            near = [CARD + k for k, value in self.vocabulary.card.items() if value.type == "minutes"]
            self.problems.add("R109", self.source.place((*path, "within")), name=clause.within, near=near)

    def provisions_of(self, ids: Iterable[str], path: Path) -> None:
        for id in ids:
            if id not in self.provisions:
                self.problems.add("R106", self.source.place(path), name=id, near=list(self.provisions))


def _words(clause: Clause) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "never", clause.never
    yield "when", clause.when
    yield "only after", clause.only_after
    yield "must", clause.must
    yield "after", clause.after
    yield "until", clause.until
    yield "forget on", clause.forget_on
    yield "before", clause.before
