"""Options by letters: on paper nobody points at a line, so a table says *B*, or *2B* in a form of several fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_uppercase
from typing import NamedTuple

from simulator.model import Choice
from simulator.scenario import Scene


class Lettered(NamedTuple):
    """An option with its letter. `when` is its condition as the file has it; None where it is always on offer."""

    letter: str
    id: str
    label: str
    when: str | None
    costs: int | None
    choice: Choice


class Group(NamedTuple):
    """Options that stand together: all of a scene, or those of one field of a form, with the field's label."""

    label: str | None
    free_text: bool
    options: tuple[Lettered, ...]

    @property
    def always(self) -> tuple[Lettered, ...]:
        """The options without a condition."""
        return tuple(option for option in self.options if option.when is None)


def groups(scene: Scene) -> tuple[Group, ...]:
    """The options of a scene with their letters, in file order."""
    file = scene.file
    if file.form is not None:
        fields = enumerate(file.form.fields.values(), 1)
        return tuple(Group(f.label, f.free_text, _lettered(f.options, str(n))) for n, f in fields)
    if file.select is not None:
        costs = {id: option.costs for id, option in file.select.options.items()}
        return (Group(None, False, _lettered(file.select.options, costs=costs)),)
    return (Group(None, False, _lettered(file.options)),) if file.options else ()


def lettered(scene: Scene) -> tuple[Lettered, ...]:
    """All options of a scene with their letters."""
    return tuple(option for group in groups(scene) for option in group.options)


def letters_of(scene: Scene, move: Iterable[str]) -> tuple[Lettered, ...]:
    """The options of a move as they are lettered; what is no option of the scene is left out."""
    known = {option.id: option for option in lettered(scene)}
    return tuple(known[id] for id in move if id in known)


def _lettered(
    choices: Mapping[str, Choice], before: str = "", costs: Mapping[str, int] | None = None
) -> tuple[Lettered, ...]:
    return tuple(
        Lettered(f"{before}{letter}", id, choice.label, choice.when, (costs or {}).get(id), choice)
        for letter, (id, choice) in zip(ascii_uppercase, choices.items(), strict=False)
    )
