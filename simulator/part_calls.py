"""Parts with parameters: each distinct call becomes a part of its own, before anything else looks at the file.

`play: {casevac: {patient: corporal, minutes: 10}}` makes the part `casevac-corporal` from `casevac`, and plays that. So
the step, proofs and editors know nothing of parameters, and a scene of it has the same id in every log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from simulator import limits
from simulator.filled_source import filled_source
from simulator.model import ParameterKind
from simulator.part_values import Filler, Given, TooLarge, Values
from simulator.problems import Problems, as_written
from simulator.source import Path, Source
from simulator.vocabulary import Vocabulary
from simulator.written import ID_PATTERN

KINDS: tuple[str, ...] = get_args(ParameterKind)
IDS = frozenset({"scenes", "options", "fields", "set", "add", "ledger", "schedule"})
"""Blocks whose keys are names that the author chose."""


@dataclass(frozen=True, slots=True)
class SharedPart:
    """A part as it stands in a file, with the file and the path where it stands."""

    id: str
    data: Mapping[str, Any]
    source: Source
    path: Path

    @property
    def kinds(self) -> Mapping[str, Any]:
        """The kind of each parameter, as written."""
        found = self.data.get("with")
        return found if isinstance(found, dict) else {}


def fill_parts(source: Source, used: Iterable[SharedPart], vocabulary: Vocabulary, problems: Problems) -> Source | None:
    """The file with its calls of parts filled in; `used` are parts from other files. None where that is impossible."""
    data = source.data
    if not isinstance(data, dict) or not ({"parts", "uses"} & data.keys()):
        return source
    own = data.get("parts", {})
    if not isinstance(own, dict):
        return source
    shared = [SharedPart(id, part, source, ("parts", id)) for id, part in own.items() if isinstance(part, dict)]
    calls = _Calls(source, [*shared, *used], vocabulary, problems)
    before = len(problems)
    try:
        made = calls.made(data)
    except TooLarge:
        problems.add("S534", source.key_place(("parts",)))
        return None
    return None if len(problems) > before else filled_source(source, made, calls.origins)


def are_ids(value: Any) -> bool:
    """Whether this is a list of ids, as they may stand in a file's name."""
    return isinstance(value, list) and all(isinstance(id, str) and re.fullmatch(ID_PATTERN, id) for id in value)


def check_kinds(part: SharedPart, problems: Problems) -> None:
    """Report what is wrong with the parameters that a part asks for."""
    path: Path = (*part.path, "with")
    if not isinstance(part.data.get("with", {}), dict):
        advice = "Write each parameter with its kind: `patient: a target`."
        place = part.source.key_place(path)
        problems.add("S203", place, wanted="a block of keys", found="something else", advice=advice)
    for name, kind in part.kinds.items():
        if kind not in KINDS:
            place = part.source.place((*path, name))
            problems.add("S204", place, name=as_written(kind), near=KINDS, values=", ".join(KINDS))


class _Calls:
    """Calls that were found so far, and the parts that are made for them."""

    def __init__(
        self, source: Source, shared: Iterable[SharedPart], vocabulary: Vocabulary, problems: Problems
    ) -> None:
        parts = {part.id: part for part in shared}
        self.problems, self.filler = problems, Filler(problems)
        self.templates = {id: part for id, part in parts.items() if "with" in part.data}
        self.plain = {id: part for id, part in parts.items() if id not in self.templates}
        self.values = Values(source.data, vocabulary, problems)
        self.origins = {id: (part.source, part.path) for id, part in self.plain.items() if part.source is not source}
        self.source = filled_source(source, source.data, self.origins)
        self.ids: dict[tuple[str, tuple[Any, ...]], str] = {}
        self.waiting: list[tuple[str, SharedPart, Mapping[str, Given]]] = []

    def made(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The whole file, with a part for each distinct call."""
        for template in self.templates.values():
            check_kinds(template, self.problems)
        found = {key: value for key, value in data.items() if key != "parts" and not (key == "uses" and are_ids(value))}
        found["scenes"] = self._played(data.get("scenes"), ("scenes",), ids=True)
        own = {id: part for id, part in data.get("parts", {}).items() if id not in self.templates}
        parts = {**own, **{id: part.data for id, part in self.plain.items()}}
        found["parts"] = {id: self._played(part, ("parts", id)) for id, part in parts.items()}
        while self.waiting:
            id, template, given = self.waiting.pop(0)
            rest = {key: value for key, value in template.data.items() if key != "with"}
            filled = self.filler.filled(rest, given, template.id, self.source, ("parts", id))
            found["parts"][id] = self._played(filled, ("parts", id))
        for id in () if self.problems else self.templates.keys() - {part for part, _ in self.ids}:
            part = self.templates[id]
            self.problems.add("S533", part.source.key_place(part.path), name=id)
        return found

    def _played(self, value: Any, path: Path, *, ids: bool = False) -> Any:
        """The value with each call in it replaced by the id of the part that is made for it.

        With `ids` its keys are ids that the author chose: an option may be called `play`.
        """
        if isinstance(value, list):
            return [self._played(inner, (*path, n)) for n, inner in enumerate(value)]
        if not isinstance(value, dict):
            return value
        found = {}
        for key, inner in value.items():
            if key == "play" and not ids:
                found[key] = self._call(inner, (*path, key))
            else:
                found[key] = self._played(inner, (*path, key), ids=not ids and key in IDS)
        return found

    def _call(self, play: Any, path: Path) -> Any:
        if isinstance(play, str):
            return play if play not in self.templates else self._filled(self.templates[play], {}, path)
        if not isinstance(play, dict):
            return play
        if len(play) != 1:
            self.problems.add("S209", self.source.place(path), why="it is one part, with its parameters")
            return ""
        ((part, given),) = play.items()
        given = {} if given is None else given
        template = self.templates.get(part)
        if not isinstance(given, dict):
            advice = "Write each parameter with its value: `patient: corporal`."
            place = self.source.place((*path, part))
            self.problems.add("S203", place, wanted="a block of keys", found="something else", advice=advice)
        elif template is not None:
            return self._filled(template, given, path)
        elif part not in self.plain:
            near = [*self.templates, *self.plain]
            self.problems.add("S308", self.source.key_place((*path, part)), name=part, near=near)
        else:
            self._check_unknown(part, given, {}, (*path, part))
        return part

    def _check_unknown(self, part: str, given: Iterable[str], known: Iterable[str], path: Path) -> None:
        for name in given:
            if name not in known:
                self.problems.add("S532", self.source.key_place((*path, name)), name=name, of=part, near=known)

    def _filled(self, part: SharedPart, given: Mapping[str, Any], path: Path) -> str:
        """The id of the part that is made for a call."""
        inside: Path = (*path, part.id)
        self._check_unknown(part.id, given, part.kinds, inside)
        values: dict[str, Given] = {}
        for name, kind in part.kinds.items():
            if name not in given:
                self.problems.add("S531", self.source.key_place(inside), name=part.id, missing=name, kind=kind)
            elif kind in KINDS:
                value = self.values.given(kind, given[name], self.source, (*inside, name))
                values |= {name: value} if value else {}
        if len(values) < len(part.kinds):
            self.ids.setdefault((part.id, ()), part.id)
            return part.id
        call = (part.id, tuple(values.items()))
        if call not in self.ids:
            self._make(call, part, values)
        return self.ids[call]

    def _make(self, call: tuple[str, tuple[Any, ...]], part: SharedPart, values: Mapping[str, Given]) -> None:
        if len(self.ids) >= limits.PART_CALLS:
            raise TooLarge
        about = [str(values[name].value) for name, kind in part.kinds.items() if kind == "a target"]
        id = first = "-".join([part.id, *about])[: limits.ID_LENGTH - 3].rstrip("-")
        number = 1
        while id in self.plain or id in self.ids.values():
            number += 1
            id = f"{first}-{number}"
        self.ids[call] = id
        self.origins[id] = (part.source, part.path)
        self.waiting.append((id, part, values))
