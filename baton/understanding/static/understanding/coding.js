// SPDX-License-Identifier: MIT
// Correcting codings by keyboard, and telling the server which words were selected.
// Everything here can also be done with the page's own buttons.
(() => {
  "use strict";
  const words = document.getElementById("words");
  const addForm = document.getElementById("add-form");
  const rows = [...document.querySelectorAll("[data-coding]")];
  let chosen = rows[0] || null;

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

  // A place in the words, counted in characters as the server does; the browser counts UTF-16
  // units, and labels inside the line do not count at all.
  const place = (node, within) => {
    const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!run || !words.contains(run)) return null;
    return Number(run.dataset.start) + [...run.textContent.slice(0, within)].length;
  };
  const noteSelection = () => {
    const selection = document.getSelection();
    if (!addForm || !words || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    addForm.elements.start.value = start;
    addForm.elements.end.value = end;
    document.getElementById("selected").textContent = `For the words “${selection.toString().trim()}”.`;
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
