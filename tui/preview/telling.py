"""What the preview says, as text: problems, figures, games, and what is known of a scene."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from simulator.problems import Place as FilePlace
from simulator.problems import Problem
from simulator.scenario import Scenario
from tui.app import drawing
from tui.app.offer_list import Item
from tui.preview.figures import Figures
from tui.preview.games import Games, told
from tui.preview.saved import Saved
from tui.preview.scene_map import Lead, Place, leads
from tui.preview.standing import Standing
from tui.words import say

ENOUGH = 90
"""Signs of a long sentence that are shown: enough to find it."""


def head(standing: Standing) -> str:
    """In short how the file stands, and when it was saved."""
    saved = standing.saved
    if saved is None:
        return say("preview.reading")
    what = _count(saved)
    if standing.games.found and not standing.old:
        what = say("preview.count-findings", problems=what, count=len(standing.games.found))
    return say("preview.head", what=what, time=saved.time) if saved.time else what


def _count(saved: Saved) -> str:
    return say("preview.none") if saved.good else say("preview.count", count=saved.count)


def front(standing: Standing) -> Text:
    """The problems, if there are any; then the figures; then what proofs found."""
    parts = [problems(standing.saved)] if standing.saved and not standing.saved.good else []
    if standing.figures:
        parts.append(told_figures(standing.figures, standing.games.minutes))
    if standing.games.found and not standing.old:
        parts.append(findings(standing))
    return drawing.page(parts)


def problems(saved: Saved) -> Text:
    """Each problem with its place in the file; what stands in another file names it."""
    lines = [_problem(problem, saved) for problem in saved.problems]
    left_out = saved.checked.left_out
    more = [Text(say("preview.left-out", count=left_out))] if left_out else []
    return Text("\n").join([drawing.heading(say("preview.count", count=saved.count)), *lines, *more])


def _problem(problem: Problem, saved: Saved) -> Text:
    return placed(problem.place, str(problem).removeprefix(f"{problem.place}: "), saved.checked.file)


def placed(place: FilePlace, said: str, file: Path) -> Text:
    """What is said, after the line that it is about; what stands in another file names it."""
    where = [] if Path(place.file).name == file.name else [Path(place.file).name]
    where += [] if place.line is None else [say("preview.line", line=place.line)]
    return Text.assemble((f"{', '.join(where)}  ", "bold"), said) if where else Text(said)


def findings(standing: Standing) -> Text:
    """What the proofs found, under its number."""
    lines = _found(standing)
    return Text("\n").join([drawing.heading(say("preview.findings", count=len(lines))), *lines])


def found_lines(standing: Standing) -> list[str]:
    """What the proofs found, each a line of its own."""
    return [line.plain for line in _found(standing)]


def _found(standing: Standing) -> list[Text]:
    """Each finding at its line of the file."""
    file = standing.saved.checked.file if standing.saved else Path()
    return [placed(each.place, told(each), file) for each in standing.games.found or ()]


def told_figures(found: Figures, minutes: int) -> Text:
    """How much there is to read and how hard it is."""
    lines = [
        say("preview.words", words=f"{found.words:,}", grade=round(found.grade)),
        _minutes(found, minutes),
        say(
            "preview.parts",
            scenes=say("preview.scenes", count=found.scenes),
            options=say("preview.options", count=found.options),
            endings=say("preview.endings", count=found.endings),
            injects=say("preview.injects", count=found.injects),
        ),
        _longest(found),
    ]
    return Text("\n".join(line for line in lines if line))


def _minutes(found: Figures, minutes: int) -> str:
    if not minutes:
        return say("preview.minutes-file", count=found.minutes)
    return say("preview.minutes", count=minutes, said=found.minutes)


def _longest(found: Figures) -> str:
    if not found.longest:
        return ""
    sentence = found.sentence if len(found.sentence) <= ENOUGH else f"{found.sentence[:ENOUGH].rsplit(' ', 1)[0]} …"
    where = say("preview.in", place=found.longest_in) if found.longest_in else say("preview.in-briefing")
    return say("preview.longest", count=found.longest, where=where, sentence=sentence)


def asked(standing: Standing) -> Text:
    """What the silent games came to, over the list of scenes."""
    if standing.scenario is None:
        return Text(say("preview.no-map")) if standing.saved else Text()
    lines = [say("preview.old")] if standing.old else [games(standing.scenario, standing.games)]
    lines.append(say("preview.map"))
    return Text("\n").join(Text(line, style="bold" if standing.old and not n else "") for n, line in enumerate(lines))


def games(scenario: Scenario, found: Games) -> str:
    """How many games were played, and what they came to."""
    if found.broken:
        return say("preview.broken", reason=found.broken)
    if not found.played:
        return say("preview.no-games" if found.over else "preview.games-begin")
    endings = [id for id, scene in scenario.scenes.items() if scene.kind == "ending"]
    said = say(
        "preview.games",
        count=f"{found.played:,}",
        scenes=_of(sum(id in found.scenes for id in scenario.scenes), len(scenario.scenes)),
        options=_of(len(found.options), sum(len(scene.options) for scene in scenario.scenes.values())),
        endings=_of(sum(id in found.scenes for id in endings), len(endings)),
    )
    if found.proving:
        return say("preview.proving", games=said)
    if not found.over:
        return say("preview.going-on", games=said)
    return f"{said} {say('preview.no-findings')}" if found.found == () else said


def _of(some: int, all_: int) -> str:
    return say("preview.of", some=some, all=all_)


def item(place: Place, games: Games) -> Item:
    """A scene in the list: how far from the start, its title, its id, and what is known of it at the right."""
    steps = "–" if place.steps is None else str(place.steps)
    label = say("preview.scene", steps=f"{steps:<2}", title=place.title, id=place.scene)
    return Item(place.scene, label, amount=", ".join(marks(place, games)))


def marks(place: Place, games: Games) -> Iterator[str]:
    """What stands beside a scene: an ending, findings, options that nobody took, and how many games came to it."""
    if place.kind == "ending":
        yield say("preview.mark.ending")
    if games.findings.get(place.scene):
        yield say("preview.mark.findings", count=len(games.findings[place.scene]))
    came = games.scenes.get(place.scene, 0)
    missing = sum(f"{place.scene}.{id}" not in games.options for id in place.options)
    if came and missing:
        yield say("preview.mark.options", count=missing)
    if came:
        yield say("preview.mark.share", share=_share(came, games.played))
    elif place.scene in games.never:
        yield say("preview.mark.never")
    elif place.scene in games.ways:
        yield say("preview.mark.rare")
    elif games.played:
        yield say("preview.mark.not-yet")


def _share(came: int, played: int) -> str:
    share = 100 * came / played
    return f"{share:.0f}" if share >= 1 else "<1"


def scene(standing: Standing, place: Place) -> Text:
    """All that is known of one scene."""
    assert standing.scenario is not None  # there is a map
    found = standing.games
    known = standing.scenario.scenes[place.scene]
    about = [say("preview.about", id=place.scene, marks=", ".join(marks(place, found)) or say("preview.unplayed"))]
    about += found.findings.get(place.scene, ())
    ways = [Text(f"{_lead(place, lead, found)}\n  → {', '.join(lead.to) or '–'}") for lead in leads(known)]
    parts = [drawing.heading(place.title), Text("\n".join(about)), Text("\n").join(ways)]
    return drawing.page([*parts, *drawing.prose(known.file.text)])


def _lead(place: Place, lead: Lead, games: Games) -> str:
    taken = games.options.get(f"{place.scene}.{lead.option}", 0) if lead.option else 0
    label = lead.label or say("preview.together")
    if not lead.option or not games.played:
        return label
    return say("preview.taken" if taken else "preview.not-taken", label=label, count=f"{taken:,}")
