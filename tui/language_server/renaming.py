"""Another name for a scene, option, variable or the like: at every place of the file that means it, texts untouched."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator import limits
from simulator.problems import Problems, SimulatorError
from simulator.scenario import RETURN
from simulator.source import Source, read_source
from simulator.written import ID_PATTERN
from tui.language_server.buffer import Buffer
from tui.language_server.names import Name, Occurrence, Thing
from tui.policy import vocabulary
from tui.words import say

RENAMED: frozenset[Thing] = frozenset(
    {"document", "inject", "objective", "option", "part", "scene", "seat", "target", "variable"}
)
"""What a scenario names itself; words, rules, cards and mission areas have their names from elsewhere."""


class CannotRename(SimulatorError):
    """Nothing was renamed, and why."""


@dataclass(frozen=True, slots=True)
class Place:
    """From where to where another name is written."""

    start: int
    end: int


def nameable(buffer: Buffer, offset: int) -> Occurrence:
    """The name at an offset, if it can be another one. Raises CannotRename."""
    found = buffer.name_at(offset)
    if found is None or found.name.thing not in RENAMED:
        raise CannotRename(say("lsp.rename.nothing"))
    if buffer.declaration(found.name) is None:
        raise CannotRename(say("lsp.rename.undeclared", name=found.name.id))
    return found


def renamed(buffer: Buffer, offset: int, new: str) -> list[Place]:
    """Every place where the new name is written. Raises CannotRename where the file would not mean the same after."""
    found = nameable(buffer, offset)
    _check(buffer, found.name, new)
    source = read_source(buffer.file, Problems(), text=buffer.text)
    if source is None or not agrees(buffer, source):
        raise CannotRename(say("lsp.rename.broken"))
    return [Place(each.start, each.end) for each in buffer.places_of(found.name)]


def _check(buffer: Buffer, name: Name, new: str) -> None:
    if len(new) > limits.ID_LENGTH or not re.match(ID_PATTERN, new):
        raise CannotRename(say("lsp.rename.pattern"))
    taken = buffer.declaration(Name(name.thing, new, name.scope)) is not None
    if name.thing == "variable":
        taken = taken or new in vocabulary().facts
    if taken or (name.thing == "scene" and new == RETURN):
        raise CannotRename(say("lsp.rename.taken", name=new))


def agrees(buffer: Buffer, source: Source) -> bool:
    """Whether the outline of a buffer has the very keys that the file has when it is read."""
    return {token.path for token in buffer.outline.tokens if token.kind == "key"} == set(source.key_places)
