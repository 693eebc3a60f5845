// SPDX-License-Identifier: MIT
// Dots of the grid are dragged to another place, or moved by the arrow keys. Without this script
// each dot leads to the form that says how somebody stands.
(() => {
  "use strict";
  const frame = document.querySelector("[data-grid]");
  if (!frame) return;
  const drawing = frame.querySelector("svg");
  const told = document.querySelector("[data-grid-said]");
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const [left, bottom, width, height] = ["left", "bottom", "cellX", "cellY"].map((name) => Number(frame.dataset[name]));
  const fives = (value) => Math.min(5, Math.max(1, value));
  // Somebody moves several steps before they rest, or go elsewhere: then it is kept, once.
  const REST = 900;
  const named = document.querySelector("[data-grid-name]");
  // Dots that are on their way; the page comes anew when the last of them has arrived.
  const moving = new Set();
  let changed = "";

  const shift = (dot, x, y) => dot.setAttribute("transform", `translate(${x} ${y})`);
  const at = (dot) => ({ power: Number(dot.dataset.power), interest: Number(dot.dataset.interest) });

  async function keep(dot, place) {
    const before = at(dot);
    if (place.power !== before.power || place.interest !== before.interest) {
      const answer = await fetch(dot.dataset.place, {
        method: "POST",
        headers: { "X-CSRFToken": token },
        body: new URLSearchParams(place),
      }).catch(() => null);
      if (answer && answer.ok && !answer.redirected) {
        changed = (await answer.json()).said;
        Object.assign(dot.dataset, place);
      } else {
        shift(dot, 0, 0);
        told.textContent = "It could not be kept. Try again, or open the form by its number.";
      }
    } else {
      shift(dot, 0, 0);
    }
    moving.delete(dot);
    if (!changed || moving.size) return;
    // The page knows more than the dot: its quarter, its number, the sentence on top.
    const here = document.activeElement.dataset.place || dot.dataset.place;
    sessionStorage.setItem("baton-grid", JSON.stringify({ place: here, said: changed }));
    window.location.reload();
  }

  for (const dot of frame.querySelectorAll(".bt-dot")) {
    const tells = () => { named.textContent = dot.getAttribute("aria-label"); };
    dot.addEventListener("pointerenter", tells);
    dot.addEventListener("focus", tells);
    if (!dot.dataset.place) continue;
    let start = null;
    let dragged = false;
    let steps = null;
    let waiting = null;

    const rests = () => {
      clearTimeout(waiting);
      const place = steps;
      steps = null;
      if (place) keep(dot, place);
    };
    dot.addEventListener("blur", rests);

    dot.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      start = { x: event.clientX, y: event.clientY };
      dragged = false;
      dot.setPointerCapture(event.pointerId);
    });
    dot.addEventListener("pointermove", (event) => {
      if (!start) return;
      const scale = drawing.viewBox.baseVal.width / drawing.getBoundingClientRect().width;
      const x = (event.clientX - start.x) * scale;
      const y = (event.clientY - start.y) * scale;
      dragged = dragged || Math.hypot(x, y) > 6;
      if (dragged) shift(dot, x, y);
    });
    dot.addEventListener("pointerup", (event) => {
      if (!start) return;
      start = null;
      if (!dragged) return;
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
      keep(dot, { power: fives(Math.ceil((bottom - point.y) / height)), interest: fives(Math.ceil((point.x - left) / width)) });
    });
    dot.addEventListener("pointercancel", () => { start = null; shift(dot, 0, 0); });
    dot.addEventListener("click", (event) => { if (dragged) event.preventDefault(); dragged = false; });
    dot.addEventListener("dragstart", (event) => event.preventDefault());

    dot.addEventListener("keydown", (event) => {
      const step = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
      if (event.key === "Enter" && steps) {
        event.preventDefault();
        rests();
        return;
      }
      if (!step && event.key !== "Escape") return;
      event.preventDefault();
      clearTimeout(waiting);
      if (!step) {
        steps = null;
        moving.delete(dot);
        shift(dot, 0, 0);
        told.textContent = "Left where it was.";
        return;
      }
      steps = steps || at(dot);
      moving.add(dot);
      steps = { power: fives(steps.power + step[0]), interest: fives(steps.interest + step[1]) };
      shift(dot, (steps.interest - at(dot).interest) * width, (at(dot).power - steps.power) * height);
      told.textContent = `Power ${steps.power}, interest ${steps.interest}`;
      waiting = setTimeout(rests, REST);
    });
  }

  // After the page has come anew: the same dot has the keyboard, and what was done is said.
  const done = JSON.parse(sessionStorage.getItem("baton-grid") || "null");
  sessionStorage.removeItem("baton-grid");
  if (done) {
    const dot = frame.querySelector(`[data-place="${done.place}"]`);
    if (dot) dot.focus();
    setTimeout(() => { told.textContent = done.said; }, 100);
  }
})();
