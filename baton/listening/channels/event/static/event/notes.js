// SPDX-License-Identifier: MIT
// A point is kept while the next one is typed. What could not be sent waits on the device, by table
// and person, and is sent when the page is opened there again. What was refused waits to be mended.
(() => {
  "use strict";
  const place = document.querySelector(".bt-unsent");
  if (!place) return;
  // A closed session has no form; what was not sent from here is still shown.
  const form = document.querySelector("form[data-points]");
  const box = form && form.elements.words;
  const list = document.getElementById("points");
  const shelf = `baton-notes.${place.dataset.table}.${place.dataset.person}.`;
  const here = location.pathname + location.search;
  // Trying again later may help with these; with other refusals it does not.
  const PASSING = [401, 408, 425, 429];
  const SHOWN = 300;
  const queue = [];
  let isSending = false;
  let again;
  // The refused point whose words stand in the box: it stays on the device until they are added.
  let mending = null;

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

  // The device. Each point has a place of its own, so that two windows do not write over each other.
  const store = (point) => {
    const {key, at, address, words, beside, aside} = point;
    try {
      localStorage.setItem(shelf + key, JSON.stringify({key, at, address, words, beside, aside}));
    } catch {
      // No room, or not allowed: it waits on the page, which says so, and leaving asks first.
      note.textContent = "They wait on this page only: leave it open until they are kept.";
    }
  };
  const forget = (point) => {
    try { localStorage.removeItem(shelf + point.key); } catch { /* Nothing was stored. */ }
  };
  // Points that an older page left on the device hold two of these by themselves.
  const asKept = ({manner, about, ...point}) => ({beside: {manner, about}, ...point});
  const stored = () => {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(shelf));
      return keys.map((key) => asKept(JSON.parse(localStorage.getItem(key)))).sort((a, b) => a.at - b.at);
    } catch {
      return [];
    }
  };

  const add = (point) => {
    queue.push(point);
    store(point);
  };
  const leaves = (point) => {
    queue.splice(queue.indexOf(point), 1);
    if (point.line) point.line.remove();
  };

  // What the person sees of it.
  const make = (name, words, about = {}) => Object.assign(document.createElement(name), {textContent: words}, about);
  const button = (words, press) => {
    const made = make("button", words, {type: "button", className: "bt-link"});
    made.addEventListener("click", press);
    return made;
  };
  const sentence = make("p", "");
  sentence.setAttribute("role", "alert");
  const lines = make("ul", "");
  const note = make("p", "They wait on this device: if you leave, open this page here again to send them.", {className: "bt-note"});
  const sendAgain = make("button", "Send again", {type: "button", className: "nhsuk-button nhsuk-button--secondary"});
  sendAgain.addEventListener("click", () => {
    for (const point of queue) point.refusal = "";
    send();
  });

  const write = (point) => {
    const why = point.aside ? "Put aside while you mend another point." : point.refusal || "";
    if (point.line && point.why === why) return;
    point.line = point.line || make("li", "");
    point.why = why;
    // All of it where it cannot be mended; else Mend shows the rest.
    const isCut = form && point.words.length > SHOWN;
    const shown = isCut ? `${point.words.slice(0, SHOWN)}…` : point.words;
    const words = make("p", shown, {dir: "auto", id: `unsent-${point.key}`, className: "bt-voice"});
    point.line.replaceChildren(words);
    if (!why) return;
    const reason = make("p", why);
    reason.setAttribute("role", "alert");
    const acts = make("p", "", {className: "bt-acts"});
    if (form) acts.append(button("Mend", () => mend(point)), " · ");
    acts.append(discarding(point));
    for (const act of acts.querySelectorAll("button")) act.setAttribute("aria-describedby", words.id);
    point.line.append(reason, acts);
  };

  // Words go for good only by a second press.
  const discarding = (point) => {
    let isSure = false;
    const made = button("Discard", () => {
      if (!isSure) {
        isSure = true;
        made.textContent = "Press again to discard";
        return;
      }
      forget(point);
      leaves(point);
      show("");
      if (box) box.focus();
    });
    made.addEventListener("blur", () => {
      isSure = false;
      made.textContent = "Discard";
    });
    return made;
  };

  // Lines stay where they are: a button that is in use does not go from under the finger.
  const show = (problem) => {
    if (!problem && !queue.some((point) => point.refusal || point.aside)) {
      place.replaceChildren();
      return;
    }
    const said = `${problem} Not kept yet:`.trim();
    if (!sentence.isConnected) place.replaceChildren(sentence, note, lines, sendAgain);
    if (sentence.textContent !== said) sentence.textContent = said;
    for (const point of queue) {
      write(point);
      if (point.line.parentNode !== lines) lines.append(point.line);
    }
  };

  // What stands beside the words: how they were written down, about what, who agreed.
  const besides = () => [...new Set([...new FormData(form).keys()])].filter((name) => name !== "key" && name !== "words" && form.elements[name].type !== "hidden");

  const written = () => ({
    key: form.elements.key.value, at: Date.now(), address: mending ? mending.address : here,
    words: box.value, beside: Object.fromEntries(besides().map((name) => [name, form.elements[name].value])),
  });

  const mend = (point) => {
    // What stands in the box is not lost: the two change places.
    if (box.value.trim()) add({...written(), aside: true});
    if (mending && box.value.trim()) forget(mending);
    mending = point;
    leaves(point);
    box.value = point.words;
    for (const [name, value] of Object.entries(point.beside)) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    form.elements.key.value = newKey();
    show("");
    box.focus();
  };

  async function send() {
    if (isSending) return;
    isSending = true;
    clearTimeout(again);
    let problem = "";
    let point;
    while (!problem && (point = queue.find((each) => !each.refusal && !each.aside))) problem = await sendOne(point);
    isSending = false;
    show(problem);
  }

  // A point leaves the queue only once it is kept. One that is refused holds up no other.
  async function sendOne(point) {
    const body = new FormData();
    for (const [name, value] of Object.entries({key: point.key, words: point.words, ...point.beside})) body.append(name, value);
    try {
      const answer = await fetch(point.address, {
        method: "POST", body, redirect: "error",
        headers: {"HX-Request": "true", "X-CSRFToken": token()},
      });
      const text = await answer.text();
      if (answer.headers.has("HX-Redirect")) {
        return "You are signed out. Sign in in another window, then send again.";
      }
      if (answer.ok) {
        list.innerHTML = text;
        forget(point);
        leaves(point);
        return "";
      }
      if (answer.status >= 400 && answer.status < 500 && !PASSING.includes(answer.status)) {
        point.refusal = answer.status === 422 ? text.trim() : `This was not taken (${answer.status}). Load the page again to try once more.`;
        return "";
      }
    } catch {
      again = setTimeout(send, 4000);
      return "There is no connection.";
    }
    again = setTimeout(send, 4000);
    return "This did not work. It is tried again.";
  }

  if (form) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!box.value.trim()) {
        box.focus();
        return;
      }
      add(written());
      if (mending) forget(mending);
      mending = null;
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
  }
  window.addEventListener("online", send);
  // Ask before leaving what waits, or what stands in the box.
  window.addEventListener("beforeunload", (event) => {
    if (queue.length || (box && box.value.trim())) event.preventDefault();
  });
  queue.push(...stored());
  send();
})();
