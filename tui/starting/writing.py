"""Writing the first version of a scenario: a template of the catalogue, filled in with the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from simulator import limits
from simulator.vocabulary import Vocabulary
from tui.starting.answers import Answers, quoted, words
from tui.starting.sketch import Sketch, Step, Use, sketch
from tui.words import DEFAULT, FOLDER, language, say

LAST = "afterwards"
"""The scene that follows what is practised."""

SPARE = 120
"""Minutes before the horizon that nothing in the beginning needs."""


@dataclass(frozen=True, slots=True)
class OptionText:
    """An option as the template shows it; `harm` is set where it keeps the good ending away."""

    id: str
    note: str
    label: str
    acts: str
    takes: int
    then: str
    harm: bool = False


@dataclass(frozen=True, slots=True)
class SceneText:
    """A scene as the template shows it."""

    id: str
    title: str
    text: str
    facts: str
    events: str
    options: tuple[OptionText, ...]


def begun(answers: Answers, file: Path, vocabulary: Vocabulary) -> str:
    """The text of a scenario file that checks, for these answers."""
    sketches = [found for rule in answers.rules if (found := sketch(rule, vocabulary))]
    decisions = list(_decisions(sketches, vocabulary))
    targets = dict.fromkeys(target for found in sketches for target in found.targets)
    takes = sum(max(option.takes for option in scene.options) for scene in decisions)
    return _template().render(
        file=file.name,
        id=file.stem,
        title=answers.title,
        role=answers.role,
        level=answers.level,
        component=answers.component,
        minutes=answers.minutes,
        area=answers.area.id,
        card=card_of(answers),
        horizon=min(takes + SPARE, limits.MINUTES),
        themes=list(dict.fromkeys(rule.area for rule in answers.rules)),
        targets=list(targets) or [say("new.draft.people")],
        rules=answers.rules,
        decisions=decisions,
        first=decisions[0].id if decisions else LAST,
    )


def untested(answers: Answers, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The rules that nothing in the beginning tests."""
    return tuple(rule.id for rule in answers.rules if sketch(rule, vocabulary) is None)


def card_of(answers: Answers) -> str:
    """The card of the player's component, else the first."""
    cards = answers.area.cards
    fit = (id for id, card in cards.items() if answers.component in card.components)
    return next(fit, next(iter(cards)))


def _template() -> Template:
    folder = FOLDER / language() / "starting"
    folder = folder if folder.is_dir() else FOLDER / DEFAULT / "starting"
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters |= {"words": words, "quoted": quoted}
    return environment.from_string((folder / "scenario.yaml.md").read_text(encoding="utf-8"))


def _decisions(sketches: list[Sketch], vocabulary: Vocabulary) -> Iterator[SceneText]:
    """All scenes between the arrival and the last, each rule's after the one before."""
    begins = [_id(found, 0) for found in sketches] + [LAST]
    for number, found in enumerate(sketches):
        for n, step in enumerate(found.right):
            onward = _id(found, n + 1) if n + 1 < len(found.right) else begins[number + 1]
            options = [_right(found, step, onward, vocabulary), _other(found, n, begins[number + 1], vocabulary)]
            yield SceneText(
                id=_id(found, n),
                title=say("new.draft.title", n=n + 1, rule=found.rule.id),
                text=_text(step, vocabulary),
                facts=_flow(step.facts),
                events=_uses(step.events),
                options=tuple(options if (number + n) % 2 else reversed(options)),
            )


def _id(found: Sketch, n: int) -> str:
    return f"{found.rule.id.lower()}-{n + 1}"


def _right(found: Sketch, step: Step, onward: str, vocabulary: Vocabulary) -> OptionText:
    return OptionText(
        id="one-way",
        note=say("new.draft.right", rule=found.rule.id, title=found.rule.title),
        label=_label(found, step.acts, vocabulary),
        acts=_uses(step.acts),
        takes=step.takes,
        then=onward,
    )


def _other(found: Sketch, n: int, after: str, vocabulary: Vocabulary) -> OptionText:
    if n != found.at:
        note, label = say("new.draft.aside", rule=found.rule.id), say("new.draft.aside-label")
        return OptionText(id="another-way", note=note, label=label, acts="", takes=1, then=after)
    return OptionText(
        id="another-way",
        note=say("new.draft.wrong", rule=found.rule.id),
        label=_label(found, found.wrong.acts, vocabulary),
        acts=_uses(found.wrong.acts),
        takes=found.wrong.takes,
        then=after,
        harm=True,
    )


def _label(found: Sketch, acts: tuple[Use, ...], vocabulary: Vocabulary) -> str:
    """What is done, in the words of the vocabulary; to whom, where there is more than one."""
    said = [_said(word, about if len(found.targets) > 1 else None, vocabulary) for word, about in acts]
    label = " ".join(dict.fromkeys(said))
    return label if len(label) <= limits.LINE_LENGTH else label[: limits.LINE_LENGTH - 1] + "…"


def _said(word: str, about: str | None, vocabulary: Vocabulary) -> str:
    means = vocabulary.acts[word].means
    if about is None:
        return means
    return say("new.draft.about", what=means.removesuffix("."), who=about.replace("-", " "))


def _text(step: Step, vocabulary: Vocabulary) -> str:
    happens = [vocabulary.events[word].means for word, _ in step.events]
    known = [vocabulary.facts[name.split("(")[0]].means for name in step.facts]
    return " ".join([*happens, *known, say("new.draft.ask")])


def _uses(uses: tuple[Use, ...]) -> str:
    written = (word if about is None else f"{{{word}: {about}}}" for word, about in uses)
    return f"[{', '.join(written)}]" if uses else ""


def _flow(facts: Mapping[str, Any]) -> str:
    written = (f"{name}: {str(value).lower() if isinstance(value, bool) else value}" for name, value in facts.items())
    return f"{{{', '.join(written)}}}" if facts else ""
