// The probe board: input lines to paint, the answer of a trained net below them, and its memory and gates as
// heat maps (units x steps) on the same time axis. Painting and the cursor live here. When the pointer or the
// key is let go, the inputs go to Python, which runs the net and sends everything below them back.

import { clamp, formatNumber, isDark, make, roundTo } from "../tools.js";
import { addPaths, addRow, heightOf, makeAxis, makeSlider, MARGIN, showValue } from "./board_rows.js";
import { addMap, drawMaps, showMapValue } from "./heat_map.js";

const views = new WeakMap(); // root element -> the state of its board between two calls
const STEP = 0.05; // of the pointer and the arrow keys; with Alt, keys go by FINE
const FINE = 0.01;

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".probe-board");
  if (!views.has(root)) views.set(root, { root, step: data.pick[1], unit: data.pick[0], turn: 0, stroke: null });
  const view = views.get(root);
  if (view.rev !== data.rev || (data.turn === view.turn && !view.changed)) {
    const program = data.inputs.map((input) => [...input.values]);
    Object.assign(view, { program, turn: data.turn, rev: data.rev, changed: false, stroke: null });
  }
  view.data = data;
  view.steps = view.program[0].length;
  if (view.pick !== `${data.pick}`) [view.unit, view.step] = data.pick;
  view.pick = `${data.pick}`;
  view.send = (message) => setStateValue("program", message);
  view.sendPick = (unit, step) => setTriggerValue("pick", { unit, step });
  const all = [...data.inputs, ...data.answers, ...data.maps];
  const rows = JSON.stringify([view.steps, all.map((row) => [row.name, row.words, row.role, row.values.length])]);
  if (view.rows !== rows) build(view);
  view.rows = rows;
  const theme = isDark(root) ? "dark" : "light";
  root.style.cssText = data.palette[theme];
  view.paper = theme === "dark" ? [30, 35, 45] : [246, 247, 249];
  view.legend.replaceChildren(...data.legend.map(([className, words]) => legendEntry(className, words)));
  drawMaps(view);
  draw(view);
}

// ---- building, once per net and length

function build(view) {
  const { inputs, answers, maps } = view.data;
  const board = make("div", "board");
  board.style.setProperty("--steps", view.steps);
  view.inputs = inputs.map((row, k) => {
    const parts = addRow(view, board, row, "strip");
    const field = { ...parts, index: k, paths: addPaths(parts, ["bars", "caps"]) };
    makeSlider(field.box, row.words, row.low, row.high);
    Object.assign(field.box, { onpointerdown: (event) => press(view, field, event), onblur: () => sendProgram(view) });
    Object.assign(field.box, { onpointerup: (event) => release(view, event), onpointercancel: () => release(view) });
    Object.assign(field.box, { onkeydown: (event) => pressKey(view, field, event), onkeyup: () => sendProgram(view) });
    return field;
  });
  view.answers = answers.map((row) => {
    const field = addRow(view, board, row, "answer");
    field.box.setAttribute("role", "img");
    field.paths = addPaths(field, ["target", "ghost", "line", "dots"]);
    return field;
  });
  board.append(makeAxis(view));
  view.legend = board.appendChild(make("div", "legend"));
  view.maps = maps.map((row) => {
    const field = addMap(view, board, row);
    field.box.onclick = (event) => pick(view, ...placeOf(view, field, event));
    field.box.onkeydown = (event) => pressMapKey(view, event);
    return field;
  });
  if (maps.length) board.append(makeAxis(view));
  for (const field of [...view.inputs, ...view.answers, ...view.maps]) {
    field.box.onpointermove = (event) => move(view, field, event);
  }
  view.ticks = [...board.querySelectorAll(".axis span")];
  view.root.querySelector(".board").replaceWith(board);
}

function legendEntry(className, words) {
  const line = make("span", "", words);
  line.prepend(make("i", className));
  return line;
}

// ---- drawing, after every change

function draw(view) {
  view.step = clamp(view.step, 0, view.steps - 1);
  view.root.style.setProperty("--at", view.step);
  view.inputs.forEach((field) => drawInput(view, field));
  view.answers.forEach((field, k) => drawAnswer(view, field, view.data.answers[k]));
  view.maps.forEach((field, k) => showMapValue(view, field, view.data.maps[k]));
  view.ticks.forEach((tick) => tick.classList.toggle("now", Number(tick.textContent) === view.step + 1));
  view.root.classList.toggle("stale", view.changed || view.turn !== view.data.turn);
}

function drawInput(view, { row, box, paths, value, index }) {
  const values = view.program[index];
  const y = (v) => heightOf(row, v);
  paths.bars.setAttribute("d", values.map((v, t) => `M${t + 0.06} ${y(0)}V${y(v)}h.88V${y(0)}z`).join(""));
  paths.caps.setAttribute("d", values.map((v, t) => (v ? `M${t + 0.06} ${y(v)}h.88` : "")).join(""));
  showValue(view, box, value, values[view.step]);
}

function drawAnswer(view, { box, paths, value }, row) {
  const y = (v) => heightOf(row, v);
  const curve = (values) => values.map((v, t) => `${t ? "L" : "M"}${t + 0.5} ${y(v)}`).join("");
  const bar = (v, t) => (v === null ? "" : `M${t} ${y(0)}V${y(v)}h1V${y(0)}z`);
  paths.target.setAttribute("d", (row.target ?? []).map(bar).join(""));
  paths.ghost.setAttribute("d", curve(row.before ?? []));
  paths.line.setAttribute("d", row.covered ? "" : curve(row.values));
  paths.dots.setAttribute("d", row.covered ? "" : row.values.map((v, t) => `M${t + 0.5} ${y(v)}h.001`).join(""));
  value.textContent = row.covered ? "?" : formatNumber(row.values[view.step]);
  const answer = row.covered
    ? "covered until you have predicted it"
    : row.values.map((value) => formatNumber(value)).join(", ");
  box.setAttribute("aria-label", `${row.words}, steps 1 to ${view.steps}: ${answer}`);
}

// ---- mouse, pen and finger

// [unit, step, height] under the pointer; the height goes from 0 at the bottom to 1.
function placeOf(view, field, event) {
  const frame = field.box.getBoundingClientRect();
  const step = clamp(Math.floor(((event.clientX - frame.left) / frame.width) * view.steps), 0, view.steps - 1);
  const share = (event.clientY - frame.top) / frame.height;
  const units = field.canvas?.height ?? 1;
  return [clamp(Math.floor(share * units), 0, units - 1), step, 1 - share];
}

function press(view, field, event) {
  if (event.button) return;
  field.box.setPointerCapture(event.pointerId);
  field.box.focus({ preventScroll: true });
  view.stroke = { field };
  move(view, field, event);
}

function move(view, field, event) {
  if (!view.stroke && event.pointerType !== "mouse") return;
  const [unit, step, height] = placeOf(view, field, event);
  if (view.stroke?.field === field) paint(view, field, step, height);
  if (field.canvas) view.unit = unit;
  view.step = step;
  draw(view);
}

// A quick stroke skips steps, which are filled in on a straight line.
function paint(view, { row, index }, step, height) {
  const share = (height * (100 + 2 * MARGIN) - MARGIN) / 100;
  const value = clamp(roundTo(row.low + share * (row.high - row.low), STEP), row.low, row.high);
  const last = view.stroke.last ?? { step, value };
  const distance = Math.max(1, Math.abs(step - last.step));
  for (let k = 0; k <= distance; k += 1) {
    const filled = last.step + Math.sign(step - last.step) * k;
    setValue(view, index, filled, roundTo(last.value + ((value - last.value) * k) / distance, FINE));
  }
  view.stroke.last = { step, value };
}

function release(view, event) {
  if (event && view.stroke) event.preventDefault();
  view.stroke = null;
  sendProgram(view);
}

// ---- the keyboard: every row is one stop

function pressKey(view, { row: { low, high }, index }, event) {
  if (event.ctrlKey || event.metaKey) return;
  const { key, altKey } = event;
  const value = view.program[index][view.step];
  const moves = { ArrowLeft: -1, ArrowRight: 1, Home: -view.steps, End: view.steps };
  const nudges = { ArrowUp: value + (altKey ? FINE : STEP), ArrowDown: value - (altKey ? FINE : STEP) };
  const jumps = { PageUp: high, PageDown: low, ...nudges };
  if (key in moves && !altKey) view.step += moves[key];
  else if (key in jumps || /^\d$/.test(key)) {
    setValue(view, index, view.step, clamp(roundTo(jumps[key] ?? low + (key / 10) * (high - low), FINE), low, high));
  } else return;
  finishKey(view, event);
}

function pressMapKey(view, event) {
  const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  if (event.key === "Enter" || event.key === " ") pick(view, view.unit, view.step);
  else if (event.key in moves) {
    [view.unit, view.step] = [view.unit + moves[event.key][0], view.step + moves[event.key][1]];
  } else return;
  finishKey(view, event);
}

function finishKey(view, event) {
  event.preventDefault();
  event.stopPropagation(); // the page has shortcuts of its own on the arrows
  draw(view);
}

function setValue(view, index, step, value) {
  if (view.program[index][step] === value) return;
  view.program[index][step] = value;
  view.changed = true;
}

function sendProgram(view) {
  if (!view.changed) return;
  view.changed = false;
  view.turn += 1;
  view.send({
    rev: view.rev,
    turn: view.turn,
    program: Object.fromEntries(view.program.map((line, k) => [k, [...line]])),
  });
  draw(view);
}

function pick(view, unit, step) {
  [view.unit, view.step] = [unit, step];
  draw(view);
  view.sendPick(unit, step);
}
