"""Acronyms where they stand: what those in a text mean, the mission area's own words first.

The catalogue explains every acronym that cards, rules, citations and screens use; a mission area adds its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from simulator.scenario import Scenario
from tui import papers
from tui.papers import Term
from tui.story import Situation, text_of
from tui.words import catalogue, language, say

_KEYS, _CITED = "acronym.", "acronym-cited."


def terms(scenario: Scenario | None = None) -> tuple[Term, ...]:
    """Everything that is explained, in alphabetical order; where both explain a word, the mission area's counts."""
    found = {term: Term(term, say(f"acronym-cited.{term}"), cited=True) for term in _keys(_CITED)}
    found |= {term: Term(term, say(f"acronym.{term}")) for term in _keys(_KEYS)}
    if scenario is not None:
        found |= {term.term: term for term in papers.glossary(scenario)}
    return tuple(found[term] for term in sorted(found, key=str.casefold))


def grouped(terms: Iterable[Term], shown: str = "") -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """Terms under headings: those that stand in the text `shown` first, those in the names of documents last."""
    terms = tuple(terms)
    here = acronyms_in(shown, terms)
    words = tuple(term for term in terms if not term.cited and term not in here)
    cited = tuple(term for term in terms if term.cited and term not in here)
    others = say("acronyms.others" if here else "acronyms.all")
    groups = ((say("acronyms.here"), here), (others, words), (say("acronyms.cited"), cited))
    return tuple((title, listed) for title, listed in groups if listed)


def acronyms_in(text: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    """Those of the terms that stand in the text, whole and in their own capitals; the plural too."""
    return tuple(term for term in terms if _pattern(term.term).search(text))


def words_of(view: Situation) -> str:
    """What there is to read at a decision: what happened, what is seen, and what may be done."""
    prose = [*view.paragraphs, *(paragraph for arrival in view.arrivals for paragraph in arrival.paragraphs)]
    offers = [*view.options, *(option for field in view.fields for option in field.options)]
    labels = [*(field.label for field in view.fields), *(option.label for option in offers)]
    documents = [document.text for document in view.documents]
    return "\n".join([view.title, *map(text_of, prose), *labels, *documents])


def _pattern(term: str) -> re.Pattern[str]:
    # Python's own cache of patterns is larger than any glossary.
    return re.compile(rf"(?<!\w){re.escape(term)}s?(?![\w+])")


def _keys(group: str) -> Iterator[str]:
    return (key.removeprefix(group) for key in catalogue(language()) if key.startswith(group))
