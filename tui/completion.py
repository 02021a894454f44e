"""The completion sheet: who played what, when and how, with lines to sign. It is no certificate, and says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from simulator.database.runs import RunRow
from simulator.scenario import Scenario
from tui.durations import in_words
from tui.words import say

VERSION = 12
"""Characters of a version that are shown: enough to tell versions apart."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What stands on the sheet, label and text in order; an empty text is a line to write on."""

    facts: tuple[tuple[str, str], ...]


def completion(row: RunRow, scenario: Scenario, name: str = "") -> Completion:
    """The sheet of a run that came to its end. Without a name there is a line for it."""
    ending = scenario.scenes[row.ending].file.ending if row.ending else None
    facts = (
        ("name", name),
        ("scenario", scenario.title),
        ("role", scenario.file.role),
        ("version", say("completion.version-text", id=scenario.id, version=row.scenario[:VERSION], run=row.id)),
        ("mode", say(f"mode.{row.mode}")),
        ("date", day_of(row.begun)),
        ("duration", in_words(minutes_of(row))),
        ("decisions", str(max(0, row.length - 1))),
        ("ending", ending.title if ending else ""),
    )
    return Completion(tuple((say(f"completion.fact.{key}"), text) for key, text in facts))


def day_of(time: str) -> str:
    """The day of a time of the database, where this laptop is."""
    return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d}"


def minutes_of(row: RunRow) -> int:
    """Minutes from the beginning of a run to its end, pauses and nights included; at least one."""
    if row.ended is None:
        return 1
    taken = datetime.fromisoformat(row.ended) - datetime.fromisoformat(row.begun)
    return max(1, round(taken.total_seconds() / 60))
