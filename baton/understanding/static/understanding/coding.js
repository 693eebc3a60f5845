// SPDX-License-Identifier: MIT
// Correcting codings by keyboard, and telling the server which words were selected.
// Everything here can also be done with the page's own buttons.
(() => {
  "use strict";
  // What was said, and its translation where there is one: words are selected in either.
  const texts = ["words", "translation"].map((id) => document.getElementById(id)).filter(Boolean);
  const addForm = document.getElementById("add-form");
  const rows = [...document.querySelectorAll("[data-coding]")];
  // The first that nobody has confirmed: so C C C goes through them.
  let chosen = rows.find((row) => row.querySelector('[data-act="confirm"]')) || rows[0] || null;

  const choose = (row) => {
    rows.forEach((each) => each.classList.toggle("bt-on", each === row));
    chosen = row;
    row.scrollIntoView({ block: "nearest" });
  };
  const act = (name) => {
    const form = chosen && chosen.querySelector(`form[data-act="${name}"]`);
    if (form) form.requestSubmit();
  };
  if (addForm && chosen) choose(chosen);

  // Places are counted in characters, as the server does; the browser counts UTF-16 units. Each
  // run of words is clipped to the selection by itself, so that labels in the line do not count,
  // and a selection that ends outside the words ends with them.
  const clip = (run, range) => {
    const text = run.firstChild;
    if (!text || !range.intersectsNode(text)) return null;
    const from = range.startContainer === text ? range.startOffset : 0;
    const to = range.endContainer === text ? range.endOffset : text.length;
    if (to <= from) return null;
    const start = Number(run.dataset.start) + [...text.data.slice(0, from)].length;
    const piece = text.data.slice(from, to);
    return { start, end: start + [...piece].length, piece };
  };
  const say = (text, start, end, piece) => {
    addForm.elements.start.value = start;
    addForm.elements.end.value = end;
    addForm.elements.in_translation.value = text.id === "translation" ? "True" : "";
    document.getElementById("selected").textContent = piece ? `For the words “${piece}”.` : "For the whole comment.";
  };
  const noteSelection = () => {
    const selection = document.getSelection();
    if (!addForm || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    // A click into the words, and nothing selected: the whole comment again.
    if (selection.isCollapsed) {
      const text = texts.find((each) => each.contains(range.startContainer));
      if (text) say(text, "", "", "");
      return;
    }
    for (const text of texts) {
      const pieces = [...text.querySelectorAll("[data-start]")].map((run) => clip(run, range)).filter(Boolean);
      if (!pieces.length) continue;
      say(text, pieces[0].start, pieces.at(-1).end, pieces.map((each) => each.piece).join("").trim());
      return;
    }
  };
  document.addEventListener("selectionchange", noteSelection);

  // Single keys can be turned off: speech input and a resting hand press them by accident.
  const toggle = document.getElementById("keys-toggle");
  let keysOn = localStorage.getItem("baton-keys") !== "off";
  const showKeys = () => {
    if (!toggle) return;
    toggle.setAttribute("aria-pressed", String(keysOn));
    toggle.textContent = keysOn ? "Turn these keys off" : "Turn single keys on";
    document.getElementById("keys").classList.toggle("bt-keys--off", !keysOn);
  };
  toggle?.addEventListener("click", () => {
    keysOn = !keysOn;
    localStorage.setItem("baton-keys", keysOn ? "on" : "off");
    showKeys();
  });
  showKeys();

  document.addEventListener("keydown", (event) => {
    if (!keysOn) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    if (/^[1-9]$/.test(key) && rows[key - 1]) choose(rows[key - 1]);
    else if (key === "c") act("confirm");
    else if (key === "r") act("remove");
    else if (key === "a" && addForm) { event.preventDefault(); addForm.elements.theme.focus(); }
    else if (key === "y") document.getElementById("check-form")?.requestSubmit();
    else if (key === "n") document.getElementById("next-link")?.click();
  });
})();
