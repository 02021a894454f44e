"""A scenario as an author would write it: plain data short forms, and an order that reads well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from simulator.block import Block, plain
from simulator.model import Case, Choice, Course, Effects, EventUse, ScenarioFile, WordUse

ORDER = (
    *("weight", "label", "title", "at", "on call", "when", "by hand", "if", "text"),
    *("budget", "unit", "at least", "costs", "acts", "events", "documents", "takes"),
    *("set", "add", "ledger", "schedule", "ends with", "chance", "play", "then"),
    *("consequence", "tactical", "political", "pulls apart", "fields", "options"),
)
"""The order of keys in options, selections, forms, outcomes and injects: what it is, what it does, what comes of it."""


def authored(file: ScenarioFile) -> dict[str, Any]:
    """The whole file; loading it gives the same version."""
    return _block(file)


def keys_in_order(kind: type[Block]) -> list[str]:
    """The keys of a block in the order in which people read them."""
    keys = [kind.KEY(each.name) for each in fields(kind)]
    if not issubclass(kind, Effects | Course | Choice):
        return keys
    return in_order(keys)


def in_order(keys: Iterable[str]) -> list[str]:
    """Keys in the order in which people read them; what is not known comes last."""
    return sorted(keys, key=lambda key: ORDER.index(key) if key in ORDER else len(ORDER))


def _block(block: Block) -> dict[str, Any]:
    shown = plain(block)
    values = {type(block).KEY(each.name): getattr(block, each.name) for each in fields(block)}
    return {key: _value(values[key]) for key in keys_in_order(type(block)) if key in shown}


def _value(value: Any) -> Any:
    if isinstance(value, WordUse):
        return _use(value)
    if isinstance(value, Block):
        return _block(value)
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return _cases(value) if value and isinstance(value[0], Case) else [_value(item) for item in value]
    return value


def _use(use: WordUse) -> Any:
    """`talk`, `{talk: crowd}`, `{casualty: crowd, once: true}`."""
    once = {"once": True} if isinstance(use, EventUse) and use.once else {}
    return {use.word: use.about, **once} if use.about is not None or once else use.word


def _cases(cases: tuple[Case, ...]) -> Any:
    alone = len(cases) == 1 and cases[0].when is None
    return cases[0].to if alone else [_block(case) for case in cases]
