"""Writing YAML that is nice to read, and that the loader reads as what was meant.

What is plain in YAML is decided by the loader's own rules, those of YAML 1.2; what comes out is read again.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from simulator.problems import Problems, SimulatorError
from simulator.source import read_source
from simulator.yaml_reader import FIRST, FLOAT, INTEGER, NOT_FINITE, WORDS
from tui.words import say

WIDTH = 120
"""Columns of a line, where it can be broken."""

SHORT = 90
"""Characters of a text that stands on the line of its key; a longer one gets lines of its own."""

FLAT = 90
"""Characters of a list or block that stands on one line."""


class NotWritable(SimulatorError):
    """Some text cannot be written so that it reads back as the same text."""


def yaml_text(data: Any) -> str:
    """Plain data as YAML. Raises NotWritable where it would not read back as it is."""
    text = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False, indent=2
    )
    if not _is_read_as(text, data):
        raise NotWritable(say("exchange.not-writable"))
    return text


def flat_text(data: Any) -> str:
    """Plain data as YAML on one line: `{casualty: crowd, once: true}`, `talk`."""
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**9, default_flow_style=True)
    return text.removesuffix("\n").removesuffix("\n...")


def reads_as_text(text: str) -> bool:
    """Whether a scalar without quotation marks is text for the loader, and not a number, a flag or nothing."""
    if text and text[0] not in FIRST:
        return True
    return text not in WORDS and not any(kind.fullmatch(text) for kind in (INTEGER, FLOAT, NOT_FINITE))


def _is_read_as(text: str, data: Any) -> bool:
    # A file is at most as large as the loader allows; larger ones are told by the loader, with what to do.
    source = read_source("yaml", Problems(), text=text)
    return source is None or are_same(source.data, data)


def are_same(one: Any, other: Any) -> bool:
    """Whether plain data is equal, in its order too, with flags apart from numbers."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(are_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(are_same, one, other))
    return type(one) is type(other) and bool(one == other)


class _Dumper(yaml.SafeDumper):
    """Lists stand indented below their key, and nothing is ever written as an alias."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


ELSEWHERE = re.compile(r"[0-9]+(?::[0-9]+)+|[0-9]{4}-[0-9]{2}-[0-9]{2}.*|yes|no|on|off|y|n", re.IGNORECASE)
"""What other programs that read YAML, by its older rules, do not take for text: times, dates, yes and no."""


def _style(text: str) -> str | None:
    if not reads_as_text(text) or ELSEWHERE.fullmatch(text):
        return '"'
    if "\n" in text:
        return "|"
    if len(text) > SHORT and text == text.strip():
        return ">"
    return '"' if any(sign in text for sign in (": ", " #", "'")) or text[:1] in "[]{},&*!|>%@`\"'?-" else None


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=_is_flat(items))


def _mapping(dumper: yaml.SafeDumper, block: dict[str, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", block.items(), flow_style=_is_flat(block))


def _is_flat(value: Any) -> bool:
    """Whether a list or block is so small and plain that it reads best on one line."""
    return _length(value) <= FLAT


def _length(value: Any, deep: int = 0) -> int:
    if isinstance(value, str):
        return len(value) + 2 if len(value) <= SHORT and "\n" not in value else FLAT + 1
    if isinstance(value, dict):
        inner = [len(key) + 2 + _length(item, deep + 1) for key, item in value.items()]
    elif isinstance(value, list):
        inner = [_length(item, deep + 1) for item in value]
    else:
        return 6
    return sum(inner) + 2 * len(inner) if deep < 2 else FLAT + 1


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _mapping)
