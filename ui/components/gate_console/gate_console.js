// The gate console: strips on which a learner paints what every box gives at every step and, on the same
// time axis, plots of what the memory and the output made of it. Painting happens here. When the pointer or
// the key is let go, the program goes to Python, which runs the cell and sends the plots back.

import { attributes, clamp, isDark, make, rounded, shape, written } from "../tools.js";

const consoles = new WeakMap(); // root element -> what its console keeps between two calls
const STEP = 0.1; // of the pointer and the arrow keys; with Alt, keys go by FINE
const FINE = 0.01;
const ROOM = 10; // above and below the scale of a field, per cent of its height

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".console");
  if (!consoles.has(root)) consoles.set(root, { root, at: 0, turn: 0, stroke: null });
  const me = consoles.get(root);
  const pushed = me.rev !== data.rev; // Python put another program on the board
  if (pushed || (data.turn === me.turn && !me.changed)) {
    Object.assign(me, { program: structuredClone(data.program), turn: data.turn, rev: data.rev });
    Object.assign(me, { changed: false, stroke: null });
  }
  me.data = data;
  me.send = (sent) => setStateValue("program", sent);
  const rows = JSON.stringify([data.strips, data.plots.map((plot) => [plot.letter, plot.words])]);
  if (me.rows !== rows) build(me);
  me.rows = rows;
  root.style.cssText = data.palette[isDark(root) ? "dark" : "light"];
  draw(me);
  drawLegend(me);
}

// ---- building, once per cell

function build(me) {
  const { strips, plots, steps } = me.data;
  const board = make("div", "board");
  me.fields = [];
  me.strips = strips.map((strip) => {
    const field = row(me, board, strip, "strip");
    Object.assign(field.box, { tabIndex: 0, onpointerdown: (event) => press(me, field, event) });
    Object.assign(field.box, { onpointerup: (event) => release(me, event), onpointercancel: () => release(me) });
    Object.assign(field.box, { onkeydown: (event) => type(me, field, event), onkeyup: () => emit(me) });
    field.box.onblur = () => emit(me);
    const slider = { role: "slider", "aria-orientation": "vertical", "aria-describedby": "keys" };
    attributes(field.box, { ...slider, "aria-valuemin": strip.low, "aria-valuemax": strip.high });
    field.paths = paths(field, ["bars", "caps"]);
    return field;
  });
  me.plots = plots.map((plot) => {
    const field = row(me, board, plot, "plot");
    field.box.setAttribute("role", "img");
    field.paths = paths(field, ["wanted", "reached", "ghost", "line", "dots", "missed"]);
    field.ghost = field.value.appendChild(make("small"));
    return field;
  });
  const axis = make("div", "axis");
  me.ticks = Array.from({ length: steps }, (_, t) => make("span", t && (t + 1) % 4 ? "minor" : "", String(t + 1)));
  axis.append(...me.ticks);
  const ruler = make("div", "row ruler");
  ruler.append(make("div", "name", "step"), axis);
  board.append(ruler);
  me.legend = board.appendChild(make("div", "legend"));
  me.root.querySelector(".board").replaceWith(board);
  board.style.setProperty("--steps", steps);
}

// A strip or a plot: its name, its scale, the field with the steps, and the value at the marked step.
function row(me, board, told, kind) {
  const line = make("div", `row ${kind} role-${told.role}${told.idle ? " idle" : ""}`);
  const name = make("div", "name");
  const symbol = make(told.letter.length < 3 ? "i" : "b", "", told.letter);
  symbol.append(make("sub", "", "t"));
  name.append(symbol, make("span", "", told.words));
  if (told.idle) name.append(make("small", "", told.idle));
  const [scale, box, value] = [make("div", "scale"), make("div", "field"), make("div", "value")];
  const drawing = shape("svg", { viewBox: `0 ${-ROOM} ${me.data.steps} ${100 + 2 * ROOM}`, "aria-hidden": "true" });
  drawing.setAttribute("preserveAspectRatio", "none");
  const cursor = shape("rect", { class: "cursor", y: -ROOM, width: 1, height: 100 + 2 * ROOM });
  drawing.append(cursor, shape("path", { class: "zero" }));
  box.append(drawing);
  line.append(name, scale, box, value);
  board.append(line);
  const field = { told, box, scale, drawing, cursor, value: value.appendChild(make("output")).parentElement };
  attributes(field.value.firstChild, { "aria-hidden": "true" });
  box.onpointermove = (event) => move(me, field, event);
  me.fields.push(field);
  return field;
}

function paths(field, names) {
  return Object.fromEntries(names.map((name) => [name, field.drawing.appendChild(shape("path", { class: name }))]));
}

// ---- drawing, after every change

function draw(me) {
  me.strips.forEach((field) => drawStrip(me, field));
  me.plots.forEach((field, k) => drawPlot(me, field, me.data.plots[k]));
  for (const field of me.fields) field.cursor.setAttribute("x", me.at);
  me.ticks.forEach((tick, t) => tick.classList.toggle("now", t === me.at));
  me.root.classList.toggle("stale", me.changed || me.turn !== me.data.turn);
}

function drawLegend(me) {
  const entries = me.data.legend.map(([look, words]) => {
    const entry = make("span", "", words);
    entry.prepend(make("i", look));
    return entry;
  });
  me.legend.replaceChildren(...entries);
}

function drawStrip(me, field) {
  const { told, box, paths } = field;
  const values = me.program[told.name];
  const y = scaled(field, told);
  paths.bars.setAttribute("d", values.map((v, t) => `M${t + 0.06} ${y(0)}V${y(v)}h.88V${y(0)}z`).join(""));
  paths.caps.setAttribute("d", values.map((v, t) => `M${t + 0.06} ${y(v)}h.88`).join(""));
  const now = values[me.at];
  field.value.firstChild.textContent = written(now);
  const label = `${told.words}, step ${me.at + 1}`;
  attributes(box, {
    "aria-label": label,
    "aria-valuenow": now,
    "aria-valuetext": `step ${me.at + 1}: ${written(now)}`,
  });
}

function drawPlot(me, field, plot) {
  const { paths } = field;
  const y = scaled(field, plot);
  const trail = (values) => values.map((v, t) => `${t ? "L" : "M"}${t + 0.5} ${y(v)}`).join("");
  const dot = (v, t) => `M${t + 0.5} ${y(v)}h.001`;
  const band = (goal) => {
    const top = goal.targets.map((v, t) => `L${goal.first - 1 + t} ${y(v + goal.within)}h1`).join("");
    const down = goal.targets.map((v, t) => `L${goal.first + t} ${y(v - goal.within)}h-1`).reverse().join("");
    return `M${goal.first - 1} ${y(goal.targets[0] - goal.within)}${top}${down}z`;
  };
  const bands = (met) => plot.goals.filter((goal) => !goal.missed === met).map(band).join("");
  const missed = plot.goals.flatMap((goal) => (goal.missed ? dot(plot.values[goal.missed - 1], goal.missed - 1) : []));
  const drawn = { wanted: bands(false), reached: bands(true), line: trail(plot.values), missed: missed.join("") };
  Object.assign(drawn, { dots: plot.values.map(dot).join(""), ghost: trail(plot.ghost ?? []) });
  for (const [name, d] of Object.entries(drawn)) paths[name].setAttribute("d", d);
  field.value.firstChild.textContent = written(plot.values[me.at]);
  field.ghost.textContent = plot.ghost ? written(plot.ghost[me.at]) : "";
  field.box.setAttribute(
    "aria-label",
    `${plot.words}, steps 1 to ${me.data.steps}: ${plot.values.map(written).join(", ")}`,
  );
}

// Where a value lies in a field; writes its scale and draws its zero line on the way.
function scaled(field, { low, high }) {
  const y = (value) => Math.round((10000 * (high - value)) / (high - low)) / 100;
  const marks = low < 0 ? [high, 0, low] : [high, low];
  if (field.scale.dataset.marks !== `${marks}`) {
    field.scale.replaceChildren(...marks.map((mark) => make("span", "", String(mark).replace("-", "−"))));
    field.scale.dataset.marks = `${marks}`;
  }
  field.drawing.querySelector(".zero").setAttribute("d", `M0 ${y(0)}H1000`);
  return y;
}

// ---- painting with mouse, pen or finger

function press(me, field, event) {
  if (event.button) return;
  field.box.setPointerCapture(event.pointerId);
  field.box.focus({ preventScroll: true });
  me.stroke = { field, last: null };
  move(me, field, event);
}

function move(me, field, event) {
  if (!me.stroke && event.pointerType !== "mouse") return;
  const frame = field.box.getBoundingClientRect();
  const step = clamp(Math.floor(((event.clientX - frame.left) / frame.width) * me.data.steps), 0, me.data.steps - 1);
  if (me.stroke?.field === field) {
    paint(me, field, step, 1 - (event.clientY - frame.top) / frame.height, event.shiftKey);
  }
  if (me.at === step && !me.stroke) return;
  me.at = step;
  draw(me);
}

// A quick stroke skips steps: they are filled in on a straight line. With Shift the stroke stays level.
function paint(me, field, step, share, level) {
  const { name, low, high } = field.told;
  const height = (share * (100 + 2 * ROOM) - ROOM) / 100;
  const last = me.stroke.last ?? { step };
  const value = level && "value" in last ? last.value : rounded(clamp(low + height * (high - low), low, high), STEP);
  const way = Math.max(1, Math.abs(step - last.step));
  for (let k = 0; k <= way; k += 1) {
    const between = (last.value ?? value) + ((value - (last.value ?? value)) * k) / way;
    set(me, name, last.step + Math.sign(step - last.step) * k, rounded(between, STEP));
  }
  me.stroke.last = { step, value };
}

function release(me, event) {
  if (event && me.stroke) event.preventDefault();
  me.stroke = null;
  emit(me);
}

// ---- the keyboard: every strip is one stop

function type(me, { told: { name, low, high } }, event) {
  if (event.ctrlKey || event.metaKey) return;
  const { key, altKey, shiftKey } = event;
  const now = me.program[name][me.at];
  const moves = { ArrowLeft: -1, ArrowRight: 1, Home: -me.data.steps, End: me.data.steps };
  const turns = { ArrowUp: now + (altKey ? FINE : STEP), ArrowDown: now - (altKey ? FINE : STEP) };
  const jumps = { PageUp: high, PageDown: low, "-": -now, ...turns };
  if (key in moves && !altKey) {
    const goal = clamp(me.at + moves[key], 0, me.data.steps - 1);
    for (let t = Math.min(me.at, goal); shiftKey && t <= Math.max(me.at, goal); t += 1) set(me, name, t, now);
    me.at = goal;
  } else if (key in jumps || /^\d$/.test(key)) {
    set(me, name, me.at, clamp(rounded(jumps[key] ?? key / 10, FINE), low, high));
  } else return;
  event.preventDefault();
  event.stopPropagation(); // the page has shortcuts of its own on the arrows
  draw(me);
}

// ---- the program

function set(me, name, step, value) {
  if (me.program[name][step] === value) return;
  me.program[name][step] = value;
  me.changed = true;
}

function emit(me) {
  if (!me.changed) return;
  me.changed = false;
  me.turn += 1;
  me.send({ rev: me.rev, turn: me.turn, program: structuredClone(me.program) });
}
