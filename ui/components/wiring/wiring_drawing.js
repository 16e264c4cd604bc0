// The drawing of the wiring editor and what may be asked of it: which part or wire, where there is room, what it is called.

import { clamp } from "../tools.js";
import { COLS, GRID, ROWS } from "./wiring_routes.js";

export const find = ({ drawing }, id) => [...drawing.parts, ...drawing.wires].find((one) => one.id === id);
export const fixed = (me, id) => me.data.locked.includes(id);
const onGrid = (at, count) => clamp(Math.round(at / GRID), 2, count - 3) * GRID;
export const snapped = (x, y) => ({ x: onGrid(x, COLS), y: onGrid(y, ROWS) });

export function sound({ kinds }, { parts, wires }) {
  const known = parts.filter(({ kind }) => kinds[kind]).map((part) => ({ ...part, ...snapped(part.x, part.y) }));
  const there = (id) => known.some((part) => part.id === id);
  return { parts: known, wires: wires.filter(({ from, to }) => there(from) && there(to)) };
}

// Where a part goes that was tapped: names at the rim, layers low, memory high, as in the lecture's figure.
export function free(me, { shape: look, ports, role }) {
  const rim = look === "pill";
  const xs = !rim ? [220, 320, 420, 520, 620, 720] : ports ? [880, 780] : [80, 180];
  const high = look === "round" || role === "memory";
  const ys = high ? [80, 160, 240, 320, 400] : [rim ? 400 : 320, 320, 400, 240, 160, 80];
  const spots = rim ? xs.flatMap((x) => ys.map((y) => [x, y])) : ys.flatMap((y) => xs.map((x) => [x, y]));
  const clear = ([x, y]) => !me.drawing.parts.some((part) => Math.abs(part.x - x) < 80 && Math.abs(part.y - y) < 60);
  return snapped(...(spots.find(clear) ?? [480, 240]));
}

export function fresh(me, letter) {
  const known = JSON.stringify([me.drawing, me.past, me.future]);
  while (known.includes(`"${letter}${me.next}`) || known.includes(`"${letter}${me.next}\\`)) me.next += 1;
  return letter + me.next;
}

export function named(me, id) {
  const { kind, label, from, to, port } = find(me, id);
  const which = from && me.kinds[find(me, to).kind].ports > 1 ? `, ${port + 1}` : "";
  if (from) return `${named(me, from)} → ${named(me, to)}${which}`;
  const alike = me.drawing.parts.filter((part) => part.kind === kind && !part.label);
  const number = alike.length > 1 ? alike.findIndex((part) => part.id === id) + 1 : "";
  return `${me.kinds[kind].words} ${label || number}`.trim();
}

export function spoken(me, id) {
  const ends = (near, far, sign) => {
    const names = me.drawing.wires.filter((wire) => wire[near] === id).map((wire) => named(me, wire[far]));
    return names.length && `${sign} ${names.join(" + ")}`;
  };
  const told = [named(me, id), fixed(me, id) && "fixed", ends("to", "from", "←"), ends("from", "to", "→")];
  return [...told, me.marks[id]?.text].filter(Boolean).join(", ");
}
