"""What a debrief waits for: sixty rules that ship over one trace of 200 entries, and the whole assessment of that run.

The run is the generated story in the shipped words: acts, events and facts that the rules read, about a crowd.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from benchmarks import story_as_scenario
from benchmarks.bulk_play import play
from benchmarks.row import Row, alone
from benchmarks.story import SEED, generate, numbers
from benchmarks.timing import interleaved, median, timed
from scoring.assess import assess
from scoring.evaluation import evaluate
from scoring.from_log import trace_of
from scoring.rules import RuleBook
from simulator.loading import load
from simulator.run import Record
from simulator.scenario import Scenario
from tui import policy

RULES, ENTRIES = 60, 200
FINDINGS = Row("debrief", f"{RULES} rules over one trace of {ENTRIES} entries", "-", "ms")
WHOLE = Row("debrief, whole", "the whole assessment of that run, with every witness", "-", "ms")


def rows(quick: bool) -> Iterator[Row]:
    """The findings alone, then everything that the debrief shows."""
    shipped = policy.rulebook()
    book = replace(shipped, rules=shipped.rules[:RULES])
    with TemporaryDirectory() as folder:
        scenario, log = _run(Path(folder), book)
    trace = trace_of(scenario, log)
    found = evaluate(book, trace)
    seconds = interleaved(
        {
            "findings": timed(lambda: evaluate(book, trace), 1),
            "whole": timed(lambda: assess(scenario, SEED, log, book, policy.provisions()), 1),
        },
        3 if quick else 15,
    )
    told = f"{len(book.rules)} rules, {len(trace.entries)} entries, {len(log) - 1} decisions, {len(found)} findings"
    yield alone(FINDINGS, median(seconds["findings"]) * 1000, told)
    yield alone(WHOLE, median(seconds["whole"]) * 1000)


def _run(folder: Path, book: RuleBook) -> tuple[Scenario, list[Record]]:
    """A finished run whose trace has as many entries as are wanted, or just under: the horizon ends it there."""
    story, walk = generate(), numbers(SEED, ENTRIES)
    file = story_as_scenario.write(story, folder)
    data = _in_shipped_words(story_as_scenario.as_scenario(story), book)
    for decisions in range(ENTRIES // 3, 0, -1):
        scenario = _loaded(file, {**data, "horizon": decisions}, book)
        log = play(scenario, walk[:decisions])
        if len(trace_of(scenario, log).entries) <= ENTRIES:
            return scenario, log
    raise AssertionError("The generated run has too many entries.")


def _loaded(file: Path, data: dict[str, Any], book: RuleBook) -> Scenario:
    file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return load(file, book.vocabulary)


def _in_shipped_words(data: dict[str, Any], book: RuleBook) -> dict[str, Any]:
    """The generated scenario with acts that the rules read, and a fact or an event in some scenes."""
    chance, words = random.Random(SEED), book.vocabulary
    acts, flags = _acts(book), [name for name, fact in words.facts.items() if fact.flag is not None]
    for scene in data["scenes"].values():
        for option in scene.get("options", {}).values():
            option["acts"] = [_about_crowd(chance.choice(acts), book)]
        if chance.random() < 0.3:
            scene["set"] = {_fact(chance.choice(flags), book): chance.random() < 0.5}
        if chance.random() < 0.3:
            scene["events"] = [_about_crowd(chance.choice(list(words.events)), book)]
    return {**data, "who": {"crowd": {"name": "the crowd"}, "throwers": {"name": "the throwers", "of": "crowd"}}}


def _acts(book: RuleBook) -> list[str]:
    """The acts that some rule guards, asks for, or is set off by."""
    clauses = [clause for rule in book.rules for clause in rule.clauses]
    families = [word for clause in clauses for word in (*clause.triggers, *clause.must, *clause.only_after)]
    covered = {word for family in families for word in book.vocabulary.members(family)}
    return sorted(covered & set(book.vocabulary.acts))


def _about_crowd(word: str, book: RuleBook) -> dict[str, str | None]:
    said = book.vocabulary.acts.get(word) or book.vocabulary.events[word]
    return {word: None if said.about == "none" else "crowd"}


def _fact(name: str, book: RuleBook) -> str:
    return name if book.vocabulary.facts[name].about == "none" else f"{name}(crowd)"
