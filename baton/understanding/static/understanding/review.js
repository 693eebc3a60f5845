// SPDX-License-Identifier: MIT
// Looking through comments by keyboard. Everything here can also be done with the page's own buttons.
(() => {
  "use strict";
  const form = document.getElementById("review-form");
  const toggle = document.getElementById("keys-toggle");
  const reasons = [...form.querySelectorAll('input[name="reason"]')];
  const press = (outcome) => form.querySelector(`button[name="outcome"][value="${outcome}"]`).click();

  // Single keys can be turned off: speech input and a resting hand press them by accident.
  let keysOn = localStorage.getItem("baton-keys") !== "off";
  const showKeys = () => {
    toggle.setAttribute("aria-pressed", String(keysOn));
    toggle.textContent = keysOn ? "Turn these keys off" : "Turn single keys on";
    document.getElementById("keys").classList.toggle("bt-keys--off", !keysOn);
  };
  toggle.addEventListener("click", () => {
    keysOn = !keysOn;
    localStorage.setItem("baton-keys", keysOn ? "on" : "off");
    showKeys();
  });
  showKeys();

  document.addEventListener("keydown", (event) => {
    if (!keysOn || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input:not([type="radio"]), textarea, select')) return;
    const key = event.key.toLowerCase();
    if (reasons[key - 1]) { reasons[key - 1].checked = true; reasons[key - 1].focus(); }
    else if (key === "s") press("show");
    else if (key === "k") press("keep");
    else if (key === "l") document.getElementById("leave-link").click();
  });
})();
