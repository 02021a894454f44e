"""The names in a buffer: what is declared where, and every place that means it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from simulator.yaml_reader import Path
from tui.language_server.blocks import FileKind, Shape, slot
from tui.language_server.outline import Outline, Token
from tui.language_server.roles import Role, declared_at, role_of_key, role_of_value

Thing = Literal[
    "act", "area", "card", "document", "event", "fact", "inject", "objective", "option", "part", "rule", "scene",
    "seat", "target", "variable", "word", "card value",
]  # fmt: skip

IN_CONDITION = re.compile(
    r"""(?P<text>"[^"]*"?|'[^']*'?)|(?P<word>(?:and|or|not|is|true|false)(?![\w.-]))
    |(?P<name>[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*)(?:\s*\(\s*(?P<about>[a-z][a-z0-9-]*))?""",
    re.VERBOSE,
)
FACT = re.compile(r"(?P<name>[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*)(?:\((?P<about>[a-z][a-z0-9-]*)\)?)?")

THINGS: dict[Role, Thing] = {
    "act": "act",
    "area": "area",
    "card": "card",
    "card value": "card value",
    "document": "document",
    "duty": "word",
    "event": "event",
    "gauge": "variable",
    "inject": "inject",
    "number": "variable",
    "objective": "objective",
    "option": "option",
    "part": "part",
    "rule": "rule",
    "scene": "scene",
    "seat": "seat",
    "shared part": "part",
    "target": "target",
    "variable": "variable",
}


@dataclass(frozen=True, slots=True)
class Name:
    """Something that has a name. `scope` is the part of a scene, or the path of the scene of an option."""

    thing: Thing
    id: str
    scope: Path = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a name stands; `declares` where it is made known. `path` is that of its key or value."""

    name: Name
    start: int
    end: int
    path: Path
    declares: bool = False


def occurrences(outline: Outline, kind: FileKind) -> list[Occurrence]:
    """Every name in a buffer, in the order in which they stand there."""
    variables = frozenset(outline.keys(("state",)))
    found: list[Occurrence] = []
    for token in outline.tokens:
        place = slot(token.path, kind) if token.kind != "half" and token.style not in ("|", ">") else None
        if place is not None:
            found += _in_token(token, place.shape, variables)
    return found


def part_of(path: Path) -> str | None:
    """The part that a place is in; None outside of any."""
    return str(path[1]) if path[:1] == ("parts",) and len(path) > 1 else None


def scene_path(path: Path) -> Path:
    """The path of the scene that a place is in; empty outside of any."""
    if path[:1] == ("scenes",):
        return path[:2]
    return path[:4] if path[:1] == ("parts",) and path[2:3] == ("scenes",) else ()


def _in_token(token: Token, shape: Shape, variables: frozenset[str]) -> Iterator[Occurrence]:
    if token.kind == "key":
        declared, role = declared_at(shape), role_of_key(shape)
        if declared and _declares(declared, token.path):
            yield _occurrence(token, declared, declares=True)
        elif role:
            yield from _named(token, role, variables)
    else:
        found = role_of_value(shape)
        if found:
            yield from _named(token, found, variables)


def _declares(role: Role, path: Path) -> bool:
    """Lists of documents and options in scenes are not declarations of the scenario's head, and the other way round."""
    if role == "option":
        return scene_path(path) != ()
    return role == "scene" or len(path) == 2


def _named(token: Token, role: Role, variables: frozenset[str]) -> Iterator[Occurrence]:
    if role == "condition":
        yield from _in_condition(token, variables)
    elif role == "name":
        found = FACT.fullmatch(token.text)
        if found:
            yield from _of_match(token, found, variables)
    elif role == "scene anywhere":
        yield from _full_id(token)
    elif role in THINGS and token.text:
        yield _occurrence(token, role, declares=role == "objective")


def _occurrence(token: Token, role: Role, *, declares: bool) -> Occurrence:
    thing = THINGS[role]
    scope: Path = ()
    if thing == "scene" and (part := part_of(token.path)) is not None:
        scope = (part,)
    elif thing == "option":
        scope = scene_path(token.path)
    return Occurrence(Name(thing, token.text, scope), token.start, token.end, token.path, declares)


def _in_condition(token: Token, variables: frozenset[str]) -> Iterator[Occurrence]:
    for found in IN_CONDITION.finditer(token.text.replace('\\"', ' "')):
        if found["name"]:
            yield from _of_match(token, found, variables)


def _of_match(token: Token, found: re.Match[str], variables: frozenset[str]) -> Iterator[Occurrence]:
    thing: Thing = "variable" if found["name"] in variables else "fact"
    start, end = found.span("name")
    yield Occurrence(Name(thing, found["name"]), token.start + start, token.start + end, token.path)
    if found["about"]:
        start, end = found.span("about")
        yield Occurrence(Name("target", found["about"]), token.start + start, token.start + end, token.path)


def _full_id(token: Token) -> Iterator[Occurrence]:
    """`casevac/nine-line` names a part and a scene in it."""
    part, slash, id = token.text.rpartition("/")
    if slash:
        yield Occurrence(Name("part", part), token.start, token.start + len(part), token.path)
    yield Occurrence(Name("scene", id, (part,) if slash else ()), token.end - len(id), token.end, token.path)
