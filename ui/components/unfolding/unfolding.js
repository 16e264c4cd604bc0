// Unfolds a net: frame 0 is the folded net, frame k shows its first k copies, each of which slides out of the one before.
// Where motion is reduced nothing moves by itself: the button shows one copy more at every press.

import { make } from "../tools.js";

const INTERVAL = 750; // milliseconds from copy to copy
const CAPTIONS = ["Folded: one net, and its state goes back into it.", "the same weights once more."];

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".unfolding");
  const content = JSON.stringify([data.picture, data.folded]);
  if (root.dataset.content === content) return () => clearInterval(root.timer);
  clearInterval(root.timer);
  root.dataset.content = content;
  const paper = make("div", "paper");
  paper.innerHTML = data.picture;
  paper.style.setProperty("--wide", `${paper.querySelector("svg").getAttribute("width")}px`); // smaller, but to be read
  paper.tabIndex = 0; // a long chain is scrolled sideways, by keys as well
  paper.setAttribute("role", "img");
  const button = make("button", "play");
  button.type = "button";
  const caption = make("span", "said");
  caption.setAttribute("aria-live", "polite");
  const bar = make("div", "bar");
  bar.append(button, caption);
  root.replaceChildren(paper, bar);
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  const show = (frame) => showFrame({ root, paper, button, caption, data, isCalm: isCalm.matches }, frame);
  button.onclick = () => play(root, data.time, isCalm.matches, show);
  show(data.folded ? 0 : data.time);
  return () => clearInterval(root.timer);
}

function play(root, time, isCalm, show) {
  clearInterval(root.timer);
  const now = Number(root.dataset.frame);
  if (isCalm) return show(now >= time ? 0 : now + 1);
  show(0);
  root.timer = setInterval(() => {
    const next = Number(root.dataset.frame) + 1;
    show(next);
    if (next >= time) clearInterval(root.timer);
  }, INTERVAL);
}

function showFrame({ root, paper, button, caption, data, isCalm }, frame) {
  root.dataset.frame = frame;
  paper.querySelector(".folded").classList.toggle("away", frame > 0);
  paper.querySelector(".start").classList.toggle("away", frame === 0);
  for (const copy of paper.querySelectorAll(".copy")) copy.classList.toggle("away", Number(copy.dataset.step) > frame);
  paper.setAttribute("aria-label", data.alt[frame ? 1 : 0]);
  caption.textContent = frame ? `Step ${frame} of ${data.time}${frame > 1 ? `: ${CAPTIONS[1]}` : ""}` : CAPTIONS[0];
  if (isCalm) button.textContent = frame >= data.time ? "Fold" : "Next copy";
  else button.textContent = frame ? "Unfold again" : "Unfold step by step";
}
