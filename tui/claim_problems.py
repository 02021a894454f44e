"""Claims of a proof sheet told as problems are: a code, a sentence, a place in the file, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scoring.proofs.places import place_of
from scoring.proofs.sheet import Claim, ProofSheet
from simulator.part_files import with_parts
from simulator.problems import Place, Problem, Problems
from simulator.source import Source, read_source
from tui.claim_codes import CODES
from tui.heads import shipped_folder
from tui.policy import vocabulary
from tui.shelf import areas
from tui.words import has, say

MEND_FIRST = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, and the problem as which it is told. `problem.place.line` is None where it is about the whole file."""

    claim: Claim
    problem: Problem


def claim_problems(claims: Iterable[Claim], source: Source | None, file: str) -> tuple[Told, ...]:
    """The claims, the gravest first and then as they stand in the file.

    Without a source, as for a scenario of the database, each names the file alone.
    """
    told = [_told(claim, source, file) for claim in claims]
    return tuple(sorted(told, key=_order))


def worth_telling(sheet: ProofSheet) -> tuple[Claim, ...]:
    """All that a sheet says as a problem: everything but the properties that hold."""
    return (*(claim for claim in sheet.properties if claim.status != "proved"), *sheet.claims)


def whole_source(file: Path, text: str | None = None) -> Source | None:
    """A scenario's file with its parts filled in, as places are looked up in it; None where it cannot be read.

    `text` is its content where it comes from an editor.
    """
    source = read_source(file, Problems(), text=text)
    return with_parts(file, source, vocabulary(), areas(shipped_folder()), Problems()) if source else None


def sentence(claim: Claim) -> str:
    """What a claim says; where it is unknown, that it is not known."""
    said = say(f"proofs.of.{claim.code}", **_words(claim))
    return say("proofs.not-known", said=said) if claim.status == "unknown" else said


def _told(claim: Claim, source: Source | None, file: str) -> Told:
    place = place_of(claim, source) if source else Place(file)
    return Told(claim, Problem(claim.code, sentence(claim), place, CODES[claim.code].advice))


def _order(told: Told) -> tuple[int, int, int]:
    place = told.problem.place
    return MEND_FIRST.index(told.claim.weight), place.line or 0, place.column or 0


def _words(claim: Claim) -> Mapping[str, object]:
    """All that a sentence may name."""
    words: dict[str, object] = {"scene": claim.scene or "", "option": claim.option or "", "rule": claim.rule or ""}
    words |= {"name": claim.name or "", "count": claim.count, **claim.fill}
    what = "proofs.what-option" if claim.option else "proofs.what-scene"
    words["what"] = say(what, scene=words["scene"], option=words["option"])
    words["variant"] = say("proofs.variant", name=claim.name) if claim.name else say("proofs.no-variant")
    return {**words, **dict(_spoken(claim.fill))}


def _spoken(fill: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What stands in a claim as a word of the program, in words for people."""
    for name, value in fill.items():
        if name in ("verdict", "other") and has(f"verdict.{value}"):
            yield name, say(f"verdict.{value}")
        elif name == "way":
            yield name, say(f"proofs.way.{value}")
        elif name == "ended":
            yield name, say(f"proofs.ended.{value}")
        elif name == "move":
            yield name, value or say("proofs.move-empty")
        elif name == "rules":
            yield name, say("proofs.with-rules", rules=value) if value else ""
