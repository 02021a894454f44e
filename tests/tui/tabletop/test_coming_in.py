"""Coming in: digits, passes, seats, and what is refused on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from simulator.exercise.entries import Seated
from tests.simulator.exercise.tables import table_scenario
from tests.tui.tabletop.served import Ear, Served, served
from tui.tabletop.hosting.passes import SCREEN, Pass, read, signed
from tui.tabletop.hosting.tries import FROM_ALL, FROM_ONE, WINDOW, Tries
from tui.tabletop.web.guarding import BODY
from tui.tabletop.web.joining import NAME


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("held"), table_scenario()) as found:
        yield found


def test_codes_cannot_be_guessed_for_long() -> None:
    """From one address ten tries in five minutes, from all together sixty; then nothing is even compared."""
    now = [0.0]
    tries = Tries(lambda: now[0])
    for _ in range(FROM_ONE):
        assert tries.may("a")
        tries.failed("a")
    assert not tries.may("a")
    assert tries.may("b")
    for n in range(FROM_ALL - FROM_ONE):
        tries.failed(f"address {n}")
    assert not tries.may("somebody new")
    now[0] = WINDOW + 1
    assert tries.may("a")


def test_a_pass_is_worth_nothing_elsewhere() -> None:
    """Changed by a sign, signed with another secret, or made up: it opens nothing."""
    text = signed("secret", Pass("123456", 3))
    assert read("secret", text) == Pass("123456", 3)
    for wrong in (text[:-1] + ("A" if text[-1] != "A" else "B"), "", "é", "x.y", "WzEsMl0." + "A" * 27):
        assert read("secret", wrong) is None
    assert read("other", text) is None


def test_wrong_digits_open_nothing(tmp_path: Path) -> None:
    """And after ten of them the right ones do not either, for five minutes; other phones are let in all the same."""
    with served(tmp_path, table_scenario()) as found, found.client() as client:
        code = found.room.door.code
        wrong = f"{(int(code) + 1) % 1_000_000:06}"
        answers = [client.post("/join", data={"code": wrong}).status_code for _ in range(FROM_ONE)]
        assert answers == [403] * (FROM_ONE - 1) + [429]
        assert client.post("/join", data={"code": code}).status_code == 429
        assert client.cookies.get("peacekeeper-pass") is None
        assert client.get("/seats").headers["location"] == "/"


def test_only_one_sits_in_a_seat(table: Served) -> None:
    """Who comes second is told; who sits there stays, and the log says it once."""
    with table.seated("head") as first, table.client() as second:
        second.post("/join", data={"code": table.room.door.code})
        assert second.post("/seats", data={"seat": "head"}).status_code == 409
        assert second.get("/seat/head").headers["location"] == "/seats"
        assert second.post("/seat/head", data={"action": "say", "text": "I am the head"}).status_code == 303
        assert first.get("/seat/head").status_code == 200
        assert second.post("/seats", data={"seat": "no-such-seat"}).status_code == 409
        seated = [entry.what for entry in table.entries if isinstance(entry.what, Seated)]
        assert [each.seat for each in seated].count("head") == 1
    assert not any("I am the head" in repr(entry) for entry in table.entries)


def test_a_seat_that_is_given_away_is_gone_at_once(table: Served) -> None:
    """Its stream ends, and its pass opens it no more."""
    with table.seated("force") as client, Ear(client, "/seat/force/events") as ear:
        ear.wait_for("event: page")
        table.act(lambda exercise: exercise.vacate("force"))
        ear.wait_for("event: gone")
        ear.wait_for_end()
        assert client.get("/seat/force").headers["location"] == "/seats"


def test_who_has_to_be_let_in_waits(tmp_path: Path) -> None:
    """With admission nobody takes a seat by oneself."""
    with served(tmp_path, table_scenario(), admits=True) as found, found.client() as client:
        client.post("/join", data={"code": found.room.door.code, "name": "Ana"})
        client.post("/seats", data={"seat": "head"})
        assert "head" not in found.room.standing.seats
        assert "Exercise control lets you in" in client.get("/seats").text
        (knock,) = found.room.knocks.values()
        assert (knock.name, knock.seat) == ("Ana", "head")
        found.on_loop(lambda: found.room.admit(knock.participant))
        assert client.get("/seats").headers["location"] == "/seat/head"


@pytest.mark.parametrize("name", ["Ana\x07", "A\u202ena", "x" * (NAME + 1), "zero\u200bwidth"])
def test_names_that_hide_something_are_refused(table: Served, name: str) -> None:
    """Control characters, turned text, characters that cannot be seen, and names without end."""
    with table.client() as client:
        answer = client.post("/join", data={"code": table.room.door.code, "name": name})
        assert answer.status_code == 400
        assert name not in table.room.names.values()


def test_names_with_markup_are_only_letters(tmp_path: Path) -> None:
    """Whoever is called so is shown so, on every page that names people."""
    name = "<img src=x onerror=alert(1)>"
    with served(tmp_path, table_scenario(), attribution="by name") as found, found.seated("head", name) as client:
        for page in (client.get("/seat/head").text, client.get("/screen").text):
            assert "<img src=x" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;" in client.get("/screen").text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"host": "evil.example"}, 400),
        ({}, 403),
    ],
)
def test_what_comes_from_elsewhere_is_refused(table: Served, headers: dict[str, str], status: int) -> None:
    """Another site's form, another name in the Host header; the last is only a wrong code."""
    with table.client() as client:
        assert client.post("/join", data={"code": "x"}, headers=headers).status_code == status
        if "host" in headers:
            assert client.get("/", headers=headers).status_code == status


def test_what_is_too_large_is_refused(table: Served) -> None:
    """Whether it says its length or comes in pieces without end."""
    with table.seated("watcher") as client:

        def pieces() -> Iterator[bytes]:
            for _ in range(BODY // 1000 + 10):
                yield b"x" * 1000

        kind = {"content-type": "application/x-www-form-urlencoded"}
        assert client.post("/seat/watcher", content=b"x" * (BODY + 1), headers=kind).status_code == 413
        assert client.post("/seat/watcher", content=pieces(), headers=kind).status_code == 413


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xfe\x00%%%=%zz&&&==", "application/x-www-form-urlencoded"),
        (b'{"action": "say"}', "application/json"),
        (b"--b\r\nnot a part", "multipart/form-data; boundary=b"),
        (b"--b\r\n", "multipart/form-data"),
        (
            b'--b\r\nContent-Disposition: form-data; name="text"; filename="x"\r\n\r\nx\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
        ),
        (b"&".join(b"a%d=1" % n for n in range(2000)), "application/x-www-form-urlencoded"),
    ],
)
def test_what_makes_no_sense_changes_nothing(table: Served, content: bytes, kind: str) -> None:
    """Bytes that are no form, files, and more fields than any page has."""
    with table.seated("watcher") as client:
        before = len(table.entries)
        answer = client.post(
            "/seat/watcher", content=content, headers={"content-type": kind, "accept": "application/json"}
        )
        assert answer.status_code in (400, 409)
        assert len(table.entries) == before


def test_the_projector_is_for_this_laptop_or_a_pass(table: Served) -> None:
    """It has the digits on it; a seat's pass does not open it."""
    with table.client() as client:
        assert table.room.door.code[:3] in client.get("/screen").text
        assert "svg" in client.get("/way-in.svg").text
        seat = table.on_loop(lambda: table.host.pass_for(table.room, 1))
        assert client.get("/screen", params={"key": seat}).status_code == 403
        wall = table.on_loop(lambda: table.host.pass_for(table.room, SCREEN))
        assert client.get("/screen", params={"key": wall}).status_code == 200
        client.cookies.set("peacekeeper-pass", wall)
        assert client.get("/seat/head").status_code == 303


def test_every_page_lets_a_browser_do_little(table: Served) -> None:
    """Nothing from elsewhere, no frames, nothing kept; a pass that no script can read."""
    with table.client() as client:
        for path in ("/", "/screen", "/static/tabletop.js", "/nothing"):
            headers = client.get(path).headers
            assert "default-src 'none'" in headers["content-security-policy"], path
            assert headers["cache-control"] == "no-store"
        joined = client.post("/join", data={"code": table.room.door.code})
        cookie = joined.headers["set-cookie"]
        assert all(word in cookie for word in ("HttpOnly", "SameSite=strict"))


def test_files_outside_are_not_served(table: Served) -> None:
    """Whatever the address says."""
    with httpx.Client(base_url=table.address, trust_env=False) as client:
        for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"):
            assert client.get(path).status_code in (404, 405), path
