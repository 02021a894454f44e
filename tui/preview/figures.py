"""Figures about a scenario's texts: how much there is to read, how hard it is, where the longest sentence is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.model import Choice, Option
from simulator.prose import plain
from simulator.scenario import Scenario, Scene
from tui import story

SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
WORD = re.compile(r"[^\W_](?:[\w'’-]*\w)?")
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûü]+")

Text = tuple[str, str]
"""Where a text stands, a scene or inject by its id or nothing, and the text."""


@dataclass(frozen=True)
class Figures:
    """What a scenario amounts to. `grade` is the school year that its texts ask for, by Flesch and Kincaid.

    `longest` is the number of words of the longest sentence, which is `sentence` and stands in the scene `longest_in`
    (empty where it is in no scene).
    """

    words: int
    grade: float
    longest: int
    longest_in: str
    sentence: str
    scenes: int
    options: int
    endings: int
    injects: int
    minutes: int


def figures(scenario: Scenario) -> Figures:
    """Everything that can be counted without playing."""
    said = [(place, sentence) for place, text in texts(scenario) for sentence in sentences(text)]
    place, longest = max(said, key=lambda found: len(words(found[1])), default=("", ""))
    listed = [word for _, sentence in said for word in words(sentence)]
    return Figures(
        words=len(listed),
        grade=grade(len(said), listed),
        longest=len(words(longest)),
        longest_in=place,
        sentence=longest,
        scenes=len(scenario.scenes),
        options=sum(len(scene.options) for scene in scenario.scenes.values()),
        endings=sum(scene.kind == "ending" for scene in scenario.scenes.values()),
        injects=len(scenario.injects),
        minutes=scenario.file.play_minutes,
    )


def texts(scenario: Scenario) -> Iterator[Text]:
    """Every text that a player may come to read, but for documents: their lines are no sentences."""
    briefing = scenario.file.briefing
    for text in (briefing.situation, briefing.mission, briefing.execution, briefing.support, briefing.command):
        yield "", text
    for scene in scenario.scenes.values():
        yield from ((scene.id, text) for text in _of_scene(scene))
    for inject in scenario.injects:
        if inject.file.text:
            yield inject.id, inject.file.text


def _of_scene(scene: Scene) -> Iterator[str]:
    yield scene.file.text
    yield from (also.text for also in scene.file.also)
    for choice in story.choices(scene, scene.options):
        yield from _of_choice(choice)
    course = scene.file.select or scene.file.form
    if course:
        yield from (text for text in (course.consequence, *(b.consequence for b in course.chance)) if text)


def _of_choice(choice: Choice) -> Iterator[str]:
    yield choice.label
    drawn = [branch.consequence for branch in choice.chance] if isinstance(choice, Option) else []
    said = (choice.consequence, *drawn, choice.tactical, choice.political, choice.pulls_apart)
    yield from (text for text in said if text)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a paragraph ends one too."""
    found = (piece for paragraph in plain(text).split("\n\n") for piece in SENTENCE.split(paragraph))
    return [piece for piece in found if words(piece)]


def words(text: str) -> list[str]:
    """The words of a text, numbers included."""
    return WORD.findall(text)


def syllables(word: str) -> int:
    """About how often the voice is raised for an English word: groups of vowels, a silent e at the end left out."""
    small = word.casefold()
    count = len(VOWELS.findall(small))
    silent = small.endswith("e") and not small.endswith(("le", "ee", "ye", "oe"))
    return max(1, count - silent)


def grade(sentence_count: int, listed: list[str]) -> float:
    """The school year by Flesch and Kincaid (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    if not listed:
        return 0.0
    spoken = sum(map(syllables, listed))
    return max(0.0, 0.39 * len(listed) / sentence_count + 11.8 * spoken / len(listed) - 15.59)
