"""A file with inject sheets to a scenario: one table, a list of injects, and the decision that is typed in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from simulator import limits
from simulator.area import Area
from simulator.compiling import compile_scenario
from simulator.loading import load_area, validated
from simulator.model import ScenarioFile
from simulator.problems import LoadError, Place, Problem, Problems
from simulator.source import AREA_FILE, Path, Source
from simulator.vocabulary import Vocabulary
from tui.inject_sheets.cleaning import clean, line
from tui.inject_sheets.codes import codes
from tui.inject_sheets.gathering import Gathered, gathered, marks_end
from tui.inject_sheets.grids import Found
from tui.inject_sheets.opening import contents_of
from tui.inject_sheets.own import BRIEFING, Own, own_in
from tui.inject_sheets.seating import Seating
from tui.inject_sheets.sensitive import report_sensitive
from tui.inject_sheets.sheet_blocks import Injects, SheetBlocks
from tui.inject_sheets.timing import STARTEX, timing_of
from tui.words import say

COMPONENT = "civilian"
STARTS = 8 * 60
"""Minute of the day at the start, where no time of day is told."""

AFTER_LAST, STEP, DECIDING = 15, 5, 5
"""Minutes of play after the last inject; steps of the minutes of play; minutes that one decision takes."""

LONGEST_PLAY = 240
MAY_BE_HOURS = re.compile(r"[HT]\s*\+\s*\d{1,2}", re.IGNORECASE)
TITLE_LENGTH = 120
"""Characters of a line that may be the title of the exercise."""


@dataclass(frozen=True)
class ImportedSheets:
    """A scenario from inject sheets. `problems` did not keep it from being one; each is for people to look at."""

    file: ScenarioFile
    hash: str
    problems: tuple[Problem, ...]
    left_out: int
    notices: tuple[str, ...]


def imported_sheets(
    file: FilePath, vocabulary: Vocabulary, areas: Mapping[str, FilePath], to: FilePath
) -> ImportedSheets:
    """The scenario in a file with inject sheets, checked like the scenario file `to` that it will be.

    Raises LoadError where there are no injects or no scenario can be made of them, BadArchive, BadWorkbook, OSError.
    """
    problems = Problems(codes=codes())
    contents = contents_of(file, problems)
    notices = contents.notices
    own, grids = own_in(contents.grids, problems)
    found = gathered(contents, own, grids, problems, notices)
    if not found.entries:
        problems.add("X921", Place(file.name))
        raise LoadError(tuple(problems))
    area = _area(own, to.parent, areas, vocabulary)
    report_sensitive(contents.texts(), _words_of(area), problems, notices)
    source = _Making(file, to, own, found, area, problems, notices).source(list(contents.texts()))
    scenario, hash = _checked(source, area, vocabulary)
    return ImportedSheets(scenario, hash, tuple(problems), problems.left_out, tuple(dict.fromkeys(notices)))


def _checked(source: Source, area: Area, vocabulary: Vocabulary) -> tuple[ScenarioFile, str]:
    problems = Problems()
    scenario = validated(ScenarioFile, source, problems)
    problems.raise_any()
    assert scenario is not None  # what is wrong with it has been raised
    return scenario, compile_scenario(scenario, area, vocabulary, source=source, problems=problems).hash


def _area(own: Own, folder: FilePath, areas: Mapping[str, FilePath], vocabulary: Vocabulary) -> Area:
    """The mission area beside the new file, else that which the sheets name, else the first that ships."""
    beside, wanted = folder / AREA_FILE, own.head.get("mission area")
    file = beside if beside.exists() else areas.get(str(wanted)) or next(iter(areas.values()))
    area = load_area(file, vocabulary=vocabulary)
    assert area is not None  # without a collector, what is wrong with it is raised
    return area


def _words_of(area: Area) -> str:
    """Everything that the mission area says: its people are known to be nobody real."""
    texts = [area.title, area.summary, area.mandate]
    return " ".join([*texts, *(f"{party.name} {party.text}" for party in area.parties.values())])


class _Making:
    """Puts the scenario file together, and remembers where each block comes from."""

    def __init__(
        self,
        file: FilePath,
        to: FilePath,
        own: Own,
        found: Gathered,
        area: Area,
        problems: Problems,
        notices: list[str],
    ) -> None:
        self.file, self.to, self.own, self.found, self.area = file, to, own, found, area
        self.problems, self.notices = problems, notices
        self.title = self._title()

    def source(self, texts: Sequence[Found]) -> Source:
        """The scenario file as plain data, with the place of each inject, seat and document."""
        rows = [*self.found.entries, *self.found.marks]
        timing = timing_of(rows, texts, self.problems)
        if any(MAY_BE_HOURS.fullmatch(row.text("planned").strip()) for row in rows):
            self.notices.append(say("inject-sheets.hours"))
        planned, marks = timing.planned[: len(self.found.entries)], timing.planned[len(self.found.entries) :]
        seating = Seating(self.own.seats, self.problems)
        blocks = SheetBlocks(seating, self.own, self.problems)
        injects = blocks.of(self.found.entries, planned)
        ends = [end for mark, end in zip(self.found.marks, marks, strict=True) if end is not None and marks_end(mark)]
        play = max([*ends, *(end + AFTER_LAST for end in planned if end is not None)], default=len(injects) * DECIDING)
        start = timing.starts if timing.starts is not None else STARTS
        data = {**self._head(play, start, len(injects)), **self._rest(seating.in_order(), injects)}
        places: dict[Path, Place] = {("injects", id): place for id, place in blocks.places.items()}
        places |= {(table, id): place for (table, id), place in self.own.places.items()}
        return Source(self.file.name, data, {(): Place(self.file.name), **places}, places)

    def _head(self, play: int, start: int, injects: int) -> dict[str, Any]:
        title = self.title
        if play > LONGEST_PLAY and not self.own.is_there:
            self.notices.append(say("inject-sheets.long", minutes=play, most=LONGEST_PLAY))
        usual = {
            "title": title,
            "summary": say("inject-sheets.summary", title=title),
            "level": "leadership",
            "role": say("inject-sheets.everybody-plays"),
            "component": COMPONENT,
            "play minutes": min(_up(max(play, 10), STEP), LONGEST_PLAY),
            "starts": f"{start // 60:02}:{start % 60:02}",
            "horizon": min(_up(max(play, (injects + 2) * DECIDING) + 2 * AFTER_LAST, 30), limits.MINUTES),
        }
        card = next((id for id, card in self.area.cards.items() if COMPONENT in card.components), "")
        ours = {"mission area": self.area.id, "card": self.own.head.get("card", card)}
        if ours["card"] not in self.area.cards:
            ours["card"] = card
        return {"format": 1, "id": self.to.stem, **usual, **self.own.head, **ours, "at the horizon": "over"}

    def _rest(self, seats: Mapping[str, Any], injects: Injects) -> dict[str, Any]:
        briefing = {key: say(f"inject-sheets.briefing.{key}") for key in BRIEFING}
        lines = self._outside()
        if lines:
            briefing["situation"] = lines
        listed = [{"id": id, **block} for id, block in self.own.objectives.items()]
        return {
            **({"objectives": listed} if listed else {}),
            "briefing": {**briefing, **self.own.briefing},
            "documents": self.own.documents,
            "seats": dict(seats),
            "start": "at-the-table",
            "scenes": _scenes(),
            "injects": injects,
        }

    def _outside(self) -> str:
        """Lines that belong to no inject: what somebody wrote above the list is the situation."""
        if self.own.is_there:
            return ""
        texts = [clean(found.text, found.place, self.problems) for found in self.found.lines]
        told = [text for text in texts if text and text != self.title and not STARTEX.match(text)]
        joined = "\n\n".join(told)
        if joined:
            self.notices.append(say("inject-sheets.lines"))
        return joined[: limits.TEXT_LENGTH]

    def _title(self) -> str:
        for found in self.found.lines:
            text = line(clean(found.text, found.place, Problems()), found.place, Problems())
            if 3 < len(text) <= TITLE_LENGTH:
                return text
        return self.to.stem.replace("-", " ").capitalize()


def _scenes() -> dict[str, Any]:
    """The table, at which each decision is typed in words, and the end."""
    decided = {"label": say("inject-sheets.decided"), "takes": DECIDING, "then": "at-the-table"}
    close = {"label": say("inject-sheets.close"), "takes": DECIDING, "then": "over"}
    over = say("inject-sheets.over")
    return {
        "at-the-table": {
            "title": say("inject-sheets.table-title"),
            "text": say("inject-sheets.table-text"),
            "options": {"decided": decided, "close": close},
        },
        "over": {"title": over, "text": say("inject-sheets.over-text"), "ending": {"title": over}},
    }


def _up(number: int, step: int) -> int:
    return -(-number // step) * step
