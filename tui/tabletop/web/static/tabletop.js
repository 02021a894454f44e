"use strict";
(function () {
  const body = document.body, link = document.getElementById("link"), news = document.getElementById("news");
  const played = document.getElementById("played");
  let since = Date.now(), first = true;

  function key() {
    const bytes = new Uint8Array(12);
    crypto.getRandomValues(bytes);
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function tick() {
    const gone = played.dataset.runs === "1" ? (Date.now() - since) / 1000 : 0;
    const minutes = Math.floor((Number(played.dataset.played) + gone) / 60);
    played.textContent = body.dataset.minutes.replace("#", minutes);
  }

  // On the wall everything has to be in sight at once: letters get smaller, down to what ten metres allow.
  function fitted() {
    if (!body.classList.contains("screen")) return;
    const least = innerWidth * 0.0145;
    body.style.fontSize = "";
    let size = parseFloat(getComputedStyle(body).fontSize);
    while (document.documentElement.scrollHeight > innerHeight && size > least) {
      size *= 0.95;
      body.style.fontSize = size + "px";
    }
  }

  function headed(head) {
    document.querySelector(".head").dataset.state = head.state;
    body.dataset.phase = head.state;
    document.getElementById("phase").textContent = head.phase;
    document.getElementById("time").textContent = head.time;
    played.dataset.played = head.played;
    played.dataset.runs = head.runs ? "1" : "0";
    since = Date.now();
    tick();
    const others = document.getElementById("others");
    if (!others) return;
    others.hidden = !head.others.length;
    for (const link of others.querySelectorAll("a")) link.remove();
    for (const [id, title] of head.others) {
      const link = document.createElement("a");
      link.href = "/seat/" + id;
      link.textContent = title;
      others.append(link, " ");
    }
  }

  // What somebody is writing stays, as long as the same thing is asked.
  function kept(part) {
    const found = [];
    for (const form of part.querySelectorAll("form")) {
      for (const each of form.elements) {
        if (!each.name || each.type === "hidden") continue;
        found.push({ turn: form.dataset.turn, name: each.name, value: each.value, checked: each.checked,
          type: each.type, focused: each === document.activeElement, at: each.selectionStart,
          changed: each.type === "radio" || each.type === "checkbox" ? each.checked !== each.defaultChecked
            : each.value !== each.defaultValue });
      }
    }
    return found;
  }

  function restored(part, found) {
    for (const form of part.querySelectorAll("form")) {
      if (answers.has(form.dataset.turn)) form.querySelector(".answer").textContent = answers.get(form.dataset.turn);
      for (const each of form.elements) {
        const before = found.find((one) => one.turn === form.dataset.turn && one.name === each.name
          && one.type === each.type && (each.type !== "radio" && each.type !== "checkbox" || one.value === each.value));
        if (!before) continue;
        if (before.changed) {
          if (each.type === "radio" || each.type === "checkbox") each.checked = before.checked;
          else each.value = before.value;
        }
        if (before.focused) {
          each.focus({ preventScroll: true });
          if (before.at !== null && each.setSelectionRange && each.type !== "radio" && each.type !== "checkbox")
            each.setSelectionRange(before.at, before.at);
        }
      }
    }
  }

  function shown(sections) {
    for (const [id, html] of Object.entries(sections)) {
      const part = document.getElementById("part-" + id);
      if (!part || part.innerHTML === html) continue;
      const found = kept(part);
      part.innerHTML = html;
      restored(part, found);
      if (!first && html && body.classList.contains("seat")) {
        part.classList.add("new");
        const title = part.querySelector("h2");
        if (news && title) news.textContent = body.dataset.new + " " + title.textContent;
      }
    }
  }

  // What became of a form is said on the page as it is by then: it may have been drawn anew meanwhile.
  const answers = new Map();
  function told(turn, text) {
    answers.set(turn, text);
    for (const form of document.querySelectorAll("form[data-turn]"))
      if (form.dataset.turn === turn) form.querySelector(".answer").textContent = text;
  }

  async function sent(form, data) {
    const turn = form.dataset.turn;
    for (;;) {
      let response;
      try {
        response = await fetch(location.pathname, { method: "POST", body: data, headers: { Accept: "application/json" } });
      } catch {
        told(turn, body.dataset.unsent);
        await new Promise((done) => setTimeout(done, 2000));
        continue;
      }
      if (response.status === 403 || response.redirected) { location.assign("/"); return; }
      const said = await response.json().catch(() => ({}));
      told(turn, said.problem || body.dataset.sent);
      if (!said.problem && ["say", "note", "commit"].includes(data.get("action"))) form.reset();
      return;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.turn) return;
    event.preventDefault();
    const data = new URLSearchParams(new FormData(form));
    data.append("key", key());
    const button = form.querySelector("button");
    button.disabled = true;
    sent(form, data).finally(() => { button.disabled = false; });
  });

  document.addEventListener("pointerdown", (event) => {
    const part = event.target.closest(".part");
    if (part) part.classList.remove("new");
  });

  function listen() {
    const source = new EventSource(body.dataset.stream);
    source.addEventListener("page", (event) => {
      const page = JSON.parse(event.data);
      link.hidden = true;
      headed(page.head);
      shown(page.sections);
      first = false;
      fitted();
    });
    source.addEventListener("gone", () => { source.close(); location.assign("/"); });
    source.onerror = () => {
      link.hidden = false;
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    };
  }

  setInterval(tick, 5000);
  addEventListener("resize", fitted);
  tick();
  listen();
})();
