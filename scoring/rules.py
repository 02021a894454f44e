"""The rule book: all rules that ship, loaded and checked, with a hash that names their version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from scoring.check_rules import check_rule
from scoring.problem_codes import CODES
from scoring.provisions import Provisions
from scoring.rule import Clause, Excuse, Rule
from simulator import shape
from simulator.problems import LoadError, Place, Problems
from simulator.prose import check_texts
from simulator.source import Source, read_source
from simulator.vocabulary import Vocabulary

__all__ = ["Clause", "Excuse", "Rule", "RuleBook", "load_rules"]

RULE_SEMANTICS = 1
"""Raised whenever the meaning of a clause changes; part of the rule book's hash."""


@dataclass(frozen=True)
class RuleBook:
    """All rules in the order of their ids, with the vocabulary that they speak and a hash that names this version."""

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary

    @cached_property
    def hash(self) -> str:
        """SHA-256 over rules, vocabulary and the meaning of clauses."""
        data = [[r.model_dump(mode="json", by_alias=True, exclude={"examples"}) for r in self.rules]]
        text = json.dumps([*data, self.vocabulary.model_dump(mode="json"), RULE_SEMANTICS], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def rule(self, id: str) -> Rule:
        """The rule with this id. Raises KeyError."""
        return self._by_id[id]

    @cached_property
    def _by_id(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}


def load_rules(
    folder: Path,
    vocabulary: Vocabulary,
    provisions: Provisions,
    problems: Problems | None = None,
    *,
    examples: bool = False,
) -> RuleBook:
    """Load every rule file of a folder. With a collector all problems are listed; LoadError is raised in the end.

    With `examples`, those that cannot be read or come out otherwise than they say are problems too.
    """
    from scoring.examples import report_examples  # it plays rules, which are loaded here

    problems = Problems(stop_at_first=True) if problems is None else problems
    problems.register(CODES)
    rules: dict[str, Rule] = {}
    for file in _files_in(folder, problems):
        for rule, index, source in _rules_in(file, problems):
            if rule.id in rules:
                problems.add("R101", source.place((index, "id")), name=rule.id)
            rules[rule.id] = rule
            before = len(problems)
            check_rule(rule, index, source, vocabulary, provisions, problems)
            if examples and len(problems) == before:
                report_examples(rule, index, source, vocabulary, problems)
    if problems:
        raise LoadError(tuple(problems))
    return RuleBook(tuple(rules[id] for id in sorted(rules)), vocabulary)


def _files_in(folder: Path, problems: Problems) -> list[Path]:
    """The rule files of a folder. None is a problem: every run would be *not tested*, and nobody would know why."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        why = "no rule files are in it" if folder.is_dir() else "there is no such folder"
        problems.add("S101", Place(str(folder)), why=why)
    return files


def _rules_in(file: Path, problems: Problems) -> Iterator[tuple[Rule, int, Source]]:
    source = read_source(file, problems)
    if source is None:
        return
    if not isinstance(source.data, list):
        problems.add("R102", source.place(()))
        return
    check_texts(source, problems)
    try:
        rules = TypeAdapter(tuple[Rule, ...]).validate_python(source.data)
    except ValidationError as error:
        shape.report(error, Rule, source, problems)
        return
    yield from ((rule, index, source) for index, rule in enumerate(rules))
