"""Games of chance, played silently: every move on offer is as likely as any other."""

from __future__ import annotations

from collections import Counter
from random import Random
from statistics import median

from simulator.moves import TIMEOUT, in_file_order
from simulator.problems import SimulatorError
from simulator.prose import word_count
from simulator.run import Run, history
from simulator.scenario import Move, Scenario, Scene
from tui import colleagues, story
from tui.preview.games import Games, Way

LONGEST = 1_000
"""Decisions of one game: one that goes round in a circle ends here."""

READ = 60
"""Games that are read word by word, to tell how long one takes."""

SECONDS_A_DECISION = 20
"""What a person takes to make up their mind, beside reading."""

TIMEOUTS = 10
"""Of so many timed decisions, one is left to its default."""


class Silent:
    """Plays one game after the other and counts."""

    def __init__(self, scenario: Scenario, longest: int = LONGEST) -> None:
        self.scenario, self.longest = scenario, longest
        self.played = 0
        self.ways: dict[str, Way] = {}
        self._shortest: dict[str, int] = {}
        self._scenes: Counter[str] = Counter()
        self._options: Counter[tuple[str, str]] = Counter()
        self._seconds: list[float] = []
        self._broken = ""

    def play(self) -> None:
        """One more game. Its number is its seed."""
        seed = self.played
        run, chance = Run(self.scenario, seed), Random(seed)
        try:
            run.begin()
            while not run.finished and run.decision < self.longest:
                self._came(run)
                _decide(run, chance)
            self._came(run)
        except SimulatorError as error:  # an author's mistake that only a game shows
            self._broken = self._broken or str(error)
        self._count(run)
        self.played += 1

    def _came(self, run: Run) -> None:
        scene, moves = run.state.scene, len(run.records) - 1
        if moves < self._shortest.get(scene, self.longest + 1):
            self._shortest[scene] = moves
            self.ways[scene] = Way(run.seed, tuple(record.move for record in run.records[1:]))

    def _count(self, run: Run) -> None:
        self._scenes.update({record.scene for record in run.records} | {run.state.scene})
        taken = {(record.scene, id) for record in run.records for id in record.move if id[:1] != "@"}
        self._options.update(taken)
        if self.played < READ:
            self._seconds.append(seconds(run))

    @property
    def games(self) -> Games:
        """What is known by now."""
        minutes = max(1, round(median(self._seconds) / 60)) if self._seconds else 0
        options = {f"{scene}.{id}": count for (scene, id), count in self._options.items()}
        return Games(self.played, dict(self._scenes), options, minutes, dict(self.ways), broken=self._broken)


def _decide(run: Run, chance: Random) -> None:
    scene = run.scenario.scenes[run.state.scene]
    if scene.default is not None and not chance.randrange(TIMEOUTS):
        run.decide(TIMEOUT)
    else:
        run.decide(random_move(scene, run.offered, chance))


def random_move(scene: Scene, offered: Move, chance: Random) -> Move:
    """A move among those that these options allow."""
    if scene.kind == "form":
        by_field = ([id for id in offered if scene.options[id].field == name] for name in scene.fields)
        return tuple(chance.choice(ids) for ids in by_field)
    if scene.kind == "select":
        return _selection(scene, offered, chance)
    return (offered[int(chance.random() * len(offered))],)


def _selection(scene: Scene, offered: Move, chance: Random) -> Move:
    """Options in a random order as long as the budget lasts; where they are too few, the cheapest."""
    wanted, left, chosen = chance.randint(scene.at_least, len(offered)), scene.budget, set[str]()
    for id in chance.sample(offered, len(offered)):
        if len(chosen) < wanted and scene.options[id].costs <= left:
            chosen.add(id)
            left -= scene.options[id].costs
    if len(chosen) < scene.at_least:
        chosen = set(sorted(offered, key=lambda id: scene.options[id].costs)[: scene.at_least])
    return in_file_order(scene, chosen)


def seconds(run: Run) -> float:
    """About how long a game takes a slow reader: its orders and all that it shows, and a moment for each decision."""
    scenario, briefing = run.scenario, run.scenario.file.briefing
    orders = (briefing.situation, briefing.mission, briefing.execution, briefing.support, briefing.command)
    words = sum(map(word_count, orders))
    states = history(scenario, run.seed, run.records)
    for n, record in enumerate(run.records):
        words += _to_read(colleagues.situation(scenario, states[n + 1], run.records[: n + 1]))
        words += sum(map(_length, story.consequence(scenario, record).paragraphs))
    return words * 60 / story.WORDS_A_MINUTE + SECONDS_A_DECISION * max(0, len(run.records) - 1)


def _to_read(view: story.Situation) -> int:
    """Words of a scene with what arrived and what may be done."""
    shown = [*view.paragraphs, *(paragraph for arrival in view.arrivals for paragraph in arrival.paragraphs)]
    offers = [*view.options, *(option for field in view.fields for option in field.options)]
    return sum(map(_length, shown)) + sum(len(option.label.split()) for option in offers)


def _length(paragraph: story.Paragraph) -> int:
    return len(story.text_of(paragraph).split())
