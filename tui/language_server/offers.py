"""What could stand at a place: scenes, words with their meaning, names for conditions, rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from simulator.vocabulary import FactWord, Word
from simulator.yaml_reader import Path
from tui.heads import shipped_folder
from tui.language_server.buffer import Buffer
from tui.language_server.names import Thing, part_of, scene_path
from tui.language_server.neighbours import area_of, buffer_of, planned, shared_parts
from tui.language_server.roles import Role
from tui.policy import rulebook, vocabulary
from tui.shelf import areas
from tui.words import say

MOST_FACTS = 600
"""Facts about each target that are offered; beyond this, only the facts."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that could stand here: `detail` in a few words, `about` in sentences."""

    text: str
    detail: str = ""
    about: str = ""
    thing: Thing | None = None
    takes_target: bool = False


def offers(role: Role, buffer: Buffer, path: Path) -> list[Offer]:
    """What could stand at a path in this role."""
    make = MAKERS.get(role)
    return list(make(planned(buffer), path)) if make else []


def _scenes(buffer: Buffer, path: Path) -> Iterator[Offer]:
    part = part_of(path)
    scope: Path = ("scenes",) if part is None else ("parts", part, "scenes")
    for id in buffer.outline.keys(scope):
        yield Offer(id, _title(buffer, (*scope, id)), thing="scene")
    if part is not None and path[-1:] in (("then",), ("to",)):
        yield Offer("return", say("lsp.return"), thing="scene")


def _all_scenes(buffer: Buffer, path: Path) -> Iterator[Offer]:
    yield from _scenes(buffer, ())
    for part in buffer.outline.keys(("parts",)):
        scope = ("parts", part, "scenes")
        for id in buffer.outline.keys(scope):
            yield Offer(f"{part}/{id}", _title(buffer, (*scope, id)), thing="scene")


def _title(buffer: Buffer, path: Path) -> str:
    return buffer.outline.value((*path, "title")) or ""


def _declared(block: Path, thing: Thing) -> Callable[[Buffer, Path], Iterator[Offer]]:
    """Offers the keys of a block of the head."""

    def make(buffer: Buffer, _path: Path) -> Iterator[Offer]:
        for id in buffer.outline.keys(block):
            yield Offer(id, buffer.outline.value((*block, id, "title")) or "", thing=thing)

    return make


def _on_call(buffer: Buffer, _path: Path) -> Iterator[Offer]:
    for id in buffer.outline.keys(("injects",)):
        if "on call" in buffer.outline.keys(("injects", id)):
            yield Offer(id, _title(buffer, ("injects", id)), thing="inject")


def _variables(buffer: Buffer, _path: Path) -> Iterator[Offer]:
    for id in buffer.outline.keys(("state",)):
        yield Offer(id, kind_of_variable(buffer, id), _title(buffer, ("state", id)), thing="variable")


def _numbers(buffer: Buffer, path: Path) -> Iterator[Offer]:
    for offer in _variables(buffer, path):
        if {"gauge", "range"} & set(buffer.outline.keys(("state", offer.text))):
            yield offer


def _gauges(buffer: Buffer, path: Path) -> Iterator[Offer]:
    for offer in _variables(buffer, path):
        if "gauge" in buffer.outline.keys(("state", offer.text)):
            yield offer


def kind_of_variable(buffer: Buffer, id: str) -> str:
    """What a variable is, as its declaration says: `gauge 0 to 5`, `true or false`, `calm, angry`."""
    path: Path = ("state", id)
    for kind in ("gauge", "range"):
        ends = buffer.outline.items((*path, kind))
        if len(ends) == 2:
            return say("lsp.number", kind=kind, low=ends[0], high=ends[1])
    values = buffer.outline.items((*path, "one of"))
    return ", ".join(values) if values else say("lsp.flag")


def kind_of_fact(fact: FactWord) -> str:
    """What a fact is: true or false, or its values."""
    return ", ".join(fact.values) if fact.values else say("lsp.flag")


def _names(buffer: Buffer, path: Path) -> Iterator[Offer]:
    """Variables and facts, as conditions read and `set` changes them."""
    yield from _variables(buffer, path)
    targets = buffer.outline.keys(("who",))
    facts = vocabulary().facts
    each = len(targets) * len(facts) <= MOST_FACTS
    for name, fact in facts.items():
        if fact.about == "none":
            yield Offer(name, kind_of_fact(fact), fact.means, thing="fact")
        else:
            for target in targets if each else ("",):
                yield Offer(f"{name}({target})" if target else name, kind_of_fact(fact), fact.means, thing="fact")


def _values(buffer: Buffer, path: Path) -> Iterator[Offer]:
    """The values of the name at the end of a path."""
    name = str(path[-2] if path[-1] == "start" else path[-1]).partition("(")[0]
    for value in values_of(buffer, name):
        yield Offer(value)


def values_of(buffer: Buffer, name: str) -> tuple[str, ...]:
    """The values that a variable or fact may have; none where it is a number, or unknown."""
    fact = vocabulary().facts.get(name)
    if name in buffer.outline.keys(("state",)):
        values = tuple(buffer.outline.items(("state", name, "one of")))
        flag = "flag" in buffer.outline.keys(("state", name))
        return values or (("true", "false") if flag else ())
    return (fact.values or ("true", "false")) if fact else ()


def _options(buffer: Buffer, path: Path) -> Iterator[Offer]:
    for each in buffer.names:
        if each.declares and each.name.thing == "option" and each.name.scope == scene_path(path):
            yield Offer(each.name.id, buffer.outline.value((*each.path, "label")) or "", thing="option")


def _all_options(buffer: Buffer, _path: Path) -> Iterator[Offer]:
    for each in buffer.names:
        if each.declares and each.name.thing == "option":
            yield Offer(each.name.id, buffer.outline.value((*each.path, "label")) or "", thing="option")
    yield Offer("@timeout", say("lsp.timeout"))


def _targets(buffer: Buffer, path: Path) -> Iterator[Offer]:
    """Whom the scenario declares, and in a part the parameters that stand for somebody."""
    for id in buffer.outline.keys(("who",)):
        yield Offer(id, buffer.outline.value(("who", id, "name")) or "", thing="target")
    part = part_of(path)
    block: Path = ("with",) if part is None else ("parts", part, "with")
    for id in buffer.outline.keys(block):
        if buffer.outline.value((*block, id)) == "a target":
            yield Offer(f"{{{id}}}", say("lsp.parameter"), thing="target")


def _parts(buffer: Buffer, _path: Path) -> Iterator[Offer]:
    for id in dict.fromkeys((*buffer.outline.keys(("parts",)), *buffer.outline.items(("uses",)))):
        yield Offer(id, _wants(buffer, id), thing="part")


def _shared_parts(buffer: Buffer, _path: Path) -> Iterator[Offer]:
    for id, file in shared_parts(buffer).items():
        part = buffer_of(file)
        title, about = ((part.outline.value((key,)) or "" if part else "") for key in ("title", "about"))
        yield Offer(id, title, about, thing="part")


def parameters(buffer: Buffer, part: str) -> dict[str, str]:
    """The parameters of a part with their kinds, wherever it stands."""
    file = shared_parts(buffer).get(part)
    own = part in buffer.outline.keys(("parts",))
    where = buffer if own else buffer_of(file) if file else None
    block: Path = ("parts", part, "with") if own else ("with",)
    return {id: where.outline.value((*block, id)) or "" for id in where.outline.keys(block)} if where else {}


def _wants(buffer: Buffer, part: str) -> str:
    return ", ".join(f"{id}: {kind}" for id, kind in parameters(buffer, part).items())


def _parameters(buffer: Buffer, path: Path) -> Iterator[Offer]:
    for id, kind in parameters(buffer, str(path[-2])).items():
        yield Offer(id, kind)


def _given(buffer: Buffer, path: Path) -> Iterable[Offer]:
    """What may be given for a parameter, by its kind."""
    kind = parameters(buffer, str(path[-2])).get(str(path[-1]))
    role = GIVEN.get(kind or "")
    return offers(role, buffer, path) if role else ()


def _words(words: Callable[[], Mapping[str, Word]], thing: Thing) -> Callable[[Buffer, Path], Iterator[Offer]]:
    def make(_buffer: Buffer, _path: Path) -> Iterator[Offer]:
        for word, entry in words().items():
            yield Offer(word, "", entry.means, thing, entry.about != "none")

    return make


def _duties(_buffer: Buffer, _path: Path) -> Iterator[Offer]:
    for word, entry in (*vocabulary().acts.items(), *vocabulary().events.items()):
        yield Offer(word, "", entry.means, "word")
    words = (*vocabulary().acts, *vocabulary().events)
    for beginning in dict.fromkeys(word.partition(".")[0] for word in words if "." in word):
        yield Offer(beginning, say("lsp.beginning", word=beginning), thing="word")
    for family, members in vocabulary().families.items():
        yield Offer(family, say("lsp.family"), ", ".join(members), "word")


def _ledger(_buffer: Buffer, _path: Path) -> Iterable[Offer]:
    words = vocabulary()
    return (Offer(f"{group}.{outcome}") for group in words.groups for outcome in words.outcomes)


def _rules(_buffer: Buffer, _path: Path) -> Iterator[Offer]:
    for rule in rulebook().rules:
        yield Offer(rule.id, rule.title, rule.why.strip(), "rule")


def _cards(buffer: Buffer, _path: Path) -> Iterator[Offer]:
    area = area_of(buffer.file, buffer.outline.value(("mission area",)))
    for id, card in area.cards.items() if area else ():
        yield Offer(id, card.title, thing="card")


def _card_values(_buffer: Buffer, _path: Path) -> Iterator[Offer]:
    for key, entry in vocabulary().card.items():
        yield Offer(key, str(entry.default).lower(), entry.means, "card value")


def _areas(buffer: Buffer, _path: Path) -> Iterator[Offer]:
    beside = area_of(buffer.file, None)
    for id in [beside.id] if beside else areas(shipped_folder()):
        yield Offer(id, thing="area")


GIVEN: Mapping[str, Role] = {"a target": "target", "an act": "act", "an event": "event", "a variable": "name"}
"""What stands for a parameter of each kind; numbers and texts are the author's own."""

MAKERS: Mapping[Role, Callable[[Buffer, Path], Iterable[Offer]]] = {
    "act": _words(lambda: vocabulary().acts, "act"),
    "area": _areas,
    "card": _cards,
    "card value": _card_values,
    "document": _declared(("documents",), "document"),
    "duty": _duties,
    "event": _words(lambda: vocabulary().events, "event"),
    "gauge": _gauges,
    "inject": _on_call,
    "ledger": _ledger,
    "name": _names,
    "condition": _names,
    "number": _numbers,
    "option": _options,
    "option anywhere": _all_options,
    "parameter": _parameters,
    "given": _given,
    "part": _parts,
    "shared part": _shared_parts,
    "rule": _rules,
    "scene": _scenes,
    "scene anywhere": _all_scenes,
    "seat": _declared(("seats",), "seat"),
    "target": _targets,
    "value of": _values,
}
