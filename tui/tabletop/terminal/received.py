"""What a host sends, as values. A host is a stranger: nothing that it sends can move a cursor or hide a word."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.characters import UNSEEN
from simulator.problems import SimulatorError
from tui.tabletop.pages.section import Head, Section
from tui.words import say

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class NotUnderstood(SimulatorError):
    """What answers is no host, or one of another version."""


class Part(NamedTuple):
    """What one event of a stream holds: the head, and those sections that have changed."""

    head: Head
    sections: Mapping[str, Section]


def part(text: str) -> Part:
    """An event of a stream. Raises NotUnderstood."""
    try:
        return _parts().validate_python(cleaned(text))
    except (ValueError, RecursionError) as error:
        raise NotUnderstood(say("terminal.not-understood")) from error


def section(found: object) -> Section | None:
    """A section by itself, or none, from data that was cleaned. Raises NotUnderstood."""
    try:
        return _section_or_none().validate_python(found)
    except ValueError as error:
        raise NotUnderstood(say("terminal.not-understood")) from error


def cleaned(text: str) -> Any:
    """JSON with a blank for each character that nobody sees or that a terminal would obey. Raises ValueError."""
    return _clean(json.loads(text))


def _clean(found: object) -> object:
    if isinstance(found, str):
        return UNSEEN.sub(" ", found)
    if isinstance(found, list):
        return [_clean(each) for each in found]
    if isinstance(found, dict):
        return {UNSEEN.sub(" ", name): _clean(each) for name, each in found.items()}
    return found


@cache
def _section_or_none() -> TypeAdapter[Section | None]:
    from pydantic import TypeAdapter

    return TypeAdapter(Section | None)


@cache
def _parts() -> TypeAdapter[Part]:
    from pydantic import TypeAdapter

    return TypeAdapter(Part)
