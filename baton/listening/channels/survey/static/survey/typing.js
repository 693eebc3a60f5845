// SPDX-License-Identifier: MIT
// Typing in sheets: Enter goes on to the next box, and what a number stands for is shown beside it.
(() => {
  "use strict";
  const form = document.querySelector("[data-typing]");
  if (!form) return;
  const save = form.querySelector("[name=save]");
  const boxes = () => [...form.querySelectorAll("input:not([type=hidden]), select, textarea")];

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName === "BUTTON" || event.isComposing) return;
    if (event.target.tagName === "TEXTAREA" && event.shiftKey) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      save.click();
      return;
    }
    const all = boxes();
    const next = all[all.indexOf(event.target) + 1] || save;
    next.focus();
    if (next.select) next.select();
  });

  // The words of the answers, as the typist goes; the server reads them again.
  for (const box of form.querySelectorAll("[data-answers]")) {
    const answers = JSON.parse(box.dataset.answers);
    const said = document.createElement("output");
    said.className = "bt-typing__said";
    said.htmlFor = box.id;
    box.insertAdjacentElement("afterend", said);
    const read = () => {
      const typed = box.value.split(/[\s,;.]+/).filter(Boolean);
      said.textContent = typed.map((each) => answers[each] || `${each}?`).join("; ");
    };
    box.addEventListener("input", read);
    read();
  }
})();
