"""What stands in one cell of a workbook: each kind of value in words that a reviewer can read and change.

Lists have a line for each item, `set` and the like `name: value`, a way on `scene if condition`. Whatever does not
fit into these forms, and comes back as something else, is written as YAML after the word `yaml:`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from simulator.model import Case, WordUse
from simulator.problems import LoadError, Problems
from simulator.source import read_source
from tui.exchange.yaml_text import are_same, flat_text, yaml_text

Written = str | int | bool
"""What a cell can hold: text, a whole number, or true and false."""

AS_YAML = "yaml:\n"
# Words, as LibreOffice makes formulas of the flags that a workbook itself could hold.
YES, NO = ("yes", "true"), ("no", "false")


class Unreadable(ValueError):
    """A cell does not hold what its column takes; the sentence names what that is."""


class CellKind(NamedTuple):
    """How one kind of value is written in a cell. `what` names it in the catalogue."""

    what: str
    write: Callable[[Any], Written]
    read: Callable[[str], Any]


def kind_of(annotation: Any) -> CellKind:
    """How the values of a field are written, by its type."""
    kinds = [kind for kind in _kinds(annotation) if kind is not type(None)]
    known = {
        (str,): TEXT,
        (int,): NUMBER,
        (bool,): FLAG,
        (bool, int, str): SCALAR,
        (int, str): SCALAR,
        (tuple[str, ...],): NAMES,
        (str, tuple[str, ...]): NAME_OR_NAMES,
        (tuple[int, int],): RANGE,
        (tuple[Case, ...],): WAYS,
    }
    if len(kinds) == 1 and _is_uses(kinds[0]):
        return USES
    if len(kinds) == 1 and _is_values(kinds[0]):
        return VALUES
    return known.get(tuple(kinds), OTHER)


def cell_of(kind: CellKind, value: Any) -> Written:
    """A value as it stands in a cell."""
    written = kind.write(value)
    try:
        same = are_same(value_of(kind, written), value)
    except (Unreadable, LoadError):
        same = False
    return written if same else AS_YAML + yaml_text(value).removesuffix("\n")


def value_of(kind: CellKind, written: Written) -> Any:
    """The value that a cell holds. Raises Unreadable, and LoadError where YAML in it is wrong."""
    if isinstance(written, str) and written.startswith(AS_YAML):
        return _yaml(written.removeprefix(AS_YAML))
    if isinstance(written, bool):
        return written if kind in (FLAG, SCALAR, OTHER) else kind.read(str(written).lower())
    if isinstance(written, int):
        return written if kind in (NUMBER, SCALAR, OTHER) else kind.read(str(written))
    return kind.read(written)


def _kinds(annotation: Any) -> list[Any]:
    if get_origin(annotation) in (Union, UnionType):
        return [kind for each in get_args(annotation) for kind in _kinds(each)]
    if get_origin(annotation) is Literal:
        return [type(get_args(annotation)[0])]
    return [annotation]


def _is_uses(kind: Any) -> bool:
    inner = get_args(kind)
    return get_origin(kind) is tuple and isinstance(inner[0], type) and issubclass(inner[0], WordUse)


def _is_values(kind: Any) -> bool:
    return get_origin(kind) is dict and {*_kinds(get_args(kind)[1])} <= {bool, int, str}


def _yaml(text: str) -> Any:
    # A cell ends without a line break; a text whose lines are kept would lose its last one by that.
    source = read_source("", Problems(stop_at_first=True), text=text + "\n")
    return source.data if source else None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _number(text: str) -> int:
    if not re.fullmatch(r"\s*[-+]?[0-9]{1,9}\s*", text):
        raise Unreadable("number")
    return int(text)


def _flag(text: str) -> bool:
    word = text.strip().casefold()
    if word not in YES + NO:
        raise Unreadable("flag")
    return word in YES


def _read_range(text: str) -> list[int]:
    found = re.fullmatch(r"\s*([-+]?[0-9]{1,9})\s+to\s+([-+]?[0-9]{1,9})\s*", text)
    if found is None:
        raise Unreadable("range")
    return [int(found[1]), int(found[2])]


def _write_range(pair: Any) -> str:
    return " to ".join(map(str, pair))


def _write_names(names: Any) -> str:
    return "\n".join(names)


def _write_name_or_names(value: Any) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _read_name_or_names(text: str) -> str | list[str]:
    lines = _lines(text)
    return lines[0] if len(lines) == 1 else lines


def _write_scalar(value: Any) -> Written:
    return int(value) if type(value) is int else flat_text(value)


def _write_values(values: Any) -> str:
    return "\n".join(f"{flat_text(name)}: {flat_text(value)}" for name, value in values.items())


def _read_values(text: str) -> dict[str, Any]:
    found = _yaml(text)
    if not isinstance(found, dict):
        raise Unreadable("values")
    return found


def _write_uses(uses: Any) -> str:
    return "\n".join(_use_line(flat_text(use)) for use in uses)


def _use_line(text: str) -> str:
    return text[1:-1] if text.startswith("{") else text


def _read_uses(text: str) -> list[Any]:
    return [_use(line) for line in _lines(text)]


def _use(line: str) -> Any:
    found = _yaml("{" + line + "}") if ":" in line and not line.startswith("{") else _yaml(line)
    if not isinstance(found, str | dict):
        raise Unreadable("uses")
    return found


def _write_ways(ways: Any) -> str:
    if isinstance(ways, str):
        return ways
    return "\n".join(f"{way['to']} if {way['when']}" if "when" in way else way["to"] for way in ways)


def _read_ways(text: str) -> Any:
    lines = _lines(text)
    if len(lines) == 1 and " if " not in lines[0]:
        return lines[0]
    ways = [line.partition(" if ")[::2] for line in lines]
    return [{"when": when.strip(), "to": to.strip()} if when else {"to": to} for to, when in ways]


TEXT = CellKind("text", str, str)
NUMBER = CellKind("number", int, _number)
FLAG = CellKind("flag", lambda flag: YES[0] if flag else NO[0], _flag)
SCALAR = CellKind("scalar", _write_scalar, _yaml)
NAMES = CellKind("names", _write_names, _lines)
NAME_OR_NAMES = CellKind("names", _write_name_or_names, _read_name_or_names)
RANGE = CellKind("range", _write_range, _read_range)
VALUES = CellKind("values", _write_values, _read_values)
USES = CellKind("uses", _write_uses, _read_uses)
WAYS = CellKind("ways", _write_ways, _read_ways)
OTHER = CellKind("other", lambda value: AS_YAML + yaml_text(value).removesuffix("\n"), _yaml)
