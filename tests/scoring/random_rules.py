"""Random rules over a small vocabulary, with every key that a clause may have, made to collide often.

Each generator takes a `random.Random`: a seeded one for long runs, for properties the one of hypothesis, which shrinks.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from scoring.rules import Rule
from simulator.checking import checked
from simulator.vocabulary import CardKey, FactWord, Vocabulary, Word

ACTS = ("warn", "force", "force.low", "force.high", "report.flash", "report.full", "assess", "hold")
NAMELESS_ACTS = ("note",)  # acts that are about nobody
EVENTS = ("alert", "alert.again", "harm", "call")
NAMELESS_EVENTS = ("dusk",)
ACT_FAMILIES = ("report", "harsh")  # a dotted family, and one of the vocabulary
FAMILIES = {"harsh": ("force.high", "assess"), "anything": ("alert", "warn", "harm", "report.flash")}
PLAIN_FACTS = ("down", 'regime == "war"', "card.strict", "card.limit > 5")
TARGET_FACTS = ("imminent", "yields")


def vocabulary() -> Vocabulary:
    """The words that random rules and traces are made of."""
    return Vocabulary(
        acts={word: _word("optional") for word in ACTS} | {word: _word("none") for word in NAMELESS_ACTS},
        events={word: _word("optional") for word in EVENTS} | {word: _word("none") for word in NAMELESS_EVENTS},
        facts={
            "down": FactWord(means="The radio is down.", flag=False),
            "regime": FactWord(means="Which law applies.", one_of=("peace", "war")),
            "imminent": FactWord(means="A threat is imminent.", flag=False, about="target"),
            "yields": FactWord(means="They give up.", flag=False, about="target"),
        },
        card={
            "limit": CardKey(means="Minutes to report.", minutes=10, basis="exercise standard"),
            "strict": CardKey(means="A strict card.", flag=False, basis="exercise standard"),
        },
        families=FAMILIES,
    )


def _word(about: Any) -> Word:
    return Word(means="A word.", about=about)


def random_rule(draw: Random) -> Rule:
    """One rule, read as from a file."""
    return checked(Rule, written_rule(draw))


def written_rule(draw: Random) -> dict[str, Any]:
    """One rule as its file would say it: one or two clauses, up to two exceptions."""
    clauses = [random_clause(draw) for _ in range(draw.choice((1, 1, 2)))]
    return {
        "id": "T01",
        "title": "A rule",
        "area": "use of force",
        "rank": "law",
        "severity": "major",
        "provisions": ["bp.10"],
        "clauses": clauses,
        "unless": [_exception(draw, n, len(clauses)) for n in range(draw.choice((0, 0, 1, 2)))],
        "why": "Because.",
    }


def _exception(draw: Random, number: int, clauses: int) -> dict[str, Any]:
    found: dict[str, Any] = {"id": f"excuse-{number}", "if": random_condition(draw), "provisions": ["bp.10"]}
    if draw.random() < 0.3:
        found["clauses"] = [draw.randint(1, clauses)]
    return found


def random_clause(draw: Random) -> dict[str, Any]:
    """One clause of any kind, with or without `about: same`, `if` and a scope."""
    same = draw.random() < 0.5
    clause = draw.choice((_prohibition, _precedence, _duty, _duty))(draw, same)
    if same:
        clause["about"] = "same"
    if draw.random() < 0.3:
        clause["if"] = random_condition(draw)
    if draw.random() < 0.25:
        clause["after"] = random_words(draw)
    if draw.random() < 0.25:
        clause["until"] = random_words(draw)
    return clause


def _prohibition(draw: Random, same: bool) -> dict[str, Any]:
    return {"never": _some(draw, (*ACTS, *ACT_FAMILIES, *(() if same else NAMELESS_ACTS)))}


def _precedence(draw: Random, same: bool) -> dict[str, Any]:
    clause = {"when": _triggers(draw, same), "only after": random_words(draw)}
    if draw.random() < 0.4:
        clause["forget on"] = random_words(draw)
    return clause


def _duty(draw: Random, same: bool) -> dict[str, Any]:
    clause: dict[str, Any] = {"must": _some(draw, (*ACTS, *ACT_FAMILIES, *NAMELESS_ACTS))}
    if draw.random() < 0.3:
        clause["when becomes"] = random_condition(draw, targeted=same)
    else:
        clause["when"] = _triggers(draw, same)
    if draw.random() < 0.7:
        clause["within"] = draw.choice((0, 0, 1, 2, 5, 15, 40, "card.limit"))
    elif draw.random() < 0.5:
        clause["by"] = "end of day"
    if draw.random() < 0.25:
        clause["before"] = _some(draw, (*EVENTS, *NAMELESS_EVENTS))
    if draw.random() < 0.3:
        clause["pauses while"] = random_condition(draw)
    return clause


def _triggers(draw: Random, same: bool) -> Any:
    nameless = () if same else (*NAMELESS_ACTS, *NAMELESS_EVENTS)
    return _some(draw, (*ACTS, *EVENTS, *ACT_FAMILIES, "anything", *nameless))


def random_words(draw: Random) -> Any:
    """A word, a family, or a list of them."""
    return _some(draw, (*ACTS, *EVENTS, *ACT_FAMILIES, "anything", *NAMELESS_ACTS, *NAMELESS_EVENTS))


def _some(draw: Random, words: Sequence[str]) -> Any:
    return draw.choice(words) if draw.random() < 0.7 else draw.sample(words, 2)


def random_condition(draw: Random, *, targeted: bool = False) -> str:
    """A condition on facts and the card; `targeted`: it reads a fact about a target."""
    first = draw.choice(TARGET_FACTS if targeted else (*PLAIN_FACTS, *TARGET_FACTS))
    left = f"not {first}" if draw.random() < 0.3 else first
    if draw.random() < 0.6:
        return left
    joined = draw.choice(("and", "or"))
    return f"{left} {joined} {random_condition(draw)}"
