// The gate console: strips on which a learner paints what every box gives at every step and, on the same
// time axis, plots of what the memory and the output made of it. Painting happens here. When the pointer or
// the key is let go, the program goes to Python, which runs the cell and sends the plots back.

import { clamp, formatNumber, isDark, make, makeSvg, roundTo, setAttributes } from "../tools.js";

const views = new WeakMap(); // root element -> the state of its console between two calls
const STEP = 0.1; // of the pointer and the arrow keys; with Alt, keys go by FINE
const FINE = 0.01;
const MARGIN = 10; // above and below the scale of a field, per cent of its height

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".console");
  if (!views.has(root)) views.set(root, { root, step: 0, turn: 0, stroke: null });
  const view = views.get(root);
  const isReplaced = view.rev !== data.rev; // Python put another program on the board
  if (isReplaced || (data.turn === view.turn && !view.changed)) {
    Object.assign(view, { program: structuredClone(data.program), turn: data.turn, rev: data.rev });
    Object.assign(view, { changed: false, stroke: null });
  }
  view.data = data;
  view.send = (message) => setStateValue("program", message);
  const rows = JSON.stringify([data.strips, data.plots.map((plot) => [plot.letter, plot.words])]);
  if (view.rows !== rows) build(view);
  view.rows = rows;
  root.style.cssText = data.palette[isDark(root) ? "dark" : "light"];
  draw(view);
  drawLegend(view);
}

// ---- building, once per cell

function build(view) {
  const { strips, plots, steps } = view.data;
  const board = make("div", "board");
  view.fields = [];
  view.strips = strips.map((strip) => {
    const field = addRow(view, board, strip, "strip");
    Object.assign(field.box, { tabIndex: 0, onpointerdown: (event) => press(view, field, event) });
    Object.assign(field.box, { onpointerup: (event) => release(view, event), onpointercancel: () => release(view) });
    Object.assign(field.box, { onkeydown: (event) => pressKey(view, field, event), onkeyup: () => sendProgram(view) });
    field.box.onblur = () => sendProgram(view);
    const slider = { role: "slider", "aria-orientation": "vertical", "aria-describedby": "keys" };
    setAttributes(field.box, { ...slider, "aria-valuemin": strip.low, "aria-valuemax": strip.high });
    field.paths = addPaths(field, ["bars", "caps"]);
    return field;
  });
  view.plots = plots.map((plot) => {
    const field = addRow(view, board, plot, "plot");
    field.box.setAttribute("role", "img");
    field.paths = addPaths(field, ["wanted", "reached", "ghost", "line", "dots", "missed"]);
    field.ghost = field.value.appendChild(make("small"));
    return field;
  });
  const axis = make("div", "axis");
  view.ticks = Array.from({ length: steps }, (_, t) => make("span", t && (t + 1) % 4 ? "minor" : "", String(t + 1)));
  view.ticks.forEach((tick, t) => tick.onclick = () => lookAt(view, t));
  axis.append(...view.ticks);
  const ruler = make("div", "row ruler");
  ruler.append(make("div", "name", "step"), axis);
  board.append(ruler);
  view.legend = board.appendChild(make("div", "legend"));
  view.root.querySelector(".board").replaceWith(board);
  board.style.setProperty("--steps", steps);
}

// A strip or a plot: its name, its scale, the field with the steps, and the value at the marked step.
function addRow(view, board, row, kind) {
  const line = make("div", `row ${kind} role-${row.role}${row.idle ? " idle" : ""}`);
  const name = make("div", "name");
  const symbol = make(row.letter.length < 3 ? "i" : "b", "", row.letter);
  symbol.append(make("sub", "", "t"));
  name.append(symbol, make("span", "", row.words));
  if (row.idle) name.append(make("small", "", row.idle));
  const [scale, box, value] = [make("div", "scale"), make("div", "field"), make("div", "value")];
  const drawing = makeSvg("svg", {
    viewBox: `0 ${-MARGIN} ${view.data.steps} ${100 + 2 * MARGIN}`,
    "aria-hidden": "true",
  });
  drawing.setAttribute("preserveAspectRatio", "none");
  const cursor = makeSvg("rect", { class: "cursor", y: -MARGIN, width: 1, height: 100 + 2 * MARGIN });
  drawing.append(cursor, makeSvg("path", { class: "zero" }));
  box.append(drawing);
  line.append(name, scale, box, value);
  board.append(line);
  const field = { row, box, scale, drawing, cursor, value: value.appendChild(make("output")).parentElement };
  setAttributes(field.value.firstChild, { "aria-hidden": "true" });
  box.onpointermove = (event) => move(view, field, event);
  view.fields.push(field);
  return field;
}

function addPaths(field, names) {
  return Object.fromEntries(names.map((name) => [name, field.drawing.appendChild(makeSvg("path", { class: name }))]));
}

// ---- drawing, after every change

function draw(view) {
  view.strips.forEach((field) => drawStrip(view, field));
  view.plots.forEach((field, k) => drawPlot(view, field, view.data.plots[k]));
  for (const field of view.fields) field.cursor.setAttribute("x", view.step);
  view.ticks.forEach((tick, t) => tick.classList.toggle("now", t === view.step));
  view.root.classList.toggle("stale", view.changed || view.turn !== view.data.turn);
}

function drawLegend(view) {
  const entries = view.data.legend.map(([className, words]) => {
    const entry = make("span", "", words);
    entry.prepend(make("i", className));
    return entry;
  });
  view.legend.replaceChildren(...entries);
}

function drawStrip(view, field) {
  const { row, box, paths } = field;
  const values = view.program[row.name];
  const y = applyScale(field, row);
  paths.bars.setAttribute("d", values.map((v, t) => `M${t + 0.06} ${y(0)}V${y(v)}h.88V${y(0)}z`).join(""));
  paths.caps.setAttribute("d", values.map((v, t) => `M${t + 0.06} ${y(v)}h.88`).join(""));
  const value = values[view.step];
  field.value.firstChild.textContent = formatNumber(value);
  const label = `${row.words}, step ${view.step + 1}`;
  setAttributes(box, {
    "aria-label": label,
    "aria-valuenow": value,
    "aria-valuetext": `step ${view.step + 1}: ${formatNumber(value)}`,
  });
}

function drawPlot(view, field, plot) {
  const { paths } = field;
  const y = applyScale(field, plot);
  const curve = (values) => values.map((v, t) => `${t ? "L" : "M"}${t + 0.5} ${y(v)}`).join("");
  const dot = (v, t) => `M${t + 0.5} ${y(v)}h.001`;
  const band = (goal) => {
    const top = goal.targets.map((v, t) => `L${goal.first - 1 + t} ${y(v + goal.within)}h1`).join("");
    const bottom = goal.targets.map((v, t) => `L${goal.first + t} ${y(v - goal.within)}h-1`).reverse().join("");
    return `M${goal.first - 1} ${y(goal.targets[0] - goal.within)}${top}${bottom}z`;
  };
  const bands = (isReached) => plot.goals.filter((goal) => !goal.missed === isReached).map(band).join("");
  const missed = plot.goals.flatMap((goal) => (goal.missed ? dot(plot.values[goal.missed - 1], goal.missed - 1) : []));
  const shapes = { wanted: bands(false), reached: bands(true), line: curve(plot.values), missed: missed.join("") };
  Object.assign(shapes, { dots: plot.values.map(dot).join(""), ghost: curve(plot.ghost ?? []) });
  for (const [name, d] of Object.entries(shapes)) paths[name].setAttribute("d", d);
  field.value.firstChild.textContent = formatNumber(plot.values[view.step]);
  field.ghost.textContent = plot.ghost ? formatNumber(plot.ghost[view.step]) : "";
  field.box.setAttribute(
    "aria-label",
    `${plot.words}, steps 1 to ${view.data.steps}: ${plot.values.map((value) => formatNumber(value)).join(", ")}`,
  );
}

// Write the scale of a field, draw its zero line, and return where a value lies in it, per cent from the top.
function applyScale(field, { low, high }) {
  const y = (value) => Math.round((10000 * (high - value)) / (high - low)) / 100;
  const marks = low < 0 ? [high, 0, low] : [high, low];
  if (field.scale.dataset.marks !== `${marks}`) {
    field.scale.replaceChildren(...marks.map((mark) => make("span", "", String(mark).replace("-", "−"))));
    field.scale.dataset.marks = `${marks}`;
  }
  field.drawing.querySelector(".zero").setAttribute("d", `M0 ${y(0)}H1000`);
  return y;
}

function lookAt(view, step) {
  view.step = step;
  draw(view);
}

// ---- painting with mouse, pen or finger

function press(view, field, event) {
  if (event.button) return;
  field.box.setPointerCapture(event.pointerId);
  field.box.focus({ preventScroll: true });
  view.stroke = { field, last: null };
  move(view, field, event);
}

function move(view, field, event) {
  if (!view.stroke && event.pointerType !== "mouse") return;
  const frame = field.box.getBoundingClientRect();
  const step = clamp(
    Math.floor(((event.clientX - frame.left) / frame.width) * view.data.steps),
    0,
    view.data.steps - 1,
  );
  if (view.stroke?.field === field) {
    paint(view, field, step, 1 - (event.clientY - frame.top) / frame.height, event.shiftKey);
  }
  if (view.step === step && !view.stroke) return;
  view.step = step;
  draw(view);
}

// A quick stroke skips steps, which are filled in on a straight line. With Shift the stroke stays level.
function paint(view, field, step, share, level) {
  const { name, low, high } = field.row;
  const height = (share * (100 + 2 * MARGIN) - MARGIN) / 100;
  const last = view.stroke.last ?? { step };
  const value = level && "value" in last ? last.value : roundTo(clamp(low + height * (high - low), low, high), STEP);
  const distance = Math.max(1, Math.abs(step - last.step));
  for (let k = 0; k <= distance; k += 1) {
    const between = (last.value ?? value) + ((value - (last.value ?? value)) * k) / distance;
    setValue(view, name, last.step + Math.sign(step - last.step) * k, roundTo(between, STEP));
  }
  view.stroke.last = { step, value };
}

function release(view, event) {
  if (event && view.stroke) event.preventDefault();
  view.stroke = null;
  sendProgram(view);
}

// ---- the keyboard: every strip is one stop

function pressKey(view, { row: { name, low, high } }, event) {
  if (event.ctrlKey || event.metaKey) return;
  const { key, altKey, shiftKey } = event;
  const value = view.program[name][view.step];
  const moves = { ArrowLeft: -1, ArrowRight: 1, Home: -view.data.steps, End: view.data.steps };
  const nudges = { ArrowUp: value + (altKey ? FINE : STEP), ArrowDown: value - (altKey ? FINE : STEP) };
  const jumps = { PageUp: high, PageDown: low, "-": -value, ...nudges };
  if (key in moves && !altKey) {
    const goal = clamp(view.step + moves[key], 0, view.data.steps - 1);
    for (let t = Math.min(view.step, goal); shiftKey && t <= Math.max(view.step, goal); t += 1) {
      setValue(view, name, t, value);
    }
    view.step = goal;
  } else if (key in jumps || /^\d$/.test(key)) {
    setValue(view, name, view.step, clamp(roundTo(jumps[key] ?? key / 10, FINE), low, high));
  } else return;
  event.preventDefault();
  event.stopPropagation(); // the page has shortcuts of its own on the arrows
  draw(view);
}

// ---- the program

function setValue(view, name, step, value) {
  if (view.program[name][step] === value) return;
  view.program[name][step] = value;
  view.changed = true;
}

function sendProgram(view) {
  if (!view.changed) return;
  view.changed = false;
  view.turn += 1;
  view.send({ rev: view.rev, turn: view.turn, program: structuredClone(view.program) });
}
