"""A page in sections: lines to read, and what is asked. Frozen: what is the same is drawn once."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["text", "item", "heading", "kept", "alert"]
"""A paragraph, one of several, a small heading, a text whose lines are kept (a map), something not to be missed."""

Action = Literal["recommend", "decide", "dissent", "say", "mark", "rate", "commit", "note", "survey"]
"""What a form does when it is sent. The survey has a page of its own, apart from seats."""


class Line(NamedTuple):
    """Something to read. `label` says what or whose it is, `when` at which moment it came."""

    kind: Kind
    text: str
    label: str | None = None
    when: str | None = None


class Choice(NamedTuple):
    """Something that can be chosen; `more` is what it takes or costs."""

    id: str
    label: str
    more: str = ""
    chosen: bool = False


class Field(NamedTuple):
    """Choices under a heading: exactly one of them, or with `many` some."""

    id: str
    label: str
    choices: tuple[Choice, ...]
    many: bool = False
    required: bool = True


class Words(NamedTuple):
    """A place to write. `lines` is how high it is."""

    id: str
    label: str
    text: str = ""
    lines: int = 2
    required: bool = False


class Ask(NamedTuple):
    """A form: what is to be chosen and written, and what sends it. `turn` says which question it answers."""

    action: Action
    fields: tuple[Field, ...]
    words: tuple[Words, ...]
    send: str
    turn: int | None = None
    hint: str = ""


class Section(NamedTuple):
    """A part of a page under a heading."""

    id: str
    title: str
    lines: tuple[Line, ...] = ()
    asks: tuple[Ask, ...] = ()


class Head(NamedTuple):
    """What is always in sight: whose page this is, where the exercise stands, and the two clocks.

    `played` are seconds of play and `runs` says whether they go on; `time` is the story's. `state` is the phase, or
    `paused`, or `emergency`. `others` are further seats of the same person, with their titles.
    """

    title: str
    seat: str
    state: str
    phase: str
    time: str
    played: int
    runs: bool
    group: str
    others: tuple[tuple[str, str], ...] = ()


class Page(NamedTuple):
    """A whole page."""

    head: Head
    sections: tuple[Section, ...]
