"""Blocks: frozen values with named and typed fields, of which scenario files, rules and assessments are made.

What people write is checked by pydantic (`simulator.checking`), which reads the marks below without being imported
here. What the program itself has written is read back by `read`, so that a game carries no pydantic with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from enum import Enum
from functools import cache
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    Self,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

Kind = TypeVar("Kind", bound="Block")
Reader = Callable[[Any], Any]
Schema = dict[str, Any]


class Misread(ValueError):
    """Data is not what the program writes; the sentence says what was met instead."""


class Strict:
    """A mark: no other type is turned into this one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        return {**handler(source), "strict": True}


class Bounds:
    """A mark: `pattern`, `min_length`, `max_length` of texts, lists and mappings, `ge` and `le` of numbers."""

    def __init__(self, **bounds: str | int) -> None:
        self.bounds = bounds

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        return {**handler(source), **self.bounds}


class Shaped:
    """A mark: a function brings other ways of writing a value into one shape, or raises ValueError with the reason."""

    def __init__(self, shape: Callable[[Any], Any]) -> None:
        self.shape = shape

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        function = {"type": "no-info", "function": self.shape}
        return {"type": "function-before", "function": function, "schema": handler(source)}


StrictStr = Annotated[str, Strict()]
StrictInt = Annotated[int, Strict()]
StrictBool = Annotated[bool, Strict()]


def spaced(name: str) -> str:
    """The key of a field in files: `for_tomorrow` is `for tomorrow`, `if_` is `if`."""
    return name.rstrip("_").replace("_", " ")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Block:
    """A frozen dataclass, made of the annotations of its class; no key that is not known."""

    KEY: ClassVar[Callable[[str], str]] = staticmethod(spaced)
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    __pydantic_config__: ClassVar[dict[str, Any]]

    def __init_subclass__(cls) -> None:
        for name, value in list(vars(cls).items()):
            if isinstance(value, dict) and name in cls.__annotations__:
                setattr(cls, name, field(default_factory=dict))
        dataclass(frozen=True, kw_only=True)(cls)
        cls.__pydantic_config__ = {"extra": "forbid", "alias_generator": cls.KEY}

    def replaced(self, **changes: Any) -> Self:
        """The same block with other values in some fields."""
        return replace(self, **changes)


def plain(block: Block, *, whole: bool = False) -> dict[str, Any]:
    """A block as plain data, by its keys and in their order; fields with their usual value only if it is the whole."""
    values = ((each, getattr(block, each.name)) for each in fields(block))
    shown = ((each.name, value) for each, value in values if whole or value != _usual(each))
    return {type(block).KEY(name): _plain(value, whole) for name, value in shown}


def _plain(value: Any, whole: bool) -> Any:
    if isinstance(value, Block):
        return plain(value, whole=whole)
    if isinstance(value, tuple | list):
        return [_plain(item, whole) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item, whole) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value


def _usual(each: Field[Any]) -> Any:
    return each.default if each.default_factory is MISSING else each.default_factory()


def read(kind: type[Kind], data: Any) -> Kind:
    """A block from what `plain` made of it, without the checks of what people write. Raises Misread."""
    of_kind: Any = kind
    found: Kind = _reader(of_kind)(data)
    return found


@cache
def _reader(kind: Any) -> Reader:
    """Reads values of one type."""
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Block):
        return _block_reader(kind)
    if origin in (Union, UnionType):
        return _union_reader(inner)
    if origin is tuple:
        return _list_reader(_reader(inner[0]))
    if origin is dict:
        return _mapping_reader(_reader(inner[1]))
    if origin is Literal:
        return _among(inner)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return (lambda value: value) if kind is Any else _instance_of(kind)


def _block_reader(kind: type[Block]) -> Reader:
    types = get_type_hints(kind)
    keys = {kind.KEY(each.name): each.name for each in fields(kind)}
    readers: dict[str, Reader] = {}  # filled when first used: a block may hold blocks of its own kind

    def block(data: Any) -> Block:
        if not isinstance(data, dict) or not data.keys() <= keys.keys():
            raise _misread(kind.__name__, data)
        if not readers:
            readers.update({key: _reader(types[name]) for key, name in keys.items()})
        try:
            return kind(**{keys[key]: readers[key](value) for key, value in data.items()})
        except TypeError:
            raise _misread(kind.__name__, data) from None

    return block


def _union_reader(kinds: tuple[Any, ...]) -> Reader:
    """By what stands there: a mapping, a list or a single value; at most one of the kinds is a mapping or a list."""
    readers = [(_stands_as(kind), _reader(kind)) for kind in kinds]

    def one(value: Any) -> Any:
        for stands, reader in readers:
            if type(value) in stands:
                return reader(value)
        raise _misread(" or ".join(str(kind) for kind in kinds), value)

    return one


def _stands_as(kind: Any) -> tuple[type, ...]:
    origin = get_origin(kind)
    if origin is Literal:
        return tuple({type(value) for value in get_args(kind)})
    if origin is tuple:
        return (list, tuple)
    if origin is dict or (isinstance(kind, type) and issubclass(kind, Block)):
        return (dict,)
    return (str,) if isinstance(kind, type) and issubclass(kind, Enum) else (kind,)


def _list_reader(item: Reader) -> Reader:
    def items(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _misread("a list", value)
        return tuple(map(item, value))

    return items


def _mapping_reader(item: Reader) -> Reader:
    def mapping(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _misread("a mapping", value)
        return {key: item(inner) for key, inner in value.items()}

    return mapping


def _among(values: tuple[Any, ...]) -> Reader:
    def one(value: Any) -> Any:
        if value not in values:
            raise _misread(" or ".join(map(str, values)), value)
        return value

    return one


def _instance_of(kind: type) -> Reader:
    def instance(value: Any) -> Any:
        if type(value) is not kind:
            raise _misread(kind.__name__, value)
        return value

    return instance


def _misread(wanted: str, found: Any) -> Misread:
    return Misread(f"{wanted} was expected here, and this is {type(found).__name__}")
