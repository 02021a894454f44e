"""What may stand at a path of a file, by the models: its keys, its values, and the shape of the path.

The shape of a path has `*` for an id, `#` for an item of a list and `@` for a word of the vocabulary:
`scenes.at-the-gate.options.talk.acts.0` has the shape `scenes.*.options.*.acts.#`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from functools import cache, lru_cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from simulator.area import Area
from simulator.block import Block
from simulator.model import Dilemma, EventUse, Part, PartHead, ScenarioFile, WordUse
from simulator.plan import PlanFile
from simulator.yaml_reader import Path

FileKind = Literal["scenario", "area", "part", "plans"]
Shape = tuple[str, ...]

ROOTS: dict[FileKind, tuple[type[Block], ...]] = {
    "scenario": (ScenarioFile,),
    "area": (Area,),
    "part": (PartHead, Part),
    "plans": (PlanFile,),
}
CALLS = ("play",)
"""Where a part may be named with its parameters: `play: {casevac: {patient: corporal}}`."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a file: its shape, and the types that its value may have."""

    shape: Shape
    kinds: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a block: what stands under it, in a sentence from the models, and whether it must be there."""

    name: str
    about: str
    needed: bool
    opens: Literal["block", "list", "value"]


@lru_cache(maxsize=20_000)
def slot(path: Path, kind: FileKind) -> Slot | None:
    """What may stand at a path; None where the models know no such place."""
    if not path:
        return Slot((), ROOTS[kind])
    around = slot(path[:-1], kind)
    if around is not None and around.shape[-1:] == CALLS and isinstance(path[-1], str):
        return Slot((*around.shape, "@"), (dict[str, str],))
    steps = [step for each in around.kinds if (step := _into(each, path[-1])) is not None] if around else []
    if around is None or not steps:
        return None
    kinds = tuple(inner for _, annotation in steps for inner in _alternatives(annotation))
    return Slot((*around.shape, steps[0][0]), kinds)


def keys(slot: Slot) -> list[Key]:
    """The keys of the blocks that may stand here, those that must be there first."""
    found = [key for kind in slot.kinds if _is_block(kind) and not issubclass(kind, WordUse) for key in _keys(kind)]
    return sorted({key.name: key for key in found}.values(), key=lambda key: not key.needed)


def literals(slot: Slot) -> list[str]:
    """The values that may stand here, where there are only some."""
    found: list[str] = []
    for kind in slot.kinds:
        if get_origin(kind) is Literal:
            found += [str(value).lower() if isinstance(value, bool) else str(value) for value in get_args(kind)]
        elif kind is bool and len(slot.kinds) == 1:
            found += ["true", "false"]
    return found


def is_block(slot: Slot) -> bool:
    """Whether keys stand here."""
    return any(_is_block(kind) or get_origin(kind) is dict for kind in slot.kinds)


def _into(kind: Any, item: str | int) -> tuple[str, Any] | None:
    """One step of a path into a type: its sign in the shape, and the type there."""
    origin = get_origin(kind)
    if origin is tuple:
        return ("#", get_args(kind)[0]) if isinstance(item, int) else None
    if isinstance(item, int):
        return None
    if origin is dict:
        return "*", get_args(kind)[1]
    if not _is_block(kind):
        return None
    if issubclass(kind, WordUse):
        return ("once", bool) if item == "once" and issubclass(kind, EventUse) else ("@", str)
    annotation = _fields(kind).get(item)
    return (item, annotation) if annotation is not None else None


def _alternatives(annotation: Any) -> Iterator[Any]:
    """The types that a value may have, without None."""
    origin = get_origin(annotation)
    if origin in (tuple, dict, Literal) or not get_args(annotation):
        if annotation is not type(None):
            yield annotation
    else:
        for inner in get_args(annotation):
            yield from _alternatives(inner)


def _is_block(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Block)


@cache
def _fields(kind: Any) -> dict[str, Any]:
    types = get_type_hints(kind)
    found = {kind.KEY(field.name): types[field.name] for field in fields(kind)}
    if kind is Dilemma:
        found["scene"] = str
    return found


@cache
def _keys(kind: Any) -> tuple[Key, ...]:
    needed = {kind.KEY(f.name) for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    return tuple(_key(kind, name, annotation, name in needed) for name, annotation in _fields(kind).items())


def _key(kind: Any, name: str, annotation: Any, needed: bool) -> Key:
    alternatives = tuple(_alternatives(annotation))
    opens: Literal["block", "list", "value"] = "value"
    if any(_is_block(each) or get_origin(each) is dict for each in alternatives):
        opens = "block"
    elif all(get_origin(each) is tuple for each in alternatives) and name != "then":
        opens = "list"
    return Key(name, _about(alternatives) or (kind.__doc__ or ""), needed, opens)


def _about(kinds: tuple[Any, ...]) -> str:
    """What the models say of the block that stands in a value."""
    for kind in kinds:
        for inner in (kind, *get_args(kind)):
            if _is_block(inner):
                return inner.__doc__ or ""
    return ""
