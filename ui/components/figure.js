// Mounts the SVG that Graphviz made and keeps it up to date: numbers, highlights, colours of the theme.
// The layout never changes, so nothing is drawn twice and nothing jumps. Used by every view of a cell, after tools.js.

import { isDark } from "./tools.js";

const mounted = new WeakMap(); // frame -> what it shows: the text of the drawing, its numbers, what is lit

// Show a figure in `frame` (an element of the component).
//   svg      text of the drawing             values  {node: text to print}
//   active   nodes worked out now            reads   nodes they read        known  nodes worked out before
//   onPick   called with a node's name when it is clicked or entered (optional)
export function showFigure(
  frame,
  { svg, values = {}, active = [], reads = [], known = [], label = "", onPick = null },
) {
  if (mounted.get(frame)?.svg !== svg) {
    frame.innerHTML = svg;
    const drawing = frame.querySelector("svg");
    drawing.removeAttribute("width");
    drawing.removeAttribute("height");
    makePickable(drawing, frame, Boolean(onPick));
    mounted.set(frame, { svg, drawing, numbers: numbersOf(drawing), lit: null });
  }
  const shown = mounted.get(frame);
  frame.onPick = onPick;
  if (label) shown.drawing.setAttribute("aria-label", label);
  for (const [name, number] of shown.numbers) {
    const text = values[name] ?? "";
    if (number.textContent !== text) number.textContent = text;
  }
  const lit = JSON.stringify([active, reads, known]);
  if (shown.lit !== lit) {
    lightUp(shown.drawing, new Set(active), new Set(reads), new Set(known));
    bringIntoView(frame, shown.drawing);
  }
  shown.lit = lit;
  const theme = isDark(frame) ? "dark" : "light";
  if (shown.drawing.dataset.theme !== theme) shown.drawing.dataset.theme = theme;
}

// Every place for a number, by the name of its node; a node may have several.
function numbersOf(drawing) {
  const name = (number) => number.closest("g[id]").id.replace(/^(node|value)-(out_)?/, "");
  return [...drawing.querySelectorAll(".number")].map((number) => [name(number), number]);
}

// A stage lights up its own nodes, the nodes they read, and the wires between them; the rest steps back.
function lightUp(drawing, active, reads, known) {
  const told = active.size > 0;
  const lit = (name) => active.has(name) || reads.has(name);
  for (const node of drawing.querySelectorAll("g.node[class*=role-]")) {
    const name = node.id.replace(/^(node|value|name)-/, "").replace(/^(out_|up_)/, "");
    node.classList.toggle("active", active.has(name));
    node.classList.toggle("dim", told && !lit(name) && !known.has(name) && !name.startsWith("join"));
  }
  for (const fork of drawing.querySelectorAll("g.fork")) {
    const from = [...fork.classList].find((end) => end.startsWith("from-")).slice(5);
    fork.classList.toggle("dim", told && !lit(from) && !from.startsWith("join"));
  }
  const wires = [...drawing.querySelectorAll("g.wire")].map((wire) => ({ wire, ...endsOf(wire) }));
  const reached = (to) => to.some((end) => active.has(end));
  const joins = new Set(
    wires.filter(({ from, to }) => from.startsWith("join_") && reached(to)).map(({ from }) => from),
  );
  for (const { wire, from, to } of wires) {
    const leaves = active.has(from) && to.some((end) => /^(out|up|join)_/.test(end));
    const joined = lit(from) && to.some((end) => joins.has(end));
    const on = leaves || joined || ((lit(from) || joins.has(from)) && reached(to));
    wire.classList.toggle("active", on);
    wire.classList.toggle("dim", told && !on);
  }
}

// A wire says in its classes whose value it carries and to which nodes: from-f to-kept.
function endsOf(wire) {
  const words = [...wire.classList];
  return {
    from: words.find((word) => word.startsWith("from-")).slice(5),
    to: words.filter((word) => word.startsWith("to-")).map((word) => word.slice(3)),
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

// On a narrow screen the figure is wider than its frame: scroll so that the lit part is visible.
function bringIntoView(frame, drawing) {
  if (frame.scrollWidth <= frame.clientWidth + 1) {
    frame.removeAttribute("tabindex");
    return;
  }
  frame.setAttribute("tabindex", "0");
  const lit = drawing.querySelector("g.node.active");
  const centre = lit ? lit.getBoundingClientRect().left - drawing.getBoundingClientRect().left : 0;
  const key = lit?.id ?? "";
  if (frame.dataset.lit !== key) frame.scrollLeft = Math.max(0, centre - frame.clientWidth / 2);
  frame.dataset.lit = key;
}
