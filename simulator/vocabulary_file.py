"""Loading a vocabulary file, and what can be wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from simulator.loading import validated
from simulator.problems import LoadError, Problems
from simulator.source import Source, read_source
from simulator.vocabulary import Vocabulary


def load_vocabulary(file: FilePath | str, problems: Problems | None = None, *, text: str | None = None) -> Vocabulary:
    """Load a vocabulary file.

    All its problems are reported to `problems`; then LoadError is raised, as nothing can be loaded without it.
    """
    problems = Problems(stop_at_first=True) if problems is None else problems
    before = len(problems) + problems.left_out
    source = read_source(file, problems, text=text)
    vocabulary = validated(Vocabulary, source, problems)
    if vocabulary is not None and source is not None:
        _check_words(vocabulary, source, problems)
    if vocabulary is None or len(problems) + problems.left_out > before:
        raise LoadError(problems.all)
    return vocabulary


def _check_words(vocabulary: Vocabulary, source: Source, problems: Problems) -> None:
    """One word for one thing; families of words that there are."""
    _check_unique("events", "an event", {"an act": vocabulary.acts}, source, problems)
    others = {"an act": vocabulary.acts, "an event": vocabulary.events}
    _check_unique("families", "a family", others, source, problems)
    for family, members in vocabulary.families.items():
        for index, member in enumerate(members):
            place = source.place(("families", family, index))
            if not vocabulary.members(member):
                near = (*vocabulary.acts, *vocabulary.events, *vocabulary.families)
                problems.add("S304", place, name=member, near=near)
            elif family == member or family in _inside(vocabulary, member):
                problems.add("S317", place, name=family)


def _check_unique(
    key: str, kind: str, others: Mapping[str, Mapping[str, Any]], source: Source, problems: Problems
) -> None:
    for name in source.data.get(key, {}):
        for other, words in others.items():
            if name in words:
                problems.add("S316", source.key_place((key, name)), name=name, kind=kind, other=other)


def _inside(vocabulary: Vocabulary, family: str) -> set[str]:
    """The families inside a family, at any depth."""
    found: set[str] = set()
    waiting = [family]
    while waiting:
        members = set(vocabulary.families.get(waiting.pop(), ())) & vocabulary.families.keys()
        waiting += members - found
        found |= members
    return found
