// SPDX-License-Identifier: MIT
// A point is kept while the next one is typed. What could not be sent waits on the page.
(() => {
  "use strict";
  const form = document.querySelector("form[data-points]");
  if (!form) return;
  const box = form.elements.words;
  const list = document.getElementById(form.dataset.points);
  const unsent = form.querySelector(".bt-unsent");
  const waiting = [];
  let isSending = false;
  let again;

  // Like the server's own: crypto.randomUUID is not there on a page without https.
  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  };

  // As it is now: whoever signed in again meanwhile has another one than the page.
  const token = () => (document.cookie.match(/baton_csrf=([^;]+)/) || ["", ""])[1];

  const say = (problem) => {
    unsent.replaceChildren();
    if (!problem) return;
    const sentence = document.createElement("p");
    sentence.textContent = problem;
    const words = document.createElement("ul");
    for (const point of waiting) {
      const line = document.createElement("li");
      line.textContent = point.get("words");
      words.append(line);
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nhsuk-button nhsuk-button--secondary";
    button.textContent = "Send again";
    button.addEventListener("click", send);
    unsent.append(sentence, words, button);
  };

  async function send() {
    if (isSending) return;
    isSending = true;
    let problem = "";
    while (waiting.length && !problem) problem = await sendOne(waiting[0]);
    isSending = false;
    say(problem);
  }

  // The first that waits leaves the queue only once it is kept.
  async function sendOne(point) {
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: point, redirect: "error",
        headers: {"HX-Request": "true", "X-CSRFToken": token()},
      });
      const text = await answer.text();
      if (answer.headers.has("HX-Redirect")) {
        return "You are signed out. Sign in in another window, then send again. Not kept yet:";
      }
      if (!answer.ok) return `${answer.status === 422 ? text.trim() : "This did not work."} Not kept yet:`;
      list.innerHTML = text;
      waiting.shift();
      return "";
    } catch {
      clearTimeout(again);
      again = setTimeout(send, 4000);
      return "There is no connection. Not kept yet:";
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!box.value.trim()) {
      box.focus();
      return;
    }
    const point = new FormData(form);
    point.delete("csrfmiddlewaretoken");
    waiting.push(point);
    box.value = "";
    form.elements.key.value = newKey();
    box.focus();
    send();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  window.addEventListener("online", send);
  // Leaving would lose what waits, or what stands in the box.
  window.addEventListener("beforeunload", (event) => {
    if (waiting.length || box.value.trim()) event.preventDefault();
  });
})();
