"""Evaluating all rules over a trace: exceptions that were used, verdicts of rules, and findings that never change."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from scoring.automaton import Automaton
from scoring.bulk import rows, score_many
from scoring.evaluation import EXCEPTION_USED, Played, automata, evaluate, play, rule_verdicts
from scoring.rules import Rule, RuleBook
from scoring.trace import Trace
from scoring.verdicts import ORDER, Finding, Verdict, worst
from simulator.vocabulary import Vocabulary, Word
from tests.scoring.random_rules import random_rule, vocabulary
from tests.scoring.random_traces import random_trace, words_of
from tests.scoring.small_rules import VOCABULARY, Story, rule_of

NEVER = rule_of({"never": "force"}, unless={"dark": "night"})
DUTY = rule_of({"when": "alert", "must": "report", "within": 10}, unless={"dark": "night"}, id="T02")
LOG = rule_of({"when": "exception.used", "must": "log", "within": 5}, id="R01")
BOOK = RuleBook((LOG, NEVER, DUTY), VOCABULARY)


def played(trace: Trace, book: RuleBook = BOOK) -> Played:
    """What all rules of a book make of a trace."""
    rules = automata(book, trace)
    return play(rules, [rule.start() for rule in rules], trace.entries)


def logged(story: Story, book: RuleBook = BOOK) -> list[tuple[str, int, str | None]]:
    """The findings of the rule that asks for the reason: verdict, decision that opened it, target."""
    findings = evaluate(book, story.trace)
    return [(f.verdict.value, f.opened or 0, f.target) for f in findings if f.rule == "R01"]


# Exceptions that were used


def test_using_an_exception_makes_an_event_about_the_same_target() -> None:
    """Using an exception makes an event `exception.used`, which the rule *log the reason* answers."""
    story = Story(night=True).do("force.push@crowd")
    assert logged(story) == [("open", 1, "crowd")]
    assert logged(story.after(9).do("log")) == [("kept", 1, "crowd")]
    assert logged(Story(night=False).do("force.push@crowd")) == []


def test_the_event_comes_right_after_the_entry_that_gave_the_finding() -> None:
    """It has that entry's minute and decision, and comes before anything else that the move does."""
    trace = Story(night=True).after(3).do("force.push@crowd", "talk").trace
    seen = played(trace).entries
    at = next(n for n, entry in enumerate(seen) if entry.word == EXCEPTION_USED)
    assert (seen[at].kind, seen[at].minute, seen[at].decision, seen[at].target) == ("event", 3, 1, "crowd")
    assert (seen[at - 1].word, seen[at + 1].word) == ("force.push", "talk")
    assert tuple(entry for entry in seen if entry.word != EXCEPTION_USED) == trace.entries


def test_the_event_carries_what_holds_now() -> None:
    """After a closing act that is what the move has brought about, not what held before it."""
    story = Story(night=True).do("talk").facts(night=False).closing("force.push")
    (used,) = [entry for entry in played(story.trace).entries if entry.word == EXCEPTION_USED]
    assert used.held == {("night", None): False}


def test_each_use_makes_an_event_and_they_open_one_duty() -> None:
    """Two rules whose exceptions are used at one act make two events; the second joins the duty of the first."""
    again = rule_of({"never": "force.push"}, unless={"dim": "night"}, id="T03")
    book = RuleBook((LOG, NEVER, again), VOCABULARY)
    story = Story(night=True).do("force.push")
    assert [entry.word for entry in played(story.trace, book).entries].count(EXCEPTION_USED) == 2
    assert len(logged(story, book)) == 1


def test_an_exception_of_a_duty_is_used_where_the_finding_is_given() -> None:
    """At the offer at which the deadline had passed, not where the exception was first seen."""
    story = Story(night=True).event("alert").do("wait").after(20).offer("wait")
    (used,) = [entry for entry in played(story.trace).entries if entry.word == EXCEPTION_USED]
    assert (used.minute, used.decision) == (20, 2)


def test_the_event_belongs_to_the_decision_of_the_entry_that_gave_the_finding() -> None:
    """Used at the offer of decision n, it belongs to n: that n is offered again does not make it the first after it."""
    story = Story(night=True).event("alert").do("wait").after(20).offer("wait").offer("wait").answer("wait")
    assert logged(story.after(10).do("log")) == [("kept", 2, None)]


def test_a_word_that_no_clause_of_a_rule_knows_may_show_an_exception() -> None:
    """While a duty is open any entry may: here only an event about somebody of whom the exception is true."""
    duty = rule_of({"when": "alert", "must": "report", "within": 10}, unless={"gave-up": "calmed"})
    story = Story(calmed={"elder": True, "crowd": False}).event("alert@crowd").event("calm@elder")
    story.facts(calmed={"elder": False}).do("wait").after(20).do("wait").end()
    assert [f.verdict for f in evaluate(RuleBook((duty,), VOCABULARY), story.trace)] == [Verdict.EXCEPTION]


def test_exceptions_settled_at_the_end_make_no_event() -> None:
    """Nobody could answer it any more."""
    story = Story(night=True).event("alert").do("wait").end()
    assert EXCEPTION_USED not in [entry.word for entry in played(story.trace).entries]
    assert [f.verdict.value for f in evaluate(BOOK, story.trace)] == ["kept under exception"]


def test_an_exception_that_is_used_at_such_an_event_makes_no_further_one() -> None:
    """Else a rule about `exception.used` with an exception of its own would never come to an end."""
    circular = rule_of({"when": "exception.used", "only after": "log"}, unless={"dim": "night"}, id="T03")
    trace = Story(night=True).do("force.push").trace
    words = [entry.word for entry in played(trace, RuleBook((NEVER, circular), VOCABULARY)).entries]
    assert words.count(EXCEPTION_USED) == 1


def test_bulk_scoring_knows_of_exceptions_that_were_used() -> None:
    """A rule about `exception.used` is plain, and is scored as the automata say all the same."""
    excused = rule_of({"never": "leave"}, unless={"as-ever": "known"})
    duty = rule_of({"when": "exception.used", "must": "log"}, id="R01")
    book = RuleBook((duty, excused), VOCABULARY)
    trace = Story().do("leave").do("wait").end().trace
    scores = score_many(book, rows([trace]))[0]
    assert [score.verdict for score in scores] == [*rule_verdicts(book, evaluate(book, trace)).values()]
    assert scores[0].verdict is Verdict.NOT_KEPT


# The verdict of a rule


def test_the_order_of_verdicts() -> None:
    """The worst is first: *not kept, late, open, kept under exception, kept, not due*; with none, *not tested*."""
    words = ["not kept", "late", "open", "kept under exception", "kept", "not due", "not tested"]
    assert [verdict.value for verdict in ORDER] == words


@given(st.lists(st.sampled_from(Verdict)))
def test_the_worst_verdict_is_the_first_in_that_order(verdicts: list[Verdict]) -> None:
    """The worst of some verdicts is one of them, and none stands before it; without any it is *not tested*."""
    found = worst(verdicts)
    assert found in verdicts or (not verdicts and found is Verdict.NOT_TESTED)
    assert all(ORDER.index(found) <= ORDER.index(verdict) for verdict in verdicts)


def test_a_rules_verdict_is_the_worst_of_its_findings_with_none_not_tested() -> None:
    """Every rule of the book has a verdict, findings or not."""
    findings = [Finding("T01", 1, verdict, None, 1, 0) for verdict in (Verdict.KEPT, Verdict.LATE, Verdict.EXCEPTION)]
    assert rule_verdicts(BOOK, findings) == {
        "R01": Verdict.NOT_TESTED, "T01": Verdict.LATE, "T02": Verdict.NOT_TESTED
    }  # fmt: skip


@given(st.data())
def test_an_automatons_verdict_is_the_worst_of_its_findings(data: st.DataObject) -> None:
    """Whatever the rule and the trace, after every entry, open findings among them."""
    rule, trace = random_case(data.draw(st.randoms(use_true_random=False)))
    automaton = Automaton(rule, WORDS, trace.card, trace.reach, trace.starts)
    memory, found = automaton.start(), list[Finding]()
    for entry in trace.entries:
        memory, new = automaton.judge(memory, entry)
        found += new
        now = (*found, *automaton.open_findings(memory))
        assert automaton.verdict(memory) is worst(finding.verdict for finding in now)
        assert hash(memory) == hash(memory._replace())
    assert automaton.advance(automaton.start(), trace.entries) == memory


# All rules together

PLAIN = vocabulary()
WORDS: Vocabulary = PLAIN.replaced(events={**PLAIN.events, EXCEPTION_USED: Word(means="Used.")})


def random_case(draw: Random) -> tuple[Rule, Trace]:
    """A rule with every key by chance, and a trace over its words."""
    rule = random_rule(draw)
    return rule, random_trace(draw, words_of(draw, rule, WORDS))


def random_book(draw: Random) -> tuple[RuleBook, Trace]:
    """Two such rules and one that answers exceptions, and a trace over the words of the first."""
    rule, trace = random_case(draw)
    other = random_rule(draw).replaced(id="T02")
    log = rule_of({"when": EXCEPTION_USED, "must": draw.choice(["note", "hold"]), "within": 5}, id="R01")
    return RuleBook((log, rule, other), WORDS), trace


books = st.randoms(use_true_random=False).map(random_book)


@given(books)
def test_a_permanent_finding_never_changes_as_a_trace_grows(case: tuple[RuleBook, Trace]) -> None:
    """The findings of every beginning of a trace are among those of the whole, open ones aside."""
    book, trace = case
    whole = Counter(evaluate(book, trace))
    for length in range(1, len(trace.entries)):
        beginning = evaluate(book, trace._replace(entries=trace.entries[:length]))
        assert Counter(finding for finding in beginning if finding.verdict is not Verdict.OPEN) <= whole


@given(books)
def test_what_all_rules_find_is_what_each_finds_by_itself(case: tuple[RuleBook, Trace]) -> None:
    """Rules are not asked about words that cannot matter to them; that makes no difference."""
    book, trace = case
    seen = played(trace, book).entries
    alone: list[Finding] = []
    for automaton in automata(book, trace):
        memory = automaton.start()
        for entry in seen:
            memory, new = automaton.judge(memory, entry)
            alone += new
        alone += automaton.open_findings(memory)
    assert Counter(evaluate(book, trace)) == Counter(alone)


@given(books, st.integers(0, 40))
def test_a_trace_can_be_played_in_pieces(case: tuple[RuleBook, Trace], at: int) -> None:
    """What is remembered between two pieces is all that the second needs."""
    book, trace = case
    rules = automata(book, trace)
    first = play(rules, [rule.start() for rule in rules], trace.entries[:at])
    second = play(rules, first.memories, trace.entries[at:])
    whole = played(trace, book)
    assert (first.findings + second.findings, second.memories) == (whole.findings, whole.memories)


def test_findings_come_in_the_order_of_entries() -> None:
    """Each rule of the book is asked at each entry, in the order of their ids."""
    story = Story().do("force.push").event("alert").do("report", "force.fire")
    found = [(f.rule, f.verdict.value, f.decision) for f in evaluate(BOOK, story.trace)]
    assert found == [("T01", "not kept", 1), ("T02", "kept", 2), ("T01", "not kept", 2)]
