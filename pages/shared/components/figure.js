// Mounts the SVG that Graphviz made and keeps it up to date: numbers, highlights, colours of the theme.
// The layout never changes, so nothing is drawn twice and nothing jumps. Used by every view of a cell.

const mounted = new WeakMap(); // frame -> the SVG text it shows

// Show a figure in `frame` (an element of the component).
//   svg      text of the drawing             values  {node: text to print}
//   active   nodes worked out now            reads   nodes they read        known  nodes worked out before
//   onPick   called with a node's name when it is clicked or entered (optional)
function showFigure(frame, { svg, values = {}, active = [], reads = [], known = [], label, onPick }) {
  if (mounted.get(frame) !== svg) {
    frame.innerHTML = svg;
    mounted.set(frame, svg);
    const drawing = frame.querySelector("svg");
    drawing.removeAttribute("width");
    drawing.removeAttribute("height");
    makePickable(drawing, frame, Boolean(onPick));
  }
  frame.onPick = onPick;
  const drawing = frame.querySelector("svg");
  drawing.dataset.theme = isDark(frame) ? "dark" : "light";
  if (label) drawing.setAttribute("aria-label", label);
  writeNumbers(drawing, values);
  lightUp(drawing, new Set(active), new Set(reads), new Set(known));
  bringIntoView(frame, drawing);
}

function writeNumbers(drawing, values) {
  for (const number of drawing.querySelectorAll(".number")) {
    const name = number.closest("g[id]").id.replace(/^(node|value)-(out_)?/, "");
    const text = values[name] ?? "";
    if (number.textContent !== text) number.textContent = text;
  }
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
  const joins = new Set(wires.filter(({ from, to }) => from.startsWith("join_") && reached(to)).map(({ from }) => from));
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

// Streamlit's theme arrives as CSS variables; which of the two it is follows from the background.
function isDark(element) {
  const probe = document.createElement("span");
  probe.style.color = "var(--st-background-color)";
  element.appendChild(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
