"""What a key or value means at its place: a scene that is named, an act, a condition, a rule."""

from __future__ import annotations

from typing import Literal

from tui.language_server.blocks import Shape

Role = Literal[
    "act",
    "area",
    "card",
    "card value",
    "condition",
    "document",
    "duty",
    "event",
    "gauge",
    "given",
    "inject",
    "ledger",
    "name",
    "number",
    "objective",
    "option",
    "option anywhere",
    "parameter",
    "part",
    "rule",
    "scene",
    "scene anywhere",
    "seat",
    "shared part",
    "target",
    "value of",
    "variable",
]

VALUES: tuple[tuple[Shape, Role], ...] = (
    (("then",), "scene"),
    (("then", "#", "to"), "scene"),
    (("parts", "*", "start"), "scene"),
    (("play",), "part"),
    (("play", "@", "*"), "given"),
    (("uses", "#"), "shared part"),
    (("plans", "*", "moves", "#"), "option anywhere"),
    (("do",), "option anywhere"),
    (("do", "#"), "option anywhere"),
    (("offers",), "option anywhere"),
    (("offers", "#"), "option anywhere"),
    (("then at",), "scene anywhere"),
    (("plans", "*", "ends"), "scene anywhere"),
    (("holds",), "condition"),
    (("kept",), "rule"),
    (("kept", "#"), "rule"),
    (("late",), "rule"),
    (("late", "#"), "rule"),
    (("not kept",), "rule"),
    (("not kept", "#"), "rule"),
    (("decided by",), "seat"),
    (("falls to",), "seat"),
    (("sheet", "to", "#"), "seat"),
    (("documents", "#"), "document"),
    (("acts", "#"), "act"),
    (("ends with", "#"), "act"),
    (("events", "#"), "event"),
    (("acts", "#", "@"), "target"),
    (("ends with", "#", "@"), "target"),
    (("events", "#", "@"), "target"),
    (("hands over", "#"), "duty"),
    (("who", "*", "of"), "target"),
    (("objectives", "#", "id"), "objective"),
    (("objectives", "#", "rules", "#"), "rule"),
    (("dilemmas", "*", "rules", "#"), "rule"),
    (("ledger gauges", "#"), "gauge"),
    (("properties", "*", "in"), "scene anywhere"),
    (("properties", "*", "in", "#"), "scene anywhere"),
    (("always reachable",), "scene anywhere"),
    (("always reachable", "#"), "scene anywhere"),
    (("at least one of",), "scene anywhere"),
    (("at least one of", "#"), "scene anywhere"),
    (("dilemmas", "*", "scene"), "scene anywhere"),
    (("dilemmas", "*", "scenes"), "scene anywhere"),
    (("dilemmas", "*", "scenes", "#"), "scene anywhere"),
    (("when",), "condition"),
    (("if",), "condition"),
    (("never",), "condition"),
    (("by default",), "option"),
    (("by default", "#"), "option"),
    (("variants", "*", "card"), "card"),
    (("set", "*"), "value of"),
    (("facts", "*"), "value of"),
    (("state", "*", "start"), "value of"),
)
"""By the end of the shape."""

WHOLE_VALUES: dict[Shape, Role] = {
    ("start",): "scene",
    ("at the horizon",): "scene",
    ("card",): "card",
    ("mission area",): "area",
}
"""By the whole shape: keys of the head of a file."""

KEYS: tuple[tuple[Shape, Role], ...] = (
    (("set", "*"), "name"),
    (("facts", "*"), "name"),
    (("add", "*"), "number"),
    (("ledger", "*"), "ledger"),
    (("schedule", "*"), "inject"),
    (("told to", "*"), "seat"),
    (("play", "@"), "part"),
    (("play", "@", "*"), "parameter"),
    (("acts", "#", "@"), "act"),
    (("ends with", "#", "@"), "act"),
    (("events", "#", "@"), "event"),
    (("cards", "*", "values", "*"), "card value"),
)
"""Keys that name something that is declared elsewhere."""

DECLARED: tuple[tuple[Shape, Role], ...] = (
    (("scenes", "*"), "scene"),
    (("options", "*"), "option"),
    (("injects", "*"), "inject"),
    (("parts", "*"), "part"),
    (("seats", "*"), "seat"),
    (("state", "*"), "variable"),
    (("documents", "*"), "document"),
    (("who", "*"), "target"),
)
"""Keys that declare something."""


def role_of_value(shape: Shape) -> Role | None:
    """What a single value at a place of this shape means; None where it is only text, a number or a choice."""
    return WHOLE_VALUES.get(shape) or _by_end(VALUES, shape)


def role_of_key(shape: Shape) -> Role | None:
    """What a key names that leads to a place of this shape; None for a key of the format or a declaration."""
    return _by_end(KEYS, shape)


def declared_at(shape: Shape) -> Role | None:
    """What a key declares that leads to a place of this shape."""
    return _by_end(DECLARED, shape)


def _by_end(table: tuple[tuple[Shape, Role], ...], shape: Shape) -> Role | None:
    return next((role for end, role in table if shape[-len(end) :] == end), None)
