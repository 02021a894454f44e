"""The list at the head of a pack: what is in it, with the hash of each file, and who reviewed it when."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from simulator.block import Block, Bounds, StrictInt, StrictStr
from simulator.loading import validated
from simulator.problems import Problems
from simulator.source import read_source
from simulator.written import Id, Line
from tui.exchange.yaml_text import yaml_text

MANIFEST = "pack.yaml"

NAME = re.compile(
    r"[a-z0-9-]+/(?:(?:parts|proofs)/)?[a-z0-9-]+(?:\.note\.md|\.plans\.yaml|\.yaml|(?:\.[a-z0-9-]+)?\.json)"
)
"""How a file in a pack is called: its folder is a mission area, and nothing has a name that a system could misread."""

Status = Literal["draft", "reviewed", "approved"]
Kind = Literal["mission area", "scenario", "part", "test plans", "note", "proof sheet"]
DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


class Review(Block):
    """How far people have looked at what is in the pack, and under which terms it may be used. Their word, no proof."""

    status: Status
    reviewer: Line | None = None
    date: Annotated[StrictStr, Bounds(pattern=DATE)] | None = None
    licence: Line | None = None


class Member(Block):
    """One file of the pack. A scenario has the id of its version too."""

    file: Line
    kind: Kind
    bytes: Annotated[StrictInt, Bounds(ge=0)]
    sha256: Annotated[StrictStr, Bounds(pattern=r"^[0-9a-f]{64}$")]
    id: Id | None = None
    version: Annotated[StrictStr, Bounds(pattern=r"^[0-9a-f]{64}$")] | None = None


class Manifest(Block):
    """Everything that a pack says of itself. `format` is raised when an older program could misread it."""

    format: Literal[1]
    review: Review
    files: Annotated[tuple[Member, ...], Bounds(min_length=1, max_length=500)]


def review_of(given: Mapping[str, Any]) -> Review:
    """A review as somebody typed it, through the gate of all texts. Raises LoadError."""
    problems = Problems(stop_at_first=True)
    text = yaml_text({key: value for key, value in given.items() if value is not None})
    review = validated(Review, read_source("review", problems, text=text), problems)
    assert review is not None  # the first problem has been raised
    return review


def digest(content: bytes) -> str:
    """The hash of a file's content."""
    return hashlib.sha256(content).hexdigest()
