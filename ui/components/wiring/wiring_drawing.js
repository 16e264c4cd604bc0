// Questions about the drawing in a wiring editor: which part or wire has an id, where there is room, what it is called.

import { clamp } from "../tools.js";
import { COLS, GRID, ROWS } from "./wiring_routes.js";

export const find = ({ drawing }, id) => [...drawing.parts, ...drawing.wires].find((item) => item.id === id);
export const isLocked = (editor, id) => editor.data.locked.includes(id);
const nearestOnGrid = (position, count) => clamp(Math.round(position / GRID), 2, count - 3) * GRID;
export const snapToGrid = (x, y) => ({ x: nearestOnGrid(x, COLS), y: nearestOnGrid(y, ROWS) });

// A drawing with its parts on the grid, without parts of unknown kinds and without wires whose ends are missing.
export function cleaned({ kinds }, { parts, wires }) {
  const known = parts.filter(({ kind }) => kinds[kind]).map((part) => ({ ...part, ...snapToGrid(part.x, part.y) }));
  const isKnown = (id) => known.some((part) => part.id === id);
  return { parts: known, wires: wires.filter(({ from, to }) => isKnown(from) && isKnown(to)) };
}

// Where a part goes that was tapped in the palette: names at the rim, layers low, memory high, as in the lecture's figure.
export function freePlace(editor, { shape, ports, role }) {
  const atRim = shape === "pill";
  const xs = !atRim ? [220, 320, 420, 520, 620, 720] : ports ? [880, 780] : [80, 180];
  const high = shape === "round" || role === "memory";
  const ys = high ? [80, 160, 240, 320, 400] : [atRim ? 400 : 320, 320, 400, 240, 160, 80];
  const places = atRim ? xs.flatMap((x) => ys.map((y) => [x, y])) : ys.flatMap((y) => xs.map((x) => [x, y]));
  const isFree = ([x, y]) =>
    !editor.drawing.parts.some((part) =>
      Math.abs(part.x - x) < Math.max(80, 60 * editor.sheet.large) && Math.abs(part.y - y) < 60
    );
  return snapToGrid(...(places.find(isFree) ?? [480, 240]));
}

export function newId(editor, letter) {
  const used = JSON.stringify([editor.drawing, editor.past, editor.future]);
  while (used.includes(`"${letter}${editor.nextNumber}`) || used.includes(`"${letter}${editor.nextNumber}\\`)) {
    editor.nextNumber += 1;
  }
  return letter + editor.nextNumber;
}

export function nameOf(editor, id) {
  const { kind, label, from, to, port } = find(editor, id);
  const input = from && editor.kinds[find(editor, to).kind].ports > 1 ? `, ${port + 1}` : "";
  if (from) return `${nameOf(editor, from)} → ${nameOf(editor, to)}${input}`;
  const unlabelled = editor.drawing.parts.filter((part) => part.kind === kind && !part.label);
  const number = unlabelled.length > 1 ? unlabelled.findIndex((part) => part.id === id) + 1 : "";
  return `${editor.kinds[kind].words} ${label || number}`.trim();
}

export function describe(editor, id) {
  const ends = (near, far, sign) => {
    const names = editor.drawing.wires.filter((wire) => wire[near] === id).map((wire) => nameOf(editor, wire[far]));
    return names.length && `${sign} ${names.join(" + ")}`;
  };
  const facts = [
    nameOf(editor, id),
    isLocked(editor, id) && editor.data.says[0]["is fixed"],
    ends("to", "from", "←"),
    ends("from", "to", "→"),
  ];
  return [...facts, markInWords(editor, id)].filter(Boolean).join(", ");
}

// A mark by its own sentence, or by how it looks and the number of the remark that stands elsewhere.
export function markInWords(editor, id) {
  const mark = editor.marks[id];
  if (!mark || mark.text) return mark?.text;
  const says = editor.data.says[0];
  return [says[`look ${mark.look}`], mark.number && says.remark.replace("{0}", mark.number)].filter(Boolean).join(", ");
}
