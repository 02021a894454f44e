"""A buffer with a mark where the cursor stands."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.workspace import PositionCodec

from tests.tui.playing import GATE
from tui.language_server.buffer import Buffer
from tui.language_server.completion import complete
from tui.language_server.places import Places

CURSOR = "¦"
TEXT = GATE.read_text(encoding="utf-8")


def typed(instead: str, write: str, text: str = TEXT, file: Path = GATE) -> tuple[Buffer, int]:
    """The gate with `write` for the first `instead`; the cursor stands at its mark."""
    assert instead in text, instead
    marked = text.replace(instead, write, 1)
    return Buffer(file, marked.replace(CURSOR, "")), marked.index(CURSOR)


def places(buffer: Buffer) -> Places:
    """Places as most editors count them."""
    return Places(buffer.text, PositionCodec())


def offered(instead: str, write: str) -> dict[str, types.CompletionItem]:
    """What could come next at the mark, by label."""
    buffer, offset = typed(instead, write)
    return {item.label: item for item in complete(buffer, places(buffer), offset)}


def accepted(instead: str, write: str, label: str) -> str:
    """The line of the cursor after an entry of the list is taken."""
    buffer, offset = typed(instead, write)
    item = offered(instead, write)[label]
    assert isinstance(item.text_edit, types.TextEdit)
    where = places(buffer)
    start, end = where.offset(item.text_edit.range.start), where.offset(item.text_edit.range.end)
    assert start <= offset <= end
    text = buffer.text[:start] + item.text_edit.new_text + buffer.text[end:]
    return text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0].strip()
