"""From YAML text to plain data with the place of every key and value, by the rules of YAML 1.2.

The parser (libyaml, through PyYAML) only gives events; what they mean is decided here, in one pass without
recursion, so that nothing hostile gets further than the limits allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from simulator import limits
from simulator.characters import report_character, unseen
from simulator.problems import Place, Problems
from simulator.yaml_errors import report_yaml_error

Path = tuple[str | int, ...]
"""Where something stands in the data: keys and list indexes from the top."""

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's parser in C where it was built, else the slower one; only its events are used."""

WORDS = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""The words of YAML 1.2's core schema. `yes`, `no`, `on` and `off` are not among them."""

FIRST = frozenset("-+.0123456789~nNtTfF")
"""What a plain scalar starts with, if it may be anything but text."""

INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class Stop(Exception):
    """Reading further has no sense; why has been reported."""


class Block:
    """A list or mapping that is being read. `path` is None where what it holds is not kept."""

    __slots__ = ("data", "key", "lines", "path", "waiting")

    def __init__(self, data: dict[str, Any] | list[Any], path: Path | None) -> None:
        self.data = data
        self.path = path
        self.key: str | None = None
        self.lines: dict[str, int] = {}
        """The line of each key."""
        self.waiting = isinstance(data, dict)
        """Whether a key comes next."""


class YamlReader:
    """Reads one text. Afterwards `data` holds its content, `values` and `keys` the event behind each path."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file, self.problems = file, problems
        self.values: dict[Path, Any] = {}
        self.keys: dict[Path, Any] = {}
        self.top: list[Any] = []
        self.blocks: list[Block] = []
        self.nodes = 0
        self.end = Place(file)
        """Where the text ends."""

    @property
    def data(self) -> Any:
        """The content of the file; None where it is empty."""
        return self.top[0] if self.top else None

    def read(self, text: str) -> bool:
        """Read the text; False where it could not be read to its end, which has been reported."""
        event: Event | None = None
        self.end = Place(self.file, text.count("\n") + 1, len(text) - text.rfind("\n"))
        try:
            for event in events_of(text):
                self._take(event)
        except yaml.YAMLError as error:
            report_yaml_error(error, self.file, text, self.problems, event)
            return False
        except Stop:
            return False
        return True

    def _take(self, event: Event) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self._scalar(event)
        elif kind is MappingStartEvent:
            self._open(event, {})
        elif kind is SequenceStartEvent:
            self._open(event, [])
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self.blocks.pop()
        elif kind is AliasEvent:
            self._alias(event)
        elif kind is DocumentStartEvent:
            self._document(event)

    def _scalar(self, event: Any) -> None:
        value: Any = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if event.style == '"' and (character := unseen(value)):
            report_character(character, self._place(event), self.problems)
        elif not event.style and (not value or value[0] in FIRST):
            value = self._plain(value, event)
        block = self.blocks[-1] if self.blocks else None
        if block is not None and block.waiting:
            self._key(block, value, event)
        else:
            self._put(block, value, event)

    def _plain(self, text: str, event: Any) -> Any:
        if text in WORDS:
            return WORDS[text]
        if INTEGER.fullmatch(text):
            if len(text.lstrip("+-")) > limits.DIGITS:
                self.problems.add("S116", self._place(event), name=text, most=limits.DIGITS)
                return 0
            return int(text, 0 if text[1:2] in ("o", "x") else 10)
        if FLOAT.fullmatch(text):
            return float(text)
        if found := NOT_FINITE.fullmatch(text):
            return float(f"{found[1] or ''}{'inf' if found[2] else 'nan'}")
        return text

    def _key(self, block: Block, key: Any, event: Any) -> None:
        """A key begins an entry. One that is not kept (`block.key` is None) takes its value with it."""
        block.waiting = False
        if not isinstance(key, str):
            key = event.value
            self.problems.add("S107", self._place(event), name=key)
        if key == "<<" and not event.style:
            self._report("S110", event)
            block.key = None
        elif key in block.lines:
            self._report("S106", event, name=key, first=block.lines[key])
            block.key = None
        else:
            self._count()
            block.key = key
            block.lines[key] = event.start_mark.line + 1
            if block.path is not None:
                self.keys[(*block.path, key)] = event

    def _put(self, block: Block | None, value: Any, event: Any) -> Path | None:
        """Put a value where it belongs; gives its path, None where it is not kept."""
        self._count()
        path: Path | None = None
        if block is None:
            self.top.append(value)
            path = ()
        elif isinstance(block.data, list):
            path = (*block.path, len(block.data)) if block.path is not None else None
            block.data.append(value)
        else:
            block.waiting = True
            if block.key is None:
                return None
            path = (*block.path, block.key) if block.path is not None else None
            block.data[block.key] = value
        if path is not None:
            self.values[path] = event
        return path

    def _open(self, event: Any, data: dict[str, Any] | list[Any]) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(self.blocks) >= limits.DEPTH:
            self._report("S114", event, most=limits.DEPTH)
            raise Stop
        block = self.blocks[-1] if self.blocks else None
        if block is not None and block.waiting:
            self._report("S107", event, name="a block")
            block.waiting, block.key = False, None
            self.blocks.append(Block(data, None))
        else:
            self.blocks.append(Block(data, self._put(block, data, event)))

    def _alias(self, event: Any) -> None:
        self._report("S108", event, name=f"*{event.anchor}")
        block = self.blocks[-1] if self.blocks else None
        if block is not None and block.waiting:
            block.waiting, block.key = False, None
        else:
            self._put(block, None, event)

    def _document(self, event: Any) -> None:
        if self.top:
            self._report("S111", event)
            raise Stop
        if event.tags or event.version not in (None, (1, 2)):
            self._report("S112", event)

    def _refuse_properties(self, event: NodeEvent) -> None:
        if event.anchor is not None:
            self._report("S108", event, name=f"&{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._report("S109", event, name=str(tag).replace("tag:yaml.org,2002:", "!!"))

    def _count(self) -> None:
        self.nodes += 1
        if self.nodes > limits.NODES:
            self.problems.add("S115", Place(self.file), most=limits.NODES)
            raise Stop

    def _report(self, code: str, event: Any, **fill: Any) -> None:
        self.problems.add(code, self._place(event), **fill)

    def _place(self, event: Any) -> Place:
        return place_of(self.file, event, self.end)


def place_of(file: str, event: Any, end: Place) -> Place:
    """Where an event starts in the file. What is missing at its end stands, for the parser, in a line after it."""
    line = event.start_mark.line + 1
    return end if end.line is not None and line > end.line else Place(file, line, event.start_mark.column + 1)


def events_of(text: str) -> Iterator[Event]:
    """The events of a YAML text, one by one. Raises yaml.YAMLError."""
    parser = PARSER(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()
