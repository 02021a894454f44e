"""JSON Schemas of the file formats, for editors. `make schema` writes them; a test keeps them fresh."""

from __future__ import annotations

import json
from typing import Any

from simulator.area import Area
from simulator.model import ScenarioFile

FILES: dict[str, type[ScenarioFile] | type[Area]] = {"scenario": ScenarioFile, "area": Area}


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of `scenario` or `area` files, as editors read it."""
    schema = FILES[kind].model_json_schema(by_alias=True)
    for name in ("WordUse", "EventUse"):
        if name in schema.get("$defs", {}):
            schema["$defs"][name] = _word_use(schema["$defs"][name]["description"])
    _relax_cases(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text(kind: str) -> str:
    """The schema as it stands in docs/schema."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


def _word_use(description: str) -> dict[str, Any]:
    """`word`, `{word: }` or `{word: target}`."""
    about = {"type": ["string", "null", "boolean"]}
    block = {"type": "object", "additionalProperties": about, "minProperties": 1, "maxProperties": 2}
    return {"description": description, "anyOf": [{"type": "string"}, block]}


def _relax_cases(schema: dict[str, Any]) -> None:
    """`then` may be a scene's id or a list of cases; a target may stand without a value."""
    for block in [schema, *schema.get("$defs", {}).values()]:
        properties = block.get("properties", {})
        if "then" in properties:
            properties["then"] = {"anyOf": [{"type": "string"}, properties["then"]]}
        if "who" in properties:
            targets = properties["who"]["patternProperties"]
            targets |= {pattern: {"anyOf": [target, {"type": "null"}]} for pattern, target in targets.items()}
