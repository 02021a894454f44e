"""docs/format-reference.md: every key of scenario and mission area files, made from the models that check them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from simulator import limits
from simulator.area import Area
from simulator.block import Block, Bounds, Shaped, spaced
from simulator.model import EventUse, PartHead, ScenarioFile, WordUse
from simulator.written import ID_PATTERN
from tui.words import say

ROOTS: tuple[type[Block], ...] = (ScenarioFile, PartHead, Area)
WORDS = {str: "word", int: "number", bool: "flag"}


def reference() -> str:
    """The whole page."""
    limit = {"count": limits.ID_LENGTH, "line": limits.LINE_LENGTH, "text": limits.TEXT_LENGTH}
    parts = [f"# {say('reference.title')}", say("reference.about").replace("\n", "\n\n")]
    parts += [say("reference.ids", **limit), say("reference.problems")]
    for kind in all_blocks():
        parts += [f"## {title(kind)}", _about(kind), _word(kind) if issubclass(kind, WordUse) else _table(kind)]
    return "\n\n".join(parts) + "\n"


def all_blocks() -> list[type[Block]]:
    """Every block that a file may hold, each after the one in which it is met first."""
    found: list[type[Block]] = []
    waiting = list(ROOTS)
    while waiting:
        kind = waiting.pop(0)
        if kind not in found:
            found.append(kind)
            hints = get_type_hints(kind, include_extras=True)
            waiting[:0] = [inner for each in fields(kind) for inner in _blocks_in(hints[each.name])]
    return found


def title(kind: type[Block]) -> str:
    """What a block is called."""
    return say(f"block.{kind.__name__}")


def meaning(kind: type[Block], key: str) -> str:
    """What a key of a block means, in the words of the catalogue."""
    return say(f"keys.{owner(kind, key).__name__}.{key}")


def owner(kind: type[Block], key: str) -> type[Block]:
    """The block that declares a key, which blocks that are made of it share."""
    makers = [maker for maker in kind.__mro__ if issubclass(maker, Block) and maker is not Block]
    return next(maker for maker in makers if key in map(maker.KEY, vars(maker).get("__annotations__", {})))


def _about(kind: type[Block]) -> str:
    """The first paragraph of the model's own words, with keys as files have them."""
    first = (kind.__doc__ or "").split("\n\n")[0]
    return re.sub(r"`(\w+)`", lambda name: f"`{spaced(name[1])}`", first)


def _word(kind: type[WordUse]) -> str:
    """How a word is written, which is shorter than its keys."""
    if issubclass(kind, EventUse):
        return f"{say('reference.act', example='poc.alert')} {say('reference.once', example='poc.alert')}"
    return say("reference.act", example="crowd.dialogue")


def _table(kind: type[Block]) -> str:
    head = [say("reference.key"), say("reference.holds"), say("reference.meaning")]
    rows = [f"| {' | '.join(head)} |", "| --- | --- | --- |"]
    hints = get_type_hints(kind, include_extras=True)
    for each in sorted(fields(kind), key=lambda each: not _is_needed(each)):
        key = kind.KEY(each.name)
        rows.append(f"| `{key}` | {_holds(each, hints[each.name])} | {meaning(kind, key)} |")
    return "\n".join(rows)


def _is_needed(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _holds(each: Field[Any], hint: Any) -> str:
    if _is_needed(each):
        return say("reference.needed") + in_words(hint)
    usual = each.default
    shown = isinstance(usual, int) and not isinstance(usual, bool)
    return in_words(hint) + (say("reference.usual", value=usual) if shown else "")


def in_words(hint: Any) -> str:
    """What may stand where the models have this type."""
    marks: list[Any] = []
    while get_origin(hint) is Annotated:
        hint, *more = get_args(hint)
        marks += more
    origin, inner = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Block):
        return f"[{title(hint).lower()}](#{title(hint).lower().replace(' ', '-').replace(chr(39), '')})"
    if origin in (Union, UnionType):
        words = [in_words(kind) for kind in inner if kind is not NoneType]
        return say("reference.kind.or").join(dict.fromkeys(words))
    if origin is Literal:
        return _values(inner)
    if origin is tuple:
        return _list(inner, shaped=any(isinstance(mark, Shaped) for mark in marks))
    if origin is dict:
        by_id = _bound(inner[0], "pattern") == ID_PATTERN
        return say("reference.kind.by-id" if by_id else "reference.kind.by-word", item=in_words(inner[1]))
    return _simple(hint, marks)


def _values(values: tuple[Any, ...]) -> str:
    written = [f"`{str(value).lower() if isinstance(value, bool) else value}`" for value in values]
    return written[0] if len(written) == 1 else say("reference.kind.one-of", values=", ".join(written))


def _list(inner: tuple[Any, ...], *, shaped: bool) -> str:
    if len(inner) == 2 and inner[1] is not Ellipsis:
        return say("reference.kind.two")
    return say("reference.kind.cases" if shaped else "reference.kind.list", item=in_words(inner[0]))


def _simple(kind: Any, marks: list[Any]) -> str:
    bounds = {key: value for mark in marks if isinstance(mark, Bounds) for key, value in mark.bounds.items()}
    if kind is int and "le" in bounds:
        if (bounds.get("ge"), bounds["le"]) == (0, limits.MINUTES):
            return say("reference.kind.minutes", high=bounds["le"])
        return say("reference.kind.from-to", low=bounds.get("ge", 0), high=bounds["le"])
    if kind is str and bounds:
        return say(f"reference.kind.simple.{_kind_of_text(bounds)}")
    return say(f"reference.kind.simple.{WORDS.get(kind, 'anything')}")


def _kind_of_text(bounds: dict[str, Any]) -> str:
    """Texts are told apart by their limits, which is what the models say of them."""
    pattern = str(bounds.get("pattern", ""))
    if pattern:
        return "id" if pattern == ID_PATTERN else "time" if ":" in pattern else "seconds"
    return {limits.LINE_LENGTH: "line", limits.TEXT_LENGTH: "text"}.get(bounds.get("max_length", 0), "condition")


def _bound(hint: Any, name: str) -> Any:
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((m.bounds[name] for m in marks if isinstance(m, Bounds) and name in m.bounds), None)


def _blocks_in(hint: Any) -> Iterator[type[Block]]:
    if isinstance(hint, type) and issubclass(hint, Block):
        yield hint
    for inner in get_args(hint):
        yield from _blocks_in(inner)
