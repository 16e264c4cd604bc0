// Lets a net unfold: frame 0 is the folded net, frame k shows its first k copies. Each slides out of the one before.
// Where motion is reduced nothing moves by itself: the button shows one copy more at every press.

import { make } from "../tools.js";

const EVERY = 750; // milliseconds from copy to copy
const SAYS = ["Folded: one net, and its state goes back into it.", "the same weights once more."];

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".unfolding");
  const wanted = JSON.stringify([data.picture, data.folded]);
  if (root.dataset.wanted === wanted) return () => clearInterval(root.timer);
  clearInterval(root.timer);
  root.dataset.wanted = wanted;
  const paper = make("div", "paper");
  paper.innerHTML = data.picture;
  paper.tabIndex = 0; // a long chain is scrolled sideways, by keys as well
  paper.setAttribute("role", "img");
  const button = make("button", "play");
  button.type = "button";
  const said = make("span", "said");
  said.setAttribute("aria-live", "polite");
  const bar = make("div", "bar");
  bar.append(button, said);
  root.replaceChildren(paper, bar);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const show = (frame) => showFrame({ root, paper, button, said, data, calm: calm.matches }, frame);
  button.onclick = () => play(root, data.time, calm.matches, show);
  show(data.folded ? 0 : data.time);
  return () => clearInterval(root.timer);
}

function play(root, time, calm, show) {
  clearInterval(root.timer);
  const now = Number(root.dataset.frame);
  if (calm) return show(now >= time ? 0 : now + 1);
  show(0);
  root.timer = setInterval(() => {
    const next = Number(root.dataset.frame) + 1;
    show(next);
    if (next >= time) clearInterval(root.timer);
  }, EVERY);
}

function showFrame({ root, paper, button, said, data, calm }, frame) {
  root.dataset.frame = frame;
  paper.querySelector(".folded").classList.toggle("away", frame > 0);
  paper.querySelector(".start").classList.toggle("away", frame === 0);
  for (const copy of paper.querySelectorAll(".copy")) copy.classList.toggle("away", Number(copy.dataset.step) > frame);
  paper.setAttribute("aria-label", data.alt[frame ? 1 : 0]);
  said.textContent = frame ? `Step ${frame} of ${data.time}${frame > 1 ? `: ${SAYS[1]}` : ""}` : SAYS[0];
  button.textContent = calm
    ? (frame >= data.time ? "Fold" : "Next copy")
    : frame
    ? "Unfold again"
    : "Unfold step by step";
}
