"""What stands under the cursor, explained: the rule and its provisions, a word's meaning, a scene's first lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scoring.rules import Rule
from tui.findings import citation_text
from tui.language_server.blocks import keys, slot
from tui.language_server.buffer import Buffer
from tui.language_server.names import Name, Thing
from tui.language_server.neighbours import area_of, planned
from tui.language_server.offers import kind_of_fact, kind_of_variable
from tui.language_server.outline import Token
from tui.policy import provisions, rulebook, vocabulary
from tui.words import say

LINES = 4
"""Lines of a scene's text that are shown."""


def explained(buffer: Buffer, offset: int) -> tuple[str, int, int] | None:
    """An explanation in Markdown, and from where to where in the text it holds; None where there is none."""
    kind = buffer.readable
    if kind is None:
        return None
    found = buffer.name_at(offset)
    if found is not None and (text := explain(planned(buffer), found.name)):
        return text, found.start, found.end
    token = buffer.outline.at(offset)
    if token is not None and token.kind == "key" and (text := _key(buffer, token)):
        return text, token.start, token.end
    return None


def explain(buffer: Buffer, name: Name) -> str:
    """What there is to say about a name; empty where nothing is known of it."""
    make = EXPLAINED.get(name.thing)
    return make(buffer, name) if make else ""


def _key(buffer: Buffer, token: Token) -> str:
    """A key of the format: what its block is for."""
    place = slot(token.path[:-1], buffer.kind or "scenario")
    found = next((key for key in keys(place) if key.name == token.text), None) if place else None
    return _page(f"`{token.text}`", found.about) if found else ""


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([title, *(part.strip() for part in parts if part and part.strip())])


def _rule(_buffer: Buffer, name: Name) -> str:
    rule = next((rule for rule in rulebook().rules if rule.id == name.id), None)
    return rule_page(rule) if rule else ""


def rule_page(rule: Rule) -> str:
    """A rule: its sentence, why it is there, and the provisions that it rests on."""
    weight = say(
        "rules.about", area=rule.area, rank=say(f"rank.{rule.rank}"), severity=say(f"severity.{rule.severity}")
    )
    cited = "\n".join(f"- {citation_text(citation)}" for citation in provisions().citations(rule.provisions))
    return _page(f"**{rule.id} {rule.title}**", weight, rule.why, cited)


def _act(_buffer: Buffer, name: Name) -> str:
    word = vocabulary().acts.get(name.id)
    return _page(f"**{name.id}** ({say('lsp.act')})", word.means, say(f"lsp.about.{word.about}")) if word else ""


def _event(_buffer: Buffer, name: Name) -> str:
    word = vocabulary().events.get(name.id)
    return _page(f"**{name.id}** ({say('lsp.event')})", word.means, say(f"lsp.about.{word.about}")) if word else ""


def _duty(buffer: Buffer, name: Name) -> str:
    members = vocabulary().members(name.id)
    found = _act(buffer, name) or _event(buffer, name)
    return found or (_page(f"**{name.id}** ({say('lsp.family')})", ", ".join(sorted(members))) if members else "")


def _fact(_buffer: Buffer, name: Name) -> str:
    fact = vocabulary().facts.get(name.id)
    return _page(f"**{name.id}** ({say('lsp.fact')})", fact.means, kind_of_fact(fact)) if fact else ""


def _variable(buffer: Buffer, name: Name) -> str:
    if name.id not in buffer.outline.keys(("state",)):
        return ""
    title = buffer.outline.value(("state", name.id, "title")) or ""
    return _page(f"**{name.id}** ({say('lsp.variable')})", title, kind_of_variable(buffer, name.id))


def _scene(buffer: Buffer, name: Name) -> str:
    found = buffer.declaration(name)
    if found is None:
        return ""
    title, text = (buffer.outline.value((*found.path, key)) or "" for key in ("title", "text"))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return _page(f"**{title or name.id}**", "\n".join(lines[:LINES]) + (" …" if len(lines) > LINES else ""))


def _titled(buffer: Buffer, name: Name) -> str:
    """What is declared in the file and has a title, name or label."""
    found = buffer.declaration(name)
    if found is None:
        return ""
    path = found.path[:-1] if name.thing == "objective" else found.path
    said = (buffer.outline.value((*path, key)) for key in ("title", "name", "label", "text"))
    return _page(f"**{name.id}**", *(text for text in said if text))


def _card(buffer: Buffer, name: Name) -> str:
    area = area_of(buffer.file, buffer.outline.value(("mission area",)))
    card = area.cards.get(name.id) if area else None
    return _page(f"**{card.title}**", card.text) if card else ""


def _card_value(_buffer: Buffer, name: Name) -> str:
    entry = vocabulary().card.get(name.id)
    return _page(f"**{name.id}**", entry.means, entry.basis or "") if entry else ""


def _area(buffer: Buffer, name: Name) -> str:
    area = area_of(buffer.file, name.id)
    return _page(f"**{area.title}**", area.summary) if area and area.id == name.id else ""


EXPLAINED: Mapping[Thing, Callable[[Buffer, Name], str]] = {
    "act": _act,
    "area": _area,
    "card": _card,
    "card value": _card_value,
    "document": _titled,
    "event": _event,
    "fact": _fact,
    "inject": _titled,
    "objective": _titled,
    "option": _titled,
    "part": _titled,
    "rule": _rule,
    "scene": _scene,
    "seat": _titled,
    "target": _titled,
    "variable": _variable,
    "word": _duty,
}
