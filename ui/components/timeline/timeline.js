// A cell over time: its figure at one step and, below, every value of the sequence on one time axis.
// All steps were worked out in Python. Moving through them happens here and sends nothing to the server.

import { showFigure } from "../figure.js";
import { showPlaying } from "../playing.js";
import { isDark, make, stretchedSvg } from "../tools.js";

const INTERVAL = 700; // milliseconds from step to step at speed 1
const views = new WeakMap(); // root element -> {data, step, speed, timer, spots, ...}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".over-time");
  if (!views.has(root)) views.set(root, { root, step: 0, speed: 1, timer: 0, shown: "" });
  const view = views.get(root);
  root.dataset.theme = isDark(root) ? "dark" : "light";
  view.data = data;
  const rows = JSON.stringify(data.rows);
  if (view.shown !== rows) drawStrips(view);
  view.shown = rows;
  listen(view);
  goTo(view, view.step);
  return () => stop(view);
}

// ---- moving through time ----

function goTo(view, step) {
  const { root, data } = view;
  const last = data.frames.length - 1;
  view.step = Math.min(Math.max(Math.round(step), 0), last);
  const numbers = data.frames[view.step];
  showFigure(root.querySelector(".frame-of-figure"), {
    svg: data.svg,
    label: data.label,
    letters: Object.fromEntries(data.letters),
    named: data.named,
    values: numbers,
  });
  root.style.setProperty("--step", view.step);
  data.rows.forEach((row, k) => {
    view.spots[k].style.top = `${heightOf(row, row.values[view.step])}%`;
    view.numbers[k].textContent = numbers[row.node];
  });
  root.querySelector(".now").textContent = view.step + 1;
  const range = root.querySelector("input");
  range.value = view.step + 1;
  range.setAttribute("aria-valuetext", describe(view, numbers));
  root.querySelector(".previous").disabled = view.step === 0;
  root.querySelector(".next").disabled = view.step === last;
}

function describe({ data, step }, numbers) {
  const values = data.rows.map((row) => `${row.words} ${row.letter} ${numbers[row.node]}`);
  return `step ${step + 1} of ${data.frames.length}: ${values.join(", ")}`;
}

function play(view) {
  const last = view.data.frames.length - 1;
  if (view.step >= last) goTo(view, 0);
  const tick = () => {
    goTo(view, view.step + 1);
    if (view.step >= view.data.frames.length - 1) stop(view);
    else view.timer = setTimeout(tick, INTERVAL / view.speed);
  };
  view.timer = setTimeout(tick, INTERVAL / view.speed);
  showState(view);
}

function stop(view) {
  clearTimeout(view.timer);
  view.timer = 0;
  showState(view);
}

function showState({ root, timer }) {
  showPlaying(root.querySelector(".play"), timer);
}

// ---- buttons, slider, keys, dragging ----

function listen(view) {
  const { root } = view;
  const jumpTo = (step) => {
    stop(view);
    goTo(view, step);
  };
  const toggle = () => (view.timer ? stop(view) : play(view));
  const range = root.querySelector("input");
  root.querySelector(".play").onclick = toggle;
  root.querySelector(".previous").onclick = () => jumpTo(view.step - 1);
  root.querySelector(".next").onclick = () => jumpTo(view.step + 1);
  range.oninput = () => jumpTo(range.value - 1);
  const speeds = [...root.querySelectorAll(".speed button")];
  for (const button of speeds) {
    button.onclick = () => {
      view.speed = Number(button.value);
      for (const other of speeds) other.setAttribute("aria-pressed", other === button);
    };
  }
  root.onkeydown = (event) => {
    const moves = { ArrowLeft: -1, ArrowRight: 1 };
    if (event.key in moves || event.key.startsWith("Arrow")) event.stopPropagation(); // the page has arrow keys too
    if (event.target !== range && event.key in moves) jumpTo(view.step + moves[event.key]);
    if (event.target === range && event.key === " ") {
      event.preventDefault();
      toggle();
    }
  };
  listenToDrags(root.querySelector(".cursor-layer"), (share) => {
    jumpTo(Math.floor(share * view.data.frames.length));
    range.focus({ preventScroll: true });
  });
}

function listenToDrags(layer, onMove) {
  const report = (event) => {
    const box = layer.getBoundingClientRect();
    onMove(Math.min(Math.max((event.clientX - box.left) / box.width, 0), 0.9999));
  };
  layer.onpointerdown = (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    layer.setPointerCapture(event.pointerId);
    report(event);
  };
  layer.onpointermove = (event) => layer.hasPointerCapture(event.pointerId) && report(event);
}

// ---- the strips, drawn once per sequence ----

function drawStrips(view) {
  const { root, data } = view;
  const steps = data.frames.length;
  root.style.setProperty("--steps", steps);
  const rows = root.querySelector(".rows");
  rows.replaceChildren(...data.rows.flatMap((row) => strip(row, steps)), ...axis(steps));
  view.spots = [...rows.querySelectorAll(".spot")];
  view.numbers = [...rows.querySelectorAll(".value")];
  root.querySelector(".of").textContent = steps;
  root.querySelector("input").max = steps;
  root.querySelector(".legend").textContent = data.legend;
}

function strip(row, steps) {
  const className = `role-${row.role} ${row.kind}`;
  const name = make("div", `name ${className}`);
  const letter = make("b", "letter", row.letter);
  letter.append(make("sub", "", row.index));
  name.append(letter, make("span", "words", row.words));
  const plot = make("div", `plot ${className}`);
  plot.innerHTML = plotSvg(row, steps);
  for (const tick of new Set([row.high, 0, row.low])) {
    const position = tick === row.high ? "top" : tick === row.low ? "bottom" : "middle";
    if (position === "middle" && Math.min(row.high, -row.low) < 0.4 * (row.high - row.low)) continue; // no room for it
    const mark = make("span", `tick ${position}`, String(tick).replace("-", "−"));
    mark.style.top = `${heightOf(row, tick)}%`;
    plot.append(mark);
  }
  plot.append(make("span", "spot"));
  return [name, plot, make("div", `value ${className}`)];
}

// The drawing is stretched to the width there is; strokes keep their width, so a stroke of no length is a dot.
export function plotSvg(row, steps) {
  const y = row.values.map((value) => heightOf(row, value).toFixed(2));
  const zero = heightOf(row, 0).toFixed(2);
  const path = (className, d) => `<path class="${className}" d="${d}"/>`;
  const join = (heights) => "M" + heights.map((at, t) => `${t + 0.5} ${at}`).join("L");
  const dots = "M" + y.map((at, t) => `${t + 0.5} ${at}h0`).join("M");
  const grid = ticks(steps).map((t) => path("grid", `M${t - 0.5} 0V100`)).join("");
  const stairs = y.map((at, t) => `V${at}H${t + 1}`).join("");
  const curve = {
    area: () => path("fill", `M0 100${stairs}V100Z`) + path("curve", `M0 ${y[0]}${stairs}`),
    stems: () => path("stem", y.map((at, t) => `M${t + 0.5} ${zero}V${at}`).join("")) + path("dot", dots),
    line: () => path("curve", join(y)) + path("dot", dots),
  };
  const silent = row.silent.length
    ? path("silent", join(row.silent.map((value) => heightOf(row, value).toFixed(2))))
    : "";
  const content = grid + path("zero", `M0 ${zero}H${steps}`) + curve[row.kind]() + silent;
  return stretchedSvg(steps, content, steps > 50 ? "dense" : "");
}

function axis(steps) {
  const scale = make("div", "plot scale");
  for (const t of ticks(steps)) {
    const mark = make("span", "time", String(t));
    mark.style.left = `${((t - 0.5) / steps) * 100}%`;
    scale.append(mark);
  }
  return [make("div", "name scale", "step t"), scale, make("div", "value scale")];
}

// The steps, from 1, that have a number on the axis.
export function ticks(steps) {
  const spacing = [1, 2, 5, 10, 20].find((every) => steps / every <= 10);
  const multiples = Array.from({ length: Math.floor(steps / spacing) }, (_, k) => (k + 1) * spacing);
  return spacing === 1 ? multiples : [1, ...multiples];
}

// Where a value lies in its strip: 0 at the top, 100 at the bottom.
export function heightOf({ low, high }, value) {
  return ((high - value) / (high - low)) * 100;
}
