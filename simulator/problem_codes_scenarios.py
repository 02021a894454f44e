"""The catalogue of problems, second part: names (S3), conditions (S4) and meaning (S5)."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.problem_codes_files import Row

NAMES: Mapping[str, Row] = {
    "S301": (
        "An unknown scene",
        "There is no scene '{name}'.",
        "Name a scene of this file; inside a part, one of its own scenes.",
        "then: the-eldr",
    ),
    "S302": (
        "An unknown option",
        "There is no option '{name}' in this scene.",
        "Name an option of the scene.",
        "by default: hodl",
    ),
    "S303": (
        "An unknown inject",
        "There is no inject '{name}'.",
        "Name one of the file's injects.",
        "schedule: {police-arive: 9}",
    ),
    "S304": (
        "An unknown act or event",
        "The vocabulary has no such word here: '{name}'.",
        "An act is what the player does, an event what happens to the player. Check the spelling.",
        "acts: [{crowd.dialog: crowd}]",
    ),
    "S305": (
        "An unknown target",
        "Nobody called '{name}' is declared under `who`.",
        "Declare it under `who`, or name somebody who is.",
        "acts: [{crowd.dialogue: crwod}]",
    ),
    "S306": (
        "An unknown variable or fact",
        "There is no variable or fact '{name}'.",
        "Declare a variable under `state`, or use a fact of the vocabulary.",
        "set: {tensoin: 3}",
    ),
    "S307": (
        "An unknown document",
        "There is no document '{name}'.",
        "Add it under `documents`, or name one that is there.",
        "documents: [sketch-mpa]",
    ),
    "S308": (
        "An unknown part",
        "There is no part '{name}'.",
        "Add it under `parts`, or name one that is there.",
        "play: casevac-dril",
    ),
    "S309": (
        "An unknown mission area",
        "There is no mission area '{name}' beside this file.",
        "Name the one in the folder's `area.yaml`, or move the scenario into the folder of its own.",
        "mission area: ashra",
    ),
    "S310": (
        "A target is missing",
        "'{name}' needs a target: it is always about somebody.",
        "Say about whom: `{name}: crowd` in a list of acts or events, `{name}(crowd)` for a fact.",
        "acts: [detain]",
    ),
    "S311": (
        "A target too many",
        "'{name}' takes no target: it is about nobody in particular.",
        "Leave the target out.",
        "set: {children.present(crowd): true}",
    ),
    "S312": (
        "An unknown line of the ledger",
        "The ledger has no line '{name}'.",
        "Write a group, a dot and an outcome, such as `women.hurt`.",
        "ledger: {girls.burnt: 1}",
    ),
    "S313": (
        "An unknown card",
        "The mission area has no card '{name}'.",
        "Name one of the cards in `area.yaml`.",
        "card: rue",
    ),
    "S314": (
        "An unknown variant",
        "This scenario has no variant '{name}'.",
        "Name one of its variants, or leave the variant out.",
        "peacekeeper play crowd-at-the-depot --variant host-state",
    ),
    "S315": (
        "A card value that does not fit",
        "The card's value '{name}' is no value that rules read, or is of another kind.",
        "Use a key of the vocabulary's `card`: minutes for a time limit, true or false for a yes or no.",
        "values: {flash-report: true}",
    ),
    "S316": (
        "One word for two things",
        "'{name}' is {kind}, and also {other}.",
        "Give one of the two another name.",
        "acts: {medic.treat: ...}\nevents: {medic.treat: ...}",
    ),
    "S317": (
        "A family inside itself",
        "The family '{name}' is a member of itself.",
        "Take it out of its own members.",
        "families: {force.physical: [force.physical]}",
    ),
    "S318": (
        "A group inside itself",
        "'{name}' belongs to itself, directly or by way of other groups.",
        "Take one `of` out of the circle.",
        "who: {crowd: {of: women}, women: {of: crowd}}",
    ),
    "S319": (
        "An unknown seat",
        "There is no seat '{name}'.",
        "Name one of the file's `seats`.",
        "decided by: hed-of-mission",
    ),
    "S320": (
        "An unknown objective",
        "There is no objective '{name}'.",
        "Name one of the file's `objectives` by its id.",
        "sheet: {planned: 12, objectives: [tak-first]}",
    ),
}

CONDITIONS: Mapping[str, Row] = {
    "S401": (
        "A condition that cannot be read",
        "The condition cannot be read here: {what}.",
        "{advice}",
        "when: tension > and interpreter",
    ),
    "S402": (
        "An unknown name in a condition",
        "There is no variable or fact '{name}'.",
        "{advice}",
        "when: interpretr",
    ),
    "S403": (
        "Another language's sign",
        "'{found}' is not a sign of conditions.",
        "{advice}",
        "when: tension = 3",
    ),
    "S404": (
        "Kinds that do not go together",
        "{what}.",
        "{advice}",
        "when: interpreter > 3",
    ),
    "S405": (
        "A list value without quotation marks",
        "'{name}' is a value of '{of}', and stands without quotation marks.",
        'Write "{name}".',
        "when: mood == angry",
    ),
    "S406": (
        "Not a value of the list",
        "'{name}' is not a value of '{of}'.",
        "Write one of: {values}.",
        'when: mood == "angri"',
    ),
    "S407": (
        "Too long or too deep a condition",
        "The condition is too {how}: {most} are the most.",
        "Give a piece of it a name: a flag under `state`, which scenes and options set.",
        "when: ((((((((((interpreter))))))))))",
    ),
}

MEANING: Mapping[str, Row] = {
    "S501": (
        "One variable changed twice",
        "'{name}' is changed twice by the same move.",
        "Keep one `set`, or one `add`. What an option and its branch change counts together.",
        "set: {tension: 3}\nadd: {tension: 1}",
    ),
    "S502": (
        "A value that the variable cannot have",
        "'{of}' cannot be given the value '{name}'.",
        "{advice}",
        "set: {tension: high}",
    ),
    "S503": (
        "A variable that is not declared well",
        "The variable '{name}' is not declared well: {why}.",
        "Give it one kind and a start that fits: `{{gauge: [0, 5], start: 2}}`, or `{{flag: true}}`.",
        "tension: {gauge: [0, 5], start: 7}",
    ),
    "S504": (
        "A variable with the name of a fact",
        "'{name}' is a fact of the vocabulary and cannot be a variable too.",
        "List it under `facts` if it is what everybody may know, or give the variable another name.",
        "state: {children.present: {flag: true}}",
    ),
    "S505": (
        "More than one way to answer",
        "The scene '{name}' has more than one of options, select, form and ending.",
        "Keep one of them, or split the scene.",
        "ending: {title: Relieved}\noptions: {hold: {label: Hold, then: after}}",
    ),
    "S506": (
        "A scene that offers nothing",
        "The scene '{name}' offers nothing and is no ending.",
        "Give it options, a selection or a form, or make it an ending.",
        "after: {title: After, text: It is quiet.}",
    ),
    "S507": (
        "A field that is neither or both",
        "The field '{name}' should have either options or free text.",
        "Give it `options`, or `free text: true`.",
        "remarks: {label: Remarks}",
    ),
    "S508": (
        "An id used twice",
        "The id '{name}' is used twice.",
        "Give one of the two another id. Options need ids of their own also across the fields of a form.",
        "fields: {dead: {options: {two: ...}}, hurt: {options: {two: ...}}}",
    ),
    "S509": (
        "Two options that change one variable",
        "'{first}' and '{second}' can be chosen together, and both change '{name}'.",
        "Let one of them change it, or use `add` in both.",
        "medics: {set: {calm: true}}\npolice: {set: {calm: false}}",
    ),
    "S510": (
        "Nowhere to go",
        "It is not said where '{name}' leads.",
        "Add `then`, with the scene that follows.",
        "hold: {label: Hold and watch}",
    ),
    "S511": (
        "An inject that cannot be scheduled",
        "The inject '{name}' cannot be scheduled: it is not on call.",
        "Mark it `on call: true`, or do not schedule it.",
        "schedule: {radio-two: 5}   # radio-two has `at: 12`",
    ),
    "S512": (
        "Scheduled for no time ahead",
        "The inject '{name}' must be scheduled at least one minute ahead.",
        "Write 1 or more. What happens at once belongs into the option or the next scene.",
        "schedule: {police-arrive: 0}",
    ),
    "S513": (
        "A part with no way on",
        "The part '{name}' is played, but it is not said where to go on after it.",
        "Add `then`, with the scene that follows the part.",
        "medevac: {label: Call for a helicopter, play: casevac-drill}",
    ),
    "S514": (
        "Cases that do not fit together",
        "The last case, and only the last, should have no condition.",
        "End the list with a case that has no `when`: it is taken where no other holds.",
        "then: [{to: the-elder}, {when: tension > 3, to: bottles}]",
    ),
    "S515": (
        "A time limit without a default",
        "`decide within` and `by default` go together, and one of them is missing.",
        "Say what happens when time runs out, or take the time limit away.",
        "decide within: 60 s",
    ),
    "S516": (
        "An inject without exactly one trigger",
        "The inject '{name}' should have exactly one of `at`, `on call`, `when` and `by hand`.",
        "Keep the one that makes it happen. To stop it on a condition, use `if` beside `at` or `on call`.",
        "radio-two: {at: 12, when: tension > 3, text: Bottles.}",
    ),
    "S517": (
        "An `if` in the wrong place",
        "In the inject '{name}', `if` stands where it has no use.",
        "`if` goes with `at` and `on call`. Beside `when`, join the two conditions with `and`.",
        "it-boils-over: {when: tension > 4, if: interpreter, then: bottles}",
    ),
    "S518": (
        "A scene that nothing leads to",
        "Nothing leads to the scene '{name}'.",
        "Lead to it with `then`, or take it out.",
        "scenes: {start-here: ..., forgotten: ...}",
    ),
    "S519": (
        "A circle that takes no time",
        "From the scene '{name}' one can go round in a circle without a minute passing.",
        "Let one of the moves on the circle take a minute or more.",
        "look: {label: Look again, takes: 0, then: at-the-wire}",
    ),
    "S520": (
        "The horizon is no ending",
        "'{name}' follows at the horizon, but is not an ending.",
        "Name a scene that has `ending`.",
        "at the horizon: at-the-wire",
    ),
    "S521": (
        "A default that may not be on offer",
        "The default of '{name}' is not always on offer: it has a condition.",
        "Choose an option without `when`, or take the condition away.",
        "by default: speak   # speak has `when: interpreter`",
    ),
    "S522": (
        "A default that is no full answer",
        "The default of '{name}' is not a full answer to the scene.",
        "Choose one, select within the budget, or give one for each field of a form; in file order.",
        "by default: [hold, speak]",
    ),
    "S523": (
        "Parts too deep",
        "The part '{name}' is played inside other parts more than four deep, or inside itself.",
        "Let it return first, or go on with `then`.",
        "play: casevac-drill   # in a scene of casevac-drill",
    ),
    "S524": (
        "An id that is not the file's name",
        "The id is '{name}', and the file is called '{file}'.",
        "Give both the same name; the file ends in `.yaml`.",
        "id: crowd-at-the-gate   # in crowd-at-the-depot.yaml",
    ),
    "S525": (
        "Too many possible answers",
        "The scene '{name}' can be answered in {found} ways; {most} are the most.",
        "Leave out a field or some options, or split the scene: a proof tries every answer.",
        "form: {fields: {...}}   # six fields of four options each",
    ),
    "S526": (
        "A scene called return",
        "'{name}' leads back from a part, and cannot be the id of a scene.",
        "Give the scene another id.",
        "scenes: {return: {title: Back at the wire, ...}}",
    ),
    "S527": (
        "A scene that cannot be answered",
        "No answer to the scene '{name}' is possible.",
        "A selection needs options that fit into its budget together; a form needs a field with options.",
        "select: {budget: 2, at least: 3, ...}",
    ),
    "S528": (
        "Not a gauge",
        "'{name}' is not a gauge.",
        "The debrief shows gauges. Declare it as one, such as `gauge: [0, 5]`, or take it out of `ledger gauges`.",
        "ledger gauges: [mood]",
    ),
    "S529": (
        "A property without exactly one kind",
        "The property '{name}' should have exactly one of `never`, `always reachable` and `at least one of`.",
        "Keep one of them; what else should hold is a property of its own.",
        "calm: {never: tension > 4, always reachable: relieved}",
    ),
    "S530": (
        "A key that the property does not use",
        "In the property '{name}', `{key}` stands where it has no use.",
        "`in` goes with `never`, `when` with the two others. To narrow down `never`, join conditions with `and`.",
        "calm: {never: tension > 4, when: interpreter}",
    ),
    "S531": (
        "A parameter that is missing",
        "The part '{name}' is played without its parameter '{missing}'.",
        "Write `play: {{{name}: {{{missing}: ...}}}}`; under `with` the part says that it is {kind}.",
        "play: casevac",
    ),
    "S532": (
        "An unknown parameter",
        "The part '{of}' has no parameter '{name}'.",
        "Name one that stands under its `with`, or add it there.",
        "play: {casevac: {pateint: corporal}}",
    ),
    "S533": (
        "A part that is never played",
        "The part '{name}' is never played.",
        "Play it with `play`, or take it out.",
        "parts: {casevac: {with: {patient: a target}, ...}}",
    ),
    "S534": (
        "Parts that grow too large",
        "The parts with parameters, filled in, are too many or too large.",
        "A part that plays itself never ends; else play fewer parts with different values, or shorten them.",
        'play: {search: {where: "{where}!"}}',
    ),
    "S535": (
        "A seat with a name of the program",
        "No seat may be called '{name}'.",
        "Exercise control speaks under that name; give the seat another.",
        "seats: {control: {title: Control, post: observer, role: You watch.}}",
    ),
    "S536": (
        "A criterion that stands twice",
        "Two criteria of this objective are called '{name}'.",
        "Give one of them another id.",
        "criteria: [{id: asks, text: Asks}, {id: asks, text: Asks again}]",
    ),
}
