// Plays an ink story in bulk and says how long it took. One command a line on standard input, one JSON answer a line.
//   play N   -> nanoseconds for the first N walks, from the start each
//   random N M -> nanoseconds for N games of M choices at random, and how many scenes and choices they came upon
//   path     -> SHA-256 over what the walks pass through (scene, option, values)
// Arguments: folder of the inkjs package, file with {source, names, walks: [[k, ...], ...]}.
"use strict";
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");

const ink = require(path.join(process.argv[2], "dist", "ink-full.js"));
const { source, names, walks } = JSON.parse(readFileSync(process.argv[3], "utf8"));
// The compiler's own result goes through JSON, as a game that ships its compiled story would load it.
const story = new ink.Story(new ink.Compiler(source).Compile().ToJson());

function walk(numbers) {
  story.ResetState();
  for (const k of numbers) {
    while (story.canContinue) story.Continue();
    story.ChooseChoiceIndex(k % story.currentChoices.length);
  }
}

const sceneIn = (text) => /(scene-\d+):/.exec(text)[1];

function* passed(numbers) {
  story.ResetState();
  let scene = sceneIn(story.ContinueMaximally());
  for (const k of numbers) {
    const choice = story.currentChoices[k % story.currentChoices.length];
    story.ChooseChoiceIndex(choice.index);
    const option = choice.text.split(":")[0];
    const next = sceneIn(story.ContinueMaximally());
    yield [scene, option, ...names.map((name) => String(story.variablesState[name]))].join(" ");
    scene = next;
  }
}

// Which scenes and choices have been met, and how often, as random testers of stories count them.
const met = { scenes: new Map(), choices: new Map() };
const count = (counts, key) => counts.set(key, (counts.get(key) || 0) + 1);
let seed = 1;
const below = (most) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 4294967296) * most);
};

function game(choices) {
  story.ResetState();
  for (let n = 0; n < choices; n++) {
    let text = "";
    while (story.canContinue) text += story.Continue();
    count(met.scenes, sceneIn(text));
    const choice = story.currentChoices[below(story.currentChoices.length)];
    count(met.choices, `${sceneIn(text)} ${choice.text.split(":")[0]}`);
    story.ChooseChoiceIndex(choice.index);
  }
}

function random(games, choices) {
  const begin = process.hrtime.bigint();
  for (let n = 0; n < games; n++) game(choices);
  const ns = Number(process.hrtime.bigint() - begin);
  return { ns, scenes: met.scenes.size, choices: met.choices.size };
}

function answer(command) {
  const [word, count, choices] = command.split(" ");
  if (word === "random") return random(Number(count), Number(choices));
  if (word === "path") {
    const hash = createHash("sha256");
    for (const numbers of walks) for (const line of passed(numbers)) hash.update(line + "\n");
    return { sha256: hash.digest("hex") };
  }
  const begin = process.hrtime.bigint();
  for (const numbers of walks.slice(0, Number(count))) walk(numbers);
  return { ns: Number(process.hrtime.bigint() - begin) };
}

readline.createInterface({ input: process.stdin }).on("line", (command) => {
  process.stdout.write(JSON.stringify(answer(command)) + "\n");
});
