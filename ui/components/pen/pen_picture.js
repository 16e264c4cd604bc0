// The clean figure over the ink: what was read as SVG, with marks, values and what is missing.

import { makeSvg, setAttributes } from "../tools.js";
import { layFigure } from "./pen_wires.js";

const SIGNS = { right: "✓", wrong: "✕", missing: "+", waiting: "…", hint: "?" };
export const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const LOW = '<tspan class="low" dy="4">$1$2</tspan><tspan dy="-4">\u200b</tspan>';
export const typesetGlyph = (text) => escaped(text).replace(/-/g, "−").replace(/_(?:\{([^}]*)\}|(\w))/g, LOW);

export function drawFigure(editor) {
  const reading = (editor.reading = readable(editor));
  const figure = (editor.figure = layFigure(editor.strokes, reading));
  setLines(editor, figure);
  const items = [...reading.wires.filter(({ id }) => figure.own[id]), ...reading.parts];
  const layer = editor.$(".items");
  const wanted = new Set(items.map(({ id }) => id));
  for (const group of [...layer.children]) if (!wanted.has(group.dataset.id)) group.remove();
  const old = Object.fromEntries([...layer.children].map((group) => [group.dataset.id, group]));
  items.forEach((item, place) => {
    const group = old[item.id] ?? makeSvg("g", { "data-id": item.id, tabindex: 0, role: "button" });
    drawItem(editor, group, item);
    if (layer.children[place] !== group) layer.insertBefore(group, layer.children[place] ?? null); // else it has the focus
  });
  setSvg(editor.$(".missing-parts"), editor.news.gaps.map((one) => missingSvg(editor, one)).join(""));
}

// The reading without what was undone since.
function readable({ news, strokes }) {
  const [reading] = news.reading;
  const there = (own) => own.every((k) => k < strokes.length);
  const parts = reading.parts.filter((part) => there(part.strokes));
  const known = new Set(parts.map(({ id }) => id));
  return { ...reading, parts, wires: reading.wires.filter(({ from, to }) => known.has(from) && known.has(to)) };
}

// What has not changed is left alone: it may have the focus.
export function setSvg(element, html) {
  if (element.html !== html) element.innerHTML = element.html = html;
}

const lineData = (line) => `M${line.map((point) => point.map((value) => Math.round(value * 10) / 10)).join("L")}`;

function setLines(editor, { nets }) {
  setSvg(editor.$(".lines"), nets.map((lines) => `<path class="line" d="${lines.map(lineData).join("")}"/>`).join(""));
}

function drawItem(editor, group, item) {
  const mark = editor.marks[item.id];
  const kind = editor.kinds[item.kind];
  const look = [kind ? `item role-${kind.role} ${kind.shape}` : "item wire", mark?.look ?? ""];
  if (editor.news.now.includes(kind ? item.id : item.to)) look.push("now");
  if (kind && isUnsure(editor, item)) look.push("unsure");
  setAttributes(group, { class: look.join(" "), "aria-label": describeItem(editor, item) });
  setSvg(group, kind ? partInk(editor, item, kind) : wireInk(editor, item));
}

export const isUnsure = ({ data }, { share, second }) => Boolean(second) && share < data.sure;

function wireInk(editor, { id }) {
  const [line, [x, y, angle]] = [editor.figure.own[id], editor.figure.tips[id]];
  const tip = `<path class="tip" transform="translate(${x} ${y}) rotate(${angle})" d="M0 0l-10-5v10z"/>`;
  const [[a, b], [c, d]] = line.slice(-2);
  return `<path class="own" d="${lineData(line)}"/>${tip}${badge(editor, id, (a + c) / 2, (b + d) / 2)}`;
}

function partInk(editor, item, kind) {
  const [left, top, right, low] = editor.figure.boxes[item.id];
  const [x, y] = [(left + right) / 2, (top + low) / 2];
  const [wide, high] = [right - left, low - top];
  const round = kind.shape === "round" || kind.shape === "join";
  const size = Math.min(Math.max(Math.min(high * (round ? 0.7 : 0.5), wide / (round ? 1 : 2.4)), 9), 30);
  const area = round
    ? `<circle class="area" cx="${x}" cy="${y}" r="${(wide + high) / 4}"/>`
    : `<rect class="area" x="${left}" y="${top}" width="${wide}" height="${high}" rx="${
      kind.shape === "box" ? 5 : 13
    }"/>`;
  const at = (u, v, name, text) => `<text class="${name}" x="${u}" y="${v}">${text}</text>`;
  const glyph = kind.shape === "join" ? "" : typesetGlyph(kind.glyph);
  const second = isUnsure(editor, item) ? at(right, low + 12, "second", `${glyphOf(editor, item.second)}?`) : "";
  return [
    area,
    `<text class="glyph" x="${x}" y="${y}" style="font-size: ${kind.shape === "pill" ? 17 : size}px">${glyph}</text>`,
    item.label ? at(left, top - 9, "name", typesetGlyph(item.label)) : "",
    second,
    `<text class="tag" x="${right + 3}" y="${top - 4}">${glyph}</text>`,
    editor.values[item.id] ? at(right + 6, y + 16, "value", escaped(editor.values[item.id])) : "",
    editor.marks[item.id] ? ring(round, left - 6, top - 6, wide + 12, high + 12) : "",
    badge(editor, item.id, left - 3, top - 5),
  ].join("");
}

const glyphOf = ({ kinds }, kind) => (kinds[kind] ? typesetGlyph(kinds[kind].glyph) : "");
const ring = (round, x, y, wide, high) =>
  `<rect class="ring" x="${x}" y="${y}" width="${wide}" height="${high}" rx="${round ? high / 2 : 8}"/>`;

function badge({ marks }, id, x, y) {
  const mark = marks[id];
  return mark
    ? `<circle class="badge" cx="${x}" cy="${y}" r="9"/><text class="icon" x="${x}" y="${y}">${
      mark.number || SIGNS[mark.look]
    }</text>`
    : "";
}

// Where a part is missing: before the end of a wire, or beside the part that should read it or hand something on.
function missingSvg(editor, { kind, glyph, wire, before, behind, remark }) {
  const [shape, tip] = [editor.kinds[kind]?.shape, editor.figure.tips[wire]];
  const box = editor.figure.boxes[before || behind];
  if (!shape || !(tip || box)) return "";
  const back = tip && (tip[2] * Math.PI) / 180;
  const [x, y] = tip
    ? [tip[0] - 44 * Math.cos(back), tip[1] - 44 * Math.sin(back)]
    : [before ? box[0] - 48 : box[2] + 48, (box[1] + box[3]) / 2];
  const wide = shape === "box" ? 34 : 26;
  return `<g class="gap"><rect x="${x - wide}" y="${y - 18}" width="${2 * wide}" height="36" rx="${
    shape === "box" ? 5 : 18
  }"/><text class="glyph" x="${x}" y="${y}">${typesetGlyph(glyph)}</text><circle class="badge" cx="${x - wide}" cy="${
    y - 18
  }" r="9"/><text class="icon" x="${x - wide}" y="${y - 18}">${remark}</text></g>`;
}

// ---- in words

export function nameItem(editor, id) {
  const { parts, wires } = editor.reading;
  const wire = wires.find((one) => one.id === id);
  if (wire) return `${nameItem(editor, wire.from)} → ${nameItem(editor, wire.to)}`;
  const part = parts.find((one) => one.id === id);
  const same = parts.filter((one) => one.kind === part.kind && !one.label);
  const number = same.length > 1 ? same.indexOf(part) + 1 : "";
  return `${editor.kinds[part.kind]?.words ?? part.kind} ${part.label || number}`.trim();
}

function describeItem(editor, item) {
  const { wires } = editor.reading;
  const ends = (near, far, sign) => {
    const names = wires.filter((wire) => wire[near] === item.id).map((wire) => nameItem(editor, wire[far]));
    return names.length && `${sign} ${names.join(" + ")}`;
  };
  const [mark, says] = [editor.marks[item.id], editor.data.says[0]];
  const facts = [
    nameItem(editor, item.id),
    item.kind && isUnsure(editor, item) && says.unsure.replace("{0}", editor.kinds[item.second]?.words ?? ""),
    item.kind && ends("to", "from", "←"),
    item.kind && ends("from", "to", "→"),
    mark && says[`look ${mark.look}`],
    mark?.number && says.remark.replace("{0}", mark.number),
  ];
  return facts.filter(Boolean).join(", ");
}
