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
    check = _Check(source, vocabulary, provisions, problems)
    check.provisions_of(rule.provisions, (index, "provisions"))
    for n, clause in enumerate(rule.clauses):
        check.clause(clause, (index, "clauses", n))
    seen: set[str] = set()
    for n, exception in enumerate(rule.unless):
        path: Path = (index, "unless", n)
        if exception.id in seen:
            problems.add("R107", source.place((*path, "id")), name=exception.id)
        seen.add(exception.id)
        check.condition(exception.if_, (*path, "if"))
        check.provisions_of(exception.provisions, (*path, "provisions"))
        for at, number in enumerate(exception.clauses):
            if not 1 <= number <= len(rule.clauses):
                problems.add("R108", source.place((*path, "clauses", at)), name=exception.id, clause=number)


class _Check:
    def __init__(self, source: Source, vocabulary: Vocabulary, provisions: Provisions, problems: Problems) -> None:
        self.source, self.problems = source, problems
        self.vocabulary, self.provisions = vocabulary, provisions

    def clause(self, clause: Clause, path: Path) -> None:
        for key, words in _words(clause):
            for n, word in enumerate(words):
                self.word(clause, key, word, (*path, key, n))
        for key, text in (
            ("if", clause.if_),
            ("when becomes", clause.when_becomes),
            ("pauses while", clause.pauses_while),
        ):
            if text is not None:
                self.condition(text, (*path, key), needs_target=key == "when becomes" and clause.about == "same")
        self.limit(clause, path)

    def word(self, clause: Clause, key: str, word: str, path: Path) -> None:
        """One word of a clause. `path` may go one step too far, where the file has a word and no list."""
        acts, events = self.vocabulary.acts, self.vocabulary.events
        members = self.vocabulary.members(word)
        if not members:
            near = [*acts, *events, *self.vocabulary.families]
            self.problems.add("R103", self.source.place(path), name=word, near=near)
        if key == "never":
            self.each("R104", sorted(members & events.keys()), path)
        if key == "must" and members and not members & acts.keys():
            self.problems.add("R112", self.source.place(path), name=word)
        if clause.about == "same":
            self.about(key, members, path)

    def about(self, key: str, members: frozenset[str], path: Path) -> None:
        """Words of a clause with `about: same`: a guarded word or trigger needs a target, and so does doing a duty."""
        acts, events = self.vocabulary.acts, self.vocabulary.events
        nobody = sorted(member for member in members if {**acts, **events}[member].about == "none")
        can_do = any(member in acts and member not in nobody for member in members)
        if key in ("never", "when") or (key == "must" and not can_do):
            self.each("R105", nobody, path)

    def each(self, code: str, names: Iterable[str], path: Path) -> None:
        for name in names:
            self.problems.add(code, self.source.place(path), name=name)

    def condition(self, text: str, path: Path, *, needs_target: bool = False) -> None:
        try:
            read = parse(text, type_in(self.vocabulary), lambda: names_in(self.vocabulary)).reads
        except ExpressionError as error:
            self.problems.add_expression(error, partial(self.source.place_at, path))
            return
        facts = [self.vocabulary.facts[name.name] for name in read if name.name in self.vocabulary.facts]
        if needs_target and not any(fact.about == "target" for fact in facts):
            self.problems.add("R105", self.source.place(path), name=text)

    def limit(self, clause: Clause, path: Path) -> None:
        if not isinstance(clause.within, str):
            return
        key = self.vocabulary.card.get(clause.within.removeprefix(CARD))
        if not clause.within.startswith(CARD) or key is None or key.minutes is None:
            near = [CARD + k for k, value in self.vocabulary.card.items() if value.minutes is not None]
            self.problems.add("R109", self.source.place((*path, "within")), name=clause.within, near=near)

    def provisions_of(self, ids: Iterable[str], path: Path) -> None:
        for n, id in enumerate(ids):
            if id not in self.provisions:
                self.problems.add("R106", self.source.place((*path, n)), name=id, near=list(self.provisions))


def _words(clause: Clause) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "never", clause.never
    yield "when", clause.when
    yield "only after", clause.only_after
    yield "must", clause.must
    yield "after", clause.after
    yield "until", clause.until
    yield "forget on", clause.forget_on
    yield "before", clause.before
