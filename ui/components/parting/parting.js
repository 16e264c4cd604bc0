// Two cells with the same numbers, moment by moment: the textbook's figure and a learner's own drawing, until they part.

import { showFigure } from "../figure.js";
import { clamp, isDark } from "../tools.js";
import { setHtml } from "../wiring/wiring_picture.js";
import { boxAround, sheetFor } from "../wiring/wiring_sheet.js";
import { stillSvg } from "../wiring/wiring_still.js";

const players = new WeakMap(); // root element -> {data, at: the moment that is shown}
const KEYS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
const ACTS = { next: 1, back: -1, end: Infinity };

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".parting");
  if (!players.has(root)) listenForSteps(root);
  const player = players.get(root);
  if (player.data?.id !== data.id) player.at = 0;
  player.data = data;
  root.setAttribute("aria-label", data.texts.label);
  for (const button of root.querySelectorAll("button")) button.textContent = data.texts[button.dataset.act];
  root.querySelectorAll("figcaption").forEach((title, side) => title.textContent = data.texts.titles[side]);
  showMoment(root);
}

function listenForSteps(root) {
  players.set(root, { at: 0 });
  root.addEventListener("click", ({ target }) => moveBy(root, ACTS[target.dataset.act]));
  root.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    moveBy(root, KEYS[event.key]);
  });
  new ResizeObserver(() => players.get(root).data && showMoment(root)).observe(root.querySelector(".still"));
}

function moveBy(root, steps) {
  const player = players.get(root);
  if (!steps) return;
  player.at = clamp(player.at + steps, 0, player.data.moments.length - 1);
  showMoment(root);
}

function showMoment(root) {
  const { data, at } = players.get(root);
  const last = data.moments.length - 1;
  root.classList.toggle("apart", at === last);
  showRight(root, data, at);
  showDrawn(root, data, at);
  root.querySelector(".words").textContent = data.moments[at].words;
  const isOver = { back: at === 0, next: at === last, end: at === last };
  for (const button of root.querySelectorAll("button")) {
    if (isOver[button.dataset.act] && button.matches(":focus")) root.focus(); // a button that is shut loses the keyboard
    button.disabled = isOver[button.dataset.act];
  }
}

// What has arrived up to a moment; a step begins with what comes in, and with nothing of the step before.
function arrived(moments, at, side) {
  const { step } = moments[at];
  return Object.fromEntries(moments.slice(0, at + 1).filter((one) => one.step === step).flatMap((one) => one[side]));
}

function showRight(root, { svg, letters, moments, label }, at) {
  const values = arrived(moments, at, "right");
  showFigure(root.querySelector(".frame-of-figure"), {
    svg,
    letters: Object.fromEntries(letters),
    values,
    active: moments[at].right.map(([name]) => name),
    reads: moments[at].reads,
    known: Object.keys(values),
    label,
  });
}

function showDrawn(root, { drawing, kinds, moments, described }, at) {
  const svg = root.querySelector(".still");
  const viewer = {
    kinds: Object.fromEntries(kinds.map((row) => [row.kind, row])),
    sheet: sheetFor(svg.clientWidth),
    values: arrived(moments, at, "drawn"),
  };
  svg.closest(".wiring").dataset.theme = isDark(root) ? "dark" : "light";
  svg.closest(".wiring").classList.toggle("tall", viewer.sheet.tall > 1);
  svg.setAttribute("viewBox", boxAround(viewer, drawing.parts).join(" "));
  svg.setAttribute("aria-label", described);
  setHtml(svg, stillSvg(viewer, drawing, moments[at].drawn.map(([part]) => part)));
}
