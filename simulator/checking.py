"""Checking what people write: pydantic turns data into blocks, or says all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from simulator.block import Block

Kind = TypeVar("Kind", bound=Block)


def checked(kind: type[Kind], data: Any) -> Kind:
    """A block from data as it stands in a file. Raises pydantic.ValidationError, see `simulator.shape.report`."""
    found: Kind = _adapter(kind).validate_python(data)
    return found


def checked_list(kind: type[Kind], data: Any) -> tuple[Kind, ...]:
    """Blocks from a list of them. Raises pydantic.ValidationError."""
    found: tuple[Kind, ...] = _adapter(tuple[kind, ...]).validate_python(data)  # type: ignore[valid-type]
    return found


def json_schema(kind: type[Block]) -> dict[str, Any]:
    """What may stand in a file of this kind, as JSON Schema."""
    return _adapter(kind).json_schema(by_alias=True)


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)
