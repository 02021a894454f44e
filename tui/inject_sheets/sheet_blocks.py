"""Injects as blocks of a scenario file, each played by hand and with its sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator import limits
from simulator.problems import Place, Problems
from simulator.written import ID_PATTERN
from tui.inject_sheets.cleaning import clean, line, shortened
from tui.inject_sheets.entries import Entry
from tui.inject_sheets.labels import own_label
from tui.inject_sheets.own import Own
from tui.inject_sheets.seating import Seating, free_id
from tui.words import say

NUMBER = re.compile(r"\D{0,12}?0*([1-9]\d{0,2})")
SENTENCE = re.compile(r"[.;!?](?:\s|$)|\n")
TITLE = 70
"""Characters of a title that is made of the first words of a message."""

LINES = ("type", "means", "from", "activity")
Injects = dict[str, dict[str, Any]]


class SheetBlocks:
    """Makes the blocks one by one; what has to be told of a value goes to the problems, with its place."""

    def __init__(self, seating: Seating, own: Own, problems: Problems) -> None:
        self._seating, self._own, self._problems = seating, own, problems
        self.places: dict[str, Place] = {}

    def of(self, entries: Sequence[Entry], planned: Sequence[int | None]) -> Injects:
        """The injects by id. More than a scenario holds are reported, and so is a row that says nothing."""
        injects: Injects = {}
        counts = not self._own.is_there and not any(entry.text("number") for entry in entries)
        for count, (entry, minutes) in enumerate(zip(entries, planned, strict=True), 1):
            block = self._block(entry, minutes, count if counts else None)
            if "text" not in block and "title" not in block and not self._own.is_there:
                self._problems.add("X934", entry.place)
            elif len(injects) >= limits.INJECTS:
                self._problems.add("X927", entry.place, most=limits.INJECTS, left=len(entries) - count + 1)
                break
            else:
                id = self._id(entry, block, set(injects))
                injects[id], self.places[id] = block, entry.place
        return injects

    def _id(self, entry: Entry, block: Mapping[str, Any], taken: set[str]) -> str:
        told = entry.text("id").strip()
        if told:
            return told if re.fullmatch(ID_PATTERN, told) and told not in taken else free_id(told, taken, "inject")
        number = block.get("sheet", {}).get("number")
        serial = f"inject {number or entry.text('number')}" if number or entry.text("number") else ""
        return free_id(serial or block.get("title", ""), taken, "inject")

    def _block(self, entry: Entry, planned: int | None, count: int | None) -> dict[str, Any]:
        said = {name: self._clean(entry, name) for name in ("title", "text", "activity", "expected")}
        if not self._own.is_there:
            said = _arriving(said, entry)
        title = self._line(entry, "title", said["title"])
        sheet: dict[str, Any] = {"number": self._number(entry) or count, "planned": planned}
        texts = {**{name: self._clean(entry, name) for name in LINES}, "activity": said["activity"]}
        sheet |= {name: self._line(entry, name, text) for name, text in texts.items()}
        sheet |= {"to": list(self._seating.of(entry.text("to"), entry.at("to"))), "objectives": self._objectives(entry)}
        notes = "\n\n".join(self._notes(entry))
        sheet |= {"expected": self._prose(entry, "expected", said["expected"])}
        sheet |= {"for evaluators": self._prose(entry, "for evaluators", notes)}
        block: dict[str, Any] = {"title": title, "text": self._prose(entry, "text", said["text"])}
        block |= {"documents": _names(entry.text("documents")), "sheet": _filled(sheet)}
        return {"by hand": {"at most": 1}, **_filled(block)}

    def _number(self, entry: Entry) -> int | None:
        found = NUMBER.fullmatch(entry.text("number").strip())
        return int(found[1]) if found else None

    def _objectives(self, entry: Entry) -> list[str]:
        return [id for id in _names(entry.text("objectives")) if id in self._own.objectives]

    def _notes(self, entry: Entry) -> Iterator[str]:
        """What evaluators are told, and below it what no field of an inject holds."""
        if note := self._clean(entry, "for evaluators"):
            yield note
        left = [name for name in _names(self._clean(entry, "objectives")) if name not in self._own.objectives]
        kept = [(own_label("objectives"), ", ".join(left))]
        kept += [(say("inject-sheets.label.responsible"), self._clean(entry, "responsible"))]
        kept += [(say("inject-sheets.label.unused"), self._clean(entry, "unused"))]
        number = entry.text("number").strip()
        kept += [(own_label("number"), "" if self._number(entry) else number)]
        for label, found in entry.others:
            text = clean(found.text, found.place, self._problems)
            kept.append((clean(label, found.place, self._problems), text))
        for label, text in kept:
            if text:
                yield f"{label}: {text}" if label else text

    def _clean(self, entry: Entry, name: str) -> str:
        return clean(entry.text(name), entry.at(name), self._problems)

    def _line(self, entry: Entry, name: str, text: str) -> str:
        return line(text, entry.at(name), self._problems)

    def _prose(self, entry: Entry, name: str, text: str) -> str:
        return shortened(text, limits.TEXT_LENGTH, entry.at(name), self._problems)


def _arriving(said: Mapping[str, str], entry: Entry) -> dict[str, str]:
    """What is told is the message; where there is none, what happens, and else the title. Each has a title:
    what happens in a few words, else the first words of the message, where the sheet has no titles of its own.
    """
    found = dict(said)
    if not found["text"]:
        found |= {"text": found["activity"] or found["title"], "activity": ""}
    if len(found["activity"]) > limits.LINE_LENGTH:
        found |= {"text": f"{found['activity']}\n\n{found['text']}", "activity": ""}
    if not found["title"] and "title" not in entry.labels and 0 < len(found["activity"]) <= TITLE:
        found |= {"title": found["activity"], "activity": ""}
    if not found["title"] and "title" not in entry.labels:
        found["title"] = _first_words(found["text"])
    return found


def _first_words(text: str) -> str:
    first = " ".join(SENTENCE.split(text, maxsplit=1)[0].replace("*", "").split())
    return first if len(first) <= TITLE else first[:TITLE].rsplit(None, 1)[0] + "…"


def _names(text: str) -> list[str]:
    return [name for part in re.split(r"[\n,;]", text) if (name := part.strip())]


def _filled(block: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in block.items() if value is not None and value not in ("", [], {}, ())}
