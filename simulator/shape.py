"""The shape of a file: what pydantic found, told as problems with a place, a plain sentence and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, get_args, get_type_hints

from pydantic import ValidationError

from simulator.block import Block
from simulator.problems import Problems, as_written, nearest
from simulator.source import Path, Source

_KINDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "dict_type": "a block of keys",
    "mapping_type": "a block of keys",
    "dataclass_type": "a block of keys",
    "tuple_type": "a list",
    "list_type": "a list",
}
_HOW = {
    "a whole number": "Write a whole number here, in digits.",
    "a list": "Write a list here: `[one, two]`, or a line for each that begins with a dash.",
    "a block of keys": "Write keys with their values here, indented below.",
}
_ADVICE = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "Ids are lower-case words joined by hyphens, such as at-the-wire.",
    r"^[1-9][0-9]{0,3} s$": "Write seconds, such as `60 s`.",
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": 'Write a time of day in quotation marks, such as "06:30".',
}
_TEXTS = {"decide within": "seconds such as `60 s`", "starts": 'a time of day such as "06:30"'}
"""What a text is, where people are likely to write a number."""


UNKNOWN_KEY = "unexpected_keyword_argument"
"""What pydantic calls a key that a block does not have."""


def report(error: ValidationError, model: type[Block], source: Source, problems: Problems) -> None:
    """Report everything that a validation found; several complaints about one value become one."""
    values: dict[Path, list[Any]] = {}
    misspelt: set[tuple[Path, str | None]] = set()
    details = [detail for detail in error.errors(include_url=False) if not _counted_wrongly(detail)]
    for detail in sorted(details, key=lambda detail: detail["type"] != UNKNOWN_KEY):
        path, key = known(detail["loc"], source), detail["loc"][-1] if detail["loc"] else ""
        if detail["type"] == UNKNOWN_KEY:
            keys = _keys_at(model, detail["loc"][:-1])
            misspelt.add((path[:-1], nearest(str(key), keys)))
            problems.add("S202", source.key_place(path), name=str(key), near=keys)
        elif detail["type"] == "missing" and isinstance(key, str):
            if (path, key) not in misspelt:
                problems.add("S201", source.key_place(path), name=key)
        else:
            values.setdefault(path, []).append(detail)
    for path, complaints in values.items():
        _report_value(complaints, path, source, problems)


def _counted_wrongly(detail: Any) -> bool:
    """Whether a list is called too short only because pydantic does not count the items that it has refused."""
    return bool(detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"])


def known(loc: Iterable[str | int], source: Source) -> Path:
    """The part of a location that stands in the file; pydantic adds names of its own for unions and keys."""
    path: Path = ()
    for item in loc:
        if (*path, item) in source.places:
            path = (*path, item)
    return path


def _report_value(details: list[Any], path: Path, source: Source, problems: Problems) -> None:
    """Report what was found about one value; where it may be of several kinds, there is a complaint for each."""
    detail = details[-1]
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    about_key = "[key]" in detail["loc"] or isinstance(value, dict | list)
    place = source.key_place(path) if about_key else source.place(path)
    if kind in _KINDS:
        kinds = _either([_KINDS[d["type"]] for d in details if d["type"] in _KINDS])
        wanted = _TEXTS.get(str(path[-1]), kinds) if path else kinds
        how = _HOW.get(wanted, f"Write {wanted} here.")
        problems.add("S203", place, wanted=wanted, found=_found(value), advice=how)
    elif kind == "literal_error":
        values = _literals(context.get("expected", ""))
        problems.add("S204", place, name=as_written(value), values=", ".join(values), near=values)
    elif kind in ("string_too_long", "string_too_short"):
        problems.add("S205", place, found=len(value), bound=_bound(context))
    elif kind in ("too_long", "too_short", "missing"):
        problems.add("S206", place, found=len(value), bound=_bound(context))
    elif kind.startswith(("greater_than", "less_than")):
        problems.add("S207", place, found=value, bound=_bound(context))
    elif kind == "string_pattern_mismatch":
        advice = _ADVICE.get(context.get("pattern", ""), "docs/format.md shows how it is written.")
        problems.add("S208", place, name=str(value), advice=advice)
    else:
        problems.add("S209", place, why=detail["msg"].removeprefix("Value error, ").rstrip("."))


def _either(kinds: Iterable[str]) -> str:
    """`a text`, or `true or false, a whole number or a text`."""
    *others, last = dict.fromkeys(kinds)
    return f"{', '.join(others)} or {last}" if others else last


def _bound(context: Mapping[str, Any]) -> str:
    words: dict[str, Callable[[Any], str]] = {
        "max_length": lambda n: f"{n} are the most",
        "min_length": lambda n: f"{n} is the least" if n == 1 else f"{n} are the least",
        "le": lambda n: f"{n} is the most",
        "ge": lambda n: f"{n} is the least",
    }
    return next((say(context[key]) for key, say in words.items() if key in context), "more are needed")


def _found(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds = {
        int: "a number",
        float: "a number that is not whole",
        str: "a text",
        list: "a list",
        dict: "a block of keys",
    }
    return "empty" if value is None else kinds.get(type(value), "something else")


def _literals(expected: str) -> list[str]:
    values = [item.strip("' ") for item in expected.replace(" or ", ", ").split(",") if item.strip("' ")]
    return [value.lower() if value in ("True", "False") else value for value in values]


def _keys_at(model: type[Block], loc: Iterable[str | int]) -> list[str]:
    """The keys that a block may have, found by walking the models along a location."""
    here: list[type[Block]] = [model]
    for item in loc:
        following = [found for block in here for found in _blocks(block, item)]
        here = following or here
    return [key for block in here for key in _fields(block)]


def _fields(model: type[Block]) -> dict[str, Any]:
    types = get_type_hints(model)
    return {model.KEY(field.name): types[field.name] for field in fields(model)}


def _blocks(model: type[Block], item: str | int) -> list[type[Block]]:
    annotation = _fields(model).get(str(item))
    return list(_models_in(annotation)) if annotation is not None else []


def _models_in(annotation: Any) -> Iterable[type[Block]]:
    if isinstance(annotation, type) and issubclass(annotation, Block):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
