// The probe board: input lines to paint, the answer of a trained net below them, and its memory and gates as
// heat maps (units x steps) on the same time axis. Painting and the cursor live here. When the pointer or the
// key is let go, the inputs go to Python, which runs the net and sends everything below them back.

import { clamp, isDark, make, rounded, written } from "../tools.js";
import { axis, height, paths, ROOM, row, slider, tell } from "./board_rows.js";
import { drawMaps, mapRow, readMap } from "./heat_map.js";

const boards = new WeakMap(); // root element -> what its board keeps between two calls
const STEP = 0.05; // of the pointer and the arrow keys; with Alt, keys go by FINE
const FINE = 0.01;

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".probe-board");
  if (!boards.has(root)) boards.set(root, { root, at: data.pick[1], unit: data.pick[0], turn: 0, stroke: null });
  const me = boards.get(root);
  if (me.rev !== data.rev || (data.turn === me.turn && !me.changed)) {
    const program = data.inputs.map((input) => [...input.values]);
    Object.assign(me, { program, turn: data.turn, rev: data.rev, changed: false, stroke: null });
  }
  me.data = data;
  me.steps = me.program[0].length;
  if (me.pick !== `${data.pick}`) [me.unit, me.at] = data.pick;
  me.pick = `${data.pick}`;
  me.send = (sent) => setStateValue("program", sent);
  me.choose = (unit, step) => setTriggerValue("pick", { unit, step });
  const all = [...data.inputs, ...data.answers, ...data.maps];
  const rows = JSON.stringify([me.steps, all.map((row) => [row.name, row.words, row.role, row.values.length])]);
  if (me.rows !== rows) build(me);
  me.rows = rows;
  const theme = isDark(root) ? "dark" : "light";
  root.style.cssText = data.palette[theme];
  me.paper = theme === "dark" ? [30, 35, 45] : [246, 247, 249];
  me.legend.replaceChildren(...data.legend.map(([look, words]) => entry(look, words)));
  drawMaps(me);
  draw(me);
}

// ---- building, once per net and length

function build(me) {
  const { inputs, answers, maps } = me.data;
  const board = make("div", "board");
  board.style.setProperty("--steps", me.steps);
  me.inputs = inputs.map((told, k) => {
    const parts = row(me, board, told, "strip");
    const field = { ...parts, line: k, paths: paths(parts, ["bars", "caps"]) };
    slider(field.box, told.words, told.low, told.high);
    Object.assign(field.box, { onpointerdown: (event) => press(me, field, event), onblur: () => emit(me) });
    Object.assign(field.box, { onpointerup: (event) => release(me, event), onpointercancel: () => release(me) });
    Object.assign(field.box, { onkeydown: (event) => type(me, field, event), onkeyup: () => emit(me) });
    return field;
  });
  me.answers = answers.map((told) => {
    const field = row(me, board, told, "answer");
    field.box.setAttribute("role", "img");
    field.paths = paths(field, ["target", "ghost", "line", "dots"]);
    return field;
  });
  board.append(axis(me));
  me.legend = board.appendChild(make("div", "legend"));
  me.maps = maps.map((told) => {
    const field = mapRow(me, board, told);
    field.box.onclick = (event) => choose(me, ...place(me, field, event));
    field.box.onkeydown = (event) => walk(me, event);
    return field;
  });
  if (maps.length) board.append(axis(me));
  for (const field of [...me.inputs, ...me.answers, ...me.maps]) {
    field.box.onpointermove = (event) => move(me, field, event);
  }
  me.ticks = [...board.querySelectorAll(".axis span")];
  me.root.querySelector(".board").replaceWith(board);
}

function entry(look, words) {
  const line = make("span", "", words);
  line.prepend(make("i", look));
  return line;
}

// ---- drawing, after every change

function draw(me) {
  me.at = clamp(me.at, 0, me.steps - 1);
  me.root.style.setProperty("--at", me.at);
  me.inputs.forEach((field) => drawInput(me, field));
  me.answers.forEach((field, k) => drawAnswer(me, field, me.data.answers[k]));
  me.maps.forEach((field, k) => readMap(me, field, me.data.maps[k]));
  me.ticks.forEach((tick) => tick.classList.toggle("now", Number(tick.textContent) === me.at + 1));
  me.root.classList.toggle("stale", me.changed || me.turn !== me.data.turn);
}

function drawInput(me, { told, box, paths, value, line }) {
  const values = me.program[line];
  const y = (v) => height(told, v);
  paths.bars.setAttribute("d", values.map((v, t) => `M${t + 0.06} ${y(0)}V${y(v)}h.88V${y(0)}z`).join(""));
  paths.caps.setAttribute("d", values.map((v, t) => (v ? `M${t + 0.06} ${y(v)}h.88` : "")).join(""));
  tell(me, box, value, values[me.at]);
}

function drawAnswer(me, { box, paths, value }, told) {
  const y = (v) => height(told, v);
  const trail = (values) => values.map((v, t) => `${t ? "L" : "M"}${t + 0.5} ${y(v)}`).join("");
  const wide = (v, t) => (v === null ? "" : `M${t} ${y(0)}V${y(v)}h1V${y(0)}z`);
  paths.target.setAttribute("d", (told.target ?? []).map(wide).join(""));
  paths.ghost.setAttribute("d", trail(told.before ?? []));
  paths.line.setAttribute("d", told.covered ? "" : trail(told.values));
  paths.dots.setAttribute("d", told.covered ? "" : told.values.map((v, t) => `M${t + 0.5} ${y(v)}h.001`).join(""));
  value.textContent = told.covered ? "?" : written(told.values[me.at]);
  const said = told.covered ? "covered until you have predicted it" : told.values.map(written).join(", ");
  box.setAttribute("aria-label", `${told.words}, steps 1 to ${me.steps}: ${said}`);
}

// ---- hands on it: mouse, pen, finger

function place(me, field, event) {
  const frame = field.box.getBoundingClientRect();
  const step = clamp(Math.floor(((event.clientX - frame.left) / frame.width) * me.steps), 0, me.steps - 1);
  const share = (event.clientY - frame.top) / frame.height;
  const units = field.canvas?.height ?? 1;
  return [clamp(Math.floor(share * units), 0, units - 1), step, 1 - share];
}

function press(me, field, event) {
  if (event.button) return;
  field.box.setPointerCapture(event.pointerId);
  field.box.focus({ preventScroll: true });
  me.stroke = { field };
  move(me, field, event);
}

function move(me, field, event) {
  if (!me.stroke && event.pointerType !== "mouse") return;
  const [unit, step, share] = place(me, field, event);
  if (me.stroke?.field === field) paint(me, field, step, share);
  if (field.canvas) me.unit = unit;
  me.at = step;
  draw(me);
}

// A quick stroke skips steps: they are filled in on a straight line.
function paint(me, { told, line }, step, share) {
  const part = (share * (100 + 2 * ROOM) - ROOM) / 100;
  const value = clamp(rounded(told.low + part * (told.high - told.low), STEP), told.low, told.high);
  const last = me.stroke.last ?? { step, value };
  const way = Math.max(1, Math.abs(step - last.step));
  for (let k = 0; k <= way; k += 1) {
    const at = last.step + Math.sign(step - last.step) * k;
    set(me, line, at, rounded(last.value + ((value - last.value) * k) / way, FINE));
  }
  me.stroke.last = { step, value };
}

function release(me, event) {
  if (event && me.stroke) event.preventDefault();
  me.stroke = null;
  emit(me);
}

// ---- the keyboard: every row is one stop

function type(me, { told: { low, high }, line }, event) {
  if (event.ctrlKey || event.metaKey) return;
  const { key, altKey } = event;
  const now = me.program[line][me.at];
  const moves = { ArrowLeft: -1, ArrowRight: 1, Home: -me.steps, End: me.steps };
  const turns = { ArrowUp: now + (altKey ? FINE : STEP), ArrowDown: now - (altKey ? FINE : STEP) };
  const jumps = { PageUp: high, PageDown: low, ...turns };
  if (key in moves && !altKey) me.at += moves[key];
  else if (key in jumps || /^\d$/.test(key)) {
    set(me, line, me.at, clamp(rounded(jumps[key] ?? low + (key / 10) * (high - low), FINE), low, high));
  } else return;
  handled(me, event);
}

function walk(me, event) {
  const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  if (event.key === "Enter" || event.key === " ") choose(me, me.unit, me.at);
  else if (event.key in moves) [me.unit, me.at] = [me.unit + moves[event.key][0], me.at + moves[event.key][1]];
  else return;
  handled(me, event);
}

function handled(me, event) {
  event.preventDefault();
  event.stopPropagation(); // the page has shortcuts of its own on the arrows
  draw(me);
}

function set(me, line, step, value) {
  if (me.program[line][step] === value) return;
  me.program[line][step] = value;
  me.changed = true;
}

function emit(me) {
  if (!me.changed) return;
  me.changed = false;
  me.turn += 1;
  me.send({ rev: me.rev, turn: me.turn, program: Object.fromEntries(me.program.map((line, k) => [k, [...line]])) });
  draw(me);
}

function choose(me, unit, step) {
  [me.unit, me.at] = [unit, step];
  draw(me);
  me.choose(unit, step);
}
