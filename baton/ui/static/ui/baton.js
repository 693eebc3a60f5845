// SPDX-License-Identifier: MIT
// Small improvements over pages that work without them.
(() => {
  "use strict";
  document.documentElement.dataset.js = "on";

  // A problem on the page is read out first.
  const problem = document.querySelector(".nhsuk-error-summary, .bt-said--problem");
  if (problem) {
    problem.setAttribute("tabindex", "-1");
    problem.focus();
  }

  // A second click on a slow button must not send a form twice.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    else if (event.target.method === "post" && !event.target.hasAttribute("hx-post")) event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
})();
