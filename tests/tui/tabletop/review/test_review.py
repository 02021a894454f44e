"""The after-action review: what is in it and what must not be, how people are named, and that it fits the log."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exercise.entries import CONTROL, Attribution
from tests.tui.tabletop.review.holding import (
    CRITERIA,
    NAMES,
    PRIVATE,
    SEATS,
    Table,
    as_html,
    as_markdown,
    held,
    inject_list,
    reviewed,
)
from tui.tabletop.review.objective_lines import counts
from tui.tabletop.review.review import Review, review_data

ATTRIBUTIONS: tuple[Attribution, ...] = ("by name", "by role", "not at all")
HOSTILE = st.text(alphabet="<>&\"'{}%*_|`[]()#~!-=+1. \\\nab", min_size=1, max_size=30).filter(
    lambda text: text.strip()
)


def everything(view: Review) -> str:
    """All that leaves of a review, in each of its forms."""
    return "\n".join((as_html(view), as_markdown(view), json.dumps(review_data(view))))


class Tags(HTMLParser):
    """The tags of a page, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_no_private_text_is_in_the_copy_for_participants(attribution: Attribution) -> None:
    """Neither what a seat was told, nor an inject for single seats, nor notes, chats and plans of exercise control."""
    found = everything(reviewed(held(attribution)))
    assert [word for word in PRIVATE if word in found] == []


def test_the_copy_of_exercise_control_has_its_notes_and_says_so() -> None:
    """Private notes, expected reactions and what single seats were sent; never what was taken back, nor chats."""
    found = everything(reviewed(held(), "control"))
    assert [word for word in ("PRIVATE", "hush-title", "hush-expected", "hush-evaluators") if word not in found] == []
    assert [word for word in ("CHAT", "GONE", "hush-head", "hush-scene") if word in found] == []
    assert "Copy for exercise control alone" in found


def test_people_are_called_as_it_was_agreed() -> None:
    """By name with names, by role with titles alone, not at all without either."""
    by_name, by_role, unnamed = (reviewed(held(each)) for each in ATTRIBUTIONS)
    assert by_name.decisions[0].decided_by == "Head of Office (Amara)"
    assert by_role.decisions[0].decided_by == "Head of Office"
    assert unnamed.decisions[0].decided_by is None
    assert [name for name in NAMES.values() if name in everything(by_role) + everything(unnamed)] == []
    assert {voice.who for each in unnamed.decisions for voice in (*each.recommended, *each.dissent)} == {"One seat"}
    assert (unnamed.seats, unnamed.seats_taken) == ((), 5)
    assert unnamed.commitments[0].who is None


def test_who_sat_there_then_is_named() -> None:
    """A seat that changed hands is called by who sat there at that moment; who has no name any more has none."""
    table = Table()
    run = table.sit()
    first = table.decide(("wait",))
    run.seat("head", 5)
    table.decide(("wait",))
    run.end()
    view = reviewed(run.entries, names={0: "Amara", 5: "Noor"})
    assert [each.decided_by for each in view.decisions] == ["Head of Office (Amara)", "Head of Office (Noor)"]
    assert view.seats[0].who == ("Amara", "Noor")
    assert view.seats[1].who == ("somebody without a name",)
    assert view.decisions[0].entry == first.n


THREE = ("head", "force", "rights")
SAID = (("talk", "no"), ("fire", "never"), ("wait", "not so"))


@given(seats=st.permutations(THREE), said=st.permutations(SAID))
@settings(max_examples=8)
def test_where_nobody_is_named_who_said_what_makes_no_difference(seats: list[str], said: list[tuple[str, str]]) -> None:
    """Whoever recommends or dissents with what, and in which order: the review is the same."""

    def told(seats: Sequence[str], said: Sequence[tuple[str, str]]) -> tuple[object, ...]:
        run = Table("not at all").sit()
        run.ask()
        for seat, (move, _) in zip(seats, said, strict=True):
            run.recommend(seat, (move,), f"because {move}")
        run.reveal()
        run.decide("head", ("talk",), None, {seat: against for seat, (_, against) in zip(seats, said, strict=True)})
        view = reviewed(run.entries)
        return view.decisions, as_html(view)

    assert told(seats, said) == told(THREE, SAID)


@given(words=HOSTILE)
@settings(max_examples=12)
def test_nothing_that_anybody_typed_is_obeyed(words: str) -> None:
    """A page with markup in everything typed has the same tags and the same cells as one without."""
    plain, hostile = reviewed(held(words="ab")), reviewed(held(words=words), "participants")
    assert Tags(as_html(hostile)).found == Tags(as_html(plain)).found
    lines, others = as_markdown(plain).split("\n"), as_markdown(hostile).split("\n")
    assert [beginning(line) for line in lines] == [beginning(line) for line in others]


def beginning(line: str) -> tuple[str, int]:
    """What a line of Markdown is: what it begins with, and how many cells it has."""
    mark = re.match(r"#+ |- |\| |\*\*|---|$", line)
    return (mark[0] if mark else "text", len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)))


MARKS = st.lists(
    st.tuples(
        st.sampled_from(["watcher", "other", CONTROL]),
        st.sampled_from([each["id"] for each in CRITERIA]),
        st.sampled_from(["seen", "partly seen", "not seen"]),
        st.booleans(),
    ),
    max_size=12,
)


@given(marks=MARKS)
@settings(max_examples=30)
def test_counts_of_criteria_agree_with_the_log(marks: list[tuple[str, str, object, bool]]) -> None:
    """Each criterion counts once, as what the last marks of its evaluators say; what was taken back counts nothing."""
    run = Table().sit()
    last: dict[str, dict[str, object]] = {each["id"]: {} for each in CRITERIA}
    for by, criterion, result, back in marks:
        entry = run.mark(by, "warn-first", criterion, result)  # type: ignore[arg-type]
        if back:
            run.take_back(by, entry.n)
        else:
            last[criterion] |= {by: result}
    said = [set(by.values()) for by in last.values()]
    expected = Counter(
        "not marked" if not results else "seen differently" if len(results) > 1 else str(next(iter(results)))
        for results in said
    )
    view = reviewed(run.entries)
    assert view.objectives[0].counts == expected
    assert view.evaluated == any(said)
    assert counts(view.objectives[0].counts).startswith(f"{expected['seen']} of {len(CRITERIA)} seen")


def test_only_an_evaluator_rates() -> None:
    """What rules found is beside the rating; without evaluators there is none, and the review says so."""
    table = Table()
    table.sit()
    table.decide(("fire",))
    view = reviewed(table.run.entries)
    assert [aim.ratings for aim in view.objectives] == [(), ()]
    assert any(found.broken for found in view.decisions[0].findings)
    assert "Nobody marked a criterion or rated an objective" in as_html(view)


def test_a_rating_is_told_in_the_words_of_its_scale() -> None:
    """A later rating of the same evaluator replaces the earlier one; another evaluator's stands beside it."""
    run = Table(scale="hseep").sit()
    for by, rating in (("watcher", "P"), ("other", "U"), ("watcher", "S")):
        run.rate(by, "warn-first", rating)
    ratings = reviewed(run.entries).objectives[0].ratings
    assert [(each.who, each.text) for each in ratings] == [
        ("Evaluator (Emil)", "Performed with Some Challenges"),
        ("Another evaluator (Rosa)", "Unable to be Performed"),
    ]


def test_a_decision_stands_with_what_led_to_it_and_what_rules_say() -> None:
    """Who, why, recommendations, dissent, findings with rank wording and provisions, and the other two sides."""
    first, second = reviewed(held()).decisions
    assert first.reason == "why"
    assert [(voice.who, voice.reason) for voice in first.dissent] == [("Human rights (Hanne)", "against")]
    assert [voice.reason for voice in first.recommended] == ["reason of force", "reason of rights"]
    warned = next(found for found in first.findings if found.rule == "T01")
    assert (warned.rank, warned.verdict) == ("law", "breached")
    assert warned.provisions
    assert (first.tactical, first.political) != ((), ())
    assert first.pulls_apart == ("Nothing pulls apart here.",)
    assert (second.decided_by, second.instead_of) == ("Exercise control", "instead")


def test_the_timeline_tells_pauses_and_a_real_emergency() -> None:
    """In their order, with minutes of play and the time in the story."""
    view = reviewed(held())
    kinds = [each.kind for each in view.timeline]
    assert kinds[:2] == ["briefing", "scene"]
    assert [kind for kind in kinds if kind in ("pause", "emergency")] == ["pause", "pause", "emergency", "pause"]
    assert [each.entry for each in view.timeline] == sorted(each.entry for each in view.timeline)
    assert {(each.minute, each.time) for each in view.timeline if each.kind == "decision"} == {
        (10, "06:30"),
        (10, "06:31"),
    }


def test_evidence_leads_to_the_timeline() -> None:
    """Each link of the page has a row to go to."""
    text = as_html(reviewed(held()))
    links = set(re.findall(r'href="#(log-\d+)"', text))
    assert links
    assert links <= set(re.findall(r'id="(log-\d+)"', text))


def test_a_list_of_injects_is_reviewed_by_what_was_typed() -> None:
    """Where there is one option, the scribe's words are the decision."""
    table = Table(on=inject_list())
    table.sit()
    table.decide(("decided",), words="We call the mayor.")
    table.decide(("decided",))
    view = reviewed(table.run.entries, on=inject_list())
    assert [each.chosen for each in view.decisions] == [("We call the mayor.",), ("Decided",)]
    assert [each.text for each in view.timeline if each.kind == "scene"] == ["Situation: At the gate"]
    assert "Decision 1, Head of Office (Amara): We call the mayor." in as_html(view)


def test_an_exercise_that_never_began_has_a_review() -> None:
    """Ended in the lobby, it says that nothing was decided, evaluated or learned."""
    table = Table()
    table.run.end()
    text = as_html(reviewed(table.run.entries))
    for words in ("Nothing was decided.", "Nobody committed", "fewer than three answers", "stood empty"):
        assert words in text


def test_exercise_stands_at_the_top_and_on_each_printed_page() -> None:
    """In HTML also in the margin of each page; in Markdown first and last."""
    view = reviewed(held())
    page, text = as_html(view), as_markdown(view)
    assert page.index("EXERCISE EXERCISE EXERCISE</p>") < page.index("<h1>")
    assert re.search(r"@top-center \{ content: \"EXERCISE EXERCISE EXERCISE\"", page)
    assert text.startswith("**EXERCISE EXERCISE EXERCISE**\n\n*This is training.")
    assert text.endswith("**EXERCISE EXERCISE EXERCISE**\n")


def test_a_page_needs_nothing_from_outside() -> None:
    """No script, no font, no picture, no address."""
    page = as_html(reviewed(held()))
    assert not re.search(r"<script|<link|<img|@import|url\(|https?:", page)


def test_seats_that_stood_empty_are_told() -> None:
    """A seat that nobody took is in the list."""
    view = reviewed(Table("by role").sit(("head",)).entries)
    assert [each.taken for each in view.seats] == [True, *[False] * (len(SEATS) - 1)]
