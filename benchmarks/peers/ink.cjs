// Plays an ink story in bulk and says how long it took. One command a line on standard input, one JSON answer a line.
//   play N   -> nanoseconds for the first N walks, from the start each
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

function answer(command) {
  const [word, count] = command.split(" ");
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
