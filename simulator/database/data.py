"""Plain data as the database keeps it: JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Data = dict[str, Any]


def to_text(data: Mapping[str, Any]) -> str:
    """One line of JSON, with its keys in the order given."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Data:
    """The data that this text was made from. Raises ValueError or TypeError where it is none."""
    data = json.loads(text)
    if not isinstance(data, dict):
        raise TypeError("a JSON object was expected")
    return data
