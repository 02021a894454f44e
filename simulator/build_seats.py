"""What a scenario file says of its seats, looked up with a `Builder`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.build import Builder
from simulator.exercise_model import InjectSheet, Seat
from simulator.model import Objective, Scene

if TYPE_CHECKING:
    from simulator.source import Path

TAKEN = "control"
"""Exercise control speaks under this name in the log."""


def check_seats(builder: Builder) -> None:
    """Report seats that there are not, documents that there are not, and names given twice."""
    file = builder.file
    for id, seat in file.seats.items():
        _check_seat(builder, id, seat)
    for part in (None, *file.parts):
        path: Path = ("parts", part, "scenes") if part else ("scenes",)
        for id, scene in (file.parts[part].scenes if part else file.scenes).items():
            _check_scene(builder, scene, (*path, id))
    for id, inject in file.injects.items():
        if inject.sheet is not None:
            _check_sheet(builder, inject.sheet, ("injects", id, "sheet"))
    for n, objective in enumerate(file.objectives):
        _check_criteria(builder, objective, ("objectives", n, "criteria"))


def _check_seat(builder: Builder, id: str, seat: Seat) -> None:
    path: Path = ("seats", id)
    if id == TAKEN:
        builder.key_problem("S535", path, name=id)
    if seat.falls_to is not None:
        _check_known(builder, seat.falls_to, (*path, "falls to"))
    builder.check_documents(seat.documents, path)


def _check_scene(builder: Builder, scene: Scene, path: Path) -> None:
    if scene.decided_by is not None:
        _check_known(builder, scene.decided_by, (*path, "decided by"))
    for seat in scene.told_to:
        if seat not in builder.file.seats:
            builder.key_problem("S319", (*path, "told to", seat), name=seat, near=builder.file.seats)


def _check_sheet(builder: Builder, sheet: InjectSheet, path: Path) -> None:
    for n, to in enumerate(sheet.to):
        _check_known(builder, to, (*path, "to", n))
    objectives = [objective.id for objective in builder.file.objectives]
    for n, id in enumerate(sheet.objectives):
        if id not in objectives:
            builder.problem("S320", (*path, "objectives", n), name=id, near=objectives)


def _check_known(builder: Builder, seat: str, path: Path) -> None:
    if seat not in builder.file.seats:
        builder.problem("S319", path, name=seat, near=builder.file.seats)


def _check_criteria(builder: Builder, objective: Objective, path: Path) -> None:
    ids = [criterion.id for criterion in objective.criteria]
    for n, id in enumerate(ids):
        if id in ids[:n]:
            builder.problem("S536", (*path, n, "id"), name=id)
