"""Loading the rule files of a folder, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from scoring.check_rules import check_rule
from scoring.problem_codes import CODES
from scoring.provisions import Provisions
from scoring.rule import Rule
from scoring.rules import RuleBook
from simulator import shape
from simulator.checking import checked_list
from simulator.problems import LoadError, Place, Problems
from simulator.prose import check_texts
from simulator.source import Source, read_source
from simulator.vocabulary import Vocabulary


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
        rules = checked_list(Rule, source.data)
    except ValidationError as error:
        shape.report(error, Rule, source, problems)
        return
    yield from ((rule, index, source) for index, rule in enumerate(rules))
