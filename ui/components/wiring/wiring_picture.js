// The picture of a drawing: parts, ports, wires and marks as SVG, and the lists below the canvas.

import { attributes, shape } from "../tools.js";
import { find, fixed, named, sound, spoken } from "./wiring_drawing.js";
import { drawn, routes, SIZES, WAYS } from "./wiring_routes.js";

const ICONS = { right: "✓", wrong: "✕", missing: "+", hint: "?" };
const safe = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const LOWER = '<tspan class="low" dy="4">$1$2</tspan><tspan dy="-4">\u200b</tspan>';
const typeset = (text) => safe(text).replace(/-/g, "−").replace(/_(?:\{([^}]*)\}|(\w))/g, LOWER);

export function underlay(me) {
  const { parts, wires } = sound(me, { parts: me.data.ghosts[0], wires: me.data.ghosts[1] });
  const lines = Object.values(routes(parts, wires, me.kinds).lines).map(stroke);
  const bodies = parts.map((part) => `<g transform="${moved(part.x, part.y)}">${body(me, part)}</g>`);
  fill(me.$(".ghosts"), [...lines, ...bodies].join(""));
}

export function draw(me) {
  const { parts, wires } = me.drawing;
  const { lines, forks, sides } = routes(parts, wires, me.kinds);
  match(me.$(".wires"), wires, (one, { id }) => {
    const [[a, b], [x, y]] = lines[id].slice(lines[id].length / 2 - 1);
    const mark = `<g transform="${moved((a + x) / 2, (b + y) / 2)}">${badge(me.marks[id])}</g>`;
    fill(one, `<path class="hit" d="${drawn(lines[id])}"/>${stroke(lines[id])}${mark}`);
  });
  match(me.$(".parts"), parts, (one, part) => {
    const plugs = sides[part.id].map((side, port) => plug(me, part, side, port));
    const told = { tabindex: 0, role: "button", "aria-label": spoken(me, part.id) };
    attributes(one, { ...told, transform: moved(part.x, part.y) });
    fill(one, [ring(me, part), body(me, part), ...plugs].join(""));
  });
  fill(me.$(".forks"), forks.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3.5"/>`).join(""));
  list(me);
  look(me);
}

// A group for every item. It stays the same element as long as the item is there, and so keeps the focus.
function match(layer, items, build) {
  const old = Object.fromEntries([...layer.children].map((one) => [one.dataset.id, one]));
  for (const item of items) {
    build(old[item.id] ?? layer.appendChild(shape("g", { "data-id": item.id })), item);
    delete old[item.id];
  }
  for (const one of Object.values(old)) one.remove();
}

// What has not changed is not touched: it may have the focus, or a finger on it.
export function fill(element, html) {
  if (element.html !== html) element.innerHTML = element.html = html;
}

const moved = (x, y) => `translate(${x} ${y})`;

function stroke(line) {
  const [[a, b], [x, y]] = line.slice(-2);
  const turn = (Math.atan2(y - b, x - a) * 180) / Math.PI;
  const tip = `<path class="tip" transform="${moved(x, y)} rotate(${turn})" d="M0 0l-9-4.5v9z"/>`;
  return `<path class="line" d="${drawn(line)}"/>${tip}`;
}

function box(look, name, more = 0) {
  const [wide, high] = SIZES[look].map((half) => half + more);
  const round = look === "box" ? 4 + more / 2 : high;
  return `<rect class="${name}" x="${-wide}" y="${-high}" width="${2 * wide}" height="${2 * high}" rx="${round}"/>`;
}

function body(me, { kind, label }) {
  const { shape: look, glyph } = me.kinds[kind];
  const [wide, high] = SIZES[look];
  const [x, y] = look === "box" ? [8, -high - 11] : look === "round" ? [wide, -wide] : [-wide, -high - 6];
  const name = `<text class="name" x="${x}" y="${y}">${typeset(label ?? "")}</text>`;
  return `${box(look, `area ${look}`)}<text class="glyph">${typeset(glyph)}</text>${name}`;
}

// A port: a dot, or a slot where many wires may end; the area that a finger hits is larger.
function plug(me, { id, kind }, side, port) {
  const { shape: look, many } = me.kinds[kind];
  const used = port && me.drawing.wires.some((wire) => wire.to === id && (many || wire.port === port - 1));
  const at = moved(...WAYS[side].map((step, k) => step * SIZES[look][k]));
  const dot = port && many ? '<rect x="-2" y="-8" width="4" height="16" rx="2"/>' : '<circle r="4"/>';
  const kinds = `port ${port ? "in" : "out"} ${used ? "used" : ""}`;
  const hit = '<circle class="hit" cx="4" r="14"/>';
  return `<g class="${kinds}" data-port="${port - 1}" transform="${at} rotate(${side * 90})">${hit}${dot}</g>`;
}

function ring(me, { id, kind }) {
  const [look, mark] = [me.kinds[kind].shape, me.marks[id]];
  const [wide, high] = SIZES[look];
  return mark ? `${box(look, "ring", 6)}<g transform="${moved(4 - wide, -high - 10)}">${badge(mark)}</g>` : "";
}

function badge(mark) {
  if (!mark) return "";
  return `<title>${safe(mark.text)}</title><circle class="badge" r="9"/><text class="icon">${ICONS[mark.look]}</text>`;
}

function list(me) {
  const button = (act, id, label, text) =>
    `<button type="button" data-act="${act}" value="${safe(id)}" aria-label="${safe(label)}">${safe(text)}</button>`;
  const end = (id) => (fixed(me, id) ? "fixed" : button("unwire", id, `Remove ${named(me, id)}`, "Remove"));
  const rows = me.drawing.wires.map(({ id }) => `<li><span>${safe(named(me, id))}</span> ${end(id)}</li>`);
  const said = ({ id, look, text }) => `<li class="${look}"><b>${ICONS[look]}</b>${button("go", id, text, text)}</li>`;
  fill(me.$(".remarks"), me.data.marks.filter((mark) => mark.text).map(said).join(""));
  fill(me.$(".list ul"), rows.join(""));
  me.$("summary").textContent = rows.length === 1 ? "1 wire" : `${rows.length} wires`;
}

// What is chosen, where a wire begins, and what the tools are about.
export function look(me) {
  for (const one of me.root.querySelectorAll("[data-id]")) {
    const { id } = one.dataset;
    const kind = me.kinds[find(me, id).kind];
    one.setAttribute("class", `${kind ? `part role-${kind.role}` : "wire"} ${me.marks[id]?.look ?? ""}`);
    one.classList.toggle("chosen", id === me.at);
    one.classList.toggle("source", id === me.from);
    one.classList.toggle("fixed", fixed(me, id));
    if (!kind && (me.marks[id] || id === me.at)) one.parentElement.append(one); // over wires that run along with it
  }
  const frame = me.$(".frame");
  frame.classList.toggle("open", Boolean(me.from));
  frame.tabIndex = frame.scrollWidth > frame.clientWidth + 1 ? 0 : -1;
  me.$(".empty").classList.toggle("gone", Boolean(me.drawing.parts[0] ?? me.data.ghosts[0][0]));
  tools(me);
}

function tools(me) {
  const part = me.drawing.parts.find(({ id }) => id === me.at);
  const shown = JSON.stringify([me.at, part?.label]);
  const field = { disabled: !part, value: part?.label ?? "" };
  if (me.shown !== shown) Object.assign(me.$("input"), field); // else somebody may be typing in it
  me.shown = shown;
  const idle = { undo: !me.past[0], redo: !me.future[0], remove: !find(me, me.at) };
  for (const [act, off] of Object.entries(idle)) me.$(`[data-act=${act}]`).setAttribute("aria-disabled", off);
}

export function choose(me, id) {
  me.at = id;
  look(me);
}

// Show what is drawn as large as it can be, or the whole canvas again.
export function fit(me) {
  const on = me.$(".frame").classList.toggle("fit");
  const [xs, ys] = ["x", "y"].map((axis) => me.drawing.parts.map((part) => part[axis]));
  const [left, top] = [Math.min(...xs) - 60, Math.min(...ys) - 60];
  const view = [left, top, Math.max(...xs) + 60 - left, Math.max(...ys) + 60 - top];
  me.$(".canvas").setAttribute("viewBox", on && xs.length ? view.join(" ") : "0 0 960 480");
  me.$("[data-act=fit]").setAttribute("aria-pressed", on);
}
