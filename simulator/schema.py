"""JSON Schemas of the file formats, for editors: `make schema` writes them to docs/schema, a test keeps them fresh.

They say what can be said of a block by itself. Names, conditions and meaning are checked by loading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from simulator.area import Area
from simulator.block import Block
from simulator.checking import json_schema
from simulator.model import PartFile, ScenarioFile
from simulator.plan import PlanFile

FILES: dict[str, type[Block]] = {"scenario": ScenarioFile, "area": Area, "part": PartFile, "plans": PlanFile}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ABOUT = {"type": ["string", "null"]}
"""Whom a word is about; nobody in particular where it stands empty."""
ALONE = {"in", "always reachable", "at least one of", "do", "offers", "kept", "late", "not kept"}
"""Lists of names in properties and plans, where one alone may stand without a list."""
CALL = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": {"type": ["object", "null"], "additionalProperties": {"type": ["string", "integer"]}},
}
"""`play: {casevac: {patient: corporal}}`."""

Schema = dict[str, Any]


def schema_of(kind: str) -> Schema:
    """The schema of one kind of `FILES`."""
    schema = json_schema(FILES[kind])
    words = {"WordUse": _word_use, "EventUse": _event_use}
    for name in words.keys() & schema.get("$defs", {}).keys():
        schema["$defs"][name] = {"description": schema["$defs"][name]["description"], "anyOf": words[name]()}
    for part in _parts(schema):
        _mend(part)
    _split_parts(schema.get("$defs", {}))
    return {"$schema": DIALECT, **schema, "title": f"A {kind} file of peacekeeper"}


def schema_text(kind: str) -> str:
    """The schema as it stands in docs/schema."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


def _word_use() -> list[Schema]:
    """`word`, `{word: }` or `{word: target}`."""
    return [
        {"type": "string"},
        {"type": "object", "additionalProperties": ABOUT, "minProperties": 1, "maxProperties": 1},
    ]


def _event_use() -> list[Schema]:
    """A word, which may be marked `once: true`."""
    once = {
        "type": "object",
        "properties": {"once": {"type": "boolean"}},
        "required": ["once"],
        "additionalProperties": ABOUT,
        "minProperties": 2,
        "maxProperties": 2,
    }
    return [*_word_use(), once]


def _parts(schema: Any) -> Iterator[Schema]:
    """Every mapping in a schema, the inner ones first."""
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _parts(inner)
    if isinstance(schema, dict):
        yield schema


def _mend(part: Schema) -> None:
    """What the models read before they validate, and what pydantic does not say of it."""
    if isinstance(part.get("title"), str):
        del part["title"]  # only the key again, in capitals
    if "patternProperties" in part:
        part["additionalProperties"] = False  # keys are ids
    properties = part.get("properties", {})
    for key in ALONE & properties.keys():
        properties[key] = {"anyOf": [{"type": "string"}, properties[key]]}
    if {"scenes", "rules", "why"} == properties.keys():  # a dilemma at one scene
        properties["scene"] = {"type": "string"}
        part |= {"required": ["rules", "why"], "oneOf": [{"required": ["scene"]}, {"required": ["scenes"]}]}
    if "moves" in properties:  # an option or a list of them, in place of the block
        moves = properties["moves"]
        moves["items"] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}, moves["items"]]}
    if "do" in properties:
        part["oneOf"] = [{"required": ["do"]}, {"required": ["inject"]}]
    if "play" in properties:  # a part, or a part with what its parameters are given
        properties["play"] = {"anyOf": [*properties["play"]["anyOf"], CALL]}
    if "then" in properties:  # a scene's id, or a list of cases
        properties["then"] = {"anyOf": [{"type": "string"}, *properties["then"].get("anyOf", [properties["then"]])]}
    if "who" in properties:  # a target may stand without a value
        targets = properties["who"]["patternProperties"]
        targets |= {pattern: {"anyOf": [target, {"type": "null"}]} for pattern, target in targets.items()}


def _split_parts(defs: Schema) -> None:
    """A part with parameters has them where numbers and names stand: its scenes are checked once they are filled in."""
    if "Part" in defs:
        part = defs["Part"]
        loose = {**part["properties"], "start": {"type": "string"}, "scenes": {"type": "object"}}
        defs["Part"] = {
            "description": part.pop("description"),
            "if": {"required": ["with"]},
            "then": {**part, "required": ["with", *part["required"]], "properties": loose},
            "else": {**part, "properties": {key: value for key, value in part["properties"].items() if key != "with"}},
        }
