"""From the file to a scenario ready to run: every name looked up, every condition compiled, every problem told.

`Builder` goes through the file once. What it cannot resolve it reports at the place where it stands and passes over,
so that one load tells all problems; the scenario is only handed out where there are none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from simulator.area import Area
from simulator.block import plain
from simulator.expressions import Expression, ExpressionError, Name, parse
from simulator.model import ScenarioFile, WordUse
from simulator.names import Declared, Names, declare, flaw, parse_name, written
from simulator.problems import Place, Problems, as_written
from simulator.scenario import ENGINE_SEMANTICS, Change, Effects, Test, Use
from simulator.state import Value
from simulator.targets import reach_of
from simulator.vocabulary import Vocabulary, Word

if TYPE_CHECKING:  # a game needs no file of a trainer's, and so nothing that reads one
    from simulator.source import Path, Source


class Builder:
    """The tables that the parts of a scenario are looked up in, and where problems go."""

    def __init__(
        self, file: ScenarioFile, area: Area, vocabulary: Vocabulary, source: Source | None, problems: Problems
    ) -> None:
        self.file, self.area, self.vocabulary = file, area, vocabulary
        self.source, self.problems = source, problems
        self.reach = reach_of(file.who)
        self.names = Names(self._variables(), vocabulary, self.reach)
        self.inject_index = {id: index for index, id in enumerate(file.injects)}
        self.expressions: dict[Test, Expression] = {}

    def problem(self, code: str, path: Path, /, **fill: Any) -> None:
        """Report a problem with the value at `path` in the file."""
        place = self.source.place(path) if self.source else Place(self.file.id)
        self.problems.add(code, place, **fill)

    def key_problem(self, code: str, path: Path, /, **fill: Any) -> None:
        """Report a problem with the key of the entry at `path`, or with the entry as a whole."""
        place = self.source.key_place(path) if self.source else Place(self.file.id)
        self.problems.add(code, place, **fill)

    def condition(self, text: str | None, path: Path) -> Test | None:
        """Compile a condition; None where there is none or it has a problem."""
        if text is None:
            return None
        try:
            expression = parse(text, self.names.type_of, self.names.near)
        except ExpressionError as error:
            self.problems.add_expression(error, self._in_text(path))
            return None
        for name in sorted(expression.reads, key=written):
            self.names.index(name)
        test = expression.bind(lambda name: itemgetter(self.names.index(name)))
        self.expressions[test] = expression
        return test

    def _in_text(self, path: Path) -> Place | Callable[[int], Place]:
        """Where a condition stands: the place of each character of it."""
        return partial(self.source.place_at, path) if self.source else Place(self.file.id)

    def use(self, use: WordUse, words: Mapping[str, Word], path: Path) -> Use:
        """Look up an act or event and whom it is about."""
        word, entry = words.get(use.word), (*path, use.word)
        if word is None:
            self.key_problem("S304", entry, name=use.word, near=words)
        elif word.about == "required" and use.about is None:
            self.key_problem("S310", entry, name=use.word)
        elif word.about == "none" and use.about is not None:
            self.key_problem("S311", entry, name=use.word)
        if use.about is not None and use.about not in self.file.who:
            self.problem("S305", entry, name=use.about, near=self.file.who)
        return Use(use.word, use.about)

    def check_documents(self, documents: Iterable[str], path: Path) -> None:
        """Report documents that the file does not have."""
        for n, id in enumerate(documents):
            if id not in self.file.documents:
                self.problem("S307", (*path, "documents", n), name=id, near=self.file.documents)

    def uses(self, uses: Iterable[WordUse], words: Mapping[str, Word], path: Path) -> tuple[Use, ...]:
        """Look up a list of acts or events."""
        return tuple(self.use(use, words, (*path, index)) for index, use in enumerate(uses))

    def changes(self, sets: Mapping[str, Value], adds: Mapping[str, int], path: Path) -> tuple[Change, ...]:
        """What `set` and `add` change, groups expanded to their parts; no name twice."""
        return self._together([(sets, (*path, "set"), False), (adds, (*path, "add"), True)])

    def _together(self, blocks: Iterable[tuple[Mapping[str, Value], Path, bool]]) -> tuple[Change, ...]:
        """The changes of blocks that apply together; each block with its path, and whether it adds."""
        found: dict[int, Change] = {}
        for values, path, adds in blocks:
            for text, value in values.items():
                for change in self._change(text, value, (*path, text), adds=adds):
                    if change.slot in found:
                        self.key_problem("S501", (*path, text), name=text)
                    found[change.slot] = change
        return tuple(found.values())

    def _change(self, text: str, value: Value, path: Path, *, adds: bool) -> list[Change]:
        name = parse_name(text)
        declared = self.names.declared(name) if name else None
        if name is None or declared is None:
            self._unknown_name(text, name, path)
            return []
        if not fits(declared, value, adds=adds):
            values = getattr(declared.type, "values", ())
            advice = what_fits(declared, adds=adds)
            self.problem("S502", path, of=text, name=as_written(value), near=values, advice=advice)
            return []
        limits_of = (declared.low, declared.high, declared.clamps)
        return [Change(self.names.index(n), written(n), value, adds, *limits_of) for n in self.names.changed(name)]

    def _unknown_name(self, text: str, name: Name | None, path: Path) -> None:
        fact = self.vocabulary.facts.get(name.name) if name else None
        if name is None or fact is None:
            self.key_problem("S306", path, name=text, near=self.names.near())
        elif name.about is not None and fact.about == "target":
            self.key_problem("S305", path, name=name.about, near=self.file.who)
        else:
            self.key_problem("S310" if fact.about == "target" else "S311", path, name=name.name)

    def effects(self, block: Any, path: Path) -> Effects:
        """Everything that a block of the file changes, counts and schedules."""
        return Effects(
            changes=self.changes(block.set, block.add, path),
            ledger=self.ledger(block.ledger, (*path, "ledger")),
            schedule=tuple(self._scheduled(id, delay, (*path, "schedule", id)) for id, delay in block.schedule.items()),
        )

    def _scheduled(self, id: str, delay: int, path: Path) -> tuple[int, int]:
        inject = self.file.injects.get(id)
        if inject is None:
            self.key_problem("S303", path, name=id, near=self.file.injects)
        elif not inject.on_call:
            self.key_problem("S511", path, name=id)
        elif delay < 1:
            self.problem("S512", path, name=id)
        return self.inject_index.get(id, 0), delay

    def duties(self, words: Iterable[str], path: Path) -> None:
        """Look up the words and families that an ending hands over."""
        known = (*self.vocabulary.acts, *self.vocabulary.events, *self.vocabulary.families)
        for n, word in enumerate(words):
            if not self.vocabulary.members(word):
                self.problem("S304", (*path, n), name=word, near=known)

    def ledger(self, counts: Mapping[str, int], path: Path) -> tuple[tuple[str, int], ...]:
        """Ledger counts, `group.outcome`."""
        known = [f"{group}.{outcome}" for group in self.vocabulary.groups for outcome in self.vocabulary.outcomes]
        for key in counts:
            if key not in known:
                self.key_problem("S312", (*path, key), name=key, near=known)
        return tuple(counts.items())

    def scope(self, part: str | None) -> Mapping[str, Any]:
        """The scenes that `then` may name from inside a part, or from outside any."""
        return self.file.scenes if part is None else self.file.parts[part].scenes

    def destination(self, id: str, part: str | None, path: Path) -> str:
        """The full id of a scene named by `then`."""
        if id not in self.scope(part):
            self.problem("S301", path, name=id, near=self.scope(part))
        return full_id(id, part)

    def initial_values(self, variant: str | None) -> tuple[Value, ...]:
        """Start values of all names mentioned, with what the variant changes."""
        given = self._start_facts(self.file.facts, ("facts",))
        if variant is not None:
            given |= self._start_facts(self.file.variants[variant].set, ("variants", variant, "set"))
        return tuple(given.get(name, self._start(name)) for name in self.names.all)

    def _start(self, name: Name) -> Value:
        declared = self.names.declared(name)
        return declared.start if declared else False

    def _start_facts(self, facts: Mapping[str, Value], path: Path) -> dict[Name, Value]:
        before = len(self.problems)
        changes = self._together([(facts, path, False)])
        return {self.names.all[c.slot]: c.value for c in changes} if len(self.problems) == before else {}

    def _variables(self) -> dict[str, Declared]:
        found: dict[str, Declared] = {}
        for id, variable in self.file.state.items():
            found[id] = declare(variable)
            why = flaw(variable)
            if why is not None:
                self.key_problem("S503", ("state", id), name=id, why=why)
            if id in self.vocabulary.facts:
                self.key_problem("S504", ("state", id), name=id)
        return found

    def card(self, variant: str | None) -> dict[str, bool | int]:
        """What rules read from the card of the player's role: the vocabulary's defaults, then the card's values."""
        chosen = (self.file.variants[variant].card if variant else None) or self.file.card
        card = self.area.cards.get(chosen)
        defaults: dict[str, bool | int] = {key: word.default for key, word in self.vocabulary.card.items()}
        return defaults | dict(card.values) if card else defaults


def full_id(id: str, part: str | None) -> str:
    """A scene's id in the whole scenario; scenes of parts carry their part's name."""
    return id if part is None else f"{part}/{id}"


def path_of(scene: str) -> Path:
    """Where a scene stands in the file, by its full id."""
    part, _, id = scene.rpartition("/")
    return ("parts", part, "scenes", id) if part else ("scenes", id)


def fits(declared: Declared, value: Value, *, adds: bool) -> bool:
    """Whether a value may be set, or added, to what is declared."""
    number = isinstance(value, int) and not isinstance(value, bool)
    if declared.low is not None and declared.high is not None:
        return number and (adds or declared.low <= int(value) <= declared.high)
    if adds:
        return False
    values = getattr(declared.type, "values", None)
    return value in values if values is not None else isinstance(value, bool)


def what_fits(declared: Declared, *, adds: bool) -> str:
    """What may be set or added, as advice."""
    if declared.low is not None:
        return "Add a whole number." if adds else f"Write a whole number from {declared.low} to {declared.high}."
    if adds:
        return "Only numbers can be added to."
    values = getattr(declared.type, "values", None)
    return f"Write one of: {', '.join(values)}." if values is not None else "Write true or false."


def version_hash(file: ScenarioFile, area: Area, vocabulary: Vocabulary) -> str:
    """Name of a scenario version: SHA-256 over scenario, mission area, parts, vocabulary and engine semantics."""
    data = [plain(file), plain(area), plain(vocabulary), ENGINE_SEMANTICS]
    text = json.dumps(data, ensure_ascii=False, sort_keys=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
