// Mounts the SVG that Graphviz made and keeps it up to date: numbers, highlights, colours of the theme.
// The layout never changes, so nothing is drawn twice and nothing jumps. Every view of a cell uses it.
// Names stand beside the wires; where a narrow window would make its numbers too small to be read, in the boxes.

import { isDark } from "./tools.js";

const SMALLEST = 9; // pixels of a letter that can be read
const SMALL = 11; // units of the drawing: how large its smallest texts are
const NARROW_WINDOW = "(width < 56.25em)";
const figures = new WeakMap(); // frame -> the figure in it: its text, its numbers, what is lit

// Show a figure in `frame` (an element of the component).
//   svg      text of the drawing             values  {node: text to print}      letters  {node: [letter, index]}
//   named    whether gates and candidates bear their names
//   active   nodes worked out now            reads   nodes they read        known  nodes worked out before
//   onPick   called with a node's name when it is clicked or entered (optional)
export function showFigure(
  frame,
  { svg, values = {}, letters = {}, named = true, active = [], reads = [], known = [], label = "", onPick = null },
) {
  if (figures.get(frame)?.svg !== svg) {
    frame.innerHTML = svg;
    const drawing = frame.querySelector("svg");
    drawing.removeAttribute("width");
    drawing.removeAttribute("height");
    makePickable(drawing, frame, Boolean(onPick));
    if (!figures.has(frame)) new ResizeObserver(() => fit(frame)).observe(frame);
    figures.set(frame, { svg, drawing, numbers: numbersOf(drawing), lit: null });
  }
  const figure = Object.assign(figures.get(frame), { values, letters, named });
  frame.onPick = onPick;
  frame.classList.toggle("nameless", !named);
  spell(figure);
  if (label) figure.drawing.setAttribute("aria-label", label);
  fit(frame);
  const lit = JSON.stringify([active, reads, known]);
  if (figure.lit !== lit) {
    lightUp(figure.drawing, new Set(active), new Set(reads), new Set(known));
  }
  figure.lit = lit;
  const theme = isDark(frame) ? "dark" : "light";
  if (figure.drawing.dataset.theme !== theme) figure.drawing.dataset.theme = theme;
}

// Numbers, or names where numbers would be too small. What is asked for ("?") is large enough either way.
function fit(frame) {
  const { drawing, numbers, values, letters, named } = figures.get(frame);
  const scale = drawing.getScreenCTM()?.a;
  if (!scale) return; // not on the page, or folded away
  const byName = matchMedia(NARROW_WINDOW).matches && SMALL * scale < SMALLEST;
  frame.classList.toggle("by-name", byName);
  frame.classList.toggle("presented", Boolean(getComputedStyle(frame).getPropertyValue("--presented")));
  drawing.style.setProperty("--smallest", `${SMALLEST / scale}px`);
  for (const [name, number] of numbers) {
    const value = values[name] ?? "";
    const inBox = number.closest("g[id]").id.startsWith("node-");
    const letter = inBox && named && letters[name]?.[0] || "";
    const text = byName && value && value !== "?" ? letter : value;
    if (number.textContent !== text) number.textContent = text;
  }
}

// The letters of the book at hand, wherever a node is named: C of C_t, and its index. Joins list what all books call alike.
function spell({ drawing, letters }) {
  for (const label of drawing.querySelectorAll("g.label:not([id^=name-join])")) {
    const pieces = label.querySelectorAll("tspan");
    letters[nodeOf(label)]?.forEach((text, k) => {
      if (pieces[k] && pieces[k].textContent !== text) pieces[k].textContent = text;
    });
  }
}

const nodeOf = (group) => group.id.replace(/^(node|value|name)-/, "").replace(/^(out|up)_/, "");

// Every place for a number, by the name of its node; a node may have several.
function numbersOf(drawing) {
  return [...drawing.querySelectorAll(".number")].map((number) => [nodeOf(number.closest("g[id]")), number]);
}

// A stage lights up its own nodes, the nodes they read, and the wires between them; the rest steps back.
function lightUp(drawing, active, reads, known) {
  const hasStage = active.size > 0;
  const lit = (name) => active.has(name) || reads.has(name);
  for (const node of drawing.querySelectorAll("g.node[class*=role-]")) {
    const name = nodeOf(node);
    node.classList.toggle("active", active.has(name));
    node.classList.toggle("dim", hasStage && !lit(name) && !known.has(name) && !name.startsWith("join"));
  }
  for (const fork of drawing.querySelectorAll("g.fork")) {
    const from = [...fork.classList].find((end) => end.startsWith("from-")).slice(5);
    fork.classList.toggle("dim", hasStage && !lit(from) && !from.startsWith("join"));
  }
  const wires = [...drawing.querySelectorAll("g.wire")].map((wire) => ({ wire, ...endsOf(wire) }));
  const reached = (to) => to.some((end) => active.has(end));
  const joins = new Set(
    wires.filter(({ from, to }) => from.startsWith("join_") && reached(to)).map(({ from }) => from),
  );
  for (const { wire, from, to } of wires) {
    const isLeaving = active.has(from) && to.some((end) => /^(out|up|join)_/.test(end));
    const isJoined = lit(from) && to.some((end) => joins.has(end));
    const isActive = isLeaving || isJoined || ((lit(from) || joins.has(from)) && reached(to));
    wire.classList.toggle("active", isActive);
    wire.classList.toggle("dim", hasStage && !isActive);
  }
}

// The classes of a wire say whose value it carries and to which nodes: from-f to-kept.
function endsOf(wire) {
  const classes = [...wire.classList];
  return {
    from: classes.find((name) => name.startsWith("from-")).slice(5),
    to: classes.filter((name) => name.startsWith("to-")).map((name) => name.slice(3)),
  };
}

function makePickable(drawing, frame, pickable) {
  if (!pickable) return;
  drawing.setAttribute("role", "group");
  for (const node of drawing.querySelectorAll("g.node:not(.label):not(.fork):not(.corner):not(.join):not(.frame)")) {
    const name = node.id.replace(/^node-/, "");
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", node.querySelector("title")?.textContent ?? name);
    node.onclick = () => frame.onPick?.(name);
    node.onkeydown = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      frame.onPick?.(name);
    };
  }
}
