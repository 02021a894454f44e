"""A seat in a browser: what is late, replayed or not one's own changes nothing; what is typed is only letters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from simulator.database import Database
from simulator.exercise.entries import Decided, Entry, Rated, Recommended, Said
from simulator.exercise.exercise import Exercise
from tests.simulator.exercise.tables import table_scenario
from tests.tui.tabletop.served import Ear, Served, served
from tui.tabletop.hosting.doing import do
from tui.tabletop.hosting.host import Host
from tui.tabletop.review.survey import survey_questions

JSON = {"accept": "application/json"}
KINDS = ("head", "force", "watcher")


class Asked:
    """A table at which all sit and are asked for the first time."""

    def __init__(self, found: Served, clients: dict[str, httpx.Client]) -> None:
        self.served, self.clients = found, clients

    @property
    def turn(self) -> int:
        """The question on the table."""
        asked = self.served.room.standing.asked
        assert asked is not None
        return asked

    def send(self, seat: str, **form: Any) -> httpx.Response:
        """Send a form as a seat."""
        return self.clients[seat].post(f"/seat/{seat}", data={"turn": self.turn, **form}, headers=JSON)

    def kept(self, kind: type) -> list[Any]:
        """Entries of one kind."""
        return [entry for entry in self.served.entries if isinstance(entry.what, kind)]


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Asked]:
    with served(tmp_path, table_scenario()) as found, ExitStack() as stack:
        clients = {seat: stack.enter_context(found.seated(seat)) for seat in KINDS}
        found.act(lambda exercise: exercise.brief())
        found.act(lambda exercise: exercise.begin())
        found.act(lambda exercise: exercise.ask())
        yield Asked(found, clients)


def test_a_recommendation_counts_once(table: Asked) -> None:
    """Sent twice by a poor link it is one entry; changed it is another, and the last one counts."""
    form = {"action": "recommend", "move": "go", "reason": "Now.", "key": "a"}
    answers = [table.send("force", **form).status_code for _ in range(3)]
    assert (answers, len(table.kept(Recommended))) == ([200] * 3, 1)
    assert table.send("force", **{**form, "key": "b"}).status_code == 200
    assert len(table.kept(Recommended)) == 1
    assert table.send("force", **{**form, "move": "wait", "key": "c"}).status_code == 200
    assert table.served.room.standing.recommendations["force"].move == ("wait",)


def test_what_comes_late_is_refused(table: Asked) -> None:
    """After the reveal, and when the next question is on the table."""
    first = {"action": "recommend", "move": "wait", "turn": table.turn}
    table.served.act(lambda exercise: exercise.reveal())
    assert table.send("force", **first).json()["problem"].startswith("This is not possible")
    assert table.send("head", action="decide", move="wait", reason="We wait.").status_code == 200
    table.served.act(lambda exercise: exercise.go_on())
    table.served.act(lambda exercise: exercise.ask())
    answer = table.send("force", **first)
    assert (answer.status_code, answer.json()["problem"][:7]) == (409, "This an")
    assert table.kept(Recommended) == []


def test_nobody_acts_for_another_seat(table: Asked) -> None:
    """Not with one's own pass, not by naming somebody else; and not beyond what a seat may do."""
    table.served.act(lambda exercise: exercise.reveal())
    wrong = [
        table.clients["force"].post(
            "/seat/head", data={"action": "decide", "move": "go", "turn": table.turn}, headers=JSON
        ),
        table.send("force", action="decide", move="go"),
        table.send("watcher", action="decide", move="go"),
        table.send("force", action="note", text="I note"),
        table.send("force", action="mark", **{"one/asked": "seen"}),
        table.send("watcher", action="mark", **{"one/other": "seen"}),
        table.send("watcher", action="mark", **{"one/asked": "splendid"}),
        table.send("head", action="reveal"),
        table.send("head", action="decide", move="no-such-option"),
        table.send("head", action="decide", move=["wait", "go"]),
        table.send("head", action="commit", text="Too early"),
        table.send("head", action="dissent", reason="From what?", turn="1"),
    ]
    assert [answer.status_code for answer in wrong] == [409] * len(wrong)
    assert all(answer.json()["problem"] for answer in wrong)
    assert table.kept(Decided) == []
    assert table.send("watcher", action="mark", **{"one/asked": "partly seen", "note": "Late"}).status_code == 200


@pytest.mark.parametrize("text", ["", "  ", "bell\x07", "turned \u202e round", "x" * 4001])
def test_what_cannot_be_shown_is_refused(table: Asked, text: str) -> None:
    """Nothing, control characters, turned text, and texts without end."""
    assert table.send("head", action="say", text=text).status_code == 409
    assert table.kept(Said) == []


def test_what_is_typed_is_only_letters(table: Asked) -> None:
    """Markup of pages and terminals is shown as it was typed, wherever it is shown."""
    text = "<script>alert(1)</script> {{ 7*7 }} [red]x[/red] </div>&amp;"
    table.send("force", action="say", text=text)
    table.served.act(lambda exercise: exercise.improvise(text, text))
    table.send("force", action="recommend", move="go", reason=text)
    table.served.act(lambda exercise: exercise.reveal())
    for page in (table.clients["force"].get("/seat/force").text, table.clients["head"].get("/screen").text):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page
        assert "49" not in page.split("&lt;script&gt;")[1][:60]


def test_a_page_works_without_script(table: Asked) -> None:
    """A form is answered with the page, and a refusal stands on it."""
    client = table.clients["force"]
    done = client.post("/seat/force", data={"action": "say", "text": "No script"})
    assert (done.status_code, done.headers["location"]) == (303, "/seat/force")
    assert "No script" in client.get("/seat/force").text
    refused = client.post("/seat/force", data={"action": "say", "text": ""})
    assert refused.status_code == 409
    assert "Nothing was written." in refused.text


def test_a_pause_blocks_the_seats(table: Asked) -> None:
    """Nothing can be recommended, pages say so, and what was there is there again afterwards."""
    table.served.act(lambda exercise: exercise.pause())
    assert table.send("force", action="recommend", move="go").status_code == 409
    assert "The exercise is paused" in table.clients["force"].get("/seat/force").text
    table.served.act(lambda exercise: exercise.pause(real=True))
    assert "This is real" in table.clients["force"].get("/seat/force").text
    table.served.act(lambda exercise: exercise.resume())
    assert table.send("force", action="recommend", move="go").status_code == 200


def test_one_person_may_have_two_seats(table: Asked) -> None:
    """Exercise control gives a seat to somebody who has one; both pages are that person's, and the other's is gone."""
    room = table.served.room
    participant = room.standing.seats["head"]
    table.served.act(lambda exercise: exercise.seat("force", participant))
    page = table.clients["head"].get("/seat/head").text
    assert "/seat/force" in page
    assert table.clients["head"].get("/seat/force").status_code == 200
    assert table.clients["force"].get("/seat/force").status_code == 303


def test_a_fork_takes_everybody_along(table: Asked) -> None:
    """Who sat keeps pass and seat; streams show the moment from which it goes on."""
    at = len(table.served.entries)
    with Ear(table.clients["force"], "/seat/force/events") as ear:
        ear.wait_for("Recommend now")
        table.served.act(lambda exercise: exercise.reveal())
        ear.wait_for("Recommendations are shown")
        origin = table.served.room.id
        table.served.on_loop(lambda: table.served.host.fork(table.served.room, at))
        assert table.served.room.id != origin
        assert table.served.room.standing.phase == "recommending"
        assert table.send("force", action="recommend", move="go", reason="Otherwise").status_code == 200
        ear.wait_for("Otherwise")


def test_a_form_that_is_sent_to_another_host_counts_once(table: Asked, tmp_path: Path) -> None:
    """The host went away between keeping it and answering; and a longer key than any page sends is none."""
    form = {"action": ["say"], "text": ["Where is the ferry?"], "key": ["a"]}
    assert table.send("force", **{name: value for name, (value,) in form.items()}).status_code == 200
    participant = table.served.room.standing.seats["force"]
    with Database.open(tmp_path / "held.db") as database:
        other = Host(database).open_again(table.served.room.id)
        for key in ("a", "b", "c" * 65, "\u202e"):
            do(other, participant, "force", {**form, "key": [key]})
        kept = [*map(Entry.from_json, database.exercises.entries(other.id))]
    said = [entry.key for entry in kept if isinstance(entry.what, Said)]
    assert said == [f"{participant} a", f"{participant} b", None, None]
    assert table.send("force", action="say", text="Again?", key="b").status_code == 200
    assert len(table.kept(Said)) == len(said)


def test_two_facilitators_do_not_write_over_each_other(table: Asked, tmp_path: Path) -> None:
    """What the other did is taken in; what one does at the same moment is refused, and then done again."""
    with Database.open(tmp_path / "held.db") as database:
        other = Host(database).open_again(table.served.room.id)
        other.act(lambda exercise: exercise.note("control", "From the other laptop"))
        with pytest.raises(Exception, match="overtaken"):
            table.served.act(lambda exercise: exercise.reveal())
        table.served.act(lambda exercise: exercise.reveal())
        assert other.catch_up()
        assert other.standing == table.served.room.standing
        assert not other.catch_up()


def test_a_phone_that_slept_sees_how_things_are(table: Asked) -> None:
    """A stream that begins anew is sent the whole page, however much it missed."""
    with Ear(table.clients["force"], "/seat/force/events") as ear:
        ear.wait_for("Recommend now")
    for title in (f"News {n}" for n in range(50)):
        table.served.act(partial(Exercise.improvise, title=title, text="While it slept."))
    with Ear(table.clients["force"], "/seat/force/events") as ear:
        ear.wait_for("News 49")
        assert ear.heard.count(b"event: page") == 1
        assert b"News 0" in ear.heard


def test_the_survey_is_answered_once_and_says_not_by_whom(table: Asked) -> None:
    """It is open in the debrief; answers are kept apart from the log, without seat, number or time."""
    client = table.clients["head"]
    assert client.get("/survey").headers["location"] == "/"
    table.served.act(lambda exercise: exercise.end())
    assert "What did you take from it?" in client.get("/survey").text
    before = len(table.served.entries)
    texts = [question.id for question in survey_questions() if question.kind == "text"]
    for words in ("I would ask sooner.", "Once more."):
        assert client.post("/survey", data={texts[0]: words}).status_code == 303
    kept = table.served.on_loop(lambda: table.served.host.database.exercises.answers(table.served.room.id))
    assert len(table.served.entries) == before
    assert [json.loads(line)["answers"] for line in kept] == [{texts[0]: "I would ask sooner."}]
    assert "Thank you" in client.get("/survey").text
    assert table.clients["force"].post("/survey", data={texts[0]: "turned \u202e"}).status_code == 400


def test_evaluators_rate_on_the_scale_of_the_exercise(table: Asked) -> None:
    """In the debrief, from an observer's seat; what is not on the scale is refused, and so are others."""
    table.served.act(lambda exercise: exercise.end())
    assert table.send("watcher", action="rate", one="mostly", note="Twice").status_code == 200
    assert table.send("watcher", action="rate", one="splendid").status_code == 409
    assert table.send("force", action="rate", one="mostly").status_code == 409
    assert "Mostly reached" in table.clients["watcher"].get("/seat/watcher").text
    assert [entry.what.rating for entry in table.kept(Rated)] == ["mostly"]


def test_an_exercise_opens_with_what_was_committed_to(table: Asked) -> None:
    """In the lobby of the next one, on the wall and in each seat."""
    table.served.act(lambda exercise: exercise.end())
    assert table.send("head", action="commit", text="A weekly call", owner="Chief", due="May").status_code == 200
    table.served.on_loop(lambda: table.served.host.close(table.served.room))
    room = table.served.on_loop(lambda: table.served.host.open(table.served.room.scenario))
    page = table.clients["head"].get("/screen", params={"code": room.door.code}).text
    assert "A weekly call · Chief · May" in page
