// The picture of a drawing: parts, ports, wires and marks as SVG, and the lists below the canvas.

import { makeSvg, setAttributes } from "../tools.js";
import { cleaned, describe, find, isLocked, markInWords, nameOf } from "./wiring_drawing.js";
import { besidePort, lastStretch } from "./wiring_gaps.js";
import { DIRECTIONS, pathData, routes, SIZES } from "./wiring_routes.js";
import { toSheet } from "./wiring_sheet.js";
import { valueSvg } from "./wiring_signal.js";

const ICONS = { right: "✓", wrong: "✕", missing: "+", waiting: "…", hint: "?" };
export const safe = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const SUBSCRIPT = '<tspan class="low" dy="4">$1$2</tspan><tspan dy="-4">\u200b</tspan>';
const typeset = (text) => safe(text).replace(/-/g, "−").replace(/_(?:\{([^}]*)\}|(\w))/g, SUBSCRIPT);

export function drawGhosts(editor) {
  const { parts, wires } = cleaned(editor, { parts: editor.data.ghosts[0], wires: editor.data.ghosts[1] });
  const lines = Object.values(laid(editor, parts, wires).lines).map((line) => wireSvg(editor, line));
  const bodies = parts.map((part) => `<g transform="${place(editor, part)}">${partSvg(editor, part)}</g>`);
  setHtml(editor.$(".ghosts"), [...lines, ...bodies].join(""));
}

// Wires and their forks, as they run on the sheet.
export function laid(editor, parts, wires) {
  const { lines, forks, sides } = routes(parts, wires, editor.kinds, editor.sheet.sizes);
  const moved = Object.entries(lines).map(([id, line]) => [id, line.map((point) => toSheet(editor, point))]);
  return { lines: Object.fromEntries(moved), forks: forks.map((point) => toSheet(editor, point)), sides };
}

export function draw(editor) {
  const { parts, wires } = editor.drawing;
  const { lines, forks, sides } = laid(editor, parts, wires);
  syncGroups(editor.$(".wires"), wires, (group, { id }) => {
    const [[a, b], [x, y]] = lines[id].slice(lines[id].length / 2 - 1);
    const mark = `<g transform="${grown(editor, (a + x) / 2, (b + y) / 2)}">${badgeSvg(editor, id)}</g>`;
    setHtml(group, `<path class="hit" d="${pathData(lines[id])}"/>${wireSvg(editor, lines[id])}${mark}`);
  });
  syncGroups(editor.$(".parts"), parts, (group, part) => {
    const ports = sides[part.id].map((side, port) => portSvg(editor, part, side, port));
    setAttributes(group, { tabindex: 0, role: "button", "aria-label": describe(editor, part.id) });
    setAttributes(group, { transform: place(editor, part) });
    const value = part.id in editor.values
      ? valueSvg(editor.kinds[part.kind], sides[part.id][0], safe(editor.values[part.id]))
      : "";
    setHtml(group, [ringSvg(editor, part), partSvg(editor, part), ...ports, value].join(""));
  });
  setHtml(
    editor.$(".forks"),
    forks.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="${3.5 * editor.sheet.large}"/>`).join(""),
  );
  drawGaps(editor, lines, forks, sides);
  drawLists(editor);
  drawStates(editor);
}

// One group per item. It stays the same element as long as its item exists, and so keeps the focus.
function syncGroups(layer, items, build) {
  const old = Object.fromEntries([...layer.children].map((group) => [group.dataset.id, group]));
  for (const item of items) {
    build(old[item.id] ?? layer.appendChild(makeSvg("g", { "data-id": item.id })), item);
    delete old[item.id];
  }
  for (const group of Object.values(old)) group.remove();
}

// HTML that has not changed is left alone: it may have the focus, or a finger on it.
export function setHtml(element, html) {
  if (element.html !== html) element.innerHTML = element.html = html;
}

const translate = (x, y) => `translate(${x} ${y})`;
const grown = ({ sheet }, x, y) => `${translate(x, y)} scale(${sheet.large})`;
export const place = (editor, { x, y }) => grown(editor, ...toSheet(editor, [x, y]));

export function wireSvg(editor, line) {
  const [[a, b], [x, y]] = line.slice(-2);
  const angle = (Math.atan2(y - b, x - a) * 180) / Math.PI;
  const tip = `<path class="tip" transform="${grown(editor, x, y)} rotate(${angle})" d="M0 0l-9-4.5v9z"/>`;
  return `<path class="line" d="${pathData(line)}"/>${tip}`;
}

function outlineSvg(shape, className, margin = 0) {
  const [wide, high] = SIZES[shape].map((half) => half + margin);
  const radius = shape === "box" ? 4 + margin / 2 : high;
  return `<rect class="${className}" x="${-wide}" y="${-high}" width="${2 * wide}" height="${
    2 * high
  }" rx="${radius}"/>`;
}

export function partSvg(editor, { kind, label }) {
  const { shape, glyph } = editor.kinds[kind];
  const [wide, high] = SIZES[shape];
  const [x, y] = shape === "box" ? [8, -high - 11] : shape === "round" ? [wide, -wide] : [-wide, -high - 6];
  const name = `<text class="name" x="${x}" y="${y}">${typeset(label ?? "")}</text>`;
  return `${outlineSvg(shape, `area ${shape}`)}<text class="glyph">${typeset(glyph)}</text>${name}`;
}

// A port is a dot, or a slot where many wires may end; the area that takes a finger is larger.
function portSvg(editor, { id, kind }, side, port) {
  const { shape, many } = editor.kinds[kind];
  const used = port && editor.drawing.wires.some((wire) => wire.to === id && (many || wire.port === port - 1));
  const place = translate(...DIRECTIONS[side].map((step, k) => step * SIZES[shape][k]));
  const dot = port && many ? '<rect x="-2" y="-8" width="4" height="16" rx="2"/>' : '<circle r="4"/>';
  const className = `port ${port ? "in" : "out"} ${used ? "used" : ""}`;
  const hit = `<circle class="hit" ${editor.sheet.tall > 1 ? 'cx="8" r="20"' : 'cx="4" r="14"'}/>`;
  return `<g class="${className}" data-port="${port - 1}" transform="${place} rotate(${side * 90})">${hit}${dot}</g>`;
}

function ringSvg(editor, { id, kind }) {
  const [shape, mark] = [editor.kinds[kind].shape, editor.marks[id]];
  const [wide, high] = SIZES[shape];
  return mark
    ? `${outlineSvg(shape, "ring", 6)}<g transform="${translate(4 - wide, -high - 10)}">${badgeSvg(editor, id)}</g>`
    : "";
}

function badgeSvg(editor, id) {
  const mark = editor.marks[id];
  if (!mark) return "";
  const icon = mark.number || ICONS[mark.look];
  return `<title>${
    safe(markInWords(editor, id))
  }</title><circle class="badge" r="9"/><text class="icon">${icon}</text>`;
}

// Where a part is missing: on a wire, or beside the part that should read it or hand something on.
function drawGaps(editor, lines, forks, sides) {
  const taken = editor.drawing.parts.map(({ x, y }) => toSheet(editor, [x, y]));
  const spot = (
    gap,
  ) => (lines[gap.wire] ? [lastStretch(lines[gap.wire], forks)] : besidePort(editor, gap, sides, taken));
  const svg = editor.data.gaps.map((gap) => {
    const [at, from] = spot(gap);
    if (!at || !editor.kinds[gap.kind]) return "";
    taken.push(at);
    return gapSvg(editor, gap, at, from);
  });
  setHtml(editor.$(".gaps"), svg.join(""));
}

function gapSvg(editor, { kind, glyph, remark }, at, from) {
  const { shape, words } = editor.kinds[kind];
  const stub = from ? `<path class="stub" d="M${from}L${at}"/>` : "";
  const title = `<title>${safe(editor.data.says[0].gap.replace("{0}", words))}</title>`;
  const [wide, high] = SIZES[shape].map((half) => Math.max(half, 26) + (shape === "box" ? 4 : 0));
  const badge = `<circle class="badge" cx="${-wide}" cy="${-20}" r="9"/>
    <text class="icon" x="${-wide}" y="${-20}">${remark}</text>`;
  const body = `<rect class="gap" x="${-wide}" y="${-18}" width="${2 * wide}" height="36" rx="${Math.min(high, 18)}"/>`;
  return `${stub}<g transform="${grown(editor, ...at)}">${title}${body}<text class="glyph">${
    typeset(glyph)
  }</text>${badge}</g>`;
}

function drawLists(editor) {
  const says = editor.data.says[0];
  const button = (action, id, label, text) =>
    `<button type="button" data-act="${action}" value="${safe(id)}" aria-label="${safe(label)}">${safe(text)}</button>`;
  const remove = (
    id,
  ) => (isLocked(editor, id)
    ? says["is fixed"]
    : button("unwire", id, says["remove it"].replace("{0}", nameOf(editor, id)), says.remove));
  const rows = editor.drawing.wires.map(({ id }) => `<li><span>${safe(nameOf(editor, id))}</span> ${remove(id)}</li>`);
  const remark = ({ id, look, text }) =>
    `<li class="${look}"><b>${ICONS[look]}</b>${button("go", id, text, text)}</li>`;
  setHtml(editor.$(".remarks"), editor.data.marks.filter((mark) => mark.text).map(remark).join(""));
  setHtml(editor.$(".list ul"), rows.join(""));
  editor.$("summary").textContent = rows.length === 1 ? says["one wire"] : says.wires.replace("{0}", rows.length);
}

// Mark what is chosen, where a wire begins and what is locked, and adapt the tools to it.
export function drawStates(editor) {
  for (const group of editor.root.querySelectorAll("[data-id]")) {
    const { id } = group.dataset;
    const kind = editor.kinds[find(editor, id).kind];
    group.setAttribute("class", `${kind ? `part role-${kind.role}` : "wire"} ${editor.marks[id]?.look ?? ""}`);
    group.classList.toggle("chosen", id === editor.chosen);
    group.classList.toggle("source", id === editor.from);
    group.classList.toggle("fixed", isLocked(editor, id));
    group.classList.toggle("now", editor.data.now.includes(kind ? id : find(editor, id).to));
    if (!kind && (editor.marks[id] || id === editor.chosen)) group.parentElement.append(group); // above other wires
  }
  const frame = editor.$(".frame");
  frame.classList.toggle("open", Boolean(editor.from));
  editor.$(".empty").classList.toggle("gone", Boolean(editor.drawing.parts[0] ?? editor.data.ghosts[0][0]));
  drawTools(editor);
}

function drawTools(editor) {
  const part = editor.drawing.parts.find(({ id }) => id === editor.chosen);
  const labelled = JSON.stringify([editor.chosen, part?.label]);
  const field = { disabled: !part, value: part?.label ?? "" };
  if (editor.labelled !== labelled) Object.assign(editor.$("input"), field); // else somebody may be typing in it
  editor.labelled = labelled;
  const disabled = { undo: !editor.past[0], redo: !editor.future[0], remove: !find(editor, editor.chosen) };
  editor.$("[data-act=wire]").setAttribute("aria-pressed", Boolean(editor.from));
  for (const [action, is] of Object.entries(disabled)) {
    editor.$(`[data-act=${action}]`).setAttribute("aria-disabled", is);
  }
}

export function choose(editor, id) {
  editor.chosen = id;
  drawStates(editor);
}
