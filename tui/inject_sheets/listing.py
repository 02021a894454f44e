"""A scenario as a list of injects: the rows of the list, the seats, and what else has to go along to come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.block import plain
from simulator.exercise_model import InjectSheet
from simulator.model import Inject, ScenarioFile
from simulator.problems import Place, Problems, SimulatorError
from tui.inject_sheets.own import BRIEFING, HEAD, key_label, own_rows
from tui.inject_sheets.posts import is_everybody
from tui.inject_sheets.seating import Seating
from tui.words import say

Values = Mapping[str, str | int]


class NoInjects(SimulatorError):
    """A scenario has nothing that could stand in a list of injects."""


@dataclass(frozen=True)
class Listed:
    """What goes into the files. `injects` are values by field; `tables` have their heads first."""

    title: str
    injects: tuple[Values, ...]
    tables: Mapping[str, tuple[list[str], ...]]


def listed(file: ScenarioFile) -> Listed:
    """The list of a scenario. Raises NoInjects."""
    injects = tuple(_values(id, inject, file) for id, inject in file.injects.items() if _reaches_people(inject))
    if not injects:
        raise NoInjects(say("inject-sheets.none", id=file.id))
    data = plain(file)
    blocks: dict[str, Any] = {
        "exercise": _head(data).items(),
        "seats": data.get("seats", {}).items(),
        "objectives": [(block["id"], block) for block in data.get("objectives", [])],
        "documents": data.get("documents", {}).items(),
    }
    return Listed(file.title, injects, {name: tuple(own_rows(name, rows)) for name, rows in blocks.items() if rows})


def _reaches_people(inject: Inject) -> bool:
    return inject.sheet is not None or inject.title is not None or inject.text is not None


def _head(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    briefing = data["briefing"]
    values = {**{key: data[key] for key in HEAD}, **{key: briefing[key] for key in BRIEFING}}
    return {key_label(key): {"value": value} for key, value in values.items()}


def _values(id: str, inject: Inject, file: ScenarioFile) -> Values:
    sheet = inject.sheet or InjectSheet()
    planned = sheet.planned if sheet.planned is not None else inject.at
    values: dict[str, str | int | None] = {
        "number": sheet.number,
        "planned": planned,
        "type": sheet.type,
        "means": sheet.means,
        "from": sheet.from_,
        "to": _addressees(sheet.to, file),
        "title": inject.title,
        "activity": sheet.activity,
        "text": inject.text,
        "expected": sheet.expected,
        "for evaluators": sheet.for_evaluators,
        "objectives": "\n".join(sheet.objectives),
        "id": id,
        "documents": "\n".join(inject.documents),
    }
    return {field: value for field, value in values.items() if value not in (None, "")}


def _addressees(to: tuple[str, ...], file: ScenarioFile) -> str:
    """Seats by their titles, where a title says for certain which it is, and otherwise by their ids."""
    if not to:
        everybody = say("inject-sheets.all")
        named = any(is_everybody(name) for id, seat in file.seats.items() for name in (id, seat.title))
        return "" if named else everybody
    return "\n".join(_title_or_id(id, file) for id in to)


def _title_or_id(id: str, file: ScenarioFile) -> str:
    seats = {each: plain(seat) for each, seat in file.seats.items()}
    title = " ".join(file.seats[id].title.split())
    return title if Seating(seats, Problems()).of(title, Place(file.id)) == (id,) else id


def rows_of(listed: Listed, fields: tuple[str, ...]) -> Iterator[list[str | int]]:
    """The injects as rows of these fields."""
    for values in listed.injects:
        yield [values.get(field, "") for field in fields]
