"""The table of the mutation test, in Markdown, of what `run` kept: `python -m tests.mutants.table FOLDER`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.mutants.kinds import KINDS

Told = dict[str, Any]
RARE = ("a dead end that one game in a million meets",)
"""Kinds that change games which plain play may never meet."""

HEAD = (
    "| defect | mutants | falsify a question | told by `check` | by properties or plans | change games "
    "| seen by `check OLD NEW` |"
)


def read(folder: Path) -> tuple[list[Told], dict[tuple[str, str, int], Told]]:
    """What was tried, those left out that a scenario had no place for, and what comparing said."""
    tried, compared = [], {}
    for file in sorted(folder.glob("*.jsonl")):
        for told in map(json.loads, file.read_text("utf-8").splitlines()):
            if file.name.endswith(".compared.jsonl"):
                compared[told["scenario"], told["kind"], told["seed"]] = told
            elif told["what"] is not None:
                tried.append(told)
    return tried, compared


def is_told(told: Told) -> bool:
    """Whether everything that the mutant falsifies is told; of a file that cannot be loaded, whether anything is."""
    found = [each["told"] for each in told["falsified"]]
    return any(found) if told["refused"] else all(found)


def changes(told: Told) -> bool:
    """Whether a mutant changes games: plain games with the same seeds went otherwise, or its making says so."""
    return bool(told["changed"]) or told["kind"] in RARE


def table(tried: Iterable[Told], compared: dict[tuple[str, str, int], Told]) -> Iterator[str]:
    """A row for each kind, for each scenario, and for all."""
    tried = list(tried)
    yield HEAD
    yield "| --- |" + " --- |" * 6
    for kind in KINDS:
        yield row(kind, [told for told in tried if told["kind"] == kind], compared)
    for scenario in sorted({told["scenario"] for told in tried}):
        yield row(f"*{scenario}*", [told for told in tried if told["scenario"] == scenario], compared)
    yield row("**all**", tried, compared)


def row(name: str, tried: list[Told], compared: dict[tuple[str, str, int], Told]) -> str:
    """The counts of some mutants."""
    falsifying = [told for told in tried if told["falsified"]]
    loaded = [told for told in tried if not told["refused"]]
    changed = [told for told in loaded if changes(told)]
    seen = [compared.get((told["scenario"], told["kind"], told["seed"])) for told in changed]
    asked = [each for each in seen if each is not None]
    counts = (
        len(tried),
        len(falsifying),
        sum(map(is_told, falsifying)),
        f"{sum(bool(told['properties'] or told['plans']) for told in loaded)} of {len(loaded)}",
        len(changed),
        f"{sum(bool(each['seen']) for each in asked)} of {len(asked)}",
    )
    return f"| {name} | " + " | ".join(map(str, counts)) + " |"


def survivors(tried: Iterable[Told], compared: dict[tuple[str, str, int], Told]) -> Iterator[str]:
    """The mutants that were not told or not seen, by name."""
    for told in tried:
        at = f"{told['scenario']}, {told['kind']} ({told['seed']}): {told['what']}"
        missed = [each["expected"] for each in told["falsified"] if not each["told"]]
        if missed and not is_told(told):
            yield f"- not told: {at}: {missed}"
        if told["false_alarms"]:
            yield f"- told, and not so: {at}: {told['false_alarms']}"
        found = compared.get((told["scenario"], told["kind"], told["seed"]))
        if found and changes(told) and not found["seen"]:
            yield f"- not seen by `check OLD NEW` ({found['status']}): {at}"


def main() -> None:
    """Print the table and the survivors."""
    tried, compared = read(Path(sys.argv[1]))
    sys.stdout.write("\n".join([*table(tried, compared), "", *survivors(tried, compared)]) + "\n")


if __name__ == "__main__":
    main()
