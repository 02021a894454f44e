"""docs/words.md: the acts, events and facts that scenarios may use, with the rules that read each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from scoring.rule import Clause, Rule
from simulator.vocabulary import FactWord, Word
from tui.policy import rulebook, vocabulary
from tui.words import say

NAME = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")
"""A word in a condition; what is no fact there (`and`, `card.aid`) is found in no list of facts."""


def word_list() -> str:
    """The whole page."""
    words = vocabulary()
    parts = [f"# {say('word-list.title')}", say("word-list.about").replace("\n", "\n\n")]
    parts += [f"## {say('word-list.acts')}", _table(_word_rows(words.acts.items()), "word", "whom", "meaning", "rules")]
    parts += [f"## {say('word-list.events')}"]
    parts += [_table(_word_rows(words.events.items()), "word", "whom", "meaning", "rules")]
    parts += [f"## {say('word-list.facts')}"]
    parts += [_table(_fact_rows(words.facts.items()), "word", "whom", "values", "meaning", "rules")]
    groups, outcomes = _listed(words.groups), _listed(words.outcomes)
    parts += [f"## {say('word-list.ledger')}", say("word-list.lines", groups=groups, outcomes=outcomes)]
    families = ((f"`{name}`", _listed(members)) for name, members in words.families.items())
    parts += [f"## {say('word-list.families')}", _table(families, "word", "members")]
    return "\n\n".join(parts) + "\n"


def _table(rows: Iterable[tuple[str, ...]], *columns: str) -> str:
    head = [say(f"word-list.column.{column}") for column in columns]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def _word_rows(words: Iterable[tuple[str, Word]]) -> Iterator[tuple[str, ...]]:
    for name, word in words:
        yield f"`{name}`", say(f"word-list.about-whom.{word.about}"), word.means, _rules_of(name)


def _fact_rows(facts: Iterable[tuple[str, FactWord]]) -> Iterator[tuple[str, ...]]:
    for name, fact in facts:
        usual = str(fact.default).lower()
        values = say("word-list.one-of", values=_listed(fact.values), usual=usual) if fact.values else ""
        values = values or say("word-list.flag", usual=usual)
        yield f"`{name}`", say(f"word-list.about-whom.{fact.about}"), values, fact.means, _rules_of(name)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _rules_of(word: str) -> str:
    return ", ".join(rule for rule, read in _reading() if word in read)


@cache
def _reading() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((rule.id, _read_by(rule)) for rule in rulebook().rules)


def _read_by(rule: Rule) -> frozenset[str]:
    """Every act, event and fact that a rule reads."""
    named = {word for clause in rule.clauses for word in _words_in(clause)}
    read = named.union(*(vocabulary().members(word) for word in named))
    return frozenset(read.union(*(NAME.findall(text) for text in _conditions(rule))))


def _words_in(clause: Clause) -> Iterator[str]:
    for key in ("never", "when", "only_after", "must", "after", "until", "forget_on", "before"):
        yield from getattr(clause, key)


def _conditions(rule: Rule) -> Iterator[str]:
    for clause in rule.clauses:
        yield from filter(None, (clause.when_becomes, clause.if_, clause.pauses_while))
    for excuse in rule.unless:
        yield excuse.if_
