"""Scenes, courses and injects of a scenario, built from the file with a `Builder`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from simulator import model
from simulator.build import Builder, full_id, path_of
from simulator.scenario import (
    RETURN,
    Branch,
    Case,
    Course,
    Effects,
    EventUse,
    Inject,
    Kind,
    Move,
    Option,
    Scene,
    Test,
    Way,
)

if TYPE_CHECKING:
    from simulator.source import Path


class SceneBuilder:
    """Builds the scenes of the file, or of one of its parts."""

    def __init__(self, builder: Builder, part: str | None, once: dict[tuple[str, int], int]) -> None:
        self.builder, self.part, self.once = builder, part, once

    def scenes(self) -> dict[str, Scene]:
        """All scenes of this scope under their full ids."""
        scope = {full_id(id, self.part): scene for id, scene in self.builder.scope(self.part).items()}
        kept = full_id(RETURN, self.part)
        if kept in scope:
            self.builder.key_problem("S526", path_of(kept), name=RETURN)
        return {id: self.scene(id, scene, path_of(id)) for id, scene in scope.items()}

    def scene(self, id: str, file: model.Scene, path: Path) -> Scene:
        build = self.builder
        build.check_documents(file.documents, path)
        build.duties(file.ending.hands_over if file.ending else (), (*path, "ending", "hands over"))
        on_entry = build.changes(file.set, {}, path)
        kind, options = self._kind(id, file, path), self._options(file, path)
        certain = kind == "choose" and all(option.test is None for option in options.values())
        return Scene(
            id=id,
            kind=kind,
            file=file,
            on_entry=on_entry,
            events=tuple(self._event(id, n, event, (*path, "events", n)) for n, event in enumerate(file.events)),
            ledger=build.ledger(file.ledger, (*path, "ledger")),
            options=options,
            also=self._also(file, path),
            budget=file.select.budget if file.select else 0,
            at_least=file.select.at_least if file.select else 1,
            fields=tuple(name for name, f in file.form.fields.items() if not f.free_text) if file.form else (),
            default=self._default(file, path),
            shared=self._shared(file, path),
            quiet=kind == "choose" and not (on_entry or file.events or file.ledger),
            always=tuple(options) if certain else None,
        )

    def _kind(self, id: str, file: model.Scene, path: Path) -> Kind:
        kinds: dict[Kind, object] = {
            "choose": file.options,
            "select": file.select,
            "form": file.form,
            "ending": file.ending,
        }
        found = [kind for kind, present in kinds.items() if present]
        if len(found) != 1:
            self.builder.key_problem("S505" if found else "S506", path, name=id)
        return found[0] if found else "ending"

    def _also(self, file: model.Scene, path: Path) -> tuple[tuple[Test, str], ...]:
        tests = [(self.builder.condition(a.when, (*path, "also", n, "when")), a.text) for n, a in enumerate(file.also)]
        return tuple((test, text) for test, text in tests if test is not None)

    def _event(self, id: str, number: int, event: model.EventUse, path: Path) -> EventUse:
        use = self.builder.use(event, self.builder.vocabulary.events, path)
        if not event.once:
            return EventUse(use)
        return EventUse(use, self.once.setdefault((id, number), 1 << len(self.once)))

    def _options(self, file: model.Scene, path: Path) -> Mapping[str, Option]:
        found = {id: self._chosen(id, option, (*path, "options", id)) for id, option in file.options.items()}
        if file.select:
            within: Path = (*path, "select", "options")
            for id, item in file.select.options.items():
                found[id] = self._picked(id, item, (*within, id), item.costs, None)
            self._check_together([(option, (*within, id)) for id, option in found.items()])
        if file.form:
            found |= self._answers(file.form, (*path, "form", "fields"))
        return found

    def _answers(self, form: model.Form, path: Path) -> dict[str, Option]:
        found: dict[str, tuple[Option, Path]] = {}
        for name, entry in form.fields.items():
            if bool(entry.options) == entry.free_text:
                self.builder.key_problem("S507", (*path, name), name=name)
            for id, item in entry.options.items():
                at: Path = (*path, name, "options", id)
                if id in found:
                    self.builder.key_problem("S508", at, name=id)
                found[id] = self._picked(id, item, at, 0, name), at
        self._check_together(list(found.values()))
        return {id: option for id, (option, _) in found.items()}

    def _chosen(self, id: str, file: model.Option, path: Path) -> Option:
        course = self._course(file, path, file)
        return Option(id, self.builder.condition(file.when, (*path, "when")), course)

    def _picked(self, id: str, file: model.Choice, path: Path, costs: int, field: str | None) -> Option:
        build = self.builder
        acts = build.uses(file.acts, build.vocabulary.acts, (*path, "acts"))
        course = Course(acts, build.effects(file, path), 0, (), Way())
        return Option(id, build.condition(file.when, (*path, "when")), course, costs, field)

    def _check_together(self, options: list[tuple[Option, Path]]) -> None:
        """No two options that can be taken together may set one variable, or set and add to it."""
        for n, (first, _) in enumerate(options):
            for second, path in options[n + 1 :]:
                if first.field is not None and first.field == second.field:
                    continue
                theirs = {change.slot: change for change in second.course.effects.changes}
                for change in first.course.effects.changes:
                    other = theirs.get(change.slot)
                    if other is not None and not (change.adds and other.adds):
                        self.builder.key_problem("S509", path, name=change.name, first=first.id, second=second.id)

    def _shared(self, file: model.Scene, path: Path) -> Course | None:
        if file.select:
            return self._course(file.select, (*path, "select"), None)
        return self._course(file.form, (*path, "form"), None) if file.form else None

    def _course(self, file: model.Course, path: Path, own: model.Option | None) -> Course:
        build = self.builder
        effects = build.effects(own, path) if own else Effects()
        branches = tuple(self._branch(b, (*path, "chance", n), effects) for n, b in enumerate(file.chance))
        way = self.way(file.then, file.play, path)
        if way is None and file.play is None and not (branches and all(branch.way for branch in branches)):
            build.key_problem("S510", path, name=path[-1] if own else path[-2])
        acts = build.uses(own.acts, build.vocabulary.acts, (*path, "acts")) if own else ()
        closing = build.uses(file.ends_with, build.vocabulary.acts, (*path, "ends with"))
        total = sum(branch.weight for branch in branches)
        plain = not (branches or closing or effects.ledger or effects.schedule)
        straight_to = _only_scene(way) if plain and way else None
        return Course(acts, effects, file.takes, closing, way or Way(), branches, total, straight_to)

    def _branch(self, file: model.Branch, path: Path, before: Effects) -> Branch:
        effects = self.builder.effects(file, path)
        changed = {change.slot for change in before.changes}
        for change in effects.changes:
            if change.slot in changed:
                key = "add" if change.adds else "set"
                self.builder.key_problem("S501", (*path, key, change.name), name=change.name)
        return Branch(file.weight, effects, self.way(file.then, file.play, path))

    def way(self, then: model.Then | None, play: str | None, path: Path) -> Way | None:
        """Where `then` and `play` lead; None where nothing is said."""
        if then is None:
            if play is not None:
                self.builder.problem("S513", (*path, "play"), name=play)
            return None
        cases = tuple(self._case(case, (*path, "then", n)) for n, case in enumerate(then))
        open_cases = [case for case in then if case.when is None]
        if then[-1].when is not None or len(open_cases) != 1:
            self.builder.key_problem("S514", (*path, "then"))
        return Way(cases, self._part(play, path))

    def _part(self, play: str | None, path: Path) -> str | None:
        if play is None:
            return None
        part = self.builder.file.parts.get(play)
        if part is None:
            self.builder.problem("S308", (*path, "play"), name=play, near=self.builder.file.parts)
            return None
        return full_id(part.start, play)

    def _case(self, case: model.Case, path: Path) -> Case:
        test = self.builder.condition(case.when, (*path, "when"))
        if case.to == RETURN and self.part is not None:
            return Case(test, RETURN)
        return Case(test, self.builder.destination(case.to, self.part, (*path, "to")))

    def _default(self, file: model.Scene, path: Path) -> Move | None:
        given = file.by_default
        if (given is None) != (file.decide_within is None):
            self.builder.key_problem("S515", (*path, "decide within" if given is None else "by default"))
        return None if given is None else ((given,) if isinstance(given, str) else given)


def _only_scene(way: Way) -> str | None:
    """The one scene that a way leads to, whatever the state; None where it depends, or leads through a part."""
    case = way.cases[0]
    return case.scene if case.test is None and case.scene != RETURN and way.part is None else None


def build_injects(builder: Builder) -> tuple[Inject, ...]:
    """The injects of the file, in file order, which is the order in which they fire at one minute."""
    ways = SceneBuilder(builder, None, {})
    return tuple(
        _inject(builder, ways, index, id, file) for index, (id, file) in enumerate(builder.file.injects.items())
    )


def _inject(builder: Builder, ways: SceneBuilder, index: int, id: str, file: model.Inject) -> Inject:
    path: Path = ("injects", id)
    triggers = [file.at is not None, bool(file.on_call), file.when is not None, file.by_hand is not None]
    if sum(triggers) != 1:
        builder.key_problem("S516", path, name=id)
    if file.if_ is not None and any(triggers) and not (file.on_call or file.at is not None):
        builder.key_problem("S517", (*path, "if"), name=id)
    builder.check_documents(file.documents, path)
    return Inject(
        id=id,
        index=index,
        file=file,
        test=builder.condition(file.when, (*path, "when")),
        guard=builder.condition(file.if_, (*path, "if")),
        effects=builder.effects(file, path),
        events=builder.uses(file.events, builder.vocabulary.events, (*path, "events")),
        way=ways.way(file.then, None, path),
    )
