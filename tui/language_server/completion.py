"""What could come next where a person types, as an editor lists it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol import types

from simulator.yaml_reader import Path
from tui.language_server.blocks import FileKind, Key, Slot, keys, literals, slot
from tui.language_server.buffer import Buffer
from tui.language_server.context import Context, context
from tui.language_server.names import Thing
from tui.language_server.neighbours import planned
from tui.language_server.offers import Offer, offers, values_of
from tui.language_server.places import Places
from tui.language_server.roles import Role, role_of_key, role_of_value
from tui.words import say

TRIGGERS = [" ", ":", "{", "[", "(", "-", "."]
"""Signs after which an editor asks without being told to."""

LAST_NAME = re.compile(r"(?!not\()[a-z][\w.-]*(?:\([\w-]*)?$|$")
COMPARED = re.compile(r"""([a-z][\w.-]*)(?:\s*\([\w-]*\))?\s*(?:==|!=|is\s+not|is)\s*["']?([\w -]*)$""")

KINDS: dict[Thing | None, types.CompletionItemKind] = {
    "scene": types.CompletionItemKind.Class,
    "option": types.CompletionItemKind.Method,
    "act": types.CompletionItemKind.Function,
    "event": types.CompletionItemKind.Event,
    "fact": types.CompletionItemKind.Field,
    "variable": types.CompletionItemKind.Variable,
    "inject": types.CompletionItemKind.Event,
    "target": types.CompletionItemKind.Constant,
    "rule": types.CompletionItemKind.Reference,
    "document": types.CompletionItemKind.File,
    "seat": types.CompletionItemKind.Interface,
    "part": types.CompletionItemKind.Module,
}


@dataclass(frozen=True, slots=True)
class Written:
    """One entry of the list: the offer, and the text that is written from offset `start` on."""

    offer: Offer
    text: str
    start: int
    kind: types.CompletionItemKind = types.CompletionItemKind.Value
    rank: int = 1


def complete(buffer: Buffer, places: Places, offset: int) -> list[types.CompletionItem]:
    """What could stand at an offset."""
    kind, here = buffer.readable, context(buffer.text, offset)
    if kind is None or here is None:
        return []
    found: dict[str, Written] = {}
    for written in _written(buffer, here, kind):
        found.setdefault(written.text, written)
    return [_item(written, places, here) for written in found.values()]


def _written(buffer: Buffer, here: Context, kind: FileKind) -> Iterator[Written]:
    if here.block is not None and (place := slot(here.block, kind)):
        yield from _keys(buffer, here, here.block, place, kind)
    if here.value is not None and (place := slot(here.value, kind)):
        yield from _values(buffer, here, here.value, place)


def _keys(buffer: Buffer, here: Context, block: Path, place: Slot, kind: FileKind) -> Iterator[Written]:
    """Keys that the block does not have yet, and names that stand as keys."""
    there = {key for key in buffer.outline.keys(block) if key != here.typed}
    for key in keys(place):
        if key.name not in there:
            yield _key(key, here)
    inner = slot((*block, here.typed or "x"), kind)
    role = role_of_key(inner.shape) if inner else None
    if role is not None and not (here.in_brackets and here.value == block):
        for offer in offers(role, buffer, (*block, here.typed)):
            alone = here.value == block and not offer.takes_target  # an item of a list may be the word alone
            if offer.text not in there:
                yield Written(offer, offer.text if alone else f"{offer.text}: ", here.start, _kind(offer))


def _key(key: Key, here: Context) -> Written:
    detail = say("lsp.needed") if key.needed else ""
    alone = key.opens == "block" and not here.in_brackets
    about = key.about.replace("`", "")
    text = f"{key.name}:" if alone else f"{key.name}: "
    return Written(Offer(key.name, detail, about), text, here.start, types.CompletionItemKind.Property, 0)


def _values(buffer: Buffer, here: Context, path: Path, place: Slot) -> Iterator[Written]:
    for value in literals(place):
        yield Written(Offer(value), value, here.start, types.CompletionItemKind.EnumMember)
    role = role_of_value(place.shape)
    if role == "condition":
        yield from _in_condition(buffer, here, path)
    elif role in ("act", "event") and here.block == path and not here.in_brackets:
        return  # a word that stands as a key, with the one whom it is about
    elif role is not None:
        for offer in offers(role, buffer, path):
            yield _value(offer, role, here)


def _value(offer: Offer, role: Role, here: Context) -> Written:
    text = offer.text
    if role in ("act", "event") and offer.takes_target and not here.quote:
        text = f"{{{offer.text}: }}"
    return Written(offer, text, here.start, _kind(offer))


def _kind(offer: Offer) -> types.CompletionItemKind:
    return KINDS.get(offer.thing, types.CompletionItemKind.Value)


def _in_condition(buffer: Buffer, here: Context, path: Path) -> Iterator[Written]:
    """Values after a comparison, else names; after an opening bracket, the facts about each target."""
    compared = COMPARED.search(here.typed)
    if compared:
        start = here.start + compared.start(2)
        quoted = here.typed[compared.start(2) - 1 : compared.start(2)] in ('"', "'")
        for value in values_of(planned(buffer), compared[1]):
            plain = quoted or value in ("true", "false")
            yield Written(Offer(value), value if plain else f'"{value}"', start, types.CompletionItemKind.EnumMember)
        return
    found = LAST_NAME.search(here.typed)
    start = here.start + (found.start() if found else len(here.typed))
    for offer in offers("condition", buffer, path):
        yield Written(offer, offer.text, start, _kind(offer))


def _item(written: Written, places: Places, here: Context) -> types.CompletionItem:
    offer, text = written.offer, (" " if here.blank else "") + written.text
    follows = places.text[here.end : here.end + 1]
    if written.text.endswith(": ") and follows == ":":
        text = text.removesuffix(": ")
    edit = types.TextEdit(places.range(written.start, here.end), text)
    return types.CompletionItem(
        label=offer.text,
        kind=written.kind,
        detail=offer.detail or None,
        documentation=offer.about or None,
        text_edit=edit,
        filter_text=places.text[written.start : here.start] + (" " if here.blank else "") + offer.text
        if written.start < here.start
        else None,
        sort_text=f"{written.rank}{offer.text}",
    )
