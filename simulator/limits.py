"""How much a file may hold: each limit is a constant with its reason.

The limits are far above what a trainer needs and far below what would hurt: a file that hits one is a
mistake or an attack, and is answered with one clear problem. State spaces have their own budgets.
"""

from __future__ import annotations

FILE_BYTES = 1_000_000
"""Bytes in a file. A long scenario has about 60,000; one million are read in a second at worst."""

DEPTH = 24
"""How deep lists and mappings may stand in each other. A draw in a part, the deepest block, needs 13."""

NODES = 60_000
"""Keys and values in a file. A scenario of 1,000 lines has about 4,000; this many take less than a second."""

PROBLEMS = 200
"""Problems listed for one load. Nobody reads more, and a broken file must not flood a terminal."""

SHOWN = 60
"""Characters of an author's own text repeated in a problem: enough to recognise it in a line of 80."""

DIGITS = 9
"""Digits of a whole number in a file or condition: what 32 bits hold, so every tool can work with it."""

ID_LENGTH = 60
"""Characters of an id. Ids stand in logs, file names and graphs, where a line must hold one."""

LINE_LENGTH = 300
"""Characters of a label, title or name: about four lines of 80. More belongs in a text."""

TEXT_LENGTH = 8_000
"""Characters of a text: about 1,300 words, six minutes of reading. A scene needs 100 to 200 words, a map
2,000 characters."""

NUMBER = 1_000_000
"""The largest count in a file, so that sums stay exact in every tool that reads an export."""

MINUTES = 129_600
"""Scenario minutes: ninety days, in which a mission plans how it leaves a province."""

WEIGHT = 1_000
"""The largest weight of an outcome of chance: a tenth of a percent is finer than anyone can judge."""

BRANCHES = 8
"""Outcomes of one draw. Each multiplies the states that a proof goes through."""

ACTS = 12
"""Acts of one option. An option that does more is two decisions."""

OPTIONS = 12
"""Options of a scene or field. Nine have a key of their own; with more than twelve nobody weighs them all."""

SELECT_OPTIONS = 10
"""Options to select from: ten are 1,024 possible answers, each of which a proof tries."""

FIELDS = 8
"""Fields of a form: what fits on one screen of 24 lines."""

MOVES = 1_024
"""Possible answers to one scene, each of which a proof tries. A form multiplies the options of its fields."""

PARAGRAPHS = 12
"""Paragraphs of a scene that depend on a condition."""

BY_HAND = 5
"""How often a facilitator may play one inject. Each time multiplies the states that a proof goes through."""

LIST_VALUES = 16
"""Values of a variable that is one of a list. Each multiplies the states that a proof goes through."""

SCENES = 300
"""Scenes of a scenario or part. A run of twenty minutes sees about twenty; more than 300 nobody reviews."""

PART_CALLS = 60
"""Parts with parameters, filled in: each is a graph of its own, whose scenes a proof goes through."""

FILLED = 2_000_000
"""Characters and entries of all parts that are filled in: what two files of the largest size hold."""

TARGETS = 40
"""People, groups and places that words are about. Every fact about a target is one more variable."""

VARIABLES = 40
"""Variables of a scenario. Two flags more are four times the states."""

INJECTS = 40
"""Injects of a scenario. Which of them have happened is part of the state."""

TYPED = 4_000
"""Characters of a message, a reason or an inject on the spot: what is typed at a table."""

SEATS = 60
"""Seats of a scenario: a plenary of fifty, and some observers. At a table six to twelve people play."""

CRITERIA = 12
"""Criteria of an objective. Who looks for more sees none of them."""

QUESTIONS = 12
"""Questions for the debrief. A hot debrief of thirty minutes has room for four."""

PROPERTIES = 40
"""Properties, or dilemmas, of a scenario. Each property is one more thing that a proof keeps in mind."""

CONDITION_LENGTH = 400
"""Characters of a condition: five lines of 80. A longer one should be a fact or a variable with a name."""

CONDITION_DEPTH = 8
"""Brackets within brackets in a condition. Nobody can check more by reading."""

CONDITION_TERMS = 80
"""Names, values and operators in a condition, so that reading one never takes long."""
