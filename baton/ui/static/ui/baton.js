// SPDX-License-Identifier: MIT
// Small improvements over pages that work without them.
(() => {
  "use strict";
  document.documentElement.dataset.js = "on";

  // On a phone the menu folds behind a button; without scripts it stands in lines.
  const nav = document.querySelector(".bt-nav");
  if (nav) {
    const here = nav.querySelector("[aria-current]");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "bt-menu";
    button.textContent = here ? `Menu: ${here.textContent}` : "Menu";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", String(nav.classList.toggle("bt-nav--open")));
    });
    nav.prepend(button);
  }

  // A problem on the page is read out first.
  const problem = document.querySelector(".nhsuk-error-summary, .bt-said--problem");
  if (problem) {
    problem.setAttribute("tabindex", "-1");
    problem.focus();
  }

  // One box ticks all the others of its form.
  document.querySelectorAll("[data-tick-all]").forEach((all) => {
    const boxes = [...all.form.querySelectorAll("[data-tick]")];
    const tell = () => {
      all.checked = boxes.every((each) => each.checked);
      all.indeterminate = !all.checked && boxes.some((each) => each.checked);
    };
    all.addEventListener("change", () => boxes.forEach((each) => { each.checked = all.checked; }));
    boxes.forEach((each) => each.addEventListener("change", tell));
    tell();
  });

  // A second click on a slow button must not send a form twice.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    else if (event.target.method === "post" && !event.target.hasAttribute("hx-post")) event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
})();
